"""The figures of one register, period and audience."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from expertteam_xl import __version__
from expertteam_xl.monitoring.assemble import Layout, audience_for, editions, history, unknown
from expertteam_xl.monitoring.catalogue import definitions_for
from expertteam_xl.monitoring.model import Figures
from expertteam_xl.monitoring.periods import Period, first_day
from expertteam_xl.monitoring.publication import Publication
from expertteam_xl.monitoring.remarks import remarks, targets
from expertteam_xl.rules.context import Context

if TYPE_CHECKING:
    from expertteam_xl.register.model import Register

_DATED = (
    "Casussen.Aanmelddatum",
    "Casussen.Triagedatum",
    "Casussen.Overlegdatum",
    "Casussen.Besluit verzonden op",
    "Casussen.Peildatum UHP",
    "Casussen.Oplossing gerealiseerd op",
    "Casussen.Afgesloten op",
    "Overleggen.Overlegdatum",
    "Plaatsingen.Plaatsingsdatum",
    "Plaatsingen.Uitstroomdatum",
    "Adviezen.Adviesdatum",
    "Doelen.Termijn",
    "Afspraken.Termijn",
    "Afsluitingen.Datum",
    "Ervaringen.Datum",
    "C&A-uren.Datum",
    "Signalering.Datum",
    "Leren.Datum",
)
"""Where every day stands that a figure counts by; the first of them begins the first quarter."""


def figures_of(register: Register, period: Period, audience_name: str, on: date) -> Figures:
    """All figures as they may be printed; see `expertteam_xl.monitoring.monitor`."""
    import hashlib

    context = Context(register, on)
    audience = audience_for(context, audience_name)
    definitions = definitions_for(audience_name)
    first = _first_day(context, period)
    made = editions(context, definitions, first, period)
    publication = Publication(made, definitions, audience)
    before = next((each for each in made if each.period == period.previous), None)
    figures = Layout(publication, made[-1], before).figures(definitions)
    return Figures(
        period=period,
        audience=audience.name,
        on=on,
        figures=figures,
        history=history(publication, made, definitions),
        definitions={each.code: each for each in definitions},
        notes=(*remarks(context, period, audience.name, first), *targets(context, figures)),
        quality=unknown(figures),
        register_name=register.name,
        sha256=hashlib.sha256(register.data).hexdigest(),
        program=f"expertteam-xl {__version__}",
        register=register,
    )


def _first_day(context: Context, period: Period) -> date:
    """The first day of which there is anything to tell; that of the period when there is none.

    What is dated before the first convenant can only be a mistake.
    """
    first = [days.min() for place in _DATED if (days := _known(context, place)).size]
    if not first:
        return period.first
    day: date = min(first).astype(object)
    return min(max(day, first_day()), period.first)


def _known(context: Context, place: str) -> np.ndarray:
    days = context.days(place)
    known: np.ndarray = days[~np.isnat(days)]
    return known
