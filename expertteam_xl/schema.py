"""The tables of a register: what a column is, and how a table becomes a pandera model.

Every column is defined once, in `expertteam_xl.columns`. The definition feeds the reader's
aliases, the checks R01–R07, the drop-downs of an empty register and the documentation of columns.
This module stays light: pandera is imported when a model is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_xl.errors import DefinitionError
from expertteam_xl.kinds import Kind
from expertteam_xl.text import fold

if TYPE_CHECKING:
    import pandera.pandas as pa

SUPPORT_SHEETS: Mapping[str, str] = MappingProxyType(
    {
        "Toelichting": "Toelichting bij het register van het expertteam",
        "Gemeenten": "Gemeenten en woonplaatsen van het convenant",
        "Instellingen": "Instellingen van de kleuren in dit register",
        "Feestdagen": "Feestdagen en andere vrije dagen",
        "Keuzelijsten": "Keuzelijsten van dit register",
    }
)
"""Sheets of an empty register that serve its lists and are none, with what their A1 says."""

Words = Mapping[str, tuple[str, ...]]
"""Allowed words: the canonical word, and other spellings that mean the same."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        header: canonical header, which is also the field's name everywhere else.
        kind: what its cells hold.
        aliases: other headers that mean this column.
        required: whether the register must have it, and every row a value.
        words: allowed words with their other spellings; empty for free values.
        low, high: smallest and largest value; None where there is no bound.
        pattern: regular expression that a number should match; another form is a warning.
        unique: whether a value may stand only once.
        refers: ``Table.Field`` in which the value must stand.
        privacy: K0 none, K1 pseudonymous, K2 identifying or special: stays in the source.
        help: one sentence in Dutch for the header's explanation.
        confirmed: folded spelling to canonical value, as a person confirmed it for one register.
    """

    header: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    required: bool = False
    words: Words = field(default_factory=lambda: MappingProxyType({}))
    low: float | None = None
    high: float | None = None
    pattern: str | None = None
    unique: bool = False
    refers: str | None = None
    privacy: str = "K1"
    help: str = ""
    confirmed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Folded spelling to canonical word, for the reader."""
        known = {fold(word): word for word in self.words}
        for word, others in self.words.items():
            known.update({fold(other): word for other in others})
        return MappingProxyType(known | dict(self.confirmed))

    def meant(self, text: str) -> str:
        """The value that a person confirmed for this spelling; else the text itself."""
        return self.confirmed.get(fold(text), text) if self.confirmed else text


@dataclass(frozen=True)
class TableSpec:
    """One table: the name of its sheet, other names of it, and its columns in order.

    Attributes:
        name: name of the table, and of its sheet.
        columns: its columns, the one that names a row first.
        sheet_names: other names of its sheet.
        help: one sentence in Dutch.
        confirmed: what a person confirmed that headers of one sheet mean: folded header, or Excel
            column number, to field; None for a column that is no field of ours.
    """

    name: str
    columns: tuple[Column, ...]
    sheet_names: tuple[str, ...] = ()
    help: str = ""
    confirmed: Mapping[str | int, str | None] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def by_header(self) -> Mapping[str, Column]:
        """Canonical header to column."""
        return MappingProxyType({column.header: column for column in self.columns})

    @cached_property
    def by_fold(self) -> Mapping[str, tuple[Column, str]]:
        """Folded header to its column and how it matched: ``exact``, ``alias`` or ``profiel``.

        Raises:
            DefinitionError: two columns of this table claim one header.
        """
        known: dict[str, tuple[Column, str]] = {}
        for column in self.columns:
            _claim(known, fold(column.header), column, "exact")
        for column in self.columns:
            for alias in column.aliases:
                if fold(alias) != fold(column.header):
                    _claim(known, fold(alias), column, "alias")
        for name, header in self.confirmed.items():
            if isinstance(name, str):
                known.pop(name, None)
                if header is not None and header in self.by_header:
                    known[name] = (self.by_header[header], "profiel")
        return MappingProxyType(known)

    @property
    def required(self) -> tuple[Column, ...]:
        """Columns that the table can't do without."""
        return tuple(column for column in self.columns if column.required)

    @property
    def key(self) -> str:
        """The field that names a row: its first column."""
        return self.columns[0].header


def _claim(known: dict[str, tuple[Column, str]], folded: str, column: Column, how: str) -> None:
    if folded in known:
        other = known[folded][0].header
        raise DefinitionError(f"{column.header} and {other} both claim the header {folded!r}")
    known[folded] = (column, how)


@lru_cache(maxsize=1)
def tables() -> Mapping[str, TableSpec]:
    """All tables of a register by name, in the order of the empty register's sheets."""
    from expertteam_xl.columns import TABLES

    specs = {spec.name: spec for spec in TABLES}
    for spec in specs.values():
        for column in spec.columns:
            if column.refers:
                column_at(column.refers, specs)
    return MappingProxyType(specs)


def column_at(place: str, specs: Mapping[str, TableSpec] | None = None) -> Column:
    """The column that ``Table.Field`` names.

    Raises:
        DefinitionError: no table or no column has that name.
    """
    table, _, header = place.partition(".")
    try:
        return (specs or tables())[table].by_header[header]
    except KeyError:
        raise DefinitionError(f"no such column: {place}") from None


@lru_cache(maxsize=32)
def model(table: str) -> pa.DataFrameSchema:
    """The pandera model of a table, for a frame that the reader has typed (R04, R05, R06).

    A column that the register lacks is no failure here (R01 says so apart). What could not be
    read is blank in the frame, so whoever translates the failures leaves those cells out.
    """
    import pandera.pandas as pa

    return pa.DataFrameSchema(
        {
            column.header: pa.Column(
                checks=_checks(column),
                nullable=not column.required,
                unique=column.unique,
                report_duplicates="exclude_first",
                required=False,
            )
            for column in tables()[table].columns
        },
        name=table,
    )


def _checks(column: Column) -> list[pa.Check]:
    import pandera.pandas as pa

    checks = []
    if column.words and column.kind is Kind.CODE:
        checks.append(pa.Check.isin(list(column.words), error="R04"))
    if column.low is not None:
        checks.append(pa.Check.ge(column.low, error="R04"))
    if column.high is not None:
        checks.append(pa.Check.le(column.high, error="R04"))
    return checks
