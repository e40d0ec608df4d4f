"""A profile: what a person confirmed about the sheets, columns and words of one register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_xl.kinds import Kind
from expertteam_xl.register.references import LAST_COLUMN, column_letters, column_number
from expertteam_xl.schema import Column, TableSpec, tables
from expertteam_xl.text import fold, tidy

if TYPE_CHECKING:
    from expertteam_xl.register.model import Block
    from expertteam_xl.register.raw import RawWorkbook
    from expertteam_xl.register.vocabulary import Vocabulary

VERSION = 1
"""Version of the file's form."""

EVERY_SHEET = "*"
YEAR = "jjjj"
"""Stands in the name of a sheet for any year, so that next year's sheet is known at once."""

WORD_KINDS = (Kind.CODE, Kind.CODES, Kind.JA_NEE, Kind.WOONPLAATS)
"""Kinds of column of which a profile can tell what a word means."""

PLACE = "Woonplaats"
"""The entries under this field hold for every column of places."""

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_LETTERS = re.compile(r"kolom ([A-Z]{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class SheetRule:
    """What a sheet holds.

    Attributes:
        table: name of its table; empty when it holds no list of ours.
        header_row: Excel row number of (the last line of) its header; None to find it.
    """

    table: str
    header_row: int | None = None


@dataclass(frozen=True)
class Profile:
    """What holds for one register; the keys are as a person wrote them.

    A sheet is named by its name, with ``jjjj`` for any year, or by ``*`` for every sheet.

    Attributes:
        name: file name, for messages.
        sheets: sheet to what it holds.
        columns: sheet to header (or ``kolom C``) to field; empty for a column that is not ours.
        values: field (or ``Table.Field``) to spelling to canonical word.
        seen: sheet to the headers that stood there when the profile was made.
        unconfirmed: number of proposals in it that nobody confirmed; those are not used.
        lines: group, part and key to the line of the file on which they stand.
    """

    name: str = ""
    sheets: Mapping[str, SheetRule] = field(default_factory=lambda: MappingProxyType({}))
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    unconfirmed: int = 0
    lines: Mapping[tuple[str, str, str], int] = field(
        default_factory=lambda: MappingProxyType({}), repr=False, compare=False
    )

    @cached_property
    def specs(self) -> Mapping[str, TableSpec]:
        """The tables, their columns with the spellings that were confirmed."""
        if not self.values:
            return tables()
        return MappingProxyType({name: self._spec(spec) for name, spec in tables().items()})

    def _spec(self, spec: TableSpec) -> TableSpec:
        columns = tuple(self._column(spec.name, column) for column in spec.columns)
        return spec if columns == spec.columns else replace(spec, columns=columns)

    def _column(self, table: str, column: Column) -> Column:
        if column.kind not in WORD_KINDS:
            return column
        general = (PLACE,) if column.kind is Kind.WOONPLAATS else ()
        confirmed = {
            fold(spelling): meant
            for key in (*general, column.header, f"{table}.{column.header}")
            for spelling, word in self.values.get(key, {}).items()
            if (meant := word_in(column, word)) is not None
        }
        return replace(column, confirmed=MappingProxyType(confirmed)) if confirmed else column

    def rule_for(self, sheet: str) -> SheetRule | None:
        """What a sheet holds, when a person said so."""
        return self.sheets.get(self.key_for(sheet))

    def key_for(self, sheet: str) -> str:
        """The key under which stands what a sheet holds; empty when nothing does."""
        return next(reversed([*self._keys(self.sheets, sheet)]), "")

    def where(self, group: str, part: str, key: str) -> str:
        """Where something stands, for a message: ``regel 3 van register.profiel.toml``."""
        line = self.lines.get((group, part, key))
        return self.name if line is None else f"regel {line} van {self.name}"

    def told_columns(self, sheet: str) -> dict[str | int, str | None]:
        """Folded header, or column number, to field; None for a column that is not ours."""
        told: dict[str | int, str | None] = {}
        for key in self._keys(self.columns, sheet):
            for header, name in self.columns[key].items():
                told[column_of_key(header) or fold(header)] = name or None
        return told

    @staticmethod
    def _keys(known: Mapping[str, object], sheet: str) -> Iterator[str]:
        """The keys that hold for a sheet, the most general first."""
        ways: dict[str, int] = {EVERY_SHEET: 0, _plain(sheet_key(sheet)): 1, _plain(sheet): 2}
        places = {key: way for key in known if (way := ways.get(_plain(key))) is not None}
        yield from sorted(places, key=places.__getitem__)

    def vocabulary(self, sheet: str) -> Vocabulary:
        """The names of columns that count in a sheet; none at all when it holds no list of ours."""
        from expertteam_xl.register.vocabulary import Vocabulary, standard_vocabulary

        rule, told = self.rule_for(sheet), MappingProxyType(self.told_columns(sheet))
        if rule is not None and not rule.table:
            return Vocabulary(MappingProxyType({}))
        specs = self.specs
        if not told and rule is None and specs is tables():
            return standard_vocabulary()
        if told:
            specs = {name: replace(spec, confirmed=told) for name, spec in specs.items()}
        table, row = (rule.table, rule.header_row) if rule else (None, None)
        return Vocabulary(MappingProxyType(dict(specs)), table, row)

    def notices(self, workbook: RawWorkbook, blocks: tuple[Block, ...]) -> tuple[str, ...]:
        """What in it does not count, and what changed in the register since it was made.

        In plain Dutch sentences.
        """
        from expertteam_xl.profile.changes import changes
        from expertteam_xl.profile.effect import idle

        return (*idle(self, workbook, blocks), *changes(self, workbook, blocks))

    def why_nothing(self, workbook: RawWorkbook) -> str:
        """Why the register has no list with this profile, as far as that is the profile's doing."""
        from expertteam_xl.profile.effect import unread

        return unread(self, workbook)


def sheet_key(sheet: str) -> str:
    """The key of a sheet in a profile: its name, with ``jjjj`` for a year."""
    return _YEAR.sub(YEAR, tidy(sheet))


def same_sheet(key: str, sheet: str) -> bool:
    """Whether a key names this sheet."""
    return _plain(key) in (EVERY_SHEET, _plain(sheet), _plain(sheet_key(sheet)))


def column_key(column: int) -> str:
    """The key of a column that is named by its letters: ``kolom C``."""
    return f"kolom {column_letters(column)}"


def column_of_key(key: str) -> int | None:
    """Excel column number of ``kolom C``; None for a key that is a header."""
    found = _LETTERS.fullmatch(tidy(key))
    number = column_number(found[1]) if found else 0
    return number if 0 < number <= LAST_COLUMN else None


def word_in(column: Column, word: str) -> str | None:
    """The canonical value that a word is in a column; None when it is none of the choices."""
    if column.kind is Kind.JA_NEE:
        return {"ja": "ja", "nee": "nee"}.get(fold(word))
    if column.kind is Kind.WOONPLAATS:
        return _place(word)
    return column.spellings.get(fold(word)) if column.words else None


def _place(word: str) -> str | None:
    from expertteam_xl.convenant.gemeenten import Kind as PlaceKind
    from expertteam_xl.convenant.gemeenten import resolve

    known = resolve(word, None).kind in (PlaceKind.GEMEENTE, PlaceKind.NIET_TOEWIJSBAAR)
    return tidy(word) if known else None


def _plain(sheet: str) -> str:
    return tidy(sheet).casefold()
