"""T06: a lapsed doorbraaktafel is reported 48 hours before its start."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from registers import (
    Sheet,
    cells,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    session,
    unknown,
)

START = date(2021, 3, 29)
AT = place(2, "Vervallen gemeld op", "Overleggen", session())


def lapsed(told: Any, start: Any = time(10, 0), **changes: Any) -> dict[str, Any]:
    """A lapsed session of werkstroom A on Monday 29-3-2021."""
    row = session(Overlegdatum=START, Starttijd=start, Status="vervallen")
    return row | {"Vervallen gemeld op": told} | changes


def reported(*rows: dict[str, Any], on: date = date(2021, 12, 15), **settings: Any) -> Any:
    """What a check gives for these sessions."""
    return checked(full([], rows), on=on, **settings)


@pytest.mark.parametrize(
    ("name", "told", "in_time"),
    [
        ("D16", datetime(2021, 3, 27, 10, 0), True),
        ("D17", datetime(2021, 3, 27, 10, 1), False),
        ("a day before", datetime(2021, 3, 28, 9, 0), False),
        ("well before", datetime(2021, 3, 1, 9, 0), True),
    ],
)
def test_clock_hours_are_counted(name: str, told: datetime, in_time: bool) -> None:
    """D16, D17: on the minute is in time, a minute later is not."""
    assert in_time == (not findings(reported(lapsed(told)), "T06"))


def test_the_finding_is_a_warning_with_date_and_time() -> None:
    """It stands at the moment of reporting, has a term with a time, and no days."""
    found = only(reported(lapsed(datetime(2021, 3, 27, 10, 1))), "T06")

    assert AT == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", None) == (found.severity.value, found.days)
    assert datetime(2021, 3, 27, 10, 0) == found.deadline
    assert (
        "Het vervallen van dit overleg is gemeld op 27-03-2021 10:01; dat moest uiterlijk "
        "27-03-2021 10:00. Begin 29-03-2021 10:00 min 48 uur. Klopt het tijdstip? Zo niet, "
        "verbeter F2."
    ) == found.message


@pytest.mark.parametrize(
    ("told", "start", "in_time"),
    [
        (date(2021, 3, 27), time(10, 0), True),
        (date(2021, 3, 27), time(8, 0), True),
        (date(2021, 3, 28), time(10, 0), False),
        (datetime(2021, 3, 27, 16, 0), None, True),
        (date(2021, 3, 27), None, True),
        (datetime(2021, 3, 28, 0, 1), None, False),
    ],
)
def test_without_a_time_whole_days_are_judged(told: Any, start: Any, in_time: bool) -> None:
    """A report, or a session, without a time is in time two days before."""
    assert in_time == (not findings(reported(lapsed(told, start)), "T06"))


@pytest.mark.parametrize(("on", "expected"), [(date(2021, 3, 27), []), (date(2021, 3, 28), [AT])])
def test_a_report_that_was_never_made(on: date, expected: list[str]) -> None:
    """Not recorded is not reported: late once the last moment is past."""
    report = reported(lapsed(None), on=on)

    assert expected == cells(report, "T06")
    assert all("niet vastgelegd" in found.message for found in findings(report, "T06"))


@pytest.mark.parametrize(
    "changes",
    [
        {"Status": "geannuleerd"},
        {"Status": "gehouden"},
        {"Werkstroom": "B"},
        {"Overlegdatum": date(2020, 9, 28)},
    ],
)
def test_it_applies_to_lapsed_sessions_of_werkstroom_a(changes: dict[str, Any]) -> None:
    """Another reason, another werkstroom and a session before the start of A are nvt."""
    report = reported(lapsed(None) | changes)

    assert [] == findings(report, "T06")
    assert outcome(report, "T06").reason is None


@pytest.mark.parametrize(
    "row",
    [
        lapsed(None, Werkstroom=None),
        lapsed("x"),
        lapsed(datetime(2021, 3, 27, 10, 1), "tegen tienen"),
        lapsed(None, Overlegdatum="volgt"),
    ],
)
def test_what_cannot_be_told_is_unknown(row: dict[str, Any]) -> None:
    """No werkstroom, an unreadable moment or start, and no date are *onbekend*."""
    report = reported(row)

    assert [] == findings(report, "T06")
    assert 1 == unknown(report, "T06")


def test_without_start_times_days_are_judged() -> None:
    """A register that does not record when sessions start is judged by whole days."""
    rows = [lapsed(datetime(2021, 3, 27, 16, 0)), lapsed(datetime(2021, 3, 28, 9, 0))]
    headers = [h for h in session() if h != "Starttijd"]
    report = checked({"Overleggen": Sheet(rows, headers)})

    assert ["Overleggen!E3"] == cells(report, "T06")


def test_the_hours_come_from_the_settings() -> None:
    """A region that agreed on 24 hours is held to those."""
    told = datetime(2021, 3, 28, 10, 0)

    assert [] == findings(reported(lapsed(told), vervallen_uren=24), "T06")


def test_a_minimal_register_is_not_tested() -> None:
    """Without sessions the reason is told."""
    found = outcome(checked(minimal(listed())), "T06")

    assert ("niet_toetsbaar", "het register heeft geen blad Overleggen") == (
        found.status.value,
        found.reason,
    )


@pytest.mark.parametrize(
    ("told", "start"),
    [
        (datetime(2021, 3, 28, 9, 30), None),
        (date(2021, 3, 28), None),
        (date(2021, 3, 28), time(10, 0)),
    ],
)
def test_without_a_time_the_words_are_days_too(told: Any, start: Any) -> None:
    """No time of day is told that nobody typed."""
    found = only(reported(lapsed(told, start)), "T06")

    assert (
        "Het vervallen van dit overleg is gemeld op 28-03-2021; dat moest uiterlijk op 27-03-2021. "
        "Overleg op 29-03-2021 min 48 uur. Klopt de datum? Zo niet, verbeter F2."
    ) == found.message
    assert datetime(2021, 3, 27, 10 if start else 0, 0) == found.deadline


@pytest.mark.parametrize(
    ("start", "last"),
    [(time(10, 0), "uiterlijk 27-03-2021 10:00"), (None, "uiterlijk op 27-03-2021")],
)
def test_what_was_not_reported_is_asked_for(start: Any, last: str) -> None:
    """There is no moment that could be wrong."""
    found = only(reported(lapsed(None, start)), "T06")

    assert f"is niet vastgelegd; dat moest {last}." in found.message
    assert found.message.endswith(" Vul in F2 in wanneer het gemeld is.")
    assert "00:00" not in found.message


def test_a_team_that_records_no_reports_is_told_once() -> None:
    """Five sessions lapsed and none has a moment; with one of them filled in each is told."""
    silent = [lapsed(None, Overlegnummer=f"OV-{n}") for n in range(1, 6)]
    told = outcome(reported(*silent), "T06")
    one = reported(*silent, lapsed(datetime(2021, 3, 1, 9), Overlegnummer="OV-6"))

    assert "niet_toetsbaar" == told.status.value
    assert "'Vervallen gemeld op' (Overleggen) is nergens ingevuld" == told.reason
    assert 5 == len(findings(one, "T06"))
    assert 4 == len(findings(reported(*silent[:4]), "T06"))
