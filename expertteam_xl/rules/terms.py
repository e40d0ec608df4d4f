"""Terms of triage, session and decision: T01, T02, T05 and T06."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.register.model import Table
from expertteam_xl.rules.catalogue import T01, T02, T05, T06
from expertteam_xl.rules.clocks import SEVERITY, Clocks, State, Watch
from expertteam_xl.rules.context import HELD, LAPSED, NAT, PLANNED, Context, keys
from expertteam_xl.rules.wording import as_date, day, days, workday_sum, workdays


def watch_of(context: Context) -> Watch:
    """How this register's clocks are judged."""
    return Watch(context.today, context.calendar, context.settings.binnenkort_werkdagen)


@implements(T01)
def triage_in_time(context: Context) -> Result:
    """T01 (C20 4.2; C18 2.5.2): triage within so many werkdagen after aanmelding."""
    cases = context.cases
    clocks = triage_clocks(context)
    hits = [_triage_hit(context, clocks, int(i)) for i in clocks.found]
    return Result(hits, clocks.unknown) if len(cases) else Result()


def triage_clocks(context: Context) -> Clocks:
    """The clock of T01 for every row of Casussen; days over in werkdagen."""
    cases = context.cases
    start, end = cases.dates("Aanmelddatum"), cases.dates("Triagedatum")
    withdrawn = np.isin(cases.objects("Triage-uitkomst").astype(str), ("ingetrokken",))
    withdrawn |= np.isin(cases.objects("Status").astype(str), ("ingetrokken",))
    return watch_of(context).judge(
        start,
        context.calendar.add_workdays(start, context.settings.triage_werkdagen),
        end,
        nvt=context.advice_questions | (withdrawn & np.isnat(end)),
        unknown=~cases.known("Aanmelddatum") | ~cases.known("Triagedatum"),
        in_workdays=True,
    )


def _triage_hit(context: Context, clocks: Clocks, i: int) -> Hit:
    start, deadline = as_date(clocks.start[i]), as_date(clocks.deadline[i])
    total = workday_sum(context.calendar, start, deadline, context.settings.triage_werkdagen)
    counted = f"Aangemeld {day(start)}; {total}."
    over = workdays(int(clocks.over[i]))
    state = State(clocks.state[i])
    if state is State.TE_LAAT:
        text = (
            f"Triage op {day(clocks.end[i])}, {over} te laat. {counted} "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    elif state is State.OPEN_TE_LAAT:
        text = f"Nog geen triage, {over} over de termijn. {counted} Doe de triage en vul {{cel}} in."
    else:
        text = f"Triage uiterlijk {day(deadline)}. {counted} Vul daarna {{cel}} in."
    return _term_hit("Casussen", i, ("Triagedatum", "Aanmelddatum"), clocks, i, text)


def _term_hit(
    table: str, row: int, fields: tuple[str, ...], clocks: Clocks, i: int, text: str
) -> Hit:
    state = State(clocks.state[i])
    return Hit(
        text,
        SEVERITY[state],
        table,
        row,
        fields,
        deadline=as_date(clocks.deadline[i]),
        days=None if state is State.BINNENKORT else int(clocks.over[i]),
    )


@implements(T02)
def session_in_time(context: Context) -> Result:
    """T02 (C20 4.2, 6; C18 2.5.2, 5.2): a held session within so many days after aanmelding."""
    clocks = session_clocks(context)
    hits = [_session_hit(context, clocks, int(i)) for i in clocks.found]
    hits += _unplanned(context, clocks)
    return Result(hits, clocks.unknown)


def session_clocks(context: Context) -> Clocks:
    """The clock of T02 for every row of Casussen, in calendar days."""
    cases = context.cases
    start = cases.dates("Aanmelddatum")
    end, end_unknown = _first_sessions(context)
    deadline = start + np.timedelta64(context.settings.overleg_dagen, "D")
    if context.settings.atw_verlenging:
        deadline = context.calendar.extended(deadline)
    return watch_of(context).judge(
        start,
        deadline,
        end,
        nvt=context.advice_questions | not_tabled(context),
        unknown=~cases.known("Aanmelddatum") | end_unknown,
    )


def not_tabled(context: Context) -> np.ndarray:
    """Cases whose triage came to something else than *bespreken*, or that were withdrawn."""
    cases = context.cases
    outcome = cases.objects("Triage-uitkomst").astype(str)
    status = cases.objects("Status").astype(str)
    other = ("mondeling advies", "niet bespreken", "doorverwezen", "ingetrokken")
    by_status = np.isin(status, ("niet op tafel", "ingetrokken")) & (outcome == "None")
    return np.isin(outcome, other) | by_status


def _first_sessions(context: Context) -> tuple[np.ndarray, np.ndarray]:
    """For every case the first held session, and whether that can't be told."""
    if context.register.minimal:
        cases = context.cases
        end = np.full(len(cases), NAT)
        held = context.held
        end[held["row"].to_numpy()] = held["day"].to_numpy().astype("datetime64[D]")
        return end, ~cases.known("Overlegdatum")
    end = _first_day(context, context.held)
    talks = context.talks
    vague = talks.loc[talks["day"].isna() & (talks["state"] == HELD), "key"]
    return end, np.isnat(end) & np.isin(context.case_keys.astype(str), vague.astype(str))


def _first_day(context: Context, talks: pd.DataFrame) -> np.ndarray:
    """For every case its first day among the talks, which are in order of date; NaT for none."""
    first = talks.drop_duplicates("key")
    days = dict(zip(first["key"], first["day"].to_numpy().astype("datetime64[D]"), strict=True))
    return np.array([days.get(key, NAT) for key in context.case_keys], dtype="datetime64[D]")


def _session_hit(context: Context, clocks: Clocks, i: int) -> Hit:
    counted = _session_sum(context, clocks, i)
    over, deadline = days(int(clocks.over[i])), as_date(clocks.deadline[i])
    state = State(clocks.state[i])
    if state is State.TE_LAAT:
        text = (
            f"Overleg op {day(clocks.end[i])}, {over} te laat. {counted} "
            "Klopt de datum? Zo niet, verbeter die."
        )
    elif state is State.OPEN_TE_LAAT:
        text = f"Nog geen overleg gehouden, {over} over de termijn. {counted} Plan het overleg."
    else:
        text = f"Overleg uiterlijk {day(deadline)}. {counted}"
    return _term_hit("Casussen", i, _session_fields(context), clocks, i, text)


def _session_fields(context: Context) -> tuple[str, ...]:
    return ("Overlegdatum", "Aanmelddatum") if context.register.minimal else ("Aanmelddatum",)


def _session_sum(context: Context, clocks: Clocks, i: int) -> str:
    deadline = clocks.deadline[i]
    last = context.calendar.last_workday_on_or_before(as_date(deadline))
    note = "" if last == as_date(deadline) else f" (laatste werkdag {day(last)})"
    term = days(context.settings.overleg_dagen)
    return f"Aangemeld {day(clocks.start[i])}; {term} = {day(deadline)}{note}."


def _unplanned(context: Context, clocks: Clocks) -> list[Hit]:
    """Cases still within their term for which no session is planned on or before its end."""
    if not context.register.has("Overleggen"):
        return []
    talks = context.talks
    planned = talks[talks["state"].eq(PLANNED) & talks["day"].notna()]
    day_planned = _first_day(context, planned)
    running = np.isin(clocks.state, (State.OPEN, State.BINNENKORT))
    lacking = running & (np.isnat(day_planned) | (day_planned > clocks.deadline))
    return [
        Hit(
            f"Er is geen overleg gepland op of vóór {day(clocks.deadline[i])}. "
            f"{_session_sum(context, clocks, int(i))} Plan het overleg.",
            Severity.WAARSCHUWING,
            "Casussen",
            int(i),
            _session_fields(context),
            deadline=as_date(clocks.deadline[i]),
        )
        for i in np.flatnonzero(lacking)
    ]


@implements(T05)
def decision_in_time(context: Context) -> Result:
    """T05 (C20 4.3; C18 2.5.3): the besluit is sent on the next werkdag at the latest."""
    due = _minimal_decisions(context) if context.register.minimal else _decisions(context)
    start = due["day"].to_numpy().astype("datetime64[D]")
    end = due["sent"].to_numpy().astype("datetime64[D]")
    clocks = watch_of(context).judge(
        start,
        context.calendar.add_workdays(start, context.settings.besluit_werkdagen),
        end,
        nvt=due["nvt"].to_numpy(dtype=bool),
        unknown=due["unknown"].to_numpy(dtype=bool),
    )
    hits = [_decision_hit(context, due.iloc[int(i)], clocks, int(i)) for i in clocks.found]
    return Result(hits, clocks.unknown)


def _minimal_decisions(context: Context) -> pd.DataFrame:
    """Clocks of a register without sessions: overleg and verzending stand on the case."""
    cases, held = context.cases, context.held
    rows = held["row"].to_numpy(dtype=int)
    sent = cases.dates("Besluit verzonden op")
    oral = np.isin(cases.objects("Triage-uitkomst").astype(str), ("mondeling advies",))
    unfinished = np.zeros(len(held), dtype=bool)
    later = held.duplicated("person", keep="last").to_numpy()
    stream = np.isin(held["stream"].astype(str), ("A",)) & (held["version"] == "2020").to_numpy()
    unfinished |= ~stream & later & np.isnat(sent[rows])
    return pd.DataFrame(
        {
            "table": "Casussen",
            "row": rows,
            "field": "Besluit verzonden op",
            "other": "Overlegdatum",
            "day": held["day"].to_numpy(),
            "sent": sent[rows],
            "nvt": oral[rows] | unfinished,
            "unknown": ~cases.known("Besluit verzonden op")[rows],
        }
    )


def _decisions(context: Context) -> pd.DataFrame:
    """One clock for each advice of a held session, and one for a finished talk without advice."""
    talks = context.talks
    held = context.held.assign(unfinished=unfinished_talks(context))
    held = held.drop_duplicates(["key", "session"])
    advice = _advice_frame(context)
    given = advice.merge(held[["key", "session", "unfinished"]], on=["key", "session"], how="left")
    given["unfinished"] = given["unfinished"].eq(True)  # noqa: FBT003 - blank is finished
    given["nvt"] |= given["unfinished"]
    last = talks[talks["state"].isin((HELD, PLANNED))].groupby("person", sort=False)["day"].max()
    without = held[~_pairs(held).isin(context.advised)].copy()
    later = without["person"].map(last) > without["day"]
    in_a = without["stream"].eq("A") & without["version"].eq("2020")
    without["nvt"] = np.where(in_a, without["unfinished"], later)
    bare = pd.DataFrame(
        {
            "table": "Besprekingen",
            "row": without["row"],
            "field": "Casusnummer",
            "other": "Overlegnummer",
            "day": without["day"],
            "sent": NAT,
            "nvt": without["nvt"].astype(bool) | _oral_cases(context, without),
            "unknown": without["case"] < 0,
        }
    )
    return pd.concat([given[bare.columns], bare], ignore_index=True)


def _pairs(talks: pd.DataFrame) -> pd.Series:
    return pd.Series(
        list(zip(talks["key"], talks["session"], strict=True)), index=talks.index, dtype=object
    )


def _oral_cases(context: Context, talks: pd.DataFrame) -> np.ndarray:
    outcome = context.cases.objects("Triage-uitkomst")
    case = talks["case"].to_numpy(dtype=int)
    return np.array([c >= 0 and outcome[c] == "mondeling advies" for c in case], dtype=bool)


def _advice_frame(context: Context) -> pd.DataFrame:
    """Every advice that came from a held session, with the day of it."""
    advice, sessions = context.register.table("Adviezen"), context.register.table("Overleggen")
    frame = pd.DataFrame(
        {
            "table": "Adviezen",
            "row": np.arange(len(advice)),
            "field": "Besluit verzonden op",
            "other": "Adviesdatum",
            "key": keys(advice.objects("Casusnummer")),
            "session": keys(advice.objects("Overlegnummer")),
            "sent": advice.dates("Besluit verzonden op"),
            "nvt": np.isin(advice.objects("Soort").astype(str), ("mondeling",)),
            "unknown": ~advice.known("Besluit verzonden op"),
        }
    )
    held = _held_sessions(sessions)
    frame["day"] = frame["session"].map(held)
    return frame[frame["session"].notna() & frame["session"].isin(held.index)]


def _held_sessions(sessions: Table) -> pd.Series:
    """Overlegnummer, as compared, to its date, for the sessions that were held."""
    number = keys(sessions.objects("Overlegnummer"))
    held = np.equal(sessions.objects("Status"), HELD).astype(bool) & np.not_equal(number, None)
    series = pd.Series(sessions.dates("Overlegdatum")[held], index=number[held])
    return series[~series.index.duplicated()]


def unfinished_talks(context: Context) -> np.ndarray:
    """For each of `Context.held` whether its discussion was not finished (M03, T05).

    Werkstroom A: the session was not *afgerond*; B and 2018: it gave no advice. Blank is finished.
    """
    held = context.held
    not_finished = held["finished"].map(lambda value: value is False).to_numpy(dtype=bool)
    in_a = (held["stream"].eq("A") & held["version"].eq("2020")).to_numpy()
    without_stream = (held["stream"].isna() & held["version"].eq("2020")).to_numpy()
    by_session = in_a | without_stream | (not context.register.has("Adviezen"))
    no_advice = ~_pairs(held).isin(context.advised).to_numpy()
    return np.where(by_session, not_finished, no_advice)


def _decision_hit(context: Context, due: pd.Series, clocks: Clocks, i: int) -> Hit:
    start, deadline = as_date(clocks.start[i]), as_date(clocks.deadline[i])
    total = workday_sum(context.calendar, start, deadline, context.settings.besluit_werkdagen)
    counted = f"Overleg {day(start)}; {total}."
    over = days(int(clocks.over[i]))
    state = State(clocks.state[i])
    bare = due["table"] == "Besprekingen"
    if state is State.TE_LAAT:
        text = (
            f"Besluit verzonden op {day(clocks.end[i])}, {over} te laat. {counted} "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    elif state is State.OPEN_TE_LAAT:
        what = "Nog geen advies vastgelegd" if bare else "Besluit nog niet verzonden"
        do = "Leg het advies vast" if bare else "Verstuur het besluit en vul {cel} in"
        text = f"{what}, {over} over de termijn. {counted} {do}."
    else:
        text = f"Besluit verzenden uiterlijk {day(deadline)}. {counted}"
    fields = (due["field"], due["other"])
    return _term_hit(due["table"], int(due["row"]), fields, clocks, i, text)


@implements(T06)
def lapsed_in_time(context: Context) -> Result:
    """T06 (C20 6, werkstroom A): a lapsed session is reported so many hours before its start."""
    sessions = context.register.table("Overleggen")
    lapsed = np.equal(sessions.objects("Status"), LAPSED).astype(bool)
    stream, planned_day = sessions.objects("Werkstroom"), sessions.dates("Overlegdatum")
    lapsed &= ~np.isnat(planned_day) & (planned_day >= np.datetime64(context.settings.start_A))
    hits, unknown = [], 0
    known = sessions.known("Vervallen gemeld op") & sessions.known("Starttijd")
    known |= sessions.known("Vervallen gemeld op") & (not sessions.has("Starttijd"))
    for row in np.flatnonzero(lapsed & np.not_equal(stream, "B")):
        if stream[row] != "A" or not known[row]:
            unknown += 1
        elif hit := _lapsed_hit(context, sessions, int(row)):
            hits.append(hit)
    return Result(hits, unknown)


def _lapsed_hit(context: Context, sessions: Table, row: int) -> Hit | None:
    reported = sessions.objects("Vervallen gemeld op")[row]
    minutes = sessions.objects("Starttijd")[row]
    planned = as_date(sessions.dates("Overlegdatum")[row])
    midnight = datetime.combine(planned, datetime.min.time())
    start = midnight + timedelta(minutes=minutes or 0)
    hours = context.settings.vervallen_uren
    deadline = start - timedelta(hours=hours)
    told = None if reported is None else pd.Timestamp(reported).to_pydatetime()
    if told is not None and _told_in_time(told, deadline, midnight - timedelta(hours=hours)):
        return None
    if told is None and datetime.combine(context.on, datetime.min.time()) <= deadline:
        return None
    how = "niet vastgelegd" if told is None else f"gemeld op {_moment(told)}"
    text = (
        f"Het vervallen van dit overleg is {how}; dat moest uiterlijk {_moment(deadline)}. "
        f"Begin {_moment(start)} min {hours} uur. Klopt het tijdstip? Zo niet, verbeter {{cel}}."
    )
    fields = ("Vervallen gemeld op", "Overlegdatum")
    return Hit(text, Severity.WAARSCHUWING, "Overleggen", row, fields, deadline=deadline)


def _told_in_time(told: datetime, deadline: datetime, last_day: datetime) -> bool:
    """Whether it was told in time; a day without a time is judged by whole days."""
    if told.time() == datetime.min.time():
        return told <= last_day
    return told <= deadline


def _moment(value: datetime | date) -> str:
    return value.strftime("%d-%m-%Y %H:%M")
