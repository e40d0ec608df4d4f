"""What charts store of the cells that they are drawn from, made anew after filling."""

from __future__ import annotations

import re
from collections.abc import Callable

from expertteam_xl.package import xml
from expertteam_xl.package.areas import unquoted
from expertteam_xl.package.book import Package
from expertteam_xl.package.rows import Row
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import parse_box

_CHART = "drawingml.chart+xml"
_REFERENCE = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!\[\]]+)!(?P<area>[$A-Za-z0-9:]+)")
_CACHES = {"numRef": "numCache", "strRef": "strCache"}

Rows = dict[int, Row]


def renew_caches(package: Package) -> None:
    """Lets every chart store what its cells hold now; what can't be told it forgets.

    Programs that only show a file draw what is stored, and nothing old may be left there.

    Raises:
        PackageError: a chart or a sheet is damaged.
    """
    archive = package.archive
    known: dict[str, Rows] = {}

    def rows_of(sheet: str) -> Rows:
        if sheet not in known:
            known[sheet] = dict(package.rows(sheet))
        return known[sheet]

    for part in archive.names:
        if package.types.of(part).endswith(_CHART):
            root = xml.parse(part, archive.read(part))
            for element in list(root.iter()):
                kind = xml.local(element)
                if kind in _CACHES:
                    _renew(package, element, _CACHES[kind], rows_of)
            archive.put(part, [xml.serialise(root)])


def _renew(
    package: Package, element: xml.Element, cache: str, rows_of: Callable[[str], Rows]
) -> None:
    """Stores anew what one reference leads to."""
    for old in xml.children(element, cache):
        xml.remove(old)
    formula = xml.child(element, "f")
    match = _REFERENCE.fullmatch((formula.text or "") if formula is not None else "")
    box = parse_box(match["area"].replace("$", "")) if match else None
    if match is None or box is None:
        return
    wanted = unquoted(match["sheet"]).casefold()
    sheet = next((tab for tab in package.worksheets if tab.casefold() == wanted), None)
    if sheet is None:
        return
    new = xml.insert_after(element, ("f",), cache)
    _store(new, rows_of(sheet), box, numbers=cache == "numCache")


def _store(cache: xml.Element, rows: Rows, box: Box, *, numbers: bool) -> None:
    places = [
        (row, column)
        for row in range(box.top, box.bottom + 1)
        for column in range(box.left, box.right + 1)
    ]
    names = [] if not numbers else [("formatCode", "General")]
    for name, text in names:
        xml.append(cache, name).text = text
    xml.append(cache, "ptCount").set("val", str(len(places)))
    for index, (row, column) in enumerate(places):
        value = rows.get(row, {}).get(column)
        if value is None or value == "" or (numbers and isinstance(value, str)):
            continue
        point = xml.append(cache, "pt")
        point.set("idx", str(index))
        xml.append(point, "v").text = value if isinstance(value, str) else f"{value:g}"
