"""The number format of a cell that gets another kind of value; all else of its look stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from enum import Enum

from expertteam_xl.package import xml
from expertteam_xl.package.styles import StyleSheet
from expertteam_xl.register.sparse import format_kind

_GENERAL, _TEXT = "0", "@"
_TEXT_NUMBER = "49"
_DAYS = frozenset(map(str, (*range(14, 18), 22, *range(27, 32), *range(50, 59))))
_MOMENTS = frozenset(("22",))
_COUNTS = frozenset(map(str, range(5)))
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


class Look(Enum):
    """What a cell is to show."""

    SAME = "what it shows already"
    DAY = "a date"
    MOMENT = "a date with a time"
    COUNT = "a whole number of minutes or hours"
    NUMBER = "a number"


_FALLBACK = {Look.DAY: "dd\\-mm\\-yyyy", Look.MOMENT: "dd\\-mm\\-yyyy hh:mm"}


class NumberLooks:
    """Finds for a cell the style that differs from its own in the number format alone."""

    def __init__(self, styles: StyleSheet) -> None:
        """Read the formats that the workbook has."""
        self._styles = styles
        self._formats = styles.items("cellXfs")
        self._codes = {
            e.get("numFmtId"): e.get("formatCode") or "" for e in styles.items("numFmts")
        }
        self._known: dict[tuple[int, Look, str | None], int] = {}

    def fitted(self, style: int, look: Look, usual: str | None = None) -> int:
        """The style that shows a value in this way; the cell's own one where that does.

        Args:
            style: index of the cell's own style.
            look: what it is to show.
            usual: number of the format that other cells of its column have for this.
        """
        key = (style, look, usual)
        if key not in self._known:
            self._known[key] = self._fitted(style, look, usual)
        return self._known[key]

    def usual(self, styles: Iterable[int], look: Look) -> str | None:
        """Number of the format that most of these styles have, of those that show it."""
        numbers = Counter(map(self._number, styles))
        return next(
            (number for number, _ in numbers.most_common() if self._shows(number, look)), None
        )

    def _fitted(self, style: int, look: Look, usual: str | None) -> int:
        if look is Look.SAME:
            return style
        number = self._number(style)
        old = self._format(style)
        if self._shows(number, look) and (old is None or not _is_quoted(old)):
            return style
        new = deepcopy(self._styles.default_format() if old is None else old)
        if not self._shows(number, look):
            new.set("numFmtId", usual or self._fallback(look))
            new.set("applyNumberFormat", "1")
        new.attrib.pop("quotePrefix", None)
        return self._styles.adopt("cellXfs", new)

    def _fallback(self, look: Look) -> str:
        return str(self._styles.number_format(_FALLBACK[look])) if look in _FALLBACK else _GENERAL

    def _format(self, style: int) -> xml.Element | None:
        return self._formats[style] if style < len(self._formats) else None

    def _number(self, style: int) -> str:
        found = self._format(style)
        return _GENERAL if found is None else found.get("numFmtId") or _GENERAL

    def _shows(self, number: str, look: Look) -> bool:
        """Whether a number format shows a value in this way."""
        code = self._codes.get(number)
        if look is Look.COUNT:
            return number in _COUNTS
        kind = format_kind(number, code)
        if look is Look.NUMBER:
            return not kind and number != _TEXT_NUMBER and not set("@%") & set(code or "")
        if kind != "date":
            return False
        if code is None:
            return number in (_MOMENTS if look is Look.MOMENT else _DAYS)
        letters = _LITERAL.sub("", code.partition(";")[0]).casefold()
        day = "d" in letters and "y" in letters
        return day and (look is Look.DAY or "h" in letters)


def _is_quoted(style: xml.Element) -> bool:
    """Whether what stands in the cell counts as text, whatever it is."""
    return style.get("quotePrefix") in ("1", "true")
