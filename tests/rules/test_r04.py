"""R04: a value is an allowed word, within its bounds, or a place that exists."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    case,
    cells,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    place,
    session,
    severities,
    talk,
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Status", "Besproken"),
        ("Status", "lopend"),
        ("Type aanmelder", "Consulent-USD"),
        ("Werkstroom", "DBT"),
        ("Werkstroom", "nvt"),
        ("Woonplaats", "Bussum"),
        ("Woonplaats", "gooise meeren"),
        ("Woonplaats", "Utrecht"),
        ("Triage-uitkomst", None),
    ],
)
def test_known_words_and_blanks_are_in_order(field: str, value: Any) -> None:
    """Other spellings are known too; a place outside the region is a place."""
    assert [] == findings(checked(minimal(listed() | {field: value})), "R04")


def test_an_unknown_word_is_an_error_with_the_choices() -> None:
    """It tells the nearest word and all of them, and masks what was typed."""
    found = only(checked(minimal(listed(Status="besprokken"))), "R04")

    assert place(2, "Status") == f"{found.sheet}!{found.cell}"
    assert "fout" == found.severity.value
    assert found.message.startswith(
        "'b…' (10 tekens) is geen bekende keuze. Bedoelde u 'besproken'? Kies in H2 een van: "
        "aangemeld, getrieerd, gepland, besproken,"
    )
    assert "besprokken" not in found.message


def test_one_of_several_words() -> None:
    """In a cell with several grounds each must be known."""
    row = listed() | {"Grond A": "a, c"}

    assert [] == findings(checked(minimal(row)), "R04")
    assert ["Aanmeldingen!L2"] == cells(checked(minimal(row | {"Grond A": "a, z"})), "R04")


@pytest.mark.parametrize(
    ("place_name", "text"),
    [("HBL", "Dit is een uitvoeringsdienst"), ("Hilversom", "Bedoelde u 'Hilversum'?")],
)
def test_a_place_that_is_none(place_name: str, text: str) -> None:
    """HBL can't be billed; what looks like a place is proposed, never taken."""
    found = only(checked(minimal(listed(Woonplaats=place_name))), "R04")

    assert place(2, "Woonplaats") == f"{found.sheet}!{found.cell}"
    assert text in found.message


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, ["fout"]), (1, []), (90, []), (None, []), (-5, ["fout"])]
)
def test_bounds(minutes: int | None, expected: list[str]) -> None:
    """Bespreekminuten are above zero."""
    sheets = full([case()], [session()], [talk() | {"Bespreekminuten": minutes}])
    report = checked(sheets)

    assert expected == [
        found.severity.value for found in findings(report, "R04") + findings(report, "R03")
    ]


def test_a_score_is_from_1_to_10() -> None:
    """The message tells both bounds."""
    closing = {"Casusnummer": "ET-2021-001", "Datum": date(2021, 9, 1), "Waardering effect": 11}
    found = only(checked(full([case()], Afsluitingen=[closing])), "R04")

    assert "buiten wat kan (1 tot en met 10). Verbeter C2." in found.message


def test_casusnummers_of_another_form_are_one_warning() -> None:
    """However many there are, it is told once, and each row keeps its number."""
    rows = [listed(number) for number in ("ET-2021-001", "007", "12", "A-3")]
    report = checked(minimal(*rows))
    found = only(report, "R04")

    assert ("A3", "waarschuwing", "007") == (found.cell, found.severity.value, found.casusnummer)
    assert found.message.startswith("3 casusnummers hebben een andere vorm dan ET-jjjj-nnn.")


def test_the_form_is_told_once_over_year_sheets() -> None:
    """Once for the register, not once a sheet; references to it are not judged again."""
    rows = {"Aanmeldingen 2020": [listed("1")], "Aanmeldingen 2021": [listed("2")]}
    sheets = full([case("1")], [session()], [talk("1")])

    assert ["waarschuwing"] == severities(checked(rows), "R04")
    assert ["waarschuwing"] == severities(checked(sheets), "R04")


@pytest.mark.parametrize(
    "typed",
    ["Verhuist", "bij oma", "Groenlo", "Hilversum / Huizen", "1234 AB", "12345", "wisselend"],
)
def test_a_place_that_nobody_knows(typed: str) -> None:
    """Free text, two gemeenten in one cell and bare digits are an error; what was typed is kept."""
    found = only(checked(minimal(listed(Woonplaats=typed))), "R04")

    assert ("fout", "C2") == (found.severity.value, found.cell)
    assert (
        "Deze plaats is niet bekend: geen woonplaats of gemeente van het convenant, en geen "
        "bekende plaats erbuiten. Controleer C2."
    ) == found.message


@pytest.mark.parametrize("typed", ["Utrecht", "Amsterdam", "Almere", "Eemnes", "1211 AB Hilversum"])
def test_a_known_place_outside_the_region_is_in_order(typed: str) -> None:
    """It can't be billed, but it exists; a postcode beside a place changes nothing."""
    assert [] == findings(checked(minimal(listed(Woonplaats=typed))), "R04")


def test_minutes_out_of_bounds_tell_how_to_write_them() -> None:
    """What is asked for is whole minutes."""
    sheets = full([case()], [session()], [talk() | {"Bespreekminuten": 0}])

    assert (
        "De waarde in E2 valt buiten wat kan. Vul hele minuten in, minstens 1."
        == only(checked(sheets), "R04").message
    )


@pytest.mark.parametrize(("typed", "shown"), [("xyz", "Deze waarde"), ("xyzz", "'x…' (4 tekens)")])
def test_a_short_word_is_not_shown_at_all(typed: str, shown: str) -> None:
    """Its first letter and its length would tell it; the choices still follow."""
    found = only(checked(minimal(listed(Status=typed))), "R04")

    assert found.message.startswith(f"{shown} is geen bekende keuze. Kies in H2 een van: ")


def test_a_short_code_among_several_is_not_shown_either() -> None:
    """The same where a cell holds more than one."""
    found = only(checked(minimal(listed() | {"Grond A": "a, z"})), "R04")

    assert found.message.startswith("Deze waarde is geen bekende keuze. Kies in L2")


def test_a_number_that_could_be_a_person_is_told_apart() -> None:
    """Not «that may stay so», but: use a number that tells nothing; once, at the first of them."""
    rows = [listed("7"), listed("111222333"), listed("Jansen")]
    report = checked(minimal(*rows))
    found = only(report, "R04")

    assert (3, "waarschuwing") == (found.row, found.severity.value)
    assert found.message.startswith("2 casusnummers lijken op een BSN")


def test_an_unknown_word_between_a_date_and_a_period_is_no_separator() -> None:
    """A row of Momenten with one wrong word is a row: the word is told."""
    moments = [
        {"Soort": "kwartaalbespreking", "Datum": date(2021, 4, 7), "Periode": "2021-K1"},
        {"Soort": "borrel", "Datum": date(2021, 1, 13), "Periode": "2020-K4"},
        {"Soort": "evaluatie", "Datum": date(2021, 7, 1), "Periode": "2021"},
    ]

    assert ["Momenten!A3"] == cells(checked(full([case()], Momenten=moments)), "R04")


def test_a_word_that_a_team_uses_on_many_rows_is_told_once() -> None:
    """From five rows on, however it is spelled; other words keep their own cells."""
    words = ["wijkteam", "Wijkteam", "wijkteam ", "wijkteam", "huisarts", "wijkteam"]
    rows = [
        listed(f"ET-2021-{number:03d}") | {"Type aanmelder": word}
        for number, word in enumerate(words, 1)
    ]
    often, once = findings(checked(minimal(*rows)), "R04")

    assert (2, 6) == (often.row, once.row)
    assert often.message.endswith(
        "Dit staat op 5 rijen. Is het een vast woord van uw team, leg dan met de opdracht profiel "
        "vast wat het betekent."
    )
    assert 5 == len(findings(checked(minimal(*rows[:5])), "R04"))


def test_every_row_that_money_is_made_of_is_told() -> None:
    """A word on Overleggen blocks the quarter of its own row."""
    sessions = [session(f"OV-{number}", Status="misschien") for number in range(1, 7)]

    assert 6 == len(cells(checked(full([case()], sessions)), "R04"))
