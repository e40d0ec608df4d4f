"""Whether all aanmeldingen are registered, as far as their numbers show (A03)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.registration import A03
from expertteam_xl.rules.context import Context
from expertteam_xl.schema import column_at

_SPLIT = re.compile(r"(.*?(?:(?:19|20)\d\d[-./_]?)?)(\d{1,6})")
"""A number as compared: what comes before, and its number within that series."""

_YEAR = re.compile(r"((?:19|20)\d\d)[-./_]?$")
_MOST_GAPS = 5
"""Of a series with more gaps the first one tells of all."""


class _Gap(NamedTuple):
    """Numbers that lack: the first and last one, and the row of the number after them."""

    first: int
    last: int
    row: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class _Series:
    """The casusnummers that begin alike.

    Attributes:
        begin: what they begin with, as compared.
        agreed: whether they have the agreed form, which begins with 1 in every year.
        rows: each number to its first row.
    """

    begin: str
    agreed: bool
    rows: dict[int, int]

    @property
    def year(self) -> int | None:
        """The year that the numbers are of; None when they do not tell."""
        found = _YEAR.search(self.begin)
        return int(found[1]) if found else None

    @cached_property
    def _numbers(self) -> list[int]:
        return sorted(self.rows)

    def gaps(self, *, from_one: bool) -> list[_Gap]:
        """The gaps between its numbers, and before the first one where that should be 1."""
        numbers = self._numbers
        before = [0 if from_one else numbers[0] - 1, *numbers]
        return [
            _Gap(low + 1, high - 1, self.rows[high])
            for low, high in zip(before, numbers, strict=False)
            if high - low > 1
        ]

    @property
    def dense(self) -> bool:
        """Whether at least half of the numbers from the first to the last are there."""
        return 2 * len(self.rows) >= self._numbers[-1] - self._numbers[0] + 1


@implements(A03)
def consecutive_numbers(context: Context) -> Result:
    """A03 (C20 4.1; C18 2.5.1): casusnummers of a year follow on each other.

    Nothing is said where as many rows of that year lack a number of their own: they may be it.
    Series of another form than the agreed one count when most of their numbers are there. The
    first year may begin with any number: a register may have begun halfway.
    """
    series = _series(context)
    loose = _loose_years(context, series)
    first = min((each.year or 0 for each in series if each.agreed), default=0)
    hits: list[Hit] = []
    unknown = 0
    for each in series:
        if not (each.agreed or each.dense):
            continue
        gaps = each.gaps(from_one=each.agreed and each.year != first)
        missing = sum(gap.size for gap in gaps)
        spare = len(loose) if each.year is None else sum(y in (each.year, None) for y in loose)
        if missing > spare:
            hits += _told(each, gaps)
        else:
            unknown += missing
    return Result(hits, unknown)


def _series(context: Context) -> list[_Series]:
    """The series of the register, in order of their first rows."""
    form = re.compile(column_at("Casussen.Casusnummer").pattern or "", re.IGNORECASE).fullmatch
    found: dict[tuple[str, bool], dict[int, int]] = {}
    for row, key in enumerate(context.case_keys):
        parts = _SPLIT.fullmatch(key) if key else None
        if parts:
            rows = found.setdefault((parts[1], form(key) is not None), {})
            rows.setdefault(int(parts[2]), row)
    return [_Series(begin, agreed, rows) for (begin, agreed), rows in found.items()]


def _loose_years(context: Context, series: list[_Series]) -> list[int | None]:
    """Of every row without a number of its own in a series that counts: the year it came in.

    In a minimal register a later aanmelding under the same number is a return, not such a row.
    """
    days = context.days("Casussen.Aanmelddatum")
    keys = context.case_keys
    own = np.zeros(len(keys), dtype=bool)
    for each in series:
        if each.agreed or each.dense:
            own[list(each.rows.values())] = True
    if context.register.minimal:
        days_of = {key: days[row] for row, key in enumerate(keys) if own[row]}
        for row in np.flatnonzero(~own):
            own[row] = keys[row] in days_of and days[row] != days_of[keys[row]]
    loose = days[~own].astype("datetime64[Y]")
    return [None if np.isnat(each) else each.item().year for each in loose]


def _told(series: _Series, gaps: list[_Gap]) -> Iterator[Hit]:
    of_year = f" van {series.year}" if series.year else ""
    if len(gaps) > _MOST_GAPS:
        missing = sum(gap.size for gap in gaps)
        what = f"In de nummering{of_year} ontbreken {missing} nummers, voor het eerst vóór {{cel}}"
        yield _hit(f"{what}.", gaps[0].row)
        return
    for gap in gaps:
        lacks = "ontbreekt" if gap.size == 1 else "ontbreken"
        yield _hit(f"Vóór deze casus {lacks} {_numbers(gap)}{of_year}.", gap.row)


def _numbers(gap: _Gap) -> str:
    if gap.size == 1:
        return f"volgnummer {gap.first}"
    joint = "en" if gap.size == 2 else "tot en met"
    return f"volgnummers {gap.first} {joint} {gap.last}"


def _hit(what: str, row: int) -> Hit:
    return Hit(
        f"{what} Is een aanmelding niet vastgelegd, voeg die dan toe; is een nummer nooit "
        "gebruikt, dan is er niets nodig.",
        Severity.INFO,
        "Casussen",
        row,
        ("Casusnummer",),
    )
