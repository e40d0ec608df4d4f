"""Faults in the order of dates (T11)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.course import HELD, Course, Meeting, Stay
from expertteam_xl.example.days import is_workday, later, workday_after, workday_before
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    WAARSCHUWING,
    discussed,
    past_start,
    quick_triage,
    recent_start,
    some_day,
    unclosed,
    waiting,
)
from expertteam_xl.example.model import Record
from expertteam_xl.example.ordinary import last_day
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_SENT = "Besluit verzonden op"


def _expect(stage: Stage, table: str, record: Record, field: str, life: Life | None = None) -> None:
    stage.expect("T11", FOUT, table, record, field, life=life)


def _at_case(stage: Stage, course: Course, field: str) -> None:
    """Cast a course, with a finding at a field of its case."""
    _expect(stage, CASES, stage.cast(course).case, field)


def _outside_a(stage: Stage, start: date) -> Course:
    return discussed(stage, start, stream="B" if stage.ordinary.stream(start) else None)


@plants("T11")
def triage_before_aanmelding(stage: Stage) -> None:
    """The triage is dated before the aanmelding."""
    course = discussed(stage, past_start(stage))
    course.triage = later(course.start, -stage.chance.choice((1, 7, 365)))
    _at_case(stage, course, "Triagedatum")


@plants("T11")
def session_before_triage(stage: Stage) -> None:
    """The session is dated before the triage."""
    start = past_start(stage)
    course = discussed(stage, start, session=workday_after(start, 2))
    course.triage = workday_after(start, 4)
    _session_too_early(stage, course)


@plants("T11")
def session_before_aanmelding(stage: Stage) -> None:
    """The session is dated before the aanmelding, and there is no triage."""
    start = past_start(stage)
    course = discussed(stage, start)
    early = workday_before(later(start, -stage.chance.randint(1, 20)))
    if early < stage.days.terms.start_A <= start or early < load_versions()[0].begin:
        raise NoRoomError
    course.first.day = course.first.sent = early
    course.triage = start
    _session_too_early(stage, course)


def _session_too_early(stage: Stage, course: Course) -> None:
    life = stage.cast(course)
    if stage.minimal:
        _expect(stage, CASES, life.case, "Overlegdatum")
    else:
        _expect(stage, "Overleggen", life.talks[0].session.record, "Overlegdatum", life)


@plants("T11")
def decision_before_session(stage: Stage) -> None:
    """The besluit is dated before the session."""
    course = discussed(stage, past_start(stage))
    course.first.sent = later(course.first.day, -stage.chance.choice((1, 2, 30)))
    _sent_wrong(stage, course)


def _sent_wrong(stage: Stage, course: Course) -> None:
    life = stage.cast(course)
    if stage.minimal:
        _expect(stage, CASES, life.case, _SENT)
    else:
        _expect(stage, "Adviezen", life.only("Adviezen"), _SENT)


@plants("T11")
def closing_before_decision(stage: Stage) -> None:
    """The case was closed before the besluit was sent."""
    course = discussed(stage, past_start(stage))
    course.first.sent = stage.days.sent_by(course.first.day)
    course.closed = stage.chance.choice((course.first.day, later(course.first.sent, -1)))
    _closed_wrong(stage, course)


@plants("T11")
def closing_before_session(stage: Stage) -> None:
    """The case was closed before it was discussed."""
    course = discussed(stage, past_start(stage))
    course.closed = later(course.first.day, -1)
    _closed_wrong(stage, course)


@plants("T11")
def closing_before_triage(stage: Stage) -> None:
    """A case that did not come to the table was closed before its triage."""
    start = past_start(stage)
    course = stage.ordinary.not_discussed(start, "niet bespreken", workday_after(start, 3))
    course.closed = later(start, stage.chance.choice((0, 1)))
    _closed_wrong(stage, course)


@plants("T11", minimal=False)
def oral_decision_before_triage(stage: Stage) -> None:
    """A mondeling advies was sent before the triage that came to it."""
    start = past_start(stage, version="2020")
    course = stage.ordinary.not_discussed(start, "mondeling advies", workday_after(start, 3))
    course.oral = workday_after(start, 3)
    life = stage.cast(course)
    advice = life.only("Adviezen")
    advice[_SENT] = later(start, stage.chance.choice((-7, 0, 1)))
    _expect(stage, "Adviezen", advice, _SENT)


def _closed_wrong(stage: Stage, course: Course) -> None:
    course.status = "afgesloten"
    life = stage.cast(course)
    if stage.minimal:
        _expect(stage, CASES, life.case, "Afgesloten op")
    else:
        _expect(stage, "Afsluitingen", life.only("Afsluitingen"), "Datum")


@plants("T11", minimal=False)
def leaving_before_placement(stage: Stage) -> None:
    """Left before being placed."""
    course = _outside_a(stage, past_start(stage))
    placed = course.first.day
    course.stays = [Stay(placed, later(placed, -stage.chance.choice((1, 30))))]
    life = stage.cast(course)
    _expect(stage, "Plaatsingen", life.only("Plaatsingen"), "Uitstroomdatum")


@plants("T11", minimal=False)
def born_after_aanmelding(stage: Stage) -> None:
    """The youth was born after the aanmelding, and so the age is wrong too."""
    course = discussed(stage, past_start(stage))
    course.birth = later(course.start, stage.chance.choice((1, 40, 300)))
    life = stage.cast(course)
    _expect(stage, CASES, life.case, "Aanmelddatum")
    stage.expect("G01", FOUT, CASES, life.case, "Geboortedatum")


def _same_year(stage: Stage, day: date) -> date:
    """The day, when nothing else is said of a day so late.

    Raises:
        NoRoomError: it lies in another year, for which there may be no verlengingsbrief.
    """
    if day.year != stage.days.on.year or day > last_day():
        raise NoRoomError
    return day


@plants("T11")
def aanmelding_in_the_future(stage: Stage) -> None:
    """The aanmelding is dated after the peildatum."""
    days = stage.days
    start = _same_year(stage, workday_after(days.on, stage.chance.randint(1, 5)))
    recent_start(stage, lambda day: day == days.on)
    session = None if stage.minimal else some_day(stage, later(start, 3), days.session_by(start))
    course = waiting(stage, start, triage=None, session=session)
    _at_case(stage, course, "Aanmelddatum")


@plants("T11")
def triage_in_the_future(stage: Stage) -> None:
    """The triage is dated after the peildatum."""
    days = stage.days

    def fits(day: date) -> bool:
        return days.triage_by(day) > days.on and days.is_far(days.session_by(day))

    start = recent_start(stage, fits)
    triage = stage.chance.choice((later(days.on, 1), days.triage_by(start)))
    session = some_day(stage, triage, days.session_by(start))
    _at_case(stage, waiting(stage, start, triage=triage, session=session), "Triagedatum")


@plants("T11")
def session_in_the_future(stage: Stage) -> None:
    """A session that was held, it says, is dated after the peildatum."""
    days = stage.days

    def fits(day: date) -> bool:
        return days.session_by(day) >= workday_after(days.on, days.soon + 1)

    start = recent_start(stage, fits)
    session = some_day(stage, workday_after(days.on, days.soon + 1), days.session_by(start))
    _same_year(stage, session)
    course = waiting(stage, start, triage=quick_triage(stage, start), session=None)
    course.status = "besproken"
    finished = True if course.stream == "A" else None
    course.meetings = [Meeting(session, HELD, finished=finished, advised=False, private=True)]
    life = stage.cast(course)
    if stage.minimal:
        _expect(stage, CASES, life.case, "Overlegdatum")
    else:
        _expect(stage, "Overleggen", life.talks[0].session.record, "Overlegdatum")


@plants("T11")
def decision_in_the_future(stage: Stage) -> None:
    """The besluit is dated after the peildatum, though within its term."""
    days = stage.days
    session = days.on if is_workday(days.on) else workday_before(days.on)
    start = past_start(
        stage, margin=5, fits=lambda day: days.session_by(day) >= session >= workday_after(day, 2)
    )
    course = unclosed(discussed(stage, start, session=session))
    course.first.sent = days.sent_by(session)
    _sent_wrong(stage, course)


@plants("T11")
def closing_in_the_future(stage: Stage) -> None:
    """The closing is dated after the peildatum."""
    course = discussed(stage, past_start(stage))
    course.closed = later(stage.days.on, stage.chance.choice((1, 30, 365)))
    _closed_wrong(stage, course)


@plants("T11", minimal=False)
def placement_in_the_future(stage: Stage) -> None:
    """The placement is dated after the peildatum."""
    course = _outside_a(stage, past_start(stage))
    course.stays = [Stay(later(stage.days.on, stage.chance.choice((1, 9))))]
    life = stage.cast(course)
    _expect(stage, "Plaatsingen", life.only("Plaatsingen"), "Plaatsingsdatum")


@plants("T11", minimal=False)
def solution_in_the_future(stage: Stage) -> None:
    """The solution is dated after the peildatum."""
    course = unclosed(discussed(stage, past_start(stage)))
    course.solved = later(stage.days.on, stage.chance.choice((1, 100)))
    _at_case(stage, course, "Oplossing gerealiseerd op")


@plants("T11", minimal=False)
def date_that_a_sheet_contradicts(stage: Stage) -> None:
    """A date on Casussen differs from the one on the sheet that leads."""
    course = discussed(stage, past_start(stage))
    life = stage.cast(course)
    own = {"Overlegdatum": course.first.day, _SENT: course.first.sent or course.start}
    if course.closed:
        own["Afgesloten op"] = course.closed
    field = stage.chance.choice(list(own))
    life.case[field] = later(own[field], stage.chance.choice((-1, 1, 7)))
    stage.expect("T11", WAARSCHUWING, CASES, life.case, field)


@decoy(minimal=False)
def date_that_a_sheet_confirms(stage: Stage) -> None:
    """The same date on Casussen as on the sheet that leads is in order."""
    course = discussed(stage, past_start(stage))
    life = stage.cast(course)
    life.case |= {"Overlegdatum": course.first.day, _SENT: course.first.sent}
    life.case["Afgesloten op"] = course.closed
