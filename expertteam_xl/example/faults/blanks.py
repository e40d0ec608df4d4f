"""Required cells that are empty, or hold a word that means nothing (R05)."""

from __future__ import annotations

from expertteam_xl.example.days import workday_after
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import CASES, FOUT, past_start
from expertteam_xl.example.faults.spoiling import Spoils, spoil, spoil_at_last, thorough
from expertteam_xl.example.model import Value
from expertteam_xl.example.stage import Stage

_BLANKS: tuple[Value, ...] = (None, None, None, "nvt", "n.v.t.", "?", "-", "volgt", "n.b.")

_REQUIRED_ON_LIST: Spoils = tuple(
    (CASES, field, _BLANKS) for field in ("Aanmelddatum", "Woonplaats", "Type aanmelder", "Status")
)
_REQUIRED: Spoils = (
    *_REQUIRED_ON_LIST,
    ("Overleggen", "Overlegdatum", _BLANKS),
    ("Overleggen", "Status", _BLANKS),
    ("Adviezen", "Adviesdatum", _BLANKS),
    ("Doelen", "Type", _BLANKS),
    ("Doelen", "Termijn", _BLANKS),
    ("Afspraken", "Uitvoerder", _BLANKS),
    ("Afspraken", "Termijn", _BLANKS),
    ("Plaatsingen", "Type", _BLANKS),
    ("Plaatsingen", "Plaatsingsdatum", _BLANKS),
    ("Toestemmingen", "Door", _BLANKS),
    ("Toestemmingen", "Datum", _BLANKS),
    ("Afsluitingen", "Datum", _BLANKS),
)
_REQUIRED_ELSEWHERE: Spoils = (
    ("Deelnames", "Rol", _BLANKS),
    ("Deelnames", "Partner", _BLANKS),
    ("Tarieven", "Geldig van", _BLANKS),
    ("Tarieven", "Tariefcode", _BLANKS),
)


@plants("R05")
def required_cell_blank(stage: Stage) -> None:
    """A required cell without a value."""
    spoil(stage, "R05", _REQUIRED_ON_LIST if stage.minimal else _REQUIRED)


@plants("R05", minimal=False)
def required_cell_blank_elsewhere(stage: Stage) -> None:
    """The same on a sheet that is about no case."""
    spoil_at_last(stage, "R05", _REQUIRED_ELSEWHERE)


@plants("R05")
def case_without_number(stage: Stage) -> None:
    """A case that has no casusnummer, and no rows elsewhere."""
    start = past_start(stage)
    course = stage.ordinary.not_discussed(start, "niet bespreken", workday_after(start, 2))
    life = stage.cast(course)
    life.unnumbered = True
    life.case["Casusnummer"] = stage.chance.choice(_BLANKS)
    stage.expect("R05", FOUT, CASES, life.case, "Casusnummer")


@decoy(minimal=False)
def blanks_that_may_be(stage: Stage) -> None:
    """Words that mean nothing yet, in cells that need no value."""
    life = thorough(stage)
    for field in ("Peildatum UHP", "JIM", "Knelpunt", "Geëscaleerd"):
        life.case[field] = stage.chance.choice(_BLANKS)
    for field in ("Motivering afwijking", "Uitvoering"):
        life.only("Adviezen")[field] = stage.chance.choice(_BLANKS)
