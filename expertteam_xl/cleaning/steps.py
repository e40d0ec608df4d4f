"""A copy of a register for use outside the team, made and read back in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO

from expertteam_xl.cleaning.around import SheetCleaner
from expertteam_xl.cleaning.fitting import Fitting
from expertteam_xl.cleaning.formulas import Formulas, literals, teller
from expertteam_xl.cleaning.listobjects import SheetTable, clean_tables, tables_of
from expertteam_xl.cleaning.model import Clean, Tally
from expertteam_xl.cleaning.parts import (
    clean_properties,
    clean_workbook,
    has_plain_metadata,
    keep_linked,
    linked,
    prune,
    tell_beside,
)
from expertteam_xl.cleaning.pictures import clean_drawing
from expertteam_xl.cleaning.plan import SheetPlan, plan_list, plan_support
from expertteam_xl.cleaning.rows import RowCleaner
from expertteam_xl.cleaning.taken import candidates, names_in, organisations
from expertteam_xl.errors import RegisterError
from expertteam_xl.leaks import Forbidden, find_leaks
from expertteam_xl.leaks.markup import said
from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.relations import Relations
from expertteam_xl.package.sheetrows import SheetRows, cut
from expertteam_xl.package.strings import forget_texts
from expertteam_xl.register import opened
from expertteam_xl.register.model import Register
from expertteam_xl.register.raw import RawSheet
from expertteam_xl.register.tables import is_own_findings, is_support
from expertteam_xl.text import fold

_SIGNED = (
    "{name} is ondertekend, dus --schoon kan hier niets doen: bewaar het register eerst zonder "
    "handtekening."
)
_OTHER_FORMAT = (
    "{name} is een {suffix}-bestand, dus --schoon kan hier niets doen: bewaar het register in "
    "Excel als .xlsx en probeer het opnieuw."
)
_HIDDEN = (
    "In {name} staan alle lijsten op verborgen bladen, en die gaan niet mee naar buiten: maak in "
    "Excel zichtbaar wat mee mag en probeer het opnieuw."
)
_LEAK = (
    "De schone kopie van {name} is niet geschreven: in {where} staat nog {kind}. Haal dat eerst "
    "uit het register en probeer het opnieuw."
)
_ODD = (
    "Van {name} kan geen schone kopie gemaakt worden, want een blad erin heeft een ongewone vorm; "
    "open het register in Excel, bewaar het opnieuw als .xlsx en probeer het opnieuw."
)
_SHEETS = {
    "own": "blad Bevindingen of Herstel van dit programma",
    "hidden": "verborgen blad",
    "other": "blad dat geen lijst van het register is",
}
_STORY = 3
"""Blanks in a text that tells something."""

_MARKING = "_expertteam_markering"
_NAME = "naam van een bereik die naar iets verwijst dat er niet meer in staat"


def clean(register: Register) -> Clean:
    """Makes a clean copy of a register; the register itself is not touched.

    What stays are the visible lists with their columns of class K0 and K1, the sheets that serve
    them, and the layout. The bytes are read back before they are handed over.

    Args:
        register: what `read_register` gave.

    Raises:
        RegisterError: it can't be cleaned, or something would still be in it; the sentence says
            what to do.
    """
    if not register.markable:
        sentence = _SIGNED if register.signed else _OTHER_FORMAT
        raise RegisterError(sentence.format(name=register.name, suffix=register.suffix.lower()))
    try:
        data, removed, forbidden = _Cleaner(register).run()
        leaks = find_leaks(data, forbidden)
    except PackageError:
        raise RegisterError(_ODD.format(name=register.name)) from None
    if leaks:
        where, kind = leaks[0].where, leaks[0].kind
        raise RegisterError(_LEAK.format(name=register.name, where=where, kind=kind))
    return Clean(data, removed.removed())


class _Cleaner:
    """Makes one clean copy, step by step."""

    def __init__(self, register: Register) -> None:
        self._register, self._tally = register, Tally()
        self._workbook, _ = opened(register.data, config=register.settings)
        self._package = Package(register.data)
        self._names = names_in(self._workbook, register.blocks, self._authors())
        self._named = Forbidden(self._names)
        self._metadata = has_plain_metadata(self._package.archive, self._package.workbook_part)
        self._tables: dict[str, list[SheetTable]] = {}

    def run(self) -> tuple[bytes, Tally, Forbidden]:
        """The bytes, what was taken out, and what may not occur in them."""
        plans = self._plans()
        if not any(self._is_visible(name) for name in plans):
            raise RegisterError(_HIDDEN.format(name=self._register.name))
        forbidden = candidates(self._names, plans.values(), self._loose(plans), self._same(plans))
        self._remove_sheets(plans)
        self._package.replace_formats(_MARKING, {})
        formulas = self._formulas(plans, forbidden)
        for name, plan in plans.items():
            self._clean_sheet(name, plan, formulas)
        texts = self._package.relations.first("sharedStrings")
        if texts is not None:
            forget_texts(self._package, set(range(self._package.archive.read(texts).count(b"si"))))
        self._package.workbook.recalculate_on_load()
        memory = BytesIO()
        self._package.save(memory)
        data = _pruned(memory.getvalue(), self._package, self._tally, metadata=self._metadata)
        return data, self._tally, forbidden

    def _authors(self) -> list[str]:
        """Who made comments and the file, as far as a part says so by itself."""
        archive, found = self._package.archive, []
        for part in archive.names:
            lower = part.casefold()
            if "comments" in lower or "persons/" in lower or lower.endswith("core.xml"):
                found += _said_by(archive, part)
        return found

    def _loose(self, plans: Mapping[str, SheetPlan]) -> list[str]:
        """Comments and properties that go, and what the sheets say that go."""
        loose = [text for sheet in self._workbook.sheets for text in sheet.loose]
        gone = [sheet for sheet in self._workbook.sheets if sheet.name not in plans]
        cells = {text for sheet in gone for text in _said_on(sheet)}
        tabs = [name for name in self._package.tabs if name not in plans]
        return [*tabs, *cells, *(text.text for text in (*loose, *self._workbook.loose))]

    def _same(self, plans: Mapping[str, SheetPlan]) -> list[str]:
        """How cells look, and what tables and areas are called."""
        archive, relations = self._package.archive, self._package.relations
        parts = [r.target for r in relations.all() if r.kind in ("styles", "theme")]
        found = [part for part in parts if archive.find(part) is not None]
        looks = [text for part in found for text in said(xml.parse(part, archive.read(part)))]
        sheets = [self._package.worksheets[name] for name in plans]
        tables = [part for sheet in sheets for part in linked(archive, sheet, "table")]
        names = [xml.parse(part, archive.read(part)).get("displayName") or "" for part in tables]
        return [*looks, *names, *(each.name for each in self._package.workbook.names())]

    def _is_visible(self, name: str) -> bool:
        return any(s.name == name and s.state == "visible" for s in self._workbook.sheets) and any(
            block.sheet == name for block in self._register.blocks
        )

    def _plans(self) -> dict[str, SheetPlan]:
        """The plan of every sheet that stays."""
        known = organisations(self._workbook, self._register.blocks)
        fitting = Fitting(self._named, known, date1904=self._workbook.date1904)
        plans: dict[str, SheetPlan] = {}
        for sheet in self._workbook.sheets:
            blocks = [block for block in self._register.blocks if block.sheet == sheet.name]
            why = why_gone(sheet, lists=bool(blocks))
            if why is not None:
                self._tally.add(_SHEETS[why], sheet.name)
            elif blocks:
                plans[sheet.name] = plan_list(
                    sheet, blocks, self._register, fitting, self._named, self._tally
                )
            else:
                plans[sheet.name] = plan_support(sheet, self._tally)
        return plans

    def _remove_sheets(self, plans: Mapping[str, SheetPlan]) -> None:
        """Takes out the tabs that do not stay, charts and dialogs too."""
        package, known = self._package, self._package.worksheets
        for name in package.tabs:
            if name in plans:
                continue
            if name in known:
                package.remove_sheet(name)
                continue
            self._tally.add(_SHEETS["other"], name)
            package.workbook.remove_tab(package.tabs.index(name))

    def _formulas(self, plans: Mapping[str, SheetPlan], forbidden: Forbidden) -> Formulas:
        """Judges formulas, with the names that stay; the others are taken out."""
        tells = teller(forbidden)
        parts = self._package.worksheets
        self._tables = {
            name: tables_of(self._package.archive, parts[name], plan, tells)
            for name, plan in plans.items()
        }
        gone = {
            t.name.casefold() for tables in self._tables.values() for t in tables if not t.stays
        }
        found = Formulas(
            sheets=frozenset(name.casefold() for name in plans),
            emptied={name.casefold(): plan.emptied for name, plan in plans.items()},
            headers=frozenset(_folded(plan.headers for plan in plans.values())),
            tells=tells,
            tables=frozenset(gone),
        )
        book = self._package.workbook
        names: dict[str, str | None] = {}
        for each in book.names():
            goes = (
                found.breaks(each.formula)
                or "#REF!" in each.formula
                or tells(each.name)
                or _is_text(each.formula)
            )
            names[each.name.casefold()] = None if goes else each.formula
            if goes:
                if not each.name.casefold().startswith(("_xlnm", _MARKING)):
                    self._tally.add(_NAME)
                book.remove_name(each.name, each.sheet)
        return replace(found, names=names)

    def _clean_sheet(self, name: str, plan: SheetPlan, formulas: Formulas) -> None:
        """Cleans one sheet with what goes with it."""
        archive, part = self._package.archive, self._package.worksheets[name]
        sheet = cut(archive.stream(part))
        tell_beside(archive, part, name, self._tally)
        drawings = [
            drawing
            for drawing in linked(archive, part, "drawing")
            if clean_drawing(archive, drawing, name, formulas, self._tally)
        ]
        tables = [t.part for t in self._tables[name] if t.stays]
        clean_tables(archive, name, tables, formulas, self._tally)
        kept = keep_linked(archive, part, (*drawings, *tables))
        cleaner = SheetCleaner(name, formulas, self._tally, kept)
        cleaned = RowCleaner(sheet, plan, formulas, self._tally, metadata=self._metadata)
        rows = b"".join(cleaned.pieces())
        archive.put(part, [_joined(part, sheet, cleaner, rows)])


def _said_by(archive: Archive, part: str) -> list[str]:
    """The authors that a part names."""
    try:
        root = xml.parse(part, archive.read(part))
    except PackageError:
        return []
    named = ("author", "creator", "lastModifiedBy")
    found = [e.text or "" for e in root.iter() if xml.local(e) in named]
    return found + [e.get("displayName") or "" for e in xml.everywhere(root, "person")]


def _said_on(sheet: RawSheet) -> Iterator[str]:
    """The texts of a sheet that goes; of our own results only what may be a story."""
    own = is_own_findings(sheet)
    for column in sheet.columns:
        for value in column:
            if isinstance(value, str) and (not own or value.count(" ") >= _STORY):
                yield value


def why_gone(sheet: RawSheet, *, lists: bool) -> str | None:
    """Why a sheet does not stay; None when it does."""
    if is_own_findings(sheet):
        return "own"
    if is_support(sheet):
        return None
    if sheet.state != "visible":
        return "hidden"
    return None if lists else "other"


def _is_text(formula: str) -> bool:
    """Whether a name stands for a text instead of a place."""
    return any(text for text in literals(formula)) and "!" not in formula


def _folded(groups: Iterable[Iterable[str]]) -> Iterable[str]:
    return (fold(text) for group in groups for text in group if text)


def _joined(part: str, sheet: SheetRows, cleaner: SheetCleaner, rows: bytes) -> bytes:
    """The sheet with what stands around its rows cleaned, in UTF-8."""
    around = sheet.head + sheet.end + sheet.tail.content
    root = xml.parse(part, around)
    cleaner.clean(root)
    data = xml.serialise(root)
    empty = f"<{sheet.prefix}sheetData/>".encode()
    before, found, after = data.partition(empty)
    if not found:
        raise PackageError(_ODD)
    name = f"{sheet.prefix}sheetData".encode()
    return b"%s<%s>%s</%s>%s" % (before, name, rows, name, after)


def _pruned(data: bytes, package: Package, tally: Tally, *, metadata: bool) -> bytes:
    """The package with only parts of a known kind."""
    archive, workbook = Archive(data), package.workbook_part
    if not metadata:
        for part in linked(archive, workbook, "sheetMetadata"):
            Relations(archive, workbook).remove_to(part)
    clean_workbook(archive, workbook)
    clean_properties(archive, tally)
    prune(archive, workbook, tally)
    return b"".join(bytes(piece) for piece in archive.pieces())
