"""Who declares: the parties of the sheet Partners, and the people at the table (F04)."""

from __future__ import annotations

import numpy as np

from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array, among, blank, first_rows, rows_at, taken

PARTNER = "partner"
NEVER = ("gemeente", "C&A")
"""Kinds of party that never declare."""

BY_CHOICE = ("partner onderwijs", "GI", "VT")
"""Kinds that declare only where the team says so, in the column Declarabel."""

REFERRERS = ("GI", "VT")
"""Kinds that don't declare as verwijzer, whatever the column says."""

AS_REFERRER = ("jeugdbeschermer", "Veilig Thuis")
"""Roles in which someone is there as verwijzer."""

NO_PARTNER = ("ouder", "jeugdige", "gemeente")
"""Roles in which nobody declares."""

CONSULENT = "consulent"


def party_kinds(context: Context) -> Array:
    """Kind of every row of Partners: its Soort, or None where that is blank or no known word."""
    kinds = context.objects("Partners.Soort").copy()
    kinds[~among(kinds, (PARTNER, *NEVER, *BY_CHOICE))] = None
    return kinds


def parties_declare(context: Context) -> Array:
    """For every row of Partners whether that party declares, apart from the role of its people.

    A gemeente and C&A never do. Of the others the column Declarabel decides; where it is blank a
    partner does and a partner onderwijs, GI or VT does not. A party without a kind is taken for a
    partner: it stands on the sheet of the partners.
    """
    return context.derived("parties declare", lambda: _parties_declare(context))


def _parties_declare(context: Context) -> Array:
    kinds, flags = party_kinds(context), context.objects("Partners.Declarabel")
    by_default = ~among(kinds, BY_CHOICE)
    declares: Array = np.where(blank(flags), by_default, among(flags, (True,)))
    return declares & ~among(kinds, NEVER)


def parties_at(context: Context, place: str) -> Array:
    """Row in Partners of the party that every row of ``Table.Field`` names; -1 for none."""
    known = context.derived("party rows", lambda: first_rows(context.keys("Partners.Partner")))
    return rows_at(context.keys(place), known)


def rows_declare(context: Context, party: Array) -> Array:
    """For every row of Deelnames whether that person's time is declared, by party and role.

    Args:
        context: the register.
        party: row in Partners of each; -1 where the party is not known, which declares nothing.
    """
    declares = taken(parties_declare(context), party, nothing=False).astype(bool)
    return declares & ~in_other_role(context, party)


def in_other_role(context: Context, party: Array) -> Array:
    """Which rows of Deelnames are of someone who is there as verwijzer, ouder or gemeente."""
    roles = context.objects("Deelnames.Rol")
    referring = among(taken(party_kinds(context), party), REFERRERS) & among(roles, (CONSULENT,))
    return referring | among(roles, (*AS_REFERRER, *NO_PARTNER))
