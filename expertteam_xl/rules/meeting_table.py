"""Who sat at the table: the procesregisseur (O06) and the kernpartijen (O07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.gemeenten import gemeente_named, resolve, services
from expertteam_xl.declared import attendance, discussed, party_kinds
from expertteam_xl.findings import Severity
from expertteam_xl.rules.attending import attending, unclear_role, with_role
from expertteam_xl.rules.catalogue.meeting import O06, O07
from expertteam_xl.rules.context import ENOUGH, Context
from expertteam_xl.rules.meeting_parties import Organisations, absent_organisations
from expertteam_xl.rules.vectors import Array, among, as_days, blank, taken
from expertteam_xl.rules.wording import day
from expertteam_xl.text import count, fold, listed

_NOTHING = (
    "op Deelnames staat alleen wie declareert, of niemand: wie er verder was, is niet te zien"
)


@dataclass(frozen=True)
class _Seen:
    """The held discussions of which Deelnames tells who was there.

    Attributes:
        talks: those of `declared.discussed` with a case on Casussen, in a session of which
            Deelnames holds more than who declares; the index is their place there.
        sessions: how many of such sessions there are.
        untold: how many sessions hold only who declares, or nobody.
        unknown: how many discussions are of nobody knows which case.
    """

    talks: pd.DataFrame
    sessions: int
    untold: int
    unknown: int

    @property
    def remark(self) -> str | None:
        """What is said of the sessions that are left out."""
        if not self.untold:
            return None
        number = count(self.untold, "overleg", "overleggen")
        return f"{number} niet getoetst: op Deelnames staat daar alleen wie declareert, of niemand"

    @property
    def not_testable(self) -> str | None:
        """Why nothing can be said, when that is so of every session."""
        return _NOTHING if self.untold and not self.sessions else None


def _seen(context: Context, *, in_a: bool = False) -> _Seen:
    """What can be told of all held discussions, or of those at a doorbraaktafel."""
    held = context.held[context.held["session_row"].ge(0)]
    held = held[held["in_a"]] if in_a else held
    rows = attendance(context)
    telling = set(rows.loc[_tells_more(context), "session"]) - {-1}
    told = held["session_row"].isin(telling)
    talks = discussed(context)
    talks = talks[talks["row"].isin(held.loc[told, "row"])]
    known = talks["case"].ge(0)
    nameless = int((told & held["pair"].isna()).sum())
    return _Seen(
        talks[known],
        held.loc[told, "session_row"].nunique(),
        held.loc[~told, "session_row"].nunique(),
        nameless + int((~known).sum()),
    )


def _tells_more(context: Context) -> Array:
    """Rows of Deelnames that would not be there if only declaring partners were written down."""
    rows = attendance(context)
    stranger = rows["party"].to_numpy(dtype=int) < 0
    maybe = stranger & (with_role(context, "expert") | unclear_role(context))
    more: Array = ~(rows["declares"].to_numpy(dtype=bool) | maybe)
    return more | with_role(context, "consulent")


@implements(O06)
def consulent_at_the_table(context: Context) -> Result:
    """O06 (C20 6; C18 2.3): a consulent, from 2020 on also a jeugdbeschermer, attends each case."""
    seen = _seen(context)
    if seen.not_testable:
        return Result(not_testable=seen.not_testable)
    talks = seen.talks
    there, maybe = attending(context, with_role(context, "consulent"))
    also, also_maybe = attending(context, with_role(context, "jeugdbeschermer"))
    older = discussed(context)["version"].eq("2018").to_numpy(dtype=bool)
    at = talks.index.to_numpy(dtype=int)
    lacking = ~(there | (also & ~older))[at]
    unsure = lacking & (maybe | (also_maybe & ~older))[at]
    days, rows = as_days(talks["day"]), talks["row"].to_numpy(dtype=int)
    hits = [
        _no_consulent(days[i], int(rows[i]), older=bool(older[at[i]]))
        for i in np.flatnonzero(lacking & ~unsure).tolist()
    ]
    return Result(hits, seen.unknown + int(unsure.sum()), remark=seen.remark)


def _no_consulent(on: np.datetime64, row: int, *, older: bool) -> Hit:
    who = "consulent" if older else "consulent of jeugdbeschermer"
    return Hit(
        f"Bij de bespreking van {day(on)} staat voor deze casus geen {who} op Deelnames. Was die "
        "er wel, zet die er dan bij, met het casusnummer; klopt het casusnummer niet, verbeter "
        "{cel}.",
        Severity.FOUT,
        "Besprekingen",
        row,
        ("Casusnummer",),
    )


@implements(O07)
def core_parties_at_the_table(context: Context) -> Result:
    """O07 (V Deelnemers; werkstroom A): one hit for each kernpartij that was not there.

    An organisation is missed once a session, at its number; the verwijzer, the gemeente and the
    parents once a case.
    """
    seen = _seen(context, in_a=True)
    if seen.not_testable:
        return Result(not_testable=seen.not_testable)
    absent = [*_absent_parties(context, seen.talks), _absent_parents(context, seen.talks)]
    first = seen.talks.drop_duplicates("session")
    at, days = first["session"].to_numpy(dtype=int), as_days(first["day"])
    organisations = absent_organisations(context, at, days)
    hits = [hit for found, _ in absent for hit in found]
    hits += _absent_organisations(organisations, at, days)
    remarks = [seen.remark, *_not_looked_at(context, seen, organisations.unlisted)]
    unknown = seen.unknown + sum(number for _, number in absent) + organisations.unknown
    return Result(
        hits,
        unknown + _streamless(context),
        remark="; ".join(filter(None, remarks)) or None,
    )


def _streamless(context: Context) -> int:
    """How many held discussions may have been at a doorbraaktafel: their werkstroom is unknown."""
    held = context.held
    return int((held["version"].eq("2020") & ~held["stream"].isin(["A", "B"])).sum())


def _not_looked_at(context: Context, seen: _Seen, unlisted: list[str]) -> Iterator[str]:
    """Which kernpartijen the register says nothing of."""
    if seen.talks.empty:
        return
    if unlisted:
        names = listed(unlisted)
        yield (
            f"niet bekeken: {names}, want die {'staat' if len(unlisted) == 1 else 'staan'} "
            "niet op Partners"
        )
    if not _parents_recorded(context):
        yield (
            "de ouders zijn niet bekeken: daarvan is Ouders aanwezig of Reden afwezig nergens "
            "ingevuld"
        )


def _absent_organisations(found: Organisations, at: Array, days: Array) -> Iterator[Hit]:
    """Each organisation at each session; one that Deelnames names nowhere is told once."""
    times = Counter(name for _, name in found.absent)
    never = {name for name in found.nowhere if times[name] >= ENOUGH}
    for i, name in found.absent:
        if name not in never:
            yield _absent(name, days[i], "Overleggen", int(at[i]), "Overlegnummer")
    for name in sorted(never):
        i = next(i for i, each in found.absent if each == name)
        yield _never(name, times[name], days[i], ("Overleggen", int(at[i]), "Overlegnummer"))


def _never(name: str, number: int, first: np.datetime64, where: tuple[str, int, str]) -> Hit:
    """Once for a party that is missing at every doorbraaktafel that was looked at."""
    table, row, field = where
    return Hit(
        f"Bij geen van {number} doorbraaktafels, de eerste op {day(first)}, staat een kernpartij "
        f"op Deelnames: {name}. Was die er wel, zet die er dan bij; zo niet, neem het mee bij het "
        "uitnodigen.",
        Severity.WAARSCHUWING,
        table,
        row,
        (field,),
        once=True,
    )


def _absent(name: str, on: np.datetime64, table: str, row: int, field: str) -> Hit:
    return Hit(
        f"Bij de doorbraaktafel van {day(on)} staat een kernpartij niet op Deelnames: {name}. Was "
        "die er wel, zet die er dan bij; zo niet, neem het mee bij het uitnodigen.",
        Severity.WAARSCHUWING,
        table,
        row,
        (field,),
    )


def _absent_parties(context: Context, talks: pd.DataFrame) -> Iterator[tuple[list[Hit], int]]:
    """The verwijzer and the gemeente of each case, and of how many that can't be told."""
    at, days = talks.index.to_numpy(dtype=int), as_days(talks["day"])
    rows = talks["row"].to_numpy(dtype=int)
    for name, (there, maybe) in {
        "de verwijzer": _referrers(context),
        "de gemeente": _gemeenten(context),
    }.items():
        lacking = ~there[at]
        unsure = lacking & maybe[at]
        sure = np.flatnonzero(lacking & ~unsure).tolist()
        if len(sure) >= ENOUGH and lacking.all():
            number = talks["session"].iloc[sure].nunique()
            where = ("Besprekingen", int(rows[sure[0]]), "Casusnummer")
            hits = [_never(f"{name} van de casus", number, days[sure[0]], where)]
        else:
            whose = f"{name} van deze casus"
            hits = [
                _absent(whose, days[i], "Besprekingen", int(rows[i]), "Casusnummer") for i in sure
            ]
        yield hits, int(unsure.sum())


_REFERRERS = {
    "consulent USD": (("consulent",), ()),
    "consulent GI": (("jeugdbeschermer",), ("GI",)),
    "Veilig Thuis": (("Veilig Thuis",), ("VT",)),
    "gemeente": (("gemeente", "consulent"), ("gemeente",)),
    "partner": (("expert",), ("partner",)),
    "partner onderwijs": ((), ("partner onderwijs",)),
}
"""Who brought a case in: the roles, and the kinds of party, in which they are at the table."""


def _referrers(context: Context) -> tuple[Array, Array]:
    """For each of `discussed` whether its verwijzer was there, and where that can't be told.

    A parent or youth who brought the case in is looked at as parent.
    """
    case = discussed(context)["case"].to_numpy(dtype=int)
    who = taken(context.objects("Casussen.Type aanmelder"), case)
    kind = _kinds(context)
    stranger = blank(kind) & with_role(context, "consulent", "expert")
    there, unsure = among(who, ("ouder", "jeugdige")), ~among(who, list(_REFERRERS))
    for word, (roles, kinds) in _REFERRERS.items():
        present, maybe = attending(context, with_role(context, *roles) | among(kind, kinds))
        maybe |= attending(context, stranger)[0] & bool(kinds)
        there |= among(who, (word,)) & present
        unsure |= among(who, (word,)) & maybe
    return there, unsure


def _kinds(context: Context) -> Array:
    """The kind of party of every row of Deelnames; None where that is not known."""
    return taken(party_kinds(context), attendance(context)["party"].to_numpy(dtype=int))


def _gemeenten(context: Context) -> tuple[Array, Array]:
    """For each of `discussed` whether its gemeente was there, and where that can't be told.

    That is somebody of the gemeente, or a consulent, whose party has the same uitvoeringsdienst or
    names no place.
    """
    case = discussed(context)["case"].to_numpy(dtype=int)
    own, place = context.objects("Casussen.Gemeente"), context.objects("Casussen.Woonplaats")
    wanted = _services(taken(np.where(blank(own), place, own), case))
    kind = _kinds(context)
    official = with_role(context, "gemeente") | among(kind, ("gemeente",))
    official |= with_role(context, "consulent") & ~among(kind, ("GI", "VT"))
    names = context.objects("Deelnames.Partner").copy()
    names[~official] = None
    of = _services(names)
    there, unsure = attending(context, official & blank(of))
    for service in (*services(), None):
        same = official & (among(of, (service,)) if service else ~blank(of))
        mine = among(wanted, (service,)) if service else blank(wanted)
        present, maybe = attending(context, same)
        there |= mine & present
        unsure |= mine & maybe
    return there, unsure


def _services(texts: Array) -> Array:
    """The uitvoeringsdienst that each text names; None where that is not clear."""
    found: Array = np.full(len(texts), None, dtype=object)
    found[:] = [None if text is None else _service(str(text)) for text in texts]
    return found


@lru_cache(maxsize=65536)
def _service(text: str) -> str | None:
    """The uitvoeringsdienst that a text names, by its own name or a place; None when unclear."""
    bare = " ".join(word for word in text.split() if fold(word) not in _PREFIXES)
    named = {fold(each): each for each in services()}
    if fold(bare) in named:
        return named[fold(bare)]
    gemeente = resolve(bare, None).gemeente
    return gemeente_named(gemeente).service or None if gemeente else None


_PREFIXES = ("uitvoeringsdienst", "gemeente", "usd", "consulent")


def _parents_recorded(context: Context) -> bool:
    return all(
        context.is_recorded(f"Besprekingen.{field}")
        for field in ("Ouders aanwezig", "Reden afwezig")
    )


def _absent_parents(context: Context, talks: pd.DataFrame) -> tuple[list[Hit], int]:
    """Parents who were absent without a reason, where the team writes such things down."""
    if not _parents_recorded(context):
        return [], 0
    rows, days = talks["row"].to_numpy(dtype=int), as_days(talks["day"])
    present = context.objects("Besprekingen.Ouders aanwezig")[rows]
    reason = context.objects("Besprekingen.Reden afwezig")[rows]
    there, _ = attending(context, with_role(context, "ouder"))
    unseen = ~there[talks.index.to_numpy(dtype=int)] & blank(reason)
    lacking = unseen & among(present, (False,))
    unsure = lacking & ~context.known("Besprekingen.Reden afwezig")[rows]
    hits = [
        Hit(
            f"De ouders, een kernpartij, waren niet bij de doorbraaktafel van {day(days[i])}; er "
            "staat geen reden. Vul in {cel} een code in voor de reden van de verwijzer.",
            Severity.WAARSCHUWING,
            "Besprekingen",
            int(rows[i]),
            ("Reden afwezig", "Ouders aanwezig"),
        )
        for i in np.flatnonzero(lacking & ~unsure).tolist()
    ]
    return hits, int((unsure | (unseen & blank(present))).sum())
