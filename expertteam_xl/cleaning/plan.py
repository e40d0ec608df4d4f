"""Which cells of a register may leave the team, and what the others hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from expertteam_xl.cleaning.fitting import Fitting
from expertteam_xl.cleaning.known import explains, is_known
from expertteam_xl.cleaning.model import Tally
from expertteam_xl.clues import clues
from expertteam_xl.disclosure import discreet
from expertteam_xl.leaks import Forbidden
from expertteam_xl.package.areas import Cell
from expertteam_xl.register.model import Block, Register
from expertteam_xl.register.raw import CellError, CellValue, RawSheet
from expertteam_xl.register.references import column_letters
from expertteam_xl.schema import Column

OUTSIDE = "cel met tekst of getallen buiten de lijst"
_HEADER = "kop van een kolom waarin iets staat over een persoon"
_ALLOWED = ("K0", "K1")
_LARGEST = 1_000_000.0
_STAYS, _GOES = 1, 2


@dataclass
class SheetPlan:
    """What may stay on one sheet.

    Attributes:
        name: of the sheet.
        emptied: columns of lists whose values go.
        headers: texts of their headers.
        kept: distinct texts that stay.
        numbers: distinct numbers and dates that stay.
        taken: distinct values that go.
        labels: how the cells outside recognised columns were counted.
    """

    name: str
    emptied: set[int] = field(default_factory=set)
    headers: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    numbers: set[CellValue] = field(default_factory=set)
    taken: set[CellValue] = field(default_factory=set)
    labels: dict[Cell, str] = field(default_factory=dict)
    _stays: dict[int, bytearray] = field(default_factory=dict)

    def stays(self, row: int, column: int) -> bool:
        """Whether the value of a cell stays."""
        rows = self._stays.get(column)
        return rows is not None and row < len(rows) and rows[row] == _STAYS

    def judged(self, row: int, column: int) -> bool:
        """Whether it was said of a cell that it stays or goes."""
        rows = self._stays.get(column)
        return rows is not None and row < len(rows) and rows[row] != 0

    def keep(self, row: int, column: int, height: int) -> None:
        """Notes that the value of a cell stays; the sheet is so many rows high."""
        self._note(row, column, height, _STAYS)

    def say(self, value: CellValue) -> None:
        """Notes a value that stays, wherever it stands."""
        if isinstance(value, str):
            self.kept.add(value)
        elif value is not None:
            self.numbers.add(value)

    def drop(self, row: int, column: int, height: int, value: CellValue) -> None:
        """Notes that the value of a cell goes."""
        self._note(row, column, height, _GOES)
        self.taken.add(value)

    def _note(self, row: int, column: int, height: int, what: int) -> None:
        rows = self._stays.get(column)
        if rows is None:
            rows = self._stays[column] = bytearray(height + 1)
        rows[row] = what


def plan_list(
    sheet: RawSheet,
    blocks: Sequence[Block],
    register: Register,
    fitting: Fitting,
    names: Forbidden,
    tally: Tally,
) -> SheetPlan:
    """The plan of a sheet with lists.

    What stays are the headers, the values of columns of class K0 and K1 that belong there, and
    titles and labels in the register's own words.

    Args:
        sheet: its values.
        blocks: its lists.
        register: which it is of.
        fitting: judges the values.
        names: names that may not be told.
        tally: where what goes is counted.
    """
    plan = SheetPlan(sheet.name)
    for block in blocks:
        spec = register.tables[block.table].spec
        fields = {
            number: spec.by_header[name]
            for name, number in block.columns.items()
            if spec.by_header[name].privacy in _ALLOWED
        }
        _headers(sheet, block, fields, names, plan, tally)
        for number, column in fields.items():
            _values(sheet, block, number, column, fitting, plan, tally)
        _labels(sheet, block, fields, plan)
    _rest(sheet, blocks, plan, tally)
    return plan


def _headers(
    sheet: RawSheet,
    block: Block,
    fields: dict[int, Column],
    names: Forbidden,
    plan: SheetPlan,
    tally: Tally,
) -> None:
    """Headers stay, unless one tells somebody's name or number."""
    top = min((h.row or block.header_row for h in block.headers), default=block.header_row)
    for row in range(top, block.header_row + 1):
        for header in block.headers:
            value = _at(sheet, row, header.column)
            if value is None:
                continue
            text = str(value)
            tells = discreet(text) != text or any(clues(text)) or any(names.found_in(text))
            if tells and header.column not in fields:
                plan.drop(row, header.column, _bottom(sheet), value)
                tally.add(_HEADER, sheet.name)
                continue
            plan.keep(row, header.column, _bottom(sheet))
            plan.kept.add(text)
    for header in block.headers:
        if header.column not in fields:
            plan.emptied.add(header.column)
            for row in range(top, block.header_row + 1):
                plan.headers.add(str(_at(sheet, row, header.column) or ""))


def _values(
    sheet: RawSheet,
    block: Block,
    number: int,
    column: Column,
    fitting: Fitting,
    plan: SheetPlan,
    tally: Tally,
) -> None:
    """The values of one column that belong in it."""
    values, bottom = sheet.columns[number - sheet.left], _bottom(sheet)
    known: dict[tuple[type, CellValue], str | None] = {}
    for row in block.rows.tolist():
        value = values[row - sheet.top]
        key = type(value), value
        if key not in known:
            known[key] = fitting.objection(column, value)
        objection = known[key]
        if objection is not None:
            tally.add(f"{objection}, in kolom {column_letters(number)}", sheet.name)
            plan.drop(row, number, bottom, value)
            continue
        plan.keep(row, number, bottom)
        plan.say(value)


def _labels(sheet: RawSheet, block: Block, fields: dict[int, Column], plan: SheetPlan) -> None:
    """Totals and their labels stay, in columns that stay."""
    headers = {str(_at(sheet, block.header_row, h.column) or "") for h in block.headers}
    for row in block.skipped:
        for header in block.headers:
            value = _at(sheet, row, header.column)
            total = isinstance(value, float) and abs(value) < _LARGEST
            repeated = isinstance(value, str) and value in headers & plan.kept
            if repeated or (total and header.column in fields):
                plan.keep(row, header.column, _bottom(sheet))


def _rest(sheet: RawSheet, blocks: Sequence[Block], plan: SheetPlan, tally: Tally) -> None:
    """Titles in known words stay; everything else goes, and is counted by its column."""
    rows = {row for block in blocks for row in block.rows.tolist()}
    headers = {h.column: h.text for block in blocks for h in block.headers}
    names = {column: _named(column, headers) for column in headers}
    for row, column, value in _cells(sheet):
        if plan.judged(row, column):
            continue
        if isinstance(value, str) and is_known(value) and row not in rows:
            plan.keep(row, column, _bottom(sheet))
            plan.kept.add(value)
            continue
        plan.drop(row, column, _bottom(sheet), value)
        inside = row in rows and column in headers
        plan.labels[row, column] = names[column] if inside else OUTSIDE
        tally.add(plan.labels[row, column], sheet.name)


def _named(column: int, headers: dict[int, str]) -> str:
    """A column as it is told: its letter, and its header."""
    header = headers[column]
    return f"waarde in kolom {column_letters(column)}" + (f" ({header})" if header else "")


def plan_support(sheet: RawSheet, tally: Tally) -> SheetPlan:
    """The plan of a sheet that serves the lists: the empty register's own texts, and numbers."""
    plan = SheetPlan(sheet.name)
    for row, column, value in _cells(sheet):
        if isinstance(value, str) and not explains(value):
            plan.drop(row, column, _bottom(sheet), value)
            tally.add(OUTSIDE, sheet.name)
            continue
        plan.keep(row, column, _bottom(sheet))
        plan.say(value)
    return plan


def _cells(sheet: RawSheet) -> Iterator[tuple[int, int, CellValue]]:
    """Every cell that holds something, column by column."""
    for i, values in enumerate(sheet.columns):
        if values.count(None) == len(values):
            continue
        for row, value in enumerate(values):
            if value is not None and not isinstance(value, CellError):
                yield row + sheet.top, i + sheet.left, value


def _at(sheet: RawSheet, row: int, column: int) -> CellValue:
    i, place = column - sheet.left, row - sheet.top
    inside = 0 <= i < len(sheet.columns) and 0 <= place < len(sheet.columns[i])
    return sheet.columns[i][place] if inside else None


def _bottom(sheet: RawSheet) -> int:
    """The last row of a sheet that holds something."""
    return sheet.top + sheet.height - 1
