"""Which cases were open at the end of a period, and when each was closed."""

from __future__ import annotations

import numpy as np

from expertteam_xl.monitoring.measures import Unknown
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import absent, no_sheet, registered
from expertteam_xl.rules.advice_views import closed_by_status
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import NAT, Array, among, as_days, rows_at

_NOT_TABLED = ("mondeling advies", "niet bespreken", "doorverwezen", "ingetrokken")
_ASIDE = ("niet op tafel", "ingetrokken")
_NEVER = np.iinfo(np.int64).min

Events = tuple[Array, Array]
"""Row of Casussen and day of each thing that happened."""


def no_closings(context: Context) -> Unknown | None:
    """That the register does not tell which cases were closed; None when it does."""
    if not no_sheet(context, "Afsluitingen"):
        return None
    if any(absent(context, f"Casussen.{name}") is None for name in ("Status", "Afgesloten op")):
        return None
    return Unknown("het register legt niet vast welke casussen zijn afgesloten")


def open_at(context: Context, span: Span) -> Array:
    """Rows of Casussen that are an aanmelding and were open at the end of a span.

    A case is open until it is closed, scaled down, withdrawn or kept from the table, and again
    when it is discussed after that. One of which only the status tells so, without a day, counts
    as closed all along.
    """
    last = np.datetime64(span.last, "D")
    arrived = context.days("Casussen.Aanmelddatum") <= last
    ended = _latest(context, context.derived("monitor ends", lambda: _ends(context)), last)
    talked = _latest(context, context.derived("monitor talks", lambda: _talks(context)), last)
    found: Array = registered(context) & arrived & ((ended == _NEVER) | (talked > ended))
    return found


def _latest(context: Context, events: Events, last: np.datetime64) -> Array:
    """For every row of Casussen the day of its last event up to and including a day."""
    rows, days = events
    found = np.full(len(context.cases), _NEVER)
    inside = days <= last
    np.maximum.at(found, rows[inside], days[inside].astype(np.int64))
    return found


def _ends(context: Context) -> Events:
    """When cases were closed, or left aside at the triage."""
    rows, days, _ = closing_events(context)
    aside = among(context.objects("Casussen.Status"), _ASIDE)
    aside |= among(context.objects("Casussen.Triage-uitkomst"), _NOT_TABLED)
    left = np.flatnonzero(aside)
    rows = np.concatenate([rows, left])
    days = np.concatenate([days, context.days("Casussen.Triagedatum")[left]])
    return rows, np.where(np.isnat(days), context.days("Casussen.Aanmelddatum")[rows], days)


def _talks(context: Context) -> Events:
    held = context.held
    rows = held["case"].to_numpy(dtype=np.intp)
    return rows[rows >= 0], as_days(held["day"])[rows >= 0]


def closing_events(context: Context) -> tuple[Array, Array, Array]:
    """Row of Casussen and day of every closing, and the row of its form.

    The forms of Afsluitingen lead; a case without one was closed when its own row says so (form
    -1). The day is NaT where nobody wrote it down.
    """
    return context.derived("monitor closings", lambda: _closing_events(context))


def _closing_events(context: Context) -> tuple[Array, Array, Array]:
    form_case = rows_at(context.keys("Afsluitingen.Casusnummer"), context.case_rows)
    forms = np.flatnonzero(form_case >= 0)
    own_day = context.days("Casussen.Afgesloten op")
    own = closed_by_status(context)
    if no_sheet(context, "Afsluitingen"):
        own = own | ~np.isnat(own_day)
    own &= ~np.isin(np.arange(len(own)), form_case)
    rows = np.flatnonzero(own)
    return (
        np.concatenate([form_case[forms], rows]),
        np.concatenate([context.days("Afsluitingen.Datum")[forms], own_day[rows]]),
        np.concatenate([forms, np.full(len(rows), -1)]),
    )


def first_closings(context: Context) -> Array:
    """For every row of Casussen the day of its first closing; NaT for none, or without a day."""
    return context.derived("monitor first closings", lambda: _first_closings(context))


def _first_closings(context: Context) -> Array:
    rows, days, _ = closing_events(context)
    dated = ~np.isnat(days)
    never = np.iinfo(np.int64).max
    found = np.full(len(context.cases), never)
    np.minimum.at(found, rows[dated], days[dated].astype(np.int64))
    return np.where(found == never, NAT, found.astype("datetime64[D]"))
