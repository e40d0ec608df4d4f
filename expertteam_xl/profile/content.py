"""Which column a required field likely is, by what stands in it and not by its header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from expertteam_xl.kinds import Kind
from expertteam_xl.profile.samples import is_place
from expertteam_xl.register.cells import read_cell
from expertteam_xl.register.evidence import is_empty
from expertteam_xl.register.raw import CellValue
from expertteam_xl.schema import Column
from expertteam_xl.text import fold

_SAMPLE = 200
"""So many filled cells tell what a column holds."""

_MOSTLY = 0.6
"""At least this share of them must fit."""


def by_content(
    wanted: Iterable[Column], columns: Mapping[int, Sequence[CellValue]]
) -> dict[int, str]:
    """Column to the field that it likely is; a column and a field at most once.

    Nothing is proposed for a field that two columns fit equally well, save that a number and a
    date of arrival stand first, as a rule.

    Args:
        wanted: the fields that no header names.
        columns: the columns that no field is, from left to right, to their values.
    """
    samples = {
        number: [value for value in values if not is_empty(value)][:_SAMPLE]
        for number, values in columns.items()
    }
    found: dict[int, str] = {}
    for column in sorted(wanted, key=lambda c: not (c.words or c.kind is Kind.WOONPLAATS)):
        free = {n: _share(column, values) for n, values in samples.items() if n not in found}
        best = max(free.values(), default=0.0)
        fitting = [number for number, share in free.items() if share == best]
        if best >= _MOSTLY and (len(fitting) == 1 or column.kind in (Kind.NUMMER, Kind.DATUM)):
            found[fitting[0]] = column.header
    return found


def _share(column: Column, values: Sequence[CellValue]) -> float:
    """Share of the values that fit a column."""
    if not values:
        return 0.0
    if column.kind is Kind.NUMMER:
        return _share_of_numbers(values, unique=column.unique)
    return sum(_fits(column, value) for value in values) / len(values)


def _share_of_numbers(values: Sequence[CellValue], *, unique: bool) -> float:
    """Share of the values that can be numbers of something; all different where they must be."""
    if unique and len(set(map(str, values))) < len(values):
        return 0.0
    good = sum(
        isinstance(value, float) or (isinstance(value, str) and any(c.isdigit() for c in value))
        for value in values
    )
    return good / len(values)


def _fits(column: Column, value: CellValue) -> bool:
    if column.kind is Kind.DATUM:
        return isinstance(value, date) or (
            isinstance(value, str) and read_cell(Kind.DATUM, value)[0] is not None
        )
    if column.kind is Kind.WOONPLAATS:
        return isinstance(value, str) and is_place(value)
    if column.words:
        return isinstance(value, str) and fold(value) in column.spellings
    return False
