"""Other values in cells of the user's own sheets; every other byte of a sheet stays."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from expertteam_xl.package.areas import Cell
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import CellWriter, Value
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.looks import Look, NumberLooks
from expertteam_xl.package.namedcells import recalculate_formulas
from expertteam_xl.package.sheetrows import CellText, SheetRows, attribute, cut, without
from expertteam_xl.package.strings import forget_texts, shared_index
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import parse_box

_SAMPLE = 500
"""From so many rows it is learnt how a column shows its dates."""

_AREAS = ("array", "dataTable")


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What a cell is to hold.

    Attributes:
        value: the value; None empties the cell.
        look: how it is to be shown.
    """

    value: Value
    look: Look = Look.SAME


def edit_cells(
    package: Package, edits: Mapping[str, Mapping[Cell, CellEdit]]
) -> dict[str, frozenset[Cell]]:
    """Puts values in cells that hold one already.

    A cell keeps its style, except for a number format that would hide what it holds. A shared text
    stays where it is, unless its last cell was emptied: then it is gone from the file. Left alone
    are cells with a formula, cells in the area of an array formula or data table, cells hidden
    under a merged one, and sheets in a form so odd that no single cell can be told apart in them.

    Args:
        package: the workbook.
        edits: by the name of a worksheet, then by row and column.

    Returns:
        The cells that were changed, by the name of their worksheet.

    Raises:
        DefinitionError: a value that no cell can hold.
    """
    looks = NumberLooks(package.styles)
    done: dict[str, frozenset[Cell]] = {}
    freed: set[int] = set()
    for name, cells in edits.items():
        if cells and name in package.worksheets:
            editor = _edited(package, package.worksheets[name], cells, looks)
            done[name] = frozenset(editor.done) if editor else frozenset()
            freed |= editor.freed if editor else set()
    if any(done.values()):
        forget_texts(package, freed)
        recalculate_formulas(package)
    return done


def _edited(
    package: Package, part: str, cells: Mapping[Cell, CellEdit], looks: NumberLooks
) -> _Editor | None:
    """What was done to one sheet; None for one in too odd a form."""
    try:
        sheet = cut(package.archive.stream(part))
        spans = list(sheet.spans())
    except PackageError:
        return None
    writer = CellWriter(sheet.prefix, date1904=package.date1904)
    editor = _Editor(sheet, spans, cells, looks, writer)
    pieces = list(editor.pieces())
    if editor.done:
        package.archive.put(part, [sheet.head, *pieces, sheet.end, sheet.tail.content])
    return editor


class _Editor:
    """Edits the rows of one sheet."""

    def __init__(
        self,
        sheet: SheetRows,
        spans: list[tuple[int, int, int]],
        cells: Mapping[Cell, CellEdit],
        looks: NumberLooks,
        writer: CellWriter,
    ) -> None:
        self.done: set[Cell] = set()
        self.freed: set[int] = set()
        self._sheet, self._spans, self._looks, self._writer = sheet, spans, looks, writer
        areas = _closed_areas(sheet)
        self._closed = {
            column: [box for box in areas if box.left <= column <= box.right]
            for column in {column for _, column in cells}
        }
        self._rows: dict[int, dict[int, CellEdit]] = defaultdict(dict)
        for (row, column), edit in cells.items():
            self._rows[row][column] = edit
        self._formats: dict[tuple[int, Look], str | None] = {}
        self._styles = self._styles_of({column for _, column in cells})

    def pieces(self) -> Iterator[bytes]:
        """All rows, the edited ones made anew."""
        numbers = Counter(number for number, _, _ in self._spans)
        place, data = 0, self._sheet.rows
        for number, start, end in self._spans:
            if number in self._rows and numbers[number] == 1:
                yield data[place:start]
                yield self._row(number, start, end)
                place = end
        yield data[place:]

    def _row(self, number: int, start: int, end: int) -> bytes:
        """One row; the same bytes when none of its cells may be edited."""
        row = self._sheet.row(number, start, end)
        text = self._sheet.decoded(self._sheet.rows[start:end])
        columns = Counter(cell.column for cell in row.cells)
        pieces, place, edited = [], 0, False
        for cell in row.cells:
            begin = text.index(cell.whole, place)
            edit = self._rows[number].get(cell.column)
            if edit and columns[cell.column] == 1 and self._may_edit(number, cell):
                pieces += [text[place:begin], self._cell(cell, edit)]
                self._note(number, cell, edit)
                edited = True
            else:
                pieces.append(text[place : begin + len(cell.whole)])
            place = begin + len(cell.whole)
        if not edited:
            return self._sheet.rows[start:end]
        return self._sheet.encoded("".join([*pieces, text[place:]]))

    def _note(self, number: int, cell: CellText, edit: CellEdit) -> None:
        self.done.add((number, cell.column))
        index = shared_index(self._sheet, cell)
        if edit.value is None and index is not None:
            self.freed.add(index)

    def _may_edit(self, row: int, cell: CellText) -> bool:
        """Whether a cell holds nothing but a value, and nobody else decides on it."""
        prefix = self._sheet.prefix
        if not cell.holds(prefix, "(?:v|is)") or cell.holds(prefix, "(?:f|extLst)"):
            return False
        return not any(
            box.top <= row <= box.bottom and (row, cell.column) != (box.top, box.left)
            for box in self._closed[cell.column]
        )

    def _cell(self, cell: CellText, edit: CellEdit) -> str:
        style = cell.style or 0
        usual = self._usual(cell.column, edit.look)
        new = self._looks.fitted(style, edit.look, usual)
        attributes = without(cell.attributes, "t", "vm", "cm", "ph").rstrip()
        if new != style:
            attributes = f'{without(attributes, "s")} s="{new}"'
        return f"<{self._sheet.prefix}c{attributes}{self._writer.behind(edit.value)}"

    def _usual(self, column: int, look: Look) -> str | None:
        """The number format that a column mostly has for this."""
        if (column, look) not in self._formats:
            self._formats[column, look] = self._looks.usual(self._styles[column], look)
        return self._formats[column, look]

    def _styles_of(self, columns: set[int]) -> dict[int, list[int]]:
        """Styles of the numbers in some columns, as far as the first rows show them."""
        found: dict[int, list[int]] = {column: [] for column in columns}
        for span in islice(self._spans, _SAMPLE):
            for cell in self._sheet.row(*span).cells:
                is_number = (attribute(cell.attributes, "t") or "n") == "n"
                if cell.column in found and is_number and cell.inner:
                    found[cell.column].append(cell.style or 0)
        return found


def _closed_areas(sheet: SheetRows) -> list[Box]:
    """Areas of which only the first cell may be edited: merged cells, array formulas, tables.

    The first cell of the last two holds a formula, so it is left alone as well.
    """
    tail = sheet.decoded(sheet.tail.content)
    merged = re.findall(rf"<{sheet.prefix}mergeCell\s[^<>]*>", tail)
    formulas = re.findall(rf"<{sheet.prefix}f\s[^<>]*>".encode(), sheet.rows)
    tags = [sheet.decoded(tag) for tag in formulas]
    tags = [tag for tag in tags if attribute(tag, "t") in _AREAS]
    boxes = [parse_box(attribute(tag, "ref") or "") for tag in (*merged, *tags)]
    return [box for box in boxes if box is not None]


__all__ = ["CellEdit", "Look", "edit_cells"]
