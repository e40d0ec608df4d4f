"""Cells that can't be read (R03), and formulas without an outcome (R08)."""

from __future__ import annotations

from expertteam_xl.example.faults import plants
from expertteam_xl.example.faults.spoiling import Spoils, spoil, spoil_at_last
from expertteam_xl.example.model import Broken, Value
from expertteam_xl.example.stage import Stage

_DATES: tuple[Value, ...] = (
    "x", "ja", "31-02-2021", "12-13-2020", "begin maart", "week 12", "maart 2021", "gedaan", True,
)  # fmt: skip
_MINUTES: tuple[Value, ...] = ("1,5", "0,5", 1.5, "anderhalf à twee")
_SURE: tuple[Value, ...] = ("misschien", "soms", "deels")

_UNREADABLE: Spoils = (
    ("Casussen", "Aanmelddatum", _DATES),
    ("Casussen", "Triagedatum", _DATES),
    ("Casussen", "Triagedatum", _DATES),
    ("Casussen", "Ouders/jeugdige geïnformeerd op", _DATES),
    ("Casussen", "Oplossing gerealiseerd op", _DATES),
    ("Casussen", "Geboortejaar", ("tien", "15-3-2010", "'08")),
    ("Casussen", "Kosten inzet", ("veel", "ca. 900", "1.000 à 2.000")),
    ("Casussen", "JIM", _SURE),
    ("Overleggen", "Overlegdatum", _DATES),
    ("Overleggen", "Starttijd", ("na de lunch", "25:00")),
    ("Overleggen", "Duur (min)", _MINUTES),
    ("Besprekingen", "Bespreekminuten", _MINUTES),
    ("Besprekingen", "Netwerk besproken", _SURE),
    ("Adviezen", "Adviesdatum", _DATES),
    ("Adviezen", "Besluit verzonden op", _DATES),
    ("Adviezen", "Probleemschets", _SURE),
    ("Doelen", "Termijn", _DATES),
    ("Afspraken", "Gereed op", _DATES),
    ("Plaatsingen", "Plaatsingsdatum", _DATES),
    ("Plaatsingen", "Uitstroomdatum", _DATES),
    ("Plaatsingen", "Vol", _SURE),
    ("Afsluitingen", "Datum", _DATES),
    ("Afsluitingen", "Waardering effect", ("goed", "zeven")),
)
_UNREADABLE_ON_LIST: Spoils = (
    ("Casussen", "Aanmelddatum", _DATES),
    ("Casussen", "Triagedatum", _DATES),
    ("Casussen", "Overlegdatum", _DATES),
    ("Casussen", "Besluit verzonden op", _DATES),
    ("Casussen", "Afgesloten op", _DATES),
)
_UNREADABLE_ELSEWHERE: Spoils = (
    ("Deelnames", "Overleg (min)", _MINUTES),
    ("Deelnames", "Voorbereiding (min)", _MINUTES),
    ("Deelnames", "Uitgenodigd", _SURE),
    ("Tarieven", "€ per uur", ("op aanvraag", "€ 95,505", "96 à 98")),
    ("Momenten", "Datum", _DATES),
    ("C&A-uren", "Uren", ("een dag", "veel")),
)


@plants("R03")
def unreadable_cell(stage: Stage) -> None:
    """A cell that can't be read as what its column holds; nothing is guessed."""
    spoil(stage, "R03", _UNREADABLE_ON_LIST if stage.minimal else _UNREADABLE)


@plants("R03", minimal=False)
def unreadable_cell_elsewhere(stage: Stage) -> None:
    """The same on a sheet that is about no case."""
    spoil_at_last(stage, "R03", _UNREADABLE_ELSEWHERE)


_ERRORS: tuple[Value, ...] = (
    Broken("#N/A"), Broken("#REF!"), Broken("#VALUE!"), Broken("#DIV/0!"), Broken("#NAME?"),
    Broken(), Broken(),
)  # fmt: skip
_CALCULATED = (
    "Woonplaats", "Type aanmelder", "Status", "Triage-uitkomst", "Werkstroom", "Opmerkingen",
)  # fmt: skip


def _broken(spoils: Spoils) -> Spoils:
    more = tuple(("Casussen", field, ()) for field in _CALCULATED)
    return tuple((table, field, _ERRORS) for table, field, _ in (*spoils, *more))


@plants("R08")
def formula_without_outcome(stage: Stage) -> None:
    """A formula that gives an error, or that was never calculated."""
    spoil(stage, "R08", _broken(_UNREADABLE_ON_LIST if stage.minimal else _UNREADABLE))


@plants("R08", minimal=False)
def formula_without_outcome_elsewhere(stage: Stage) -> None:
    """The same on a sheet that is about no case."""
    spoil_at_last(
        stage, "R08", tuple((table, field, _ERRORS) for table, field, _ in _UNREADABLE_ELSEWHERE)
    )
