"""One cell as XML: text stays text, times become Excel's numbers, a formula brings its result."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape, unescape

from expertteam_xl.errors import DefinitionError
from expertteam_xl.package import xml
from expertteam_xl.package.newsheet import escaped, serial

Value = str | bool | int | float | date | datetime | time | timedelta | None
"""What a cell can hold. A ``timedelta`` is a duration; None and an empty text are a blank."""

_DAY = timedelta(days=1)
_SPECIAL = re.compile("[&<>_\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_SURELY_FITS = 16_000
_EXACT = 2.0**53
_FORMATS: tuple[tuple[type, str], ...] = (
    (datetime, "dd-mm-yyyy hh:mm"),
    (date, "dd-mm-yyyy"),
    (time, "hh:mm"),
    (timedelta, "[h]:mm"),
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula together with its result, so that a cell is right before Excel recalculates.

    Attributes:
        text: the formula in English, as files write it, with or without an equals sign; None for
            the one that the cell has already.
        value: its result.
    """

    text: str | None
    value: Value


Content = Value | Formula


def plain_format(value: object) -> str | None:
    """The number format that a value needs in a cell without one; None when it needs none."""
    if isinstance(value, Formula):
        value = value.value
    return next((code for kind, code in _FORMATS if isinstance(value, kind)), None)


def number_of(value: Value, *, date1904: bool) -> float | int | str | None:
    """Excel's number for anything but text; a date that Excel can't hold becomes a text.

    Raises:
        DefinitionError: not a number, or infinite.
    """
    if isinstance(value, date):
        found = serial(value, date1904=date1904)
        return f"{value:%d-%m-}{value.year:04d}" if found is None else found
    if isinstance(value, time):
        moment = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return moment / _DAY
    if isinstance(value, timedelta):
        return value / _DAY
    if isinstance(value, float) and not math.isfinite(value):
        raise DefinitionError("A cell can't hold a number that is infinite or no number.")
    return value


class CellWriter:
    """Writes cells for one sheet.

    Args:
        prefix: what the sheet's elements begin with, such as ``x:``; mostly empty.
        date1904: whether the workbook counts from 1904.
    """

    def __init__(self, prefix: str, *, date1904: bool) -> None:
        self._prefix, self._date1904 = prefix, date1904
        p = prefix
        self._text = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">'
        self._after_text = f"</{p}t></{p}is></{p}c>"
        self._number, self._after_number = f"><{p}v>", f"</{p}v></{p}c>"
        self._true = f' t="b"><{p}v>1{self._after_number}'
        self._false = f' t="b"><{p}v>0{self._after_number}'

    def cell(self, place: str, attributes: str, content: Content) -> str:
        """A whole cell; empty for a blank without attributes.

        Args:
            place: its address.
            attributes: such as `` s="3"``, with the blank before it.
            content: what it holds.

        Raises:
            DefinitionError: a number that Excel can't hold, or a formula without a text.
        """
        if isinstance(content, Formula):
            text = (content.text or "").removeprefix("=")
            if not text:
                raise DefinitionError("A formula without a text can't be written.")
            formula = f"<{self._prefix}f>{escape(xml.legal(text))}</{self._prefix}f>"
            return self.computed(place, attributes, formula, content.value)
        end = self.behind(content)
        if end == "/>" and not attributes:
            return ""
        return f'<{self._prefix}c r="{place}"{attributes}{end}'

    def behind(self, value: Value) -> str:
        """The cell from behind its attributes on; the fast way for many cells."""
        if type(value) is str:
            if len(value) > _SURELY_FITS or _SPECIAL.search(value):
                value = escaped(value)
            return f"{self._text}{value}{self._after_text}" if value else "/>"
        if type(value) is int:
            return f"{self._number}{value}{self._after_number}"
        if value is None:
            return "/>"
        if value is True or value is False:
            return self._true if value else self._false
        number = number_of(value, date1904=self._date1904)
        if isinstance(number, str):
            return self.behind(str(number))
        return f"{self._number}{_digits(number)}{self._after_number}"

    def computed(self, place: str, attributes: str, formula: str, value: Value) -> str:
        """A whole cell with a formula's element and its result."""
        kind, result = self._result(value)
        p = self._prefix
        stored = "" if result is None else f"<{p}v>{result}</{p}v>"
        return f'<{p}c r="{place}"{attributes}{kind}>{formula}{stored}</{p}c>'

    def _result(self, value: Value) -> tuple[str, str | None]:
        """The type attribute of a result and what is stored."""
        if isinstance(value, bool):
            return ' t="b"', str(int(value))
        number = number_of(value, date1904=self._date1904)
        if isinstance(number, str):
            return ' t="str"', escaped(number)
        return "", None if number is None else _digits(number)


def _digits(number: int | float | None) -> str:
    """A number with all the digits that it has."""
    if type(number) is int:
        return str(number)
    exact = float(number or 0)
    whole = exact.is_integer() and abs(exact) < _EXACT
    return str(int(exact)) if whole else repr(exact)


def formula_xml(inner: str, prefix: str) -> tuple[str, str]:
    """The attributes and the text of the formula in a cell; both empty when it holds none."""
    match = re.search(rf"<{prefix}f((?:\s[^<>]*?)?)(?:/>|>(.*?)</{prefix}f>)", inner, re.DOTALL)
    return ("", "") if match is None else (match[1], unescape(match[2] or "", _QUOTES))
