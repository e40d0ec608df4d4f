"""V05: no part after the end date of a party."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from money_rows import attendee
from registers import Sheet, cells, checked, full, only, outcome, session, severities, unknown

from expertteam_xl.findings import Status

HELD = date(2019, 6, 6)
BEFORE = HELD - timedelta(days=1)


def parties(*ends: object, held: Any = HELD, **changes: Any) -> dict[str, Any]:
    """Rows of one party with these end dates, which attended a session."""
    rows = [{"Partner": "Youké", "Soort": "partner", "Einddatum": end} for end in ends]
    sessions = [session(Overlegdatum=held, Werkstroom=None) | changes]
    return dict(full([], sessions)) | {
        "Partners": Sheet(rows, ("Partner", "Soort", "Einddatum")),
        "Deelnames": Sheet([attendee(" youké")], list(attendee())),
    }


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (BEFORE, ["Deelnames!B2"]),
        (date(2018, 2, 1), ["Deelnames!B2"]),
        (HELD, []),
        (HELD + timedelta(days=1), []),
        (None, []),
    ],
)
def test_the_end_date_decides(end: date | None, expected: list[str]) -> None:
    """On the day itself a party may still take part; without an end date always."""
    report = checked(parties(end))

    assert expected == cells(report, "V05")
    assert ["waarschuwing"] * len(expected) == severities(report, "V05")


def test_the_message_tells_both_dates() -> None:
    """And where the end date stands."""
    assert (
        "Deelname op 06-06-2019, na de einddatum van deze partij (05-06-2019). Kloppen de datums? "
        "Zo niet, verbeter de einddatum op Partners of B2."
    ) == only(checked(parties(BEFORE)), "V05").message


@pytest.mark.parametrize(
    ("held", "expected"),
    [(date(2020, 9, 30), ["Deelnames!B2"]), (date(2020, 10, 1), []), (date(2021, 6, 6), [])],
)
def test_the_convenant_of_2020_has_no_such_article(held: date, expected: list[str]) -> None:
    """Only sessions under that of 2018 count."""
    assert expected == cells(checked(parties(BEFORE, held=held)), "V05")


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Nobody took part in it."""
    assert [] == cells(checked(parties(BEFORE, Status=status)), "V05")


def test_a_party_that_came_back() -> None:
    """One row without an end date is enough; else the last end date counts."""
    assert [] == cells(checked(parties(BEFORE, None)), "V05")
    assert [] == cells(checked(parties(BEFORE, HELD)), "V05")
    assert ["Deelnames!B2"] == cells(checked(parties(date(2018, 5, 1), BEFORE)), "V05")


def test_an_end_date_that_cannot_be_read_is_unknown() -> None:
    """It is counted, and no finding."""
    report = checked(parties("x"))

    assert ([], 1) == (cells(report, "V05"), unknown(report, "V05"))


def test_a_party_that_is_not_on_partners() -> None:
    """Is R07, and has no end date."""
    sheets = parties(BEFORE) | {"Deelnames": [attendee("Kwintes")]}

    assert [] == cells(checked(sheets), "V05")


def test_nobody_left() -> None:
    """A column without any end date is in order: it does not mean that nothing is recorded."""
    assert Status.GESLAAGD is outcome(checked(parties(None)), "V05").status


def test_without_the_column_it_is_not_tested() -> None:
    """The reason names it."""
    sheets = parties(BEFORE) | {"Partners": [{"Partner": "Youké", "Soort": "partner"}]}
    found = outcome(checked(sheets), "V05")

    assert (Status.NIET_TOETSBAAR, True) == (found.status, "'Einddatum'" in (found.reason or ""))
