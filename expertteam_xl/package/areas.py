"""Cells joined into as few rectangles as is easy, and names of sheets as formulas write them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from expertteam_xl.register.references import LAST_COLUMN, LAST_ROW, address

_PLACE = re.compile(r"([A-Z]+)([0-9]+)")

Cell = tuple[int, int]
"""Row and column, 1-based."""


def join_cells(cells: Iterable[Cell]) -> list[str]:
    """Areas such as ``B2:C9`` that hold exactly these cells, in the order of rows.

    Cells below each other become a run, and equal runs in adjacent columns become one area.
    Cells outside any sheet are left out.
    """
    runs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for column, rows in _by_column(cells).items():
        for top, bottom in _runs(sorted(rows)):
            runs[top, bottom].append(column)
    areas = [
        (top, left, bottom, right)
        for (top, bottom), columns in runs.items()
        for left, right in _runs(sorted(columns))
    ]
    return [_area(*area) for area in sorted(areas)]


def batches(areas: list[str], size: int) -> Iterator[list[str]]:
    """The areas in groups of at most a size."""
    source = iter(areas)
    while group := list(islice(source, size)):
        yield group


def absolute(area: str) -> str:
    """An area such as ``A1:C9`` as names write it: ``$A$1:$C$9``."""
    return _PLACE.sub(r"$\1$\2", area)


def quoted(sheet: str) -> str:
    """A sheet's name as formulas and links write it; always in quotes."""
    return "'" + sheet.replace("'", "''") + "'"


def unquoted(reference: str) -> str:
    """The name of the sheet that a formula writes before its exclamation mark."""
    text = reference.strip()
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text


def _by_column(cells: Iterable[Cell]) -> dict[int, set[int]]:
    columns: dict[int, set[int]] = defaultdict(set)
    for row, column in cells:
        if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN:
            columns[column].add(row)
    return columns


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each unbroken run in a sorted list."""
    start = previous = numbers[0]
    for number in numbers[1:]:
        if number != previous + 1:
            yield start, previous
            start = number
        previous = number
    yield start, previous


def _area(top: int, left: int, bottom: int, right: int) -> str:
    first = address(top, left)
    return first if (top, left) == (bottom, right) else f"{first}:{address(bottom, right)}"
