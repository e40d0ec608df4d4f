"""The templates of declarations: shipped as defined, restyled by a region, or lacking something."""

from __future__ import annotations

import base64
import io
import re
import runpy
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import compare
import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font
from quarter_split import full, fx10, line, many, named, rows, split_of
from test_recalculation import wrong_values
from tools import REPO, convert, pdf_text

from expertteam_xl.errors import RegisterError
from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration import write_declarations
from expertteam_xl.outputs.declaration_region_template import region_template
from expertteam_xl.outputs.declaration_template import gemeente_template
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.book import Package

LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""

SHIPPED = {w.GEMEENTE_TEMPLATE: gemeente_template, w.REGION_TEMPLATE: region_template}


def restyled(edit: Callable[[openpyxl.Workbook], None], name: str = w.GEMEENTE_TEMPLATE) -> bytes:
    """A template as someone changes it and saves it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(template(name)))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def without_name(name: str) -> Callable[[openpyxl.Workbook], None]:
    """Takes a defined name away."""

    def edit(book: openpyxl.Workbook) -> None:
        del book.defined_names[name]

    return edit


@pytest.mark.parametrize("name", SHIPPED)
def test_the_template_is_not_stale(name: str) -> None:
    """The committed file is what the definitions give today: templates/maak_sjablonen.py."""
    made = runpy.run_path(str(REPO / "templates" / "maak_sjablonen.py"))["made"]()

    assert compare.parts(made[name]) == compare.parts(template(name))
    assert SHIPPED[name]() == SHIPPED[name]()


def test_what_is_not_filled_stays(tmp_path: Path) -> None:
    """Styles, theme and tables of other sheets are the template's own bytes."""
    path = write_declarations(split_of(fx10()), tmp_path)[0]
    changed = compare.changed_parts(template(w.GEMEENTE_TEMPLATE), path.read_bytes())

    assert changed <= {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/tables/table1.xml",
        "xl/workbook.xml",
        "docProps/core.xml",
    }


def test_every_stored_value_is_the_calculated_one(tmp_path: Path) -> None:
    """LibreOffice, told to calculate everything anew, finds the stored values of every formula."""
    split = split_of([*full().lines, *many(60)])
    (tmp_path / "uit").mkdir()
    paths = write_declarations(split, tmp_path / "uit")
    chosen = [paths[0], paths[-1]]

    assert [[], []] == [wrong_values(p, tmp_path / str(n)) for n, p in enumerate(chosen)]


def test_a_planted_wrong_total_is_seen(tmp_path: Path) -> None:
    """The comparison itself can fail: the stored total of a declaration is changed, and found."""
    (tmp_path / "uit").mkdir()
    path = write_declarations(split_of(fx10()), tmp_path / "uit")[0]
    parts = compare.parts(path.read_bytes())
    sheet = parts["xl/worksheets/sheet1.xml"]
    wrong = re.sub(
        rb"(<f>ROUND\(SUM\(tblRegels\[Bedrag\]\),2\)</f><v>)182.12", rb"\g<1>182.13", sheet, count=1
    )
    planted = Package(path.read_bytes())
    planted.archive.put("xl/worksheets/sheet1.xml", [wrong])
    (tmp_path / "geplant").mkdir()
    planted.save(tmp_path / "geplant" / path.name)

    assert ["Declaratie!D119"] == wrong_values(tmp_path / "geplant" / path.name, tmp_path / "anew")


@pytest.mark.parametrize("concept", [False, True])
def test_valid(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]], *, concept: bool
) -> None:
    """The Open XML SDK finds nothing wrong in any of the files."""
    for path in write_declarations(full(), tmp_path, concept=concept):
        assert [] == ooxml_validate(path), path.name


def test_printed(tmp_path: Path) -> None:
    """On paper: one page to sign, the lines with their header on every page, CONCEPT on each."""
    path = write_declarations(split_of(many(640)), tmp_path, concept=True)[0]
    pages = pdf_text(convert(path, "pdf", tmp_path / "pdf")).split("\f")[:-1]

    assert len(pages) >= 3
    assert "Handtekening" in pages[0]
    assert "Totaal te betalen" in pages[0]
    assert all("CONCEPT" in page for page in pages)
    assert all("vertrouwelijk – peildatum 12-04-2021" in page for page in pages)
    assert all(f"pagina {n} van {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert all("Overlegdatum" in page and "Soort" in page for page in pages[1:])
    assert re.search(r"€ \d\.\d{3},\d\d", pages[0])


@pytest.mark.parametrize("name", SHIPPED)
def test_ready_to_print(name: str) -> None:
    """Every sheet is A4 and one page wide; one with a table repeats its header and goes on."""
    for sheet in openpyxl.load_workbook(io.BytesIO(template(name))).worksheets:
        setup = sheet.page_setup
        assert ("9", 1) == (str(setup.paperSize), setup.fitToWidth or 1)
        assert not (sheet.tables and setup.fitToHeight)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert bool(sheet.print_title_rows) == bool(sheet.tables)
        assert not sheet.merged_cells.ranges


@pytest.mark.parametrize("name", SHIPPED)
def test_amounts_and_dates_look_dutch(name: str) -> None:
    """An amount shows as € #.##0,00 and a date as dd-mm-jjjj."""
    for sheet in openpyxl.load_workbook(io.BytesIO(template(name))).worksheets:
        for table in sheet.tables.values():
            head, model = sheet[table.ref]
            formats = {h.value: cell.number_format for h, cell in zip(head, model, strict=True)}
            assert all(
                "€ #,##0.00" in code
                for h, code in formats.items()
                if h in ("Bedrag", "Tarief per uur")
            )
            assert all(code == "dd-mm-yyyy" for h, code in formats.items() if h == "Overlegdatum")


def test_restyled(tmp_path: Path) -> None:
    """Another font, more text and other widths stay as the region made them."""

    def edit(book: openpyxl.Workbook) -> None:
        front = book["Declaratie"]
        front["A2"].font = Font(name="Arial", size=22, color="00AA00")
        front["A3"] = "Regio Gooi en Vechtstreek"
        front["C3"] = "Vragen? Bel het secretariaat."
        front.column_dimensions["A"].width = 44
        book["Regels"]["A5"].font = Font(name="Arial", italic=True)

    path = write_declarations(split_of(fx10()), tmp_path, template=restyled(edit))[0]
    front = openpyxl.load_workbook(path)["Declaratie"]

    assert ("Arial", 22) == (front["A2"].font.name, front["A2"].font.size)
    assert "Regio Gooi en Vechtstreek" == front["A3"].value
    assert 182.12 == named(path, "totaal_bedrag")
    assert all(openpyxl.load_workbook(path)["Regels"][f"A{row}"].font.italic for row in (5, 6))


def test_moved_cells_and_another_order_of_columns(tmp_path: Path) -> None:
    """A template of the region's own, with everything elsewhere, is filled by its names alone."""
    path = write_declarations(split_of(fx10()), tmp_path, template=own_template())[0]
    found = rows(path, "tblRegels")

    assert "Soort" == next(iter(found[0]))
    assert ("regulier", "Youké", 80, 128) == tuple(
        found[0][header] for header in ("Soort", "Partner", "Minuten", "Bedrag")
    )
    assert isinstance(found[0]["Overlegdatum"], datetime)
    assert "Hilversum" == named(path, "gemeente")
    assert 182.12 == named(path, "totaal_bedrag")


def own_template(*, logo: bytes = b"") -> bytes:
    """A bare template with the names and the table, columns from right to left, and a logo's place."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    front, lines = book.add_worksheet("Voorblad"), book.add_worksheet("Specificatie")
    ours = openpyxl.load_workbook(io.BytesIO(template(w.GEMEENTE_TEMPLATE)))
    partners = [name for name in ours.defined_names if re.match(r"partner_0[1-5]", name)]
    names = [n for n in ours.defined_names if not n.startswith(("partner_", "regels_"))] + partners
    for row, name in enumerate(names, 3):
        if re.search("minuten|bedrag|controle|verschil", name):
            front.write_formula(row, 4, "=0", None, 0)
        book.define_name(name, f"=Voorblad!$E${row + 1}")
    headers = [{"header": header} for header in reversed(w.LINE_HEADERS)]
    lines.add_table(2, 0, 3, len(headers) - 1, {"name": w.LINES, "columns": headers})
    if logo:
        front.insert_image("A1", "logo.png", {"image_data": io.BytesIO(logo)})
    book.close()
    return stream.getvalue()


def test_concept_in_a_template_without_headers(tmp_path: Path) -> None:
    """CONCEPT stands above every page, also of a template that has no headers at all."""
    path = write_declarations(split_of(fx10()), tmp_path, template=own_template(), concept=True)[0]

    for sheet in openpyxl.load_workbook(path).worksheets:
        assert "CONCEPT" in sheet.oddHeader.center.text


def test_concept_beside_the_regions_own_header(tmp_path: Path) -> None:
    """What the region has above its pages stays; a first page of its own says CONCEPT too."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Declaratie"]
        sheet.HeaderFooter.differentFirst = True
        sheet.oddHeader.center.text = "Mijn kop"
        sheet.oddHeader.left.text = "Links"
        sheet.firstHeader.right.text = "Eerste"

    path = write_declarations(split_of(fx10()), tmp_path, template=restyled(edit), concept=True)[0]
    sheet = openpyxl.load_workbook(path)["Declaratie"]

    assert "Links" == sheet.oddHeader.left.text
    assert "CONCEPT" in sheet.oddHeader.center.text
    assert sheet.oddHeader.center.text.endswith("Mijn kop")
    assert "Eerste" == sheet.firstHeader.right.text
    assert "CONCEPT" in sheet.firstHeader.center.text


@pytest.mark.parametrize("name", ["gemeente", "declaratienummer", "partner_01_bedrag", "concept"])
def test_a_name_that_is_not_there(tmp_path: Path, name: str) -> None:
    """A template without one of the names gets one sentence that says which, and writes nothing."""
    with pytest.raises(RegisterError, match=f"ontbreekt: .*{name}"):
        write_declarations(split_of(fx10()), tmp_path, template=restyled(without_name(name)))
    assert [] == list(tmp_path.iterdir())


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    """A template without the table says so."""

    def edit(book: openpyxl.Workbook) -> None:
        del book["Regels"].tables[w.LINES]

    with pytest.raises(RegisterError, match="De tabel tblRegels staat niet in het sjabloon"):
        write_declarations(split_of(fx10()), tmp_path, template=restyled(edit))


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    """The sentence names every column that the table lacks."""

    def edit(book: openpyxl.Workbook) -> None:
        columns = book["Regels"].tables[w.LINES].tableColumns
        for place, header in ((5, "Zorgcode"), (7, "Sleutel")):
            columns[place].name = header
            book["Regels"].cell(4, place + 1).value = header

    with pytest.raises(RegisterError, match="mist: AGB, Verdeelbasis; voeg die kolommen toe"):
        write_declarations(split_of(fx10()), tmp_path, template=restyled(edit))


def test_a_region_template_that_lacks_a_column(tmp_path: Path) -> None:
    """The region's own template is looked at in the same way, before anything is written."""

    def edit(book: openpyxl.Workbook) -> None:
        book["Partners"].tables[w.PARTNERS].tableColumns[1].name = "Zorgcode"
        book["Partners"]["B4"].value = "Zorgcode"

    changed = restyled(edit, w.REGION_TEMPLATE)
    with pytest.raises(RegisterError, match="tblPartners in het sjabloon mist: AGB"):
        write_declarations(split_of(fx10()), tmp_path, region_template=changed)
    assert [] == list(tmp_path.iterdir())


def test_fewer_places_for_partners(tmp_path: Path) -> None:
    """A template with room for five partners takes five, and says what six would need."""
    five = [line("Laren", 60, 9600, partner=f"Partner {n}") for n in range(5)]
    path = write_declarations(split_of(five), tmp_path, template=own_template())[0]

    assert "Partner 4" == named(path, "partner_05_naam")
    six = split_of([*five, line("Laren", 60, 9600, partner="Nog een")])
    with pytest.raises(RegisterError, match="plaats voor 5 partners en deze declaratie heeft er 6"):
        write_declarations(six, tmp_path, template=own_template(), overwrite=True)


def test_a_template_from_a_path(tmp_path: Path) -> None:
    """A template is read from where it stands; one that is not there gets a sentence."""
    own = tmp_path / "ons sjabloon.xlsx"
    own.write_bytes(own_template())

    assert 5 == len(write_declarations(split_of(fx10()), tmp_path, template=own))
    with pytest.raises(RegisterError, match="weg"):
        write_declarations(
            split_of(fx10()), tmp_path, template=tmp_path / "weg.xlsx", overwrite=True
        )


def test_a_template_that_is_no_workbook(tmp_path: Path) -> None:
    """Text with the name of a workbook is refused, and so is another kind of file in a zip."""
    own = tmp_path / "sjabloon.xlsx"
    shutil.copy(__file__, own)
    with pytest.raises(RegisterError, match=r"'sjabloon\.xlsx' is geen Excel-werkmap"):
        write_declarations(split_of(fx10()), tmp_path, template=own)

    with zipfile.ZipFile(own, "w") as other:
        other.writestr("word/document.xml", "<w/>")
    with pytest.raises(RegisterError, match=r"'sjabloon\.xlsx' is geen Excel-werkmap"):
        write_declarations(split_of(fx10()), tmp_path, template=own)


def test_a_template_that_is_locked(tmp_path: Path) -> None:
    """An encrypted or old workbook gets a sentence on how to save it."""
    own = tmp_path / "sjabloon.xlsx"
    own.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))

    with pytest.raises(RegisterError, match="heeft een wachtwoord of is een oud Excel-bestand"):
        write_declarations(split_of(fx10()), tmp_path, template=own)


def retyped(kind: str) -> bytes:
    """The template as a workbook of another kind."""
    package = Package(template(w.GEMEENTE_TEMPLATE))
    package.types.add(package.workbook_part, kind)
    stream = io.BytesIO()
    package.save(stream)
    return stream.getvalue()


def test_a_template_of_excel_itself(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """From an .xltx come workbooks: Excel refuses an .xlsx that says it is a template."""
    data = retyped("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")
    path = write_declarations(split_of(fx10()), tmp_path, template=data)[0]
    kinds = compare.parts(path.read_bytes())["[Content_Types].xml"]

    assert b"sheet.main+xml" in kinds
    assert b"template.main+xml" not in kinds
    assert [] == ooxml_validate(path)


def test_the_folder_of_a_template_does_not_go_along(tmp_path: Path) -> None:
    """Excel notes in which folder it saved a workbook; a gemeente does not get to read that."""
    package = Package(template(w.GEMEENTE_TEMPLATE))
    part = package.workbook_part
    plain = package.archive.read(part)
    noted = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        b'2006"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/'
        b'office/spreadsheetml/2010/11/ac" url="Z:/Bussum/"/></mc:Choice></mc:AlternateContent>'
    )
    archive = Archive(template(w.GEMEENTE_TEMPLATE))
    archive.put(part, [plain.replace(b"<bookViews>", noted + b"<bookViews>")])
    path = write_declarations(split_of(fx10()), tmp_path, template=b"".join(archive.pieces()))[0]

    assert noted in archive.read(part)
    assert b"absPath" not in compare.parts(path.read_bytes())[part]
    assert "Hilversum" == named(path, "gemeente")


def test_a_logo_stays(tmp_path: Path) -> None:
    """A picture on the first sheet is the same bytes in the declaration."""
    path = write_declarations(split_of(fx10()), tmp_path, template=own_template(logo=LOGO))[0]

    assert LOGO in [
        data for name, data in compare.parts(path.read_bytes()).items() if "media" in name
    ]


def test_a_template_with_macros(tmp_path: Path) -> None:
    """Macros never go along to a gemeente."""
    data = retyped("application/vnd.ms-excel.sheet.macroEnabled.main+xml")

    with pytest.raises(RegisterError, match="heeft macro's"):
        write_declarations(split_of(fx10()), tmp_path, template=data)


def test_a_template_that_lacks_nearly_all(tmp_path: Path) -> None:
    """Of many names the sentence tells the first five and how many more."""

    def edit(book: openpyxl.Workbook) -> None:
        for name in list(book.defined_names):
            del book.defined_names[name]

    with pytest.raises(RegisterError, match=r"ontbreken de namen \w+(, \w+){4} en nog \d+;"):
        write_declarations(split_of(fx10()), tmp_path, template=restyled(edit))


def test_an_empty_quarter_stores_what_it_calculates(tmp_path: Path) -> None:
    """Formulas of empty tables hold what LibreOffice makes of them."""
    (path,) = write_declarations(split_of([]), tmp_path / "uit")

    assert [] == wrong_values(path, tmp_path / "anew")


def test_a_template_is_never_replaced(tmp_path: Path) -> None:
    """A template with the name of a result stays what it is, also when files may be replaced."""
    own = tmp_path / "declaratie-2021-K1-laren.xlsx"
    own.write_bytes(own_template())

    with pytest.raises(RegisterError, match="bewaar het onder een andere naam"):
        write_declarations(split_of(fx10()), tmp_path, template=own, overwrite=True)
    assert own_template() == own.read_bytes()


def test_the_page_on_templates_names_everything() -> None:
    """Who makes a template of her own finds every name, table and column on the page."""
    page = (REPO / "docs" / "sjablonen.md").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(io.BytesIO(template(w.GEMEENTE_TEMPLATE)))
    names = [n for n in book.defined_names if not re.match(r"partner_(?!01)", n)]
    words = [*(f"`{name}`" for name in names), w.LINES, *w.LINE_HEADERS]

    assert [] == [word for word in words if word not in page]
