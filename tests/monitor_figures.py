"""The figures of small registers, for tests: read, measured and looked up."""

from __future__ import annotations

from datetime import date
from typing import Any

from registers import ON, Sheets, case, full, register, session, talk

from expertteam_xl.monitoring import Figure, Figures, FigureTable, Period, Quarter, monitor

K1, K2 = Quarter(2021, 1), Quarter(2021, 2)
YEAR = Period(2021)


def measured(
    sheets: Sheets,
    period: Quarter | Period = K1,
    to: str = "intern",
    on: date = ON,
    **settings: Any,
) -> Figures:
    """The figures of a register; intern, so that every number is exact."""
    return monitor(register(sheets, **settings), period, doelgroep=to, on=on)


def figure(figures: Figures, code: str) -> Figure:
    """A figure that stands alone."""
    found = figures.figures[code]
    assert isinstance(found, Figure)
    return found


def table(figures: Figures, code: str) -> FigureTable:
    """A table of figures."""
    found = figures.figures[code]
    assert isinstance(found, FigureTable)
    return found


def cell(figures: Figures, code: str, row: str, column: str = "aantal") -> Any:
    """One number of a table."""
    found = table(figures, code)
    return found.row(row)[found.columns.index(column)]


def three(figures: Figures, code: str, row: str = "") -> tuple[Any, ...]:
    """A number now, in the period before, and up to now."""
    if row:
        return table(figures, code).row(row)
    found = figure(figures, code)
    return found.value, found.previous, found.running


def aanmeldingen(*days: date, **changes: Any) -> dict[str, Any]:
    """A register of so many cases, numbered from 1, each registered on its day."""
    return full(
        [case(f"ET-2021-{n:03}", Aanmelddatum=day, **changes) for n, day in enumerate(days, 1)]
    )


def discussed(*talks: tuple[int, date], **changes: Any) -> dict[str, Any]:
    """A register in which cases, by their number, were discussed on a day, each in a session."""
    numbers = sorted({number for number, _ in talks})
    return full(
        [case(_number(number), Aanmelddatum=date(2020, 12, 1)) for number in numbers],
        [session(f"OV-{n}", Overlegdatum=day, **changes) for n, (_, day) in enumerate(talks)],
        [talk(_number(number), f"OV-{n}") for n, (number, _) in enumerate(talks)],
    )


def _number(number: int) -> str:
    return f"ET-2021-{number:03}"
