"""How much time a row of Deelnames tells, in whole minutes (F09)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array

PARTS = ("Overleg (min)", "Voorbereiding (min)", "Reistijd (min)")
"""Fields that time is split over, in the order of `Times.parts`."""

HOURS = "Uren"
MINUTES_AN_HOUR = 60
MINUTES_A_DAY = 24 * MINUTES_AN_HOUR
_TENTH_OF_AN_HOUR = 6


@dataclass(frozen=True)
class Times:
    """The time of every row of Deelnames; arrays of one value a row.

    Attributes:
        parts: overleg, voorbereiding and reistijd in minutes, a column each; 0 for a blank.
        hours: the field Uren in minutes, half a minute rounded up; 0 for a blank.
        total: minutes of the row: the parts together, or the hours where the parts tell nothing.
        filled: whether anything is filled in.
        readable: whether none of the fields holds something that can't be read (R03, R08).
        clash: whether the hours and the parts tell a different total.
        by_hours: whether the hours alone tell the total.
        negative: whether overleg, voorbereiding, reistijd and uren are below zero, a column each.
        sound: whether the total can be told and can be right, 0 included.
    """

    parts: Array
    hours: Array
    total: Array
    filled: Array
    readable: Array
    clash: Array
    by_hours: Array
    negative: Array
    sound: Array


def times(context: Context) -> Times:
    """The time of every row of Deelnames."""
    return context.derived("times", lambda: _times(context))


def _times(context: Context) -> Times:
    typed = [_numbers(context, name) for name in (*PARTS, HOURS)]
    known = ~np.isnan(np.column_stack(typed))
    parts = np.column_stack([np.nan_to_num(each) for each in typed[:-1]]).astype(np.int64)
    hours, rounding = _from_hours(typed[-1])
    summed = parts.sum(axis=1)
    by_hours = known[:, -1] & (summed == 0)
    total = np.where(by_hours, hours, summed)
    clash = known[:, -1] & ~by_hours & (np.abs(hours - summed) > rounding)
    negative = np.column_stack([parts, hours]) < 0
    unreadable = [context.unreadable(f"Deelnames.{name}") for name in (*PARTS, HOURS)]
    readable = ~np.any(unreadable, axis=0)
    return Times(
        parts=parts,
        hours=hours,
        total=total,
        filled=known.any(axis=1),
        readable=readable,
        clash=clash,
        by_hours=by_hours,
        negative=negative,
        sound=readable & ~clash & ~negative.any(axis=1) & (total <= MINUTES_A_DAY),
    )


def _numbers(context: Context, name: str) -> Array:
    """A field of Deelnames as floats; NaN for blank, unreadable and absent."""
    table = context.register.table("Deelnames")
    if not table.has(name):
        return np.full(len(table), np.nan)
    numbers: Array = table.frame[name].to_numpy(dtype=np.float64)
    return numbers


def _from_hours(hours: Array) -> tuple[Array, Array]:
    """Hours as whole minutes, and by how many minutes they may have been rounded when typed.

    Calculated from the number as it is written: 0,175 uur is 10,5 minutes and so 11.
    """
    values, where = np.unique(np.nan_to_num(hours), return_inverse=True)
    written = [Fraction(repr(float(value))) for value in values]
    minutes = [half_up(number * MINUTES_AN_HOUR) for number in written]
    coarse = [(number * 10).denominator == 1 for number in written]
    rounding = np.where(coarse, _TENTH_OF_AN_HOUR // 2, 0)
    return np.array(minutes, dtype=np.int64)[where], rounding[where]


def half_up(number: Fraction) -> int:
    """The nearest whole number; half goes up."""
    return math.floor(number + Fraction(1, 2))


def time_fields(told: Times, row: int) -> tuple[str, ...]:
    """The fields that tell the time of a row, the one that tells most of it first."""
    if told.by_hours[row]:
        return (HOURS, *PARTS)
    largest = np.argsort(-told.parts[row], kind="stable").tolist()
    return (*(PARTS[part] for part in largest), HOURS)
