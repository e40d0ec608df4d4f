"""From one sheet to its lists: which rows and columns they have, and their typed columns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from expertteam_xl.disclosure import discreet
from expertteam_xl.register.cells import ParsedColumn, read_column
from expertteam_xl.register.fitting import Found
from expertteam_xl.register.headers import find_headers
from expertteam_xl.register.model import Block, Header
from expertteam_xl.register.raw import CellValue, RawSheet
from expertteam_xl.register.rows import split_rows
from expertteam_xl.schema import Column


@dataclass(frozen=True)
class Part:
    """One list: where it stands, and its columns as typed values, one value for each row."""

    block: Block
    columns: dict[str, ParsedColumn]


def read_lists(sheet: RawSheet, *, date1904: bool) -> list[Part]:
    """Every list of a sheet, from top to bottom.

    The sheet's columns are used up: each is let go as soon as it was read.
    """
    if not sheet.columns:
        return []
    headers = find_headers(sheet)
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
        headers=tuple(map(_told, every)),
        columns={name: i + sheet.left for name, i in found.fields.items()},
        duplicates=tuple(map(_told, found.duplicates)),
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


def _told(header: Header) -> Header:
    """The header as it may be repeated in messages."""
    return replace(header, text=discreet(header.text))


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
    return read_column(column.kind, values, allowed=column.spellings or None, date1904=date1904)


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
