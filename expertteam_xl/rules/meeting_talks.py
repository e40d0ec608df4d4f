"""What a discussion of a case holds: parents (O08), goals (O09), network (O10), mandate (O11)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.declared import discussed
from expertteam_xl.findings import Severity
from expertteam_xl.rules.advice_views import advices, flags, rows_where, unrecorded
from expertteam_xl.rules.attending import attending, with_role
from expertteam_xl.rules.catalogue.meeting import O08, O09, O10, O11
from expertteam_xl.rules.context import HELD, NOT_HELD, Context
from expertteam_xl.rules.vectors import Array, among, as_days, blank, paired
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


def _when(on: np.datetime64, what: str = "overleg") -> str:
    return f"{what} van {day(on)}" if not np.isnat(on) else what


@implements(O08)
def parents_told_afterwards(context: Context) -> Result:
    """O08 (C20 4.3, 6): parents who were absent are told afterwards; blank presence is unknown."""
    held, vague = _held(context)
    present, silent = context.objects(_PRESENT), np.isnat(context.days(_TOLD))
    open_one = silent & ~_parents_on_deelnames(context)
    lacking = open_one & among(present, (False,)) & context.known(_TOLD)
    days = as_days(_by_row(context, "day"))
    hits = [
        Hit(
            f"De ouders waren niet bij het {_when(days[row])}; er staat niet wanneer zij achteraf "
            "geïnformeerd zijn. Is het gesprek er geweest, vul dan in {cel} de dag in; zo niet, "
            "voer het dan alsnog.",
            Severity.WAARSCHUWING,
            "Besprekingen",
            row,
            ("Ouders achteraf geïnformeerd op", "Ouders aanwezig"),
        )
        for row in rows_where(held & lacking)
    ]
    unsure = held & open_one & ~lacking & ~among(present, (True,))
    return Result(hits, int(np.sum(unsure | (vague & lacking))))


def _parents_on_deelnames(context: Context) -> Array:
    """Rows of Besprekingen for which a parent stands on Deelnames."""
    there, _ = attending(context, with_role(context, "ouder"))
    pairs = set(discussed(context).loc[there, "pair"])
    case, session = "Besprekingen.Casusnummer", "Besprekingen.Overlegnummer"
    return among(paired(context.keys(case), context.keys(session)), pairs)


_GOALS = {"tussentijds": "tussentijds doel", "einddoel": "einddoel"}


@implements(O09)
def both_kinds_of_goals(context: Context) -> Result:
    """O09 (C20 4.3): every zwaarwegend advice has a goal on the way, and one in the end."""
    if not len(context.register.table("Doelen")):
        return Result(not_testable="op Doelen staat nog niets")
    rows, number = advices(context), context.keys("Adviezen.Adviesnummer")
    of, kind = context.keys("Doelen.Adviesnummer"), context.objects("Doelen.Type")
    lacking = {word: ~among(number, set(of[among(kind, (word,))]) - {None}) for word in _GOALS}
    unclear = set(of[~among(kind, list(column_at("Doelen.Type").words))]) - {None}
    found = ~flags(rows["nvt"]) & np.logical_or.reduce(list(lacking.values()))
    unsure = flags(rows["vague"]) | among(number, unclear) | blank(number) | _strange(context)
    hits = [
        _no_goal([name for word, name in _GOALS.items() if lacking[word][row]], row)
        for row in rows_where(found & ~unsure)
    ]
    return Result(hits, int(np.sum(found & unsure)))


def _strange(context: Context) -> Array:
    """Advices of which the kind can't be read, or is no known word."""
    place = "Adviezen.Soort"
    kind = context.objects(place)
    other = ~blank(kind) & ~among(kind, list(column_at(place).words))
    strange: Array = other | context.unreadable(place)
    return strange


def _no_goal(names: list[str], row: int) -> Hit:
    return Hit(
        f"Bij dit advies staat op Doelen geen {listed(names, 'en geen')}. Voeg toe wat ontbreekt; "
        "staat het er al, verbeter dan op Doelen het type of het adviesnummer, of verbeter {cel}.",
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
            f"In het {_when(days[row])} is het netwerk van het gezin niet besproken. Klopt dat? Zo "
            "niet, verbeter {cel}; zo ja, haal het in.",
            Severity.INFO,
            "Besprekingen",
            row,
            ("Netwerk besproken",),
        )
        for row in rows_where(held & refused)
    ]
    return Result(hits, int(np.sum((held & blank(answer)) | (vague & refused))))


_CONDITIONS = tuple(f"Besprekingen.{name}" for name in ("Voorwaarden benoemd", "Mandaat geregeld"))


@implements(O11)
def conditions_and_mandate(context: Context) -> Result:
    """O11 (V Kanttekeningen; werkstroom A): conditions and mandate; a blank is unknown."""
    held, vague = _held(context)
    in_a = _by_row(context, "in_a").astype(bool)
    stream, version = _by_row(context, "stream"), _by_row(context, "version")
    maybe = ~in_a & ~among(stream, ("B",)) & ~among(version, ("2018",))
    days = as_days(_by_row(context, "day"))
    hits, unsure = [], np.zeros(len(held), dtype=bool)
    for place in filter(context.is_recorded, _CONDITIONS):
        answer, field = context.objects(place), place.partition(".")[2]
        refused = among(answer, (False,))
        hits += [_refused(field, days[row], row) for row in rows_where(held & in_a & refused)]
        unsure |= held & in_a & blank(answer)
        unsure |= refused & ((held & maybe) | (vague & (in_a | maybe)))
    return Result(hits, int(np.sum(unsure)), remark=unrecorded(context, *_CONDITIONS))


def _refused(field: str, on: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Bij de {_when(on, 'doorbraaktafel')} staat nee bij {field}. Klopt dat? Zo niet, verbeter "
        "{cel}; zo ja, regel het voor een volgende keer.",
        Severity.INFO,
        "Besprekingen",
        row,
        (field,),
    )
