"""The lines of a sheet that could be a header, and what stands above each column in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

import numpy as np

from expertteam_xl.register.matching import (
    LONGEST_HEADER,
    Label,
    label,
    two_line_label,
)
from expertteam_xl.register.raw import CellValue, RawSheet
from expertteam_xl.register.vocabulary import Vocabulary
from expertteam_xl.text import fold

_TOP_ROWS = 200
"""How many rows from the top are looked at one by one; further down known names lead."""

_FAR_DOWN = 3
"""How many different known names a row far down must hold to be looked at."""

_MANY_VALUES = 5000
"""A column with more different values than this isn't searched for headers far down."""

_MANY_TIMES = 1000
"""A text that a column holds more often than this is a value, no header."""

_MOST_TEXTS = 1024
"""So many texts of one row can be headers; further right nothing is looked for."""

_HALF = 0.5
_WIDEST_GROUP = 8
"""How many columns a group title that isn't merged can stand over."""

Labels = Mapping[int, Label]
"""Index of a column to what stands above it."""


_NAMELESS = Label("", (), ())
"""What stands above a column without a header, of which a person said what it is."""


def candidates(sheet: RawSheet, vocabulary: Vocabulary) -> list[int]:
    """Rows that could be a (last line of a) header: near the top, or with known names."""
    height = sheet.height
    near = {row for row in range(min(height, _TOP_ROWS)) if _is_text(sheet, row)}
    far = {row for row in _rows_with_names(sheet, vocabulary, near) if _is_text(sheet, row)}
    below = {row + 1 for row in far if row + 1 < height and _is_text(sheet, row + 1)}
    return sorted(near | far | below)


def _rows_with_names(sheet: RawSheet, vocabulary: Vocabulary, near: Collection[int]) -> list[int]:
    """Rows far down in which at least three cells hold different names of columns.

    Args:
        sheet: the sheet.
        vocabulary: the names that count in it.
        near: rows near the top that could be a header; their headers may come again as they are.
    """
    if sheet.height <= _TOP_ROWS:
        return []
    pairs: set[tuple[int, str]] = set()
    for column in sheet.columns:
        headers = {v for row in near if isinstance(v := column[row], str)}
        for text in _names_among(set(column), vocabulary, headers):
            if column.count(text) > _MANY_TIMES:
                continue
            pairs.update((row, fold(text)) for row in _places(column, text))
    rows = np.fromiter((row for row, _ in pairs), dtype=np.int64, count=len(pairs))
    numbers, counts = np.unique(rows, return_counts=True)
    return [int(row) for row in numbers[counts >= _FAR_DOWN]]


def _names_among(
    values: set[CellValue], vocabulary: Vocabulary, headers: set[str]
) -> Iterator[str]:
    """The texts of a column that name a column of ours."""
    if len(values) > _MANY_VALUES:
        return
    known = vocabulary.tables_by_name
    for text in values:
        if not isinstance(text, str) or len(text) > LONGEST_HEADER:
            continue
        if fold(text) in known or (
            text in headers and (lab := label(text)) and vocabulary.tables_of(lab)
        ):
            yield text


def _places(column: list[CellValue], text: str) -> Iterator[int]:
    """Indexes far down at which a column holds a text."""
    at = _TOP_ROWS - 1
    try:
        while True:
            at = column.index(text, at + 1)
            yield at
    except ValueError:
        return


def _is_text(sheet: RawSheet, row: int) -> bool:
    """Whether a row holds two values or more, at least half of them text."""
    values = [v for column in sheet.columns if (v := column[row]) is not None]
    if len(values) < 2:
        return False
    return sum(isinstance(value, str) for value in values) >= _HALF * len(values)


def readings(sheet: RawSheet, row: int, told: Collection[int] = ()) -> Iterator[tuple[int, Labels]]:
    """The ways to read this row as the last line of a header.

    Args:
        sheet: the sheet.
        row: index of the row.
        told: Excel column numbers that count even when nothing stands above them.

    Yields:
        Index of the header's first line, and what stands above each column.
    """
    places = [number - sheet.left for number in told]
    nameless = {i: _NAMELESS for i in places if 0 <= i < len(sheet.columns)}
    for top, labels in _written(sheet, row):
        yield top, nameless | dict(labels) if nameless and labels else labels


def _written(sheet: RawSheet, row: int) -> Iterator[tuple[int, Labels]]:
    """The same, of what is written above the columns."""
    lower = _texts(sheet, row)
    yield row, {i: lab for i, text in lower.items() if (lab := label(text))}
    if row == 0:
        return
    upper = _texts(sheet, row - 1)
    filled = {i for i, column in enumerate(sheet.columns) if column[row] is not None}
    alone = {i: text for i, text in upper.items() if i not in filled}
    merged = _spread_merged(sheet, row - 1, upper)
    loose = _spread_loose(merged, lower)
    yield row - 1, _two_lines(merged, alone, lower)
    if loose != merged:
        yield row - 1, _two_lines(loose, alone, lower)


def _texts(sheet: RawSheet, row: int) -> dict[int, str]:
    """Index of column to text, for the texts of a row."""
    texts = (
        (i, value)
        for i, column in enumerate(sheet.columns)
        if isinstance(value := column[row], str) and fold(value[:LONGEST_HEADER])
    )
    return dict(islice(texts, _MOST_TEXTS))


def _two_lines(
    above: Mapping[int, str], upper: Mapping[int, str], lower: Mapping[int, str]
) -> dict[int, Label]:
    """What stands above each column when this row and the one above are one header.

    Args:
        above: texts of the upper line, group titles spread over their columns.
        upper: texts of the upper line with nothing below them.
        lower: texts of the lower line.
    """
    labels: dict[int, Label] = {}
    for i in lower.keys() | upper.keys():
        low, high = lower.get(i), above.get(i)
        if low is not None and high is not None:
            found = two_line_label(high, low)
        else:
            found = label(low or high or "")
        if found:
            labels[i] = found
    return labels


def _spread_merged(sheet: RawSheet, row: int, texts: Mapping[int, str]) -> dict[int, str]:
    """Texts of a row in which a merged header counts for every column under it."""
    spread = dict(texts)
    excel_row = row + sheet.top
    for box in sheet.merged:
        start = box.left - sheet.left
        if box.top <= excel_row <= box.bottom and start in texts:
            for i in range(start, min(box.right - sheet.left + 1, len(sheet.columns))):
                spread.setdefault(i, texts[start])
    return spread


def _spread_loose(texts: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    """The same, a title over a header also counting for the headers right of it until the next."""
    spread = dict(texts)
    for start in texts.keys() & lower.keys():
        for i in range(start + 1, start + _WIDEST_GROUP):
            if i in texts or i not in lower:
                break
            spread[i] = texts[start]
    return spread
