"""Brothers and sisters who are placed apart (O15)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.advice_views import flags
from expertteam_xl.rules.catalogue.agreements import O15
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.eligibility import no_stream_column, scopes
from expertteam_xl.rules.vectors import Array, among, as_days, blank, frame_of, rows_at, taken
from expertteam_xl.rules.wording import day

_AWAY = ("tussenvoorziening", "pleegzorg", "gezinshuis", "instelling")
"""Places away from home."""

_NEVER = np.datetime64("9999-12-31", "D")
_MOTIVE = "Plaatsingen.Gemotiveerd"


@implements(O15)
def siblings_together(context: Context) -> Result:
    """O15 (C20 2; werkstroom A): siblings live at one location at a time, unless motivated.

    Of two placements apart the later one is told, and neither when one of them is motivated. In
    nights: who moves out on the day that the other comes is not there any more.
    """
    if reason := no_stream_column(context):
        return Result(not_testable=reason)
    stays = _stays(context)
    unsure = flags(stays["unsure"])
    found = _apart(stays[~unsure])
    said = among(context.objects(_MOTIVE), (False,))
    days = context.days("Plaatsingen.Plaatsingsdatum")
    hits = [_placed_apart(days[row], row, said=bool(said[row])) for row in sorted(found)]
    return Result(hits, int(np.sum(unsure & flags(stays["in_a"]))))


def _stays(context: Context) -> pd.DataFrame:
    """Every placement away from home, of a family with more than one youth, in order of day.

    Columns: ``row``, ``family`` and ``person`` (as compared), ``in_a`` (of werkstroom A), ``start``
    and ``end`` (a stay without an end lasts until the next one), ``place`` (as compared),
    ``motivated``, and ``unsure`` (where, or until when, can't be told).
    """
    case = rows_at(context.keys("Plaatsingen.Casusnummer"), context.case_rows)
    start, left = context.days("Plaatsingen.Plaatsingsdatum"), "Plaatsingen.Uitstroomdatum"
    place = context.keys("Plaatsingen.Locatiecode")
    stays = frame_of(
        {
            "row": np.arange(len(case)),
            "family": taken(context.keys("Casussen.Gezinsnummer"), case),
            "person": taken(context.case_persons, case),
            "in_a": among(taken(scopes(context), case), ("A",)),
            "start": start,
            "end": context.days(left),
            "place": place,
            "motivated": among(context.objects(_MOTIVE), (True,)),
            "unsure": blank(place) | context.unreadable(left) | context.unreadable(_MOTIVE),
            "away": _away(context),
        }
    )
    stays = stays[stays["family"].notna() & stays["start"].notna()]
    stays = stays.sort_values(["start", "row"], kind="stable", ignore_index=True)
    stays["end"] = stays["end"].fillna(stays.groupby("person", sort=False)["start"].shift(-1))
    stays = stays[stays["away"].to_numpy(dtype=bool)]
    several = stays.groupby("family", sort=False)["person"].transform("nunique") > 1
    return stays[several.to_numpy(dtype=bool)]


def _away(context: Context) -> Array:
    """Placements away from home that were no refusal."""
    away: Array = among(context.objects("Plaatsingen.Type"), _AWAY)
    return away & ~among(context.objects("Plaatsingen.Vol"), (True,))


@dataclass
class _Housed:
    """Who of a family lives where, at one moment."""

    everyone: int = 0
    by_place: Counter[Any] = field(default_factory=Counter)
    by_person: Counter[Any] = field(default_factory=Counter)
    by_both: Counter[Any] = field(default_factory=Counter)

    def change(self, person: Any, place: Any, step: int) -> None:
        """Let somebody come or go."""
        self.everyone += step
        self.by_place[place] += step
        self.by_person[person] += step
        self.by_both[person, place] += step

    def elsewhere(self, person: Any, place: Any) -> int:
        """How many others live at another place."""
        here = self.by_place[place] + self.by_person[person] - self.by_both[person, place]
        return self.everyone - here


@dataclass
class _Family:
    """The stays of a family that have not ended, all of them and those of werkstroom A."""

    ends: list[tuple[Any, int, Any, Any, bool]] = field(default_factory=list)
    all: _Housed = field(default_factory=_Housed)
    in_a: _Housed = field(default_factory=_Housed)

    def come(self, end: Any, row: int, person: Any, place: Any, *, in_a: bool) -> None:
        """Let a stay begin."""
        heappush(self.ends, (end, row, person, place, in_a))
        self._change(person, place, 1, in_a=in_a)

    def leave(self, on: Any) -> None:
        """Let all stays end that last until this day."""
        while self.ends and self.ends[0][0] <= on:
            _, _, person, place, in_a = heappop(self.ends)
            self._change(person, place, -1, in_a=in_a)

    def _change(self, person: Any, place: Any, step: int, *, in_a: bool) -> None:
        self.all.change(person, place, step)
        if in_a:
            self.in_a.change(person, place, step)


def _apart(stays: pd.DataFrame) -> list[int]:
    """Rows of Plaatsingen that began while a sibling lived elsewhere; either is of werkstroom A."""
    stays = stays[~flags(stays["motivated"])]
    ends = as_days(stays["end"])
    ends = np.where(np.isnat(ends), _NEVER, ends).tolist()
    families: dict[Any, _Family] = {}
    found = []
    columns = (stays[name].tolist() for name in ("row", "family", "person", "place", "in_a"))
    starts = as_days(stays["start"]).tolist()
    for start, end, row, name, person, place, in_a in zip(starts, ends, *columns, strict=True):
        family = families.setdefault(name, _Family())
        family.leave(start)
        if end <= start:
            continue
        others = family.all if in_a else family.in_a
        if others.elsewhere(person, place):
            found.append(row)
        family.come(end, row, person, place, in_a=in_a)
    return found


def _placed_apart(start: np.datetime64, row: int, *, said: bool) -> Hit:
    what = "dat is niet gemotiveerd" if said else "er staat niet of dat gemotiveerd is"
    return Hit(
        f"Geplaatst op {day(start)}, terwijl een broer of zus op een andere locatie verblijft, en "
        f"{what}. Kloppen locatie en datums? Is het gemotiveerd, vul dan in {{cel}} ja in.",
        Severity.WAARSCHUWING,
        "Plaatsingen",
        row,
        ("Gemotiveerd", "Plaatsingsdatum"),
    )
