"""The term for telling that a meeting lapses (T06)."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue import T06
from expertteam_xl.rules.context import LAPSED, Context
from expertteam_xl.rules.vectors import Array, among, blank

_DAY = np.timedelta64(1, "D")


@implements(T06)
def lapsed_in_time(context: Context) -> Result:
    """T06 (C20 6, werkstroom A): a lapsed session is reported so many hours before its start.

    A report or a meeting without a time of day is judged by whole days.
    """
    lapsed = among(context.objects("Overleggen.Status"), (LAPSED,))
    day, start, timed = _starts(context)
    stream = context.objects("Overleggen.Werkstroom")
    applies = lapsed & ~among(stream, ("B",)) & ~(day < np.datetime64(context.settings.start_A))
    told, said = _reports(context)
    unknown = ~among(stream, ("A",)) | np.isnat(day) | ~said
    unknown |= context.unreadable("Overleggen.Starttijd")
    deadline = start - np.timedelta64(context.settings.vervallen_uren, "h")
    last_day = day.astype("datetime64[m]") - np.timedelta64(context.settings.vervallen_uren, "h")
    whole = ~timed | (told == told.astype("datetime64[D]"))
    late = np.where(whole, told.astype("datetime64[D]") > last_day, told > deadline)
    silent = np.isnat(told) & _passed(context, deadline, timed)
    found = applies & ~unknown & (late | silent)
    hits = [_lapse_hit(context, int(i), start, deadline, told) for i in np.flatnonzero(found)]
    return Result(hits, int(np.sum(applies & unknown)))


def _starts(context: Context) -> tuple[Array, Array, Array]:
    """Day and moment on which each meeting began, and whether its time of day is known."""
    day = context.days("Overleggen.Overlegdatum")
    minutes = context.objects("Overleggen.Starttijd")
    timed = ~blank(minutes)
    filled = np.where(timed, minutes, 0).astype(np.int64).astype("timedelta64[m]")
    return day, day.astype("datetime64[m]") + filled, timed


def _reports(context: Context) -> tuple[Array, Array]:
    """Moment on which each meeting was reported to lapse, and where that can be told."""
    table = context.register.table("Overleggen")
    field = "Vervallen gemeld op"
    told: Array = np.full(len(table), np.datetime64("NaT"), dtype="datetime64[m]")
    if table.has(field):
        told = table.frame[field].to_numpy().astype("datetime64[m]")
    return told, context.known(f"Overleggen.{field}")


def _passed(context: Context, deadline: Array, timed: Array) -> Array:
    """Whether the last moment lies before the peildatum; without a time: before that day."""
    today = context.today.astype("datetime64[m]")
    passed: Array = today > np.where(timed, deadline, deadline.astype("datetime64[D]"))
    return passed


def _lapse_hit(context: Context, row: int, start: Array, deadline: Array, told: Array) -> Hit:
    last: datetime = deadline[row].item()
    how = "niet vastgelegd" if np.isnat(told[row]) else f"gemeld op {_moment(told[row].item())}"
    text = (
        f"Het vervallen van dit overleg is {how}; dat moest uiterlijk {_moment(last)}. "
        f"Begin {_moment(start[row].item())} min {context.settings.vervallen_uren} uur. "
        "Klopt het tijdstip? Zo niet, verbeter {cel}."
    )
    fields = ("Vervallen gemeld op", "Overlegdatum")
    return Hit(text, Severity.WAARSCHUWING, "Overleggen", row, fields, deadline=last)


def _moment(value: datetime) -> str:
    return value.strftime("%d-%m-%Y %H:%M")
