"""A workbook as it is: values at their places, and the structure that calamine does not tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error, or a formula that was never calculated.

    Attributes:
        code: the error as stored, such as ``#N/A``; empty for a formula without a stored value.
    """

    code: str = ""


CellValue = str | float | bool | date | datetime | time | timedelta | CellError | None
"""What a cell can hold; whole dates are ``date``, numbers always ``float``, blanks None."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells; rows and columns 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class ExcelTable:
    """A table (list object) in a sheet: its whole box, and whether its edges are no data."""

    name: str
    box: Box
    has_header: bool = True
    has_totals: bool = False


@dataclass(frozen=True, slots=True)
class LooseText:
    """A text that is no cell: a comment, a header or footer, a property of the document.

    Attributes:
        where: what it is, as a message names it.
        text: its characters.
        row, column: the cell it belongs to; 0 for none.
    """

    where: str
    text: str = field(repr=False)
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class RawSheet:
    """One worksheet.

    Attributes:
        name: as the user wrote it.
        part: name of its part in the package, such as ``xl/worksheets/sheet1.xml``.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        top: Excel row number of the first value of every column list.
        left: Excel column number of ``columns[0]``.
        columns: values, column by column, all of one length; empty when the sheet is empty.
        merged: merged areas.
        tables: Excel tables.
        hidden_rows: Excel row numbers, hidden by hand or by a filter.
        hidden_columns: Excel column numbers.
        filtered: whether an autofilter hides rows.
        aggregates: (row, column) of cells whose formula sums or counts a range
            (SUM, SUBTOTAL, COUNT, COUNTA, AVERAGE, AGGREGATE …).
        loose: its comments, headers and footers.
    """

    name: str
    part: str
    state: str
    top: int
    left: int
    columns: list[list[CellValue]]
    merged: tuple[Box, ...] = ()
    tables: tuple[ExcelTable, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    aggregates: frozenset[tuple[int, int]] = frozenset()
    loose: tuple[LooseText, ...] = ()

    @property
    def height(self) -> int:
        """Number of rows in ``columns``."""
        return len(self.columns[0]) if self.columns else 0


@dataclass(frozen=True)
class RawWorkbook:
    """A workbook that was opened safely.

    Attributes:
        name: the file's name, for messages; ``register`` when it came as bytes.
        path: where it was read from; None when it came as bytes.
        suffix: lower-case extension with its dot.
        data: the file's own bytes, as they were read; of a protected file the plain ones.
        date1904: whether its serial numbers count from 1904.
        sheets: the worksheets, in the order of the tabs (chart and dialog sheets left out).
        notices: plain Dutch sentences the user should see (such as: open in Excel).
        signed: whether it carries a digital signature.
        password: what opened it; None when it was not protected.
        loose: properties of the document.
        unread: parts that could not be read and are not needed, as a message names them.
    """

    name: str
    path: Path | None
    suffix: str
    data: bytes = field(repr=False)
    date1904: bool
    sheets: tuple[RawSheet, ...]
    notices: tuple[str, ...] = ()
    signed: bool = False
    password: str | None = field(default=None, repr=False)
    loose: tuple[LooseText, ...] = ()
    unread: tuple[str, ...] = ()
