"""A list in a sheet: which column stands where, what stands above it, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from expertteam_xl.example.dress_cells import Speller
from expertteam_xl.example.dress_headers import GROUPS, UNITS, Headers
from expertteam_xl.example.dress_page import Listed, ListObject, Page
from expertteam_xl.example.dress_rows import Body
from expertteam_xl.example.dress_style import Style
from expertteam_xl.example.model import Record
from expertteam_xl.kinds import Kind
from expertteam_xl.register.raw import Box
from expertteam_xl.schema import Column, TableSpec

Numbered = Sequence[tuple[int, Record]]
"""Records with their index in the table."""

_WIDTHS = {
    Kind.DATUM: 14, Kind.DATUMTIJD: 17, Kind.TEKST: 22, Kind.NUMMER: 15, Kind.NUMMERS: 26,
    Kind.WOONPLAATS: 19, Kind.CODE: 17,
}  # fmt: skip
_REMARKS = "Opmerkingen"
_ENOUGH_COLUMNS = 6
_HEADER_HEIGHT = 46
_TALL_SHARE = 0.3
_LOOKED_AT, _WIDEST = 30, 26
_NARROW, _WIDE, _BREATH = 11, 34, 6


@dataclass(frozen=True)
class Ways:
    """What is done to one list.

    Attributes:
        order: ``vast`` as ours, ``eigen`` with the number first, ``willekeurig`` in any order.
        own: how many columns of her own.
        nameless: whether one column has values and no header.
        gap: whether one column is left empty.
        missing: required fields that have no column.
        double: a field that two headers mean.
        lines: how the header is written: ``een`` line, ``hoog`` merged over two, ``groepen``.
        units: whether a row under the header says how to fill the columns in.
        breaks: whether blank rows, years, subtotals and headers stand between the rows.
        table: name of the Excel table that it is; empty for a plain list.
        end: whether totals, remarks, a legend and numbers for later stand under it.
    """

    order: str = "vast"
    own: int = 0
    nameless: bool = False
    gap: bool = False
    missing: tuple[str, ...] = ()
    double: str = ""
    lines: str = "een"
    units: bool = False
    breaks: bool = False
    table: str = ""
    end: bool = False


@dataclass
class ListMaker:
    """Writes the lists of one register.

    Attributes:
        style: the hand.
        rng: where the variety comes from.
        headers: writes headers.
        speller: writes values.
        raw: table, index of the record and field of what must stand exactly as it is.
    """

    style: Style
    rng: Random
    headers: Headers
    speller: Speller
    raw: frozenset[tuple[str, int, str]] = frozenset()

    def write(
        self,
        page: Page,
        spec: TableSpec,
        records: Numbered,
        fields: Sequence[str],
        at: tuple[int, int],
        ways: Ways,
    ) -> Listed:
        """Write a list with the first line of its header at a row and a column."""
        top, left = at
        listed = Listed(spec.name, page, top, {}, missing=list(ways.missing))
        nameless = self._place(listed, fields, left, ways)
        if ways.lines == "groepen":
            self._grouped(listed, spec, left)
        else:
            self._plain(listed, spec, nameless, ways)
        page.heights.setdefault(listed.header_row, _HEADER_HEIGHT)
        row = listed.header_row + (ways.lines == "hoog")
        if ways.units:
            row += 1
            self._units(listed, row)
        body = Body(self.style, self.rng, self.speller, self.raw, spec, listed)
        last = body.write(records, row, breaks=ways.breaks)
        if ways.table:
            columns = listed.every_column
            box = Box(listed.header_row, columns[0], max(last, row + 1), columns[-1])
            page.tables.append(ListObject(box, ways.table, self.style.table_style))
        elif self.rng.random() < _TALL_SHARE:
            body.merge_own()
        if ways.end:
            body.end(records, last)
        self._widths(listed, spec)
        return listed

    def _place(self, listed: Listed, fields: Sequence[str], left: int, ways: Ways) -> list[int]:
        """Give every field a column, with her own columns between; gives the nameless ones."""
        order = self._ordered([name for name in fields if name not in ways.missing], ways.order)
        marks: list[str] = list(order)
        for _ in range(ways.own):
            marks.insert(self.rng.randrange(1, len(marks) + 1), "+")
        inside = len(marks) > _ENOUGH_COLUMNS
        if ways.nameless and inside:
            marks.insert(self.rng.randrange(2, len(marks) - 1), "")
        if ways.gap and inside:
            marks.insert(self.rng.randrange(2, len(marks) - 1), " ")
        if ways.double:
            after = self.rng.randrange(marks.index(ways.double) + 1, len(marks) + 1)
            marks.insert(after, f"2{ways.double}")
        nameless = []
        for column, mark in enumerate(marks, left):
            if mark == "+" or not mark:
                listed.own.append(column)
                nameless += [] if mark else [column]
            elif mark.startswith("2"):
                listed.doubles.append(column)
            elif mark != " ":
                listed.columns[mark] = column
        return nameless

    def _ordered(self, names: list[str], order: str) -> list[str]:
        if order == "vast" or len(names) < 2:
            return names
        if order == "eigen":
            moved = list(names)
            for _ in range(self.rng.randrange(1, 4)):
                moved.insert(self.rng.randrange(len(moved)), moved.pop())
            return moved
        return self.rng.sample(names, len(names))

    def _plain(self, listed: Listed, spec: TableSpec, nameless: list[int], ways: Ways) -> None:
        """A header of one line, or of cells that are merged over two."""
        texts: dict[int, str] = {}
        tall = ways.lines == "hoog"
        for name, column in listed.columns.items():
            write = self.headers.whole if name == ways.double else self.headers.written
            texts[column] = write(spec.by_header[name])
        for column in listed.doubles:
            texts[column] = self._other_name(spec.by_header[ways.double])
        own = [column for column in listed.own if column not in nameless]
        texts.update(zip(own, self.headers.own(len(own)), strict=True))
        row, look = listed.header_row, self.style.header()
        for column, text in texts.items():
            listed.page.put(row, column, text, look=look)
            if tall:
                listed.page.merge(Box(row, column, row + 1, column))

    def _other_name(self, column: Column) -> str:
        """Another name of a column, that never counts before the one she uses."""
        usual = self.headers.name(column)
        others = [alias for alias in column.aliases if alias != usual] or [usual]
        return self.headers.cased(self.rng.choice(others))

    def _grouped(self, listed: Listed, spec: TableSpec, left: int) -> None:
        """A header of two lines: titles over the columns that belong together."""
        merge = self.rng.random() < 0.6
        top, look = listed.header_row, self.style.header()
        columns, owned = dict(listed.columns), len(listed.own)
        listed.columns.clear()
        listed.own.clear()
        at = left
        for block in self._blocks(list(columns), owned):
            if isinstance(block, str):
                text = self.headers.own(1)[0] if block == "+" else ""
                text = text or self.headers.written(spec.by_header[block])
                row = top + (0 if merge else self.rng.choice((0, 1)))
                self._single(listed, block, text, (row, at), merge=merge)
                at += 1
                continue
            title, pairs = block
            listed.page.put(top, at, title, look=look)
            if merge:
                listed.page.merge(Box(top, at, top, at + len(pairs) - 1))
            for text, name in pairs:
                listed.page.put(top + 1, at, text, look=look)
                listed.columns[name] = at
                at += 1
        listed.header_row = top + 1

    def _single(
        self, listed: Listed, name: str, text: str, at: tuple[int, int], *, merge: bool
    ) -> None:
        """A column without a group."""
        row, column = at
        listed.page.put(row, column, text, look=self.style.header())
        if merge:
            listed.page.merge(Box(row, column, row + 1, column))
        if row == listed.header_row:
            listed.upper.add(column)
        if name == "+":
            listed.own.append(column)
        else:
            listed.columns[name] = column

    def _blocks(
        self, names: list[str], owned: int
    ) -> list[str | tuple[str, tuple[tuple[str, str], ...]]]:
        """The columns in their order, those of a group together."""
        grouped = {name: title for title, pairs in GROUPS.items() for _, name in pairs}
        blocks: list[str | tuple[str, tuple[tuple[str, str], ...]]] = []
        done: set[str] = set()
        for name in names:
            title = grouped.get(name)
            if title is None:
                blocks.append(name)
            elif title not in done:
                done.add(title)
                blocks.append((title, tuple(p for p in GROUPS[title] if p[1] in names)))
        return [*blocks, "+"] if owned else blocks

    def _units(self, listed: Listed, row: int) -> None:
        for column in listed.columns.values():
            listed.page.put(row, column, self.rng.choice(UNITS), look=self.style.note())

    def _widths(self, listed: Listed, spec: TableSpec) -> None:
        """Columns wide enough for their values and the longest word of their header."""
        kinds = {column: spec.by_header[name].kind for name, column in listed.columns.items()}
        widths = listed.page.widths
        for column in listed.every_column:
            cell = listed.page.cells.get((listed.header_of(column), column))
            words = str(cell.value if cell else "").split() or [""]
            longest = max(max(map(len, words)) + _BREATH, self._longest(listed, column))
            width = _WIDTHS.get(kinds.get(column, Kind.GETAL), _NARROW)
            if column == listed.columns.get(_REMARKS):
                width = _WIDE
            widths[column] = max(width, longest, widths.get(column, 0))

    def _longest(self, listed: Listed, column: int) -> int:
        """Length of the longest text in the first rows of a column, as far as it is shown."""
        rows = islice(listed.rows.values(), _LOOKED_AT)
        values = (cell.value for row in rows if (cell := listed.page.cells.get((row, column))))
        lengths = (len(value) + 1 for value in values if isinstance(value, str))
        return min(max(lengths, default=0), _WIDEST)
