"""One piece of text of a workbook, with its place."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A text, wherever it stands.

    Attributes:
        part: the part of the package; of a file inside a file ``outer!inner``.
        where: what it stands in, in Dutch and without anything that the file says itself: a sheet
            is told by its number.
        text: its characters.
    """

    part: str
    where: str
    text: str
