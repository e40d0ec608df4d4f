"""The rows of a list, and what people put between and under them that is no row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from random import Random

from expertteam_xl.example.dress_cells import Speller
from expertteam_xl.example.dress_page import Cell, Formula, Listed, Look, look
from expertteam_xl.example.dress_style import Style
from expertteam_xl.example.model import Record, Value
from expertteam_xl.kinds import Kind
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import column_letters as letters
from expertteam_xl.schema import TableSpec

NOTES = (
    "Let op: alleen de coördinator vult dit in.",
    "rood = te laat, groen = klaar",
    "Bron: eigen registratie",
    "* verplicht veld",
    "Vragen? Bel het secretariaat, tst. 123",
    "Nog doen: nummering vanaf 2021 aanpassen!",
)
"""What stands under a list."""

LEGEND = (("A", "doorbraaktafel"), ("B", "vastgelopen"), ("rood", "te laat", "bellen"))
"""What explains letters and colours."""

_COLOURS = {
    "afgesloten": "#E2EFDA", "afgeschaald": "#E2EFDA", "niet op tafel": "#EDEDED",
    "ingetrokken": "#EDEDED", "in uitvoering": "#DDEBF7", "besproken": "#DDEBF7",
    "aangemeld": "#FFF2CC", "gepland": "#FFF2CC", "vervallen": "#EDEDED",
}  # fmt: skip
_LAPSED = ("Lopende zaken", "Afgesloten casussen", "Werkstroom A")
_PERIODS = ("januari 2021", "K1 2021", "Kwartaal 2", "jan-21", "2e kwartaal")
_SUMMED = (Kind.MINUTEN, Kind.UREN, Kind.GELD, Kind.GEHEEL)
_OWN_VALUES: tuple[tuple[Value, ...], ...] = (
    ("groen", "oranje", "rood", "groen = klaar"),
    ("map 1", "map 2", "map 3", "kast B"),
    ("x", "x", "v"),
    (1, 2, 3, 12),
    ("zie mail", "gebeld", "terugbellen", "ok"),
    (date(2021, 3, 4), date(2021, 6, 17), date(2021, 9, 2)),
)
"""What stands in a column of her own: colours, places, marks, numbers, remarks or days."""

_MOST_FORMULAS = 3
_TALL = 3


@dataclass
class Body:
    """Writes the rows of one list.

    Attributes:
        style: the hand.
        rng: where the variety comes from.
        speller: writes values.
        raw: what must stand exactly as it is.
        spec: the table.
        listed: where its columns are; its rows are noted in it.
        made: looks by fill and number format.
    """

    style: Style
    rng: Random
    speller: Speller
    raw: frozenset[tuple[str, int, str]]
    spec: TableSpec
    listed: Listed
    made: dict[tuple[str, str], Look] = field(default_factory=dict)
    _first_own: int = 0

    def write(self, records: Sequence[tuple[int, Record]], row: int, *, breaks: bool) -> int:
        """Write all records under a row; gives the last row."""
        self._first_own = self.rng.randrange(len(_OWN_VALUES))
        named = self.spec.columns[0].kind is Kind.TEKST
        years = breaks and self.style.years == "regels"
        before, start = None, row + 1
        for count, (index, record) in enumerate(records):
            year = _year_of(record)
            row += 1
            if years and not named and year and year != before:
                self._line(row, str(year))
                row, start = row + 1, row + 1
            elif breaks and not named and count and self.rng.random() < 0.06:
                row, start = self._break(row, start)
            before = year or before
            self._record(index, record, row, shaded=self.style.banded and count % 2 == 1)
        return row

    def merge_own(self) -> None:
        """Make one tall cell of a few rows in a column of her own: what is about all of them."""
        rows = sorted(self.listed.rows.values())
        if not self.listed.own or len(rows) < _TALL:
            return
        at = self.rng.randrange(len(rows) - _TALL + 1)
        few, column = rows[at : at + _TALL], self.listed.own[0]
        if few[-1] - few[0] == _TALL - 1:
            cells = self.listed.page.cells
            for row in few[1:]:
                cells[row, column] = Cell(None, cells[few[0], column].look)
            self.listed.page.merge(Box(few[0], column, few[-1], column))

    def _record(self, index: int, record: Record, row: int, *, shaded: bool) -> None:
        cells, looks = self.listed.page.cells, self._looks
        fill = _COLOURS.get(str(record.get("Status")), "") if self.style.colours else ""
        fill = fill or (self.style.pale if shaded else "")
        empty = Cell(None, looks(fill, "")) if fill or self.style.ruled else None
        for name, column in self.listed.columns.items():
            value, form = self._typed(index, record, name)
            if value is not None:
                cells[row, column] = Cell(value, looks(fill, form))
            elif empty is not None:
                cells[row, column] = empty
        self._own(row, fill)
        for column in self.listed.doubles:
            text = self.rng.choice((None, "zie links", "idem"))
            cells[row, column] = Cell(text, looks(fill, ""))
        self.listed.rows[index] = row

    def _typed(self, index: int, record: Record, name: str) -> tuple[Value | Formula, str]:
        """What is typed for a value, and the number format of its cell."""
        value = record.get(name)
        if (self.spec.name, index, name) not in self.raw:
            return self.speller.spell(self.spec.by_header[name], value)
        return value, self.speller.format_of(value) if isinstance(value, date | time) else ""

    def _looks(self, fill: str, form: str) -> Look:
        """The look of a cell of a record; made once for each fill and number format."""
        if (fill, form) not in self.made:
            options: dict[str, object] = {"num_format": form} if form else {}
            self.made[fill, form] = look(self.style.body(fill), **options)
        return self.made[fill, form]

    def _own(self, row: int, fill: str) -> None:
        """Columns of her own: of the first row always filled, later now and then."""
        for number, column in enumerate(self.listed.own):
            values = _OWN_VALUES[(self._first_own + number) % len(_OWN_VALUES)]
            value: Value = self.rng.choice(values)
            if self.listed.rows and self.rng.random() < 0.4:
                value = None
            form = self.style.date_format if isinstance(value, date) else ""
            self.listed.page.cells[row, column] = Cell(value, self._looks(fill, form))

    def _break(self, row: int, start: int) -> tuple[int, int]:
        """Something between two rows; gives the next row, and where the next subtotal begins."""
        kind = self.rng.randrange(6)
        if kind == 0:
            self._line(row, self.rng.choice(_PERIODS))
        elif kind == 1:
            self._total(row, "Subtotaal", start)
        elif kind == 2:
            self._header_again(row)
        elif kind == 3:
            self._line(row, self.rng.choice(_LAPSED))
        return row + 1, row + 1

    def _line(self, row: int, text: str) -> None:
        """A line over the whole list: a year, a month."""
        columns = self.listed.every_column
        value: Value = int(text) if text.isdigit() and self.rng.random() < 0.5 else text
        self.listed.page.put(
            row, columns[0], value, look=look(self.style.separator(), align="left")
        )
        if self.rng.random() < 0.5:
            self.listed.page.merge(Box(row, columns[0], row, columns[-1]))

    def _header_again(self, row: int) -> None:
        header = self.listed.header_row
        cells = {column: self.listed.page.cells.get((header, column))
                 for column in self.listed.every_column}  # fmt: skip
        known = [cells.get(column) for column in self.listed.columns.values()]
        if None in known or not self.listed.columns:
            return
        for column, cell in cells.items():
            if cell is not None:
                self.listed.page.cells[row, column] = cell

    def _total(self, row: int, text: str, start: int) -> None:
        """A total with formulas over the rows from ``start``."""
        columns, page = self.listed.columns, self.listed.page
        label = self.rng.choice((columns.get(self.spec.key), min(columns.values())))
        label = label or min(columns.values())
        shown = self.rng.choice((text, text.upper(), f"{text}:", f"{text} 2021"))
        style = self.style.separator()
        for column in self.listed.every_column:
            page.cells[row, column] = Cell(None, style)
        page.put(row, label, shown, look=style)
        names = [name for name, column in columns.items() if column != label]
        for name in self.rng.sample(names, min(_MOST_FORMULAS, len(names))):
            page.put(row, columns[name], self._sum(name, start, row - 1), look=style)

    def _sum(self, name: str, first: int, last: int) -> Formula:
        """A formula that adds up or counts the rows above."""
        column = self.listed.columns[name]
        rows = range(first, last + 1)
        cells = self.listed.page.cells
        found = [cells[row, column].value for row in rows if (row, column) in cells]
        values = [value for value in found if value is not None]
        area = f"{letters(column)}{first}:{letters(column)}{max(first, last)}"
        numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
        if self.spec.by_header[name].kind in _SUMMED and len(numbers) == len(values):
            return Formula(f"=SUM({area})", float(sum(numbers)))
        nested = any(isinstance(value, Formula) for value in values)
        function = "COUNTA(" if nested else self.rng.choice(("COUNTA(", "SUBTOTAL(3,"))
        return Formula(f"={function}{area})", float(len(values)))

    def end(self, records: Sequence[tuple[int, Record]], row: int) -> int:
        """What stands under the list; gives the last row."""
        first = min(self.listed.columns.values())
        key, page = self.spec.columns[0], self.listed.page
        own_number = (
            key.kind is Kind.NUMMER and not key.refers and key.header in self.listed.columns
        )
        if own_number and records and self.rng.random() < 0.3:
            row = self._numbers_ahead(records[-1][1].get(key.header), row)
        if self.rng.random() < 0.5 and records:
            row += self.rng.randrange(1, 3)
            self._total(row, "Totaal", self.listed.header_row + 1)
        if self.rng.random() < 0.4:
            row += self.rng.randrange(2, 4)
            for note in self.rng.sample(NOTES, self.rng.randrange(1, 3)):
                page.put(row, first, note, look=self.style.note())
                row += 1
        if self.rng.random() < 0.25:
            row += 2
            page.put(row, first, "Legenda", look=look(bold=True))
            for words in LEGEND:
                row += 1
                page.put(row, first, *words, look=self.style.note())
        return row

    def _numbers_ahead(self, last: Value, row: int) -> int:
        """Numbers that wait for later cases."""
        if not isinstance(last, str) or not last[-3:].isdigit():
            return row
        for step in range(1, self.rng.randrange(2, 9)):
            number = int(last[-3:]) + step
            row += 1
            column = self.listed.columns[self.spec.key]
            self.listed.page.put(row, column, f"{last[:-3]}{number:03d}", look=self.style.body())
        return row


def _year_of(record: Mapping[str, Value]) -> int | None:
    """The year of the first day that a record holds."""
    return next((value.year for value in record.values() if isinstance(value, date)), None)
