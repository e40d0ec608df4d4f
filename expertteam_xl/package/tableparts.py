"""The Excel tables of a workbook: found by name, read, made longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import TemplateError
from expertteam_xl.package.formulas import stretched_area
from expertteam_xl.package.newsheet import unescaped
from expertteam_xl.package.relations import Relations
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import address, parse_box

_NO_TABLE = "De tabel {name} staat niet in het sjabloon; zet hem terug of neem het meegeleverde."
_TOTALS = "De tabel {name} heeft een totaalrij; haal die weg en zet totalen op een andere plaats."
_NO_AREA = "De tabel {name} in het sjabloon heeft geen leesbaar bereik; maak hem in Excel opnieuw."
_NO_HEADER = "De tabel {name} in het sjabloon heeft geen kopregel; zet die aan."


@dataclass(frozen=True)
class TablePart:
    """One table.

    Attributes:
        sheet: name of the tab that it is on.
        part: its own part.
        root: root of that part; edited in place.
    """

    sheet: str
    part: str
    root: xml.Element

    @property
    def name(self) -> str:
        """The name that formulas use."""
        return self.root.get("displayName") or self.root.get("name") or ""

    @property
    def number(self) -> int:
        """Its number in the workbook; 0 for none."""
        return xml.whole(self.root.get("id")) or 0

    @property
    def area(self) -> Box | None:
        """Its cells, header and totals included; None when that can't be read."""
        return parse_box(self.root.get("ref") or "")

    @property
    def columns(self) -> list[xml.Element]:
        """The elements of its columns."""
        return xml.children(xml.child(self.root, "tableColumns"), "tableColumn")

    @property
    def headers(self) -> list[str]:
        """The headers of its columns."""
        return [unescaped(column.get("name") or "") for column in self.columns]

    @property
    def formulas(self) -> list[str | None]:
        """The formula of every column that has one for all its cells."""
        found = [xml.child(column, "calculatedColumnFormula") for column in self.columns]
        return [None if element is None else element.text for element in found]

    def body(self) -> Box:
        """The cells between its header and its end.

        Raises:
            TemplateError: no such cells can be told apart.
        """
        if xml.whole(self.root.get("totalsRowCount")):
            raise TemplateError(_TOTALS.format(name=self.name))
        if self.root.get("headerRowCount") == "0":
            raise TemplateError(_NO_HEADER.format(name=self.name))
        area = self.area
        if area is None or len(self.columns) != area.right - area.left + 1:
            raise TemplateError(_NO_AREA.format(name=self.name))
        return Box(area.top + 1, area.left, max(area.bottom, area.top + 1), area.right)

    def lengthen(self, last: int) -> None:
        """Ends the table, its filter and its order of sorting at a row."""
        area, body = self.area, self.body()
        if area is None:
            return
        self.root.attrib.pop("insertRow", None)
        self.root.set("ref", f"{address(area.top, area.left)}:{address(last, area.right)}")
        for name in ("autoFilter", "sortState"):
            for element in xml.everywhere(self.root, name):
                _lengthen(element, body, last)


def tables(package: Package) -> Iterator[TablePart]:
    """Every table of a workbook, in the order of the tabs."""
    archive = package.archive
    for sheet, part in package.worksheets.items():
        for relation in Relations(archive, part).all():
            if relation.kind == "table" and archive.find(relation.target) == relation.target:
                root = xml.parse(relation.target, archive.read(relation.target))
                yield TablePart(sheet, relation.target, root)


def find_table(package: Package, name: str) -> TablePart:
    """The table that formulas call so, in any case.

    Raises:
        TemplateError: there is none.
    """
    found = (table for table in tables(package) if table.name.casefold() == name.casefold())
    table = next(found, None)
    if table is None:
        raise TemplateError(_NO_TABLE.format(name=name))
    return table


def _lengthen(element: xml.Element, body: Box, last: int) -> None:
    """Ends an area at a later row, also one that holds the header too."""
    area = element.get("ref") or ""
    columns = range(body.left, body.right + 1)
    element.set("ref", stretched_area(area, columns, (body.bottom, last)))
    for condition in xml.children(element, "sortCondition"):
        old = condition.get("ref") or ""
        condition.set("ref", stretched_area(old, columns, (body.bottom, last)))
