"""Workbooks written by hand, part by part, so that a test decides about every byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet {MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd-mm-yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellXfs count="5">'
    '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="22"/>'
    "</cellXfs></styleSheet>"
)  # style 1 a date, 2 a time, 3 a duration, 4 date and time


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet with these rows."""
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def relations(*items: tuple[str, str, str]) -> str:
    """A relationships part: id, last word of the type, target."""
    lines = "".join(
        f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, kind, target in items
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def strings(*texts: str) -> str:
    """A part with common texts."""
    return f"<sst {MAIN}>" + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


def parts(
    worksheet: str | bytes,
    *,
    properties: str = "",
    sst: str | None = None,
    kind: str = "sheet.main",
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet, named Lijst."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_MAIN_TYPE}.{kind}+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_MAIN_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">{properties}<sheets><sheet name="Lijst" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
        ),
        SHEET: worksheet,
        "xl/styles.xml": _STYLES,
    }
    if sst is not None:
        found["xl/sharedStrings.xml"] = sst
    return found


def pack(found: Mapping[str, str | bytes]) -> bytes:
    """The package with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            package.writestr(name, content)
    return buffer.getvalue()


def book(worksheet: str | bytes, **options: str) -> bytes:
    """A workbook with this one sheet."""
    return pack(parts(worksheet, **options))
