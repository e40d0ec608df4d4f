"""Faults in who takes part in the convenant (V04, V05)."""

from __future__ import annotations

from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.guests import PARTNERS, TIMES, attend, guest, held_in
from expertteam_xl.example.faults.scenes import INFO, WAARSCHUWING
from expertteam_xl.example.parties import CRITERIA
from expertteam_xl.example.stage import Stage

_SIGNED, _END = "Getekend op", "Einddatum"


@plants("V04", minimal=False)
def criterion_unmet_in_2018(stage: Stage) -> None:
    """A partner under the convenant of 2018 who misses a criterion, or a signature."""
    _unmet(stage, "2018", WAARSCHUWING)


@plants("V04", minimal=False)
def criterion_unmet_in_2020(stage: Stage) -> None:
    """The same of a partner who came later: only to be told."""
    _unmet(stage, "2020", INFO)


def _unmet(stage: Stage, version: str, severity: str) -> None:
    session = held_in(stage, version)
    found = guest(stage)
    field = stage.chance.choice((_SIGNED, *CRITERIA))
    found.party[field] = None if field == _SIGNED else "nee"
    attend(stage, session, found)
    stage.expect("V04", severity, PARTNERS, found.party, field)


@plants("V05", minimal=False)
def part_after_leaving(stage: Stage) -> None:
    """A party that takes part after its end date."""
    session = held_in(stage, "2018")
    found = guest(stage)
    found.party[_END] = later(session.day, -stage.chance.choice((1, 100)))
    row = attend(stage, session, found)
    stage.expect("V05", WAARSCHUWING, TIMES, row, "Partner")


@decoy(minimal=False)
def part_on_the_last_day(stage: Stage) -> None:
    """On the end date itself a party still takes part."""
    session = held_in(stage, "2018")
    found = guest(stage)
    found.party[_END] = session.day
    attend(stage, session, found)
