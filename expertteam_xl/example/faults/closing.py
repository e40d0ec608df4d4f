"""Faults in the end of a case: open goals (S01) and the form (S02)."""

from __future__ import annotations

from expertteam_xl.example.days import later, workday_after
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import CASES, FOUT, WAARSCHUWING, past_start
from expertteam_xl.example.faults.spoiling import thorough
from expertteam_xl.example.model import Record
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import Stage

_FORMS, _REASON = "Afsluitingen", "Reden open doelen"
_SCORES = ("Waardering samenwerking", "Waardering effect")
_BLANKS = (None, "nvt", "?")


def _goal(life: Life, kind: str, result: str | None) -> Record:
    """A goal of the case, with this result and no day on which it was met."""
    goal = next(row for row in life.rows["Doelen"] if row["Type"] == kind)
    goal |= {"Resultaat": result, "Behaald op": None}
    return goal


@plants("S01", minimal=False)
def closed_with_open_goal(stage: Stage) -> None:
    """An einddoel is open, and the form does not tell why."""
    life = thorough(stage)
    _goal(life, "einddoel", "open")
    form = life.only(_FORMS)
    form[_REASON] = stage.chance.choice(_BLANKS)
    stage.expect("S01", FOUT, _FORMS, form, _REASON)


@plants("S01", minimal=False)
def closed_with_open_goal_and_reason(stage: Stage) -> None:
    """With a reason it is only a warning; so it is where nobody wrote what came of the goal."""
    life = thorough(stage)
    result = stage.chance.choice(("open", None))
    _goal(life, "einddoel", result)
    form = life.only(_FORMS)
    form[_REASON] = "wachtlijst" if result else stage.chance.choice(("verhuisd", None))
    stage.expect("S01", WAARSCHUWING, _FORMS, form, _REASON)


@decoy(minimal=False)
def closed_with_open_step(stage: Stage) -> None:
    """Only an einddoel counts, and one that was tried and not met is not open."""
    life = thorough(stage)
    _goal(life, "tussentijds", "open")
    _goal(life, "einddoel", stage.chance.choice(("deels", "niet")))


@decoy(minimal=False)
def goal_met_after_closing(stage: Stage) -> None:
    """It was met later, so that it is open no more."""
    life = thorough(stage)
    goal = _goal(life, "einddoel", None)
    goal["Behaald op"] = later(stage.days.on, -1)


@plants("S02", minimal=False)
def form_lacking(stage: Stage) -> None:
    """A closed case without its form."""
    life = thorough(stage)
    life.case["Status"] = stage.chance.choice(("afgesloten", "afgeschaald"))
    life.rows[_FORMS] = []
    stage.expect("S02", FOUT, CASES, life.case, "Status")


@plants("S02", minimal=False)
def score_lacking(stage: Stage) -> None:
    """A form without one of its scores, or without both: told at the first."""
    form = thorough(stage).only(_FORMS)
    fields = stage.chance.choice((_SCORES, _SCORES[:1], _SCORES[1:]))
    for field in fields:
        form[field] = stage.chance.choice(_BLANKS)
    stage.expect("S02", FOUT, _FORMS, form, fields[0])


@decoy(minimal=False)
def never_discussed_and_closed(stage: Stage) -> None:
    """A case that never came to the table has no form to fill in."""
    start = past_start(stage)
    course = stage.ordinary.not_discussed(start, "niet bespreken", workday_after(start, 2))
    course.status = "afgesloten"
    stage.cast(course)
