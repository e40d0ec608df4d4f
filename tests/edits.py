"""Small packages, and the edits that the tests of the package layer make in them."""

from __future__ import annotations

import io

import compare
import handmade

from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print
from expertteam_xl.package.styles import Border, Highlight

LOOK = Highlight("FFCCCC", "000000", Border("thin", "990000"))
BOOK, RELS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
TYPES, APP = "[Content_Types].xml", "docProps/app.xml"
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    handmade.OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def new_sheet(name: str = "Nieuw") -> NewSheet:
    """A sheet of one cell."""
    return NewSheet(name, [10], [NewRow([NewCell("a")])], Print("A1:A1"))


def saved(package: Package) -> bytes:
    """The package as bytes."""
    stream = io.BytesIO()
    package.save(stream)
    return stream.getvalue()


def simple() -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet."""
    return handmade.parts(handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))


def replaced(part: str, old: str, new: str) -> dict[str, str | bytes]:
    """The same with some text in one part replaced."""
    found = simple()
    text = str(found[part])
    assert old in text
    found[part] = text.replace(old, new)
    return found


def with_sheet(found: dict[str, str | bytes]) -> dict[str, bytes]:
    """The parts after adding a sheet."""
    package = Package(handmade.pack(found))
    package.add_sheet(new_sheet())
    return compare.parts(saved(package))
