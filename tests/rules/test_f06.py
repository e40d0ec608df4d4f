"""F06: without a cap all time counts, travel and preparation too, unless a region says not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import at, attendee, declared, spent
from registers import cells, findings, outcome, session, severities

from expertteam_xl.declared import attendance
from expertteam_xl.rules.context import Context

B = session(Werkstroom="B")
EARLY = session(Werkstroom=None, Overlegdatum=date(2019, 5, 14))
LESS = {"b_reis_voorbereiding": False}


def minutes(report: Any) -> list[int]:
    """The minutes that count, a row of Deelnames each."""
    found: list[int] = attendance(Context(report.register, report.on))["minutes"].tolist()
    return found


@pytest.mark.parametrize("held", [B, EARLY, session()])
def test_all_time_counts(held: dict[str, Any]) -> None:
    """FX9: in B, under 2018, and in A."""
    report = declared(attendee(**spent(120, 60, 45)), sessions=[held])

    assert [225] == minutes(report)
    assert [] == findings(report, "F06")
    assert None is outcome(report, "F06").reason


@pytest.mark.parametrize(("held", "counted"), [(B, 120), (EARLY, 120), (session(), 225)])
def test_a_region_may_leave_out_travel(held: dict[str, Any], counted: int) -> None:
    """Only where there is no cap; it is told in one line."""
    report = declared(attendee(**spent(120, 60, 45)), sessions=[held], settings=LESS)

    assert [counted] == minutes(report)
    assert [] == findings(report, "F06")
    assert (counted == 120) == ("1 rij niet mee" in (outcome(report, "F06").reason or ""))


def test_hours_that_are_not_split_count_whole() -> None:
    """They can't be told apart; that is information."""
    rows = [attendee(Uren=2, **spent(None)), attendee(**spent(60)), attendee(Uren=1, **spent(60))]
    report = declared(*rows, sessions=[B], settings=LESS)

    assert [120, 60, 60] == minutes(report)
    assert [at(2, "Uren")] == cells(report, "F06")
    assert ["info"] == severities(report, "F06")


def test_travel_alone_is_nothing_then() -> None:
    """A row of which nothing counts is not billed."""
    report = declared(attendee(**spent(0, 0, 45)), sessions=[B], settings=LESS)

    assert [0] == minutes(report)
    assert [] == findings(report, "F06")
