"""Who sat at the table, what that cost, and who pays it (M05, S-d)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from expertteam_xl.billing.lines import quarters_of, spent_in
from expertteam_xl.billing.model import NIET_TOEWIJSBAAR
from expertteam_xl.declared import TIME, attendance, billed, tariffs
from expertteam_xl.monitoring.course import HIGH, LOW, estimate
from expertteam_xl.monitoring.measures import Amount, Count, Measure, Unknown
from expertteam_xl.monitoring.model import TOTAL, Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.monitoring.views import absent, gemeente_names, no_sheet, within
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array, as_days

_SHEETS = ("Overleggen", "Besprekingen", "Deelnames", "Partners", "Tarieven")
UNALLOCATED = "niet toewijsbaar"


@dataclass(frozen=True)
class Charged:
    """The declared lines of the whole register, as far as the monitor needs them (§6).

    Attributes:
        payers: who can pay: the gemeenten, and `UNALLOCATED`.
        payer: place among those of every line.
        day: overlegdatum of every line.
        cent: amount of every line.
        first: whether it is the first line of its discussion: of a case in a meeting.
    """

    payers: tuple[str, ...]
    payer: Array
    day: Array
    cent: Array
    first: Array

    def sums(self, span: Span) -> tuple[list[int], list[int]]:
        """Cents and discussions by payer."""
        inside, size = within(self.day, span), len(self.payers)
        cents = np.zeros(size, dtype=np.int64)
        np.add.at(cents, self.payer[inside], self.cent[inside])
        talks = np.bincount(self.payer[inside & self.first], minlength=size)
        return cents.tolist(), talks.tolist()


def charged(context: Context) -> Charged:
    """Every line that the register gives rise to, whatever the quarter."""
    return context.derived("monitor charged", lambda: _charged(context))


def _charged(context: Context) -> Charged:
    every = {each for each in quarters_of(as_days(attendance(context)["day"])) if each is not None}
    lines = spent_in(context, every).lines
    names = [UNALLOCATED if line.gemeente == NIET_TOEWIJSBAAR else line.gemeente for line in lines]
    payers = tuple(dict.fromkeys((*gemeente_names(), UNALLOCATED, *names)))
    place = {name: number for number, name in enumerate(payers)}
    talks = pd.MultiIndex.from_arrays(
        [[line.overlegnummer for line in lines], [line.casusnummer for line in lines]]
    )
    return Charged(
        payers,
        np.array([place[name] for name in names], dtype=np.intp),
        np.array([line.overlegdatum for line in lines], dtype="datetime64[D]"),
        np.array([line.cent for line in lines], dtype=np.int64),
        ~talks.duplicated(),
    )


def amounts(context: Context, span: Span) -> Measures:
    """M05-bedrag: what each gemeente pays for the sessions of a span, in cents."""
    if reason := no_sheet(context, *_SHEETS):
        return {"": reason}
    lines = charged(context)
    cents, talks = lines.sums(span)
    found: dict[Label, Measure] = {
        name: Amount(cent, Count(f"aangerekend|{name}", number))
        for name, cent, number in zip(lines.payers, cents, talks, strict=True)
    }
    return {**found, TOTAL: Amount(sum(cents), Count("aangerekend", sum(talks)))}


def without_tariff(context: Context, span: Span) -> bool:
    """Whether declared time of a span has no tariff, so that its cost is not in the amounts."""
    if no_sheet(context, *_SHEETS):
        return False
    untold = billed(context) & (tariffs(context).row < 0)
    return bool((untold & within(as_days(attendance(context)["day"]), span)).any())


def total_cost(context: Context, span: Span) -> Measures:
    """S-d: what the partners' time cost, beside what may have been saved (M06)."""
    spent, guess = amounts(context, span), estimate(context, span)
    return {
        "kosten van de partners": _one(spent, TOTAL),
        LOW: _one(guess, LOW),
        HIGH: _one(guess, HIGH),
    }


def _one(found: Measures, label: Label) -> Measure:
    """A row of a table; why there is no table when there is none."""
    return found[label] if label in found else found[""]


@dataclass(frozen=True)
class Attended:
    """Rows of Deelnames of parties that are known, at meetings that were held.

    Attributes:
        parties: their names.
        party, day, minutes: place of the name, overlegdatum and minutes of every row.
        first: whether it is the first row of its party at its meeting.
    """

    parties: tuple[str, ...]
    party: Array
    day: Array
    minutes: Array
    first: Array


def _attended(context: Context) -> Attended:
    rows = attendance(context)
    names = context.objects("Partners.Partner")
    parties = tuple(dict.fromkeys(name for name in names if name))
    place = {name: number for number, name in enumerate(parties)}
    of_row = np.array([place.get(name, -1) for name in names], dtype=np.intp)
    row = rows["party"].to_numpy(dtype=np.intp)
    party = np.where(row >= 0, of_row[row] if len(of_row) else -1, -1)
    chosen = (party >= 0) & rows["state"].eq(HELD).to_numpy()
    kept = rows.loc[chosen, ["session"]].assign(party=party[chosen])
    return Attended(
        parties,
        party[chosen],
        as_days(rows["day"])[chosen],
        rows["minutes"].to_numpy(dtype=np.int64)[chosen],
        ~kept.duplicated().to_numpy(),
    )


def participation(context: Context, span: Span) -> Measures:
    """M05-deelname: by party the held meetings it took part in, and the minutes it recorded."""
    if reason := no_sheet(context, "Overleggen", "Deelnames", "Partners"):
        return {"": reason}
    rows = context.derived("monitor attended", lambda: _attended(context))
    inside, size = within(rows.day, span), len(rows.parties)
    meetings = np.bincount(rows.party[inside & rows.first], minlength=size).tolist()
    minutes = np.zeros(size, dtype=np.int64)
    np.add.at(minutes, rows.party[inside], rows.minutes[inside])
    measure = _minutes(context)
    found: dict[Label, Measure] = {}
    for name, number, spent in zip(rows.parties, meetings, minutes.tolist(), strict=True):
        over = Count(f"deelname|{name}", number)
        found[name, "overleggen"] = over
        found[name, "minuten"] = measure(spent, over)
    return found or {"": Unknown("op Partners staan geen namen")}


def _minutes(context: Context) -> Callable[[int, Count], Measure]:
    """How minutes are told: as an amount, unless the register has no column for them."""
    reasons = [absent(context, place) for place in TIME]
    if all(reasons):
        return lambda _, __: Unknown("het register legt geen minuten of uren van deelnemers vast")
    return Amount


DEFINITIONS = (
    Definition(
        "M05-deelname",
        "Deelname per partner",
        Unit.AANTAL,
        Section.KOSTEN,
        "Gehouden overleggen waaraan een partij deelnam, en de minuten die zij daarvoor "
        "vastlegde en die meetellen; naar overlegdatum.",
        participation,
        table=True,
        crosstab=True,
        compared=("overleggen", "minuten"),
        source="V Financiën",
    ),
    Definition(
        "M05-bedrag",
        "Kosten per gemeente",
        Unit.CENT,
        Section.KOSTEN,
        "Wat partners declareren, verdeeld als in de declaraties; naar overlegdatum. Een bedrag "
        "over weinig besprekingen staat er niet.",
        amounts,
        table=True,
        total=True,
        source="C20 8; V Financiën",
    ),
    Definition(
        "S-d",
        "Kosten en inschatting",
        Unit.CENT,
        Section.KOSTEN,
        "Wat de tijd van de partners kostte, naast de inschatting van wat is bespaard (M06).",
        total_cost,
        table=True,
        source="C20 4.5",
    ),
)
