"""A made-up register with somebody's name in every place where Excel can keep one."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from struct import pack
from typing import Any

import xlsxwriter

NAME = "Fenna Doornbos"
WORD = "Doornbos"
STORY = "Moeder belde over de nieuwe kamer, en vroeg of het gesprek verzet kon worden"
BSN = 111222333
BORN = date(2009, 3, 5)
MAIL, PHONE, IBAN, POSTCODE = (
    "f.doornbos@voorbeeld.nl",
    "06-12345678",
    "NL91ABNA0417164300",
    "1404 AB",
)

HEADERS = (
    "Casusnummer", "Naam jeugdige", "BSN", "Geboortedatum", "Aanmelddatum", "Woonplaats",
    "Type aanmelder", "Werkstroom", "Status", "Procesregisseur", "Triagedatum", "Opmerkingen",
    "Kleur", "Doorlooptijd", "Voornaam", "Geboortejaar",
)  # fmt: skip
ROWS: tuple[tuple[Any, ...], ...] = (
    ("ET-2021-001", NAME, BSN, BORN, date(2021, 2, 1), "Hilversum", "consulent USD", "A",
     "besproken", "consulent", date(2021, 2, 8), STORY, "blauw map", None, "=LEFT(B4,5)", None),
    ("ET-2021-002", "Sem Bakhuis", None, None, date(2021, 3, 1), "Laren", "partner", "B",
     "afgesloten", f"tante van {WORD}", "gebeld met oma", MAIL, "groene map", None, None, None),
    ("ET-2021-003", "Lot", None, None, date(2021, 4, 6), "Bussum", "Veilig Thuis", "A",
     "aangemeld", f"bel {PHONE}", None, "ja", None, None, None, None),
)  # fmt: skip
TOP = 3
"""Rows above the first row of data; the header is the last of them."""

_CONTENT = "application/vnd"


def picture(text: str) -> bytes:
    """A small picture that says something about itself."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    said = chunk(b"tEXt", b"Author\0" + text.encode("latin-1"))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + said
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def register() -> bytes:
    """The register as XlsxWriter and some parts by hand make it."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    book.set_properties(
        {"author": NAME, "manager": NAME, "company": f"Bureau {NAME}", "comments": STORY}
    )
    book.set_custom_property("Kind", NAME)
    book.set_custom_property("Zaak", f"dossier van {NAME}")
    book.define_name("Kind", f'="{NAME}"')
    book.define_name("Doornbos_bereik", "=Casussen!$B$4")
    book.define_name("Nummers", "=Casussen!$A$4:$A$6")
    book.define_name("Elders", "=Kladblad!$A$1")
    sheet = book.add_worksheet("Casussen")
    day = book.add_format({"num_format": "dd-mm-yyyy", "bold": True})
    _cells(sheet, day)
    _around(book, sheet)
    _other_sheets(book)
    book.close()
    return with_parts(memory.getvalue())


def _cells(sheet: Any, day: Any) -> None:
    sheet.write(0, 0, "Casussen 2021")
    sheet.write(0, 4, f"bijgewerkt door {NAME}")
    sheet.write_row(TOP - 1, 0, HEADERS)
    for number, row in enumerate(ROWS, TOP):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(number, column, value, None, NAME.partition(" ")[0])
            elif value is not None:
                sheet.write(number, column, value)
        line = number + 1
        sheet.write_formula(number, 13, f"=K{line}-E{line}", None, 7)
        sheet.write_formula(number, 15, f"=YEAR(D{line})", None, 2009)
    sheet.write_rich_string(8, 1, "zie ", day, NAME[:5], NAME[5:], " voor meer")
    sheet.write(9, 0, f"Bankrekening {IBAN}, {POSTCODE}")
    sheet.write_formula(10, 0, f'=IF(A4="{NAME}",1,0)', None, 0)
    sheet.write_formula(11, 0, "=COUNTA(A4:A6)", None, 3)
    sheet.write_formula(12, 0, "=Kladblad!A1", None, NAME)


def _around(book: Any, sheet: Any) -> None:
    sheet.set_column(0, 0, 17.5)
    sheet.freeze_panes(TOP, 1)
    sheet.write_comment("A4", f"Bellen met {NAME}", {"author": NAME})
    sheet.write_comment("F5", STORY)
    sheet.set_header(f'&L&"Arial,Bold"Register van {NAME}')
    sheet.set_footer("&Rpagina &P van &N")
    sheet.write_url("M5", f"mailto:{MAIL}", tip=NAME)
    sheet.data_validation(
        "I4:I9", {"validate": "list", "source": ["besproken", "afgesloten", "aangemeld"]}
    )
    sheet.data_validation("M4:M9", {"validate": "list", "source": [NAME, "Sem"]})
    sheet.data_validation(
        "F4:F9", {"validate": "any", "input_title": "Let op", "input_message": f"Vraag {NAME}"}
    )
    sheet.conditional_format(
        "B4:B9",
        {
            "type": "text",
            "criteria": "containing",
            "value": NAME,
            "format": book.add_format({"bold": True}),
        },
    )
    sheet.conditional_format(
        "E4:E9",
        {
            "type": "formula",
            "criteria": "=$E4>TODAY()",
            "format": book.add_format({"bg_color": "#FFCCCC"}),
        },
    )
    sheet.insert_image(
        "R1", f"{NAME}.png", {"image_data": io.BytesIO(picture(NAME)), "description": NAME}
    )
    sheet.insert_textbox("R8", f"Niet vergeten: {NAME}")
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"categories": "=Casussen!$B$4:$B$6", "values": "=Casussen!$N$4:$N$6", "name": NAME}
    )
    chart.set_title({"name": f"Doorlooptijd van {NAME}"})
    sheet.insert_chart("R20", chart, {"description": NAME, "object_position": 1})
    elsewhere = book.add_chart({"type": "pie"})
    elsewhere.add_series({"values": "=Kladblad!$B$1:$B$3"})
    sheet.insert_chart("R40", elsewhere)
    sheet.autofilter(TOP - 1, 0, TOP + 2, len(HEADERS) - 1)
    sheet.filter_column("B", f"x == {WORD}*")


def _other_sheets(book: Any) -> None:
    notes = book.add_worksheet("Kladblad")
    notes.write_column(0, 0, [NAME, STORY, MAIL])
    notes.write_column(0, 1, [1, 2, 3])
    hidden = book.add_worksheet("Overleggen")
    hidden.write_row(0, 0, ["Overlegnummer", "Overlegdatum", "Status", "Naam"])
    hidden.write_row(1, 0, ["OV-1", "1-2-2021", "gehouden", NAME])
    hidden.hide()
    partners = book.add_worksheet("Partners")
    partners.add_table(0, 0, 2, 3, {
        "name": "Partnerlijst",
        "columns": [{"header": h} for h in ("Partner", "Soort", "KvK", "Contactpersoon")],
        "data": [["Youké", "partner", 12345672, NAME], ["Jellinek", "partner", None, "Sem Bakhuis"]],
    })  # fmt: skip
    book.add_chartsheet("Grafiekblad").set_chart(_chart(book))


def _chart(book: Any) -> Any:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Casussen!$N$4:$N$6", "name": NAME})
    return chart


PARTS = {
    "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A4" dT="2021-02-03T10:00:00" personId="{00000000-0000-0000-0000-000000000001}" id="{00000000-0000-0000-0000-000000000002}"><text>Is dit van Fenna Doornbos?</text></threadedComment></ThreadedComments>',
    "xl/persons/person.xml": '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Fenna Doornbos" id="{00000000-0000-0000-0000-000000000001}" userId="S::f.doornbos@voorbeeld.nl::1" providerId="AD"/></personList>',
    "xl/externalLinks/externalLink1.xml": '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"><sheetNames><sheetName val="Fenna Doornbos"/></sheetNames></externalBook></externalLink>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="file:///C:/Fenna%20Doornbos.xlsx" TargetMode="External"/></Relationships>',
    "xl/pivotCache/pivotCacheDefinition1.xml": '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" refreshedBy="Fenna Doornbos"><cacheSource type="worksheet"/><cacheFields count="1"><cacheField name="Naam"><sharedItems><s v="Fenna Doornbos"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
    "customXml/item1.xml": "<kind>Fenna Doornbos</kind>",
    "xl/printerSettings/printerSettings1.bin": "Printer van Fenna Doornbos",
    "vergeten/rest.xml": "<a>Fenna Doornbos</a>",
    "xl/vbaProject.bin": "Sub Fenna Doornbos()",
}
_LINKS = {
    "xl/_rels/workbook.xml.rels": (
        ("http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink", "externalLinks/externalLink1.xml"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml", "../customXml/item1.xml"),
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": (
        ("http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings", "../printerSettings/printerSettings1.bin"),
    ),
}  # fmt: skip


def with_parts(data: bytes) -> bytes:
    """The workbook with parts that XlsxWriter can't make."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        found = {info.filename: old.read(info) for info in old.infolist()}
    for part, links in _LINKS.items():
        lines = "".join(
            f'<Relationship Id="rIdX{n}" Type="{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(links)
        )
        found[part] = found[part].replace(b"</Relationships>", lines.encode() + b"</Relationships>")
    book = found["xl/workbook.xml"]
    absolute = b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15"><x15ac:absPath url="D:\\Dossiers\\Fenna Doornbos\\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"/></mc:Choice></mc:AlternateContent>'
    book = book.replace(b"<bookViews>", absolute + b"<bookViews>")
    book = book.replace(
        b"</sheets>",
        b'</sheets><externalReferences><externalReference r:id="rIdX1"/></externalReferences>',
    )
    book = re.sub(
        rb"(<calcPr [^>]*/>)",
        rb'\1<pivotCaches><pivotCache cacheId="1" r:id="rIdX2"/></pivotCaches>',
        book,
    )
    found["xl/workbook.xml"] = book
    return packed(found | {name: text.encode() for name, text in PARTS.items()})


def packed(found: Mapping[str, bytes]) -> bytes:
    """The package with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in found.items():
            package.writestr(name, content)
    return buffer.getvalue()
