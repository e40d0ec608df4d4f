"""What may leave the house: no number or header that could tell who somebody is (domein §7)."""

from __future__ import annotations

import re

from expertteam_xl.text import count

_NUMBER = re.compile(
    r"(?:casus(?:nr|nummer)?|dossier(?:nr|nummer)?|nummer|nr|[A-Za-z]{1,4})?[-./_ ]{0,2}"
    r"\d{1,9}(?:[-./_ ]\d{1,6}){0,2}[A-Za-z]?",
    re.IGNORECASE,
)
"""A number of a case: a short prefix, at most three groups of digits, at most one letter after."""

_WITH_YEAR = re.compile(r"[A-Za-z]{1,4}-(?:19|20)\d\d-\d{1,6}")
"""The usual form, which needs no further look."""

_DAY = re.compile(r"(?<!\d)\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)?\d\d(?!\d)")
_SEPARATORS = re.compile(r"[\s.]")
_BSN_DIGITS = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_YEAR_FIRST = ("19", "20")
_MANY_DIGITS = 6
_LONGEST_HEADER = 60

SHORTEST_TOLD = 4
"""So many characters a value must have for its first one to be told."""


def is_bsn(text: str) -> bool:
    """Whether a text passes the elfproef of a burgerservicenummer.

    Dots and blanks are left out; eight digits get a zero before them.
    """
    digits = _SEPARATORS.sub("", text)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, _BSN_DIGITS):
        return False
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, digits.zfill(_BSN_DIGITS), strict=True))
    return total % 11 == 0 and int(digits) > 0


def may_be_shown(number: str) -> bool:
    """Whether a casusnummer can be repeated in messages: it looks like one, and like no person.

    A name, a date of birth and a BSN do not. Eight digits that begin with a year are a number.
    """
    if _WITH_YEAR.fullmatch(number):
        return True
    if not _NUMBER.fullmatch(number) or _DAY.search(number):
        return False
    return number.startswith(_YEAR_FIRST) or not is_bsn(number)


def discreet(header: str) -> str:
    """A header as it may be repeated: masked when it holds a long number, an address or a story."""
    digits = sum(character.isdigit() for character in header)
    if digits > _MANY_DIGITS or "@" in header or len(header) > _LONGEST_HEADER:
        return f"{header[:1]}…"
    return header


def masked(value: object) -> str:
    """What stands in a cell without telling it: its first character and its length.

    Of a short one, a code or initials, the first character would tell too much.
    """
    text = str(value)
    first = text[:1] if len(text) >= SHORTEST_TOLD else ""
    return f"'{first}…' ({count(len(text), 'teken', 'tekens')})"
