"""What in a sheet could tell who somebody is: found while its values are still at hand.

Every cell counts, also on sheets that are no list, hidden ones, in title rows and in columns that
are no field of ours. Only a masked value is kept. Texts are looked at once, however often they
stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from expertteam_xl.clues import (
    Clue,
    clues,
    forbidden_header,
    is_birth_header,
    may_hold_clues,
    number_clue,
)
from expertteam_xl.disclosure import masked
from expertteam_xl.register.raw import CellValue, RawSheet

_WHOLE_NUMBER = re.compile(r"\d(?:[. ]?\d){7,8}")
_EIGHT_DIGITS, _TEN_DIGITS = 10**7, 10**9
_LONG_TEXT = 200
"""A text of more characters than this tells a story."""

_TOP_ROWS = 60
"""Within so many rows a sheet that is no list can have headers."""

_LONGEST_HEADER = 60
_TWO = 2
_LONGEST_LABEL = 25
_BESIDE = 2
"""A date so many columns right of a label belongs to it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A cell that could identify somebody.

    Attributes:
        row: Excel row number.
        clue: what it is.
        shown: the value, masked.
        alone: whether the cell holds a number and nothing else.
    """

    row: int
    clue: Clue
    shown: str
    alone: bool = False


@dataclass
class SeenColumn:
    """A column of a sheet in which something was seen.

    Attributes:
        column: Excel column number.
        filled: number of cells that hold something.
        sights: its cells, from top to bottom.
        tested, passed: of 9 and of 8 digits, how many different numbers stand there alone, and
            how many of them pass for a BSN.
        stories: Excel rows of its long texts.
        labels: Excel row and text of the short texts, where numbers stand alone.
    """

    column: int
    filled: int = 0
    sights: list[Sight] = field(default_factory=list)
    tested: Counter[Clue] = field(default_factory=Counter)
    passed: Counter[Clue] = field(default_factory=Counter)
    stories: list[int] = field(default_factory=list)
    labels: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class SeenSheet:
    """A sheet before its lists are known.

    Attributes:
        sheet: the sheet; its values may be used up by now.
        first: Excel row and column of its first value; A1 where it holds nothing.
        columns: those in which something was seen.
        heads: Excel row and column to what a header there would have below it; a sheet that is
            no list may have one.
    """

    sheet: RawSheet
    first: tuple[int, int]
    columns: Sequence[SeenColumn]
    heads: Mapping[tuple[int, int], str]


def look_at(sheet: RawSheet, first: tuple[int, int] | None) -> SeenSheet:
    """What is seen in the cells of a sheet; its values stay as they are."""
    columns = [
        seen
        for i, values in enumerate(sheet.columns)
        if (seen := _look_at_column(sheet, i, values)) is not None
    ]
    return SeenSheet(sheet, first or (1, 1), columns, dict(_heads(sheet)))


def _look_at_column(sheet: RawSheet, i: int, values: list[CellValue]) -> SeenColumn | None:
    seen = SeenColumn(i + sheet.left)
    found = _distinct(set(values), seen)
    if not found:
        return None
    for row, value in enumerate(values):
        kind = type(value)
        if (kind is str or kind is float) and value in found:
            _note(sheet, i, row, found[value], seen)
    seen.filled = len(values) - values.count(None)
    if any(sight.alone for sight in seen.sights):
        seen.labels = [
            (row + sheet.top, value)
            for row, value in enumerate(values)
            if isinstance(value, str) and _may_be_label(value)
        ]
    return seen if seen.sights or seen.stories else None


@dataclass(frozen=True, slots=True)
class _Value:
    """What one value of a column is, wherever it stands."""

    sights: tuple[tuple[Clue, str], ...] = ()
    alone: bool = False
    long: bool = False
    label: bool = False


def _distinct(values: set[CellValue], seen: SeenColumn) -> dict[CellValue, _Value]:
    """The different values in which something is seen; counts the numbers that stand alone."""
    found: dict[CellValue, _Value] = {}
    texts = [value for value in values if type(value) is str]
    joined = "\n".join(texts)
    if may_hold_clues(joined):
        for text in texts:
            if value := _read(text, seen):
                found[text] = value
    if len(joined) > _LONG_TEXT:
        for text in texts:
            if len(text) > _LONG_TEXT:
                known = found.get(text, _Value())
                found[text] = _Value(known.sights, known.alone, long=True)
    for number in values:
        if type(number) is float and _EIGHT_DIGITS <= number < _TEN_DIGITS:
            value = _number(f"{number:.0f}", seen) if number.is_integer() else None
            if value:
                found[number] = value
    return found


def _read(text: str, seen: SeenColumn) -> _Value | None:
    if _WHOLE_NUMBER.fullmatch(text.strip()):
        return _number(text.strip(), seen)
    sights = tuple((clue, masked(value)) for clue, value in clues(text))
    label = len(text) <= _LONGEST_LABEL and "eb" in text.casefold() and is_birth_header(text)
    return _Value(sights, label=label) if sights or label else None


def _number(text: str, seen: SeenColumn) -> _Value | None:
    digits = sum(character.isdigit() for character in text)
    seen.tested[Clue.BSN if digits > 8 else Clue.SHORT_BSN] += 1
    clue = number_clue(text)
    if clue is None:
        return None
    seen.passed[clue] += 1
    return _Value(((clue, masked(text)),), alone=True)


def _note(sheet: RawSheet, i: int, row: int, value: _Value, seen: SeenColumn) -> None:
    place = row + sheet.top
    seen.sights += [Sight(place, clue, shown, value.alone) for clue, shown in value.sights]
    if value.long:
        seen.stories.append(place)
    if value.label and _date_beside(sheet, i, row):
        seen.sights.append(Sight(place, Clue.BIRTH, "een datum"))


def _date_beside(sheet: RawSheet, i: int, row: int) -> bool:
    beside = (column[row] for column in sheet.columns[i + 1 : i + 1 + _BESIDE])
    return any(isinstance(value, date) for value in beside)


def _may_be_label(text: str) -> bool:
    return len(text) <= _LONGEST_HEADER and not any(map(str.isdigit, text))


def _heads(sheet: RawSheet) -> Iterator[tuple[tuple[int, int], str]]:
    """Cells near the top that could be the header of a forbidden column of no list of ours."""
    for i, column in enumerate(sheet.columns):
        for row in range(min(sheet.height - 1, _TOP_ROWS)):
            text = column[row]
            if not isinstance(text, str) or len(text) > _LONGEST_HEADER:
                continue
            what = forbidden(text)
            if what and column[row + 1] is not None and _is_head(sheet, i, row):
                yield (row + sheet.top, i + sheet.left), what


@lru_cache(maxsize=4096)
def forbidden(header: str) -> str | None:
    """What a column with this header would hold that a register must not; None for any other."""
    return forbidden_header(header) or ("geboortedatum" if is_birth_header(header) else None)


def _is_head(sheet: RawSheet, i: int, row: int) -> bool:
    """Whether this text stands beside another one, with nothing but a title above it."""
    texts = sum(isinstance(column[row], str) for column in sheet.columns)
    if texts < _TWO:
        return False
    above = row > 0 and sheet.columns[i][row - 1] is not None
    return not above or sum(column[row - 1] is not None for column in sheet.columns) < _TWO
