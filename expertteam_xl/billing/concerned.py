"""Which rows of the register matter for the declaration of a quarter."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from expertteam_xl.billing.lines import quarters_of
from expertteam_xl.declared.who import parties_at
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, blank, keys, rows_at, taken

SHEETS = ("Overleggen", "Besprekingen", "Deelnames", "Partners", "Tarieven")
"""Tables of which every row counts (contract); of Casussen only number and place do."""

OF_CASES = ("Casusnummer", "Woonplaats", "Gemeente")
"""Fields of Casussen that a declaration is made of."""


def concerned(context: Context, quarter: Quarter) -> Mapping[str, Array]:
    """For every row of the tables of a declaration whether it matters for a quarter.

    A row of a meeting in the quarter does, and a row of which it can't be told. So do the cases
    that such rows name, the partners at those meetings, and their tariffs that may hold then.
    """
    sessions, by_number = _sessions(context, quarter)
    found = {"Overleggen": sessions, **_of_meetings(context, by_number)}
    partners = set(context.keys("Deelnames.Partner")[found["Deelnames"]])
    known = context.keys("Partners.Partner")
    found["Partners"] = among(known, partners) | blank(known)
    found["Tarieven"] = _tariffs(context, quarter, partners)
    found["Casussen"] = _cases(context, found)
    return found


def undated(context: Context) -> Mapping[str, Array]:
    """For every row of meetings, discussions, attendance and cases whether its quarter is unknown.

    Of a case that has no number nobody can tell in which meetings it was.
    """
    sessions, by_number = _sessions(context, None)
    of_meetings = _of_meetings(context, by_number)
    return {"Overleggen": sessions, **of_meetings, "Casussen": blank(context.case_keys)}


def _of_meetings(context: Context, by_number: Array) -> dict[str, Array]:
    """Rows of discussions and attendance of meetings that matter, or of no known meeting."""
    found = {}
    for name in ("Besprekingen", "Deelnames"):
        at = rows_at(context.keys(f"{name}.Overlegnummer"), context.session_rows)
        found[name] = taken(by_number, at, nothing=True).astype(bool)
    return found


def _sessions(context: Context, quarter: Quarter | None) -> tuple[Array, Array]:
    """Rows of Overleggen that matter; and those under whose number, standing twice, one does."""
    days = context.days("Overleggen.Overlegdatum")
    own = np.isnat(days)
    if quarter is not None:
        own = own | (quarters_of(days) == quarter)
    first = rows_at(context.keys("Overleggen.Overlegnummer"), context.session_rows)
    numbered = first >= 0
    by_number = np.zeros(len(days), dtype=bool)
    np.logical_or.at(by_number, first[numbered], own[numbered])
    return own | taken(by_number, first, nothing=False), by_number


def _tariffs(context: Context, quarter: Quarter, partners: set[object]) -> Array:
    """Tariffs that may be of one of these partners, and may hold in the quarter."""
    name = context.keys("Tarieven.Partner")
    may_be_theirs = among(name, partners) | (parties_at(context, "Tarieven.Partner") < 0)
    begin, end = context.days("Tarieven.Geldig van"), context.days("Tarieven.Geldig tot")
    turned = end < begin
    begun = np.isnat(begin) | (begin <= np.datetime64(quarter.last)) | turned
    going_on = np.isnat(end) | (end >= np.datetime64(quarter.first)) | turned
    found: Array = may_be_theirs & begun & going_on
    return found


def _cases(context: Context, found: Mapping[str, Array]) -> Array:
    """Cases that rows of the quarter name, and those without a number."""
    named = set(context.keys("Besprekingen.Casusnummer")[found["Besprekingen"]])
    for numbers in context.objects("Deelnames.Casusnummers")[found["Deelnames"]]:
        named |= set(keys(numbers)) if numbers else set()
    cases: Array = among(context.case_keys, named) | blank(context.case_keys)
    return cases
