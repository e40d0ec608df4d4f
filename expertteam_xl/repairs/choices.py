"""The drop-down lists of a register: a word that its own list offers is no slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expertteam_xl.package import xml
from expertteam_xl.package.areas import unquoted
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.splice import Tail, resplice
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.raw import Box, RawWorkbook
from expertteam_xl.register.references import parse_box
from expertteam_xl.text import fold

_MOST_CELLS = 100_000
"""A list of more cells is none: such an area is a whole column."""


@dataclass(frozen=True)
class Choice:
    """A drop-down list: where it hangs, and what it offers, folded."""

    areas: tuple[Box, ...]
    words: frozenset[str]


class Choices:
    """The drop-down lists of one workbook, each sheet looked at when it is first asked for."""

    def __init__(self, package: Package, workbook: RawWorkbook) -> None:
        """Look nowhere yet.

        Args:
            package: the workbook.
            workbook: its values, from which lists in cells are read.
        """
        self._package, self._workbook = package, workbook
        self._known: dict[str, list[Choice]] = {}

    def offers(self, sheet: str, row: int, column: int, word: str) -> bool:
        """Whether a cell has a drop-down list in which this word stands."""
        if sheet not in self._known:
            self._known[sheet] = list(self._of(sheet))
        return any(
            fold(word) in choice.words
            for choice in self._known[sheet]
            if any(
                area.top <= row <= area.bottom and area.left <= column <= area.right
                for area in choice.areas
            )
        )

    def _of(self, sheet: str) -> Iterator[Choice]:
        part = self._package.worksheets.get(sheet)
        if part is None:
            return
        for element in _rules(self._package, part):
            texts = [(xml.local(e), e.text or "") for e in element.iter() if e.text]
            formula = next((text for name, text in texts if name in ("formula1", "f")), "")
            places = element.get("sqref") or next((t for n, t in texts if n == "sqref"), "")
            areas = [box for place in places.split() if (box := parse_box(place))]
            if words := self._words(sheet, formula.strip().removeprefix("=")):
                yield Choice(tuple(areas), words)

    def _words(self, sheet: str, formula: str) -> frozenset[str]:
        """What a list offers; nothing where its formula is no list of words or cells."""
        if formula.startswith('"'):
            return frozenset(map(fold, formula.strip('"').split(",")))
        named = self._package.name(formula)
        tab, _, area = (named or formula).rpartition("!")
        box = parse_box(area)
        wanted = (unquoted(tab) if tab else sheet).casefold()
        found = next((s for s in self._workbook.sheets if s.name.casefold() == wanted), None)
        if box is None or found is None or (box.bottom - box.top) > _MOST_CELLS:
            return frozenset()
        return frozenset(
            fold(as_text(value))
            for column in range(box.left, min(box.right, found.left + len(found.columns) - 1) + 1)
            if column >= found.left
            for value in found.columns[column - found.left][
                max(box.top - found.top, 0) : max(box.bottom - found.top + 1, 0)
            ]
        )


def _rules(package: Package, part: str) -> list[xml.Element]:
    """The rules of a sheet that let a user choose from a list; none where it is damaged."""
    tails: list[Tail] = []

    def note(tail: Tail) -> bytes:
        tails.append(tail)
        return b""

    try:
        for _ in resplice(package.archive.stream(part), note):
            continue
        declaration = f'<?xml version="1.0" encoding="{tails[0].encoding}"?>'.encode()
        root = xml.parse(part, declaration + tails[0].root_tag + tails[0].content)
    except PackageError:
        return []
    return [
        element
        for element in root.iter()
        if xml.local(element) == "dataValidation" and element.get("type") == "list"
    ]
