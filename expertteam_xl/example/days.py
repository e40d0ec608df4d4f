"""The days of a made-up region: plain arithmetic, apart from the program's own calendar.

The answer key rests on these sums, so they are done here the slow and obvious way, with the
holidays derived from a written-out list of Easter Sundays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from expertteam_xl.settings import Settings

_EASTER = {
    2017: (4, 16), 2018: (4, 1), 2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2022: (4, 17),
    2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16),
    2029: (4, 1), 2030: (4, 21),
}  # fmt: skip
_FROM_EASTER = (-2, 1, 39, 50)
"""Goede Vrijdag, Tweede paasdag, Hemelvaartsdag and Tweede pinksterdag, in days."""

_FIXED = ((1, 1), (5, 5), (12, 25), (12, 26))
_KONINGSDAG = (4, 27)
_SATURDAY, _SUNDAY = 5, 6
FIRST_YEAR, LAST_YEAR = min(_EASTER), max(_EASTER)
"""Years of which the holidays are written out."""


@lru_cache(maxsize=1)
def holidays() -> frozenset[date]:
    """The days off of the years that are written out, weekends aside."""
    found = set()
    for year, (month, day) in _EASTER.items():
        easter = date(year, month, day)
        found |= {later(easter, step) for step in _FROM_EASTER}
        found |= {date(year, *each) for each in _FIXED}
        kings = date(year, *_KONINGSDAG)
        found.add(later(kings, -1) if kings.weekday() == _SUNDAY else kings)
    return frozenset(found)


def later(day: date, number: int) -> date:
    """The day, so many calendar days later."""
    return day + timedelta(days=number)


def is_workday(day: date) -> bool:
    """Whether people work on this day: Monday to Friday, and no day off."""
    return day.weekday() < _SATURDAY and day not in holidays()


def workday_after(day: date, number: int) -> date:
    """The so-manieth working day after a day; 0 gives the day itself."""
    while number:
        day = later(day, 1)
        number -= is_workday(day)
    return day


def workday_before(day: date) -> date:
    """The last working day before a day."""
    day = later(day, -1)
    while not is_workday(day):
        day = later(day, -1)
    return day


def workdays(first: date, last: date) -> int:
    """How many working days lie after the first day, up to and including the last."""
    count, day = 0, first
    while day < last:
        day = later(day, 1)
        count += is_workday(day)
    return count


def between(first: date, last: date) -> list[date]:
    """Every day from the first up to and including the last; none when that comes before it."""
    return [later(first, step) for step in range((last - first).days + 1)]


@dataclass(frozen=True)
class Days:
    """The terms of the agreement, counted on a peildatum.

    Attributes:
        on: the peildatum.
        terms: the numbers of the agreement.
    """

    on: date
    terms: Settings

    def triage_by(self, start: date) -> date:
        """Last day on which the triage is in time (T01)."""
        return workday_after(start, self.terms.triage_werkdagen)

    def session_by(self, start: date) -> date:
        """Last day on which the first session is in time (T02)."""
        return later(start, self.terms.overleg_dagen)

    def table_by(self, placed: date) -> date:
        """Last day on which the doorbraaktafel after a placement is in time (T03)."""
        return later(placed, self.terms.tv_overleg_dagen)

    def leave_by(self, placed: date) -> date:
        """Last day of a stay in the tussenvoorziening (T04)."""
        return later(placed, self.terms.tv_max_dagen)

    def signal_from(self, placed: date) -> date:
        """First day on which a stay without a follow-up is signalled (T04)."""
        return later(placed, self.terms.tv_signaal_dag)

    def sent_by(self, session: date) -> date:
        """Last day on which the besluit is sent in time (T05)."""
        return workday_after(session, self.terms.besluit_werkdagen)

    def is_near(self, deadline: date) -> bool:
        """Whether a term that is still open ends so soon that it is told."""
        return self.on <= deadline and workdays(self.on, deadline) <= self.soon

    def is_far(self, deadline: date) -> bool:
        """Whether a term that is still open ends too late to be told."""
        return self.on < deadline and not self.is_near(deadline)

    @property
    def soon(self) -> int:
        """From how many working days before its end an open term is told."""
        return self.terms.binnenkort_werkdagen

    @cached_property
    def tables(self) -> tuple[date, ...]:
        """Fixed days of the doorbraaktafel: every other Tuesday, until a while after the peildatum.

        A table on a day off is cancelled (`cancelled_tables`): there is one the week before and
        one the week after, so that never more than two weeks lie between.
        """
        weeks = (day for day in self._tuesdays if not is_workday(day))
        around = {later(day, step) for day in weeks for step in (-7, 7)}
        return tuple(sorted(day for day in around.union(self._tuesdays) if is_workday(day)))

    @cached_property
    def cancelled_tables(self) -> tuple[date, ...]:
        """Fixed days that are a day off: these tables are cancelled."""
        return tuple(day for day in self._tuesdays if not is_workday(day) and day <= self.on)

    @cached_property
    def _tuesdays(self) -> tuple[date, ...]:
        day, step = self.terms.start_A, self.terms.sessie_interval_dagen
        day = later(day, (1 - day.weekday()) % 7)
        found = []
        while day <= later(self.on, 3 * step):
            found.append(day)
            day = later(day, step)
        return tuple(found)

    def table_after(self, day: date) -> date | None:
        """The first doorbraaktafel after a day; None beyond what is scheduled."""
        return next((each for each in self.tables if each > day), None)
