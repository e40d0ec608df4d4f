"""Heights of rows in which text wraps: Excel finds them by itself, other programs do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from expertteam_xl.outputs import monitor_layout as lay
from expertteam_xl.outputs.monitor_model import Printout
from expertteam_xl.outputs.signals_looks import height
from expertteam_xl.package.blocks import column_widths, set_heights
from expertteam_xl.package.book import Package
from expertteam_xl.package.namedcells import area_of
from expertteam_xl.package.sheetrows import cut
from expertteam_xl.package.tableparts import find_table

_USUAL, _INDENT = 9.0, 1.5
_BOLD = 1.15
"""How much wider a header is than other text."""

_USUAL_TEXT = 1.0
"""The same of other text: a row may be too high, but never hides a line."""

_ONE_LINE = 19.0

Texts = dict[int, list[tuple[int, str, float]]]
"""By row: column, text, and how wide its letters are."""


def fit_heights(package: Package, printout: Printout) -> None:
    """Makes rows as high as their text needs.

    Args:
        package: the filled workbook.
        printout: what it was filled with.
    """
    texts: dict[str, Texts] = {}
    spilling = _spilling()
    for name, rows in printout.areas.items():
        sheet, box = area_of(package, name)
        wrapped = [row[: spilling.get(name)] for row in rows]
        found = texts.setdefault(sheet, {})
        _gather(found, wrapped[:1], box.top, box.left, _USUAL_TEXT if name == lay.NOTES else _BOLD)
        _gather(found, wrapped[1:], box.top + 1, box.left)
    for table, rows in printout.tables.items():
        part = find_table(package, table)
        body, found = part.body(), texts.setdefault(part.sheet, {})
        _gather(found, [part.headers], body.top - 1, body.left, _BOLD)
        _gather(found, rows, body.top, body.left)
    for sheet, found in texts.items():
        widths = column_widths(cut(package.archive.stream(package.worksheets[sheet])))
        heights = {row: _points(cells, widths) for row, cells in found.items()}
        high = {row: points for row, points in heights.items() if points > _ONE_LINE}
        if high:
            set_heights(package, sheet, high)


def _spilling() -> dict[str, int]:
    """For figures that stand alone: up to which column text wraps; the reason runs on."""
    items = [item for page in lay.PAGES for item in page.items]
    return {item.name: lay.REASON for item in items if isinstance(item, lay.Singles)}


def _gather(
    found: Texts, rows: Iterable[Sequence[object]], top: int, left: int, wide: float = _USUAL_TEXT
) -> None:
    """The texts of each row."""
    for row, values in enumerate(rows, top):
        texts = [
            (column, text, wide)
            for column, text in enumerate(values, left)
            if isinstance(text, str) and text
        ]
        found.setdefault(row, []).extend(texts)


def _points(cells: Sequence[tuple[int, str, float]], widths: Mapping[int, float]) -> float:
    return height(
        *(
            (text, max(widths.get(column, _USUAL) - _INDENT, 1.0) / wide)
            for column, text, wide in cells
        )
    )
