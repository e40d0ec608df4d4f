"""What a register looks like to the program, and what a person should confirm about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from expertteam_xl.disclosure import discreet
from expertteam_xl.errors import RegisterError
from expertteam_xl.profile.content import by_content
from expertteam_xl.profile.guess import (
    Guess,
    filled_rows,
    headless,
    is_header,
    told_rows,
    unread_sheets,
)
from expertteam_xl.profile.model import Profile, column_key, column_of_key, sheet_key
from expertteam_xl.profile.samples import told
from expertteam_xl.profile.words import Word, unknown_words
from expertteam_xl.register.model import Block, Header, Register
from expertteam_xl.register.raw import CellValue, RawSheet, RawWorkbook
from expertteam_xl.register.tables import build_register
from expertteam_xl.schema import tables
from expertteam_xl.settings import Settings
from expertteam_xl.text import fold

_OURS = ("exact", "alias")
"""How headers were recognised that are names of ours, and no text of a record."""

_MASKED = re.compile(r".?…")
_LONGEST_KEY = 60
_SAMPLE = 400
"""So many rows tell what a column holds."""


@dataclass(frozen=True)
class SeenColumn:
    """A column of a list.

    Attributes:
        column: Excel column number.
        header: its header as it may be shown; empty without one.
        field: the field it means, or looks like; None when unknown.
        how: ``exact``, ``alias``, ``profiel`` or ``lijkt_op``; empty when unknown.
        double: whether another column already is its field.
        samples: what stands in it, told without personal data; empty for a column that is
            known for certain.
        sheet: the sheet's key in a profile.
        key: the column's key in a profile: its header, or its letters.
        place: name of its sheet, and its Excel column number.
    """

    column: int
    header: str
    field: str | None
    how: str
    double: bool
    samples: str
    sheet: str
    key: str
    place: tuple[str, int]

    @property
    def uncertain(self) -> bool:
        """Whether a person should say what it is."""
        return self.double or self.how in ("", "lijkt_op")


@dataclass(frozen=True)
class SeenList:
    """A list in a sheet: its table, where its header stands, and its columns.

    Attributes:
        sheet: name of the sheet.
        table: name of the table it holds.
        header_row: Excel row number of its header.
        rows: number of rows.
        columns: its columns from left to right.
    """

    sheet: str
    table: str
    header_row: int
    rows: int
    columns: tuple[SeenColumn, ...]

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it stands: sheet, header row and first column."""
        return self.sheet, self.header_row, self.columns[0].column

    def is_twin(self, other: SeenList) -> bool:
        """Whether another list of the same table has the same header, column for column."""
        written = sum(bool(fold(column.header)) for column in self.columns)
        same = self.table == other.table and self._header == other._header
        return same and written * 2 > len(self.columns)

    @property
    def _header(self) -> list[tuple[int, str, bool]]:
        return [(c.column, fold(c.header), c.double) for c in self.columns]

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields that no column is for certain."""
        known = {c.field for c in self.columns if c.field and c.how != "lijkt_op"}
        return tuple(c.header for c in tables()[self.table].required if c.header not in known)


@dataclass(frozen=True)
class Inspection:
    """A register as it is read with a profile, and what is left to ask.

    Attributes:
        name: file name of the register.
        lists: the lists, in the order of the tabs.
        guesses: sheets in which no list was found though there may be one.
        words: values that no list of ours knows.
        notices: sentences for the user.
        sheets: names of all its sheets, in the order of the tabs.
    """

    name: str
    lists: tuple[SeenList, ...]
    guesses: tuple[Guess, ...]
    words: tuple[Word, ...]
    notices: tuple[str, ...]
    sheets: tuple[str, ...] = ()

    @property
    def seen(self) -> dict[str, list[str]]:
        """Sheet key to its headers, of all sheets that share the key."""
        found: dict[str, dict[str, None]] = {}
        for each in self.lists:
            headers = (column.header for column in each.columns if column.header)
            found.setdefault(sheet_key(each.sheet), {}).update(dict.fromkeys(headers))
        return {sheet: list(headers) for sheet, headers in found.items()}


def inspect(workbook: RawWorkbook, settings: Settings, profile: Profile) -> Inspection:
    """The register as it is read with this profile; the workbook stays as it is.

    Args:
        workbook: as it was opened.
        settings: the parameters that hold for it.
        profile: what was confirmed so far.
    """
    register = _read(workbook, settings, profile)
    blocks = register.blocks if register else ()
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    lists = [_list_of(sheets[block.sheet], block, profile, blocks) for block in blocks]
    lists += _told_lists(workbook, profile, {block.sheet for block in blocks})
    order = list(sheets)
    return Inspection(
        name=workbook.name,
        lists=tuple(sorted(lists, key=lambda each: order.index(each.sheet))),
        guesses=tuple(unread_sheets(workbook, profile, {each.sheet for each in lists})),
        words=tuple(unknown_words(register, workbook)) if register else (),
        notices=workbook.notices,
        sheets=tuple(order),
    )


def _read(workbook: RawWorkbook, settings: Settings, profile: Profile) -> Register | None:
    """The register; None when no list is recognised. Reading uses up a copy of the columns."""
    sheets = tuple(replace(sheet, columns=[*sheet.columns]) for sheet in workbook.sheets)
    try:
        return build_register(replace(workbook, sheets=sheets), settings, profile)
    except RegisterError:
        return None


def _list_of(sheet: RawSheet, block: Block, profile: Profile, blocks: Sequence[Block]) -> SeenList:
    """The list that a block is; of one that a person pointed out every filled row may count.

    Which rows are records can't be told as long as the column that names them is not known.
    """
    rows = [int(row) - sheet.top for row in block.rows]
    rule, headers = profile.rule_for(sheet.name), block.headers
    pointed = rule is not None and rule.header_row == block.header_row
    if pointed and not is_header(sheet, block.header_row - sheet.top):
        headers = tuple(h if h.how in _OURS else replace(h, text="") for h in headers)
    if (pointed or not rows) and tables()[block.table].key not in block.columns:
        others = [each for each in blocks if each.sheet == block.sheet and each is not block]
        rows = filled_rows(sheet, block.header_row - sheet.top, _end(sheet, block, others))
        if pointed:
            taken = {h.column for each in (block, *others) for h in each.headers}
            headers = (*headers, *headless(sheet, rows, taken))
    columns = _columns(sheet, headers, block.duplicates, rows)
    seen = SeenList(block.sheet, block.table, block.header_row, len(rows), columns)
    return _with_content(sheet, seen, rows)


def _end(sheet: RawSheet, block: Block, others: Iterable[Block]) -> int:
    """Index of the row in which the next list of the sheet begins; its height without one."""
    below = [o.header_row - sheet.top for o in others if o.header_row > block.header_row]
    return min(below, default=sheet.height)


def _with_content(sheet: RawSheet, seen: SeenList, rows: Sequence[int]) -> SeenList:
    """The list, required fields that no header names proposed by what stands in the columns."""
    looks_like = {c.field for c in seen.columns if c.how == "lijkt_op"}
    wanted = [c for c in tables()[seen.table].required if c.header in seen.missing]
    free = {
        c.column: [sheet.columns[c.column - sheet.left][row] for row in rows[:_SAMPLE]]
        for c in seen.columns
        if not c.how and not c.double
    }
    found = by_content([c for c in wanted if c.header not in looks_like], free)
    columns = (
        replace(c, field=found[c.column], how="lijkt_op") if c.column in found else c
        for c in seen.columns
    )
    return replace(seen, columns=tuple(columns))


def _told_lists(workbook: RawWorkbook, profile: Profile, read: set[str]) -> Iterator[SeenList]:
    """Lists that a person pointed out, of whose headers none is known yet."""
    for sheet in workbook.sheets:
        rule = profile.rule_for(sheet.name)
        if rule is None or sheet.name in read or not rule.table or rule.header_row is None:
            continue
        headers, rows = told_rows(sheet, profile.vocabulary(sheet.name))
        if headers:
            shown = [replace(header, text=discreet(header.text)) for header in headers]
            columns = _columns(sheet, shown, (), rows)
            seen = SeenList(sheet.name, rule.table, rule.header_row, len(rows), columns)
            yield _with_content(sheet, seen, rows)


def _columns(
    sheet: RawSheet, headers: Iterable[Header], doubles: Sequence[Header], rows: Sequence[int]
) -> tuple[SeenColumn, ...]:
    headers = list(headers)
    names = Counter(fold(header.text) for header in headers)
    return tuple(
        _column(sheet, header, rows, double=header in doubles, alone=names[fold(header.text)] == 1)
        for header in headers
    )


def _column(
    sheet: RawSheet, header: Header, rows: Sequence[int], *, double: bool, alone: bool
) -> SeenColumn:
    values = sheet.columns[header.column - sheet.left]
    picked: Iterator[CellValue] = (values[row] for row in rows)
    named = alone and _can_be_key(header.text)
    return SeenColumn(
        column=header.column,
        header=header.text,
        field=header.field,
        how=header.how,
        double=double,
        samples=told(picked) if double or header.how in ("", "lijkt_op") else "",
        sheet=sheet_key(sheet.name) if named else sheet.name,
        key=header.text if named else column_key(header.column),
        place=(sheet.name, header.column),
    )


def _can_be_key(header: str) -> bool:
    """Whether a header can name its column in a profile; else the column's letters do."""
    usable = bool(fold(header)) and len(header) <= _LONGEST_KEY
    return usable and not _MASKED.fullmatch(header) and column_of_key(header) is None
