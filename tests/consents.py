"""Registers with consents, for the tests of P02 and P03."""

from __future__ import annotations

from datetime import date
from typing import Any

from registers import Report, Sheet, case, checked, full, session, talk

BORN_YEAR = 2010
"""Year of birth of a jeugdige of whom nothing else is said."""

_BORN = date(BORN_YEAR, 5, 5)
_TOLD = date(2021, 2, 1)


def consent(by: str = "ouder", **changes: Any) -> dict[str, Any]:
    """A row of Toestemmingen that is in order, for data that can identify somebody."""
    row: dict[str, Any] = {
        "Casusnummer": "ET-2021-001",
        "Door": by,
        "Datum": date(2021, 2, 3),
        "Schriftelijk": "ja",
        "Geïnformeerd doel": _TOLD,
        "Geïnformeerd intrekking": _TOLD,
        "Geïnformeerd weigering": _TOLD,
        "Herleidbaar": "ja",
        "Aanwezigheid gewenst": "ja",
        "Ingetrokken op": None,
    }
    return row | changes


def consented(
    *rows: dict[str, Any],
    born: date | int | None = _BORN,
    by_year: bool = False,
    held: bool = True,
) -> Report:
    """A check of one case with these consents, discussed on 11-2-2021."""
    one = case() | {"Geboortejaar" if by_year else "Geboortedatum": born}
    sessions, talks = ([session()], [talk()]) if held else ([], [])
    sheets = full([one], sessions, talks)
    return checked(dict(sheets) | {"Toestemmingen": Sheet(rows, list(consent()))})


def at(row: int, field: str) -> str:
    """Address of a field on Toestemmingen."""
    return f"Toestemmingen!{chr(ord('A') + list(consent()).index(field))}{row}"
