"""Faults in the term of the triage (T01)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.example.days import is_workday, later, workday_after, workdays
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
    recent_start,
    session_field,
    some_day,
    waiting,
)
from expertteam_xl.example.stage import Stage

_FIELD = "Triagedatum"


@plants("T01")
def triage_late(stage: Stage) -> None:
    """Done, some working days late."""
    _late(stage, past_start(stage), stage.chance.choice((1, 1, 2, 3, 5)))


@plants("T01")
def triage_late_around_days_off(stage: Stage) -> None:
    """Done late, after days that do not count: the aanmelding on a Saturday, or a holiday."""

    def odd(day: date) -> bool:
        return not is_workday(day) or (stage.days.triage_by(day) - day).days > 7

    _late(stage, past_start(stage, fits=odd), stage.chance.choice((1, 2)))


@plants("T01")
def triage_months_late(stage: Stage) -> None:
    """Done months late, and then the case did not come to the table."""
    start = past_start(stage, margin=130)
    number = stage.chance.randint(20, 70)
    triage = workday_after(stage.days.triage_by(start), number)
    _note(stage, start, triage, number, tabled=False)


def _late(stage: Stage, start: date, number: int) -> None:
    triage = workday_after(stage.days.triage_by(start), number)
    _note(stage, start, triage, number, tabled=triage < stage.days.session_by(start))


def _note(stage: Stage, start: date, triage: date, number: int, *, tabled: bool) -> None:
    if tabled:
        session = some_day(stage, triage, stage.days.session_by(start))
        course = discussed(stage, start, triage=triage, session=session)
    else:
        course = stage.ordinary.not_discussed(start, "niet bespreken", triage)
    life = stage.cast(course)
    stage.expect(
        "T01",
        WAARSCHUWING,
        CASES,
        life.case,
        _FIELD,
        deadline=stage.days.triage_by(start),
        days=number,
    )


@plants("T01")
def triage_open_and_late(stage: Stage) -> None:
    """Not done, over its term; the session is planned in time."""
    days = stage.days

    def fits(day: date) -> bool:
        return workdays(days.triage_by(day), days.on) > 0 and days.is_far(days.session_by(day))

    start = recent_start(stage, fits)
    _open(stage, start, FOUT, workdays(days.triage_by(start), days.on))


@plants("T01")
def triage_due_soon(stage: Stage) -> None:
    """Not done, and its term ends within two working days, or today."""
    days = stage.days

    def fits(day: date) -> bool:
        return days.is_near(days.triage_by(day)) and days.is_far(days.session_by(day))

    _open(stage, recent_start(stage, fits), INFO, None)


def _open(stage: Stage, start: date, severity: str, number: int | None) -> None:
    days = stage.days
    session = some_day(stage, later(days.on, 1), days.session_by(start))
    life = stage.cast(waiting(stage, start, triage=None, session=session))
    deadline = days.triage_by(start)
    stage.expect("T01", severity, CASES, life.case, _FIELD, deadline=deadline, days=number)


@plants("T01")
def triage_forgotten(stage: Stage) -> None:
    """Never done, and so there was no session either: both terms are long over."""
    days = stage.days
    start = past_start(stage, margin=stage.chance.randint(25, 200))
    life = stage.cast(waiting(stage, start, triage=None, session=None))
    due, held = days.triage_by(start), days.session_by(start)
    stage.expect("T01", FOUT, CASES, life.case, _FIELD, deadline=due, days=workdays(due, days.on))
    field = session_field(stage)
    stage.expect("T02", FOUT, CASES, life.case, field, deadline=held, days=(days.on - held).days)


@decoy()
def triage_on_the_last_day(stage: Stage) -> None:
    """On the deadline itself is on time."""
    start = past_start(stage, fits=lambda day: day.isoweekday() > 3)
    stage.cast(discussed(stage, start, triage=stage.days.triage_by(start)))


@decoy()
def withdrawn_before_triage(stage: Stage) -> None:
    """What was withdrawn needs no triage any more, however long ago."""
    start = past_start(stage)
    course = stage.ordinary.not_discussed(start, "ingetrokken", start)
    course.triage = None
    stage.cast(course)
