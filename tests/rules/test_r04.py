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
