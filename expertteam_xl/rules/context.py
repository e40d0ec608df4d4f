"""What a rule gets to look at: the tables on a peildatum, and views derived from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from expertteam_xl.convenant.calendar import Calendar
from expertteam_xl.convenant.versions import version_names
from expertteam_xl.register.model import Register, Table
from expertteam_xl.rules.vectors import (
    NAT,
    Array,
    among,
    as_days,
    blank,
    first_rows,
    frame_of,
    keys,
    objects,
    paired,
    rows_at,
    taken,
)
from expertteam_xl.settings import Settings

HELD, PLANNED, LAPSED, CANCELLED = "gehouden", "gepland", "vervallen", "geannuleerd"
NOT_HELD = (PLANNED, LAPSED, CANCELLED)
ENOUGH = 5
"""On how many rows a value must lack, and on every row, before that tells how a team records."""

_Derived = TypeVar("_Derived")

_BEFORE_SESSION = ("aangemeld", "getrieerd", "gepland", None)
"""States of a case that was not discussed yet; None where nobody filled it in."""


@dataclass(frozen=True)
class Context:
    """A register on a peildatum.

    The arrays it gives are shared by the rules and can't be written to.

    Attributes:
        register: the register.
        on: the peildatum.
    """

    register: Register
    on: date

    @property
    def settings(self) -> Settings:
        """The parameters that hold for this register."""
        return self.register.settings

    @cached_property
    def calendar(self) -> Calendar:
        """The working days of this region."""
        return self.settings.calendar

    @cached_property
    def today(self) -> np.datetime64:
        """The peildatum as numpy day."""
        return np.datetime64(self.on, "D")

    @cached_property
    def _seen(self) -> dict[tuple[str, str], Any]:
        return {}

    def _once(self, what: str, place: str, make: Callable[[Table, str], Any]) -> Any:
        if (what, place) not in self._seen:
            table, _, field = place.partition(".")
            value = make(self.register.table(table), field)
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
            self._seen[what, place] = value
        return self._seen[what, place]

    def derived(self, name: str, make: Callable[[], _Derived]) -> _Derived:
        """What ``make`` gives, made once: several rules look at the same view."""
        if ("", name) not in self._seen:
            self._seen["", name] = make()
        value: _Derived = self._seen["", name]
        return value

    def objects(self, place: str) -> Array:
        """The values of ``Table.Field``; blanks, and a field the register lacks, are None."""
        values: Array = self._once("objects", place, lambda table, field: table.objects(field))
        return values

    def days(self, place: str) -> Array:
        """A date field ``Table.Field`` as datetime64[D]; NaT for blank and absent."""
        values: Array = self._once("days", place, lambda table, field: table.dates(field).copy())
        return values

    def known(self, place: str) -> Array:
        """For each row whether ``Table.Field`` says something, a blank included (`Table.known`)."""
        values: Array = self._once("known", place, lambda table, field: table.known(field))
        return values

    def unreadable(self, place: str) -> Array:
        """For each row whether the cell of ``Table.Field`` could not be read (R03, R08)."""
        values: Array = self._once("unreadable", place, _unreadable)
        return values

    def is_recorded(self, place: str) -> bool:
        """Whether any cell of ``Table.Field`` holds something; so too when it has no rows."""
        return self.derived(f"recorded {place}", lambda: self._is_recorded(place))

    def _is_recorded(self, place: str) -> bool:
        values = self.objects(place)
        return not len(values) or not blank(values).all() or bool(self.unreadable(place).any())

    def is_unused(self, place: str) -> bool:
        """Whether ``Table.Field`` is empty on every row, and there are enough to tell a habit."""
        return len(self.objects(place)) >= ENOUGH and not self.is_recorded(place)

    def keys(self, place: str) -> Array:
        """The numbers of ``Table.Field`` as they are compared."""
        values: Array = self._once("keys", place, lambda _, __: keys(self.objects(place)))
        return values

    def failures(self, table: str, find: Callable[[Table], pd.DataFrame]) -> pd.DataFrame:
        """What ``find`` gives for a table, found once: two rules read the same failures."""
        return self.derived(f"failures {table}", lambda: find(self.register.table(table)))

    @property
    def cases(self) -> Table:
        """The table Casussen; empty when the register has none."""
        return self.register.table("Casussen")

    @property
    def case_keys(self) -> Array:
        """Casusnummer of every row of Casussen, as compared."""
        return self.keys("Casussen.Casusnummer")

    @cached_property
    def case_rows(self) -> dict[Any, int]:
        """Casusnummer, as compared, to its first row in Casussen."""
        return first_rows(self.case_keys)

    @cached_property
    def case_versions(self) -> Array:
        """Name of the convenant version of every case, by aanmelddatum; None when unknown."""
        return version_names(self.days("Casussen.Aanmelddatum"))

    @cached_property
    def advice_questions(self) -> Array:
        """Which rows of Casussen are an adviesvraag, for which the intake rules are nvt."""
        return among(self.objects("Casussen.Soort"), ("adviesvraag",))

    @property
    def talk_table(self) -> str:
        """Table that the rows of `talks` stand in."""
        return "Casussen" if self.register.minimal else "Besprekingen"

    @cached_property
    def talks(self) -> pd.DataFrame:
        """Every discussion of a case, held or not, in order of date.

        Columns: ``key`` (casusnummer as compared), ``person`` (jeugdigesleutel, else the case),
        ``case`` (row in Casussen, -1 when unknown), ``day`` (datetime64), ``state`` (gehouden,
        gepland …), ``vague`` (it can't be told whether, or when, it was held), ``stream`` (A, B
        or None), ``version``, ``in_a`` (werkstroom A of the convenant of 2020), ``finished``
        (Sessie afgerond: True, False, None), ``pair`` (casusnummer and overlegnummer),
        ``session`` (overlegnummer as compared), ``row`` (row id in `talk_table`),
        ``session_row`` (row in Overleggen, -1 in a minimal register).
        """
        talks = self._minimal_talks() if self.register.minimal else self._full_talks()
        talks["person"] = self._persons(talks["key"].to_numpy(), talks["case"].to_numpy())
        talks["version"] = version_names(as_days(talks["day"]))
        talks["in_a"] = talks["stream"].eq("A") & talks["version"].eq("2020")
        return talks.sort_values(["day", "session_row", "row"], kind="stable", ignore_index=True)

    @cached_property
    def held(self) -> pd.DataFrame:
        """The discussions of `talks` that were held, with a date."""
        talks = self.talks
        held = talks["state"].eq(HELD) & talks["day"].notna()
        return talks[held.to_numpy()].reset_index(drop=True)

    def _minimal_talks(self) -> pd.DataFrame:
        days = self.days("Casussen.Overlegdatum")
        rows = np.flatnonzero(~np.isnat(days))
        planned = days > self.today
        planned &= among(self.objects("Casussen.Status"), _BEFORE_SESSION)
        nothing = np.full(len(rows), None, dtype=object)
        return frame_of(
            {
                "key": self.case_keys[rows],
                "case": rows,
                "day": days[rows],
                "state": np.where(planned[rows], PLANNED, HELD).astype(object),
                "vague": np.zeros(len(rows), dtype=bool),
                "stream": self.objects("Casussen.Werkstroom")[rows],
                "finished": nothing,
                "session": nothing,
                "pair": nothing,
                "row": rows,
                "session_row": np.full(len(rows), -1),
            }
        )

    def _full_talks(self) -> pd.DataFrame:
        session = self.keys("Besprekingen.Overlegnummer")
        key = self.keys("Besprekingen.Casusnummer")
        session_row, case = rows_at(session, self.session_rows), rows_at(key, self.case_rows)
        own_stream = taken(self.objects("Casussen.Werkstroom"), case)
        stream = taken(self.objects("Overleggen.Werkstroom"), session_row)
        state = taken(self.objects("Overleggen.Status"), session_row)
        day = taken(self.days("Overleggen.Overlegdatum"), session_row, NAT)
        vague = ~among(state, NOT_HELD) & (~among(state, (HELD,)) | np.isnat(day))
        return frame_of(
            {
                "key": key,
                "case": case,
                "day": day,
                "state": state,
                "vague": vague,
                "stream": np.where(blank(stream), own_stream, stream),
                "finished": self.objects("Besprekingen.Sessie afgerond"),
                "session": session,
                "pair": paired(key, session),
                "row": np.arange(len(key)),
                "session_row": session_row,
            }
        )

    @cached_property
    def session_rows(self) -> dict[Any, int]:
        """Overlegnummer, as compared, to its first row in Overleggen."""
        return first_rows(self.keys("Overleggen.Overlegnummer"))

    @cached_property
    def case_persons(self) -> Array:
        """Who every row of Casussen is about: the jeugdigesleutel, else the casusnummer."""
        return self._persons(self.case_keys, np.arange(len(self.cases)))

    def _persons(self, key: Array, case: Array) -> Array:
        """A sleutel counts for every row of its case; without one the case stands for itself."""
        sleutels = self.keys("Casussen.Jeugdigesleutel")
        with_sleutel = first_rows(taken(self.case_keys, _rows_or_none(~blank(sleutels))))
        own = taken(sleutels, case)
        elsewhere = taken(sleutels, rows_at(key, with_sleutel))
        sleutel = np.where(blank(own), elsewhere, own)
        return objects(
            [
                f"person {s}" if s is not None else f"case {k}" if k is not None else None
                for k, s in zip(key, sleutel, strict=True)
            ]
        )

    @cached_property
    def advised(self) -> frozenset[Any]:
        """Pairs of casusnummer and overlegnummer (`vectors.paired`) that have an advice."""
        pairs = paired(self.keys("Adviezen.Casusnummer"), self.keys("Adviezen.Overlegnummer"))
        return frozenset(pairs) - {None}


def _unreadable(table: Table, field: str) -> Array:
    unreadable = np.zeros(len(table), dtype=bool)
    unreadable[list(table.problems.get(field, ()))] = True
    return unreadable


def _rows_or_none(chosen: Array) -> Array:
    """Each row id that is chosen, -1 for the others."""
    rows: Array = np.where(chosen, np.arange(len(chosen)), -1)
    return rows
