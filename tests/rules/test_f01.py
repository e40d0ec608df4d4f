"""F01: invited partners declare what they spent, at a consulttarief."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import at, attendee, declared, partner, spent, tariff
from registers import (
    cells,
    checked,
    findings,
    listed,
    minimal,
    only,
    outcome,
    session,
    severities,
    talk,
)

TWO = (session(), session("OV-2", Werkstroom="B"))
"""Two meetings on one day."""

OTHER: dict[str, Any] = {
    "partners": [partner("Kwintes"), partner(), partner("C&A", Soort="C&A", Declarabel="nee")],
    "tariffs": [tariff("Kwintes")],
}
"""Tariffs of another partner alone."""

BOTH = (talk(Bespreekminuten=30), talk(held="OV-2", Bespreekminuten=20))


def test_in_order() -> None:
    """An invited partner with a tariff gives nothing."""
    assert [] == findings(declared(attendee()), "F01")


def test_a_partner_without_a_tariff() -> None:
    """Once at the partner, however many rows, with when they were."""
    rows = [attendee(), attendee(), attendee(held="OV-2")]
    sessions = [session(), session("OV-2", Overlegdatum=date(2021, 2, 25))]
    report = declared(*rows, sessions=sessions, talks=BOTH, **OTHER)

    assert ["Partners!A3"] == cells(report, "F01")
    assert ["fout"] == severities(report, "F01")
    assert (
        "Deze partner heeft geen tarief op Tarieven, en wel tijd bij een gehouden overleg: 3 rijen "
        "op Deelnames (11-02-2021 tot en met 25-02-2021). Voeg het tarief toe, of verbeter A3."
    ) == only(report, "F01").message


@pytest.mark.parametrize(
    "row",
    [
        attendee(**spent(None)),
        attendee(**spent(0, 0, 0)),
        attendee(**spent("veel")),
        attendee(Rol="ouder"),
        attendee(held="OV-9"),
        attendee("Youkee"),
        attendee(Uitgenodigd="misschien"),
    ],
)
def test_a_tariff_is_asked_for_time_that_is_billed(row: dict[str, Any]) -> None:
    """No time, unreadable time, a parent, an unknown meeting or partner need none."""
    assert [] == findings(declared(row, attendee("Kwintes"), **OTHER), "F01")


@pytest.mark.parametrize(
    ("changes", "talks"),
    [
        ({"Status": "vervallen"}, BOTH[:1]),
        ({"Status": "gepland"}, BOTH[:1]),
        ({"Overlegdatum": "volgt"}, BOTH[:1]),
        ({}, ()),
    ],
)
def test_a_meeting_that_is_not_billed_needs_no_tariff(changes: dict[str, Any], talks: Any) -> None:
    """Not held, on nobody knows which day, or without a discussed case."""
    report = declared(attendee(), sessions=[session(**changes)], talks=talks, **OTHER)

    assert [] == findings(report, "F01")


@pytest.mark.parametrize("name", ["Youkee", None, "?"])
def test_a_tariff_of_nobody_knows_whom_may_be_the_one(name: object) -> None:
    """A row of Tarieven whose partner can't be told is R05 or R07, and no partner lacks one."""
    report = declared(attendee(), tariffs=[tariff(name)])

    assert [] == findings(report, "F01")
    assert [] == findings(report, "F07")


@pytest.mark.parametrize("rates", [None, []])
def test_without_a_sheet_of_tariffs(rates: Any) -> None:
    """None, or one that nobody has begun: it is said; the rest is looked at."""
    report = declared(attendee(Uitgenodigd="nee"), attendee(), tariffs=rates)

    assert [at(2, "Uitgenodigd")] == cells(report, "F01")
    assert "geen blad Tarieven, of niets daarop" in (outcome(report, "F01").reason or "")


def test_who_was_not_invited_is_not_billed() -> None:
    """A warning on the cell; a blank counts as invited."""
    rows = [attendee(Uitgenodigd=said) for said in ("nee", None, "ja", "?")]
    report = declared(*rows)

    assert [at(2, "Uitgenodigd")] == cells(report, "F01")
    assert ["waarschuwing"] == severities(report, "F01")
    assert (
        "Er is 120 minuten vastgelegd, maar deze partner was niet uitgenodigd; die tijd wordt niet "
        "gedeclareerd. Was er wel een uitnodiging, zet D2 dan op ja."
    ) == only(report, "F01").message


@pytest.mark.parametrize(
    "changes",
    [spent(None), spent(0, 0, 0), {"Partner": "C&A"}, {"Rol": "jeugdige", "Partner": None}],
)
def test_not_invited_matters_where_there_is_time_to_bill(changes: dict[str, Any]) -> None:
    """Without time, or for who never declares, nothing is said here."""
    report = declared(attendee(Uitgenodigd="nee") | changes, attendee("Kwintes"), **OTHER)

    assert [] == findings(report, "F01")


def test_travel_to_two_meetings_on_a_day() -> None:
    """A warning at the travel to the second meeting, in the order of Overleggen."""
    rows = [
        attendee(held="OV-2", **spent(60, 0, 30)),
        attendee(**spent(60, 0, 20)),
        attendee(held="OV-2", **spent(60, 0, 30)),
    ]
    report = declared(*rows, sessions=TWO, talks=BOTH)

    assert [at(2, "Reistijd (min)")] == cells(report, "F01")
    assert ["waarschuwing"] == severities(report, "F01")
    assert "op 11-02-2021 ook bij een ander overleg reistijd" in only(report, "F01").message


@pytest.mark.parametrize(
    "second",
    [
        attendee(held="OV-2", **spent(60, 0, 0)),
        attendee(held="OV-2", **spent(60)),
        attendee("Kwintes", "OV-2", **spent(60, 0, 30)),
        attendee(**spent(60, 0, 30)),
        attendee(held="OV-2", Uitgenodigd="nee", **spent(0, 0, 0)),
    ],
)
def test_travel_that_is_not_double(second: dict[str, Any]) -> None:
    """No travel to the second, another partner, or two people to the same meeting."""
    rows = [attendee(**spent(60, 0, 20)), second]
    rates = [tariff(), tariff("Kwintes")]
    report = declared(
        *rows, sessions=TWO, talks=BOTH, partners=[partner(), partner("Kwintes")], tariffs=rates
    )

    assert [] == findings(report, "F01")


def test_travel_on_two_days() -> None:
    """Each day has its own journey."""
    sessions = [session(), session("OV-2", Overlegdatum=date(2021, 2, 12))]
    rows = [attendee(**spent(60, 0, 20)), attendee(held="OV-2", **spent(60, 0, 20))]

    assert [] == findings(declared(*rows, sessions=sessions, talks=BOTH), "F01")


def test_time_that_nobody_records_is_told_once() -> None:
    """A team that keeps attendance without time is told so, and nothing a row."""
    found = outcome(declared(attendee(**spent(None)), **OTHER), "F01")

    assert "niet_toetsbaar" == found.status.value
    assert "zijn nergens ingevuld" in (found.reason or "")


def test_a_minimal_register_is_not_tested() -> None:
    """Without sheets of meetings and attendance the reason is told."""
    assert "niet_toetsbaar" == outcome(checked(minimal(listed())), "F01").status.value
