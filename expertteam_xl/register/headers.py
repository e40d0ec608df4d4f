"""Where a sheet's header rows are, and what each header means.

People put titles, legends and blank lines above a list, write headers over two lines, merge them,
repeat them for every year and call columns what they like. This module finds the header rows of
one sheet and says which table each begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from expertteam_xl.register.model import Header
from expertteam_xl.register.raw import RawSheet
from expertteam_xl.schema import TableSpec, tables
from expertteam_xl.text import fold, tidy

_TOP_ROWS = 200
"""How many rows from the top may hold a header without a blank row before it."""

_LONGEST_HEADER = 80
_IN_NAMED_SHEET, _ELSEWHERE = 2, 3
"""How many headers must be known before a row is a header row."""

_LOOKS_LIKE = 85
"""How alike (0–100) a header must be to be proposed as a field."""

_MOSTLY = 0.8
"""Share of a header row's cells that are text."""

_EXACT_NAMES = 3
"""Names of sheets this short must match whole (``TV``)."""


@dataclass(frozen=True)
class Found:
    """A header row that begins a table.

    Attributes:
        row: index into the sheet's columns of the (last line of the) header.
        top: index of its first line.
        spec: the table it begins.
        headers: index into the sheet's columns to header, for this table's columns.
        duplicates: headers of a field that another header already is.
        score: how well it fits.
    """

    row: int
    top: int
    spec: TableSpec
    headers: Mapping[int, Header]
    duplicates: tuple[Header, ...]
    score: float

    @property
    def fields(self) -> Mapping[str, int]:
        """Field to index into the sheet's columns, for what was recognised for certain."""
        return {
            h.field: i
            for i, h in self.headers.items()
            if h.field and h.how != "lijkt_op" and h not in self.duplicates
        }


def find_headers(sheet: RawSheet, filled: np.ndarray) -> list[Found]:
    """Every header row of a sheet, from top to bottom; two lists side by side give two.

    Args:
        sheet: the sheet as it is.
        filled: number of filled cells in each row.
    """
    found: list[Found] = []
    for row in _candidates(sheet, filled):
        best = _best_at(sheet, row)
        if not best:
            continue
        if found and found[-1].row == row - 1:
            if best[0].score <= found[-1].score:
                continue
            found = [f for f in found if f.row != row - 1]
        found.extend(best)
    return [_with_proposals(f) for f in found]


def _candidates(sheet: RawSheet, filled: np.ndarray) -> Iterator[int]:
    """Rows that could be a header: those near the top, and those after a gap or separator."""
    tops = {table.box.top - sheet.top for table in sheet.tables}
    gap = np.concatenate(([True], filled[:-1] <= 1))
    second_line = np.concatenate(([False], gap[:-1]))
    near_top = np.arange(len(filled)) < _TOP_ROWS
    rows = np.flatnonzero((filled > 1) & (near_top | gap | second_line))
    yield from sorted({int(row) for row in rows} | {t for t in tops if 0 <= t < len(filled)})


def _best_at(sheet: RawSheet, row: int) -> list[Found]:
    """What begins at this row: nothing, one table, or several side by side."""
    if not _is_text(sheet, row):
        return []
    one_line = {i: (text,) for i, text in _texts(sheet, row).items()}
    variants = [one_line]
    if row and _is_text(sheet, row - 1):
        variants.append(_two_lines(sheet, row))
    best: list[Found] = []
    for texts in variants:
        if not _known_names(texts):
            continue
        found = _split(sheet, row, texts)
        if texts is not one_line:
            found = [replace(f, top=row - 1) for f in found]
        if found and (not best or _total(found) > _total(best)):
            best = found
    return best


def _is_text(sheet: RawSheet, row: int) -> bool:
    """Whether a row holds hardly anything but text, as headers do and rows of data do not."""
    values = [column[row] for column in sheet.columns if column[row] is not None]
    texts = sum(isinstance(value, str) for value in values)
    return texts > _MOSTLY * len(values)


def _total(found: Iterable[Found]) -> float:
    return sum(f.score for f in found)


def _texts(sheet: RawSheet, row: int) -> dict[int, str]:
    """Index of column to tidy text, for the short texts of a row."""
    texts = {}
    for i, column in enumerate(sheet.columns):
        value = column[row]
        if isinstance(value, str) and len(value) <= _LONGEST_HEADER and (text := tidy(value)):
            texts[i] = text
    return texts


def _two_lines(sheet: RawSheet, row: int) -> dict[int, tuple[str, ...]]:
    """For each column the ways to read its header from this row and the one above."""
    lower = _texts(sheet, row)
    upper = _spread_merged(sheet, row - 1, _texts(sheet, row - 1))
    ways: dict[int, tuple[str, ...]] = {}
    for i in lower.keys() | upper.keys():
        low, high = lower.get(i), upper.get(i)
        if low and high:
            ways[i] = (f"{high} {low}", f"{low} {high}", low)
        elif low or high:
            ways[i] = (low or high or "",)
    return ways


def _spread_merged(sheet: RawSheet, row: int, texts: dict[int, str]) -> dict[int, str]:
    """Texts of a row in which a merged header counts for every column under it."""
    spread = dict(texts)
    excel_row = row + sheet.top
    for box in sheet.merged:
        start = box.left - sheet.left
        if box.top <= excel_row <= box.bottom and start in texts:
            for i in range(start, min(box.right - sheet.left + 1, len(sheet.columns))):
                spread.setdefault(i, texts[start])
    return spread


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return frozenset(name for spec in tables().values() for name in spec.by_fold)


def _known_names(texts: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether at least two columns carry a name that some table knows: cheap, and rules out most."""
    names = _all_names()
    known = (any(fold(way) in names for way in ways) for ways in texts.values())
    return sum(known) > 1


def _split(sheet: RawSheet, row: int, texts: Mapping[int, tuple[str, ...]]) -> list[Found]:
    """Tables that begin at this row, each with its own columns."""
    whole = _recognise(sheet, row, texts)
    for groups in (_by_excel_table(sheet, row, texts), _by_empty_column(sheet, texts)):
        parts = [found for group in groups if (found := _recognise(sheet, row, group))]
        if len(parts) > 1 and _really_apart(parts):
            return parts
    return [whole] if whole else []


def _really_apart(parts: list[Found]) -> bool:
    """Whether parts are lists of their own, not halves of one with an empty column between."""
    return len({p.spec.name for p in parts}) == len(parts) or all(
        p.spec.key in p.fields for p in parts
    )


def _by_excel_table(
    sheet: RawSheet, row: int, texts: Mapping[int, tuple[str, ...]]
) -> list[dict[int, tuple[str, ...]]]:
    boxes = [t.box for t in sheet.tables if t.has_header and t.box.top == row + sheet.top]
    return [
        {i: ways for i, ways in texts.items() if box.left <= i + sheet.left <= box.right}
        for box in boxes
    ]


def _by_empty_column(
    sheet: RawSheet, texts: Mapping[int, tuple[str, ...]]
) -> list[dict[int, tuple[str, ...]]]:
    groups: list[dict[int, tuple[str, ...]]] = [{}]
    for i, column in enumerate(sheet.columns):
        if i in texts:
            groups[-1][i] = texts[i]
        elif groups[-1] and not any(value is not None for value in column):
            groups.append({})
    return [group for group in groups if group]


def _recognise(
    sheet: RawSheet, row: int, texts: Mapping[int, tuple[str, ...]]
) -> Found | None:
    """The table that these headers fit best, or None when they fit none well enough."""
    best: Found | None = None
    for spec in tables().values():
        found = _match(sheet, row, texts, spec)
        if found and (best is None or found.score > best.score):
            best = found
    return best


def _match(
    sheet: RawSheet, row: int, texts: Mapping[int, tuple[str, ...]], spec: TableSpec
) -> Found | None:
    headers = {i: _header(sheet, i, ways, spec) for i, ways in texts.items()}
    headers, duplicates = _resolve(headers)
    fields = {h.field for h in headers.values() if h.field}
    named = is_named(sheet.name, spec)
    required = [column.header for column in spec.required]
    present = sum(name in fields for name in required)
    if not _is_enough(len(fields), len(texts), (present, len(required)), named=named):
        return None
    score = len(fields) + 0.5 * present - 0.5 * (len(required) - present) + 3 * named
    return Found(row, row, spec, headers, duplicates, score)


def _is_enough(fields: int, texts: int, required: tuple[int, int], *, named: bool) -> bool:
    """Whether recognised headers make a header row: enough of them, and of those required.

    A sheet whose name says what it holds needs two headers, another one three; either half of the
    required columns is there, or (in a named sheet) half of the headers is known.
    """
    present, wanted = required
    half_required = wanted > 0 and present * 2 >= wanted
    if named:
        return fields >= _IN_NAMED_SHEET and (half_required or fields * 2 >= texts)
    return fields >= _ELSEWHERE and half_required


def is_named(sheet_name: str, spec: TableSpec) -> bool:
    """Whether a sheet's name says that it holds this table: ``Aanmeldingen 2021``, ``TV``."""
    name = fold(sheet_name)
    return any(
        name == known or (len(known) > _EXACT_NAMES and known in name)
        for known in map(fold, (spec.name, *spec.sheet_names))
    )


def _header(sheet: RawSheet, i: int, ways: tuple[str, ...], spec: TableSpec) -> Header:
    column = i + sheet.left
    for way in ways:
        if known := spec.by_fold.get(fold(way)):
            return Header(way, column, known[0].header, known[1])
    return Header(ways[0], column)


def _resolve(headers: dict[int, Header]) -> tuple[dict[int, Header], tuple[Header, ...]]:
    """Settle which header a field is when several claim it; ``Gemeente`` alone is the place."""
    fields = {h.field for h in headers.values()}
    if "Woonplaats" not in fields and "Gemeente" in fields:
        headers = {
            i: replace(h, field="Woonplaats", how="alias") if h.field == "Gemeente" else h
            for i, h in headers.items()
        }
    first: dict[str, Header] = {}
    for header in sorted(headers.values(), key=lambda h: (h.how != "exact", h.column)):
        if header.field:
            first.setdefault(header.field, header)
    duplicates = tuple(
        h for h in headers.values() if h.field and first[h.field] is not h
    )
    return headers, duplicates


def _with_proposals(found: Found) -> Found:
    """The same, with headers that only look like a field marked as proposals."""
    unknown = {i: h for i, h in found.headers.items() if h.field is None}
    free = {
        name: column.header
        for name, (column, _) in found.spec.by_fold.items()
        if column.header not in found.fields
    }
    if not unknown or not free:
        return found
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where a header is unknown

    headers = dict(found.headers)
    for i, header in unknown.items():
        match = process.extractOne(
            fold(header.text), free.keys(), scorer=fuzz.ratio, score_cutoff=_LOOKS_LIKE
        )
        if match:
            headers[i] = replace(header, field=free[match[0]], how="lijkt_op")
    return replace(found, headers=headers)
