"""When cases come in: the years of both convenants."""

from __future__ import annotations

from datetime import date

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.days import later
from expertteam_xl.example.ordinary import begin_2020, last_day

LAST_DAYS = 17
"""So many days before a convenant ends no new case comes in."""


def periods(on: date, *, minimal: bool) -> list[tuple[date, date]]:
    """First and last day of each stretch of a year in which cases come in.

    A list of cases alone has no place for a verlengingsbrief, so it has no cases of the years
    that need one.
    """
    periods = []
    for version in load_versions():
        end = version.end if minimal else version.last_end
        newer = begin_2020() if version.begin < begin_2020() else date.max
        end = min(end, later(newer, -1) if newer < date.max else end)
        for year in range(version.begin.year, end.year + 1):
            first, last = max(version.begin, date(year, 1, 1)), min(end, date(year, 12, 31))
            if last in (end, last_day()) and (minimal or last == last_day()):
                last = later(last, -LAST_DAYS)
            if first <= min(last, on):
                periods.append((first, min(last, on)))
    return periods
