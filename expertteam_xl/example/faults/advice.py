"""Faults in the advice and in what is done with it (Z01–Z05)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.example.days import is_workday, later, workday_after
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.guests import guest, held_in
from expertteam_xl.example.faults.scenes import (
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
    unclosed,
)
from expertteam_xl.example.model import Record
from expertteam_xl.example.parties import EXPERTS, TEAM, gemeente_party
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import Stage

_ADVICES, _GOALS = "Adviezen", "Doelen"
_ELEMENTS = (
    "Probleemschets",
    "Beschrijving",
    "Soort hulp",
    "Concrete stappen en termijnen",
    "Onderbouwing",
    "Doelen in tijd en effect",
    "Randvoorwaarden",
)
_TO_FAMILY, _BY, _ACCEPTED = "Aan ouders/jeugdige op", "Uitvoerende partner(s)", "Aanvaard op"
_REPORTED = "Afwijking gemeld op"
_BLANKS = (None, "?", "volgt")


def _given(stage: Stage, version: str | None = None) -> Record:
    """An advice of which the besluit was sent a while ago."""
    course = discussed(stage, past_start(stage, version=version))
    return stage.cast(course).only(_ADVICES)


@plants("Z01", minimal=False)
def element_lacking(stage: Stage) -> None:
    """One or two of the elements are not in the advice; told once, at the first."""
    advice = _given(stage)
    lacking = stage.chance.sample(_ELEMENTS, stage.chance.choice((1, 1, 2)))
    for field in lacking:
        advice[field] = stage.chance.choice(("nee", "nee", None, "volgt"))
    first = next(field for field in _ELEMENTS if field in lacking)
    stage.expect("Z01", FOUT, _ADVICES, advice, first)


@decoy(minimal=False)
def element_lacking_before_its_term(stage: Stage) -> None:
    """While the besluit need not be sent yet, an advice need not be complete."""
    on = stage.days.on

    def fits(day: date) -> bool:
        return is_workday(day) and stage.days.session_by(day) >= on >= workday_after(day, 2)

    course = unclosed(discussed(stage, past_start(stage, margin=3, fits=fits), session=on))
    course.first.sent = on
    advice = stage.cast(course).only(_ADVICES)
    advice[stage.chance.choice(_ELEMENTS)] = None
    advice[_TO_FAMILY] = advice[_ACCEPTED] = advice[_BY] = None


@decoy(minimal=False)
def oral_advice_is_short(stage: Stage) -> None:
    """A mondeling advies has no elements, and nobody to accept it."""
    advice = _given(stage)
    advice |= dict.fromkeys((*_ELEMENTS, _TO_FAMILY, _BY, _ACCEPTED), None) | {"Soort": "mondeling"}


@plants("Z02", minimal=False)
def family_has_no_advice(stage: Stage) -> None:
    """Nobody wrote down when the parents or youth received the advice."""
    advice = _given(stage, "2020")
    advice[_TO_FAMILY] = stage.chance.choice(_BLANKS)
    stage.expect("Z02", WAARSCHUWING, _ADVICES, advice, _TO_FAMILY)


@decoy(minimal=False)
def family_has_no_advice_in_2018(stage: Stage) -> None:
    """The convenant of 2018 does not ask for it."""
    advice = held_in(stage, "2018").talks[0].life.only(_ADVICES)
    advice[_TO_FAMILY] = None


@plants("Z03", minimal=False)
def executing_partner_lacking(stage: Stage) -> None:
    """Nobody was chosen to carry the advice out; then nobody can have accepted it either."""
    advice = _given(stage)
    advice[_BY] = stage.chance.choice(_BLANKS)
    advice[_ACCEPTED] = None
    stage.expect("Z03", WAARSCHUWING, _ADVICES, advice, _BY)


@plants("Z03", minimal=False)
def executed_by_no_partner(stage: Stage) -> None:
    """Somebody who is no partner: unknown, a gemeente, or the team itself."""
    advice = _given(stage)
    town = gemeente_party(stage.chance.choice(gemeenten()))
    advice[_BY] = stage.chance.choice(("Onbekende Verzonnen Zorg", town, f"{TEAM}; {town}"))
    stage.expect("Z03", WAARSCHUWING, _ADVICES, advice, _BY)


@plants("Z03", minimal=False)
def executed_by_former_partner(stage: Stage) -> None:
    """A partner who had left by then."""
    course = discussed(stage, past_start(stage))
    advice = stage.cast(course).only(_ADVICES)
    found = guest(stage)
    found.party["Einddatum"] = later(course.first.day, -stage.chance.choice((1, 50)))
    advice[_BY] = found.name
    stage.expect("Z03", WAARSCHUWING, _ADVICES, advice, _BY)


@decoy(minimal=False)
def executed_together(stage: Stage) -> None:
    """Of several who carry it out, one partner is enough, and on its last day it takes part."""
    course = discussed(stage, past_start(stage))
    advice = stage.cast(course).only(_ADVICES)
    found = guest(stage)
    found.party["Einddatum"] = course.first.day
    partner = stage.chance.choice((EXPERTS[0][0].upper(), found.name))
    between = stage.chance.choice((", ", "; ", " en ", " / "))
    advice[_BY] = f"Onbekende Verzonnen Zorg{between}{partner}"


@plants("Z04", minimal=False)
def execution_not_accepted(stage: Stage) -> None:
    """Nobody wrote down when the executing partner accepted the advice."""
    advice = _given(stage)
    advice[_ACCEPTED] = stage.chance.choice(_BLANKS)
    stage.expect("Z04", INFO, _ADVICES, advice, _ACCEPTED)


def _pending(stage: Stage) -> tuple[Life, Record]:
    """A case that goes on, and one of its goals."""
    life = stage.cast(unclosed(discussed(stage, past_start(stage, margin=60))))
    goal = stage.chance.choice(life.rows[_GOALS])
    goal["Resultaat"] = stage.chance.choice(("open", "open", "deels", "niet", None))
    return life, goal


@plants("Z05", minimal=False)
def goal_overdue(stage: Stage) -> None:
    """Its term is over, it was not met, and C&A was not told."""
    life, goal = _pending(stage)
    over = stage.chance.choice((1, 1, 5, 20))
    due = later(stage.days.on, -over)
    goal |= {"Termijn": due, _REPORTED: stage.chance.choice(_BLANKS)}
    stage.expect("Z05", WAARSCHUWING, _GOALS, goal, _REPORTED, life=life, deadline=due, days=over)


@decoy(minimal=False)
def goal_overdue_and_told(stage: Stage) -> None:
    """C&A was told of it."""
    _, goal = _pending(stage)
    goal |= {"Termijn": later(stage.days.on, -3), _REPORTED: later(stage.days.on, -1)}


@decoy(minimal=False)
def goal_due_today(stage: Stage) -> None:
    """On its last day a goal is not overdue."""
    _, goal = _pending(stage)
    goal["Termijn"] = stage.days.on


@decoy(minimal=False)
def goal_met(stage: Stage) -> None:
    """The day on which it was met is enough."""
    _, goal = _pending(stage)
    goal |= {"Termijn": later(stage.days.on, -3), "Resultaat": None}
    goal["Behaald op"] = later(stage.days.on, -4)
