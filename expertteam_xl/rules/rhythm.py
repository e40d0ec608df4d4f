"""The rhythm of the doorbraaktafel: how often (T07) and how long it meets (T08)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.versions import version_names
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.terms import T07, T08
from expertteam_xl.rules.context import CANCELLED, HELD, LAPSED, NOT_HELD, PLANNED, Context
from expertteam_xl.rules.vectors import Array, among
from expertteam_xl.rules.wording import day, days
from expertteam_xl.text import count

_DATE = "Overleggen.Overlegdatum"
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_THURSDAY = 3
"""The weekday, from Monday, of the day from which numpy counts."""


@implements(T07)
def every_other_week(context: Context) -> Result:
    """T07 (C20 6; V Vergaderingen): tables at most so many days apart, on a fixed weekday.

    A table counts on its day when it was held or lapsed. A day gets one hit: a gap before it, or
    else that it stands in for the fixed day; what comes on top of the fixed days is on call. Where
    a row may be the table that lacks, a gap is unknown. A team that writes down no lapsed table is
    told of its gaps once.
    """
    tables = _tables(context)
    wide = np.flatnonzero(np.diff(tables.days).astype(int) > tables.most) + 1
    hidden = _any_between(tables.maybe, tables.days[wide - 1], tables.days[wide])
    gaps = wide[~hidden].tolist()
    moved = np.setdiff1d(_stand_ins(context, tables), wide).tolist()
    if len(gaps) > 1 and not tables.lapses:
        hits = [_gaps_hit(tables, gaps)]
    else:
        hits = [_gap_hit(tables, i) for i in gaps]
    return Result(hits + [_moved_hit(tables, i) for i in moved], int(np.sum(hidden)))


@dataclass(frozen=True)
class _Tables:
    """The doorbraaktafels that were held or lapsed, and what else there is on the agenda of A.

    Attributes:
        days: on which there was one up to the peildatum, in order, each once.
        rows: the first row in Overleggen of each.
        fixed: the weekday, from Monday, that most tables of the year of each have; -1 where none
            has most.
        lapses: whether any lapsed.
        maybe: days, in order, of rows that may be one; NaT where the day is unknown too.
        planned, cancelled: days of those, in order.
        most: how many days there may lie between two.
    """

    days: Array
    rows: Array
    fixed: Array
    lapses: bool
    maybe: Array
    planned: Array
    cancelled: Array
    most: int


def _tables(context: Context) -> _Tables:
    state, on = context.objects("Overleggen.Status"), context.days(_DATE)
    stream = context.objects("Overleggen.Werkstroom")
    in_a = among(stream, ("A",)) & among(version_names(on), ("2020",))
    lapsed = in_a & among(state, (LAPSED,))
    past = on <= context.today
    rows = np.flatnonzero((lapsed | (in_a & among(state, (HELD,)))) & past)
    found, first = np.unique(on[rows], return_index=True)
    maybe = among(stream, ("A",)) | (~among(stream, ("B",)) & ~np.isnat(on))
    maybe &= ~among(state, (CANCELLED,)) & (past | ~among(state, (PLANNED,)))
    return _Tables(
        found,
        rows[first],
        _fixed(found),
        bool(lapsed.any()),
        np.sort(on[maybe]),
        np.unique(on[in_a & among(state, (PLANNED,))]),
        np.unique(on[in_a & among(state, (CANCELLED,))]),
        context.settings.sessie_interval_dagen,
    )


def _any_between(some: Array, after: Array, before: Array) -> Array:
    """For each pair of days whether any of some sorted days, or an unknown one, lies between."""
    known = some[~np.isnat(some)]
    inside = np.searchsorted(known, before) > np.searchsorted(known, after, side="right")
    between: Array = inside | (len(known) < len(some))
    return between


def _weekday(on: Array) -> Array:
    """The weekday of every day, from Monday."""
    weekday: Array = (on.astype("datetime64[D]").astype(np.int64) + _THURSDAY) % len(_WEEKDAYS)
    return weekday


def _fixed(on: Array) -> Array:
    """For every day the weekday that most days of its year have; -1 where none has most."""
    years, at = np.unique(on.astype("datetime64[Y]"), return_inverse=True)
    numbers = np.zeros((len(years), len(_WEEKDAYS)), dtype=np.int64)
    np.add.at(numbers, (at, _weekday(on)), 1)
    clear = np.sum(numbers == numbers.max(axis=1, keepdims=True), axis=1) == 1
    fixed: Array = np.where(clear, numbers.argmax(axis=1), -1)[at]
    return fixed


def _stand_ins(context: Context, tables: _Tables) -> Array:
    """Which tables stand in, on another weekday, for the one on the fixed day of their year.

    That is so when the fixed days before and after it lie too far apart; the first tables have
    none before them. Of more in a row on one weekday only the first is told.
    """
    own = _weekday(tables.days)
    every = np.union1d(tables.days, tables.planned)
    moved = np.zeros(len(own), dtype=bool)
    for weekday in range(len(_WEEKDAYS)):
        usual = every[_weekday(every) == weekday]
        other = np.flatnonzero((tables.fixed == weekday) & (own != weekday))
        at = np.searchsorted(usual, tables.days[other])
        other, at = other[at > 0], at[at > 0]
        if not len(other):
            continue
        before, after = usual[at - 1], np.append(usual, context.today + 1)[at]
        apart = (after - before).astype(int) > tables.most
        moved[other] = apart & ~_between_others(tables, before, after)
    again = np.concatenate([[False], moved[:-1] & (own[1:] == own[:-1])]) if len(own) else moved
    return np.flatnonzero(moved & ~again)


def _between_others(tables: _Tables, before: Array, after: Array) -> Array:
    """Whether a row that may be a table, and is not known to be one, lies between two days."""
    return _any_between(tables.maybe[~np.isin(tables.maybe, tables.days)], before, after)


def _gap_hit(tables: _Tables, i: int) -> Hit:
    before, on = tables.days[i - 1], tables.days[i]
    at = np.searchsorted(tables.cancelled, before, side="right")
    between = tables.cancelled[at : np.searchsorted(tables.cancelled, on)]
    ask = "Was er tussendoor een tafel, leg die dan vast; klopt de datum niet, verbeter {cel}."
    if len(between):
        ask = (
            f"Die van {day(between[0])} was geannuleerd: kwam er een andere voor in de plaats, leg "
            "die dan vast."
        )
    return _hit(
        tables,
        i,
        Severity.WAARSCHUWING,
        f"Doorbraaktafel op {day(on)}, {_apart(tables, i)} na de vorige ({day(before)}); "
        f"afgesproken is hoogstens {days(tables.most)}. {ask}",
    )


def _gaps_hit(tables: _Tables, gaps: list[int]) -> Hit:
    """Every gap at once, at the last one: nobody writes down what lapsed."""
    last = gaps[-1]
    return _hit(
        tables,
        last,
        Severity.WAARSCHUWING,
        f"{len(gaps)} keer zitten er meer dan {days(tables.most)} tussen twee doorbraaktafels, het "
        f"laatst voor die van {day(tables.days[last])} ({_apart(tables, last)}). Er staan geen "
        "vervallen tafels in het register: waren die er, leg ze dan vast.",
    )


def _moved_hit(tables: _Tables, i: int) -> Hit:
    on = tables.days[[i]]
    weekday = _WEEKDAYS[_weekday(on)[0]]
    return _hit(
        tables,
        i,
        Severity.INFO,
        f"Doorbraaktafel op {weekday} {day(on[0])}; de vaste dag was in dat jaar "
        f"{_WEEKDAYS[tables.fixed[i]]}. Klopt de datum? Zo niet, verbeter {{cel}}.",
    )


def _apart(tables: _Tables, i: int) -> str:
    """How long after the one before it a table was."""
    return days(int((tables.days[i] - tables.days[i - 1]).astype(int)))


def _hit(tables: _Tables, i: int, severity: Severity, text: str) -> Hit:
    return Hit(text, severity, "Overleggen", int(tables.rows[i]), ("Overlegdatum",))


@implements(T08)
def no_longer_than_agreed(context: Context) -> Result:
    """T08 (V Vergaderingen): a held table of werkstroom A lasts so many minutes at most."""
    state, on = context.objects("Overleggen.Status"), context.days(_DATE)
    stream = context.objects("Overleggen.Werkstroom")
    lasted = context.objects("Overleggen.Duur (min)").astype(np.float64)
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
