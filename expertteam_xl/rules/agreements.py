"""What a session needs to begin (O16) and to be closed (O12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.advice_views import flags, lacks, rows_where, unrecorded
from expertteam_xl.rules.catalogue.agreements import O12, O16
from expertteam_xl.rules.context import HELD, PLANNED, Context
from expertteam_xl.rules.decisions import unfinished_talks
from expertteam_xl.rules.vectors import Array, among, as_days, blank, objects, paired
from expertteam_xl.rules.wording import day
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

_TABLE = "Afspraken"
_TYPE, _WHO, _TERM = "Afspraken.Type", "Afspraken.Uitvoerder", "Afspraken.Termijn"
_SESSION, _CASE = "Afspraken.Overlegnummer", "Afspraken.Casusnummer"
_SOLUTION = (_SESSION, _CASE, _TYPE, _WHO, _TERM)
_REGIE = "Besprekingen.Regievoerder"
_NO_AGREEMENTS = "oplossingen niet bekeken: op Afspraken staat nog niets"


@implements(O12)
def closed_with_solution(context: Context) -> Result:
    """O12 (C20 2, 3; V 8–9; werkstroom A): a finished session has a solution and a regievoerder.

    A solution of an earlier session that went on in this one counts here too. Agreements, or
    regievoerders, that the team records nowhere are told once, in the remark.
    """
    look, remark = _looked_at(context)
    if not look:
        return Result(not_testable=remark)
    talks, vague = _finished(context)
    lacking = unsure = leaderless = np.zeros(len(talks), dtype=bool)
    row = talks["row"].to_numpy(dtype=int)
    if "solution" in look:
        solutions = _solutions(context)
        labels = _labels(context, talks)
        maybe = solutions.maybe | {None}
        lacking = ~among(labels, solutions.sure)
        unsure = lacking & (among(labels, maybe) | among(talks["key"].to_numpy(), solutions.loose))
        lacking = lacking & ~unsure
    if "regie" in look:
        leaderless = lacks(context, _REGIE)[row]
        unsure = unsure | ~context.known(_REGIE)[row]
    found = rows_where(lacking | leaderless)
    days = as_days(talks["day"])
    hits = [
        _not_closed(days[i], int(row[i]), solution=not lacking[i], regie=not leaderless[i])
        for i in found
    ]
    return Result(hits, vague + int(np.sum(unsure & ~(lacking | leaderless))), remark=remark)


def _looked_at(context: Context) -> tuple[set[str], str | None]:
    """Which halves of the rule the team records, and what to say of the other."""
    look, remarks = set(), []
    if all(context.register.has(place) for place in _SOLUTION):
        if len(context.register.table(_TABLE)):
            look.add("solution")
        else:
            remarks.append(_NO_AGREEMENTS)
    if context.register.has(_REGIE):
        reason = unrecorded(context, _REGIE)
        if reason:
            remarks.append(reason)
        else:
            look.add("regie")
    return look, "; ".join(remarks) or None


def _finished(context: Context) -> tuple[pd.DataFrame, int]:
    """The finished discussions of werkstroom A, and how many may be one for all anyone can tell."""
    talks = context.talks
    said = among(talks["finished"].to_numpy(dtype=object), (True,))
    held = flags(talks["state"].eq(HELD) & talks["day"].notna())
    new = flags(talks["version"].eq("2020"))
    numbered = flags(talks["key"].notna())
    in_a, unnamed = flags(talks["in_a"]), flags(talks["stream"].isna()) & new
    vague = said & ((flags(talks["vague"]) & ~flags(talks["stream"].eq("B"))) | (held & unnamed))
    vague |= said & held & in_a & ~numbered
    found = talks[said & held & in_a & numbered]
    return found.drop_duplicates(["key", "session"]), int(np.sum(vague))


@dataclass(frozen=True)
class _Solutions:
    """Where solutions were agreed.

    Attributes:
        sure: labels of discussions (`_chains`) with a solution, an executor and a term.
        maybe: labels of those whose agreement can't be read, or does not say what it is.
        loose: casusnummers with a solution of which nobody can tell from which session.
    """

    sure: set[Any]
    maybe: set[Any]
    loose: set[Any]


def _solutions(context: Context) -> _Solutions:
    kind = context.objects(_TYPE)
    odd = blank(kind) | ~among(kind, list(column_at(_TYPE).words)) | context.unreadable(_TYPE)
    vague = odd | ~context.known(_TERM) | ~context.known(_WHO)
    whole = ~lacks(context, _WHO) & ~lacks(context, _TERM)
    fits = whole & (among(kind, ("oplossing",)) | odd)
    key = context.keys(_CASE)
    chains = _chains(context)
    label = objects([chains.get(pair) for pair in paired(key, context.keys(_SESSION))])
    unlinked = fits & blank(label)
    return _Solutions(
        sure=set(label[fits & ~vague]) - {None},
        maybe=set(label[fits & vague]) - {None},
        loose=set(key[unlinked]) - {None},
    )


def _chains(context: Context) -> dict[Any, str]:
    """Each held discussion (`vectors.paired`) to the label of the discussion that it is part of.

    A session that was not finished and the one in which it went on have the same label.
    """
    return context.derived("chains", lambda: _make_chains(context))


def _make_chains(context: Context) -> dict[Any, str]:
    held = context.held.assign(unfinished=unfinished_talks(context))
    held = held[held["pair"].notna()].drop_duplicates("pair")
    goes_on = held.groupby("key", sort=False)["unfinished"].shift(fill_value=False)
    number = (~goes_on.astype(bool)).groupby(held["key"], sort=False).cumsum()
    return {
        pair: f"{key}|{chain}"
        for pair, key, chain in zip(held["pair"], held["key"], number, strict=True)
    }


def _labels(context: Context, talks: pd.DataFrame) -> Array:
    chains = _chains(context)
    return objects([chains.get(pair) for pair in talks["pair"]])


def _not_closed(on: np.datetime64, row: int, *, solution: bool, regie: bool) -> Hit:
    parts = [] if solution else ["op Afspraken geen oplossing met uitvoerder en termijn"]
    parts += [] if regie else ["geen regievoerder"]
    if solution:
        do = "Vul in {cel} in wie de regie heeft."
    else:
        do = "Leg die vast; is er nog geen oplossing, vul dan in {cel} nee in."
    fields = ("Regievoerder",) if solution else ("Sessie afgerond",)
    return Hit(
        f"De sessie van {day(on)} is afgerond, maar voor deze casus staat er {listed(parts)}. {do}",
        Severity.FOUT,
        "Besprekingen",
        row,
        (*fields, "Casusnummer"),
    )


_CONDITIONS = ("Informatie per leefgebied", "Tijd beschikbaar", "Voorbereiding akkoord")


@implements(O16)
def conditions_met(context: Context) -> Result:
    """O16 (C20 6; C18 2.7): information, time and preparation; a blank is unknown."""
    state = context.objects("Overleggen.Status")
    applies = among(state, (HELD, PLANNED))
    asked = [
        field
        for field in _CONDITIONS
        if context.register.has(f"Overleggen.{field}")
        and context.is_recorded(f"Overleggen.{field}")
    ]
    answers = {field: context.objects(f"Overleggen.{field}") for field in asked}
    refused = {field: applies & among(values, (False,)) for field, values in answers.items()}
    nothing = np.zeros(len(state), dtype=bool)
    found = np.logical_or.reduce([nothing, *refused.values()])
    open_ones = np.logical_or.reduce([nothing, *(blank(values) for values in answers.values())])
    days = context.days("Overleggen.Overlegdatum")
    hits = [
        _unmet([field for field in asked if refused[field][row]], days[row], row)
        for row in rows_where(found)
    ]
    return Result(hits, int(np.sum(applies & ~found & open_ones)))


def _unmet(fields: list[str], on: np.datetime64, row: int) -> Hit:
    when = "dit overleg" if np.isnat(on) else f"het overleg van {day(on)}"
    return Hit(
        f"Bij {when} staat nee bij {listed(fields)}. Klopt dat? Zo niet, verbeter {{cel}}; zo ja, "
        "bespreek wat een volgende keer helpt.",
        Severity.INFO,
        "Overleggen",
        row,
        (fields[0],),
    )
