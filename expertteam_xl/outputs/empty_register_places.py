"""Where the columns of a workbook stand, and the names by which formulas find them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from expertteam_xl.outputs.empty_register_model import LAST_ROW, Name, identifier
from expertteam_xl.package.areas import quoted
from expertteam_xl.register.references import column_letters
from expertteam_xl.schema import tables

_TABLE = re.compile(rf"\b(?:{'|'.join(map(re.escape, tables()))})(?!\w)")
"""The name of a table; in a sentence none of these words stands for anything else."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a list stands.

    Attributes:
        sheet: name of its tab.
        first, last: first and last Excel row for its rows.
        columns: field to Excel column number.
    """

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]

    def range_of(self, field_name: str) -> str:
        """The whole column of a field, absolute, with its sheet: ``'C&A-uren'!$A$2:$A$5001``."""
        letters = column_letters(self.columns[field_name])
        return f"{quoted(self.sheet)}!${letters}${self.first}:${letters}${self.last}"


@dataclass
class Places:
    """The lists of a workbook, and which names the formulas have used so far.

    Attributes:
        sites: name of a table to where it stands.
        used: the names of columns that were asked for, with their formulas.
        counts: the tables of those columns, with the formula that counts their rows.
        called: tables whose list stands on sheets of another name, to what those are called.
    """

    sites: Mapping[str, Site]
    used: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def sheet_of(self, table: str) -> str:
        """What the sheet of a table is called in this workbook."""
        if table in self.called:
            return self.called[table]
        return self.sites[table].sheet if table in self.sites else table

    def told(self, sentence: str) -> str:
        """A sentence that names tables, with the names that their sheets have in this workbook."""
        return _TABLE.sub(lambda found: self.sheet_of(found[0]), sentence)

    def has(self, places: Iterable[str]) -> bool:
        """Whether every ``Table.Field`` can be found by a formula."""
        return all(
            table in self.sites and header in self.sites[table].columns
            for table, _, header in (place.partition(".") for place in places)
        )

    def cell(self, place: str) -> str:
        """The cell of a field on the row of a formula on that sheet: ``$D2``."""
        table, _, header = place.partition(".")
        site = self.sites[table]
        return f"${column_letters(site.columns[header])}{site.first}"

    def name(self, place: str) -> str:
        """The name of all filled rows of a column; asking for it defines it."""
        table, _, header = place.partition(".")
        site = self.sites[table]
        name = f"{identifier(table)}_{identifier(header)}"
        whole = site.range_of(header)
        start = whole.partition(":")[0]
        self.used[name] = f"={start}:INDEX({whole},{self._rows(table)})"
        return name

    def _rows(self, table: str) -> str:
        """The name of how many rows of a table are in use, blank ones between them included."""
        site = self.sites[table]
        key = site.range_of(next(iter(site.columns)))
        above = site.first - 1
        self.counts[table] = f'=MAX(1,SUMPRODUCT(MAX(({key}<>"")*ROW({key})))-{above})'
        return rows_name(table)

    def names(self) -> list[Name]:
        """The names of the columns that were asked for, in order."""
        return [Name(name, formula) for name, formula in sorted(self.used.items())]


def rows_name(table: str) -> str:
    """The name of how many rows of a table are in use."""
    return f"Rijen_{identifier(table)}"


def own_site(table: str, sheet: str) -> Site:
    """Where the empty list of a table stands on a sheet of its own."""
    columns = {c.header: i for i, c in enumerate(tables()[table].columns, 1)}
    return Site(sheet, 2, LAST_ROW, columns)
