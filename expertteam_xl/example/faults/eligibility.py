"""Faults in what makes a case fit: grounds (G02), features (G03) and other tables (G06)."""

from __future__ import annotations

from expertteam_xl.example.course import Course, Stay
from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
)
from expertteam_xl.example.stage import NoRoomError, Stage

_GROUND = "Grond A"
_FEATURES = ("B-a", "B-b", "B-c", "B-d")
_BLANKS = (None, "?", "onbekend", "volgt")


def _in_a(stage: Stage) -> Course:
    return discussed(stage, past_start(stage, version="2020"), stream="A")


@plants("G02", minimal=False)
def ground_lacking(stage: Stage) -> None:
    """A case of werkstroom A without any ground."""
    if stage.left < 2:
        raise NoRoomError
    stage.cast(_in_a(stage))  # somebody fills that column in, else nobody would miss it
    life = stage.cast(_in_a(stage))
    life.case[_GROUND] = stage.chance.choice((None, "?", "nvt"))
    stage.expect("G02", FOUT, CASES, life.case, _GROUND)


@plants("G02", minimal=False)
def ground_refused(stage: Stage) -> None:
    """Ground c alone, while the verwijzer does not want it discussed: no ground."""
    life = stage.cast(_in_a(stage))
    life.case |= {_GROUND: "c", "Wens verwijzer": "nee"}
    stage.expect("G02", FOUT, CASES, life.case, _GROUND)


@plants("G02", minimal=False)
def ground_without_placement(stage: Stage) -> None:
    """Ground a alone, and no placement in the tussenvoorziening, only one elsewhere."""
    course = _in_a(stage)
    course.ground = "a"
    course.stays = [Stay(course.first.day, kind="pleegzorg")]
    stage.expect("G02", FOUT, CASES, stage.cast(course).case, _GROUND)


@plants("G02", minimal=False)
def grounds_that_exclude_each_other(stage: Stage) -> None:
    """Placed, and not placed because it was full."""
    course = _in_a(stage)
    course.ground = "a, b"
    course.stays = [Stay(course.first.day, later(course.first.day, 10))]
    stage.expect("G02", WAARSCHUWING, CASES, stage.cast(course).case, _GROUND)


def _outside_a(stage: Stage) -> Course:
    start = past_start(stage)
    return discussed(stage, start, stream="B" if stage.ordinary.stream(start) else None)


@plants("G03", minimal=False)
def feature_unmet(stage: Stage) -> None:
    """Nee at one of the features that must all hold."""
    life = stage.cast(_outside_a(stage))
    field = stage.chance.choice(_FEATURES)
    life.case[field] = "nee"
    stage.expect("G03", WAARSCHUWING, CASES, life.case, field)


@plants("G03", minimal=False)
def neither_of_two_features(stage: Stage) -> None:
    """Nee at both of the features of which one must hold."""
    life = stage.cast(_outside_a(stage))
    life.case |= {"B-e": "nee", "B-f": "nee"}
    stage.expect("G03", WAARSCHUWING, CASES, life.case, "B-e")


@plants("G03", minimal=False)
def feature_not_known(stage: Stage) -> None:
    """A feature on which nobody answered yet."""
    life = stage.cast(_outside_a(stage))
    field = stage.chance.choice(_FEATURES)
    life.case[field] = stage.chance.choice(_BLANKS)
    stage.expect("G03", INFO, CASES, life.case, field)


@decoy(minimal=False)
def one_of_two_features(stage: Stage) -> None:
    """Of the last two features one is enough."""
    life = stage.cast(_outside_a(stage))
    life.case |= stage.chance.choice(
        ({"B-e": "ja", "B-f": "nee"}, {"B-e": "nee", "B-f": "ja"}, {"B-e": "onbekend", "B-f": "ja"})
    )


@plants("G06", minimal=False)
def at_another_table(stage: Stage) -> None:
    """A case that is at another table too."""
    life = stage.cast(discussed(stage, past_start(stage)))
    tables = ("MDA++", "Veilig Verder", "Jeugdbeschermingstafel", "Zorg en Veiligheidshuis")
    life.case["Ander overleg"] = stage.chance.choice(tables)
    stage.expect("G06", INFO, CASES, life.case, "Ander overleg")


@decoy(minimal=False)
def at_no_other_table(stage: Stage) -> None:
    """Nee, or a word that means nothing, names no other table."""
    life = stage.cast(discussed(stage, past_start(stage)))
    life.case["Ander overleg"] = stage.chance.choice(("nee", "nvt", "geen"))
