"""Faults around the convenants: extensions (V01, V02) and the start of werkstroom A (V03)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.course import Course
from expertteam_xl.example.days import is_workday, later, workday_after, workday_before
from expertteam_xl.example.faults import plants
from expertteam_xl.example.faults.scenes import CASES, FOUT, WAARSCHUWING, discussed, past_start
from expertteam_xl.example.ordinary import begin_2020, last_day
from expertteam_xl.example.stage import NoRoomError, Stage

_START = "Aanmelddatum"


def _only_once(stage: Stage, code: str) -> None:
    """Claim a rule that gives one finding a register.

    Raises:
        NoRoomError: it is planted already.
    """
    if code in stage.once:
        raise NoRoomError
    stage.once.add(code)


def _at_first_case(stage: Stage, code: str, severity: str, counts: Callable[[date], bool]) -> None:
    """Note one finding at the earliest aanmelding that counts; the first of equals."""

    def note() -> None:
        days = [
            (day, index)
            for index, record in enumerate(stage.tables[CASES])
            if type(day := record.get(_START)) is date and counts(day)
        ]
        record = stage.tables[CASES][min(days)[1]]
        stage.expect(code, severity, CASES, record, _START)

    stage.at_the_end(note)


@plants("V01")
def letter_of_2018_lacking(stage: Stage) -> None:
    """No verlengingsbrief for a year in which the convenant of 2018 was used."""
    _without_letter(stage, "V01", load_versions()[0].name)


@plants("V02")
def letter_of_2020_lacking(stage: Stage) -> None:
    """No verlengingsbrief for a year in which the convenant of 2020 was used."""
    _without_letter(stage, "V02", load_versions()[-1].name)


def _without_letter(stage: Stage, code: str, name: str) -> None:
    version = next(each for each in load_versions() if each.name == name)
    able = [
        (each, day)
        for each in version.extensions
        if (day := _day_within(stage, each.begin, each.end)) is not None
    ]
    if not able:
        raise NoRoomError
    extension, start = stage.chance.choice(able)
    _only_once(stage, code)
    stage.cast(_untabled(stage, start))
    year = extension.begin.year

    def forget() -> None:
        moments = stage.tables.get("Momenten", [])
        moments[:] = [
            row
            for row in moments
            if (row["Soort"], row["Periode"]) != ("verlengingsbrief", str(year))
        ]

    stage.at_last(forget)
    newer = begin_2020() if version.begin < begin_2020() else date.max
    _at_first_case(
        stage,
        code,
        WAARSCHUWING,
        lambda day: extension.begin <= day <= extension.end and day < newer,
    )


def _day_within(stage: Stage, first: date, last: date) -> date | None:
    """A day for an aanmelding long enough before the peildatum; None when there is none."""
    last = min(last, later(stage.days.on, -30))
    if last.year == begin_2020().year:
        last = min(last, later(begin_2020(), -30))
    if last < later(first, 5):
        return None
    return workday_after(first, stage.chance.randint(1, 3))


def _untabled(stage: Stage, start: date) -> Course:
    """A case that did not come to the table: nothing else happened to it than its triage."""
    return stage.ordinary.not_discussed(start, "niet bespreken", workday_after(start, 2))


@plants("V01")
def before_the_first_convenant(stage: Stage) -> None:
    """An aanmelding from before there was a convenant."""
    begin = load_versions()[0].begin
    _only_once(stage, "V01")
    start = workday_before(later(begin, -stage.chance.randint(0, 40)))
    stage.cast(_untabled(stage, start))
    _at_first_case(stage, "V01", FOUT, lambda day: day < begin)


@plants("V02")
def after_the_last_convenant(stage: Stage) -> None:
    """An aanmelding from after the last extension."""
    end = last_day()
    if later(end, 30) > stage.days.on:
        raise NoRoomError
    _only_once(stage, "V02")
    course = _untabled(stage, workday_after(end, stage.chance.randint(1, 5)))
    course.stream = "B"
    stage.cast(course)
    _at_first_case(stage, "V02", WAARSCHUWING, lambda day: day > end)


@plants("V03")
def table_before_its_start(stage: Stage) -> None:
    """A session of werkstroom A from before there was one; on one list at the case itself."""
    before = later(stage.days.terms.start_A, -stage.days.terms.overleg_dagen)

    def fits(day: date) -> bool:
        return is_workday(day) and day < before

    life = stage.cast(discussed(stage, past_start(stage, version="2018", fits=fits)))
    if stage.minimal:
        life.case["Werkstroom"] = "A"
        stage.expect("V03", FOUT, CASES, life.case, "Werkstroom")
        stage.expect("G04", WAARSCHUWING, CASES, life.case, "Werkstroom")
    else:
        session = life.talks[0].session.record
        session["Werkstroom"] = "A"
        stage.expect("V03", FOUT, "Overleggen", session, "Werkstroom")
