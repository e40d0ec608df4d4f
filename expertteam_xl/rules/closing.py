"""The end of a case: its goals are met (S01), and its form tells how it went (S02)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.advice_views import (
    closed_by_status,
    closed_since,
    closings,
    flags,
    goals,
    lacks,
    results_unrecorded,
    rows_where,
    unrecorded,
)
from expertteam_xl.rules.catalogue.course import S01, S02
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, blank, rows_at, taken
from expertteam_xl.rules.wording import day
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

_REASON = "Reden open doelen"
_SCORES = ("Waardering samenwerking", "Waardering effect")
_OUTCOME = "Casussen.Triage-uitkomst"
_TABLED = "bespreken"


@implements(S01)
def closed_with_goals_met(context: Context) -> Result:
    """S01 (C20 4.6; C18 2.5.6): a closed case has no open einddoel, or the form tells why.

    An einddoel without any result may have been met, so that is a warning at most.
    """
    if reason := results_unrecorded(context):
        return Result(not_testable=reason)
    rows, done = goals(context), closings(context)
    final = flags(rows["final"]) & closed_since(context, rows)
    keys = rows["key"].to_numpy(dtype=object)
    open_ones = set(keys[final & flags(rows["open"])])
    silent = set(keys[final & flags(rows["silent"])])
    done = done[done["key"].isin(open_ones | silent)]
    hits = [
        _left_open(context, table, row, on, said=key in open_ones)
        for key, table, row, on in zip(*_columns(done), strict=True)
    ]
    return Result(hits, int(np.sum(final & flags(rows["unread"]))))


def _columns(done: pd.DataFrame) -> tuple[Any, ...]:
    days = done["day"].to_numpy().astype("datetime64[D]")
    return done["key"].tolist(), done["table"].tolist(), done["row"].tolist(), days


def _left_open(context: Context, table: str, row: int, on: np.datetime64, *, said: bool) -> Hit:
    """One hit a closed case, at the reason, else where the case says that it was closed."""
    place = f"Afsluitingen.{_REASON}"
    form = table == "Afsluitingen"
    reason = form and context.objects(place)[row] is not None
    asked = context.known(place)[row] if form else context.register.has(place)
    when = "" if np.isnat(on) else f" op {day(on)}"
    what = "een einddoel is nog open" if said else "van een einddoel staat geen uitkomst"
    told = "met een reden" if reason else "zonder reden"
    do = "Klopt dat, dan is er niets nodig" if reason else _reason_wanted(form=form)
    fields = (_REASON, "Datum") if form else ("Status", "Afgesloten op")
    return Hit(
        f"Afgesloten of afgeschaald{when}; {what}, {told}. Is het behaald, vul dat dan in op "
        f"Doelen. {do}.",
        Severity.FOUT if said and asked and not reason else Severity.WAARSCHUWING,
        table,
        row,
        fields,
    )


def _reason_wanted(*, form: bool) -> str:
    if form:
        return "Is het niet behaald, vul dan in {cel} de reden in"
    return "Is het niet behaald, zet de reden dan op Afsluitingen of verbeter {cel}"


@implements(S02)
def form_with_scores(context: Context) -> Result:
    """S02 (C20 4.6; C18 2.5.6): a closed case has its form, with both scores.

    A case that never came to the table has none to fill in. A score that the team records of no
    case at all is told once, in the remark.
    """
    if not len(context.register.table("Afsluitingen")):
        closed = closed_by_status(context).any()
        return Result(not_testable="op Afsluitingen staat nog niets" if closed else None)
    key = context.case_keys
    tabled = _tabled(context)
    formless = ~among(key, set(context.keys("Afsluitingen.Casusnummer")) - {None})
    bare = closed_by_status(context) & tabled & formless
    hits = [_no_form(row) for row in rows_where(bare & ~blank(key))]
    scored, unsure, remark = _scores(context, tabled)
    return Result(hits + scored, unsure + int(np.sum(bare & blank(key))), remark=remark)


def _tabled(context: Context) -> Array:
    """Rows of Casussen that were discussed, or for all anyone can tell may have been."""
    outcome = context.objects(_OUTCOME)
    others = [word for word in column_at(_OUTCOME).words if word != _TABLED]
    aside = among(outcome, others) | context.advice_questions
    discussed = np.zeros(len(aside), dtype=bool)
    case = context.held["case"].to_numpy(dtype=int)
    discussed[case[case >= 0]] = True
    return ~aside | discussed


def _scores(context: Context, tabled: Array) -> tuple[list[Hit], int, str | None]:
    """The forms that lack a score, how many can't be read, and which scores nobody fills in."""
    places = [f"Afsluitingen.{field}" for field in _SCORES]
    asked = [place for place in places if context.is_recorded(place)]
    case = rows_at(context.keys("Afsluitingen.Casusnummer"), context.case_rows)
    applies = taken(tabled, case, True) | (case < 0)
    lacking = {place: applies & lacks(context, place) for place in asked}
    nothing = np.zeros(len(case), dtype=bool)
    found = np.logical_or.reduce([nothing, *lacking.values()])
    hits = [
        _no_score([p.partition(".")[2] for p in asked if lacking[p][row]], row)
        for row in rows_where(found)
    ]
    unread = np.logical_or.reduce([nothing, *(~context.known(place) for place in asked)])
    return hits, int(np.sum(applies & ~found & unread)), unrecorded(context, *places)


def _no_form(row: int) -> Hit:
    return Hit(
        "De casus is afgesloten of afgeschaald, maar op Afsluitingen staat geen formulier van deze "
        "casus. Voeg het daar toe; loopt de casus nog, verbeter dan {cel}.",
        Severity.FOUT,
        "Casussen",
        row,
        ("Status",),
    )


def _no_score(fields: list[str], row: int) -> Hit:
    return Hit(
        f"Op dit afsluitformulier staat niets bij {listed(fields)}. Vraag het cijfer na bij de "
        "consulent en vul het in {cel} in.",
        Severity.FOUT,
        "Afsluitingen",
        row,
        (fields[0],),
    )
