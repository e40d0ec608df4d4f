"""Small helpers for text that people typed."""

from __future__ import annotations

import re
import unicodedata
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
