"""Who belongs at the expertteam: age (G01) and werkstroom (G04)."""

from __future__ import annotations

from datetime import date

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.intake import G01, G04
from expertteam_xl.rules.context import HELD, PLANNED, Context
from expertteam_xl.rules.vectors import Array, among, blank
from expertteam_xl.rules.wording import as_date, day

_START = "Casussen.Aanmelddatum"
_STREAM = "Casussen.Werkstroom"
_LAST_OF_YEAR = 1231
"""31 December, as `_month_and_day` numbers it."""


@implements(G01)
def age_in_range(context: Context) -> Result:
    """G01 (C20 1; C18 2.8): a jeugdige is young enough on the aanmelddatum.

    With a year of birth alone both ages are tested; where they differ it is a warning. On 31
    December everyone born in a year has had that year's birthday, so there is one age.
    """
    youngest, eldest, by_year = _ages(context)
    applies = ~context.advice_questions
    known = applies & ~np.isnan(eldest)
    low, high = _rank(context, youngest), _rank(context, eldest)
    hits = [
        _age_hit(context, int(row), int(low[row]), int(high[row]), by_year=bool(by_year[row]))
        for row in np.flatnonzero(known & ((low > 0) | (high > 0)))
    ]
    return Result(hits, int(np.sum(applies & ~known)))


def _ages(context: Context) -> tuple[Array, Array, Array]:
    """Lowest and highest age that each case may have (NaN unknown), and where by year alone."""
    start, birth = context.days(_START), context.days("Casussen.Geboortedatum")
    on, born = _year(start), _year(birth)
    exact = on - born - (_month_and_day(start) < _month_and_day(birth))
    eldest = on - context.objects("Casussen.Geboortejaar").astype(np.float64)
    by_year = np.isnat(birth)
    may_come = (eldest > 0) & (_month_and_day(start) != _LAST_OF_YEAR)
    youngest = np.where(may_come, eldest - 1, eldest)
    return np.where(by_year, youngest, exact), np.where(by_year, eldest, exact), by_year


def _year(days: Array) -> Array:
    """Years of dates as floats; NaN for NaT."""
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(np.isnat(days), np.nan, years)


def _month_and_day(days: Array) -> Array:
    """Month and day as one number that orders the days within a year: 229 for 29 February.

    Born on 29 February one ages on 1 March in other years: 228 comes before 229, 301 does not.
    """
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    number: Array = month * 100 + (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    return number


def _rank(context: Context, age: Array) -> Array:
    """0 for a fitting age, 1 for a warning, 2 for an error."""
    ok, wrong = context.settings.leeftijd_ok_tot, context.settings.leeftijd_fout_vanaf
    return np.where((age < 0) | (age >= wrong), 2, np.where(age >= ok, 1, 0))


def _age_hit(context: Context, row: int, low: int, high: int, *, by_year: bool) -> Hit:
    certain = low == high
    severity = Severity.FOUT if certain and high > 1 else Severity.WAARSCHUWING
    fields = ("Geboortedatum", "Geboortejaar")
    start, birth = context.days(_START)[row], context.days("Casussen.Geboortedatum")[row]
    born_later = birth > start or _born_in_later_year(context, row, by_year=by_year)
    return Hit(
        _too_early_text(as_date(start)) if born_later else _age_text(context, row, low, high),
        severity,
        "Casussen",
        row,
        fields[::-1] if by_year else fields,
    )


def _born_in_later_year(context: Context, row: int, *, by_year: bool) -> bool:
    if not by_year:
        return False
    start = as_date(context.days(_START)[row])
    return bool(context.objects("Casussen.Geboortejaar")[row] > start.year)


def _too_early_text(start: date) -> str:
    return f"De geboorte ligt na de aanmelding op {day(start)}. Verbeter {{cel}} of die datum."


def _age_text(context: Context, row: int, low: int, high: int) -> str:
    ok, wrong = context.settings.leeftijd_ok_tot, context.settings.leeftijd_fout_vanaf
    certain = low == high
    bound = wrong if low > 1 else ok
    maybe = "" if certain or low else " misschien al"
    return (
        f"Op de aanmelddatum {day(context.days(_START)[row])} was de jeugdige{maybe} {bound} jaar "
        f"of ouder; het expertteam is er tot de {ok}e verjaardag. Kloppen de datums, bespreek dan "
        "of de casus hier hoort."
    )


@implements(G04)
def stream_filled(context: Context) -> Result:
    """G04 (C20 1): a werkstroom is required for 2020 and must be empty for 2018."""
    version, lacks = context.case_versions, blank(context.objects(_STREAM))
    applies = ~context.advice_questions
    known = applies & context.known(_STREAM)
    lacking = known & among(version, ("2020",)) & lacks
    early = known & among(version, ("2018",)) & ~lacks & ~_talked_from_2020(context)
    start = context.days(_START)
    hits = [_lacking(as_date(start[row]), int(row)) for row in np.flatnonzero(lacking)]
    hits += [_too_early(as_date(start[row]), int(row)) for row in np.flatnonzero(early)]
    return Result(hits, int(np.sum(applies & (~known | blank(version)))))


def _talked_from_2020(context: Context) -> Array:
    """Cases that were discussed, or are planned to be, under the convenant of 2020."""
    talks = context.talks
    later = talks["state"].isin((HELD, PLANNED)) & talks["version"].eq("2020")
    numbered = among(context.case_keys, set(talks.loc[later, "key"].dropna()))
    numbered[talks.loc[later & (talks["case"] >= 0), "case"].to_numpy(dtype=int)] = True
    return numbered


def _lacking(start: date, row: int) -> Hit:
    return Hit(
        f"De werkstroom is leeg, en verplicht voor een aanmelding van {day(start)} (convenant "
        "2020). Vul in {cel} A of B in.",
        Severity.FOUT,
        "Casussen",
        row,
        ("Werkstroom",),
    )


def _too_early(start: date, row: int) -> Hit:
    return Hit(
        f"Aangemeld {day(start)}, onder het convenant van 2018; dat kent geen werkstromen. Maak "
        "{cel} leeg, of verbeter de datum.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        ("Werkstroom",),
    )
