"""Terms as arrays: what became of each clock on the peildatum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from expertteam_xl.checks import Hit
from expertteam_xl.convenant.calendar import Calendar
from expertteam_xl.findings import Severity
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array


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

_STATES = {int(state): state for state in State}
RUNNING = (State.OPEN, State.BINNENKORT)


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

    start: Array
    deadline: Array
    end: Array
    state: Array
    over: Array

    @property
    def found(self) -> list[int]:
        """Indexes of the rows that give a finding."""
        found: list[int] = np.flatnonzero(np.isin(self.state, list(SEVERITY))).tolist()
        return found

    @property
    def running(self) -> Array:
        """Which clocks still run within their term."""
        return np.isin(self.state, RUNNING)

    @property
    def unknown(self) -> int:
        """Number of rows whose clock can't be told."""
        return int(np.sum(self.state == State.ONBEKEND))

    @cached_property
    def told(self) -> list[Told]:
        """Every clock as what a message tells of it."""
        columns = (self.start, self.deadline, self.end, self.state, self.over)
        return [
            Told(start, deadline, end, _STATES[state], over)
            for start, deadline, end, state, over in zip(
                *(c.tolist() for c in columns), strict=True
            )
        ]

    def hit(self, i: int, text: str, table: str, row: int, fields: tuple[str, ...]) -> Hit:
        """What a rule found about the clock at index ``i``, at a row of a table."""
        clock = self.told[i]
        days = None if clock.state is State.BINNENKORT else clock.over
        return Hit(
            text, SEVERITY[clock.state], table, row, fields, deadline=clock.deadline, days=days
        )


class Told(NamedTuple):
    """One clock; its days as dates, None for NaT."""

    start: date
    deadline: date
    end: date
    state: State
    over: int


@dataclass(frozen=True)
class Watch:
    """How clocks are judged: on which day, and when a term is near.

    Attributes:
        on: the peildatum.
        calendar: the working days.
        soon: how many working days before the deadline a term is *binnenkort*.
    """

    on: date
    calendar: Calendar
    soon: int

    def judge(
        self,
        start: Array,
        deadline: Array,
        end: Array,
        *,
        nvt: Array,
        unknown: Array,
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
        until = np.where(still_open, np.datetime64(self.on, "D"), end)
        late = until > deadline
        near = self.calendar.workdays_between(self.on, deadline) <= self.soon
        states = (
            (nvt, State.NVT),
            (unknown | np.isnat(start) | np.isnat(deadline), State.ONBEKEND),
            (~still_open & late, State.TE_LAAT),
            (~still_open, State.OP_TIJD),
            (late, State.OPEN_TE_LAAT),
            (near, State.BINNENKORT),
        )
        state = np.select([where for where, _ in states], [int(s) for _, s in states], State.OPEN)
        return Clocks(start, deadline, end, state, self._over(deadline, until, in_workdays))

    def _over(self, deadline: Array, until: Array, in_workdays: bool) -> Array:
        if in_workdays:
            return self.calendar.workdays_between(deadline, until)
        days: Array = (until - deadline).astype("timedelta64[D]").astype(np.int64)
        return days


def watch_of(context: Context) -> Watch:
    """How this register's clocks are judged."""
    return Watch(context.on, context.calendar, context.settings.binnenkort_werkdagen)


def later_by(days: Array, number: int) -> Array:
    """The days, so many calendar days later."""
    later: Array = days + np.timedelta64(number, "D")
    return later
