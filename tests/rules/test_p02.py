"""P02: written consent, on or before the overleg, of who must give it (TO1–TO7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from consents import BORN_YEAR, at, consent, consented
from registers import cells, only, outcome, severities, unknown

from expertteam_xl.findings import Status

HELD = date(2021, 2, 11)


@pytest.mark.parametrize(
    ("age", "wished", "by", "written", "expected"),
    [
        (10, True, ("ouder",), "ja", []),
        (16, True, ("ouder",), "ja", ["fout"]),
        (17, True, ("jeugdige",), "ja", ["waarschuwing"]),
        (18, True, ("jeugdige",), "ja", []),
        (12, True, ("ouder",), "nee", ["fout"]),
        (12, False, ("ouder",), "nee", []),
        (15, True, ("ouder",), "ja", []),
        (16, True, ("ouder", "jeugdige"), "ja", []),
        (19, True, ("ouder",), "ja", ["fout"]),
    ],
    ids=["TO1", "TO2", "TO3", "TO4", "TO5", "TO6", "TO7 (P03)", "both", "of age"],
)
def test_the_worked_examples(
    age: int, wished: bool, by: tuple[str, ...], written: str, expected: list[str]
) -> None:
    """Whose consent is asked, by age on the day of the overleg."""
    said = "ja" if wished else "nee"
    rows = [
        consent(each, Schriftelijk=written, Herleidbaar=said) | {"Aanwezigheid gewenst": said}
        for each in by
    ]
    report = consented(*rows, born=date(HELD.year - age, 1, 5))

    assert expected == severities(report, "P02")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Schriftelijk": "nee"}, "Schriftelijk"),
        ({"Datum": date(2021, 2, 12)}, "Datum"),
        ({"Ingetrokken op": date(2021, 2, 10)}, "Ingetrokken op"),
    ],
)
def test_it_stands_at_what_is_wrong(changes: dict[str, Any], field: str) -> None:
    """Not written, too late, withdrawn."""
    report = consented(consent("ouder", **changes))

    assert ([at(2, field)], ["fout"]) == (cells(report, "P02"), severities(report, "P02"))
    assert "ET-2021-001" == only(report, "P02").casusnummer


def test_what_is_missing_stands_at_the_first_row_of_the_case() -> None:
    """In the column that tells by whom."""
    assert [at(2, "Door")] == cells(consented(consent("ouder"), born=date(2004, 1, 1)), "P02")


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2005, 2, 11), ["fout"]),
        (date(2005, 2, 12), []),
    ],
)
def test_the_birthday_itself_counts(born: date, expected: list[str]) -> None:
    """Sixteen on the day of the overleg, and the day before."""
    assert expected == severities(consented(consent("ouder"), born=born), "P02")


def test_on_the_day_of_the_overleg_is_in_time() -> None:
    """The same day is on or before it."""
    assert [] == cells(consented(consent("ouder", Datum=HELD)), "P02")


def test_of_a_year_alone_both_ages_are_tried() -> None:
    """Where they differ it is a warning; where not, it is as sure as with a date."""
    ouder = consent("ouder")

    assert ["waarschuwing"] == severities(consented(ouder, born=2005, by_year=True), "P02")
    assert ["fout"] == severities(consented(ouder, born=2004, by_year=True), "P02")
    assert [] == severities(consented(ouder, born=2006, by_year=True), "P02")


def test_one_good_consent_is_enough() -> None:
    """An earlier one by word of mouth, or by the other parent, does not matter then."""
    spoken = consent("ouder", Schriftelijk="nee")

    assert [] == cells(consented(spoken, consent("vertegenwoordiger")), "P02")


@pytest.mark.parametrize(
    "changes",
    [{"Schriftelijk": None}, {"Schriftelijk": "?"}, {"Datum": "x"}, {"Door": None}],
)
def test_a_blank_may_mean_unknown(changes: dict[str, Any]) -> None:
    """Then nothing is said, but that it is unknown."""
    report = consented(consent("ouder") | changes)

    assert ([], 1) == (cells(report, "P02"), unknown(report, "P02"))


def test_without_a_birth_it_is_unknown() -> None:
    """Nobody can tell whose consent is asked."""
    report = consented(consent("ouder"), born=None)

    assert ([], 1) == (cells(report, "P02"), unknown(report, "P02"))


def test_nobody_who_records_the_wishes() -> None:
    """Is told once, with the reason."""
    row = consent("ouder", Herleidbaar=None) | {"Aanwezigheid gewenst": None}
    found = outcome(consented(row), "P02")

    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens ingevuld" in str(found.reason)


def test_without_an_overleg_the_age_on_the_aanmelddatum_counts() -> None:
    """And any day of consent is in time."""
    late = consent("ouder", Datum=date(2021, 6, 1))

    assert [] == cells(consented(late, held=False), "P02")
    assert ["fout"] == severities(consented(late, held=False, born=date(2005, 2, 1)), "P02")
    assert BORN_YEAR == 2010


@pytest.mark.parametrize(
    ("by", "born", "told"),
    [
        ("jeugdige", 2015, "is jonger dan 16: "),
        ("ouder", 2004, "is minstens 16 en jonger dan 18: "),
        ("ouder", 2005, "is jonger dan 16 of minstens 16 en jonger dan 18: "),
        ("ouder", 2000, "is 18 of ouder: "),
    ],
)
def test_a_message_tells_nobody_s_age(by: str, born: int, told: str) -> None:
    """On which side of 16 and 18 the jeugdige is suffices."""
    assert told in only(consented(consent(by), born=born, by_year=True), "P02").message
