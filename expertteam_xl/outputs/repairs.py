"""The sheet *Herstel*: every cell that was repaired, what it held and holds, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from expertteam_xl.outputs.changes import dutch_day
from expertteam_xl.outputs.signals_looks import Looks, height
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print, from_serial
from expertteam_xl.package.rows import Row
from expertteam_xl.register.references import address, parse_cell
from expertteam_xl.text import count, fold

if TYPE_CHECKING:
    from expertteam_xl.repairs.model import Repair

SHEET = "Herstel"
TITLE = "Wat in deze kopie van het register is hersteld"
COLUMNS = ("Hersteld op", "Blad", "Cel", "Kolom", "Was", "Is nu", "Waarom")

_HINT = (
    "Alleen wat maar één antwoord kan hebben, is hersteld. Klopt iets niet, verbeter het dan hier; "
    "het oorspronkelijke register is niet veranderd. Een BSN en een geboortedatum staan hier niet."
)
_WIDTHS = (12.0, 20.0, 8.0, 26.0, 30.0, 24.0, 62.0)
_HEADER_ROW, _LAST_HEADER_ROW = 4, 50
_HEADER_HEIGHT = 22.0
_MOST_LINKS = 60_000
"""Excel repairs a sheet with more links than it can hold, so the rows behind these have none."""

_height = lru_cache(maxsize=4096)(height)
_TAB_COLOR = "548235"
_Value = str | float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log, also of an earlier run.

    Attributes:
        day: of the repair; a text where someone changed it.
        sheet, cell, header, before, after, why: as shown.
        own: what someone wrote in columns beside ours, by header.
    """

    day: date | str | None
    sheet: str
    cell: str
    header: str
    before: str
    after: str
    why: str
    own: tuple[tuple[str, _Value], ...] = ()


def write_log(package: Package, repairs: Sequence[Repair], day: date) -> str:
    """Adds the log, behind the last tab; the lines of an earlier one stay above the new ones.

    Args:
        package: the workbook.
        repairs: what was repaired.
        day: the day of it.

    Returns:
        The name of the sheet.
    """
    earlier, lines = _earlier(package)
    if earlier is not None:
        package.remove_sheet(earlier)
    lines += [
        Line(day, r.sheet, address(r.row, r.column), r.header, r.before, r.after, r.why)
        for r in repairs
    ]
    name = package.free_name(SHEET)
    package.add_sheet(_laid_out(package, name, lines, day, len(repairs)))
    return name


def _laid_out(
    package: Package, name: str, lines: Sequence[Line], day: date, number: int
) -> NewSheet:
    looks, sheets = Looks(package.styles), package.worksheets.keys()
    own = list(dict.fromkeys(header for line in lines for header, _ in line.own))
    widths = (*_WIDTHS, *[18.0] * len(own))
    summary = count(number, "cel", "cellen") + f" hersteld op {dutch_day(day)}"
    if len(lines) > number:
        summary += f"; {count(len(lines) - number, 'regel', 'regels')} van eerdere keren"
    rows = [
        NewRow((NewCell(TITLE, looks["title"]),), 24),
        NewRow((NewCell(f"{summary}.", looks["summary"]),), 18),
        NewRow((NewCell(_HINT, looks["line"]),), 18),
        NewRow([NewCell(text, looks["header"]) for text in (*COLUMNS, *own)], _HEADER_HEIGHT),
    ]
    for place, line in enumerate(lines):
        link = place < _MOST_LINKS and line.sheet in sheets and parse_cell(line.cell) is not None
        rows.append(_row(line, own, looks, link=link))
    last = len(rows)
    return NewSheet(
        name=name,
        widths=[looks.width(width) for width in widths],
        rows=rows,
        print=Print(
            area=f"A1:G{last}",
            title_row=_HEADER_ROW,
            footer=("vertrouwelijk", f"hersteld op {dutch_day(day)}", "pagina &P van &N"),
        ),
        frozen_rows=_HEADER_ROW,
        filter_area=f"A{_HEADER_ROW}:{address(last, len(widths))}",
        tab_color=_TAB_COLOR,
    )


def _row(line: Line, own: Sequence[str], looks: Looks, *, link: bool) -> NewRow:
    place = (line.sheet, line.cell) if link else None
    texts = (line.header, line.before, line.after, line.why)
    written = dict(line.own)
    cells = (
        NewCell(line.day, looks["day"]),
        NewCell(line.sheet, looks["text"]),
        NewCell(line.cell, looks["link" if link else "plain"], place),
        *(NewCell(text, looks["text"]) for text in texts),
        *(NewCell(written.get(header), looks["input text"]) for header in own),
    )
    room = zip((line.sheet, "", *texts), _WIDTHS[1:], strict=True)
    return NewRow(cells, _height(*room))


def _earlier(package: Package) -> tuple[str | None, list[Line]]:
    """The log of an earlier run and its lines; None and none where there is none."""
    for name in package.worksheets:
        if not fold(name).startswith(fold(SHEET)):
            continue
        try:
            rows = package.rows(name)
        except PackageError:
            continue
        header = _header(rows)
        if header is not None:
            return name, list(_lines(package, rows, *header))
    return None, []


def _header(rows: list[tuple[int, Row]]) -> tuple[int, dict[str, int]] | None:
    """Number of the header's row, and the column of every header."""
    for number, row in rows:
        if number > _LAST_HEADER_ROW:
            break
        columns = {str(text).strip(): column for column, text in row.items()}
        if all(header in columns for header in COLUMNS):
            return number, columns
    return None


def _lines(
    package: Package, rows: list[tuple[int, Row]], header: int, columns: dict[str, int]
) -> Iterator[Line]:
    for number, row in rows:
        if number > header:
            day = row.get(columns[COLUMNS[0]])
            sheet, cell, name, before, after, why = (
                _text(row.get(columns[n])) for n in COLUMNS[1:]
            )
            on = from_serial(day, date1904=package.date1904) if isinstance(day, float) else day
            own = tuple((n, row.get(c)) for n, c in columns.items() if n and n not in COLUMNS)
            yield Line(on, sheet, cell, name, before, after, why, own)


def _text(value: str | float | None) -> str:
    return f"{value:.15g}" if isinstance(value, float) else value or ""
