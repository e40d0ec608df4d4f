"""A new worksheet as plain data, and the XML it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from expertteam_xl.package.areas import quoted
from expertteam_xl.register.references import address, column_letters

LONGEST_TEXT = 32_767
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_FIRST_SAFE = {False: date(1900, 3, 1), True: date(1904, 1, 2)}
_DAY = timedelta(days=1)

Value = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class NewCell:
    """One cell: its value, the index of its style, and where a click leads.

    Attributes:
        value: text stays text, whatever it begins with; dates become Excel's.
        style: index of a cell style.
        link: sheet and cell that a click leads to.
    """

    value: Value = None
    style: int = 0
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """One row: its cells from column A on, its height in points; None lets Excel decide."""

    cells: Sequence[NewCell] = ()
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A cell that someone fills with a date: the area, and what Excel says about it."""

    area: str
    title: str
    text: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Print:
    """How a sheet is printed: always A4 landscape and one page wide.

    Attributes:
        area: the cells that are printed, such as ``A1:L90``.
        title_row: row that every page repeats; 0 for none.
        footer: left, middle and right of the footer, as Excel codes them.
        breaks: rows that a page ends with.
    """

    area: str
    title_row: int = 0
    footer: tuple[str, str, str] = ("", "", "")
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True)
class NewSheet:
    """A worksheet to be.

    Attributes:
        name: of its tab.
        widths: of the columns from A on, in characters of the workbook's own font.
        rows: from row 1 on.
        frozen_rows: rows that stay in view.
        filter_area: area with filter buttons; empty for none.
        print: how it is printed.
        questions: cells to fill.
        tab_color: ``RRGGBB``.
    """

    name: str
    widths: Sequence[float]
    rows: Sequence[NewRow]
    print: Print
    frozen_rows: int = 0
    filter_area: str = ""
    questions: tuple[Question, ...] = ()
    tab_color: str = ""
    selected: bool = field(default=False, kw_only=True)


def escaped(text: str) -> str:
    """The text as it may stand in a cell: what XML forbids is written the way Excel does."""
    plain = _SURROGATE.sub("\ufffd", text)
    plain = _fitting(plain.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _LOOKS_ESCAPED.sub("_x005F_", plain)
    return escape(_ILLEGAL.sub(lambda match: f"_x{ord(match.group()):04X}_", plain))


def _fitting(text: str) -> str:
    """As much of a text as a cell can hold, in the units that Excel counts: an emoji has two."""
    if len(text) <= LONGEST_TEXT // 2:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")


def unescaped(text: str) -> str:
    """The text that a cell shows; a code that is half a character stays as written."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def serial(day: date | datetime, *, date1904: bool) -> float | None:
    """Excel's number for a date or moment; None for one that Excel can't hold."""
    whole = day.date() if isinstance(day, datetime) else day
    if whole < _FIRST_SAFE[date1904]:
        return None
    days = float((whole - _EPOCHS[date1904]).days)
    if isinstance(day, datetime):
        moment = timedelta(hours=day.hour, minutes=day.minute, seconds=day.second)
        return days + moment / _DAY
    return days


def from_serial(number: float, *, date1904: bool) -> date | None:
    """The date that Excel's number means; None for what is no date."""
    try:
        return _EPOCHS[date1904] + timedelta(days=int(number))
    except (OverflowError, ValueError):
        return None


def to_xml(sheet: NewSheet, namespace: str, *, date1904: bool) -> Iterator[bytes]:
    """The sheet's part, in pieces.

    Args:
        sheet: what stands in it.
        namespace: of the workbook's elements: transitional or strict.
        date1904: whether the workbook counts from 1904.
    """
    yield b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    yield f'<worksheet xmlns="{namespace}">'.encode()
    yield _head(sheet).encode()
    yield b"<sheetData>"
    for number, row in enumerate(sheet.rows, 1):
        yield _row(number, row, date1904=date1904).encode()
    yield b"</sheetData>"
    yield _foot(sheet).encode()
    yield b"</worksheet>"


def _head(sheet: NewSheet) -> str:
    color = f'<tabColor rgb="FF{sheet.tab_color}"/>' if sheet.tab_color else ""
    right = column_letters(max(len(sheet.widths), 1))
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width:.2f}" customWidth="1"/>'
        for n, width in enumerate(sheet.widths, 1)
    )
    return (
        f'<sheetPr>{color}<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{right}{max(len(sheet.rows), 1)}"/>'
        f'{_view(sheet)}<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
    )


def _view(sheet: NewSheet) -> str:
    selected = ' tabSelected="1"' if sheet.selected else ""
    pane = '<selection activeCell="A1" sqref="A1"/>'
    if sheet.frozen_rows:
        first = f"A{sheet.frozen_rows + 1}"
        pane = (
            f'<pane ySplit="{sheet.frozen_rows}" topLeftCell="{first}" activePane="bottomLeft" '
            f'state="frozen"/><selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/>'
        )
    return (
        f'<sheetViews><sheetView showGridLines="0"{selected} workbookViewId="0">{pane}'
        "</sheetView></sheetViews>"
    )


def _row(number: int, row: NewRow, *, date1904: bool) -> str:
    height = f' ht="{row.height:.2f}" customHeight="1"' if row.height else ""
    cells = "".join(
        _cell(address(number, column), cell, date1904=date1904)
        for column, cell in enumerate(row.cells, 1)
    )
    return f'<row r="{number}"{height}>{cells}</row>'


def _cell(place: str, cell: NewCell, *, date1904: bool) -> str:
    value = cell.value
    style = f' s="{cell.style}"' if cell.style else ""
    if isinstance(value, date):
        number = serial(value, date1904=date1904)
        value = f"{value:%d-%m-}{value.year:04d}" if number is None else number
    if value is None or value == "":
        return f'<c r="{place}"{style}/>' if style else ""
    if isinstance(value, str):
        text = f'<t xml:space="preserve">{escaped(value)}</t>'
        return f'<c r="{place}"{style} t="inlineStr"><is>{text}</is></c>'
    return f'<c r="{place}"{style}><v>{value:.15g}</v></c>'


def _foot(sheet: NewSheet) -> str:
    filters = f'<autoFilter ref="{sheet.filter_area}"/>' if sheet.filter_area else ""
    return (
        f"{filters}{_questions(sheet.questions)}{_links(sheet)}"
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f"{_footer(sheet.print)}{_breaks(sheet.print)}"
    )


def _questions(questions: Sequence[Question]) -> str:
    if not questions:
        return ""
    rules = "".join(
        '<dataValidation type="date" operator="greaterThan" allowBlank="1" showInputMessage="1" '
        f'showErrorMessage="1" errorTitle={quoteattr(q.title)} error={quoteattr(q.refusal)} '
        f'promptTitle={quoteattr(q.title)} prompt={quoteattr(q.text)} sqref="{q.area}">'
        "<formula1>36526</formula1></dataValidation>"
        for q in questions
    )
    return f'<dataValidations count="{len(questions)}">{rules}</dataValidations>'


def _links(sheet: NewSheet) -> str:
    lines = []
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row.cells, 1):
            if cell.link is not None:
                name, place = cell.link
                target = quoteattr(f"{quoted(_SURROGATE.sub('', name))}!{place}")
                lines.append(f'<hyperlink ref="{address(number, column)}" location={target}/>')
    return f"<hyperlinks>{''.join(lines)}</hyperlinks>" if lines else ""


def _footer(layout: Print) -> str:
    parts = "".join(
        f"&{side}{text}" for side, text in zip("LCR", layout.footer, strict=True) if text
    )
    return f"<headerFooter><oddFooter>{escape(parts)}</oddFooter></headerFooter>" if parts else ""


def _breaks(layout: Print) -> str:
    if not layout.breaks:
        return ""
    count = len(layout.breaks)
    lines = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in layout.breaks)
    return f'<rowBreaks count="{count}" manualBreakCount="{count}">{lines}</rowBreaks>'
