"""Terms as arrays: what became of each clock on the peildatum."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from expertteam_xl.convenant.calendar import Calendar
from expertteam_xl.findings import Severity


class State(IntEnum):
    """What became of a term (domein.md, T)."""

    ONBEKEND = -1
    NVT = 0
    OP_TIJD = 1
    TE_LAAT = 2
    OPEN = 3
    BINNENKORT = 4
    OPEN_TE_LAAT = 5


SEVERITY = {
    State.TE_LAAT: Severity.WAARSCHUWING,
    State.OPEN_TE_LAAT: Severity.FOUT,
    State.BINNENKORT: Severity.INFO,
}
"""Severity of the states that give a finding."""


@dataclass(frozen=True)
class Clocks:
    """One term for a number of rows; every array has one value a row.

    Attributes:
        start: first day of the clock, datetime64[D].
        deadline: last day on time, datetime64[D].
        end: day on which it was done; NaT while it is not.
        state: `State` of each.
        over: days over; in what unit the rule says.
    """

    start: np.ndarray
    deadline: np.ndarray
    end: np.ndarray
    state: np.ndarray
    over: np.ndarray

    @property
    def found(self) -> np.ndarray:
        """Indexes of the rows that give a finding."""
        return np.flatnonzero(np.isin(self.state, list(SEVERITY)))

    @property
    def unknown(self) -> int:
        """Number of rows whose clock can't be told."""
        return int(np.sum(self.state == State.ONBEKEND))


@dataclass(frozen=True)
class Watch:
    """How clocks are judged: on which day, and when a term is near.

    Attributes:
        today: the peildatum, datetime64[D].
        calendar: the working days.
        soon: how many working days before the deadline a term is *binnenkort*.
    """

    today: np.datetime64
    calendar: Calendar
    soon: int

    def judge(
        self,
        start: np.ndarray,
        deadline: np.ndarray,
        end: np.ndarray,
        *,
        nvt: np.ndarray,
        unknown: np.ndarray,
        in_workdays: bool = False,
    ) -> Clocks:
        """The state of every clock.

        Args:
            start, deadline, end: days, datetime64[D]; an empty end means not happened yet.
            nvt: where the term does not apply; goes before all else.
            unknown: where start or end could not be read.
            in_workdays: count days over in working days instead of calendar days.
        """
        still_open = np.isnat(end)
        until = np.where(still_open, self.today, end)
        late = until > deadline
        near = self.calendar.workdays_between(self.today, deadline) <= self.soon
        state = np.select(
            [
                nvt,
                unknown | np.isnat(start) | np.isnat(deadline),
                ~still_open & late,
                ~still_open,
                late,
                near,
            ],
            [
                State.NVT,
                State.ONBEKEND,
                State.TE_LAAT,
                State.OP_TIJD,
                State.OPEN_TE_LAAT,
                State.BINNENKORT,
            ],
            State.OPEN,
        )
        return Clocks(start, deadline, end, state, self._over(deadline, until, in_workdays))

    def _over(self, deadline: np.ndarray, until: np.ndarray, in_workdays: bool) -> np.ndarray:
        if in_workdays:
            return self.calendar.workdays_between(deadline, until)
        return (until - deadline).astype("timedelta64[D]").astype(int)
