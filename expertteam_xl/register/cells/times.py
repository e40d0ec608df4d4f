"""Clock times: the type of ``Starttijd``, and the time behind a date."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from expertteam_xl.register.cells.blanks import MAX_LENGTH, plain
from expertteam_xl.register.cells.problems import UnreadableError
from expertteam_xl.register.raw import CellValue

CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:[:.u](?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?: ?(?:uur|u|h))?| ?(?:uur|u|h))"
)
"""Pattern of a clock time; without minutes it needs a word such as ``uur``."""

SECONDS_PER_DAY = 86_400
MINUTES_PER_DAY = 1_440
_FIRST_SERIAL, _LAST_SERIAL = 30_000, 80_000
_TIME = re.compile(rf"(?:om )?{CLOCK}")
_TWO_TIMES = re.compile(r"[0-9](?:[:.u][0-9]{2})?(?: ?uur)? ?(?:-|/|en|tot|t/m) ?[0-9]{1,2}")
_BARE = re.compile(r"[0-9]{1,4}")

_HINT_ONE = "schrijf alleen de begintijd"
_HINT_FORM = "schrijf uren en minuten met een dubbele punt"
_HINT_NO_TIME = "hier staat een datum zonder tijd"


def read_time(value: CellValue) -> int:
    """The cell as minutes since midnight; seconds are dropped.

    Raises:
        UnreadableError: it isn't one clock time.
    """
    match value:
        case str():
            return _from_text(plain(value))
        case bool():
            raise UnreadableError(_HINT_FORM)
        case datetime() | time():
            return value.hour * 60 + value.minute
        case date():
            raise UnreadableError(_HINT_NO_TIME)
        case timedelta():
            return _from_duration(value)
        case float():
            return _from_serial(value)
        case _:
            raise UnreadableError


def clock_minutes(found: re.Match[str]) -> int:
    """Minutes since midnight of a match of ``CLOCK``.

    Raises:
        UnreadableError: no day has that time.
    """
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise UnreadableError("deze tijd bestaat niet")
    return hour * 60 + minute


def _from_text(text: str) -> int:
    if len(text) > MAX_LENGTH:
        raise UnreadableError
    if found := _TIME.fullmatch(text):
        return clock_minutes(found)
    if _TWO_TIMES.search(text):
        raise UnreadableError(_HINT_ONE)
    raise UnreadableError(_HINT_FORM if _BARE.fullmatch(text) else None)


def _from_duration(value: timedelta) -> int:
    if not timedelta() <= value < timedelta(days=1):
        raise UnreadableError(_HINT_FORM)
    return value // timedelta(minutes=1)


def _from_serial(value: float) -> int:
    """A part of a day, alone or behind Excel's number of a date."""
    if not 0 <= value < _LAST_SERIAL or 1 <= value < _FIRST_SERIAL:
        raise UnreadableError(_HINT_FORM)
    if value >= 1 and value == int(value):
        raise UnreadableError(_HINT_NO_TIME)
    seconds = round(value % 1 * SECONDS_PER_DAY)
    return seconds // 60 % MINUTES_PER_DAY
