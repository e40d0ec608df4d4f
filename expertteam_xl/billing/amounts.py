"""Whole minutes and cents: rounding, and spreading a total over shares without a rest (§6)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.rules.vectors import Array

MINUTES_AN_HOUR = 60
_WITHIN_64_BITS = 2**62


def row_cents(minutes: Array, cents_per_hour: Array) -> Array:
    """The amount of minutes at an hourly tariff in whole cents; half a cent goes up."""
    exact: Array = 2 * minutes * cents_per_hour + MINUTES_AN_HOUR
    return exact // (2 * MINUTES_AN_HOUR)


def spread(totals: Array, group: Array, weights: Array, order: Array) -> Array:
    """Every total of a group spread over its shares by largest remainder.

    Each share gets its proportion rounded down; what is left goes, a unit each, to the largest
    fractions. Of equal fractions the larger weight comes first, then the lower ``order``.

    Args:
        totals: whole number of 0 or more for every group.
        group: number of the group of every share: 0, 0, 1, 2, 2 …, none left out.
        weights: whole number of 0 or more for every share; not all 0 in a group with a total.
        order: for every share what decides between equal ones.

    Returns:
        A whole number for every share; those of a group are its total together.
    """
    if not len(group):
        return np.zeros(0, dtype=np.int64)
    if int(totals.max()) * int(weights.max()) > _WITHIN_64_BITS:
        totals, weights = totals.astype(object), weights.astype(object)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    together = np.maximum(np.add.reduceat(weights, starts), 1)[group]
    exact = totals[group] * weights
    shares, fractions = exact // together, exact % together
    left = totals - np.add.reduceat(shares, starts)
    first = np.lexsort((order, -_ranked(weights), -_ranked(fractions), group))
    place = np.empty(len(group), dtype=np.int64)
    place[first] = np.arange(len(group)) - starts[group]
    handed: Array = (shares + (place < left[group])).astype(np.int64)
    return handed


def _ranked(numbers: Array) -> Array:
    """The numbers themselves, or where they are beyond 64 bits their order."""
    if numbers.dtype != object:
        return numbers
    return np.unique(numbers, return_inverse=True)[1]
