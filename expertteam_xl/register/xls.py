"""Workbooks of Excel 95 to 2003 (.xls): their values and errors, read record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from expertteam_xl.register import tokens
from expertteam_xl.register.archive import Limits, refuse
from expertteam_xl.register.biff import Texts, encoding, records
from expertteam_xl.register.binary import (
    BROKEN,
    BinaryDamagedError,
    Formats,
    error_value,
    packed_number,
)
from expertteam_xl.register.compound import workbook_stream
from expertteam_xl.register.facts import Place
from expertteam_xl.register.raw import CellValue, RawSheet, RawWorkbook
from expertteam_xl.register.room import Room
from expertteam_xl.register.sheetcells import SheetCells
from expertteam_xl.register.source import Source

_BOF, _EOF, _CONTINUE = 0x0809, 0x0A, 0x3C
_CODEPAGE, _DATE_MODE, _SHEET = 0x42, 0x22, 0x85
_FORMAT, _XF, _SST = 0x041E, 0xE0, 0xFC
_FORMULA, _STRING, _SHARED, _ARRAY = 0x06, 0x0207, 0x04BC, 0x0221
_NUMBER, _RK, _MANY_RK, _BOOL_ERROR = 0x0203, 0x027E, 0xBD, 0x0205
_LABEL, _RICH_LABEL, _COMMON_LABEL, _MERGED = 0x0204, 0xD6, 0xFD, 0xE5
_BIFF5, _BIFF8 = 0x0500, 0x0600
_WORKSHEET = 0
_STATES = ("visible", "hidden", "veryHidden", "visible")
_HEAD = struct.Struct("<HHH")
_DOUBLE = struct.Struct("<d")
_PACKED = struct.Struct("<HI")
_AREA = struct.Struct("<HHHH")
_NO_NUMBER = b"\xff\xff"
_TEXT_RESULT, _BOOL_RESULT, _ERROR_RESULT = 0, 1, 2
_RESAVE = "open het in Excel en bewaar het als .xlsx"
_FETCH = "haal het opnieuw op, of open het in Excel en bewaar het als .xlsx"


@dataclass(frozen=True)
class _Tab:
    """A worksheet as the workbook lists it, and where its records begin."""

    name: str
    state: str
    start: int


@dataclass
class _Globals:
    """What the whole workbook shares."""

    wide: bool = True
    codepage: str = "cp1252"
    date1904: bool = False
    tabs: list[_Tab] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)

    def text(self, body: bytes, length_bytes: int) -> str:
        """A short text: its length, then its characters as this version writes them."""
        if self.wide:
            return Texts([body]).text(length_bytes)
        length = int.from_bytes(body[:length_bytes], "little")
        return body[length_bytes : length_bytes + length].decode(self.codepage, "replace")


def read_xls(source: Source, limits: Limits) -> RawWorkbook:
    """The workbook.

    Raises:
        RegisterError: it is damaged, older than Excel 95, or more than the limits allow.
    """
    stream = workbook_stream(source.data)
    if stream is None:
        refuse(source.name, "het bestand is beschadigd of niet volledig", _FETCH)
    if not stream:
        refuse(source.name, "er staat geen Excel-werkmap in", "kies het register als .xlsx")
    try:
        shared = _read_globals(source.name, stream)
        if not shared.tabs:
            refuse(source.name, "er staat geen werkblad in", "kies het bestand met het register")
        room = Room(limits.cells)
        sheets = [SheetCells(source.name, tab.name, tab.state, limits, room) for tab in shared.tabs]
        ends = _ends(shared.tabs, len(stream))
        read = [
            _read_sheet(cells, shared, records(stream, tab.start, ends[tab.start]))
            for cells, tab in zip(sheets, shared.tabs, strict=True)
        ]
    except BROKEN:
        refuse(source.name, "het bestand is beschadigd", _FETCH)
    return RawWorkbook(
        source.name,
        source.path,
        ".xls",
        source.data,
        shared.date1904,
        tuple(sheet for sheet, _ in read),
        (*source.notices, *(notice for _, notice in read if notice)),
        password=source.password,
    )


def _read_globals(name: str, stream: bytes) -> _Globals:
    """The records before the first sheet."""
    shared = _Globals()
    segments: list[bytes] = []
    in_texts = False
    for number, (kind, body) in enumerate(records(stream)):
        if not number:
            shared.wide = _is_wide(name, kind, body)
        elif kind == _EOF:
            break
        elif kind in (_SST, _CONTINUE) and (kind == _SST or in_texts):
            segments.append(body)
        else:
            _read_global(shared, kind, body)
        in_texts = kind == _SST or (in_texts and kind == _CONTINUE)
    else:
        raise BinaryDamagedError
    shared.texts = list(_common_texts(segments))
    return shared


def _is_wide(name: str, kind: int, body: bytes) -> bool:
    """Whether texts may have two bytes a character, by the first record of a workbook."""
    version = int.from_bytes(body[:2], "little")
    if kind != _BOF or version not in (_BIFF5, _BIFF8):
        refuse(name, "het is een Excel-bestand van voor 1995", _RESAVE)
    return version == _BIFF8


def _read_global(shared: _Globals, kind: int, body: bytes) -> None:
    if kind == _CODEPAGE:
        shared.codepage = encoding(int.from_bytes(body[:2], "little"))
    elif kind == _DATE_MODE:
        shared.date1904 = body[:1] == b"\1"
    elif kind == _XF:
        shared.formats.append(int.from_bytes(body[2:4], "little"))
    elif kind == _FORMAT:
        code = shared.text(body[2:], 2 if shared.wide else 1)
        shared.codes[int.from_bytes(body[:2], "little")] = code
    elif kind == _SHEET:
        start, state, sort = struct.unpack_from("<IBB", body)
        if sort == _WORKSHEET:
            shared.tabs.append(_Tab(shared.text(body[6:], 1), _STATES[state & 3], start))


def _common_texts(segments: list[bytes]) -> Iterator[str]:
    """The texts that cells share, by index; how many the record promises is not believed."""
    texts = Texts(segments)
    if segments:
        texts.skip(8)
    while not texts.at_end:
        yield texts.text()


def _ends(tabs: list[_Tab], size: int) -> dict[int, int]:
    """Where the records of every sheet end at the latest: at the next sheet.

    Raises:
        BinaryDamagedError: two sheets are the same records.
    """
    starts = sorted({tab.start for tab in tabs})
    if len(starts) < len(tabs):
        raise BinaryDamagedError
    return dict(zip(starts, [*starts[1:], size], strict=True))


def _read_sheet(
    cells: SheetCells, shared: _Globals, found: Iterator[tuple[int, bytes]]
) -> tuple[RawSheet, str | None]:
    """A sheet and what the user should know about it."""
    reader = _SheetReader(cells, shared)
    depth = 0
    for kind, body in found:
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if not depth:
                break
        elif depth == 1:
            reader.read(kind, body)
        if not depth:
            raise BinaryDamagedError
    else:
        raise BinaryDamagedError
    reader.close()
    return cells.finish()


class _SheetReader:
    """Takes the records of one sheet and notes its cells."""

    def __init__(self, cells: SheetCells, shared: _Globals) -> None:
        self._cells = cells
        self._shared = shared
        self._formats = Formats(shared.formats, shared.codes, date1904=shared.date1904)
        self._layout = tokens.BIFF8 if shared.wide else tokens.BIFF5
        self._text: tuple[Place, list[bytes]] | None = None
        self._formula: Place = (0, 0)
        self._followers: list[tuple[Place, int]] = []
        self._formulas: dict[int, bytes] = {}
        self._calls = {
            _NUMBER: self._read_number, _RK: self._read_packed, _MANY_RK: self._read_many,
            _COMMON_LABEL: self._read_common, _LABEL: self._read_label,
            _RICH_LABEL: self._read_label, _BOOL_ERROR: self._read_bool_error,
            _FORMULA: self._read_formula, _STRING: self._read_string,
            _SHARED: self._read_shared, _ARRAY: self._read_array, _MERGED: self._read_merged,
        }  # fmt: skip

    def read(self, kind: int, body: bytes) -> None:
        """Takes one record."""
        if self._text is not None:
            if kind == _CONTINUE:
                self._text[1].append(body)
                return
            self._end_text()
        call = self._calls.get(kind)
        if call is not None:
            call(body)

    def close(self) -> None:
        """Settles what could only be told at the end of the sheet."""
        self._end_text()
        for place, leader in self._followers:
            shared = self._formulas.get(leader, b"")
            if tokens.summarises(shared, place[0] - 1, self._layout):
                self._cells.aggregates.add(place)

    def _put(self, row: int, column: int, value: CellValue) -> None:
        self._cells.put(row + 1, column + 1, value)

    def _read_number(self, body: bytes) -> None:
        row, column, style = _HEAD.unpack_from(body)
        (number,) = _DOUBLE.unpack_from(body, 6)
        self._put(row, column, self._formats.value(number, style))

    def _read_packed(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        style, raw = _PACKED.unpack_from(body, 4)
        self._put(row, column, self._formats.value(packed_number(raw), style))

    def _read_many(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        for offset in range((len(body) - 6) // _PACKED.size):
            style, raw = _PACKED.unpack_from(body, 4 + offset * _PACKED.size)
            self._put(row, first + offset, self._formats.value(packed_number(raw), style))

    def _read_common(self, body: bytes) -> None:
        row, column, _ = _HEAD.unpack_from(body)
        (index,) = struct.unpack_from("<I", body, 6)
        self._put(row, column, self._shared.texts[index])

    def _read_label(self, body: bytes) -> None:
        row, column, _ = _HEAD.unpack_from(body)
        self._text = (row, column), [body[6:]]

    def _read_string(self, body: bytes) -> None:
        self._text = self._formula, [body]

    def _end_text(self) -> None:
        """Notes the text that was read, now that nothing of it follows any more."""
        if self._text is None:
            return
        (row, column), segments = self._text
        self._text = None
        text = Texts(segments).text() if self._shared.wide else self._shared.text(segments[0], 2)
        self._put(row, column, text)

    def _read_bool_error(self, body: bytes) -> None:
        row, column, _ = _HEAD.unpack_from(body)
        value, is_error = body[6], body[7]
        self._put(row, column, error_value(value) if is_error else bool(value))

    def _read_formula(self, body: bytes) -> None:
        row, column, style = _HEAD.unpack_from(body)
        result = body[6:14]
        self._formula = row, column
        if result[6:8] != _NO_NUMBER:
            (number,) = _DOUBLE.unpack(result)
            self._put(row, column, self._formats.value(number, style))
        elif result[0] == _ERROR_RESULT:
            self._put(row, column, error_value(result[2]))
        elif result[0] == _BOOL_RESULT:
            self._put(row, column, bool(result[2]))
        size = int.from_bytes(body[20:22], "little")
        self._note_total(row, column, body[22 : 22 + size])

    def _note_total(self, row: int, column: int, formula: bytes) -> None:
        place = row + 1, column + 1
        if tokens.shared_place(formula, self._layout) is not None:
            self._followers.append((place, int.from_bytes(formula[1:5], "little")))
        elif tokens.summarises(formula, row, self._layout):
            self._cells.aggregates.add(place)

    def _read_shared(self, body: bytes) -> None:
        (size,) = struct.unpack_from("<H", body, 8)
        self._keep_formula(body[10 : 10 + size])

    def _read_array(self, body: bytes) -> None:
        (size,) = struct.unpack_from("<H", body, 12)
        self._keep_formula(body[14 : 14 + size])

    def _keep_formula(self, formula: bytes) -> None:
        """Keeps a formula that several cells share, by the cell that stands before it."""
        row, column = self._formula
        self._formulas[row | column << 16] = formula

    def _read_merged(self, body: bytes) -> None:
        (number,) = struct.unpack_from("<H", body)
        for index in range(number):
            top, bottom, left, right = _AREA.unpack_from(body, 2 + index * _AREA.size)
            self._cells.merge(top + 1, left + 1, bottom + 1, right + 1)
