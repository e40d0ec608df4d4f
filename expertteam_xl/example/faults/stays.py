"""Faults around the tussenvoorziening: the doorbraaktafel (T03) and the end of a stay (T04)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.example.course import Course, Stay
from expertteam_xl.example.days import between, is_workday, later, workday_after
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    in_period,
    past_start,
    quick_triage,
    recent_start,
    some_day,
    unclosed,
    waiting,
)
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_TABLE = "Plaatsingen"
_PLACED, _LEFT = "Plaatsingsdatum", "Uitstroomdatum"


def _expect(
    stage: Stage,
    code: str,
    life: Life,
    *,
    severity: str,
    deadline: date,
    days: int | None = None,
    row: int = -1,
) -> None:
    """Note a finding at a placement of a case; -1 for its last one."""
    record = life.rows[_TABLE][row]
    field = _PLACED if code == "T03" else _LEFT
    stage.expect(code, severity, _TABLE, record, field, deadline=deadline, days=days)


def _in_a(stage: Stage) -> Course:
    """A discussed case of werkstroom A on ground a, without its placement yet."""
    course = discussed(stage, past_start(stage, version="2020", margin=90), stream="A")
    course.ground = "a"
    return course


@plants("T03", minimal=False)
def table_late(stage: Stage) -> None:
    """The doorbraaktafel came too late after the placement, though in time after the aanmelding."""
    course = _in_a(stage)
    late = stage.chance.choice((1, 1, 2, 5, 9))
    due = later(course.first.day, -late)
    placed = later(due, -stage.days.terms.tv_overleg_dagen)
    left = stage.chance.choice(between(course.first.day, stage.days.leave_by(placed)))
    course.stays = [Stay(placed, left, arranged=left)]
    _expect(stage, "T03", stage.cast(course), severity=WAARSCHUWING, deadline=due, days=late)


@plants("T03", minimal=False)
def table_open_and_late(stage: Stage) -> None:
    """No doorbraaktafel yet and its term is over; that of the aanmelding still runs."""
    days, on = stage.days, stage.days.on
    late = stage.chance.randint(1, 6)
    due = later(on, -late)
    placed = later(due, -days.terms.tv_overleg_dagen)
    if not days.is_far(days.leave_by(placed)) or days.signal_from(placed) <= on:
        raise NoRoomError
    life = _waiting_in_a(stage, placed)
    _expect(stage, "T03", life, severity=FOUT, deadline=due, days=late)


@plants("T03", minimal=False)
def table_due_soon(stage: Stage) -> None:
    """The term since the placement ends within two working days, or today."""
    days = stage.days
    near = [day for day in between(days.on, later(days.on, 5)) if days.is_near(day)]
    due = stage.chance.choice(near or [days.on])
    placed = later(due, -days.terms.tv_overleg_dagen)
    life = _waiting_in_a(stage, placed)
    _expect(stage, "T03", life, severity=INFO, deadline=due)


def _waiting_in_a(stage: Stage, placed: date) -> Life:
    """A case of werkstroom A that waits for its session, with a youth in the tussenvoorziening."""
    days = stage.days

    def fits(day: date) -> bool:
        new = stage.ordinary.stream(day) is not None
        return new and day >= placed and days.is_far(days.session_by(day))

    start = recent_start(stage, fits)
    session = some_day(stage, later(days.on, 1), days.session_by(start))
    course = waiting(stage, start, triage=quick_triage(stage, start), session=session, stream="A")
    course.ground = "a"
    course.stays = [Stay(placed)]
    return stage.cast(course)


@plants("T03", minimal=False)
def table_for_second_placement(stage: Stage) -> None:
    """A new placement is a new clock: after the second no doorbraaktafel came.

    Who left on the deadline itself did not leave before it.
    """
    course = _in_a(stage)
    if later(course.first.day, 60) > stage.days.on:
        raise NoRoomError
    first = Stay(course.first.day, later(course.first.day, stage.chance.randint(5, 15)))
    again = later(course.first.day, stage.chance.randint(17, 25))
    second = Stay(again, later(again, stage.chance.choice((14, 14, 20, 28))))
    course.stays = [first, second]
    due = stage.days.table_by(again)
    number = (stage.days.on - due).days
    _expect(stage, "T03", stage.cast(course), severity=FOUT, deadline=due, days=number)


@decoy(minimal=False)
def left_before_the_table(stage: Stage) -> None:
    """Who left before the term was over needs no doorbraaktafel; nor does a refusal."""
    course = _in_a(stage)
    placed = later(course.first.day, 1)
    left = later(placed, stage.chance.randint(3, stage.days.terms.tv_overleg_dagen - 1))
    course.stays = [Stay(placed, left), Stay(later(left, 2), full=True)]
    stage.cast(course)


def _elsewhere(stage: Stage, start: date) -> Course:
    """A discussed case to which T03 does not apply."""
    return discussed(stage, start, stream="B" if stage.ordinary.stream(start) else None)


@plants("T04", minimal=False)
def stay_too_long(stage: Stage) -> None:
    """Left, days to months after the maximum."""
    course = _elsewhere(stage, past_start(stage, margin=130))
    number = stage.chance.choice((1, 1, 3, 10, 60))
    due = stage.days.leave_by(course.first.day)
    course.stays = [Stay(course.first.day, later(due, number), arranged=due)]
    _expect(stage, "T04", stage.cast(course), severity=WAARSCHUWING, deadline=due, days=number)


@plants("T04", minimal=False)
def stay_too_long_after_a_move(stage: Stage) -> None:
    """Contiguous placements are one stay; the finding stands at the last."""
    course = _elsewhere(stage, past_start(stage, margin=130))
    placed = course.first.day
    due = stage.days.leave_by(placed)
    moved = later(placed, stage.chance.randint(5, 27))
    number = stage.chance.randint(1, 20)
    course.stays = [Stay(placed, moved, arranged=moved), Stay(moved, later(due, number))]
    _expect(stage, "T04", stage.cast(course), severity=WAARSCHUWING, deadline=due, days=number)


@decoy(minimal=False)
def stays_with_a_day_between(stage: Stage) -> None:
    """Two stays that do not touch are two, each within the maximum, one to the very day."""
    course = _elsewhere(stage, past_start(stage, margin=130))
    left = stage.days.leave_by(course.first.day)
    again = later(left, 1)
    course.stays = [Stay(course.first.day, left), Stay(again, later(again, 20))]
    stage.cast(course)


def _still_there(stage: Stage, stay: Stay) -> Life:
    """A discussed case with a youth who is in the tussenvoorziening."""
    start = later(stay.start, -stage.chance.randint(4, 14))
    while not is_workday(start):
        start = later(start, -1)
    if not in_period(stage, start):
        raise NoRoomError
    triage = workday_after(start, 1)
    last = min(stage.days.session_by(start), stage.days.on)
    course = _elsewhere(stage, start)
    course.first.day = some_day(stage, triage, last)
    course.triage = triage
    course.first.sent = course.first.day
    unclosed(course).stays = [stay]
    return stage.cast(course)


@plants("T04", minimal=False)
def stay_open_and_too_long(stage: Stage) -> None:
    """Still there, over the maximum; or about to leave too late."""
    number = stage.chance.choice((1, 2, 7, 45))
    due = later(stage.days.on, -number)
    placed = later(due, -stage.days.terms.tv_max_dagen)
    leaving = stage.chance.choice((None, later(stage.days.on, 9)))
    life = _still_there(stage, Stay(placed, leaving))
    _expect(stage, "T04", life, severity=FOUT, deadline=due, days=number)


@plants("T04", minimal=False)
def stay_without_follow_up(stage: Stage) -> None:
    """Long enough there to be signalled, and nothing is arranged."""
    days = stage.days
    placed = [
        day
        for day in between(later(days.on, -days.terms.tv_max_dagen), days.on)
        if days.signal_from(day) <= days.on and days.is_far(days.leave_by(day))
    ]
    if not placed:
        raise NoRoomError
    begin = stage.chance.choice(placed)
    leaving = stage.chance.choice((None, later(days.leave_by(begin), 3)))
    life = _still_there(stage, Stay(begin, leaving))
    _expect(stage, "T04", life, severity=WAARSCHUWING, deadline=days.leave_by(begin))


@plants("T04", minimal=False)
def stay_ends_soon(stage: Stage) -> None:
    """The maximum is reached within two working days; the follow-up is arranged."""
    days = stage.days
    near = [day for day in between(days.on, later(days.on, 5)) if days.is_near(day)]
    due = stage.chance.choice(near or [days.on])
    placed = later(due, -days.terms.tv_max_dagen)
    life = _still_there(stage, Stay(placed, arranged=later(placed, 15)))
    _expect(stage, "T04", life, severity=INFO, deadline=due)


@decoy(minimal=False)
def stay_with_follow_up(stage: Stage) -> None:
    """From the day of the signal on nothing is said when the follow-up is arranged."""
    days = stage.days
    placed = later(days.on, -days.terms.tv_signaal_dag)
    if not days.is_far(days.leave_by(placed)):
        raise NoRoomError
    _still_there(stage, Stay(placed, arranged=later(placed, 10)))
