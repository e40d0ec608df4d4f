"""How long it took until there was a solution (M02-5)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.monitoring.measures import Count, Statistic, median, percentile
from expertteam_xl.monitoring.model import Build, Definition, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import no_column, no_talks, within
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import NAT, Array, as_days, looked_up

_SOLVED = "Casussen.Oplossing gerealiseerd op"
_NINETY = 90


def _first_session(context: Context) -> Array:
    """For every row of Casussen its first held session; in a minimal register that on its row."""
    held = context.held
    if context.register.minimal:
        found = np.full(len(context.cases), NAT)
        found[held["row"].to_numpy(dtype=np.intp)] = as_days(held["day"])
        return found
    first = held[held["key"].notna()].drop_duplicates("key")
    return looked_up(context.case_keys, dict(zip(first["key"], as_days(first["day"]), strict=True)))


def _days(context: Context, since: str) -> tuple[Array, Array]:
    """Of every row of Casussen the day of its solution, and how many days it took; NaT, 0."""
    solved = context.days(_SOLVED)
    start = (
        context.days("Casussen.Aanmelddatum") if since == "aanmelding" else _first_session(context)
    )
    told = start <= solved
    return np.where(told, solved, NAT), np.where(told, solved - start, 0).astype(np.int64)


def _figure(since: str, *, middle: bool) -> Build:
    """A build of the median, or else of the ninetieth percentile, since a start."""

    def build(context: Context, span: Span) -> Measures:
        if reason := no_column(context, _SOLVED) or (no_talks(context) if late else None):
            return {"": reason}
        solved, took = context.derived(f"monitor {since}", lambda: _days(context, since))
        days = took[within(solved, span)].tolist()
        value = median(days) if middle else percentile(days, _NINETY)
        return {"": Statistic(value, Count(f"oplossingen sinds {since}", len(days)))}

    late = since != "aanmelding"
    return build


def _definition(code: str, since: str, *, middle: bool) -> Definition:
    what = "Mediaan" if middle else "90e percentiel"
    start = "de aanmelding" if since == "aanmelding" else "het eerste gehouden overleg"
    text = (
        "Kalenderdagen; de helft van de oplossingen kwam eerder."
        if middle
        else "Kalenderdagen; negen van de tien oplossingen kwamen eerder."
    )
    return Definition(
        code,
        f"{what} van {start} tot de oplossing",
        Unit.DAGEN,
        Section.SNELHEID,
        f"{text} Naar de datum waarop de oplossing gerealiseerd is.",
        _figure(since, middle=middle),
        source="V Uitvoering",
    )


DEFINITIONS = (
    _definition("M02-5a", "aanmelding", middle=True),
    _definition("M02-5b", "aanmelding", middle=False),
    _definition("M02-5c", "overleg", middle=True),
    _definition("M02-5d", "overleg", middle=False),
)
