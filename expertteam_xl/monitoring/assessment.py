"""The self-assessment on the basisvereisten, with what the register shows of each (B01–B16)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from expertteam_xl.monitoring.follow import goal_results
from expertteam_xl.monitoring.intake import REGISTERED
from expertteam_xl.monitoring.learning import no_regie, open_and_led
from expertteam_xl.monitoring.measures import Count, Measure, Part, Word
from expertteam_xl.monitoring.model import Build, Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import (
    counted,
    discussed_in,
    no_column,
    no_sheet,
    registered_in,
    within,
)
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, blank, taken
from expertteam_xl.text import fold

SUBJECTS = {
    "B01": "transformatie: het gezin staat centraal",
    "B02": "analyse over sectoren heen",
    "B03": "doorbreken van patronen",
    "B04": "bewust van kosten",
    "B05": "duurzaam: niet verhuizen tussen vormen van zorg",
    "B06": "vertrouwenspersoon of JIM",
    "B07": "geaccepteerd gezag en mandaat",
    "B08": "mandaat en route naar contract en geld",
    "B09": "leren is geborgd",
    "B10": "realisatie wordt gevolgd",
    "B11": "hiaten worden gesignaleerd",
    "B12": "bovenregionaal expertisecentrum betrokken",
    "B13": "regionaal aanspreekpunt voor GI's",
    "B14": "afbakening met andere overleggen",
    "B15": "procesregisseur blijft betrokken na het advies",
    "B16": "jeugdigen en ouders zijn altijd betrokken",
}


Hit = Callable[[Context], Array]
"""Which rows show a subject."""


def _rows(context: Context, code: str, span: Span) -> list[int]:
    """Rows of Basisvereisten on a subject, dated no later than the end of a span."""
    codes = context.objects("Basisvereisten.Code")
    late = context.days("Basisvereisten.Datum") > np.datetime64(span.last, "D")
    return [
        row
        for row, each in enumerate(codes.tolist())
        if each and fold(each) == fold(code) and not late[row]
    ]


def overview(context: Context, span: Span) -> Measures:
    """B: the last judgement of every subject: status, action, addressee, and how often noted."""
    if reason := no_sheet(context, "Basisvereisten"):
        return {"": reason}
    found: dict[Label, Measure] = {}
    for code, subject in SUBJECTS.items():
        rows = _rows(context, code, span)
        label = f"{code} {subject}"
        for name, place in _COLUMNS:
            value = context.objects(place)[_last(context, rows)] if rows else None
            found[label, name] = Word(value or _EMPTY.get(name, ""))
        found[label, "vastgelegd"] = _noted_count(code, rows)
    return found


def _last(context: Context, rows: list[int]) -> int:
    """The row with the last date; of rows without one, the lowest on the sheet."""
    day = context.days("Basisvereisten.Datum")
    return max(rows, key=lambda row: (not np.isnat(day[row]), day[row].astype(np.int64), row))


def _noted_count(code: str, rows: list[int]) -> Count:
    return Count(f"{code} vastgelegd", len(rows), additive=False)


_EMPTY = {"stand": "nog niet beoordeeld"}
_COLUMNS = (
    ("stand", "Basisvereisten.Status"),
    ("actie", "Basisvereisten.Advies"),
    ("geadresseerde", "Basisvereisten.Geadresseerde"),
)


def _noted(code: str) -> Build:
    """How often a subject stands on Basisvereisten."""

    def build(context: Context, span: Span) -> Measures:
        if reason := no_sheet(context, "Basisvereisten"):
            return {"": reason}
        return {"": _noted_count(code, _rows(context, code, span))}

    return build


def _of_registered(place: str, hit: Hit) -> Build:
    """Aanmeldingen that show a subject, of all of the period."""

    def build(context: Context, span: Span) -> Measures:
        if reason := no_column(context, place):
            return {"": reason}
        shows = context.derived(f"monitor shows {place}", lambda: hit(context))
        inside = registered_in(context, span)
        return {"": Part(counted(f"toont {place}", inside & shows), counted(REGISTERED, inside))}

    return build


def _of_talks(place: str) -> Build:
    """Held discussions that show a subject by *ja*, of all of the period."""

    def build(context: Context, span: Span) -> Measures:
        if reason := no_column(context, place):
            return {"": reason}
        yes = context.derived(f"monitor shows {place}", lambda: _said_yes(context, place))
        inside = discussed_in(context, span)
        return {"": Part(counted(f"toont {place}", inside & yes), counted("besprekingen", inside))}

    return build


def _said_yes(context: Context, place: str) -> Array:
    """For each of `Context.held` whether a field of its row says *ja*."""
    if context.register.minimal:
        return np.zeros(len(context.held), dtype=bool)
    yes = among(context.objects(place), (True,))
    return taken(yes, context.held["row"].to_numpy(dtype=np.intp), nothing=False)


def _results(context: Context, span: Span) -> Measures:
    """B10: goals of which somebody wrote down what came of them, by their term."""
    if reason := no_column(context, "Doelen.Termijn", "Doelen.Resultaat"):
        return {"": reason}
    _, known = context.derived("monitor results", lambda: goal_results(context))
    inside = within(context.days("Doelen.Termijn"), span)
    return {
        "": Part(counted("doelen gevolgd", inside & known), counted("doelen op termijn", inside))
    }


def _rows_of(table: str) -> Build:
    """Rows of a sheet in the period."""

    def build(context: Context, span: Span) -> Measures:
        if reason := no_sheet(context, table):
            return {"": reason}
        return {"": counted(f"rijen {table}", within(context.days(f"{table}.Datum"), span))}

    return build


def _led(context: Context, span: Span) -> Measures:
    if reason := no_regie(context):
        return {"": reason}
    return {"": Part(*open_and_led(context, span))}


def _filled(place: str) -> Build:
    """Aanmeldingen with something filled in at a place."""
    return _of_registered(place, lambda context: ~blank(context.objects(place)))


def _word(place: str, word: object) -> Build:
    """Aanmeldingen with a word at a place."""
    return _of_registered(place, lambda context: among(context.objects(place), (word,)))


def _date(place: str) -> Build:
    """Aanmeldingen with a date at a place."""
    return _of_registered(place, lambda context: ~np.isnat(context.days(place)))


_EVIDENCE: dict[str, tuple[Build, str]] = {
    "B01": (
        _of_talks("Besprekingen.Netwerk besproken"),
        "Besprekingen waarin het netwerk van het gezin aan bod kwam; n is alle besprekingen.",
    ),
    "B04": (
        _filled("Casussen.Kosten inzet"),
        "Aanmeldingen waarvan de kosten van de inzet zijn vastgelegd; n is alle aanmeldingen.",
    ),
    "B06": (
        _word("Casussen.JIM", word=True),
        "Aanmeldingen met een JIM of vertrouwenspersoon; n is alle aanmeldingen.",
    ),
    "B07": (
        _of_talks("Besprekingen.Mandaat geregeld"),
        "Besprekingen waarin het mandaat geregeld was; n is alle besprekingen.",
    ),
    "B08": (
        _of_talks("Besprekingen.Voorwaarden benoemd"),
        "Besprekingen waarin de voorwaarden benoemd zijn; n is alle besprekingen.",
    ),
    "B09": (_rows_of("Leren"), "Rijen op Leren in de periode."),
    "B10": (
        _results,
        "Doelen waarvan de uitkomst is vastgelegd; n is alle doelen met hun termijn in de periode.",
    ),
    "B11": (_rows_of("Signalering"), "Rijen op Signalering in de periode."),
    "B12": (
        _word("Casussen.Geëscaleerd", "expertisecentrum"),
        "Aanmeldingen waarvoor het expertisecentrum is betrokken; n is alle aanmeldingen.",
    ),
    "B13": (
        _word("Casussen.Type aanmelder", "consulent GI"),
        "Aanmeldingen door een consulent van een GI; n is alle aanmeldingen.",
    ),
    "B14": (
        _filled("Casussen.Ander overleg"),
        "Aanmeldingen waarbij een ander overleg is vastgelegd; n is alle aanmeldingen.",
    ),
    "B15": (_led, "Open casussen met een procesregisseur of regievoerder; n is alle open."),
    "B16": (
        _date("Casussen.Ouders/jeugdige geïnformeerd op"),
        "Aanmeldingen waarbij ouders of jeugdige zijn geïnformeerd; n is alle aanmeldingen.",
    ),
}


_NOTED = "Hoe vaak dit onderwerp tot en met de periode op Basisvereisten staat."


def _definition(code: str, subject: str) -> Definition:
    build, text = _EVIDENCE.get(code, (_noted(code), _NOTED))
    return Definition(
        code,
        subject[:1].upper() + subject[1:],
        Unit.AANTAL,
        Section.SIGNALEN,
        text,
        build,
        stock=code == "B15" or code not in _EVIDENCE,
        source="GLD",
    )


DEFINITIONS = (
    Definition(
        "B",
        "Zelfbeoordeling op de basisvereisten",
        Unit.AANTAL,
        Section.SIGNALEN,
        "Het laatste oordeel per onderwerp op het blad Basisvereisten, en hoe vaak het is "
        "vastgelegd. De basisvereisten binden deze regio niet.",
        overview,
        table=True,
        crosstab=True,
        stock=True,
        source="GLD",
    ),
    *(_definition(code, subject) for code, subject in SUBJECTS.items()),
)
