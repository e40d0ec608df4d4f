"""Small registers for tests: from plain rows to a workbook in memory, read and checked.

A sheet is a list of rows, a row a dict of header to value; a date is a date. What a test changes
stands in the test; `case`, `session`, `talk` and `advice` give the rest of a row that is in order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from expertteam_xl import Finding, Outcome, Report, check, read_register
from expertteam_xl.findings import Status
from expertteam_xl.register.model import Register
from expertteam_xl.settings import Settings

Row = Mapping[str, Any]

ON = date(2021, 12, 15)
"""The peildatum of tests that need no other one."""


@dataclass(frozen=True)
class Sheet:
    """A sheet that is more than its rows.

    Attributes:
        rows: header to value.
        headers: in order; not given: every header of the rows.
        title_rows: how many rows stand above the header.
        hidden_rows, hidden_columns: as Excel numbers them.
        filtered: hide those rows by a filter.
        hidden: hide the sheet itself.
    """

    rows: Sequence[Row]
    headers: Sequence[str] = ()
    title_rows: int = 0
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()
    filtered: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Formula:
    """A formula with the value that Excel would have stored."""

    text: str
    stored: object


Sheets = Mapping[str, Sheet | Sequence[Row]]


def workbook(sheets: Sheets) -> bytes:
    """The sheets as the bytes of an .xlsx."""
    memory = BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    kinds = {
        datetime: book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
        date: book.add_format({"num_format": "dd-mm-yyyy"}),
        time: book.add_format({"num_format": "hh:mm"}),
    }
    for name, sheet in sheets.items():
        _write(book.add_worksheet(name), sheet if isinstance(sheet, Sheet) else Sheet(sheet), kinds)
    book.close()
    return memory.getvalue()


def _write(target: Any, sheet: Sheet, kinds: Mapping[type, Any]) -> None:
    headers = list(sheet.headers or dict.fromkeys(h for row in sheet.rows for h in row))
    top = sheet.title_rows
    if top:
        target.write_string(0, 0, "Overzicht van het expertteam")
    for column, header in enumerate(headers):
        target.write_string(top, column, header)
        for number, row in enumerate(sheet.rows, top + 1):
            _write_cell(target, number, column, row.get(header), kinds)
    if sheet.filtered:
        target.autofilter(top, 0, top + len(sheet.rows), len(headers) - 1)
        target.filter_column(0, "x != niets")
    for number in sheet.hidden_rows:
        target.set_row(number - 1, None, None, {"hidden": True})
    for number in sheet.hidden_columns:
        target.set_column(number - 1, number - 1, None, None, {"hidden": True})
    if sheet.hidden:
        target.hide()


def _write_cell(target: Any, row: int, column: int, value: Any, kinds: Mapping[type, Any]) -> None:
    if isinstance(value, Formula):
        target.write_formula(row, column, value.text, None, value.stored)
    elif value.__class__ in kinds:
        target.write_datetime(row, column, value, kinds[value.__class__])
    elif value is not None:
        target.write(row, column, value)


def register(sheets: Sheets, **settings: Any) -> Register:
    """The register that the sheets make, read from its bytes."""
    return read_register(workbook(sheets), config=replace(Settings(), **settings))


def checked(sheets: Sheets, *, on: date = ON, **settings: Any) -> Report:
    """What a check of that register gives; a rule that crashes fails the test."""
    report = check(register(sheets, **settings), on=on)
    crashed = [each for each in report.outcomes if each.status is Status.GECRASHT]
    assert [] == crashed
    return report


def minimal(*rows: Row) -> dict[str, Sequence[Row]]:
    """The sheets of a register that is one list of cases."""
    return {"Aanmeldingen": rows}


def full(
    cases: Sequence[Row],
    sessions: Sequence[Row] = (),
    talks: Sequence[Row] = (),
    advices: Sequence[Row] | None = (),
    **more: Sequence[Row],
) -> dict[str, Sheet | Sequence[Row]]:
    """The sheets of a register with sessions and discussions; ``advices=None`` for no Adviezen."""
    sheets: dict[str, Sheet | Sequence[Row]] = {
        "Casussen": Sheet(cases, [*case(), *_others(cases, case())]),
        "Overleggen": Sheet(sessions, [*session(), *_others(sessions, session())]),
        "Besprekingen": Sheet(talks, [*talk(), *_others(talks, talk())]),
    }
    if advices is not None:
        sheets["Adviezen"] = Sheet(advices, [*advice(), *_others(advices, advice())])
    return sheets | more


def _others(rows: Sequence[Row], known: Row) -> list[str]:
    return list(dict.fromkeys(h for row in rows for h in row if h not in known))


def case(number: object = "ET-2021-001", **changes: Any) -> dict[str, Any]:
    """A row of Casussen that is in order: aangemeld on 1-2-2021, triage two days later.

    A header with blanks or capitals of its own goes through ``| {"Triage-uitkomst": …}``.
    """
    row = {
        "Casusnummer": number,
        "Aanmelddatum": date(2021, 2, 1),
        "Woonplaats": "Hilversum",
        "Type aanmelder": "consulent USD",
        "Werkstroom": "A",
        "Triagedatum": date(2021, 2, 3),
        "Triage-uitkomst": "bespreken",
        "Status": "besproken",
    }
    return row | changes


def listed(number: object = "ET-2021-001", **changes: Any) -> dict[str, Any]:
    """A row of a minimal register that is in order, with the overleg on 11-2-2021."""
    row = case(number) | {
        "Overlegdatum": date(2021, 2, 11),
        "Besluit verzonden op": date(2021, 2, 12),
        "Afgesloten op": None,
    }
    return row | changes


def session(number: object = "OV-1", **changes: Any) -> dict[str, Any]:
    """A row of Overleggen: held on 11-2-2021, werkstroom A."""
    row = {
        "Overlegnummer": number,
        "Overlegdatum": date(2021, 2, 11),
        "Starttijd": time(10, 0),
        "Werkstroom": "A",
        "Status": "gehouden",
        "Vervallen gemeld op": None,
    }
    return row | changes


def talk(number: object = "ET-2021-001", held: object = "OV-1", **changes: Any) -> dict[str, Any]:
    """A row of Besprekingen that was finished."""
    row = {
        "Overlegnummer": held,
        "Casusnummer": number,
        "Sessie afgerond": "ja",
        "Afweging terugkeer": None,
    }
    return row | changes


def advice(
    number: object = "AD-1", of: object = "ET-2021-001", held: object = "OV-1", **changes: Any
) -> dict[str, Any]:
    """A row of Adviezen, sent on 12-2-2021."""
    row = {
        "Adviesnummer": number,
        "Casusnummer": of,
        "Overlegnummer": held,
        "Soort": "zwaarwegend",
        "Adviesdatum": date(2021, 2, 11),
        "Besluit verzonden op": date(2021, 2, 12),
    }
    return row | changes


def stay(number: object = "ET-2021-001", **changes: Any) -> dict[str, Any]:
    """A row of Plaatsingen: in the tussenvoorziening from 1-3-2021."""
    row = {
        "Casusnummer": number,
        "Type": "tussenvoorziening",
        "Plaatsingsdatum": date(2021, 3, 1),
        "Uitstroomdatum": None,
        "Vol": None,
        "Vervolg geregeld op": None,
    }
    return row | changes


def codes(report: Report) -> list[str]:
    """Codes of the findings, each as often as it was found, sorted."""
    return sorted(finding.code for finding in report.findings)


def findings(report: Report, code: str) -> list[Finding]:
    """The findings of one rule, in the order of the workbook."""
    found = [finding for finding in report.findings if finding.code == code]
    return sorted(found, key=lambda f: (f.sheet, f.row, f.column, f.casusnummer or ""))


def cells(report: Report, code: str) -> list[str]:
    """Where one rule found something: ``Casussen!E2``, in the order of the workbook."""
    return [f"{finding.sheet}!{finding.cell}" for finding in findings(report, code)]


def severities(report: Report, code: str) -> list[str]:
    """Severities of one rule's findings, in the order of the workbook."""
    return [finding.severity.value for finding in findings(report, code)]


def only(report: Report, code: str) -> Finding:
    """The one finding of a rule."""
    (finding,) = findings(report, code)
    return finding


def outcome(report: Report, code: str) -> Outcome:
    """What became of one rule."""
    return next(each for each in report.outcomes if each.code == code)


def unknown(report: Report, code: str) -> int:
    """On how many rows one rule could not decide, as its reason tells."""
    found = re.match(r"(\d+) onbekend", outcome(report, code).reason or "")
    return int(found[1]) if found else 0


def place(row: int, header: str, sheet: str = "Aanmeldingen", of: Row | None = None) -> str:
    """Address of a header's cell in a sheet made of rows like ``of``: ``Aanmeldingen!F2``."""
    headers = list(listed() if of is None else of)
    return f"{sheet}!{chr(ord('A') + headers.index(header))}{row}"
