"""Faults in the term of the besluit (T05)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.example.course import Course, Meeting
from expertteam_xl.example.days import between, is_workday, later, workday_after, workday_before
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
    some_day,
    unclosed,
)
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_FIELD = "Besluit verzonden op"


def _expect(stage: Stage, life: Life, severity: str, due: date, number: int | None) -> None:
    """Note a finding where the besluit of a case stands."""
    table, record = (CASES, life.case) if stage.minimal else ("Adviezen", life.only("Adviezen"))
    stage.expect("T05", severity, table, record, _FIELD, deadline=due, days=number)


@plants("T05")
def decision_late(stage: Stage) -> None:
    """Sent, days to weeks late."""
    _late(stage, discussed(stage, past_start(stage, margin=100)))


@plants("T05")
def decision_late_after_a_weekend(stage: Stage) -> None:
    """Sent late after a session before a weekend or a holiday: the next werkdag counts."""
    days = stage.days

    def sessions(start: date) -> list[date]:
        possible = between(later(start, 4), days.session_by(start))
        return [day for day in possible if is_workday(day) and (days.sent_by(day) - day).days > 1]

    start = past_start(stage, margin=100, fits=lambda day: is_workday(day) and bool(sessions(day)))
    _late(stage, discussed(stage, start, session=stage.chance.choice(sessions(start))))


def _late(stage: Stage, course: Course) -> None:
    due = stage.days.sent_by(course.first.day)
    number = stage.chance.choice((1, 1, 2, 4, 30))
    course.first.sent = later(due, number)
    stage.ordinary.close(course)
    _expect(stage, stage.cast(course), WAARSCHUWING, due, number)


@plants("T05")
def decision_open_and_late(stage: Stage) -> None:
    """Not sent, over its term."""
    margin = stage.chance.choice((18, 25, 200))
    course = unclosed(discussed(stage, past_start(stage, margin=margin)))
    course.first.sent = None
    due = stage.days.sent_by(course.first.day)
    if due >= stage.days.on:
        raise NoRoomError
    _expect(stage, stage.cast(course), FOUT, due, (stage.days.on - due).days)


@plants("T05")
def decision_due_soon(stage: Stage) -> None:
    """Not sent, and its term ends within two working days, or today."""
    days = stage.days
    session = stage.chance.choice((days.on, workday_before(days.on)))
    due = days.sent_by(session)
    start = past_start(
        stage, margin=5, fits=lambda day: days.session_by(day) >= session >= workday_after(day, 2)
    )
    if not days.is_near(due):
        raise NoRoomError
    course = unclosed(discussed(stage, start, session=session))
    course.first.sent = None
    _expect(stage, stage.cast(course), INFO, due, None)


@plants("T05", minimal=False)
def discussion_without_advice(stage: Stage) -> None:
    """A finished discussion of which no advice was written down."""
    course = unclosed(discussed(stage, past_start(stage, margin=30)))
    course.first.advised, course.first.sent = False, None
    due = stage.days.sent_by(course.first.day)
    talk = stage.cast(course).talks[0].record
    number = (stage.days.on - due).days
    stage.expect("T05", FOUT, "Besprekingen", talk, "Casusnummer", deadline=due, days=number)


@decoy(minimal=False)
def discussion_that_goes_on(stage: Stage) -> None:
    """An unfinished discussion needs no besluit: it goes on in a vervolgsessie."""
    course = discussed(stage, past_start(stage, margin=90))
    first = course.first
    first.advised, first.sent = False, None
    first.finished = False if course.stream == "A" else None
    finished = True if course.stream == "A" else None
    day = some_day(stage, later(first.day, 5), later(first.day, 25))
    course.meetings.append(Meeting(day, finished=finished, private=True, sent=day))
    stage.ordinary.close(course)
    stage.cast(course)


@decoy()
def decision_on_the_last_day(stage: Stage) -> None:
    """The next werkdag is on time, and so is the day itself."""
    course = discussed(stage, past_start(stage))
    days = (course.first.day, stage.days.sent_by(course.first.day))
    course.first.sent = stage.chance.choice(days)
    stage.ordinary.close(course)
    stage.cast(course)


@decoy(minimal=False)
def oral_advice_of_a_session(stage: Stage) -> None:
    """A mondeling advies needs no besluit, also when it came from a session."""
    course = unclosed(discussed(stage, past_start(stage)))
    course.first.sent = None
    advice = stage.cast(course).only("Adviezen")
    advice["Soort"] = "mondeling"
