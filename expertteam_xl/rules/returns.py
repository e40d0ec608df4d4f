"""Cases that come back (M03), and the weighing that a return asks for (M04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue import M03, M04
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.terms import unfinished_talks
from expertteam_xl.rules.wording import as_date, day

NIEUW, VERVOLGSESSIE, TERUGKEER = "nieuw", "vervolgsessie", "terugkeer"


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


def classify(context: Context) -> list[str]:
    """For each of `Context.held`: nieuw, vervolgsessie or terugkeer (C20 4.5).

    A first discussion is new; after one that was not finished comes a vervolgsessie; anything else
    is a terugkeer.
    """
    unfinished = unfinished_talks(context)
    last: dict[str, int] = {}
    kinds = []
    for i, person in enumerate(context.held["person"]):
        if person is None or person not in last:
            kinds.append(NIEUW)
        else:
            kinds.append(VERVOLGSESSIE if unfinished[last[person]] else TERUGKEER)
        if person is not None:
            last[person] = i
    return kinds


def returns(context: Context) -> list[Return]:
    """Every terugkeer of the register, in order of date."""
    return list(_minimal_returns(context) if context.register.minimal else _returns(context))


def _returns(context: Context) -> Iterator[Return]:
    held = context.held
    numbers = context.register.table("Besprekingen").objects("Casusnummer")
    last: dict[str, dict[str, object]] = {}
    for kind, talk in zip(classify(context), held.to_dict("records"), strict=True):
        before = last.get(talk["person"])
        if kind == TERUGKEER and before:
            switched = before["stream"] != talk["stream"]
            yield Return(
                int(talk["row"]),
                talk["day"].date(),
                before["day"].date(),  # type: ignore[attr-defined]
                "werkstroomwissel" if switched else "heraanmelding",
                numbers[int(talk["row"])],
            )
        last[talk["person"]] = talk


def _minimal_returns(context: Context) -> Iterator[Return]:
    """Rows with the number (or jeugdigesleutel) of an earlier aanmelding on another day."""
    cases = context.cases
    days, streams = cases.dates("Aanmelddatum"), cases.objects("Werkstroom")
    numbers = cases.objects("Casusnummer")
    persons = context.case_persons
    last: dict[str, int] = {}
    for row in np.argsort(days, kind="stable"):
        person = persons[row]
        if person is None or np.isnat(days[row]):
            continue
        before = last.get(person)
        if before is not None and days[before] != days[row]:
            switched = streams[before] != streams[row]
            yield Return(
                int(row),
                as_date(days[row]),
                as_date(days[before]),
                "werkstroomwissel" if switched else "heraanmelding",
                numbers[row],
            )
        last[person] = int(row)


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
    return Result(hits)


@implements(M04)
def weighed(context: Context) -> Result:
    """M04 (C20 4.5): a return has a weighing: again at the table, or regular help."""
    links = context.register.table("Besprekingen")
    weighing, known = links.objects("Afweging terugkeer"), links.known("Afweging terugkeer")
    hits = [
        Hit(
            f"Terugkeer op {day(found.on)} zonder afweging. Vul in {{cel}} in: opnieuw of regulier.",
            Severity.FOUT,
            "Besprekingen",
            found.row,
            ("Afweging terugkeer", "Casusnummer"),
            casusnummer=found.number,
        )
        for found in returns(context)
        if known[found.row] and weighing[found.row] is None
    ]
    return Result(hits)
