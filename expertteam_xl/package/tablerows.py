"""The rows of a table as XML, each as the row that the template holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from expertteam_xl.errors import DefinitionError
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import (
    CellWriter,
    Content,
    Formula,
    Value,
    formula_xml,
    plain_format,
)
from expertteam_xl.package.damage import TemplateError
from expertteam_xl.package.formulas import moved_down
from expertteam_xl.package.sheetrows import CellText, RowText, SheetRows, attribute, without
from expertteam_xl.package.tableparts import TablePart
from expertteam_xl.register.references import column_letters

TableRow = Mapping[str, Content] | Sequence[Content]
"""One row: by header, what is left out stays blank; or a value for every column in their order."""

_BATCH = 200
_NO_COLUMN = "De tabel {name} in het sjabloon heeft geen kolom {header}; voeg die toe."
_SHARED = "De kolom {header} van de tabel {name} heeft een formule die niet te kopiëren is."
_NO_RESULT = "Column {header} of table {name} holds a formula: give every row its result."
_LENGTH = "A row for table {name} has {found} values, the table {wanted} columns."


class Column:
    """One column of a table: how its cells look, and the formula that they share."""

    def __init__(self, package: Package, letters: str, style: int, prefix: str) -> None:
        self._package, self._style = package, style
        self._start = f'<{prefix}c r="{letters}'
        self._letters = letters
        self._attributes: dict[type, str] = {}
        self._formula = ""
        self._moves = False

    def compute(self, formula: str) -> None:
        """Gives the cells a formula, as the first of them has it."""
        self._formula, self._moves = formula, moved_down(formula, 1) != formula

    def cell(self, row: int, first: int, content: Content, writer: CellWriter) -> str:
        """The cell in a row; ``first`` is the first row of the table."""
        if self._formula or isinstance(content, Formula):
            return self._computed(row, first, content, writer)
        attributes = self._attributes.get(type(content))
        if attributes is None:
            attributes = self._look(content)
        end = writer.behind(content)
        if not attributes and end == "/>":
            return ""
        return f'{self._start}{row}"{attributes}{end}'

    def _computed(self, row: int, first: int, content: Content, writer: CellWriter) -> str:
        value = content.value if isinstance(content, Formula) else content
        own = content.text if isinstance(content, Formula) else None
        rows = row - first if self._moves else 0
        formula = own or moved_down(self._formula, rows)
        attributes = self._attributes.get(type(value))
        if attributes is None:
            attributes = self._look(value)
        return writer.cell(f"{self._letters}{row}", attributes, Formula(formula, value))

    def _look(self, value: Value) -> str:
        """The attributes of cells with such a value; a date never looks like a plain number."""
        code, style = plain_format(value), self._style
        if code is not None:
            style = self._package.styles.with_format(style, code)
        self._attributes[type(value)] = f' s="{style}"' if style else ""
        return self._attributes[type(value)]


class RowPattern:
    """How the rows of a table look.

    Args:
        package: the workbook.
        table: the table.
        sheet: the sheet that it is on.
        model: the empty row that the template holds.

    Raises:
        TemplateError: a column has a formula that can't be copied.
    """

    def __init__(
        self, package: Package, table: TablePart, sheet: SheetRows, model: RowText
    ) -> None:
        body = table.body()
        self._table, self._model, self._prefix = table, model, sheet.prefix
        self._headers = table.headers
        self._known = frozenset(self._headers)
        self._span = range(body.left, body.right + 1)
        self._attributes = without(model.attributes, "r", "spans")
        self._columns = [
            Column(package, column_letters(n), _style(sheet, model, n), sheet.prefix)
            for n in self._span
        ]
        self._computed = [self._formula(n) for n in range(len(self._columns))]
        for column, formula in zip(self._columns, self._computed, strict=True):
            if formula:
                column.compute(formula)

    def lines(
        self, rows: Sequence[TableRow], writer: CellWriter, there: Sequence[RowText]
    ) -> Iterator[str]:
        """The rows, some hundreds at a time.

        Args:
            rows: what they hold.
            writer: writes their cells.
            there: rows that the template holds; what they hold beside the table stays.

        Raises:
            TemplateError: a header that the table does not have.
            DefinitionError: a row of another length, or a value that no cell can hold.
        """
        first, beside = self._model.number, {row.number: row for row in there}
        batch: list[str] = []
        for number, row in enumerate(rows, first):
            values = self._values(row)
            cells = [
                column.cell(number, first, value, writer)
                for column, value in zip(self._columns, values, strict=True)
            ]
            batch.append(self._line(number, "".join(cells), beside.get(number)))
            if len(batch) == _BATCH:
                yield "".join(batch)
                batch = []
        yield "".join(batch)

    def _line(self, number: int, cells: str, there: RowText | None) -> str:
        before, behind = self._beside(number, there)
        p = self._prefix
        start = f'<{p}row r="{number}"{self._attributes}>'
        return f"{start}{before}{cells}{behind}</{p}row>"

    def _beside(self, number: int, there: RowText | None) -> tuple[str, str]:
        """The cells left and right of the table; in a new row those that only have a look."""
        cells = (there or self._model).cells
        left = [cell for cell in cells if cell.column < self._span.start]
        right = [cell for cell in cells if cell.column >= self._span.stop]
        if there is not None:
            return "".join(c.whole for c in left), "".join(c.whole for c in right)
        return self._blanks(number, left), self._blanks(number, right)

    def _blanks(self, number: int, cells: Sequence[CellText]) -> str:
        return "".join(
            f'<{self._prefix}c r="{column_letters(cell.column)}{number}" s="{cell.style}"/>'
            for cell in cells
            if cell.style
        )

    def _values(self, row: TableRow) -> list[Content]:
        """What the cells of a row hold, in the order of the columns."""
        if isinstance(row, Mapping):
            if unknown := [header for header in row if header not in self._known]:
                raise TemplateError(_NO_COLUMN.format(name=self._table.name, header=unknown[0]))
            values = [row.get(header) for header in self._headers]
        else:
            values = list(row)
            if len(values) != len(self._headers):
                found, wanted = len(values), len(self._headers)
                message = _LENGTH.format(name=self._table.name, found=found, wanted=wanted)
                raise DefinitionError(message)
        for header, formula, value in zip(self._headers, self._computed, values, strict=True):
            if formula and value is None:
                raise DefinitionError(_NO_RESULT.format(name=self._table.name, header=header))
        return values

    def _formula(self, index: int) -> str | None:
        """The formula of a column: that of the cell in the template, else the column's own.

        Raises:
            TemplateError: a formula that spans cells.
        """
        cell = self._model.cell(self._span[index])
        own = self._table.formulas[index]
        if cell is None or not cell.holds(self._prefix, "f"):
            return own
        attributes, text = formula_xml(cell.inner, self._prefix)
        if attribute(attributes, "t") in ("array", "dataTable"):
            header = self._headers[index]
            raise TemplateError(_SHARED.format(name=self._table.name, header=header))
        return text or own


def _style(sheet: SheetRows, model: RowText, column: int) -> int:
    """The style of a cell: its own, else its row's, else its column's."""
    cell = model.cell(column)
    found = (cell.style or 0) if cell else model.style
    found = sheet.column_style(column) if found is None else found
    return found or 0
