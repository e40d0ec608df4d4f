"""The term of the decision (T05), and which discussions were not finished."""

from __future__ import annotations

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.rules.catalogue.terms import T05
from expertteam_xl.rules.clocks import Clocks, State, watch_of
from expertteam_xl.rules.context import ENOUGH, HELD, NOT_HELD, PLANNED, Context
from expertteam_xl.rules.unkept import past_decision, unkept
from expertteam_xl.rules.vectors import (
    NAT,
    Array,
    among,
    as_days,
    blank,
    frame_of,
    looked_up,
    paired,
    rows_at,
    taken,
)
from expertteam_xl.rules.wording import day, days, workday_sum

_SENT = "Besluit verzonden op"


@implements(T05)
def decision_in_time(context: Context) -> Result:
    """T05 (C20 4.3; C18 2.5.3): the besluit is sent on the next werkdag at the latest."""
    due, clocks = decision_clocks(context)
    rows, tables = due["row"].tolist(), due["table"].tolist()
    quiet = _unkept(context)
    if quiet and set(tables) <= set(quiet):
        return Result(not_testable="; ".join(quiet.values()))
    found = [i for i in clocks.found if tables[i] not in quiet]
    hits = [_decision_hit(context, tables[i], rows[i], clocks, i) for i in found]
    return Result(hits, clocks.unknown, "; ".join(quiet.values()) or None)


def _unkept(context: Context) -> dict[str, str]:
    """Tables on which nobody records a decision although the cases went on, and how to say so."""
    past = past_decision(context)
    held = context.held
    if context.register.minimal:
        went_on = past[held["case"].to_numpy(dtype=int)]
        reason = unkept(context, f"Casussen.{_SENT}", went_on)
        return {"Casussen": reason} if reason else {}
    quiet = {}
    of_case = rows_at(context.keys("Adviezen.Casusnummer"), context.case_rows)
    if reason := unkept(context, f"Adviezen.{_SENT}", taken(past, of_case, nothing=False)):
        quiet["Adviezen"] = reason
    went_on = taken(past, held["case"].to_numpy(dtype=int), nothing=False)
    if not len(context.register.table("Adviezen")) and int(went_on.sum()) >= ENOUGH:
        quiet["Besprekingen"] = "op Adviezen staat nog niets"
    return quiet


def decision_clocks(context: Context) -> tuple[pd.DataFrame, Clocks]:
    """The clocks of T05: one an advice, and one a finished discussion without an advice.

    Returns:
        A frame with ``table`` and ``row`` of each, and the clocks in the same order.
    """
    due = _minimal_decisions(context) if context.register.minimal else _decisions(context)
    start = as_days(due["day"])
    clocks = watch_of(context).judge(
        start,
        context.calendar.add_workdays(start, context.settings.besluit_werkdagen),
        as_days(due["sent"]),
        nvt=due["nvt"].to_numpy(dtype=bool),
        unknown=due["unknown"].to_numpy(dtype=bool),
    )
    return due, clocks


def _minimal_decisions(context: Context) -> pd.DataFrame:
    """Clocks of a register without sessions: overleg and verzending stand on the case.

    Where it has advices all the same, they lead, but nobody can tell of which overleg they are.
    """
    held = context.held
    rows = held["row"].to_numpy(dtype=int)
    sent = context.days("Casussen.Besluit verzonden op")[rows]
    elsewhere = among(held["key"].to_numpy(), set(context.keys("Adviezen.Casusnummer")) - {None})
    unfinished = ~held["in_a"] & _talked_later(context, held) & np.isnat(sent)
    return frame_of(
        {
            "row": rows,
            "table": "Casussen",
            "day": held["day"],
            "sent": sent,
            "nvt": unfinished | _oral(context, rows),
            "unknown": ~context.known("Casussen.Besluit verzonden op")[rows]
            | (elsewhere & np.isnat(sent)),
        }
    )


def _decisions(context: Context) -> pd.DataFrame:
    given = _given(context)
    unclear = given.loc[given["unclear"] & given["key"].notna(), "key"]
    columns = ["table", "row", "day", "sent", "nvt", "unknown"]
    bare = _without_advice(context, set(unclear) | _loose_advices(context))
    return pd.concat([given[columns], bare[columns]], ignore_index=True)


def _loose_advices(context: Context) -> set[str]:
    """Cases with an advice that no session is named for, although it came from one.

    Without an overlegnummer an advice is a mondeling one, unless its row says otherwise or the
    team names a session nowhere.
    """
    loose = blank(context.keys("Adviezen.Overlegnummer"))
    loose &= ~among(context.objects("Adviezen.Soort"), ("mondeling",))
    if not context.is_unused("Adviezen.Overlegnummer"):
        loose &= among(context.objects("Adviezen.Soort"), ("zwaarwegend",))
    return set(context.keys("Adviezen.Casusnummer")[loose]) - {None}


def _nameless(context: Context) -> set[str]:
    """Sessions with an advice of nobody knows which case."""
    nameless = blank(context.keys("Adviezen.Casusnummer"))
    return set(context.keys("Adviezen.Overlegnummer")[nameless]) - {None}


def _given(context: Context) -> pd.DataFrame:
    """The clock of every advice that came from a session; ``unclear``: nobody can tell which."""
    session = context.keys("Adviezen.Overlegnummer")
    key = context.keys("Adviezen.Casusnummer")
    rows = rows_at(session, context.session_rows)
    state = taken(context.objects("Overleggen.Status"), rows)
    held = context.held
    unfinished = held.loc[held["in_a"] & unfinished_talks(context), "pair"]
    unclear = context.unreadable("Adviezen.Overlegnummer") | (~blank(session) & (rows < 0))
    vague = unclear | ~among(state, (HELD, *NOT_HELD))
    nvt = among(context.objects("Adviezen.Soort"), ("mondeling",)) | among(state, NOT_HELD)
    nvt |= among(paired(key, session), set(unfinished) - {None})
    given = frame_of(
        {
            "row": np.arange(len(key)),
            "table": "Adviezen",
            "key": key,
            "day": taken(context.days("Overleggen.Overlegdatum"), rows, NAT),
            "sent": context.days("Adviezen.Besluit verzonden op"),
            "nvt": nvt,
            "unclear": unclear,
            "unknown": vague | ~context.known("Adviezen.Besluit verzonden op"),
        }
    )
    return given[~blank(session) | context.unreadable("Adviezen.Overlegnummer")]


def _without_advice(context: Context, unclear: set[str]) -> pd.DataFrame:
    """The clock of every held discussion without an advice.

    It does not run for a discussion that was not finished: in werkstroom A by *Sessie afgerond*,
    elsewhere when a later session of the case was held or is planned. It can't be told for a case
    that is not there, or that has an advice of nobody knows which session; nor where the session
    has an advice of nobody knows which case.
    """
    held = context.held
    held = held.assign(unfinished=unfinished_talks(context) & _by_session(context, held))
    bare = held[~held["pair"].isin(context.advised)].drop_duplicates(["key", "session"])
    later = ~bare["in_a"] & _talked_later(context, bare)
    return frame_of(
        {
            "row": bare["row"],
            "table": "Besprekingen",
            "day": bare["day"],
            "sent": NAT,
            "nvt": bare["unfinished"] | later | _oral(context, bare["case"].to_numpy(dtype=int)),
            "unknown": (bare["case"] < 0)
            | bare["key"].isin(unclear)
            | bare["session"].isin(_nameless(context)),
        }
    )


def _talked_later(context: Context, held: pd.DataFrame) -> Array:
    """Which discussions are followed by another session of the case, held or planned."""
    talks = context.talks
    talks = talks[talks["state"].isin((HELD, PLANNED)) & talks["day"].notna()]
    last = talks.drop_duplicates("key", keep="last")
    last_days = dict(zip(last["key"], as_days(last["day"]), strict=True))
    later: Array = looked_up(held["key"].to_numpy(), last_days) > as_days(held["day"])
    return later


def _oral(context: Context, case: Array) -> Array:
    """For rows of Casussen (-1 for none) whether the triage came to a mondeling advies."""
    return among(taken(context.objects("Casussen.Triage-uitkomst"), case), ("mondeling advies",))


def unfinished_talks(context: Context) -> Array:
    """For each of `Context.held` whether its discussion was not finished (M03, T05).

    Werkstroom A: the session was not *afgerond*; B and 2018: it gave no advice. Blank is finished.
    """
    return context.derived("unfinished", lambda: _unfinished(context))


def _unfinished(context: Context) -> Array:
    held = context.held
    unfinished: Array = np.where(
        _by_session(context, held),
        among(held["finished"].to_numpy(), (False,)),
        ~held["pair"].isin(context.advised),
    )
    return unfinished


def _by_session(context: Context, talks: pd.DataFrame) -> Array:
    """Which discussions *Sessie afgerond* decides: werkstroom A, and where nothing else can."""
    unnamed = talks["stream"].isna() & talks["version"].eq("2020")
    linked = context.register.has("Adviezen.Overlegnummer")
    decided: Array = (talks["in_a"] | unnamed).to_numpy() | (not linked)
    return decided


def _decision_hit(context: Context, table: str, row: int, clocks: Clocks, i: int) -> Hit:
    start, deadline, end, state, number = clocks.told[i]
    total = workday_sum(context.calendar, start, deadline, context.settings.besluit_werkdagen)
    counted = f"Overleg {day(start)}; {total}."
    over = days(number)
    bare = table == "Besprekingen"
    if state is State.TE_LAAT:
        text = (
            f"Besluit verzonden op {day(end)}, {over} te laat. {counted} "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    elif state is State.OPEN_TE_LAAT:
        what = "Nog geen advies vastgelegd" if bare else "Besluit nog niet verzonden"
        do = "Leg het advies vast" if bare else "Verstuur het besluit en vul de datum in {cel} in"
        text = f"{what}, {over} over de termijn. {counted} {do}."
    else:
        text = f"Besluit verzenden uiterlijk {day(deadline)}. {counted}"
    return clocks.hit(i, text, table, row, _FIELDS[table])


_FIELDS = {
    "Casussen": (_SENT, "Overlegdatum"),
    "Adviezen": (_SENT, "Adviesdatum"),
    "Besprekingen": ("Casusnummer", "Overlegnummer"),
}
