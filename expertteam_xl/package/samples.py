"""What stands in some cells of a large sheet, without reading all of it."""

from __future__ import annotations

from collections.abc import Collection

from expertteam_xl.package import xml
from expertteam_xl.package.areas import Cell
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.newsheet import unescaped
from expertteam_xl.package.sheetrows import CellText, SheetRows, attribute
from expertteam_xl.package.strings import shared_index

Sample = str | float | bool


def samples(
    package: Package, sheet: SheetRows, rows: tuple[int, int], columns: Collection[int]
) -> dict[int, list[Sample]]:
    """Values of some columns in some rows, from top to bottom; see `cell_values`."""
    found: dict[int, list[Sample]] = {column: [] for column in columns}
    for (_, column), value in cell_values(package, sheet, rows, columns).items():
        found[column].append(value)
    return found


def cell_values(
    package: Package, sheet: SheetRows, rows: tuple[int, int], columns: Collection[int]
) -> dict[Cell, Sample]:
    """Values by row and column; blanks, errors and what can't be read are left out.

    Args:
        package: the workbook.
        sheet: the sheet, cut open.
        rows: the first and the last one.
        columns: their numbers.
    """
    cells = {
        (row.number, cell.column): cell
        for row in sheet.between(*rows)
        for cell in row.cells
        if cell.column in columns and cell.inner
    }
    indexes = {i for cell in cells.values() if (i := shared_index(sheet, cell)) is not None}
    shared = _shared(package, indexes)
    values = {place: _value(sheet, cell, shared) for place, cell in cells.items()}
    return {place: v for place, v in values.items() if v is not None and v != ""}


def _value(sheet: SheetRows, cell: CellText, shared: dict[int, str]) -> Sample | None:
    kind = attribute(cell.attributes, "t") or "n"
    index = shared_index(sheet, cell)
    if index is not None:
        return shared.get(index)
    try:
        root = xml.parse("cel", _stripped(sheet.prefix, cell))
    except PackageError:
        return None
    texts = [element.text or "" for element in root.iter() if xml.local(element) in ("v", "t")]
    text = "".join(texts)
    if kind in ("inlineStr", "str"):
        return unescaped(text)
    if kind == "b":
        return text.strip() in ("1", "true")
    if kind != "n":
        return None
    try:
        return float(text)
    except ValueError:
        return None


def _stripped(prefix: str, cell: CellText) -> bytes:
    """The inside of a cell as XML of its own."""
    inner = (
        cell.inner.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
        if prefix
        else (cell.inner)
    )
    return f"<c>{inner}</c>".encode()


def _shared(package: Package, indexes: Collection[int]) -> dict[int, str]:
    """Shared texts by their index."""
    part = package.relations.first("sharedStrings")
    if part is None or not indexes:
        return {}
    try:
        root = xml.parse(part, package.archive.read(part))
    except PackageError:
        return {}
    items = xml.children(root, "si")
    return {index: _text(items[index]) for index in indexes if index < len(items)}


def _text(item: xml.Element) -> str:
    """The text of an item, with its runs joined and phonetic text left out."""
    parts = [item, *xml.children(item, "r")]
    texts = [text.text or "" for part in parts for text in xml.children(part, "t")]
    return unescaped("".join(texts))
