"""Faults in who sat at the table and what was talked about there (O06–O11)."""

from __future__ import annotations

from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.guests import held, held_in, held_together
from expertteam_xl.example.faults.scenes import (
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
    unclosed,
)
from expertteam_xl.example.model import Record
from expertteam_xl.example.parties import CORE, GUARDIAN, REFERRERS
from expertteam_xl.example.records import Life, Session
from expertteam_xl.example.stage import NoRoomError, Stage

_TALKS, _ADVICES, _GOALS = "Besprekingen", "Adviezen", "Doelen"
_PRESENT, _REASON, _TOLD = "Ouders aanwezig", "Reden afwezig", "Ouders achteraf geïnformeerd op"
_CONDITIONS = ("Voorwaarden benoemd", "Mandaat geregeld")
_BLANKS = (None, "?", "volgt")
_BROUGHT_IN = "Type aanmelder"
_EVERYONE_ELSE = {"voorzitter", "secretaris", "consulent", "ouder"}


def _held_outside_a(stage: Stage) -> Session:
    """A session of one case, of werkstroom B or of 2018, where no kernpartijen are expected."""
    version = stage.chance.choice(("2018", "2020"))
    life_stream = "B" if version == "2020" else None
    return held(stage, version, life_stream).talks[0].session


def _seated(stage: Stage, session: Session, role: str, party: str, *lives: Life) -> Record:
    """A row of Deelnames of somebody who declares nothing; no lives: for all cases."""
    row: Record = {"Partner": party, "Rol": role, "Deelnemer": role, "Uitgenodigd": "ja"}
    session.attendance.append(row)
    stage.spoiled.add(id(row))
    stage.link(row, "Overlegnummer", session.record, "Overlegnummer")
    if lives:
        stage.join(row, "Casusnummers", [life.case for life in lives])
    return row


@plants("O06", minimal=False)
def no_consulent(stage: Stage) -> None:
    """Nobody of the uitvoeringsdienst was there."""
    session = _held_outside_a(stage)
    session.absent.add("consulent")
    stage.expect("O06", FOUT, _TALKS, session.talks[0].record, "Casusnummer")


@plants("O06", minimal=False)
def jeugdbeschermer_in_2018(stage: Stage) -> None:
    """Under the convenant of 2018 it is the consulent who must be there."""
    session = held_in(stage, "2018")
    session.absent.add("consulent")
    _seated(stage, session, "jeugdbeschermer", GUARDIAN)
    stage.expect("O06", FOUT, _TALKS, session.talks[0].record, "Casusnummer")


@plants("O06", minimal=False)
def consulent_of_the_other_case(stage: Stage) -> None:
    """The consulent was there for one of two cases."""
    one, other = held_together(stage)
    session = one.talks[0].session
    session.absent.add("consulent")
    _seated(stage, session, "consulent", one.party, one)
    stage.expect("O06", FOUT, _TALKS, other.talks[0].record, "Casusnummer")


@decoy(minimal=False)
def consulent_of_both_cases(stage: Stage) -> None:
    """A row without casusnummers is for every case of the session."""
    one, _ = held_together(stage)
    session = one.talks[0].session
    session.absent.add("consulent")
    _seated(stage, session, "consulent", one.party)


@decoy(minimal=False)
def jeugdbeschermer_in_2020(stage: Stage) -> None:
    """Under the convenant of 2020 a jeugdbeschermer will do."""
    life = held(stage, "2020", "B")
    session = life.talks[0].session
    session.absent.add("consulent")
    _seated(stage, session, "jeugdbeschermer", GUARDIAN, life)


@decoy(minimal=False)
def only_who_declares(stage: Stage) -> None:
    """Of a session of which only the declaring partners were written down nothing can be told."""
    life = held(stage, "2020", stage.chance.choice("AB"))
    life.case[_BROUGHT_IN] = "consulent USD"
    life.talks[0].session.absent |= {*_EVERYONE_ELSE, stage.chance.choice(CORE)}


@plants("O07", minimal=False)
def organisation_absent(stage: Stage) -> None:
    """One or two of the organisations were not at a doorbraaktafel: each is told."""
    session = held(stage, "2020", "A").talks[0].session
    for name in stage.chance.sample(CORE, stage.chance.randint(1, 2)):
        session.absent.add(name)
        stage.expect("O07", WAARSCHUWING, "Overleggen", session.record, "Overlegnummer")


@plants("O07", minimal=False)
def verwijzer_absent(stage: Stage) -> None:
    """Who brought the case in was not there; the consulent was."""
    life = held(stage, "2020", "A")
    life.case[_BROUGHT_IN] = stage.chance.choice(("consulent GI", "Veilig Thuis"))
    role, *_ = REFERRERS[str(life.case[_BROUGHT_IN])]
    life.talks[0].session.absent.add(role)
    stage.expect("O07", WAARSCHUWING, _TALKS, life.talks[0].record, "Casusnummer")


@plants("O07", minimal=False)
def gemeente_absent(stage: Stage) -> None:
    """There was a jeugdbeschermer, and nobody of the gemeente of this case."""
    life = held(stage, "2020", "A")
    life.case[_BROUGHT_IN] = "consulent GI"
    session = life.talks[0].session
    session.absent.add("consulent")
    if stage.chance.random() < 0.5:
        elsewhere = "Hilversum" if "Hilversum" not in life.party else "Wijdemeren"
        _seated(stage, session, "gemeente", f"Gemeente {elsewhere}")
    stage.expect("O07", WAARSCHUWING, _TALKS, life.talks[0].record, "Casusnummer")


@plants("O07", minimal=False)
def parents_absent_without_reason(stage: Stage) -> None:
    """Parents are a kernpartij; that they were not there asks for a reason."""
    talk = _without_parents(stage, "A").talks[0].record
    talk[_REASON] = stage.chance.choice(_BLANKS)
    stage.expect("O07", WAARSCHUWING, _TALKS, talk, _REASON)


def _without_parents(stage: Stage, stream: str | None = "") -> Life:
    """A case whose parents were not there and were told; another one beside it as well.

    So both columns are filled in somewhere, whatever is spoiled of the first.
    """
    if stage.left < 2:
        raise NoRoomError
    lives = [held(stage, "2020" if stream else None, stream) for _ in range(2)]
    for life in lives:
        talk = life.talks[0]
        told = min(later(talk.session.day, stage.chance.randint(0, 9)), stage.days.on)
        talk.record |= {_PRESENT: "nee", _REASON: "werk", _TOLD: told}
    return lives[0]


@decoy(minimal=False)
def parents_absent_in_b(stage: Stage) -> None:
    """In werkstroom B parents are no kernpartij; told on the day itself is afterwards too."""
    talk = _without_parents(stage, "B").talks[0]
    talk.record |= {_REASON: None, _TOLD: talk.session.day}


@decoy(minimal=False)
def gemeente_by_its_own_role(stage: Stage) -> None:
    """Instead of a consulent somebody else of the gemeente, beside the jeugdbeschermer."""
    life = held(stage, "2020", "A")
    life.case[_BROUGHT_IN] = "consulent GI"
    session = life.talks[0].session
    session.absent.add("consulent")
    _seated(stage, session, "gemeente", life.party)


@plants("O08", minimal=False)
def parents_not_told(stage: Stage) -> None:
    """Parents who were absent were not told, as far as is written down."""
    talk = _without_parents(stage).talks[0].record
    talk[_TOLD] = stage.chance.choice(_BLANKS)
    stage.expect("O08", WAARSCHUWING, _TALKS, talk, _TOLD)


@decoy(minimal=False)
def parents_who_were_there(stage: Stage) -> None:
    """Who was there need not be told; where nothing is said of that, nothing is found."""
    for answer in ("ja", None):
        if stage.left:
            talk = held(stage).talks[0].record
            talk |= {_PRESENT: answer, _REASON: None, _TOLD: None}


@plants("O09", minimal=False)
def goal_lacking(stage: Stage) -> None:
    """An advice without a goal on the way, without an einddoel, or without any."""
    life = held(stage)
    keep = stage.chance.choice((("tussentijds",), ("einddoel",), ()))
    life.rows[_GOALS] = [goal for goal in life.rows[_GOALS] if goal["Type"] in keep]
    stage.expect("O09", WAARSCHUWING, _ADVICES, life.only(_ADVICES), "Adviesnummer")


@decoy(minimal=False)
def more_goals(stage: Stage) -> None:
    """Two goals on the way and one in the end are more than enough."""
    life = held(stage)
    goal = next(goal for goal in life.rows[_GOALS] if goal["Type"] == "tussentijds")
    extra = life.add(_GOALS, dict(goal))
    stage.link(extra, "Adviesnummer", life.only(_ADVICES), "Adviesnummer")


@decoy(minimal=False)
def oral_advice_without_goals(stage: Stage) -> None:
    """A mondeling advies asks for no goals."""
    course = unclosed(discussed(stage, past_start(stage)))
    course.first.sent = None
    life = stage.cast(course)
    life.only(_ADVICES)["Soort"] = "mondeling"
    life.rows[_GOALS] = []


@plants("O10", minimal=False)
def network_not_discussed(stage: Stage) -> None:
    """The network of the household was no topic."""
    talk = held(stage).talks[0].record
    talk["Netwerk besproken"] = "nee"
    stage.expect("O10", INFO, _TALKS, talk, "Netwerk besproken")


@decoy(minimal=False)
def network_not_answered(stage: Stage) -> None:
    """A blank is no nee."""
    held(stage).talks[0].record["Netwerk besproken"] = stage.chance.choice(_BLANKS)


@plants("O11", minimal=False)
def condition_or_mandate_lacking(stage: Stage) -> None:
    """At a doorbraaktafel the conditions were not stated, there was no mandate, or both."""
    talk = held(stage, "2020", "A").talks[0].record
    for field in stage.chance.sample(_CONDITIONS, stage.chance.randint(1, 2)):
        talk[field] = "nee"
        stage.expect("O11", INFO, _TALKS, talk, field)


@decoy(minimal=False)
def no_mandate_in_b(stage: Stage) -> None:
    """In werkstroom B nothing is asked of that, and at a doorbraaktafel a blank is no nee."""
    held(stage, "2020", "B").talks[0].record |= dict.fromkeys(_CONDITIONS, "nee")
    if stage.left:
        talk = held(stage, "2020", "A").talks[0].record
        talk[stage.chance.choice(_CONDITIONS)] = stage.chance.choice(_BLANKS)
