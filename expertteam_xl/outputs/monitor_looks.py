"""How the monitor's template looks: styles by name, and sheets that print on A4 landscape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from expertteam_xl.outputs.language import with_language
from expertteam_xl.package.areas import quoted

_MADE = datetime.fromisoformat("2026-01-01")
"""The day that the properties name; a real one would make every build another file."""

ON_MARK, PERIOD_MARK, AUDIENCE_MARK, SECRET_MARK = (
    "{peildatum}", "{periode}", "{doelgroep}", "{vertrouwelijk}",
)  # fmt: skip
"""What headers and footers of a template hold where the filling puts something."""

_A4 = 9
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.7, "bottom": 0.7}
_HEADER = f"&L&8Monitor Expertteam Jeugd&R&8{PERIOD_MARK}, {AUDIENCE_MARK}"
_FOOTER = f"&L&8{SECRET_MARK} – peildatum {ON_MARK}&R&8pagina &P/&N"

DARK, PALE = "#1F3864", "#D9E2F3"
_EDGE = {"border": 1, "border_color": "#BFBFBF"}
_LINE = {"bottom": 1, "bottom_color": "#BFBFBF", "valign": "top"}
_NUMBER = {"align": "right", **_LINE}
_HEAD = {
    "bold": True, "bg_color": PALE, "font_color": DARK, "text_wrap": True, "valign": "vcenter",
    **_EDGE,
}  # fmt: skip
_TILE = {"border_color": DARK, "left": 1, "right": 1, "bg_color": "#F2F5FA"}
_BIG = {"bold": True, "font_size": 22, "font_color": DARK, "align": "left", "indent": 1, **_TILE}

FORMATS = {
    "whole": "[$-413]#,##0",
    "tenth": "[$-413]0.0",
    "percent": '[$-413]0.0"%"',
    "euro": "[$-413]€ #,##0.00;[$-413]€ -#,##0.00",
    "minutes": "[$-413]#,##0",
    "day": "dd-mm-yyyy",
}

LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": DARK},
    "under": {"font_color": "#404040", "font_size": 9},
    "heading": {"bold": True, "font_size": 12, "font_color": DARK},
    "remark": {"font_color": "#404040", "italic": True, "font_size": 9},
    "head": {**_HEAD, "align": "left", "indent": 1},
    "head_wide": {**_HEAD, "align": "left", "indent": 1, "border": 0, "text_wrap": False},
    "head_right": {**_HEAD, "align": "right"},
    "label": {**_LINE, "text_wrap": True, "align": "left", "indent": 1},
    "long": {**_LINE, "text_wrap": True, "align": "left", "indent": 1},
    "why": {"font_size": 9, "valign": "top", "align": "left", "indent": 1},
    "note": {"text_wrap": True, "valign": "top"},
    "day": {**_LINE, "align": "left", "indent": 1, "num_format": FORMATS["day"]},
    "plain": {"align": "right"},
    "tile_title": {"bold": True, "top": 1, "valign": "vcenter", "text_wrap": True, "indent": 1,
                   "align": "left", **_TILE},
    "tile_under": {"bottom": 1, "font_size": 9, "text_wrap": True, "valign": "top", "indent": 1,
                   "align": "left", "font_color": "#404040", **_TILE},
    **{name: {**_NUMBER, "num_format": FORMATS[name]}
       for name in ("whole", "tenth", "percent", "euro", "minutes")},
    **{f"tile_{name}": {**_BIG, "num_format": FORMATS[name]}
       for name in ("whole", "tenth", "percent", "euro")},
}  # fmt: skip
"""Styles by name."""

_TOTAL = {"bold": True, "top": 1}
_TITLE_ROWS = 3


class Book:
    """The template under construction."""

    def __init__(self, title: str) -> None:
        self._memory = BytesIO()
        self.book: Any = xlsxwriter.Workbook(self._memory, {"in_memory": True})
        self.book.set_properties(
            {"title": title, "author": "expertteam_xl", "created": _MADE, "comments": ""}
        )
        self._looks = {name: self.book.add_format(look) for name, look in LOOKS.items()}
        self._total = self.book.add_format(_TOTAL)

    def sheet(
        self, tab: str, title: str, under: str, widths: Sequence[float], *, title_name: str = ""
    ) -> Sheet:
        """A new sheet with its title, and under it for whom it is.

        Args:
            tab: the name of its tab.
            title: at its top.
            under: name of the cell below that.
            widths: of its columns, in characters.
            title_name: name of the cell of the title, where that is filled in.
        """
        target = self.book.add_worksheet(tab)
        target.set_landscape()
        target.set_paper(_A4)
        target.fit_to_pages(1, 0)
        target.set_margins(**_MARGINS)
        target.set_header(_HEADER)
        target.set_footer(_FOOTER)
        target.hide_gridlines(2)
        target.repeat_rows(0, _TITLE_ROWS - 1)
        target.freeze_panes(_TITLE_ROWS - 1, 0)
        for index, width in enumerate(widths):
            target.set_column(index, index, width)
        sheet = Sheet(self.book, target, tab, self._looks, self._total)
        sheet.text(0, 0, title, "title")
        if title_name:
            sheet.name_area(title_name, 0, 0, 0, 0)
        target.set_row(0, 27)
        sheet.blanks(1, 1, 0, 0, "under")
        sheet.name_area(under, 1, 0, 1, 0)
        return sheet

    def to_bytes(self) -> bytes:
        """The finished workbook; the same bytes at every run."""
        self.book.close()
        return with_language(self._memory.getvalue())


class Sheet:
    """One sheet of the template; rows and columns count from 0."""

    def __init__(
        self, book: Any, target: Any, tab: str, looks: Mapping[str, Any], total: Any
    ) -> None:
        self._book, self.target, self.tab, self._looks = book, target, tab, looks
        self._total = total

    def text(self, row: int, column: int, text: str, look: str = "label") -> None:
        """A fixed text."""
        self.target.write_string(row, column, text, self._looks[look])

    def blanks(self, top: int, bottom: int, left: int, right: int, look: str) -> None:
        """Cells with a look and nothing in them."""
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.target.write_blank(row, column, None, self._looks[look])

    def name_area(self, name: str, top: int, left: int, bottom: int, right: int) -> None:
        """A name for cells."""
        first, last = _place(top, left), _place(bottom, right)
        area = first if first == last else f"{first}:{last}"
        self._book.define_name(name, f"={quoted(self.tab)}!{area}")

    def mark_totals(self, top: int, bottom: int, right: int) -> None:
        """Lets a row whose label begins with *totaal* stand out, wherever it comes."""
        self.target.conditional_format(
            top, 0, bottom, right,
            {"type": "formula", "criteria": f'=LEFT($A{top + 1},6)="totaal"',
             "format": self._total},
        )  # fmt: skip

    def height(self, row: int, points: float) -> None:
        """The height of a row."""
        self.target.set_row(row, points)

    def table(
        self, row: int, name: str, headers: Sequence[str], looks: Sequence[str], *, rows: int = 1
    ) -> None:
        """A table of empty rows, the last thing on the sheet."""
        last = len(headers) - 1
        options = []
        for index, (header, look) in enumerate(zip(headers, looks, strict=True)):
            head = "head" if look in ("label", "long", "day") else "head_right"
            options.append({"header": header, "header_format": self._looks[head]})
            self.blanks(row + 1, row + rows, index, index, look)
        self.target.add_table(
            row, 0, row + rows, last,
            {"name": name, "columns": options, "style": "Table Style Light 1",
             "banded_rows": False, "autofilter": False},
        )  # fmt: skip


def _place(row: int, column: int) -> str:
    return f"${chr(ord('A') + column)}${row + 1}"
