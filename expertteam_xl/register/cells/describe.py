"""Showing what stands in a cell: as text, or masked for a message."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells.blanks import quick_tidy
from expertteam_xl.register.cells.dates import MONTH, WEEKDAY
from expertteam_xl.register.raw import CellError, CellValue

NO_STORED_VALUE = "formule zonder opgeslagen waarde"
_ERRORS = {
    "#N/A": "#N/B",
    "#REF!": "#VERW!",
    "#DIV/0!": "#DEEL/0!",
    "#VALUE!": "#WAARDE!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
}
_ERROR_CODE = re.compile(r"#[A-Z0-9/_]{1,20}[!?]?")

_LONGEST_QUOTE = 20
_LONGEST_YEAR = 5
_MOST_DIGITS = 6
_DAY = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.]'?[0-9]{2}(?:[0-9]{2})?"
    r"|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?![0-9])"
)
_SIGNS = re.escape(" -\u2013\u2014/.,:;'\u2019?!+±~€%½¼¾()✓✔☑✅√")
_WORDS = (
    "ja|nee|ok|ca|circa|rond|week|en|om|uur|uren|min|minuten|minuut|euro|eur|"
    "waar|onwaar|gedaan|klaar"
)
_HARMLESS = re.compile(
    rf"(?:[0-9{_SIGNS}]|(?<=[0-9])[uhmt](?![a-z])|(?<=[0-9] )[uhm](?![a-z])"
    rf"|(?<![a-z])(?:{_WORDS})(?![a-z])"
    rf"|(?:(?<=[0-9])|(?<=[0-9][-/. ]))(?:{MONTH})(?![a-z])"
    rf"|(?<![a-z])(?:{MONTH})(?=[-/. ]?'?(?:19|20)[0-9]{{2}})"
    rf"|(?<![a-z])(?:{WEEKDAY})(?=[., ]{{1,2}}[0-9]{{1,2}}[-/. ]))+"
    r"|[xvjn]"
)


def as_text(value: CellValue) -> str:
    """The value as a Dutch Excel would show it; an empty cell gives an empty text."""
    match value:
        case None | CellError():
            return ""
        case str():
            return value
        case bool():
            return "WAAR" if value else "ONWAAR"
        case datetime():
            return f"{_day_text(value)} {value.hour:02}:{value.minute:02}"
        case date():
            return _day_text(value)
        case time():
            return f"{value.hour:02}:{value.minute:02}"
        case timedelta():
            return _duration_text(value)
        case _:
            return _number_text(value)


def describe(kind: Kind, value: CellValue) -> str:
    """What stands in the cell, fit for a message: nothing that could be about a person.

    In a column of years a date is never shown, since it would be a date of birth.
    """
    if isinstance(value, CellError):
        return _error_text(value)
    text = quick_tidy(as_text(value))
    if kind is Kind.JAAR and len(text) > _LONGEST_YEAR:
        return _masked(value, text)
    if not isinstance(value, str):
        return _masked(value, text) if _is_long_number(text) else text
    return f'"{text}"' if _is_harmless(text) else _masked(value, text)


def _masked(value: CellValue, text: str) -> str:
    match value:
        case date():
            return "een datum"
        case time() | timedelta():
            return "een tijd"
        case str():
            return f"tekst van {len(text)} {'teken' if len(text) == 1 else 'tekens'}"
        case bool():
            return text
        case _:
            return f"een getal van {sum(map(str.isdecimal, text))} cijfers"


def _is_harmless(text: str) -> bool:
    """Whether it is a date, time or number, or nearly so; a name such as Jan alone is not."""
    if len(text) > _LONGEST_QUOTE or _is_long_number(text):
        return False
    return _HARMLESS.fullmatch(text.casefold()) is not None


def _is_long_number(text: str) -> bool:
    """Whether it holds so many digits, dates aside, that it could be a phone number or a BSN."""
    return sum(map(str.isdecimal, _DAY.sub(" ", text))) > _MOST_DIGITS


def _error_text(error: CellError) -> str:
    if not error.code:
        return NO_STORED_VALUE
    if not _ERROR_CODE.fullmatch(error.code):
        return "een foutwaarde"
    return _ERRORS.get(error.code, error.code)


def _day_text(day: date) -> str:
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def _duration_text(duration: timedelta) -> str:
    minutes = duration // timedelta(minutes=1)
    sign, minutes = ("-", -minutes) if minutes < 0 else ("", minutes)
    return f"{sign}{minutes // 60}:{minutes % 60:02}"


def _number_text(number: float) -> str:
    if not math.isfinite(number):
        return "" if math.isnan(number) else "oneindig"
    if number == int(number):
        return str(int(number))
    return f"{number:.15g}".replace(".", ",")
