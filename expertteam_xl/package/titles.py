"""The list of tabs in ``docProps/app.xml``, kept right where it was right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from expertteam_xl.package import xml
from expertteam_xl.package.areas import quoted

Edit = Callable[[xml.Element, Sequence[str], str], bool]
"""Edits the part: its root, the worksheets before the edit, and the one that comes or goes."""


def with_sheet(root: xml.Element, sheets: Sequence[str], name: str) -> bool:
    """Adds a worksheet behind the others; False when the list did not fit the workbook.

    Args:
        root: root of the part; edited in place.
        sheets: names of the worksheets before the addition, in their order.
        name: the new one's.
    """
    lists = _Lists.of(root, sheets)
    if lists is None:
        return False
    lists.insert(len(sheets), name)
    lists.count(0, +1)
    return True


def without_sheet(root: xml.Element, sheets: Sequence[str], name: str) -> bool:
    """Removes a worksheet and the names on it; False when the list did not fit the workbook.

    Args:
        root: root of the part; edited in place.
        sheets: names of the worksheets before the removal, in their order.
        name: the one that goes.
    """
    lists = _Lists.of(root, sheets)
    if lists is None or name not in sheets:
        return False
    lists.drop(sheets.index(name))
    lists.count(0, -1)
    lists.drop_names((f"{name}!", f"{quoted(name)}!"))
    return True


class _Lists:
    """The titles, and the pairs that tell how many titles each group has."""

    def __init__(self, pairs: xml.Element, titles: xml.Element) -> None:
        self._pairs, self._titles = pairs, titles

    @classmethod
    def of(cls, root: xml.Element, sheets: Sequence[str]) -> _Lists | None:
        """The lists, where they agree with the worksheets; else None."""
        pairs = xml.child(xml.child(root, "HeadingPairs"), "vector")
        titles = xml.child(xml.child(root, "TitlesOfParts"), "vector")
        if pairs is None or titles is None:
            return None
        lists = cls(pairs, titles)
        counts = [xml.whole(e.text) for e in lists._counts()]
        known = [title.text or "" for title in lists._entries()]
        total = sum(count or 0 for count in counts)
        fits = None not in counts and total == len(known) and counts[:1] == [len(sheets)]
        return lists if fits and known[: len(sheets)] == list(sheets) else None

    def _counts(self) -> list[xml.Element]:
        return list(xml.everywhere(self._pairs, "i4"))

    def _entries(self) -> list[xml.Element]:
        return xml.children(self._titles, "lpstr")

    def insert(self, index: int, title: str) -> None:
        new = etree.Element(etree.QName(xml.namespace(self._titles) or None, "lpstr"))
        new.text = title
        before = self._entries()[index - 1] if index else None
        if before is None:
            self._titles.insert(0, new)
        else:
            before.addnext(new)
        self._titles.set("size", str(len(self._entries())))

    def drop(self, index: int) -> None:
        xml.remove(self._entries()[index])
        self._titles.set("size", str(len(self._entries())))

    def count(self, group: int, change: int) -> None:
        element = self._counts()[group]
        element.text = str(int(element.text or "0") + change)

    def drop_names(self, starts: tuple[str, ...]) -> None:
        """Removes names that stand on a sheet that is gone, from whichever group lists them."""
        sizes = [int(e.text or "0") for e in self._counts()]
        groups = [group for group, size in enumerate(sizes) for _ in range(size)]
        listed = list(zip(groups, self._entries(), strict=True))
        for group, element in listed:
            if group and (element.text or "").startswith(starts):
                xml.remove(element)
                self.count(group, -1)
        self._titles.set("size", str(len(self._entries())))
