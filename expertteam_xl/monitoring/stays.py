"""Stays in the tussenvoorziening: how many, how long, and where youths went (T-h)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from expertteam_xl.monitoring.measures import Measure, Share, Statistic, mean
from expertteam_xl.monitoring.model import Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import Labels, absent, by_label, counted, labels, within
from expertteam_xl.rules.clocks import State
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.stays import stay_clocks
from expertteam_xl.rules.vectors import Array, among, as_days, blank
from expertteam_xl.schema import column_at

_KIND, _START = "Plaatsingen.Type", "Plaatsingen.Plaatsingsdatum"
_HERE, _NOWHERE = "tussenvoorziening", "onbekend"


def stays(context: Context, span: Span) -> Measures:
    """T-h: stays in the tussenvoorziening, how long they took, and how many were refused."""
    if reason := absent(context, _KIND, _START):
        return {"": reason}
    first, left, state = context.derived("monitor stays", lambda: _stays(context))
    inside = within(first, span)
    most = context.settings.tv_max_dagen
    found: dict[Label, Measure] = {"verblijven": counted("verblijven", inside)}
    names = (
        "gemiddeld aantal dagen",
        f"langer dan {most} dagen",
        f"percentage langer dan {most} dagen",
    )
    if reason := absent(context, "Plaatsingen.Uitstroomdatum"):
        found |= dict.fromkeys(names, reason)
    else:
        found |= zip(names, _lengths(first, left, state, inside), strict=True)
    return {**found, "geweigerd omdat alles vol was": _refused(context, span)}


def _lengths(first: Array, left: Array, state: Array, inside: Array) -> tuple[Measure, ...]:
    """Mean of the stays that are over, and how many are too long, of those of which it is known."""
    ended = inside & ~np.isnat(left)
    nights = (left[ended] - first[ended]).astype(np.int64).tolist()
    told = inside & (state != State.ONBEKEND)
    long = counted("verblijven te lang", told & np.isin(state, _TOO_LONG))
    return (
        Statistic(mean(nights), counted("verblijven beëindigd", ended)),
        long,
        Share(long, counted("verblijven bekend", told)),
    )


_TOO_LONG = (State.TE_LAAT, State.OPEN_TE_LAAT)


def _stays(context: Context) -> tuple[Array, Array, Array]:
    """Of every stay its first day, its last (NaT while it lasts on the peildatum) and its term."""
    frame, clocks = stay_clocks(context)
    return as_days(frame["first"]), clocks.end, clocks.state


def _refused(context: Context, span: Span) -> Measure:
    if reason := absent(context, "Plaatsingen.Vol"):
        return reason
    full = context.derived(
        "monitor full", lambda: among(context.objects("Plaatsingen.Vol"), (True,))
    )
    return counted("geweigerd", full & within(context.days(_START), span))


def destinations(context: Context, span: Span) -> Measures:
    """T-h-uitstroom: where youths went after the tussenvoorziening, by uitstroomdatum."""
    if reason := absent(context, _KIND, _START, "Plaatsingen.Uitstroomdatum"):
        return {"": reason}
    left, found = context.derived("monitor outflow", lambda: _destinations(context))
    return by_label("uitstroom", found, within(left, span))


def _destinations(context: Context) -> tuple[Array, Labels]:
    """Of every stay the day on which it ended, and the kind of the next place of its case."""
    frame, clocks = stay_clocks(context)
    kinds = [word for word in column_at(_KIND).words if word != _HERE]
    names = tuple(f"naar {kind}" for kind in kinds)
    ended = pd.DataFrame({"key": frame["key"], "day": clocks.end}).dropna()
    after = _next_places(context, ended, kinds)
    values = np.full(len(frame), None, dtype=object)
    values[after.index.to_numpy()] = after.to_numpy(dtype=object)
    return clocks.end, labels(values, names, _NOWHERE)


def _next_places(context: Context, ended: pd.DataFrame, kinds: list[str]) -> pd.Series:
    """For each ended stay the first placement elsewhere on or after its last day."""
    key, kind = context.keys("Plaatsingen.Casusnummer"), context.objects(_KIND)
    start = context.days(_START)
    chosen = among(kind, kinds) & ~np.isnat(start) & ~blank(key)
    if not chosen.any() or ended.empty:
        return pd.Series(dtype=object, index=pd.Index([], dtype=np.intp))
    places = pd.DataFrame({"key": key[chosen], "day": start[chosen], "kind": kind[chosen]})
    left = ended.reset_index(names="stay")
    found = pd.merge_asof(
        left.astype({"key": str}).sort_values("day", kind="stable"),
        places.astype({"key": str}).sort_values("day", kind="stable"),
        on="day",
        by="key",
        direction="forward",
    )
    known = found[found["kind"].notna()]
    return pd.Series([f"naar {word}" for word in known["kind"]], index=known["stay"].to_numpy())


DEFINITIONS = (
    Definition(
        "T-h",
        "Verblijf in de tussenvoorziening",
        Unit.AANTAL,
        Section.TERUGKEER,
        "Verblijven naar hun eerste plaatsingsdatum; aaneengesloten plaatsingen zijn een verblijf. "
        "Het gemiddelde gaat over verblijven die voorbij zijn, het percentage over die waarvan "
        "bekend is hoe lang zij duren of duurden. Weigeringen naar hun eigen datum.",
        stays,
        table=True,
        source="C20 1",
    ),
    Definition(
        "T-h-uitstroom",
        "Uitstroom uit de tussenvoorziening",
        Unit.AANTAL,
        Section.TERUGKEER,
        "Verblijven naar uitstroomdatum, en waarheen de jeugdige daarna ging.",
        destinations,
        table=True,
        total=True,
    ),
)
