"""What was declared before: the table tblRegels of the region's workbooks in a folder (§6).

They are read as they are and never changed. A CONCEPT was never issued and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from expertteam_xl.billing.model import NIET_TOEWIJSBAAR, Issued, Line
from expertteam_xl.billing.weights import BY_MINUTES, PER_CLIENT, PER_GEMEENTE
from expertteam_xl.convenant.gemeenten import gemeente_named
from expertteam_xl.errors import RegisterError
from expertteam_xl.quarters import Quarter
from expertteam_xl.register.cells.numbers import read_cents, read_integer
from expertteam_xl.register.cells.problems import UnreadableError
from expertteam_xl.register.raw import CellValue, ExcelTable, RawSheet, RawWorkbook
from expertteam_xl.register.references import address
from expertteam_xl.text import fold, listed, tidy

TABLE = "tblRegels"
CONCEPT = "CONCEPT"
REQUIRED = (
    "Kwartaal",
    "Overlegdatum",
    "Overlegnummer",
    "Partner",
    "Casusnummer",
    "Gemeente",
    "Minuten",
    "Tarief per uur",
    "Bedrag",
)
"""Headers without which a line can't be compared."""

OPTIONAL = ("Werkstroom", "Convenant", "AGB", "Verdeelbasis", "Soort", "Bron")
UNALLOCATED = "niet toewijsbaar"
_NAME = re.compile(r"declaratie-((?:19|20)\d\d-K[1-4])-regio\.xlsx", re.IGNORECASE)
_MARKED = re.compile(rf"\s*{CONCEPT}(?!.*\.(?:xl\w+|ods)\s*$)", re.DOTALL)
"""A text that says CONCEPT, and is no register's own name on the front of the workbook."""

_BASES = {fold(name): name for name in (BY_MINUTES, PER_CLIENT, PER_GEMEENTE)}
_BEFORE = "eerder niet toewijsbaar verklaard"
_LATE = ("nagekomen", "correctie")


@dataclass(frozen=True)
class Earlier:
    """Earlier declarations in a folder.

    Attributes:
        issued: those that count, oldest quarter first.
        notes: Dutch sentences about those that could not be used, and what that means.
    """

    issued: tuple[Issued, ...] = ()
    notes: tuple[str, ...] = ()


def region_name(quarter: Quarter) -> str:
    """File name of the region's workbook: ``declaratie-2021-K1-regio.xlsx``."""
    return f"declaratie-{quarter}-regio.xlsx"


def issued_in(folder: Path, *, password: str | None = None) -> Earlier:
    """What was declared before, by the workbooks of the region in a folder.

    One that can't be read makes every quarter up to its own incomparable: it may hold late time of
    them.

    Args:
        folder: where declarations come; one that can't be looked into holds none.
        password: of protected workbooks.
    """
    found, lost, notes = [], [], []
    for path, quarter in _workbooks(folder):
        try:
            issued = read_issued(path, quarter, password=password)
        except RegisterError as error:
            lost.append(quarter)
            notes.append(_not_read(path, quarter, error))
            continue
        if issued is not None:
            found.append(issued)
    safe = [each for each in found if not lost or each.quarter > max(lost)]
    return Earlier(tuple(sorted(safe, key=lambda each: each.quarter)), tuple(notes))


def _workbooks(folder: Path) -> Iterator[tuple[Path, Quarter]]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if match := _NAME.fullmatch(path.name):
            yield path, Quarter.parse(match[1])


def _not_read(path: Path, quarter: Quarter, error: RegisterError) -> str:
    return (
        f"Wat eerder gedeclareerd is volgens {path.name}, kon niet gelezen worden; nagekomen tijd "
        f"en correcties van {quarter} en eerder staan daarom niet in deze declaratie. {error}"
    )


def read_issued(path: Path, quarter: Quarter, *, password: str | None = None) -> Issued | None:
    """The lines of one workbook of the region; None for a CONCEPT.

    Args:
        path: the workbook.
        quarter: the quarter that it declares.
        password: of a protected one.

    Raises:
        RegisterError: it can't be read, or its table is not there or not whole.
    """
    from expertteam_xl.register.workbook import open_workbook

    book = open_workbook(path, password=password)
    if _is_concept(book):
        return None
    for sheet in book.sheets:
        for table in sheet.tables:
            if table.name.casefold() == TABLE.casefold():
                return Issued(path.name, quarter, tuple(_lines(path.name, sheet, table)))
    raise RegisterError(f"In {path.name} ontbreekt de tabel {TABLE}; zet het bestand terug.")


def _is_concept(book: RawWorkbook) -> bool:
    """Whether a cell says so; not one of a table: a partner or meeting may be called so."""
    return any(_says_concept(sheet) for sheet in book.sheets)


def _says_concept(sheet: RawSheet) -> bool:
    boxes = [table.box for table in sheet.tables]
    for column, values in enumerate(sheet.columns, sheet.left):
        for row, value in enumerate(values, sheet.top):
            if not (isinstance(value, str) and _MARKED.match(value)):
                continue
            if not any(
                box.top <= row <= box.bottom and box.left <= column <= box.right for box in boxes
            ):
                return True
    return False


def _lines(name: str, sheet: RawSheet, table: ExcelTable) -> Iterator[Line]:
    columns = _columns(name, sheet, table)
    last = table.box.bottom - table.has_totals
    for row in range(table.box.top + 1, last + 1):
        cells = {header: _value(sheet, row, column) for header, column in columns.items()}
        if cells["Overlegnummer"] is None:
            continue
        where = f"{name}!{address(row, columns['Overlegnummer'])}"
        try:
            yield _line(cells, where)
        except (UnreadableError, RegisterError, ValueError):
            raise RegisterError(
                f"Rij {row} van de tabel {TABLE} in {name} is niet te lezen; zet het bestand terug "
                "zoals het gemaakt is."
            ) from None


def _columns(name: str, sheet: RawSheet, table: ExcelTable) -> dict[str, int]:
    """Column number of every header that is known.

    Raises:
        RegisterError: one that is needed is not there.
    """
    wanted = {fold(header): header for header in (*REQUIRED, *OPTIONAL)}
    found: dict[str, int] = {}
    for column in range(table.box.left, table.box.right + 1):
        text = _value(sheet, table.box.top, column)
        header = wanted.get(fold(text)) if isinstance(text, str) else None
        if header:
            found.setdefault(header, column)
    if missing := [header for header in REQUIRED if header not in found]:
        raise RegisterError(
            f"In de tabel {TABLE} van {name} ontbreekt {listed(missing)}; zet het bestand terug "
            "zoals het gemaakt is."
        )
    return found


def _value(sheet: RawSheet, row: int, column: int) -> CellValue:
    across, down = column - sheet.left, row - sheet.top
    if not (0 <= across < len(sheet.columns) and 0 <= down < sheet.height):
        return None
    value = sheet.columns[across][down]
    return None if isinstance(value, str) and not value.strip() else value


def _line(cells: dict[str, CellValue], where: str) -> Line:
    """One row as a line.

    Raises:
        UnreadableError, RegisterError, ValueError: a cell holds something else than it should.
    """
    gemeente = _gemeente(_needed(cells, "Gemeente"))
    return Line(
        overlegnummer=_needed(cells, "Overlegnummer"),
        overlegdatum=_day(cells["Overlegdatum"]),
        werkstroom=_text(cells.get("Werkstroom")),
        convenant=_text(cells.get("Convenant")),
        partner=_needed(cells, "Partner"),
        agb=_text(cells.get("AGB")),
        casusnummer=_needed(cells, "Casusnummer"),
        gemeente=gemeente,
        reason=_BEFORE if gemeente == NIET_TOEWIJSBAAR else None,
        verdeelbasis=_BASES.get(fold(_text(cells.get("Verdeelbasis")) or ""), BY_MINUTES),
        minuten=read_integer(cells["Minuten"]),
        tarief_cent_per_uur=read_cents(cells["Tarief per uur"]),
        cent=read_cents(cells["Bedrag"]),
        bron=where,
        kwartaal=Quarter.parse(_needed(cells, "Kwartaal")),
        nagekomen=fold(_text(cells.get("Soort")) or "") in _LATE,
    )


def _needed(cells: dict[str, CellValue], header: str) -> str:
    text = _text(cells[header])
    if text is None:
        raise UnreadableError
    return text


def _text(value: CellValue) -> str | None:
    """A cell as text; a number that Excel made of one loses its comma."""
    if value is None or isinstance(value, str):
        return None if value is None else tidy(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    raise UnreadableError


def _day(value: CellValue) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise UnreadableError


def _gemeente(text: str) -> str:
    """The gemeente by its name.

    Raises:
        UnreadableError: there is none of that name.
    """
    if fold(text) == fold(UNALLOCATED):
        return NIET_TOEWIJSBAAR
    try:
        return gemeente_named(text).name
    except KeyError:
        raise UnreadableError from None
