"""How large the rectangles of the sheets of one workbook may become together."""

from __future__ import annotations

_BLANKS = 8
"""A sheet with no more cells than this for every filled one is as large as what it holds."""


class Room:
    """Bounds what blanks cost: a hundred sheets with two cells far apart hold next to nothing."""

    def __init__(self, cells: int) -> None:
        """Begins with room for so many cells, of one sheet or of all sheets with many blanks."""
        self._most = cells
        self._left = cells

    def of_sheet(self, filled: int) -> int:
        """How many cells the rectangle of a sheet with so many filled cells may have."""
        return min(self._most, max(_BLANKS * filled, self._left))

    def take(self, columns: int, rows: int) -> None:
        """Takes note that a sheet became so large."""
        self._left = max(0, self._left - columns * rows)
