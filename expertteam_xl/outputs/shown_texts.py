"""Whether a text of a workbook is in plain view: on a visible sheet, in its margins, in a box."""

from __future__ import annotations

import re
from functools import cached_property

from expertteam_xl.leaks import Text
from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.sheetrows import SheetRows, attribute, cut
from expertteam_xl.register.references import parse_cell

_PLACE = re.compile(r"(?:cel (?P<cell>[A-Z]+\d+) van )?blad (?P<sheet>\d+)")
_BOXES = "/drawings/drawing"
_STRINGS = "/sharedstrings"
_YES = ("1", "true")


class ShownTexts:
    """The texts that who opens or prints a workbook sees.

    Args:
        data: the workbook; looked into when first asked.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._out_of_sight: dict[str, tuple[frozenset[int], frozenset[int]]] = {}

    def in_view(self, text: Text) -> bool:
        """Whether a text is seen: in a cell, in a header or footer, in a text box."""
        part = f"/{text.part.lower()}"
        if "!" in part:
            return False
        if _STRINGS in part:
            return self._strings.get(text.text, False)
        if _BOXES in part:
            return True
        place = _PLACE.fullmatch(text.where)
        if place is None or int(place["sheet"]) not in self._visible:
            return False
        return place["cell"] is None or self._cell_in_view(place["cell"], int(place["sheet"]))

    def _cell_in_view(self, cell: str, number: int) -> bool:
        """Whether neither row nor column of a cell is hidden."""
        place = parse_cell(cell)
        rows, columns = self._hidden(self._package.tabs[number - 1])
        return place is not None and place[0] not in rows and place[1] not in columns

    @cached_property
    def _package(self) -> Package:
        return Package(self._data)

    @cached_property
    def _visible(self) -> frozenset[int]:
        """Places of the tabs in view, from 1 on."""
        tabs = self._package.workbook.tabs()
        return frozenset(n for n, tab in enumerate(tabs, 1) if tab.state in (None, "visible"))

    @cached_property
    def _strings(self) -> dict[str, bool]:
        """Of every shared text whether it stands in view, and nowhere else."""
        package = self._package
        part = package.relations.first("sharedStrings")
        if part is None:
            return {}
        root = xml.parse(part, package.archive.read(part))
        found = ["".join(map(str, each.itertext())) for each in xml.children(root, "si")]
        seen, hidden = self._used()
        shown: dict[str, bool] = {}
        for place, text in enumerate(found):
            shown[text] = shown.get(text, True) and place in seen and place not in hidden
        return shown

    def _used(self) -> tuple[set[int], set[int]]:
        """Which shared texts stand in cells in view, and which in others."""
        seen: set[int] = set()
        hidden: set[int] = set()
        for name, part in self._package.worksheets.items():
            sheet = cut(self._package.archive.stream(part))
            in_view = self._package.tabs.index(name) + 1 in self._visible
            rows, columns = self._hidden(name)
            value = re.compile(rf"<{sheet.prefix}v>(\d+)</")
            for span in sheet.spans():
                for cell in sheet.row(*span).cells:
                    match = value.search(cell.inner)
                    if match and attribute(cell.attributes, "t") == "s":
                        there = in_view and span[0] not in rows and cell.column not in columns
                        (seen if there else hidden).add(int(match[1]))
        return seen, hidden

    def _hidden(self, name: str) -> tuple[frozenset[int], frozenset[int]]:
        """Rows and columns of a sheet that are out of sight."""
        if name not in self._out_of_sight:
            sheet = cut(self._package.archive.stream(self._package.worksheets[name]))
            self._out_of_sight[name] = _hidden_rows(sheet), _hidden_columns(sheet)
        return self._out_of_sight[name]


def _hidden_rows(sheet: SheetRows) -> frozenset[int]:
    """Numbers of the rows that are out of sight."""
    if b"hidden" not in sheet.rows:
        return frozenset()
    rows = (sheet.row(*span) for span in sheet.spans())
    return frozenset(r.number for r in rows if attribute(r.attributes, "hidden") in _YES)


def _hidden_columns(sheet: SheetRows) -> frozenset[int]:
    """Numbers of the columns that are out of sight."""
    found: set[int] = set()
    for match in re.finditer(rf"<{sheet.prefix}col\s[^<>]*>", sheet.decoded(sheet.head)):
        first, last = (xml.whole(attribute(match[0], key)) for key in ("min", "max"))
        if attribute(match[0], "hidden") in _YES and first and last:
            found.update(range(first, last + 1))
    return frozenset(found)
