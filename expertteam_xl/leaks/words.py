"""Text as a row of bare words, so that case, accents and separators make no difference."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](?=\d\d:)")
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_FUNCTION = re.compile(r"(?<![\w.])[A-Z][A-Z0-9.]*\(")
_MARKS = re.compile("[\u0300-\u036f]+")


def words(text: str) -> list[str]:
    """The words and numbers of a text: ``Gooise-Meren (2021)`` is gooise, meren and 2021."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
        text = _MARKS.sub("", plain)
    if "T" in text or "t" in text:
        text = _MOMENT.sub(r"\1 ", text)
    return _WORD.findall(text.casefold())


def said_by_formula(formula: str) -> str:
    """A formula without the names of its functions: ``MAX(`` is nobody."""
    return _FUNCTION.sub("(", formula)
