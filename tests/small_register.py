"""Small made-up registers for the tests of the command line and of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import openpyxl

PEILDATUM = date(2021, 4, 1)
HEADERS = (
    "Nr", "Datum aanmelding", "Woonplaats", "Aangemeld door", "Werkstroom", "Datum triage",
    "Uitkomst", "Datum overleg", "Advies verzonden", "Status", "Opmerkingen",
)  # fmt: skip
FINE = (
    "ET-2021-001", date(2021, 3, 1), "Hilversum", "consulent USD", "B", date(2021, 3, 4),
    "bespreken", date(2021, 3, 11), date(2021, 3, 12), "besproken", None,
)  # fmt: skip
LATE = (
    "ET-2021-002", date(2021, 2, 1), "Bussum", "consulent USD", "B", date(2021, 2, 11),
    "bespreken", date(2021, 2, 12), date(2021, 2, 12), "besproken", None,
)  # fmt: skip
"""Triage three working days late: a warning."""

OPEN = (
    "ET-2021-003", date(2021, 3, 1), "Huizen", "consulent USD", None, date(2021, 3, 4),
    "bespreken", date(2021, 3, 11), date(2021, 3, 12), "besproken", None,
)  # fmt: skip
"""No werkstroom: an error."""


def save(
    path: Path,
    rows: Iterable[Sequence[object]] = (FINE,),
    headers: Sequence[str] = HEADERS,
    sheet: str = "Aanmeldingen",
) -> Path:
    """Write a register with a title, a blank row, headers in row 3, and rows under it."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.append(["Aanmeldingen expertteam"])
    page.append([])
    page.append(list(headers))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path
