"""The working days: Monday to Friday without the days of the Algemene termijnenwet.

The calendar is our own, over ``dateutil.easter``: what libraries count as a Dutch holiday changed
between their versions. The convenant doesn't say what a *werkdag* is, so Goede Vrijdag,
Bevrijdingsdag and extra days are parameters. Koningsdag is the day on which it is celebrated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import numpy as np
from dateutil.easter import easter
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Days = NDArray[np.datetime64]
"""Dates as numpy ``datetime64``; a time of day is cut off, NaT means unknown."""

Bevrijdingsdag = Literal["jaarlijks", "lustrum", "nooit"]

_DayOrDays = TypeVar("_DayOrDays", date, Days)

_SUNDAY = 6
_WORKWEEK = 5
_EASTER_YEARS = range(1583, 4100)  # what dateutil can compute
_FIRST_KONINGSDAG = 2014
_EPOCH = date(1970, 1, 1).toordinal()
_ONE_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Calendar:
    """Which days are working days; equal calendars share their holidays.

    Attributes:
        goede_vrijdag: whether Goede Vrijdag is a day off (it is in ATW art. 3).
        bevrijdingsdag: whether 5 mei is off every year, every fifth year or never.
        extra: extra days off, such as the Friday after Hemelvaartsdag.
    """

    goede_vrijdag: bool = True
    bevrijdingsdag: Bevrijdingsdag = "jaarlijks"
    extra: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a word that isn't one of ours.

        Raises:
            ValueError: when ``bevrijdingsdag`` is another word.
        """
        if self.bevrijdingsdag not in get_args(Bevrijdingsdag):
            raise ValueError(f"bevrijdingsdag: {self.bevrijdingsdag!r}")

    def holidays(self, year: int) -> dict[date, str]:
        """The days off of a year with their Dutch names, also those in a weekend.

        Beyond the years for which Easter can be computed only the fixed days are known.
        """
        return dict(_holidays(self, year))

    def is_workday(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() < _WORKWEEK and day not in _holidays(self, day.year)

    def add_workdays(self, days: _DayOrDays, n: int) -> _DayOrDays:
        """The n-th working day after each day; day 1 is the first working day after it.

        Args:
            days: a date, or dates in any shape; NaT stays NaT.
            n: how many working days; 0 gives the days themselves, below 0 counts back.

        Returns:
            A date for a date, else ``datetime64[D]`` in the shape of ``days``.
        """
        return _for_day_or_days(days, lambda array: self._offset(array, n))

    def next_workday_after(self, days: _DayOrDays) -> _DayOrDays:
        """The first working day after each day (T05)."""
        return self.add_workdays(days, 1)

    def last_workday_on_or_before(self, days: _DayOrDays) -> _DayOrDays:
        """The day itself when people work on it, else the last working day before it (T02)."""
        return _for_day_or_days(days, lambda array: self._roll(array, "backward"))

    def extended(self, days: _DayOrDays) -> _DayOrDays:
        """The day itself when people work on it, else the next working day (ATW art. 1)."""
        return _for_day_or_days(days, lambda array: self._roll(array, "forward"))

    def workdays_between(self, start: Days | date, end: Days | date) -> NDArray[np.int64]:
        """How many working days lie after ``start`` up to and including ``end``.

        Args:
            start: dates, or one date for all.
            end: dates, or one date for all.

        Returns:
            Counts of 0 or more in the shared shape; 0 where a date is NaT or ``end`` comes first.
        """
        first, last = np.broadcast_arrays(_as_days(start), _as_days(end))
        shape = first.shape
        first, last = first.ravel(), last.ravel()
        counts = np.zeros(first.shape, dtype=np.int64)
        known = ~np.isnat(first) & ~np.isnat(last)
        known[known] = last[known] > first[known]
        if known.any():
            begin, stop = first[known] + _ONE_DAY, last[known] + _ONE_DAY
            years = range(_year(begin.min()), _year(stop.max()) + 1)
            counts[known] = np.busday_count(begin, stop, busdaycal=self._busdays(years))
        return counts.reshape(shape)

    def skipped(self, start: date, end: date) -> list[str]:
        """Names of the days off from Monday to Friday after ``start`` up to ``end`` inclusive.

        In order of date, for the printed sum: ``Goede Vrijdag``, ``Tweede paasdag``.
        """
        named: list[str] = []
        for year in range(start.year, end.year + 1):
            holidays = sorted(_holidays(self, year).items())
            named += [
                name for day, name in holidays if start < day <= end and day.weekday() < _WORKWEEK
            ]
        return named

    def _offset(self, days: Days, n: int) -> Days:
        """Count n working days on (n > 0) or back (n < 0) from days without NaT."""
        if n == 0:
            return days
        step = 1 if n > 0 else -1
        reach = range(0, step * (_years_for(abs(n)) + 1), step)
        years = {year + more for year in _years_of(days) for more in reach}
        roll: Literal["backward", "forward"] = "backward" if n > 0 else "forward"
        return np.busday_offset(days, n, roll=roll, busdaycal=self._busdays(years))

    def _roll(self, days: Days, direction: Literal["backward", "forward"]) -> Days:
        """Move days without NaT that are no working day to the next one in a direction."""
        years = {year + more for year in _years_of(days) for more in (-1, 0, 1)}
        return np.busday_offset(days, 0, roll=direction, busdaycal=self._busdays(years))

    def _busdays(self, years: Iterable[int]) -> np.busdaycalendar:
        """The calendar that numpy counts with, for these years."""
        return _busdaycalendar(self, tuple(sorted(set(years))))


def _for_day_or_days(days: _DayOrDays, count: Callable[[Days], Days]) -> _DayOrDays:
    """Apply a count to the known days; a date comes back as a date."""
    array = _as_days(days)
    result = array.copy()
    known = ~np.isnat(array)
    if known.any():
        result[known] = count(array[known])
    if isinstance(days, date):
        return _as_date(result[()])
    return result


def _as_days(days: Any) -> Days:
    return np.asarray(days).astype("datetime64[D]")


def _as_date(day: Any) -> date:
    """A numpy day as a date, kept within what a date can hold."""
    lowest, highest = np.datetime64(date.min, "D"), np.datetime64(date.max, "D")
    return date.fromordinal(int(np.clip(day, lowest, highest).astype(np.int64)) + _EPOCH)


def _year(day: Any) -> int:
    return int(day.astype("datetime64[Y]").astype(np.int64)) + 1970


def _years_of(days: Days) -> list[int]:
    """The years that occur, each once."""
    numbers = np.unique(days.astype("datetime64[Y]").astype(np.int64))
    return [int(number) + 1970 for number in numbers]


def _years_for(n: int) -> int:
    """How many calendar years n working days can reach into, amply."""
    return n // 200 + 1


@lru_cache(maxsize=256)
def _busdaycalendar(calendar: Calendar, years: tuple[int, ...]) -> np.busdaycalendar:
    dates = [day for year in years for day in _holidays(calendar, year)]
    return np.busdaycalendar(holidays=np.array(dates, dtype="datetime64[D]"))


@lru_cache(maxsize=4096)
def _holidays(calendar: Calendar, year: int) -> dict[date, str]:
    """The days off of one year, earliest first; two on one day share a name."""
    if not date.min.year <= year <= date.max.year:
        return {}
    named: dict[date, str] = {}
    for day, name in sorted(_named_days(calendar, year), key=lambda each: each[0]):
        named[day] = f"{named[day]}/{name}" if day in named else name
    return named


def _named_days(calendar: Calendar, year: int) -> list[tuple[date, str]]:
    """ATW art. 3, and what this calendar adds to it or takes from it."""
    days = [
        (date(year, 1, 1), "Nieuwjaarsdag"),
        _kings_day(year),
        (date(year, 12, 25), "Eerste kerstdag"),
        (date(year, 12, 26), "Tweede kerstdag"),
    ]
    if year in _EASTER_YEARS:
        days += _easter_days(calendar, year)
    if calendar.bevrijdingsdag == "jaarlijks" or (
        calendar.bevrijdingsdag == "lustrum" and year % 5 == 0
    ):
        days.append((date(year, 5, 5), "Bevrijdingsdag"))
    return days + [(day, "extra vrije dag") for day in set(calendar.extra) if day.year == year]


def _easter_days(calendar: Calendar, year: int) -> list[tuple[date, str]]:
    """The days that move with Easter; Easter and Whit Sunday are Sundays anyway."""
    sunday = easter(year)
    days = [
        (sunday + timedelta(days=1), "Tweede paasdag"),
        (sunday + timedelta(days=39), "Hemelvaartsdag"),
        (sunday + timedelta(days=50), "Tweede pinksterdag"),
    ]
    if calendar.goede_vrijdag:
        days.append((sunday - timedelta(days=2), "Goede Vrijdag"))
    return days


def _kings_day(year: int) -> tuple[date, str]:
    """Koningsdag, before 2014 Koninginnedag; the day before when it falls on a Sunday."""
    if year >= _FIRST_KONINGSDAG:
        day, name = date(year, 4, 27), "Koningsdag"
    else:
        day, name = date(year, 4, 30), "Koninginnedag"
    return (day - timedelta(days=1) if day.weekday() == _SUNDAY else day), name
