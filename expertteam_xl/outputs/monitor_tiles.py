"""The key figures on the first page of a monitor: a number, and a line that places it."""

from __future__ import annotations

from expertteam_xl.monitoring.model import (
    PREVIOUS,
    RUNNING,
    VALUE,
    Figure,
    Figures,
    FigureTable,
    Printed,
)
from expertteam_xl.outputs.monitor_blocks import UNKNOWN, UNKNOWN_SHORT, printed, told
from expertteam_xl.outputs.monitor_layout import TILES, WHOLE, Tile

Parts = tuple[Printed, str, Printed, Printed, str | None]
"""Value, what it is taken over, the period before, cumulative, and why it can't be known."""


def tile_values(figures: Figures) -> dict[str, str | int | float]:
    """The number of every tile, and under ``<name>_bij`` the line below it."""
    found: dict[str, str | int | float] = {}
    for tile in TILES:
        value, over, previous, running, reason = _parts(figures, tile)
        found[tile.name] = UNKNOWN_SHORT if value is None else printed(value, tile.look)
        if value is None:
            found[f"{tile.name}_bij"] = f"{UNKNOWN.capitalize()}: {reason}."
            continue
        lines = [over] if over else []
        lines.append(f"vorige: {told(previous, tile.look)}")
        stock = figures.definitions[tile.code].stock
        if not stock:
            lines.append(f"cumulatief: {told(running, tile.look)}")
        found[f"{tile.name}_bij"] = "; ".join(lines)
    return found


def tile_lines(figures: Figures) -> list[tuple[str, str]]:
    """Title and number of every tile, as text."""
    return [(tile.title, told(_parts(figures, tile)[0], tile.look)) for tile in TILES]


def _parts(figures: Figures, tile: Tile) -> Parts:
    figure = figures.figures.get(tile.code)
    if isinstance(figure, Figure):
        over = "" if figure.n is None else f"n = {told(figure.n, WHOLE)}"
        return figure.value, over, figure.previous, figure.running, figure.reason
    if not isinstance(figure, FigureTable) or tile.row not in figure.rows:
        reason = figure.reason if isinstance(figure, FigureTable) else None
        return None, "", None, None, reason or "er is niets om te tellen"
    return _of_table(figure, tile)


def _of_table(table: FigureTable, tile: Tile) -> Parts:
    cells = dict(zip(table.columns, table.row(tile.row), strict=True))
    if tile.over:
        met, whole = cells.get("op tijd"), cells.get(tile.over)
        value, before, running = (
            cells.get(name)
            for name in (tile.column, f"{PREVIOUS} {tile.column}", f"{RUNNING} {tile.column}")
        )
        over = f"{told(met, WHOLE)} van {told(whole, WHOLE)}"
    else:
        value, before, running = (cells.get(name) for name in (VALUE, PREVIOUS, RUNNING))
        place = table.rows.index(tile.row)
        over = f"n = {told(table.n[place], WHOLE)}" if table.n and tile.look == WHOLE else ""
    return value, over, before, running, "er is niets om over te tellen"
