"""V01: the convenant of 2018, its extensions and what came before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import cells, checked, findings, full, listed, minimal, only, session, severities

BEFORE, FIRST, LAST = date(2017, 12, 31), date(2018, 1, 1), date(2018, 12, 31)
IN_2019, IN_2020, NEW = date(2019, 6, 3), date(2020, 9, 30), date(2020, 10, 1)


def letter(day: Any, period: str | None = None) -> dict[str, Any]:
    """A row of Momenten."""
    return {"Soort": "verlengingsbrief", "Datum": day, "Periode": period}


def used(*days: Any, letters: tuple[dict[str, Any], ...] = (), **settings: Any) -> Any:
    """A register with aanmeldingen on these days, and these letters."""
    rows = [
        listed(
            f"ET-2018-{i:03d}",
            Aanmelddatum=day,
            Triagedatum=None,
            Overlegdatum=None,
            Werkstroom="A" if day >= NEW else None,
        )
        | {"Besluit verzonden op": None}
        for i, day in enumerate(days)
    ]
    sheets: dict[str, Any] = minimal(*rows)
    if letters:
        sheets["Momenten"] = letters
    return checked(sheets, **settings)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([FIRST, LAST], []),
        ([NEW], []),
        ([BEFORE], ["fout"]),
        ([IN_2019], ["waarschuwing"]),
        ([IN_2020], ["waarschuwing"]),
        ([BEFORE, IN_2019, IN_2020], ["fout"]),
    ],
)
def test_once_a_register(days: list[date], expected: list[str]) -> None:
    """Before 2018 is an error, an extension year without a letter a warning; one finding in all."""
    assert expected == severities(used(*days), "V01")


def test_it_stands_at_the_first_event_and_names_the_years() -> None:
    """The earliest aanmelding of the years without a letter."""
    found = only(used(date(2019, 9, 2), IN_2019, IN_2020), "V01")

    assert "Aanmeldingen!B3" == f"{found.sheet}!{found.cell}"
    assert "liep tot en met 31-12-2018. In 2019 en 2020 is doorgewerkt" in found.message


def test_an_event_before_the_first_convenant() -> None:
    """The error tells when it began, and does not hide the missing letters."""
    found = only(used(IN_2019, BEFORE), "V01")

    assert "Aanmeldingen!B3" == f"{found.sheet}!{found.cell}"
    assert "het eerste begon op 01-01-2018. Verbeter B3." in found.message
    assert "Ook:" in found.message


@pytest.mark.parametrize(
    ("letters", "lacking"),
    [
        ([letter(date(2018, 12, 3))], "In 2020 is"),
        ([letter(date(2019, 12, 3))], "In 2019 is"),
        ([letter(date(2018, 12, 3)), letter(date(2019, 12, 2))], None),
        ([letter(date(2019, 2, 1)), letter(date(2020, 2, 3))], None),
        ([letter(None, "2019"), letter(None, "1-1-2020 t/m 31-12-2020")], None),
        ([letter(date(2018, 12, 3), "2019 en 2020")], None),
        ([letter(None)], "In 2019 en 2020 is"),
        ([letter("x", "2020")], "In 2019 is"),
        ([letter(date(2021, 11, 1))], "In 2019 en 2020 is"),
        ([letter(date(2018, 12, 3)) | {"Soort": "evaluatie"}], "In 2019 en 2020 is"),
    ],
)
def test_letters_on_the_sheet_momenten(letters: list[dict[str, Any]], lacking: str | None) -> None:
    """A letter extends to its Periode, else to the year after it, or, when late, to its own."""
    report = used(IN_2019, IN_2020, letters=tuple(letters))
    messages = [found.message for found in findings(report, "V01")]

    assert (lacking is not None) == bool(messages)
    assert all(str(lacking) in message for message in messages)


def test_a_letter_that_came_late_covers_its_own_year() -> None:
    """When nothing happened in the year after, it is for the year in which it was written."""
    assert [] == findings(used(IN_2019, letters=(letter(date(2019, 2, 1)),)), "V01")


def test_letters_in_the_settings() -> None:
    """The dates may stand in the settings instead."""
    both = used(IN_2019, IN_2020, verlengingsbrieven=(date(2018, 12, 3), date(2019, 12, 2)))

    assert [] == findings(both, "V01")


def test_held_sessions_are_events_too() -> None:
    """A session in 2019 counts when it was held."""
    held, planned = session(Overlegdatum=IN_2019, Werkstroom=None), {"Status": "gepland"}

    assert ["Overleggen!B2"] == cells(checked(full([], [held])), "V01")
    assert [] == findings(checked(full([], [held | planned])), "V01")
