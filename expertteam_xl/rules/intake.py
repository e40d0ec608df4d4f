"""Who belongs at the expertteam: age (G01) and werkstroom (G04)."""

from __future__ import annotations

from datetime import date

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue import G01, G04
from expertteam_xl.rules.context import HELD, PLANNED, Context
from expertteam_xl.rules.wording import as_date, day


def age_on(birth: date, on: date) -> int:
    """Age in whole years; born on 29 February ages on 1 March in other years; may be negative."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


@implements(G01)
def age_in_range(context: Context) -> Result:
    """G01 (C20 1; C18 2.8): a jeugdige is young enough on the aanmelddatum."""
    cases = context.cases
    start, birth = cases.dates("Aanmelddatum"), cases.dates("Geboortedatum")
    year = cases.objects("Geboortejaar")
    hits, unknown = [], 0
    for row in np.flatnonzero(~context.advice_questions):
        ages = _ages(start[row], birth[row], year[row])
        if not ages:
            unknown += 1
        elif hit := _age_hit(context, int(row), ages, start[row], by_year=np.isnat(birth[row])):
            hits.append(hit)
    return Result(hits, unknown)


def _ages(start: np.datetime64, birth: np.datetime64, year: float | None) -> tuple[int, ...]:
    """The ages that a case may have: one by date of birth, two by year of birth, none unknown."""
    if np.isnat(start):
        return ()
    on = as_date(start)
    if not np.isnat(birth):
        return (age_on(as_date(birth), on),)
    if year is None:
        return ()
    eldest = on.year - int(year)
    return (eldest,) if eldest <= 0 else (eldest - 1, eldest)


def _judge_age(context: Context, age: int) -> Severity | None:
    if age < 0 or age >= context.settings.leeftijd_fout_vanaf:
        return Severity.FOUT
    return Severity.WAARSCHUWING if age >= context.settings.leeftijd_ok_tot else None


def _age_hit(
    context: Context, row: int, ages: tuple[int, ...], start: np.datetime64, *, by_year: bool
) -> Hit | None:
    outcomes = {_judge_age(context, age) for age in ages}
    if outcomes == {None}:
        return None
    severity = outcomes.pop() if len(outcomes) == 1 else Severity.WAARSCHUWING
    return Hit(
        _age_text(context, ages, as_date(start), certain=not outcomes),
        severity or Severity.WAARSCHUWING,
        "Casussen",
        row,
        ("Geboortejaar", "Geboortedatum") if by_year else ("Geboortedatum", "Geboortejaar"),
    )


def _age_text(context: Context, ages: tuple[int, ...], start: date, *, certain: bool) -> str:
    ok, fout = context.settings.leeftijd_ok_tot, context.settings.leeftijd_fout_vanaf
    if max(ages) < 0:
        return f"De geboorte ligt na de aanmelding op {day(start)}. Verbeter {{cel}} of die datum."
    bound = fout if max(ages) >= fout and certain else ok
    maybe = "" if certain else " misschien al"
    return (
        f"Op de aanmelddatum {day(start)} was de jeugdige{maybe} {bound} jaar of ouder; het "
        f"expertteam is er tot de {ok}e verjaardag. Kloppen de datums, bespreek dan of de casus "
        "hier hoort."
    )


@implements(G04)
def stream_filled(context: Context) -> Result:
    """G04 (C20 1): a werkstroom is required for 2020 and must be empty for 2018."""
    cases = context.cases
    version = context.case_versions
    stream = cases.objects("Werkstroom")
    applies = cases.known("Werkstroom") & ~context.advice_questions
    lacking = applies & np.equal(version, "2020") & np.equal(stream, None)
    early = applies & np.equal(version, "2018") & np.not_equal(stream, None)
    early &= ~_talked_from_2020(context)
    hits = [_lacking(cases.dates("Aanmelddatum")[r], int(r)) for r in np.flatnonzero(lacking)]
    hits += [_too_early(cases.dates("Aanmelddatum")[r], int(r)) for r in np.flatnonzero(early)]
    unknown = np.equal(version, None).astype(bool) & ~context.advice_questions
    return Result(hits, int(np.sum(unknown)))


def _talked_from_2020(context: Context) -> np.ndarray:
    """Cases that were discussed, or are planned to be, under the convenant of 2020."""
    talks = context.talks
    later = talks[talks["state"].isin((HELD, PLANNED)) & talks["version"].eq("2020")]
    return np.isin(context.case_keys.astype(str), later["key"].astype(str))


def _lacking(start: np.datetime64, row: int) -> Hit:
    return Hit(
        f"De werkstroom is leeg, en verplicht voor een aanmelding van {day(start)} (convenant "
        "2020). Vul in {cel} A of B in.",
        Severity.FOUT,
        "Casussen",
        row,
        ("Werkstroom",),
    )


def _too_early(start: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Aangemeld {day(start)}, onder het convenant van 2018; dat kent geen werkstromen. Maak "
        "{cel} leeg, of verbeter de datum.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        ("Werkstroom",),
    )
