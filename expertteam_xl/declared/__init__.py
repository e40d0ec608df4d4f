"""Declared time as views: who declares, how many minutes, for which cases, at what tariff.

The rules on money (F) and the billing read the same views of a `Context`. Minutes and cents are
whole numbers; a number that can't be told is 0, with a column beside it that says so.
"""

from __future__ import annotations

from expertteam_xl.declared.blocking import blocking, may_be_declared
from expertteam_xl.declared.cases import Shares, attended, billed, discussed, shares
from expertteam_xl.declared.payers import payer, payer_field
from expertteam_xl.declared.rows import TIME, attendance
from expertteam_xl.declared.tariffs import Tariffs, cents_per_hour, periods, tariffs
from expertteam_xl.declared.times import PARTS, Times, time_fields, times
from expertteam_xl.declared.who import parties_declare, party_kinds

__all__ = [
    "PARTS",
    "TIME",
    "Shares",
    "Tariffs",
    "Times",
    "attendance",
    "attended",
    "billed",
    "blocking",
    "cents_per_hour",
    "discussed",
    "may_be_declared",
    "parties_declare",
    "party_kinds",
    "payer",
    "payer_field",
    "periods",
    "shares",
    "tariffs",
    "time_fields",
    "times",
]
