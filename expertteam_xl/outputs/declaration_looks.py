"""How the templates of declarations look: one book, its styles by name, its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from expertteam_xl.outputs.declaration_words import CONCEPT_MARK, NUMBER_MARK, ON_MARK
from expertteam_xl.outputs.language import with_language
from expertteam_xl.package.areas import quoted

_MADE = datetime.fromisoformat("2026-01-01")
"""The day that the properties name; a real one would make every build another file."""

_EVERYWHERE = "A1:Z1048576"
"""AGB codes and casusnummers are text on purpose; Excel need not mark them."""

_A4 = 9
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.75, "bottom": 0.75}
_HEADER = f"&C{CONCEPT_MARK}"
_FOOTER = f"&L&8vertrouwelijk – peildatum {ON_MARK}&C&8{NUMBER_MARK}&R&8pagina &P van &N"

EURO = "[$-413]€ #,##0.00;[$-413]€ -#,##0.00"
MINUTES = "[$-413]#,##0"
HOURS = "[$-413]#,##0.00"
DAY = "dd-mm-yyyy"

_DARK, _PALE, _RED = "#1F3864", "#D9E2F3", "#9C0006"
_EDGE = {"border": 1, "border_color": "#BFBFBF"}
_LINE = {"bottom": 1, "bottom_color": "#BFBFBF"}
_SUM = {"bold": True, "top": 1, "bottom": 6, "top_color": _DARK, "bottom_color": _DARK}
_RIGHT = {"align": "right"}
_BOX = {
    "top": 1,
    "bottom": 1,
    "border_color": "#404040",
    "bg_color": "#FFFDE7",
    "align": "left",
    "valign": "vcenter",
}
_HEAD = {
    "bold": True,
    "bg_color": _PALE,
    "font_color": _DARK,
    "text_wrap": True,
    "valign": "vcenter",
    **_EDGE,
}
LOOKS: Mapping[str, dict[str, Any]] = {
    "concept": {"bold": True, "font_size": 13, "font_color": _RED},
    "title": {"bold": True, "font_size": 18, "font_color": _DARK},
    "under": {"font_color": "#404040"},
    "heading": {"bold": True, "font_size": 12, "font_color": _DARK, "bottom": 1,
                "bottom_color": _DARK},
    "rule": {"bottom": 1, "bottom_color": _DARK},
    "label": {"valign": "vcenter"},
    "value": {"bold": True, "valign": "vcenter", "align": "left"},
    "plain": {"valign": "vcenter", "align": "left"},
    "small": {"font_size": 8, "valign": "vcenter", "align": "left", "font_name": "Consolas"},
    "value_day": {"bold": True, "align": "left", "num_format": DAY},
    "plain_day": {"align": "left", "num_format": DAY},
    "input": {**_BOX, "left": 1, "right": 1},
    "input_left": {**_BOX, "left": 1},
    "input_middle": _BOX,
    "input_right": {**_BOX, "right": 1},
    "input_head": {"bold": True, "valign": "vcenter"},
    "head": {**_HEAD, "align": "left", "indent": 1},
    "head_right": {**_HEAD, **_RIGHT},
    "text": {"valign": "vcenter", "align": "left", "num_format": "@", "indent": 1, **_LINE},
    "long": {"valign": "vcenter", "align": "left", "text_wrap": True, "indent": 1, **_LINE},
    "day": {"valign": "vcenter", "align": "left", "indent": 1, "num_format": DAY, **_LINE},
    "minutes": {"valign": "vcenter", "num_format": MINUTES, **_RIGHT, **_LINE},
    "hours": {"valign": "vcenter", "num_format": HOURS, **_RIGHT, **_LINE},
    "euro": {"valign": "vcenter", "num_format": EURO, **_RIGHT, **_LINE},
    "sum": {**_SUM},
    "sum_minutes": {"num_format": MINUTES, **_RIGHT, **_SUM},
    "sum_hours": {"num_format": HOURS, **_RIGHT, **_SUM},
    "plain_number": {"num_format": "General", **_RIGHT},
    "sum_euro": {"num_format": EURO, **_RIGHT, **_SUM},
    "aside": {"valign": "vcenter", **_RIGHT},
    "free_minutes": {"num_format": MINUTES, **_RIGHT},
    "free_euro": {"num_format": EURO, **_RIGHT},
    "top_minutes": {"bold": True, "valign": "vcenter", "num_format": MINUTES, **_RIGHT},
    "top_euro": {"bold": True, "valign": "vcenter", "num_format": EURO, **_RIGHT},
}  # fmt: skip
"""Styles by name."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table in a template.

    Attributes:
        header: its header.
        width: in characters.
        look: name of the style of its cells.
        formula: that all its cells share; empty for values.
    """

    header: str
    width: float
    look: str = "text"
    formula: str = ""

    @property
    def head(self) -> str:
        """Name of the style of its header."""
        return "head_right" if self.look in ("minutes", "hours", "euro") else "head"


class Book:
    """A template under construction."""

    def __init__(self, title: str) -> None:
        self._memory = BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._memory, {"in_memory": True})
        self._book.set_properties(
            {"title": title, "author": "expertteam_xl", "created": _MADE, "comments": ""}
        )
        self._looks = {name: self._book.add_format(look) for name, look in LOOKS.items()}

    def sheet(
        self, name: str, widths: Sequence[float], *, landscape: bool = False, pages: int = 0
    ) -> Sheet:
        """A new sheet that prints on A4, one page wide, with header and footer.

        Args:
            name: of its tab.
            widths: of its columns, in characters.
            landscape: whether it lies on its side.
            pages: how many pages it may be long; 0 for as many as it takes.
        """
        target = self._book.add_worksheet(name)
        if landscape:
            target.set_landscape()
        target.set_paper(_A4)
        target.fit_to_pages(1, pages)
        target.set_margins(**_MARGINS)
        target.set_header(_HEADER)
        target.set_footer(_FOOTER)
        target.hide_gridlines(2)
        target.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        for index, width in enumerate(widths):
            target.set_column(index, index, width)
        return Sheet(self._book, target, name, self._looks)

    def to_bytes(self) -> bytes:
        """The finished workbook; the same bytes at every run."""
        self._book.close()
        return with_language(self._memory.getvalue())


class Sheet:
    """One sheet of a template."""

    def __init__(self, book: Any, target: Any, name: str, looks: Mapping[str, Any]) -> None:
        self._book, self.target, self.tab, self._looks = book, target, name, looks

    def text(self, row: int, column: int, text: str, look: str = "label") -> None:
        """A fixed text; rows and columns count from 0."""
        self.target.write_string(row, column, text, self._looks[look])

    def blank(self, row: int, columns: Sequence[int], look: str) -> None:
        """Cells with a look and nothing in them."""
        for column in columns:
            self.target.write_blank(row, column, None, self._looks[look])

    def named(self, row: int, column: int, name: str, look: str = "value") -> None:
        """An empty cell with a name, to be filled."""
        self.target.write_blank(row, column, None, self._looks[look])
        self._define(row, column, name)

    def computed(
        self, row: int, column: int, formula: str, look: str, name: str, value: float | str = 0
    ) -> None:
        """A formula with a name, whose result is to be filled."""
        self.target.write_formula(row, column, f"={formula}", self._looks[look], value)
        self._define(row, column, name)

    def heading(self, row: int, text: str, last: int) -> None:
        """A heading with a line under it, over all columns up to one."""
        self.text(row, 0, text, "heading")
        self.blank(row, range(1, last + 1), "rule")

    def height(self, row: int, points: float) -> None:
        """The height of a row."""
        self.target.set_row(row, points)

    def table(self, row: int, name: str, columns: Sequence[Column]) -> None:
        """A table of one empty row, the last thing on the sheet; its header is printed again."""
        last = len(columns) - 1
        options: list[dict[str, Any]] = []
        for index, column in enumerate(columns):
            self.target.set_column(index, index, column.width)
            option: dict[str, Any] = {"header": column.header}
            option["header_format"] = self._looks[column.head]
            if column.formula:
                option |= {"formula": f"={column.formula}", "format": self._looks[column.look]}
            options.append(option)
            self.target.write_blank(row + 1, index, None, self._looks[column.look])
        self.target.add_table(
            row, 0, row + 1, last,
            {"name": name, "columns": options, "style": "Table Style Light 1",
             "banded_rows": False},
        )  # fmt: skip
        for index, column in enumerate(columns):
            if column.formula.startswith("IF("):
                self.target.write_formula(
                    row + 1, index, f"={column.formula}", self._looks[column.look], ""
                )
        self.target.set_row(row, 32)
        self.target.repeat_rows(row)
        self.target.freeze_panes(row + 1, 0)

    def _define(self, row: int, column: int, name: str) -> None:
        letter = chr(ord("A") + column)
        self._book.define_name(name, f"={quoted(self.tab)}!${letter}${row + 1}")
