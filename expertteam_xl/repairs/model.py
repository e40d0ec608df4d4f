"""A repair: one cell, what it held, what it holds now, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from expertteam_xl.package.edits import CellEdit


@dataclass(frozen=True, slots=True)
class Repair:
    """One repaired cell, as the log tells it.

    Attributes:
        sheet: name of its sheet.
        row, column: Excel numbers.
        header: of its column, as it may be repeated; empty where it has none.
        before, after: what it held and holds, masked where that is personal.
        why: one Dutch sentence.
        edit: what is written; not shown, since it may be personal.
    """

    sheet: str
    row: int
    column: int
    header: str
    before: str
    after: str
    why: str
    edit: CellEdit = field(repr=False)
