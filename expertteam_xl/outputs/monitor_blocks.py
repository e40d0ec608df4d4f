"""Figures as rows of cells: a header, labels, numbers, and totals that are live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from expertteam_xl.monitoring.model import (
    PREVIOUS,
    RUNNING,
    TOTAL,
    VALUE,
    Figure,
    Figures,
    FigureTable,
    Printed,
    Unit,
)
from expertteam_xl.outputs.monitor_layout import EURO, PERCENT, TENTH, TEXT, WHOLE, Block
from expertteam_xl.package.cellxml import Content
from expertteam_xl.suppression import HIDDEN

UNKNOWN, UNKNOWN_SHORT = "niet bepaalbaar", "n.b."
"""What stands where a figure can't be known; never a zero."""

_ZERO = "0"
"""How a zero is printed where other counts are rounded; a number like them."""

WITHOUT_WEESP = "totaal zonder Weesp"

_WEESP = "Weesp"
_WITH_WEESP = ("T-a-gemeente", "M05-bedrag")
"""Tables of the region whose total is told with and without Weesp."""

_MARGINS_ONLY = ("M02-1", "M02-1-werkstroom", "M02-1-knelpunt", "F05", "O-a")
"""Crosstabs in which an empty cell only means that nothing is printed there."""

_NAMES = {"T01": "triage binnen 5 werkdagen (T01)", "T02": "overleg binnen 14 dagen (T02)",
          "T03": "doorbraaktafel binnen 14 dagen (T03)",
          "T05": "besluit de werkdag erna (T05)"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Live:
    """A formula over cells of its own column.

    Attributes:
        pattern: the formula in English, with ``{}`` for every cell.
        rows: the rows of those cells in the block, from 0 on.
        value: its result.
    """

    pattern: str
    rows: tuple[int, ...]
    value: int | float


Cell = Content | Live
Row = tuple[Cell, ...]
Matrix = Sequence[Row]


def printed(value: Printed, look: str) -> str | int | float:
    """A figure as it stands in a cell: euros for cents, *n.b.* for what can't be known."""
    if value is None:
        return UNKNOWN_SHORT
    if value == _ZERO:
        return 0
    if look == EURO and not isinstance(value, str):
        return value / 100
    return value


def single_rows(figures: Figures, chosen: Iterable[tuple[Figure, str]]) -> Matrix:
    """Figures that stand alone, with n, the period before and cumulative."""
    header = ("Kengetal", str(figures.period), "n", _before(figures), "Cumulatief", "Toelichting")
    rows: list[Row] = [header]
    for figure, look in chosen:
        stock = figures.definitions[figure.code].stock
        value: Content = UNKNOWN if figure.value is None else printed(figure.value, look)
        previous = printed(figure.previous, look)
        running: Content = None if stock else printed(figure.running, look)
        if figure.value is None and not isinstance(figure.n, int):
            previous = printed(figure.previous, look) if figure.previous is not None else ""
            running = "" if figure.running is None else running
        why = _sentence(figure.reason) if figure.value is None else ""
        rows.append((_label(figure), value, _over(figure.n), previous, running, why))
    return rows


def _over(number: Printed) -> Content:
    return None if number is None else printed(number, WHOLE)


def block_rows(figures: Figures, block: Block) -> Matrix:
    """A table of figures; one sentence where nothing of it can be known."""
    table = figures.figures.get(block.code)
    if not isinstance(table, FigureTable):
        return []
    if not table.rows:
        why = table.reason or "er is niets om te tellen"
        return [(), (f"{UNKNOWN.capitalize()}: {why}.",)]
    place = 1 if block.n else 0
    columns = [_header(figures, name) for name in table.columns]
    rows: list[Row] = [("", *_with(columns, place, "n"))]
    blank = "" if block.code in _MARGINS_ONLY else UNKNOWN_SHORT
    for number, (label, values) in enumerate(zip(table.rows, table.values, strict=True)):
        looks = [block.look_at(number, column) for column in range(len(values))]
        cells = [
            blank if value is None else printed(value, look)
            for value, look in zip(values, looks, strict=True)
        ]
        over = _over(table.n[number]) if table.n else None
        rows.append((_NAMES.get(label, label), *_with(cells, place, over)))
    _add_without_weesp(rows, table)
    return _with_live_totals(rows, table, skipped=(place,) if place else ())


def _with(cells: Sequence[Cell], place: int, extra: Cell) -> list[Cell]:
    """Cells with the column n put between them."""
    return [*cells[:place], extra, *cells[place:]] if place else list(cells)


def _add_without_weesp(rows: list[Row], table: FigureTable) -> None:
    """The total without Weesp, where neither it nor the total is hidden."""
    if table.code not in _WITH_WEESP or not {_WEESP, TOTAL} <= set(table.rows):
        return
    weesp, total = table.rows.index(_WEESP) + 1, table.rows.index(TOTAL) + 1
    cells: list[Cell] = []
    for part, whole in zip(rows[weesp][1:], rows[total][1:], strict=True):
        less = _number(part)
        if isinstance(whole, int | float) and less is not None:
            cells.append(Live("{}-N({})", (total, weesp), _exact(whole - less)))
        elif UNKNOWN_SHORT in (part, whole):
            cells.append(UNKNOWN_SHORT)
        else:
            cells.append(whole if isinstance(whole, str) and less is not None else HIDDEN)
    rows.insert(total + 1, (WITHOUT_WEESP, *cells))


def _with_live_totals(rows: list[Row], table: FigureTable, *, skipped: tuple[int, ...]) -> Matrix:
    """The rows with each total that is the sum of what stands above it as a formula."""
    if TOTAL not in table.rows:
        return rows
    total = table.rows.index(TOTAL) + 1
    last = len(rows[total])
    cells: list[Cell] = [rows[total][0]]
    for column in range(1, last):
        above = [_number(row[column]) for row in rows[1:total]]
        value = rows[total][column]
        live = isinstance(value, int | float) and None not in above and column - 1 not in skipped
        if live and isinstance(value, int | float) and _adds_up(above, value):
            cells.append(Live("ROUND(SUM({}:{}),2)", (1, total - 1), value))
        else:
            cells.append(value)
    rows[total] = tuple(cells)
    return rows


def _adds_up(above: Sequence[int | float | None], value: int | float) -> bool:
    return _exact(sum(number or 0 for number in above)) == _exact(value)


def _number(cell: Cell) -> int | float | None:
    """The number of a cell, nought for a printed zero; None for what is hidden or unknown."""
    if cell == "-":
        return 0
    return cell if isinstance(cell, int | float) else None


def _exact(number: int | float) -> int | float:
    return round(number, 2) if isinstance(number, float) else number


def _header(figures: Figures, name: str) -> str:
    """A column as people read it: the periods by their names."""
    if name == VALUE:
        return str(figures.period)
    if name == PREVIOUS:
        return _before(figures)
    if name == RUNNING:
        return "Cumulatief"
    return f"{name[:1].upper()}{name[1:]}"


def _before(figures: Figures) -> str:
    return f"Vorige ({figures.period.previous})"


_UNITS = {Unit.PROCENT: "%", Unit.DAGEN: "dagen", Unit.SCORE: "cijfer", Unit.CENT: "€"}


def _label(figure: Figure) -> str:
    unit = _UNITS.get(figure.unit)
    code = f"{figure.code} " if figure.code.startswith("B") else ""
    return f"{code}{figure.name} ({unit})" if unit else f"{code}{figure.name}"


def _sentence(text: str | None) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def told(value: Printed, look: str) -> str:
    """A figure within a sentence: ``2.170``, ``27,5``, ``77,8%``, ``€ 2.170,43``, or a sign."""
    shown = printed(value, look)
    if isinstance(shown, str):
        return shown
    digits = {EURO: 2, PERCENT: 1, TENTH: 1}.get(look, 0)
    text = f"{shown:,.{digits}f}".translate(str.maketrans(",.", ".,"))
    if look == EURO:
        return f"€ {text}"
    return f"{text}%" if look == PERCENT else text


__all__ = [
    "TEXT", "UNKNOWN", "UNKNOWN_SHORT", "WITHOUT_WEESP", "Cell", "Live", "Matrix", "Row",
    "block_rows", "printed", "single_rows", "told",
]  # fmt: skip
