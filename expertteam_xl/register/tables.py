"""From a workbook as it is to typed tables whose values know their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from expertteam_xl.errors import RegisterError
from expertteam_xl.register.cells import ParsedColumn, Problem, read_column
from expertteam_xl.register.headers import Found, find_headers
from expertteam_xl.register.model import Block, Header, HiddenSheet, Register, Table
from expertteam_xl.register.raw import RawSheet, RawWorkbook
from expertteam_xl.register.rows import count_filled, split_rows
from expertteam_xl.schema import Column, TableSpec, tables
from expertteam_xl.settings import Settings

_OUTPUT_SHEET = "Bevindingen"


def build_register(workbook: RawWorkbook, settings: Settings) -> Register:
    """The register that a workbook holds.

    The values of the workbook are used up: its sheets are empty afterwards, so that a large
    register is not held twice.

    Raises:
        RegisterError: no sheet holds a table of ours.
    """
    parts: dict[str, list[tuple[Block, dict[str, ParsedColumn]]]] = {}
    hidden, unknown = [], []
    for sheet in workbook.sheets:
        if sheet.name.startswith(_OUTPUT_SHEET):
            continue
        if sheet.state != "visible" and (place := _first_value(sheet)):
            hidden.append(HiddenSheet(sheet.name, *place))
        read = list(_read_sheet(sheet, date1904=workbook.date1904))
        for block, columns in read:
            parts.setdefault(block.table, []).append((block, columns))
        if not read and sheet.state == "visible" and sheet.columns:
            unknown.append(sheet.name)
        sheet.columns.clear()
    if not parts:
        raise RegisterError(_no_table(workbook))
    ordered = {name: _assemble(tables()[name], parts[name]) for name in tables() if name in parts}
    return Register(
        name=workbook.name,
        path=workbook.path,
        suffix=workbook.suffix,
        data=workbook.data,
        tables=ordered,
        blocks=tuple(block for part in parts.values() for block, _ in part),
        settings=settings,
        hidden_sheets=tuple(hidden),
        notices=(*workbook.notices, *_unknown_notice(unknown)),
        signed=workbook.signed,
    )


def _no_table(workbook: RawWorkbook) -> str:
    sheets = ", ".join(f"'{sheet.name}'" for sheet in workbook.sheets[:5]) or "geen"
    return (
        f"In {workbook.name} is geen lijst van het expertteam herkend (bladen: {sheets}); "
        "controleer of dit het register is en of boven de lijst kolomkoppen staan zoals "
        "Nr, Datum aanmelding en Woonplaats."
    )


def _unknown_notice(names: list[str]) -> Iterable[str]:
    if names:
        listed = ", ".join(f"'{name}'" for name in names)
        yield f"Niet gelezen, want geen lijst van het register herkend: blad {listed}."


def _first_value(sheet: RawSheet) -> tuple[int, int] | None:
    """Excel row and column of a sheet's first value, row by row; None when it holds nothing."""
    places = (
        (next((r for r, v in enumerate(column) if v is not None), None), i)
        for i, column in enumerate(sheet.columns)
    )
    found = [(row, i) for row, i in places if row is not None]
    if not found:
        return None
    row, i = min(found)
    return row + sheet.top, i + sheet.left


def _read_sheet(
    sheet: RawSheet, *, date1904: bool
) -> Iterable[tuple[Block, dict[str, ParsedColumn]]]:
    """Each list of a sheet with its typed columns."""
    if not sheet.columns:
        return
    filled = count_filled(sheet.columns)
    headers = find_headers(sheet, filled)
    for found in headers:
        end = _end(found, headers, sheet.height)
        rows, skipped = split_rows(sheet, found.row + 1, end, found.fields, found.spec.key)
        block = _block(sheet, found, rows, skipped)
        yield (
            block,
            {
                name: _typed(sheet, found.spec.by_header[name], i, rows, date1904=date1904)
                for name, i in found.fields.items()
            },
        )


def _end(found: Found, headers: list[Found], height: int) -> int:
    """Index of the first row that no longer belongs to a list."""
    below = [
        other.top
        for other in headers
        if other.row > found.row and other.headers.keys() & found.headers.keys()
    ]
    return min(below, default=height)


def _typed(
    sheet: RawSheet, column: Column, i: int, rows: np.ndarray, *, date1904: bool
) -> ParsedColumn:
    values = sheet.columns[i]
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        picked = values[int(rows[0]) : int(rows[-1]) + 1]
    else:
        picked = [values[row] for row in rows]
    return read_column(column.kind, picked, allowed=column.spellings or None, date1904=date1904)


def _block(sheet: RawSheet, found: Found, rows: np.ndarray, skipped: tuple[int, ...]) -> Block:
    excel_rows = rows + sheet.top
    headers = sorted((*found.headers.values(), *_headless(sheet, found, rows)),
                     key=lambda h: h.column)
    hidden_rows = _hidden(excel_rows, sheet.hidden_rows)
    columns = {h.column for h in headers}
    return Block(
        sheet=sheet.name,
        table=found.spec.name,
        header_row=found.row + sheet.top,
        headers=tuple(headers),
        columns={name: i + sheet.left for name, i in found.fields.items()},
        duplicates=found.duplicates,
        rows=excel_rows,
        skipped=tuple(row + sheet.top for row in skipped),
        hidden_rows=hidden_rows,
        hidden_columns=tuple(
            c
            for c in sorted(columns & sheet.hidden_columns)
            if _holds_data(sheet, c - sheet.left, rows)
        ),
        filtered=sheet.filtered,
    )


def _hidden(excel_rows: np.ndarray, hidden: frozenset[int]) -> tuple[int, ...]:
    if not hidden:
        return ()
    return tuple(int(row) for row in excel_rows if int(row) in hidden)


def _holds_data(sheet: RawSheet, i: int, rows: np.ndarray) -> bool:
    column = sheet.columns[i]
    return any(column[row] is not None for row in rows)


def _headless(sheet: RawSheet, found: Found, rows: np.ndarray) -> list[Header]:
    """Columns inside the list that hold values but have no header."""
    inside = range(min(found.headers), max(found.headers) + 1)
    return [
        Header("", i + sheet.left)
        for i in inside
        if i not in found.headers and _holds_data(sheet, i, rows)
    ]


def _assemble(spec: TableSpec, parts: list[tuple[Block, dict[str, ParsedColumn]]]) -> Table:
    """One table from all the lists that hold its rows."""
    blocks = tuple(block for block, _ in parts)
    sizes = [len(block.rows) for block in blocks]
    present = {name for block in blocks for name in block.columns}
    fields = [column for column in spec.columns if column.header in present]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    frame = pd.DataFrame(
        {column.header: _series(_joined(column, parts)) for column in fields},
        index=pd.RangeIndex(int(starts[-1])),
    )
    return Table(
        spec=spec,
        frame=frame,
        blocks=blocks,
        block_of=np.repeat(np.arange(len(blocks)), sizes),
        excel_rows=np.concatenate([block.rows for block in blocks]),
        problems=_problems(parts, [int(start) for start in starts]),
    )


def _series(values: np.ndarray) -> pd.Series:
    """The values as they are: text stays plain objects, so that None stays None."""
    return pd.Series(values, dtype=object if values.dtype == object else None)


def _joined(column: Column, parts: list[tuple[Block, dict[str, ParsedColumn]]]) -> np.ndarray:
    pieces = [
        columns[column.header].values
        if column.header in columns
        else _blanks(column, len(block.rows))
        for block, columns in parts
    ]
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


def _blanks(column: Column, count: int) -> np.ndarray:
    """As many blanks as an absent column has rows, of the type that the reader gives."""
    values = read_column(column.kind, [None], allowed=column.spellings or None).values
    return np.repeat(values, count)


def _problems(
    parts: list[tuple[Block, dict[str, ParsedColumn]]], starts: list[int]
) -> Mapping[str, Mapping[int, Problem]]:
    problems: dict[str, dict[int, Problem]] = {}
    for (_, columns), (start, _end_of_part) in zip(parts, pairwise(starts), strict=True):
        for name, parsed in columns.items():
            for position, problem in parsed.problems.items():
                problems.setdefault(name, {})[start + position] = problem
    return problems
