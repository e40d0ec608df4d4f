"""Repairs: what has one sure answer gets it, nothing else does, and the log tells each."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import compare
import openpyxl
import pytest
import registers
import xlsxwriter
from registers import Formula, case, listed, talk

from expertteam_xl import check, read_register, write_findings
from expertteam_xl.errors import RegisterError
from expertteam_xl.outputs.repairs import COLUMNS
from expertteam_xl.register.model import Register
from expertteam_xl.register.references import address
from expertteam_xl.repairs import Repaired, repair

DAY = date(2021, 12, 15)
BSN, NO_BSN = "111222333", "123456789"


def repaired(sheets: Mapping[str, Any], profile: Path | None = None) -> Repaired:
    """The register that the sheets make, after its repairs."""
    register = read_register(registers.workbook(sheets), profile=profile)
    return repair(register, day=DAY, profile=profile)


def told(sheets: Mapping[str, Any], profile: Path | None = None) -> list[tuple[str, str, str]]:
    """Address, before and after of every repair."""
    found = repaired(sheets, profile).repairs
    return [(f"{r.sheet}!{address(r.row, r.column)}", r.before, r.after) for r in found]


def cell(result: Repaired, place: str) -> Any:
    """A cell of the repaired copy, as openpyxl reads it."""
    sheet, _, name = place.partition("!")
    return openpyxl.load_workbook(io.BytesIO(result.register.data))[sheet][name]


def one(field: str, value: object, sheet: str = "Aanmeldingen") -> Mapping[str, Any]:
    """A register of one row with a value in a field of its own."""
    rows = {"Aanmeldingen": [listed() | ({field: value} if sheet == "Aanmeldingen" else {})]}
    return rows if sheet == "Aanmeldingen" else rows | {sheet: [talk() | {field: value}]}


# Dates


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("1-2-2021", datetime(2021, 2, 1)),
        ("1 februari 2021", datetime(2021, 2, 1)),
        ("ma 1-2-'21", datetime(2021, 2, 1)),
        ("2021-02-01", datetime(2021, 2, 1)),
        (" 01/02/2021. ", datetime(2021, 2, 1)),
        ("01-02-21", datetime(2021, 2, 1)),
        ("1-2-2004", datetime(2004, 2, 1)),
        ("44228", datetime(2021, 2, 1)),
        (20210201, datetime(2021, 2, 1)),
        (44228, datetime(2021, 2, 1)),
        ("1-2-2021 10:30", datetime(2021, 2, 1, 10, 30)),
    ],
)
def test_dates_become_dates(typed: object, wanted: datetime) -> None:
    """What is read as a date is one for Excel as well; a time that was there stays."""
    result = repaired(one("Triagedatum", typed))
    found = cell(result, registers.place(2, "Triagedatum"))

    assert 1 == len(result.repairs)
    assert found.is_date
    assert wanted == found.value


@pytest.mark.parametrize(
    "typed",
    ["week 5", "02-03-04", "31-2-2021", "1-2", "2-13-2021", "ca. 1-2-2021", "di 1-2-2021", "ja", "nvt", "?",
     "1-2-2021 en 3-2-2021", 0, 2021, 0.5, True, date(2021, 2, 1), None],
)  # fmt: skip
def test_doubtful_dates_stay(typed: object) -> None:
    """A date that the reader can't read for sure, a blank word and a real date are left alone."""
    assert [] == told(one("Triagedatum", typed))


# Durations and numbers


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("2u15", 135), ("1,5 uur", 90), ("90 min", 90), ("1:30", 90), ("90", 90), ("anderhalf uur", 90), ("1.200", 1200)],
)  # fmt: skip
def test_durations_become_minutes(typed: str, minutes: int) -> None:
    """In a column of minutes a duration in words becomes the whole number that it means."""
    result = repaired(one("Bespreekminuten", typed, "Besprekingen"))

    assert minutes == cell(result, "Besprekingen!E2").value
    assert [(typed, str(minutes))] == [(r.before, r.after) for r in result.repairs]


@pytest.mark.parametrize(
    "typed", ["1,5", "0,5", "1.30 uur", "20 sec", "lang", 1.5, 90, time(1, 30)]
)
def test_doubtful_durations_stay(typed: object) -> None:
    """Hours or minutes, half an hour or 12: nobody knows. What is a number or time is one."""
    assert [] == told(one("Bespreekminuten", typed, "Besprekingen"))


def test_hours_and_amounts() -> None:
    """A column of hours gets hours, an amount keeps its cents."""
    rates = [
        {
            "Partner": "Youké",
            "Tariefcode": "T1",
            "€ per uur": "€ 96,50",
            "Geldig van": date(2021, 1, 1),
        }
    ]
    hours = [
        {
            "Datum": date(2021, 2, 1),
            "Functie": "voorzitter",
            "Uren": "1u30",
            "Casusnummer": "ET-2021-001",
        }
    ]
    result = repaired({"Casussen": [case()], "Tarieven": rates, "C&A-uren": hours})

    assert [96.5, 1.5] == [cell(result, "Tarieven!C2").value, cell(result, "C&A-uren!C2").value]


def test_numbers_of_cases_stay_text() -> None:
    """A casusnummer of digits is a text on purpose: 007 is not 7."""
    assert [] == told({"Aanmeldingen": [listed("007"), listed("20210002")]})


# Words


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile that says what some words mean."""
    path = tmp_path / "register.profiel.toml"
    path.write_text(
        "versie = 1\n[waarden.Woonplaats]\n'Hvs' = 'Hilversum'\n"
        "[waarden.'Casussen.Status']\n'klaar' = 'besproken'\n",
        encoding="utf-8",
    )
    return path


def test_confirmed_words_are_written_out(profile: Path) -> None:
    """A spelling that a person confirmed becomes what it means, in any case and accent."""
    rows = [
        listed(Woonplaats=" HVS.", Status="Klaar"),
        listed("ET-2021-002", Woonplaats="Hilversum"),
    ]

    assert [("Aanmeldingen!C2", "HVS.", "Hilversum"), ("Aanmeldingen!H2", "Klaar", "besproken")] == told(
        {"Aanmeldingen": rows}, profile
    )  # fmt: skip


def test_words_that_nobody_confirmed_stay() -> None:
    """Without a profile no word is changed, also not one that we know or can guess."""
    assert [] == told({"Aanmeldingen": [listed(Woonplaats="Hilversm", Status="BESPROKEN")]})


@pytest.mark.parametrize("source", ["inline", "cells", "name", "elsewhere"])
def test_words_of_the_offices_own_list_stay(source: str, profile: Path) -> None:
    """Where a drop-down list offers the word itself, the list has to change first."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    page = book.add_worksheet("Aanmeldingen")
    page.write_row(0, 0, list(listed()))
    for column, value in enumerate((listed() | {"Woonplaats": "Hvs"}).values()):
        if not isinstance(value, date):
            page.write(1, column, value)
    lists = book.add_worksheet("Lijsten")
    lists.write_column(0, 0, ["Bussum", "Hvs"])
    book.define_name("Plaatsen", "=Lijsten!$A$1:$A$2")
    sources: dict[str, object] = {
        "inline": ["Bussum", "Hvs"], "cells": "=Lijsten!$A$1:$A$2", "name": "=Plaatsen", "elsewhere": ["Bussum"],
    }  # fmt: skip
    page.data_validation("C2:C99", {"validate": "list", "source": sources[source]})
    book.close()
    found = repair(read_register(memory.getvalue(), profile=profile), day=DAY, profile=profile)

    assert (["Hilversum"] if source == "elsewhere" else []) == [r.after for r in found.repairs]


# Burgerservicenummers


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Opmerkingen", BSN), ("Opmerkingen", int(BSN)), ("Opmerkingen", "111.222.333"),
        ("Opmerkingen", "BSN: 111222333"), ("Opmerkingen", "bsn 12345672"), ("BSN", "12345672"),
        ("BSN kind", 12345672), ("Burgerservicenummer", BSN), ("Kleur", BSN), ("Woonplaats", BSN),
        ("Telefoon", "BSN 111222333"),
    ],
)  # fmt: skip
def test_a_bsn_is_emptied(header: str, value: object) -> None:
    """A cell that is a BSN is emptied, in columns of ours or not; its digits are nowhere left."""
    result = repaired(one(header, value))
    headers = list(listed() | {header: value})
    place = f"Aanmeldingen!{address(2, headers.index(header) + 1)}"
    left = b"".join(compare.parts(result.register.data).values())

    assert [(place, "een BSN", "(leeg)")] == told(one(header, value))
    assert cell(result, place).value is None
    assert str(value).encode() not in left


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Opmerkingen", NO_BSN), ("Opmerkingen", "12345672"), ("Opmerkingen", f"BSN {BSN}, moeder belde"),
        ("Opmerkingen", "0356112223"), ("Opmerkingen", 612345671), ("Casusnummer", BSN),
        ("Telefoon", BSN), ("AGB-code", "12345672"), ("KvK", "12345672"), ("Dossiernummer", BSN),
        ("BSN", NO_BSN), ("Opmerkingen", "000000000"), ("Bedrag", int(BSN)), ("Triagedatum", int(BSN)),
    ],
)  # fmt: skip
def test_other_numbers_stay(header: str, value: object) -> None:
    """One in eleven numbers passes by chance: under other headers, or shorter, it is no sure BSN."""
    assert [] == told(one(header, value))


def test_a_column_of_other_numbers_stays() -> None:
    """Where numbers beside it can't be a BSN, the column holds another kind of number."""
    rows = [listed("ET-1") | {"Eigen": BSN}, listed("ET-2") | {"Eigen": NO_BSN}]

    assert [] == told({"Aanmeldingen": rows})


def test_a_bsn_outside_the_lists() -> None:
    """On a sheet that is no list, and above a list, a BSN is emptied as well."""
    notes = [{"Afspraken": "bellen"}, {"Afspraken": BSN}]

    assert ["Notities!A3"] == [
        each[0] for each in told({"Aanmeldingen": [listed()], "Notities": notes})
    ]


# What is never touched


def test_formulas_stay() -> None:
    """A formula that gives a text date is not replaced by its value."""
    typed = Formula('="1-2-2021"', "1-2-2021")

    assert [] == told(one("Triagedatum", typed))


def test_personal_values_are_masked() -> None:
    """Of a date of birth the log tells only that it is one."""
    assert [("Aanmeldingen!L2", "tekst van 8 tekens", "een datum")] == told(
        one("Geboortedatum", "3-4-2008")
    )


def test_columns_that_are_not_read_stay() -> None:
    """A column that is no field of ours is the user's own, whatever stands in it."""
    assert [] == told(one("Eigen datum", "1-2-2021"))


def test_the_original_is_as_it_was() -> None:
    """The register that went in still holds what it held."""
    data = registers.workbook(one("Triagedatum", "1-2-2021"))
    register = read_register(data)
    repair(register, day=DAY)

    assert data == register.data


def test_nothing_to_repair() -> None:
    """Where all is well the file stays as it is, and a sentence says so."""
    register = registers.register({"Aanmeldingen": [listed()]})
    result = repair(register, day=DAY)

    assert (register.data, ()) == (result.register.data, result.repairs)
    assert ("Er was niets te herstellen.",) == result.register.notices


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"signed": True}, "register.xlsx is ondertekend, dus --herstel kan hier niets doen"),
        ({"name": "r.xls", "suffix": ".xls"}, "r.xls is een .xls-bestand, dus --herstel kan hier niets doen"),
    ],
)  # fmt: skip
def test_what_can_not_be_repaired(changes: dict[str, Any], sentence: str) -> None:
    """A signed workbook and another format are refused in one sentence."""
    register = replace(registers.register({"Aanmeldingen": [listed()]}), name="register.xlsx")

    with pytest.raises(RegisterError, match=sentence):
        repair(replace(register, **changes), day=DAY)


# The log


def log(register: Register) -> list[tuple[object, ...]]:
    """The lines under the header of the sheet Herstel."""
    page = openpyxl.load_workbook(io.BytesIO(register.data))["Herstel"]
    rows = list(page.iter_rows(values_only=True))
    return rows[rows.index(COLUMNS) + 1 :] if COLUMNS in rows else rows[4:]


def test_the_log_comes_before_bevindingen() -> None:
    """Bevindingen stays last; the log stands before it and has its links."""
    result = repaired(one("Triagedatum", "1-2-2021"))
    memory = io.BytesIO()
    write_findings(check(result.register, on=DAY), memory)
    book = openpyxl.load_workbook(io.BytesIO(memory.getvalue()))

    assert ["Aanmeldingen", "Herstel", "Bevindingen"] == book.sheetnames
    assert "'Aanmeldingen'!F2" == book["Herstel"]["C5"].hyperlink.location
    assert ("9", "landscape") == (
        str(book["Herstel"].page_setup.paperSize),
        book["Herstel"].page_setup.orientation,
    )


def test_a_second_run_goes_on_with_the_log() -> None:
    """Lines of an earlier run stay, with what was written beside them; new ones come under them."""
    first = repaired(one("Triagedatum", "1-2-2021")).register
    book = openpyxl.load_workbook(io.BytesIO(first.data))
    book["Aanmeldingen"]["B2"] = "3-2-2021"
    book["Herstel"]["H4"], book["Herstel"]["H5"] = "Gezien", "ja"
    memory = io.BytesIO()
    book.save(memory)
    second = repair(read_register(memory.getvalue()), day=date(2021, 12, 16)).register

    assert [
        (datetime(2021, 12, 15), "F2", "1-2-2021", "01-02-2021", "ja"),
        (datetime(2021, 12, 16), "B2", "3-2-2021", "03-02-2021", None),
    ] == [(r[0], r[2], r[4], r[5], r[7]) for r in log(second)]
    assert ["Aanmeldingen"] == [block.sheet for block in second.blocks]


def test_a_sheet_of_that_name_that_is_not_ours() -> None:
    """A user's own sheet Herstel is read and kept; ours becomes Herstel (2)."""
    result = repaired(
        {"Aanmeldingen": [listed(Triagedatum="1-2-2021")], "Herstel": [{"Wat": "dak"}]}
    )
    names = openpyxl.load_workbook(io.BytesIO(result.register.data)).sheetnames

    assert ["Aanmeldingen", "Herstel", "Herstel (2)"] == names
    assert ("1 cel is hersteld in de kopie; zie het blad Herstel (2).",) == result.register.notices[
        -1:
    ]


def test_findings_are_those_of_the_copy() -> None:
    """What was repaired is found no more; what could not be is found still."""
    rows = [listed() | {"Opmerkingen": BSN}, listed("ET-2", Triagedatum="week 5")]
    result = repaired({"Aanmeldingen": rows})
    found = check(result.register, on=DAY).findings

    assert ["F3"] == [f.cell for f in found if f.code == "R03"]


def test_lossless() -> None:
    """Only the sheet with repairs changes, and in it only the cells of the log."""
    sheets = {
        "Aanmeldingen": [listed(Triagedatum="1-2-2021"), listed("ET-2")],
        "Overig": [{"Wat": "x"}],
    }
    before = registers.workbook(sheets)
    after = repair(read_register(before), day=DAY).register.data
    old, new = compare.parts(before), compare.parts(after)
    sheet = "xl/worksheets/sheet1.xml"

    exempt = (name for name in old if any(each.match(name) for each in compare.EXEMPT.values()))

    assert {sheet} == (compare.changed_parts(before, after) & old.keys()) - set(exempt)
    assert 1 == sum(
        a != b for a, b in zip(*(t[sheet].split(b"<c ") for t in (old, new)), strict=True)
    )
