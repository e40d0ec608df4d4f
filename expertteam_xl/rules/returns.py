"""Cases that come back (M03), and the weighing that a return asks for (M04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.course import M03, M04
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.decisions import unfinished_talks
from expertteam_xl.rules.vectors import blank, frame_of
from expertteam_xl.rules.wording import as_date, day

_FEW_RETURNS = 5
_NEARLY_ALL = 0.8
_RENUMBERED = (
    "begint de nummering op elk blad opnieuw? Geef dan elk jaar eigen nummers, zoals ET-2021-001"
)

NIEUW, VERVOLGSESSIE, TERUGKEER, ONBEKEND = "nieuw", "vervolgsessie", "terugkeer", "onbekend"


@dataclass(frozen=True)
class Return:
    """A discussion, or in a minimal register a row, that is a terugkeer.

    Attributes:
        row: row id in Besprekingen, or in Casussen of a minimal register.
        on: its day; the aanmelddatum in a minimal register.
        previous: the day of the previous one.
        kind: ``werkstroomwissel`` or ``heraanmelding``.
        number: its casusnummer.
    """

    row: int
    on: date
    previous: date
    kind: str
    number: str | None


def classified(context: Context) -> pd.DataFrame:
    """What every held discussion is (C20 4.5): nieuw, vervolgsessie or terugkeer.

    A first discussion is new; after one that was not finished comes a vervolgsessie; anything else
    is a terugkeer. One youth in one session is one discussion, however many rows it takes.

    Returns:
        Rows of `Context.held`, in order of date, with ``kind`` (onbekend where it can't be told
        whether the previous one was finished), ``previous`` (its day) and ``switched`` (it was of
        another werkstroom).
    """
    return context.derived("classified", lambda: _classified(context))


def _classified(context: Context) -> pd.DataFrame:
    held = context.held.assign(unfinished=unfinished_talks(context))
    held["unclear"] = _unclear(context, held)
    held = held[held["person"].notna()]
    once = held["session"].isna() | ~held.duplicated(["person", "session"])
    held = held[once].reset_index(drop=True)
    before = held.groupby("person", sort=False)[["unfinished", "unclear", "day", "stream"]].shift()
    first = before["day"].isna()
    held["kind"] = np.select(
        [first, before["unclear"].eq(True), before["unfinished"].eq(True)],
        [NIEUW, ONBEKEND, VERVOLGSESSIE],
        TERUGKEER,
    )
    held["previous"] = before["day"]
    same = held["stream"].eq(before["stream"]) | (held["stream"].isna() & before["stream"].isna())
    return held.assign(switched=~same & ~first)


def _unclear(context: Context, held: pd.DataFrame) -> pd.Series:
    """Discussions of which it can't be read whether they were finished."""
    unreadable = context.unreadable("Besprekingen.Sessie afgerond")
    if context.register.minimal or not unreadable.any():
        return pd.Series(data=False, index=held.index)
    return pd.Series(unreadable[held["row"].to_numpy(dtype=int)], index=held.index)


def returns(context: Context) -> list[Return]:
    """Every terugkeer of the register, in order of date."""
    if context.register.minimal:
        found, numbers = _minimal_returns(context), context.objects("Casussen.Casusnummer")
    else:
        talks = classified(context)
        found = talks[talks["kind"] == TERUGKEER]
        numbers = context.objects("Besprekingen.Casusnummer")
    rows = zip(found["row"], found["day"], found["previous"], found["switched"], strict=True)
    return [
        Return(
            int(row),
            as_date(on.to_datetime64()),
            as_date(previous.to_datetime64()),
            "werkstroomwissel" if switched else "heraanmelding",
            numbers[int(row)],
        )
        for row, on, previous, switched in rows
    ]


def _minimal_returns(context: Context) -> pd.DataFrame:
    """Rows with the number (or jeugdigesleutel) of an earlier aanmelding on another day."""
    rows = frame_of(
        {
            "row": np.arange(len(context.cases)),
            "person": context.case_persons,
            "day": context.days("Casussen.Aanmelddatum"),
            "stream": context.objects("Casussen.Werkstroom"),
        }
    )
    rows = rows[rows["person"].notna() & rows["day"].notna()]
    rows = rows.sort_values(["day", "row"], kind="stable")
    rows = rows.drop_duplicates(["person", "day"])
    before = rows.groupby("person", sort=False)[["day", "stream", "row"]].shift()
    same = rows["stream"].eq(before["stream"]) | (rows["stream"].isna() & before["stream"].isna())
    rows = rows.assign(previous=before["day"], switched=~same, previous_row=before["row"])
    return rows[rows["previous"].notna()]


def _undecided(context: Context) -> int:
    """Number of discussions, or rows, of which nobody can tell whether they are a terugkeer."""
    if context.register.minimal:
        numbered = ~blank(context.case_persons)
        return int(np.sum(numbered & np.isnat(context.days("Casussen.Aanmelddatum"))))
    kinds = classified(context)["kind"]
    return int(context.talks["vague"].sum()) + int(kinds.eq(ONBEKEND).sum())


@implements(M03)
def returning_cases(context: Context) -> Result:
    """M03 (C20 4.5; V): a case in principle does not return; each return is told and counted."""
    what = "aanmelding" if context.register.minimal else "bespreking"
    hits = [
        Hit(
            f"Terugkeer ({found.kind}): eerdere {what} op {day(found.previous)}, deze op "
            f"{day(found.on)}. Een casus komt in principe niet terug; ga na wat eerder is "
            "afgesproken.",
            Severity.WAARSCHUWING,
            context.talk_table,
            found.row,
            ("Casusnummer",),
            casusnummer=found.number,
        )
        for found in returns(context)
    ]
    return Result(hits, _undecided(context), remark=_renumbered(context))


def _renumbered(context: Context) -> str | None:
    """What to say when nearly every return repeats a number of another sheet.

    Then no cases came back: the numbers begin anew on each sheet.
    """
    if not context.register.minimal:
        return None
    found, numbers, cases = _minimal_returns(context), context.case_keys, context.cases
    if len(found) < _FEW_RETURNS:
        return None
    sheets = np.array([block.sheet for block in cases.blocks], dtype=object)[cases.block_of]
    row, before = found["row"].to_numpy(dtype=int), found["previous_row"].to_numpy(dtype=int)
    repeats = (numbers[row] == numbers[before]) & (sheets[row] != sheets[before])
    return _RENUMBERED if repeats.mean() >= _NEARLY_ALL else None


@implements(M04)
def weighed(context: Context) -> Result:
    """M04 (C20 4.5): a return has a weighing: again at the table, or regular help."""
    place = "Besprekingen.Afweging terugkeer"
    lacking, known = blank(context.objects(place)), context.known(place)
    found = returns(context)
    hits = [
        Hit(
            f"Terugkeer op {day(each.on)} zonder afweging. Vul in {{cel}} in: opnieuw of regulier.",
            Severity.FOUT,
            "Besprekingen",
            each.row,
            ("Afweging terugkeer", "Casusnummer"),
            casusnummer=each.number,
        )
        for each in found
        if known[each.row] and lacking[each.row]
    ]
    return Result(hits, sum(not known[each.row] for each in found))
