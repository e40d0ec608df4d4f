"""A06: parents or youth are informed and invited before the session."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

TOLD, INVITED = "Ouders/jeugdige geïnformeerd op", "Uitgenodigd op"
START, HELD = date(2021, 2, 1), date(2021, 2, 11)
OTHER = "ET-2021-002"


def told(when: object, invited: object = HELD, **changes: Any) -> dict[str, Any]:
    """A case with the days on which its family was informed and invited."""
    return case() | {TOLD: when, INVITED: invited} | changes


def report(row: dict[str, Any], *sessions: dict[str, Any], on: date = HELD) -> Report:
    """A register of this case in these sessions, and of one that records both days."""
    other = told(START, Casusnummer=OTHER)
    held = sessions or (session(),)
    talks = [talk(held=each["Overlegnummer"]) for each in held]
    return checked(full([row, other], held, talks), on=on)


def at(field: str) -> str:
    return f"Casussen!{chr(ord('A') + list(told(None)).index(field))}2"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, [at(TOLD)]),
        ("volgt", [at(TOLD)]),
        (START, []),
        (date(2021, 1, 4), []),
        (HELD, []),
        (date(2021, 2, 12), [at(TOLD)]),
    ],
)
def test_before_a_held_session(when: object, expected: list[str]) -> None:
    """On its day is in time; later, and never, is a warning."""
    found = report(told(when))

    assert expected == cells(found, "A06")
    assert ["waarschuwing"] * len(expected) == severities(found, "A06")


def test_the_messages() -> None:
    """Tell the session and what to do."""
    never = only(report(told(None)), "A06").message
    late = only(report(told(date(2021, 2, 12))), "A06").message

    assert (
        "Overleg op 11-02-2021; er staat niet wanneer ouders of jeugdige geïnformeerd zijn. Is het "
        "gebeurd, vul de dag dan in I2 in; zo niet, doe het alsnog."
    ) == never
    assert (
        "Ouders of jeugdige zijn geïnformeerd na het overleg van 11-02-2021; dat hoort vooraf. "
        "Klopt de datum? Zo niet, verbeter I2."
    ) == late


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 2, 8), []),
        (date(2021, 2, 9), ["waarschuwing"]),
        (date(2021, 2, 10), ["waarschuwing"]),
        (date(2021, 2, 11), ["waarschuwing"]),
        (date(2021, 2, 20), ["waarschuwing"]),
    ],
)
def test_before_a_planned_session(on: date, expected: list[str]) -> None:
    """A blank is told from two working days before it on."""
    found = report(told(None), session(Status="gepland"), on=on)

    assert expected == severities(found, "A06")
    if expected:
        assert only(found, "A06").message.endswith("zo niet, doe het vóór het overleg.")


def test_without_a_session_there_is_no_hurry() -> None:
    """Nor when it lapsed or was cancelled."""
    for status in ("vervallen", "geannuleerd"):
        assert [] == cells(report(told(None), session(Status=status)), "A06")
    assert [] == cells(checked(full([told(None), told(START, Casusnummer=OTHER)])), "A06")


def test_the_first_session_counts() -> None:
    """The first that was held, also when an earlier one was planned; not a later one."""
    early = session("OV-0", Overlegdatum=date(2021, 2, 5), Status="gepland")
    later = session("OV-2", Overlegdatum=date(2021, 2, 25))
    row = told(date(2021, 2, 10))

    assert [] == cells(report(row, early, session(), later), "A06")
    assert [at(TOLD)] == cells(report(told(date(2021, 2, 12)), session(), later), "A06")


@pytest.mark.parametrize(
    ("when", "invited", "expected"),
    [
        (START, None, [at(INVITED)]),
        (START, date(2021, 2, 12), [at(INVITED)]),
        (None, None, [at(TOLD)]),
        (None, date(2021, 2, 12), [at(TOLD)]),
        (date(2021, 2, 12), None, [at(INVITED)]),
        (START, START, []),
    ],
)
def test_invited_as_well(when: object, invited: object, expected: list[str]) -> None:
    """One finding a case: at what is not there, else at what came too late."""
    assert expected == cells(report(told(when, invited)), "A06")


def test_both_are_named() -> None:
    """In one sentence."""
    assert "geïnformeerd en uitgenodigd zijn" in only(report(told(None, None)), "A06").message


def test_only_what_the_team_records_is_asked_for() -> None:
    """A column that nobody fills in, or that is not there, is left alone."""
    rows = [told(START, None), told(None, None, Casusnummer=OTHER)]
    talks = [talk(), talk(OTHER)]
    whole = checked(full(rows, [session()], talks))
    bare = checked(full([{h: v for h, v in r.items() if h != INVITED} for r in rows], [session()],
                        talks))  # fmt: skip
    never = checked(full([told(None, None)], [session()], [talk()]))

    assert ["Casussen!I3"] == cells(whole, "A06") == cells(bare, "A06")
    assert Status.NIET_TOETSBAAR is outcome(never, "A06").status


@pytest.mark.parametrize("when", ["x", "ja"])
def test_a_day_that_cannot_be_read_is_unknown(when: str) -> None:
    """It happened, but when?"""
    found = report(told(when))

    assert ([], 1) == (cells(found, "A06"), unknown(found, "A06"))


def test_a_session_of_which_nobody_knows_whether_it_was_held() -> None:
    """Makes it unknown."""
    found = report(told(None), session(Status=None))

    assert ([], 1) == (cells(found, "A06"), unknown(found, "A06"))


def test_a_session_before_the_aanmelding_is_another_matter() -> None:
    """T11 tells of it."""
    found = report(told(START), session(Overlegdatum=date(2021, 1, 20)))

    assert ([], 1) == (cells(found, "A06"), len(cells(found, "T11")))


def test_a_minimal_register() -> None:
    """There the case's own overlegdatum counts."""
    rows = [listed() | {TOLD: None}, listed(OTHER) | {TOLD: date(2021, 2, 12)}]
    rows += [listed("ET-2021-003") | {TOLD: HELD}]
    rows += [listed("ET-2021-004", Overlegdatum=None) | {TOLD: None}]

    assert ["Aanmeldingen!L2", "Aanmeldingen!L3"] == cells(checked(minimal(*rows)), "A06")
    assert Status.NIET_TOETSBAAR is outcome(checked(minimal(listed())), "A06").status
