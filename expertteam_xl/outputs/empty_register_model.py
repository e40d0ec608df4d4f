"""What an empty register is made of, as plain data: lists to fill in, pages to read, and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from expertteam_xl.errors import DefinitionError

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
"""What Excel takes for the title and the text of a message at a cell."""

LAST_ROW = 5001
"""Last row that the drop-downs and the colours of an empty list reach."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message at a cell: when it is selected, or when its value is refused.

    Raises:
        DefinitionError: it is longer than Excel takes.
    """

    title: str
    text: str

    def __post_init__(self) -> None:
        """Refuse what Excel would refuse, and with it the whole workbook."""
        if len(self.title) > LONGEST_TITLE or len(self.text) > LONGEST_MESSAGE:
            raise DefinitionError(f"too long for a message at a cell: {self.title!r}")


Allowed = Literal["list", "date", "time", "whole", "decimal", "custom"]
Style = Literal["stop", "warning"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be typed in a column.

    Attributes:
        allowed: the kind of value; ``list`` gives a drop-down.
        formula: of a ``list`` or a ``custom`` check.
        low, high: bounds of the others; without ``high`` any larger value will do.
        style: whether another value is refused, or only asked about; None takes any value.
        alert: what is said then.
    """

    allowed: Allowed
    formula: str = ""
    low: date | float | None = None
    high: date | float | None = None
    style: Style | None = "stop"
    alert: Message | None = None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list.

    Attributes:
        header: the canonical header.
        number_format: how Excel shows its values.
        width: in characters.
        required: whether every row must have a value.
        wrap: whether long text goes on under itself.
        figure: whether it holds amounts, which stand on the right.
        prompt: shown when the header is selected.
        entry: what may be typed; None for anything.
    """

    header: str
    number_format: str
    width: float
    required: bool
    wrap: bool
    figure: bool
    prompt: Message
    entry: Entry | None


class State(Enum):
    """What a coloured term says; the value is the word of the legend."""

    OVER = "rood en vet"
    LATE = "oranje en cursief"
    SOON = "geel en onderstreept"


@dataclass(frozen=True, slots=True)
class Mark:
    """One colour that a column takes by itself.

    Attributes:
        code: the rule that says the same.
        field: header of the column.
        state: what it says.
        formula: true for the first row of the list when the colour is due.
    """

    code: str
    field: str
    state: State
    formula: str


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with one list: the header, and an empty row to begin with.

    Attributes:
        name: of the tab.
        table: which table of the register it is.
        columns: from left to right.
        frozen: how many columns stay in view.
        colour: of the tab.
        marks: the colours of its terms.
    """

    name: str
    table: str
    columns: tuple[ListColumn, ...]
    frozen: int
    colour: str
    marks: tuple[Mark, ...]

    @property
    def excel_table(self) -> str:
        """Name of its Excel table."""
        return excel_table(self.table)


Look = Literal["title", "heading", "head", "text", "wrapped", "link", "date", "input", "number"]
"""How a cell of a page looks, by name; the states of a term have a look of their own too."""


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell of a page.

    Attributes:
        value: what it says; a text that begins with ``=`` is a formula.
        look: how: a `Look`, or the `State` whose colours it shows.
        link: name of the tab that it leads to.
    """

    value: str | int | date
    look: Look | State = "text"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to read: a title, and rows under it.

    Attributes:
        name: of the tab.
        rows: from the second row on; a row is its cells from the first column on.
        widths: of the columns, in characters.
        title: in the first cell; by this the reader knows the sheet as ours.
        head: row that is printed again on every page; None for none.
        entries: what may be typed where, by area.
    """

    name: str
    rows: tuple[tuple[PageCell, ...], ...]
    widths: tuple[float, ...]
    title: str
    head: int | None = None
    entries: Mapping[str, Entry] | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name of the workbook."""

    name: str
    formula: str


@dataclass(frozen=True, slots=True)
class EmptyRegister:
    """A workbook to begin with, or the sheets of one that are added to another.

    Attributes:
        sheets: in the order of their tabs.
        names: what formulas call ranges and numbers.
    """

    sheets: tuple[ListSheet | Page, ...]
    names: tuple[Name, ...]


def excel_table(table: str) -> str:
    """Name of the Excel table of a table: letters, digits and underscores."""
    return "tbl_" + identifier(table)


def identifier(text: str) -> str:
    """The text as part of a name in a formula: what is no letter or digit becomes ``_``."""
    return re.sub(r"\W+", "_", text).strip("_")
