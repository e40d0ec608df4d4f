"""Goes through a register for cells with one sure answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from expertteam_xl.disclosure import discreet
from expertteam_xl.kinds import Kind
from expertteam_xl.package.edits import CellEdit
from expertteam_xl.register.cells.blanks import quick_tidy
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.model import Block, Register
from expertteam_xl.register.raw import CellValue, RawSheet, RawWorkbook
from expertteam_xl.register.tables import is_own_findings, is_support
from expertteam_xl.repairs.identity import bsn_rows, may_be_bsn
from expertteam_xl.repairs.model import Repair
from expertteam_xl.repairs.values import Answer, answer
from expertteam_xl.schema import Column

_BSN = "een BSN"
_BSN_WHY = "Een BSN hoort niet in het register; de cel is leeggemaakt."
_EMPTY = "(leeg)"
_PERSONAL = "K2"


def find_repairs(register: Register, workbook: RawWorkbook) -> list[Repair]:
    """Everything that can be repaired, sheet by sheet in the order of reading.

    Args:
        register: as it was read, with what a person confirmed about its words.
        workbook: the same file as it was opened, its values still in place.
    """
    found: list[Repair] = []
    for sheet in workbook.sheets:
        if is_own_findings(sheet) or is_support(sheet):
            continue
        search = _Search(register, sheet, date1904=workbook.date1904)
        personal = {(repair.row, repair.column): repair for repair in search.numbers()}
        values = {(repair.row, repair.column): repair for repair in search.values()}
        cells = values | personal
        found += [cells[place] for place in sorted(cells)]
    return found


@dataclass(frozen=True)
class _Search:
    """Looks at one sheet."""

    register: Register
    sheet: RawSheet
    date1904: bool = field(kw_only=True)

    @property
    def blocks(self) -> list[Block]:
        """The lists of the sheet."""
        return [block for block in self.register.blocks if block.sheet == self.sheet.name]

    def values(self) -> Iterator[Repair]:
        """Dates, numbers and words of the lists that were read."""
        for block in self.blocks:
            spec = self.register.tables[block.table].spec
            for name, number in block.columns.items():
                yield from self._column(block, spec.by_header[name], number)

    def _column(self, block: Block, column: Column, number: int) -> Iterator[Repair]:
        header = next((h.text for h in block.headers if h.column == number), column.header)
        cells = self.sheet.columns[number - self.sheet.left]
        known: dict[CellValue, Answer | None] = {}
        for row in block.rows.tolist():
            value = cells[row - self.sheet.top]
            if value is None or type(value) is bool:
                continue
            if value not in known:
                known[value] = answer(column, value, date1904=self.date1904)
            found = known[value]
            if found is not None:
                before, after = _shown(column, value, found.shown)
                yield Repair(
                    self.sheet.name, row, number, header, before, after, found.why, found.edit
                )

    def numbers(self) -> Iterator[Repair]:
        """Every BSN on the sheet, in a list or not."""
        rows = [set(block.rows.tolist()) for block in self.blocks]
        for index, cells in enumerate(self.sheet.columns):
            columns: dict[tuple[str, Kind | None], dict[int, CellValue]] = defaultdict(dict)
            for place, value in enumerate(cells):
                if value is not None and may_be_bsn(value):
                    columns[self._over(index, place, rows)][place + self.sheet.top] = value
            for (header, kind), values in columns.items():
                for row in bsn_rows(header, kind, values):
                    yield self._emptied(row, index + self.sheet.left, header)

    def _emptied(self, row: int, column: int, header: str) -> Repair:
        empty = CellEdit(None)
        name = self.sheet.name
        return Repair(name, row, column, discreet(header), _BSN, _EMPTY, _BSN_WHY, empty)

    def _over(self, index: int, place: int, rows: list[set[int]]) -> tuple[str, Kind | None]:
        """Header and kind of a cell's column; outside a list the nearest text above it."""
        row, number = place + self.sheet.top, index + self.sheet.left
        for block, known in zip(self.blocks, rows, strict=True):
            header = next((h for h in block.headers if h.column == number), None)
            if header is not None and row in known:
                spec = self.register.tables[block.table].spec
                fields = {at: name for name, at in block.columns.items()}
                kind = spec.by_header[fields[number]].kind if number in fields else None
                return header.text, kind
        above = (self.sheet.columns[index][i] for i in range(place - 1, -1, -1))
        text = next((v for v in above if isinstance(v, str) and not may_be_bsn(v)), "")
        return text, None


def _shown(column: Column, old: CellValue, new: CellValue) -> tuple[str, str]:
    """What stood and stands in a cell, as the log may show it.

    A text that is a date, a number or a confirmed word as a whole tells nothing else.
    """
    if column.privacy == _PERSONAL:
        return _veiled(old), _veiled(new)
    return quick_tidy(as_text(old)), as_text(new)


def _veiled(value: CellValue) -> str:
    if isinstance(value, date):
        return "een datum"
    if isinstance(value, float):
        return "een getal"
    length = len(as_text(value))
    return f"tekst van {length} {'teken' if length == 1 else 'tekens'}"
