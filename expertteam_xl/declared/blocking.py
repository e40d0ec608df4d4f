"""Which rows of Deelnames keep a declaration from being made (F01, F07, F09, F10)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.declared.cases import billed, discussed, shares
from expertteam_xl.declared.rows import attendance
from expertteam_xl.declared.tariffs import tariffs
from expertteam_xl.declared.times import times
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array, among, taken


def may_be_declared(context: Context) -> Array:
    """Rows of someone who declares and was, or may have been, invited to a held meeting."""
    rows = attendance(context)
    invited = ~among(rows["invited"].to_numpy(), (False,))
    found: Array = (rows["declares"] & rows["state"].eq(HELD)).to_numpy(dtype=bool) & invited
    return found


def blocking(context: Context) -> Array:
    """For every row of Deelnames the rule by which its time can't be declared; None where it can.

    A row whose tariff may be one that can't be used (R03, R05, R07) is F07's here, though that rule
    finds nothing. Time that can't be read is R03's. A finding may stand elsewhere, at the tariff or
    the partner; the day of its row is that of `attendance`, and a row without one has no quarter.
    """
    told, rows, rates = times(context), attendance(context), tariffs(context)
    codes = np.full(len(rows), None, dtype=object)
    wrong = told.filled & told.readable & (~told.sound | (told.total < 1))
    wrong |= told.negative.any(axis=1)
    codes[may_be_declared(context) & wrong] = "F09"
    charged = billed(context)
    codes[charged & (rates.row < 0)] = "F07"
    codes[charged & ~rates.partner_known & ~rates.maybe] = "F01"
    share = shares(context)
    nobody = rows["counts"].to_numpy(dtype=bool) & share.names & (share.cases == 0)
    codes[nobody & _has_cases(context)] = "F10"
    return codes


def _has_cases(context: Context) -> Array:
    """Which rows of Deelnames are of a meeting in which a case was discussed."""
    session = attendance(context)["session"].to_numpy(dtype=int)
    has = np.zeros(len(context.register.table("Overleggen")), dtype=bool)
    has[discussed(context)["session"].to_numpy(dtype=int)] = True
    found: Array = taken(has, session, nothing=False)
    return found
