"""Templates made with XlsxWriter for the tests of filling and grafting, and readers of the result."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.workbook import Workbook

HEADERS = ("Nr", "Datum", "Minuten", "Uren", "Bedrag", "Opmerking")
FIRST = 5
"""The row of the template that is filled first."""


@cache
def to_fill(
    *, empty_row: bool = True, date1904: bool = False, headers: Sequence[str] = HEADERS
) -> bytes:
    """A template with one table on the sheet Regels, and names for single cells.

    Args:
        empty_row: whether the row to copy has looks, a height and a formula.
        date1904: whether the workbook counts from 1904.
        headers: of the table.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": date1904})
    sheet, front = book.add_worksheet("Regels"), book.add_worksheet("Voorblad")
    dates = book.add_format({"num_format": "dd-mm-yyyy", "bg_color": "#EEEEEE"})
    money = book.add_format({"num_format": "€ #,##0.00", "bold": True})
    columns: list[dict[str, object]] = [{"header": header} for header in headers]
    if empty_row:
        sheet.set_row(FIRST - 1, 22)
        for column in range(len(headers)):
            sheet.write_blank(FIRST - 1, column, None, dates if column == 1 else money)
        if "Uren" in headers:
            columns[3] |= {"formula": "=Lijst[[#This Row],[Minuten]]/60", "format": money}
    sheet.add_table(
        FIRST - 2, 0, FIRST - 1, len(headers) - 1, {"name": "Lijst", "columns": columns}
    )
    sheet.print_area(0, 0, FIRST - 1, len(headers) - 1)
    sheet.repeat_rows(FIRST - 2)
    _rules(book, sheet)
    front.write("A1", "Gemeente", money)
    front.write_blank("B1", None, dates)
    front.write_formula("B2", "=SUM(Lijst[Minuten])", money, 0)
    front.merge_range("A4:C4", "", money)
    for name, place in (
        ("gemeente", "$B$1"),
        ("totaal", "$B$2"),
        ("nieuw", "$D$9"),
        ("kop", "$A$4:$C$4"),
        ("veel", "$A$1:$B$2"),
    ):
        book.define_name(name, f"=Voorblad!{place}")
    book.define_name("elders", "=Weg!$A$1")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Regels!$C$5:$C$5", "categories": "=Regels!$A$5:$A$5"})
    front.insert_chart("F1", chart)
    book.close()
    return stream.getvalue()


def _rules(book: Workbook, sheet: Worksheet) -> None:
    """Formats and validations that end with the table, and some that reach further."""
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format(
        "C5:C5", {"type": "cell", "criteria": ">", "value": 100, "format": red}
    )
    sheet.conditional_format(
        "E5:E900", {"type": "cell", "criteria": ">", "value": 9, "format": red}
    )
    sheet.conditional_format("A1:B2", {"type": "no_blanks", "format": red})
    sheet.data_validation("A5", {"validate": "list", "source": ["a", "b"]})
    sheet.data_validation(
        "B5:B900", {"validate": "date", "criteria": ">", "value": date(2000, 1, 1)}
    )


@cache
def to_graft(reference: str = "") -> bytes:
    """A template with two sheets that hold one of everything that ours hold.

    Args:
        reference: a sheet of the target that a drop-down refers to; empty for none.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2020, 1, 1)})
    sheet, lists = book.add_worksheet("Overleggen"), book.add_worksheet("Keuze lijsten")
    dates = book.add_format(
        {"num_format": "dd-mm-yyyy", "bg_color": "#EEEEEE", "border": 1, "align": "left"}
    )
    money = book.add_format(
        {"num_format": "€ #,##0.00", "font_name": "Arial", "font_size": 9, "font_color": "#AA0000"}
    )
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7"})
    open_ = book.add_format({"locked": False, "text_wrap": True, "num_format": "[h]:mm"})
    sheet.write("A1", "Overleggen", bold)
    sheet.write_url("B1", "internal:'Keuze lijsten'!A1", string="naar de lijsten")
    sheet.write_url("C1", "https://example.org/uitleg", string="uitleg")
    sheet.write_rich_string("D1", "gewoon ", bold, "vet", " slot")
    sheet.write_formula("F1", "=SUM(Planning[Minuten])+COUNTA(lijst)", money, 33)
    sheet.write_formula("F2", '=HYPERLINK("#\'Keuze lijsten\'!A2","lijst")', None, "lijst")
    for column in range(5):
        sheet.write_blank(4, column, None, dates if column == 1 else open_)
    sheet.write_datetime(4, 1, datetime(2021, 3, 1), dates)
    sheet.write_number(4, 2, 30)
    sheet.write("G1", "kaal")
    columns = [
        {"header": header, "header_format": bold}
        for header in ("Nr", "Datum", "Minuten", "Uren", "Keuze")
    ]
    columns[3] |= {"formula": "=Planning[[#This Row],[Minuten]]/60", "format": money}
    sheet.add_table(
        "A4:E5", {"name": "Planning", "columns": columns, "style": "Table Style Light 9"}
    )
    _graft_rules(book, sheet, reference)
    sheet.write_comment("A4", "een uitleg bij het nummer")
    sheet.print_area("A1:E100")
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&Lvertrouwelijk&R&P van &N")
    sheet.freeze_panes(4, 1)
    sheet.set_column("A:A", 12, bold)
    sheet.set_row(6, 30, money)
    sheet.protect("", {"autofilter": True})
    for row, text in enumerate(("een", "twee", "drie")):
        lists.write(row, 0, text)
    lists.write_dynamic_array_formula("C1:C3", "=_xlfn.UNIQUE(A1:A3)", None, "een")
    lists.hide()
    book.define_name("lijst", "='Keuze lijsten'!$A$1:$A$3")
    book.define_name("afgeleid", "=lijst")
    book.define_name("drempel", "=20")
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"values": "=Overleggen!$C$5:$C$9", "categories": "='Keuze lijsten'!$A$1:$A$3"}
    )
    sheet.insert_chart("I3", chart)
    book.close()
    return stream.getvalue()


def _graft_rules(book: Workbook, sheet: Worksheet, reference: str) -> None:
    """Validations and formats of every kind that our templates hold."""
    loud = book.add_format({"bold": True, "bg_color": "#FFC7CE", "num_format": "0.0"})
    sheet.data_validation("E5:E500", {"validate": "list", "source": "=lijst"})
    sheet.data_validation(
        "E4", {"validate": "any", "input_title": "Keuze", "input_message": "Kies een woord."}
    )
    sheet.data_validation(
        "A5:A500", {"validate": "custom", "value": "=COUNTIF('Keuze lijsten'!$A$1:$A$9,A5)>0"}
    )
    sheet.data_validation(
        "B5:B500", {"validate": "date", "criteria": ">", "value": date(2000, 1, 1)}
    )
    sheet.data_validation("H5:H500", {"validate": "list", "source": '=INDIRECT("Planning[Keuze]")'})
    if reference:
        sheet.data_validation(
            "G5:G500", {"validate": "list", "source": f"='{reference}'!$A$1:$A$5"}
        )
    sheet.conditional_format(
        "C5:C500", {"type": "formula", "criteria": "=$C5>drempel", "format": loud}
    )
    sheet.conditional_format("C5:C500", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("D5:D500", {"type": "icon_set", "icon_style": "3_traffic_lights"})


def opened(data: bytes, *, values: bool = False) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # extensions that openpyxl does not know
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values)
