"""Advices, their goals and the closing of a case as views that several rules share (O14, Z, S)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from expertteam_xl.convenant.versions import version_names
from expertteam_xl.rules.context import HELD, NOT_HELD, Context
from expertteam_xl.rules.decisions import unfinished_talks
from expertteam_xl.rules.vectors import (
    NAT,
    Array,
    among,
    as_days,
    blank,
    first_rows,
    frame_of,
    paired,
    rows_at,
    taken,
)
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

CLOSED = ("afgesloten", "afgeschaald")
_SENT = "Adviezen.Besluit verzonden op"
_RESULT, _REACHED = "Doelen.Resultaat", "Doelen.Behaald op"


def flags(column: pd.Series) -> Array:
    """A column of yes and no as an array."""
    values: Array = column.to_numpy(dtype=bool)
    return values


def rows_where(mask: Array) -> list[int]:
    """The rows for which it holds."""
    rows: list[int] = np.flatnonzero(mask).tolist()
    return rows


def lacks(context: Context, place: str) -> Array:
    """Rows of which ``Table.Field`` is blank: it is there, could be read, and holds nothing."""
    lacking: Array = context.known(place) & blank(context.objects(place))
    return lacking


def unrecorded(context: Context, *places: str) -> str | None:
    """Which of these columns nobody fills in, as a Dutch sentence part; None when all are used."""
    names = [
        f"'{place.partition('.')[2]}' ({place.partition('.')[0]})"
        for place in places
        if not context.is_recorded(place)
    ]
    return (
        f"{listed(names)} {'is' if len(names) == 1 else 'zijn'} nergens ingevuld" if names else None
    )


def advices(context: Context) -> pd.DataFrame:
    """Every row of Adviezen, in the order of the sheet; its index is the row id.

    Columns: ``key`` (casusnummer as compared), ``day`` (of its session, else the adviesdatum),
    ``stream`` (of the session, else of the case), ``version`` (2018, 2020 or None), ``nvt`` (it
    asks for no besluit: mondeling, or of a discussion that was not held or goes on), ``vague``
    (that can't be told, or its day can't), ``passed`` (the term of the besluit, T05, is over) and
    ``deadline`` (the last day of that term).
    """
    return context.derived("advices", lambda: _advices(context))


def _advices(context: Context) -> pd.DataFrame:
    key, session = context.keys("Adviezen.Casusnummer"), context.keys("Adviezen.Overlegnummer")
    rows = rows_at(session, context.session_rows)
    state = taken(context.objects("Overleggen.Status"), rows)
    own = context.days("Adviezen.Adviesdatum")
    held_on = taken(context.days("Overleggen.Overlegdatum"), rows, NAT)
    day = np.where(np.isnat(held_on), own, held_on)
    deadline = context.calendar.add_workdays(day, context.settings.besluit_werkdagen)
    nvt = _asks_no_besluit(context, paired(key, session), state)
    vague = np.isnat(day) | ((rows >= 0) & ~among(state, (HELD, *NOT_HELD)))
    return frame_of(
        {
            "key": key,
            "day": day,
            "stream": _streams(context, rows, rows_at(key, context.case_rows)),
            "version": version_names(day),
            "nvt": nvt,
            "vague": ~nvt & vague,
            "passed": ~nvt & ~vague & (context.today > deadline),
            "deadline": deadline,
        }
    )


def _streams(context: Context, session: Array, case: Array) -> Array:
    of_session = taken(context.objects("Overleggen.Werkstroom"), session)
    of_case = taken(context.objects("Casussen.Werkstroom"), case)
    streams: Array = np.where(blank(of_session), of_case, of_session)
    return streams


def _asks_no_besluit(context: Context, pair: Array, state: Array) -> Array:
    """Advices without a besluit of their own, as T05 has it; without an overleg it is mondeling."""
    sort = context.objects("Adviezen.Soort")
    place = "Adviezen.Overlegnummer"
    loose = lacks(context, place) & ~among(sort, ("zwaarwegend",))
    held = context.held
    going_on = flags(held["in_a"]) & unfinished_talks(context)
    unfinished = set(held.loc[going_on, "pair"]) - {None}
    oral: Array = among(sort, ("mondeling",)) | among(state, NOT_HELD) | loose
    return oral | among(pair, unfinished)


def unsent(context: Context) -> Array:
    """Advices that were not sent, of which T05 tells already."""
    return lacks(context, _SENT)


def goals(context: Context) -> pd.DataFrame:
    """Every row of Doelen, in the order of the sheet; its index is the row id.

    Columns: ``key`` (casusnummer as compared, through its advice), ``number`` (the same as
    written), ``given`` (day of that advice), ``due`` (Termijn), ``final`` (it is an einddoel),
    ``open`` (it is said to be open), ``silent`` (nobody wrote down what came of it: not yet
    happened), ``missed`` (deels or niet) and ``unread`` (what came of it can't be read).
    """
    return context.derived("goals", lambda: _goals(context))


def _goals(context: Context) -> pd.DataFrame:
    by_number = first_rows(context.keys("Adviezen.Adviesnummer"))
    advice = rows_at(context.keys("Doelen.Adviesnummer"), by_number)
    given = advices(context)
    result = context.objects(_RESULT)
    told = context.known(_RESULT) | context.known(_REACHED)
    unread = context.unreadable(_RESULT) | context.unreadable(_REACHED) | ~told
    unread |= ~blank(result) & ~among(result, list(column_at(_RESULT).words))
    pending = np.isnat(context.days(_REACHED)) & ~unread
    return frame_of(
        {
            "key": taken(given["key"].to_numpy(), advice),
            "number": taken(context.objects("Adviezen.Casusnummer"), advice),
            "given": taken(as_days(given["day"]), advice, NAT),
            "due": context.days("Doelen.Termijn"),
            "final": among(context.objects("Doelen.Type"), ("einddoel",)),
            "open": pending & among(result, ("open",)),
            "silent": pending & blank(result),
            "missed": pending & among(result, ("deels", "niet")),
            "unread": unread,
        }
    )


def results_unrecorded(context: Context) -> str | None:
    """That nobody writes down what came of a goal; None when somebody does."""
    places = [place for place in (_RESULT, _REACHED) if context.register.has(place)]
    if any(context.is_recorded(place) for place in places):
        return None
    return unrecorded(context, *places)


def closings(context: Context) -> pd.DataFrame:
    """The closing of every case that was closed or scaled down: its last form, else its row.

    Columns: ``key`` (casusnummer as compared), ``table`` and ``row`` (in Afsluitingen, or in
    Casussen where the case has no form) and ``day`` (NaT when unknown).
    """
    return context.derived("closings", lambda: _closings(context))


def _closings(context: Context) -> pd.DataFrame:
    forms = _forms(context)
    key = context.case_keys
    bare = closed_by_status(context) & ~among(key, set(forms["key"])) & ~blank(key)
    rows = np.flatnonzero(bare)
    cases = frame_of(
        {
            "key": key[rows],
            "table": "Casussen",
            "row": rows,
            "day": context.days("Casussen.Afgesloten op")[rows],
        }
    )
    return pd.concat([forms, cases.drop_duplicates("key")], ignore_index=True)


def _forms(context: Context) -> pd.DataFrame:
    """The last row of Afsluitingen of each case."""
    key = context.keys("Afsluitingen.Casusnummer")
    day = context.days("Afsluitingen.Datum")
    rows = np.arange(len(key))
    forms = frame_of({"key": key, "table": "Afsluitingen", "row": rows, "day": day})
    forms = forms[forms["key"].notna()].sort_values(
        ["day", "row"], kind="stable", na_position="first"
    )
    return forms.drop_duplicates("key", keep="last")


def closed_by_status(context: Context) -> Array:
    """Rows of Casussen that say that the case was closed or scaled down."""
    return among(context.objects("Casussen.Status"), CLOSED)


def closed_since(context: Context, goals_: pd.DataFrame) -> Array:
    """Goals of a case that was closed, on or before the peildatum, after their advice was given."""
    done = closings(context)
    rows = rows_at(goals_["key"].to_numpy(), first_rows(done["key"].to_numpy()))
    closed = taken(as_days(done["day"]), rows, NAT)
    since: Array = (rows >= 0) & ~(as_days(goals_["given"]) > closed) & ~(closed > context.today)
    return since
