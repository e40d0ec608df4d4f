"""G01: a jeugdige is young enough on the aanmelddatum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    cells,
    checked,
    findings,
    listed,
    minimal,
    only,
    outcome,
    severities,
    unknown,
)

EXAMPLES = [
    ("L1", date(1998, 3, 15), date(2021, 3, 14), []),
    ("L2", date(1998, 3, 15), date(2021, 3, 15), ["waarschuwing"]),
    ("L3", date(1998, 3, 15), date(2022, 3, 15), ["fout"]),
    ("L4", date(2004, 2, 29), date(2022, 2, 28), []),
    ("L5", date(2004, 2, 29), date(2022, 3, 1), []),
    ("L6", date(2021, 3, 20), date(2021, 3, 15), ["fout"]),
    ("24 minus a day", date(1998, 3, 15), date(2022, 3, 14), ["waarschuwing"]),
    ("born that day", date(2021, 3, 15), date(2021, 3, 15), []),
    ("leap, 23 on 1 March", date(2000, 2, 29), date(2023, 2, 28), []),
    ("leap, 23 on 1 March", date(2000, 2, 29), date(2023, 3, 1), ["waarschuwing"]),
    ("leap year", date(2000, 2, 29), date(2024, 2, 29), ["fout"]),
]


def born(birth: Any, aangemeld: Any = date(2021, 3, 15), **changes: Any) -> dict[str, Any]:
    """A row of a minimal register with a date of birth."""
    row = {"Aanmelddatum": aangemeld, "Geboortedatum": birth, "Triagedatum": None}
    return listed(Overlegdatum=None) | {"Besluit verzonden op": None} | row | changes


def born_in(year: Any, **changes: Any) -> dict[str, Any]:
    """A row of a minimal register with a year of birth."""
    row = born(None, **changes) | {"Geboortejaar": year}
    del row["Geboortedatum"]
    return row


@pytest.mark.parametrize(("name", "birth", "start", "expected"), EXAMPLES)
def test_the_age_on_the_aanmelddatum(
    name: str, birth: date, start: date, expected: list[str]
) -> None:
    """L1–L6: 22 fits, 23 is a warning, 24 or not yet born an error; 29 February ages on 1 March."""
    assert expected == severities(checked(minimal(born(birth, start)), on=start), "G01")


def test_the_message_tells_no_date_of_birth_and_no_age() -> None:
    """Birth date and exact age stay in the source; the bound is told."""
    found = only(checked(minimal(born(date(1990, 5, 7)))), "G01")

    assert "Aanmeldingen!L2" == f"{found.sheet}!{found.cell}"
    assert "24 jaar of ouder; het expertteam is er tot de 23e verjaardag" in found.message
    assert not any(text in found.message for text in ("1990", "30", "31 jaar"))


def test_a_birth_after_the_aanmelding_is_called_that() -> None:
    """L6: not an age, but two dates of which one is wrong."""
    found = only(checked(minimal(born(date(2021, 3, 20)))), "G01")

    assert "De geboorte ligt na de aanmelding op 15-03-2021. Verbeter L2 of die datum." == (
        found.message
    )


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1999, []),
        (1998, ["waarschuwing"]),
        (1997, ["waarschuwing"]),
        (1996, ["fout"]),
        (2021, []),
        (2022, ["fout"]),
    ],
)
def test_a_year_of_birth_tests_both_ages(year: int, expected: list[str]) -> None:
    """In 2021 who was born in 1998 was 22 or 23, in 1997 23 or 24: warnings."""
    report = checked(minimal(born_in(year)))

    assert expected == severities(report, "G01")
    assert ["Aanmeldingen!L2"] * len(expected) == cells(report, "G01")


def test_an_age_that_may_fit_is_told_as_such() -> None:
    """The message says that it is not certain."""
    found = only(checked(minimal(born_in(1998))), "G01")

    assert "was de jeugdige misschien al 23 jaar of ouder" in found.message


@pytest.mark.parametrize(
    "row",
    [
        born(None),
        born("volgt"),
        born("x"),
        born(date(1998, 3, 15), "volgt"),
        born_in(None),
        born_in("onbekend"),
    ],
)
def test_without_an_age_it_is_unknown(row: dict[str, Any]) -> None:
    """No birth, or no aanmelddatum, is *onbekend*."""
    report = checked(minimal(row))

    assert [] == findings(report, "G01")
    assert 1 == unknown(report, "G01")


def test_a_year_stands_in_for_a_date_that_is_missing() -> None:
    """Where both columns exist the date leads, else the year; a blank date is no finding."""
    both = born(None) | {"Geboortejaar": 1990}
    exact = born(date(2005, 1, 1)) | {"Geboortejaar": 1990}

    assert [2] == [found.row for found in findings(checked(minimal(both, exact)), "G01")]


def test_it_does_not_apply_to_an_adviesvraag() -> None:
    """Anyone may ask for advice."""
    report = checked(minimal(born(date(1980, 1, 1), Soort="adviesvraag")))

    assert ([], None) == (findings(report, "G01"), outcome(report, "G01").reason)


def test_a_sheet_without_the_column_is_unknown() -> None:
    """Rows of a year sheet without births give nothing."""
    row = born(date(1990, 1, 1))
    without = Sheet(
        [row | {"Casusnummer": "ET-2021-002"}], [h for h in row if h != "Geboortedatum"]
    )
    report = checked({"Aanmeldingen 2020": [row], "Aanmeldingen 2021": without})

    assert ["Aanmeldingen 2020!L2"] == cells(report, "G01")
    assert 1 == unknown(report, "G01")


def test_without_births_it_is_not_tested() -> None:
    """A minimal register need not have them."""
    assert "niet_toetsbaar" == outcome(checked(minimal(listed())), "G01").status.value


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1999, []), (1998, ["waarschuwing"]), (1997, ["fout"]), (1996, ["fout"]), (2021, [])],
)
def test_on_31_december_a_year_of_birth_is_one_age(year: int, expected: list[str]) -> None:
    """Everyone born in that year has had the birthday: 1998 is 23, 1997 is 24, for certain."""
    report = checked(minimal(born_in(year, aangemeld=date(2021, 12, 31))), on=date(2021, 12, 31))

    assert expected == severities(report, "G01")
    assert not any("misschien" in found.message for found in findings(report, "G01"))


def test_the_day_before_31_december_two_ages_are_possible() -> None:
    """A birthday may still come."""
    report = checked(minimal(born_in(1997, aangemeld=date(2021, 12, 30))), on=date(2021, 12, 31))

    assert ["waarschuwing"] == severities(report, "G01")
