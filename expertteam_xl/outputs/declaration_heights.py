"""Heights of rows in which a long name or sentence wraps: not every program finds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.signals_looks import height
from expertteam_xl.package import xml
from expertteam_xl.package.blocks import column_widths, set_heights
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import Content
from expertteam_xl.package.namedcells import area_of
from expertteam_xl.package.sheetrows import cut, edit_tail
from expertteam_xl.package.tableparts import find_table

WRAPPING = (w.PARTNER, "Gericht aan", "Bestand", "Reden", "Plaats", "Melding")
"""Columns of our tables in which text wraps."""

_USUAL, _INDENT, _ONE_LINE = 9.0, 2.5, 19.0

Texts = Iterable[tuple[int, int, Content]]
"""Row, column and what stands there."""


def fit_table(
    package: Package, table: str, headers: Sequence[str], rows: Iterable[Sequence[Content]]
) -> None:
    """Makes the rows of a filled table as high as their text needs.

    Args:
        package: the workbook.
        table: its name.
        headers: what the values of a row are, in their order.
        rows: the values.
    """
    part = find_table(package, table)
    body = part.body()
    columns = {header.casefold(): body.left + n for n, header in enumerate(part.headers)}
    places = [
        (headers.index(name), columns[name.casefold()]) for name in WRAPPING if name in headers
    ]
    texts = (
        (number, column, row[place])
        for number, row in enumerate(rows, body.top)
        for place, column in places
    )
    _fit(package, part.sheet, texts)


def fit_names(package: Package, values: Mapping[str, Content]) -> None:
    """Does the same for rows with named cells.

    Args:
        package: the workbook.
        values: by name; all on one sheet.
    """
    texts: dict[str, list[tuple[int, int, Content]]] = {}
    for name, value in values.items():
        sheet, box = area_of(package, name)
        texts.setdefault(sheet, []).append((box.top, box.left, value))
    for sheet, found in texts.items():
        _fit(package, sheet, found)


def free_pages(package: Package, name: str) -> None:
    """Lets the sheet of a named cell print on as many pages as it takes, still one wide.

    Args:
        package: the workbook.
        name: of a cell on that sheet.
    """
    part = package.worksheets[area_of(package, name)[0]]
    sheet = cut(package.archive.stream(part))
    after = edit_tail(sheet.tail, _as_long_as_it_takes)
    package.archive.put(part, [sheet.head, sheet.rows, sheet.end, after])


def _as_long_as_it_takes(root: xml.Element) -> bool:
    setups = [each for each in root if xml.local(each) == "pageSetup"]
    for each in setups:
        each.set("fitToHeight", "0")
    return bool(setups)


def _fit(package: Package, sheet: str, texts: Texts) -> None:
    """Heights of the rows in which a text needs more than one line; they may change by sorting."""
    widths = column_widths(cut(package.archive.stream(package.worksheets[sheet])))
    heights: dict[int, float] = {}
    for row, column, text in texts:
        if isinstance(text, str) and text:
            points = _points(text, widths.get(column, _USUAL))
            if points > max(_ONE_LINE, heights.get(row, 0.0)):
                heights[row] = points
    if heights:
        set_heights(package, sheet, heights, fixed=False)


@lru_cache(maxsize=4096)
def _points(text: str, width: float) -> float:
    return height((text, max(width - _INDENT, 1.0)))
