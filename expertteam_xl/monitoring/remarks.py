"""What a reader of one monitor must know about its period and its register: the footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import numpy as np

from expertteam_xl.monitoring.costs import without_tariff
from expertteam_xl.monitoring.crosstabs import margins_only
from expertteam_xl.monitoring.model import Figure, FigureTable
from expertteam_xl.monitoring.periods import Period
from expertteam_xl.monitoring.views import registered, registered_in
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.wording import day


def remarks(context: Context, period: Period, audience: str, first: date) -> tuple[str, ...]:
    """The footnotes of one monitor, in whole Dutch sentences.

    Args:
        context: the register.
        period: the quarter or year.
        audience: for whom; only the team itself is told how many.
        first: the first day of which there is anything to tell.
    """
    return tuple(_remarks(context, period, audience, first))


def _remarks(context: Context, period: Period, audience: str, first: date) -> Iterator[str]:
    if context.on <= period.last:
        yield (
            f"Op de peildatum {day(context.on)} was de periode nog niet voorbij; de aantallen "
            "kunnen nog groeien."
        )
    if first < period.first:
        yield f"Cumulatief telt vanaf {Quarter.of(first)}, het eerste kwartaal van het register."
    if period.quarter is None:
        yield (
            "Een jaar is de optelsom van zijn vier kwartalen, behalve bij een stand en bij "
            "verschillende casussen: die tellen in een jaar eenmaal."
        )
    if context.register.minimal:
        yield (
            "Het register heeft geen (ingevulde) bladen Overleggen en Besprekingen. Besproken "
            "casussen komen van de overlegdatum op Casussen; sessies, deelname en kosten zijn niet "
            "te bepalen."
        )
    if registered_in(context, period.span).any() and margins_only(context, period.span):
        yield (
            "Kruistabellen tonen alleen hun totalen: er zijn minder dan "
            f"{context.settings.kruistabel_min} aanmeldingen in de periode of in een deel ervan."
        )
    yield from _incomplete(context, period, audience)
    yield from _arranged(context)


def _incomplete(context: Context, period: Period, audience: str) -> Iterator[str]:
    """What is not in the figures, because a date or a tariff is lacking."""
    undated = registered(context) & np.isnat(context.days("Casussen.Aanmelddatum"))
    if undated.any():
        many = f" ({int(undated.sum())})" if audience == "intern" else ""
        yield f"Aanmeldingen zonder leesbare aanmelddatum{many} tellen nergens mee."
    if without_tariff(context, period.until):
        yield (
            "Niet alle tijd die partners declareren heeft een tarief; de kosten zijn in "
            "werkelijkheid hoger."
        )


def _arranged(context: Context) -> Iterator[str]:
    """What the region says of its money and mandate (B07, B08); nothing where it says nothing."""
    settings = context.settings
    if settings.doorbraakbudget is not None:
        yield f"De regio heeft {'een' if settings.doorbraakbudget else 'geen'} doorbraakbudget."
    if settings.mandaat is not None:
        yield f"Het mandaat is regionaal {'' if settings.mandaat else 'niet '}geregeld."


def targets(context: Context, figures: Mapping[str, Figure | FigureTable]) -> tuple[str, ...]:
    """What the region aims at (streefwaarden), beside the figures that it did so for."""
    return tuple(
        f"Streefwaarde van {code} ({figures[code].name}): {_written(target)}."
        for code, target in context.settings.streefwaarden
        if code in figures
    )


def _written(target: Decimal) -> str:
    return f"{target.normalize():f}".replace(".", ",")
