"""Goes through a register for cells with one sure answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from expertteam_xl.disclosure import discreet
from expertteam_xl.kinds import Kind
from expertteam_xl.package.areas import Cell
from expertteam_xl.package.cellxml import Value
from expertteam_xl.package.edits import CellEdit
from expertteam_xl.register.cells.describe import as_text, describe
from expertteam_xl.register.model import Block, Register
from expertteam_xl.register.raw import CellValue, RawSheet, RawWorkbook
from expertteam_xl.register.tables import is_own_sheet, is_support
from expertteam_xl.repairs.identity import bsn_rows
from expertteam_xl.repairs.model import Repair
from expertteam_xl.repairs.values import Answer, answer
from expertteam_xl.schema import Column

_BSN = "een burgerservicenummer"
_BSN_WHY = "Een burgerservicenummer hoort niet in het register; de cel is leeggemaakt."
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
        if is_own_sheet(sheet) or is_support(sheet):
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
                before, after = _shown(column, value, found.edit.value)
                yield Repair(
                    self.sheet.name, row, number, header, before, after, found.why, found.edit
                )

    def numbers(self) -> Iterator[Repair]:
        """Every BSN on the sheet, in a list or not."""
        headers = self._headers()
        for index, cells in enumerate(self.sheet.columns):
            number = index + self.sheet.left
            parts: dict[tuple[str, Kind | None], list[tuple[int, CellValue]]] = {}
            above = ""
            for row, value in enumerate(cells, self.sheet.top):
                if isinstance(value, str) and not any(map(str.isdecimal, value)):
                    above = value
                place = headers.get((row, number)) or (above, None)
                parts.setdefault(place, []).append((row, value))
            for (header, kind), values in parts.items():
                for row in bsn_rows(header, kind, values):
                    yield Repair(
                        self.sheet.name, row, number, discreet(header), _BSN, _EMPTY, _BSN_WHY,
                        CellEdit(None),
                    )  # fmt: skip

    def _headers(self) -> dict[Cell, tuple[str, Kind | None]]:
        """Header and kind of every cell of the lists on the sheet."""
        found: dict[Cell, tuple[str, Kind | None]] = {}
        for block in self.blocks:
            spec = self.register.tables[block.table].spec
            kinds = {number: spec.by_header[name].kind for name, number in block.columns.items()}
            for header in block.headers:
                place = (header.text, kinds.get(header.column))
                for row in block.rows.tolist():
                    found[row, header.column] = place
        return found


def _shown(column: Column, old: CellValue, new: Value) -> tuple[str, str]:
    """What stood and stands in a cell, as the log may show it."""
    value = float(new) if isinstance(new, int) else new
    if column.privacy == _PERSONAL:
        return _veiled(old), _veiled(value)
    before = as_text(old) if column.confirmed else describe(column.kind, old).strip('"')
    return before, as_text(value)


def _veiled(value: CellValue) -> str:
    if isinstance(value, date):
        return "een datum"
    if isinstance(value, float):
        return "een getal"
    length = len(as_text(value))
    return f"tekst van {length} {'teken' if length == 1 else 'tekens'}"
