"""Whole worksheets of one workbook put in another, which keeps everything that it had."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import TemplateError
from expertteam_xl.package.graftlinks import Links
from expertteam_xl.package.graftparts import PartGraft
from expertteam_xl.package.graftsheet import SheetGraft
from expertteam_xl.package.restyle import StyleMap, Theme
from expertteam_xl.package.workbook import STRICT

_TRANSITIONAL_URI = re.compile(
    rb"http://schemas\.openxmlformats\.org/(spreadsheetml|drawingml|officeDocument)/2006/(\w+)"
)
_STRICT_URI = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(spreadsheetml|drawingml|officeDocument)/(\w+)"
)
_NO_SHEET = "Het blad {sheet} staat niet in het sjabloon; zet het terug."
_NO_TARGET = "Het sjabloon verwijst bij {place} naar iets dat in het bestand niet staat."
_METADATA = "sheetMetadata"

Missing = Literal["refuse", "drop"]


@dataclass(frozen=True, slots=True)
class Grafted:
    """What a graft did.

    Attributes:
        sheets: new name by the old name of every sheet.
        tables: new name by the old name of every table.
        names: name in the target by the old name, in lower case, of every defined name.
        dropped: what was left out, as ``Blad!A1:A9 (dataValidation)``.
    """

    sheets: Mapping[str, str]
    tables: Mapping[str, str]
    names: Mapping[str, str]
    dropped: tuple[str, ...]


def graft(
    target: Package,
    source: bytes,
    sheets: Sequence[str],
    *,
    rename: Mapping[str, str] = MappingProxyType({}),
    missing: Missing = "refuse",
    recalculate: bool = True,
) -> Grafted:
    """Copies worksheets behind the last tab of a workbook.

    They look, compute and print as in the source: looks, names, tables, validations, formats,
    links, notes and charts come along. What the target has stays as it is, byte for byte outside
    the content types, the workbook part and its relationships, the styles (which only grow) and
    the list of tabs. The active tab stays.

    Args:
        target: the workbook that gets the sheets.
        source: the workbook that has them; a template of ours.
        sheets: which ones, in the order in which they come.
        rename: new names of sheets; for a sheet that does not come, what formulas that refer to it
            find in the target instead. A name that is taken gets a number.
        missing: what happens to formulas that refer to what is neither grafted nor in the target:
            ``refuse``, or ``drop`` the rule, validation or link; a cell keeps its result.
        recalculate: whether Excel calculates everything when it opens a target with new formulas.

    Raises:
        TemplateError: no such sheet, or one that refers to what is not there.
        PackageError: a sheet holds what can't be copied, too many styles, a damaged workbook.
    """
    book = Package(_translated(source, strict=target.workbook.namespace == STRICT))
    for sheet in sheets:
        if sheet not in book.worksheets:
            raise TemplateError(_NO_SHEET.format(sheet=sheet))
    links = Links(book, target, _free_sheets(target, sheets, rename), rename)
    grafts = _Grafts(target, book, links)
    for sheet in sheets:
        grafts.prepare(sheet)
    if missing == "refuse" and grafts.dropped:
        raise TemplateError(_NO_TARGET.format(place=grafts.dropped[0]))
    grafts.place()
    if recalculate and grafts.has_formulas:
        target.workbook.recalculate_on_load()
    known = {old: new for old, new in links.names.items() if new is not None}
    return Grafted(links.sheets, links.tables, known, grafts.dropped)


class _Grafts:
    """The sheets on their way: first all made fit, then all put in place."""

    def __init__(self, target: Package, source: Package, links: Links) -> None:
        self._target, self._source, self._links = target, source, links
        themes = _theme(source), _theme(target)
        self._styles = StyleMap(source.styles, target.styles, themes)
        self._parts = PartGraft(source, target, links, self._styles)
        self._strings = _strings(source)
        self._ready: list[SheetGraft] = []

    @property
    def dropped(self) -> tuple[str, ...]:
        """What is left out of all sheets."""
        return tuple(line for sheet in self._ready for line in sheet.dropped)

    @property
    def has_formulas(self) -> bool:
        """Whether cells of any sheet compute something."""
        return any(sheet.has_formulas for sheet in self._ready)

    def prepare(self, name: str) -> None:
        """Makes a sheet fit for the target."""
        self._parts.check(name)
        part = self._source.worksheets[name]
        root = xml.parse(part, self._source.archive.read(part))
        sheet = SheetGraft(name, root, self._links, self._styles, self._strings)
        sheet.run()
        lost = self._links.lost_names(name)
        sheet.dropped += [f"{name}!{local} (definedName)" for local in lost]
        self._ready.append(sheet)

    def place(self) -> None:
        """Puts the sheets and the names in the target."""
        self._take_metadata()
        states = {tab.name: tab.state for tab in self._source.workbook.tabs()}
        for sheet in self._ready:
            part = self._parts.sheet(self._source.worksheets[sheet.sheet], sheet.root)
            self._target.add_tab(self._links.sheets[sheet.sheet], part, states[sheet.sheet])
            place = len(self._target.tabs) - 1
            for name, formula in self._links.local_names(sheet.sheet):
                self._target.workbook.set_name(name.name, formula, sheet=place, hidden=name.hidden)
        for name in self._links.new_names.values():
            self._target.set_name(name.name, name.formula, hidden=name.hidden)

    def _take_metadata(self) -> None:
        """Brings what marks formulas that spill; where the target has its own, they become plain.

        A plain one fills the cells that it filled in the source.
        """
        marked = [c for sheet in self._ready for c in sheet.root.iter() if c.get("cm") is not None]
        part = self._source.relations.first(_METADATA)
        if not marked:
            return
        if part is not None and self._target.relations.first(_METADATA) is None:
            new = self._parts.copy(part)
            self._target.relations.add(f"{self._target.workbook.links}/{_METADATA}", new)
            return
        for cell in marked:
            del cell.attrib["cm"]


def _free_sheets(
    target: Package, sheets: Sequence[str], rename: Mapping[str, str]
) -> dict[str, str]:
    """Names for the tabs that no tab has."""
    new: dict[str, str] = {}
    for sheet in sheets:
        new[sheet] = target.free_name(rename.get(sheet, sheet), new.values())
    return new


def _theme(package: Package) -> Theme:
    return Theme(package.archive, package.relations)


def _strings(package: Package) -> list[xml.Element]:
    """The shared texts of a workbook."""
    part = package.relations.first("sharedStrings")
    return [] if part is None else xml.children(xml.parse(part, package.archive.read(part)), "si")


def _translated(data: bytes, *, strict: bool) -> bytes:
    """The workbook with the names of its elements as the target has them: strict or not."""
    archive = Archive(data)
    pattern, new = (
        (_TRANSITIONAL_URI, rb"http://purl.oclc.org/ooxml/\1/\2")
        if strict
        else (_STRICT_URI, rb"http://schemas.openxmlformats.org/\1/2006/\2")
    )
    for part in archive.names:
        if part.endswith((".xml", ".rels")):
            old = archive.read(part)
            if pattern.search(old):
                archive.put(part, [pattern.sub(new, old)])
    stream = io.BytesIO()
    for piece in archive.pieces():
        stream.write(piece)
    return stream.getvalue()
