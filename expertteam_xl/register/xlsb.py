"""Binary workbooks of Excel 2007 and newer (.xlsb): their values and errors, record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from expertteam_xl.register import tokens
from expertteam_xl.register.archive import Archive, refuse
from expertteam_xl.register.biff12 import records, wide_text
from expertteam_xl.register.binary import (
    BROKEN,
    BinaryDamagedError,
    Formats,
    error_value,
    packed_number,
)
from expertteam_xl.register.parts import Relation, read_relations
from expertteam_xl.register.raw import Box, CellValue, ExcelTable, RawSheet, RawWorkbook
from expertteam_xl.register.references import LAST_COLUMN, LAST_ROW
from expertteam_xl.register.room import Room
from expertteam_xl.register.sheetcells import SheetCells
from expertteam_xl.register.source import Source

_WORKBOOK_PROPERTIES, _TAB, _TEXT, _FORMAT = 153, 156, 19, 44
_CELL_FORMATS, _CELL_FORMATS_END, _XF = 617, 618, 47
_ROW, _MERGED, _SHARED, _ARRAY, _TABLE = 0, 176, 427, 426, 343
_PACKED, _ERROR, _BOOL, _REAL, _INLINE, _COMMON = 2, 3, 4, 5, 6, 7
_TEXT_FORMULA, _REAL_FORMULA, _BOOL_FORMULA, _ERROR_FORMULA, _RICH = 8, 9, 10, 11, 62
_CELLS = frozenset((*range(_PACKED, _ERROR_FORMULA + 1), _RICH))
_FORMULAS = frozenset(range(_TEXT_FORMULA, _ERROR_FORMULA + 1))
_STATES = {1: "hidden", 2: "veryHidden"}
_STYLE = 0xFFFFFF
_VALUE = 8
_CELL = struct.Struct("<II")
_DOUBLE, _LONG, _AREA = struct.Struct("<d"), struct.Struct("<I"), struct.Struct("<IIII")
_FORMULA_FLAGS = 2
_FETCH = "haal het opnieuw op, of open het in Excel en bewaar het als .xlsx"


@dataclass(frozen=True)
class _Tab:
    """A worksheet as the workbook lists it."""

    name: str
    state: str
    part: str


@dataclass(frozen=True)
class _Shared:
    """What the whole workbook shares: whether it counts from 1904, its texts and formats."""

    date1904: bool
    texts: tuple[str, ...]
    formats: Formats


def workbook_part(archive: Archive) -> str | None:
    """Name of the binary workbook part; None when the package has none."""
    for relation in read_relations(archive, "").values():
        if relation.kind == "officeDocument":
            is_binary = relation.target.lower().endswith(".bin") and relation.target in archive
            return relation.target if is_binary else None
    return "xl/workbook.bin" if "xl/workbook.bin" in archive else None


def read_xlsb(source: Source, archive: Archive, part: str) -> RawWorkbook:
    """The workbook.

    Args:
        source: the file.
        archive: its parts.
        part: name of the binary workbook part.

    Raises:
        RegisterError: it is damaged, or more than the limits allow.
    """
    try:
        relations = read_relations(archive, part)
        date1904, tabs = _read_tabs(archive, part, relations)
        if not tabs:
            refuse(source.name, "er staat geen werkblad in", "kies het bestand met het register")
        shared = _read_shared(archive, relations, date1904=date1904)
        room = Room(archive.limits.cells)
        read = [_read_sheet(archive, shared, tab, room) for tab in tabs]
    except BROKEN:
        refuse(source.name, "het bestand is beschadigd", _FETCH)
    return RawWorkbook(
        source.name,
        source.path,
        ".xlsb",
        source.data,
        date1904,
        tuple(sheet for sheet, _ in read),
        (*source.notices, *(notice for _, notice in read if notice)),
        password=source.password,
    )


def _read_tabs(
    archive: Archive, part: str, relations: dict[str, Relation]
) -> tuple[bool, list[_Tab]]:
    """Whether the workbook counts from 1904, and its worksheets.

    Raises:
        BinaryDamagedError: two of them are the same part.
    """
    date1904, tabs = False, []
    for kind, body in records(archive.stream(part)):
        if kind == _WORKBOOK_PROPERTIES:
            date1904 = bool(body[0] & 1)
        elif kind == _TAB:
            (state,) = _LONG.unpack_from(body)
            key, end = wide_text(body, _VALUE)
            name, _ = wide_text(body, end)
            relation = relations.get(key)
            if relation is None or relation.kind != "worksheet":
                continue
            if relation.target not in archive:
                refuse(archive.name, f"de inhoud van blad {name} ontbreekt", _FETCH)
            tabs.append(_Tab(name, _STATES.get(state, "visible"), relation.target))
    if len({tab.part for tab in tabs}) < len(tabs):
        raise BinaryDamagedError
    return date1904, tabs


def _read_shared(archive: Archive, relations: dict[str, Relation], *, date1904: bool) -> _Shared:
    parts = {relation.kind: relation.target for relation in relations.values()}
    strings, styles = parts.get("sharedStrings", ""), parts.get("styles", "")
    texts = _read_texts(archive, strings) if strings in archive else ()
    numbers, codes = _read_styles(archive, styles) if styles in archive else ([], {})
    return _Shared(date1904, tuple(texts), Formats(numbers, codes, date1904=date1904))


def _read_texts(archive: Archive, part: str) -> Iterator[str]:
    for kind, body in records(archive.stream(part)):
        if kind == _TEXT:
            yield wide_text(body, 1)[0]


def _read_styles(archive: Archive, part: str) -> tuple[list[int], dict[int, str]]:
    """The number format of every cell format, and the codes of number formats."""
    numbers: list[int] = []
    codes: dict[int, str] = {}
    inside = False
    for kind, body in records(archive.stream(part)):
        if kind in (_CELL_FORMATS, _CELL_FORMATS_END):
            inside = kind == _CELL_FORMATS
        elif kind == _XF and inside:
            numbers.append(int.from_bytes(body[2:4], "little"))
        elif kind == _FORMAT:
            codes[int.from_bytes(body[:2], "little")] = wide_text(body, 2)[0]
    return numbers, codes


def _read_sheet(
    archive: Archive, shared: _Shared, tab: _Tab, room: Room
) -> tuple[RawSheet, str | None]:
    """A sheet and what the user should know about it."""
    cells = SheetCells(archive.name, tab.name, tab.state, archive.limits, room)
    reader = _SheetReader(cells, shared)
    for kind, body in records(archive.stream(tab.part)):
        reader.read(kind, body)
    reader.close()
    cells.tables = tuple(_read_tables(archive, tab.part))
    return cells.finish()


def _read_tables(archive: Archive, part: str) -> Iterator[ExcelTable]:
    """The Excel tables on a sheet."""
    for relation in read_relations(archive, part).values():
        if relation.kind != "table" or relation.target not in archive:
            continue
        for kind, body in records(archive.stream(relation.target)):
            if kind == _TABLE:
                top, bottom, left, right = _AREA.unpack_from(body)
                header, totals = struct.unpack_from("<II", body, 24)
                box = Box(top + 1, left + 1, bottom + 1, right + 1)
                yield ExcelTable("", box, bool(header), bool(totals))
                break


class _SheetReader:
    """Takes the records of one sheet and notes its cells."""

    def __init__(self, cells: SheetCells, shared: _Shared) -> None:
        self._cells = cells
        self._shared = shared
        self._row = -1
        self._column = 0
        self._followers: list[tuple[int, int, tuple[int, int]]] = []
        self._formulas: dict[tuple[int, int], bytes] = {}

    def read(self, kind: int, body: bytes) -> None:
        """Takes one record."""
        if kind in _CELLS:
            self._read_cell(kind, body)
        elif kind == _ROW:
            (self._row,) = _LONG.unpack_from(body)
            if self._row >= LAST_ROW:
                raise ValueError
        elif kind == _MERGED:
            top, bottom, left, right = _AREA.unpack_from(body)
            self._cells.merge(top + 1, left + 1, bottom + 1, right + 1)
        elif kind in (_SHARED, _ARRAY):
            self._keep_formula(body[_AREA.size + (kind == _ARRAY) :])

    def close(self) -> None:
        """Settles what could only be told at the end of the sheet."""
        for row, column, leader in self._followers:
            shared = self._formulas.get(leader, b"")
            if tokens.summarises(shared, row, tokens.BIFF12):
                self._cells.aggregates.add((row + 1, column + 1))

    def _read_cell(self, kind: int, body: bytes) -> None:
        column, style = _CELL.unpack_from(body)
        if self._row < 0 or column >= LAST_COLUMN:
            raise ValueError
        value, end = self._value(kind, body, style & _STYLE)
        self._cells.put(self._row + 1, column + 1, value)
        if kind in _FORMULAS:
            self._column = column
            self._note_total(body[end + _FORMULA_FLAGS :])

    def _value(self, kind: int, body: bytes, style: int) -> tuple[CellValue, int]:
        """What a cell holds, and where in the record that ends."""
        if kind in (_REAL, _REAL_FORMULA):
            (number,) = _DOUBLE.unpack_from(body, _VALUE)
            return self._shared.formats.value(number, style), _VALUE + _DOUBLE.size
        if kind in (_PACKED, _COMMON):
            (raw,) = _LONG.unpack_from(body, _VALUE)
            if kind == _COMMON:
                return self._shared.texts[raw], _VALUE + _LONG.size
            return self._shared.formats.value(packed_number(raw), style), _VALUE + _LONG.size
        if kind in (_INLINE, _TEXT_FORMULA, _RICH):
            return wide_text(body, _VALUE + (kind == _RICH))
        raw = body[_VALUE]
        is_error = kind in (_ERROR, _ERROR_FORMULA)
        return error_value(raw) if is_error else bool(raw), _VALUE + 1

    def _note_total(self, formula: bytes) -> None:
        if len(formula) < _LONG.size:
            return
        (size,) = _LONG.unpack_from(formula)
        own = formula[_LONG.size : _LONG.size + size]
        leader = tokens.shared_place(own, tokens.BIFF12)
        if leader is not None:
            column = int.from_bytes(formula[2 * _LONG.size + size :][:4], "little")
            self._followers.append((self._row, self._column, (leader, column)))
        elif tokens.summarises(own, self._row, tokens.BIFF12):
            self._cells.aggregates.add((self._row + 1, self._column + 1))

    def _keep_formula(self, formula: bytes) -> None:
        """Keeps a formula that several cells share, by the cell that stands before it."""
        (size,) = _LONG.unpack_from(formula)
        self._formulas[self._row, self._column] = formula[_LONG.size : _LONG.size + size]
