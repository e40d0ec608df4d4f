"""Which formulas sum or count the rows above them: the mark of a totals row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from expertteam_xl.register.references import LAST_ROW

_FUNCTION = re.compile(
    r"(?<![A-Z0-9_.])(?:SUM|SUMIFS?|SUBTOTAL|COUNT|COUNTA|COUNTBLANK|COUNTIFS?"
    r"|AVERAGE|AVERAGEIFS?|AGGREGATE)\(",
    re.IGNORECASE,
)
_TEXT = re.compile(r'"[^"]*"')
_RANGE = re.compile(
    r"(?<![A-Za-z0-9_.!'])\$?[A-Z]{1,3}(\$?)([0-9]{1,7}):\$?[A-Z]{1,3}(\$?)([0-9]{1,7})(?![0-9(])"
)
_TABLE_COLUMN = re.compile(r"[\w.\\]\[")
_SAME_ROW = re.compile(r"\[\s*#This Row\s*\]|\[@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Formula:
    """What of a formula decides whether it is a total.

    Attributes:
        row: where its text stands; a shared formula moves with the distance from here.
        spans: first and last row of its ranges on the same sheet, each with whether it moves.
        over_table: whether it takes a whole column of an Excel table.
    """

    row: int
    spans: tuple[tuple[int, bool, int, bool], ...] = ()
    over_table: bool = False

    @property
    def may_summarise(self) -> bool:
        """Whether it is a total on some row."""
        return self.over_table or bool(self.spans)

    def summarises(self, row: int) -> bool:
        """Whether the formula, standing on this row, takes several rows and not its own.

        A sum along its own row and a count in a list that holds its own row (such as a test for
        duplicates) are ordinary cells of a record.
        """
        if self.over_table:
            return True
        shift = row - self.row
        for first, first_moves, last, last_moves in self.spans:
            top = first + shift * first_moves
            bottom = last + shift * last_moves
            if top < bottom and not top <= row <= bottom:
                return True
        return False


def read_formula(text: str, row: int) -> Formula:
    """The parts of a formula that tell a total; without any when it sums or counts nothing.

    Args:
        text: the formula as stored: English names, commas.
        row: the row it stands on.
    """
    if _FUNCTION.search(text) is None:
        return Formula(row)
    plain = _TEXT.sub('""', text)
    found = (_span(match) for match in _RANGE.finditer(plain))
    spans = tuple(span for span in found if span[0] != span[2] or span[1] != span[3])
    over_table = _TABLE_COLUMN.search(plain) is not None and _SAME_ROW.search(plain) is None
    return Formula(row, spans, over_table)


def _span(match: re.Match[str]) -> tuple[int, bool, int, bool]:
    first, last = (min(int(match[i]), LAST_ROW) for i in (2, 4))
    return first, not match[1], last, not match[3]
