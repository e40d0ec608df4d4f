"""The budget of the C&A team and how far it is spent (F05)."""

from __future__ import annotations

from expertteam_xl.billing.budget import budget
from expertteam_xl.billing.model import Budget
from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.monitoring.measures import Amount, Count, Measure, Unknown
from expertteam_xl.monitoring.model import TOTAL, Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import absent, counted, within
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.context import Context

_YEAR, _SO_FAR, _SPENT = "begroting", "tot en met nu", "besteed"
_LATER = Unknown("na het eerste jaar betalen de gemeenten; de verdeling ligt niet vast")


def spending(context: Context, span: Span) -> Measures:
    """F05: each line of the budget, what of it falls before the end of the period, and is spent."""
    quarter = Quarter.of(span.last)
    found = budget(context, quarter)
    if found is None:
        return {"": Unknown("voor dit jaar is er geen begroting")}
    measures: dict[Label, Measure] = {}
    for line in found.lines:
        measures[line.functie, _YEAR] = Amount(line.cent)
        measures[line.functie, _SO_FAR] = Amount(line.cent_tot_en_met)
        measures[line.functie, _SPENT] = _spent(line.werkelijk_cent)
    measures[TOTAL, _YEAR] = Amount(found.cent)
    measures[TOTAL, _SO_FAR] = Amount(found.cent_tot_en_met)
    measures[TOTAL, _SPENT] = _spent(found.werkelijk_cent)
    measures |= _cover(found)
    measures["prognose triage", _YEAR] = _forecast(context, found, quarter)
    return measures


def _cover(found: Budget) -> dict[Label, Measure]:
    """What pays for the year for which the budget was made, and what it falls short."""
    agreed = newest_version().budget
    first = agreed is not None and agreed.year == found.year
    return {
        ("vermeld in het voorstel (circa)", _YEAR): Amount(found.stated_cent),
        ("dekking", _YEAR): Amount(found.cover_cent) if first else _LATER,
        ("tekort", _YEAR): Amount(found.gap_cent) if first else _LATER,
    }


def _spent(cents: int | None) -> Measure:
    return Unknown("op C&A-uren staan geen uren") if cents is None else Amount(cents)


def _forecast(context: Context, found: Budget, quarter: Quarter) -> Measure:
    """The cost of triage when the year goes on as it did; it tells how many triages there were.

    So it is hidden as long as the number of any quarter so far is.
    """
    place = "Casussen.Triagedatum"
    if reason := absent(context, place):
        return reason
    so_far = [Quarter(quarter.year, number) for number in range(1, quarter.number + 1)]
    days = context.days(place)
    each = tuple(
        counted(f"triages {one}", within(days, Span(one.first, one.last, "")), additive=False)
        for one in so_far
    )
    over = Count(f"triages tot en met {quarter}", found.triages, additive=False)
    return Amount(found.prognose_cent, over, also=each)


DEFINITIONS = (
    Definition(
        "F05",
        "Budget van het team Consultatie en Advies",
        Unit.CENT,
        Section.BUDGET,
        "De begroting van het jaar, het deel daarvan tot en met de periode (naar maanden), en wat "
        "de vastgelegde uren van het jaar tot dan kostten. De prognose zet de triages van het jaar "
        "tot dan door tot het eind van het jaar. In 2021 betaalden de gemeenten geen kosten van "
        "C&A.",
        spending,
        table=True,
        crosstab=True,
        stock=True,
        source="V Financiën",
    ),
)
