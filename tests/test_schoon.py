"""A clean copy holds nothing that tells who somebody is, and everything else as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from functools import cache
from pathlib import Path

import dirty
import openpyxl
import pytest
import python_calamine
import registers
import tools
import xlsxwriter
from registers import listed

from expertteam_xl.cleaning import Clean, clean
from expertteam_xl.errors import RegisterError
from expertteam_xl.leaks import find_leaks
from expertteam_xl.package.newsheet import serial
from expertteam_xl.register import read_register

SECRETS = (
    "fenna", "doornbos", "moeder belde", "bakhuis", str(dirty.BSN), "voorbeeld.nl", "06-12345678",
    dirty.IBAN.lower(), "1404 ab", "tante", "gebeld", "blauw map", "groene map", "kladblad",
    f"{serial(dirty.BORN, date1904=False):.0f}", "ov-1",
)  # fmt: skip
"""What the dirty register holds that may not leave the team."""


@cache
def cleaned() -> Clean:
    """The clean copy of the dirty register."""
    return clean(read_register(dirty.register()))


def pages(data: bytes) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it, formulas as formulas."""
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    """The parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def made(*rows: registers.Row, **sheets: object) -> openpyxl.Workbook:
    """The clean copy of a register of one list, with other sheets beside it."""
    found = registers.minimal(*rows) | sheets
    return pages(clean(registers.register(found)).data)  # type: ignore[arg-type]


def removed(copy: Clean, start: str) -> dict[str | None, int]:
    """How many things of one kind were left out, by sheet."""
    return {each.sheet: each.count for each in copy.removed if each.what.startswith(start)}


@pytest.mark.parametrize("secret", SECRETS)
def test_no_part_holds_a_secret_in_any_encoding(secret: str) -> None:
    """The bytes are searched part by part, without our own reader."""
    for name, data in parts(cleaned().data).items():
        text = re.sub(rb"<[^>]*>", b"", data).lower() if name.endswith(".xml") else data.lower()
        for encoding in ("utf-8", "utf-16-le", "latin-1"):
            assert secret.encode(encoding) not in data.lower(), (name, encoding)
            assert secret.encode(encoding) not in text, (name, encoding)
    assert secret not in " ".join(parts(cleaned().data)).lower()


def test_the_dirty_register_does_hold_them() -> None:
    """So that the test above can fail."""
    before = b" ".join(parts(dirty.register()).values()).lower()

    assert [] == [s for s in SECRETS if s.encode() not in before]


def test_columns_of_class_k0_and_k1_stay() -> None:
    """Openpyxl and calamine find every value that may stay, and nothing in the other columns."""
    page = pages(cleaned().data)["Casussen"]
    shown = [[cell.value for cell in row] for row in page.iter_rows(4, 6)]
    also = python_calamine.load_workbook(io.BytesIO(cleaned().data)).get_sheet_by_name("Casussen")
    rows = also.to_python(skip_empty_area=False)

    assert list(dirty.HEADERS) == [cell.value for cell in page[3]][: len(dirty.HEADERS)]
    assert ["ET-2021-001", "ET-2021-002", "ET-2021-003"] == [row[0] for row in shown]
    assert ["Hilversum", "Laren", "Bussum"] == [row[5] for row in rows[3:6]]
    assert [date(2021, 2, 1), date(2021, 3, 1), date(2021, 4, 6)] == [r[4].date() for r in shown]
    assert ["consulent", None, None] == [row[9] for row in shown]
    assert [None] * 3 == [row[11] for row in shown]
    assert {None} == {row[column] for row in shown for column in (1, 2, 3, 12, 14)}


def test_formulas_that_still_hold_stay() -> None:
    """What rests on emptied cells becomes its outcome in a column that stays, and goes elsewhere."""
    page = pages(cleaned().data)["Casussen"]

    assert "=K4-E4" == page["N4"].value
    assert "=COUNTA(A4:A6)" == page["A12"].value
    assert [2009, 2009] == [page["P4"].value, page["P5"].value]
    assert [None, None] == [page["O4"].value, page["A13"].value]


def test_the_layout_stays() -> None:
    """Widths, panes, styles, drop-downs, colours, the table, one chart and the footer."""
    book = pages(cleaned().data)
    page, before = book["Casussen"], pages(without_link(dirty.register()))["Casussen"]

    assert before.column_dimensions["A"].width == page.column_dimensions["A"].width
    assert before.freeze_panes == page.freeze_panes
    assert [c.number_format for c in before["D"]] == [c.number_format for c in page["D"]]
    assert before["D4"].font.b is page["D4"].font.b is True
    lists = [v.formula1 for v in page.data_validations.dataValidation if v.type == "list"]
    assert ['"besproken,afgesloten,aangemeld"'] == lists
    assert ["$E4>TODAY()"] == [r.formula[0] for f in page.conditional_formatting for r in f.rules]
    assert ["Partnerlijst"] == list(book["Partners"].tables)
    assert 1 == len(page._charts)
    assert "pagina &P van &N" == page.oddFooter.right.text.replace("&[Page]", "&P").replace(
        "&[Pages]", "&N"
    )
    assert "A3:P6" == page.auto_filter.ref


def without_link(data: bytes) -> bytes:
    """The dirty register in a form that openpyxl reads."""
    found = parts(data)
    text = found["xl/workbook.xml"]
    text = re.sub(rb"<externalReferences>.*?</externalReferences>", b"", text)
    found["xl/workbook.xml"] = re.sub(rb"<pivotCaches>.*?</pivotCaches>", b"", text)
    return dirty.packed(found)


def test_only_visible_lists_stay() -> None:
    """Scratch pages, hidden sheets and chart sheets are gone, with the names that led to them."""
    book = pages(cleaned().data)

    assert ["Casussen", "Partners"] == book.sheetnames
    assert ["Nummers"] == list(book.defined_names)
    assert {"Kladblad": 1, "Grafiekblad": 1} == removed(cleaned(), "blad dat geen lijst")
    assert {"Overleggen": 1} == removed(cleaned(), "verborgen blad")


def test_only_known_parts_are_left() -> None:
    """No comments, persons, macros, links, caches, pictures, custom parts or strays."""
    known = re.compile(
        r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|sharedStrings|"
        r"styles)\.xml|xl/(theme/theme|worksheets/sheet|tables/table|drawings/drawing|charts/chart)"
        r"\d+\.xml|xl/(worksheets/|drawings/)?_rels/\w+\.xml\.rels"
    )

    assert [] == [name for name in parts(cleaned().data) if not known.fullmatch(name)]
    assert "macroEnabled" not in parts(cleaned().data)["[Content_Types].xml"].decode()


def test_what_was_taken_out_is_told_without_values() -> None:
    """Every kind with its sheet and number; no value is repeated."""
    copy = cleaned()
    text = " ".join(f"{each.what} {each.sheet}" for each in copy.removed).lower()

    assert {"Casussen": 3} == removed(copy, "waarde in kolom L (Opmerkingen)")
    assert {"Casussen": 1} == removed(copy, "opmerkingen bij cellen (gesprekken)")
    assert ("opmerkingen bij cellen", "Casussen", 2) in [astuple(each) for each in copy.removed]
    assert {"Casussen": 2} == removed(copy, "afbeelding")
    assert {"Casussen": 1} == removed(copy, "grafiek")
    assert {None: 1} == removed(copy, "macro's")
    assert {} == removed(copy, "waarde in kolom N")
    assert [] == [s for s in SECRETS if s in text and s not in ("kladblad",)]


def test_the_open_xml_sdk_finds_nothing(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """A copy from which so much was taken still is a valid workbook."""
    path = tmp_path / "schoon.xlsx"
    path.write_bytes(cleaned().data)

    assert [] == ooxml_validate(path)


def test_free_text_in_a_column_for_something_else_goes() -> None:
    """A story in a date column goes; a blank word, a bare mark and a text date stay."""
    dates = ("kind is weggelopen op 3-2", "volgt", "x", "3-2-2021", "", None)
    page = made(*(listed(f"ET-2021-00{i}", Triagedatum=value) for i, value in enumerate(dates, 1)))[
        "Aanmeldingen"
    ]
    at = (
        [cell.value for cell in page[1]].index("Datum triage")
        if "Datum triage" in [cell.value for cell in page[1]]
        else [cell.value for cell in page[1]].index("Triagedatum")
    )

    assert [None, "volgt", "x", "3-2-2021", None, None] == [
        row[at].value for row in page.iter_rows(2, 7)
    ]


@pytest.mark.parametrize(
    ("header", "value", "stays"),
    [
        ("Woonplaats", "Hilversum", True),
        ("Woonplaats", "Kerkstraat 5 in Laren", False),
        ("Casusnummer", "ET-2021-004", True),
        ("Casusnummer", "Jan de Vries", False),
        ("Casusnummer", "111222333", False),
        ("Casusnummer", "05-03-2009", False),
        ("Woonplaats", "05-03-2009", False),
        ("Casusnummer", "21-HIL-004", True),
        ("Casusnummer", "Jansen-2009", False),
        ("Triagedatum", "eind week 6", True),
        ("Triagedatum", "eind week 6 met Karin", False),
        ("Gezinsnummer", "gezin-0024", True),
        ("Procesregisseur", "consulent", True),
        ("Procesregisseur", "bel 06-12345678", False),
        ("Procesregisseur", "zij vond het verhaal te lang en wilde liever eerst met de gemeente praten over hoe het verder moest", False),
        ("Status", "besproken", True),
        ("Status", "gesproken met oma", False),
        ("Geboortejaar", 2009, True),
        ("Geboortejaar", date(2009, 3, 5), False),
        ("Procesregisseur", date(2009, 3, 5), False),
        ("Jeugdigesleutel", "J-0017", True),
        ("Gezinsnummer", "gezin Van den Broek-Jansen uit Laren", False),
    ],
)  # fmt: skip
def test_a_value_stays_where_it_belongs(header: str, value: object, stays: bool) -> None:
    """The class of a column is no pass for whatever was typed in it."""
    row = registers.case() | {header: value}
    page = pages(
        clean(registers.register({"Casussen": [row, registers.case("ET-2021-002")]})).data
    )["Casussen"]
    at = [cell.value for cell in page[1]].index(header)
    found = page[2][at].value

    assert stays is (found is not None)
    if stays and not isinstance(value, date):
        assert value == found


def test_a_name_from_a_column_of_names_is_known_everywhere() -> None:
    """A role column that tells a name of another column loses it; ordinary words are no names."""
    rows = [
        registers.case() | {"Naam": "Mei Laren", "Procesregisseur": "consulent Laren"},
        registers.case("ET-2021-002") | {"Naam": "Yusuf", "Procesregisseur": "oom van yusuf"},
    ]
    page = pages(clean(registers.register({"Casussen": rows})).data)["Casussen"]
    at = [cell.value for cell in page[1]].index("Procesregisseur")

    assert ["consulent Laren", None] == [row[at].value for row in page.iter_rows(2, 3)]


def test_common_words_in_free_text_do_not_stop_the_copy() -> None:
    """What also stands in a column that stays is no leak: ja, Hilversum, a date, a number."""
    rows = [
        listed(Woonplaats="Hilversum") | {"Opmerkingen": "Hilversum", "Extra": "ja"},
        listed("ET-2021-002", Woonplaats="Laren") | {"Opmerkingen": "2021", "Extra": 43831},
    ]

    assert ["Aanmeldingen"] == made(*rows).sheetnames


def test_a_leak_that_can_not_be_mended_stops_the_copy() -> None:
    """A tab named after a child: one sentence, no value in it, and no copy."""
    sheets = {
        "Casussen": [registers.case() | {"Naam": "Fenna Doornbos"}],
        "Partners Doornbos": [{"Partner": "Youké", "Soort": "partner"}],
    }

    with pytest.raises(RegisterError) as caught:
        clean(registers.register(sheets))
    assert "is niet geschreven: in" in str(caught.value)
    assert "Doornbos" not in str(caught.value)


def test_lists_that_are_all_hidden_stop_the_copy() -> None:
    """There would be nothing left to send."""
    sheets = {
        "Kladblad": [{"Wat": "niets", "Waar": "nergens"}],
        "Casussen": registers.Sheet([registers.case()], hidden=True),
    }

    with pytest.raises(RegisterError, match="verborgen bladen"):
        clean(registers.register(sheets))


def test_earlier_results_do_not_go_along() -> None:
    """Bevindingen and Herstel name cells of children, and reasons that people typed."""
    import expertteam_xl as xl

    marked = io.BytesIO()
    register = registers.register(registers.minimal(listed(Triagedatum="31-12-2021")))
    xl.write_findings(xl.check(register, on=date(2021, 12, 15)), marked)
    copy = clean(read_register(marked.getvalue()))

    assert ["Aanmeldingen"] == pages(copy.data).sheetnames
    assert b"_expertteam_markering" not in b" ".join(parts(copy.data).values())
    assert {"Bevindingen": 1} == removed(copy, "blad Bevindingen")


def test_the_empty_register_loses_nothing_but_its_properties() -> None:
    """Its guide, settings and drop-downs are the program's own."""
    data = (tools.REPO / "templates" / "register.xlsx").read_bytes()
    copy = clean(read_register(data))
    before, after = pages(data), pages(copy.data)

    assert before.sheetnames == after.sheetnames
    for page in before:
        for row in page.iter_rows():
            for cell in row:
                assert cell.value == after[page.title][cell.coordinate].value
        kept = len(after[page.title].data_validations.dataValidation)
        assert len(page.data_validations.dataValidation) == kept
    assert {each.sheet for each in copy.removed} <= {None}


def test_the_example_register_keeps_every_other_cell() -> None:
    """Of the example only known things are emptied; every other cell and its look are the same."""
    data = (tools.REPO / "workbooks" / "voorbeeldregister.xlsx").read_bytes()
    before, after = pages(data), pages(clean(read_register(data)).data)
    page, copy = before["Aanmeldingen 2021"], after["Aanmeldingen 2021"]
    emptied = {
        cell.coordinate
        for row in page.iter_rows()
        for cell in row
        if cell.value != copy[cell.coordinate].value
    }

    assert emptied <= {f"{c}{n}" for c in "LM" for n in range(7, 30)} | {
        "A2", "A4", "B4", "C4", "D4", "A32"
    }  # fmt: skip
    for row in page.iter_rows():
        for cell in row:
            assert cell.number_format == copy[cell.coordinate].number_format
            assert cell.fill.fgColor.rgb == copy[cell.coordinate].fill.fgColor.rgb


def test_the_copy_reads_as_a_register_and_is_clean() -> None:
    """Its own program reads it, and a second cleaning finds nothing in its lists."""
    again = clean(read_register(cleaned().data))

    assert () == find_leaks(again.data)
    assert [] == [each for each in again.removed if each.what.startswith("waarde")]
    assert 3 == len(read_register(cleaned().data).tables["Casussen"])


def test_cleaning_changes_nothing_in_its_input() -> None:
    """The register that was read stays what it was, and two copies are the same bytes."""
    register = read_register(dirty.register())
    before = register.data
    one, two = clean(register), clean(register)

    assert before == register.data
    assert one == two


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Consulent USD", True),
        ("Klinisch Psycholoog", True),
        ("GZ-psycholoog", True),
        ("medewerker Youké Zorg", True),
        ("consulent Gooise Meren", True),
        ("Karin Bosmans", False),
        ("J. de Graaf", False),
        ("mevrouw Bosmans", False),
        ("dhr. Bosmans (consulent)", False),
    ],
)
def test_a_column_for_a_role_keeps_no_name(text: str, stays: bool) -> None:
    """What reads as the name of a person goes from a column for a role or function."""
    sheets = {
        "Casussen": [registers.case() | {"Procesregisseur": text}],
        "Partners": [{"Partner": "Youké Zorg", "Soort": "partner"}],
    }
    page = pages(clean(registers.register(sheets)).data)["Casussen"]
    at = [cell.value for cell in page[1]].index("Procesregisseur")

    assert (text if stays else None) == page[2][at].value


def test_a_child_may_be_called_as_a_function_of_excel() -> None:
    """Max and Mode are looked for in texts, and not taken for a leak in a formula."""
    rows = [
        registers.case() | {"Naam": "Max", "Procesregisseur": "oom van Max", "Eigen": registers.Formula("=MAX(B2)", 1)},
    ]  # fmt: skip
    page = pages(clean(registers.register({"Casussen": rows})).data)["Casussen"]
    header = [cell.value for cell in page[1]]

    assert page[2][header.index("Procesregisseur")].value is None
    assert "=MAX(B2)" == page[2][header.index("Eigen")].value


def test_the_name_of_a_sheet_that_goes_is_said_nowhere() -> None:
    """A tab for one child leaves no name behind in a formula, a name or the properties."""
    sheets = {
        "Casussen": [registers.case() | {"Eigen": registers.Formula("='Kind Bosmans'!A2", "x")}],
        "Kind Bosmans": [{"Wat": "Karin komt later", "Waar": "thuis"}],
    }
    data = clean(registers.register(sheets)).data

    assert () == find_leaks(data, [("x", "Bosmans"), ("y", "Karin")])


def test_a_birthday_may_be_the_day_of_another_meeting() -> None:
    """A date of birth that another child has as a date of its own does not stop the copy."""
    rows = [
        registers.case() | {"Geboortedatum": date(2021, 2, 1), "Aanmelddatum": date(2021, 3, 1)},
        registers.case("ET-2021-002") | {"Aanmelddatum": date(2021, 2, 1)},
    ]
    page = pages(clean(registers.register({"Casussen": rows})).data)["Casussen"]
    header = [cell.value for cell in page[1]]

    assert page[2][header.index("Geboortedatum")].value is None
    assert date(2021, 2, 1) == page[3][header.index("Aanmelddatum")].value.date()


def test_a_sheet_in_an_odd_form_is_refused_with_one_sentence() -> None:
    """What can't be taken apart is not guessed at."""
    found = parts(registers.workbook({"Casussen": [registers.case()]}))
    sheet = found["xl/worksheets/sheet1.xml"]
    found["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", b"<sheetData><!-- Karin -->")

    with pytest.raises(RegisterError, match="ongewone vorm"):
        clean(read_register(dirty.packed(found)))


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Verplicht. Datum als dd-mm-jjjj; nog niet bekend: leeg laten.", True),
        ("Kies aangemeld, besproken of afgesloten. Of laat de cel leeg.", True),
        ("Vraag Karin naar de datum", False),
    ],
)
def test_help_stays_when_it_is_in_the_words_of_the_register(text: str, stays: bool) -> None:
    """What a drop-down says may be of an earlier version; what somebody typed goes."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory)
    page = book.add_worksheet("Casussen")
    row = registers.case()
    page.write_row(0, 0, list(row))
    page.write_row(1, 0, [str(value) for value in row.values()])
    page.data_validation(
        "B2:B9", {"validate": "any", "input_title": "Let op", "input_message": text}
    )
    book.close()
    copy = pages(clean(read_register(memory.getvalue())).data)["Casussen"]
    (rule,) = copy.data_validations.dataValidation

    assert (text if stays else None) == rule.prompt
