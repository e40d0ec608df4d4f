"""Who of Deelnames was there for which discussed case (O06, O07, O08)."""

from __future__ import annotations

from expertteam_xl.declared import attendance, discussed, shares
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among
from expertteam_xl.schema import column_at

ROLE = "Deelnames.Rol"


def with_role(context: Context, *roles: str) -> Array:
    """Which rows of Deelnames are of somebody with one of these roles."""
    return among(context.objects(ROLE), roles)


def unclear_role(context: Context) -> Array:
    """Which rows of Deelnames have a role that is blank or no known word."""
    return ~with_role(context, *column_at(ROLE).words)


def attending(context: Context, chosen: Array) -> tuple[Array, Array]:
    """For each of `declared.discussed` whether a chosen row of Deelnames is for it, or may be.

    It may be where somebody's role is unclear, or for which cases a chosen one was there.
    """
    share = shares(context)
    there = _at(context, chosen & ~share.names)
    named = share.named[chosen[share.named["row"].to_numpy(dtype=int)]]
    there[named["talk"].to_numpy(dtype=int)] = True
    return there, ~there & _at(context, unclear_role(context) | (chosen & share.vague))


def _at(context: Context, chosen: Array) -> Array:
    """For each of `declared.discussed` whether a chosen row of Deelnames is of its session."""
    session = attendance(context)["session"].to_numpy(dtype=int)
    return among(discussed(context)["session"].to_numpy(dtype=int), set(session[chosen]) - {-1})
