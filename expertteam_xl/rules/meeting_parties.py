"""The organisations that sit at every doorbraaktafel, and at which one they did not (O07)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from expertteam_xl.convenant.gemeenten import Kind as PlaceKind
from expertteam_xl.convenant.gemeenten import resolve
from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.declared import attendance, party_kinds
from expertteam_xl.disclosure import discreet
from expertteam_xl.rules.attending import unclear_role, with_role
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import NAT, Array, among, blank
from expertteam_xl.text import fold

_ROLES = ("verwijzer", "gemeenten", "ouders")
"""Kernpartijen of the agreement that are no organisation."""

_BY_ROLE = ("gemeente", "C&A", "GI", "VT")
"""Kinds of party that are looked at by their role, or always there."""

_SHORTEST = 5
"""So many letters at least of a name make it the same organisation."""


@dataclass(frozen=True)
class Organisations:
    """Which organisations were not there.

    Attributes:
        absent: place of a session among those asked for, and the name of an organisation.
        unknown: how often that can't be told: somebody there is of an unknown party, or the
            kernpartij is of an unknown kind.
        unlisted: kernpartijen of the agreement that are not on Partners, and so not asked for.
        nowhere: those of the absent ones that no row of Deelnames names, of any session.
    """

    absent: list[tuple[int, str]]
    unknown: int
    unlisted: list[str]
    nowhere: frozenset[str]


@dataclass(frozen=True)
class _Core:
    """A kernpartij that is an organisation.

    Attributes:
        name: as it may be told: of the agreement, or on Partners.
        since, until: days between which it takes part; NaT for no limit.
        sure: whether it is an organisation; its kind on Partners may be no known word.
    """

    name: str
    since: Any = NAT
    until: Any = NAT
    sure: bool = True


def absent_organisations(context: Context, sessions: Array, days: Array) -> Organisations:
    """At which of these sessions which organisations were not there.

    Args:
        context: the register.
        sessions: rows in Overleggen, each once.
        days: day of each.
    """
    names, at = context.objects("Deelnames.Partner"), attendance(context)["session"].to_numpy()
    cores, unlisted = _cores(context)
    vague = among(sessions, set(at[_strangers(context)]))
    known, unknown = set(names) - {None}, 0
    absent: list[tuple[int, str]] = []
    nowhere = set()
    for core in cores:
        same = {name for name in known if _is_same(name, core.name)}
        if not same:
            nowhere.add(discreet(core.name))
        lacking = ~among(sessions, set(at[among(names, same)]))
        lacking &= ~(core.since > days) & ~(core.until < days)
        unsure = vague | (not core.sure)
        unknown += int((lacking & unsure).sum())
        absent += [(i, discreet(core.name)) for i in np.flatnonzero(lacking & ~unsure).tolist()]
    return Organisations(absent, unknown, unlisted, frozenset(nowhere))


def _strangers(context: Context) -> Array:
    """Rows of Deelnames of somebody who may be of any organisation."""
    names = context.objects("Deelnames.Partner")
    expert = with_role(context, "expert") | unclear_role(context)
    lost = attendance(context)["party"].to_numpy(dtype=int) < 0
    strangers: Array = expert & (blank(names) | (lost & context.register.counts("Partners")))
    return strangers


def _cores(context: Context) -> tuple[list[_Core], list[str]]:
    """The kernpartijen that are organisations: those ticked on Partners, else of the agreement.

    The second list: those of the agreement that are not on a sheet Partners that is there.
    """
    names, kind = context.objects("Partners.Partner"), party_kinds(context)
    ticked = among(context.objects("Partners.Kernpartij"), (True,)) & ~blank(names)
    if ticked.any():
        chosen = [
            row
            for row in np.flatnonzero(ticked & ~among(kind, _BY_ROLE)).tolist()
            if kind[row] is not None or not _is_gemeente(names[row])
        ]
        first = {fold(names[row]): row for row in reversed(chosen)}
        return [_core(context, names[row], row) for row in sorted(first.values())], []
    wanted = [name for name in newest_version().core_parties if name not in _ROLES]
    if not context.register.counts("Partners"):
        return [_Core(name) for name in wanted], []
    listed = np.flatnonzero(~blank(names)).tolist()
    at = {
        name: next((row for row in listed if _is_same(names[row], name)), None) for name in wanted
    }
    cores = [_core(context, name, row) for name, row in at.items() if row is not None]
    return cores, [name for name, row in at.items() if row is None]


def _core(context: Context, name: str, row: int) -> _Core:
    """A kernpartij with what its row of Partners tells."""
    sort, kind = context.objects("Partners.Soort")[row], party_kinds(context)[row]
    since, until = context.days("Partners.Getekend op"), context.days("Partners.Einddatum")
    return _Core(name, since[row], until[row], sort is None or kind is not None)


def _is_gemeente(name: str) -> bool:
    """Whether a name says that it is a gemeente; its kind on Partners may be empty."""
    bare = fold(name).removeprefix("gemeente").strip()
    return bare != fold(name) or resolve(name, None).kind is not PlaceKind.ONBEKEND


def _is_same(name: str, core: str) -> bool:
    """Whether a name is that of an organisation, or a part or an extension of it."""
    one, other = fold(name), fold(core)
    return one == other or (
        min(len(one), len(other)) >= _SHORTEST and (one in other or other in one)
    )
