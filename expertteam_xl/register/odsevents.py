"""An OpenDocument spreadsheet read event by event, however often it says that a row repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.parsers import expat

from expertteam_xl.register.facts import Place
from expertteam_xl.register.formulas import Formula
from expertteam_xl.register.odsvalues import (
    DRAWING,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    cell_value,
    formula_of,
)
from expertteam_xl.register.raw import CellValue
from expertteam_xl.register.references import LAST_COLUMN, LAST_ROW
from expertteam_xl.register.sheetcells import SheetCells
from expertteam_xl.register.sheetevents import Attributes, XmlRefusedError, feed, whole_number

_LONGEST_TEXT = 16 * 1024 * 1024
_MOST_SPACES = 32_767
_MOST_SHEETS = 10_000
_COPY_STYLE = "ta_extref"
"""Style of the sheets that LibreOffice keeps as a copy of other workbooks."""

_SKIPPED = frozenset(
    {
        f"{TABLE}tracked-changes", f"{TABLE}dde-links", f"{TABLE}shapes", f"{OFFICE}annotation",
        f"{OFFICE}forms", f"{TEXT}note", f"{TEXT}ruby-text", f"{TABLE}scenario",
    }
)  # fmt: skip
_HIDDEN = ("collapse", "filter")
_TABLE_ELEMENT = f"{TABLE}table"
_VISIBILITY = f"{TABLE}visibility"
_ROWS_REPEATED, _COLUMNS_REPEATED = (
    f"{TABLE}number-rows-repeated",
    f"{TABLE}number-columns-repeated",
)
_ROWS_SPANNED, _COLUMNS_SPANNED = (
    f"{TABLE}number-rows-spanned",
    f"{TABLE}number-columns-spanned",
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A filled cell, or a stretch of equal ones, of the row that is read."""

    column: int
    repeated: int
    value: CellValue
    formula: Formula | None


class OdsEvents:
    """Goes through the content of a spreadsheet and notes the cells of its sheets."""

    def __init__(self, make: Callable[[str, str], SheetCells]) -> None:
        """Prepares to read.

        Args:
            make: gives an empty sheet for a name and a state.
        """
        self.sheets: list[SheetCells] = []
        self.is_spreadsheet = False
        self.date1904 = False
        self._make = make
        self._skip = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._sheet: SheetCells | None = None
        self._row = self._column = self._listed_column = 1
        self._row_repeated = 1
        self._repeated = 0
        self._row_groups: list[bool] = []
        self._column_groups: list[bool] = []
        self._cells: list[_Cell] = []
        self._cell: Attributes | None = None
        self._paragraphs = 0
        self._shown: list[str] = []
        self._pieces: list[str] | None = None
        self._length = 0

    def read(self, chunks: Iterable[bytes]) -> None:
        """Reads the whole content.

        Raises:
            XmlRefusedError: the XML is damaged or holds a document type.
        """
        starts = {
            f"{STYLE}style": self._start_style,
            f"{STYLE}table-properties": self._start_properties,
            f"{OFFICE}spreadsheet": self._start_spreadsheet,
            f"{TABLE}null-date": self._start_null_date,
            _TABLE_ELEMENT: self._start_table,
            f"{TABLE}table-column": self._start_column,
            f"{TABLE}table-column-group": self._start_column_group,
            f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-row-group": self._start_row_group,
            f"{TABLE}table-cell": self._start_cell,
            f"{TABLE}covered-table-cell": self._start_cell,
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}s": self._start_spaces,
            f"{TEXT}tab": lambda _: self._characters("\t"),
            f"{TEXT}line-break": lambda _: self._characters("\n"),
        }
        ends = {
            _TABLE_ELEMENT: self._end_table,
            f"{TABLE}table-column-group": lambda: self._end_group(self._column_groups),
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-row-group": lambda: self._end_group(self._row_groups),
            f"{TABLE}table-cell": self._end_cell,
            f"{TABLE}covered-table-cell": self._end_cell,
            f"{TEXT}p": self._end_paragraph,
        }
        feed(self._parser(starts, ends), chunks)

    def _parser(
        self,
        starts: dict[str, Callable[[Attributes], None]],
        ends: dict[str, Callable[[], None]],
    ) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True

        def start(name: str, attributes: Attributes) -> None:
            call = starts.get(name)
            if self._skip:
                self._skip += 1
            elif call is None:
                self._skip += name in _SKIPPED or name.startswith(DRAWING)
            elif self._cell is not None and name == _TABLE_ELEMENT:
                self._skip = 1  # a table inside a cell
            else:
                call(attributes)

        def end(name: str) -> None:
            if self._skip:
                self._skip -= 1
            elif (call := ends.get(name)) is not None:
                call()

        def refuse(*_: object) -> None:
            raise XmlRefusedError

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = refuse
        parser.CharacterDataHandler = self._characters
        return parser

    def _start_spreadsheet(self, _: Attributes) -> None:
        self.is_spreadsheet = True

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def _start_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_null_date(self, attributes: Attributes) -> None:
        self.date1904 = attributes.get(f"{TABLE}date-value") == "1904-01-01"

    def _start_table(self, attributes: Attributes) -> None:
        style = attributes.get(f"{TABLE}style-name", "")
        if len(self.sheets) >= _MOST_SHEETS:
            raise XmlRefusedError
        if not self.is_spreadsheet or style == _COPY_STYLE:
            self._skip += 1
            return
        state = "hidden" if style in self._hidden_styles else "visible"
        self._sheet = self._make(attributes.get(f"{TABLE}name", ""), state)
        self._row = self._listed_column = 1
        self._row_groups, self._column_groups = [], []

    def _end_table(self) -> None:
        if self._sheet is not None:
            self.sheets.append(self._sheet)
        self._sheet = None

    def _start_column_group(self, attributes: Attributes) -> None:
        self._column_groups.append(attributes.get(f"{TABLE}display") == "false")

    def _start_row_group(self, attributes: Attributes) -> None:
        self._row_groups.append(attributes.get(f"{TABLE}display") == "false")

    def _end_group(self, groups: list[bool]) -> None:
        if groups:
            groups.pop()

    def _start_column(self, attributes: Attributes) -> None:
        first = self._listed_column
        self._listed_column += _repeated(attributes, _COLUMNS_REPEATED)
        hidden = attributes.get(_VISIBILITY) in _HIDDEN or any(self._column_groups)
        if hidden and self._sheet is not None:
            self._sheet.hidden_columns.append((first, self._listed_column - 1))

    def _start_row(self, attributes: Attributes) -> None:
        self._row_repeated = _repeated(attributes, _ROWS_REPEATED)
        self._column = 1
        self._cells = []
        visibility = attributes.get(_VISIBILITY)
        if self._sheet is None or not (visibility in _HIDDEN or any(self._row_groups)):
            return
        self._hide_rows(self._sheet.hidden_rows)
        self._sheet.filtered = self._sheet.filtered or visibility == "filter"

    def _hide_rows(self, stretches: list[Place]) -> None:
        """Takes note that the row at hand is hidden; it may go on where another ended."""
        first, last = self._row, self._row + self._row_repeated - 1
        if stretches and stretches[-1][1] == first - 1:
            first = stretches.pop()[0]
        stretches.append((first, last))

    def _end_row(self) -> None:
        """Notes the filled cells of a row as often as it repeats."""
        first, self._row = self._row, self._row + self._row_repeated
        if self._sheet is None or not self._cells:
            return
        self._repeated += sum(cell.repeated for cell in self._cells) * self._row_repeated
        too_many = self._repeated > self._sheet.limits.cells
        if too_many or self._row - 1 > LAST_ROW:
            self._sheet.refuse_size()
        for row in range(first, self._row):
            for cell in self._cells:
                self._put(self._sheet, row, cell)

    def _put(self, sheet: SheetCells, row: int, cell: _Cell) -> None:
        is_total = cell.formula is not None and cell.formula.summarises(row)
        for column in range(cell.column, cell.column + cell.repeated):
            sheet.put(row, column, cell.value)
            if is_total:
                sheet.aggregates.add((row, column))

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._pieces = None
        self._paragraphs = self._length = 0
        self._shown = []

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None or self._sheet is None:
            return
        column, repeated = self._column, _repeated(attributes, _COLUMNS_REPEATED)
        self._column += repeated
        self._merge(attributes, column)
        value = cell_value(attributes, "".join(self._shown))
        if value is None:
            return
        if self._column - 1 > LAST_COLUMN:
            self._sheet.refuse_size()
        formula = formula_of(attributes, self._row)
        self._cells.append(_Cell(column, repeated, value, formula))

    def _merge(self, attributes: Attributes, column: int) -> None:
        if _COLUMNS_SPANNED not in attributes and _ROWS_SPANNED not in attributes:
            return
        right = column + _repeated(attributes, _COLUMNS_SPANNED) - 1
        bottom = self._row + _repeated(attributes, _ROWS_SPANNED) - 1
        if self._sheet is not None:
            self._sheet.merge(self._row, column, bottom, right)

    def _start_paragraph(self, _: Attributes) -> None:
        if self._cell is not None:
            self._pieces = ["\n"] if self._paragraphs else []
            self._paragraphs += 1

    def _end_paragraph(self) -> None:
        if self._cell is not None and self._pieces is not None:
            self._shown += self._pieces
        self._pieces = None

    def _start_spaces(self, attributes: Attributes) -> None:
        number = whole_number(attributes.get(f"{TEXT}c", "1"), 1)
        self._characters(" " * min(number, _MOST_SPACES))

    def _characters(self, text: str) -> None:
        if self._skip or self._pieces is None:
            return
        self._pieces.append(text)
        self._length += len(text)
        if self._length > _LONGEST_TEXT:
            raise XmlRefusedError


def _repeated(attributes: Attributes, name: str) -> int:
    """How often an attribute says that something repeats; at least once."""
    text = attributes.get(name)
    return 1 if text is None else max(1, whole_number(text, 1))
