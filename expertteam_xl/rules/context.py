"""What a rule gets to look at: the register's tables on a peildatum, and views derived from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from expertteam_xl.convenant.calendar import Calendar
from expertteam_xl.convenant.versions import version_names
from expertteam_xl.register.model import Register, Table
from expertteam_xl.settings import Settings
from expertteam_xl.text import tidy

HELD, PLANNED, LAPSED = "gehouden", "gepland", "vervallen"
NAT = np.datetime64("NaT", "D")


def keys(values: np.ndarray) -> np.ndarray:
    """Numbers as they are compared: no case, blanks or different dashes; None stays None."""
    memo: dict[str, str] = {}
    return np.array([None if v is None else _key(v, memo) for v in values], dtype=object)


def _key(value: str, memo: dict[str, str]) -> str:
    if value not in memo:
        memo[value] = tidy(value).casefold().replace("–", "-").replace(" ", "")
    return memo[value]


@dataclass(frozen=True)
class Context:
    """A register on a peildatum.

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

    @property
    def cases(self) -> Table:
        """The table Casussen; empty when the register has none."""
        return self.register.table("Casussen")

    @cached_property
    def case_keys(self) -> np.ndarray:
        """Casusnummer of every row of Casussen, as compared."""
        return keys(self.cases.objects("Casusnummer"))

    @cached_property
    def case_rows(self) -> dict[str, int]:
        """Casusnummer, as compared, to its first row in Casussen."""
        rows: dict[str, int] = {}
        for row, key in enumerate(self.case_keys):
            if key is not None:
                rows.setdefault(key, row)
        return rows

    @cached_property
    def case_versions(self) -> np.ndarray:
        """Name of the convenant version of every case, by aanmelddatum; None when unknown."""
        return version_names(self.cases.dates("Aanmelddatum"))

    @cached_property
    def advice_questions(self) -> np.ndarray:
        """Which rows of Casussen are an adviesvraag, for which the intake rules are nvt."""
        return np.equal(self.cases.objects("Soort"), "adviesvraag").astype(bool)

    @cached_property
    def talks(self) -> pd.DataFrame:
        """Every discussion of a case, held or not, in order of date.

        Columns: ``key`` (casusnummer as compared), ``person`` (jeugdigesleutel, else the case),
        ``case`` (row in Casussen, -1 when unknown), ``day`` (datetime64), ``state`` (gehouden,
        gepland …), ``stream`` (A, B or None), ``version``, ``finished`` (Sessie afgerond: True,
        False, None), ``session`` (overlegnummer as compared), ``row`` (row id in ``table``),
        ``session_row`` (row in Overleggen, -1 in a minimal register).
        """
        talks = self._minimal_talks() if self.register.minimal else self._full_talks()
        talks["person"] = self._persons(talks["key"].to_numpy(), talks["case"].to_numpy())
        talks["version"] = version_names(talks["day"].to_numpy().astype("datetime64[D]"))
        return talks.sort_values(["day", "session_row", "row"], kind="stable", ignore_index=True)

    @property
    def talk_table(self) -> str:
        """Table that the rows of `talks` stand in."""
        return "Casussen" if self.register.minimal else "Besprekingen"

    @cached_property
    def held(self) -> pd.DataFrame:
        """The discussions of `talks` that were held, with a date."""
        talks = self.talks
        return talks[(talks["state"] == HELD) & talks["day"].notna()].reset_index(drop=True)

    def _minimal_talks(self) -> pd.DataFrame:
        cases = self.cases
        days = cases.dates("Overlegdatum")
        rows = np.flatnonzero(~np.isnat(days))
        planned = (days > self.today) & np.isin(
            cases.objects("Status").astype(str), ("aangemeld", "getrieerd", "gepland")
        )
        return pd.DataFrame(
            {
                "key": self.case_keys[rows],
                "case": rows,
                "day": days[rows],
                "state": np.where(planned[rows], PLANNED, HELD).astype(object),
                "stream": cases.objects("Werkstroom")[rows],
                "finished": np.full(len(rows), None, dtype=object),
                "session": np.full(len(rows), None, dtype=object),
                "row": rows,
                "session_row": np.full(len(rows), -1),
            }
        )

    def _full_talks(self) -> pd.DataFrame:
        links, sessions = self.register.table("Besprekingen"), self.register.table("Overleggen")
        session_keys = keys(links.objects("Overlegnummer"))
        session_rows = _lookup(session_keys, _first_rows(keys(sessions.objects("Overlegnummer"))))
        link_keys = keys(links.objects("Casusnummer"))
        case_rows = _lookup(link_keys, self.case_rows)
        own_stream = _taken(self.cases.objects("Werkstroom"), case_rows)
        stream = _taken(sessions.objects("Werkstroom"), session_rows)
        return pd.DataFrame(
            {
                "key": link_keys,
                "case": case_rows,
                "day": _taken(sessions.dates("Overlegdatum"), session_rows, NAT),
                "state": _taken(sessions.objects("Status"), session_rows),
                "stream": np.where(stream == None, own_stream, stream),  # noqa: E711 - elementwise
                "finished": links.objects("Sessie afgerond"),
                "session": session_keys,
                "row": np.arange(len(links)),
                "session_row": session_rows,
            }
        )

    @cached_property
    def case_persons(self) -> np.ndarray:
        """Who every row of Casussen is about: the jeugdigesleutel, else the casusnummer."""
        return self._persons(self.case_keys, np.arange(len(self.cases)))

    def _persons(self, key: np.ndarray, case: np.ndarray) -> np.ndarray:
        person = _taken(keys(self.cases.objects("Jeugdigesleutel")), case)
        return np.array(
            [
                f"case {k}" if p is None else f"person {p}" if k is not None else None
                for k, p in zip(key, person, strict=True)
            ],
            dtype=object,
        )

    def failures(self, table: str, find: Callable[[Table], pd.DataFrame]) -> pd.DataFrame:
        """What ``find`` gives for a table, found once: three rules read the same failures."""
        if table not in self._failures:
            self._failures[table] = find(self.register.table(table))
        return self._failures[table]

    @cached_property
    def _failures(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def advised(self) -> set[tuple[str, str]]:
        """Pairs of casusnummer and overlegnummer, as compared, that have an advice."""
        advice = self.register.table("Adviezen")
        pairs = zip(
            keys(advice.objects("Casusnummer")), keys(advice.objects("Overlegnummer")), strict=True
        )
        return {(case, session) for case, session in pairs if case and session}


def _first_rows(values: np.ndarray) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row, key in enumerate(values):
        if key is not None:
            rows.setdefault(key, row)
    return rows


def _lookup(values: np.ndarray, rows: dict[str, int]) -> np.ndarray:
    return np.array([rows.get(value, -1) for value in values], dtype=int)


def _taken(values: np.ndarray, rows: np.ndarray, blank: object = None) -> np.ndarray:
    """``values[rows]``, with blank where a row is -1."""
    if not len(values):
        return np.full(len(rows), blank, dtype=values.dtype)
    return np.where(rows < 0, blank, values[rows])
