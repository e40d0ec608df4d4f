"""The names of columns that count in one sheet: ours, and what a profile adds or changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_xl.schema import TableSpec, tables
from expertteam_xl.text import fold

if TYPE_CHECKING:
    from expertteam_xl.register.matching import Label

_EXACT_NAMES = 3
"""Names of sheets this short must match whole (``TV``)."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The tables and the names of their columns, as they count in one sheet.

    Attributes:
        specs: the tables by name.
        table: the only table that the sheet holds, when a person said so.
        header_row: Excel row number of (the last line of) its header, when a person said so.
    """

    specs: Mapping[str, TableSpec]
    table: str | None = None
    header_row: int | None = None

    @cached_property
    def possible(self) -> Mapping[str, TableSpec]:
        """The tables that the sheet may hold."""
        return self.specs if self.table is None else {self.table: self.specs[self.table]}

    @cached_property
    def tables_by_name(self) -> Mapping[str, frozenset[str]]:
        """Folded header to the tables that have such a column."""
        known: dict[str, set[str]] = {}
        for spec in self.specs.values():
            for name in spec.by_fold:
                known.setdefault(name, set()).add(spec.name)
        return MappingProxyType({name: frozenset(found) for name, found in known.items()})

    @cached_property
    def specific(self) -> frozenset[str]:
        """Names that belong to one table only."""
        return frozenset(name for name, found in self.tables_by_name.items() if len(found) == 1)

    @cached_property
    def told_columns(self) -> frozenset[int]:
        """Excel column numbers of which a person said what they are, whatever stands above."""
        return frozenset(
            name for spec in self.specs.values() for name in spec.confirmed if isinstance(name, int)
        )

    def tables_of(self, lab: Label) -> frozenset[str]:
        """Names of the tables that have a column of this name, in some reading."""
        return _tables_of(self, lab)

    def is_named(self, sheet_name: str, table: str) -> bool:
        """Whether a sheet holds this table: by its name (``Aanmeldingen 2021``), or as told."""
        if self.table is not None:
            return self.table == table
        return _is_named(sheet_name, self.specs[table].name, self.specs[table].sheet_names)


@lru_cache(maxsize=1)
def standard_vocabulary() -> Vocabulary:
    """The names that count where nobody said otherwise."""
    return Vocabulary(tables())


@lru_cache(maxsize=4096)
def _tables_of(vocabulary: Vocabulary, lab: Label) -> frozenset[str]:
    known = vocabulary.tables_by_name
    return frozenset().union(
        *(known.get(folded, ()) for reading in lab.readings() for folded in reading.folded)
    )


@lru_cache(maxsize=4096)
def _is_named(sheet_name: str, table: str, others: tuple[str, ...]) -> bool:
    name = fold(sheet_name)
    return any(
        name == known or (len(known) > _EXACT_NAMES and known in name)
        for known in map(fold, (table, *others))
    )
