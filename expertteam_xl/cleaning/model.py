"""What a clean copy is made of, and what was left out of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Removed:
    """One kind of thing that is not in the copy.

    Attributes:
        what: in Dutch; never a value.
        sheet: name of the sheet that it stood on; None for what belongs to the whole workbook.
        count: how many there were.
    """

    what: str
    sheet: str | None
    count: int


class Tally:
    """Counts what is left out while the copy is made."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str | None, str]] = Counter()

    def add(self, what: str, sheet: str | None = None, number: int = 1) -> None:
        """Counts some more of one kind, or fewer: a formula that can stay brings its value back."""
        if number:
            self._counts[sheet, what] += number

    def removed(self) -> tuple[Removed, ...]:
        """What was counted, in the order in which each kind was first met."""
        found = self._counts.items()
        return tuple(Removed(what, sheet, number) for (sheet, what), number in found if number > 0)


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean copy that was read back and found clean.

    Attributes:
        data: the plain bytes of the workbook, an .xlsx.
        removed: what was left out of it.
    """

    data: bytes = field(repr=False)
    removed: tuple[Removed, ...]
