"""Faults in the triage, and in who leads and writes down a session (O02–O05)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.example.days import later, workday_after
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    WAARSCHUWING,
    discussed,
    in_period,
    past_start,
)
from expertteam_xl.example.model import Record
from expertteam_xl.example.ordinary import begin_2020
from expertteam_xl.example.stage import NoRoomError, Stage

_OUTCOME, _ORAL = "Triage-uitkomst", "mondeling advies"
_CHAIR, _SECRETARY = "Voorzitter (discipline)", "Secretaris"
_ANSWERS = ("Voorzitter van C&A", "Niet belanghebbend")
_SESSIONS = "Overleggen"
_BLANKS = (None, "?", "volgt")
_OTHERS = ("consulent USD", "voorzitter", "leidinggevende C&A", "verwijzer", "ambulant begeleider")
_LEADERS = ("leidinggevende uitvoeringsdienst", "Teamleider USD", "leidinggevende", "manager HBL")
_DISCIPLINES = ("jeugdarts", "orthopedagoog", "gedragswetenschapper", "psycholoog")


@plants("O02")
def triage_without_outcome(stage: Stage) -> None:
    """There was a triage, and what it came to was left empty."""
    _with_another_outcome(stage)
    life = stage.cast(discussed(stage, past_start(stage)))
    life.case[_OUTCOME] = stage.chance.choice(_BLANKS)
    stage.expect("O02", FOUT, CASES, life.case, _OUTCOME)


def _with_another_outcome(stage: Stage) -> None:
    """A case of which the outcome is known: a column that nobody fills in is not missed."""
    if any(life.case.get(_OUTCOME) not in _BLANKS for life in stage.lives):
        return
    if stage.left < 2:
        raise NoRoomError
    stage.cast(discussed(stage, past_start(stage)))


@plants("O02")
def oral_advice_in_2018(stage: Stage) -> None:
    """A triage under the convenant of 2018 that ended in a mondeling advies."""
    start = past_start(stage, version="2018", fits=_over_before_2020)
    triage = workday_after(start, stage.chance.randint(1, 3))
    life = stage.cast(stage.ordinary.not_discussed(start, _ORAL, triage))
    stage.expect("O02", WAARSCHUWING, CASES, life.case, _OUTCOME)


def _over_before_2020(start: date) -> bool:
    """Whether a case of this day was triaged and discussed under the convenant of 2018."""
    return later(start, 30) < begin_2020()


@decoy()
def oral_advice_on_the_first_day(stage: Stage) -> None:
    """The aanmelding came the day before the convenant of 2020, its triage on the day itself."""
    begin = begin_2020()
    start = later(begin, -1)
    if later(begin, 60) > stage.days.on or not in_period(stage, start):
        raise NoRoomError
    stage.cast(stage.ordinary.not_discussed(start, _ORAL, begin))


@decoy(minimal=False)
def question_without_outcome(stage: Stage) -> None:
    """An adviesvraag has no triage, even where a day is filled in, and nobody to disagree."""
    start = past_start(stage)
    case = stage.cast(stage.ordinary.question(start)).case
    case |= {"Triagedatum": start, "Overeenstemming": "nee", "Beslisser": "voorzitter"}


@plants("O03", minimal=False)
def somebody_else_decided(stage: Stage) -> None:
    """C&A and consulent did not agree, and another than the leidinggevende decided."""
    case = stage.cast(discussed(stage, past_start(stage))).case
    case |= {"Overeenstemming": "nee", "Beslisser": stage.chance.choice(_OTHERS)}
    stage.expect("O03", FOUT, CASES, case, "Beslisser")


@decoy(minimal=False)
def leader_decided(stage: Stage) -> None:
    """It was the leidinggevende, it is not known who, or there was nothing to decide."""
    case = stage.cast(discussed(stage, past_start(stage))).case
    agreed, who = stage.chance.choice(
        (("nee", _LEADERS), ("nee", ("USD", *_BLANKS)), ("ja", _OTHERS))
    )
    case |= {"Overeenstemming": agreed, "Beslisser": stage.chance.choice(who)}


def _session(stage: Stage, start: date | None = None) -> Record:
    """The row of a session that a case has to itself."""
    life = stage.cast(discussed(stage, start or past_start(stage)))
    return life.talks[0].session.record


@plants("O04", minimal=False)
def unfit_chair(stage: Stage) -> None:
    """The voorzitter was not of C&A, or had an interest in the case."""
    session, field = _session(stage), stage.chance.choice(_ANSWERS)
    session[field] = "nee"
    stage.expect("O04", FOUT, _SESSIONS, session, field)


@plants("O04", minimal=False)
def other_discipline_in_2018(stage: Stage) -> None:
    """Under the convenant of 2018 the voorzitter was no GZ-psycholoog."""
    session = _session(stage, past_start(stage, version="2018", fits=_over_before_2020))
    session[_CHAIR] = stage.chance.choice(_DISCIPLINES)
    stage.expect("O04", FOUT, _SESSIONS, session, _CHAIR)


@decoy(minimal=False)
def fitting_chair(stage: Stage) -> None:
    """A blank is no nee; under the convenant of 2020 every discipline of C&A will do."""
    session = _session(stage, past_start(stage, version="2020"))
    session[_CHAIR] = stage.chance.choice(_DISCIPLINES)
    session[stage.chance.choice(_ANSWERS)] = stage.chance.choice(_BLANKS)


@plants("O05", minimal=False)
def no_secretary(stage: Stage) -> None:
    """Nobody was secretaris, here or on Deelnames."""
    session = _session(stage)
    session[_SECRETARY] = None
    stage.expect("O05", WAARSCHUWING, _SESSIONS, session, _SECRETARY)


@decoy(minimal=False)
def secretary_among_the_attendees(stage: Stage) -> None:
    """Nothing is filled in at the session itself, and Deelnames tells it."""
    session = _session(stage)

    def act() -> None:
        session[_SECRETARY] = None

    stage.at_last(act)
