"""The small parts of a workbook: which sheets there are, and the tables on them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from expertteam_xl.register.archive import Archive, refuse
from expertteam_xl.register.raw import Box, ExcelTable
from expertteam_xl.register.references import parse_box

if TYPE_CHECKING:
    from collections.abc import Iterator

_RESAVE = "open het in Excel en bewaar het opnieuw als .xlsx"
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a relationships part: last word of its type, and the part it leads to."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet as the workbook lists it: its place among all tabs, name, part, state."""

    index: int
    name: str
    part: str
    state: str


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What the workbook part tells.

    Attributes:
        part: name of the workbook part.
        sheets: the worksheets, in the order of the tabs.
        tabs: number of tabs of any kind.
        date1904: whether serial numbers count from 1904.
        relations: what the workbook part leads to, by id.
    """

    part: str
    sheets: tuple[SheetEntry, ...]
    tabs: int
    date1904: bool
    relations: dict[str, Relation]


def plain_name(part: str) -> str:
    """A part's name with ordinary slashes, whatever the packer wrote."""
    return part.replace("\\", "/")


def parse_xml(archive: Archive, part: str) -> etree._Element:
    """The part's root element.

    Raises:
        RegisterError: damaged, or with a document type (which no workbook has, and XML bombs do).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(archive.read(part), parser)
    except etree.XMLSyntaxError:
        refuse(archive.name, f"het onderdeel {part} is beschadigd", _RESAVE)
    if root.getroottree().docinfo.internalDTD is not None:
        refuse(archive.name, f"het onderdeel {part} bevat verboden XML", _RESAVE)
    return root


def local(element: etree._Element) -> str:
    """The element's name without namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find_all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of this name at any depth, whatever their namespace."""
    return (element for element in root.iter() if local(element) == name)


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of this name, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def is_true(value: str | None) -> bool:
    """Whether an XML boolean says yes."""
    return value is not None and value.strip().lower() in _TRUE


def read_relations(archive: Archive, part: str) -> dict[str, Relation]:
    """What a part leads to inside the package, by id; an empty name stands for the package."""
    folder, base = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{base}.rels")
    if rels not in archive:
        return {}
    found: dict[str, Relation] = {}
    for element in find_all(parse_xml(archive, rels), "Relationship"):
        target = element.get("Target") or ""
        if (element.get("TargetMode") or "").lower() == "external" or not target:
            continue
        kind = (element.get("Type") or "").rpartition("/")[2]
        found[element.get("Id") or ""] = Relation(kind, _resolve(archive, folder, target))
    return found


def _resolve(archive: Archive, folder: str, target: str) -> str:
    """The name of the part that a relation leads to, as the package spells it."""
    plain = plain_name(target).partition("#")[0]
    for candidate in (plain, unquote(plain)):
        path = posixpath.normpath(posixpath.join("/", folder, candidate)).lstrip("/")
        if path in archive:
            return archive.stored_name(path)
    return path


def read_workbook(archive: Archive) -> WorkbookParts:
    """The list of worksheets and what goes with it.

    Raises:
        RegisterError: there is no workbook part, or no worksheet in it; or its parts have names
            that Excel does not write, so that no marked copy could keep them.
    """
    if any("\\" in name for name in archive.names):
        refuse(archive.name, "de onderdelen erin hebben namen die Excel niet kent", _RESAVE)
    part = _workbook_part(archive)
    root = parse_xml(archive, part)
    relations = read_relations(archive, part)
    tabs = list(find_all(root, "sheet"))
    sheets = tuple(
        entry
        for index, element in enumerate(tabs)
        if (entry := _sheet_entry(archive, index, element, relations)) is not None
    )
    if not sheets:
        refuse(archive.name, "er staat geen werkblad in", "kies het bestand met het register")
    date1904 = any(is_true(e.get("date1904")) for e in find_all(root, "workbookPr"))
    return WorkbookParts(part, sheets, len(tabs), date1904, relations)


def _workbook_part(archive: Archive) -> str:
    for relation in read_relations(archive, "").values():
        if relation.kind == "officeDocument" and relation.target in archive:
            return relation.target
    if "xl/workbook.xml" not in archive:
        refuse(archive.name, "het is geen Excel-werkmap", "kies het register als .xlsx")
    return archive.stored_name("xl/workbook.xml")


def _sheet_entry(
    archive: Archive, index: int, element: etree._Element, relations: dict[str, Relation]
) -> SheetEntry | None:
    """The tab as a worksheet; None for charts, dialogs and macro sheets."""
    relation = relations.get(attribute(element, "id") or "")
    if relation is None or relation.kind != "worksheet":
        return None
    name = element.get("name") or ""
    if relation.target not in archive:
        refuse(archive.name, f"de inhoud van blad {name} ontbreekt", _RESAVE)
    return SheetEntry(index, name, relation.target, element.get("state") or "visible")


def read_tables(archive: Archive, sheet_part: str) -> tuple[tuple[ExcelTable, ...], bool]:
    """The Excel tables of a sheet, and whether a filter on one of them hides rows."""
    tables: list[ExcelTable] = []
    filtered = False
    for relation in read_relations(archive, sheet_part).values():
        if relation.kind != "table" or relation.target not in archive:
            continue
        root = parse_xml(archive, relation.target)
        box = parse_box(root.get("ref") or "")
        if box is not None:
            tables.append(_table(root, box))
        filtered = filtered or any(len(column) for column in find_all(root, "filterColumn"))
    return tuple(sorted(tables, key=lambda t: (t.box.top, t.box.left))), filtered


def _table(root: etree._Element, box: Box) -> ExcelTable:
    name = root.get("displayName") or root.get("name") or ""
    has_header = (root.get("headerRowCount") or "1").strip() != "0"
    has_totals = (root.get("totalsRowCount") or "0").strip() != "0"
    return ExcelTable(name, box, has_header, has_totals)


def is_signed(archive: Archive) -> bool:
    """Whether the package carries a digital signature."""
    if any(plain_name(name).lower().startswith("_xmlsignatures/") for name in archive.names):
        return True
    kinds = (relation.kind for relation in read_relations(archive, "").values())
    return "origin" in kinds


def content_suffix(archive: Archive, workbook_part: str) -> str:
    """The extension that fits the package's content type."""
    if "[Content_Types].xml" not in archive:
        refuse(archive.name, "de lijst van onderdelen ontbreekt", _RESAVE)
    kind = ""
    for element in find_all(parse_xml(archive, "[Content_Types].xml"), "Override"):
        name = plain_name(element.get("PartName") or "").lstrip("/")
        if name.lower() == plain_name(workbook_part).lower():
            kind = element.get("ContentType") or ""
    macros = "macroEnabled" in kind
    if "template" in kind.lower():
        return ".xltm" if macros else ".xltx"
    return ".xlsm" if macros else ".xlsx"
