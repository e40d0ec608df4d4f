"""From what a rule found to a finding at its cell, with a mark that recognises it next time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from math import isnan
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Place
from expertteam_xl.disclosure import may_be_shown
from expertteam_xl.findings import Finding
from expertteam_xl.register.model import Register, Table
from expertteam_xl.register.references import column_letters

_NUMBER = "Casusnummer"
_PSEUDONYMOUS = ("K0", "K1")
_ADDRESS = re.compile(
    r"(?<=\b[Rr]ij )\d+|(?<=\brijen )\d+ tot en met \d+"
    r"|(?<=\b[Kk]olom )[A-Z]{1,3}\b|(?<=\bkolommen )[A-Z]{1,3} tot en met [A-Z]{1,3}\b"
)
_QUOTED = re.compile(r"('[^']*')")
_COUNT = re.compile(r"\d+")


class Locator:
    """Gives every hit its cell in the user's own sheets."""

    def __init__(self, register: Register, on: date) -> None:
        """Prepare for the tables of one register, checked on a peildatum."""
        self._register = register
        self._on = on
        self._tables: dict[str, _Rows] = {}

    def findings(self, code: str, hits: Iterable[Hit]) -> list[Finding]:
        """The findings of one rule, in the order of its hits."""
        seen: Counter[str] = Counter()
        return [self._finding(code, hit, seen) for hit in hits]

    def _finding(self, code: str, hit: Hit, seen: Counter[str]) -> Finding:
        if hit.place is None:
            place, case, mark = self._rows(hit.table).locate(hit)
        else:
            place, case, mark = hit.place, hit.casusnummer, _mark_of_message(hit, hit.place)
        if hit.once:
            mark = _mark_of_message(hit, place)
        column = column_letters(place.column)
        kenmerk = f"{_hash(f'{code}|{mark.thing}', 6)}-{_hash(mark.value, mark.value_size)}"
        same = f"{kenmerk}|{mark.row}"
        seen[same] += 1
        return Finding(
            code=code,
            severity=hit.severity,
            sheet=place.sheet,
            row=place.row,
            column=column,
            casusnummer=case if case and may_be_shown(case) else None,
            message=hit.message.replace("{cel}", f"{column}{place.row}"),
            deadline=hit.deadline,
            days=hit.days,
            since=self._on,
            kenmerk=f"{kenmerk}-{_hash(f'{mark.row}|{seen[same]}', 3)}",
        )

    def _rows(self, name: str) -> _Rows:
        rows = self._tables.get(name)
        if rows is None:
            rows = self._tables[name] = _Rows(self._register.table(name))
        return rows


@dataclass(frozen=True, slots=True)
class _Mark:
    """What the three parts of a kenmerk are made from.

    Attributes:
        thing: what it is about, wherever that stands.
        value: what stands in its cell: another value is something to look at again.
        row: what tells it from others that are about the same.
        value_size: bytes that are kept of the value; so few of an identifying one that it can't
            be found by trying.
    """

    thing: str
    value: str
    row: str
    value_size: int = 4


def _mark_of_message(hit: Hit, place: Place) -> _Mark:
    """Of what is no row of a table, or no one row: its message without what changes on moving."""
    message = _ADDRESS.sub("#", hit.message)
    thing = "".join(
        part if part.startswith("'") else _COUNT.sub("#", part) for part in _QUOTED.split(message)
    )
    row = f"{place.sheet}|{place.row}|{place.column}|{hit.message}"
    return _Mark(f"{hit.casusnummer or ''}|{thing}", message, row)


class _Rows:
    """Where the rows of one table stand, as plain lists."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._key = table.spec.key
        self._excel_rows: list[int] = table.excel_rows.tolist()
        self._block_of: list[int] = table.block_of.tolist()
        self._values: dict[str, np.ndarray | None] = {}

    def locate(self, hit: Hit) -> tuple[Place, str | None, _Mark]:
        """Place of a hit, its casusnummer, and what recognises it."""
        block = self._table.blocks[self._block_of[hit.row]]
        for name in hit.fields:
            column = block.columns.get(name)
            if column is not None:
                break
        else:
            name = hit.fields[0] if hit.fields else self._key
            column = block.columns.get(self._key, block.first_column)
        case = hit.casusnummer or self._text(_NUMBER, hit.row)
        about = case or self._text(self._key, hit.row)
        mark = _Mark(
            f"{self._table.name}|{about}|{name}",
            self._text(name, hit.row) or "",
            self._alike[hit.row],
            1 if name in self._identifying else 4,
        )
        return Place(block.sheet, self._excel_rows[hit.row], column), case, mark

    @cached_property
    def _identifying(self) -> frozenset[str]:
        """Columns that could tell who somebody is."""
        columns = self._table.spec.columns
        return frozenset(c.header for c in columns if c.privacy not in _PSEUDONYMOUS)

    @cached_property
    def _alike(self) -> list[str]:
        """Of every row a number that is the same in every run, wherever the row stands."""
        import pandas as pd

        frame = self._table.frame
        told = frame[[name for name in frame.columns if name not in self._identifying]]
        mixed = told.select_dtypes(object).columns  # a tuple's own hash differs a run
        plain = told.astype(dict.fromkeys(mixed, str))
        return [f"{n:x}" for n in pd.util.hash_pandas_object(plain, index=False).tolist()]

    def _text(self, name: str, row: int) -> str | None:
        """A value as text that is the same in every run; None for a blank."""
        if name not in self._values:
            has = self._table.has(name)
            self._values[name] = self._table.frame[name].to_numpy() if has else None
        values = self._values[name]
        return None if values is None else _text(values[row])


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, np.datetime64):
        value = value.item()
    if value is None or (isinstance(value, float) and isnan(value)):
        return None
    return value.isoformat() if isinstance(value, date) else str(value)


def _hash(text: str, size: int) -> str:
    return blake2b(text.encode(), digest_size=size).hexdigest()
