"""Faults in the aanmelding: by whom, aligned and told to whom, and its number (A01–A04, A06)."""

from __future__ import annotations

from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.guests import OVERLEG, TIMES, attend, guest, held
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
)
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_WHO, _ALIGNED = "Type aanmelder", "Afgestemd met USD op"
_TOLD, _INVITED = "Ouders/jeugdige geïnformeerd op", "Uitgenodigd op"
_BLANKS = (None, "?", "volgt")


def _in_stream(stage: Stage, stream: str) -> Life:
    return stage.cast(discussed(stage, past_start(stage, version="2020"), stream=stream))


@plants("A01")
def strange_announcer(stage: Stage) -> None:
    """Brought in by somebody who may not."""
    stream = stage.chance.choice("AB")
    who = {"A": ("anders", "jeugdige"), "B": ("Veilig Thuis", "consulent GI", "ouder", "anders")}
    life = _in_stream(stage, stream)
    life.case[_WHO] = stage.chance.choice(who[stream])
    stage.expect("A01", FOUT, CASES, life.case, _WHO)


@plants("A01")
def core_announcer(stage: Stage) -> None:
    """In werkstroom A a kernpartij may by the voorstel, not by the convenant."""
    life = _in_stream(stage, "A")
    life.case[_WHO] = stage.chance.choice(("gemeente", "ouder", "partner"))
    stage.expect("A01", WAARSCHUWING, CASES, life.case, _WHO)


@plants("A02", minimal=False)
def partner_did_not_align(stage: Stage) -> None:
    """A partner who did not first align with the uitvoeringsdienst."""
    start = past_start(stage)
    stream = "B" if stage.ordinary.stream(start) else None
    life = stage.cast(discussed(stage, start, stream=stream))
    life.case |= {
        _WHO: stage.chance.choice(("partner", "partner onderwijs")),
        _ALIGNED: stage.chance.choice(_BLANKS),
    }
    stage.expect("A02", FOUT, CASES, life.case, _ALIGNED)


@plants("A02", minimal=False)
def safe_home_did_not_align(stage: Stage) -> None:
    """Veilig Thuis is expected to align in werkstroom A."""
    life = _in_stream(stage, "A")
    life.case |= {_WHO: "Veilig Thuis", _ALIGNED: stage.chance.choice(_BLANKS)}
    stage.expect("A02", WAARSCHUWING, CASES, life.case, _ALIGNED)


@decoy(minimal=False)
def consulent_need_not_align(stage: Stage) -> None:
    """A consulent of the uitvoeringsdienst itself has nobody to align with."""
    life = stage.cast(discussed(stage, past_start(stage)))
    life.case |= {_WHO: "consulent USD", _ALIGNED: None}


@plants("A03")
def gap_in_the_numbers(stage: Stage) -> None:
    """Casusnummers of a year that do not follow on each other; so many that no row can be them."""
    if stage.gap:
        raise NoRoomError
    stage.gap = stage.chance.randint(60, 90)


@plants("A04", minimal=False)
def attended_without_invitation(stage: Stage) -> None:
    """Somebody who was not invited, and whose time was not written down."""
    row = attend(stage, held(stage).talks[0].session, guest(stage), None)
    row["Uitgenodigd"] = "nee"
    row[OVERLEG] = None
    stage.expect("A04", INFO, TIMES, row, "Uitgenodigd")


@plants("A06", minimal=False)
def family_not_told(stage: Stage) -> None:
    """Nobody wrote down that the parents or youth were told, or invited."""
    life = stage.cast(discussed(stage, past_start(stage)))
    field = stage.chance.choice((_TOLD, _TOLD, _INVITED))
    life.case[field] = stage.chance.choice(_BLANKS)
    stage.expect("A06", WAARSCHUWING, CASES, life.case, field)


@plants("A06", minimal=False)
def family_told_late(stage: Stage) -> None:
    """The parents or youth were told after the session."""
    course = discussed(stage, past_start(stage))
    life = stage.cast(course)
    life.case[_TOLD] = later(course.first.day, stage.chance.choice((1, 10)))
    stage.expect("A06", WAARSCHUWING, CASES, life.case, _TOLD)


@decoy(minimal=False)
def family_told_on_the_day(stage: Stage) -> None:
    """On the day of the session itself is in time."""
    course = discussed(stage, past_start(stage))
    life = stage.cast(course)
    life.case[_TOLD] = life.case[_INVITED] = course.first.day
