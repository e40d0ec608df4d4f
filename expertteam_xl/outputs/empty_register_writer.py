"""Makes a workbook of an empty register; the same one, byte for byte, at every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from expertteam_xl.outputs.empty_register_model import (
    LAST_ROW,
    EmptyRegister,
    Entry,
    ListColumn,
    ListSheet,
    Page,
    PageCell,
    State,
)
from expertteam_xl.outputs.language import with_language
from expertteam_xl.package.areas import quoted

_TITLE = "Register expertteam jeugd"
_MADE = datetime.fromisoformat("2026-01-01")
"""The day that the properties name; a real one would make every build another file."""

_A4, _LANDSCAPE_MARGINS = 9, {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
_READABLE_WIDTH = 235
"""So many characters beside each other on A4 landscape can still be read."""

_FOOTER = "&L&8vertrouwelijk&C&8&A&R&8pagina &P van &N"
_LINE = 15
_FULL = 1.1
"""How much of a line text fills before its last word goes to the next."""

_DARK, _PALE, _GREY = "#1F3864", "#D9E2F3", "#7F7F7F"
_EDGE = {"border": 1, "border_color": "#BFBFBF"}
_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _DARK},
    "heading": {"bold": True, "font_size": 13, "font_color": _DARK},
    "head": {"bold": True, "bg_color": _PALE, "valign": "top", "text_wrap": True, **_EDGE},
    "text": {"valign": "top"},
    "wrapped": {"valign": "top", "text_wrap": True},
    "link": {"valign": "top", "font_color": "#0B4F9E", "underline": 1},
    "date": {"valign": "top", "align": "left", "num_format": "dd-mm-yyyy"},
    "number": {"valign": "top", "align": "right"},
    "input": {"align": "right", "bg_color": "#FFFDE7", **_EDGE},
    "required": {
        "bold": True, "font_color": "#FFFFFF", "bg_color": _DARK, "num_format": '@" *"',
        "text_wrap": True, "valign": "top", "border": 1, "border_color": "#FFFFFF",
    },
    "optional": {
        "bold": True, "font_color": _DARK, "bg_color": _PALE, "num_format": "@",
        "text_wrap": True, "valign": "top", "border": 1, "border_color": "#FFFFFF",
    },
    State.OVER.value: {
        "bg_color": "#FFC7CE", "font_color": "#8B0000", "bold": True,
        "border": 1, "border_color": "#8B0000",
    },
    State.LATE.value: {
        "bg_color": "#FFE0B2", "font_color": "#6B3400", "italic": True,
        "border": 3, "border_color": "#6B3400",
    },
    State.SOON.value: {
        "bg_color": "#FFF2AB", "font_color": "#4A3B00", "underline": 1,
        "border": 4, "border_color": "#4A3B00",
    },
}  # fmt: skip


def to_bytes(register: EmptyRegister) -> bytes:
    """The register as the bytes of an .xlsx."""
    memory = BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    book.set_properties(
        {"title": _TITLE, "author": "expertteam_xl", "created": _MADE, "comments": ""}
    )
    writer = _Writer(book)
    for sheet in register.sheets:
        writer.add(sheet)
    for name in register.names:
        book.define_name(name.name, name.formula)
    book.close()
    return with_language(memory.getvalue())


def pages_wide(sheet: ListSheet | Page) -> int:
    """How many pages a sheet is wide: one, unless its letters would be too small to read."""
    if isinstance(sheet, Page):
        return 1
    return max(1, ceil(sum(column.width for column in sheet.columns) / _READABLE_WIDTH))


class _Writer:
    """Adds sheets to one workbook, whose formats are made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[str, Any] = {}

    def add(self, sheet: ListSheet | Page) -> None:
        """Add one sheet, ready to print."""
        target = self._book.add_worksheet(sheet.name)
        target.set_landscape()
        target.set_paper(_A4)
        target.fit_to_pages(pages_wide(sheet), 0)
        target.set_margins(**_LANDSCAPE_MARGINS)
        target.set_footer(_FOOTER)
        if isinstance(sheet, Page):
            self._add_page(target, sheet)
        else:
            self._add_list(target, sheet)

    def _format(self, look: str, **more: Any) -> Any:
        key = look + repr(more)
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_LOOKS.get(look, {}), **more})
        return self._formats[key]

    def _add_list(self, target: Any, sheet: ListSheet) -> None:
        target.set_tab_color(f"#{sheet.colour}")
        target.hide_gridlines(0)
        target.freeze_panes(1, sheet.frozen)
        target.repeat_rows(0)
        if pages_wide(sheet) > 1:
            target.repeat_columns(0, sheet.frozen - 1)
        target.set_selection(1, 0, 1, 0)
        target.set_row(0, _LINE * (1 + max(map(_lines, sheet.columns))))
        target.add_table(
            0, 0, 1, len(sheet.columns) - 1,
            {
                "name": sheet.excel_table,
                "style": "Table Style Light 1",
                "banded_rows": False,
                "columns": [{"header": column.header} for column in sheet.columns],
            },
        )  # fmt: skip
        for i, column in enumerate(sheet.columns):
            self._add_column(target, i, column)
        places = {column.header: i for i, column in enumerate(sheet.columns)}
        for mark in sheet.marks:
            i = places[mark.field]
            rule = {
                "type": "formula",
                "criteria": mark.formula,
                "format": self._format(mark.state.value),
            }
            target.conditional_format(1, i, LAST_ROW - 1, i, rule)

    def _add_column(self, target: Any, i: int, column: ListColumn) -> None:
        body: dict[str, Any] = {"num_format": column.number_format, "valign": "top"}
        body |= {"align": "right", "indent": 1} if column.figure else {"align": "left"}
        cells = self._format("", **body, **({"text_wrap": True} if column.wrap else {}))
        target.set_column(i, i, column.width, cells)
        look = "required" if column.required else "optional"
        target.write_string(0, i, column.header, self._format(look))
        target.write_blank(1, i, None, cells)
        prompt = {
            "validate": "any",
            "input_title": column.prompt.title,
            "input_message": column.prompt.text,
        }
        target.data_validation(0, i, 0, i, prompt)
        if column.entry:
            target.data_validation(1, i, LAST_ROW - 1, i, _validation(column.entry))

    def _add_page(self, target: Any, page: Page) -> None:
        target.set_tab_color(_GREY)
        target.hide_gridlines(2)
        for i, width in enumerate(page.widths):
            target.set_column(i, i, width)
        target.write_string(0, 0, page.title, self._format("title"))
        for row, cells in enumerate(page.rows, 1):
            if (lines := _wrapped_lines(cells, page.widths)) > 1:
                target.set_row(row, _LINE * lines)
            for i, cell in enumerate(cells):
                self._write(target, row, i, cell)
        if page.head:
            target.repeat_rows(page.head - 1)
            target.freeze_panes(page.head, 0)
        for area, entry in (page.entries or {}).items():
            target.data_validation(area, _validation(entry))

    def _write(self, target: Any, row: int, column: int, cell: PageCell) -> None:
        if cell.value == "":
            return
        look = cell.look.value if isinstance(cell.look, State) else cell.look
        is_day = isinstance(cell.value, date) or cell.value == "=TODAY()"
        cells = self._format(look, **({"num_format": "dd-mm-yyyy"} if is_day else {}))
        if cell.link:
            place = f"internal:{quoted(cell.link)}!A1"
            target.write_url(row, column, place, cells, cell.value, f"Naar {cell.link}")
        elif isinstance(cell.value, date):
            target.write_datetime(row, column, cell.value, cells)
        elif isinstance(cell.value, int):
            target.write_number(row, column, cell.value, cells)
        elif cell.value.startswith("="):
            target.write_formula(row, column, cell.value, cells, "" if is_day else 1)
        else:
            target.write_string(row, column, cell.value, cells)


def _lines(column: ListColumn) -> int:
    """On how many lines a header stands."""
    lines, room = 1, column.width
    left = room
    for word in column.header.split():
        if len(word) > left and left < room:
            lines, left = lines + 1, room
        left -= len(word) + 1
    return lines


def _wrapped_lines(cells: Sequence[PageCell], widths: Sequence[float]) -> int:
    """How many lines the longest wrapped text of a row takes, amply."""
    wrapped = (
        1 + int(len(cell.value) / (width * _FULL))
        for cell, width in zip(cells, widths, strict=False)
        if cell.look == "wrapped" and isinstance(cell.value, str)
    )
    return max(wrapped, default=1)


_KINDS = {"whole": "integer"}


def _validation(entry: Entry) -> dict[str, Any]:
    """What may be typed, as XlsxWriter's options."""
    options: dict[str, Any] = {"validate": _KINDS.get(entry.allowed, entry.allowed)}
    if entry.allowed in ("list", "custom"):
        options["source" if entry.allowed == "list" else "value"] = entry.formula
    elif entry.high is None:
        options |= {"criteria": ">=", "value": entry.low}
    else:
        options |= {"criteria": "between", "minimum": entry.low, "maximum": entry.high}
    if entry.style is None:
        return options | {"show_error": False}
    if entry.alert:
        options |= {"error_title": entry.alert.title, "error_message": entry.alert.text}
    return options | {"error_type": entry.style}
