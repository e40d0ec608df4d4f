"""The organisations that sit at every doorbraaktafel, and at which one they did not (O07)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.declared import attendance, party_kinds
from expertteam_xl.disclosure import discreet
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, blank
from expertteam_xl.schema import column_at
from expertteam_xl.text import fold

_ROLES = ("verwijzer", "gemeenten", "ouders")
"""Kernpartijen of the agreement that are no organisation."""

_SHORTEST = 5
"""So many letters at least of a name make it the same organisation."""


@dataclass(frozen=True)
class _Core:
    """A kernpartij that is an organisation.

    Attributes:
        name: as it may be told: of the agreement, or on Partners.
        since, until: days between which it takes part; NaT for no limit.
    """

    name: str
    since: Any
    until: Any

    def expected(self, on: Any) -> bool:
        """Whether it took part in the agreement on a day."""
        return not (self.since > on) and not (self.until < on)


def absent_organisations(
    context: Context, sessions: Array, days: Array
) -> tuple[list[tuple[int, str]], int]:
    """At which of these sessions which organisations were not there.

    Args:
        context: the register.
        sessions: rows in Overleggen.
        days: day of each.

    Returns:
        Session and name of each that was absent; of how many that can't be told, because somebody
        there, or in a session that does not exist, is of a party that is not on Partners.
    """
    there, vague = _attending(context)
    found, unknown = [], 0
    for core in _cores(context):
        same = {name for name in _names(context) if _is_same(name, core.name)}
        lost = bool(same & there.get(-1, set()))
        for session, on in zip(sessions.tolist(), days, strict=True):
            if same & there.get(session, set()) or not core.expected(on):
                continue
            if lost or session in vague:
                unknown += 1
            else:
                found.append((session, discreet(core.name)))
    return found, unknown


def _names(context: Context) -> set[str]:
    """Every name on Deelnames, as typed."""
    return set(context.objects("Deelnames.Partner")) - {None}


def _attending(context: Context) -> tuple[dict[int, set[str]], set[int]]:
    """The names at each session (-1: at one that is not there), and sessions with a strange one."""
    rows, names = attendance(context), context.objects("Deelnames.Partner")
    party = rows["party"].to_numpy(dtype=int)
    role = context.objects("Deelnames.Rol")
    expert = among(role, ("expert",)) | ~among(role, list(column_at("Deelnames.Rol").words))
    strange = expert & (blank(names) | ((party < 0) & bool(context.register.counts("Partners"))))
    there: dict[int, set[str]] = {}
    session = rows["session"].to_numpy(dtype=int)
    for at, name in zip(session.tolist(), names, strict=True):
        if name is not None:
            there.setdefault(at, set()).add(name)
    return there, set(session[strange].tolist()) - {-1}


def _cores(context: Context) -> list[_Core]:
    """The kernpartijen that are organisations: those ticked on Partners, else of the agreement."""
    return list(_ticked(context)) or [
        _Core(name, np.datetime64("NaT"), np.datetime64("NaT"))
        for name in newest_version().core_parties
        if name not in _ROLES
    ]


def _ticked(context: Context) -> Iterator[_Core]:
    kind, soort = party_kinds(context), context.objects("Partners.Soort")
    organisation = among(kind, ("partner", "partner onderwijs")) | blank(soort)
    core = among(context.objects("Partners.Kernpartij"), (True,))
    names = context.objects("Partners.Partner")
    since, until = context.days("Partners.Getekend op"), context.days("Partners.Einddatum")
    seen: set[str] = set()
    for row in np.flatnonzero(core & organisation & ~blank(names)).tolist():
        if fold(names[row]) not in seen:
            seen.add(fold(names[row]))
            yield _Core(names[row], since[row], until[row])


def _is_same(name: str, core: str) -> bool:
    """Whether a name is that of an organisation, or a part or an extension of it."""
    one, other = fold(name), fold(core)
    return one == other or (
        min(len(one), len(other)) >= _SHORTEST and (one in other or other in one)
    )
