"""Which cases the time of a row is for: those of its meeting, or those of them that it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.declared.rows import attendance
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, frame_of, keys, taken


@dataclass(frozen=True)
class Shares:
    """For every row of Deelnames the discussed cases that its time is for.

    Attributes:
        names: whether the row names cases; otherwise it is for all of the meeting.
        cases: how many discussed cases it is for.
        vague: whether that can't be told: a named case is not on Casussen, or the meeting has a
            discussion of nobody knows which case.
        named: every discussed case that a row names, once: ``row`` and ``talk`` (its place in
            `discussed`).
    """

    names: Array
    cases: Array
    vague: Array
    named: pd.DataFrame


def discussed(context: Context) -> pd.DataFrame:
    """Every case that was discussed in a held meeting, once a meeting, in order of date.

    Columns: ``session`` (row in Overleggen), ``key`` (casusnummer as compared), ``pair`` (case and
    meeting), ``case`` (row in Casussen, -1 when it is not there), ``day``, ``version`` (2018, 2020
    or None), ``row`` (its first in Besprekingen), ``minutes`` (bespreekminuten together; 0 when
    any is missing), ``lacking`` (whether any is blank), ``faulty`` (whether any can't be read or
    is no number of minutes).
    """
    return context.derived("discussed", lambda: _discussed(context))


def _discussed(context: Context) -> pd.DataFrame:
    held = context.held
    held = held[held["pair"].notna() & (held["session_row"] >= 0)]
    rows = held["row"].to_numpy(dtype=int)
    minutes, lacking, faulty = _talk_minutes(context)
    talks = frame_of(
        {
            "session": held["session_row"].to_numpy(dtype=int),
            "key": held["key"],
            "pair": held["pair"],
            "case": held["case"].to_numpy(dtype=int),
            "day": held["day"],
            "version": held["version"],
            "row": rows,
            "minutes": minutes[rows],
            "lacking": lacking[rows],
            "faulty": faulty[rows],
        }
    )
    if talks["pair"].duplicated().any():
        talks = _together(talks)
    talks["minutes"] = talks["minutes"].where(~talks["lacking"] & ~talks["faulty"], 0)
    return talks


def _together(talks: pd.DataFrame) -> pd.DataFrame:
    """One row for a case that stands twice at one meeting."""
    grouped = talks.groupby("pair", sort=False)
    first = talks.drop_duplicates("pair").set_index("pair")
    for name, how in (("minutes", "sum"), ("lacking", "any"), ("faulty", "any")):
        first[name] = grouped[name].agg(how)
    return first.reset_index()[talks.columns]


def _talk_minutes(context: Context) -> tuple[Array, Array, Array]:
    """Bespreekminuten of every row of Besprekingen, which are missing, and which are no minutes."""
    table, place = context.register.table("Besprekingen"), "Besprekingen.Bespreekminuten"
    typed = np.full(len(table), np.nan)
    if table.has("Bespreekminuten"):
        typed = table.frame["Bespreekminuten"].to_numpy(dtype=np.float64)
    lacking = np.isnan(typed)
    minutes = np.nan_to_num(typed).astype(np.int64)
    faulty = context.unreadable(place) | (~lacking & (minutes <= 0))
    return minutes, lacking & ~faulty, faulty


def shares(context: Context) -> Shares:
    """For every row of Deelnames the discussed cases that its time is for."""
    return context.derived("shares", lambda: _shares(context))


def _shares(context: Context) -> Shares:
    rows, talks = attendance(context), discussed(context)
    session = rows["session"].to_numpy(dtype=int)
    named, lost = _named(context, session, talks)
    cases = context.objects("Deelnames.Casusnummers")
    names = np.array([value is not None for value in cases], dtype=bool)
    sessions = len(context.register.table("Overleggen"))
    a_session = np.bincount(talks["session"].to_numpy(dtype=int), minlength=sessions)
    a_row = np.bincount(named["row"].to_numpy(dtype=int), minlength=len(rows))
    number = np.where(names, a_row, taken(a_session, session, nothing=0))
    unclear = taken(_unclear_sessions(context), session, nothing=False).astype(bool)
    missing = lost | context.unreadable("Deelnames.Casusnummers") | (names & unclear)
    return Shares(names, number, missing, named)


def _unclear_sessions(context: Context) -> Array:
    """Which rows of Overleggen have a discussion of nobody knows which case."""
    unclear = np.zeros(len(context.register.table("Overleggen")), dtype=bool)
    talks = context.talks
    strange = (talks["session_row"] >= 0) & (talks["key"].isna() | (talks["case"] < 0))
    unclear[talks.loc[strange, "session_row"].to_numpy(dtype=int)] = True
    return unclear


def _named(context: Context, session: Array, talks: pd.DataFrame) -> tuple[pd.DataFrame, Array]:
    """The discussed cases that rows name, and which rows name a case that is not on Casussen."""
    at = {
        (held, key): talk
        for talk, (held, key) in enumerate(zip(talks["session"], talks["key"], strict=True))
    }
    lost = np.zeros(len(session), dtype=bool)
    found: dict[tuple[int, int], None] = {}
    for row, numbers in enumerate(context.objects("Deelnames.Casusnummers")):
        for key in keys(numbers) if numbers else ():
            lost[row] |= key not in context.case_rows
            talk = at.get((session[row], key))
            if talk is not None:
                found[row, talk] = None
    return _pairs(found), lost


def _pairs(found: Iterable[tuple[int, int]]) -> pd.DataFrame:
    pairs = np.array(list(found), dtype=np.intp).reshape(-1, 2)
    return pd.DataFrame({"row": pairs[:, 0], "talk": pairs[:, 1]})


def billed(context: Context) -> Array:
    """Which rows of Deelnames are billed: they count, and are for a case that was discussed."""
    found: Array = attendance(context)["counts"].to_numpy(dtype=bool) & (shares(context).cases > 0)
    return found


def attended(context: Context, chosen: Array) -> pd.DataFrame:
    """Every case of every chosen row of Deelnames: ``row`` and ``talk`` (place in `discussed`).

    In the order of the rows, and within a row of the meeting's discussions.

    Args:
        context: the register.
        chosen: for each row of Deelnames whether it is wanted.
    """
    share, talks = shares(context), discussed(context)
    wanted = np.flatnonzero(chosen & ~share.names)
    session = attendance(context)["session"].to_numpy(dtype=int)[wanted]
    whole = pd.DataFrame({"row": wanted, "session": session}).merge(
        pd.DataFrame({"talk": np.arange(len(talks)), "session": talks["session"]}), on="session"
    )
    named = share.named[chosen[share.named["row"].to_numpy(dtype=int)]]
    both: Any = pd.concat([whole[["row", "talk"]], named], ignore_index=True)
    return both.sort_values(["row", "talk"], kind="stable", ignore_index=True)
