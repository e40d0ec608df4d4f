"""Faults in the term of the session (T02)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.example.course import CANCELLED, PLANNED, Meeting
from expertteam_xl.example.days import is_workday, later, workday_after
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
    quick_triage,
    recent_start,
    session_field,
    some_day,
    waiting,
)
from expertteam_xl.example.model import Record
from expertteam_xl.example.stage import Stage


@plants("T02")
def session_late(stage: Stage) -> None:
    """Held, after its term."""
    start = past_start(stage, margin=90)
    due = stage.days.session_by(start)
    held = later(due, stage.chance.choice((1, 2, 5, 13, 30)))
    while not is_workday(held):
        held = later(held, 1)
    life = stage.cast(discussed(stage, start, session=held))
    _note(stage, life.case, WAARSCHUWING, due, (held - due).days)


def _note(stage: Stage, case: Record, severity: str, due: date, number: int | None) -> None:
    field = session_field(stage)
    stage.expect("T02", severity, CASES, case, field, deadline=due, days=number)


@plants("T02")
def session_never_held(stage: Stage) -> None:
    """Not held and over its term: not planned, planned too late, or cancelled."""
    days = stage.days
    start = past_start(stage, margin=stage.chance.choice((16, 20, 60, 200)))
    due = days.session_by(start)
    course = waiting(stage, start, triage=workday_after(start, 1), session=None)
    kind = stage.chance.choice(("none", "planned", "cancelled"))
    if kind == "planned":
        day = workday_after(days.on, stage.chance.randint(1, 8))
        course.meetings = [Meeting(day, PLANNED, advised=False, private=True)]
    elif kind == "cancelled" and not stage.minimal:
        day = some_day(stage, later(start, 4), due)
        course.meetings = [Meeting(day, CANCELLED, advised=False, private=True)]
    life = stage.cast(course)
    _note(stage, life.case, FOUT, due, (days.on - due).days)


@plants("T02")
def session_due_soon(stage: Stage) -> None:
    """Planned in time, and the term ends within two working days, or today."""
    days = stage.days

    def fits(day: date) -> bool:
        return days.is_near(days.session_by(day))

    start = recent_start(stage, fits)
    due = days.session_by(start)
    session: date | None = stage.chance.choice([each for each in (due, days.on) if each <= due])
    if stage.minimal and session == days.on:
        session = None
    course = waiting(stage, start, triage=quick_triage(stage, start), session=session)
    life = stage.cast(course)
    _note(stage, life.case, INFO, due, None)


@plants("T02", minimal=False)
def session_not_planned(stage: Stage) -> None:
    """Within its term, but no session is planned in time, or only one after it."""
    days = stage.days

    def fits(day: date) -> bool:
        return days.is_far(days.session_by(day))

    start = recent_start(stage, fits)
    due = days.session_by(start)
    session = stage.chance.choice((None, workday_after(due, stage.chance.randint(1, 5))))
    triage: date | None = quick_triage(stage, start)
    if days.is_far(days.triage_by(start)):
        triage = stage.chance.choice((triage, None))
    life = stage.cast(waiting(stage, start, triage=triage, session=session))
    _note(stage, life.case, WAARSCHUWING, due, None)


@decoy()
def session_on_the_last_day(stage: Stage) -> None:
    """On the deadline itself is on time, also on a day off."""
    start = past_start(stage)
    stage.cast(discussed(stage, start, session=stage.days.session_by(start)))


@decoy()
def not_on_the_table(stage: Stage) -> None:
    """A case that need not be discussed has no term for a session."""
    start = past_start(stage)
    outcome = stage.chance.choice(("niet bespreken", "doorverwezen", "ingetrokken"))
    stage.cast(stage.ordinary.not_discussed(start, outcome, workday_after(start, 1)))
