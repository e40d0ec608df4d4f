"""How dates, counts and sums are worded in messages."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from expertteam_xl.convenant.calendar import Calendar
from expertteam_xl.text import count, listed


@lru_cache(maxsize=65536)
def day(value: Any) -> str:
    """A date or datetime64 as dd-mm-jjjj."""
    known = as_date(value)
    return f"{known.day:02d}-{known.month:02d}-{known.year:04d}"


@lru_cache(maxsize=65536)
def as_date(value: Any) -> date:
    """A datetime64 (or a date) as date."""
    known: date = value if isinstance(value, date) else value.astype("datetime64[D]").item()
    return known


def workdays(number: int) -> str:
    """``1 werkdag``, ``3 werkdagen``."""
    return count(number, "werkdag", "werkdagen")


def days(number: int) -> str:
    """``1 dag``, ``3 dagen``."""
    return count(number, "dag", "dagen")


@lru_cache(maxsize=65536)
def workday_sum(calendar: Calendar, start: date, deadline: date, number: int) -> str:
    """``5 werkdagen (Goede Vrijdag en Tweede paasdag niet meegeteld) = 12-04-2021``."""
    skipped = calendar.skipped(start, deadline)
    left_out = f" ({listed(skipped)} niet meegeteld)" if skipped else ""
    return f"{workdays(number)}{left_out} = {day(deadline)}"


@lru_cache(maxsize=65536)
def last_workday(calendar: Calendar, deadline: date) -> date:
    """The day itself, or else the last working day before it."""
    if calendar.is_workday(deadline):
        return deadline
    return calendar.last_workday_on_or_before(deadline)
