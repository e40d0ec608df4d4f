"""The lines of a declaration: every billed row of Deelnames, spread over its cases (§6)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from expertteam_xl.billing.amounts import row_cents, spread
from expertteam_xl.billing.model import Capped, Line
from expertteam_xl.billing.payers import payers, shown
from expertteam_xl.billing.weights import weighed
from expertteam_xl.declared import attendance, attended, billed, cents_per_hour, discussed, tariffs
from expertteam_xl.quarters import Quarter
from expertteam_xl.register.references import address
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, as_days, frame_of, objects, taken

_KEY = "Overlegnummer"
_NO_DAY = -1_000_000
"""Stands for a quarter long before any that people can write."""


@dataclass(frozen=True)
class Spent:
    """Billed time of some quarters.

    Attributes:
        lines: by date, meeting, row and case.
        capped: time above the cap.
    """

    lines: tuple[Line, ...] = ()
    capped: tuple[Capped, ...] = ()


def quarters_of(days: Array) -> Array:
    """The quarter of every day; None where there is no day."""
    months = days.astype("datetime64[M]").astype(np.int64)
    counted = np.where(np.isnat(days), _NO_DAY, months // 3)
    numbers, where = np.unique(counted, return_inverse=True)
    quarters: Array = objects([_quarter(number) for number in numbers.tolist()])[where]
    return quarters


def _quarter(number: int) -> Quarter | None:
    """The quarter that comes so many after the first of 1970; None for no day at all."""
    year = 1970 + number // 4
    return Quarter(year, number % 4 + 1) if 1900 <= year < 2100 else None


def spent_in(context: Context, quarters: Collection[Quarter]) -> Spent:
    """Everything that is billed in these quarters and can be: its tariff is known.

    Args:
        context: the register.
        quarters: by overlegdatum.
    """
    rows = _charged(context, quarters)
    if rows.empty:
        return Spent()
    rows["declared"], capped = _within_cap(context, rows)
    return Spent(tuple(_lines(context, rows, _shares(context, rows))), capped)


def _charged(context: Context, quarters: Collection[Quarter]) -> pd.DataFrame:
    """The rows of Deelnames that are charged in these quarters, in order of date and meeting.

    Columns: ``row`` (in Deelnames), ``session``, ``party``, ``day``, ``quarter``, ``stream``,
    ``version``, ``capped``, ``minutes``, ``rate`` (cents an hour), ``werkstroom`` (none under
    2018), ``partner`` and ``agb`` (as Partners has them), ``bron``.
    """
    every = attendance(context)
    days, rate = as_days(every["day"]), tariffs(context).row
    quarter = quarters_of(days)
    wanted = billed(context) & (rate >= 0)
    wanted &= pd.Series(quarter, dtype=object).isin(list(quarters)).to_numpy()
    picked = np.flatnonzero(wanted)
    session = every["session"].to_numpy(dtype=int)[picked]
    picked = picked[np.lexsort((picked, session, days[picked]))]
    rows = every.iloc[picked][
        ["session", "party", "day", "stream", "version", "capped", "minutes"]
    ].reset_index(drop=True)
    party = rows["party"].to_numpy(dtype=int)
    rows["row"], rows["rate"] = picked, cents_per_hour(context)[rate[picked]]
    more = frame_of(
        {
            "quarter": quarter[picked],
            "werkstroom": rows["stream"].where(rows["version"].eq("2020"), None),
            "partner": taken(context.objects("Partners.Partner"), party),
            "agb": taken(context.objects("Partners.AGB"), party),
            "bron": origins(context, picked),
        }
    )
    return pd.concat([rows, more], axis=1)


def origins(context: Context, rows: Array) -> Array:
    """Where rows of Deelnames stand: ``Deelnames!A14``."""
    table = context.register.table("Deelnames")
    columns = [block.columns.get(_KEY, block.first_column) for block in table.blocks]
    sheets = [block.sheet for block in table.blocks]
    at = table.block_of[rows].tolist()
    numbers = table.excel_rows[rows].tolist()
    return objects(
        [
            f"{sheets[block]}!{address(number, columns[block])}"
            for block, number in zip(at, numbers, strict=True)
        ]
    )


def _within_cap(context: Context, rows: pd.DataFrame) -> tuple[Array, tuple[Capped, ...]]:
    """The minutes that each row declares, and what is left out of them (F02)."""
    by = ["session", "party"] if context.settings.cap_scope == "partner" else ["row"]
    group = rows.groupby(by, sort=False).ngroup().to_numpy()
    order = np.argsort(group, kind="stable")
    sorted_group = group[order]
    starts = np.flatnonzero(np.diff(sorted_group, prepend=-1))
    minutes = rows["minutes"].to_numpy(dtype=np.int64)
    totals = np.add.reduceat(minutes[order], starts)
    limited = rows["capped"].to_numpy(dtype=bool)[order][starts]
    declared = np.where(limited, np.minimum(totals, context.settings.cap_min), totals)
    shares = np.empty(len(rows), dtype=np.int64)
    shares[order] = spread(declared, sorted_group, minutes[order], order)
    over = np.flatnonzero(declared < totals)
    first = rows.iloc[order[starts[over]]]
    numbers = context.objects("Overleggen.Overlegnummer")
    capped = map(
        Capped,
        numbers[first["session"].to_numpy(dtype=int)],
        as_days(first["day"]).tolist(),
        first["partner"],
        totals[over].tolist(),
        declared[over].tolist(),
        (totals - declared)[over].tolist(),
        first["bron"],
    )
    return shares, tuple(capped)


def _shares(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    """Every case of every row: its place in ``rows``, gemeente, minutes and cents."""
    place = np.full(len(attendance(context)), -1)
    place[rows["row"]] = np.arange(len(rows))
    pairs = attended(context, place >= 0)
    at, talk = place[pairs["row"]], pairs["talk"].to_numpy(dtype=int)
    order = np.lexsort((talk, at))
    at, talk = at[order], talk[order]
    used, where = np.unique(talk, return_inverse=True)
    talks = discussed(context).iloc[used]
    gemeente, reason, payer = payers(context, talks)
    known = ~(talks["lacking"] | talks["faulty"]).to_numpy(dtype=bool)
    shares = frame_of(
        {
            "row": at,
            "case": talks["case"].to_numpy(dtype=int)[where],
            "talk": talks["row"].to_numpy(dtype=int)[where],
            "version": talks["version"].to_numpy()[where],
            "minutes": talks["minutes"].to_numpy(dtype=np.int64)[where],
            "known": known[where],
            "gemeente": gemeente[where],
            "reason": reason[where],
            "payer": payer[where],
        }
    )
    weights, shares["basis"] = weighed(shares, context.settings)
    numbers = np.unique(talks["key"].to_numpy(dtype=str), return_inverse=True)[1][where]
    declared = rows["declared"].to_numpy(dtype=np.int64)
    shares["minuten"] = spread(declared, at, weights, numbers)
    cents = row_cents(declared, rows["rate"].to_numpy(dtype=np.int64))
    shares["cent"] = spread(cents, at, shares["minuten"].to_numpy(dtype=np.int64), numbers)
    return shares


def _lines(context: Context, rows: pd.DataFrame, shares: pd.DataFrame) -> Iterable[Line]:
    """The shares as lines."""
    at = shares["row"].to_numpy(dtype=int)
    case, talk = shares["case"].to_numpy(dtype=int), shares["talk"].to_numpy(dtype=int)
    own = taken(context.objects("Casussen.Casusnummer"), case)
    typed = context.objects("Besprekingen.Casusnummer")[talk]
    of_row = {name: rows[name].to_numpy(dtype=object)[at] for name in _OF_ROW}
    session = rows["session"].to_numpy(dtype=int)[at]
    return map(
        Line,
        context.objects("Overleggen.Overlegnummer")[session],
        as_days(rows["day"])[at].tolist(),
        of_row["werkstroom"],
        of_row["version"],
        of_row["partner"],
        of_row["agb"],
        map(shown, np.where(case < 0, typed, own)),
        shares["gemeente"].to_numpy(),
        shares["reason"].to_numpy(),
        shares["basis"].to_numpy(),
        shares["minuten"].tolist(),
        rows["rate"].to_numpy(dtype=np.int64)[at].tolist(),
        shares["cent"].tolist(),
        of_row["bron"],
        of_row["quarter"],
    )


_OF_ROW = ("werkstroom", "version", "partner", "agb", "bron", "quarter")
