"""The four functions: consultatie en advies, procesregie, signalering and leren (N01–N04, S-e)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.monitoring.crosstabs import knelpunten
from expertteam_xl.monitoring.intake import OPEN, REGISTERED
from expertteam_xl.monitoring.measures import Count, Measure, Part, Share, Unknown, Word
from expertteam_xl.monitoring.model import Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.stock import closing_events, first_closings, no_closings, open_at
from expertteam_xl.monitoring.views import (
    by_label,
    counted,
    no_column,
    no_sheet,
    registered_in,
    within,
)
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, blank
from expertteam_xl.text import fold

_ORAL = "mondeling advies"
_PEERS = ("intervisie", "peer", "collegiale")


def consultation(context: Context, span: Span) -> Measures:
    """N01: questions for advice, and oral advices."""
    asked = context.advice_questions & within(context.days("Casussen.Aanmelddatum"), span)
    return {
        "adviesvragen": no_column(context, "Casussen.Soort") or counted("adviesvragen", asked),
        "mondelinge adviezen": _oral(context, span),
    }


def _oral(context: Context, span: Span) -> Measure:
    """Oral advices by adviesdatum; of a case without one on Adviezen by its triagedatum."""
    places = ("Casussen.Triage-uitkomst", "Adviezen.Soort")
    reasons = [no_column(context, place) for place in places]
    if all(reasons):
        return Unknown("het register legt geen mondelinge adviezen vast")
    given, left = context.derived("monitor oral", lambda: _oral_days(context))
    return Count("mondelinge adviezen", int(within(given, span).sum() + within(left, span).sum()))


def _oral_days(context: Context) -> tuple[Array, Array]:
    """Days of the oral advices on Adviezen, and of the triages that came to one without a row."""
    kind = among(context.objects("Adviezen.Soort"), ("mondeling",))
    elsewhere = set(context.keys("Adviezen.Casusnummer")[kind]) - {None}
    outcome = among(context.objects("Casussen.Triage-uitkomst"), (_ORAL,))
    alone = outcome & ~among(context.case_keys, elsewhere)
    return context.days("Adviezen.Adviesdatum")[kind], context.days("Casussen.Triagedatum")[alone]


def regie(context: Context, span: Span) -> Measures:
    """N02: open cases of which somebody has the regie, of all open cases."""
    if reason := no_regie(context):
        return {"": reason}
    return {"": Share(*open_and_led(context, span))}


def no_regie(context: Context) -> Unknown | None:
    """That the register does not tell who has the regie, or what is open; None when it does."""
    reasons = [no_column(context, place) for place in _REGIE]
    if all(reasons):
        return Unknown("het register legt geen procesregisseur of regievoerder vast")
    return no_closings(context)


def open_and_led(context: Context, span: Span) -> tuple[Count, Count]:
    """Open cases of which somebody has the regie, and all that are open."""
    still_open = open_at(context, span)
    led = context.derived("monitor led", lambda: _led(context))
    return (
        counted("open met regie", still_open & led, additive=False),
        counted(OPEN, still_open, additive=False),
    )


_REGIE = ("Casussen.Procesregisseur", "Besprekingen.Regievoerder")


def _led(context: Context) -> Array:
    """Rows of Casussen of which somebody has the regie."""
    named = ~blank(context.objects(_REGIE[0]))
    talks = context.keys("Besprekingen.Casusnummer")[~blank(context.objects(_REGIE[1]))]
    found: Array = named | among(context.case_keys, set(talks) - {None})
    return found


def bottlenecks(context: Context, span: Span) -> Measures:
    """N03 (B11): aanmeldingen by knelpunt, with the trend."""
    if reason := no_column(context, "Casussen.Knelpunt"):
        return {"": reason}
    return by_label(REGISTERED, knelpunten(context), registered_in(context, span))


NO_SIGNAL = "geen agendapunt"
_TO_DO = "nog in te vullen"


def signals(context: Context, span: Span) -> Measures:
    """S-e: every knelpunt that came up often enough, with what was advised to whom.

    Whether it did can be seen only where its number can.
    """
    if reason := no_column(context, "Casussen.Knelpunt"):
        return {"": reason}
    of = knelpunten(context)
    numbers = of.numbers(registered_in(context, span))
    found: dict[Label, Measure] = {}
    for label, number in list(zip(of.names, numbers, strict=True))[:-1]:
        over = Count(f"{REGISTERED}|{label}", number)
        often = number >= context.settings.knelpunt_min
        found[label, "aantal"] = over
        for name, text in _followed(context, label, span):
            found[label, name] = Word((text or _TO_DO) if often else NO_SIGNAL, over)
    return found


def _followed(context: Context, label: str, span: Span) -> list[tuple[str, str | None]]:
    """What the sheet Signalering last says of a knelpunt; None for what it does not."""
    codes = context.derived("monitor signal codes", lambda: _codes(context, "Signalering"))
    day = context.days("Signalering.Datum")
    late = day > np.datetime64(span.last, "D")
    rows = [row for row, code in enumerate(codes) if code == fold(label) and not late[row]]
    last = max(rows, key=lambda row: (not np.isnat(day[row]), day[row], row)) if rows else None
    return [
        (name, None if last is None else context.objects(f"Signalering.{name.capitalize()}")[last])
        for name in ("advies", "geadresseerde", "status")
    ]


def _codes(context: Context, table: str) -> list[str]:
    return [fold(code) if code else "" for code in context.objects(f"{table}.Code")]


def learning(context: Context, span: Span) -> Measures:
    """N04: evaluations of closed cases, intervisie and peer review, and lessons given back."""
    return {**_evaluated(context, span), **_lessons(context, span)}


_EVALUATED, _CLOSED, _SHARE = (
    "geëvalueerde afsluitingen", "afgesloten casussen", "percentage geëvalueerd",
)  # fmt: skip
_SCORES = ("Afsluitingen.Waardering samenwerking", "Afsluitingen.Waardering effect")


def _evaluated(context: Context, span: Span) -> dict[Label, Measure]:
    if reason := no_closings(context):
        return dict.fromkeys((_EVALUATED, _CLOSED, _SHARE), reason)
    closed = within(first_closings(context), span)
    all_closed = counted("afgesloten", closed)
    reasons = [no_column(context, place) for place in _SCORES]
    unscored = reasons[0] if all(reasons) else None
    if unscored is not None:
        return {_EVALUATED: unscored, _CLOSED: all_closed, _SHARE: unscored}
    rated = context.derived("monitor rated", lambda: _rated(context))
    part = counted("geëvalueerd", closed & rated)
    return {
        _EVALUATED: Part(part, all_closed),
        _CLOSED: all_closed,
        _SHARE: Share(part, all_closed),
    }


def _rated(context: Context) -> Array:
    """Rows of Casussen with a closing form that has a score."""
    scored = np.logical_or.reduce([~blank(context.objects(place)) for place in _SCORES])
    case, _, form = closing_events(context)
    found = np.zeros(len(context.cases), dtype=bool)
    with_form = form >= 0
    found[case[with_form][scored[form[with_form]]]] = True
    return found


def _lessons(context: Context, span: Span) -> dict[Label, Measure]:
    labels = ("intervisie en collegiale toetsing", "lessen", "lessen met een geadresseerde")
    if reason := no_sheet(context, "Leren"):
        return dict.fromkeys(labels, reason)
    inside = within(context.days("Leren.Datum"), span)
    codes = _codes(context, "Leren")
    peers = np.array([code.startswith(_PEERS) for code in codes], dtype=bool)
    sent = ~blank(context.objects("Leren.Geadresseerde"))
    return {
        labels[0]: counted("intervisie", inside & peers),
        labels[1]: counted("lessen", inside & ~peers),
        labels[2]: counted("lessen terug", inside & ~peers & sent),
    }


DEFINITIONS = (
    Definition(
        "N01",
        "Consultatie en advies",
        Unit.AANTAL,
        Section.SIGNALEN,
        "Adviesvragen naar aanmelddatum, en mondelinge adviezen naar adviesdatum (zonder advies "
        "op Adviezen naar triagedatum).",
        consultation,
        table=True,
        source="VNG",
    ),
    Definition(
        "N02",
        "Procesregie",
        Unit.PROCENT,
        Section.SIGNALEN,
        "Open casussen waarvan een procesregisseur of regievoerder is vastgelegd, van alle open "
        "casussen aan het eind van de periode.",
        regie,
        stock=True,
        source="VNG",
    ),
    Definition(
        "N03",
        "Signalering: knelpunten",
        Unit.AANTAL,
        Section.SIGNALEN,
        "Aanmeldingen naar knelpunt, naar aanmelddatum.",
        bottlenecks,
        table=True,
        total=True,
        source="VNG; GLD",
    ),
    Definition(
        "S-e",
        "Signalen voor de agenda",
        Unit.AANTAL,
        Section.SIGNALEN,
        "Knelpunten die in de periode vaak genoeg voorkwamen, met het advies, de geadresseerde en "
        "de stand die op Signalering staan (de code daar is het knelpunt). Waar een aantal "
        "verborgen is, is ook verborgen of het vaak genoeg was.",
        signals,
        table=True,
        crosstab=True,
        left_out=NO_SIGNAL,
        source="C20 4.5; VNG",
    ),
    Definition(
        "N04",
        "Leren",
        Unit.AANTAL,
        Section.SIGNALEN,
        "Casussen met een cijfer op hun afsluitformulier, van alle die in de periode voor het "
        "eerst afgesloten of afgeschaald zijn; intervisie en lessen naar de datum op Leren.",
        learning,
        table=True,
        source="VNG",
    ),
)
