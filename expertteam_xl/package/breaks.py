"""Page breaks of a sheet."""

from __future__ import annotations

from functools import partial

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.sheetrows import cut, edit_tail


def remove_break(package: Package, sheet: str, row: int) -> None:
    """Takes away the break below a row, when there is one.

    Args:
        package: the workbook.
        sheet: name of the tab.
        row: the last row above the break.

    Raises:
        PackageError: the sheet is damaged.
    """
    part = package.worksheets[sheet]
    found = cut(package.archive.stream(part))
    after = edit_tail(found.tail, partial(_without, row=row))
    if after != found.tail.content:
        package.archive.put(part, [found.head, found.rows, found.end, after])


def _without(root: xml.Element, *, row: int) -> bool:
    breaks = xml.child(root, "rowBreaks")
    gone = [each for each in xml.children(breaks, "brk") if each.get("id") == str(row)]
    if breaks is None or not gone:
        return False
    for each in gone:
        xml.remove(each)
    left = xml.children(breaks, "brk")
    if not left:
        xml.remove(breaks)
        return True
    breaks.set("count", str(len(left)))
    breaks.set("manualBreakCount", str(sum(each.get("man") in ("1", "true") for each in left)))
    return True
