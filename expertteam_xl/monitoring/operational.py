"""The list of open cases for each uitvoeringsdienst, for the team itself (O-a)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from expertteam_xl.checks import check
from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.disclosure import may_be_shown
from expertteam_xl.monitoring.measures import Amount, Measure, Unknown, Word
from expertteam_xl.monitoring.model import Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.stock import no_closings, open_at
from expertteam_xl.monitoring.views import case_gemeenten
from expertteam_xl.rules.advice_views import goals
from expertteam_xl.rules.clocks import Clocks, State
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.decisions import decision_clocks
from expertteam_xl.rules.stays import stay_clocks, table_clocks
from expertteam_xl.rules.terms import session_clocks, triage_clocks
from expertteam_xl.rules.vectors import Array, as_days, blank, keys, objects, rows_at

_OPEN = (State.OPEN, State.BINNENKORT, State.OPEN_TE_LAAT)
_UNKNOWN_SERVICE = "onbekende uitvoeringsdienst"


def open_cases(context: Context, span: Span) -> Measures:
    """O-a: of every open case its next deadline, open goals and actions, and days of its stay."""
    if reason := no_closings(context):
        return {"": reason}
    rows = np.flatnonzero(open_at(context, span)).tolist()
    if not rows:
        return {"": Unknown("er zijn geen open casussen")}
    due, goals_open, actions = _deadlines(context), _open_goals(context), _open_actions(context)
    nights, signals = _nights(context), _findings(context)
    found: dict[Label, Measure] = {}
    for row in sorted(rows, key=lambda row: _order(context, due, row)):
        key = context.case_keys[row]
        label = _label(context, row)
        code, deadline = due.get(row, ("", None))
        found[label, "uitvoeringsdienst"] = Word(_service(context, row))
        found[label, "eerstvolgende termijn"] = Word(code)
        found[label, "uiterste datum"] = Word(f"{deadline:%d-%m-%Y}" if deadline else "")
        found[label, "dagen"] = Amount((deadline - context.on).days) if deadline else Word("")
        found[label, "open doelen"] = Amount(goals_open.get(key, 0))
        found[label, "open afspraken"] = Amount(actions.get(key, 0))
        found[label, "dag in tussenvoorziening"] = nights.get(key, Word(""))
        found[label, "bevindingen"] = Amount(signals.get(key, 0))
    return found


def _findings(context: Context) -> Counter[object]:
    """How many findings stand at each casusnummer."""
    report = check(context.register, on=context.on)
    numbers = [finding.casusnummer for finding in report.findings]
    return Counter(keys(numbers).tolist())


def _label(context: Context, row: int) -> str:
    """The casusnummer, or the row of the sheet where it has none or stands on two rows."""
    number = context.objects("Casussen.Casusnummer")[row]
    where = _where(context, row)
    if not number or not may_be_shown(number):
        return where
    first = context.case_rows.get(context.case_keys[row]) == row
    return str(number) if first else f"{number} ({where})"


def _where(context: Context, row: int) -> str:
    """The row as Excel numbers it; with its sheet where the cases stand on more than one."""
    cases = context.cases
    where = f"rij {int(cases.excel_rows[row])}"
    if len(cases.blocks) == 1:
        return where
    return f"{cases.blocks[cases.block_of[row]].sheet}, {where}"


def _order(
    context: Context, due: Mapping[int, tuple[str, date]], row: int
) -> tuple[str, date, int]:
    deadline = due[row][1] if row in due else date.max
    return _service(context, row), deadline, row


def _service(context: Context, row: int) -> str:
    named = context.objects("Casussen.Uitvoeringsdienst")[row]
    places = case_gemeenten(context)
    return str(named or _usd(places.names[places.codes[row]]))


def _usd(gemeente: str) -> str:
    return _services().get(gemeente, _UNKNOWN_SERVICE)


@lru_cache(maxsize=1)
def _services() -> Mapping[str, str]:
    return {each.name: each.service for each in gemeenten()}


def _deadlines(context: Context) -> dict[int, tuple[str, date]]:
    """For every row of Casussen the first deadline that is still open, and of which rule."""
    found: dict[int, tuple[str, date]] = {}
    cases = np.arange(len(context.cases))
    placed, table = table_clocks(context)
    stays, longest = stay_clocks(context)
    due, sent = decision_clocks(context)
    for code, rows, clocks in (
        ("T01 triage", cases, triage_clocks(context)),
        ("T02 overleg", cases, session_clocks(context)),
        ("T03 doorbraaktafel", placed["case"].to_numpy(dtype=int), table),
        ("T04 tussenvoorziening", stays["case"].to_numpy(dtype=int), longest),
        ("T05 besluit", _decision_cases(context, due), sent),
    ):
        _keep_first(found, code, rows, clocks)
    return found


def _keep_first(found: dict[int, tuple[str, date]], code: str, rows: Array, clocks: Clocks) -> None:
    for i in np.flatnonzero(np.isin(clocks.state, _OPEN)).tolist():
        row, deadline = int(rows[i]), clocks.told[i].deadline
        if row >= 0 and (row not in found or deadline < found[row][1]):
            found[row] = (code, deadline)


def _decision_cases(context: Context, due: pd.DataFrame) -> Array:
    owner = {
        "Casussen": context.case_keys,
        "Adviezen": context.keys("Adviezen.Casusnummer"),
        "Besprekingen": context.keys("Besprekingen.Casusnummer"),
    }
    owners = [
        owner[table][row] for table, row in zip(due["table"], due["row"].tolist(), strict=True)
    ]
    return rows_at(objects(owners), context.case_rows)


def _open_goals(context: Context) -> Counter[object]:
    if not len(context.register.table("Doelen")):
        return Counter()
    every = goals(context)
    still = (every["open"] | every["silent"]).to_numpy(dtype=bool)
    return Counter(every["key"].to_numpy()[still].tolist())


def _open_actions(context: Context) -> Counter[object]:
    keys = context.keys("Afspraken.Casusnummer")
    return Counter(keys[blank(context.objects("Afspraken.Gereed op"))].tolist())


def _nights(context: Context) -> dict[object, Measure]:
    """For every case that is in the tussenvoorziening the number of its day there (T04)."""
    frame, _ = stay_clocks(context)
    left, first = as_days(frame["left"]), as_days(frame["first"])
    here = ~np.isnat(first) & (np.isnat(left) | (left > context.today)) & (first <= context.today)
    numbers = (context.today - first).astype(np.int64)
    return {
        key: Amount(int(number))
        for key, number in zip(frame["key"].to_numpy()[here], numbers[here], strict=True)
    }


DEFINITIONS = (
    Definition(
        "O-a",
        "Open casussen per uitvoeringsdienst",
        Unit.AANTAL,
        Section.TIJDIGHEID,
        "Casussen die aan het eind van de periode open waren, met de eerstvolgende termijn zoals "
        "bekend op de peildatum, en wat er bij de casus gevonden is. Alleen voor het team zelf.",
        open_cases,
        table=True,
        crosstab=True,
        stock=True,
        intern=True,
        source="C20 4.5",
    ),
)
