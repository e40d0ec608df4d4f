"""Numbers, amounts, marks and years in Dutch notation."""

from __future__ import annotations

import re
from fractions import Fraction

from expertteam_xl.register.cells.blanks import MAX_LENGTH, plain
from expertteam_xl.register.cells.problems import UnreadableError
from expertteam_xl.register.raw import CellValue

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LARGEST = 10**12
_CENT_NOISE = 1e-4
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
_SIMPLE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_EURO = re.compile(r"€|\beuro?\b|(?<=[0-9])euro?\b|\beur(?=[0-9])")
_NO_CENTS = re.compile(r",(?:-{1,2}|=)$")

_HINT_PERCENT = "zonder procentteken"
_HINT_WHOLE = "zonder cijfers achter de komma"
_HINT_CENTS = "twee cijfers achter de komma"
_HINT_YEAR = "alleen het jaar, in vier cijfers"


def read_number(value: CellValue) -> float:
    """The cell as a number.

    Raises:
        UnreadableError: it isn't one, or it is too large to be meant.
    """
    return float(_exact(value)) if isinstance(value, str) else _checked_float(value)


def read_integer(value: CellValue) -> int:
    """The cell as a whole number; ``7,0`` is 7.

    Raises:
        UnreadableError: it isn't a whole number.
    """
    number = _exact(value)
    if number.denominator != 1:
        raise UnreadableError(_HINT_WHOLE)
    return number.numerator


def read_year(value: CellValue) -> int:
    """The cell as a year of four digits; a date is no year, nothing is guessed.

    Raises:
        UnreadableError: it isn't a year between 1900 and 2100.
    """
    try:
        year = read_integer(value)
    except UnreadableError:
        raise UnreadableError(_HINT_YEAR) from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UnreadableError(_HINT_YEAR)
    return year


def read_cents(value: CellValue) -> int:
    """The cell, an amount in euro, as whole cents.

    Raises:
        UnreadableError: it isn't an amount, or it has parts of cents.
    """
    if isinstance(value, str):
        return _cents_from_text(value)
    number = _checked_float(value)
    cents = round(number * 100)
    if abs(number * 100 - cents) > _CENT_NOISE:
        raise UnreadableError(_HINT_CENTS)
    return cents


def number_from_text(text: str) -> Fraction | None:
    """The number that this plain text writes in Dutch, exactly; None when it writes none.

    Dots in groups of three are thousands: ``1.200`` is 1200, ``1.20`` is 1,2.
    """
    sign, digits = (-1, text[1:].lstrip()) if text.startswith("-") else (1, text.removeprefix("+"))
    if len(digits) > MAX_LENGTH:
        return None
    if _DOTTED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _SPACED.fullmatch(digits) or _SIMPLE.fullmatch(digits):
        digits = digits.replace(" ", "").replace(",", ".")
    elif _ENGLISH.fullmatch(digits):
        digits = digits.replace(",", "")
    else:
        return None
    return sign * Fraction(digits)


def _exact(value: CellValue) -> Fraction:
    if not isinstance(value, str):
        return Fraction(_checked_float(value))
    text = plain(value)
    number = number_from_text(text)
    if number is None:
        raise UnreadableError(_HINT_PERCENT if text.endswith("%") else None)
    return _bounded(number)


def _checked_float(value: CellValue) -> float:
    if isinstance(value, bool) or not isinstance(value, float) or not abs(value) <= _LARGEST:
        raise UnreadableError
    return value


def _bounded(number: Fraction) -> Fraction:
    if abs(number) > _LARGEST:
        raise UnreadableError
    return number


def _cents_from_text(value: str) -> int:
    bare, signs = _EURO.subn(" ", plain(_NO_CENTS.sub("", value.strip())))
    text = " ".join(bare.split())
    number = number_from_text(text)
    if number is None or signs > 1:
        raise UnreadableError(_HINT_PERCENT if text.endswith("%") else None)
    cents = _bounded(number) * 100
    if cents.denominator != 1 or _has_many_decimals(text):
        raise UnreadableError(_HINT_CENTS)
    return cents.numerator


def _has_many_decimals(text: str) -> bool:
    """Whether three or more digits follow a decimal comma: ``1,000`` could be a thousand."""
    return re.search(r",[0-9]{3,}$", text) is not None
