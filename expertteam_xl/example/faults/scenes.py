"""What planters have in common: when a case may begin, and a course to spoil."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from expertteam_xl.example.course import PLANNED, Course, Meeting
from expertteam_xl.example.days import between, is_workday, later, workday_after
from expertteam_xl.example.ordinary import begin_2020
from expertteam_xl.example.periods import periods
from expertteam_xl.example.stage import NoRoomError, Stage

_TRIES = 400
_RECENT = 40
"""A case that is still open began at most so many days before the peildatum."""

FOUT, WAARSCHUWING, INFO = "fout", "waarschuwing", "info"
CASES = "Casussen"


def past_start(
    stage: Stage,
    *,
    version: str | None = None,
    margin: int = 60,
    fits: Callable[[date], bool] = is_workday,
) -> date:
    """A day for an aanmelding, long enough ago for all that follows.

    Args:
        stage: where it is for.
        version: of the convenant; None for any.
        margin: so many days before the peildatum, and before a stretch of years ends.
        fits: what else must hold of the day.

    Raises:
        NoRoomError: there is no such day.
    """
    stretches = []
    for first, last in periods(stage.days.on, minimal=stage.minimal):
        early = first < begin_2020()
        if version is None or (version == "2018") is early:
            end = min(last, later(stage.days.on, -margin))
            next_one = later(last, 1)
            if stage.minimal and not in_period(stage, next_one):
                end = min(end, later(last, -margin))
            if first <= end:
                stretches.append((first, end))
    for _ in range(_TRIES if stretches else 0):
        first, end = stage.chance.choice(stretches)
        day = later(first, stage.chance.randint(0, (end - first).days))
        if fits(day):
            return day
    raise NoRoomError


def in_period(stage: Stage, day: date) -> bool:
    """Whether a case may come in on a day, now or later, without anything being said of that."""
    spans = periods(max(stage.days.on, day), minimal=stage.minimal)
    return any(first <= day <= last for first, last in spans)


def recent_start(stage: Stage, fits: Callable[[date], bool]) -> date:
    """A recent day for an aanmelding of which this holds.

    Raises:
        NoRoomError: there is none.
    """
    on = stage.days.on
    spans = periods(on, minimal=stage.minimal)
    days = [
        day
        for day in between(later(on, -_RECENT), on)
        if any(first <= day <= last for first, last in spans) and fits(day)
    ]
    if not days:
        raise NoRoomError
    return stage.chance.choice(days)


def some_day(stage: Stage, first: date, last: date) -> date:
    """A working day from the first up to and including the last.

    Raises:
        NoRoomError: there is none.
    """
    days = [day for day in between(first, last) if is_workday(day)]
    if not days:
        raise NoRoomError
    return stage.chance.choice(days)


def discussed(
    stage: Stage,
    start: date,
    *,
    stream: str | None = "",
    session: date | None = None,
    triage: date | None = None,
) -> Course:
    """A course in which all went well: one session of its own, its besluit, and a closing."""
    stream = stage.ordinary.stream(start) if stream == "" else stream
    last = stage.days.session_by(start)
    triage = triage or workday_after(start, stage.chance.randint(1, 2))
    session = session or some_day(stage, max(triage, later(start, 3)), last)
    course = Course(start, stream, min(triage, session), "bespreken", "besproken")
    course.birth = stage.ordinary.birth(start)
    meeting = Meeting(session, finished=True if stream == "A" else None, private=True)
    meeting.sent = stage.ordinary.sent(session)
    course.meetings = [meeting]
    stage.ordinary.close(course)
    return course


def unclosed(course: Course) -> Course:
    """The same course before anything was solved or closed."""
    course.solved = course.closed = None
    course.status = "besproken"
    return course


def waiting(
    stage: Stage, start: date, *, triage: date | None, session: date | None, stream: str | None = ""
) -> Course:
    """A course that waits for its session, or for its triage as well."""
    stream = stage.ordinary.stream(start) if stream == "" else stream
    course = Course(start, stream, triage, "bespreken" if triage else None)
    course.birth = stage.ordinary.birth(start)
    course.status = "getrieerd" if triage else "aangemeld"
    if session:
        course.meetings = [Meeting(session, PLANNED, advised=False, private=True)]
        course.status = "gepland" if triage else "aangemeld"
    return course


def quick_triage(stage: Stage, start: date) -> date:
    """A triage in time on or before the peildatum."""
    return min(workday_after(start, 1), stage.days.on)


def session_field(stage: Stage) -> str:
    """The field of Casussen where T02 stands."""
    return "Overlegdatum" if stage.minimal else "Aanmelddatum"
