"""The budget of C&A against its hours (F05): amounts in whole cents, hours exact."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from expertteam_xl.billing.model import Budget, BudgetLine
from expertteam_xl.convenant.versions import BudgetLine as Agreed
from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.declared.times import half_up
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array
from expertteam_xl.text import fold

MONTHS = 12
_CENTS = 100


def budget(context: Context, quarter: Quarter) -> Budget | None:
    """The budget of the quarter's year, and how far it is spent at the end of the quarter.

    Triage is budgeted by the case; its forecast for the year goes on at the rate so far.

    Args:
        context: the register.
        quarter: the quarter; None comes back for a year before the budget was made.
    """
    agreed = newest_version().budget
    if agreed is None or quarter.year < agreed.year:
        return None
    hours, others = _hours(context, quarter, [line.function for line in agreed.lines])
    lines = tuple(_line(context, quarter, each, hours) for each in agreed.lines)
    triages = _triages(context, quarter)
    forecast = Fraction(triages * MONTHS, quarter.months)
    by_case = [line for line in agreed.lines if line.hours_per_case]
    cost = sum(
        forecast * (line.hours_per_case or 0) * _tariff(context, line.tariff_key)
        for line in by_case
    )
    return Budget(
        year=quarter.year,
        months=quarter.months,
        lines=lines,
        cover=tuple((name, euros * _CENTS) for name, euros in agreed.cover),
        stated_cent=agreed.stated * _CENTS,
        triages=triages,
        prognose_casussen=forecast,
        prognose_cent=half_up(Fraction(cost)),
        other_hours=others,
    )


def _line(
    context: Context, quarter: Quarter, agreed: Agreed, spent: dict[str, Fraction] | None
) -> BudgetLine:
    hours = Fraction((agreed.hours_per_month or 0) * MONTHS)
    hours += (agreed.hours_per_case or 0) * context.settings.budget_casussen
    tariff = _tariff(context, agreed.tariff_key)
    used = None if spent is None else spent.get(agreed.function, Fraction(0))
    return BudgetLine(
        functie=agreed.function,
        uren=hours,
        tarief_cent=tariff,
        cent=half_up(hours * tariff),
        cent_tot_en_met=half_up(hours * tariff * quarter.months / MONTHS),
        werkelijk_uren=used,
        werkelijk_cent=None if used is None else half_up(used * tariff),
    )


def _tariff(context: Context, key: str) -> int:
    """An hourly tariff of the settings in cents."""
    euros: Decimal = getattr(context.settings, key)
    return half_up(Fraction(euros) * _CENTS)


def _hours(
    context: Context, quarter: Quarter, functions: list[str]
) -> tuple[dict[str, Fraction] | None, Fraction]:
    """Hours of the year so far by function of the budget, and those of any other one.

    Returns:
        None for the first where no hours are recorded at all.
    """
    table = context.register.table("C&A-uren")
    if not (len(table) and table.has("Uren")):
        return None, Fraction(0)
    counted = _so_far(context.days("C&A-uren.Datum"), quarter)
    typed = table.frame["Uren"].to_numpy(dtype=np.float64)
    names = context.objects("C&A-uren.Functie")
    found: dict[str, Fraction] = {}
    others = Fraction(0)
    for row in np.flatnonzero(counted & ~np.isnan(typed)).tolist():
        hours = Fraction(repr(float(typed[row])))
        function = _function(names[row], functions)
        if function is None:
            others += hours
        else:
            found[function] = found.get(function, Fraction(0)) + hours
    return found, others


def _function(name: str | None, functions: list[str]) -> str | None:
    """The function of the budget that a recorded one is: ``secretaris`` is *Secretaris overleg*."""
    told = fold(name or "")
    exact = [each for each in functions if fold(each) == told]
    within = [each for each in functions if told and told in map(fold, each.split())]
    return next(iter([*exact, *within]), None)


def _triages(context: Context, quarter: Quarter) -> int:
    """Cases of which the triage was done in the year so far."""
    return int(_so_far(context.days("Casussen.Triagedatum"), quarter).sum())


def _so_far(days: Array, quarter: Quarter) -> Array:
    """Which days lie in the year of a quarter, up to its end."""
    first, last = np.datetime64(date(quarter.year, 1, 1)), np.datetime64(quarter.last)
    found: Array = (days >= first) & (days <= last)
    return found
