"""Writes the sheets of a made-up register as a workbook; the same sheets give the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_range

from expertteam_xl.example.dress import Example
from expertteam_xl.example.dress_page import Book, Cell, Chart, Formula, Look, Page
from expertteam_xl.example.model import Broken
from expertteam_xl.example.write_clean import write_clean
from expertteam_xl.register.raw import Box

_MADE = datetime(2021, 1, 4, 9, 0)
_BROKEN_FORMULAS = {
    "#N/A": '=VLOOKUP("verzonnen",$A$1:$A$2,1,FALSE)',
    "#DIV/0!": "=1/0",
    "#VALUE!": '=1+"verzonnen"',
    "#REF!": "=INDEX($A$1:$A$2,3)",
    "#NAME?": "=VERZONNEN()",
    "#NUM!": "=SQRT(-1)",
    "#NULL!": "=$A$1 $B$2",
}
_NEVER_CALCULATED = "=TODAY()"
_NOTE_COLOUR = "#FFFFE1"


def write_example(example: Example, target: Path | BinaryIO) -> None:
    """Write a made-up register.

    Args:
        example: in order or messy.
        target: where to; an open stream, or a path that is written as it is.
    """
    if example.book is None:
        write_clean(example.world, target)
    else:
        write_book(example.book, target)


def write_book(book: Book, target: Path | BinaryIO) -> None:
    """Write a workbook.

    Args:
        book: its sheets.
        target: where to; an open stream, or a path that is written as it is.
    """
    made = xlsxwriter.Workbook(
        target if not isinstance(target, Path) else str(target), {"date_1904": book.date1904}
    )
    made.set_properties(
        {
            "title": "Verzonnen voorbeeld",
            "author": "expertteam_xl",
            "comments": "Alle gegevens in dit bestand zijn verzonnen.",
            "created": _MADE,
        }
    )
    writer = _Writer(made, book)
    sheets = [(made.add_worksheet(page.name), page) for page in book.pages]
    for sheet, page in sheets:
        writer.write(sheet, page)
    visible = [sheet for sheet, page in sheets if not page.hidden]
    visible[0].activate()
    visible[0].set_first_sheet()
    made.close()


@dataclass
class _Writer:
    """Writes pages, and makes every format once."""

    made: Any
    book: Book
    formats: dict[Look, Any] = field(default_factory=dict)

    def format(self, look: Look) -> Any:
        """The format of a look, in the font of the workbook."""
        if look not in self.formats:
            options = {"font_name": self.book.font, "font_size": self.book.font_size}
            self.formats[look] = self.made.add_format(options | dict(look))
        return self.formats[look]

    def write(self, sheet: Any, page: Page) -> None:
        """Write one sheet."""
        for column in sorted({*page.widths, *page.hidden_columns}):
            hidden = {"hidden": column in page.hidden_columns}
            sheet.set_column(column - 1, column - 1, page.widths.get(column, 11), None, hidden)
        for row in sorted({*page.heights, *page.hidden_rows}):
            sheet.set_row(row - 1, page.heights.get(row), None, {"hidden": row in page.hidden_rows})
        for table in page.tables:
            self._table(sheet, page, table.box, table.name, table.style)
        for box in page.merged:
            first = page.cells.get((box.top, box.left), Cell(None))
            sheet.merge_range(*_area(box), "", self.format(first.look))
        for (row, column), cell in page.cells.items():
            self._cell(sheet, row - 1, column - 1, cell)
        self._extras(sheet, page)

    def _extras(self, sheet: Any, page: Page) -> None:
        if page.filter is not None:
            sheet.autofilter(*_area(page.filter.box))
            if page.filtered:
                sheet.filter_column_list(page.filter.column - 1, list(page.filter.shown))
        for place, text in page.comments.items():
            options = {"author": "verzonnen", "color": _NOTE_COLOUR}
            sheet.write_comment(place[0] - 1, place[1] - 1, text, options)
        for box, words in page.choices:
            sheet.data_validation(
                *_area(box),
                {"validate": "list", "source": list(words), "error_type": "warning"},
            )
        for chart in page.charts:
            self._chart(sheet, page, chart)
        if page.frozen:
            sheet.freeze_panes(*page.frozen)
        if page.tab:
            sheet.set_tab_color(page.tab)
        if page.hidden:
            sheet.hide()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _table(self, sheet: Any, page: Page, box: Box, name: str, style: str) -> None:
        columns = []
        for column in range(box.left, box.right + 1):
            cell = page.cells[box.top, column]
            columns.append({"header": str(cell.value), "header_format": self.format(cell.look)})
        options = {"name": name, "style": style, "columns": columns}
        sheet.add_table(*_area(box), options)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        value, form = cell.value, self.format(cell.look) if cell.look else None
        match value:
            case None:
                sheet.write_blank(row, column, None, form)
            case bool():
                sheet.write_boolean(row, column, value, form)
            case int() | float():
                sheet.write_number(row, column, value, form)
            case str():
                sheet.write_string(row, column, value, form)
            case date() | time():
                sheet.write_datetime(row, column, value, form or self.format(_shown(value)))
            case Broken():
                formula = _BROKEN_FORMULAS.get(value.code, _NEVER_CALCULATED)
                sheet.write_formula(row, column, formula, form, value.code)
            case Formula():
                sheet.write_formula(row, column, value.text, form, value.value)

    def _chart(self, sheet: Any, page: Page, chart: Chart) -> None:
        made = self.made.add_chart({"type": chart.kind})
        quoted = page.name.replace("'", "''")
        series: dict[str, object] = {
            "categories": f"='{quoted}'!{_absolute(chart.labels)}",
            "values": f"='{quoted}'!{_absolute(chart.values)}",
            "name": chart.title,
        }
        if chart.kind != "pie":
            series["fill"] = {"color": chart.colour}
        made.add_series(series)
        made.set_title({"name": chart.title, "name_font": {"size": 12}})
        if chart.kind != "pie":
            made.set_legend({"none": True})
        sheet.insert_chart(chart.at[0] - 1, chart.at[1] - 1, made)


def _shown(value: date | time) -> Look:
    """How a date or time without a look of its own is shown."""
    if isinstance(value, time):
        return (("num_format", "hh:mm"),)
    form = "dd-mm-yyyy hh:mm" if isinstance(value, datetime) else "dd-mm-yyyy"
    return (("num_format", form),)


def _area(box: Box) -> tuple[int, int, int, int]:
    """The corners as XlsxWriter counts them."""
    return box.top - 1, box.left - 1, box.bottom - 1, box.right - 1


def _absolute(box: Box) -> str:
    first, last = xl_range(*_area(box)).partition(":")[::2]
    return ":".join(_dollars(each) for each in (first, last or first))


def _dollars(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"
