"""The time of a row: what can't be right (F09), and what counts without a cap (F06)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.declared import PARTS, attendance, may_be_declared, time_fields, times
from expertteam_xl.declared.times import HOURS, MINUTES_A_DAY
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.money import F06, F09
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.money import minutes_text
from expertteam_xl.rules.vectors import Array
from expertteam_xl.text import count


@implements(F09)
def time_that_can_be(context: Context) -> Result:
    """F09: of what is declared each part is 0 or more, and a row 1 minute to 24 hours."""
    told, applies = times(context), may_be_declared(context)
    hits = list(_below_zero(context, applies))
    sound = applies & told.filled & told.readable & ~told.negative.any(axis=1)
    hits += list(_clashing(context, sound & told.clash))
    sound &= ~told.clash
    hits += list(_outside(context, sound & ((told.total < 1) | (told.total > MINUTES_A_DAY))))
    return Result(hits, int(np.sum(applies & (~told.filled | ~told.readable))))


def _below_zero(context: Context, applies: Array) -> Iterator[Hit]:
    told = times(context)
    for row, part in np.argwhere(applies[:, None] & told.negative).tolist():
        field = (*PARTS, HOURS)[part]
        number = told.hours[row] if field == HOURS else told.parts[row, part]
        text = f"Hier staan {minutes_text(number)}; verwacht wordt nul of meer. Verbeter {{cel}}."
        yield Hit(text, Severity.FOUT, "Deelnames", row, (field,))


def _clashing(context: Context, found: Array) -> Iterator[Hit]:
    told = times(context)
    for row in np.flatnonzero(found).tolist():
        text = (
            f"Deze uren zijn {minutes_text(told.hours[row])}, de minuten van dezelfde rij samen "
            f"{minutes_text(told.parts[row].sum())}. Laat een van beide staan; verbeter {{cel}} of "
            "de minuten."
        )
        yield Hit(text, Severity.FOUT, "Deelnames", row, (HOURS,))


def _outside(context: Context, found: Array) -> Iterator[Hit]:
    told = times(context)
    for row in np.flatnonzero(found).tolist():
        fields = time_fields(told, row)
        if told.total[row] > MINUTES_A_DAY:
            text = (
                f"Deze rij telt {minutes_text(told.total[row])}, meer dan er in een etmaal zijn "
                f"({MINUTES_A_DAY}). Zijn het uren of minuten? Verbeter {{cel}}."
            )
        else:
            text = (
                "Deze rij telt 0 minuten. Vul in {cel} de bestede tijd in; is er niets te "
                "declareren, maak de cellen met tijd dan leeg."
            )
        yield Hit(text, Severity.FOUT, "Deelnames", row, fields)


@implements(F06)
def all_time_counts(context: Context) -> Result:
    """F06: without a cap all time counts; where a region counts the overleg alone, say so.

    Hours that are not split can't be told apart, and count whole.
    """
    if context.settings.b_reis_voorbereiding:
        return Result()
    rows, told = attendance(context), times(context)
    applies = rows["counts"].to_numpy(dtype=bool) & ~rows["capped"].to_numpy(dtype=bool)
    hits = [_unsplit(row) for row in np.flatnonzero(applies & told.by_hours).tolist()]
    left_out = int(np.sum(applies & ~told.by_hours & (told.parts[:, 1:].sum(axis=1) > 0)))
    remark = (
        f"volgens de instelling b_reis_voorbereiding tellen reistijd en voorbereiding van "
        f"{count(left_out, 'rij', 'rijen')} niet mee"
    )
    return Result(hits, remark=remark if left_out else None)


def _unsplit(row: int) -> Hit:
    text = (
        "Volgens de instellingen tellen reistijd en voorbereiding hier niet mee, maar deze uren "
        "zijn niet gesplitst; ze tellen helemaal mee. Splits ze zo nodig, in plaats van {cel}."
    )
    return Hit(text, Severity.INFO, "Deelnames", row, (HOURS,))
