"""Dates as people type them in a register: day, month, year, in that order.

Nothing is guessed: where a date could mean two days, or isn't complete, it is unreadable.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from expertteam_xl.register.cells.blanks import MAX_LENGTH, plain
from expertteam_xl.register.cells.problems import UnreadableError
from expertteam_xl.register.cells.times import CLOCK, SECONDS_PER_DAY, clock_minutes
from expertteam_xl.register.raw import CellValue

_MONTHS = {
    "jan": 1, "januari": 1, "feb": 2, "febr": 2, "februari": 2, "mrt": 3, "maart": 3, "mar": 3,
    "apr": 4, "april": 4, "mei": 5, "may": 5, "jun": 6, "juni": 6, "jul": 7, "juli": 7,
    "aug": 8, "augustus": 8, "sep": 9, "sept": 9, "september": 9, "okt": 10, "oktober": 10,
    "oct": 10, "nov": 11, "november": 11, "dec": 12, "december": 12,
}  # fmt: skip
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""Pattern of the name of a month, in full or as usually shortened."""
WEEKDAY = "|".join([*_WEEKDAYS, *(name[:2] for name in _WEEKDAYS)])
"""Pattern of the name of a day of the week, in full or in two letters."""
_YEAR = r"(?P<year>'?[0-9]{2}|[0-9]{4})"
_D, _M = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})"
_SEP = r" ?[-/. ] ?"
_FORMS = (
    re.compile(rf"{_D}{_SEP}{_M}{_SEP}{_YEAR}"),
    re.compile(rf"{_D}[-/. ]{{0,2}}(?P<month>{MONTH})[-/. ]{{0,2}}{_YEAR}"),
    re.compile(rf"(?P<year>[0-9]{{4}}){_SEP}{_M}{_SEP}{_D}"),
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
)
_WEEKDAY = re.compile(rf"(?P<name>{WEEKDAY})[., ]{{0,2}}(?=[0-9])")
_WITH_CLOCK = re.compile(rf"(?P<front>.*[0-9])(?:t|,? om |,? ){CLOCK}")
_SERIAL_TEXT = re.compile(r"[0-9]{5}(?:[.,][0-9]{1,15})?")
_COMPACT_FIRST, _COMPACT_LAST = 19_000_101, 21_001_231

_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_FIRST_SERIAL_DAY, _LAST_SERIAL_DAY = date(1990, 1, 1), date(2100, 12, 31)
_FIRST_DAY = date(1900, 3, 1)
_LAST_SERIAL = 80_000
_CENTURY_PIVOT = 80

_HINT_WHEN = "het gebeurde, maar wanneer? Vul de datum in"
_HINT_EMPTY = "niet gebeurd? laat de cel leeg"
_HINT_ONE = "hier staat meer dan één datum: zet er één per cel"
_HINT_SURE = "vul de datum in zonder ca. of vraagteken, of laat de cel leeg"
_HINT_YEAR = "het jaar ontbreekt"
_HINT_DAY = "de dag ontbreekt"
_HINT_TIME = "hier staat alleen een tijd"
_HINT_EXISTS = "deze datum bestaat niet"
_HINT_ORDER = "schrijf dag-maand-jaar"
_HINT_ZERO = "0 is geen datum: laat de cel leeg"
_HINT_RANGE = "dit jaartal kan niet kloppen"

_SMALL_MONTH = rf"(?: ?[-/.] ?(?:0?[1-9]|1[0-2])(?![0-9])|[-/. ]{{0,2}}(?:{MONTH})(?![a-z]))"
_PIECE = re.compile(rf"(?<![0-9])[0-9]{{1,2}}{_SMALL_MONTH}(?:[-/. ]{{1,2}}'?[0-9]{{4}})?")
_DONE = r"(?:x+|ja|j|yes|v|ok|oke|oké|gedaan|klaar|verzonden|waar|[✓✔☑✅√]+)!?"
_UNSURE = r"(?:ca|circa|rond|ong|ongeveer|begin|medio|half|eind)\b.*|[±~].*|.*\?+"
_NO_DAY = rf"(?:week|wk) ?[0-9]+.*|(?:(?:{MONTH})[-/. ]*)?'?(?:19|20)[0-9]{{2}}|(?:{MONTH})"
_HINTS = (
    (re.compile(_DONE), _HINT_WHEN),
    (re.compile(r"nee|neen|n|niet|no|onwaar|0+"), _HINT_EMPTY),
    (re.compile(_UNSURE), _HINT_SURE),
    (re.compile(rf"[0-9]{{1,2}}{_SMALL_MONTH}[-/. ']*"), _HINT_YEAR),
    (re.compile(_NO_DAY), _HINT_DAY),
    (re.compile(CLOCK), _HINT_TIME),
)


def read_date(value: CellValue, *, date1904: bool = False) -> date:
    """The cell as a day; a time behind it is dropped.

    Raises:
        UnreadableError: it isn't one complete, existing day.
    """
    if type(value) is date:
        return _checked(value)
    return read_moment(value, date1904=date1904).date()


def read_moment(value: CellValue, *, date1904: bool = False) -> datetime:
    """The cell as a day and time, whole minutes; midnight where no time is given.

    Raises:
        UnreadableError: it isn't one complete, existing day.
    """
    match value:
        case str():
            return _from_text(plain(value), date1904)
        case bool():
            raise UnreadableError(_HINT_WHEN if value else _HINT_EMPTY)
        case datetime():
            _checked(value.date())
            return _whole_minutes(value.replace(tzinfo=None))
        case date():
            return datetime.combine(_checked(value), time())
        case time() | timedelta():
            raise UnreadableError(_HINT_TIME)
        case float():
            return _from_number(value, date1904)
        case _:
            raise UnreadableError


def _from_text(text: str, date1904: bool) -> datetime:
    if len(text) > MAX_LENGTH:
        raise UnreadableError(_hint(text))
    if _SERIAL_TEXT.fullmatch(text):
        return _from_serial(float(text.replace(",", ".")), date1904)
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() :] if weekday else text
    moment = _day_and_clock(rest)
    if moment is None:
        raise UnreadableError(_hint(rest))
    _agree(weekday, moment)
    return moment


def _day_and_clock(text: str) -> datetime | None:
    day, minutes = _day(text), 0
    if day is None and (found := _WITH_CLOCK.fullmatch(text)):
        day = _day(found["front"])
        minutes = clock_minutes(found) if day else 0
    return None if day is None else datetime.combine(day, time(minutes // 60, minutes % 60))


def _day(text: str) -> date | None:
    """The day this text writes; None when it has none of the known forms."""
    for form in _FORMS:
        if found := form.fullmatch(text):
            month = _MONTHS.get(found["month"]) or int(found["month"])
            return _existing(_full_year(found["year"].lstrip("'")), month, int(found["day"]))
    return None


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _CENTURY_PIVOT else 2000)


def _existing(year: int, month: int, day: int) -> date:
    if month > 12 and day <= 12:
        raise UnreadableError(_HINT_ORDER)
    try:
        return _checked(date(year, month, day))
    except ValueError:
        raise UnreadableError(_HINT_EXISTS) from None


def _checked(day: date) -> date:
    """The day, unless it is what Excel makes of a 0 or of a time alone, or a slip of the pen."""
    if day < _FIRST_DAY:
        raise UnreadableError(_HINT_RANGE if day.year < 1899 else _HINT_ZERO)
    return day


def _agree(weekday: re.Match[str] | None, moment: datetime) -> None:
    """Nothing, unless the day of the week contradicts the date."""
    name = _WEEKDAYS[moment.weekday()]
    if weekday and weekday["name"] not in (name, name[:2]):
        raise UnreadableError(f"die dag is een {name}")


def _from_number(value: float, date1904: bool) -> datetime:
    """Excel's number of a day, or a day typed as 20210201."""
    if _COMPACT_FIRST <= value <= _COMPACT_LAST and value == int(value):
        day = _day(str(int(value)))
        if day is not None:
            return datetime.combine(day, time())
    return _from_serial(value, date1904)


def _from_serial(value: float, date1904: bool) -> datetime:
    if not 1 <= value <= _LAST_SERIAL:
        raise UnreadableError(_serial_hint(value))
    epoch = _EPOCH_1904 if date1904 else _EPOCH_1900
    moment = epoch + timedelta(seconds=round(value * SECONDS_PER_DAY))
    if not _FIRST_SERIAL_DAY <= moment.date() <= _LAST_SERIAL_DAY:
        raise UnreadableError(_serial_hint(value))
    return moment.replace(second=0)


def _serial_hint(value: float) -> str | None:
    if value == 0:
        return _HINT_ZERO
    if 0 < value < 1:
        return _HINT_TIME
    return _HINT_DAY if value == round(value, 0) and 1900 <= value <= 2100 else None


def _whole_minutes(moment: datetime) -> datetime:
    """The moment without seconds; a rounding error of Excel just below a minute goes up."""
    if moment.second == 59 and moment.microsecond >= 500_000 and moment.date() < date.max:
        moment += timedelta(seconds=1)
    return moment.replace(second=0, microsecond=0)


def _hint(text: str) -> str | None:
    if len(_PIECE.findall(text)) > 1:
        return _HINT_ONE
    if len(text) > MAX_LENGTH:
        return None
    return next((hint for form, hint in _HINTS if form.fullmatch(text)), None)
