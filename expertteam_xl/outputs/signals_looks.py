"""How the sheet *Bevindingen* and the marks look: colours, borders, and room for text."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from functools import cached_property

from expertteam_xl.findings import Severity
from expertteam_xl.package.styles import Border, CellStyle, Highlight, StyleSheet

_WIDE_SIZE = 11.0
_CHARACTERS = 1.15
_LINE, _MARGIN, _HIGHEST = 13.2, 5.0, 409.0

_GREY_LINE = Border("hair", "7F7F7F", ("bottom",))
_UNDER_HEADER = Border("thin", "262626", ("top", "bottom"))
_INPUT_LINE = Border("hair", "7F7F7F")
_QUIET = "595959"
DAY, MOMENT = "dd\\-mm\\-yyyy", "dd\\-mm\\-yyyy hh:mm"

HIGHLIGHTS = {
    Severity.FOUT: Highlight("F4A0A0", "3D0000", Border("thin", "7A0000")),
    Severity.WAARSCHUWING: Highlight("FFDF80", "332600", Border("dashed", "5C4500")),
    Severity.INFO: Highlight("E6F0FA", "0B2545", Border("dotted", "1F4E79")),
}
"""Per severity a fill that differs in grey too, a border of its own, and dark letters."""

_BASE = CellStyle(border=_GREY_LINE, vertical="center")
_INPUT = CellStyle(fill="FFF9E5", border=_INPUT_LINE, vertical="center", unlocked=True)
_HEADER = CellStyle(bold=True, fill="E7E6E6", border=_UNDER_HEADER, vertical="center", wrap=True)
_NAMED = {
    "title": CellStyle(size=16, bold=True, vertical="center"),
    "summary": CellStyle(size=11, bold=True, vertical="center"),
    "changed": CellStyle(size=10, vertical="center"),
    "hint": CellStyle(size=10, underline=True, color="0B4F8A", vertical="center"),
    "calm": CellStyle(size=12, vertical="center"),
    "heading": CellStyle(size=12, bold=True, vertical="center"),
    "header": _HEADER,
    "header center": replace(_HEADER, horizontal="center"),
    "header indent": replace(_HEADER, horizontal="left", indent=1),
    "term": CellStyle(bold=True),
    "line": CellStyle(),
    "text": replace(_BASE, wrap=True),
    "message": replace(_BASE, wrap=True, horizontal="left", indent=1),
    "severity": replace(_BASE, horizontal="left", indent=1),
    "strong": replace(_BASE, wrap=True, bold=True),
    "plain": _BASE,
    "link": replace(_BASE, underline=True, color="0B4F8A"),
    "day": replace(_BASE, number_format=DAY, horizontal="center"),
    "moment": replace(_BASE, number_format=MOMENT, horizontal="center"),
    "count": replace(_BASE, number_format="0", horizontal="center"),
    "input day": replace(_INPUT, number_format=DAY, horizontal="center"),
    "input text": replace(_INPUT, wrap=True),
    "kenmerk": CellStyle(size=8, color="6B6B6B", vertical="center"),
}


@dataclass(frozen=True)
class Looks:
    """The styles of one workbook, by name; each is added when it is first asked for."""

    styles: StyleSheet

    @cached_property
    def _known(self) -> dict[CellStyle, int]:
        return {}

    def __getitem__(self, name: str) -> int:
        """The index of a named style."""
        return self._index(_NAMED[name])

    def quiet(self, name: str) -> int:
        """The same in grey: for what the coordinator accepted."""
        style = _NAMED[name]
        return self._index(replace(style, color=_QUIET, bold=False))

    def severity(self, severity: Severity) -> int:
        """The look of a severity's word: that of its marks."""
        look = HIGHLIGHTS[severity]
        bold = severity is Severity.FOUT
        return self._index(
            CellStyle(
                bold=bold,
                color=look.color,
                fill=look.fill,
                border=look.border,
                horizontal="left",
                vertical="center",
                indent=1,
            )
        )

    def _index(self, style: CellStyle) -> int:
        if style not in self._known:
            self._known[style] = self.styles.add_cell_style(style)
        return self._known[style]

    def width(self, characters: float) -> float:
        """A column width that is as wide in this workbook as in one with Excel's own font."""
        size = min(max(self.styles.default_size, 6.0), 24.0)
        return round(characters * max(_WIDE_SIZE / size, 0.6), 2)


def height(*texts: tuple[str, float]) -> float:
    """Height in points of a row whose texts wrap in columns of a width in characters."""
    lines = max((_lines(text, width) for text, width in texts if text), default=1)
    return min(lines * _LINE + _MARGIN, _HIGHEST)


def _lines(text: str, width: float) -> int:
    room = max(int(width * _CHARACTERS), 1)
    return sum(len(textwrap.wrap(part, room)) or 1 for part in text.split("\n"))
