"""What in a workbook could tell who somebody is: where it stands, and a masked value at most."""

from __future__ import annotations

from dataclasses import dataclass

from expertteam_xl.clues import Clue


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that could identify somebody, or a whole column of it.

    Attributes:
        sheet, row, column: the cell to look at; of what has no cell, the one it is told at.
        clue: what it is; None for a header of a column that a register must not have.
        shown: the value, masked; for a header what the column would hold, such as ``naam``.
        where: what it stands in when that is not the cell itself, such as ``de opmerking bij
            deze cel``.
        cells: how many cells of the column hold it.
    """

    sheet: str
    row: int
    column: int
    clue: Clue | None
    shown: str
    where: str = ""
    cells: int = 1


@dataclass(frozen=True, slots=True)
class Story:
    """A column of a list with long texts: its first such cell, and how many there are."""

    sheet: str
    row: int
    column: int
    cells: int


@dataclass(frozen=True, slots=True)
class Traces:
    """All that was found in a workbook.

    Attributes:
        found: in the order of the sheets.
        stories: columns with long texts.
        by_chance: columns (``Blad!H``) of numbers of which no more pass for a BSN than chance
            would have.
        unread: parts of the workbook that could not be read, as a message names them.
    """

    found: tuple[Trace, ...] = ()
    stories: tuple[Story, ...] = ()
    by_chance: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
