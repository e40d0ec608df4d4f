"""A register as tables: typed frames whose every value still knows its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from expertteam_xl.formats import MARKABLE
from expertteam_xl.register.cells import Problem
from expertteam_xl.register.trace import Traces
from expertteam_xl.schema import TableSpec, tables
from expertteam_xl.settings import Settings


@dataclass(frozen=True, slots=True)
class Header:
    """A header in a sheet, and what it was recognised as.

    Attributes:
        text: the header as the user wrote it; empty for a column without one.
        column: Excel column number.
        field: canonical field, or None when unknown.
        how: ``exact``, ``alias``, ``profiel`` or ``lijkt_op``; empty when unknown.
        row: Excel row number in which it stands, the upper one of a header over two lines; 0 for
            the list's own header row.
    """

    text: str
    column: int
    field: str | None = None
    how: str = ""
    row: int = 0


@dataclass(frozen=True)
class Block:
    """One list in one sheet: a header row and the rows under it.

    Attributes:
        sheet: name of the sheet.
        table: name of the table it holds rows of.
        header_row: Excel row number of the (last line of the) header.
        headers: every column with a header or with values.
        columns: field to Excel column number, for the fields that are read.
        duplicates: headers that also mean a field that another column already is (R02).
        rows: Excel row numbers of its rows, ascending.
        skipped: Excel row numbers of what is no row of data: totals, years, months, notes.
        hidden_rows, hidden_columns: of those that hold data of this block.
        filtered: whether a filter hides rows.
    """

    sheet: str
    table: str
    header_row: int
    headers: tuple[Header, ...]
    columns: Mapping[str, int]
    duplicates: tuple[Header, ...]
    rows: np.ndarray
    skipped: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    filtered: bool = False

    @property
    def first_column(self) -> int:
        """Leftmost column of the block."""
        return min(header.column for header in self.headers)

    @property
    def proposals(self) -> Mapping[str, Header]:
        """Fields that a header only looks like; used by nothing until a person confirms."""
        return {h.field: h for h in self.headers if h.how == "lijkt_op" and h.field}


@dataclass(frozen=True)
class Table:
    """All rows of one kind, from however many sheets.

    Attributes:
        spec: the definition of the table.
        frame: typed values; index 0..n-1 is the row id, columns are the fields that at least one
            block has.
        blocks: the lists it was read from.
        block_of: for each row id, the index into ``blocks``.
        excel_rows: for each row id, its Excel row number.
        problems: field to row id to why that cell could not be read (R03, R08).
    """

    spec: TableSpec
    frame: pd.DataFrame
    blocks: tuple[Block, ...]
    block_of: np.ndarray
    excel_rows: np.ndarray
    problems: Mapping[str, Mapping[int, Problem]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.spec.name

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.frame)

    def has(self, field_name: str) -> bool:
        """Whether any sheet has this field."""
        return field_name in self.frame.columns

    def dates(self, field_name: str) -> np.ndarray:
        """A date field as datetime64[D]; all NaT when the register lacks it."""
        if not self.has(field_name):
            return np.full(len(self), np.datetime64("NaT"), dtype="datetime64[D]")
        days: np.ndarray = self.frame[field_name].to_numpy().astype("datetime64[D]")
        return days

    def objects(self, field_name: str) -> np.ndarray:
        """A field's values as objects; blanks, and a field the register lacks, are None."""
        if not self.has(field_name):
            return np.full(len(self), None, dtype=object)
        values: np.ndarray = self.frame[field_name].to_numpy(dtype=object, copy=True)
        values[pd.isna(values)] = None
        return values

    def known(self, field_name: str) -> np.ndarray:
        """For each row whether the field says something we can rely on, a blank included.

        False where the row's sheet has no such column, or its cell could not be read.
        """
        present = np.array([field_name in block.columns for block in self.blocks], dtype=bool)
        known = present[self.block_of] if len(self) else np.zeros(0, dtype=bool)
        unreadable = self.problems.get(field_name)
        if unreadable:
            known[list(unreadable)] = False
        return known

    def column_of(self, row: int, field_name: str) -> int | None:
        """Excel column number of a field in the sheet of a row; None when that sheet lacks it."""
        block: Block = self.blocks[self.block_of[row]]
        return block.columns.get(field_name)


@dataclass(frozen=True)
class HiddenSheet:
    """A sheet that is hidden and holds data."""

    name: str
    row: int
    column: int


@dataclass(frozen=True)
class Register:
    """A register that was read: its tables, and the file it came from.

    Attributes:
        name: file name, for messages.
        path: where it was read from; None when it came as bytes.
        suffix: lower-case extension with its dot.
        data: the file's own bytes; of a protected file the plain ones, in memory only.
        tables: the recognised tables by name.
        blocks: every recognised list, in the order of the tabs.
        settings: the parameters that hold for it.
        hidden_sheets: hidden sheets that hold data.
        notices: plain Dutch sentences the user should see.
        signed: whether the file carries a digital signature.
        profile: name of the profile that was used; None without one.
        password: what opened it, and protects what is made of it; None without protection.
        traces: what in its cells and other texts could tell who somebody is.
    """

    name: str
    path: Path | None
    suffix: str
    data: bytes = field(repr=False)
    tables: Mapping[str, Table]
    blocks: tuple[Block, ...]
    settings: Settings
    hidden_sheets: tuple[HiddenSheet, ...] = ()
    notices: tuple[str, ...] = ()
    signed: bool = False
    profile: str | None = None
    password: str | None = field(default=None, repr=False)
    traces: Traces = field(default_factory=Traces, repr=False)

    @property
    def markable(self) -> bool:
        """Whether a copy of it can hold the findings.

        A signature would be void, and other formats are read but not written: from these the
        result is a workbook of its own.
        """
        return not self.signed and self.suffix.lower() in MARKABLE

    def has(self, place: str) -> bool:
        """Whether the register has ``Table.Field`` (or ``Table``); see `counts`."""
        table, _, header = place.partition(".")
        return self.counts(table) and (not header or self.tables[table].has(header))

    def counts(self, table: str) -> bool:
        """Whether a table is there to be looked at.

        Sheets of sessions and discussions without a single row are not, while Casussen has the
        dates of the sessions; nor is then an empty sheet of advices or closures while Casussen has
        their dates. Such sheets were added for what is to come. Nor are a list of partners and one
        of tariffs that nobody has begun.
        """
        if table not in self.tables:
            return False
        if table in _SESSIONS and self._on_cases("Overlegdatum"):
            return any(len(self.tables.get(name, ())) for name in _SESSIONS)
        if table in _ON_CASES and self._on_cases(_ON_CASES[table]):
            return len(self.tables[table]) > 0 or not self.minimal
        return table not in _LISTED or len(self.tables[table]) > 0

    def _on_cases(self, field_name: str) -> bool:
        return "Casussen" in self.tables and self.tables["Casussen"].has(field_name)

    @cached_property
    def minimal(self) -> bool:
        """Whether the cases' own dates lead: there are no sheets of sessions and discussions."""
        return not all(self.counts(name) for name in _SESSIONS)

    def table(self, name: str) -> Table:
        """A table by name; an empty one when the register does not have it."""
        return self.tables.get(name) or _empty(name)


_SESSIONS = ("Overleggen", "Besprekingen")
_LISTED = ("Partners", "Tarieven")
"""Tables that other tables look things up in; without a row they can't deny anything."""

_ON_CASES = {"Adviezen": "Besluit verzonden op", "Afsluitingen": "Afgesloten op"}
"""Tables of which the date may stand on Casussen instead, and which date that is."""


def _empty(name: str) -> Table:
    nothing = np.zeros(0, dtype=int)
    return Table(tables()[name], pd.DataFrame(index=pd.RangeIndex(0)), (), nothing, nothing)
