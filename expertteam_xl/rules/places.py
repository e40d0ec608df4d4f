"""From what a rule found to a finding at its cell, with a mark that recognises it next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit
from expertteam_xl.findings import Finding
from expertteam_xl.register.model import Register, Table, letters


class Locator:
    """Gives every hit its cell in the user's own sheets."""

    def __init__(self, register: Register) -> None:
        """Prepare for the tables of one register."""
        self._register = register
        self._values: dict[tuple[str, str], np.ndarray] = {}
        self._letters: dict[int, str] = {}

    def findings(self, code: str, hits: Iterable[Hit]) -> list[Finding]:
        """The findings of one rule, in the order of its hits."""
        seen: Counter[str] = Counter()
        return [self._finding(code, hit, seen) for hit in hits]

    def _finding(self, code: str, hit: Hit, seen: Counter[str]) -> Finding:
        if hit.place:
            where = (hit.place.sheet, hit.place.row, hit.place.column)
            case, thing, value = hit.casusnummer, f"{hit.place.sheet}|{hit.message}", ""
        else:
            table = self._register.table(hit.table)
            name, column = self._field(table, hit)
            block = table.blocks[table.block_of[hit.row]]
            where = (block.sheet, int(table.excel_rows[hit.row]), column)
            case = hit.casusnummer or self._value(table, "Casusnummer", hit.row)
            thing = f"{table.name}|{case or self._value(table, table.spec.key, hit.row)}|{name}"
            value = self._value(table, name, hit.row) or ""
        sheet, row, number = where
        column_letters = self._letters.setdefault(number, letters(number))
        thing = f"{code}|{thing}"
        seen[thing] += 1
        return Finding(
            code=code,
            severity=hit.severity,
            sheet=sheet,
            row=row,
            column=column_letters,
            casusnummer=case,
            message=hit.message.replace("{cel}", f"{column_letters}{row}"),
            deadline=hit.deadline,
            days=hit.days,
            kenmerk=f"{_hash(f'{thing}|{seen[thing]}', 6)}-{_hash(value, 4)}",
        )

    def _field(self, table: Table, hit: Hit) -> tuple[str, int]:
        """The first of a hit's fields that its row's sheet has; else the row's first column."""
        for name in hit.fields:
            column = table.column_of(hit.row, name)
            if column is not None:
                return name, column
        block = table.blocks[table.block_of[hit.row]]
        key = block.columns.get(table.spec.key, block.first_column)
        return hit.fields[0] if hit.fields else table.spec.key, key

    def _value(self, table: Table, name: str, row: int) -> str | None:
        values = self._values.get((table.name, name))
        if values is None:
            values = self._values[table.name, name] = table.objects(name)
        value = values[row]
        return None if value is None else _text(value)


def _text(value: Any) -> str:
    """A value as text that is the same in every run."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def _hash(text: str, size: int) -> str:
    return blake2b(text.encode(), digest_size=size).hexdigest()
