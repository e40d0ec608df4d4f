"""Cell addresses: letters to numbers and back."""

from __future__ import annotations

import re
from functools import lru_cache

from expertteam_xl.register.raw import Box

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_LETTERS = 26


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int:
    """Column number (A = 1) of its letters."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


@lru_cache(maxsize=LAST_COLUMN)
def column_letters(number: int) -> str:
    """Letters of a column number (1 = A)."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Address such as ``E12``."""
    return f"{column_letters(column)}{row}"


def parse_cell(text: str) -> tuple[int, int] | None:
    """Row and column of an address; None when it is none, or lies outside any sheet."""
    match = _CELL.match(text.strip())
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def parse_box(text: str) -> Box | None:
    """The rectangle that ``A1:C9`` (or ``A1``) names; None when it names none."""
    first, _, last = text.partition(":")
    start, end = parse_cell(first), parse_cell(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Box(rows[0], columns[0], rows[1], columns[1])
