"""The term for telling that a meeting lapses (T06)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.terms import T06
from expertteam_xl.rules.context import LAPSED, Context
from expertteam_xl.rules.unkept import unkept
from expertteam_xl.rules.vectors import Array, among, blank
from expertteam_xl.rules.wording import day as day_text

_TOLD = "Vervallen gemeld op"
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
    if reason := unkept(context, f"Overleggen.{_TOLD}", applies & (day < context.today)):
        return Result(not_testable=reason)
    told, said = _reports(context)
    unknown = ~among(stream, ("A",)) | np.isnat(day) | ~said
    unknown |= context.unreadable("Overleggen.Starttijd")
    ahead = np.timedelta64(context.settings.vervallen_uren, "h")
    deadline, last_day = start - ahead, day.astype("datetime64[m]") - ahead
    whole = ~timed | (told == told.astype("datetime64[D]"))
    late = np.where(whole, told.astype("datetime64[D]") > last_day, told > deadline)
    silent = np.isnat(told) & _passed(context, deadline, timed)
    found = applies & ~unknown & (late | silent)
    due = np.where(whole, last_day, deadline)
    hits = [
        _lapse_hit(
            row,
            _lapse_text(context, start[row], due[row], told[row], in_days=bool(whole[row])),
            deadline[row].item(),
        )
        for row in np.flatnonzero(found).tolist()
    ]
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
    told: Array = np.full(len(table), np.datetime64("NaT"), dtype="datetime64[m]")
    if table.has(_TOLD):
        told = table.frame[_TOLD].to_numpy().astype("datetime64[m]")
    return told, context.known(f"Overleggen.{_TOLD}")


def _passed(context: Context, deadline: Array, timed: Array) -> Array:
    """Whether the last moment lies before the peildatum; without a time: before that day."""
    today = context.today.astype("datetime64[m]")
    passed: Array = today > np.where(timed, deadline, deadline.astype("datetime64[D]"))
    return passed


def _lapse_hit(row: int, text: str, last: datetime) -> Hit:
    fields = (_TOLD, "Overlegdatum")
    return Hit(text, Severity.WAARSCHUWING, "Overleggen", row, fields, deadline=last)


def _lapse_text(context: Context, start: Any, due: Any, told: Any, *, in_days: bool) -> str:
    """What a message tells of one lapsed meeting; in whole days where a time is missing."""
    moment = day_text if in_days else _moment
    begin = "Overleg op" if in_days else "Begin"
    silent = bool(np.isnat(told))
    how = "niet vastgelegd" if silent else f"gemeld op {moment(told)}"
    what = "de datum" if in_days else "het tijdstip"
    do = (
        "Vul in {cel} in wanneer het gemeld is."
        if silent
        else f"Klopt {what}? Zo niet, verbeter {{cel}}."
    )
    return (
        f"Het vervallen van dit overleg is {how}; dat moest uiterlijk"
        f"{' op' if in_days else ''} {moment(due)}. "
        f"{begin} {moment(start)} min {context.settings.vervallen_uren} uur. {do}"
    )


def _moment(value: Any) -> str:
    known: datetime = value.astype("datetime64[m]").item()
    return known.strftime("%d-%m-%Y %H:%M")
