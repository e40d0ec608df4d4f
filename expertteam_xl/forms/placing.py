"""New rows as values for the columns of one list of the user's own, in the words it uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from expertteam_xl.forms.judging import NewRow
from expertteam_xl.kinds import Kind
from expertteam_xl.package.cellxml import Value
from expertteam_xl.package.samples import Sample
from expertteam_xl.register.cells import read_cell
from expertteam_xl.register.model import Block, Register, Table
from expertteam_xl.schema import Column, TableSpec
from expertteam_xl.text import tidy

_DAYS = {"Adviezen": "Adviesdatum", "Doelen": "Termijn", "Afspraken": "Termijn",
         "Afsluitingen": "Datum"}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORDED = (Kind.CODE, Kind.JA_NEE)
_WHOLE = re.compile(r"0|[1-9]\d{0,14}")


@dataclass(frozen=True)
class Share:
    """Rows for one list.

    Attributes:
        table: the table.
        block: the list; None when the register has none.
        rows: what comes in it.
    """

    table: str
    block: Block | None
    rows: tuple[NewRow, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields of the rows that the list has no column for, in the order of the table."""
        known = self.block.columns if self.block else {}
        found = dict.fromkeys(h for row in self.rows for h in row.values if h not in known)
        return tuple(found) if self.block else ()


def shares(register: Register, rows: Sequence[NewRow]) -> list[Share]:
    """The rows, by the list that they belong in.

    With a list per year that is the one whose sheet names the year of the row; else the list with
    the latest date, and the first of those.
    """
    found: dict[tuple[str, int], list[NewRow]] = {}
    for row in rows:
        table = register.tables.get(row.table)
        place = -1 if table is None else _list_for(table, row)
        found.setdefault((row.table, place), []).append(row)
    return [
        Share(name, None if place < 0 else register.tables[name].blocks[place], tuple(each))
        for (name, place), each in found.items()
    ]


def _list_for(table: Table, row: NewRow) -> int:
    """Index of the list that a row belongs in."""
    if len(table.blocks) == 1:
        return 0
    header = _DAYS[row.table]
    day = row.values.get(header)
    if isinstance(day, date):
        for place, block in enumerate(table.blocks):
            if str(day.year) in _YEAR.findall(block.sheet):
                return place
    days = table.dates(header)
    latest = [_latest(days[table.block_of == place]) for place in range(len(table.blocks))]
    return int(np.argmax(np.array(latest)))


def _latest(days: np.ndarray) -> int:
    """The last day as a number; -1 where none is known."""
    known = days[~np.isnat(days)]
    return int(known.max().astype(int)) if len(known) else -1


def values_of(
    share: Share, spec: TableSpec, seen: Mapping[int, Sequence[Sample]]
) -> list[dict[int, Value]]:
    """The rows by Excel column, in the words that the list itself uses.

    Args:
        share: rows for a list that is there.
        spec: the table, as a profile confirmed it.
        seen: values of the last rows of the list, by column.
    """
    block = share.block
    if block is None:
        return []
    words = {
        column: _spelled(spec.by_header[header], seen.get(column, ()))
        for header, column in block.columns.items()
    }
    return [
        {
            column: _written(
                spec.by_header[header], row.values[header], words[column], seen[column]
            )
            for header, column in block.columns.items()
            if header in row.values
        }
        for row in share.rows
    ]


def _spelled(column: Column, seen: Sequence[Sample]) -> dict[Any, Sample]:
    """How a list writes the words of a column: meaning to the spelling that is used most."""
    if column.kind not in _WORDED:
        return {}
    counted: dict[Any, Counter[Sample]] = {}
    for value, number in Counter(v for v in seen if isinstance(v, str)).items():
        meant, problem = read_cell(column.kind, value, allowed=column.spellings or None)
        if meant is not None and problem is None:
            counted.setdefault(meant, Counter())[tidy(str(value))] += number
    return {meant: each.most_common(1)[0][0] for meant, each in counted.items()}


def _written(
    column: Column, value: Any, words: Mapping[Any, Sample], seen: Sequence[Sample]
) -> Value:
    """A value as the list writes it."""
    if column.kind in _WORDED and value in words:
        return words[value]
    if isinstance(value, bool):
        return _yes_no(value, words)
    if column.kind is Kind.NUMMER and _WHOLE.fullmatch(str(value)):
        numeric = bool(seen) and all(isinstance(each, float) for each in seen)
        return int(value) if numeric else str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    plain: Value = value
    return plain


def _yes_no(value: bool, words: Mapping[Any, Sample]) -> str:
    """Ja or nee, with a capital where the list writes the other one so."""
    word = "ja" if value else "nee"
    other = words.get(not value)
    if isinstance(other, str) and other[:1].isupper() and other.casefold() in ("ja", "nee"):
        return word.capitalize()
    return word
