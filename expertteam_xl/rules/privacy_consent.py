"""Consent before data are used that can identify somebody (P02), and what was told first (P03)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.privacy import P02, P03
from expertteam_xl.rules.context import PLANNED, Context
from expertteam_xl.rules.vectors import blank
from expertteam_xl.rules.wording import as_date, day
from expertteam_xl.text import listed

_TABLE = "Toestemmingen"
_ADULT = 18
"""From this age on one decides alone, by law and not by the agreement."""

_PARENTS, _YOUTH = ("ouder", "vertegenwoordiger"), ("jeugdige",)
_INFORMED = {
    "Geïnformeerd doel": "het doel",
    "Geïnformeerd intrekking": "intrekken",
    "Geïnformeerd weigering": "weigeren",
}
_WISHES = ("Herleidbaar", "Aanwezigheid gewenst")


@dataclass(frozen=True)
class _Consents:
    """The table Toestemmingen.

    Attributes:
        rows: casusnummer as compared, to its rows.
        concerned: cases whose data can identify somebody, while presence is wished for.
        vague: cases of which one of both can't be told.
    """

    rows: dict[Any, list[int]]
    concerned: tuple[Any, ...]
    vague: int


@dataclass(frozen=True)
class _Lack:
    """What is wrong with the consent of one party: how bad, where, and what to say."""

    severity: Severity
    row: int
    field: str
    text: str


def _place(field: str) -> str:
    return f"{_TABLE}.{field}"


def _consents(context: Context) -> _Consents:
    return context.derived("consents", lambda: _find_consents(context))


def _find_consents(context: Context) -> _Consents:
    keys = context.keys(_place("Casusnummer"))
    rows: dict[Any, list[int]] = {}
    for row in np.flatnonzero(~blank(keys)).tolist():
        rows.setdefault(keys[row], []).append(row)
    said = [context.objects(_place(wish)) for wish in _WISHES]
    concerned, vague = [], 0
    for key, own in rows.items():
        answers = [_answer([values[row] for row in own]) for values in said]
        if all(answers):
            concerned.append(key)
        elif None in answers and False not in answers:
            vague += 1
    return _Consents(rows, tuple(concerned), vague)


def _answer(values: Sequence[Any]) -> bool | None:
    """Yes when one row says so, no when they all do, None when it can't be told."""
    if any(value is True for value in values):
        return True
    return None if any(value is None for value in values) else False


@implements(P02)
def consent_given(context: Context) -> Result:
    """P02 (C18 2.6; UAVG 5): written consent on or before the overleg, of who must give it.

    Of a year of birth alone both ages are tried; where they differ it is a warning. A blank that
    may mean unknown is no finding.
    """
    found = _consents(context)
    used, certain = _first_use(context)
    hits, unknown = [], found.vague
    for key in found.concerned:
        hit = _lacking(context, found.rows[key], key, used.get(key), certain=key in certain)
        if hit is None:
            unknown += 1
        elif hit:
            hits += hit
    return Result(hits, unknown)


def _first_use(context: Context) -> tuple[dict[Any, date], set[Any]]:
    """On which day each case is used: its first overleg, held before planned; else its aanmelding.

    Returns:
        the days, and the cases of which it is that of an overleg.
    """
    used: dict[Any, date] = {}
    starts = context.days("Casussen.Aanmelddatum")
    for key, row in context.case_rows.items():
        if not np.isnat(starts[row]):
            used[key] = as_date(starts[row])
    talks: dict[Any, date] = {}
    planned = context.talks[context.talks["state"].eq(PLANNED) & context.talks["day"].notna()]
    for rows in (context.held, planned):
        days = rows["day"].to_numpy().astype("datetime64[D]")
        for key, on in zip(rows["key"].tolist(), days, strict=True):
            talks.setdefault(key, as_date(on))
    return used | talks, set(talks)


def _lacking(
    context: Context, rows: list[int], key: Any, on: date | None, *, certain: bool
) -> list[Hit] | None:
    """The finding of a case, if any; None when it can't be told."""
    ages = _ages(context, key, on)
    if on is None or not ages:
        return None
    limit = on if certain else None
    tried = [_lacks_at(context, rows, age, limit) for age in ages]
    if any(each is None for each in tried):
        return None
    lacks = [each for each in tried if each is not None]
    worst = max(lacks, key=lambda each: -min((lack.severity.rank for lack in each), default=9))
    if not worst:
        return []
    severity = min((lack.severity for lack in worst), key=lambda each: each.rank)
    if len({_gravest(each) for each in lacks}) > 1:
        severity = Severity.WAARSCHUWING
    return [_consent_hit(worst, severity, ages, context.settings.toestemming_leeftijd)]


def _gravest(lacks: Sequence[_Lack]) -> int:
    return min((lack.severity.rank for lack in lacks), default=len(Severity))


def _ages(context: Context, key: Any, on: date | None) -> tuple[int, ...]:
    """The ages that a jeugdige may have on a day; none when the birth is unknown."""
    row = context.case_rows.get(key)
    if row is None or on is None:
        return ()
    birth = context.days("Casussen.Geboortedatum")[row]
    if not np.isnat(birth):
        born = as_date(birth)
        return (on.year - born.year - ((on.month, on.day) < (born.month, born.day)),)
    year = context.objects("Casussen.Geboortejaar")[row]
    if year is None:
        return ()
    eldest = on.year - int(year)
    return (eldest,) if (on.month, on.day) == (12, 31) else (eldest - 1, eldest)


def _lacks_at(
    context: Context, rows: list[int], age: int, limit: date | None
) -> list[_Lack] | None:
    """What is lacking at an age; None when that can't be told."""
    own_age = context.settings.toestemming_leeftijd
    asked: list[tuple[tuple[str, ...], Severity]] = []
    if age >= own_age:
        asked.append((_YOUTH, Severity.FOUT))
    if age < _ADULT:
        asked.append((_PARENTS, Severity.FOUT if age < own_age else Severity.WAARSCHUWING))
    lacks = []
    for who, severity in asked:
        lack = _lack(context, rows, who, severity, limit)
        if lack is None:
            return None
        lacks += lack
    return lacks


def _lack(
    context: Context,
    rows: list[int],
    who: tuple[str, ...],
    severity: Severity,
    limit: date | None,
) -> list[_Lack] | None:
    """What is wrong with the consent of one party; nothing when one of its rows is in order."""
    by = context.objects(_place("Door"))
    own = [row for row in rows if by[row] in who]
    party = "de toestemming van een ouder of vertegenwoordiger"
    if who is _YOUTH:
        party = "de toestemming van de jeugdige zelf"
    states = [_state(context, row, limit) for row in own]
    if "" in states:
        return []
    if None in states or any(by[row] is None for row in rows):
        return None
    if not own:
        return [_Lack(severity, rows[0], "Door", f"{party} ontbreekt")]
    field, why = (states[-1] or "").split("|")
    return [_Lack(severity, own[-1], field, f"{party} {why}")]


def _state(context: Context, row: int, limit: date | None) -> str | None:
    """Empty for a consent in order, None when that can't be told, else ``field|what is wrong``."""
    withdrawn = context.days(_place("Ingetrokken op"))[row]
    if not np.isnat(withdrawn) and withdrawn <= context.today:
        return f"Ingetrokken op|is ingetrokken op {day(withdrawn)}"
    given = context.days(_place("Datum"))[row]
    if limit is not None and not np.isnat(given) and as_date(given) > limit:
        return f"Datum|is van {day(given)}, na {day(limit)}"
    written = context.objects(_place("Schriftelijk"))[row]
    if written is False:
        return "Schriftelijk|is niet schriftelijk"
    unsure = written is None or np.isnat(given)
    return None if unsure or context.unreadable(_place("Ingetrokken op"))[row] else ""


def _age_group(age: int, own_age: int) -> str:
    """What the rule looks at, and no more: a message tells nobody's age."""
    if age < own_age:
        return f"jonger dan {own_age}"
    return f"minstens {own_age} en jonger dan {_ADULT}" if age < _ADULT else f"{_ADULT} of ouder"


def _consent_hit(
    lacks: Sequence[_Lack], severity: Severity, ages: tuple[int, ...], own_age: int
) -> Hit:
    first = min(lacks, key=lambda lack: lack.severity.rank)
    what = listed([lack.text for lack in lacks])
    age = " of ".join(dict.fromkeys(_age_group(each, own_age) for each in ages))
    return Hit(
        f"De gegevens zijn herleidbaar, aanwezigheid is gewenst en de jeugdige is {age}: "
        f"{what}. Vraag schriftelijk toestemming en vul haar in, of verbeter {{cel}}; zonder "
        "toestemming gaat het overleg over niet-herleidbare gegevens.",
        severity,
        _TABLE,
        first.row,
        (first.field,),
    )


@implements(P03)
def informed_first(context: Context) -> Result:
    """P03 (C18 2.6): who gave consent was told three things, on or before the day of it."""
    found = _consents(context)
    hits, unknown = [], found.vague
    for key in found.concerned:
        rows = found.rows[key]
        told = {row: list(_untold(context, row)) for row in rows}
        for row in rows:
            if not told[row] or _is_withdrawn(context, row) or _told_later(context, row, told):
                continue
            if any(context.unreadable(_place(field))[row] for field in (*_INFORMED, "Datum")):
                unknown += 1
                continue
            hits.append(_untold_hit(context, row, told[row]))
    return Result(hits, unknown)


def _untold(context: Context, row: int) -> Iterator[str]:
    """Which of the three was not told, or after consent was given."""
    given = context.days(_place("Datum"))[row]
    for field in _INFORMED:
        told = context.days(_place(field))[row]
        if np.isnat(told) or told > given:
            yield field


def _is_withdrawn(context: Context, row: int) -> bool:
    return bool(context.days(_place("Ingetrokken op"))[row] <= context.today)


def _told_later(context: Context, row: int, told: dict[int, list[str]]) -> bool:
    """Whether the same party gave another consent that is in order."""
    by = context.objects(_place("Door"))
    return any(not untold and by[other] == by[row] for other, untold in told.items())


def _untold_hit(context: Context, row: int, fields: list[str]) -> Hit:
    given = context.days(_place("Datum"))[row]
    when = "" if np.isnat(given) else f" van {day(given)}"
    late = [field for field in fields if not np.isnat(context.days(_place(field))[row])]
    what = listed([_INFORMED[field] for field in fields])
    how = "pas later" if len(late) == len(fields) else "niet, of pas later," if late else "niet"
    return Hit(
        f"Voor deze toestemming{when} is volgens het register {how} verteld over {what}. Is het "
        "vooraf gebeurd, vul dan de datum in bij {cel}; zo niet, leg het uit en vraag opnieuw "
        "toestemming.",
        Severity.FOUT,
        _TABLE,
        row,
        (fields[0],),
    )
