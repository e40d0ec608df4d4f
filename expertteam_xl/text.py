"""Small helpers for text: what people typed, and how numbers and lists are worded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")


def tidy(text: str) -> str:
    """The text without outer or double blanks; non-breaking and zero-width ones count too."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text as bare letters and digits: no case, accents, spaces or punctuation.

    ``Datum  aanmelding:`` and ``datumaanmelding`` fold to the same.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_ALPHANUMERIC.sub("", plain)


def count(number: int, one: str, many: str) -> str:
    """``1 dag``, ``3 dagen``."""
    return f"{number} {one if number == 1 else many}"


def listed(words: Sequence[str], last: str = "en") -> str:
    """``a, b en c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
