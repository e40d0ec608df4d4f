"""One tariff on the overlegdatum: no gap and no overlap (F07)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.declared import attendance, billed, periods, tariffs
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.money import F07
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.money import rows_text
from expertteam_xl.rules.vectors import Array, as_days, blank
from expertteam_xl.rules.wording import day

_CODE = ("Tariefcode", "Partner")


@implements(F07)
def one_tariff(context: Context) -> Result:
    """F07: on the overlegdatum exactly one tariff holds for a partner and a tariefcode.

    An overlap, and a tariff that ends before it begins, stand at the tariff, whether time falls in
    it or not. A gap stands once at the tariff beside it; a code without any tariff, or one that is
    missing where a partner has several, at its own row. A partner without any tariff is F01's.
    """
    rates, rows = tariffs(context), billed(context)
    hits = [*_reversed(context), *_overlaps(context)]
    coded = ~blank(rates.code)
    bare = rows & rates.partner_known & (rates.number == 0) & ~rates.maybe
    hits += _gaps(context, bare & coded & rates.code_known)
    hits += [
        _unknown_code(row) for row in np.flatnonzero(bare & coded & ~rates.code_known).tolist()
    ]
    uncoded = rows & rates.partner_known & ~coded & (rates.number != 1) & ~rates.maybe
    hits += [_lacking_code(context, row) for row in np.flatnonzero(uncoded).tolist()]
    return Result(hits, int(np.sum(rows & rates.maybe)))


def _reversed(context: Context) -> Iterator[Hit]:
    for row in np.flatnonzero(periods(context)["reversed"]).tolist():
        begin = day(context.days("Tarieven.Geldig van")[row])
        text = (
            f"Dit tarief eindigt voordat het begint ({begin}); zo geldt het nooit. Verbeter "
            "{cel} of de datum bij Geldig van."
        )
        yield Hit(text, Severity.FOUT, "Tarieven", row, ("Geldig tot", "Geldig van"))


def _overlaps(context: Context) -> Iterator[Hit]:
    """Tariffs that begin before, or on the day that, an earlier one of the same code ends."""
    known = periods(context)
    known = known[known["usable"]].sort_values("begin", kind="stable")
    for _, group in known.groupby(["partner", "code"], sort=False):
        if len(group) > 1:
            yield from _overlapping(context, group)


def _overlapping(context: Context, group: pd.DataFrame) -> Iterator[Hit]:
    """Overlaps among the tariffs of one partner and code, in order of their begin."""
    begins, ends, rows = as_days(group["begin"]), as_days(group["end"]), group.index.tolist()
    longest = 0
    for place in range(1, len(rows)):
        if begins[place] <= ends[longest]:
            yield _overlap(context, rows[place], rows[longest])
        if ends[place] > ends[longest]:
            longest = place


def _overlap(context: Context, row: int, earlier: int) -> Hit:
    table = context.register.table("Tarieven")
    end = context.days("Tarieven.Geldig tot")[earlier]
    until = "tot nader bericht" if np.isnat(end) else f"tot en met {day(end)}"
    begin = day(context.days("Tarieven.Geldig van")[row])
    text = (
        f"Dit tarief geldt vanaf {begin}, terwijl dat van rij {table.excel_rows[earlier]} voor "
        f"dezelfde partner en tariefcode geldt {until}; er gelden dan twee tarieven. Verbeter "
        "{cel} of dat einde."
    )
    return Hit(text, Severity.FOUT, "Tarieven", row, ("Geldig van", "Partner"))


def _gaps(context: Context, bare: Array) -> Iterator[Hit]:
    """Stretches without a tariff in which time was spent, each at the tariff beside it."""
    known = periods(context)
    known = known[known["usable"]]
    tables = dict(list(known.groupby(["partner", "code"], sort=False)))
    rows = attendance(context).assign(code=tariffs(context).code)[bare]
    for label, found in rows.groupby(["partner", "code"], sort=False):
        yield from _gaps_of(tables[label], as_days(found["day"])) if label in tables else ()


def _gaps_of(group: pd.DataFrame, days: Array) -> Iterator[Hit]:
    """The gaps of one partner and code: after the last tariff that is over, else before all."""
    group = group.sort_values("end", kind="stable")
    ends, rows = as_days(group["end"]), group.index.to_numpy()
    over = np.searchsorted(ends, days, side="left")
    for place in np.unique(over).tolist():
        where = rows_text(days[over == place])
        if place:
            yield _gap(int(rows[place - 1]), "Na deze datum", ("Geldig tot", "Geldig van"), where)
        else:
            first = int(rows[np.argmin(as_days(group["begin"]))])
            yield _gap(first, "Vóór deze datum", ("Geldig van", "Partner"), where)


def _gap(row: int, when: str, fields: tuple[str, ...], where: str) -> Hit:
    text = (
        f"{when} heeft deze partner met deze tariefcode geen tarief, en wel tijd: {where}. Voeg "
        "een tarief toe, of verbeter {cel}."
    )
    return Hit(text, Severity.FOUT, "Tarieven", row, fields)


def _unknown_code(row: int) -> Hit:
    text = (
        "Deze tariefcode staat voor deze partner niet op Tarieven. Verbeter {cel}, of voeg het "
        "tarief toe aan Tarieven."
    )
    return Hit(text, Severity.FOUT, "Deelnames", row, _CODE)


def _lacking_code(context: Context, row: int) -> Hit:
    number, when = tariffs(context).number[row], day(as_days(attendance(context)["day"])[row])
    if number:
        text = (
            f"Deze partner heeft op {when} {number} tarieven, en hier staat geen tariefcode. Vul "
            "{cel} in."
        )
    else:
        text = (
            f"Deze partner heeft op {when} geen tarief. Voeg het toe aan Tarieven, of vul in "
            "{cel} een tariefcode in die dan geldt."
        )
    return Hit(text, Severity.FOUT, "Deelnames", row, _CODE)
