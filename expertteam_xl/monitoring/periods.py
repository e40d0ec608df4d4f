"""The period of a monitor: a quarter, or a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.errors import RegisterError
from expertteam_xl.quarters import Quarter

_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` up to and including ``last``; without ``first`` everything before too.

    Attributes:
        first: the first day; None for all days up to ``last``.
        last: the last day.
        name: unique among the spans of one register.
    """

    first: date | None
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """What a monitor is about: a calendar quarter such as ``2021-K1``, or a year such as ``2021``.

    Attributes:
        year: the calendar year.
        quarter: the quarter; None for the whole year.
    """

    year: int
    quarter: Quarter | None = None

    def __post_init__(self) -> None:
        """Refuse a year outside all registers.

        Raises:
            RegisterError: the year is none.
        """
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise RegisterError(f"Jaar {self.year} bestaat niet in een register.")

    @classmethod
    def of(cls, quarter: Quarter) -> Period:
        """A quarter as a period."""
        return cls(quarter.year, quarter)

    @property
    def first(self) -> date:
        """Its first day."""
        return self.quarter.first if self.quarter else date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.quarter.last if self.quarter else date(self.year, 12, 31)

    @property
    def months(self) -> int:
        """Months of its year that are over at its end."""
        return self.quarter.months if self.quarter else 12

    @property
    def previous(self) -> Period:
        """The period of the same length before it."""
        return Period.of(self.quarter.previous) if self.quarter else Period(self.year - 1)

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.last, str(self))

    @property
    def until(self) -> Span:
        """All days of the convenanten up to and including its last.

        What is dated before the first convenant can only be a mistake, and counts nowhere.
        """
        return Span(first_day(), self.last, f"t/m {self}")

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters it is made of."""
        if self.quarter:
            return (self.quarter,)
        return tuple(Quarter(self.year, number) for number in (1, 2, 3, 4))

    def __str__(self) -> str:
        """As people write it: ``2021-K1`` or ``2021``."""
        return str(self.quarter) if self.quarter else str(self.year)


@lru_cache(maxsize=1)
def first_day() -> date:
    """The first day of the first convenant."""
    return load_versions()[0].begin


def publications(first: date, period: Period) -> list[Period]:
    """Every monitor up to and including this one, in the order in which they come out.

    Each quarter has one, and each year one after its last quarter.

    Args:
        first: a day in the first quarter that has anything to tell.
        period: the last of them.
    """
    found: list[Period] = []
    quarter = Quarter.of(min(first, period.first))
    while quarter.last <= period.last:
        found.append(Period.of(quarter))
        if quarter.number == 4:
            found.append(Period(quarter.year))
        quarter = quarter.next
    if period in found:
        return found[: found.index(period) + 1]
    return [*found, period]
