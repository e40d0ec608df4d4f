"""Every row of Deelnames as the billing sees it: at which meeting, for whom, how many minutes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from expertteam_xl.convenant.versions import version_names
from expertteam_xl.declared.times import HOURS, PARTS, times
from expertteam_xl.declared.who import parties_at, rows_declare
from expertteam_xl.rules.context import HELD, NOT_HELD, Context
from expertteam_xl.rules.vectors import NAT, Array, among, blank, frame_of, rows_at, taken

TIME = tuple(f"Deelnames.{name}" for name in (*PARTS, HOURS))
"""Columns of which a team that records no time fills in none."""


def attendance(context: Context) -> pd.DataFrame:
    """Every row of Deelnames, in the order of the sheet; its index is the row id.

    Columns: ``session`` (row in Overleggen, -1 when unknown), ``day`` (overlegdatum, datetime64),
    ``state`` (gehouden, vervallen …; None when that is no known word), ``stream`` (A, B or None),
    ``version`` (2018, 2020 or None), ``partner`` (name as compared), ``party`` (row in Partners, -1
    when unknown), ``declares`` (F04), ``invited`` (False, or True also where blank; None when that
    can't be read), ``minutes`` (those that count, F06; 0 when that can't be told), ``sure``
    (whether the minutes can be told and can be right), ``capped`` (whether the cap of F02 holds
    there), ``counts`` (held on a known day, of someone invited who declares, with a minute or more:
    what is billed, as far as a case of it was discussed).
    """
    return context.derived("attendance", lambda: _attendance(context))


def _attendance(context: Context) -> pd.DataFrame:
    session = rows_at(context.keys("Deelnames.Overlegnummer"), context.session_rows)
    party = parties_at(context, "Deelnames.Partner")
    day = taken(context.days("Overleggen.Overlegdatum"), session, NAT)
    stream = taken(session_streams(context), session)
    version = version_names(day)
    capped = capped_in(context, stream, version)
    rows = frame_of(
        {
            "session": session,
            "day": day,
            "state": taken(_states(context), session),
            "stream": stream,
            "version": version,
            "partner": context.keys("Deelnames.Partner"),
            "party": party,
            "declares": rows_declare(context, party),
            "invited": _invited(context),
            "minutes": _minutes(context, capped),
            "sure": times(context).sound,
            "capped": capped,
        }
    )
    rows["minutes"] = rows["minutes"].where(rows["sure"], 0)
    rows["counts"] = (
        rows["state"].eq(HELD)
        & rows["day"].notna()
        & rows["declares"]
        & among(rows["invited"].to_numpy(), (True,))
        & (rows["minutes"] > 0)
    )
    return rows


def _states(context: Context) -> Array:
    states = context.objects("Overleggen.Status").copy()
    states[~among(states, (HELD, *NOT_HELD))] = None
    return states


def _invited(context: Context) -> Array:
    """Whether someone was invited; a blank counts as invited."""
    invited = context.objects("Deelnames.Uitgenodigd")
    said = np.where(blank(invited), True, invited).astype(object)
    said[context.unreadable("Deelnames.Uitgenodigd")] = None
    return said


def session_streams(context: Context) -> Array:
    """Werkstroom of every row of Overleggen: its own, else the one that all its cases have."""
    return context.derived("session streams", lambda: _session_streams(context))


def _session_streams(context: Context) -> Array:
    own = context.objects("Overleggen.Werkstroom").copy()
    own[~among(own, ("A", "B"))] = None
    talks = context.talks[["session_row", "stream"]].dropna()
    talks = talks[talks["session_row"] >= 0].drop_duplicates()
    single = talks[~talks.duplicated("session_row", keep=False)]
    by_cases = np.full(len(own), None, dtype=object)
    by_cases[single["session_row"].to_numpy(dtype=int)] = single["stream"].to_numpy()
    unsaid = blank(context.objects("Overleggen.Werkstroom"))
    streams: Array = np.where(unsaid, by_cases, own)
    return streams


def capped_in(context: Context, stream: Array, version: Array) -> Array:
    """Where the cap of F02 holds: under 2020 in its werkstromen, and where none is told."""
    within = among(stream, context.settings.cap_werkstromen) | blank(stream)
    return within & among(version, ("2020",)) & bool(context.settings.cap_werkstromen)


def _minutes(context: Context, capped: Array) -> Array:
    """The minutes that count: without a cap those of the overleg alone, where a region says so."""
    told = times(context)
    if context.settings.b_reis_voorbereiding:
        return told.total
    alone = np.where(told.by_hours, told.hours, told.parts[:, 0])
    minutes: Array = np.where(capped, told.total, alone)
    return minutes
