"""What somebody hid and forgot: rows, columns, a filter that is still on, a whole sheet."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from expertteam_xl.example.dress_page import Book, Filter, Formula, Listed
from expertteam_xl.example.dress_style import Style
from expertteam_xl.register.raw import Box

_HIDDEN_ROWS = 3
_FEW_COLUMNS = 4
_FILTERED = "Status"


@dataclass
class Hider:
    """Hides some of what was written.

    Attributes:
        style: the hand.
        rng: where the variety comes from.
    """

    style: Style
    rng: Random

    def hide(self, book: Book, lists: list[Listed]) -> None:
        """Hide here and there; a sheet always stays visible."""
        alone = [each for each in lists if sum(o.page is each.page for o in lists) == 1]
        for listed in alone:
            if listed.page.tables:
                continue
            if self.rng.random() < 0.3:
                self._filter(listed)
            elif self.rng.random() < 0.1:
                self._rows(listed)
        for listed in alone:
            if self.rng.random() < 0.08:
                self._columns(listed)
        sheets = [each.page for each in alone if each.table == alone[0].table]
        if len(sheets) > 1 and self.rng.random() < 0.25:
            min(sheets, key=lambda page: page.name).hidden = True
        if all(page.hidden for page in book.pages):
            book.pages[0].hidden = False

    def _rows(self, listed: Listed) -> None:
        rows = sorted(listed.rows.values())
        if len(rows) > _HIDDEN_ROWS:
            first = self.rng.randrange(len(rows) - _HIDDEN_ROWS)
            last = first + self.rng.randrange(_HIDDEN_ROWS)
            listed.page.hidden_rows.update(range(rows[first], rows[last] + 1))

    def _columns(self, listed: Listed) -> None:
        columns = listed.every_column
        if len(columns) < _FEW_COLUMNS:
            return
        first = self.rng.randrange(1, len(columns) - 2)
        listed.page.hidden_columns.update(columns[first : first + self.rng.choice((1, 1, 2))])

    def _filter(self, listed: Listed) -> None:
        """A filter over the list, that may hide what is closed."""
        rows, columns, page = sorted(listed.rows.values()), listed.every_column, listed.page
        if not rows:
            return
        box = Box(listed.header_row, columns[0], rows[-1], columns[-1])
        page.filter = Filter(box)
        column = listed.columns.get(_FILTERED)
        if column is None or self.rng.random() < 0.5 or _counts_what_shows(listed):
            return
        shown = self._some_values(listed, column, rows)
        if shown:
            page.filter = Filter(box, column, shown)

    def _some_values(self, listed: Listed, column: int, rows: list[int]) -> tuple[str, ...]:
        """Hide the rows with the most common value; gives the values that stay."""
        cells = listed.page.cells
        texts = {row: cells[row, column].value for row in rows if (row, column) in cells}
        plain = {row: text for row, text in texts.items() if isinstance(text, str)}
        kinds = sorted({text.strip().casefold() for text in plain.values()})
        if len(kinds) < 2 or len(plain) < len(rows):
            return ()
        gone = max(
            kinds, key=lambda kind: sum(kind == t.strip().casefold() for t in plain.values())
        )
        hidden = {row for row, text in plain.items() if text.strip().casefold() == gone}
        if listed.header_row + 1 in hidden and len(hidden) == len(rows):
            return ()
        listed.page.hidden_rows |= hidden
        return (*(kind for kind in kinds if kind != gone), "Blanks")


def _counts_what_shows(listed: Listed) -> bool:
    """Whether a formula in the sheet would give another value once rows are hidden."""
    values = (cell.value for cell in listed.page.cells.values())
    return any(isinstance(value, Formula) and "SUBTOTAL" in value.text for value in values)
