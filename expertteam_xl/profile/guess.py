"""Sheets in which no list was found: where its header likely stands, and what it likely holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from expertteam_xl.disclosure import discreet
from expertteam_xl.profile.model import Profile, sheet_key
from expertteam_xl.register.evidence import is_empty
from expertteam_xl.register.headers import OTHER_SHEETS
from expertteam_xl.register.lines import Labels, candidates, readings
from expertteam_xl.register.matching import match, with_proposals
from expertteam_xl.register.model import Header
from expertteam_xl.register.raw import RawSheet, RawWorkbook
from expertteam_xl.register.tables import is_own_findings
from expertteam_xl.register.vocabulary import Vocabulary
from expertteam_xl.text import fold

FIRST_TABLE = "Casussen"
"""What a sheet holds, as a rule, in a register of which nothing is recognised."""

_ROWS = 30
"""Of so many rows that could be a header the likeliest is chosen."""

_ENOUGH = 2.0
"""So many headers that fit a table make it likely."""

_SAMPLE = 50
_LIKENESS = 0.7
"""What a header counts that only looks like a field."""


@dataclass(frozen=True)
class Guess:
    """A sheet that may hold a list of ours.

    Attributes:
        sheet: its name.
        header_row: Excel row number of the likeliest header.
        table: the table it likely holds; empty when its headers fit none.
        headers: the headers that fit, as they may be shown.
        texts: all folded texts of that row, to compare with another sheet and never to show.
    """

    sheet: str
    header_row: int
    table: str
    headers: tuple[str, ...]
    texts: tuple[str, ...] = field(default=(), repr=False)


def unread_sheets(workbook: RawWorkbook, profile: Profile, read: Collection[str]) -> list[Guess]:
    """The sheets to ask about: those that fit a table a little, or every one when none was read.

    A sheet of another year than one that holds a list is asked about too.

    Args:
        workbook: as it was opened.
        profile: what was confirmed so far.
        read: names of the sheets in which a list was found.
    """
    guesses = []
    years = {sheet_key(name): rule.table for name, rule in profile.sheets.items() if rule.table}
    for sheet in workbook.sheets:
        asked = sheet.name not in read and profile.rule_for(sheet.name) is None
        if not asked or not sheet.columns or fold(sheet.name) in OTHER_SHEETS:
            continue
        if is_own_findings(sheet):
            continue
        names = profile.vocabulary(sheet.name)
        best = max(_options(sheet, names), key=lambda option: option[0], default=None)
        other = years.get(sheet_key(sheet.name), "")
        if best is not None and (best[1].table or other or not read):
            guesses.append(replace(best[1], table=best[1].table or other))
    return guesses


def _options(
    sheet: RawSheet, names: Vocabulary
) -> Iterator[tuple[tuple[float, bool, int, int], Guess]]:
    """How well each row near the top would do as a header, and what it would begin."""
    named = next((name for name in names.possible if names.is_named(sheet.name, name)), "")
    for row in candidates(sheet, names)[:_ROWS]:
        if row + 1 >= sheet.height:
            continue
        for _, line in readings(sheet, row, names.told_columns):
            if len(line) > 1:
                score, table, headers = _best_table(sheet, names, line)
                if score < _ENOUGH and table != named:
                    table, headers = named, ()
                guess = Guess(sheet.name, row + sheet.top, table, headers, _alike(line))
                likely = score if score >= _ENOUGH else 0.0
                yield (likely, is_header(sheet, row), len(line), -row), guess


def _alike(line: Labels) -> tuple[str, ...]:
    """What tells whether two sheets have the same header: its folded texts, in order."""
    return tuple(fold(line[i].shown) for i in sorted(line))


def _best_table(
    sheet: RawSheet, names: Vocabulary, line: Labels
) -> tuple[float, str, tuple[str, ...]]:
    """Score, name and fitting headers of the table that fits best; of equals the first."""
    best: tuple[float, str, tuple[str, ...]] = (0.0, "", ())
    for name, spec in names.possible.items():
        headers = with_proposals(match(line, sheet.left, spec, names).headers, spec)
        fitting = [header for header in headers.values() if header.field]
        score = sum(_LIKENESS if header.how == "lijkt_op" else 1.0 for header in fitting)
        if score > best[0]:
            best = score, name, tuple(discreet(header.text) for header in fitting)
    return best


def is_header(sheet: RawSheet, row: int) -> bool:
    """Whether a row is a header and no record: text alone, over a column of dates or numbers.

    Only then its texts may be repeated; those of a record could name a person.
    """
    values = [column[row] for column in sheet.columns]
    if any(value is not None and not isinstance(value, str) for value in values):
        return False
    for column, value in zip(sheet.columns, values, strict=True):
        below = [v for v in column[row + 1 : row + 1 + _SAMPLE] if not is_empty(v)]
        other = sum(not isinstance(v, str) for v in below)
        if value is not None and other * 2 > len(below):
            return True
    return False


def told_rows(sheet: RawSheet, names: Vocabulary) -> tuple[list[Header], list[int]]:
    """The headers in the row that a person pointed out, and indexes of the filled rows below."""
    row = (names.header_row or 0) - sheet.top
    if names.table is None or not 0 <= row < sheet.height:
        return [], []
    _, line = next(iter(readings(sheet, row, names.told_columns)))
    spec = names.specs[names.table]
    headers = with_proposals(match(line, sheet.left, spec, names).headers, spec)
    rows = filled_rows(sheet, row, sheet.height)
    shown = is_header(sheet, row)
    written = [h if shown or h.field else replace(h, text="") for h in headers.values()]
    return [*written, *headless(sheet, rows, {h.column for h in written})], rows


def filled_rows(sheet: RawSheet, header: int, end: int) -> list[int]:
    """Indexes of the rows under a header, before ``end``, in which two cells or more are filled."""
    filled = np.zeros(max(end - header - 1, 0), dtype=np.int64)
    for column in sheet.columns:
        below = column[header + 1 : end]
        filled += np.fromiter((not is_empty(value) for value in below), np.int64, len(below))
    return [int(row) + header + 1 for row in np.flatnonzero(filled > 1)]


def headless(sheet: RawSheet, rows: Sequence[int], known: Collection[int]) -> list[Header]:
    """A header without text for every other column in which these rows hold something.

    Args:
        sheet: the sheet.
        rows: indexes of the rows.
        known: Excel column numbers that need none.
    """
    return [
        Header("", number)
        for number, column in enumerate(sheet.columns, sheet.left)
        if number not in known and any(not is_empty(column[row]) for row in rows)
    ]
