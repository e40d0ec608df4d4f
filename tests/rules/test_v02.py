"""V02: the convenant of 2020, its extensions and what comes after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import cells, checked, findings, full, listed, minimal, only, session, severities

FIRST, LAST = date(2020, 10, 1), date(2021, 12, 31)
IN_2022, IN_2023, AFTER = date(2022, 3, 24), date(2023, 12, 31), date(2024, 1, 1)
ON = date(2024, 6, 3)


def used(*days: Any, **settings: Any) -> Any:
    """A register with aanmeldingen on these days."""
    rows = [
        listed(f"ET-2021-{i:03d}", Aanmelddatum=day, Triagedatum=None, Overlegdatum=None)
        | {"Besluit verzonden op": None}
        for i, day in enumerate(days)
    ]
    return checked(minimal(*rows), on=ON, **settings)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([FIRST, LAST], []),
        ([date(2020, 9, 30)], []),
        ([IN_2022], ["waarschuwing"]),
        ([IN_2023], ["waarschuwing"]),
        ([AFTER], ["waarschuwing"]),
        ([IN_2022, IN_2023, AFTER], ["waarschuwing"]),
    ],
)
def test_once_a_register(days: list[date], expected: list[str]) -> None:
    """An extension year without a letter, and what comes after the last, is one warning."""
    assert expected == severities(used(*days), "V02")


def test_the_years_without_a_letter_are_named() -> None:
    """It stands at the first event in them."""
    found = only(used(FIRST, IN_2023, IN_2022), "V02")

    assert "Aanmeldingen!B4" == f"{found.sheet}!{found.cell}"
    assert "liep tot en met 31-12-2021. In 2022 en 2023 is doorgewerkt" in found.message


def test_after_the_last_end_the_rules_go_on() -> None:
    """It tells so at the first event after it, and that letters lack."""
    found = only(used(IN_2022, AFTER), "V02")

    assert "Aanmeldingen!B3" == f"{found.sheet}!{found.cell}"
    assert "kon lopen tot en met 31-12-2023" in found.message
    assert "Ook: het convenant van 2020" in found.message


def test_letters_in_the_settings() -> None:
    """Two letters cover both years; one covers the year after it."""
    two = used(IN_2022, IN_2023, verlengingsbrieven=(date(2021, 12, 1), date(2022, 12, 1)))
    one = only(used(IN_2022, IN_2023, verlengingsbrieven=(date(2021, 12, 1),)), "V02")

    assert [] == findings(two, "V02")
    assert "In 2023 is doorgewerkt" in one.message


def test_letters_on_the_sheet_momenten() -> None:
    """A recorded letter of which the Periode names the year."""
    momenten = [{"Soort": "verlengingsbrief", "Datum": date(2021, 12, 1), "Periode": "2022"}]
    sheets = full([], [session(Overlegdatum=IN_2022)], Momenten=momenten)

    assert [] == findings(checked(sheets, on=ON), "V02")


def test_held_sessions_are_events_too() -> None:
    """A session of 2022 counts, and stands at its own date."""
    assert ["Overleggen!B2"] == cells(
        checked(full([], [session(Overlegdatum=IN_2022)]), on=ON), "V02"
    )
