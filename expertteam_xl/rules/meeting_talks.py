"""What a discussion of a case holds: parents (O08), goals (O09), network (O10), mandate (O11)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.meeting import O08, O09, O10, O11
from expertteam_xl.rules.context import HELD, NOT_HELD, Context
from expertteam_xl.rules.vectors import Array, among, as_days, blank, rows_at, taken
from expertteam_xl.rules.wording import day
from expertteam_xl.schema import column_at
from expertteam_xl.text import listed

_PRESENT = "Besprekingen.Ouders aanwezig"
_TOLD = "Besprekingen.Ouders achteraf geïnformeerd op"


def _by_row(context: Context, column: str) -> Array:
    """A column of `Context.talks` in the order of the rows of Besprekingen."""
    talks = context.talks
    values = talks[column].to_numpy()
    ordered = np.empty(len(talks), dtype=values.dtype)
    ordered[talks["row"].to_numpy(dtype=int)] = values
    return ordered


def _held(context: Context) -> tuple[Array, Array]:
    """Rows of Besprekingen of a held session, and of one of which that can't be told."""
    state = _by_row(context, "state")
    held = among(state, (HELD,))
    return held, ~held & ~among(state, NOT_HELD)


def _rows(mask: Array) -> list[int]:
    rows: list[int] = np.flatnonzero(mask).tolist()
    return rows


def _when(on: np.datetime64, what: str = "overleg") -> str:
    return f"{what} van {day(on)}" if not np.isnat(on) else what


@implements(O08)
def parents_told_afterwards(context: Context) -> Result:
    """O08 (C20 4.3, 6): parents who were absent are told afterwards; blank presence is unknown."""
    held, vague = _held(context)
    present = context.objects(_PRESENT)
    known, told = context.known(_TOLD), context.days(_TOLD)
    absent = among(present, (False,))
    lacking = absent & known & np.isnat(told)
    days = as_days(_by_row(context, "day"))
    hits = [
        Hit(
            f"De ouders waren niet bij het {_when(days[row])}; er staat niet wanneer zij achteraf "
            "geïnformeerd zijn. Is het gebeurd, vul de dag dan in {cel} in; zo niet, doe het "
            "alsnog.",
            Severity.WAARSCHUWING,
            "Besprekingen",
            row,
            ("Ouders achteraf geïnformeerd op", "Ouders aanwezig"),
        )
        for row in _rows(held & lacking)
    ]
    open_one = blank(present) & np.isnat(told)
    unsure = (held & (open_one | (absent & ~known))) | (vague & lacking)
    return Result(hits, int(np.sum(unsure)))


_GOALS = {"tussentijds": "tussentijds doel", "einddoel": "einddoel"}


@implements(O09)
def both_kinds_of_goals(context: Context) -> Result:
    """O09 (C20 4.3): every zwaarwegend advice has a goal on the way, and one in the end."""
    number, kind = context.keys("Adviezen.Adviesnummer"), context.objects("Adviezen.Soort")
    session = rows_at(context.keys("Adviezen.Overlegnummer"), context.session_rows)
    state = taken(context.objects("Overleggen.Status"), session)
    linked = ~blank(context.keys("Adviezen.Overlegnummer"))
    applies = (among(kind, ("zwaarwegend",)) | (blank(kind) & linked)) & ~among(state, NOT_HELD)
    of, type_ = context.keys("Doelen.Adviesnummer"), context.objects("Doelen.Type")
    lacking = {word: ~among(number, set(of[among(type_, (word,))]) - {None}) for word in _GOALS}
    vague = among(number, set(of[~among(type_, list(column_at("Doelen.Type").words))]) - {None})
    vague |= blank(number) | ~(context.known("Adviezen.Soort") | ~linked)
    found = applies & np.logical_or.reduce(list(lacking.values()))
    hits = [
        _no_goal([name for word, name in _GOALS.items() if lacking[word][row]], row)
        for row in _rows(found & ~vague)
    ]
    return Result(hits, int(np.sum(found & vague)))


def _no_goal(names: list[str], row: int) -> Hit:
    what = listed(names, "en geen")
    return Hit(
        f"Bij dit advies staat op Doelen geen {what}. Voeg toe wat ontbreekt; staat het er al, "
        "verbeter dan het type of het adviesnummer op Doelen, of {cel}.",
        Severity.WAARSCHUWING,
        "Adviezen",
        row,
        ("Adviesnummer",),
    )


@implements(O10)
def network_discussed(context: Context) -> Result:
    """O10 (C20 4.3): the network of the household is a topic; a blank is unknown."""
    held, vague = _held(context)
    answer = context.objects("Besprekingen.Netwerk besproken")
    refused = among(answer, (False,))
    days = as_days(_by_row(context, "day"))
    hits = [
        Hit(
            f"In het {_when(days[row])} is het netwerk niet besproken. Klopt dat? Zo niet, "
            "verbeter {cel}.",
            Severity.INFO,
            "Besprekingen",
            row,
            ("Netwerk besproken",),
        )
        for row in _rows(held & refused)
    ]
    return Result(hits, int(np.sum((held & blank(answer)) | (vague & refused))))


_CONDITIONS = ("Voorwaarden benoemd", "Mandaat geregeld")


@implements(O11)
def conditions_and_mandate(context: Context) -> Result:
    """O11 (V Kanttekeningen; werkstroom A): conditions and mandate; a blank is unknown."""
    held, vague = _held(context)
    in_a = _by_row(context, "in_a").astype(bool)
    stream, version = _by_row(context, "stream"), _by_row(context, "version")
    maybe = (held | vague) & ~in_a & ~among(stream, ("B",)) & ~among(version, ("2018",))
    days = as_days(_by_row(context, "day"))
    hits = []
    unsure = np.zeros(len(held), dtype=bool)
    for field in _CONDITIONS:
        place = f"Besprekingen.{field}"
        if not context.register.has(place) or not context.is_recorded(place):
            continue
        answer = context.objects(place)
        refused = among(answer, (False,))
        hits += [_refused(field, days[row], row) for row in _rows(held & in_a & refused)]
        unsure |= (held & in_a & blank(answer)) | ((maybe | (vague & in_a)) & refused)
    return Result(hits, int(np.sum(unsure)))


def _refused(field: str, on: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Bij de {_when(on, 'doorbraaktafel')} staat nee bij {field}. Klopt dat? Zo niet, verbeter "
        "{cel}.",
        Severity.INFO,
        "Besprekingen",
        row,
        (field,),
    )
