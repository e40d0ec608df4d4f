"""Which consulttarief holds for a partner, a tariefcode and a day (F07)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.declared.rows import attendance
from expertteam_xl.declared.who import parties_at
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, as_days, blank, frame_of, objects

_FIRST, _LAST = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")
_ANY = None
"""Stands for a partner or tariefcode that can't be told: it may be any."""


@dataclass(frozen=True)
class Tariffs:
    """The tariff of every row of Deelnames on its overlegdatum; arrays of one value a row.

    Attributes:
        row: row in Tarieven of the one tariff that holds; -1 when there is none, or more than one.
        number: how many hold.
        code: its tariefcode as compared: its own, or where it has none the only one of its partner;
            else None.
        maybe: whether none holds but a row of Tarieven that can't be used may be the one.
        partner_known: whether Tarieven has any row of that partner.
        code_known: whether Tarieven has any row of that partner with that code.
    """

    row: Array
    number: Array
    code: Array
    maybe: Array
    partner_known: Array
    code_known: Array


def cents_per_hour(context: Context) -> Array:
    """Amount of every row of Tarieven in whole cents; 0 where it can't be told."""
    table = context.register.table("Tarieven")
    amount = np.full(len(table), np.nan)
    if table.has("€ per uur"):
        amount = table.frame["€ per uur"].to_numpy(dtype=np.float64)
    cents: Array = np.nan_to_num(amount).astype(np.int64)
    return cents


def periods(context: Context) -> pd.DataFrame:
    """Every row of Tarieven and from when to when it holds, both days included.

    Columns: ``partner`` and ``code`` (as compared; None when they can't be told), ``begin`` and
    ``end`` (datetime64; the first and the last day of all where there is no bound), ``usable``
    (whether all of it can be told), ``reversed`` (whether it ends before it begins).
    """
    return context.derived("tariff periods", lambda: _periods(context))


def _periods(context: Context) -> pd.DataFrame:
    party = parties_at(context, "Tarieven.Partner")
    partner = context.keys("Tarieven.Partner").copy()
    partner[party < 0] = _ANY
    begin, end = context.days("Tarieven.Geldig van"), context.days("Tarieven.Geldig tot")
    code = context.keys("Tarieven.Tariefcode")
    priced = ~blank(context.objects("Tarieven.€ per uur")) & (cents_per_hour(context) >= 0)
    turned = end < begin
    told = ~context.unreadable("Tarieven.Geldig tot")
    return frame_of(
        {
            "partner": partner,
            "code": code,
            "begin": np.where(np.isnat(begin) | turned, _FIRST, begin),
            "end": np.where(np.isnat(end) | turned, _LAST, end),
            "usable": priced & told & ~np.isnat(begin) & ~turned & (party >= 0) & ~blank(code),
            "reversed": turned,
        }
    )


def tariffs(context: Context) -> Tariffs:
    """The tariff of every row of Deelnames on its overlegdatum, whether it is billed or not."""
    return context.derived("tariffs", lambda: _tariffs(context))


def _tariffs(context: Context) -> Tariffs:
    rows, known = attendance(context), periods(context)
    partner, days = rows["partner"].to_numpy(), as_days(rows["day"])
    code = _codes(context, partner, known)
    bare = blank(code)
    row, number = _found(known[known["usable"]], partner, code, days, bare)
    unsaid = _unsaid(known[~known["usable"]], partner, code, days, bare)
    pairs = set(_labels(known["partner"], known["code"]))
    return Tariffs(
        row=np.where(number == 1, row, -1),
        number=number,
        code=code,
        maybe=(number == 0) & (unsaid | context.unreadable("Deelnames.Tariefcode")),
        partner_known=among(partner, set(known["partner"]) - {_ANY}),
        code_known=among(_labels(partner, code), pairs),
    )


def _codes(context: Context, partner: Array, known: pd.DataFrame) -> Array:
    """Tariefcode of every row; where it is blank the only code that its partner has."""
    code = context.keys("Deelnames.Tariefcode")
    told = known[["partner", "code"]].dropna().drop_duplicates()
    single = told[~told.duplicated("partner", keep=False)]
    only = dict(zip(single["partner"], single["code"], strict=True))
    by_partner = objects([only.get(name) for name in partner])
    own: Array = np.where(blank(code), by_partner, code)
    return own


def _labels(partner: Collection[Any], code: Collection[Any]) -> Array:
    """Partner and tariefcode as one value; what can't be told is a star."""
    star = "*"
    return objects(
        [
            f"{star if who is _ANY else who}|{star if what is _ANY else what}"
            for who, what in zip(partner, code, strict=True)
        ]
    )


def _found(
    usable: pd.DataFrame, partner: Array, code: Array, days: Array, bare: Array
) -> tuple[Array, Array]:
    """Row in Tarieven, and how many hold; without a code those of the partner, whatever code."""
    row, number = _Book(usable, _labels(usable["partner"], usable["code"])).at(
        _labels(partner, code), days
    )
    any_row, any_number = _Book(usable, usable["partner"].to_numpy()).at(partner, days)
    return np.where(bare, any_row, row), np.where(bare, any_number, number)


def _unsaid(doubtful: pd.DataFrame, partner: Array, code: Array, days: Array, bare: Array) -> Array:
    """For which rows one of the tariffs that can't be used may hold."""
    found = np.zeros(len(days), dtype=bool)
    if doubtful.empty:
        return found
    anyone, anything = np.full(len(days), _ANY), np.full(len(days), _ANY)
    by_both = _Book(doubtful, _labels(doubtful["partner"], doubtful["code"]))
    for who in (partner, anyone):
        for what in (code, anything):
            found |= ~bare & (by_both.at(_labels(who, what), days)[1] > 0)
    by_partner = _Book(doubtful, _labels(doubtful["partner"], np.full(len(doubtful), _ANY)))
    for who in (partner, anyone):
        found |= bare & (by_partner.at(_labels(who, anything), days)[1] > 0)
    return found


class _Book:
    """Periods by label, of which many days are asked at once."""

    def __init__(self, known: pd.DataFrame, labels: Array) -> None:
        """Take the periods; their index is the row in Tarieven."""
        self._periods: dict[Any, _Periods] = {}
        begin, end, row = as_days(known["begin"]), as_days(known["end"]), known.index.to_numpy()
        for label, places in _places(labels):
            self._periods[label] = _Periods(begin[places], end[places], row[places])

    def at(self, labels: Array, days: Array) -> tuple[Array, Array]:
        """Sum of the rows that hold for each label on its day, and how many they are."""
        rows = np.zeros(len(days), dtype=np.int64)
        number = np.zeros(len(days), dtype=np.int64)
        for label, places in _places(labels):
            if label in self._periods:
                rows[places], number[places] = self._periods[label].at(days[places])
        return rows, number


def _places(labels: Array) -> Iterator[tuple[Any, Array]]:
    """Each label with the places at which it stands."""
    numbers, found = pd.factorize(labels)
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(len(found) + 1))
    for place, label in enumerate(found):
        yield label, order[bounds[place] : bounds[place + 1]]


class _Periods:
    """Periods of one label, both days included."""

    def __init__(self, begin: Array, end: Array, row: Array) -> None:
        """Sort them once by begin and once by end."""
        first, last = np.argsort(begin), np.argsort(end)
        self._begin, self._end = begin[first], end[last]
        self._begun = np.concatenate(([0], np.cumsum(row[first])))
        self._ended = np.concatenate(([0], np.cumsum(row[last])))

    def at(self, days: Array) -> tuple[Array, Array]:
        """Sum of the rows that hold on each day, and how many: begun by then, and not over."""
        begun = np.searchsorted(self._begin, days, side="right")
        over = np.searchsorted(self._end, days, side="left")
        known = ~np.isnat(days)
        return (self._begun[begun] - self._ended[over]) * known, (begun - over) * known
