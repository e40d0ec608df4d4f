"""What has to grow along with a table: formats, drop-downs, names and charts that end with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.formulas import stretched, stretched_area
from expertteam_xl.package.sheetrows import SheetRows, attribute
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import address, parse_box

_WITH_AREAS = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange")
_CACHES = ("numCache", "strCache")
_CHART = "drawingml.chart+xml"


@dataclass(frozen=True, slots=True)
class Growth:
    """A table that becomes longer.

    Attributes:
        sheet: name of its tab.
        body: its rows as they were, without the header.
        last: the row that it ends at from now on.
    """

    sheet: str
    body: Box
    last: int

    @property
    def columns(self) -> range:
        """Numbers of its columns."""
        return range(self.body.left, self.body.right + 1)

    @property
    def room(self) -> Box:
        """The cells that it grows into."""
        return Box(self.body.bottom + 1, self.body.left, self.last, self.body.right)

    def area(self, area: str) -> str:
        """An area on the sheet, ended where the table ends when it ended there before."""
        return stretched_area(area, self.columns, (self.body.bottom, self.last))

    def formula(self, formula: str) -> str:
        """A formula from anywhere, with the areas on the sheet grown along."""
        rows = (self.body.bottom, self.last)
        return stretched(formula, self.sheet, self.columns, rows)


def grow_tail(root: xml.Element, growth: Growth) -> bool:
    """Lets formats and validations behind the rows of the sheet grow; tells whether any did."""
    changed = False
    for element in root.iter():
        name = xml.local(element)
        if name in _WITH_AREAS and (areas := element.get("sqref")):
            grown = _grown(areas, growth)
            changed |= grown != areas
            element.set("sqref", grown)
        elif name == "sqref" and element.text and xml.local(element.getparent()) in _WITH_AREAS:
            grown = _grown(element.text, growth)
            changed |= grown != element.text
            element.text = grown
    return changed


def grown_head(sheet: SheetRows, growth: Growth) -> bytes:
    """What stands before the rows, with the area that the sheet says it uses grown along."""
    pattern = re.compile(rf"<{sheet.prefix}dimension\s[^<>]*>".encode())
    match = pattern.search(sheet.head)
    if match is None:
        return sheet.head
    tag = sheet.decoded(match.group())
    box = parse_box(attribute(tag, "ref") or "")
    if box is None:
        return sheet.head
    first = address(min(box.top, growth.body.top), min(box.left, growth.body.left))
    last = address(max(box.bottom, growth.last), max(box.right, growth.body.right))
    new = sheet.encoded(f'<{sheet.prefix}dimension ref="{first}:{last}"/>')
    return sheet.head[: match.start()] + new + sheet.head[match.end() :]


def grow_workbook(package: Package, growth: Growth) -> None:
    """Lets names and charts that end with the table grow; a chart forgets what it stored of it."""
    package.workbook.edit_names(growth.formula)
    archive = package.archive
    for part in archive.names:
        if not package.types.of(part).endswith(_CHART):
            continue
        root = xml.parse(part, archive.read(part))
        if [element for element in list(root.iter()) if _grow_reference(element, growth)]:
            archive.put(part, [xml.serialise(root)])


def _grow_reference(element: xml.Element, growth: Growth) -> bool:
    """Lets one reference of a chart grow; tells whether it did."""
    old = element.text or ""
    if xml.local(element) != "f" or (new := growth.formula(old)) == old:
        return False
    element.text = new
    parent = element.getparent()
    for name in _CACHES:
        for cache in xml.children(parent, name):
            xml.remove(cache)
    return True


def _grown(areas: str, growth: Growth) -> str:
    return " ".join(growth.area(area) for area in areas.split())
