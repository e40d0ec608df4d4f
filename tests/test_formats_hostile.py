"""Files of other formats made to do harm, or just damaged: a sentence at most, and soon."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import tracemalloc
from collections.abc import Callable

import handmade
import oldbooks as old
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from oldbooks import cell, line, table

from expertteam_xl.errors import RegisterError
from expertteam_xl.register.workbook import Limits, open_workbook

SMALL = old.xls(old.Sheet("L", old.number(0, 0, 1)))
LARGE = old.xls(old.Sheet("L", old.number(0, 0, 1) * 600))
XLSB = old.xlsb(old.Sheet("L", old.row12(0) + old.cell12(6, 0, old.wide("a"))), texts=["b"])
SECONDS = 5
MEGABYTES = 60


def harmless(data: bytes, limits: Limits | None = None) -> str:
    """The sentence with which a file is refused, or nothing when it is read; within bounds."""
    tracemalloc.start()
    began = time.monotonic()
    told = ""
    try:
        open_workbook(data, limits=limits or Limits())
    except RegisterError as refused:
        told = str(refused)
    used = tracemalloc.get_traced_memory()[1] / 1024**2
    tracemalloc.stop()

    assert time.monotonic() - began < SECONDS
    assert used < MEGABYTES
    return told


def _numbers(data: bytes, place: int, *numbers: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into(f"<{len(numbers)}I", changed, place, *numbers)
    return bytes(changed)


def _table_place(data: bytes) -> int:
    """Where the table that chains the sectors begins."""
    (sector,) = struct.unpack_from("<I", data, 76)
    return 512 * (int(sector) + 1)


def _in_circles(data: bytes) -> bytes:
    """Every sector is followed by itself."""
    return _numbers(data, _table_place(data), *range(min(128, len(data) // 512)))


def _endless(data: bytes) -> bytes:
    """The stream with the workbook goes round in its first sector, and claims two gigabytes."""
    entry = data.index("Workbook".encode("utf-16-le"))
    (first,) = struct.unpack_from("<I", data, entry + 116)
    data = _numbers(data, _table_place(data) + 4 * first, first)
    return _numbers(data, entry + 120, 0x7FFFFFFF)


@pytest.mark.parametrize(
    "change",
    [
        lambda: _in_circles(LARGE),
        lambda: _endless(LARGE),
        lambda: _numbers(_in_circles(SMALL), 60, 0, 0xFFFFFFFF),
        lambda: _numbers(LARGE, 44, 2_000_000),
        lambda: _numbers(LARGE, 68, 0, 15_747),
        lambda: LARGE[:1000],
        lambda: LARGE[:-3000],
    ],
)
def test_compound_files_that_lead_astray(change: Callable[[], bytes]) -> None:
    """Tables that chain in circles, false counts and lost ends are refused at once."""
    assert "kan niet worden gelezen" in harmless(change())


@pytest.mark.parametrize(
    "extra",
    [
        old.record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF)),
        old.record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)),
        old.record(0xFC, struct.pack("<IIHBI", 1, 1, 1, 0x04, 0xFFFFFFFF) + b"a"),
        old.record(0xFC, struct.pack("<IIHB", 1, 1, 0xFFFF, 1)),
        old.record(0x041E, struct.pack("<HHB", 164, 0xFFFF, 1)),
    ],
)
def test_records_that_promise_too_much(extra: bytes) -> None:
    """No count or size is believed before the bytes are there."""
    harmless(old.xls(old.Sheet("L", old.number(0, 0, 1)), extra=extra))


def test_sheets_that_share_their_records() -> None:
    """A thousand names for one sheet would cost a thousand times its size."""
    tab = struct.pack("<IBB", 600, 0, 0) + old.old_text("x", "<B")
    extra = old.record(0x85, tab) * 5_000

    assert "beschadigd" in harmless(
        old.xls(old.Sheet("L", old.number(0, 0, 1) * 2_000), extra=extra)
    )


def test_sheets_of_one_part() -> None:
    """So in a binary workbook."""
    twice = old.xlsb(old.Sheet("A", b""), old.Sheet("B", b""))
    relations = handmade.relations(
        *((f"rId{i}", "worksheet", "worksheets/sheet1.bin") for i in (1, 2))
    )
    parts = {"xl/_rels/workbook.bin.rels": relations}

    assert "" == harmless(twice)
    assert "beschadigd" in harmless(
        old.xlsb(old.Sheet("A", b""), old.Sheet("B", b""), more=dict(parts))
    )


def test_a_repeated_cell_is_no_bomb() -> None:
    """However many cells a few letters stand for."""
    rows = line(
        cell("string", "", "x", ' table:number-columns-repeated="16384"'),
        number_rows_repeated=1_048_576,
    )

    assert "meer dan 20000000 cellen" in harmless(old.ods(table(rows)))
    assert "meer dan 20000000 cellen" in harmless(
        old.ods(table(line(cell("float", 1), number_rows_repeated=10**12)))
    )


def test_repeated_cells_of_many_sheets() -> None:
    """What sheets repeat is counted together."""
    rows = line(
        cell("float", 1, "", ' table:number-columns-repeated="30"'), number_rows_repeated=30
    )

    assert "meer dan 1000 cellen" in harmless(old.ods(table(rows) * 2), Limits(cells=1_000))


def test_blanks_of_many_sheets() -> None:
    """Sheets with two cells far apart do not each take the room of a full one."""
    gap = line(cell(), number_rows_repeated=60_000)
    one = line(cell("float", 1)) + gap + line(cell("float", 2))
    data = old.ods("".join(table(one, f"B{n}") for n in range(200)))

    assert "" == harmless(data, Limits(cells=200_000))


def test_blanks_of_many_sheets_in_xml() -> None:
    """So in a workbook of Excel's own XML, whichever way it is read."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    for number in range(200):
        sheet = book.add_worksheet(f"B{number}")
        sheet.write(0, 0, 1)
        sheet.write(60_000, 0, 2)
    book.close()

    assert "" == harmless(memory.getvalue(), Limits(cells=200_000))


def test_a_zip_bomb() -> None:
    """A part that unpacks to more than the limits is refused before it is read."""
    data = old.xlsb(old.Sheet("L", bytes(50_000_000)))

    assert "groter dan 10 MB" in harmless(data, Limits(unpacked_bytes=10 * 1024**2))


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_xml_with_a_document_type(content: str) -> None:
    """No spreadsheet has one, and bombs do."""
    xml = old.content(table(line(cell("string", "", "a")))).replace("?>", f"?>{content}", 1)
    data = handmade.pack({"mimetype": old.ODS_TYPE, "content.xml": xml})

    assert "verboden XML" in harmless(data)


BYTES = st.binary(max_size=400)


@settings(max_examples=150, deadline=None)
@given(BYTES)
def test_any_records_of_an_old_workbook(records: bytes) -> None:
    """Whatever stands in a sheet, it is read or refused."""
    with contextlib.suppress(RegisterError):
        open_workbook(old.xls(old.Sheet("L", records)))


KINDS = st.sampled_from(
    [6, 0x207, 0x4BC, 0x221, 0x203, 0x27E, 0xBD, 0x205, 0x204, 0xD6, 0xFD, 0xE5, 0x3C, 0x809, 10]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(KINDS, st.binary(max_size=60)), max_size=12), st.booleans())
def test_known_records_with_any_body(records: list[tuple[int, bytes]], newer: bool) -> None:
    """So with records that look right."""
    body = b"".join(old.record(kind, content) for kind, content in records)
    version = old.BIFF8 if newer else old.BIFF5
    with contextlib.suppress(RegisterError):
        open_workbook(old.xls(old.Sheet("L", body), version=version))


KINDS12 = st.sampled_from([*range(12), 19, 44, 47, 62, 153, 156, 176, 343, 426, 427, 617])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(KINDS12, st.binary(max_size=60)), max_size=12), BYTES)
def test_any_records_of_a_binary_workbook(records: list[tuple[int, bytes]], rest: bytes) -> None:
    """In a sheet, among the texts, the formats and the tabs."""
    body = b"".join(old.record12(kind, content) for kind, content in records) + rest
    for part in ("xl/workbook.bin", "xl/styles.bin", "xl/sharedStrings.bin"):
        with contextlib.suppress(RegisterError):
            open_workbook(old.xlsb(old.Sheet("L", body), more={part: body}))
    with contextlib.suppress(RegisterError):
        open_workbook(old.xlsb(old.Sheet("L", old.row12(0) + body)))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.text(max_size=20), st.integers(-5, 10**20))
def test_any_attributes_of_a_cell(value: str, shown: str, number: int) -> None:
    """Values and counts that make no sense are read as they are, or refused."""
    plain = [
        "".join(c for c in text if c.isprintable() and c not in '<>&"') for text in (value, shown)
    ]
    for kind in ("float", "date", "time", "boolean", "string", plain[0][:5]):
        repeated = f' table:number-columns-repeated="{number}" table:formula="{plain[0]}"'
        with contextlib.suppress(RegisterError):
            open_workbook(
                old.ods(table(line(cell(kind, plain[0], plain[1], repeated)))),
                limits=Limits(cells=50),
            )


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.integers(0, 255))
def test_any_byte_of_a_compound_file(place: int, byte: int) -> None:
    """A damaged byte anywhere gives the workbook or a sentence."""
    damaged = bytearray(SMALL)
    damaged[place] = byte
    with contextlib.suppress(RegisterError):
        open_workbook(bytes(damaged))


@pytest.mark.parametrize("data", [SMALL, LARGE, XLSB], ids=["small", "large", "xlsb"])
def test_every_truncation_is_refused(data: bytes) -> None:
    """Half a list is never read as if it were the whole."""
    for length in range(0, len(data) - 700, 211):
        with pytest.raises(RegisterError):
            open_workbook(data[:length])
