"""Workbooks of Excel 95 to 2003: values, errors and structure, record by record."""

from __future__ import annotations

import struct
from datetime import date, time, timedelta

import oldbooks as old
import pytest

from expertteam_xl.errors import RegisterError
from expertteam_xl.protection.container import build
from expertteam_xl.register.biff import encoding
from expertteam_xl.register.raw import Box, CellError, CellValue, RawSheet
from expertteam_xl.register.tokens import BIFF5, summarises
from expertteam_xl.register.workbook import Limits, open_workbook

DAY = (date(2021, 2, 1) - date(1899, 12, 30)).days
AREA = b"\x25" + struct.pack("<HHHH", 1, 4, 0, 0)
SUM = b"\x19\x10\0\0"


def read(records: bytes, **options: object) -> RawSheet:
    """The one sheet that these records make."""
    (sheet,) = open_workbook(old.xls(old.Sheet("Lijst", records), **options)).sheets  # type: ignore[arg-type]
    return sheet


def value(records: bytes, **options: object) -> CellValue:
    """What the one cell of these records holds; None when the sheet is empty."""
    sheet = read(records, **options)
    return sheet.columns[0][0] if sheet.columns else None


@pytest.mark.parametrize("version", [old.BIFF5, old.BIFF8])
def test_values_of_both_versions(version: int) -> None:
    """Numbers, texts, dates, times, durations, truths and errors, each at its place."""
    records = (
        old.label(1, 1, "één", version)
        + old.number(1, 2, 2.5)
        + old.number(2, 1, DAY, old.DATE)
        + old.number(2, 2, 0.4375, old.TIME)
        + old.number(3, 1, 1.5, old.DURATION)
        + old.truth(3, 2, True)
        + old.error(4, 1)
        + old.packed(4, 2, -7)
    )
    sheet = read(records, version=version)

    assert (2, 2, ".xls") == (
        sheet.top,
        sheet.left,
        open_workbook(old.xls(old.Sheet("L", b""))).suffix,
    )
    assert [
        ["één", date(2021, 2, 1), timedelta(hours=36), CellError("#N/A")],
        [2.5, time(10, 30), True, -7.0],
    ] == sheet.columns


def test_an_error_is_no_blank() -> None:
    """A typed error and one that a formula gave are told apart from a cell that is blank."""
    records = (
        old.error(0, 0, old.REF)
        + old.formula(0, 1, old.result_of(2, old.NA))
        + old.record(0x0201, struct.pack("<HHH", 0, 2, 0))
        + old.formula(0, 3, old.result_of(3))
        + old.error(0, 4, 0x99)
    )
    columns = read(records).columns

    assert [CellError("#REF!"), CellError("#N/A"), None, None, CellError("#ERROR!")] == [
        column[0] for column in columns
    ]


@pytest.mark.parametrize(
    ("result", "after", "expected"),
    [
        (struct.pack("<d", 3.5), b"", 3.5),
        (old.result_of(1, 1), b"", True),
        (old.result_of(0), old.record(0x0207, old.old_text("tekst")), "tekst"),
        (old.result_of(0), old.record(0x0207, old.old_text("")), None),
    ],
)
def test_results_of_formulas(result: bytes, after: bytes, expected: object) -> None:
    """A formula counts as the value that was stored, also when that is a text."""
    assert expected == value(old.formula(0, 0, result) + after)


def test_a_date_that_a_formula_gave() -> None:
    """The format of its cell makes a number a date."""
    records = old.formula(0, 0, struct.pack("<d", DAY), style=old.DATE)

    assert date(2021, 2, 1) == value(records)


def test_dates_from_1904() -> None:
    """A workbook of an old Mac counts its days from 1904."""
    data = old.xls(old.Sheet("L", old.number(0, 0, DAY - 1462, old.DATE)), date1904=True)
    workbook = open_workbook(data)

    assert workbook.date1904
    assert date(2021, 2, 1) == workbook.sheets[0].columns[0][0]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_an_error(number: float) -> None:
    """Never a blank, which would count as not filled in."""
    assert CellError("#NUM!") == value(old.number(0, 0, number, old.DATE))


@pytest.mark.parametrize("cut", [1, 2, 5, 6])
def test_a_common_text_goes_on_in_the_next_record(cut: int) -> None:
    """There it begins with flags; its characters may be cut anywhere between two of them."""
    extra = old.common_texts("eerste", "tweede", cut=cut * 2)

    assert "tweede" == value(old.common(0, 0, 1), extra=extra)


def test_a_common_text_that_changes_its_width() -> None:
    """The rest of a text of two bytes a character may have one byte a character."""
    body = struct.pack("<II", 1, 1) + struct.pack("<HB", 4, 1) + "é€".encode("utf-16-le")
    extra = old.record(0xFC, body) + old.record(0x3C, b"\0xy")

    assert "é€xy" == value(old.common(0, 0, 0), extra=extra)


def test_a_common_text_with_fonts_and_hints() -> None:
    """What stands behind the characters is passed by."""
    rich = struct.pack("<HBHI", 1, 0x0C, 2, 3) + b"a" + bytes(8) + b"xyz"
    body = struct.pack("<II", 2, 2) + rich + old.old_text("b")

    assert "b" == value(old.common(0, 0, 1), extra=old.record(0xFC, body))


def test_a_long_text_of_its_own() -> None:
    """A text in the cell itself may go on in a next record too."""
    head = struct.pack("<HHH", 0, 0, 0) + struct.pack("<HB", 6, 0) + b"abc"

    assert "abcdef" == value(old.record(0x0204, head) + old.record(0x3C, b"\0def"))


def test_hidden_sheets_and_other_tabs() -> None:
    """A hidden sheet says so; a chart is no sheet."""
    chart = struct.pack("<IBB", 0, 0, 2) + old.old_text("Grafiek", "<B")
    data = old.xls(
        old.Sheet("Zichtbaar", old.label(0, 0, "a")),
        old.Sheet("Weg", old.label(0, 0, "b"), 1),
        old.Sheet("Diep", b"", 2),
        extra=old.record(0x85, chart),
    )

    assert [("Zichtbaar", "visible"), ("Weg", "hidden"), ("Diep", "veryHidden")] == [
        (sheet.name, sheet.state) for sheet in open_workbook(data).sheets
    ]


def test_merged_areas() -> None:
    """They count from one, and one of a single cell is none."""
    areas = struct.pack("<H8H", 2, 0, 1, 2, 3, 5, 5, 5, 5)

    assert (Box(1, 3, 2, 4),) == read(old.record(0xE5, areas) + old.label(0, 0, "a")).merged


def test_a_chart_in_a_sheet_is_passed_by() -> None:
    """Its numbers are no cells."""
    begin = old.record(0x0809, struct.pack("<HHHH", old.BIFF8, 0x20, 0, 0))
    records = begin + old.number(0, 0, 9) + old.record(0x0A) + old.number(1, 0, 2)

    assert [[2.0]] == read(records).columns


@pytest.mark.parametrize(
    ("tokens", "row", "expected"),
    [
        (AREA + SUM, 5, True),
        (AREA + b"\x22\1" + struct.pack("<H", 344), 5, True),  # SUBTOTAL
        (b"\x17\2\0ab" + AREA + b"\x42\1" + struct.pack("<H", 169), 5, True),  # after a text
        (AREA + SUM, 3, False),  # its own row: a count among its equals
        (AREA + b"\x22\1" + struct.pack("<H", 7), 5, False),  # MAX
        (b"\x25" + struct.pack("<HHHH", 1, 1, 0, 4) + SUM, 5, False),  # along one row
        (b"\x19\x10", 5, False),  # cut off
    ],
)
def test_totals(tokens: bytes, row: int, expected: bool) -> None:
    """A formula that sums or counts other rows marks a row of totals."""
    sheet = read(old.formula(row, 0, struct.pack("<d", 1), tokens))

    assert expected == ((row + 1, 1) in sheet.aggregates)


def test_a_total_that_cells_share() -> None:
    """Cells that share a formula are totals, each on its own row and column."""
    shared = b"\x2d" + struct.pack("<HHHH", 0xFFFC, 0xFFFF, 0x8000 | 0x4000, 0x8000 | 0x4000) + SUM
    head = struct.pack("<HHBBBBH", 5, 5, 0, 1, 0, 2, len(shared))
    link = b"\x01" + struct.pack("<HH", 5, 0)
    records = (
        old.formula(5, 0, struct.pack("<d", 1), link)
        + old.record(0x04BC, head + shared)
        + old.formula(5, 1, struct.pack("<d", 1), link)
    )

    assert {(6, 1), (6, 2)} == read(records).aggregates


def test_a_total_of_an_array() -> None:
    """A formula for an array stands in a record of its own."""
    body = struct.pack("<HHBBHIH", 5, 5, 0, 0, 0, 0, len(AREA + SUM)) + AREA + SUM
    cell = old.formula(5, 0, struct.pack("<d", 1), b"\x01" + struct.pack("<HH", 5, 0))

    assert {(6, 1)} == read(cell + old.record(0x0221, body)).aggregates


@pytest.mark.parametrize(
    ("token", "ends", "expected"),
    [
        (b"\x25", (0x0001, 0x0004), True),
        (b"\x25", (0xC001, 0xC004), True),
        (b"\x2d", (0xFFFC, 0xFFFF), True),  # four rows up to one row up
        (b"\x2d", (0xC000, 0xC001), False),
    ],
)
def test_totals_of_excel_95(token: bytes, ends: tuple[int, int], expected: bool) -> None:
    """There the number of a row holds whether it moves."""
    area = token + struct.pack("<HHBB", *ends, 0, 0)

    assert expected == summarises(area + SUM, 5, BIFF5)


@pytest.mark.parametrize(
    ("codepage", "expected"),
    [
        (1252, "cp1252"),
        (10000, "mac_roman"),
        (32768, "mac_roman"),
        (1200, "latin-1"),
        (9, "cp1252"),
    ],
)
def test_encodings(codepage: int, expected: str) -> None:
    """Old texts of one byte a character; an encoding that nobody knows is taken for the usual."""
    assert expected == encoding(codepage)


def test_the_newer_of_two_workbooks_in_one_file() -> None:
    """Excel 97 could save both versions in one file; the newer is read."""
    both = {
        "Book": old.biff_stream(old.Sheet("Oud", b""), version=old.BIFF5),
        "Workbook": old.biff_stream(old.Sheet("Nieuw", b"")),
    }

    assert ["Nieuw"] == [sheet.name for sheet in open_workbook(build(both)).sheets]


def test_another_document_with_a_workbook_inside() -> None:
    """A letter that holds a workbook as an object is no register."""
    inside = {"WordDocument": b"x" * 5000, "ObjectPool/_1/Workbook": old.biff_stream()}

    with pytest.raises(RegisterError, match="er staat geen Excel-werkmap in"):
        open_workbook(build(inside))


def test_cells_far_apart() -> None:
    """The far corner of a sheet costs no more than its cells; what lies off is named."""
    records = old.label(0, 0, "a") + old.label(1, 0, "b") + old.label(65535, 255, "c")
    data = old.xls(old.Sheet("L", records))
    workbook = open_workbook(data, limits=Limits(cells=100_000))

    assert [["a", "b"]] == workbook.sheets[0].columns
    assert (
        "Cel IV65536 op blad L ligt ver buiten de lijst en is niet gelezen.",
    ) == workbook.notices


def test_cells_that_lie_too_far_apart() -> None:
    """Where no part of a sheet is a list the user hears what to do."""
    records = b"".join(old.number(row * 900, row * 3, 1) for row in range(60))

    with pytest.raises(RegisterError, match="de cellen op blad L liggen te ver uiteen"):
        open_workbook(old.xls(old.Sheet("L", records)), limits=Limits(cells=1_000))


def test_too_many_cells() -> None:
    """More cells than the limits allow are one sentence."""
    records = b"".join(old.number(row, 0, 1) for row in range(20))

    with pytest.raises(RegisterError, match="blad L heeft meer dan 10 cellen"):
        open_workbook(old.xls(old.Sheet("L", records)), limits=Limits(cells=10))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (old.xls(old.Sheet("L", old.record(0x0203, b"\0\0"))), "beschadigd"),
        (old.xls(old.Sheet("L", old.common(0, 0, 7))), "beschadigd"),
        (old.xls(old.Sheet("L", b"\x03\x02\xff\xff")), "beschadigd"),
        (old.xls(old.Sheet("L", old.record(0x0204, b"\0" * 6 + b"\xff\xff\1"))), "beschadigd"),
        (old.xls(), "geen werkblad"),
        (build({"Workbook": old.biff_stream(old.Sheet("L", b""))[:60]}), "beschadigd"),
        (build({"Workbook": old.biff_stream(old.Sheet("L", b""))[:-4]}), "beschadigd"),
        (old.xls(old.Sheet("L", b""), version=0x0400, stream_name="Book"), "van voor 1995"),
        (old.xls(old.Sheet("L", old.number(0, 0, 1) * 500))[:-2000], "beschadigd"),
    ],
)
def test_damaged_workbooks(data: bytes, words: str) -> None:
    """Each is refused in one sentence: half of a list never passes for the whole."""
    with pytest.raises(RegisterError, match=f"^register kan niet worden gelezen: .*{words}.*\\.$"):
        open_workbook(data)
