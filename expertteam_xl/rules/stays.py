"""Terms of the tussenvoorziening: T03 and T04."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.register.references import address
from expertteam_xl.rules.catalogue.terms import T03, T04
from expertteam_xl.rules.clocks import Clocks, State, Told, later_by, watch_of
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.terms import session_clocks
from expertteam_xl.rules.vectors import NAT, Array, among, as_days, blank, frame_of, rows_at, taken
from expertteam_xl.rules.wording import day, days
from expertteam_xl.schema import column_at

_HERE = "tussenvoorziening"
_NOT_DONE = (State.OPEN, State.BINNENKORT, State.OPEN_TE_LAAT)


@implements(T03)
def table_after_placement(context: Context) -> Result:
    """T03 (C20 1; V 1a; werkstroom A): a doorbraaktafel within so many days after plaatsing."""
    stays, clocks = table_clocks(context)
    others = session_clocks(context)
    rows, cases = stays["row"].tolist(), stays["case"].tolist()
    gone = (as_days(stays["left"]) <= context.today).tolist()
    hits = []
    for i in clocks.found:
        note = (
            _against_aanmelding(context, clocks, i, others.told[cases[i]]) if cases[i] >= 0 else ""
        )
        text = _table_text(context, clocks, i, note, gone=gone[i])
        hits.append(clocks.hit(i, text, "Plaatsingen", rows[i], ("Plaatsingsdatum",)))
    return Result(hits, clocks.unknown)


def table_clocks(context: Context) -> tuple[pd.DataFrame, Clocks]:
    """The clocks of T03, one a placement: `_placements`, and the clocks in the same order."""
    stays = _placements(context)
    start, left = as_days(stays["start"]), as_days(stays["left"])
    deadline = later_by(start, context.settings.tv_overleg_dagen)
    in_a, vague = _talks_in_a(context)
    end = _first_from(stays, in_a)
    before_end = np.isnat(end) | (end > left)
    gone = (left <= context.today) & (left < deadline) & before_end
    unsure = stays["left_unknown"].to_numpy() | ~np.isnat(_first_from(stays, vague))
    unsure |= among(stays["key"].to_numpy(), _undated(context))
    unsure |= stays["stream_unread"].to_numpy(dtype=bool)
    clocks = watch_of(context).judge(
        start,
        deadline,
        end,
        nvt=gone | stays["outside_a"].to_numpy(),
        unknown=stays["unknown"].to_numpy() | (unsure & ~(end <= deadline)),
    )
    return stays, clocks


def _placements(context: Context) -> pd.DataFrame:
    """Every placement in the tussenvoorziening that was no refusal.

    Columns: ``row``, ``key`` (casusnummer as compared), ``case`` (row in Casussen, -1 unknown),
    ``start``, ``left``, ``arranged`` (days), ``outside_a`` (T03 does not apply), ``stream_unread``
    (whether it applies can't be read), ``unknown`` and ``left_unknown`` (what can't be told).
    """
    key = context.keys("Plaatsingen.Casusnummer")
    case = rows_at(key, context.case_rows)
    kind, full = context.objects("Plaatsingen.Type"), context.objects("Plaatsingen.Vol")
    vague = blank(kind) | context.unreadable("Plaatsingen.Vol")
    start_unknown = vague | ~context.known("Plaatsingen.Plaatsingsdatum")
    stream = taken(context.objects("Casussen.Werkstroom"), case)
    outside_a = among(stream, ("B",))
    outside_a |= among(taken(context.case_versions, case), ("2018",))
    stream_unread = ~blank(stream) & ~among(stream, column_at("Casussen.Werkstroom").words)
    stream_unread |= taken(context.unreadable("Casussen.Werkstroom"), case, False)
    placements = frame_of(
        {
            "row": np.arange(len(key)),
            "key": key,
            "case": case,
            "start": context.days("Plaatsingen.Plaatsingsdatum"),
            "left": context.days("Plaatsingen.Uitstroomdatum"),
            "arranged": context.days("Plaatsingen.Vervolg geregeld op"),
            "arranged_known": context.known("Plaatsingen.Vervolg geregeld op"),
            "outside_a": outside_a,
            "stream_unread": stream_unread,
            "unknown": start_unknown | (case < 0),
            "start_unknown": start_unknown,
            "left_unknown": ~context.known("Plaatsingen.Uitstroomdatum"),
        }
    )
    here = (among(kind, (_HERE,)) | blank(kind)) & ~among(full, (True,))
    return placements[here].reset_index(drop=True)


def _talks_in_a(context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Held discussions of werkstroom A, and those that may have been."""
    held, talks = context.held, context.talks
    vague = talks[(talks["vague"] & ~talks["stream"].eq("B")) & talks["day"].notna()]
    return held[held["stream"].eq("A")], pd.concat([held[held["stream"].isna()], vague])


def _undated(context: Context) -> set[str]:
    """Cases with a discussion, not of werkstroom B, of which the day can't be told."""
    talks = context.talks
    undated = talks["vague"] & talks["day"].isna() & ~talks["stream"].eq("B")
    return set(talks.loc[undated & talks["key"].notna(), "key"])


def _first_from(stays: pd.DataFrame, talks: pd.DataFrame) -> Array:
    """For each stay the first day of a discussion of its case on or after it; NaT for none."""
    first = np.full(len(stays), NAT)
    wanted = stays.loc[stays["start"].notna() & stays["key"].notna(), ["key", "start"]]
    known = talks.loc[talks["key"].notna(), ["key", "day"]]
    if wanted.empty or known.empty:
        return first
    wanted = wanted.assign(key=wanted["key"].astype(str)).sort_values("start", kind="stable")
    known = known.assign(key=known["key"].astype(str)).sort_values("day", kind="stable")
    found = pd.merge_asof(
        wanted, known, left_on="start", right_on="day", by="key", direction="forward"
    )
    first[wanted.index.to_numpy()] = as_days(found["day"])
    return first


def _table_text(context: Context, clocks: Clocks, i: int, note: str, *, gone: bool) -> str:
    """The message on one clock; ``note``: what is told of the clock since the aanmelding."""
    start, deadline, end, state, number = clocks.told[i]
    over, term = days(number), days(context.settings.tv_overleg_dagen)
    counted = f"Geplaatst {day(start)}; {term} = {day(deadline)}.{note}"
    if state is State.TE_LAAT:
        return f"Doorbraaktafel op {day(end)}, {over} te laat. {counted} Klopt de datum in {{cel}}?"
    if state is State.OPEN_TE_LAAT:
        do = "De jeugdige is al uitgestroomd; kloppen de datums?"
        return (
            f"Nog geen doorbraaktafel gehouden, {over} over de termijn. {counted} "
            f"{do if gone else 'Plan de doorbraaktafel.'}"
        )
    return f"Doorbraaktafel uiterlijk {day(deadline)}. {counted}"


def _against_aanmelding(context: Context, clocks: Clocks, i: int, other: Told) -> str:
    """Which of both clocks ends first while the other (T02) is open, and whether this one had.

    That is: whether this term had run out before the aanmelding.
    """
    if other.state in (State.NVT, State.ONBEKEND):
        return ""
    note, deadline = "", clocks.told[i].deadline
    if other.state in _NOT_DONE:
        runs = "loopt" if other.deadline >= context.on else "liep"
        note = (
            f" De termijn vanaf de aanmelding {runs} tot {day(other.deadline)}; de eerste van "
            f"beide is {day(min(other.deadline, deadline))}."
        )
    passed = (other.start - deadline).days
    if passed > 0:
        note += f" Bij de aanmelding was de termijn al {days(passed)} voorbij."
    return note


@implements(T04)
def stay_not_too_long(context: Context) -> Result:
    """T04 (C20 1; V): a stay lasts at most so many days; contiguous placements are one stay."""
    stays, clocks = stay_clocks(context)
    rows = stays["row"].tolist()
    leaving = as_days(stays["left"])
    unarranged = _without_follow_up(context, stays, clocks)
    signalled = [
        _unarranged_hit(context, rows[i], clocks, int(i)) for i in np.flatnonzero(unarranged)
    ]
    hits = [
        _stay_hit(context, rows[i], clocks, i, leaving[i])
        for i in clocks.found
        if not unarranged[i]
    ]
    return Result(signalled + hits, clocks.unknown)


def stay_clocks(context: Context) -> tuple[pd.DataFrame, Clocks]:
    """The clocks of T04, one a stay: the frame of its last placements, and the clocks."""
    stays = _joined(_placements(context))
    start, left = as_days(stays["first"]), as_days(stays["left"])
    clocks = watch_of(context).judge(
        start,
        later_by(start, context.settings.tv_max_dagen),
        np.where(left <= context.today, left, NAT),
        nvt=np.zeros(len(stays), dtype=bool),
        unknown=stays["start_unknown"].to_numpy() | stays["left_unknown"].to_numpy(),
    )
    return stays, clocks


def _joined(placements: pd.DataFrame) -> pd.DataFrame:
    """One row a stay: its last placement, and ``first``, the day on which the stay began.

    A placement continues the one before it when it begins on the day that one ended, or earlier.
    """
    ordered = placements.sort_values(["key", "start", "left", "row"], kind="stable")
    before = ordered.shift()
    continues = ordered["key"].notna() & ordered["key"].eq(before["key"])
    continues &= ordered["start"] <= before["left"]
    stay = (~continues).cumsum()
    ordered = ordered.assign(first=ordered.groupby(stay)["start"].transform("first"))
    last = ordered[~stay.duplicated(keep="last")]
    return last.sort_values("row", ignore_index=True)


def _without_follow_up(context: Context, stays: pd.DataFrame, clocks: Clocks) -> Array:
    """Stays past the day of the signal of which the end is not arranged within the term."""
    left = as_days(stays["left"])
    signal = later_by(clocks.start, context.settings.tv_signaal_dag)
    open_end = np.isnat(left) | (left > clocks.deadline)
    arranged = stays["arranged"].notna().to_numpy() | ~stays["arranged_known"].to_numpy()
    lacking: Array = clocks.running & (context.today >= signal) & open_end & ~arranged
    return lacking


def _stay_sum(context: Context, start: date, deadline: date) -> str:
    term = days(context.settings.tv_max_dagen)
    return f"Geplaatst {day(start)}; {term} = {day(deadline)}."


def _stay_hit(context: Context, row: int, clocks: Clocks, i: int, leaving: np.datetime64) -> Hit:
    start, deadline, end, state, number = clocks.told[i]
    counted, over = _stay_sum(context, start, deadline), days(number)
    if state is State.TE_LAAT:
        text = (
            f"Uitgestroomd op {day(end)}, {over} te laat. {counted} "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    elif state is State.OPEN_TE_LAAT:
        do = "Regel het vervolg; is de jeugdige al weg, vul dan de datum in {cel} in."
        if not np.isnat(leaving):
            planned = f"De uitstroom staat gepland op {day(leaving)}."
            do = f"{planned} Regel het vervolg; is de jeugdige al weg, verbeter dan {{cel}}."
        text = f"Nog in de tussenvoorziening, {over} over het maximum. {counted} {do}"
    else:
        text = f"Het verblijf duurt hoogstens tot en met {day(deadline)}. {counted}"
    return clocks.hit(i, text, "Plaatsingen", row, ("Uitstroomdatum", "Plaatsingsdatum"))


def _unarranged_hit(context: Context, row: int, clocks: Clocks, i: int) -> Hit:
    start, deadline, *_ = clocks.told[i]
    so_far = (context.on - start).days
    cell = _cell_of(context, row, "Vervolg geregeld op")
    return Hit(
        f"Dag {so_far} in de tussenvoorziening en nog geen vervolg geregeld. "
        f"{_stay_sum(context, start, deadline)} Regel het vervolg en vul de datum daarvan in "
        f"{cell} in.",
        Severity.WAARSCHUWING,
        "Plaatsingen",
        row,
        ("Uitstroomdatum", "Plaatsingsdatum"),
        deadline=deadline,
    )


def _cell_of(context: Context, row: int, field: str) -> str:
    """Address of a field on a row of Plaatsingen, which has that column."""
    table = context.register.table("Plaatsingen")
    column = table.column_of(row, field)
    return address(int(table.excel_rows[row]), column) if column else f"'{field}'"
