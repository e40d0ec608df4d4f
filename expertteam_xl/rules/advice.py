"""The advice: complete (Z01), also given to the family (Z02), and its form of help (O14)."""

from __future__ import annotations

from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.advice_views import (
    advices,
    flags,
    lacks,
    rows_where,
    unsent,
)
from expertteam_xl.rules.catalogue.advice import Z01, Z02
from expertteam_xl.rules.catalogue.agreements import O14
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, as_days, blank
from expertteam_xl.rules.wording import day
from expertteam_xl.text import listed

ELEMENTS = (
    "Probleemschets",
    "Beschrijving",
    "Soort hulp",
    "Concrete stappen en termijnen",
    "Onderbouwing",
    "Doelen in tijd en effect",
    "Randvoorwaarden",
)
_TABLE = "Adviezen"


@implements(Z01)
def advice_is_complete(context: Context) -> Result:
    """Z01 (C20 7; C18 2.4): once its besluit is due, an advice has all its elements.

    An element that the team records of no advice at all is told once, in the remark.
    """
    rows = advices(context)
    asked, left_out = _asked(context)
    due = flags(rows["passed"])
    refused = {field: due & among(_answers(context, field), (False,)) for field in asked}
    empty = {field: due & lacks(context, f"{_TABLE}.{field}") for field in asked}
    found = np.logical_or.reduce([~due & due, *refused.values(), *empty.values()])
    deadlines = as_days(rows["deadline"])
    hits = [
        _incomplete(
            [field for field in asked if refused[field][row]],
            [field for field in asked if empty[field][row]],
            deadlines[row],
            row,
        )
        for row in rows_where(found)
    ]
    unread = [~context.known(f"{_TABLE}.{field}") for field in asked]
    unsure = flags(rows["vague"]) | (due & ~found & np.logical_or.reduce([~due & due, *unread]))
    return Result(hits, int(np.sum(unsure)), remark=_left_out(left_out))


def _answers(context: Context, field: str) -> Array:
    return context.objects(f"{_TABLE}.{field}")


def _asked(context: Context) -> tuple[list[str], list[str]]:
    """The elements that the team records, and those that it does not."""
    asked = [
        field
        for field in ELEMENTS
        if context.register.has(f"{_TABLE}.{field}") and context.is_recorded(f"{_TABLE}.{field}")
    ]
    return asked, [field for field in ELEMENTS if field not in asked]


def _left_out(fields: list[str]) -> str | None:
    if not fields:
        return None
    verb = "is" if len(fields) == 1 else "zijn"
    return f"{listed(fields)} {verb} niet bekeken: nergens ingevuld"


def _incomplete(refused: list[str], empty: list[str], deadline: Any, row: int) -> Hit:
    parts = [f"nee bij {listed(refused)}"] if refused else []
    parts += [f"niets bij {listed(empty)}"] if empty else []
    first = next(field for field in ELEMENTS if field in refused + empty)
    return Hit(
        f"In dit advies staat {listed(parts)}; het besluit moest uiterlijk {day(deadline)} "
        "compleet verzonden zijn. Staat het er wel in, vul dan in {cel} ja in; zo niet, vul het "
        "advies aan.",
        Severity.FOUT,
        _TABLE,
        row,
        (first,),
    )


@implements(Z02)
def advice_to_family(context: Context) -> Result:
    """Z02 (C20 6): parents and youth receive the advice too.

    A besluit that was not sent yet is T05's to tell.
    """
    place = "Adviezen.Aan ouders/jeugdige op"
    rows = advices(context)
    applies = rows["version"].eq("2020").to_numpy() & ~unsent(context)
    due = applies & flags(rows["passed"])
    hits = [_not_given(row) for row in rows_where(due & lacks(context, place))]
    unsure = (applies & flags(rows["vague"])) | (due & ~context.known(place))
    return Result(hits, int(np.sum(unsure)))


def _not_given(row: int) -> Hit:
    return Hit(
        "Het advies is verzonden, maar er staat niet wanneer ouders of jeugdige het kregen. Is dat "
        "gebeurd, vul de dag dan in {cel} in; zo niet, geef het hun alsnog.",
        Severity.WAARSCHUWING,
        _TABLE,
        row,
        ("Aan ouders/jeugdige op", "Besluit verzonden op"),
    )


_BEFORE = {"gezinshuis": "Pleegzorg gaat", "instelling": "Pleegzorg en een gezinshuis gaan"}
"""Forms of help that come after another one, and what comes before them."""


@implements(O14)
def family_form_first(context: Context) -> Result:
    """O14 (C20 2; werkstroom A): a lower preference is motivated; a blank is not."""
    place = "Adviezen.Motivering afwijking"
    rows, form = advices(context), context.objects("Adviezen.Hulpvorm")
    new = rows["version"].eq("2020").to_numpy() & ~flags(rows["nvt"])
    stream = rows["stream"].to_numpy(dtype=object)
    lower = new & among(form, list(_BEFORE))
    applies = lower & among(stream, ("A",))
    motive = context.objects(place)
    refused = applies & among(motive, (False,))
    empty = applies & lacks(context, place)
    hits = [
        _not_motivated(form[row], row, said=bool(refused[row]))
        for row in rows_where(refused | empty)
    ]
    unsure = (lower & blank(stream)) | (applies & ~context.known(place))
    return Result(hits, int(np.sum(unsure)))


def _not_motivated(form: str, row: int, *, said: bool) -> Hit:
    what = "dat is niet gemotiveerd" if said else "er staat niet of dat gemotiveerd is"
    return Hit(
        f"Hulpvorm {form}; {what}. {_BEFORE[form]} voor, als dat passend en veilig is. Is het "
        "gemotiveerd, vul dan in {cel} ja in; zo niet, leg de motivering alsnog vast.",
        Severity.WAARSCHUWING,
        _TABLE,
        row,
        ("Motivering afwijking", "Hulpvorm"),
    )
