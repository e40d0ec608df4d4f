"""Faults in telling that a meeting lapses (T06)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from expertteam_xl.example.course import CANCELLED, LAPSED
from expertteam_xl.example.days import is_workday, later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import WAARSCHUWING
from expertteam_xl.example.records import Session
from expertteam_xl.example.stage import NoRoomError, Stage

_MINUTES = 60
_TRIES = 50


def _some_day(stage: Stage) -> date:
    """A working day for an extra table of werkstroom A."""
    first, last = stage.days.terms.start_A, stage.days.on
    for _ in range(_TRIES if first < last else 0):
        day = later(first, stage.chance.randint(0, (last - first).days))
        if is_workday(day) and day not in stage.days.tables:
            return day
    raise NoRoomError


def _begin(stage: Stage) -> datetime:
    """The moment on which a table begins."""
    return datetime.combine(
        _some_day(stage), stage.chance.choice((time(9), time(10), time(14, 30)))
    )


def _last(stage: Stage, begin: datetime) -> datetime:
    return begin - timedelta(hours=stage.days.terms.vervallen_uren)


def _expect(stage: Stage, session: Session, deadline: datetime) -> None:
    stage.expect(
        "T06",
        WAARSCHUWING,
        "Overleggen",
        session.record,
        "Vervallen gemeld op",
        deadline=deadline,
    )


@plants("T06", minimal=False)
def lapse_told_late(stage: Stage) -> None:
    """Reported a quarter of an hour to two days too late."""
    begin = _begin(stage)
    last = _last(stage, begin)
    told = last + timedelta(minutes=stage.chance.choice((1, 15, 5 * _MINUTES, 47 * _MINUTES + 5)))
    _expect(stage, stage.agenda.lapse(begin.date(), told, begin.time()), last)


@plants("T06", minimal=False)
def lapse_told_a_day_late(stage: Stage) -> None:
    """Reported on a day without a time, which is judged by whole days."""
    begin = _begin(stage)
    told = later(begin.date(), stage.chance.choice((-1, 0)))
    last = _last(stage, begin)
    _expect(stage, stage.agenda.lapse(begin.date(), told, begin.time()), last)


@plants("T06", minimal=False)
def lapse_without_start(stage: Stage) -> None:
    """Of a meeting without a time of beginning only the days count."""
    day = _some_day(stage)
    told = datetime.combine(later(day, -1), time(8, 30))
    last = _last(stage, datetime.combine(day, time()))
    _expect(stage, stage.agenda.lapse(day, told, None), last)


@plants("T06", minimal=False)
def lapse_not_told(stage: Stage) -> None:
    """Nothing is written down of when it was reported."""
    begin = _begin(stage)
    session = stage.agenda.lapse(begin.date(), None, begin.time())
    _expect(stage, session, _last(stage, begin))


@decoy(minimal=False)
def lapses_in_time(stage: Stage) -> None:
    """On the last minute or day is in time; for another reason, or in B, there is no term."""
    begin = _begin(stage)
    last = _last(stage, begin)
    told = stage.chance.choice((last, last.date()))
    stage.agenda.lapse(begin.date(), told, begin.time())
    late = begin - timedelta(hours=1)
    stage.agenda.add(begin.date(), "A", CANCELLED, more={"Vervallen gemeld op": late})
    stage.agenda.add(begin.date(), "B", LAPSED, more={"Vervallen gemeld op": late})
