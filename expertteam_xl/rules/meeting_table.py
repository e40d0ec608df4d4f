"""Who sat at the table: the procesregisseur (O06) and the kernpartijen (O07)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.gemeenten import gemeente_named, resolve, services
from expertteam_xl.declared import attendance, attended, discussed, party_kinds, shares
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.meeting import O06, O07
from expertteam_xl.rules.context import HELD, Context
from expertteam_xl.rules.meeting_parties import absent_organisations
from expertteam_xl.rules.vectors import Array, among, as_days, blank, taken
from expertteam_xl.rules.wording import day
from expertteam_xl.schema import column_at
from expertteam_xl.text import count, fold

_ROLE = "Deelnames.Rol"
_GEMEENTE = "gemeente"


@dataclass(frozen=True)
class _Table:
    """The discussions of which can be told who was there.

    Attributes:
        talks: of `declared.discussed`, with ``fit`` (its session tells more than who declares, and
            the case is on Casussen) and ``vague`` (someone was there of whom role or case is not
            clear).
        left_out: how many held sessions tell no more than who declares.
        unknown: how many discussions are of nobody knows which case.
    """

    talks: pd.DataFrame
    left_out: int
    unknown: int

    @property
    def remark(self) -> str | None:
        """What is said of the sessions that were left out."""
        if not self.left_out:
            return None
        number = count(self.left_out, "overleg", "overleggen")
        return f"{number} niet bekeken: Deelnames noemt daar alleen wie declareert, of niemand"

    @property
    def nothing(self) -> bool:
        """Whether there are discussions, but none of which can be told who was there."""
        return bool(self.left_out) and not self.talks["fit"].any() and not self.unknown


_NOTHING = "Deelnames noemt alleen wie declareert, of niemand: wie er verder was, is niet te zien"


def _table(context: Context) -> _Table:
    return context.derived("who was there", lambda: _make_table(context))


def _make_table(context: Context) -> _Table:
    talks, rows = discussed(context), attendance(context)
    session = talks["session"].to_numpy(dtype=int)
    telling = set(rows.loc[_tells_more(context, rows), "session"]) - {-1}
    told = np.isin(session, list(telling))
    role = context.objects(_ROLE)
    unclear = ~among(role, list(column_at(_ROLE).words)) | shares(context).vague
    lost = rows["session"].to_numpy(dtype=int) < 0
    vague = np.isin(session, rows.loc[unclear & ~lost, "session"].to_numpy(dtype=int))
    known = talks["case"].to_numpy(dtype=int) >= 0
    talks = talks.assign(fit=told & known, vague=vague)
    held = context.held
    nameless = int(np.sum((held["pair"].isna() & (held["session_row"] >= 0)).to_numpy(dtype=bool)))
    return _Table(talks, len(set(session[~told])), nameless + int(np.sum(told & ~known)))


def _tells_more(context: Context, rows: pd.DataFrame) -> Array:
    """Rows of Deelnames that would not be there if only declaring partners were written down."""
    role = context.objects(_ROLE)
    unclear = (rows["party"].to_numpy(dtype=int) < 0) & (
        among(role, ("expert",)) | ~among(role, list(column_at(_ROLE).words))
    )
    more: Array = ~rows["declares"].to_numpy(dtype=bool) & ~unclear
    return more


def _present(context: Context, chosen: Array) -> Array:
    """For each of `discussed` whether a chosen row of Deelnames is for it."""
    found = np.zeros(len(discussed(context)), dtype=bool)
    found[attended(context, chosen)["talk"].to_numpy(dtype=int)] = True
    return found


@implements(O06)
def consulent_at_the_table(context: Context) -> Result:
    """O06 (C20 6; C18 2.3): a consulent, from 2020 on also a jeugdbeschermer, attends each case."""
    table = _table(context)
    if table.nothing:
        return Result(not_testable=_NOTHING)
    talks, role = table.talks, context.objects(_ROLE)
    older = talks["version"].eq("2018").to_numpy(dtype=bool)
    there = _present(context, among(role, ("consulent",)))
    there |= ~older & _present(context, among(role, ("jeugdbeschermer",)))
    lacking = talks["fit"].to_numpy(dtype=bool) & ~there
    vague, days = talks["vague"].to_numpy(dtype=bool), as_days(talks["day"])
    hits = [
        _no_consulent(days[i], int(talks["row"].iloc[i]), older=bool(older[i]))
        for i in np.flatnonzero(lacking & ~vague).tolist()
    ]
    unknown = table.unknown + int(np.sum(lacking & vague))
    return Result(hits, unknown, remark=table.remark)


def _no_consulent(on: np.datetime64, row: int, *, older: bool) -> Hit:
    who = "consulent" if older else "consulent of jeugdbeschermer"
    return Hit(
        f"Bij de bespreking van {day(on)} staat voor deze casus geen {who} op "
        "Deelnames. Was die er wel, zet de rol dan op Deelnames, met het casusnummer; klopt het "
        "casusnummer niet, verbeter {cel}.",
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
    table = _table(context)
    if table.nothing:
        return Result(not_testable=_NOTHING)
    talks = table.talks[_in_a(context, table.talks) & table.talks["fit"].to_numpy(dtype=bool)]
    hits, unknown = _absent_parties(context, talks)
    more, also = _absent_organisations(context, talks)
    parents, open_ones = _absent_parents(context, talks)
    hits = sorted([*hits, *more, *parents], key=lambda hit: (hit.table != "Overleggen", hit.row))
    return Result(hits, unknown + also + open_ones, remark=table.remark)


def _in_a(context: Context, talks: pd.DataFrame) -> Array:
    held = context.held
    rows = set(held.loc[held["in_a"].to_numpy(dtype=bool) & held["state"].eq(HELD), "row"])
    return among(talks["row"].to_numpy(dtype=int), rows)


def _absent_parties(context: Context, talks: pd.DataFrame) -> tuple[list[Hit], int]:
    """The verwijzer and the gemeente of each case, and of how many that can't be told."""
    at = talks.index.to_numpy(dtype=int)
    vague, days = talks["vague"].to_numpy(dtype=bool), as_days(talks["day"])
    hits: list[Hit] = []
    unknown = 0
    for name, (there, unclear) in {
        "de verwijzer": _referrers(context),
        "de gemeente": _gemeenten(context),
    }.items():
        lacking = ~there[at]
        unsure = lacking & (vague | unclear[at])
        unknown += int(np.sum(unsure))
        for i in np.flatnonzero(lacking & ~unsure).tolist():
            on, row = days[i], int(talks["row"].iloc[i])
            hits.append(_absent(name, on, "Besprekingen", row, ("Casusnummer",), " van deze casus"))
    return hits, unknown


def _absent(
    name: str, on: np.datetime64, table: str, row: int, fields: tuple[str, ...], of: str = ""
) -> Hit:
    return Hit(
        f"Aan de doorbraaktafel van {day(on)} ontbreekt een kernpartij: "
        f"{name}{of}. Was die er wel, zet haar dan op Deelnames.",
        Severity.WAARSCHUWING,
        table,
        row,
        fields,
    )


_REFERRERS = {
    "consulent USD": (("consulent",), ()),
    "consulent GI": (("jeugdbeschermer",), ("GI",)),
    "Veilig Thuis": (("Veilig Thuis",), ("VT",)),
    "gemeente": (("gemeente", "consulent"), ("gemeente",)),
    "partner": ((), ("partner",)),
    "partner onderwijs": ((), ("partner onderwijs",)),
}
"""Who brought a case in: the roles, and the kinds of party, in which they are at the table."""


def _referrers(context: Context) -> tuple[Array, Array]:
    """For each of `discussed` whether its verwijzer was there, and where that can't be told.

    A parent or youth who brought the case in is looked at as parent.
    """
    every = discussed(context)
    who = taken(context.objects("Casussen.Type aanmelder"), every["case"].to_numpy(dtype=int))
    there = among(who, ("ouder", "jeugdige"))
    role, kind = context.objects(_ROLE), _kinds(context)
    for word, (roles, kinds) in _REFERRERS.items():
        chosen = among(role, roles) | among(kind, kinds)
        there |= among(who, (word,)) & _present(context, chosen)
    return there, ~among(who, list(_REFERRERS))


def _kinds(context: Context) -> Array:
    """The kind of party of every row of Deelnames; None where that is not known."""
    return taken(party_kinds(context), attendance(context)["party"].to_numpy(dtype=int))


def _gemeenten(context: Context) -> tuple[Array, Array]:
    """For each of `discussed` whether its gemeente was there, and where that can't be told.

    A party is of the gemeente when it shares its uitvoeringsdienst, or names no place at all. A
    consulent of an unknown party may be.
    """
    every = discussed(context)
    case = every["case"].to_numpy(dtype=int)
    own, place = context.objects("Casussen.Gemeente"), context.objects("Casussen.Woonplaats")
    places = np.where(blank(own), place, own)
    services_ = [_service(str(each)) if each else None for each in taken(places, case)]
    role, kind = context.objects(_ROLE), _kinds(context)
    official = among(role, (_GEMEENTE,)) | among(kind, (_GEMEENTE,))
    names = context.objects("Deelnames.Partner")
    theirs = [_service(str(name)) if name else None for name in names]
    pairs = attended(context, official)
    there = np.zeros(len(every), dtype=bool)
    for row, talk in zip(pairs["row"].tolist(), pairs["talk"].tolist(), strict=True):
        there[talk] |= theirs[row] is None or services_[talk] in (None, theirs[row])
    maybe = _present(context, among(role, ("consulent",)) & blank(kind))
    return there, maybe


@lru_cache(maxsize=4096)
def _service(text: str) -> str | None:
    """The uitvoeringsdienst that a text names, by its own name or a place; None when unclear."""
    bare = fold(text)
    for word in ("uitvoeringsdienst", "gemeente", "usd"):
        bare = bare.removeprefix(word)
    named = {fold(each): each for each in services()}
    if bare in named:
        return named[bare]
    words = text.split()
    plain = " ".join(word for word in words if fold(word) not in _PREFIXES)
    gemeente = resolve(plain, None).gemeente
    return gemeente_named(gemeente).service or None if gemeente else None


_PREFIXES = ("uitvoeringsdienst", "gemeente", "usd", "consulent")


def _absent_organisations(context: Context, talks: pd.DataFrame) -> tuple[list[Hit], int]:
    first = talks.drop_duplicates("session")
    sessions = first["session"].to_numpy(dtype=int)
    found, unknown = absent_organisations(context, sessions, as_days(first["day"]))
    days = dict(zip(sessions.tolist(), as_days(first["day"]), strict=True))
    hits = [
        _absent(name, days[session], "Overleggen", session, ("Overlegnummer",))
        for session, name in found
    ]
    return hits, unknown


def _absent_parents(context: Context, talks: pd.DataFrame) -> tuple[list[Hit], int]:
    """Parents who were absent without a reason, where the team writes such things down."""
    place, reason = "Besprekingen.Ouders aanwezig", "Besprekingen.Reden afwezig"
    if not all(context.register.has(p) and context.is_recorded(p) for p in (place, reason)):
        return [], 0
    rows, days = talks["row"].to_numpy(dtype=int), as_days(talks["day"])
    answer, why = context.objects(place)[rows], context.objects(reason)[rows]
    there = _present(context, among(context.objects(_ROLE), ("ouder",)))
    there = there[talks.index.to_numpy(dtype=int)]
    lacking = among(answer, (False,)) & blank(why) & ~there
    hits = [
        Hit(
            "De ouders, een kernpartij, waren niet bij de doorbraaktafel van "
            f"{day(days[i])}; er staat geen reden. Vul in {{cel}} "
            "een code in voor de reden van de verwijzer.",
            Severity.WAARSCHUWING,
            "Besprekingen",
            int(rows[i]),
            ("Reden afwezig", "Ouders aanwezig"),
        )
        for i in np.flatnonzero(lacking).tolist()
    ]
    return hits, int(np.sum(blank(answer) & ~there))
