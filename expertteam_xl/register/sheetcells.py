"""The cells of one sheet as a reader meets them, one by one, and the rectangle that they make."""

from __future__ import annotations

from array import array
from typing import NoReturn

from expertteam_xl.register.archive import Limits, refuse
from expertteam_xl.register.facts import Place
from expertteam_xl.register.raw import Box, CellValue, ExcelTable, RawSheet
from expertteam_xl.register.references import LAST_COLUMN, LAST_ROW
from expertteam_xl.register.room import Room
from expertteam_xl.register.sparse import Block, left_out_notice, to_block

_NOTHING: tuple[array[int], list[CellValue]] = (array("I"), [])


class SheetCells:
    """A sheet of a format that is read cell by cell; blanks take no room."""

    def __init__(self, file: str, name: str, state: str, limits: Limits, room: Room) -> None:
        """Begins an empty sheet.

        Args:
            file: the file's name, for messages.
            name: of the sheet.
            state: ``visible``, ``hidden`` or ``veryHidden``.
            limits: what it may hold.
            room: what the sheets of the workbook may take together.
        """
        self.file = file
        self.name = name
        self.state = state
        self.limits = limits
        self._room = room
        self.merged: list[Box] = []
        self.tables: tuple[ExcelTable, ...] = ()
        self.aggregates: set[Place] = set()
        self.hidden_rows: list[Place] = []
        self.hidden_columns: list[Place] = []
        self.filtered = False
        self._columns: dict[int, tuple[array[int], list[CellValue]]] = {}
        self._counted = 0

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Takes note of what a cell holds; an empty text is a blank.

        Raises:
            RegisterError: there are more cells than the limits allow.
        """
        self._count()
        if value is None or value == "":
            return
        known = self._columns.get(column)
        if known is None:
            known = self._columns[column] = (array("I"), [])
        rows, values = known
        rows.append(row)
        values.append(value)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Takes note of a merged area; one outside any sheet, or of one cell, is passed by."""
        self._count()
        inside = 1 <= top <= bottom <= LAST_ROW and 1 <= left <= right <= LAST_COLUMN
        if inside and (top, left) != (bottom, right):
            self.merged.append(Box(top, left, bottom, right))

    def _count(self) -> None:
        self._counted += 1
        if self._counted > self.limits.cells:
            self.refuse_size()

    def refuse_size(self) -> NoReturn:
        """Says that the sheet holds too much.

        Raises:
            RegisterError: always.
        """
        refuse(
            self.file,
            f"blad {self.name} heeft meer dan {self.limits.cells} cellen",
            "verwijder wat niet bij het register hoort of verhoog de grens in de instellingen",
        )

    def finish(self) -> tuple[RawSheet, str | None]:
        """The sheet, and a sentence on cells that lie too far off to be read; used up after."""
        block = self._block()
        self._room.take(len(block.columns), len(block.columns[0]) if block.columns else 0)
        notice = left_out_notice(self.name, block.left_out) if block.left_out else None
        bottom = block.top + (len(block.columns[0]) if block.columns else 0) - 1
        right = block.left + len(block.columns) - 1
        sheet = RawSheet(
            name=self.name,
            part="",
            state=self.state,
            top=block.top,
            left=block.left,
            columns=block.columns,
            merged=tuple(self.merged),
            tables=self.tables,
            hidden_rows=_numbers(self.hidden_rows, bottom),
            hidden_columns=_numbers(self.hidden_columns, right),
            filtered=self.filtered,
            aggregates=frozenset(self.aggregates),
        )
        return sheet, notice

    def _block(self) -> Block:
        """The values as one rectangle; what lies far off is left out when it grows too large."""
        if not self._columns:
            return Block(1, 1, [])
        top = min(min(rows) for rows, _ in self._columns.values())
        height = max(max(rows) for rows, _ in self._columns.values()) - top + 1
        left, last = min(self._columns), max(self._columns)
        if height * (last - left + 1) > self._room.of_sheet(self._counted):
            return self._near_block()
        columns: list[list[CellValue]] = []
        for number in range(left, last + 1):
            column: list[CellValue] = [None] * height
            for row, value in zip(*self._columns.pop(number, _NOTHING), strict=True):
                column[row - top] = value
            columns.append(column)
        return Block(top, left, columns)

    def _near_block(self) -> Block:
        values = {
            (row, number): value
            for number, column in self._columns.items()
            for row, value in zip(*column, strict=True)
        }
        block = to_block(values, self._room.of_sheet(self._counted))
        if block is None:
            refuse(
                self.file,
                f"de cellen op blad {self.name} liggen te ver uiteen",
                "verwijder wat ver buiten de lijst staat en bewaar het opnieuw",
            )
        return block


def _numbers(stretches: list[Place], last: int) -> frozenset[int]:
    """The numbers of all stretches, each from its first to its last, up to a last one."""
    numbers: set[int] = set()
    reached = 0
    for first, end in sorted(stretches):
        numbers.update(range(max(first, reached + 1), min(end, last) + 1))
        reached = max(reached, end)
    return frozenset(numbers)
