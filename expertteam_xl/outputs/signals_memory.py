"""The sheet *Bevindingen* of an earlier run, found again and read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from expertteam_xl.findings import Severity
from expertteam_xl.kinds import Kind
from expertteam_xl.memory import PreviousFinding, PreviousRun
from expertteam_xl.outputs.signals_model import COLUMNS, DAY_TOLD, NOTHING, TITLE
from expertteam_xl.package.areas import unquoted
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.newsheet import from_serial
from expertteam_xl.package.rows import Day, Row
from expertteam_xl.register.cells import read_cell
from expertteam_xl.text import fold

MARKER = "_expertteam_markering"
"""Name whose formula makes the marks show, and formula by which they are known."""

SHEET = "Bevindingen"
_MARKER_FORMULA = re.compile(r"ISTEXT\((.+)!\$?A\$?1\)\s*\Z", re.IGNORECASE | re.DOTALL)
_PEILDATUM = re.compile(rf" – {DAY_TOLD} (\d\d-\d\d-\d{{4}}) – ")
_NEEDED = ("kenmerk", "code", "melding")
_LAST_HEADER_ROW = 30
_MOST_OWN = 50
_LONGEST_HEADER = 250
_DAY_SECONDS = 86_400
_Rows = list[tuple[int, Row]]


def own_sheet(package: Package) -> str | None:
    """The name of the sheet that an earlier run left; None when there is none.

    Two of three signs are enough: the marker's name leads to it, its title is ours, its header
    is ours. So it is known after renaming, after sorting, and after a column was moved.
    """
    return _find(package)[0]


def previous_run(package: Package) -> PreviousRun | None:
    """What that sheet tells, in its order; None where there is none, or it can't be read."""
    _, rows = _find(package)
    header = _header(rows)
    if header is None:
        return PreviousRun(_told_on(rows)) if _is_empty(rows) else None
    number, columns = header
    own = _own_columns(dict(rows)[number], columns)
    findings = [
        replace(found, own=tuple(_own(row, own, package)))
        for row_number, row in rows
        if row_number > number and (found := _finding(row, columns, package)) is not None
    ]
    return PreviousRun(_told_on(rows), tuple(findings))


def _top(rows: _Rows) -> Iterator[str]:
    """The texts of the sheet's head."""
    for number, row in rows:
        if number > _LAST_HEADER_ROW:
            return
        yield from (value for value in row.values() if isinstance(value, str))


def _is_empty(rows: _Rows) -> bool:
    """Whether it says that there is nothing to tell, so that it needs no list."""
    return any(text.startswith(NOTHING) for text in _top(rows))


def _told_on(rows: _Rows) -> date | None:
    """The peildatum that stands in its head."""
    told = (match[1] for text in _top(rows) if (match := _PEILDATUM.search(text)))
    return as_day(next(told, ""))


def _own_columns(header: Row, columns: dict[str, int]) -> dict[int, str]:
    """Column number to header, of the columns that the coordinator added."""
    ours = set(columns.values())
    added = {c: str(text).strip() for c, text in sorted(header.items()) if c not in ours}
    named = [(c, text[:_LONGEST_HEADER]) for c, text in added.items() if text]
    return dict(named[:_MOST_OWN])


def _own(
    row: Row, columns: dict[int, str], package: Package
) -> Iterator[tuple[str, str | float | date | None]]:
    """What stands in the coordinator's own columns; a date as date where the cell shows one."""
    for column, header in columns.items():
        value = row.get(column)
        if isinstance(value, Day):
            yield header, from_serial(value, date1904=package.date1904) or float(value)
        else:
            yield header, None if value == "" else value


def _find(package: Package) -> tuple[str | None, _Rows]:
    marked = _marked(package)
    worksheets = list(package.worksheets)
    alike = [name for name in worksheets if fold(name).startswith(fold(SHEET)) and name != marked]
    for name in ([marked] if marked in worksheets else []) + alike:
        try:
            rows = package.rows(name)
        except PackageError:
            continue
        signs = (name == marked, _title(rows) == TITLE, _header(rows) is not None)
        if sum(signs) > 1:
            return name, rows
    return None, []


def _marked(package: Package) -> str:
    """The sheet that the marker's name leads to; empty for none."""
    match = _MARKER_FORMULA.search(package.name(MARKER) or "")
    return unquoted(match[1]) if match else ""


def _title(rows: _Rows) -> str:
    first = rows[0] if rows else (0, {})
    return str(first[1].get(1, "")).strip() if first[0] == 1 else ""


def _header(rows: _Rows) -> tuple[int, dict[str, int]] | None:
    """Number of the header's row, and the column of every header of ours."""
    known = {fold(header): header for header in COLUMNS}
    for number, row in rows:
        if number > _LAST_HEADER_ROW:
            break
        columns = {known[fold(str(text))]: c for c, text in row.items() if fold(str(text)) in known}
        if all(known[needed] in columns for needed in _NEEDED):
            return number, columns
    return None


@dataclass(frozen=True, slots=True)
class _Cells:
    """What stands in a row under our headers."""

    row: Row
    columns: dict[str, int]
    date1904: bool

    def _value(self, header: str) -> str | float | None:
        return self.row.get(self.columns.get(header, 0))

    def text(self, header: str) -> str | None:
        """A value as text; None for a blank."""
        value = self._value(header)
        plain = f"{value:g}" if isinstance(value, float) else (value or "")
        return plain.strip() or None

    def day(self, header: str) -> date | None:
        """A date, also one that was typed as text; None for what is none."""
        value = self._value(header)
        if isinstance(value, float):
            return from_serial(value, date1904=self.date1904)
        return as_day(value or "")

    def moment(self, header: str) -> date | datetime | None:
        """A date, with its time where it has one."""
        found, value = self.day(header), self._value(header)
        if found is None or not isinstance(value, float) or value == int(value):
            return found
        seconds = round(value % 1 * _DAY_SECONDS)
        return datetime.combine(found, time()) + timedelta(seconds=seconds)


def _finding(row: Row, columns: dict[str, int], package: Package) -> PreviousFinding | None:
    """A row as a finding; None for one without a kenmerk."""
    cells = _Cells(row, columns, package.date1904)
    kenmerk, code = cells.text("Kenmerk"), cells.text("Code")
    if kenmerk is None or code is None:
        return None
    return PreviousFinding(
        code=code,
        severity=_severity(cells.text("Ernst")),
        casusnummer=cells.text("Casusnummer"),
        message=cells.text("Melding") or "",
        kenmerk=kenmerk,
        since=cells.day("Sinds"),
        accepted_until=cells.day("Akkoord tot") or cells.text("Akkoord tot"),
        accepted_reason=cells.text("Reden"),
        sheet=cells.text("Blad") or "",
        cell=cells.text("Cel") or "",
        deadline=cells.moment("Uiterste datum"),
    )


def _severity(word: str | None) -> Severity:
    known = {severity.value: severity for severity in Severity}
    return known.get((word or "").casefold(), Severity.INFO)


def as_day(text: str) -> date | None:
    """A date that was typed as text, in any form that the register may use; None for no date."""
    found, _ = read_cell(Kind.DATUM, text)
    return found if isinstance(found, date) else None
