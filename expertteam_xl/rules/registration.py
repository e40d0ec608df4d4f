"""The aanmelding: by whom (A01), aligned with whom (A02), and the family informed of it (A06)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.gemeenten import gemeente_named, resolve, services
from expertteam_xl.declared import attendance
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.registration import A01, A02, A04, A06
from expertteam_xl.rules.context import HELD, PLANNED, Context
from expertteam_xl.rules.eligibility import no_stream_column, scopes, unscoped
from expertteam_xl.rules.vectors import NAT, Array, among, as_days, blank
from expertteam_xl.rules.wording import day
from expertteam_xl.schema import column_at
from expertteam_xl.text import fold, listed

_WHO = "Casussen.Type aanmelder"
_ALIGNED = "Casussen.Afgestemd met USD op"
_START = "Casussen.Aanmelddatum"
_USD, _VT = "consulent USD", "Veilig Thuis"
_PARTNERS = ("partner", "partner onderwijs")
_FAMILY = ("ouder", "jeugdige")

_FITTING = {
    "A": (_USD, "consulent GI", _VT),
    "B": (_USD, *_PARTNERS),
    "2018": (_USD, *_PARTNERS),
}
"""Who brings in a case, by the intake rules that hold (C20 4.1 and footnote 1; C18 2.5.1)."""

_CORE = ("gemeente", "partner", "ouder")
"""Kernpartijen, who may bring in a case of werkstroom A by the voorstel, not by the convenant."""

_WHERE = {"A": "In werkstroom A", "B": "In werkstroom B", "2018": "Onder het convenant van 2018"}


@implements(A01)
def fitting_announcer(context: Context) -> Result:
    """A01 (C20 4.1, footnote 1; C18 2.5.1): whoever brings in a case may do so.

    A consulent may always, so only of the others the werkstroom must be known. That an
    uitvoeringsdienst is not the one of the woonplaats is a warning: either may be wrong.
    """
    if reason := no_stream_column(context):
        return Result(not_testable=reason)
    who, scope = context.objects(_WHO), scopes(context)
    told = among(who, list(column_at(_WHO).words))
    fits = among(who, (_USD,)) | context.advice_questions
    for name, allowed in _FITTING.items():
        fits |= among(scope, (name,)) & among(who, allowed)
    core = among(scope, ("A",)) & among(who, _CORE)
    wrong = told & ~fits & ~core & ~blank(scope)
    hits = [_wrong_announcer(who[row], scope[row], row) for row in _rows(wrong)]
    hits += [_core_announcer(who[row], row) for row in _rows(core)]
    hits += list(_other_service(context, among(who, (_USD,)) & ~context.advice_questions))
    unsure = ~context.advice_questions & (~told | (~fits & blank(scope)))
    return Result(hits, int(np.sum(unsure)))


def _rows(mask: Array) -> list[int]:
    rows: list[int] = np.flatnonzero(mask).tolist()
    return rows


def _wrong_announcer(who: str, scope: str, row: int) -> Hit:
    if who in _FAMILY:
        text = (
            "Een ouder of jeugdige vraagt om raad en meldt niet aan. Is dit een adviesvraag, vul "
            "dat dan bij Soort in; meldde iemand anders aan, verbeter dan {cel}."
        )
    else:
        text = (
            f"{_WHERE[scope]} melden aan: {listed(_FITTING[scope])}; hier staat {who}. Kloppen "
            "werkstroom en datum? Zo ja, verbeter {cel}."
        )
    return Hit(text, Severity.FOUT, "Casussen", row, ("Type aanmelder",))


def _core_announcer(who: str, row: int) -> Hit:
    return Hit(
        f"In werkstroom A melden volgens het convenant aan: {listed(_FITTING['A'])}. Hier staat "
        f"{who}; volgens het voorstel mag een kernpartij dat ook. Klopt {{cel}}, dan is er niets "
        "nodig.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        ("Type aanmelder",),
    )


def _other_service(context: Context, applies: Array) -> Iterator[Hit]:
    """Cases of a consulent whose uitvoeringsdienst is not the one of the youth's woonplaats."""
    named = context.objects("Casussen.Uitvoeringsdienst")
    own, place = context.objects("Casussen.Gemeente"), context.objects("Casussen.Woonplaats")
    for row in _rows(applies & ~blank(named)):
        mine = _service(named[row])
        theirs = _service_of_place(place[row] if own[row] is None else own[row])
        if mine and theirs and mine != theirs:
            yield Hit(
                f"Bij deze woonplaats hoort uitvoeringsdienst {theirs}; hier staat {mine}. "
                "Verbeter {cel} of de woonplaats.",
                Severity.WAARSCHUWING,
                "Casussen",
                row,
                ("Uitvoeringsdienst", "Type aanmelder"),
            )


@lru_cache(maxsize=4096)
def _service(text: str) -> str | None:
    """The uitvoeringsdienst that a text names, by its own name or a place; None when unclear."""
    bare = fold(text).removeprefix("uitvoeringsdienst").removeprefix("usd")
    named = {fold(each): each for each in services()}
    return named.get(bare) or _service_of_place(text)


@lru_cache(maxsize=4096)
def _service_of_place(place: str | None) -> str | None:
    """The uitvoeringsdienst of a place; None for one that is unknown, or outside the convenant."""
    gemeente = resolve(place, None).gemeente
    return gemeente_named(gemeente).service or None if gemeente else None


@implements(A02)
def aligned_before(context: Context) -> Result:
    """A02 (C20 4.1, footnote 1; C18 2.5.1): a partner aligns first; Veilig Thuis is expected to."""
    if reason := no_stream_column(context):
        return Result(not_testable=reason)
    who, scope = context.objects(_WHO), scopes(context)
    partner = among(who, _PARTNERS) & among(scope, ("B", "2018"))
    safe_home = among(who, (_VT,)) & among(scope, ("A",))
    aligned, start, known = context.days(_ALIGNED), context.days(_START), context.known(_ALIGNED)
    lacking = known & np.isnat(aligned)
    hits = [_not_aligned(start[row], row) for row in _rows(partner & lacking)]
    hits += [
        _aligned_late(aligned[row], start[row], row) for row in _rows(partner & (aligned > start))
    ]
    hits += [_not_aligned_by_vt(start[row], row) for row in _rows(safe_home & lacking)]
    unsure = unscoped(context) & among(who, (*_PARTNERS, _VT))
    return Result(hits, int(np.sum(unsure | ((partner | safe_home) & ~known))))


_ALIGNED_FIELDS = ("Afgestemd met USD op", "Type aanmelder")


def _not_aligned(start: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Aangemeld {day(start)} door een partner; er staat geen afstemming met de "
        "uitvoeringsdienst. Vul in {cel} de dag in; is er niet afgestemd, doe dat dan alsnog.",
        Severity.FOUT,
        "Casussen",
        row,
        _ALIGNED_FIELDS,
    )


def _aligned_late(aligned: np.datetime64, start: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Afgestemd op {day(aligned)}, na de aanmelding door een partner op {day(start)}; "
        "afstemmen met de uitvoeringsdienst komt eerst. Kloppen de datums? Zo niet, verbeter "
        "{cel}.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        _ALIGNED_FIELDS,
    )


def _not_aligned_by_vt(start: np.datetime64, row: int) -> Hit:
    return Hit(
        f"Aangemeld {day(start)} door Veilig Thuis; er staat geen afstemming met de "
        "uitvoeringsdienst. Vul in {cel} de dag in. Was de uithuisplaatsing niet te plannen, dan "
        "is dat niet nodig.",
        Severity.WAARSCHUWING,
        "Casussen",
        row,
        _ALIGNED_FIELDS,
    )


@implements(A04)
def invited_attendees(context: Context) -> Result:
    """A04 (C20 4.1, footnote 2): who attends a held session was invited; a blank is a yes."""
    rows = attendance(context)
    uninvited = among(rows["invited"].to_numpy(), (False,))
    held = rows["state"].eq(HELD).to_numpy(dtype=bool)
    vague = rows["state"].isna().to_numpy(dtype=bool)
    unreadable = context.unreadable("Deelnames.Uitgenodigd")
    days = rows["day"].to_numpy().astype("datetime64[D]")
    hits = [_not_invited(days[row], row) for row in _rows(uninvited & held)]
    return Result(hits, int(np.sum((uninvited & vague) | (unreadable & held))))


def _not_invited(on: np.datetime64, row: int) -> Hit:
    when = "" if np.isnat(on) else f" van {day(on)}"
    return Hit(
        f"Deelname aan het overleg{when} zonder uitnodiging van C&A. Klopt dat? Zo niet, verbeter "
        "{cel}.",
        Severity.INFO,
        "Deelnames",
        row,
        ("Uitgenodigd", "Partner"),
    )


_TOLD = {
    "Ouders/jeugdige geïnformeerd op": "geïnformeerd",
    "Uitgenodigd op": "uitgenodigd",
}
"""Fields of Casussen that tell when the family heard of it, and what that is called."""


@implements(A06)
def family_informed(context: Context) -> Result:
    """A06 (C20 6; C18 2.3): parents or youth are informed and invited before the session.

    The first held session counts, else the first one planned; a blank is told once that is held or
    as near as a term that is *binnenkort*. Of a session before the aanmelding T11 tells.
    """
    session, held = _first_sessions(context)
    start = context.days(_START)
    applies = ~np.isnat(session) & ~(session < start)
    due = held | (context.calendar.workdays_between(context.on, session) <= _soon(context))
    fields = [field for field in _TOLD if context.is_recorded(f"Casussen.{field}")]
    places = [f"Casussen.{field}" for field in fields if context.register.has(f"Casussen.{field}")]
    nothing = np.zeros(len(start), dtype=bool)
    lacking, late, unsure = {}, {}, nothing | _vague(context, held)
    for place in places:
        known, told = context.known(place), context.days(place)
        lacking[place] = applies & due & known & np.isnat(told)
        late[place] = applies & (told > session)
        unsure |= applies & ~known
    found = np.logical_or.reduce([nothing, *lacking.values(), *late.values()])
    hits = [
        _not_told(
            [place for place in places if lacking[place][row]],
            [place for place in places if late[place][row]],
            session[row],
            row,
            held=bool(held[row]),
        )
        for row in _rows(found)
    ]
    return Result(hits, int(np.sum(unsure & ~found)))


def _soon(context: Context) -> int:
    return context.settings.binnenkort_werkdagen


def _first_sessions(context: Context) -> tuple[Array, Array]:
    """For every case its first held session, else the first planned; and whether it was held."""
    talks = context.talks
    talks = talks[talks["day"].notna() & (talks["case"] >= 0)]
    days = np.full(len(context.cases), NAT)
    held = np.zeros(len(days), dtype=bool)
    for state in (PLANNED, HELD):
        first = talks[talks["state"].eq(state)].drop_duplicates("case")
        rows = first["case"].to_numpy(dtype=int)
        days[rows] = as_days(first["day"])
        held[rows] = state == HELD
    return days, held


def _vague(context: Context, held: Array) -> Array:
    """Cases of which nobody can tell whether they were discussed, and that were not for sure."""
    talks: pd.DataFrame = context.talks
    vague = np.zeros(len(held), dtype=bool)
    vague[talks.loc[talks["vague"] & (talks["case"] >= 0), "case"].to_numpy(dtype=int)] = True
    return vague & ~held


def _not_told(
    lacking: list[str], late: list[str], session: np.datetime64, row: int, *, held: bool
) -> Hit:
    """One hit a case: what is not there, else what came too late."""
    places = lacking or late
    fields = [place.partition(".")[2] for place in places]
    what = listed([_TOLD[field] for field in fields])
    if lacking:
        text = (
            f"Overleg op {day(session)}; er staat niet wanneer ouders of jeugdige {what} zijn. Is "
            "het gebeurd, vul de dag dan in {cel} in; zo niet, doe het "
            f"{'alsnog' if held else 'vóór het overleg'}."
        )
    else:
        text = (
            f"Ouders of jeugdige zijn {what} na het overleg van {day(session)}; dat hoort vooraf. "
            "Klopt de datum? Zo niet, verbeter {cel}."
        )
    return Hit(text, Severity.WAARSCHUWING, "Casussen", row, (fields[0],))
