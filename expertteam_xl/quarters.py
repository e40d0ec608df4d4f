"""Calendar quarters: how people write them, and which days they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from expertteam_xl.errors import RegisterError

_WRITTEN = re.compile(r"\s*((?:19|20)\d\d)\s*[-/ ]?\s*[KkQq]\s*([1-4])\s*")
_MONTHS = 3
_LAST = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter, such as ``2021-K1``; in order of time.

    Attributes:
        year: the calendar year, 1900 to 2099.
        number: 1 to 4.

    Raises:
        RegisterError: there is no such quarter.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse what is no quarter."""
        if not (1900 <= self.year < 2100 and 1 <= self.number <= _LAST):
            raise RegisterError(f"Kwartaal {self.number} van {self.year} bestaat niet.")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """The quarter that a text names: ``2021-K1``, also ``2021K1`` and ``2021-q1``.

        Raises:
            RegisterError: it names none.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise RegisterError(f"'{text}' is geen kwartaal; schrijf het zoals 2021-K1.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day lies in."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, _MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        if self.number == _LAST:
            return date(self.year, 12, 31)
        return date(self.year, _MONTHS * self.number + 1, 1) - timedelta(days=1)

    @property
    def months(self) -> int:
        """Months of its year that are over at its end: 3, 6, 9 or 12."""
        return _MONTHS * self.number

    @property
    def previous(self) -> Quarter:
        """The quarter before it."""
        return (
            Quarter(self.year - 1, _LAST)
            if self.number == 1
            else Quarter(self.year, self.number - 1)
        )

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return (
            Quarter(self.year + 1, 1)
            if self.number == _LAST
            else Quarter(self.year, self.number + 1)
        )

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """As people write it: ``2021-K1``."""
        return f"{self.year}-K{self.number}"
