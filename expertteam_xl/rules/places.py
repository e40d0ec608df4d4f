"""From what a rule found to a finding at its cell, with a mark that recognises it next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
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
        place, case, thing, value = hit.place, hit.casusnummer, "", ""
        if place is None:
            place, case, thing, value = self._rows(hit.table).locate(hit)
        else:
            thing = f"{place.sheet}|{hit.message}"
        column = column_letters(place.column)
        thing = f"{code}|{thing}"
        seen[thing] += 1
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
            kenmerk=f"{_hash(f'{thing}|{seen[thing]}', 6)}-{_hash(value, 4)}",
        )

    def _rows(self, name: str) -> _Rows:
        rows = self._tables.get(name)
        if rows is None:
            rows = self._tables[name] = _Rows(self._register.table(name))
        return rows


class _Rows:
    """Where the rows of one table stand, as plain lists."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._key = table.spec.key
        self._excel_rows: list[int] = table.excel_rows.tolist()
        self._block_of: list[int] = table.block_of.tolist()
        self._values: dict[str, np.ndarray | None] = {}

    def locate(self, hit: Hit) -> tuple[Place, str | None, str, str]:
        """Place of a hit, its casusnummer, what it is about, and what stands in its cell."""
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
        place = Place(block.sheet, self._excel_rows[hit.row], column)
        return place, case, f"{self._table.name}|{about}|{name}", self._text(name, hit.row) or ""

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
