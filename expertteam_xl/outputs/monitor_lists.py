"""The lists of a monitor that can have any length: open cases, partners, definitions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from expertteam_xl.monitoring.model import Figures, FigureTable, Printed, Unit
from expertteam_xl.outputs.changes import dutch_day
from expertteam_xl.outputs.monitor_blocks import UNKNOWN, Cell, Row, printed
from expertteam_xl.outputs.monitor_layout import OPEN_HEADERS, PARTNER_HEADERS, WHOLE


def open_rows(figures: Figures) -> list[Row]:
    """The open cases of every uitvoeringsdienst, for the team itself (O-a)."""
    rows = _rows(figures, "O-a", OPEN_HEADERS, _as_day)
    return [_with_overdue(row) for row in rows]


_TERM, _DAYS = OPEN_HEADERS.index("Eerstvolgende termijn"), OPEN_HEADERS.index("Dagen")


def _with_overdue(row: Row) -> Row:
    """The row with a term that is over said so in words."""
    days = row[_DAYS]
    if not isinstance(days, int) or days >= 0:
        return row
    return (*row[:_TERM], f"{row[_TERM]} (over tijd)", *row[_TERM + 1 :])


def partner_rows(figures: Figures) -> list[Row]:
    """Meetings and minutes of every partner (M05-deelname)."""
    return _rows(figures, "M05-deelname", PARTNER_HEADERS, _as_number)


def _rows(
    figures: Figures, code: str, headers: tuple[str, ...], read: Callable[[Printed], Cell]
) -> list[Row]:
    """A table of figures by the headers of its list; one sentence where nothing is known."""
    table = figures.figures.get(code)
    if not isinstance(table, FigureTable):
        return []
    blanks: tuple[Cell, ...] = ("",) * (len(headers) - 1)
    if not table.rows:
        return [(f"{UNKNOWN.capitalize()}: {table.reason or 'er is niets'}.", *blanks)]
    places = {name: place for place, name in enumerate(table.columns)}
    wanted = [places.get(header[:1].lower() + header[1:]) for header in headers[1:]]
    return [
        (label, *("" if place is None else read(values[place]) for place in wanted))
        for label, values in zip(table.rows, table.values, strict=True)
    ]


_LONG = len("31-12-2021")
"""Characters of a day; what is shorter or longer need not be read as one."""


def _as_number(value: Printed) -> Cell:
    return printed(value, WHOLE)


def _as_day(value: Printed) -> Cell:
    """A date that was written out as a real one."""
    if not isinstance(value, str):
        return value
    found = _day(value)
    return value if found is None else found


def _day(text: str) -> date | None:
    if len(text) != _LONG or text[2] != "-":
        return None
    try:
        day = datetime.strptime(text, "%d-%m-%Y").date()
    except ValueError:
        return None
    return day if dutch_day(day) == text else None


_UNITS = {Unit.CENT: "euro", Unit.SCORE: "cijfer"}
"""Units that are printed in other words than the JSON has."""


def definition_rows(figures: Figures) -> list[Row]:
    """How every figure is counted, and why some can't be known."""
    reasons = {code: reason for code, _, reason in figures.quality}
    return [
        (
            code,
            definition.name,
            _UNITS.get(definition.unit, str(definition.unit)),
            definition.text,
            definition.source,
            reasons.get(code, ""),
        )
        for code, definition in figures.definitions.items()
    ]
