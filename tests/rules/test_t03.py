"""T03: a doorbraaktafel within fourteen days after a placement in the tussenvoorziening."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Formula,
    case,
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
    severities,
    stay,
    talk,
    unknown,
)

AT = place(2, "Plaatsingsdatum", "Plaatsingen", stay())


def placed(
    *stays: dict[str, Any],
    on: date = date(2021, 12, 15),
    held: tuple[date, ...] = (),
    stream: str | None = "A",
    **changes: Any,
) -> Any:
    """A case that was placed, with sessions on these days."""
    sessions = [
        session(f"OV-{i}", Overlegdatum=day, Werkstroom=stream) for i, day in enumerate(held)
    ]
    talks = [talk(held=f"OV-{i}") for i, _ in enumerate(held)]
    return checked(full([case(**changes)], sessions, talks, Plaatsingen=stays or [stay()]), on=on)


@pytest.mark.parametrize(
    ("name", "plaatsing", "aanmelding", "deadline", "t02", "binding", "passed"),
    [
        ("D10", date(2021, 3, 1), date(2021, 3, 10), "15-03-2021", "24-03-2021", "15-03-2021", ""),
        ("D11", date(2021, 3, 1), date(2021, 3, 20), "15-03-2021", "03-04-2021", "15-03-2021", "5"),
        ("D12", date(2021, 3, 12), date(2021, 3, 5), "26-03-2021", "19-03-2021", "19-03-2021", ""),
    ],
)
def test_both_clocks_are_told(
    name: str,
    plaatsing: date,
    aanmelding: date,
    deadline: str,
    t02: str,
    binding: str,
    passed: str,
) -> None:
    """D10–D12: the message tells both terms, which one binds, and what had passed on entry."""
    found = only(
        placed(stay(Plaatsingsdatum=plaatsing), Aanmelddatum=aanmelding, Triagedatum=aanmelding),
        "T03",
    )

    assert f"14 dagen = {deadline}." in found.message
    first = f"De termijn vanaf de aanmelding liep tot {t02}; de eerste van beide is {binding}."
    assert first in found.message
    assert not any(word in found.message for word in ("T02", "bindend"))
    note = f"Bij de aanmelding was de termijn al {passed} dagen voorbij."
    assert bool(passed) == (note in found.message)
    assert bool(passed) == ("voorbij" in found.message)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((date(2021, 3, 15),), []),
        ((date(2021, 3, 1),), []),
        ((date(2021, 3, 16),), [("waarschuwing", 1)]),
        ((date(2021, 2, 26), date(2021, 3, 18)), [("waarschuwing", 3)]),
        ((), [("fout", 275)]),
    ],
)
def test_the_first_session_on_or_after_the_placement_counts(
    held: tuple[date, ...], expected: list[tuple[str, int]]
) -> None:
    """On the last day is in time; a session before the placement does not count."""
    report = placed(held=held)
    found = findings(report, "T03")

    assert expected == [(each.severity.value, each.days) for each in found]
    assert [AT] * len(expected) == cells(report, "T03")
    assert [date(2021, 3, 15)] * len(expected) == [each.deadline for each in found]


def test_a_term_that_is_near_is_told() -> None:
    """Two werkdagen before the end it is info, before that nothing."""
    days = (date(2021, 3, 10), date(2021, 3, 11), date(2021, 3, 15))

    assert [[], ["info"], ["info"]] == [severities(placed(on=on), "T03") for on in days]


def test_only_sessions_of_werkstroom_a_count() -> None:
    """A session of werkstroom B is no doorbraaktafel; without its own the case's counts."""
    held = (date(2021, 3, 10),)

    assert ["fout"] == severities(placed(held=held, stream="B"), "T03")
    assert [] == severities(placed(held=held, stream=None), "T03")


def test_it_applies_to_werkstroom_a_of_2020() -> None:
    """A case of werkstroom B, or of the convenant of 2018, has no such clock."""
    old = date(2020, 9, 1)

    assert [] == findings(placed(Werkstroom="B"), "T03")
    assert [] == findings(placed(Aanmelddatum=old, Triagedatum=old), "T03")


@pytest.mark.parametrize(
    ("left", "held", "expected"),
    [
        (date(2021, 3, 14), (), []),
        (date(2021, 3, 14), (date(2021, 3, 20),), []),
        (date(2021, 3, 15), (), ["fout"]),
        (date(2021, 3, 20), (), ["fout"]),
    ],
)
def test_who_left_before_the_deadline_needs_no_table(
    left: date, held: tuple[date, ...], expected: list[str]
) -> None:
    """Left before the last day without a session is nvt; on the last day it is not."""
    assert expected == severities(placed(stay(Uitstroomdatum=left), held=held), "T03")


def test_a_leaving_to_come_does_not_stop_the_clock() -> None:
    """A date of leaving after the peildatum is a plan: the clock still runs."""
    report = placed(stay(Uitstroomdatum=date(2021, 3, 14)), on=date(2021, 3, 12))

    assert ["info"] == severities(report, "T03")


def test_a_refusal_and_another_placement_have_no_clock() -> None:
    """A row with Vol is a refusal; pleegzorg is no tussenvoorziening."""
    report = placed(stay(Vol="ja"), stay(Type="pleegzorg"))

    assert [] == findings(report, "T03")


def test_a_new_placement_is_a_new_clock() -> None:
    """Each placement waits for a session of its own."""
    first = stay(Uitstroomdatum=date(2021, 3, 20))
    second = stay(Plaatsingsdatum=date(2021, 6, 1))
    report = placed(first, second, held=(date(2021, 3, 10),))

    assert [date(2021, 6, 15)] == [found.deadline for found in findings(report, "T03")]


@pytest.mark.parametrize(
    "stays",
    [
        [stay(Plaatsingsdatum="volgt")],
        [stay(Plaatsingsdatum="x")],
        [stay(Uitstroomdatum="x")],
        [stay(Vol="misschien wel")],
        [stay(Type=None)],
        [stay("ET-2021-099")],
    ],
)
def test_what_cannot_be_told_is_unknown(stays: list[dict[str, Any]]) -> None:
    """Unreadable dates, a refusal that can't be read, no type, and no such case: *onbekend*."""
    report = placed(*stays)

    assert [] == findings(report, "T03")
    assert 1 == unknown(report, "T03")


def test_in_time_needs_no_date_of_leaving() -> None:
    """When the table was in time, an unreadable date of leaving changes nothing."""
    report = placed(stay(Uitstroomdatum="x"), held=(date(2021, 3, 10),))

    assert (0, None) == (outcome(report, "T03").count, outcome(report, "T03").reason)


def test_a_session_that_may_have_been_in_time_is_unknown() -> None:
    """A session without a state could have been the doorbraaktafel."""
    sheets = full(
        [case()],
        [session(Overlegdatum=date(2021, 3, 10), Status=None)],
        [talk()],
        Plaatsingen=[stay()],
    )
    report = checked(sheets)

    assert [] == findings(report, "T03")
    assert 1 == unknown(report, "T03")


def test_a_minimal_register_is_not_tested() -> None:
    """Without sheets of sessions and placements the reason is told."""
    found = outcome(checked(minimal(listed())), "T03")

    assert "niet_toetsbaar" == found.status.value
    assert "het register heeft geen blad Plaatsingen, Overleggen, Besprekingen" == found.reason


def test_a_clock_that_still_runs_is_told_as_such() -> None:
    """Before its deadline the term since the aanmelding *loopt*, after it *liep*."""
    stays = stay(Plaatsingsdatum=date(2021, 11, 24))
    start = {"Aanmelddatum": date(2021, 12, 2), "Triagedatum": date(2021, 12, 2)}
    running, over = (
        only(placed(stays, on=on, **start), "T03").message
        for on in (date(2021, 12, 16), date(2021, 12, 17))
    )

    first = "de eerste van beide is 08-12-2021."
    assert f"De termijn vanaf de aanmelding loopt tot 16-12-2021; {first}" in running
    assert f"De termijn vanaf de aanmelding liep tot 16-12-2021; {first}" in over


@pytest.mark.parametrize(
    "held", [(date(2021, 2, 11),), (date(2021, 2, 26),), (date(2021, 2, 11), date(2021, 3, 18))]
)
def test_a_clock_that_was_met_is_not_told(held: tuple[date, ...]) -> None:
    """Once the case was discussed, in time or not, only the term of the placement counts."""
    assert "vanaf de aanmelding" not in only(placed(held=held), "T03").message


def test_for_who_left_no_table_is_planned() -> None:
    """The jeugdige left after the deadline: the dates are asked for, not a table."""
    gone = only(placed(stay(Uitstroomdatum=date(2021, 3, 20))), "T03")
    leaving = only(placed(stay(Uitstroomdatum=date(2021, 12, 16))), "T03")

    assert gone.message.endswith("De jeugdige is al uitgestroomd; kloppen de datums?")
    assert "Plan de doorbraaktafel" not in gone.message
    assert leaving.message.endswith("Plan de doorbraaktafel.")


@pytest.mark.parametrize("stream", [Formula("=NA()", "#N/A"), "tafel 9"])
def test_a_werkstroom_that_cannot_be_read_leaves_it_unknown(stream: object) -> None:
    """Whether a doorbraaktafel was due at all can't be told, so nothing is said."""
    report = placed(on=date(2021, 6, 1), Werkstroom=stream)

    assert ([], 1) == (cells(report, "T03"), unknown(report, "T03"))
