"""From one sheet to its lists: which rows and columns they have, and their typed columns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from expertteam_xl.disclosure import discreet
from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells import ParsedColumn, read_column
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.evidence import is_empty
from expertteam_xl.register.fitting import Found
from expertteam_xl.register.headers import find_headers
from expertteam_xl.register.model import Block, Header
from expertteam_xl.register.raw import CellValue, RawSheet
from expertteam_xl.register.rows import split_rows
from expertteam_xl.register.vocabulary import Vocabulary
from expertteam_xl.schema import Column
from expertteam_xl.text import fold

_WITHOUT_WORDS = (Kind.JA_NEE, Kind.WOONPLAATS)
"""Kinds whose reader knows no list of words: a confirmed spelling is replaced before reading."""


@dataclass(frozen=True)
class Part:
    """One list: where it stands, and its columns as typed values, one value for each row."""

    block: Block
    columns: dict[str, ParsedColumn]


def read_lists(
    sheet: RawSheet, *, date1904: bool, vocabulary: Vocabulary | None = None
) -> list[Part]:
    """Every list of a sheet, from top to bottom.

    The sheet's columns are used up: each is let go as soon as it was read.

    Args:
        sheet: the sheet.
        date1904: whether the workbook counts its days from 1904.
        vocabulary: the names of columns that count; not given: the standard ones.
    """
    if not sheet.columns:
        return []
    headers = find_headers(sheet, vocabulary)
    parts = []
    rows_of = []
    for found in headers:
        rows, block = _block(sheet, found, headers, date1904=date1904)
        rows_of.append(rows)
        parts.append(Part(block, {}))
    for i in range(len(sheet.columns)):
        for found, rows, part in zip(headers, rows_of, parts, strict=True):
            for name, place in found.fields.items():
                if place == i:
                    column = found.spec.by_header[name]
                    part.columns[name] = _typed(sheet, column, i, rows, date1904=date1904)
        sheet.columns[i] = []
    sheet.columns.clear()
    return parts


def _block(
    sheet: RawSheet, found: Found, headers: list[Found], *, date1904: bool
) -> tuple[np.ndarray, Block]:
    """Indexes of a list's rows, and what it is."""
    end = _end(found, headers, sheet.height)
    totals = _totals(sheet, found)
    rows, skipped = split_rows(
        sheet, found, end, date1904=date1904, no_data={*found.repeats, *totals}
    )
    every = [*found.headers.values(), *_headless(sheet, found, rows)]
    every.sort(key=lambda header: header.column)
    excel_rows = rows + sheet.top
    return rows, Block(
        sheet=sheet.name,
        table=found.spec.name,
        header_row=found.row + sheet.top,
        headers=tuple(_told(sheet, found, header) for header in every),
        columns={name: i + sheet.left for name, i in found.fields.items()},
        duplicates=tuple(_told(sheet, found, header) for header in found.duplicates),
        rows=excel_rows,
        skipped=tuple(row + sheet.top for row in skipped),
        hidden_rows=_hidden_rows(excel_rows, sheet.hidden_rows),
        hidden_columns=tuple(
            header.column
            for header in every
            if header.column in sheet.hidden_columns
            and _holds_data(sheet, header.column - sheet.left, rows)
        ),
        filtered=sheet.filtered,
    )


def _told(sheet: RawSheet, found: Found, header: Header) -> Header:
    """The header as it may be repeated in messages, with the row in which it stands."""
    column = sheet.columns[header.column - sheet.left]
    lines = range(found.row, found.top - 1, -1)
    row = next((row for row in lines if not is_empty(column[row])), found.row)
    return replace(header, text=discreet(header.text), row=row + sheet.top)


def _end(found: Found, headers: list[Found], height: int) -> int:
    """Index of the first row that no longer belongs to a list."""
    below = [f.top for f in headers if f.top > found.row and f.overlaps(found)]
    return min(below, default=height)


def _totals(sheet: RawSheet, found: Found) -> list[int]:
    """Indexes of the totals rows of Excel tables that share a column with a list."""
    first, last = (i + sheet.left for i in found.span)
    return [
        table.box.bottom - sheet.top
        for table in sheet.tables
        if table.has_totals and table.box.left <= last and first <= table.box.right
    ]


def _typed(
    sheet: RawSheet, column: Column, i: int, rows: np.ndarray, *, date1904: bool
) -> ParsedColumn:
    values = _picked(sheet.columns[i], rows)
    if column.confirmed and column.kind in _WITHOUT_WORDS:
        values = [_meant(column, value) for value in values]
    return read_column(column.kind, values, allowed=column.spellings or None, date1904=date1904)


def _meant(column: Column, value: CellValue) -> CellValue:
    """The value that a person confirmed for what stands in a cell; else what stands there."""
    if isinstance(value, str):
        return column.meant(value)
    if isinstance(value, float) and (text := as_text(value)):
        return column.confirmed.get(fold(text), value)
    return value


def _picked(values: list[CellValue], rows: np.ndarray) -> list[CellValue]:
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return values[int(rows[0]) : int(rows[-1]) + 1]
    return [values[row] for row in rows.tolist()]


def _hidden_rows(excel_rows: np.ndarray, hidden: Collection[int]) -> tuple[int, ...]:
    if not hidden:
        return ()
    mask = np.isin(excel_rows, np.fromiter(hidden, dtype=np.int64, count=len(hidden)))
    return tuple(excel_rows[mask].tolist())


def _headless(sheet: RawSheet, found: Found, rows: np.ndarray) -> list[Header]:
    """Columns inside the list that hold values but have no header."""
    first, last = found.span
    return [
        Header("", i + sheet.left)
        for i in range(first, last + 1)
        if i not in found.headers and _holds_data(sheet, i, rows)
    ]


def _holds_data(sheet: RawSheet, i: int, rows: np.ndarray) -> bool:
    """Whether a column holds a value in one of these rows."""
    column = sheet.columns[i]
    if column.count(None) == len(column):
        return False
    return any(column[row] is not None for row in rows.tolist())
