"""What a share of a case in a row of time weighs: its minutes, or one of many equals (F03)."""

from __future__ import annotations

from math import lcm

import numpy as np
import pandas as pd

from expertteam_xl.rules.vectors import Array, objects
from expertteam_xl.settings import Settings

BY_MINUTES, PER_CLIENT, PER_GEMEENTE = "bespreekminuten", "gelijk_per_client", "gelijk_per_gemeente"


def weighed(shares: pd.DataFrame, settings: Settings) -> tuple[Array, Array]:
    """The weight of every share as whole number, and by which of the three ways it was found.

    Args:
        shares: columns ``row``, ``version``, ``minutes``, ``known`` (whether those minutes can be
            told) and ``payer`` (what stands for the gemeente); those of a row together.
        settings: ``verdeelbasis`` and ``verdeel_2018``.
    """
    early = shares["version"].eq("2018").to_numpy()
    basis = objects([settings.verdeelbasis] * len(shares))
    basis[early] = settings.verdeel_2018
    lacking = ~shares["known"].to_numpy(dtype=bool)
    unknown = pd.Series(lacking).groupby(shares["row"].to_numpy()).transform("any").to_numpy(bool)
    basis[(basis == BY_MINUTES) & unknown] = PER_CLIENT
    weights = np.ones(len(shares), dtype=np.int64)
    by_minutes = basis == BY_MINUTES
    weights[by_minutes] = shares["minutes"].to_numpy(dtype=np.int64)[by_minutes]
    equal = basis == PER_GEMEENTE
    if not equal.any():
        return weights, basis
    apart = _per_gemeente(shares[equal])
    weights = weights.astype(apart.dtype)
    weights[equal] = apart
    return weights, basis


def _per_gemeente(shares: pd.DataFrame) -> Array:
    """Every gemeente of a row weighs the same, and within it every case."""
    number = shares.groupby(["row", "payer"], sort=False)["minutes"].transform("size")
    found = [0] * len(shares)
    rows = shares["row"].to_numpy()
    starts = [*np.flatnonzero(rows[1:] != rows[:-1]) + 1, len(rows)]
    first = 0
    for last in starts:
        sizes = number.iloc[first:last].tolist()
        together = lcm(*sizes)
        found[first:last] = [together // size for size in sizes]
        first = last
    small = max(found, default=0) < np.iinfo(np.int32).max
    return np.array(found, dtype=np.int64 if small else object)
