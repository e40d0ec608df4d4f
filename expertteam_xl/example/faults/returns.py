"""Cases that come back (M03), with or without the weighing that this asks for (M04)."""

from __future__ import annotations

from expertteam_xl.example.course import Course, Meeting
from expertteam_xl.example.days import is_workday, later
from expertteam_xl.example.faults import plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    WAARSCHUWING,
    discussed,
    past_start,
    some_day,
)
from expertteam_xl.example.model import Record
from expertteam_xl.example.ordinary import last_day
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_TABLE = "Besprekingen"
_WEIGHED, _WHEN = "Afweging terugkeer", "Afwegingsdatum"
_MARGIN = 200


def _again(stage: Stage) -> tuple[Course, Meeting]:
    """A discussed course, and a later session in which the case would be discussed again."""
    course = discussed(stage, past_start(stage, margin=_MARGIN))
    return course, _later_meeting(stage, course)


def _later_meeting(stage: Stage, course: Course) -> Meeting:
    day = some_day(stage, later(course.last.day, 40), later(course.last.day, 150))
    if day > last_day():
        raise NoRoomError
    meeting = Meeting(day, finished=course.first.finished, private=True)
    meeting.sent = day
    return meeting


def _weigh(stage: Stage, life: Life, record: Record, *, weighed: bool) -> None:
    """Note the return, and fill in its weighing or note that it lacks."""
    stage.expect("M03", WAARSCHUWING, _TABLE, record, "Casusnummer", life=life)
    if weighed:
        record[_WEIGHED] = stage.chance.choice(("opnieuw", "opnieuw", "regulier"))
        record[_WHEN] = life.course.last.day
    else:
        record[_WEIGHED] = stage.chance.choice((None, "volgt", "?"))
        stage.expect("M04", FOUT, _TABLE, record, _WEIGHED, life=life)


def _same_case(stage: Stage, *, weighed: bool) -> None:
    course, meeting = _again(stage)
    course.meetings.append(meeting)
    stage.ordinary.close(course)
    life = stage.cast(course)
    _weigh(stage, life, life.talks[-1].record, weighed=weighed)
    if stage.chance.random() < 0.5:
        stage.at_last(lambda: _swap(stage, life.talks[0].record, life.talks[-1].record))


def _swap(stage: Stage, one: Record, other: Record) -> None:
    """Let two rows of Besprekingen change places: not every office keeps them in order of date."""
    rows = stage.tables[_TABLE]
    first, second = (
        next(index for index, row in enumerate(rows) if row is each) for each in (one, other)
    )
    rows[first], rows[second] = rows[second], rows[first]


def _same_youth(stage: Stage, *, weighed: bool) -> None:
    """The youth comes back under another casusnummer; the sleutel tells."""
    if stage.left < 2:
        raise NoRoomError
    course = discussed(stage, past_start(stage, margin=_MARGIN))
    start = later(course.first.day, stage.chance.randint(30, 130))
    while not is_workday(start):
        start = later(start, 1)
    if start > later(last_day(), -30):
        raise NoRoomError
    stream = "B" if stage.ordinary.stream(start) else None
    back = discussed(stage, start, stream=stream)
    lives = [stage.cast(course), stage.cast(back)]
    for life in lives:
        life.case["Jeugdigesleutel"] = f"verzonnen-terug-{len(stage.lives):03d}"
    _weigh(stage, lives[1], lives[1].talks[0].record, weighed=weighed)


@plants("M03", minimal=False)
def return_under_its_number(stage: Stage) -> None:
    """A finished case is discussed again, after weighing it."""
    _same_case(stage, weighed=True)


@plants("M03", minimal=False)
def return_under_another_number(stage: Stage) -> None:
    """The same youth, a new casusnummer; the return was weighed."""
    _same_youth(stage, weighed=True)


@plants("M03", minimal=False)
def return_twice(stage: Stage) -> None:
    """Every discussion that is a return counts, also the third time."""
    course = discussed(stage, past_start(stage, margin=2 * _MARGIN))
    for _ in range(2):
        course.meetings.append(_later_meeting(stage, course))
    stage.ordinary.close(course)
    life = stage.cast(course)
    for talk in life.talks[1:]:
        _weigh(stage, life, talk.record, weighed=True)


@plants("M04", minimal=False)
def return_not_weighed(stage: Stage) -> None:
    """A finished case is discussed again, and nobody weighed it."""
    _same_case(stage, weighed=False)


@plants("M04", minimal=False)
def return_under_another_number_not_weighed(stage: Stage) -> None:
    """The same youth, a new casusnummer, and nobody weighed it."""
    _same_youth(stage, weighed=False)


@plants("M03", full=False)
def number_that_comes_back(stage: Stage) -> None:
    """On one list a number with a later aanmelding is a return."""
    if stage.left < 2:
        raise NoRoomError
    first = discussed(stage, past_start(stage, margin=90))
    start = past_start(stage, fits=lambda day: is_workday(day) and day > later(first.start, 20))
    life, back = stage.cast(first), stage.cast(discussed(stage, start))
    stage.expect("M03", WAARSCHUWING, CASES, back.case, "Casusnummer")
    back.twin = life
