"""The rhythm of the doorbraaktafel: how often (T07) and how long it meets (T08)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.versions import version_names
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.terms import T07, T08
from expertteam_xl.rules.context import CANCELLED, HELD, LAPSED, NOT_HELD, PLANNED, Context
from expertteam_xl.rules.vectors import NAT, Array, among, blank
from expertteam_xl.rules.wording import day, days
from expertteam_xl.text import count

_DATE = "Overleggen.Overlegdatum"
_LASTED = "Overleggen.Duur (min)"
_WEEK = 7
_THURSDAY_FIRST = 3
"""The weekday, from Monday, of the day from which numpy counts."""

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@implements(T07)
def every_other_week(context: Context) -> Result:
    """T07 (C20 6; V Vergaderingen): tables at most so many days apart, on a fixed weekday.

    A table counts on its day when it was held or lapsed. One hit a day: a gap before it, or
    another weekday than the usual one of that year; a table between two usual ones that are near
    enough is one on call. Where a table may be missing from the list a gap is unknown.
    """
    tables = _tables(context)
    gaps = np.diff(tables.days).astype(int)
    wide = np.concatenate([[False], gaps > context.settings.sessie_interval_dagen])
    vague = _vague_days(context)
    hidden = np.zeros(len(wide), dtype=bool)
    for i in np.flatnonzero(wide).tolist():
        inside = (vague > tables.days[i - 1]) & (vague < tables.days[i])
        hidden[i] = bool((inside | np.isnat(vague)).any())
    moved = _moved(context, tables) & ~wide
    hits = [_gap_hit(context, tables, i) for i in np.flatnonzero(wide & ~hidden).tolist()]
    hits += [_moved_hit(tables, i) for i in np.flatnonzero(moved).tolist()]
    return Result(hits, int(np.sum(hidden)))


@dataclass(frozen=True)
class _Tables:
    """The days on which a doorbraaktafel was scheduled, in order, each once.

    Attributes:
        days: of those held or lapsed, on or before the peildatum.
        rows: the first row in Overleggen of each.
        usual: the usual weekday in the year of each, from Monday.
        planned: days of those planned.
    """

    days: Array
    rows: Array
    usual: Array
    planned: Array


def _tables(context: Context) -> _Tables:
    state, on = context.objects("Overleggen.Status"), context.days(_DATE)
    in_a = among(context.objects("Overleggen.Werkstroom"), ("A",))
    in_a &= among(version_names(on), ("2020",))
    done = in_a & among(state, (HELD, LAPSED)) & (on <= context.today)
    rows = np.flatnonzero(done)
    found, first = np.unique(on[rows], return_index=True)
    planned = on[in_a & among(state, (PLANNED,))]
    return _Tables(found, rows[first], _usual(found), np.unique(planned))


def _weekday(on: Array) -> Array:
    """The weekday of every day, from Monday."""
    weekday: Array = (on.astype("datetime64[D]").astype(np.int64) + _THURSDAY_FIRST) % _WEEK
    return weekday


def _usual(on: Array) -> Array:
    """For every day the weekday that most tables of its year have; the earliest one when equal."""
    usual = _weekday(on).copy()
    years = on.astype("datetime64[Y]")
    for year in np.unique(years):
        own = years == year
        numbers = np.bincount(_weekday(on[own]), minlength=_WEEK)
        most = _weekday(on[own])[numbers[_weekday(on[own])] == numbers.max()]
        usual[own] = most[0]
    return usual


def _vague_days(context: Context) -> Array:
    """Days, NaT where not even that is known, of rows that may be a table held or lapsed."""
    state, on = context.objects("Overleggen.Status"), context.days(_DATE)
    stream = context.objects("Overleggen.Werkstroom")
    maybe = ~among(stream, ("B",)) & ~among(state, (PLANNED, CANCELLED))
    maybe &= np.isnat(on) | among(version_names(on), ("2020",))
    sure = among(stream, ("A",)) & among(state, (HELD, LAPSED)) & ~np.isnat(on)
    older = blank(stream) & ~context.unreadable("Overleggen.Werkstroom") & np.isnat(on)
    vague: Array = on[maybe & ~sure & ~older]
    return vague


def _moved(context: Context, tables: _Tables) -> Array:
    """Which tables stand in on another weekday for the usual one of their year.

    A first table has none to stand in for. The last one has, when the usual day after the one
    before it went by without a table.
    """
    moved = np.zeros(len(tables.days), dtype=bool)
    step = np.timedelta64(context.settings.sessie_interval_dagen, "D")
    every = np.union1d(tables.days, tables.planned)
    for i in np.flatnonzero(_weekday(tables.days) != tables.usual).tolist():
        fixed = every[_weekday(every) == tables.usual[i]]
        at = int(np.searchsorted(fixed, tables.days[i]))
        if not at:
            continue
        before, after = fixed[at - 1], fixed[at] if at < len(fixed) else NAT
        gone = before + step <= context.today
        moved[i] = gone if np.isnat(after) else after - before > step
    return moved


def _gap_hit(context: Context, tables: _Tables, i: int) -> Hit:
    before, on = tables.days[i - 1], tables.days[i]
    number = int((on - before).astype(int))
    return Hit(
        f"Doorbraaktafel op {day(on)}, {days(number)} na de vorige ({day(before)}); afgesproken "
        f"is hoogstens {days(context.settings.sessie_interval_dagen)}. Was er tussendoor een "
        "tafel, leg die dan vast; klopt de datum niet, verbeter {cel}.",
        Severity.WAARSCHUWING,
        "Overleggen",
        int(tables.rows[i]),
        ("Overlegdatum",),
    )


def _moved_hit(tables: _Tables, i: int) -> Hit:
    on = tables.days[i]
    weekday = _WEEKDAYS[int(_weekday(tables.days)[i])]
    return Hit(
        f"Doorbraaktafel op {weekday} {day(on)}; de vaste dag was in dat jaar "
        f"{_WEEKDAYS[int(tables.usual[i])]}. Klopt de datum? Zo niet, verbeter {{cel}}.",
        Severity.INFO,
        "Overleggen",
        int(tables.rows[i]),
        ("Overlegdatum",),
    )


@implements(T08)
def two_hours(context: Context) -> Result:
    """T08 (V Vergaderingen): a held table of werkstroom A lasts so many minutes at most."""
    state, on = context.objects("Overleggen.Status"), context.days(_DATE)
    stream = context.objects("Overleggen.Werkstroom")
    lasted = context.register.table("Overleggen").frame["Duur (min)"].to_numpy(dtype=np.float64)
    long = lasted > context.settings.sessie_min
    new = among(version_names(on), ("2020",))
    sure = among(state, (HELD,)) & among(stream, ("A",)) & new
    maybe = ~among(state, NOT_HELD) & ~among(stream, ("B",)) & (new | np.isnat(on))
    unsure = (sure & np.isnan(lasted)) | (maybe & ~sure & long)
    hits = [_long_hit(context, lasted[row], row) for row in np.flatnonzero(sure & long).tolist()]
    return Result(hits, int(np.sum(unsure)))


def _long_hit(context: Context, lasted: float, row: int) -> Hit:
    most = count(context.settings.sessie_min, "minuut", "minuten")
    return Hit(
        f"Deze doorbraaktafel duurde {int(lasted)} minuten; in principe is dat hoogstens {most}. "
        "Klopt dat? Zo niet, verbeter {cel}.",
        Severity.INFO,
        "Overleggen",
        row,
        ("Duur (min)",),
    )
