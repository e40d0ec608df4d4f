"""Where a list of the user's own sheet ends, and what stands in the way of more rows there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from expertteam_xl.package import xml
from expertteam_xl.package.areas import Cell
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import Value
from expertteam_xl.package.damage import PackageError, TemplateError
from expertteam_xl.package.samples import cell_values
from expertteam_xl.package.sheetrows import CellText, RowText, SheetRows, attribute, cut
from expertteam_xl.package.tableparts import TablePart, tables
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import LAST_ROW, column_letters, parse_box

_ON = ("1", "true", "on")
_SPANNING = ("array", "dataTable")
_FED = ("queryTable", "xml")
_ODD = "het blad heeft een ongewone vorm"


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A list on a sheet.

    Attributes:
        sheet: name of its tab.
        header: row of its headers.
        last: row of its last record; the header's own row when it has none.
        left, right: its outer columns.
    """

    sheet: str
    header: int
    last: int
    left: int
    right: int


@dataclass(frozen=True)
class ListEnd:
    """A list with the sheet that it is on, cut open.

    Attributes:
        place: where it is.
        part: the sheet's part.
        sheet: the sheet.
        table: the Excel table that holds it; None for a plain list.
    """

    place: ListPlace
    part: str
    sheet: SheetRows
    table: TablePart | None

    @property
    def body(self) -> Box:
        """The rows that belong to it, blank ones of an Excel table too, without the header."""
        place = self.place
        area = self.table.area if self.table else None
        if self.table is None or area is None:
            bottom = max(place.last, place.header + 1)
            return Box(place.header + 1, place.left, bottom, place.right)
        totals = xml.whole(self.table.root.get("totalsRowCount")) or 0
        bottom = max(area.bottom - totals, place.last)
        return Box(place.header + 1, area.left, bottom, area.right)

    @property
    def span(self) -> range:
        """Columns of the list and of the Excel table that holds it."""
        body, place = self.body, self.place
        return range(min(body.left, place.left), max(body.right, place.right) + 1)

    @cached_property
    def computed(self) -> frozenset[int]:
        """Columns in which the last record, or the Excel table itself, has a formula."""
        prefix, found = self.sheet.prefix, set()
        if self.table is not None:
            left, formulas = self.body.left, self.table.formulas
            found = {left + index for index, text in enumerate(formulas) if text}
        cells = self.above.cells
        return frozenset(found | {cell.column for cell in cells if cell.holds(prefix, "f")})

    @cached_property
    def above(self) -> RowText:
        """The last record; an empty row in a list without any."""
        place = self.place
        if place.last == place.header:
            return RowText(place.last, "", ())
        rows = self.sheet.between(place.last, place.last)
        return rows[0] if rows else RowText(place.last, "", ())


def open_list(package: Package, place: ListPlace) -> ListEnd | str:
    """The list, cut open; or why no rows can be added to it, in Dutch."""
    part = package.worksheets.get(place.sheet)
    if part is None:
        return _ODD
    try:
        sheet = cut(package.archive.stream(part))
        numbers = [number for number, _, _ in sheet.spans()]
        found = [t for t in tables(package) if t.sheet == place.sheet and _holds(t, place)]
    except PackageError:
        return _ODD
    if any(here >= following for here, following in pairwise(numbers)):
        return _ODD
    if len(found) > 1:
        return "er liggen twee tabellen naast elkaar in deze lijst"
    return ListEnd(place, part, sheet, found[0] if found else None)


def obstacle(package: Package, end: ListEnd, rows: Sequence[Mapping[int, Value]]) -> str | None:
    """What stands in the way of rows below a list; None for nothing.

    A prepared row, in which nothing but the number of the new row stands already, is none.

    Args:
        package: the workbook.
        end: the list.
        rows: what comes in it, by Excel column number.
    """
    place, count = end.place, len(rows)
    if place.last + count >= LAST_ROW:
        return "het blad is vol"
    if _is_protected(end.sheet):
        return "het blad is beveiligd"
    return (
        _table_in_the_way(end, count)
        or _area_in_the_way(package, end, count)
        or next(_cells_in_the_way(end, rows, _prepared(package, end, rows)), None)
    )


def _holds(table: TablePart, place: ListPlace) -> bool:
    area = table.area
    if area is None or not area.top <= place.last <= area.bottom:
        return False
    return area.left <= place.right and place.left <= area.right


def _is_protected(sheet: SheetRows) -> bool:
    tail = sheet.decoded(sheet.tail.content)
    found = re.search(rf"<{sheet.prefix}sheetProtection\s[^<>]*>", tail)
    return found is not None and attribute(found[0], "sheet") in _ON


def _table_in_the_way(end: ListEnd, count: int) -> str | None:
    """What the Excel table that holds the list has against more rows."""
    if end.table is None:
        return None
    if end.table.root.get("tableType") in _FED:
        return "de tabel wordt uit een andere bron gevuld"
    if end.place.last + count <= end.body.bottom:
        return None
    if xml.whole(end.table.root.get("totalsRowCount")):
        return "de tabel heeft een totaalrij"
    try:
        end.table.body()
    except TemplateError:
        return "de tabel heeft een ongewone vorm"
    return None


def _area_in_the_way(package: Package, end: ListEnd, count: int) -> str | None:
    """Merged cells, spanning formulas and other tables where the rows would come."""
    first, span = end.place.last + 1, end.span
    room = Box(first, span.start, end.place.last + count, span.stop - 1)
    sheet = end.sheet
    merged = re.findall(rf"<{sheet.prefix}mergeCell\s[^<>]*>", sheet.decoded(sheet.tail.content))
    if any(_overlap(room, parse_box(attribute(tag, "ref") or "")) for tag in merged):
        return f"onder rij {end.place.last} zijn cellen samengevoegd"
    for tag in re.findall(rf"<{sheet.prefix}f\s[^<>]*>".encode(), sheet.rows):
        text = sheet.decoded(tag)
        spans = attribute(text, "t") in _SPANNING
        if spans and _overlap(room, parse_box(attribute(text, "ref") or "")):
            return f"onder rij {end.place.last} ligt een formule over meer cellen"
    own = end.table.part if end.table else None
    for table in tables(package):
        other = table.sheet == end.place.sheet and table.part != own
        if other and _overlap(room, table.area):
            return f"onder rij {end.place.last} begint een andere tabel"
    return None


def _prepared(
    package: Package, end: ListEnd, rows: Sequence[Mapping[int, Value]]
) -> frozenset[Cell]:
    """Cells that hold what comes in them already, and those right below the last of them."""
    first, last = end.place.last + 1, end.place.last + len(rows)
    columns = {column for row in rows for column in row}
    there = cell_values(package, end.sheet, (first, last), columns)
    same = {
        (row, column)
        for (row, column), value in there.items()
        if _said(rows[row - first].get(column)) == _said(value)
    }
    return frozenset(same | {(last + 1, column) for row, column in same if row == last})


def _said(value: object) -> str | None:
    """A number as text, however it is stored."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.strip() if isinstance(value, str) else str(value) if value is not None else None


def _cells_in_the_way(
    end: ListEnd, rows: Sequence[Mapping[int, Value]], prepared: frozenset[Cell]
) -> Iterator[str]:
    """What stands where the rows would come, or so close below that the lists would meet."""
    last, behind = end.place.last, end.place.last + len(rows) + 1
    for row in end.sheet.between(last + 1, behind):
        if row.number < behind and attribute(row.attributes, "hidden") in _ON:
            yield f"rij {row.number} is verborgen"
        written = {} if row.number == behind else rows[row.number - last - 1]
        for cell in row.cells:
            if attribute(cell.attributes, "r") is None:
                yield _ODD
            if (row.number, cell.column) not in prepared:
                yield from _cell_in_the_way(end, row.number, cell, written)


def _cell_in_the_way(
    end: ListEnd, row: int, cell: CellText, written: Mapping[int, Value]
) -> Iterator[str]:
    """That a cell holds something else than a formula of the list's own."""
    prefix = end.sheet.prefix
    if cell.column not in end.span or not is_filled(cell, prefix):
        return
    formula = cell.holds(prefix, "f")
    if not (formula and cell.column in end.computed and cell.column not in written):
        where = f"{column_letters(cell.column)}{row}"
        yield f"in {where} staat al {'een formule' if formula else 'iets'}"


def is_filled(cell: CellText, prefix: str) -> bool:
    """Whether a cell holds a formula, or a value that is more than nothing."""
    if cell.holds(prefix, "(?:f|is)"):
        return True
    return re.search(rf"<{prefix}v(?:\s[^<>]*)?>[^<]", cell.inner) is not None


def _overlap(one: Box, other: Box | None) -> bool:
    if other is None:
        return False
    below = one.top <= other.bottom and other.top <= one.bottom
    return below and one.left <= other.right and other.left <= one.right
