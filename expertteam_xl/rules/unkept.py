"""What a team does not keep: a column that nobody fills in, and how far a case got without it.

An empty end of a clock means *not happened yet*. Where the register itself shows that it did
happen, such as a case that was closed without a triagedatum, a column that is empty from top to
bottom tells how the team records, not what it did; that is said once.
"""

from __future__ import annotations

import numpy as np

from expertteam_xl.rules.context import ENOUGH, Context
from expertteam_xl.rules.vectors import Array, among, blank

_AFTER_DECISION = ("in uitvoering", "afgeschaald", "afgesloten")
_AFTER_SESSION = ("besproken", *_AFTER_DECISION)
"""States of a case that went on after its decision, and after its session."""


def unkept(context: Context, place: str, expected: Array) -> str | None:
    """Why nothing is said of a column: nobody fills it in, not even where one would.

    Args:
        context: the register.
        place: the column, ``Table.Field``.
        expected: rows, of any table, on which a value would have come by now.

    Returns:
        A Dutch sentence part; None when a cell holds something, or too few rows expect it.
    """
    if int(np.sum(expected)) < ENOUGH or context.is_recorded(place):
        return None
    table, _, field = place.partition(".")
    return f"'{field}' ({table}) is nergens ingevuld"


def past_triage(context: Context) -> Array:
    """Rows of Casussen that show that the triage is over."""
    decided = ~blank(context.objects("Casussen.Triage-uitkomst"))
    return context.derived("past triage", lambda: decided | past_session(context))


def past_session(context: Context) -> Array:
    """Rows of Casussen that show that the case was discussed."""
    return context.derived("past session", lambda: _past_session(context))


def _past_session(context: Context) -> Array:
    held = among(context.case_keys, set(context.held["key"]) - {None})
    said = among(context.objects("Casussen.Status"), _AFTER_SESSION)
    return held | said | past_decision(context)


def past_decision(context: Context) -> Array:
    """Rows of Casussen that show that the decision was sent or carried out."""
    return context.derived("past decision", lambda: _past_decision(context))


def _past_decision(context: Context) -> Array:
    sent = ~np.isnat(context.days("Casussen.Besluit verzonden op"))
    closed = ~np.isnat(context.days("Casussen.Afgesloten op"))
    closed |= among(context.case_keys, set(context.keys("Afsluitingen.Casusnummer")) - {None})
    going: Array = sent | closed | among(context.objects("Casussen.Status"), _AFTER_DECISION)
    return going
