"""The monitor: the figures of a quarter or a year, for those who may see them (domein §5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from expertteam_xl.monitoring.model import Figure, Figures, FigureTable
from expertteam_xl.monitoring.periods import Period
from expertteam_xl.quarters import Quarter

if TYPE_CHECKING:
    from expertteam_xl.register.model import Register

__all__ = ["Figure", "FigureTable", "Figures", "Period", "Quarter", "monitor"]


def monitor(
    register: Register,
    period: Quarter | Period | int,
    *,
    doelgroep: str = "bestuurlijk",
    on: date | None = None,
) -> Figures:
    """All figures of a quarter or a year, small numbers hidden for the audience.

    Args:
        register: what `read_register` gave.
        period: the quarter, or the year.
        doelgroep: ``intern``, ``bestuurlijk`` or ``openbaar``.
        on: the peildatum, on which is known what there is to know; today when not given.

    Raises:
        DefinitionError: there is no such audience.
    """
    from expertteam_xl.monitoring.figures import figures_of

    if isinstance(period, Quarter):
        period = Period.of(period)
    elif isinstance(period, int):
        period = Period(period)
    return figures_of(register, period, doelgroep, on or date.today())
