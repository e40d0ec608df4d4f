"""What people write in a cell that is really empty, and one spelling for the rest."""

from __future__ import annotations

from expertteam_xl.text import fold, tidy

MAX_LENGTH = 40
"""No date, time or number is written in more characters than this."""

_MARKS = frozenset("?-\u2013\u2014\u2011\u2212.…_/* ")
_WORDS = frozenset(
    {
        "nvt", "nietvantoepassing", "volgt", "volgtnog", "onbekend", "nogonbekend", "nb", "nnb",
        "nietbekend", "nognietbekend", "tbd", "ntb", "nogtebepalen", "leeg",
    }
)  # fmt: skip
_SLASHED = "n/a"
LONGEST_BLANK = 24
"""No blank word has more characters than this."""
_DASHES_AND_QUOTES = str.maketrans(
    "\u2013\u2014\u2011\u2212\u2010\u2019\u2018\u0060\u00b4", "-----''''"
)


def quick_tidy(text: str) -> str:
    """The same as ``tidy``, quicker for plain text."""
    return " ".join(text.split()) if text.isascii() else tidy(text)


def is_blank(text: str) -> bool:
    """Whether this tidy text means that nothing is known (``nvt``, ``?``, ``volgt`` …).

    Blank words hold no digits, so text that ends with one is never blank.
    """
    if not text:
        return True
    if len(text) > LONGEST_BLANK or text[-1].isdecimal():
        return False
    if _MARKS.issuperset(text):
        return True
    return fold(text) in _WORDS or text.casefold() == _SLASHED


def plain(text: str) -> str:
    """Tidy text in lower case, with one kind of dash and quote, without a dot at its end."""
    return quick_tidy(text).casefold().translate(_DASHES_AND_QUOTES).rstrip(" .,;")
