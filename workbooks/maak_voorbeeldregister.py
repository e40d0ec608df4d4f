"""Makes ``voorbeeldregister.xlsx``: an invented register, kept as a coordinator keeps hers.

    python workbooks/maak_voorbeeldregister.py

Titles and a legend above the lists, colours, frozen panes, filters, totals, a hidden row, dates
typed as text: what a real register has. Two runs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import voorbeeldgegevens as data
import xlsxwriter
from voorbeeldgegevens import Row
from voorbeeldstijl import BAND, BLUE, DARK, GREEN, LINE, YELLOW, Styles
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

PATH = Path(__file__).with_name("voorbeeldregister.xlsx")

_MADE = datetime(2021, 12, 14, 16, 30)
_TITLE_ROW, _SUBTITLE_ROW, _LEGEND_ROW = 0, 1, 3
_DASH = "–"

_STATUS_COLOURS = {
    "afgesloten": GREEN,
    "niet op tafel": GREEN,
    "in uitvoering": BLUE,
    "besproken": BLUE,
    "aangemeld": YELLOW,
    "gepland": YELLOW,
    "vervallen": BAND,
}
_LEGEND = (("klaar", GREEN), ("loopt", BLUE), ("wacht op iets", YELLOW))
_STATUSES = (
    "aangemeld", "getrieerd", "gepland", "besproken", "in uitvoering", "afgeschaald",
    "afgesloten", "niet op tafel", "ingetrokken",
)  # fmt: skip
_QUARTERS = ("K1", "K2", "K3", "K4")
_QUARTER_HEADERS = ("Kwartaal", "Tafel A", "Tafel B", "Nog leeg")
_STATUS_HEADERS = ("Stand", "2020", "2021")
_CASES_2020, _CASES_2021 = "Aanmeldingen 2020", "Aanmeldingen 2021"


@dataclass(frozen=True)
class Sheet:
    """One sheet with a list.

    Attributes:
        name: of the tab.
        title: above the list.
        headers: of the list.
        groups: rows under a separator; the separator of a list without any is empty.
        widths: of the columns, in characters.
        legend: whether the colours are explained above the list.
        total: column whose values the last row adds up, and how; None for a list without.
        tab: colour of the tab.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    groups: Mapping[str, Sequence[Row]]
    widths: Sequence[float]
    legend: bool = False
    total: tuple[str, str] | None = None
    tab: str = DARK

    @property
    def header_row(self) -> int:
        """Row of the headers, counted from 0."""
        return _LEGEND_ROW + 2 if self.legend else _LEGEND_ROW

    @property
    def rows(self) -> list[Row]:
        """All rows, without separators."""
        return [row for rows in self.groups.values() for row in rows]

    def place(self, header: str) -> str:
        """Absolute range of a column's rows, for a formula on another sheet."""
        column, first = self.headers.index(header), self.header_row + 1
        area = xl_range_abs(first, column, first + len(self.rows) - 1, column)
        return f"'{self.name}'!{area}"


def _plain(rows: Sequence[Row]) -> Mapping[str, Sequence[Row]]:
    return {"": rows}


CASE_WIDTHS = (13, 18, 14, 17.5, 12, 8, 15, 17.5, 16, 13.5, 15.5, 29, 8)
SHEETS = (
    Sheet(_CASES_2021, "Aanmeldingen 2021", (*data.CASE_HEADERS, data.EXTRA_HEADER),
          _plain(data.CASES_2021), CASE_WIDTHS, legend=True, total=("Datum aanmelding", "tel")),
    Sheet(_CASES_2020, "Aanmeldingen 2020", data.CASE_HEADERS,
          _plain(data.CASES_2020), CASE_WIDTHS, legend=True, total=("Datum aanmelding", "tel")),
    Sheet("Agenda", "Agenda van het expertteam", data.SESSION_HEADERS,
          {"2020": data.SESSIONS_2020, "2021": data.SESSIONS_2021},
          (15, 12.5, 10, 10, 12, 13, 18, 22), tab="#7A5C00"),
    Sheet("Besprekingen", "Besproken casussen", data.TALK_HEADERS, _plain(data.TALKS),
          (15, 13, 13, 16, 11, 15, 12, 16), total=("Bespreektijd", "som"), tab="#7A5C00"),
    Sheet("Besluiten", "Besluiten en adviezen", data.DECISION_HEADERS, _plain(data.DECISIONS),
          (15, 13, 15, 14, 14, 18, 24, 13), tab="#7A5C00"),
    Sheet("Tussenvoorziening", "Tussenvoorziening", data.STAY_HEADERS, _plain(data.STAYS),
          (13, 8, 16, 13, 8, 13, 19), tab="#6B3A6B"),
    Sheet("Momenten", "Momenten van het convenant", data.MOMENT_HEADERS, _plain(data.MOMENTS),
          (24, 13, 12), tab="#666666"),
    Sheet("Partners", "Partners", data.PARTNER_HEADERS, _plain(data.PARTNERS),
          (24, 12, 26, 13, 13, 14), tab="#666666"),
)  # fmt: skip


def make(path: Path = PATH) -> None:
    """Write the register."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties(
            {
                "title": "Voorbeeldregister Expertteam Jeugd",
                "subject": "Verzonnen gegevens",
                "author": "Voorbeeldcoördinator",
                "comments": "Alle casussen in dit bestand zijn verzonnen.",
                "created": _MADE,
            }
        )
        styles = Styles(book)
        overview = book.add_worksheet("Overzicht")
        for sheet in SHEETS:
            _write_list(book.add_worksheet(sheet.name), sheet, styles)
        _finish_cases(book, styles)
        _write_overview(book, overview, styles)


def _write_list(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    _write_top(page, sheet.title, len(sheet.headers), styles)
    if sheet.legend:
        _write_legend(page, styles)
    for column, (header, width) in enumerate(zip(sheet.headers, sheet.widths, strict=False)):
        page.set_column(column, column, width)
        page.write_string(sheet.header_row, column, header, _header_style(styles))
    page.set_row(sheet.header_row, 32)
    last = _write_groups(page, sheet, styles)
    page.autofilter(sheet.header_row, 0, last, len(sheet.headers) - 1)
    page.freeze_panes(sheet.header_row + 1, 1)
    if sheet.total:
        _write_total(page, sheet, last, styles)
    _set_paper(page, sheet)


def _write_top(page: Worksheet, title: str, width: int, styles: Styles) -> None:
    heading = styles.get(bold=True, font_size=18, font_color=DARK)
    page.merge_range(_TITLE_ROW, 0, _TITLE_ROW, width - 1, title, heading)
    page.set_row(_TITLE_ROW, 30)
    page.write_string(
        _SUBTITLE_ROW,
        0,
        f"Voorbeeldregister {_DASH} alle casussen zijn verzonnen",
        styles.get(italic=True, font_color="#5A6B75"),
    )
    page.hide_gridlines(2)


def _write_legend(page: Worksheet, styles: Styles) -> None:
    page.write_string(_LEGEND_ROW, 0, "Kleuren", styles.get(bold=True))
    for column, (text, colour) in enumerate(_LEGEND, start=1):
        style = styles.get(bg_color=colour, border=1, border_color=LINE, align="center")
        page.write_string(_LEGEND_ROW, column, text, style)


def _header_style(styles: Styles) -> Format:
    return styles.get(bold=True, font_color="#FFFFFF", bg_color=DARK, text_wrap=True)


def _write_groups(page: Worksheet, sheet: Sheet, styles: Styles) -> int:
    """Write the rows, with a separator above each group that has a name; give the last row."""
    row = sheet.header_row
    for name, rows in sheet.groups.items():
        if name:
            row += 1
            band = styles.get(bold=True, bg_color=BAND, font_color=DARK)
            page.merge_range(row, 0, row, len(sheet.headers) - 1, name, band)
        for values in rows:
            row += 1
            _write_row(page, row, sheet.headers, values, styles)
    return row


def _write_row(
    page: Worksheet, row: int, headers: Iterable[str], values: Row, styles: Styles
) -> None:
    for column, (header, value) in enumerate(zip(headers, values, strict=True)):
        fill = _STATUS_COLOURS.get(str(value)) if header == "Status" else None
        page.write(row, column, value, styles.cell(value, fill))


def _write_total(page: Worksheet, sheet: Sheet, last: int, styles: Styles) -> None:
    """A row that adds up, with the value that Excel will find too."""
    header, how = sheet.total or ("", "")
    column = sheet.headers.index(header)
    style = {"bold": True, "top": 1, "top_color": DARK, "align": "left"}
    for other in range(len(sheet.headers)):
        page.write_blank(last + 1, other, None, styles.get(**style))
    page.write_string(last + 1, 0, "Totaal", styles.get(**style))
    counted = 0 if how == "tel" else column
    area = xl_range(sheet.header_row + 1, counted, last, counted)
    if how == "tel":
        formula, value, form = f"=COUNTA({area})", len(sheet.rows), '0 "casussen"'
    else:
        minutes = [v for row in sheet.rows if isinstance(v := row[column], int)]
        formula, value, form = f"=SUM({area})", sum(minutes), '#,##0 "min"'
    page.write_formula(last + 1, column, formula, styles.get(num_format=form, **style), value)


def _set_paper(page: Worksheet, sheet: Sheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.repeat_rows(sheet.header_row)
    page.set_footer("&L&9verzonnen gegevens&C&9&A&R&9pagina &P van &N")
    page.set_tab_color(sheet.tab)


def _finish_cases(book: Workbook, styles: Styles) -> None:
    """Drop-downs, a note, a rule of her own, the hidden row and a remark under the list."""
    for sheet in SHEETS[:2]:
        page = book.get_worksheet_by_name(sheet.name)
        first, last = sheet.header_row + 1, sheet.header_row + len(sheet.rows)
        for header, words in (("Werkstroom", ("A", "B")), ("Status", _STATUSES)):
            column = sheet.headers.index(header)
            page.data_validation(
                first, column, last + 20, column, {"validate": "list", "source": list(words)}
            )
        page.write_comment(
            sheet.header_row,
            sheet.headers.index("Grond"),
            "a = geplaatst in de tussenvoorziening\nb = niet geplaatst, want vol\n"
            "c = uithuisplaatsing dreigt",
            {"author": "Voorbeeldcoördinator", "x_scale": 1.7, "y_scale": 0.8},
        )
        page.conditional_format(
            first, 0, last, 0,
            {
                "type": "formula",
                "criteria": f'=$J{first + 1}="aangemeld"',
                "format": book.add_format({"bold": True, "font_color": "#9C2A00"}),
            },
        )  # fmt: skip
    hidden = next(i for i, row in enumerate(data.CASES_2020) if row[0] == "ET-2020-006")
    book.get_worksheet_by_name(_CASES_2020).set_row(
        SHEETS[1].header_row + 1 + hidden, None, None, {"hidden": True}
    )
    below = SHEETS[0].header_row + len(SHEETS[0].rows) + 3
    book.get_worksheet_by_name(_CASES_2021).write_string(
        below, 0, "Bijgewerkt tot en met 14 december 2021", styles.get(italic=True)
    )


def _write_overview(book: Workbook, page: Worksheet, styles: Styles) -> None:
    """Her own page of figures, with a chart: nothing of it is read, and nothing gets lost."""
    _write_top(page, "Expertteam Jeugd – overzicht", 8, styles)
    for row, text in enumerate(_WELCOME, start=3):
        page.write_string(row, 0, text, styles.get())
    page.set_column(0, 0, 20)
    page.set_column(1, 7, 13)
    first = 3 + len(_WELCOME) + 1
    _write_counts(page, first, _QUARTER_HEADERS, _quarters(), styles)
    _write_counts(page, first + len(_QUARTERS) + 4, _STATUS_HEADERS, _statuses(), styles)
    page.insert_chart(first, 5, _chart(book, first), {"object_position": 2})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)
    page.set_tab_color(DARK)
    page.set_footer("&L&9verzonnen gegevens&R&9pagina &P van &N")


_WELCOME = (
    "Zo houdt een coördinator haar aanmeldingen bij: een blad per jaar, eigen koppen, kleuren en "
    "opmerkingen.",
    "Controleer dit register op 15-12-2021 en bekijk daarna het blad Bevindingen in de kopie. "
    "Grafiek, keuzelijsten, kleuren en notities blijven zoals ze zijn.",
)


@dataclass(frozen=True)
class Count:
    """A figure on the overview: its formula, and what Excel will find too."""

    formula: str
    value: int


def _quarters() -> dict[str, list[Count]]:
    """Cases of 2021 by quarter and werkstroom."""
    cases = SHEETS[0]
    return {
        f"2021-{quarter}": [
            Count(
                f'=COUNTIFS({cases.place("Map")},"{quarter}",'
                f'{cases.place("Werkstroom")},"{stream}")',
                sum(row[4] == (stream or None) and row[-1] == quarter for row in cases.rows),
            )
            for stream in ("A", "B", "")
        ]
        for quarter in _QUARTERS
    }


def _statuses() -> dict[str, list[Count]]:
    """Cases by status and year, for the statuses that occur."""
    years = (SHEETS[1], SHEETS[0])
    return {
        status: [
            Count(
                f'=COUNTIF({sheet.place("Status")},"{status}")',
                sum(status in row for row in sheet.rows),
            )
            for sheet in years
        ]
        for status in _STATUSES
        if any(status in row for sheet in years for row in sheet.rows)
    }


def _write_counts(
    page: Worksheet,
    first: int,
    headers: Sequence[str],
    counts: Mapping[str, Sequence[Count]],
    styles: Styles,
) -> None:
    """A small table of figures with its totals."""
    for column, header in enumerate(headers):
        page.write_string(first, column, header, _header_style(styles))
    for row, (label, figures) in enumerate(counts.items(), start=first + 1):
        page.write_string(row, 0, label, styles.cell(label, _STATUS_COLOURS.get(label)))
        for column, figure in enumerate(figures, start=1):
            page.write_formula(row, column, figure.formula, styles.cell(0), figure.value)
    below = first + len(counts) + 1
    style = styles.get(bold=True, top=1, top_color=DARK, align="left")
    page.write_string(below, 0, "Totaal", style)
    for column in range(1, len(headers)):
        area = xl_range(first + 1, column, below - 1, column)
        total = sum(figures[column - 1].value for figures in counts.values())
        page.write_formula(below, column, f"=SUM({area})", style, total)


def _chart(book: Workbook, first: int) -> object:
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for column, (colour, pattern) in enumerate(
        ((DARK, None), ("#7FB3C4", None), (BAND, "wide_upward_diagonal")), start=1
    ):
        last = first + len(_QUARTERS)
        series: dict[str, object] = {
            "name": ["Overzicht", first, column],
            "categories": ["Overzicht", first + 1, 0, last, 0],
            "values": ["Overzicht", first + 1, column, last, column],
            "gap": 60,
        }
        if pattern:
            series["pattern"] = {"pattern": pattern, "fg_color": DARK, "bg_color": "#FFFFFF"}
        else:
            series["fill"] = {"color": colour}
        chart.add_series(series)
    chart.set_title({"name": "Aanmeldingen in 2021", "name_font": {"size": 13, "color": DARK}})
    chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": LINE}},
                      "major_unit": 2, "line": {"none": True}})  # fmt: skip
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 500, "height": 300})
    return chart


if __name__ == "__main__":
    make()
