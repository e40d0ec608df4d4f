"""What a sheet tells apart from its values, gathered by whichever reader goes through it."""

from __future__ import annotations

from dataclasses import dataclass, field

from expertteam_xl.register.formulas import Formula, read_formula
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import parse_box

Place = tuple[int, int]
"""Row and column, 1-based."""


@dataclass
class SheetFacts:
    """The structure of one sheet; filled by a reader, then only read.

    Attributes:
        last_row: highest row that holds a cell or is listed; 0 for an empty sheet.
        first_row: lowest such row.
        last_column: highest column that holds a cell.
        cells: number of cells listed, blank but formatted ones included.
        quick: whether the sheet has the common form, so that its bytes can be searched.
        for_calamine: whether calamine reads the values of this sheet completely.
        hidden_rows: rows hidden by hand or by a filter.
        hidden_columns: first and last column of every hidden stretch.
        merged: merged areas.
        filtered: whether a filter is in force.
        unread: code of the error at every cell that holds one; empty where a formula was
            never calculated.
        arrays: areas of array formulas that were never calculated.
        aggregates: cells whose formula sums or counts other rows.
        negatives: stored value of cells below zero, which calamine turns into wrong times where
            their format is that of a date.
        margins: texts of the headers and footers that are printed, with their codes.
    """

    last_row: int = 0
    first_row: int = 0
    last_column: int = 0
    cells: int = 0
    quick: bool = True
    for_calamine: bool = True
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[Place] = field(default_factory=list)
    merged: list[Box] = field(default_factory=list)
    filtered: bool = False
    unread: dict[Place, str] = field(default_factory=dict)
    arrays: list[Box] = field(default_factory=list)
    aggregates: set[Place] = field(default_factory=set)
    negatives: dict[Place, float] = field(default_factory=dict)
    margins: list[str] = field(default_factory=list)
    _shared: dict[str, Formula] = field(default_factory=dict)

    def reach_row(self, row: int) -> None:
        """Takes note that the sheet reaches to this row."""
        self.first_row = min(self.first_row or row, row)
        self.last_row = max(self.last_row, row)

    def reach_column(self, column: int) -> None:
        """Takes note that the sheet reaches to this column."""
        self.last_column = max(self.last_column, column)

    @property
    def shares_totals(self) -> bool:
        """Whether a formula that other cells share may be a total."""
        return bool(self._shared)

    @property
    def area(self) -> int:
        """Number of cells of the rectangle that holds them all: what calamine would allocate."""
        return (self.last_row - self.first_row + 1) * self.last_column if self.last_row else 0

    def add_error(self, place: Place, code: str | None) -> None:
        """Takes note of an error cell."""
        self.unread[place] = (code or "").strip()

    def add_negative(self, place: Place, text: str) -> None:
        """Takes note of a number below zero; other texts that begin with a dash are passed by."""
        try:
            self.negatives[place] = float(text)
        except ValueError:
            return

    def add_formula(
        self, place: Place, kind: str, options: dict[str, str], text: str, value: str | None
    ) -> None:
        """Takes note of a formula cell.

        Args:
            place: where it stands.
            kind: type of the cell; ``str`` with an empty value is a real empty text.
            options: attributes of the formula: ``t``, ``si``, ``ref``.
            text: the formula; empty for one that follows a shared formula.
            value: its stored value; None when it has none.
        """
        stored = value is not None and (value != "" or kind == "str")
        if kind == "e":
            self.add_error(place, value)
        elif not stored:
            self.unread[place] = ""
            area = parse_box(options.get("ref", "")) if options.get("t") != "shared" else None
            if area is not None:
                self.arrays.append(area)
        formula = self._formula(place[0], options, text)
        if formula is not None and formula.summarises(place[0]):
            self.aggregates.add(place)

    def _formula(self, row: int, options: dict[str, str], text: str) -> Formula | None:
        """The formula as read, or the one that it shares."""
        shared = options.get("si") if options.get("t") == "shared" else None
        if not text:
            return self._shared.get(shared) if shared is not None else None
        formula = read_formula(text, row)
        if shared is not None:
            self._shared.pop(shared, None)
            if formula.may_summarise:
                self._shared[shared] = formula
        return formula
