"""Faults in what a session agreed, and in where youths live (O12, O14, O15, O16)."""

from __future__ import annotations

from expertteam_xl.example.course import Course, Stay
from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
    unclosed,
)
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_TALKS, _ADVICES, _STAYS = "Besprekingen", "Adviezen", "Plaatsingen"
_FINISHED, _REGIE = "Sessie afgerond", "Regievoerder"
_FORM, _MOTIVE = "Hulpvorm", "Motivering afwijking"
_CONDITIONS = ("Informatie per leefgebied", "Tijd beschikbaar", "Voorbereiding akkoord")
_NOT_MOTIVATED = ("nee", "nee", None, "?")
_BLANKS = (None, "?", "volgt")
_ELSEWHERE = "verzonnen-locatie-8"


def _in_stream(stage: Stage, stream: str) -> Life:
    return stage.cast(discussed(stage, past_start(stage, version="2020"), stream=stream))


@plants("O12", minimal=False)
def finished_without_solution(stage: Stage) -> None:
    """What was agreed is no solution, or nothing was agreed at all."""
    life = _in_stream(stage, "A")
    if stage.chance.random() < 0.5:
        life.only("Afspraken")["Type"] = "actie"
    else:
        life.rows["Afspraken"] = []
    stage.expect("O12", FOUT, _TALKS, life.talks[0].record, _FINISHED)


@plants("O12", minimal=False)
def finished_without_regie(stage: Stage) -> None:
    """There is a solution, and nobody who takes the lead."""
    life = _in_stream(stage, "A")
    life.talks[0].record[_REGIE] = stage.chance.choice(_BLANKS)
    stage.expect("O12", FOUT, _TALKS, life.talks[0].record, _REGIE)


@decoy(minimal=False)
def unfinished_without_solution(stage: Stage) -> None:
    """A session that was not finished needs none; its case can go on."""
    course = unclosed(discussed(stage, past_start(stage, version="2020"), stream="A"))
    course.first.finished, course.first.advised, course.first.sent = False, False, None
    stage.cast(course)


@decoy(minimal=False)
def no_regie_in_b(stage: Stage) -> None:
    """In werkstroom B no session is closed in this way."""
    _in_stream(stage, "B").talks[0].record[_REGIE] = None


@plants("O14", minimal=False)
def lower_preference(stage: Stage) -> None:
    """A form of help that comes after another one, without a motivation."""
    advice = _in_stream(stage, "A").only(_ADVICES)
    advice[_FORM] = stage.chance.choice(("gezinshuis", "instelling"))
    advice[_MOTIVE] = stage.chance.choice(_NOT_MOTIVATED)
    stage.expect("O14", WAARSCHUWING, _ADVICES, advice, _MOTIVE)


@decoy(minimal=False)
def first_preference(stage: Stage) -> None:
    """What comes first needs no motivation; nor does anything in werkstroom B."""
    stream = stage.chance.choice("AB")
    advice = _in_stream(stage, stream).only(_ADVICES)
    forms = ("thuis", "ambulant", "pleegzorg") if stream == "A" else ("gezinshuis", "instelling")
    advice[_FORM] = stage.chance.choice(forms)
    advice[_MOTIVE] = stage.chance.choice(_NOT_MOTIVATED)


def _siblings(stage: Stage, gap: int = 0) -> tuple[Life, Life]:
    """Two youths of a family of their own in the tussenvoorziening, not motivated.

    The second came two days after the first, who left so many nights before or after that.
    """
    if stage.left < 2:
        raise NoRoomError
    first = discussed(stage, past_start(stage, version="2020", margin=90), stream="A")
    day = first.first.day
    second = discussed(stage, first.start, stream="A", session=day)
    placed = later(day, -2)
    one = _placed(stage, first, Stay(placed, later(placed, 20) if gap < 0 else later(day, -gap)))
    other = _placed(stage, second, Stay(day, later(day, 15)))
    family = f"verzonnen-gezin-broerzus-{len(stage.lives):04d}"
    for life in (one, other):
        life.case["Gezinsnummer"] = family
        life.only(_STAYS)["Gemotiveerd"] = stage.chance.choice(_NOT_MOTIVATED)
    other.only(_STAYS)["Locatiecode"] = _ELSEWHERE
    return one, other


def _placed(stage: Stage, course: Course, stay: Stay) -> Life:
    course.ground, course.stays = "a", [stay]
    stay.arranged = stay.left
    return stage.cast(course)


@plants("O15", minimal=False)
def siblings_apart(stage: Stage) -> None:
    """The second was placed elsewhere while the first was still there."""
    _, other = _siblings(stage, gap=-1)
    stage.expect("O15", WAARSCHUWING, _STAYS, other.only(_STAYS), "Gemotiveerd")


@decoy(minimal=False)
def siblings_apart_and_motivated(stage: Stage) -> None:
    """One of both placements is motivated: that holds for the pair."""
    life = stage.chance.choice(_siblings(stage, gap=-1))
    life.only(_STAYS)["Gemotiveerd"] = "ja"


@decoy(minimal=False)
def siblings_together(stage: Stage) -> None:
    """At one location."""
    one, other = _siblings(stage, gap=-1)
    other.only(_STAYS)["Locatiecode"] = one.only(_STAYS)["Locatiecode"]


@decoy(minimal=False)
def siblings_after_each_other(stage: Stage) -> None:
    """The first left on the day that the second came, or earlier."""
    _siblings(stage, gap=stage.chance.choice((0, 1)))


@plants("O16", minimal=False)
def condition_not_met(stage: Stage) -> None:
    """Information, time or preparation was lacking."""
    life = stage.cast(discussed(stage, past_start(stage)))
    session, field = life.talks[0].session.record, stage.chance.choice(_CONDITIONS)
    session[field] = "nee"
    stage.expect("O16", INFO, "Overleggen", session, field)


@decoy(minimal=False)
def condition_not_answered(stage: Stage) -> None:
    """A blank is no nee."""
    life = stage.cast(discussed(stage, past_start(stage)))
    life.talks[0].session.record[stage.chance.choice(_CONDITIONS)] = stage.chance.choice(_BLANKS)
