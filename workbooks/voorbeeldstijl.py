"""How the example register looks: its colours and its formats."""

from __future__ import annotations

from datetime import date, datetime, time

from voorbeeldgegevens import Value
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

INK, DARK, LINE = "#1B2A33", "#1F4E5F", "#C9D3D8"
GREEN, BLUE, YELLOW, BAND = "#DDEFD9", "#D9E8F6", "#FFF0BF", "#E6ECEF"


class Styles:
    """The formats of the workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        """Begin without any."""
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **options: object) -> Format:
        """The format with these options, in the workbook's own font and ink."""
        settings = {"font_color": INK, "valign": "vcenter", **options}
        key = tuple(sorted(settings.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(settings)
        return self._made[key]

    def cell(self, value: Value, fill: str | None = None) -> Format:
        """How a value in a list looks."""
        options: dict[str, object] = {"bottom": 1, "bottom_color": LINE}
        if fill:
            options["bg_color"] = fill
        if isinstance(value, datetime):
            options["num_format"] = "dd-mm-yyyy hh:mm"
        elif isinstance(value, date):
            options["num_format"] = "dd-mm-yyyy"
        elif isinstance(value, time):
            options["num_format"] = "hh:mm"
        if not isinstance(value, str):
            options["align"] = "left"
        return self.get(**options)
