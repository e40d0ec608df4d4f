"""Rows added below a list of the user's own sheet; every other byte of the sheet stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import CellWriter, Value, formula_xml
from expertteam_xl.package.formulas import moved_down, stretched_area
from expertteam_xl.package.growth import Growth, grow_tail, grow_workbook, grown_head
from expertteam_xl.package.listend import ListEnd, is_filled
from expertteam_xl.package.looks import Look, NumberLooks
from expertteam_xl.package.namedcells import recalculate_formulas
from expertteam_xl.package.sheetrows import CellText, RowText, attribute, edit_tail, without
from expertteam_xl.register.references import address, column_letters

_SAMPLE = 200
"""From so many rows it is learnt how a column shows its dates."""

_ON = ("1", "true", "on")
_NOT_COPIED = ("r", "spans", "hidden", "collapsed", "outlineLevel", "thickTop", "thickBot")


def add_rows(
    package: Package, end: ListEnd, rows: Sequence[Mapping[int, Value]], fields: frozenset[int]
) -> None:
    """Adds rows below a list; what ends with the list grows along.

    Every new row looks as the one above it. The Excel table, its filter, and the formats,
    validations, names and charts that end with the list end with the new rows. Formulas in columns
    that are no field are carried on; Excel calculates them when it opens the workbook.

    Args:
        package: the workbook.
        end: the list; nothing stands in the way of so many rows (`obstacle`).
        rows: values by Excel column number; what is left out stays blank.
        fields: columns that the register reads, in which no formula is carried on.

    Raises:
        PackageError: the sheet is damaged.
        DefinitionError: a value that no cell can hold.
    """
    if not rows:
        return
    first, last = end.place.last + 1, end.place.last + len(rows)
    body = end.body
    growth = Growth(end.place.sheet, body, max(body.bottom, last))
    maker = _Maker(package, end, fields)
    edits = {
        number: partial(maker.row, values)
        for number, values in zip(range(first, last + 1), rows, strict=True)
    }
    pieces = list(end.sheet.replaced(edits))
    tail = edit_tail(end.sheet.tail, partial(_grow, growth=growth))
    head = grown_head(end.sheet, growth)
    package.archive.put(end.part, [head, *pieces, end.sheet.end, tail])
    _grow_table(package, end, growth)
    if growth.last > body.bottom:
        grow_workbook(package, growth)
    recalculate_formulas(package)


def _grow_table(package: Package, end: ListEnd, growth: Growth) -> None:
    """Ends the Excel table with the rows; one that Excel keeps as empty is so no longer."""
    table, longer = end.table, growth.last > growth.body.bottom
    if table is None or not (longer or table.root.get("insertRow")):
        return
    table.root.attrib.pop("insertRow", None)
    if longer:
        table.lengthen(growth.last)
    package.archive.put(table.part, [xml.serialise(table.root)])


def _grow(root: xml.Element, growth: Growth) -> bool:
    """Lets what follows the rows grow, the sheet's own filter and order too."""
    changed = grow_tail(root, growth)
    for name in ("autoFilter", "sortState", "sortCondition"):
        for element in root.iter():
            if xml.local(element) == name and (area := element.get("ref")):
                rows = (growth.body.bottom, growth.last)
                grown = stretched_area(area, growth.columns, rows)
                changed |= grown != area
                element.set("ref", grown)
    return changed


class _Maker:
    """Makes the rows of one list."""

    def __init__(self, package: Package, end: ListEnd, fields: frozenset[int]) -> None:
        self._end, self._fields = end, fields
        self._looks = NumberLooks(package.styles)
        self._prefix = end.sheet.prefix
        self._writer = CellWriter(self._prefix, date1904=package.date1904)
        self._above = end.above
        place = end.place
        first = max(place.header + 1, place.last - _SAMPLE)
        self._known = end.sheet.between(first, place.last) if place.last > place.header else []
        self._formulas = self._carried()

    def row(self, values: Mapping[int, Value], there: RowText) -> str:
        """The row with its values; what it holds already stays, a prepared number too."""
        number = there.number
        whole = {cell.column: cell.whole for cell in there.cells}
        for column in self._end.span:
            old = there.cell(column)
            if old is not None and is_filled(old, self._prefix):
                continue
            if values.get(column) is not None:
                whole[column] = self._value(number, column, old, there, values[column])
            elif old is None and (made := self._blank(number, column)):
                whole[column] = made
        inner = "".join(whole[column] for column in sorted(whole))
        attributes = self._attributes(there)
        return f'<{self._prefix}row r="{number}"{attributes}>{inner}</{self._prefix}row>'

    def _attributes(self, there: RowText) -> str:
        """Those of the row itself; of a new row those of the row above."""
        if there.attributes or there.cells:
            kept = without(there.attributes, "r", "spans").rstrip()
        else:
            kept = without(self._above.attributes, *_NOT_COPIED).rstrip()
            if attribute(kept, "customHeight") not in _ON:
                kept = without(kept, "ht", "customHeight").rstrip()
        return kept

    def _value(
        self, number: int, column: int, old: CellText | None, there: RowText, value: Value
    ) -> str:
        style = self._style(column, old, there)
        look = _look_of(value)
        if look is not Look.SAME:
            style = self._showing(style, column, look)
        kept = without(old.attributes, "r", "s", "t", "vm", "cm", "ph").strip() if old else ""
        attributes = (f' s="{style}"' if style else "") + (f" {kept}" if kept else "")
        return self._writer.cell(address(number, column), attributes, value)

    def _blank(self, number: int, column: int) -> str:
        """A cell without a value: with the look of the one above, and its formula."""
        model = self._above.cell(column)
        style = model.style if model else None
        attributes = f' s="{style}"' if style else ""
        formula = self._formulas.get(column)
        if formula is not None:
            text = moved_down(formula, number - self._above.number)
            written = f"<{self._prefix}f>{xml_text(text)}</{self._prefix}f>"
            return self._writer.computed(address(number, column), attributes, written, None)
        if model is None:
            return ""
        return f'<{self._prefix}c r="{address(number, column)}"{attributes}/>'

    def _style(self, column: int, old: CellText | None, there: RowText) -> int:
        """The style of a cell: its own, else that of the one above, its row or its column."""
        if old is not None:
            return old.style or 0
        model = self._above.cell(column)
        if model is not None:
            return model.style or 0
        found = there.style if there.style is not None else self._above.style
        found = self._end.sheet.column_style(column) if found is None else found
        return found or 0

    def _showing(self, style: int, column: int, look: Look) -> int:
        """A style that shows a value so: its own, that of a cell higher up, else a new one."""
        if self._looks.usual((style,), look) is not None:
            return self._looks.fitted(style, look)
        for row in reversed(self._known):
            cell = row.cell(column)
            if cell and cell.inner and (attribute(cell.attributes, "t") or "n") == "n":
                higher = cell.style or 0
                if self._looks.usual((higher,), look) is not None:
                    return higher
        return self._looks.fitted(style, look, self._usual(column, look))

    def _usual(self, column: int, look: Look) -> str | None:
        cells = (row.cell(column) for row in self._known)
        styles = [
            cell.style or 0
            for cell in cells
            if cell and cell.inner and (attribute(cell.attributes, "t") or "n") == "n"
        ]
        return self._looks.usual(styles, look)

    def _carried(self) -> dict[int, str]:
        """Formulas of the last record, by column, in columns that are no field."""
        found: dict[int, str] = {}
        for cell in self._above.cells:
            if cell.column in self._fields or not cell.holds(self._prefix, "f"):
                continue
            attributes, text = formula_xml(cell.inner, self._prefix)
            kind = attribute(attributes, "t")
            if kind in (None, "normal"):
                found[cell.column] = text
            elif kind == "shared":
                shared = self._shared(cell.column, attribute(attributes, "si"))
                if shared is not None:
                    found[cell.column] = shared
        return found

    def _shared(self, column: int, index: str | None) -> str | None:
        """A shared formula as the last record has it; None when it can't be told."""
        name = re.escape(f"{self._prefix}c")
        letters = column_letters(column)
        pattern = re.compile(
            rf'<{name}\s[^<>]*r="{letters}(\d+)"[^<>]*>\s*(<{self._prefix}f\s[^<>]*\bsi="'
            rf'{re.escape(index or "-")}"[^<>]*>[^<]+</{self._prefix}f>)'.encode()
        )
        match = pattern.search(self._end.sheet.rows)
        if match is None:
            return None
        _, text = formula_xml(self._end.sheet.decoded(match[2]), self._prefix)
        return moved_down(text, self._above.number - int(match[1]))


def xml_text(text: str) -> str:
    """A text as it stands between tags."""
    from xml.sax.saxutils import escape

    return escape(xml.legal(text))


def _look_of(value: Value) -> Look:
    if isinstance(value, date):
        return Look.DAY
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Look.NUMBER
    return Look.SAME
