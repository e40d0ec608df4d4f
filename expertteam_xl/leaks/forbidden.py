"""What may not occur in a file: texts by their words, numbers by their value, dates both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from expertteam_xl.leaks.words import words
from expertteam_xl.package.newsheet import serial

Value = str | int | float | date | datetime
"""What a value is: a text, a number, or a date."""

_END = ""
_Node = dict[str, "_Node | str"]
_NUMBER = re.compile(r"(?<![\w.,:/-])-?\d+(?:[.,]\d+)*(?:[Ee][+-]?\d+)?(?![\w:/-]|[.,]\d)")
_DUTCH = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
_ENGLISH = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?")
_EXACT = 9


class Forbidden:
    """Values that may not occur; made once and used for many files.

    Args:
        values: of each what a message calls it (``een naam``), and the value. A text without any
            letter or digit says nothing and is left out.
    """

    def __init__(self, values: Iterable[tuple[str, Value]] = ()) -> None:
        self._tree: _Node = {}
        self._numbers: dict[float, str] = {}
        for kind, value in values:
            for each in _forms(value):
                self._add(kind, each)

    def __bool__(self) -> bool:
        """Whether anything is forbidden."""
        return bool(self._tree or self._numbers)

    def _add(self, kind: str, value: str | float) -> None:
        if not isinstance(value, str):
            self._numbers.setdefault(_rounded(value), kind)
            return
        row = words(value)
        node = self._tree
        for word in row:
            following = node.setdefault(word, {})
            assert isinstance(following, dict)  # noqa: S101 - only _END leads to a text
            node = following
        if row:
            node.setdefault(_END, kind)

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """What a text holds of it: the kind, and the words or the number itself."""
        if self._tree:
            yield from self._phrases(words(text))
        if self._numbers:
            for match in _NUMBER.finditer(text):
                for number in _readings(match[0]):
                    if kind := self._numbers.get(number):
                        yield kind, match[0]

    def _phrases(self, row: list[str]) -> Iterator[tuple[str, str]]:
        """Every forbidden run of whole words."""
        for start, word in enumerate(row):
            node = self._tree.get(word)
            place = start + 1
            while isinstance(node, dict):
                kind = node.get(_END)
                if isinstance(kind, str):
                    yield kind, " ".join(row[start:place])
                if place == len(row):
                    break
                node = node.get(row[place])
                place += 1


def _rounded(number: float) -> float:
    return round(float(number), _EXACT)


def _readings(text: str) -> set[float]:
    """What a number can mean, with a Dutch comma or an English point."""
    found = set()
    if _ENGLISH.fullmatch(text):
        found.add(_rounded(float(text.replace(",", ""))))
    if _DUTCH.fullmatch(text):
        found.add(_rounded(float(text.replace(".", "").replace(",", "."))))
    return found


def _forms(value: Value) -> Iterator[str | float]:
    """How a value can be written."""
    if isinstance(value, date):
        yield from _dates(value)
    else:
        yield value


def _dates(day: date) -> Iterator[str | float]:
    """A date as texts and as Excel's numbers; of a moment the day counts too."""
    plain = day.date() if isinstance(day, datetime) else day
    yield from written(plain)
    for date1904 in (False, True):
        for each in {plain, day}:
            number = serial(each, date1904=date1904)
            if number is not None:
                yield number


def written(day: date) -> tuple[str, ...]:
    """The usual ways to write a date in figures."""
    return (
        f"{day.year:04d}-{day:%m-%d}",
        f"{day:%d-%m-}{day.year:04d}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day.year:04d}{day:%m%d}",
    )
