"""Columns of values as arrays: the few operations that the rules share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.text import tidy

Array = np.ndarray[Any, np.dtype[Any]]
"""Values of a column, or one value a row of a table."""

NAT = np.datetime64("NaT", "D")

_DASHES = str.maketrans("–—‑−", "----")


def keys(values: Collection[Any]) -> Array:
    """Numbers as they are compared: no case, blanks or different dashes; None stays None."""
    return objects([None if value is None else _key(value) for value in values])


def _key(value: str) -> str:
    if not value.isascii():
        value = tidy(value).translate(_DASHES)
    return "".join(value.split()).casefold() if " " in value else value.strip().casefold()


def objects(values: Collection[Any]) -> Array:
    """The values as an array of objects, tuples included."""
    array: Array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    return array


def frame_of(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Columns as a frame in which objects stay what they are: None is no NaN, text no other type.

    A column may be one value for all rows, but not the first one.
    """
    index = pd.RangeIndex(len(next(iter(columns.values()))))
    return pd.DataFrame({name: _series(each, index) for name, each in columns.items()})


def _series(values: Any, index: pd.Index) -> pd.Series:
    plain = isinstance(values, str) or getattr(values, "dtype", None) == np.dtype(object)
    if isinstance(values, pd.Series):
        values = values.to_numpy()
    return pd.Series(values, index=index, dtype=object if plain else None)


def among(values: Array, words: Collection[Any]) -> Array:
    """Which values are one of the words."""
    found: Array = pd.Series(values, dtype=object).isin(list(words)).to_numpy(copy=True)
    return found


def blank(values: Array) -> Array:
    """Which values are blank."""
    found: Array = np.asarray(pd.isna(values))
    return found


def first_rows(values: Array) -> dict[Any, int]:
    """Each value that is not blank, to the first row it stands on."""
    rows: dict[Any, int] = {}
    for row, value in enumerate(values):
        if value is not None:
            rows.setdefault(value, row)
    return rows


def rows_at(values: Array, rows: Mapping[Any, int]) -> Array:
    """For each value the row it leads to; -1 for none."""
    return np.array([rows.get(value, -1) for value in values], dtype=np.intp)


def taken(values: Array, rows: Array, nothing: object = None) -> Array:
    """``values[rows]``, with nothing where a row is -1."""
    if not len(values):
        return np.full(len(rows), nothing, dtype=values.dtype)
    picked = values[rows]
    picked[rows < 0] = nothing
    return picked


def paired(cases: Array, sessions: Array) -> Array:
    """Casusnummer and overlegnummer as one value a row; None where either is blank."""
    return objects(
        [
            None if case is None or session is None else f"{case}|{session}"
            for case, session in zip(cases, sessions, strict=True)
        ]
    )


def looked_up(values: Array, days: Mapping[Any, Any]) -> Array:
    """For each value its day; NaT where it has none."""
    return np.array([days.get(value, NAT) for value in values], dtype="datetime64[D]")


def as_days(values: Any) -> Array:
    """Dates of any precision as datetime64[D]."""
    array: Array = np.asarray(values).astype("datetime64[D]")
    return array
