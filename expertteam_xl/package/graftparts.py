"""The parts that grafted sheets lead to: tables, notes, drawings, charts, pictures."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.graftlinks import Links
from expertteam_xl.package.relations import Relations
from expertteam_xl.package.restyle import StyleMap
from expertteam_xl.package.tableparts import tables

_KINDS = frozenset(
    (
        "table", "comments", "vmlDrawing", "drawing", "image", "chart", "chartStyle",
        "chartColorStyle", "chartUserShapes", "printerSettings",
    )
)  # fmt: skip
_OUTWARD = frozenset(("hyperlink",))
_TABLE_LOOKS = (
    "dataDxfId", "headerRowDxfId", "totalsRowDxfId", "headerRowBorderDxfId", "tableBorderDxfId",
    "totalsRowBorderDxfId",
)  # fmt: skip
_NAMED_LOOKS = ("dataCellStyle", "headerRowCellStyle", "totalsRowCellStyle")
_TABLE_FORMULAS = ("calculatedColumnFormula", "totalsRowFormula")
_SHAPE = re.compile(rb"(_x0000_s)(\d+)")
_BLOCK = re.compile(rb"(<[\w:]*idmap\b[^>]*\bdata=[\"'])(\d+)([\"'])")
_SHAPES_IN_BLOCK = 1024
_XML = "xml"
_FOREIGN = "Het blad {sheet} bevat een onderdeel ({kind}) dat niet mee kan; haal het eruit."


@dataclass
class PartGraft:
    """Copies parts of a source to a target, each under a name that is free there."""

    source: Package
    target: Package
    links: Links
    styles: StyleMap
    _copies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._last_table = max((table.number for table in tables(self.target)), default=0)

    def check(self, sheet: str) -> None:
        """Looks whether everything that a sheet leads to can come along.

        Raises:
            PackageError: something can't.
        """
        seen: set[str] = set()
        todo = [self.source.worksheets[sheet]]
        while todo:
            part = todo.pop()
            seen.add(part)
            relations = Relations(self.source.archive, part)
            kinds = {r.kind for r in relations.all()} - _KINDS
            kinds |= set(relations.external()) - _OUTWARD
            if kinds:
                raise PackageError(_FOREIGN.format(sheet=sheet, kind=min(kinds)))
            found = {r.target for r in relations.all()} - seen
            todo += [target for target in found if self.source.archive.find(target) == target]

    def sheet(self, part: str, root: xml.Element) -> str:
        """Puts an edited sheet, with all that it leads to, in the target and gives its part."""
        new = self.target.free_part("worksheets/sheet", _XML, len(self.target.tabs) + 1)
        self.target.archive.put(new, [xml.serialise(root)])
        self._lead_on(part, new)
        return new

    def copy(self, part: str) -> str:
        """Puts a part that is no sheet in the target and gives its name there."""
        folder = posixpath.dirname(self.source.workbook_part)
        stem, extension = posixpath.splitext(posixpath.relpath("/" + part, "/" + folder))
        new = self.target.free_part(stem.rstrip("0123456789"), extension[1:])
        kind = self.source.types.of(part)
        self.target.archive.put(new, [self._content(part, kind)])
        if extension == ".xml":
            self.target.types.add(new, kind)
        else:
            self.target.types.add_default(new, kind)
        self._lead_on(part, new)
        return new

    def _lead_on(self, part: str, new: str) -> None:
        """Copies what a part leads to, and lets its copy lead to the copies."""
        relations = Relations(self.source.archive, part)
        targets = {}
        for relation in relations.all():
            if self.source.archive.find(relation.target) == relation.target:
                if relation.target not in self._copies:
                    self._copies[relation.target] = self.copy(relation.target)
                targets[relation.target] = self._copies[relation.target]
        made = relations.copy_to(self.target.archive, new, targets)
        if made is not None:
            self.target.types.add_default(made, self.source.types.of(relations.part))

    def _content(self, part: str, kind: str) -> bytes:
        data = self.source.archive.read(part)
        if kind.endswith("spreadsheetml.table+xml"):
            return self._table(part, data)
        if kind.endswith("drawingml.chart+xml"):
            return self._chart(part, data)
        if kind.endswith("spreadsheetml.comments+xml"):
            return xml.serialise(self.styles.plain(xml.parse(part, data)))
        return self._shapes(data) if kind.endswith("vmlDrawing") else data

    def _table(self, part: str, data: bytes) -> bytes:
        """A table with a number and a name of its own."""
        root = xml.parse(part, data)
        self._last_table += 1
        name = root.get("displayName") or root.get("name") or ""
        root.set("id", str(self._last_table))
        for key in ("name", "displayName"):
            root.set(key, self.links.tables.get(name, name))
        for element in list(root.iter()):
            self._restyle(element)
            if xml.local(element) in _TABLE_FORMULAS and element.text:
                new = self.links.formula(element.text)
                if new is None:
                    xml.remove(element)
                else:
                    element.text = new
        return xml.serialise(root)

    def _restyle(self, element: xml.Element) -> None:
        """Gives a part of a table the looks that the target numbers so."""
        for key in (*_TABLE_LOOKS, "dxfId"):
            index = xml.whole(element.get(key))
            found = None if index is None else self.styles.highlight(index)
            if found is not None:
                element.set(key, str(found))
            else:
                element.attrib.pop(key, None)
        for key in _NAMED_LOOKS:
            element.attrib.pop(key, None)
        if xml.local(element) == "tableStyleInfo":
            self.styles.table_style(element.get("name") or "")

    def _chart(self, part: str, data: bytes) -> bytes:
        """A chart that draws from the cells as they are called in the target."""
        root = xml.parse(part, data)
        for element in xml.everywhere(root, "f"):
            if element.text:
                element.text = self.links.formula(element.text) or "#REF!"
        return xml.serialise(root)

    def _shapes(self, data: bytes) -> bytes:
        """Old drawings with numbers that no other old drawing of the target has."""
        match = _BLOCK.search(data)
        if match is None:
            return data
        old, new = int(match[2]), self._free_block()
        step = (new - old) * _SHAPES_IN_BLOCK

        def moved(shape: re.Match[bytes]) -> bytes:
            number = int(shape[2])
            ours = number // _SHAPES_IN_BLOCK == old
            return shape[1] + str(number + step * ours).encode()

        return _SHAPE.sub(moved, _BLOCK.sub(rb"\g<1>%d\g<3>" % new, data))

    def _free_block(self) -> int:
        archive, last = self.target.archive, 0
        for part in archive.names:
            if part.endswith(".vml"):
                found = [int(match[2]) for match in _BLOCK.finditer(archive.read(part))]
                last = max([last, *found])
        return last + 1
