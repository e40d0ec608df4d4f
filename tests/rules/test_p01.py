"""P01: nothing in the workbook tells who somebody is, wherever it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from registers import (
    ON,
    Sheet,
    Sheets,
    case,
    cells,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    severities,
    workbook,
)

from expertteam_xl import Report, check, read_register
from expertteam_xl.findings import Status
from expertteam_xl.json_report import as_json

BSN, SHORT = "111222333", "12345672"
MAIL = "verzonnen@example.org"
REMARKS = "Opmerkingen"


def remarked(*texts: object, **changes: Any) -> Report:
    """A check of a list with these remarks."""
    rows = [listed(f"ET-2021-{i:03d}", **{REMARKS: t}, **changes) for i, t in enumerate(texts, 1)]
    return checked(minimal(*rows))


def made(build: Callable[[Any, Any], None]) -> Report:
    """A check of a list of one case, with something added to its workbook and sheet."""
    memory = BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    sheet = book.add_worksheet("Aanmeldingen")
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for column, (header, value) in enumerate(listed().items()):
        sheet.write(0, column, header)
        if isinstance(value, date):
            sheet.write_datetime(1, column, value, day)
        elif value is not None:
            sheet.write(1, column, value)
    build(book, sheet)
    book.close()
    return check(read_register(memory.getvalue()), on=ON)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (BSN, "fout"),
        (111222333, "fout"),
        ("1112.22.333", "fout"),
        (SHORT, "waarschuwing"),
        (12345672, "waarschuwing"),
        (f"mail {MAIL}", "fout"),
        ("bel 06-12345678", "fout"),
        ("NL91 ABNA 0417 1643 00", "fout"),
        ("woont op 1234 AB", "waarschuwing"),
        ("geb. 12-03-2009", "waarschuwing"),
    ],
)
def test_a_value_in_a_remark(text: object, severity: str) -> None:
    """Certain ones are wrong; what may be something else is a warning."""
    report = remarked(text)

    of = listed() | {REMARKS: None}
    assert [place(2, REMARKS, of=of)] == cells(report, "P01")
    assert [severity] == severities(report, "P01")
    assert "ET-2021-001" == only(report, "P01").casusnummer


@pytest.mark.parametrize(
    "text",
    [None, "loopt", "123456789", 123456789, 20210315, "nvt", "gebeld op 12-03-2021", "KvK 12345672",
     "overleg 2021 ET", 1.5, True],
)  # fmt: skip
def test_what_tells_nothing(text: object) -> None:
    """Blanks, days, numbers of organisations."""
    assert [] == cells(remarked(text), "P01")
    assert Status.GESLAAGD is outcome(remarked(text), "P01").status


@pytest.mark.parametrize(
    "text", [BSN, f"mail {MAIL}", "bel 06-12345678", "NL91ABNA0417164300", "geb. 12-03-2009"]
)
def test_the_value_is_never_told(text: str) -> None:
    """Not in the message, the mark or the JSON: its first character and its length at most."""
    report = remarked(text)
    found = only(report, "P01")
    told = json.dumps(as_json(report, []), ensure_ascii=False) + found.kenmerk + str(found)

    secret = text.rpartition(" ")[2]
    assert secret not in told
    assert secret[2:] not in told
    assert found.cell in found.message


def test_equal_values_give_equal_marks_whatever_they_are() -> None:
    """A mark is no hash of the value, which could be guessed from it."""
    one, other = only(remarked(BSN), "P01"), only(remarked("123456782"), "P01")

    assert one.kenmerk == other.kenmerk


@pytest.mark.parametrize(
    ("header", "what"),
    [("Naam jeugdige", "naam"), ("BSN", "BSN"), ("Telefoonnr", "telefoonnummer"),
     ("E-mail", "e-mailadres"), ("Postcode", "postcode"), ("School", "school"),
     ("Diagnose", "diagnose"), ("Adres", "adres")],
)  # fmt: skip
def test_a_forbidden_column_is_told_at_its_header(header: str, what: str) -> None:
    """Once, whatever its cells hold."""
    rows = [listed(f"ET-2021-{i:03d}") | {header: BSN} for i in (1, 2, 3)]
    report = checked(minimal(*rows))
    found = only(report, "P01")

    assert (place(1, header, of=rows[0]), "fout") == (f"{found.sheet}!{found.cell}", "fout")
    assert what in found.message
    assert "fout" == found.severity.value


def test_a_forbidden_column_counts_when_it_is_empty() -> None:
    """It asks to be filled in."""
    assert 1 == len(cells(checked(minimal(listed() | {"BSN": None})), "P01"))


def test_a_column_of_birth_dates_is_a_warning() -> None:
    """Where the register has no such field; Geboortedatum on Casussen is one."""
    rows = [listed() | {"Geb. op": date(2009, 3, 12)}]
    born = case() | {"Geboortedatum": date(2009, 3, 12)}

    assert ["waarschuwing"] == severities(checked(minimal(*rows)), "P01")
    assert [] == cells(checked(full([born])), "P01")


@pytest.mark.parametrize("header", ["AGB", "KvK-nummer", "Begindatum", "Bedrag", "Kosten (€)"])
@pytest.mark.parametrize("value", [111222333, BSN, 12345672])
def test_columns_of_other_numbers_are_passed_by(header: str, value: object) -> None:
    """One number in eleven passes the elfproef by chance."""
    assert [] == cells(checked(minimal(listed() | {header: value})), "P01")


def test_partners_have_names_and_numbers() -> None:
    """Those of organisations identify nobody."""
    partner = {"Naam": "x", "Partner": "Youké", "Soort": "partner", "AGB": SHORT, "KvK": SHORT}
    sheets: Sheets = {"Partners": [partner], **full([case()])}

    assert [] == cells(checked(sheets), "P01")


@pytest.mark.parametrize("number", ["0123456789", "2021AB", "ET2021 AB", "202100123"])
def test_numbers_of_cases_are_no_telephone_or_postcode(number: str) -> None:
    """Whatever form a team gave them."""
    assert [] == cells(checked(minimal(listed(number))), "P01")


def test_a_bsn_for_a_casusnummer() -> None:
    """Is wrong at its own cell, and not shown as casusnummer either."""
    found = only(checked(minimal(listed(BSN))), "P01")

    assert ("A2", None, "fout") == (found.cell, found.casusnummer, found.severity.value)


def test_a_series_of_numbers_is_no_column_of_bsns() -> None:
    """Of which a few pass by chance: told in the reason, not per cell."""
    numbers = [300000000 + 7 * i for i in range(40)]
    rows = [listed(f"ET-2021-{i:03d}") | {"Zaak": n} for i, n in enumerate(numbers, 1)]
    report = checked(minimal(*rows))

    assert [] == cells(report, "P01")
    assert "niet vaker dan toeval" in str(outcome(report, "P01").reason)
    assert place(1, "Zaak", of=rows[0])[:-1] in str(outcome(report, "P01").reason)


def test_a_column_full_of_it_is_told_once() -> None:
    """At its header, with how many cells there are; five of many are told cell by cell."""
    rows = [listed(f"ET-2021-{i:03d}") | {"Contact": f"v{i}@example.org"} for i in range(1, 9)]
    few = [row | {"Contact": row["Contact"] if i < 4 else "-"} for i, row in enumerate(rows)]
    found = only(checked(minimal(*rows)), "P01")

    assert place(1, "Contact", of=rows[0]) == f"{found.sheet}!{found.cell}"
    assert "8 cellen" in found.message
    assert 4 == len(cells(checked(minimal(*few)), "P01"))


def test_a_sheet_that_is_no_list() -> None:
    """Hidden too: its values, and headers of forbidden columns."""
    key = [{"Casus": "ET-2021-001", "Naam": "Verzonnen Kind", "Sleutel": BSN, "Klas": "2"}]
    report = checked(minimal(listed()) | {"Sleutellijst": Sheet(key, hidden=True)})

    assert ["Sleutellijst!B1", "Sleutellijst!C2"] == cells(report, "P01")


def test_words_in_a_list_of_choices_are_no_headers() -> None:
    """*school* under *Leefgebied* is a choice."""
    rows = [{"Leefgebied": word, "Stand": "open"} for word in ("gezin", "school", "wonen", "adres")]

    assert [] == cells(checked(minimal(listed()) | {"Lijsten": rows}), "P01")


def test_a_label_beside_a_date() -> None:
    """On a sheet that is no list a date of birth stands beside its label."""

    def build(book: Any, _: Any) -> None:
        page = book.add_worksheet("Los")
        page.write("B3", "Geb.datum:")
        page.write_datetime("C3", date(2009, 3, 12), book.add_format({"num_format": "dd-mm-yyyy"}))

    found = only(made(build), "P01")

    assert ("Los", "B3", "waarschuwing") == (found.sheet, found.cell, found.severity.value)


def test_title_rows_count() -> None:
    """What stands above the list is part of the register."""
    book = workbook({"Aanmeldingen": Sheet([listed()], title_rows=2)})
    assert [] == cells(check(read_register(book), on=ON), "P01")

    report = made(lambda _, sheet: sheet.write("A5", f"vragen: {MAIL}"))
    assert ["Aanmeldingen!A5"] == cells(report, "P01")


def test_a_comment_is_told_at_its_cell() -> None:
    """With what it is, so that it can be found."""
    found = only(made(lambda _, sheet: sheet.write_comment("C2", f"BSN {BSN}")), "P01")

    assert ("C2", "ET-2021-001") == (found.cell, found.casusnummer)
    assert "de opmerking bij deze cel" in found.message


@pytest.mark.parametrize("margin", ["set_header", "set_footer"])
def test_headers_and_footers(margin: str) -> None:
    """Codes for page and font are no text; it is told at the first cell of the sheet."""

    def build(_: Any, sheet: Any) -> None:
        getattr(sheet, margin)(f'&L&"Arial,Bold"&12 vragen: {MAIL}&RPagina &P van &N')

    found = only(made(build), "P01")

    assert ("A1", True) == (found.cell, "de kop- of voettekst van dit blad" in found.message)
    assert [] == cells(made(lambda _, sheet: sheet.set_header("&D &T &P")), "P01")


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"title": f"van {MAIL}"}, "'Titel'"),
        ({"comments": f"BSN {BSN}"}, "'Opmerkingen'"),
        ({"company": "bel 06-12345678"}, "'Bedrijf'"),
    ],
)
def test_properties_of_the_document(properties: dict[str, str], name: str) -> None:
    """They have no cell, so they are told at the header of the first list."""
    found = only(made(lambda book, _: book.set_properties(properties)), "P01")

    assert ("Aanmeldingen", "A1") == (found.sheet, found.cell)
    assert name in found.message


def test_properties_of_ones_own() -> None:
    """The same for a custom property, whose name is not told."""
    found = only(made(lambda book, _: book.set_custom_property("Kind", f"{BSN}")), "P01")

    assert "eigen documenteigenschap" in found.message


def test_our_own_findings_are_not_looked_at() -> None:
    """What a marked copy says of the register it came from, is not register."""
    headers = ("Casusnummer", "Blad", "Cel", "Ernst", "Melding", "Kenmerk", "Reden")
    own = [dict.fromkeys(headers, "x") | {"Reden": MAIL}]

    assert [] == cells(checked(minimal(listed()) | {"Bevindingen": own}), "P01")


def test_every_finding_has_a_sentence() -> None:
    """Where, what, what is expected and what to do."""
    found = findings(remarked(BSN, f"mail {MAIL}"), "P01")

    assert [
        "Hier staat een BSN: '1…' (9 tekens). In het register hoort niets waaraan een jeugdige of "
        "ouder te herkennen is. Haal het weg uit L2."
    ] == [found[0].message]
