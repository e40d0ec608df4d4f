"""What is done with an advice: by whom (Z03, Z04), and what when a goal is not met (Z05)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.advice_views import (
    advices,
    closed_since,
    flags,
    goals,
    lacks,
    results_unrecorded,
    rows_where,
    unsent,
)
from expertteam_xl.rules.catalogue.advice import Z03, Z04, Z05
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import as_days, blank
from expertteam_xl.rules.wording import as_date, day
from expertteam_xl.text import fold, tidy

_EXECUTING = "Adviezen.Uitvoerende partner(s)"
_BETWEEN_WORDS = re.compile(r"\W+")
_NO_PARTNERS = ("gemeente", "C&A", "GI", "VT")
"""Kinds of party that are no partner; who is not said to be one of these, is."""


@implements(Z03)
def executed_by_partner(context: Context) -> Result:
    """Z03 (C20 4.4, 3): an advice has an executing partner, one of whom takes part."""
    rows = advices(context)
    applies = ~flags(rows["nvt"])
    lacking = flags(rows["passed"]) & lacks(context, _EXECUTING)
    named = context.objects(_EXECUTING)
    hits = [_no_partner(row) for row in rows_where(lacking)]
    remark = None
    if context.register.has("Partners.Partner") and not context.is_unused("Partners.Partner"):
        partners = _partners(context)
        days = as_days(rows["day"])
        hits += [
            _no_party_of_ours(row)
            for row in rows_where(applies & ~blank(named))
            if not _takes_part(named[row], days[row], partners)
        ]
    else:
        remark = "namen niet vergeleken: er is geen lijst op Partners"
    unsure = flags(rows["vague"]) & lacks(context, _EXECUTING)
    unsure |= applies & ~context.known(_EXECUTING)
    return Result(hits, int(np.sum(unsure)), remark=remark)


def _partners(context: Context) -> dict[str, Any]:
    """The words of every partner's name, to its last day of taking part; None without an end."""
    ends = context.days("Partners.Einddatum")
    kinds = context.objects("Partners.Soort")
    partners: dict[str, Any] = {}
    for row, name in enumerate(context.objects("Partners.Partner")):
        if name is None or kinds[row] in _NO_PARTNERS:
            continue
        end, known = None if np.isnat(ends[row]) else ends[row], _words(name)
        before = partners.get(known, end)
        partners[known] = None if end is None or before is None else max(end, before)
    return partners


def _takes_part(named: str, on: np.datetime64, partners: dict[str, Any]) -> bool:
    """Whether a cell names a partner who takes part on that day, alone or among others."""
    cell = _words(named)
    return any(
        name in cell and (end is None or not on > end)
        for name, end in partners.items()
        if name.strip()
    )


@lru_cache(maxsize=65536)
def _words(text: str) -> str:
    """The words of a name with a blank around each, without case and accents."""
    return f" {' '.join(map(fold, _BETWEEN_WORDS.split(tidy(text))))} "


def _no_partner(row: int) -> Hit:
    return Hit(
        "Er staat geen uitvoerende partner bij dit advies. Is zij gekozen, vul haar dan in {cel} "
        "in; zo niet, kies haar met de inwoner.",
        Severity.WAARSCHUWING,
        "Adviezen",
        row,
        ("Uitvoerende partner(s)", "Adviesdatum"),
    )


def _no_party_of_ours(row: int) -> Hit:
    return Hit(
        "Wie hier als uitvoerder staat, is volgens Partners geen deelnemende partner; minstens een "
        "moet dat zijn. Schrijf de naam in {cel} zoals op Partners, of vul Partners aan.",
        Severity.WAARSCHUWING,
        "Adviezen",
        row,
        ("Uitvoerende partner(s)",),
    )


@implements(Z04)
def execution_accepted(context: Context) -> Result:
    """Z04 (C20 3, 6; C18 2.2): the executing partner accepted the advice.

    Without an executing partner Z03 tells; of a besluit that was not sent yet, T05.
    """
    place = "Adviezen.Aanvaard op"
    rows = advices(context)
    applies = ~flags(rows["nvt"]) & ~unsent(context) & ~lacks(context, _EXECUTING)
    due = applies & flags(rows["passed"])
    hits = [_not_accepted(row) for row in rows_where(due & lacks(context, place))]
    unsure = (applies & flags(rows["vague"])) | (due & ~context.known(place))
    return Result(hits, int(np.sum(unsure)))


def _not_accepted(row: int) -> Hit:
    return Hit(
        "Er staat niet wanneer de uitvoerende partner dit advies aanvaardde. Is dat bekend, vul de "
        "dag dan in {cel} in; zo niet, vraag het na.",
        Severity.INFO,
        "Adviezen",
        row,
        ("Aanvaard op", "Uitvoerende partner(s)"),
    )


@implements(Z05)
def deviation_reported(context: Context) -> Result:
    """Z05 (C20 4.4): of a goal that is overdue the consulent contacted C&A.

    Once the case was closed, S01 tells of what was left open.
    """
    if reason := results_unrecorded(context):
        return Result(not_testable=reason)
    place = "Doelen.Afwijking gemeld op"
    rows = goals(context)
    due = as_days(rows["due"])
    over = (due < context.today) & ~closed_since(context, rows)
    unmet = flags(rows["open"] | rows["silent"] | rows["missed"])
    found = over & unmet & lacks(context, place)
    missed, numbers = flags(rows["missed"]), rows["number"].to_numpy(dtype=object)
    hits = [
        _not_reported(context.on, as_date(due[row]), numbers[row], row, missed=bool(missed[row]))
        for row in rows_where(found)
    ]
    unsure = over & (flags(rows["unread"]) | (unmet & ~context.known(place)))
    return Result(hits, int(np.sum(unsure)))


def _not_reported(on: date, due: date, number: str | None, row: int, *, missed: bool) -> Hit:
    what = "het is niet of deels behaald" if missed else "het is nog niet behaald"
    return Hit(
        f"De termijn van dit doel was {day(due)} en {what}; er staat geen contact met C&A. Is het "
        "behaald, vul dat dan in; zo niet, vul in {cel} de dag van het contact in.",
        Severity.WAARSCHUWING,
        "Doelen",
        row,
        ("Afwijking gemeld op", "Termijn"),
        deadline=due,
        days=(on - due).days,
        casusnummer=number,
    )
