"""A workbook as a package of parts: the edits that lose nothing."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from expertteam_xl.files import explained, write_whole
from expertteam_xl.package import titles, xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.areas import absolute, quoted
from expertteam_xl.package.chain import without_sheet
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.formats import FormatEdit, Marking
from expertteam_xl.package.newsheet import NewSheet, to_xml
from expertteam_xl.package.relations import ContentTypes, Relations
from expertteam_xl.package.rows import Row, read_rows
from expertteam_xl.package.splice import holds, resplice
from expertteam_xl.package.styles import StyleSheet
from expertteam_xl.package.workbook import WorkbookPart

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_TYPE = f"{_MAIN}.worksheet+xml"
_STYLES_TYPE = f"{_MAIN}.styles+xml"
_LONGEST_NAME = 31
_NO_WORKBOOK = "Het bestand is geen Excel-werkmap; kies het register als .xlsx."


class Package:
    """An .xlsx, .xlsm or .xltx file; what is not edited stays byte for byte.

    Edits are made in memory; nothing is written before `save`.
    """

    def __init__(self, data: bytes) -> None:
        """Opens a workbook.

        Raises:
            PackageError: no workbook, or a damaged one.
        """
        archive = Archive(data)
        self._archive = archive
        self._types = ContentTypes(archive)
        part = Relations(archive, "").first("officeDocument") or archive.find("xl/workbook.xml")
        if part is None:
            raise PackageError(_NO_WORKBOOK)
        self._part = part
        self._relations = Relations(archive, part)
        self._workbook = WorkbookPart(part, archive.read(part))
        self._styles: tuple[str, StyleSheet] | None = None

    @property
    def _folder(self) -> str:
        """Where new parts go, even when a package writes a slash before the names of its own."""
        return posixpath.dirname(self._part).lstrip("/")

    @property
    def tabs(self) -> tuple[str, ...]:
        """Names of all tabs, charts and dialogs too, in their order."""
        return tuple(tab.name for tab in self._workbook.tabs())

    @property
    def worksheets(self) -> dict[str, str]:
        """Part of every worksheet by the name of its tab, in the order of the tabs."""
        parts = {r.id: r.target for r in self._relations.all() if r.kind == "worksheet"}
        return {
            tab.name: parts[tab.relation]
            for tab in self._workbook.tabs()
            if tab.relation in parts and self._archive.find(parts[tab.relation]) is not None
        }

    @property
    def archive(self) -> Archive:
        """The parts themselves, for the edits of this room."""
        return self._archive

    @property
    def workbook_part(self) -> str:
        """Name of the workbook's own part."""
        return self._part

    @property
    def types(self) -> ContentTypes:
        """What every part is."""
        return self._types

    @property
    def relations(self) -> Relations:
        """What the workbook's own part leads to."""
        return self._relations

    @property
    def workbook(self) -> WorkbookPart:
        """The workbook's own part: its tabs and its names."""
        return self._workbook

    @property
    def date1904(self) -> bool:
        """Whether serial numbers count from 1904."""
        return self._workbook.date1904

    @property
    def styles(self) -> StyleSheet:
        """The styles, to add to; the part is made when there is none."""
        if self._styles is None:
            part = self._relations.first("styles") or self._new_styles()
            self._styles = part, StyleSheet(part, self._archive.read(part))
        return self._styles[1]

    def free_name(self, wanted: str, others: Iterable[str] = ()) -> str:
        """The wanted name for a tab, or the same with ``(2)``, ``(3)`` … when it is taken.

        Args:
            wanted: the name; what is too long for Excel is cut off.
            others: names that are taken as well.
        """
        taken = {name.casefold() for name in (*self.tabs, *others)}
        name, number = wanted[:_LONGEST_NAME], 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = wanted[: _LONGEST_NAME - len(ending)].rstrip() + ending
        return name

    def rows(self, sheet: str) -> list[tuple[int, Row]]:
        """What a small worksheet says, row by row with its number.

        Raises:
            PackageError: damaged, or too large.
        """
        strings = self._relations.first("sharedStrings")
        known = self._relations.first("styles") is not None
        dates = self.styles.date_styles() if known else ()
        return read_rows(self._archive, self.worksheets[sheet], strings, dates)

    def add_sheet(self, sheet: NewSheet) -> None:
        """Adds a worksheet behind the last tab; the active tab stays the active one."""
        part = self.free_part("worksheets/sheet", "xml", len(self.tabs) + 1)
        self._archive.put(
            part, to_xml(sheet, self._workbook.namespace, date1904=self._workbook.date1904)
        )
        self.add_tab(sheet.name, part)
        self._define_areas(sheet)

    def add_tab(self, name: str, part: str, state: str | None = None) -> None:
        """Makes a part that is there a worksheet, behind the last tab.

        Args:
            name: of its tab; free.
            part: the sheet's part.
            state: ``hidden`` or ``veryHidden``; None for a tab in view.
        """
        before = list(self.worksheets)
        self._types.add(part, _SHEET_TYPE)
        relation = self._relations.add(f"{self._workbook.links}/worksheet", part)
        self._workbook.add_tab(name, relation, state)
        self._retitle(titles.with_sheet, before, name)

    def remove_sheet(self, name: str) -> None:
        """Removes a worksheet with everything that only it leads to."""
        before = list(self.worksheets)
        part = self.worksheets[name]
        index = self.tabs.index(name)
        number = self._workbook.tabs()[index].sheet_id
        self._relations.remove_to(part)
        self._workbook.remove_tab(index)
        self._forget_calculations(number)
        self._retitle(titles.without_sheet, before, name)
        self._remove_part(part)

    def name(self, name: str) -> str | None:
        """What a defined name of the workbook refers to; None when it is not defined."""
        return self._workbook.name(name)

    def set_name(self, name: str, formula: str, *, hidden: bool = False) -> None:
        """Defines a name of the workbook, in place of what it meant before."""
        self._workbook.set_name(name, formula, hidden=hidden)

    def replace_formats(self, formula: str, markings: Mapping[str, Sequence[Marking]]) -> None:
        """Replaces, on all worksheets, the conditional formats that have a certain formula.

        Args:
            formula: the formula that is ours alone.
            markings: by the name of a worksheet, most important first; names without a
                worksheet are passed over.

        Raises:
            PackageError: a worksheet is damaged.
        """
        for name, part in self.worksheets.items():
            new = markings.get(name, ())
            if new or holds(self._archive.stream(part), formula.encode()):
                edit = FormatEdit(formula, new)
                self._archive.put(part, resplice(self._archive.stream(part), edit))

    def save(self, target: Path | BinaryIO) -> None:
        """Writes the workbook: to a path whole or not at all, or to an open stream.

        Raises:
            PackageError: the workbook is damaged.
            RegisterError: the path can't be written.
        """
        if isinstance(target, Path):
            with explained(target):
                write_whole(target, self._write_file)
            return
        for piece in self._pieces():
            target.write(piece)

    def _write_file(self, path: Path) -> None:
        with path.open("wb") as stream:
            stream.writelines(self._pieces())
            stream.flush()
            os.fsync(stream.fileno())

    def _pieces(self) -> Iterator[bytes | memoryview]:
        self._archive.put(self._part, [self._workbook.serialise()])
        if self._styles is not None and self._styles[1].changed:
            part, styles = self._styles
            self._archive.put(part, [styles.serialise()])
        return self._archive.pieces()

    def _new_styles(self) -> str:
        part = posixpath.join(self._folder, "styles.xml")
        self._archive.put(part, [StyleSheet.blank(self._workbook.namespace)])
        self._types.add(part, _STYLES_TYPE)
        self._relations.add(f"{self._workbook.links}/styles", part)
        return part

    def free_part(self, stem: str, extension: str, number: int = 1) -> str:
        """A name that no part has, in any case, beside the workbook's own part.

        Args:
            stem: folder and beginning, such as ``worksheets/sheet``.
            extension: without its dot.
            number: the first to try.
        """
        start = posixpath.join(self._folder, stem)
        while self._archive.find(f"{start}{number}.{extension}") is not None:
            number += 1
        return f"{start}{number}.{extension}"

    def _define_areas(self, sheet: NewSheet) -> None:
        """The names by which Excel knows print area, repeated row and filter of a sheet."""
        place, name = len(self.tabs) - 1, quoted(sheet.name)
        layout = sheet.print
        self._workbook.set_name("_xlnm.Print_Area", f"{name}!{absolute(layout.area)}", sheet=place)
        if layout.title_row:
            rows = f"{name}!${layout.title_row}:${layout.title_row}"
            self._workbook.set_name("_xlnm.Print_Titles", rows, sheet=place)
        if sheet.filter_area:
            area = f"{name}!{absolute(sheet.filter_area)}"
            self._workbook.set_name("_xlnm._FilterDatabase", area, sheet=place, hidden=True)

    def _retitle(self, edit: titles.Edit, sheets: Sequence[str], name: str) -> None:
        """Keeps the list of tabs in the document properties right, where it was right.

        Properties that can't be read stay as they are: a workbook opens without them.
        """
        part = Relations(self._archive, "").first("extended-properties")
        part = part or Relations(self._archive, "").first("extendedProperties")
        if part is None:
            return
        try:
            root = xml.parse(part, self._archive.read(part))
        except PackageError:
            return
        if edit(root, sheets, name):
            self._archive.put(part, [xml.serialise(root)])

    def _forget_calculations(self, sheet_id: int) -> None:
        """Takes a sheet's formulas out of the order of calculation."""
        part = self._relations.first("calcChain")
        if part is None:
            return
        root = xml.parse(part, self._archive.read(part))
        left = without_sheet(root, sheet_id)
        if left is None:
            self._relations.remove_to(part)
            self._remove_part(part)
        elif left:
            self._archive.put(part, [xml.serialise(root)])

    def _remove_part(self, part: str) -> None:
        """Removes a part, and what is left without anything that leads to it."""
        relations = Relations(self._archive, part)
        targets = {relation.target for relation in relations.all()}
        for gone in (part, relations.part):
            self._archive.remove(gone)
            self._types.remove(gone)
        for target in targets - self._led_to():
            if self._archive.find(target) is not None:
                self._remove_part(target)

    def _led_to(self) -> set[str]:
        """Every part that another part still leads to."""
        found: set[str] = set()
        for name in self._archive.names:
            folder, base = posixpath.split(name)
            if posixpath.basename(folder) == "_rels" and base.endswith(".rels"):
                owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
                found.update(r.target for r in Relations(self._archive, owner).all())
        return found
