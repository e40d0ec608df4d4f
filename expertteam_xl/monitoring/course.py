"""Cases that came back, homes that were kept, and what that may have saved (M02-3, M02-4, M06)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from expertteam_xl.declared.times import half_up
from expertteam_xl.monitoring.crosstabs import with_ground
from expertteam_xl.monitoring.intake import no_rows_of_talks
from expertteam_xl.monitoring.measures import Amount, Count, Measure, Part, Share, Unknown, mean
from expertteam_xl.monitoring.model import Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.stock import first_closings
from expertteam_xl.monitoring.views import (
    counted,
    discussed_cases,
    distinct,
    no_column,
    no_talks,
    renumbered,
    within,
)
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.returns import VERVOLGSESSIE, classified, returns
from expertteam_xl.rules.vectors import Array, among, as_days, blank, looked_up

_OUTCOME = "Casussen.Uitkomst UHP"
_KEPT = "voorkomen"
_KNOWN = ("voorkomen", "niet voorkomen", "uitgesteld")


def returned(context: Context, span: Span) -> Measures:
    """M02-3: cases with at least one terugkeer, beside the cases discussed."""
    if reason := no_talks(context) or renumbered(context):
        return {"": reason}
    return {"": Part(_returned(context, span), discussed_cases(context, span))}


def return_rate(context: Context, span: Span) -> Measures:
    """M02-3-percentage: the same as a share."""
    if reason := no_talks(context) or renumbered(context):
        return {"": reason}
    return {"": Share(_returned(context, span), discussed_cases(context, span))}


def _returned(context: Context, span: Span) -> Count:
    days, cases = context.derived("monitor returns", lambda: _returns(context))
    return distinct("terugkeer", cases[within(days, span)])


def _returns(context: Context) -> tuple[Array, Array]:
    """Day of every discussion that is a terugkeer, and a number for its case.

    In a minimal register a return is a row with an earlier aanmelding; its discussion is the one
    on that row.
    """
    rows = np.array([each.row for each in returns(context)], dtype=np.intp)
    keys = context.keys(f"{context.talk_table}.Casusnummer")
    held = context.held
    held_rows = held["row"].to_numpy(dtype=np.intp)
    is_return = np.isin(held_rows, rows)
    numbers = pd.factorize(keys[held_rows[is_return]])[0]
    return as_days(held["day"])[is_return], numbers


def followed_up(context: Context, span: Span) -> Measures:
    """M02-3-vervolg: vervolgsessies, which are no terugkeer."""
    if reason := no_rows_of_talks(context):
        return {"": reason}
    days = context.derived("monitor vervolg", lambda: _follow_ups(context))
    return {"": counted("vervolgsessies", within(days, span))}


def _follow_ups(context: Context) -> Array:
    talks = classified(context)
    return as_days(talks.loc[talks["kind"].eq(VERVOLGSESSIE), "day"])


def kept_home(context: Context, span: Span) -> Measures:
    """M02-4 and S-b: uithuisplaatsingen prevented, of the known outcomes."""
    return _kept(context, span, Part)


def kept_home_share(context: Context, span: Span) -> Measures:
    """M02-4-percentage: the same as shares."""
    return _kept(context, span, Share)


ALL_CASES, GROUND_C = "alle casussen", "waarvan grond c"


def _kept(context: Context, span: Span, kind: type[Part] | type[Share]) -> Measures:
    if reason := no_column(context, _OUTCOME):
        return {"": reason}
    inside = within(outcome_days(context), span)
    kept, known = context.derived("monitor kept", lambda: _outcomes(context))
    found: dict[Label, Measure] = {}
    for label in (ALL_CASES, GROUND_C):
        chosen = inside if label == ALL_CASES else inside & with_ground(context, "c")
        part = counted(f"uhp voorkomen|{label}", chosen & kept)
        found[label] = kind(part, counted(f"uhp bekend|{label}", chosen & known))
    if reason := no_column(context, "Casussen.Grond A"):
        found[GROUND_C] = reason
    return found


def _outcomes(context: Context) -> tuple[Array, Array]:
    outcome = context.objects(_OUTCOME)
    return among(outcome, (_KEPT,)), among(outcome, _KNOWN)


def outcome_days(context: Context) -> Array:
    """For every row of Casussen the day by which its outcome (UHP) counts.

    The recorded peildatum; else its closing; else so many months (uhp_meetmaand) after its first
    advice; else its aanmelddatum.
    """
    return context.derived("monitor uhp", lambda: _outcome_days(context))


def _outcome_days(context: Context) -> Array:
    advised = _months_later(_first_advice(context), context.settings.uhp_meetmaand)
    found = context.days("Casussen.Aanmelddatum")
    for days in (advised, first_closings(context), context.days("Casussen.Peildatum UHP")):
        found = np.where(np.isnat(days), found, days)
    return found


def _first_advice(context: Context) -> Array:
    """For every row of Casussen the day of its first advice, or that on which it was sent."""
    key, day = context.keys("Adviezen.Casusnummer"), context.days("Adviezen.Adviesdatum")
    frame = pd.DataFrame({"key": key, "day": day}).dropna()
    first = frame.groupby("key", sort=False)["day"].min()
    given = looked_up(context.case_keys, dict(zip(first.index, as_days(first), strict=True)))
    found: Array = np.where(np.isnat(given), context.days("Casussen.Besluit verzonden op"), given)
    return found


def _months_later(days: Array, number: int) -> Array:
    """The same day so many months later; the last of that month where it has no such day."""
    month = days.astype("datetime64[M]")
    there = month + np.timedelta64(number, "M")
    in_month = days - month.astype("datetime64[D]")
    last = (there + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    found: Array = np.minimum(there.astype("datetime64[D]") + in_month, last)
    return found


LOW, HIGH = "inschatting laag", "inschatting hoog"


def estimate(context: Context, span: Span) -> Measures:
    """M06: what the prevented uithuisplaatsingen may have saved, with all that it rests on."""
    if reason := no_column(context, _OUTCOME):
        return {"": reason}
    settings = context.settings
    low, high = settings.uhp_kans_laag, settings.uhp_kans_hoog
    cost, days = settings.uhp_dagkosten, settings.uhp_dagen
    if low is None or high is None or cost is None or days is None:
        return {"": Unknown("de kansen, dagkosten en dagen van de inschatting zijn niet ingesteld")}
    kept, known, spent = _prevented(context, span)
    return {
        "voorkomen uithuisplaatsingen": kept,
        "kans laag (in procenten)": Amount(Fraction(low) * 100),
        "kans hoog (in procenten)": Amount(Fraction(high) * 100),
        "dagkosten van een plaatsing": Amount(_cents(cost)),
        "dagen van een plaatsing": Amount(days),
        "gemiddelde kosten van de inzet": _each(known, spent),
        LOW: _saved(kept, known, Fraction(low), cost * days, spent),
        HIGH: _saved(kept, known, Fraction(high), cost * days, spent),
    }


_NOT_SPENT = Unknown("van de voorkomen plaatsingen is geen 'Kosten inzet' ingevuld")


def _each(known: Count, spent: Fraction | None) -> Measure:
    return _NOT_SPENT if spent is None else Amount(_cents(spent), known)


def _prevented(context: Context, span: Span) -> tuple[Count, Count, Fraction | None]:
    """Uithuisplaatsingen prevented, those of which the cost is known, and their mean in euros."""
    kept, _ = context.derived("monitor kept", lambda: _outcomes(context))
    chosen = within(outcome_days(context), span) & kept
    cents, known = context.derived("monitor spent", lambda: _spent_cents(context))
    with_cost = chosen & known
    each = mean(cents[with_cost].tolist())
    return (
        counted(f"uhp voorkomen|{ALL_CASES}", chosen),
        counted("uhp voorkomen met kosten", with_cost),
        None if each is None else each / 100,
    )


def _spent_cents(context: Context) -> tuple[Array, Array]:
    """'Kosten inzet' of every row of Casussen in cents, and whether it is filled in."""
    values = context.objects("Casussen.Kosten inzet")
    known = ~blank(values)
    cents = np.zeros(len(values), dtype=np.int64)
    cents[known] = values[known].astype(np.int64)
    known &= cents >= 0
    return cents, known


def _saved(
    kept: Count, known: Count, chance: Fraction, reference: Decimal, spent: Fraction | None
) -> Measure:
    """The estimate in cents; of no prevented placement it is nothing."""
    if not kept.value:
        return Amount(0, kept)
    if spent is None:
        return _NOT_SPENT
    saved = kept.value * chance * saving_per_case(reference, spent)
    return Amount(_cents(saved), kept, also=(known,))


def saving_per_case(reference: Decimal | Fraction, spent: Fraction) -> Fraction:
    """Reference cost of a placement less what was really spent, in euros (KP3)."""
    return Fraction(reference) - spent


def _cents(euros: Decimal | Fraction) -> int:
    return half_up(Fraction(euros) * 100)


_UHP = (
    "Casussen waarvan bekend is of een uithuisplaatsing is voorkomen. Zij tellen naar hun "
    "peildatum; zonder peildatum naar hun afsluiting, anders naar een vast aantal maanden na hun "
    "eerste advies, en anders naar hun aanmelddatum. nvt en onbekend tellen niet mee."
)

DEFINITIONS = (
    Definition(
        "M02-3",
        "Casussen die terugkwamen",
        Unit.AANTAL,
        Section.TERUGKEER,
        "Verschillende casussen met minstens een terugkeer, naar de datum van de bespreking die "
        "de terugkeer is; n is het aantal verschillende casussen dat besproken is.",
        returned,
        source="C20 4.5; V Uitvoering",
    ),
    Definition(
        "M02-3-percentage",
        "Casussen die terugkwamen, als deel",
        Unit.PROCENT,
        Section.TERUGKEER,
        "Dezelfde casussen, gedeeld door het aantal besproken casussen.",
        return_rate,
        source="C20 4.5",
    ),
    Definition(
        "M02-3-vervolg",
        "Vervolgsessies",
        Unit.AANTAL,
        Section.TERUGKEER,
        "Besprekingen die volgen op een sessie die niet was afgerond; geen terugkeer.",
        followed_up,
    ),
    Definition(
        "M02-4",
        "Uithuisplaatsingen voorkomen",
        Unit.AANTAL,
        Section.TERUGKEER,
        _UHP,
        kept_home,
        table=True,
        source="V Uitvoering",
    ),
    Definition(
        "M02-4-percentage",
        "Uithuisplaatsingen voorkomen, als deel",
        Unit.PROCENT,
        Section.TERUGKEER,
        f"Dezelfde casussen, gedeeld door alle bekende uitkomsten. {_UHP}",
        kept_home_share,
        table=True,
        source="V Uitvoering",
    ),
    Definition(
        "S-b",
        "Uithuisplaatsingen voorkomen (strategisch)",
        Unit.AANTAL,
        Section.TERUGKEER,
        "Hetzelfde als M02-4.",
        kept_home,
        table=True,
        source="C20 4.5",
    ),
    Definition(
        "M06",
        "Inschatting van wat is bespaard",
        Unit.CENT,
        Section.TERUGKEER,
        "Een inschatting, geen bewezen gevolg: voorkomen uithuisplaatsingen x kans x (dagkosten x "
        "dagen - gemiddelde kosten van de inzet). De parameters staan in de instellingen.",
        estimate,
        table=True,
        source="V Evaluatie",
    ),
)
