"""What stands in a column, told without personal data: shapes, and words of our own lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from expertteam_xl.disclosure import may_be_shown
from expertteam_xl.register.cells.blanks import is_blank
from expertteam_xl.register.evidence import is_empty
from expertteam_xl.register.raw import CellError, CellValue
from expertteam_xl.schema import tables
from expertteam_xl.text import fold, tidy

_MOST = 3
_LONGEST_SHAPE = 20
_LETTER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")
_DAY = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{2}|\d{4})")
_TEXT = "tekst"
_SHAPE = "\0"
"""Stands before the shape of a number until it is known whether its letters may be shown."""

_SHARED = 3
"""So many numbers that share their letters make them no person's initials."""


def told(values: Iterable[CellValue]) -> str:
    """The values of a column in a few words, such as ``12 × dd-mm-jjjj, 3 leeg``.

    Of a number only its shape is told, of a text nothing but that it is one, unless it is a word
    of our own lists or a place.
    """
    counts = _kinds(list(values))
    empty = counts.pop("", 0)
    shown = counts.most_common(_MOST)
    parts = [f"{number} × {kind}" for kind, number in shown]
    if rest := counts.total() - sum(number for _, number in shown):
        parts.append(f"{rest} × anders")
    if empty:
        parts.append(f"{empty} leeg")
    return ", ".join(parts) or "leeg"


def _kinds(values: list[CellValue]) -> Counter[str]:
    """What the values are, and how often; the letters of a number only where most share them."""
    kinds: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    for value, number in _distinct(values):
        kind = _kind_of(value)
        (shapes if kind.startswith(_SHAPE) else kinds)[kind] += number
    letters: Counter[str] = Counter()
    for shape, number in shapes.items():
        letters[_letters(shape)] += number
    for shape, number in shapes.items():
        shared = letters[_letters(shape)]
        shown = shared >= _SHARED and shared * 2 > shapes.total()
        bare = shape.removeprefix(_SHAPE)
        kinds[bare if shown else _LETTER.sub("a", bare)] += number
    return kinds


def _distinct(values: list[CellValue]) -> Iterable[tuple[CellValue, int]]:
    """Every different value and how often it stands there; True is not 1."""
    truths = sum(isinstance(value, bool) for value in values)
    if truths:
        yield True, truths
        values = [value for value in values if not isinstance(value, bool)]
    yield from Counter(values).items()


def _letters(shape: str) -> str:
    return "".join(_LETTER.findall(shape))


def _kind_of(value: CellValue) -> str:
    """What a value is; empty for a blank."""
    if is_empty(value):
        return ""
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, bool):
        return "ja/nee"
    if isinstance(value, CellError):
        return "foutwaarde"
    if isinstance(value, datetime):
        return "dd-mm-jjjj uu:mm"
    if isinstance(value, date):
        return "dd-mm-jjjj"
    if isinstance(value, (time, timedelta)):
        return "uu:mm"
    return "geheel getal" if value is not None and value.is_integer() else "getal"


def _of_text(text: str) -> str:
    said = tidy(text)
    if len(said) > _LONGEST_SHAPE:
        return _TEXT
    if is_blank(said.casefold()):
        return ""
    if is_known_word(said):
        return said
    if _DAY.fullmatch(said):
        return "dd-mm-jjjj als tekst"
    if not _DIGIT.search(said):
        return _TEXT
    shape = _DIGIT.sub("9", said)
    return _SHAPE + shape if may_be_shown(said) and " " not in said else _LETTER.sub("a", shape)


def is_known_word(text: str) -> bool:
    """Whether a text is a word of our own lists, ja or nee, or a place."""
    return fold(text) in _words() or is_place(text)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    columns = (column for spec in tables().values() for column in spec.columns)
    return frozenset(
        {"ja", "nee", "j", "n", "x"} | {word for column in columns for word in column.spellings}
    )


def is_place(text: str) -> bool:
    """Whether a text is a place that we know."""
    from expertteam_xl.convenant.gemeenten import Kind as PlaceKind
    from expertteam_xl.convenant.gemeenten import resolve

    return not _DIGIT.search(text) and resolve(text, None).kind in (
        PlaceKind.GEMEENTE,
        PlaceKind.NIET_TOEWIJSBAAR,
    )
