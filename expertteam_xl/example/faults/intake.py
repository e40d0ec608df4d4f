"""Faults in who belongs at the expertteam: age (G01) and werkstroom (G04)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.example.course import Course
from expertteam_xl.example.days import is_workday, later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    WAARSCHUWING,
    discussed,
    past_start,
    some_day,
)
from expertteam_xl.example.ordinary import begin_2020
from expertteam_xl.example.stage import NoRoomError, Stage

_STREAM = "Werkstroom"
_NO_LEAP_YEAR, _LEAP_DAY = 2019, (2, 29)
_BLANKS = (None, None, "?", "nvt", "volgt")


def _years_before(day: date, years: int) -> date:
    """The day on which someone was born who has that birthday on this day."""
    while True:
        try:
            return day.replace(year=day.year - years)
        except ValueError:
            day = later(day, -1)  # 29 February


def _born(stage: Stage, course: Course, birth: date | int, severity: str) -> None:
    course.birth = birth
    field = "Geboortejaar" if isinstance(birth, int) else "Geboortedatum"
    stage.expect("G01", severity, CASES, stage.cast(course).case, field)


@plants("G01", minimal=False)
def just_too_old(stage: Stage) -> None:
    """A year of grace: on the very birthday, or later that year."""
    course = discussed(stage, past_start(stage))
    birthday = _years_before(course.start, stage.days.terms.leeftijd_ok_tot)
    _born(stage, course, stage.chance.choice((birthday, later(birthday, -200))), WAARSCHUWING)


@plants("G01", minimal=False)
def far_too_old(stage: Stage) -> None:
    """On the very birthday that counts as an error, or years after it."""
    course = discussed(stage, past_start(stage))
    years = stage.days.terms.leeftijd_fout_vanaf + stage.chance.choice((0, 0, 1, 20))
    _born(stage, course, _years_before(course.start, years), FOUT)


@plants("G01", minimal=False)
def perhaps_too_old(stage: Stage) -> None:
    """Of a year of birth alone both ages are tested; here they differ."""
    start = past_start(stage, fits=_no_last_day)
    first, last = stage.days.terms.leeftijd_ok_tot, stage.days.terms.leeftijd_fout_vanaf
    years = stage.chance.choice((first, last))
    _born(stage, discussed(stage, start), start.year - years, WAARSCHUWING)


@plants("G01", minimal=False)
def wrong_year_of_birth(stage: Stage) -> None:
    """A year of birth that can't be: whatever the birthday, too old, or not yet born."""
    course = discussed(stage, past_start(stage))
    most = stage.days.terms.leeftijd_fout_vanaf
    year = course.start.year - stage.chance.choice((most + 1, most + 30, -1))
    _born(stage, course, year, FOUT)


def _no_last_day(day: date) -> bool:
    return is_workday(day) and (day.month, day.day) != (12, 31)


def _leap_start(stage: Stage, month: int, day: int) -> tuple[date, date]:
    """An aanmelding about the birthday of someone born on 29 February, and that day of birth."""
    start = date(_NO_LEAP_YEAR, month, day)
    if later(start, 90) > stage.days.on:
        raise NoRoomError
    return start, date(_NO_LEAP_YEAR - stage.days.terms.leeftijd_ok_tot, *_LEAP_DAY)


@plants("G01", minimal=False)
def just_too_old_after_leap_day(stage: Stage) -> None:
    """Who was born on 29 February is a year older on 1 March."""
    start, birth = _leap_start(stage, 3, 1)
    _born(stage, discussed(stage, start), birth, WAARSCHUWING)


@decoy(minimal=False)
def not_yet_on_28_february(stage: Stage) -> None:
    """Who was born on 29 February is not a year older on 28 February."""
    start, birth = _leap_start(stage, 2, 28)
    course = discussed(stage, start)
    course.birth = birth
    stage.cast(course)


@decoy(minimal=False)
def the_day_before_the_birthday(stage: Stage) -> None:
    """One day too young to be told."""
    course = discussed(stage, past_start(stage))
    course.birth = later(_years_before(course.start, stage.days.terms.leeftijd_ok_tot), 1)
    stage.cast(course)


@plants("G04")
def stream_lacking(stage: Stage) -> None:
    """Empty, or a word that means nothing, where the convenant of 2020 asks for one."""
    life = stage.cast(discussed(stage, past_start(stage, version="2020"), stream="B"))
    life.case[_STREAM] = stage.chance.choice(_BLANKS)
    stage.expect("G04", FOUT, CASES, life.case, _STREAM)


@plants("G04")
def stream_too_early(stage: Stage) -> None:
    """Filled in for a case of the convenant of 2018, which has none."""
    before = later(begin_2020(), -stage.days.terms.overleg_dagen)

    def fits(day: date) -> bool:
        return is_workday(day) and day < before

    life = stage.cast(discussed(stage, past_start(stage, version="2018", fits=fits)))
    life.case[_STREAM] = "B" if stage.minimal else stage.chance.choice("AB")
    stage.expect("G04", WAARSCHUWING, CASES, life.case, _STREAM)


@decoy(minimal=False)
def stream_of_a_late_discussion(stage: Stage) -> None:
    """A case from just before the convenant of 2020, discussed under it, may have one."""
    begin = begin_2020()
    if later(begin, 30) > stage.days.on:
        raise NoRoomError
    start = some_day(stage, later(begin, -8), later(begin, -1))
    session = some_day(stage, begin, later(begin, 5))
    life = stage.cast(discussed(stage, start, session=session))
    life.case[_STREAM] = stage.chance.choice(("A", "B", None))
