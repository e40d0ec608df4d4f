"""Values in the cells that defined names point to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from expertteam_xl.package.areas import unquoted
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import CellWriter, Content, Formula, formula_xml, plain_format
from expertteam_xl.package.damage import TemplateError
from expertteam_xl.package.growth import Growth, grown_head
from expertteam_xl.package.sheetrows import CellText, RowText, SheetRows, attribute, cut, without
from expertteam_xl.package.splice import ascii_compatible
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import address, parse_box, parse_cell

_REFERENCE = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!\[\]]+)!(?P<area>[$A-Za-z0-9:]+)")
_LONGEST_MARK = 100
_NO_NAMES = (
    "In het sjabloon ontbreekt: {names}; zet die namen terug of neem het meegeleverde sjabloon."
)
_NO_CELL = "De naam {name} in het sjabloon wijst niet naar één cel; laat hem naar één cel wijzen."
_NO_AREA = "De naam {name} in het sjabloon wijst niet naar cellen; laat hem naar een bereik wijzen."
_HAS_FORMULA = "De cel van de naam {name} in het sjabloon heeft een formule; haal die weg."
_NO_FORMULA = "De cel van de naam {name} in het sjabloon heeft geen formule; zet die terug."

Place = tuple[int, int]
"""Row and column of a cell."""


def fill_names(
    package: Package, values: Mapping[str, Content], *, recalculate: bool = True
) -> None:
    """Puts values in the cells that names of the workbook point to; the look of a cell stays.

    Args:
        package: the workbook.
        values: by the name, in any case. A ``Formula`` brings its own text and result; one
            without a text only renews the result of the formula that the cell has.
        recalculate: whether Excel calculates everything anew when it opens a workbook that has
            formulas.

    Raises:
        TemplateError: no such name, one that does not point to one cell, or a cell whose formula
            would be lost.
        DefinitionError: a value that no cell can hold.
    """
    refuse_absent(package, values)
    sheets: dict[str, dict[Place, tuple[str, Content]]] = defaultdict(dict)
    for name, content in values.items():
        sheet, place = cell_of(package, name)
        sheets[sheet][place] = name, content
    fill_places(package, sheets)
    if recalculate and values:
        recalculate_formulas(package)


def refuse_absent(package: Package, names: Iterable[str]) -> None:
    """Refuses a workbook that lacks some names.

    Raises:
        TemplateError: it does; the sentence lists them, or the first of many.
    """
    known = {name.name.casefold() for name in package.workbook.names()}
    if absent := [name for name in names if name.casefold() not in known]:
        told = ", ".join(absent[:_TOLD])
        more = len(absent) - _TOLD
        raise TemplateError(
            _NO_NAMES.format(names=f"{told} en nog {more} andere" if more > 0 else told)
        )


_TOLD = 12
"""Names that lack which are told; who gives another workbook as a template lacks them all."""


def fill_places(
    package: Package, sheets: Mapping[str, Mapping[Place, tuple[str, Content]]]
) -> None:
    """Puts values in cells; the look of a cell stays.

    Args:
        package: the workbook.
        sheets: by the name of a tab, and the place: the name to call it by, and the value.

    Raises:
        TemplateError: a cell whose formula would be lost.
        DefinitionError: a value that no cell can hold.
    """
    for sheet, cells in sheets.items():
        part = package.worksheets[sheet]
        rows = cut(package.archive.stream(part))
        edits = {row: partial(_edited, package, rows, cells) for row, _ in cells}
        changed = b"".join(rows.replaced(edits))
        head = grown_head(rows, _extent(sheet, cells))
        package.archive.put(part, [head, changed, rows.end, rows.tail.content])


def _extent(sheet: str, cells: Iterable[Place]) -> Growth:
    """The area that the filled cells of a sheet take."""
    rows, columns = zip(*cells, strict=True)
    return Growth(sheet, Box(min(rows), min(columns), max(rows), max(columns)), max(rows))


def recalculate_formulas(package: Package) -> None:
    """Lets Excel calculate everything when it opens the workbook, where there are formulas."""
    if any(_has_formula(package, part) for part in package.worksheets.values()):
        package.workbook.recalculate_on_load()


def _has_formula(package: Package, part: str) -> bool:
    """Whether a formula stands on a sheet."""
    pattern, carry = re.compile(rb"<(?:[^\s<>/:\"'=!?]+:)?f[\s>]"), b""
    for chunk in ascii_compatible(package.archive.stream(part)):
        text = carry + chunk
        if pattern.search(text):
            return True
        carry = text[-_LONGEST_MARK:]
    return False


def cell_of(package: Package, name: str) -> tuple[str, Place]:
    """Sheet, row and column that a name points to; the workbook's own name comes first.

    Raises:
        TemplateError: it does not point to one cell of a worksheet.
    """
    sheet, area = _reference(package, name) or ("", "")
    place = parse_cell(area) if sheet else None
    if sheet and place is None:
        place = _merged_cell(package, sheet, area)
    if place is None:
        raise TemplateError(_NO_CELL.format(name=name))
    return sheet, place


def area_of(package: Package, name: str) -> tuple[str, Box]:
    """Sheet and cells that a name points to; the workbook's own name comes first.

    Raises:
        TemplateError: it does not point to an area of a worksheet.
    """
    sheet, area = _reference(package, name) or ("", "")
    place = parse_cell(area) if sheet else None
    box = Box(*place, *place) if place else parse_box(area) if sheet else None
    if box is None:
        raise TemplateError(_NO_AREA.format(name=name))
    return sheet, box


def _reference(package: Package, name: str) -> tuple[str, str] | None:
    """The worksheet and the area that a name points to; None for anything else."""
    found = package.workbook.meanings(name)
    match = _REFERENCE.fullmatch(found[0].formula.strip().removeprefix("="))
    if match is None:
        return None
    wanted = unquoted(match["sheet"]).casefold()
    sheet = next((tab for tab in package.worksheets if tab.casefold() == wanted), None)
    return (sheet, match["area"]) if sheet else None


def _merged_cell(package: Package, sheet: str, area: str) -> Place | None:
    """The first cell of an area that is one merged cell; None for any other."""
    box = parse_box(area)
    rows = cut(package.archive.stream(package.worksheets[sheet]))
    tail = rows.decoded(rows.tail.content)
    tags = re.findall(rf"<{rows.prefix}mergeCell\s[^<>]*>", tail)
    merged = [parse_box(attribute(tag, "ref") or "") for tag in tags]
    one = box is not None and (box.top, box.left) == (box.bottom, box.right)
    return (box.top, box.left) if box is not None and (one or box in merged) else None


def _edited(
    package: Package, sheet: SheetRows, cells: Mapping[Place, tuple[str, Content]], row: RowText
) -> str:
    """The row with its named cells filled."""
    writer = CellWriter(sheet.prefix, date1904=package.date1904)
    whole = {cell.column: cell.whole for cell in row.cells}
    for (number, column), (name, content) in cells.items():
        if number == row.number:
            old = row.cell(column)
            style = _style(package, sheet, row, column, content)
            place = address(number, column)
            whole[column] = _filled(writer, sheet.prefix, name, old, place, style, content)
    attributes = without(row.attributes, "r", "spans")
    inner = "".join(whole[column] for column in sorted(whole))
    return f'<{sheet.prefix}row r="{row.number}"{attributes}>{inner}</{sheet.prefix}row>'


def _filled(
    writer: CellWriter,
    prefix: str,
    name: str,
    old: CellText | None,
    place: str,
    attributes: str,
    content: Content,
) -> str:
    """The cell with what it is to hold.

    Raises:
        TemplateError: a formula would be lost, or is to keep one that is not there.
    """
    has_formula = old is not None and old.holds(prefix, "f")
    if isinstance(content, Formula) and content.text is None:
        if old is None or not has_formula:
            raise TemplateError(_NO_FORMULA.format(name=name))
        match = re.search(rf"<{prefix}f(?:\s[^<>]*?)?(?:/>|>.*?</{prefix}f>)", old.inner, re.DOTALL)
        element = match.group() if match else ""
        return writer.computed(place, attributes, element, content.value)
    if old is not None and has_formula:
        kind = attribute(formula_xml(old.inner, prefix)[0], "t")
        if kind in ("shared", "array", "dataTable") or not isinstance(content, Formula):
            raise TemplateError(_HAS_FORMULA.format(name=name))
    return writer.cell(place, attributes, content)


def _style(package: Package, sheet: SheetRows, row: RowText, column: int, content: Content) -> str:
    """The attributes of a cell; its style is its own, else its row's, else its column's."""
    old = row.cell(column)
    found = (old.style or 0) if old else row.style
    style = (sheet.column_style(column) if found is None else found) or 0
    code = plain_format(content)
    if code is not None:
        style = package.styles.with_format(style, code)
    kept = without(old.attributes, "r", "s", "t", "vm").strip().rstrip("/") if old else ""
    return (f' s="{style}"' if style else "") + (f" {kept}" if kept else "")
