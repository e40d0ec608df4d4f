"""Terms of the tussenvoorziening: T03 and T04."""

from __future__ import annotations

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue import T03, T04
from expertteam_xl.rules.clocks import SEVERITY, Clocks, State
from expertteam_xl.rules.context import NAT, Context, keys
from expertteam_xl.rules.terms import session_clocks, watch_of
from expertteam_xl.rules.wording import as_date, day, days


@implements(T03)
def table_after_placement(context: Context) -> Result:
    """T03 (C20 1; V 1a; werkstroom A): a doorbraaktafel within so many days after plaatsing."""
    stays = _placements(context)
    start = stays["start"].to_numpy().astype("datetime64[D]")
    left = stays["left"].to_numpy().astype("datetime64[D]")
    deadline = start + np.timedelta64(context.settings.tv_overleg_dagen, "D")
    end = np.array([_first_table(context, key, s) for key, s in zip(stays["key"], start, strict=True)],
                   dtype="datetime64[D]")
    gone = ~np.isnat(left) & (left < deadline) & (np.isnat(end) | (end > left))
    clocks = watch_of(context).judge(
        start,
        deadline,
        end,
        nvt=gone | stays["outside_a"].to_numpy(dtype=bool),
        unknown=stays["unknown"].to_numpy(dtype=bool),
    )
    others = session_clocks(context)
    hits = [
        _table_hit(context, stays.iloc[int(i)], clocks, int(i), others) for i in clocks.found
    ]
    return Result(hits, clocks.unknown)


def _placements(context: Context) -> pd.DataFrame:
    """Every placement in the tussenvoorziening that was no refusal.

    Columns: ``row``, ``key`` (casusnummer as compared), ``case`` (row in Casussen, -1 unknown),
    ``start``, ``left``, ``arranged`` (days), ``outside_a`` (T03 does not apply), ``unknown``.
    """
    table = context.register.table("Plaatsingen")
    here = np.equal(table.objects("Type"), "tussenvoorziening").astype(bool)
    here &= np.not_equal(table.objects("Vol"), True).astype(bool)  # noqa: FBT003 - elementwise
    key = keys(table.objects("Casusnummer"))
    case = np.array([context.case_rows.get(k, -1) for k in key], dtype=int)
    stream = _of_case(context.cases.objects("Werkstroom"), case)
    version = _of_case(context.case_versions, case)
    frame = pd.DataFrame(
        {
            "row": np.arange(len(table)),
            "key": key,
            "case": case,
            "start": table.dates("Plaatsingsdatum"),
            "left": table.dates("Uitstroomdatum"),
            "arranged": table.dates("Vervolg geregeld op"),
            "outside_a": [s == "B" or v == "2018" for s, v in zip(stream, version, strict=True)],
            "unknown": ~table.known("Plaatsingsdatum") | (case < 0),
            "left_unknown": ~table.known("Uitstroomdatum"),
        }
    )
    return frame[here].reset_index(drop=True)


def _of_case(values: np.ndarray, case: np.ndarray) -> list[object]:
    return [values[row] if row >= 0 else None for row in case]


def _first_table(context: Context, key: str | None, start: np.datetime64) -> np.datetime64:
    """First held session of werkstroom A of a case on or after a day; NaT when there is none."""
    held = context.held
    mine = held[(held["key"] == key) & held["stream"].eq("A")]
    after = mine.loc[mine["day"] >= start, "day"]
    return after.min().to_datetime64().astype("datetime64[D]") if len(after) else NAT


def _table_hit(
    context: Context, stay: pd.Series, clocks: Clocks, i: int, others: Clocks
) -> Hit:
    deadline, over = as_date(clocks.deadline[i]), days(int(clocks.over[i]))
    term = days(context.settings.tv_overleg_dagen)
    counted = f"Geplaatst {day(clocks.start[i])}; {term} = {day(deadline)}."
    state = State(clocks.state[i])
    if state is State.TE_LAAT:
        text = f"Doorbraaktafel op {day(clocks.end[i])}, {over} te laat. {counted}"
    elif state is State.OPEN_TE_LAAT:
        text = f"Nog geen doorbraaktafel gehouden, {over} over de termijn. {counted}"
    else:
        text = f"Doorbraaktafel uiterlijk {day(deadline)}. {counted}"
    text += _against_t02(stay, clocks, i, others)
    todo = " Klopt de datum in {cel}?" if state is State.TE_LAAT else " Plan de doorbraaktafel."
    return Hit(
        text + todo,
        SEVERITY[state],
        "Plaatsingen",
        int(stay["row"]),
        ("Plaatsingsdatum",),
        deadline=deadline,
        days=None if state is State.BINNENKORT else int(clocks.over[i]),
    )


def _against_t02(stay: pd.Series, clocks: Clocks, i: int, others: Clocks) -> str:
    """Which of both clocks binds, and whether this one had run out on entry."""
    case = int(stay["case"])
    if case < 0 or np.isnat(others.deadline[case]):
        return ""
    aangemeld, other = others.start[case], others.deadline[case]
    first = min(other, clocks.deadline[i])
    note = f" De termijn van T02 loopt tot {day(other)}; bindend is {day(first)}."
    passed = (aangemeld - clocks.deadline[i]).astype(int)
    if passed > 0:
        note += f" Bij de aanmelding was de termijn al {days(int(passed))} voorbij."
    return note


@implements(T04)
def stay_not_too_long(context: Context) -> Result:
    """T04 (C20 1; V): a stay lasts at most so many days; contiguous placements are one stay."""
    stays = _joined_stays(_placements(context))
    start = stays["start"].to_numpy().astype("datetime64[D]")
    left = stays["left"].to_numpy().astype("datetime64[D]")
    gone = np.where(left <= context.today, left, NAT)
    clocks = watch_of(context).judge(
        start,
        start + np.timedelta64(context.settings.tv_max_dagen, "D"),
        gone,
        nvt=np.zeros(len(stays), dtype=bool),
        unknown=stays["start_unknown"].to_numpy(dtype=bool) | stays["left_unknown"].to_numpy(dtype=bool),
    )
    unarranged = _without_follow_up(context, stays, clocks)
    hits = [
        _unarranged_hit(context, stays.iloc[i], clocks, i)
        if unarranged[i]
        else _stay_hit(context, stays.iloc[i], clocks, i)
        for i in range(len(stays))
        if unarranged[i] or clocks.state[i] in SEVERITY
    ]
    return Result(hits, clocks.unknown)


def _joined_stays(placements: pd.DataFrame) -> pd.DataFrame:
    """One row for each stay: its first day, and all else of its last placement."""
    stays: list[dict[str, object]] = []
    placements = placements.assign(start_unknown=placements["start"].isna())
    for placement in placements.sort_values(["key", "start"], kind="stable").to_dict("records"):
        before = stays[-1] if stays else None
        if before and before["key"] == placement["key"] and before["left"] == placement["start"]:
            stays[-1] = {**placement, "start": before["start"]}
        else:
            stays.append(placement)
    joined = pd.DataFrame(stays, columns=placements.columns)
    return joined.sort_values("row", kind="stable", ignore_index=True)


def _without_follow_up(context: Context, stays: pd.DataFrame, clocks: Clocks) -> np.ndarray:
    """Stays that go on, past the day of the signal, with nothing arranged for afterwards."""
    running = np.isin(clocks.state, (State.OPEN, State.BINNENKORT))
    signal = clocks.start + np.timedelta64(context.settings.tv_signaal_dag, "D")
    return running & (context.today >= signal) & stays["arranged"].isna().to_numpy()


def _stay_sum(context: Context, clocks: Clocks, i: int) -> str:
    term = days(context.settings.tv_max_dagen)
    return f"Geplaatst {day(clocks.start[i])}; {term} = {day(clocks.deadline[i])}."


def _stay_hit(context: Context, stay: pd.Series, clocks: Clocks, i: int) -> Hit:
    counted, over = _stay_sum(context, clocks, i), days(int(clocks.over[i]))
    state = State(clocks.state[i])
    if state is State.TE_LAAT:
        text = (
            f"Uitgestroomd op {day(clocks.end[i])}, {over} te laat. {counted} "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    elif state is State.OPEN_TE_LAAT:
        text = (
            f"Nog in de tussenvoorziening, {over} over het maximum. {counted} "
            "Regel het vervolg; is de jeugdige al weg, vul dan {cel} in."
        )
    else:
        text = f"Het verblijf duurt hoogstens tot {day(clocks.deadline[i])}. {counted}"
    return Hit(
        text,
        SEVERITY[state],
        "Plaatsingen",
        int(stay["row"]),
        ("Uitstroomdatum", "Plaatsingsdatum"),
        deadline=as_date(clocks.deadline[i]),
        days=None if state is State.BINNENKORT else int(clocks.over[i]),
    )


def _unarranged_hit(context: Context, stay: pd.Series, clocks: Clocks, i: int) -> Hit:
    so_far = (context.today - clocks.start[i]).astype(int)
    return Hit(
        f"Dag {so_far} in de tussenvoorziening en nog geen vervolg geregeld. "
        f"{_stay_sum(context, clocks, i)} Regel het vervolg en vul Vervolg geregeld op in.",
        Severity.WAARSCHUWING,
        "Plaatsingen",
        int(stay["row"]),
        ("Uitstroomdatum", "Plaatsingsdatum"),
        deadline=as_date(clocks.deadline[i]),
    )
