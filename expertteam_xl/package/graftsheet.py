"""A worksheet made fit for another workbook: its looks, texts, formulas and dates."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from expertteam_xl.package import xml
from expertteam_xl.package.graftlinks import Links
from expertteam_xl.package.restyle import StyleMap

_STYLED = {"c": "s", "row": "s", "col": "style"}
_FORMULAS = ("f", "formula", "formula1", "formula2")
_HIGHLIGHTED = ("cfRule", "colorFilter", "sortCondition")
_GONE = ("customSheetViews", "phoneticPr", "rPh")
_UNITS = ("cfRule", "dataValidation", "hyperlink", "sparkline")
_HOLDERS = (
    ("conditionalFormatting", "cfRule"),
    ("conditionalFormattings", "conditionalFormatting"),
    ("dataValidations", "dataValidation"),
    ("hyperlinks", "hyperlink"),
    ("sparklines", "sparkline"),
    ("sparklineGroup", "sparklines"),
    ("sparklineGroups", "sparklineGroup"),
    ("ext", ""),
    ("extLst", ""),
)
_WIDE = {"col": "width", "sheetFormatPr": "defaultColWidth"}
_WIDEST = 255.0
_DATE_SYSTEMS = 1462


@dataclass
class SheetGraft:
    """Edits one sheet's root in place.

    Attributes:
        sheet: its old name.
        root: its root.
        links: what its formulas refer to from now on.
        styles: the looks of the target.
        strings: the shared texts of the source.
        dropped: what referred to something that is not there, and was left out.
        has_formulas: whether cells compute something.
    """

    sheet: str
    root: xml.Element
    links: Links
    styles: StyleMap
    strings: Sequence[xml.Element]
    dropped: list[str] = field(default_factory=list)
    has_formulas: bool = False

    def __post_init__(self) -> None:
        ours, theirs = self.links.source.date1904, self.links.target.date1904
        self._shift = (ours - theirs) * _DATE_SYSTEMS

    def run(self) -> None:
        """Makes the sheet fit."""
        for element in list(self.root.iter()):
            name = xml.local(element)
            if name in _GONE:
                xml.remove(element)
            elif name in _FORMULAS:
                self._relink(element)
            elif name == "sheetView":
                element.attrib.pop("tabSelected", None)
                element.set("workbookViewId", "0")
            elif name == "sheetPr":
                element.attrib.pop("codeName", None)
            elif name == "hyperlink" and xml.attribute(element, "id") is None:
                self._relink_attribute(element, "location")
            elif name == "cfvo" and element.get("type") == "formula":
                self._relink_attribute(element, "val")
        if self._shift:
            self._move_dates()
        for element in list(self.root.iter()):
            self._restyle(element)
        self.styles.plain(self.root)
        self._tidy()

    def _restyle(self, element: xml.Element) -> None:
        """Gives one element the looks that the target numbers so."""
        name = xml.local(element)
        key = _STYLED.get(name)
        if key is not None and (element.get(key) is not None or name == "c"):
            style = self.styles.cell(xml.whole(element.get(key)) or 0)
            element.set(key, str(style))
        if name in _WIDE:
            self._widen(element, _WIDE[name])
        if name == "c":
            element.attrib.pop("vm", None)
            self._spell_out(element)
        elif name in _HIGHLIGHTED and element.get("dxfId") is not None:
            index = self.styles.highlight(xml.whole(element.get("dxfId")) or 0)
            if index is None:
                del element.attrib["dxfId"]
            else:
                element.set("dxfId", str(index))

    def _widen(self, element: xml.Element, key: str) -> None:
        """Keeps a column as wide as it was, in the target's own font."""
        try:
            width = float(element.get(key) or "")
        except ValueError:
            return
        if self.styles.widening != 1:
            element.set(key, f"{min(width * self.styles.widening, _WIDEST):.4f}")

    def _spell_out(self, cell: xml.Element) -> None:
        """Puts a shared text in the cell itself."""
        if cell.get("t") != "s":
            return
        stored = xml.child(cell, "v")
        index = xml.whole(stored.text) if stored is not None else None
        if stored is not None:
            xml.remove(stored)
        if index is None or index >= len(self.strings):
            del cell.attrib["t"]
            return
        cell.set("t", "inlineStr")
        text = xml.append(cell, "is")
        for part in self.strings[index]:
            if xml.local(part) in ("t", "r"):
                text.append(deepcopy(part))

    def _relink(self, element: xml.Element) -> None:
        """Gives a formula the new names, or leaves out what it decides about."""
        if not (element.text or "").strip():
            return
        in_cell = xml.local(element.getparent()) == "c"
        new = self.links.formula(element.text, self.sheet)
        if new is not None:
            self.has_formulas |= in_cell
            element.text = new
        elif in_cell:
            self._forget_formula(element)
        else:
            self._drop(element)

    def _relink_attribute(self, element: xml.Element, name: str) -> None:
        old = element.get(name)
        if not old:
            return
        new = self.links.formula(old, self.sheet)
        if new is None:
            self._drop(element)
        else:
            element.set(name, new)

    def _forget_formula(self, element: xml.Element) -> None:
        """Takes a formula out of a cell; its result stays."""
        cell = element.getparent()
        self.dropped.append(f"{self.sheet}!{cell.get('r') or ''} (f)")
        shared = element.get("si") if element.get("t") == "shared" else None
        xml.remove(element)
        if shared is None:
            return
        for follower in list(xml.everywhere(self.root, "f")):
            if follower.get("t") == "shared" and follower.get("si") == shared:
                xml.remove(follower)

    def _drop(self, element: xml.Element) -> None:
        """Takes out the rule, validation or link that an element belongs to."""
        unit = element
        while xml.local(unit) not in _UNITS and unit.getparent() is not None:
            unit = unit.getparent()
        if unit.getparent() is not None:
            self.dropped.append(f"{self.sheet}!{_where(unit)} ({xml.local(unit)})")
            xml.remove(unit)

    def _move_dates(self) -> None:
        """Moves dates to the other way of counting, from 1900 or 1904."""
        for cell in xml.everywhere(self.root, "c"):
            stored = xml.child(cell, "v")
            style = xml.whole(cell.get("s")) or 0
            if stored is not None and cell.get("t", "n") == "n" and self.styles.is_date(style):
                self._move(stored)
        for validation in xml.everywhere(self.root, "dataValidation"):
            if validation.get("type") == "date":
                for formula in (e for e in validation.iter() if xml.local(e) in _FORMULAS):
                    self._move(formula)

    def _move(self, element: xml.Element) -> None:
        """Moves a number, where the text is one that stays a date."""
        try:
            number = float(element.text or "") + self._shift
        except ValueError:
            return
        if number >= 0:
            element.text = str(int(number)) if number.is_integer() else repr(number)

    def _tidy(self) -> None:
        """Takes away lists that have become empty, and counts the others anew."""
        for name, wanted in _HOLDERS:
            for element in list(xml.everywhere(self.root, name)):
                parts = [xml.local(part) for part in element]
                if wanted not in parts if wanted else not any(parts):
                    xml.remove(element)
        for element in xml.everywhere(self.root, "dataValidations"):
            if element.get("count") is not None:
                xml.set_count(element)


def _where(unit: xml.Element) -> str:
    """The cells that a rule, validation or link is about."""
    for element in (unit, unit.getparent()):
        for key in ("sqref", "ref"):
            if element is not None and element.get(key):
                return str(element.get(key))
    return next((e.text or "" for e in unit.iter() if xml.local(e) == "sqref"), "")
