"""Looks of one workbook in another: every style gets the index that it has there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.relations import Relations
from expertteam_xl.package.styles import StyleSheet

MOST_STYLES = 65_490
_BUILT_IN_DATES = frozenset((*range(14, 18), 22))
_SPOKEN = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_SLOTS = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
_OFFICE = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6",
    "F79646", "0000FF", "800080",
)  # fmt: skip
_APPLIED = ("NumberFormat", "Font", "Fill", "Border")
_TOO_MANY = "Het bestand heeft meer celopmaken dan Excel aankan; ruim ongebruikte opmaak op."


class Theme:
    """The colours and fonts of a workbook's theme."""

    def __init__(self, archive: Archive, relations: Relations) -> None:
        """Reads it; a workbook without one has that of Office.

        Raises:
            PackageError: damaged.
        """
        part = relations.first("theme")
        root = None if part is None else xml.parse(part, archive.read(part))
        self.colors = list(_OFFICE)
        self.fonts = {"major": "", "minor": ""}
        for element in root.iter() if root is not None else ():
            if xml.local(element) == "clrScheme":
                found = {xml.local(slot): _rgb(slot) for slot in element}
                pairs = zip(_SLOTS, _OFFICE, strict=True)
                self.colors = [found.get(slot) or plain for slot, plain in pairs]
            elif xml.local(element) in ("majorFont", "minorFont"):
                latin = xml.child(element, "latin")
                kind = xml.local(element).removesuffix("Font")
                self.fonts[kind] = "" if latin is None else latin.get("typeface") or ""


class StyleMap:
    """Gives looks of a source workbook to a target; what is there already is used again.

    Args:
        source: styles of the source.
        target: styles of the target; they only grow.
        themes: of both, in that order. Where they differ, a colour or font of the theme is
            written out, so that it looks the same.
    """

    def __init__(self, source: StyleSheet, target: StyleSheet, themes: tuple[Theme, Theme]) -> None:
        self._source, self._target = source, target
        self._themes = themes
        self._cells: dict[int, int] = {}
        self._highlights: dict[int, int] = {}
        self._formats = {
            e.get("numFmtId"): e.get("formatCode") or "" for e in source.items("numFmts")
        }
        self._xfs = source.items("cellXfs")

    @property
    def widening(self) -> float:
        """What the width of a column becomes: widths are counted in the workbook's own font."""
        return self._source.default_size / self._target.default_size

    def cell(self, index: int) -> int:
        """The index of a cell style.

        Raises:
            PackageError: the target has as many as Excel can hold.
        """
        if index not in self._cells:
            old = self._xfs[index] if index < len(self._xfs) else None
            new = self._format(old, self._named(old))
            self._cells[index] = self._target.adopt("cellXfs", new)
            if self._cells[index] >= MOST_STYLES:
                raise PackageError(_TOO_MANY)
        return self._cells[index]

    def highlight(self, index: int) -> int | None:
        """The index of a differential format; None when the source has none."""
        known = self._source.items("dxfs")
        if index not in self._highlights and index < len(known):
            new = self.plain(deepcopy(known[index]))
            for number in xml.children(new, "numFmt"):
                code = number.get("formatCode") or ""
                number.set("numFmtId", str(self._target.number_format(code)))
            self._highlights[index] = self._target.adopt("dxfs", new)
        return self._highlights.get(index)

    def is_date(self, index: int) -> bool:
        """Whether a cell style of the source shows a number as a date."""
        number = self._xfs[index].get("numFmtId") if index < len(self._xfs) else None
        code = self._formats.get(number)
        if code is None:
            return xml.whole(number) in _BUILT_IN_DATES
        plain = _SPOKEN.sub("", code.partition(";")[0]).casefold()
        return "d" in plain or "y" in plain or ("m" in plain and not set("hs") & set(plain))

    def plain(self, element: xml.Element) -> xml.Element:
        """An element with what it takes from the theme written out where the themes differ."""
        ours, theirs = self._themes
        for part in element.iter():
            slot = xml.whole(part.get("theme")) if isinstance(part.tag, str) else None
            if slot is not None and slot < len(_SLOTS) and ours.colors[slot] != theirs.colors[slot]:
                del part.attrib["theme"]
                part.set("rgb", f"FF{ours.colors[slot]}")
        for scheme in list(xml.everywhere(element, "scheme")):
            kind = scheme.get("val") or ""
            if ours.fonts.get(kind) != theirs.fonts.get(kind):
                xml.remove(scheme)
        return element

    def table_style(self, name: str) -> None:
        """Takes over a table style of the source's own that the target does not have."""
        own = next((e for e in self._source.items("tableStyles") if e.get("name") == name), None)
        known = {e.get("name") for e in self._target.items("tableStyles")}
        if own is None or name in known:
            return
        new = deepcopy(own)
        for element in xml.children(new, "tableStyleElement"):
            index = xml.whole(element.get("dxfId"))
            found = None if index is None else self.highlight(index)
            if found is not None:
                element.set("dxfId", str(found))
        self._target.adopt("tableStyles", new)

    def _format(self, old: xml.Element | None, named: int) -> xml.Element:
        """A cell format with its parts as the target numbers them."""
        new = self._blank() if old is None else deepcopy(old)
        self._number(new)
        new.set("xfId", str(named))
        for applied in _APPLIED:
            new.set(f"apply{applied}", "1")
        return new

    def _number(self, new: xml.Element) -> None:
        """Gives the parts of a format the numbers that they have in the target."""
        code = self._formats.get(new.get("numFmtId"))
        if code is not None:
            new.set("numFmtId", str(self._target.number_format(code)))
        elif new.get("numFmtId") is None:
            new.set("numFmtId", "0")
        for key, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            index = xml.whole(new.get(key)) or 0
            new.set(key, str(self._part(name, index)))
        for extension in xml.children(new, "extLst"):
            xml.remove(extension)

    def _part(self, name: str, index: int) -> int:
        known = self._source.items(name)
        if index >= len(known):
            return 0
        return self._target.adopt(name, self.plain(deepcopy(known[index])))

    def _blank(self) -> xml.Element:
        return deepcopy(self._source.default_format())

    def _named(self, old: xml.Element | None) -> int:
        """The named style under a cell format; the target's own of that name where it has one."""
        index = 0 if old is None else xml.whole(old.get("xfId")) or 0
        names = self._source.items("cellStyles")
        own = next((e for e in names if xml.whole(e.get("xfId")) == index), None)
        if own is None:
            return self._known_style(builtin="0", name="") or 0
        known = self._known_style(own.get("builtinId"), own.get("name") or "")
        bases = self._source.items("cellStyleXfs")
        if known is not None or index >= len(bases):
            return known or 0
        new = deepcopy(bases[index])
        self._number(new)
        return self._target.add_named(new, own)

    def _known_style(self, builtin: str | None, name: str) -> int | None:
        for element in self._target.items("cellStyles"):
            same = builtin is not None and element.get("builtinId") == builtin
            if same or (element.get("name") or "").casefold() == name.casefold():
                return xml.whole(element.get("xfId"))
        return None


def _rgb(slot: xml.Element) -> str | None:
    """The colour in a slot of a theme as ``RRGGBB``."""
    colors: Sequence[xml.Element] = list(slot)
    found = colors[0].get("lastClr") or colors[0].get("val") if colors else None
    return found.upper() if found and re.fullmatch("[0-9A-Fa-f]{6}", found) else None
