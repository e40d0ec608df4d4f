"""Opens any workbook safely: values from calamine, the structure it does not tell from the XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import MARKABLE
from expertteam_xl.protection.kinds import OLE
from expertteam_xl.register.archive import Archive, Limits, refuse
from expertteam_xl.register.facts import Place, SheetFacts
from expertteam_xl.register.loose import margin_texts, read_notes, read_properties
from expertteam_xl.register.ods import CONTENT, read_ods
from expertteam_xl.register.parts import (
    SheetEntry,
    WorkbookParts,
    content_suffix,
    is_signed,
    read_tables,
    read_workbook,
)
from expertteam_xl.register.raw import CellError, CellValue, LooseText, RawSheet, RawWorkbook
from expertteam_xl.register.room import Room
from expertteam_xl.register.sheetevents import XmlRefusedError
from expertteam_xl.register.sheetxml import scan_sheet
from expertteam_xl.register.source import Source, check_content, read_source
from expertteam_xl.register.sparse import (
    Block,
    Lookups,
    left_out_notice,
    read_lookups,
    read_sparse,
    to_block,
)
from expertteam_xl.register.weights import TextTooLongError, TextWeights, weigh_texts
from expertteam_xl.register.xls import read_xls
from expertteam_xl.register.xlsb import read_xlsb, workbook_part

__all__ = ["Limits", "open_workbook"]

_BATCH = 128
_SMALL_AREA = 1_000_000
_SPARSE = 8
_DEFAULTS = Limits()
_RESAVE = "open het in Excel en bewaar het opnieuw als .xlsx"


def open_workbook(
    source: Path | str | bytes, *, limits: Limits = _DEFAULTS, password: str | None = None
) -> RawWorkbook:
    """Reads a workbook whole, without ever changing it.

    Args:
        source: where it stands, or its bytes.
        limits: what it may hold.
        password: of a protected file.

    Returns:
        the values of every worksheet at their places, and its structure.

    Raises:
        PasswordError: it is protected, and this is not its password.
        RegisterError: it can't be used; one Dutch sentence says why and what to do.
    """
    found = read_source(source, limits, password)
    if found.data.startswith(OLE):
        return read_xls(found, limits)
    archive = Archive(found.name, found.data, limits)
    check_content(archive)
    if CONTENT in archive:
        return read_ods(found, archive)
    binary = workbook_part(archive)
    return read_xlsb(found, archive, binary) if binary else _read_xml(found, archive)


def _read_xml(found: Source, archive: Archive) -> RawWorkbook:
    """A workbook of Excel's own XML."""
    parts = read_workbook(archive)
    suffix = _suffix(found, archive, parts)
    reader = _Reader(found, archive, parts, archive.limits)
    sheets, notices = reader.read()
    properties, unread = read_properties(archive)
    return RawWorkbook(
        found.name,
        found.path,
        suffix,
        found.data,
        parts.date1904,
        sheets,
        found.notices + notices,
        is_signed(archive),
        found.password,
        properties,
        (*reader.unread, *unread),
    )


def _suffix(found: Source, archive: Archive, parts: WorkbookParts) -> str:
    """The file's own extension when it is one of a workbook, else the one that fits."""
    fitting = content_suffix(archive, parts.part)
    given = found.path.suffix.lower() if found.path is not None else ""
    return given if given in MARKABLE else fitting


class _Reader:
    """Reads the sheets of one workbook."""

    def __init__(
        self, source: Source, archive: Archive, parts: WorkbookParts, limits: Limits
    ) -> None:
        self._source = source
        self._archive = archive
        self._parts = parts
        self._limits = limits
        self._calamine: CalamineWorkbook | None = None
        self._weights: TextWeights | None = None
        self._lookups: Lookups | None = None
        self._notices: list[str] = []
        self.unread: list[str] = []
        self._room = Room(limits.cells)

    def read(self) -> tuple[tuple[RawSheet, ...], tuple[str, ...]]:
        """All worksheets, and sentences for the user."""
        sheets = tuple(self._read_sheet(entry) for entry in self._parts.sheets)
        return sheets, tuple(self._notices)

    def _read_sheet(self, entry: SheetEntry) -> RawSheet:
        try:
            facts, block = self._read_values(entry)
        except XmlRefusedError:
            refuse(
                self._archive.name,
                f"de inhoud van blad {entry.name} is beschadigd of bevat verboden XML",
                _RESAVE,
            )
        if block.left_out:
            self._notices.append(left_out_notice(entry.name, block.left_out))
        block = _place_errors(block, facts)
        self._room.take(len(block.columns), len(block.columns[0]) if block.columns else 0)
        _place_negatives(block, facts)
        tables, filtered = read_tables(self._archive, entry.part)
        return RawSheet(
            name=entry.name,
            part=entry.part,
            state=entry.state,
            top=block.top,
            left=block.left,
            columns=block.columns,
            merged=tuple(facts.merged),
            tables=tables,
            hidden_rows=frozenset(facts.hidden_rows),
            hidden_columns=_hidden_columns(block, facts),
            filtered=facts.filtered or filtered,
            aggregates=frozenset(facts.aggregates),
            loose=(*margin_texts(facts.margins), *self._notes(entry)),
        )

    def _notes(self, entry: SheetEntry) -> Iterator[LooseText]:
        try:
            yield from read_notes(self._archive, entry.part)
        except RegisterError:
            self.unread.append(f"de opmerkingen op blad {entry.name}")

    def _read_values(self, entry: SheetEntry) -> tuple[SheetFacts, Block]:
        """The facts and values of a sheet, by calamine where that is safe and complete."""
        facts = scan_sheet(lambda: self._stream(entry.part))
        self._check_cells(entry, facts)
        block = self._read_dense(entry) if self._fits_calamine(entry, facts) else None
        if block is not None and (block.columns or not facts.cells):
            return facts, block
        facts, values = read_sparse(self._archive, entry.part, self._get_lookups())
        block = to_block(values, self._room.of_sheet(len(values)))
        if block is None:
            refuse(
                self._archive.name,
                f"de cellen op blad {entry.name} liggen te ver uiteen",
                "verwijder wat ver buiten de lijst staat en bewaar het opnieuw",
            )
        return facts, block

    def _check_cells(self, entry: SheetEntry, facts: SheetFacts) -> None:
        if facts.cells > self._limits.cells:
            refuse(
                self._archive.name,
                f"blad {entry.name} heeft meer dan {self._limits.cells} cellen",
                "verwijder lege maar opgemaakte cellen of verhoog de grens in de instellingen",
            )

    def _get_lookups(self) -> Lookups:
        if self._lookups is None:
            self._lookups = read_lookups(self._archive, self._parts)
        return self._lookups

    def _fits_calamine(self, entry: SheetEntry, facts: SheetFacts) -> bool:
        """Whether calamine reads this sheet completely and within the limits."""
        sparse = facts.area > _SMALL_AREA and facts.cells * _SPARSE < facts.area
        if not facts.for_calamine or sparse or facts.area > self._room.of_sheet(facts.cells):
            return False
        most = self._limits.unpacked_bytes
        return not self._text_weights().swells(facts, lambda: self._stream(entry.part), most)

    def _stream(self, part: str) -> Iterator[bytes]:
        return self._archive.stream(part)

    def _text_weights(self) -> TextWeights:
        """Weighs the parts that only calamine reads, so that they can't outgrow their header."""
        if self._weights is None:
            parts = {r.kind: r.target for r in self._parts.relations.values()}
            styles, strings = parts.get("styles", ""), parts.get("sharedStrings", "")
            if styles in self._archive:
                self._archive.read(styles)
            chunks = self._stream(strings) if strings in self._archive else ()
            try:
                self._weights = weigh_texts(chunks)
            except TextTooLongError:
                refuse(
                    self._archive.name,
                    "een van de teksten is groter dan 64 MB",
                    "verwijder die tekst en bewaar het opnieuw",
                )
        return self._weights

    def _read_dense(self, entry: SheetEntry) -> Block | None:
        """The values as calamine reads them; None when it can't."""
        try:
            return _to_block(self._calamine_sheet(entry))
        except (CalamineError, ValueError, OSError):
            return None
        except BaseException as panic:
            if type(panic).__name__ != "PanicException":  # a panic of the Rust code
                raise
            return None

    def _calamine_sheet(self, entry: SheetEntry) -> CalamineSheet:
        if self._calamine is None:
            self._calamine = CalamineWorkbook.from_filelike(BytesIO(self._source.data))
        names = self._calamine.sheet_names
        if entry.index < len(names) and names[entry.index] == entry.name:
            return self._calamine.get_sheet_by_index(entry.index)
        return self._calamine.get_sheet_by_name(entry.name)


class _Memo(dict[Any, CellValue]):
    """One object per distinct text or date, and the form that this package wants it in."""

    def __missing__(self, value: CellValue) -> CellValue:
        if isinstance(value, datetime) and value.time() == time.min:
            plain: CellValue = value.date()
        else:
            plain = value
        self[value] = plain
        return plain


_SHARED = {str, date, datetime}
"""Types of which equal values may be one object: unlike True and 1.0, they are not confused."""


def _to_block(sheet: CalamineSheet) -> Block:
    """The sheet's values, column by column."""
    start = sheet.start
    if start is None:
        return Block(1, 1, [])
    memo = _Memo({"": None})
    columns: list[list[CellValue]] = [[] for _ in range(sheet.width)]
    for batch in _batches(islice(sheet.iter_rows(), start[0], None)):
        for column, values in zip(columns, zip(*batch, strict=True), strict=True):
            if set(map(type, values)) <= _SHARED:
                column.extend(map(memo.__getitem__, values))
            else:
                column.extend([v if type(v) is float else memo[v] for v in values])
    return Block(start[0] + 1, start[1] + 1, columns)


def _batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _place_errors(block: Block, facts: SheetFacts) -> Block:
    """The block with errors and formulas that were never calculated at their places."""
    left_out = set(block.left_out)
    unread = {place: code for place, code in facts.unread.items() if place not in left_out}
    if not unread:
        return block
    block = _reaching(block, unread)
    for (row, column), code in unread.items():
        block.columns[column - block.left][row - block.top] = CellError(code)
    if facts.arrays:
        _place_arrays(block, facts)
    return block


def _place_negatives(block: Block, facts: SheetFacts) -> None:
    """Gives numbers below zero back their value where calamine made a date or time of them."""
    for (row, column), number in facts.negatives.items():
        i, j = row - block.top, column - block.left
        if not (0 <= j < len(block.columns) and 0 <= i < len(block.columns[j])):
            continue
        if isinstance(block.columns[j][i], (date, time)):
            block.columns[j][i] = number


def _reaching(block: Block, places: Iterable[Place]) -> Block:
    """The block, made larger with blanks where it does not reach these places."""
    rows, columns = zip(*places, strict=True)
    if not block.columns:
        block = Block(min(rows), min(columns), [[]], block.left_out)
    above, below = block.top - min(rows), max(rows) - block.top + 1 - len(block.columns[0])
    before, after = block.left - min(columns), max(columns) - block.left + 1 - len(block.columns)
    if max(above, below, before, after) <= 0:
        return block
    above, below, before, after = (max(0, number) for number in (above, below, before, after))
    tall = [[None] * above + values + [None] * below for values in block.columns]
    left: list[list[CellValue]] = [[None] * len(tall[0]) for _ in range(before)]
    right: list[list[CellValue]] = [[None] * len(tall[0]) for _ in range(after)]
    return Block(block.top - above, block.left - before, [*left, *tall, *right], block.left_out)


def _place_arrays(block: Block, facts: SheetFacts) -> None:
    """Marks the blank cells of array formulas that were never calculated.

    Areas may overlap and be many: every cell is looked at once.
    """
    width, height = len(block.columns), len(block.columns[0])
    boxes = np.array([(a.left, a.top, a.right, a.bottom) for a in facts.arrays], dtype=np.int64)
    left, right = (boxes[:, [0, 2]] - block.left + (0, 1)).clip(0, width).T
    top, bottom = (boxes[:, [1, 3]] - block.top + (0, 1)).clip(0, height).T
    edges = np.zeros((width + 1, height + 1), dtype=np.int32)
    for columns, rows, step in (
        (left, top, 1), (left, bottom, -1), (right, top, -1), (right, bottom, 1)
    ):  # fmt: skip
        np.add.at(edges, (columns, rows), step)
    over = np.zeros(height + 1, dtype=np.int32)
    uncalculated = CellError()
    for values, edge in zip(block.columns, edges, strict=False):
        over += edge
        for index in np.flatnonzero(over.cumsum()[:height]).tolist():
            if values[index] is None:
                values[index] = uncalculated


def _hidden_columns(block: Block, facts: SheetFacts) -> frozenset[int]:
    """Column numbers of all hidden stretches, as far as the sheet's values reach."""
    right = block.left + len(block.columns) - 1
    numbers: set[int] = set()
    reached = 0
    for first, last in sorted(facts.hidden_columns):
        numbers.update(range(max(first, reached + 1), min(last, right) + 1))
        reached = max(reached, last)
    return frozenset(numbers)
