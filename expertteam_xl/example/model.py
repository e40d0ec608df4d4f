"""A made-up register before it is written: its records, and the findings they must give."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose formula gives an error, or was never calculated.

    Attributes:
        code: the error, such as ``#N/A``; empty for a formula without a stored value.
    """

    code: str = ""


Value = str | int | float | bool | date | datetime | time | Broken | None

Record = dict[str, Value]
"""One row: canonical field to value; a field that is absent or None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that a check must give, at a record before it has a cell.

    Attributes:
        code: of the rule.
        severity: ``fout``, ``waarschuwing`` or ``info``.
        table: name of the table.
        row: index of the record in its table.
        field: where it must stand: the column of this field.
        casusnummer: of the case; None where the finding is about none.
        deadline: the uiterste datum; for T06 a date and time.
        days: how many days over.
    """

    code: str
    severity: str
    table: str
    row: int
    field: str
    casusnummer: str | None = None
    deadline: date | datetime | None = None
    days: int | None = None


@dataclass
class World:
    """A made-up region: what happened, and what is wrong with how it was written down.

    Attributes:
        on: the peildatum for which the answers hold.
        tables: name of a table to its records, in the order of the sheets.
        expected: every finding that the records give, whatever dress they come in.
        minimal: whether it is one list of cases, the register of a small team.
    """

    on: date
    tables: dict[str, list[Record]]
    expected: list[Expected] = field(default_factory=list)
    minimal: bool = False
