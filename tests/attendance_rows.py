"""Rows of people at the table for the tests of who was there (O06, O07, O08)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from registers import Row, Sheet, case, checked, full, session, talk

from expertteam_xl import Report

TEAM, SERVICE = "Team C&A", "Uitvoeringsdienst Hilversum"
GUARDIAN, SAFE_HOME, SCHOOL = "Samen Veilig", "Veilig Thuis", "Qinas"
ORGANISATIONS = ("Leger des Heils", "Youké", "GGZ Centraal Fornhese")


def party(name: object, kind: object = "partner", **changes: Any) -> dict[str, Any]:
    """A row of Partners."""
    row = {"Partner": name, "Soort": kind, "Kernpartij": None, "Declarabel": None}
    return row | {"Getekend op": None, "Einddatum": None} | changes


PARTIES = (
    *(party(name) for name in ORGANISATIONS),
    party("Jellinek"),
    party(SCHOOL, "partner onderwijs"),
    party(TEAM, "C&A"),
    party(SERVICE, "gemeente"),
    party("Uitvoeringsdienst HBL", "gemeente"),
    party(GUARDIAN, "GI"),
    party(SAFE_HOME, "VT"),
)


def seat(
    role: object, of: object = None, cases: object = None, held: object = "OV-1"
) -> dict[str, Any]:
    """A row of Deelnames; of no cases: for all of the session."""
    return {"Overlegnummer": held, "Partner": of, "Rol": role, "Casusnummers": cases}


def chair(held: object = "OV-1") -> dict[str, Any]:
    """The voorzitter, who declares nothing."""
    return seat("voorzitter", TEAM, held=held)


def consulent(cases: object = None, of: object = SERVICE, held: object = "OV-1") -> dict[str, Any]:
    """A consulent of the uitvoeringsdienst of Hilversum."""
    return seat("consulent", of, cases, held)


def experts(*names: str, held: object = "OV-1") -> list[dict[str, Any]]:
    """Somebody of each of these organisations; of none: of those at every doorbraaktafel."""
    return [seat("expert", name, held=held) for name in names or ORGANISATIONS]


def everyone(held: object = "OV-1") -> list[dict[str, Any]]:
    """All who must be at a doorbraaktafel for a case from Hilversum of a consulent."""
    return [chair(held), consulent(held=held), *experts(held=held)]


def spoken(number: object = "ET-2021-001", held: object = "OV-1", **changes: Any) -> dict[str, Any]:
    """A row of Besprekingen at which the parents were there."""
    more = {"Ouders aanwezig": "ja", "Reden afwezig": None, "Ouders achteraf geïnformeerd op": None}
    return talk(number, held) | more | changes


def at(row: int, header: str, sheet: str = "Besprekingen", of: Row | None = None) -> str:
    """Address of a cell of Besprekingen, or of another sheet made of rows like ``of``."""
    return f"{sheet}!{chr(ord('A') + list(of or spoken()).index(header))}{row}"


def seated(
    *attendance: Row,
    cases: Sequence[Row] | None = None,
    sessions: Sequence[Row] | None = None,
    talks: Sequence[Row] | None = None,
    partners: Sequence[Row] | None = PARTIES,
) -> Report:
    """What a check finds of this attendance at a doorbraaktafel; ``partners=None``: no such sheet.

    Not given: one case from Hilversum, discussed in one session.
    """
    cases = [case()] if cases is None else cases
    sessions = [session()] if sessions is None else sessions
    sheets: dict[str, Any] = dict(full(cases, sessions))
    sheets["Besprekingen"] = Sheet([spoken()] if talks is None else talks, list(spoken()))
    sheets["Deelnames"] = Sheet(attendance, list(seat("expert")))
    if partners is not None:
        sheets["Partners"] = Sheet(partners, list(party("")))
    return checked(sheets)
