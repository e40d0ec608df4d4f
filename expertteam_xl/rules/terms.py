"""Terms that begin with the aanmelding: triage (T01) and overleg (T02)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.terms import T01, T02
from expertteam_xl.rules.clocks import Clocks, State, later_by, watch_of
from expertteam_xl.rules.context import ENOUGH, HELD, PLANNED, Context
from expertteam_xl.rules.unkept import past_session, past_triage, unkept
from expertteam_xl.rules.vectors import NAT, Array, among, as_days, blank, looked_up
from expertteam_xl.rules.wording import day, days, last_workday, workday_sum, workdays
from expertteam_xl.schema import column_at

_START = "Casussen.Aanmelddatum"
_TABLED = "bespreken"
_DO_TRIAGE = "Is de triage gedaan, vul dan de datum in {cel} in; zo niet, doe haar nu."


@implements(T01)
def triage_in_time(context: Context) -> Result:
    """T01 (C20 4.2; C18 2.5.2): triage within so many werkdagen after aanmelding."""
    past = past_triage(context)
    if reason := unkept(context, "Casussen.Triagedatum", past & ~context.advice_questions):
        return Result(not_testable=reason)
    clocks = triage_clocks(context)
    hits = [_triage_hit(context, clocks, i, past=bool(past[i])) for i in clocks.found]
    return Result(hits, clocks.unknown)


def triage_clocks(context: Context) -> Clocks:
    """The clock of T01 for every row of Casussen; days over in werkdagen."""
    start, end = context.days(_START), context.days("Casussen.Triagedatum")
    return watch_of(context).judge(
        start,
        context.calendar.add_workdays(start, context.settings.triage_werkdagen),
        end,
        nvt=context.advice_questions | (_withdrawn(context) & np.isnat(end)),
        unknown=~context.known(_START) | ~context.known("Casussen.Triagedatum"),
        in_workdays=True,
    )


def _withdrawn(context: Context) -> Array:
    """Cases that were withdrawn: what was not done by then need not be done any more."""
    outcome = among(context.objects("Casussen.Triage-uitkomst"), ("ingetrokken",))
    return outcome | among(context.objects("Casussen.Status"), ("ingetrokken",))


def _triage_hit(context: Context, clocks: Clocks, i: int, *, past: bool) -> Hit:
    """What T01 says of a clock; ``past``: the case shows that the triage is over."""
    start, deadline, end, state, number = clocks.told[i]
    total = workday_sum(context.calendar, start, deadline, context.settings.triage_werkdagen)
    counted = f"Aangemeld {day(start)}; {total}."
    if state is State.TE_LAAT:
        over = workdays(number) if number else "minder dan een werkdag"
        text = (
            f"Triage op {day(end)}, {over} te laat. {counted} "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    elif state is State.OPEN_TE_LAAT:
        over = f"{workdays(number)} over de termijn" if number else "de termijn is voorbij"
        what = "Geen triagedatum, en de casus is al verder" if past else "Nog geen triage"
        do = "Vul de datum in {cel} in." if past else _DO_TRIAGE
        text = f"{what}; {over}. {counted} {do}" if past else f"{what}, {over}. {counted} {do}"
    else:
        text = f"Triage uiterlijk {day(deadline)}. {counted} Vul de datum daarna in {{cel}} in."
    return clocks.hit(i, text, "Casussen", i, ("Triagedatum", "Aanmelddatum"))


@implements(T02)
def session_in_time(context: Context) -> Result:
    """T02 (C20 4.2, 6; C18 2.5.2, 5.2): a held session within so many days after aanmelding."""
    past = past_session(context)
    if context.register.minimal and (
        reason := unkept(context, "Casussen.Overlegdatum", past & ~_not_tabled(context))
    ):
        return Result(not_testable=reason)
    if _nothing_linked(context):
        return Result(not_testable="op Besprekingen staat nog niets")
    clocks = session_clocks(context)
    unplanned = _unplanned(context, clocks)
    warned = set(unplanned)
    planned = _planned_days(context)
    hits = [
        _session_hit(context, clocks, i, past=bool(past[i]), planned=planned[i])
        for i in clocks.found
        if i not in warned
    ]
    hits += [_unplanned_hit(context, clocks, i) for i in unplanned]
    return Result(hits, clocks.unknown)


def _nothing_linked(context: Context) -> bool:
    """Whether the team records its sessions, and nowhere what was discussed there."""
    held = among(context.objects("Overleggen.Status"), (HELD,))
    bare = not context.register.minimal and not len(context.register.table("Besprekingen"))
    return bare and int(held.sum()) >= ENOUGH


def session_clocks(context: Context) -> Clocks:
    """The clock of T02 for every row of Casussen, in calendar days."""
    return context.derived("T02", lambda: _session_clocks(context))


def _session_clocks(context: Context) -> Clocks:
    start = context.days(_START)
    deadline = later_by(start, context.settings.overleg_dagen)
    if context.settings.atw_verlenging:
        deadline = context.calendar.extended(deadline)
    end, vague = _first_sessions(context)
    vague |= _vague_outcome(context)
    return watch_of(context).judge(
        start,
        deadline,
        end,
        nvt=context.advice_questions | _not_tabled(context) | (_withdrawn(context) & np.isnat(end)),
        unknown=~context.known(_START) | (vague & ~(end <= deadline)),
    )


def _not_tabled(context: Context) -> Array:
    """Cases whose triage came to something else than *bespreken*."""
    outcome = context.objects("Casussen.Triage-uitkomst")
    words = column_at("Casussen.Triage-uitkomst").words
    status = among(context.objects("Casussen.Status"), ("niet op tafel",))
    return among(outcome, [word for word in words if word != _TABLED]) | (status & blank(outcome))


def _vague_outcome(context: Context) -> Array:
    """Cases whose triage came to something that can't be read or that no one knows (R04)."""
    outcome = context.objects("Casussen.Triage-uitkomst")
    words = column_at("Casussen.Triage-uitkomst").words
    strange = ~blank(outcome) & ~among(outcome, list(words))
    return strange | context.unreadable("Casussen.Triage-uitkomst")


def _first_sessions(context: Context) -> tuple[Array, Array]:
    """For every case the first held session, and where there may have been an earlier one."""
    held = context.held
    if context.register.minimal:
        end = np.full(len(context.cases), NAT)
        end[held["row"].to_numpy()] = as_days(held["day"])
        return end, ~context.known("Casussen.Overlegdatum")
    talks = context.talks
    vague = talks.loc[talks["vague"] & talks["key"].notna(), "key"]
    unlinked = blank(context.case_keys)
    return _first_day(context, held), among(context.case_keys, set(vague)) | unlinked


def _first_day(context: Context, talks: pd.DataFrame) -> Array:
    """For every case its first day among the talks, which are in order of date; NaT for none."""
    first = talks[talks["key"].notna()].drop_duplicates("key")
    return looked_up(context.case_keys, dict(zip(first["key"], as_days(first["day"]), strict=True)))


def _planned_days(context: Context) -> Array:
    """For every case the first day for which a session is planned; NaT for none."""
    talks = context.talks
    planned = talks[talks["state"].eq(PLANNED) & talks["day"].notna()]
    if not context.register.minimal:
        return _first_day(context, planned)
    days = np.full(len(context.cases), NAT)
    days[planned["row"].to_numpy(dtype=int)] = as_days(planned["day"])
    return days


def _session_hit(
    context: Context, clocks: Clocks, i: int, *, past: bool, planned: np.datetime64
) -> Hit:
    """What T02 says of a clock.

    Args:
        context, clocks, i: the clock of a case.
        past: whether the case went on as one that was discussed.
        planned: the first day for which a session of it is planned, NaT for none.
    """
    start, deadline, end, state, number = clocks.told[i]
    counted = _session_sum(context, start, deadline)
    over = days(number)
    if state is State.TE_LAAT:
        text = f"Overleg op {day(end)}, {over} te laat. {counted} {_mend_session(context)}"
    elif state is State.OPEN_TE_LAAT and past:
        text = (
            f"Geen overleg vastgelegd, en de casus is al verder; {over} over de termijn. {counted} "
            "Is het gehouden, leg het dan vast; zo niet, verbeter de uitkomst van de triage of de "
            "status."
        )
    elif state is State.OPEN_TE_LAAT:
        do = "leg het dan vast; zo niet, plan het."
        if not np.isnat(planned):
            do = f"leg het dan vast; gepland staat {day(planned)}."
        text = (
            f"Nog geen overleg gehouden, {over} over de termijn. {counted} Is het overleg "
            f"gehouden, {do}"
        )
    else:
        text = f"Overleg uiterlijk {day(deadline)}. {counted}"
    return clocks.hit(i, text, "Casussen", i, _session_fields(context))


def _mend_session(context: Context) -> str:
    """What to mend about a late session: its date stands on the case, or on its own sheet."""
    if context.register.minimal:
        return "Klopt de datum? Zo niet, verbeter {cel}."
    return (
        "Kloppen de datums? Zo niet, verbeter de overlegdatum op Overleggen of de aanmelddatum "
        "in {cel}."
    )


def _session_fields(context: Context) -> tuple[str, ...]:
    return ("Overlegdatum", "Aanmelddatum") if context.register.minimal else ("Aanmelddatum",)


def _session_sum(context: Context, start: date, deadline: date) -> str:
    last = last_workday(context.calendar, deadline)
    note = "" if last == deadline else f" (laatste werkdag {day(last)})"
    term = days(context.settings.overleg_dagen)
    return f"Aangemeld {day(start)}; {term} = {day(deadline)}{note}."


def _unplanned(context: Context, clocks: Clocks) -> list[int]:
    """Cases still within their term for which no session is planned on or before its end."""
    if context.register.minimal:
        return []
    in_time = _planned_days(context) <= clocks.deadline
    lacking: list[int] = np.flatnonzero(clocks.running & ~in_time).tolist()
    return lacking


def _unplanned_hit(context: Context, clocks: Clocks, i: int) -> Hit:
    start, deadline, *_ = clocks.told[i]
    return Hit(
        f"Er is geen overleg gepland op of vóór {day(deadline)}. "
        f"{_session_sum(context, start, deadline)} Plan het overleg.",
        Severity.WAARSCHUWING,
        "Casussen",
        i,
        _session_fields(context),
        deadline=deadline,
    )
