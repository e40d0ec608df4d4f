"""Sheets of a made-up register before they are written: every cell with its value and its look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from expertteam_xl.example.model import Value
from expertteam_xl.register.raw import Box

Look = tuple[tuple[str, object], ...]
"""Options of a cell's format, sorted; empty for a cell without a look of its own."""

PLAIN: Look = ()


def look(base: Look = PLAIN, **options: object) -> Look:
    """A look with these options, on top of another one."""
    return tuple(sorted((dict(base) | options).items()))


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that Excel would have stored."""

    text: str
    value: str | float


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and how it looks."""

    value: Value | Formula
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter over a list: its area, and which values of one column it shows.

    Attributes:
        box: header and rows.
        column: Excel number of the column; 0 for a filter that hides nothing.
        shown: the values that stay visible.
    """

    box: Box
    column: int = 0
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListObject:
    """An Excel table: its area, its name and how it looks."""

    box: Box
    name: str
    style: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of two columns of the same sheet.

    Attributes:
        kind: as XlsxWriter calls it.
        title: above it.
        labels, values: areas of one column each.
        at: row and column of its upper left corner.
        colour: of its bars; a pie has colours of its own.
    """

    kind: Literal["column", "bar", "pie", "line"]
    title: str
    labels: Box
    values: Box
    at: tuple[int, int]
    colour: str


@dataclass
class Page:
    """A sheet; rows and columns are counted from 1."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    frozen: tuple[int, int] | None = None
    filter: Filter | None = None
    tables: list[ListObject] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    charts: list[Chart] = field(default_factory=list)
    choices: list[tuple[Box, tuple[str, ...]]] = field(default_factory=list)
    tab: str = ""

    @property
    def bottom(self) -> int:
        """Last row that holds something; 0 for an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""
        return self.filter is not None and self.filter.column > 0

    def put(self, row: int, column: int, *values: Value | Formula, look: Look = PLAIN) -> None:
        """Write values to the right of each other; None leaves a cell alone."""
        for at, value in enumerate(values, column):
            if value is not None:
                self.cells[row, at] = Cell(value, look)

    def column(self, row: int, column: int, values: Iterable[Value], look: Look = PLAIN) -> None:
        """Write values under each other."""
        for at, value in enumerate(values, row):
            self.put(at, column, value, look=look)

    def merge(self, box: Box) -> None:
        """Make one cell of an area; a single cell stays as it is."""
        if (box.top, box.left) != (box.bottom, box.right):
            self.merged.append(box)

    def first_value(self) -> tuple[int, int] | None:
        """Row and column of the first value, row by row."""
        return min((at for at, cell in self.cells.items() if cell.value is not None), default=None)


@dataclass
class Book:
    """A workbook: its sheets in the order of their tabs."""

    pages: list[Page] = field(default_factory=list)
    date1904: bool = False
    font: str = "Calibri"
    font_size: int = 11

    def page(self, name: str) -> Page:
        """Add a sheet at the end."""
        page = Page(name)
        self.pages.append(page)
        return page


@dataclass
class Listed:
    """A list of records in a sheet: where its header, its columns and its rows are.

    Attributes:
        table: name of the table whose records it holds.
        page: the sheet.
        header_row: row of the (last line of the) header; of merged cells the first.
        columns: field to column.
        rows: index of the record in its table to row.
        own: columns that are no field of ours.
        doubles: columns with a header of a field that another column is.
        missing: required fields without a column.
        upper: columns whose header stands in another row than the header row: the upper line.
    """

    table: str
    page: Page
    header_row: int
    columns: dict[str, int]
    rows: dict[int, int] = field(default_factory=dict)
    own: list[int] = field(default_factory=list)
    doubles: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    upper: set[int] = field(default_factory=set)

    def header_of(self, column: int) -> int:
        """Row in which the header of a column stands."""
        return self.header_row - (column in self.upper)

    @property
    def every_column(self) -> list[int]:
        """All its columns, ascending."""
        return sorted({*self.columns.values(), *self.own, *self.doubles})
