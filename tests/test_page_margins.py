"""Headers and footers of a template: marks filled, a banner above every page, the rest kept."""

from __future__ import annotations

import io

import openpyxl
import pytest
import xlsxwriter
from edits import saved

from expertteam_xl.package.book import Package
from expertteam_xl.package.papers import fill_headers, hide_empty_rows
from expertteam_xl.package.properties import set_title

BANNER = '&"-,Bold"&14CONCEPT'


def template(header: str = "", footer: str = "", **options: object) -> bytes:
    """A workbook of one sheet with a header and a footer."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Blad")
    if header or footer:
        sheet.set_header(header)
        sheet.set_footer(footer)
    sheet.write("A1", "vast")
    for row in (2, 3, 4):
        book.define_name(f"naam_{row}", f"=Blad!$A${row}")
        book.define_name(f"som_{row}", f"=Blad!$B${row}")
        sheet.write_formula(f"B{row}", "=1+1", None, 2)
    sheet.write("C3", "ernaast")
    book.close()
    return stream.getvalue()


def margins(header: str, footer: str = "", banner: str = "") -> tuple[str, str]:
    """Header and footer after filling."""
    package = Package(template(header, footer))
    fill_headers(package, {"{dag}": "12-04-2021", "{leeg}": ""}, banner)
    sheet = package.archive.read(package.worksheets["Blad"]).decode()
    return tuple(  # type: ignore[return-value]
        sheet.partition(f"<{kind}>")[2].partition("<")[0].replace("&amp;", "&")
        for kind in ("oddHeader", "oddFooter")
    )


def test_marks_are_filled() -> None:
    """A mark gets its value; what stands around it stays."""
    assert ("&Lper 12-04-2021", "&Rpagina &P") == margins("&Lper {dag}", "&Rpagina &P")


def test_a_digit_never_joins_a_size() -> None:
    """Behind the size of a font a value that begins with a digit gets a blank before it."""
    assert "&L&8 12-04-2021" == margins("&L&8{dag}")[0]


def test_an_empty_place_goes() -> None:
    """A place with nothing left in it is taken out; some readers trip over it."""
    assert ("", "&Ralleen") == margins("&C{leeg}", "&L{leeg}&Ralleen")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"&C{BANNER}"),
        ("&Llinks", f"&Llinks&C{BANNER}"),
        ("&Ll&Rr", f"&Ll&C{BANNER}&Rr"),
        ("&Lx&Cmidden&Ry", f"&Lx&C{BANNER}\nmidden&Ry"),
        ("midden", f"&C{BANNER}\nmidden"),
        ("&LA&&C", f"&LA&&C&C{BANNER}"),
        ("&CCONCEPT", "&CCONCEPT"),
        (f"&L{'x' * 250}", f"&C{BANNER}"),
    ],
)
def test_a_banner_above_every_page(before: str, after: str) -> None:
    """The banner comes in the middle, before what stands there; once, and never too long."""
    assert after == margins(before, banner=BANNER)[0]


def test_rows_that_hold_something_stay_in_view() -> None:
    """Only rows with nothing but the named cells and their formulas are hidden."""
    package = Package(template())
    hide_empty_rows(package, ["naam_2", "naam_3"], ["som_2", "som_3"])
    sheet = openpyxl.load_workbook(io.BytesIO(saved(package)))["Blad"]

    assert [False, True, False, False] == [sheet.row_dimensions[n].hidden for n in (1, 2, 3, 4)]


def test_a_formula_of_another_keeps_its_row_in_view() -> None:
    """A row with a formula that is not known as ours is not hidden."""
    package = Package(template())
    hide_empty_rows(package, ["naam_2"], [])

    assert not openpyxl.load_workbook(io.BytesIO(saved(package)))["Blad"].row_dimensions[2].hidden


def test_title_and_language() -> None:
    """The title is replaced, and a language added where there is none."""
    package = Package(template())
    set_title(package, "Declaratie <1> & meer")
    found = openpyxl.load_workbook(io.BytesIO(saved(package))).properties

    assert ("Declaratie <1> & meer", "nl-NL") == (found.title, found.language)


def test_a_workbook_without_properties() -> None:
    """Without document properties nothing is added."""
    package = Package(template())
    before = package.archive.names
    package.archive.remove("docProps/core.xml")
    set_title(package, "Titel")

    assert set(before) - {"docProps/core.xml"} == set(package.archive.names)
