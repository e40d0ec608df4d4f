"""What the register knows of one case, as plain data for its forms (classes K0 and K1 only)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.forms.fields import FORMS
from expertteam_xl.forms.numbering import DEFAULTS, nearest, next_numbers
from expertteam_xl.register.model import Register, Table
from expertteam_xl.rules.vectors import keys

Record = Mapping[str, Any]
"""One row of a table: header to value; a date is a date, what is blank is None."""


@dataclass(frozen=True)
class Talk:
    """An overleg in which the case was or will be discussed."""

    number: str
    day: date | None


@dataclass(frozen=True)
class CaseFacts:
    """What the forms of one case show.

    Attributes:
        number: its casusnummer as the register writes it.
        row: the Excel row of the case.
        werkstroom, status: of the case; None when unknown.
        talk: the last overleg, held or planned, that the advice belongs to; None when unknown.
        meeting_day: the day of that overleg.
        advice: the advice that is in the register already, where every discussion has one; None
            when the form is for a new advice.
        closing: the last closing of the case that is in the register already; None when there is
            none.
        kind: the sort of advice to expect: zwaarwegend or mondeling.
        partners: executing partners of the case's last advice.
        advices: its advices so far, the oldest first.
        goals: the goals of those advices.
        agreements: agreements about the case in that overleg.
        advice_number, goal_numbers, agreement_numbers: proposals for new rows.
        all_partners: the partners of the register.
    """

    number: str
    row: int
    werkstroom: str | None
    status: str | None
    talk: Talk | None
    meeting_day: date | None
    advice: Record | None
    closing: Record | None
    kind: str
    partners: str | None
    advices: Sequence[Record]
    goals: Sequence[Record]
    agreements: Sequence[Record]
    advice_number: str
    goal_numbers: Sequence[str]
    agreement_numbers: Sequence[str]
    all_partners: Sequence[str]

    @property
    def own_goals(self) -> list[Record]:
        """The goals of the advice that is in the register already."""
        own = self.advice.get("Adviesnummer") if self.advice else None
        return [goal for goal in self.goals if own and _same(goal.get("Adviesnummer"), own)]

    @property
    def open_goals(self) -> list[str]:
        """Numbers of goals that were not reached yet."""
        return [
            str(goal["Doelnummer"])
            for goal in self.goals
            if goal.get("Resultaat") in (None, "open") and goal.get("Doelnummer")
        ]


def find_case(register: Register, number: str) -> int | None:
    """The row of a case in the table Casussen, the last one where it stands twice; or None."""
    table = register.table("Casussen")
    wanted = keys([number])[0]
    found = np.flatnonzero(keys(table.objects("Casusnummer")) == wanted)
    return int(found[-1]) if len(found) else None


def near_case(register: Register, number: str) -> str | None:
    """A casusnummer that looks like one that is not there, and may be repeated; or None."""
    known = register.table("Casussen").objects("Casusnummer")
    return nearest(number, (str(each) for each in known if each is not None))


def case_facts(register: Register, row: int, on: date, *, taken: Sequence[str] = ()) -> CaseFacts:
    """What the register knows of a case.

    Args:
        register: what was read.
        row: of the case, as `find_case` gives it.
        on: the peildatum.
        taken: numbers of advices, goals and agreements that other forms use already.
    """
    cases = register.table("Casussen")
    case = record(cases, row)
    number = str(case["Casusnummer"])
    advices = sorted(_of_case(register, "Adviezen", number), key=_advice_day)
    talks = _talks(register, number)
    done = [a.get("Overlegnummer") for a in advices]
    free = [t for t in talks if not any(_same(t.number, number) for number in done)]
    advice = advices[-1] if advices and not free else None
    talk = _belonging(talks if advice else free, advice)
    goals = _of_advices(register, advices)
    agreements = [
        each
        for each in _of_case(register, "Afspraken", number)
        if talk is not None and _same(each.get("Overlegnummer"), talk.number)
    ]
    closings = _of_case(register, "Afsluitingen", number)
    year = (talk.day if talk and talk.day else on).year
    counts = {table: sum(line.table == table for line in FORMS["advies"].lines)
              for table in ("Doelen", "Afspraken")}  # fmt: skip
    oral = not talks and case.get("Triage-uitkomst") == "mondeling advies"
    return CaseFacts(
        number=number,
        row=int(cases.excel_rows[row]),
        werkstroom=case.get("Werkstroom"),
        status=case.get("Status"),
        talk=talk,
        meeting_day=(talk.day if talk else None) or case.get("Overlegdatum"),
        advice=advice,
        closing=closings[-1] if closings else None,
        kind="mondeling" if oral else "zwaarwegend",
        partners=next(
            (a["Uitvoerende partner(s)"] for a in reversed(advices)
             if a.get("Uitvoerende partner(s)")), None,
        ),
        advices=advices,
        goals=goals,
        agreements=agreements,
        advice_number=_proposals(register, "Adviezen", "Adviesnummer", year, 1, taken)[0],
        goal_numbers=_proposals(register, "Doelen", "Doelnummer", year, counts["Doelen"], taken),
        agreement_numbers=_proposals(
            register, "Afspraken", "Nr", year, counts["Afspraken"], taken
        ),
        all_partners=[str(p) for p in register.table("Partners").objects("Partner") if p],
    )  # fmt: skip


def record(table: Table, row: int) -> dict[str, Any]:
    """One row, without the columns that stay in the source (K2)."""
    kept = [c.header for c in table.spec.columns if c.privacy in ("K0", "K1")]
    return {
        header: plain(table.frame[header].iloc[row])
        for header in kept
        if header in table.frame.columns
    }


def plain(value: Any) -> Any:
    """A value of a frame as Python's own: a date is a date, what is blank is None."""
    if value is None or (not isinstance(value, str | tuple) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp | np.datetime64):
        return pd.Timestamp(value).date()
    return value.item() if isinstance(value, np.generic) else value


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return False
    first, second = keys([str(one), str(other)])
    return bool(first == second)


def _rows_with(table: Table, header: str, wanted: Sequence[str]) -> list[dict[str, Any]]:
    """The rows whose value in a column is one of these numbers, in their order."""
    if not table.has(header) or not wanted:
        return []
    mask = np.isin(
        np.array([each or "" for each in keys(table.objects(header))], dtype=str),
        np.array([each for each in keys(list(wanted)) if each], dtype=str),
    )
    return [record(table, int(row)) for row in np.flatnonzero(mask)]


def _of_case(register: Register, table: str, number: str) -> list[dict[str, Any]]:
    return _rows_with(register.table(table), "Casusnummer", [number])


def _of_advices(register: Register, advices: Sequence[Record]) -> list[dict[str, Any]]:
    numbers = [str(a["Adviesnummer"]) for a in advices if a.get("Adviesnummer")]
    return _rows_with(register.table("Doelen"), "Adviesnummer", numbers)


def _advice_day(advice: Record) -> date:
    return advice.get("Adviesdatum") or date.min


def _talks(register: Register, number: str) -> list[Talk]:
    """Every overleg of a case that was held or is planned, the oldest first."""
    talks = _of_case(register, "Besprekingen", number)
    numbers = [str(talk["Overlegnummer"]) for talk in talks if talk.get("Overlegnummer")]
    meetings = _rows_with(register.table("Overleggen"), "Overlegnummer", numbers)
    found = [
        Talk(str(m["Overlegnummer"]), m.get("Overlegdatum"))
        for m in meetings
        if m.get("Status") in (None, "gehouden", "gepland")
    ]
    return sorted(found, key=lambda talk: talk.day or date.min)


def _belonging(talks: Sequence[Talk], advice: Record | None) -> Talk | None:
    """The overleg of an advice; of a new advice the last one."""
    if advice is None:
        return talks[-1] if talks else None
    return next((t for t in talks if _same(t.number, advice.get("Overlegnummer"))), None)


def _proposals(
    register: Register, table: str, header: str, year: int, count: int, taken: Sequence[str]
) -> list[str]:
    known = [str(n) for n in register.table(table).objects(header) if n is not None]
    source = next_numbers(known, DEFAULTS[table], year, taken)
    return [next(source) for _ in range(count)]
