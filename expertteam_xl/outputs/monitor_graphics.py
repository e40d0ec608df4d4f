"""The charts of the monitor's template, bound to cells, and readable in grey (domein §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from expertteam_xl.outputs.monitor_layout import HELPER_TAB
from expertteam_xl.outputs.monitor_looks import DARK
from expertteam_xl.package.areas import quoted

_HEADERS, _FIRST, _LAST = 12, 13, 13
"""Rows of the table of quarters: its header, and its empty row; the charts grow along."""

_TIMES_HEADER, _TIMES_FIRST, _TIMES_LAST = 5, 6, 9
"""Rows of the cells of timeliness."""

_MID, _LIGHT = "#7F9CCB", "#FFFFFF"
_FONT = {"size": 10, "color": "#262626"}
_LINES = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.75}}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a chart is placed, and what it says to who can't see it."""

    title: str
    across: str
    upward: str
    told: str
    at: tuple[int, int]
    size: tuple[int, int]


_LOOKS = {
    "instroom": _Look(
        "Aanmeldingen per kwartaal",
        "Kwartaal",
        "Aanmeldingen (aantal)",
        "Gestapelde kolommen: aanmeldingen per kwartaal in werkstroom A, werkstroom B en zonder "
        "werkstroom. De getallen staan op het blad Cijfers bij de grafieken.",
        (3, 4),
        (418, 410),
    ),
    "tijdigheid": _Look(
        "Termijnen op tijd",
        "Termijn",
        "Op tijd (procent)",
        "Liggende balken: welk deel van elke termijn op tijd was, in deze en de vorige periode. "
        "De getallen staan op het blad Cijfers bij de grafieken.",
        (0, 0),
        (900, 330),
    ),
    "snelheid": _Look(
        "Mediaan van het aantal dagen tot de oplossing",
        "Kwartaal",
        "Dagen (mediaan)",
        "Lijnen: mediaan van het aantal dagen van aanmelding en van overleg tot de oplossing, per "
        "kwartaal. De getallen staan op het blad Cijfers bij de grafieken.",
        (0, 0),
        (900, 360),
    ),
}


def add_chart(book: Any, sheet: Any, name: str, below: int) -> tuple[int, int]:
    """Puts a chart on a sheet; gives the row and column of the free cell above it.

    Args:
        book: the workbook of XlsxWriter.
        sheet: the sheet.
        name: of the chart.
        below: the first free row of the sheet, for a chart that stands under its table.
    """
    chart = {"instroom": _registered, "tijdigheid": _in_time, "snelheid": _speed}[name](book)
    look = _LOOKS[name]
    chart.set_title({"name": look.title, "name_font": {"size": 12, "color": DARK}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_size({"width": look.size[0], "height": look.size[1]})
    chart.show_blanks_as("gap")
    chart.show_hidden_data()
    row, column = look.at if look.at[0] else (below, 0)
    options = {"description": look.told, "object_position": 2, "x_offset": 8, "y_offset": 4}
    sheet.insert_chart(row + 1, column, chart, options)
    return row, column


def _registered(book: Any) -> Any:
    """Stacked columns: aanmeldingen per quarter, by werkstroom."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    fills = (
        {"fill": {"color": DARK}},
        {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": DARK, "bg_color": _LIGHT}},
        {"fill": {"color": _LIGHT}},
    )
    for column, fill in zip("BCD", fills, strict=True):
        chart.add_series(_over_quarters(column) | fill | {"border": {"color": DARK}, "gap": 60})
    _axes(chart, "instroom")
    return chart


def _in_time(book: Any) -> Any:
    """Bars: the share of each term that was met, now and before."""
    chart = book.add_chart({"type": "bar"})
    fills = (
        {"fill": {"color": DARK}},
        {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": DARK, "bg_color": _LIGHT}},
    )
    for column, fill in zip("BC", fills, strict=True):
        series = {
            "name": _cell(column, _TIMES_HEADER),
            "categories": _range("A", _TIMES_FIRST, _TIMES_LAST),
            "values": _range(column, _TIMES_FIRST, _TIMES_LAST),
            "border": {"color": DARK},
            "gap": 60,
            "data_labels": {"value": True, "num_format": '[$-413]0.0"%"', "font": _FONT},
        }
        chart.add_series(series | fill)
    look = _LOOKS["tijdigheid"]
    chart.set_x_axis(
        {"name": look.upward, "min": 0, "max": 100, "major_unit": 20, "num_format": "0",
         "major_gridlines": _LINES, "name_font": _FONT, "num_font": _FONT}
    )  # fmt: skip
    chart.set_y_axis(
        {"name": look.across, "reverse": True, "crossing": "max", "name_font": _FONT,
         "num_font": _FONT, "major_gridlines": {"visible": False}}
    )  # fmt: skip
    return chart


def _speed(book: Any) -> Any:
    """Lines: the median of days over the quarters."""
    chart = book.add_chart({"type": "line"})
    shapes = (
        {"line": {"color": DARK, "width": 2.25},
         "marker": {"type": "circle", "size": 8, "fill": {"color": DARK},
                    "border": {"color": DARK}}},
        {"line": {"color": "#404040", "width": 2.25, "dash_type": "dash"},
         "marker": {"type": "square", "size": 8, "fill": {"color": _LIGHT},
                    "border": {"color": "#404040"}}},
    )  # fmt: skip
    for column, shape, place in zip("EF", shapes, ("above", "below"), strict=True):
        labels = {"value": True, "num_format": "[$-413]0.0", "position": place, "font": _FONT}
        chart.add_series(_over_quarters(column) | shape | {"data_labels": labels})
    _axes(chart, "snelheid")
    return chart


def _axes(chart: Any, name: str) -> None:
    look = _LOOKS[name]
    chart.set_x_axis({"name": look.across, "name_font": _FONT, "num_font": _FONT})
    chart.set_y_axis(
        {"name": look.upward, "min": 0, "num_format": "0", "major_gridlines": _LINES,
         "name_font": _FONT, "num_font": _FONT}
    )  # fmt: skip


def _over_quarters(column: str) -> dict[str, Any]:
    return {
        "name": _cell(column, _HEADERS),
        "categories": _range("A", _FIRST, _LAST),
        "values": _range(column, _FIRST, _LAST),
    }


def _cell(column: str, row: int) -> str:
    return f"={quoted(HELPER_TAB)}!${column}${row}"


def _range(column: str, first: int, last: int) -> str:
    return f"={quoted(HELPER_TAB)}!${column}${first}:${column}${last}"
