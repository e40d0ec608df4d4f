"""Who takes part in the convenant: what a partner must meet (V04), and until when (V05)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.versions import version_names
from expertteam_xl.declared import attendance
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.versions import V04, V05
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.vectors import Array, among, blank, looked_up
from expertteam_xl.rules.wording import day
from expertteam_xl.text import listed

_NO_PARTNERS = ("gemeente", "C&A", "GI", "VT")
"""Parties that meet no entry criteria: they are no provider of help."""

_SIGNED = "Getekend op"
_CRITERIA = (
    "Gecontracteerd in regio",
    "Passende expertise",
    "Doorzettingsmacht",
    "Flexibel",
    "Bereikbaar buiten kantooruren",
)


@implements(V04)
def partners_meet_criteria(context: Context) -> Result:
    """V04 (C18 1.4): a partner signed and meets five criteria; for 2020 only as information.

    A blank criterion is unknown. A blank signature counts where the team records signatures.
    """
    applies = ~among(context.objects("Partners.Soort"), _NO_PARTNERS)
    lacking = {_SIGNED: applies & _unsigned(context)}
    lacking |= {
        field: applies & among(context.objects(f"Partners.{field}"), (False,))
        for field in _CRITERIA
    }
    found = np.logical_or.reduce(list(lacking.values()))
    severe = _of_2018(context)
    hits = [
        _unmet([field for field, rows in lacking.items() if rows[row]], row, severe=severe[row])
        for row in np.flatnonzero(found).tolist()
    ]
    return Result(hits, int(np.sum(applies & ~found & _unanswered(context))))


def _unsigned(context: Context) -> Array:
    """Partners whose day of signing is blank, where the team records such days."""
    place = f"Partners.{_SIGNED}"
    unsigned: Array = context.known(place) & np.isnat(context.days(place))
    return unsigned & context.is_recorded(place)


def _unanswered(context: Context) -> Array:
    """Partners of which a criterion that the team does record is not answered."""
    places = [f"Partners.{field}" for field in _CRITERIA]
    open_ones = [blank(context.objects(each)) for each in places if context.is_recorded(each)]
    nothing = np.zeros(len(context.register.table("Partners")), dtype=bool)
    unanswered: Array = np.logical_or.reduce([nothing, *open_ones])
    return unanswered


def _of_2018(context: Context) -> Array:
    """Partners who took part under the convenant of 2018; all, while that is the one that holds."""
    names = context.keys("Partners.Partner")
    if version_names(np.array([context.today]))[0] == "2018":
        return np.ones(len(names), dtype=bool)
    rows = attendance(context)
    took_part = rows.loc[rows["state"].eq(HELD) & rows["version"].eq("2018"), "partner"]
    return among(names, set(took_part) - {None})


def _unmet(fields: list[str], row: int, *, severe: bool) -> Hit:
    answers = [field for field in fields if field != _SIGNED]
    parts = [f"geen dag bij {_SIGNED}"] if _SIGNED in fields else []
    parts += [f"nee bij {listed(answers)}"] if answers else []
    do = "Klopt dat? Zo niet, verbeter {cel}; zo ja, bespreek"
    if fields[0] == _SIGNED:
        do = "Is er getekend, vul de dag dan in {cel} in; zo niet, bespreek"
    older = "" if severe else " Het convenant van 2020 stelt deze eisen niet meer."
    return Hit(
        f"Deze partner heeft {listed(parts)}. {do} wat dat voor de deelname betekent.{older}",
        Severity.WAARSCHUWING if severe else Severity.INFO,
        "Partners",
        row,
        (fields[0],),
    )


@implements(V05)
def no_part_after_leaving(context: Context) -> Result:
    """V05 (C18 6.2): a party takes no part under the convenant of 2018 after its end date.

    Of a party with several rows the last end date counts, and none when one row has none.
    """
    rows = attendance(context)
    last, vague = _ends(context)
    names = rows["partner"].to_numpy()
    applies = (rows["state"].eq(HELD) & rows["version"].eq("2018")).to_numpy(dtype=bool)
    days = rows["day"].to_numpy().astype("datetime64[D]")
    ends = looked_up(names, last)
    late = np.flatnonzero(applies & (days > ends))
    hits = list(_after_leaving(late.tolist(), days, ends))
    return Result(hits, int(np.sum(applies & among(names, vague))))


def _ends(context: Context) -> tuple[dict[Any, Any], set[Any]]:
    """The end date of each party that has one, and the parties whose end date can't be read."""
    names, ends = context.keys("Partners.Partner"), context.days("Partners.Einddatum")
    known = context.known("Partners.Einddatum")
    vague = set(names[~known]) - {None}
    staying = set(names[known & np.isnat(ends)])
    last: dict[Any, Any] = {}
    for name, end in zip(names, ends, strict=True):
        if name is not None and name not in staying | vague:
            last[name] = max(last.get(name, end), end)
    return last, vague - staying


def _after_leaving(rows: list[int], days: Array, ends: Array) -> Iterator[Hit]:
    for row in rows:
        yield Hit(
            f"Deelname op {day(days[row])}, na de einddatum van deze partij ({day(ends[row])}). "
            "Kloppen de datums? Zo niet, verbeter de einddatum op Partners of {cel}.",
            Severity.WAARSCHUWING,
            "Deelnames",
            row,
            ("Partner",),
        )
