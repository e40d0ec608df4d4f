"""Binary workbooks of Excel 2007 and newer: values, errors and structure, record by record."""

from __future__ import annotations

import struct
from datetime import date, time, timedelta

import handmade
import oldbooks as old
import pytest

from expertteam_xl.errors import RegisterError
from expertteam_xl.register.raw import Box, CellError, CellValue, ExcelTable, RawSheet
from expertteam_xl.register.workbook import Limits, open_workbook

DAY = (date(2021, 2, 1) - date(1899, 12, 30)).days
AREA = b"\x25" + struct.pack("<IIHH", 1, 4, 0, 0)
SUM = b"\x19\x10\0\0"
TABLE_COLUMN = b"\x18\x19" + struct.pack("<HHIHH", 0, 1, 1, 0, 0)
THIS_ROW = b"\x18\x19" + struct.pack("<HHIHH", 0, 1 | 0x10 << 2, 1, 0, 0)


def read(records: bytes, **options: object) -> RawSheet:
    """The one sheet that these records make."""
    (sheet,) = open_workbook(old.xlsb(old.Sheet("Lijst", records), **options)).sheets  # type: ignore[arg-type]
    return sheet


def value(cell: bytes, **options: object) -> CellValue:
    """What one cell holds; None when the sheet is empty."""
    sheet = read(old.row12(0) + cell, **options)
    return sheet.columns[0][0] if sheet.columns else None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (old.cell12(1, 0, b""), None),
        (old.cell12(2, 0, struct.pack("<I", 7 << 2 | 2)), 7.0),
        (old.cell12(2, 0, struct.pack("<i", -7 << 2 | 3)), -0.07),
        (old.cell12(2, 0, struct.pack("<I", 0x3FF80000)), 1.5),
        (old.cell12(3, 0, bytes([old.NA])), CellError("#N/A")),
        (old.cell12(4, 0, b"\1"), True),
        (old.cell12(5, 0, old.double(DAY), old.DATE), date(2021, 2, 1)),
        (old.cell12(5, 0, old.double(0.4375), old.TIME), time(10, 30)),
        (old.cell12(5, 0, old.double(1.5), old.DURATION), timedelta(hours=36)),
        (old.cell12(5, 0, old.double(-1), old.DATE), -1.0),
        (old.cell12(5, 0, old.double(float("nan"))), CellError("#NUM!")),
        (old.cell12(6, 0, old.wide("één\nregel")), "één\nregel"),
        (old.cell12(6, 0, old.wide("")), None),
        (old.cell12(7, 0, struct.pack("<I", 1)), "tweede"),
        (old.cell12(62, 0, b"\1" + old.wide("rijk") + bytes(8)), "rijk"),
        (old.formula12(8, 0, old.wide("uit")), "uit"),
        (old.formula12(8, 0, old.wide("")), None),
        (old.formula12(9, 0, old.double(2)), 2.0),
        (old.formula12(10, 0, b"\0"), False),
        (old.formula12(11, 0, bytes([old.REF])), CellError("#REF!")),
    ],
)
def test_values(cell: bytes, expected: object) -> None:
    """Every kind of cell gives its value; an error is told apart from a blank."""
    assert expected == value(cell, texts=("eerste", "tweede"))


def test_places() -> None:
    """Rows and columns count from one; rows that hold nothing are blanks."""
    cells = old.row12(4) + old.cell12(4, 2, b"\1") + old.row12(6) + old.cell12(4, 3, b"\0")
    sheet = read(cells)

    assert (5, 3) == (sheet.top, sheet.left)
    assert [[True, None, None], [None, None, False]] == sheet.columns


def test_dates_from_1904() -> None:
    """A workbook of an old Mac counts its days from 1904."""
    records = old.row12(0) + old.cell12(5, 0, old.double(DAY - 1462), old.DATE)
    workbook = open_workbook(old.xlsb(old.Sheet("L", records), date1904=True))

    assert workbook.date1904
    assert date(2021, 2, 1) == workbook.sheets[0].columns[0][0]


def test_hidden_sheets() -> None:
    """A hidden sheet is read and says so."""
    data = old.xlsb(old.Sheet("A", b""), old.Sheet("B", b"", 1), old.Sheet("C", b"", 2))
    workbook = open_workbook(data)

    assert ".xlsb" == workbook.suffix
    assert ["visible", "hidden", "veryHidden"] == [sheet.state for sheet in workbook.sheets]


def test_the_workbook_may_have_another_name() -> None:
    """It is found by the relations of the package."""
    data = old.xlsb(old.Sheet("Lijst", b""), part="xl/werkmap.bin")

    assert ["Lijst"] == [sheet.name for sheet in open_workbook(data).sheets]


def test_merged_areas_and_tables() -> None:
    """They count from one; the last row of a table may be its totals."""
    merged = old.record12(176, struct.pack("<IIII", 0, 0, 0, 3))
    box = struct.pack("<IIII", 1, 9, 0, 4) + struct.pack("<IIII", 0, 1, 1, 1) + bytes(40)
    more: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.bin.rels": handmade.relations(
            ("rId1", "table", "../tables/table1.bin")
        ),
        "xl/tables/table1.bin": old.record12(343, box),
    }
    sheet = read(merged, more=more)

    assert (Box(1, 1, 1, 4),) == sheet.merged
    assert (ExcelTable("", Box(2, 1, 10, 5), True, True),) == sheet.tables


@pytest.mark.parametrize(
    ("tokens", "row", "expected"),
    [
        (AREA + SUM, 5, True),
        (b"\x17\2\0a\0b\0" + AREA + b"\x42\2" + struct.pack("<H", 345), 5, True),  # SUMIF
        (TABLE_COLUMN + SUM, 5, True),
        (THIS_ROW + SUM, 5, False),
        (AREA + SUM, 3, False),
        (AREA, 5, False),
    ],
)
def test_totals(tokens: bytes, row: int, expected: bool) -> None:
    """A formula that sums or counts other rows marks a row of totals."""
    sheet = read(old.row12(row) + old.formula12(9, 2, old.double(1), tokens))

    assert expected == ((row + 1, 3) in sheet.aggregates)


def test_a_total_that_cells_share() -> None:
    """Cells that share a formula are totals, each on its own row and column."""
    shared = b"\x2d" + struct.pack("<IIHH", 0xFFFFC, 0xFFFFF, 0xC000, 0xC000) + SUM
    body = struct.pack("<IIII", 5, 5, 0, 1) + struct.pack("<I", len(shared)) + shared

    def link(column: int) -> bytes:
        tail = struct.pack("<HI", 0, 5) + b"\1" + struct.pack("<III", 5, 4, 0)
        return old.cell12(9, column, old.double(1) + tail)

    sheet = read(old.row12(5) + link(0) + old.record12(427, body) + link(1))

    assert {(6, 1), (6, 2)} == sheet.aggregates


def test_too_many_cells() -> None:
    """More cells than the limits allow are one sentence."""
    records = old.row12(0) + b"".join(old.cell12(4, column, b"\1") for column in range(20))

    with pytest.raises(RegisterError, match="blad L heeft meer dan 10 cellen"):
        open_workbook(old.xlsb(old.Sheet("L", records)), limits=Limits(cells=10))


@pytest.mark.parametrize(
    ("records", "words"),
    [
        (old.cell12(4, 0, b"\1"), "beschadigd"),  # no row
        (old.row12(0) + old.cell12(4, 20_000, b"\1"), "beschadigd"),
        (old.row12(2_000_000), "beschadigd"),
        (old.row12(0) + old.cell12(7, 0, b"\xff\0\0\0"), "beschadigd"),
        (old.row12(0) + old.cell12(6, 0, b"\xff\xff\0\0ab"), "beschadigd"),
        (old.row12(0) + b"\x05\xff\xff\xff\x7f", "beschadigd"),
        (old.row12(0) + b"\x05\x20ab", "beschadigd"),
    ],
)
def test_damaged_workbooks(records: bytes, words: str) -> None:
    """Each is refused in one sentence: half of a list never passes for the whole."""
    with pytest.raises(RegisterError, match=f"^register kan niet worden gelezen: .*{words}.*\\.$"):
        read(records)


def test_other_tabs() -> None:
    """A chart has a tab too, and is no sheet."""
    relations = handmade.relations(
        ("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "chartsheet", "sheet2.bin")
    )
    more: dict[str, str | bytes] = {"xl/_rels/workbook.bin.rels": relations}
    data = old.xlsb(old.Sheet("L", b""), old.Sheet("Grafiek", b""), more=more)

    assert ["L"] == [sheet.name for sheet in open_workbook(data).sheets]


def _with_target(target: str) -> bytes:
    relations = handmade.relations(("rId1", "worksheet", target))
    return old.xlsb(old.Sheet("L", b""), more={"xl/_rels/workbook.bin.rels": relations})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (old.xlsb(), "geen werkblad"),
        (_with_target("weg.bin"), "de inhoud van blad L ontbreekt"),
        (old.xlsb(old.Sheet("L", b""), more={"xl/worksheets/sheet1.bin": b"\x80"}), "beschadigd"),
    ],
)
def test_workbooks_without_a_list(data: bytes, words: str) -> None:
    """Nothing to read is a sentence too."""
    with pytest.raises(RegisterError, match=words):
        open_workbook(data)
