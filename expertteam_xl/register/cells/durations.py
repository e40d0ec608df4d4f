"""Durations: minutes and hours in all the ways people write them.

Calculated with whole numbers and fractions, so that 1,1 uur is 66 minutes and not about 66.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from expertteam_xl.register.cells.blanks import MAX_LENGTH, plain
from expertteam_xl.register.cells.numbers import number_from_text
from expertteam_xl.register.cells.problems import UnreadableError
from expertteam_xl.register.raw import CellValue

_HOUR = r"(?:uren|uur|u|hr|h)\.?"
_MINUTE = r"(?:minuten|minuut|min|m)\.?"
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_MINUTES_ONLY = re.compile(rf"(?P<number>{_NUMBER}) ?{_MINUTE}")
_HOURS_ONLY = re.compile(rf"(?P<number>{_NUMBER}) ?{_HOUR}")
_BOTH = re.compile(
    rf"(?P<hours>[0-9]+) ?{_HOUR},? ?(?:en )?(?P<minutes>[0-9]{{1,2}}) ?(?:{_MINUTE})?"
)
_CLOCK = re.compile(rf"(?P<hours>[0-9]+):(?P<minutes>[0-9]{{2}})(?::00)?(?: ?{_HOUR})?")
_DOT_CLOCK = re.compile(r"(?P<hours>[0-9]+)\.(?P<minutes>[0-5][0-9])")
_PARTS = {"½": "5", "¼": "25", "¾": "75"}
_PART = re.compile(r"(?P<whole>[0-9]*) ?(?P<part>[½¼¾])")
_IN_WORDS = {
    "kwartier": 15, "een kwartier": 15, "half uur": 30, "een half uur": 30, "halfuur": 30,
    "drie kwartier": 45, "uur": 60, "een uur": 60, "anderhalf uur": 90,
}  # fmt: skip

_LARGEST = 10**12
_MINUTES_PER_DAY = 1_440
_HOURS_PER_DAY = 24
_NOISE = Fraction(1, 1_000_000) * _MINUTES_PER_DAY
_TYPED_STEPS = 20
_LAST_DURATION_DAY = 60

_HINT_UNIT = "uren of minuten? Schrijf 1,5 uur of 90"
_HINT_CLOCK = "schrijf 1:30 of 1,5 uur"
_HINT_WHOLE = "dit zijn geen hele minuten"


def read_minutes(value: CellValue, *, date1904: bool = False) -> int:
    """The cell as whole minutes.

    A whole number is minutes; a part of a day is Excel's time. A number that could also be hours,
    such as 1,5 or 0,5, is unreadable.

    Raises:
        UnreadableError: it isn't a duration in whole minutes, or its unit is unclear.
    """
    match value:
        case str():
            return _whole(_minutes_from_text(plain(value)))
        case float() if not isinstance(value, bool):
            return _minutes_from_number(value)
        case _:
            return _whole(_minutes_from_clock(value, date1904))


def read_hours(value: CellValue, *, date1904: bool = False) -> float:
    """The cell as hours; a bare number is hours.

    Raises:
        UnreadableError: it isn't a duration, or its unit is unclear.
    """
    match value:
        case str():
            return float(_hours_from_text(plain(value)))
        case float() if not isinstance(value, bool):
            return _hours_from_number(value)
        case _:
            return float(_minutes_from_clock(value, date1904) / 60)


def _minutes_from_text(text: str) -> Fraction:
    number = _number(text)
    if number is None:
        return _minutes_with_unit(text)
    decimals = "," in text or "." in text
    if number.denominator != 1 or (decimals and abs(number) <= _HOURS_PER_DAY):
        raise UnreadableError(_HINT_UNIT)
    return number


def _hours_from_text(text: str) -> Fraction:
    number = _number(text)
    if number is None:
        return _minutes_with_unit(text) / 60
    _refuse_dot_clock(text, number)
    return number


def _number(text: str) -> Fraction | None:
    number = number_from_text(_with_decimals(text))
    if number is not None and abs(number) > _LARGEST:
        raise UnreadableError
    return number


def _minutes_with_unit(text: str) -> Fraction:
    if len(text) > MAX_LENGTH:
        raise UnreadableError
    if text in _IN_WORDS:
        return Fraction(_IN_WORDS[text])
    text = _with_decimals(text)
    if found := _MINUTES_ONLY.fullmatch(text):
        return _decimal(found["number"])
    if found := _HOURS_ONLY.fullmatch(text):
        hours = _decimal(found["number"])
        _refuse_dot_clock(found["number"], hours)
        return hours * 60
    if found := _BOTH.fullmatch(text) or _CLOCK.fullmatch(text):
        return _hours_and_minutes(found)
    raise UnreadableError


def _decimal(digits: str) -> Fraction:
    """A number with a comma or a dot for its decimals, small enough to be a duration."""
    number = Fraction(digits.replace(",", "."))
    if number > _LARGEST:
        raise UnreadableError
    return number


def _hours_and_minutes(found: re.Match[str]) -> Fraction:
    hours, minutes = int(found["hours"]), int(found["minutes"])
    if minutes > 59 or hours > _LARGEST:
        raise UnreadableError(_HINT_CLOCK)
    return Fraction(hours * 60 + minutes)


def _refuse_dot_clock(text: str, hours: Fraction) -> None:
    """Nothing, unless ``1.30`` could be an hour and a half as well as 1,3 hours."""
    found = _DOT_CLOCK.fullmatch(text)
    if found and hours * 60 != _hours_and_minutes(found):
        raise UnreadableError(_HINT_CLOCK)


def _with_decimals(text: str) -> str:
    """The text with 1½ written as 1,5."""
    return _PART.sub(lambda found: f"{found['whole'] or '0'},{_PARTS[found['part']]}", text)


def _minutes_from_number(value: float) -> int:
    if not abs(value) <= _LARGEST:
        raise UnreadableError
    if value == int(value):
        return int(value)
    if not 0 < value < 1 or _looks_typed(value):
        raise UnreadableError(_HINT_UNIT)
    return _whole(Fraction(value) * _MINUTES_PER_DAY)


def _looks_typed(value: float) -> bool:
    """Whether a part of a day may be decimal hours, typed: 0,5 would be 12 hours or half of one."""
    return round(value * _TYPED_STEPS, 9) == round(value * _TYPED_STEPS)


def _hours_from_number(value: float) -> float:
    """Hours, unless the number makes sense only as a part of a day (0,0625 is 1:30 in Excel)."""
    if not abs(value) <= _LARGEST:
        raise UnreadableError
    exact = Fraction(value)
    if 0 < value < 1 and not _is_whole(exact * 60) and _is_whole(exact * _MINUTES_PER_DAY):
        raise UnreadableError(_HINT_CLOCK)
    return value


def _minutes_from_clock(value: CellValue, date1904: bool) -> Fraction:
    """Minutes of a real time or duration; Excel shows durations as days around 1900."""
    match value:
        case time():
            seconds = Fraction(value.hour * 3600 + value.minute * 60 + value.second)
            return (seconds + Fraction(value.microsecond, 1_000_000)) / 60
        case timedelta():
            return Fraction(value // timedelta(microseconds=1), 60_000_000)
        case date():
            return _minutes_from_day(value, date1904)
        case _:
            raise UnreadableError(_HINT_UNIT)


def _minutes_from_day(value: date, date1904: bool) -> Fraction:
    clock = value.time() if isinstance(value, datetime) else time()
    day = value.date() if isinstance(value, datetime) else value
    first = date(1904, 1, 1) if date1904 else date(1899, 12, 31)
    days = 0 if day == date(1899, 12, 30) else (day - first).days
    if not 0 <= days < _LAST_DURATION_DAY:
        raise UnreadableError("hier staat een datum")
    return days * _MINUTES_PER_DAY + _minutes_from_clock(clock, date1904)


def _is_whole(minutes: Fraction) -> bool:
    return abs(minutes - round(minutes)) <= _NOISE


def _whole(minutes: Fraction) -> int:
    if not _is_whole(minutes):
        raise UnreadableError(_HINT_WHOLE)
    return round(minutes)
