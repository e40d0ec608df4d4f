"""Rows of partners, tariffs and attendance for the tests of the rules on money (F)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from registers import Row, Sheet, case, checked, full, session, talk

from expertteam_xl import Report

Sheets = dict[str, Any]


def partner(name: object = "Youké", **changes: Any) -> dict[str, Any]:
    """A row of Partners: a partner who declares."""
    return {"Partner": name, "Soort": "partner", "Declarabel": "ja"} | changes


def tariff(name: object = "Youké", cents: int = 9600, **changes: Any) -> dict[str, Any]:
    """A row of Tarieven: from 1-1-2018 until further notice."""
    row = {
        "Partner": name,
        "Tariefcode": "GW",
        "€ per uur": cents / 100,
        "Geldig van": date(2018, 1, 1),
        "Geldig tot": None,
    }
    return row | changes


def attendee(of: object = "Youké", held: object = "OV-1", **changes: Any) -> dict[str, Any]:
    """A row of Deelnames: an expert of a partner, 120 minutes at the first meeting."""
    row = {
        "Overlegnummer": held,
        "Partner": of,
        "Rol": "expert",
        "Uitgenodigd": "ja",
        "Overleg (min)": 120,
        "Voorbereiding (min)": None,
        "Reistijd (min)": None,
        "Uren": None,
        "Casusnummers": None,
        "Tariefcode": "GW",
    }
    return row | changes


def spent(overleg: object, prepared: object = None, travelled: object = None) -> dict[str, Any]:
    """The three parts of the time of a row."""
    return {
        "Overleg (min)": overleg,
        "Voorbereiding (min)": prepared,
        "Reistijd (min)": travelled,
    }


def money(
    *attended: Row,
    partners: Sequence[Row] = (partner(),),
    tariffs: Sequence[Row] | None = (tariff(),),
    cases: Sequence[Row] = (case(),),
    sessions: Sequence[Row] = (session(),),
    talks: Sequence[Row] = (talk(Bespreekminuten=30),),
) -> Sheets:
    """The sheets of a register with declared time; ``tariffs=None`` for no sheet Tarieven."""
    sheets: Sheets = {
        "Deelnames": Sheet(attended, list(attendee())),
        "Partners": Sheet(partners, list(partner())),
    }
    if tariffs is not None:
        sheets["Tarieven"] = Sheet(tariffs, list(tariff()))
    return dict(full(cases, sessions, talks)) | sheets


def declared(*attended: Row, settings: dict[str, Any] | None = None, **sheets: Any) -> Report:
    """What a check of a register with this attendance gives; ``sheets`` as of `money`."""
    return checked(money(*attended, **sheets), **(settings or {}))


def at(row: int, header: str) -> str:
    """Address of a cell of Deelnames: ``Deelnames!E2``."""
    return f"Deelnames!{chr(ord('A') + list(attendee()).index(header))}{row}"


def tariff_at(row: int, header: str) -> str:
    """Address of a cell of Tarieven."""
    return f"Tarieven!{chr(ord('A') + list(tariff()).index(header))}{row}"
