"""F10: what was not held, or was about no discussed case, is not billed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import at, attendee, declared, partner, spent, tariff
from registers import case, cells, findings, only, session, severities, talk, unknown

CASES = [case(), case("ET-2021-002"), case("ET-2021-003")]
TALKS = [talk(), talk("ET-2021-002")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"Status": "vervallen"}, True),
        ({"Status": "geannuleerd"}, True),
        ({"Status": "gepland"}, True),
        ({"Status": "gepland", "Overlegdatum": date(2021, 12, 15)}, False),
        ({"Status": "gepland", "Overlegdatum": date(2022, 1, 20)}, False),
        ({"Status": "gehouden"}, False),
        ({"Status": "doorgeschoven"}, False),
        ({"Status": None}, False),
        ({"Status": "vervallen", "Overlegdatum": "volgt"}, True),
    ],
)
def test_time_at_a_meeting_that_was_not_held(changes: dict[str, Any], found: bool) -> None:
    """A warning; preparing for one that is still to come is fine."""
    report = declared(attendee(), sessions=[session(**changes)])

    assert ([at(2, "Overleg (min)")] if found else []) == cells(report, "F10")
    assert {"waarschuwing"} >= set(severities(report, "F10"))


def test_fx7() -> None:
    """Lapsed, with 30 minutes of preparation: a warning at that time."""
    report = declared(
        attendee(**spent(0, 30, 0)),
        sessions=[session(Status="vervallen", Overlegdatum=date(2021, 7, 1))],
        talks=[],
    )

    assert [at(2, "Voorbereiding (min)")] == cells(report, "F10")
    assert (
        "Dit overleg (01-07-2021) is vervallen; de tijd van 1 rij, samen 30 minuten, wordt niet "
        "gedeclareerd. Klopt dat niet, verbeter dan de status van het overleg, of anders F2."
    ) == only(report, "F10").message


def test_once_a_meeting() -> None:
    """With how many rows, and how much time together."""
    rows = [attendee(**spent(0)), attendee(**spent(60)), attendee(Uren=1.5, **spent(None))]
    report = declared(*rows, sessions=[session(Status="vervallen")])

    assert [at(3, "Overleg (min)")] == cells(report, "F10")
    assert "de tijd van 2 rijen, samen 150 minuten" in only(report, "F10").message


def test_held_without_any_discussed_case() -> None:
    """A warning, whatever cases its rows name."""
    rows = [attendee(), attendee(Casusnummers="ET-2021-002")]
    report = declared(*rows, cases=CASES, talks=[])

    assert [at(2, "Overleg (min)")] == cells(report, "F10")
    assert ["waarschuwing"] == severities(report, "F10")
    assert (
        "Bij dit overleg (11-02-2021) staat op Besprekingen geen casus; de tijd van 2 rijen, samen "
        "240 minuten, wordt niet gedeclareerd. Klopt dat niet, vul dan Besprekingen aan, of anders "
        "E2."
    ) == only(report, "F10").message


@pytest.mark.parametrize(
    "row",
    [
        attendee(**spent(None)),
        attendee(**spent(0, 0)),
        attendee("C&A", Rol="voorzitter"),
        attendee(None, Rol="ouder"),
        attendee(Uitgenodigd="nee"),
        attendee(**spent("veel")),
    ],
)
def test_it_is_about_time_that_would_be_billed(row: dict[str, Any]) -> None:
    """Not about attendance, nor others, nor time that can't be read."""
    report = declared(
        row,
        attendee("Kwintes"),
        sessions=[session(Status="vervallen")],
        partners=[partner(), partner("C&A", Soort="C&A", Declarabel="nee")],
    )

    assert [] == findings(report, "F10")


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (None, False),
        ("ET-2021-001", False),
        ("et-2021-001", False),
        ("ET-2021-003", True),
        ("ET-2021-003; ET-2021-001", False),
        ("ET-2021-003\nET-2021-002", False),
        ("nvt", False),
    ],
)
def test_a_row_that_names_only_cases_not_discussed(named: str | None, found: bool) -> None:
    """An error at the numbers; one case that was discussed is enough."""
    report = declared(attendee(Casusnummers=named), cases=CASES, talks=TALKS)

    assert ([at(2, "Casusnummers")] if found else []) == cells(report, "F10")
    assert (["fout"] if found else []) == severities(report, "F10")


@pytest.mark.parametrize("named", ["ET-2021-009", "ET-2021-003, ET-2021-009"])
def test_a_case_that_does_not_exist_is_another_rules(named: str) -> None:
    """R07 stands there; which case is meant is *onbekend*."""
    report = declared(attendee(Casusnummers=named), cases=CASES, talks=TALKS)

    assert [] == findings(report, "F10")
    assert 1 == unknown(report, "F10")


def test_a_discussion_of_nobody_knows_which_case_may_be_the_one() -> None:
    """A row of Besprekingen whose case does not exist, or is blank."""
    for number in ("ET-2021-009", None):
        report = declared(
            attendee(Casusnummers="ET-2021-003"), cases=CASES, talks=[*TALKS, talk(number)]
        )

        assert [] == findings(report, "F10")
        assert 1 == unknown(report, "F10")


def test_a_meeting_with_only_such_a_discussion_is_not_without_case() -> None:
    """R07 or R05 stands there."""
    assert [] == findings(declared(attendee(), talks=[talk("ET-2021-009")]), "F10")


def test_a_case_of_another_meeting_does_not_count() -> None:
    """It must have been discussed there."""
    report = declared(
        attendee(held="OV-2", Casusnummers="ET-2021-001"),
        cases=CASES,
        sessions=[session(), session("OV-2", Overlegdatum=date(2021, 2, 25))],
        talks=[talk(), talk("ET-2021-002", "OV-2")],
    )

    assert [at(2, "Casusnummers")] == cells(report, "F10")


def test_without_time_there_is_nothing_to_ask() -> None:
    """Someone who came for a case that was postponed, and declares nothing."""
    rows = [attendee(Casusnummers="ET-2021-003", **spent(None)), attendee()]

    assert [] == findings(declared(*rows, cases=CASES, talks=TALKS, tariffs=[tariff()]), "F10")


def test_sessions_without_any_discussion_are_told_once() -> None:
    """A team that does not record what was discussed: five sessions, nothing on Besprekingen."""
    numbers = [f"OV-{number}" for number in range(1, 6)]
    rows = [attendee(held=number) for number in numbers]
    sessions = [session(number) for number in numbers]
    report = declared(*rows, sessions=sessions, talks=[])
    few = declared(*rows[:4], sessions=sessions[:4], talks=[])

    assert [at(2, "Overleg (min)")] == cells(report, "F10")
    assert ["waarschuwing"] == severities(report, "F10")
    assert only(report, "F10").message.startswith(
        "Op Besprekingen staat nog niets; de tijd van 5 overleggen, samen 600 minuten, wordt niet "
        "gedeclareerd."
    )
    assert 4 == len(cells(few, "F10"))
