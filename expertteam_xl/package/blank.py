"""An empty workbook, to add the first sheet to."""

from __future__ import annotations

import io
from xml.sax.saxutils import escape

from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.book import Package
from expertteam_xl.package.relations import ContentTypes, Relations
from expertteam_xl.package.workbook import WorkbookPart

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def blank_package(title: str, language: str = "nl-NL") -> Package:
    """A workbook without tabs whose properties name its title and language."""
    archive = Archive.empty()
    archive.put("[Content_Types].xml", [ContentTypes.blank()])
    types, root = ContentTypes(archive), Relations(archive, "")
    archive.put("xl/workbook.xml", [WorkbookPart.blank()])
    types.add("xl/workbook.xml", _BOOK_TYPE)
    root.add(f"{_OFFICE}/officeDocument", "xl/workbook.xml")
    archive.put("docProps/core.xml", [_core(title, language)])
    types.add("docProps/core.xml", _CORE_TYPE)
    root.add(f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    whole = io.BytesIO()
    for piece in archive.pieces():
        whole.write(piece)
    return Package(whole.getvalue())


def _core(title: str, language: str) -> bytes:
    text = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="{_DUBLIN_CORE}"><dc:title>{escape(xml.legal(title))}</dc:title>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )
    return text.encode()
