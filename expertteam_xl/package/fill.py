"""Values put in a template: rows in a table, and single values in cells that have a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import CellWriter, Content, Formula, Value
from expertteam_xl.package.damage import PackageError, TemplateError
from expertteam_xl.package.growth import Growth, grow_tail, grow_workbook, grown_head
from expertteam_xl.package.namedcells import fill_names, recalculate_formulas
from expertteam_xl.package.sheetrows import RowText, SheetRows, attribute, cut, edit_tail
from expertteam_xl.package.tableparts import TablePart, find_table, tables
from expertteam_xl.package.tablerows import RowPattern, TableRow
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import LAST_ROW, parse_box

__all__ = ["Content", "Formula", "TableRow", "Value", "fill_names", "fill_table"]

_NOT_EMPTY = "De tabel {name} in het sjabloon is niet leeg (rij {row}); laat er één lege rij in."
_NOT_LAST = "Onder de tabel {name} staat nog iets (rij {row}); zet hem als laatste op zijn blad."
_TOO_MANY = "De tabel {name} krijgt {count} rijen; dat zijn er meer dan een werkblad kan hebben."


def fill_table(
    package: Package, table: str, rows: Sequence[TableRow], *, recalculate: bool = True
) -> None:
    """Puts rows in an Excel table that stands alone and last on its sheet.

    Every row looks as the empty row that the template holds. The table, its filter, and the
    formats, validations, names and charts that end with it grow along; those that reach further
    stay. The value of a column with a formula is that formula's result. No rows leave everything
    as it is.

    Args:
        package: the workbook.
        table: the name that formulas use.
        rows: what to put in.
        recalculate: whether Excel calculates everything anew when it opens a workbook that has
            formulas.

    Raises:
        TemplateError: no such table or column, or a table that can't be filled.
        PackageError: more rows than a sheet can have, or a damaged workbook.
        DefinitionError: a row of another length, or a value that no cell can hold.
    """
    found = find_table(package, table)
    body = found.body()
    if not rows:
        return
    last = max(body.top + len(rows) - 1, body.bottom)
    if last > LAST_ROW:
        raise PackageError(_TOO_MANY.format(name=found.name, count=len(rows)))
    growth = Growth(found.sheet, body, last)
    part = package.worksheets[found.sheet]
    sheet = cut(package.archive.stream(part))
    _check_room(package, found, sheet, growth)
    package.archive.put(part, _pieces(package, found, sheet, growth, rows))
    found.lengthen(last)
    package.archive.put(found.part, [xml.serialise(found.root)])
    grow_workbook(package, growth)
    if recalculate:
        recalculate_formulas(package)


def _pieces(
    package: Package, table: TablePart, sheet: SheetRows, growth: Growth, rows: Sequence[TableRow]
) -> Iterator[bytes]:
    """The sheet with the rows in it."""
    first, last = growth.body.top, growth.body.top + len(rows) - 1
    spans = list(sheet.spans())
    start = next((begin for number, begin, _ in spans if number >= first), len(sheet.rows))
    end = next((begin for number, begin, _ in spans if number > last), len(sheet.rows))
    there = [sheet.row(*span) for span in spans if first <= span[0] <= growth.body.bottom]
    model = next((row for row in there if row.number == first), RowText(first, "", ()))
    pattern = RowPattern(package, table, sheet, model)
    writer = CellWriter(sheet.prefix, date1904=package.date1904)
    yield grown_head(sheet, growth)
    yield sheet.rows[:start]
    for lines in pattern.lines(rows, writer, there):
        yield sheet.encoded(lines)
    yield sheet.rows[end:]
    yield sheet.end
    yield edit_tail(sheet.tail, partial(grow_tail, growth=growth))


def _check_room(package: Package, table: TablePart, sheet: SheetRows, growth: Growth) -> None:
    """Looks whether the table is empty, and whether it is the last thing on its sheet.

    Raises:
        TemplateError: it is not.
    """
    columns = growth.columns
    for row in sheet.between(growth.body.top, LAST_ROW):
        values = [cell for cell in row.cells if cell.holds(sheet.prefix, "(?:v|is)")]
        if row.number > growth.body.bottom and values:
            raise TemplateError(_NOT_LAST.format(name=table.name, row=row.number))
        plain = [cell for cell in values if not cell.holds(sheet.prefix, "f")]
        if any(cell.column in columns for cell in plain):
            raise TemplateError(_NOT_EMPTY.format(name=table.name, row=row.number))
    others = [t.area for t in tables(package) if t.sheet == table.sheet and t.part != table.part]
    for area in [*others, *_merged(sheet)]:
        if area is not None and _overlap(growth.room, area):
            raise TemplateError(_NOT_LAST.format(name=table.name, row=area.top))


def _merged(sheet: SheetRows) -> list[Box | None]:
    """The areas that are one cell."""
    pattern = rf"<{sheet.prefix}mergeCell\s[^<>]*>"
    tags = re.findall(pattern, sheet.decoded(sheet.tail.content))
    return [parse_box(attribute(tag, "ref") or "") for tag in tags]


def _overlap(one: Box, other: Box) -> bool:
    below = one.top <= other.bottom and other.top <= one.bottom
    return below and one.left <= other.right and other.left <= one.right
