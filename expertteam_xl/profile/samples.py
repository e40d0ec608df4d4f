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


def told(values: Iterable[CellValue]) -> str:
    """The values of a column in a few words, such as ``12 × dd-mm-jjjj, 3 leeg``.

    Of a number only its shape is told, of a text nothing but that it is one, unless it is a word
    of our own lists or a place.
    """
    counts = Counter(_kind_of(value) for value in values)
    empty = counts.pop("", 0)
    parts = [f"{number} × {kind}" for kind, number in counts.most_common(_MOST)]
    if rest := sum(counts.values()) - sum(n for _, n in counts.most_common(_MOST)):
        parts.append(f"{rest} × anders")
    if empty:
        parts.append(f"{empty} leeg")
    return ", ".join(parts) or "leeg"


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


@lru_cache(maxsize=4096)
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
    return _shape(said)


def _shape(text: str) -> str:
    """The form of a number; its letters too when it looks like the number of a case."""
    digits = _DIGIT.sub("9", text)
    return digits if may_be_shown(text) and " " not in text else _LETTER.sub("a", digits)


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
