"""Words: ja and nee, codes from a list, numbers of cases, and plain text."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from expertteam_xl.register.cells.blanks import is_blank, plain, quick_tidy
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.cells.problems import UnreadableError
from expertteam_xl.register.raw import CellValue
from expertteam_xl.text import fold

_YES = frozenset(
    {"ja", "j", "yes", "y", "x", "v", "waar", "true", "wel", "1", "✓", "✔", "☑", "✅", "√"}
)
_NO = frozenset({"nee", "n", "no", "neen", "niet", "onwaar", "false", "0"})
_SEPARATOR = re.compile(r"[,;\r\n]")
_INNER_SEPARATOR = re.compile(r"\s+en\s+|[+&/]")

_HINT_UNSURE = "schrijf ja, nee of onbekend"
_HINT_NO_NUMBER = "maakte Excel van het nummer een datum of tijd? typ het opnieuw, als tekst"
_HINT_COMMA = "maakte Excel van twee nummers een kommagetal? typ ze opnieuw, als tekst"


def read_yes_no(value: CellValue) -> bool:
    """The cell as ja (True) or nee (False).

    Raises:
        UnreadableError: it is neither, or it is said with doubt (``ja?``).
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        word = as_text(value)
    elif isinstance(value, str):
        word = _without_accents(plain(value).strip("!: "))
    else:
        raise UnreadableError(_HINT_UNSURE)
    if word in _YES or word in _NO:
        return word in _YES
    raise UnreadableError(_HINT_UNSURE)


def read_code(value: CellValue, allowed: Mapping[str, str] | None) -> str | None:
    """The canonical word for this cell; its own tidy text when the list doesn't know it.

    A blank word that the list knows, such as ``onbekend``, is that word.
    """
    return _canonical(as_text(value), allowed or {})


def read_codes(value: CellValue, allowed: Mapping[str, str] | None) -> tuple[str, ...] | None:
    """The canonical words for this cell, each once, in their order; unknown pieces as they are."""
    words = allowed or {}
    text = as_text(value)
    if fold(text) in words:
        return (words[fold(text)],)
    pieces = [
        code
        for piece in _SEPARATOR.split(text)
        for part in _parts(piece, words)
        if (code := _canonical(part, words)) is not None
    ]
    return _once(pieces)


def read_identifier(value: CellValue) -> str | None:
    """The number of a case, meeting or other thing, as text; leading zeros and capitals stay.

    Raises:
        UnreadableError: it is a date, a time or a truth value.
    """
    _refuse_no_identifier(value)
    return read_text(value)


def read_identifiers(value: CellValue) -> tuple[str, ...] | None:
    """Several numbers, separated by a comma, semicolon or line break; each once, in their order.

    Raises:
        UnreadableError: it is a date, a time, a truth value or a number with decimals.
    """
    _refuse_no_identifier(value)
    if isinstance(value, float) and value != math.floor(value):
        raise UnreadableError(_HINT_COMMA)
    pieces = map(quick_tidy, _SEPARATOR.split(as_text(value)))
    return _once(piece for piece in pieces if not is_blank(piece))


def read_text(value: CellValue) -> str | None:
    """The cell as tidy text, None when blank; numbers and dates as a Dutch Excel shows them."""
    text = quick_tidy(value if type(value) is str else as_text(value))
    return None if is_blank(text) else text


def _canonical(text: str, words: Mapping[str, str]) -> str | None:
    tidied = quick_tidy(text)
    code = words.get(fold(tidied))
    if code is not None:
        return code
    return None if is_blank(tidied) else tidied


def _parts(piece: str, words: Mapping[str, str]) -> list[str]:
    """A piece between commas, split further where that leads to known words."""
    key = fold(piece)
    if key in words:
        return [piece]
    parts = _INNER_SEPARATOR.split(piece)
    if len(parts) > 1 and any(fold(part) in words for part in parts):
        return parts
    if key and all(letter in words for letter in key):
        return list(key)
    return [piece]


def _once(pieces: Iterable[str]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(pieces)) or None


def _refuse_no_identifier(value: CellValue) -> None:
    if isinstance(value, (bool, date, time, timedelta)):
        raise UnreadableError(_HINT_NO_NUMBER)
    if isinstance(value, float) and math.isinf(value):
        raise UnreadableError


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
