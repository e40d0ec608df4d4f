"""The styles part: new looks are added behind the old ones, and equal ones are used again."""

from __future__ import annotations

import math
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Literal

from expertteam_xl.package import xml
from expertteam_xl.register.sparse import format_kind

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_FIRST_CUSTOM_FORMAT, _LAST_FORMAT = 164, 2**31 - 1
_DEFAULT_SIZE = 11.0
_SIDES = ("left", "right", "top", "bottom")
_FIXED_FILLS = ("none", "gray125")

BorderStyle = Literal["hair", "dotted", "dashed", "thin", "medium"]


@dataclass(frozen=True, slots=True)
class Border:
    """A line round a cell: its style, its colour (``RRGGBB``), and the sides it is on."""

    style: BorderStyle
    color: str
    sides: tuple[str, ...] = _SIDES


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The look of a cell; colours are ``RRGGBB``, the size is in points."""

    font: str = "Calibri"
    size: float = 10
    bold: bool = False
    underline: bool = False
    color: str = "000000"
    fill: str | None = None
    border: Border | None = None
    number_format: str | None = None
    horizontal: Literal["left", "center", "right"] | None = None
    vertical: Literal["top", "center"] = "top"
    indent: int = 0
    wrap: bool = False
    unlocked: bool = False


@dataclass(frozen=True, slots=True)
class Highlight:
    """The look that a conditional format lays over a cell; colours are ``RRGGBB``."""

    fill: str
    color: str
    border: Border


class StyleSheet:
    """The styles part, edited in place; existing indexes keep their meaning."""

    def __init__(self, part: str, data: bytes) -> None:
        """Parses it.

        Raises:
            PackageError: damaged.
        """
        self._root = xml.parse(part, data)
        self._before = self.serialise()
        self._known: dict[str, dict[tuple[object, ...], int]] = {}

    @property
    def changed(self) -> bool:
        """Whether anything was added."""
        return self.serialise() != self._before

    def serialise(self) -> bytes:
        """The part as bytes."""
        return xml.serialise(self._root)

    @staticmethod
    def blank(namespace: str) -> bytes:
        """A styles part with nothing in it but the name of the default."""
        normal = '<cellStyle name="Normal" xfId="0" builtinId="0"/>'
        text = (
            f'<styleSheet xmlns="{namespace}"><cellStyles count="1">{normal}</cellStyles>'
            "</styleSheet>"
        )
        return text.encode()

    @property
    def default_size(self) -> float:
        """Size in points of the font that column widths are measured in."""
        font = xml.child(xml.child(self._root, "fonts"), "font")
        size = xml.child(font, "sz")
        try:
            points = float(size.get("val") or "") if size is not None else 0.0
        except ValueError:
            points = 0.0
        return points if 0 < points < math.inf else _DEFAULT_SIZE

    def add_cell_style(self, style: CellStyle) -> int:
        """The index that cells name in ``s``."""
        cells = self._cell_formats()
        new = self._made("xf", numFmtId=str(self._number_format(style.number_format)))
        new.set("fontId", str(self._reuse(self._fonts(), self._font(style))))
        new.set("fillId", str(self._reuse(self._fills(), self._fill(style.fill))))
        new.set("borderId", str(self._reuse(self._borders(), self._border(style.border))))
        new.set("xfId", "0")
        for applied in ("NumberFormat", "Font", "Fill", "Border", "Alignment"):
            new.set(f"apply{applied}", "1")
        self._align(new, style)
        return self._reuse(cells, new)

    def items(self, name: str) -> list[xml.Element]:
        """The elements of one of the part's lists, such as ``fonts``; none when it has none."""
        found = xml.child(self._root, name)
        return [] if found is None else [e for e in found if isinstance(e.tag, str)]

    def adopt(self, name: str, element: xml.Element) -> int:
        """The index of an element of another styles part in the list of that name."""
        if name in ("cellXfs", "cellStyleXfs", "fonts", "fills", "borders"):
            self._cell_formats()
        return self._reuse(self._list(name), deepcopy(element))

    def add_named(self, base: xml.Element, style: xml.Element) -> int:
        """Adds a named style of another styles part and gives the number that formats name."""
        bases, names = self._list("cellStyleXfs"), self._list("cellStyles")
        number = xml.length(bases)
        bases.append(deepcopy(base))
        new = deepcopy(style)
        new.set("xfId", str(number))
        names.append(new)
        xml.set_count(bases)
        xml.set_count(names)
        return number

    def default_format(self) -> xml.Element:
        """The format of cells that name none."""
        return self._cell_formats()[0]

    def number_format(self, code: str) -> int:
        """The number of a number format."""
        return self._number_format(code)

    def date_styles(self) -> frozenset[str]:
        """Indexes of the cell styles that show a number as a date, as cells write them."""
        codes = {e.get("numFmtId"): e.get("formatCode") or "" for e in self.items("numFmts")}
        numbers = [e.get("numFmtId") or "0" for e in self.items("cellXfs")]
        return frozenset(
            str(index)
            for index, number in enumerate(numbers)
            if format_kind(number, codes.get(number)) == "date"
        )

    def with_format(self, style: int, code: str) -> int:
        """The style with a number format; the same style where it has one already."""
        cells = self._cell_formats()
        formats = [element for element in cells if isinstance(element.tag, str)]
        old = formats[style] if style < len(formats) else formats[0]
        if old.get("numFmtId", "0") != "0":
            return style
        new = deepcopy(old)
        new.set("numFmtId", str(self._number_format(code)))
        new.set("applyNumberFormat", "1")
        return self._reuse(cells, new)

    def add_highlight(self, look: Highlight) -> int:
        """The index that conditional formats name in ``dxfId``."""
        new = self._made("dxf")
        font = xml.append(new, "font")
        xml.append(font, "color", rgb=f"FF{look.color}")
        pattern = xml.append(xml.append(new, "fill"), "patternFill", patternType="solid")
        xml.append(pattern, "fgColor", rgb=f"FF{look.fill}")
        xml.append(pattern, "bgColor", rgb=f"FF{look.fill}")
        new.append(self._border(look.border, differential=True))
        return self._reuse(self._list("dxfs"), new)

    def _made(self, name: str, **attributes: str) -> xml.Element:
        """A new element that stands nowhere yet, in this part's own namespace and prefix."""
        new = xml.append(self._root, name, **attributes)
        self._root.remove(new)
        return new

    def _list(self, name: str) -> xml.Element:
        """One of the part's lists; made at its place when there is none."""
        found = xml.child(self._root, name)
        if found is None:
            found = xml.insert_after(self._root, _ORDER[: _ORDER.index(name)], name)
        return found

    def _reuse(self, parent: xml.Element, new: xml.Element) -> int:
        """The index of an equal element in a list; it is added when there is none."""
        known = self._known.get(xml.local(parent))
        if known is None:
            elements = [element for element in parent if isinstance(element.tag, str)]
            known = {xml.shape(element): index for index, element in enumerate(elements)}
            self._known[xml.local(parent)] = known
        wanted = xml.shape(new)
        if wanted not in known:
            known[wanted] = xml.length(parent)
            parent.append(new)
            xml.set_count(parent)
        return known[wanted]

    def _cell_formats(self) -> xml.Element:
        """The cell formats; index 0 is the default, so it has to be there."""
        parents = self._list("cellStyleXfs"), self._list("cellXfs")
        self._fonts(), self._fills(), self._borders()
        for parent, extra in zip(parents, ({}, {"xfId": "0"}), strict=True):
            if len(parent) == 0:
                xml.append(
                    parent, "xf", numFmtId="0", fontId="0", fillId="0", borderId="0", **extra
                )
                xml.set_count(parent)
        return parents[1]

    def _fonts(self) -> xml.Element:
        fonts = self._list("fonts")
        if len(fonts) == 0:
            self._reuse(fonts, self._font(CellStyle(size=11)))
        return fonts

    def _fills(self) -> xml.Element:
        """The fills; the first two are fixed by the format."""
        fills = self._list("fills")
        for pattern in _FIXED_FILLS[len(fills) :]:
            xml.append(xml.append(fills, "fill"), "patternFill", patternType=pattern)
            xml.set_count(fills)
        return fills

    def _borders(self) -> xml.Element:
        borders = self._list("borders")
        if len(borders) == 0:
            self._reuse(borders, self._border(None))
        return borders

    def _font(self, style: CellStyle) -> xml.Element:
        font = self._made("font")
        if style.bold:
            xml.append(font, "b")
        if style.underline:
            xml.append(font, "u")
        xml.append(font, "sz", val=f"{style.size:g}")
        xml.append(font, "color", rgb=f"FF{style.color}")
        xml.append(font, "name", val=style.font)
        xml.append(font, "family", val="2")
        return font

    def _fill(self, color: str | None) -> xml.Element:
        fill = self._made("fill")
        pattern = xml.append(fill, "patternFill", patternType="solid" if color else "none")
        if color:
            xml.append(pattern, "fgColor", rgb=f"FF{color}")
            xml.append(pattern, "bgColor", indexed="64")
        return fill

    def _border(self, border: Border | None, *, differential: bool = False) -> xml.Element:
        element = self._made("border")
        for side in _SIDES:
            line = xml.append(element, side)
            if border and side in border.sides:
                line.set("style", border.style)
                xml.append(line, "color", rgb=f"FF{border.color}")
        if not differential:
            xml.append(element, "diagonal")
        return element

    def _number_format(self, code: str | None) -> int:
        if code is None:
            return 0
        formats = self._list("numFmts")
        known = [
            (e.get("formatCode"), number)
            for e in xml.children(formats, "numFmt")
            if (number := xml.whole(e.get("numFmtId"))) is not None
        ]
        same = [number for found, number in known if found == code and number <= _LAST_FORMAT]
        if same:
            return same[-1]
        number = _free_format({number for _, number in known})
        xml.append(formats, "numFmt", numFmtId=str(number), formatCode=code)
        xml.set_count(formats)
        return number

    @staticmethod
    def _align(new: xml.Element, style: CellStyle) -> None:
        alignment = xml.append(new, "alignment")
        if style.horizontal:
            alignment.set("horizontal", style.horizontal)
        alignment.set("vertical", style.vertical)
        if style.indent:
            alignment.set("indent", str(style.indent))
        if style.wrap:
            alignment.set("wrapText", "1")
        if style.unlocked:
            new.set("applyProtection", "1")
            xml.append(new, "protection", locked="0")


def _free_format(taken: set[int]) -> int:
    """A number behind those that are taken; the first free one where that would be too large."""
    number = max((*taken, _FIRST_CUSTOM_FORMAT - 1)) + 1
    if number <= _LAST_FORMAT:
        return number
    return next(n for n in count(_FIRST_CUSTOM_FORMAT) if n not in taken)
