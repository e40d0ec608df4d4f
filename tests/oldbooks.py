"""Workbooks of other formats written by hand, record by record: .xls, .xlsb and .ods."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import handmade

from expertteam_xl.protection.container import build

BIFF5, BIFF8 = 0x0500, 0x0600
DATE, TIME, DURATION = 1, 2, 3
"""Cell formats of the workbooks made here, besides 0 for none."""

NA, REF = 0x2A, 0x17
"""Bytes that stand for #N/A and #REF!."""

_FORMATS = ((164, "dd\\-mm\\-yyyy"), (165, "hh:mm"), (166, "[h]:mm"))


@dataclass(frozen=True)
class Sheet:
    """A sheet of an .xls or .xlsb: its name, state (0 visible, 1 hidden) and records."""

    name: str
    records: bytes
    state: int = 0


# --- .xls ---------------------------------------------------------------------------------------


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def old_text(text: str, length: str = "<H", version: int = BIFF8) -> bytes:
    """A text after its length, as that version writes it."""
    if version == BIFF5:
        raw = text.encode("cp1252")
        return struct.pack(length, len(raw)) + raw
    return struct.pack(length, len(text)) + b"\1" + text.encode("utf-16-le")


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    """A cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def packed(row: int, column: int, *values: int, style: int = 0) -> bytes:
    """Cells beside each other with whole numbers."""
    cells = b"".join(struct.pack("<HI", style, (value << 2 | 2) & 0xFFFFFFFF) for value in values)
    last = column + len(values) - 1
    return record(0xBD, struct.pack("<HH", row, column) + cells + struct.pack("<H", last))


def label(row: int, column: int, text: str, version: int = BIFF8) -> bytes:
    """A cell with a text of its own."""
    return record(0x0204, struct.pack("<HHH", row, column, 0) + old_text(text, "<H", version))


def common(row: int, column: int, index: int) -> bytes:
    """A cell with a common text."""
    return record(0xFD, struct.pack("<HHHI", row, column, 0, index))


def error(row: int, column: int, code: int = NA) -> bytes:
    """A cell with an error."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def truth(row: int, column: int, value: bool) -> bytes:
    """A cell that says true or false."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, value, 0))


def formula(
    row: int, column: int, result: bytes, tokens: bytes = b"\x1e\1\0", style: int = 0
) -> bytes:
    """A cell with a formula, its result as eight bytes."""
    head = struct.pack("<HHH", row, column, style) + result
    return record(0x06, head + struct.pack("<HIH", 0, 0, len(tokens)) + tokens)


def result_of(kind: int, value: int = 0) -> bytes:
    """The result of a formula that is no number: 0 a text, 1 true or false, 2 an error, 3 empty."""
    return bytes((kind, 0, value, 0, 0, 0, 0xFF, 0xFF))


def xls(
    *sheets: Sheet,
    version: int = BIFF8,
    date1904: bool = False,
    extra: bytes = b"",
    stream_name: str | None = None,
) -> bytes:
    """A workbook of Excel 95 or 97 with these sheets.

    Args:
        sheets: their records without begin and end.
        version: BIFF5 or BIFF8.
        date1904: whether it counts from 1904.
        extra: more records of the whole workbook, such as common texts.
        stream_name: not given: the one that goes with the version.
    """
    stream = biff_stream(*sheets, version=version, date1904=date1904, extra=extra)
    name = stream_name or ("Workbook" if version == BIFF8 else "Book")
    return build({name: stream})


def biff_stream(
    *sheets: Sheet, version: int = BIFF8, date1904: bool = False, extra: bytes = b""
) -> bytes:
    """The stream with the records of such a workbook."""
    narrow = "<H" if version == BIFF8 else "<B"
    shared = record(0x0809, struct.pack("<HHHH", version, 5, 0, 0))
    shared += record(0x42, struct.pack("<H", 1252 if version == BIFF5 else 1200))
    shared += record(0x22, struct.pack("<H", date1904))
    for key, code in _FORMATS:
        shared += record(0x041E, struct.pack("<H", key) + old_text(code, narrow, version))
    for key in (0, *(key for key, _ in _FORMATS)):
        shared += record(0xE0, struct.pack("<HH", 0, key) + bytes(16))
    shared += extra
    tabs = [old_text(sheet.name, "<B", version) for sheet in sheets]
    start = len(shared) + sum(10 + len(tab) for tab in tabs) + 4
    bodies = []
    for sheet, tab in zip(sheets, tabs, strict=True):
        shared += record(0x85, struct.pack("<IBB", start, sheet.state, 0) + tab)
        bodies.append(
            record(0x0809, struct.pack("<HHHH", version, 0x10, 0, 0)) + sheet.records + record(0x0A)
        )
        start += len(bodies[-1])
    return shared + record(0x0A) + b"".join(bodies)


def common_texts(*texts: str, cut: int | None = None) -> bytes:
    """The record with the common texts; cut in two after so many bytes of the last text."""
    body = struct.pack("<II", len(texts), len(texts)) + b"".join(old_text(text) for text in texts)
    if cut is None:
        return record(0xFC, body)
    return record(0xFC, body[:-cut]) + record(0x3C, b"\1" + body[-cut:])


# --- .xlsb --------------------------------------------------------------------------------------


def record12(kind: int, body: bytes = b"") -> bytes:
    """One record of a binary workbook."""
    head = bytes([kind]) if kind < 0x80 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size, digits = len(body), bytearray()
    while True:
        digits.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(digits) + body


def wide(text: str) -> bytes:
    """A text after its length."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row12(row: int) -> bytes:
    """The begin of a row."""
    return record12(0, struct.pack("<I", row) + bytes(13))


def cell12(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    """A cell with a value of some kind.

    Kinds: 2 a packed number, 3 an error, 4 a truth, 5 a number, 6 a text, 7 a common text; 8 to 11
    the result of a formula: a text, a number, a truth, an error.
    """
    return record12(kind, struct.pack("<II", column, style) + value)


def formula12(kind: int, column: int, value: bytes, tokens: bytes = b"\x1e\1\0") -> bytes:
    """A cell with a formula."""
    tail = struct.pack("<HI", 0, len(tokens)) + tokens + struct.pack("<I", 0)
    return cell12(kind, column, value + tail)


def double(value: float) -> bytes:
    """A number as eight bytes."""
    return struct.pack("<d", value)


def xlsb(
    *sheets: Sheet,
    date1904: bool = False,
    texts: Sequence[str] = (),
    more: dict[str, str | bytes] | None = None,
    part: str = "xl/workbook.bin",
) -> bytes:
    """A binary workbook with these sheets."""
    tabs = b"".join(
        record12(156, struct.pack("<II", s.state, i) + wide(f"rId{i}") + wide(s.name))
        for i, s in enumerate(sheets, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{handmade.PACKAGE}/content-types"/>',
        "_rels/.rels": handmade.relations(("rId1", "officeDocument", part)),
        part: record12(131)
        + record12(153, struct.pack("<III", date1904, 0, 0))
        + record12(143)
        + tabs
        + record12(144)
        + record12(132),
        part.replace("xl/", "xl/_rels/") + ".rels": handmade.relations(
            *((f"rId{i}", "worksheet", f"worksheets/sheet{i}.bin") for i in range(1, len(sheets) + 1)),
            ("rIdS", "styles", "styles.bin"),
            ("rIdT", "sharedStrings", "sharedStrings.bin"),
        ),
        "xl/styles.bin": _styles12(),
        "xl/sharedStrings.bin": record12(159, struct.pack("<II", len(texts), len(texts)))
        + b"".join(record12(19, b"\0" + wide(text)) for text in texts)
        + record12(160),
    }  # fmt: skip
    for i, sheet in enumerate(sheets, 1):
        head = record12(129) + record12(148, struct.pack("<4I", 0, 99, 0, 99)) + record12(145)
        parts[f"xl/worksheets/sheet{i}.bin"] = head + sheet.records + record12(146) + record12(130)
    return handmade.pack(parts | (more or {}))


def _styles12() -> bytes:
    formats = b"".join(record12(44, struct.pack("<H", key) + wide(code)) for key, code in _FORMATS)
    own = b"".join(
        record12(47, struct.pack("<HH", 0, key) + bytes(12)) for key in (0, *dict(_FORMATS))
    )
    looks = record12(626) + record12(47, struct.pack("<HH", 0, 14) + bytes(12)) + record12(627)
    formats = record12(615, struct.pack("<I", len(_FORMATS))) + formats + record12(616)
    own = record12(617, struct.pack("<I", len(_FORMATS) + 1)) + own + record12(618)
    return record12(278) + formats + looks + own + record12(279)


# --- .ods ---------------------------------------------------------------------------------------

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_URN}:office:1.0" xmlns:table="{_URN}:table:1.0" '
    f'xmlns:text="{_URN}:text:1.0" xmlns:style="{_URN}:style:1.0" xmlns:draw="{_URN}:drawing:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def content(tables: str, styles: str = "", *, body: str = "spreadsheet") -> str:
    """The part with all sheets."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{body}>{tables}</office:{body}></office:body>"
        "</office:document-content>"
    )


def ods(tables: str, styles: str = "", **options: str) -> bytes:
    """A spreadsheet with these tables."""
    return handmade.pack({"mimetype": ODS_TYPE, "content.xml": content(tables, styles, **options)})


def table(rows: str, name: str = "Lijst", style: str = "ta1") -> str:
    """A sheet with these rows."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def line(*cells: str, **attributes: object) -> str:
    """A row with these cells; ``visibility`` and ``number_rows_repeated`` are attributes."""
    words = "".join(f' table:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f"<table:table-row{words}>{''.join(cells)}</table:table-row>"


def cell(kind: str = "", value: object = "", shown: str = "", extra: str = "") -> str:
    """A cell with a value of some kind, and what it shows."""
    attributes = extra
    if kind:
        attributes += f' office:value-type="{kind}"'
    if value != "":
        name = kind if kind in ("date", "time", "boolean", "string") else ""
        attributes += f' office:{name}{"-" if name else ""}value="{value}"'
    text = f"<text:p>{shown}</text:p>" if shown else ""
    return f"<table:table-cell{attributes}>{text}</table:table-cell>"
