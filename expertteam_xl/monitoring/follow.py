"""What was advised, and what came of it (T-e … T-g, S-a, M02-2)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.monitoring.measures import Count, Measure, Share, Unknown
from expertteam_xl.monitoring.model import TOTAL, Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import (
    Labels,
    absent,
    by_label,
    counted,
    labels,
    no_column,
    within,
)
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import NAT, Array, among, blank, first_rows, rows_at, taken
from expertteam_xl.schema import column_at

ELEMENTS = (
    "Probleemschets",
    "Beschrijving",
    "Soort hulp",
    "Concrete stappen en termijnen",
    "Onderbouwing",
    "Doelen in tijd en effect",
    "Randvoorwaarden",
)
ADVICES = "adviezen"
"""Key of the number of advices."""

WEIGHTY, ORAL = "zwaarwegend", "mondeling"
_DATE = "Adviezen.Adviesdatum"


def _given(context: Context, span: Span) -> Array:
    return within(context.days(_DATE), span)


def advices(context: Context, span: Span) -> Measures:
    """T-e: advices by their kind, by adviesdatum."""
    if reason := no_column(context, _DATE):
        return _sent(context, span, reason)
    kinds = context.derived("monitor kinds", lambda: _kinds(context))
    return by_label(ADVICES, kinds, _given(context, span))


def _kinds(context: Context) -> Labels:
    """The kind of every advice; one of which nobody wrote it down is a weighty one."""
    found = labels(context.objects("Adviezen.Soort"), (ORAL,), WEIGHTY)
    return Labels((WEIGHTY, ORAL), 1 - found.codes)


def _sent(context: Context, span: Span, reason: Unknown) -> Measures:
    """The number in a register without the sheet: what was sent stands on the case."""
    place = "Casussen.Besluit verzonden op"
    if no_column(context, place):
        return {"": reason}
    sent = within(context.days(place), span)
    return {WEIGHTY: reason, ORAL: reason, TOTAL: counted(ADVICES, sent)}


def complete(context: Context, span: Span) -> Measures:
    """T-e-volledig: which share of the weighty advices has all seven elements (Z01)."""
    places = tuple(f"Adviezen.{element}" for element in ELEMENTS)
    if reason := no_column(context, _DATE, *places):
        return {"": reason}
    kinds = context.derived("monitor kinds", lambda: _kinds(context))
    given = _given(context, span) & kinds.among(WEIGHTY)
    whole = context.derived("monitor complete", lambda: _all_yes(context, places))
    return {
        "": Share(
            counted("adviezen volledig", given & whole), counted(f"{ADVICES}|{WEIGHTY}", given)
        )
    }


def _all_yes(context: Context, places: tuple[str, ...]) -> Array:
    whole: Array = np.logical_and.reduce(
        [among(context.objects(place), (True,)) for place in places]
    )
    return whole


def executed(context: Context, span: Span) -> Measures:
    """M02-2: advices by how far they were carried out."""
    place = "Adviezen.Uitvoering"
    if reason := no_column(context, _DATE, place):
        return {"": reason}
    words = tuple(column_at(place).words)
    found = context.derived(
        "monitor executed", lambda: labels(context.objects(place), words, words[-1])
    )
    return by_label(ADVICES, found, _given(context, span))


def executed_share(context: Context, span: Span) -> Measures:
    """M02-2-percentage: the same as shares of all advices."""
    found = executed(context, span)
    total = found.get(TOTAL)
    if not isinstance(total, Count):
        return found
    return {
        label: Share(measure, total)
        for label, measure in found.items()
        if isinstance(measure, Count) and label != TOTAL
    }


def _reached(context: Context, span: Span, *, final: bool) -> Measures:
    if reason := no_column(context, _DATE, "Doelen.Resultaat"):
        return {"": reason}
    given, ends = context.derived("monitor goals", lambda: _goals(context))
    inside, name = within(given, span), "doelen"
    if final:
        inside, name = inside & ends, "einddoelen"
    reached, known = context.derived("monitor results", lambda: goal_results(context))
    return {"": Share(counted(f"{name} behaald", inside & reached), counted(name, inside & known))}


def _goals(context: Context) -> tuple[Array, Array]:
    """Of every goal the adviesdatum of its advice, and whether it is an einddoel."""
    numbers = first_rows(context.keys("Adviezen.Adviesnummer"))
    advice = rows_at(context.keys("Doelen.Adviesnummer"), numbers)
    final = among(context.objects("Doelen.Type"), ("einddoel",))
    return taken(context.days(_DATE), advice, NAT), final


def goal_results(context: Context) -> tuple[Array, Array]:
    """Of every goal whether it was reached, and whether it is open no more."""
    result = context.objects("Doelen.Resultaat")
    dated = blank(result) & ~np.isnat(context.days("Doelen.Behaald op"))
    reached = among(result, ("behaald",)) | dated
    return reached, reached | among(result, ("deels", "niet"))


def goals_reached(context: Context, span: Span) -> Measures:
    """T-f: goals reached, of those that are not open any more."""
    return _reached(context, span, final=False)


def final_goals_reached(context: Context, span: Span) -> Measures:
    """S-a: the same of the einddoelen."""
    return _reached(context, span, final=True)


def actions_in_time(context: Context, span: Span) -> Measures:
    """T-g: agreements done on or before their term, of those done or of which it is over."""
    if reason := absent(context, "Afspraken.Termijn", "Afspraken.Gereed op"):
        return {"": reason}
    decided, in_time = context.derived("monitor actions", lambda: _actions(context))
    inside = within(context.days("Afspraken.Termijn"), span)
    share: Measure = Share(
        counted("afspraken op tijd", inside & in_time), counted("afspraken", inside & decided)
    )
    label: Label = ""
    return {label: share}


def _actions(context: Context) -> tuple[Array, Array]:
    """Which agreements were done or are over their term, and which of them were in time."""
    due, done = context.days("Afspraken.Termijn"), context.days("Afspraken.Gereed op")
    readable = context.known("Afspraken.Termijn") & context.known("Afspraken.Gereed op")
    decided = readable & (~np.isnat(done) | (due < context.today))
    return decided, decided & (done <= due)


DEFINITIONS = (
    Definition(
        "T-e",
        "Adviezen",
        Unit.AANTAL,
        Section.ADVIEZEN,
        "Adviezen naar adviesdatum. Waar de soort niet is ingevuld, telt een advies als "
        "zwaarwegend. Zonder blad Adviezen: de verzonden adviezen van Casussen, naar die datum.",
        advices,
        table=True,
        total=True,
        source="C20 4.5, 7",
    ),
    Definition(
        "T-e-volledig",
        "Adviezen met alle zeven onderdelen",
        Unit.PROCENT,
        Section.ADVIEZEN,
        "Zwaarwegende adviezen waarbij alle zeven onderdelen op ja staan, van alle zwaarwegende.",
        complete,
        source="C20 7",
    ),
    Definition(
        "T-f",
        "Doelen behaald",
        Unit.PROCENT,
        Section.ADVIEZEN,
        "Behaalde doelen, van alle die behaald, deels of niet behaald zijn; open doelen tellen "
        "niet mee. Naar de adviesdatum van hun advies.",
        goals_reached,
    ),
    Definition(
        "S-a",
        "Einddoelen behaald",
        Unit.PROCENT,
        Section.ADVIEZEN,
        "Hetzelfde, alleen voor de einddoelen.",
        final_goals_reached,
        source="C20 4.5",
    ),
    Definition(
        "T-g",
        "Afspraken op tijd klaar",
        Unit.PROCENT,
        Section.ADVIEZEN,
        "Afspraken die op of voor hun termijn klaar waren, van alle die klaar zijn of waarvan de "
        "termijn voorbij is. Naar de termijn.",
        actions_in_time,
    ),
    Definition(
        "M02-2",
        "Uitvoering van de adviezen",
        Unit.AANTAL,
        Section.ADVIEZEN,
        "Adviezen naar adviesdatum, en in hoeverre zij zijn uitgevoerd. Leeg telt als onbekend.",
        executed,
        table=True,
        total=True,
        source="V Uitvoering",
    ),
    Definition(
        "M02-2-percentage",
        "Uitvoering als deel van alle adviezen",
        Unit.PROCENT,
        Section.ADVIEZEN,
        "Dezelfde aantallen, gedeeld door alle adviezen.",
        executed_share,
        table=True,
        source="V Uitvoering",
    ),
)
