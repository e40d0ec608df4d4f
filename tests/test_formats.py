"""Workbooks of every kind that an office has: told by their content, read or refused."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import handmade
import oldbooks as old
import openpyxl
import pytest
from python_calamine import CalamineError, CalamineWorkbook
from registers import ON, Formula, checked, listed, minimal, outcome, workbook
from tools import SHARED

from expertteam_xl import check, read_register
from expertteam_xl.cli import _run
from expertteam_xl.errors import RegisterError
from expertteam_xl.register.raw import CellError, CellValue, RawSheet
from expertteam_xl.register.workbook import open_workbook

XLS, XLSB = old.xls(old.Sheet("L", old.label(0, 0, "a"))), old.xlsb(old.Sheet("L", b""))
ODS, XLSX = old.ods(old.table("")), workbook(minimal(listed()))


@pytest.mark.parametrize("extension", [".xls", ".xlsb", ".ods", ".xlsx", ".xlsm", ".dat", ""])
@pytest.mark.parametrize(
    ("data", "suffix"), [(XLS, ".xls"), (XLSB, ".xlsb"), (ODS, ".ods"), (XLSX, ".xlsx")]
)
def test_the_content_tells_the_kind(
    tmp_path: Path, data: bytes, suffix: str, extension: str
) -> None:
    """A name that is wrong is no hindrance; only of Excel's own XML a fitting one is kept."""
    path = tmp_path / f"register{extension}"
    path.write_bytes(data)
    own_xml = suffix == ".xlsx" and extension == ".xlsm"

    assert (extension if own_xml else suffix) == open_workbook(path).suffix


def test_bytes_without_a_name() -> None:
    """Nor is having no name at all."""
    suffixes = [open_workbook(data).suffix for data in (XLS, XLSB, ODS, XLSX)]

    assert [".xls", ".xlsb", ".ods", ".xlsx"] == suffixes


# --- workbooks that others made -----------------------------------------------------------------


def _corpus() -> list[Path]:
    folder = SHARED / "corpus"
    return sorted(p for p in folder.glob("*.*") if p.suffix != ".md") if folder.is_dir() else []


@pytest.mark.parametrize("path", _corpus(), ids=lambda path: path.name)
def test_every_workbook_is_read_or_refused(path: Path) -> None:
    """In one sentence of Dutch that names the file; nothing else happens, also to the file."""
    before = path.read_bytes()
    try:
        told = f"{path.name} kan niet worden gelezen: x." if open_workbook(path).sheets else ""
    except RegisterError as refused:
        told = str(refused)

    assert re.fullmatch(rf"{re.escape(path.name)} kan niet worden gelezen: [^\n]*\.", told)
    assert before == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("60-date_1904.xls", [date(2021, 1, 1), date(2021, 1, 2), timedelta(hours=255, seconds=610)]),
        ("61-date.xlsb", [date(2021, 1, 1), date(2021, 1, 2), timedelta(hours=255, seconds=610)]),
        ("68-date_1904.xlsx", [date(2021, 1, 1), date(2021, 1, 2), timedelta(hours=255, seconds=610)]),
        ("67-merged_range.xls", ["A1", None, "A3", "A4"]),
        ("62-any_sheets.ods", [1.0, 3.0, 5.0, None, "This workbook contains 4 sheets: Visible, Hidden, VeryHidden and Chart"]),
        ("69-errors.xlsx", [CellError(code) for code in ("#DIV/0!", "#NAME?", "#VALUE!", "#N/A", "#REF!", "#NUM!", "#NULL!")]),
    ],
)  # fmt: skip
def test_first_column(shared: Path, name: str, expected: list[CellValue]) -> None:
    """Dates from 1900 and 1904, durations, merged cells and errors, as their makers meant them."""
    sheet = open_workbook(shared / "corpus" / name).sheets[0]
    found = sheet.columns[0]

    assert sorted(map(repr, expected)) == sorted(map(repr, found[: len(expected)]))


def test_merged_areas_of_an_old_workbook(shared: Path) -> None:
    """They are the ones that calamine finds."""
    path = shared / "corpus" / "67-merged_range.xls"
    theirs = CalamineWorkbook.from_path(path).get_sheet_by_index(0).merged_cell_ranges or []
    ours = open_workbook(path).sheets[0].merged

    assert sorted((a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in theirs) == sorted(
        (box.top, box.left, box.bottom, box.right) for box in ours
    )


@pytest.mark.parametrize(
    "path", [p for p in _corpus() if p.suffix in (".xls", ".xlsb", ".ods")], ids=lambda p: p.name
)
def test_corpus_as_calamine_reads_it(path: Path) -> None:
    """The values are those of an independent reader, wherever that can read the file."""
    try:
        ours, theirs = open_workbook(path), CalamineWorkbook.from_path(path)
        wrong = [line for sheet in ours.sheets for line in _differences(sheet, theirs)]
    except (RegisterError, CalamineError) as refused:
        pytest.skip(f"one of both refuses it: {refused}")

    assert [] == wrong


@pytest.mark.parametrize("version", [old.BIFF5, old.BIFF8])
def test_old_workbooks_made_here_as_calamine_reads_them(tmp_path: Path, version: int) -> None:
    """What the tests write by hand is what the format says, to another reader too."""
    records = (
        old.label(0, 0, "één", version)
        + old.number(0, 1, 44228, old.DATE)
        + old.number(1, 0, 0.4375, old.TIME)
        + old.packed(1, 1, -7, 8)
        + old.formula(2, 0, struct.pack("<d", 2.5))
        + old.formula(2, 1, old.result_of(0))
        + old.record(0x0207, old.old_text("uit", version=version))
        + old.truth(3, 0, True)
        + old.error(3, 1)
    )
    data = old.xls(old.Sheet("L", records), version=version)

    assert [] == _compared(tmp_path, data)


def test_binary_workbooks_made_here_as_calamine_reads_them(tmp_path: Path) -> None:
    """So of an .xlsb."""
    records = (
        old.row12(0)
        + old.cell12(6, 0, old.wide("één"))
        + old.cell12(5, 1, old.double(44228), old.DATE)
        + old.cell12(7, 2, b"\1\0\0\0")
        + old.row12(3)
        + old.cell12(2, 0, struct.pack("<I", 7 << 2 | 2))
        + old.cell12(4, 1, b"\1")
        + old.cell12(5, 2, old.double(1.5), old.DURATION)
        + old.row12(4)
        + old.formula12(8, 0, old.wide("uit"))
        + old.formula12(9, 1, old.double(2.5))
        + old.cell12(3, 2, bytes([old.NA]))
    )

    assert [] == _compared(tmp_path, old.xlsb(old.Sheet("L", records), texts=["a", "b"]))


def _compared(folder: Path, data: bytes) -> list[str]:
    ours = open_workbook(data)
    path = folder / f"boek{ours.suffix}"
    path.write_bytes(data)
    theirs = CalamineWorkbook.from_path(path)
    return [line for sheet in ours.sheets for line in _differences(sheet, theirs)]


def _differences(sheet: RawSheet, theirs: CalamineWorkbook) -> Iterator[str]:
    """Places at which calamine sees something else; errors are blanks to it."""
    other = theirs.get_sheet_by_name(sheet.name)
    values = {
        (row, column): value
        for row, line in enumerate(other.to_python(skip_empty_area=False), 1)
        for column, value in enumerate(line, 1)
        if value != ""
    }
    for j, column in enumerate(sheet.columns):
        for i, value in enumerate(column):
            place = sheet.top + i, sheet.left + j
            expected = _plain(values.pop(place, None))
            found = None if isinstance(value, CellError) else value
            if expected != found:
                yield f"{sheet.name} {place}: {expected!r} is not {value!r}"
    yield from (f"{sheet.name} {place}: {value!r} is missing" for place, value in values.items())


def _plain(value: object) -> object:
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date()
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


# --- errors in the binary formats ---------------------------------------------------------------

HEADERS = ("Casusnummer", "Aanmelddatum", "Woonplaats", "Type aanmelder", "Triagedatum")
DAY = (date(2021, 2, 1) - date(1899, 12, 30)).days


def _xls(triage: bytes) -> bytes:
    records = b"".join(old.label(0, i, text) for i, text in enumerate(HEADERS))
    records += old.label(1, 0, "ET-2021-001") + old.number(1, 1, DAY, old.DATE)
    records += old.label(1, 2, "Hilversum") + old.label(1, 3, "consulent USD")
    return old.xls(old.Sheet("Aanmeldingen", records + triage))


def _xlsb(triage: bytes) -> bytes:
    records = old.row12(0) + b"".join(old.cell12(6, i, old.wide(t)) for i, t in enumerate(HEADERS))
    records += old.row12(1) + old.cell12(6, 0, old.wide("ET-2021-001"))
    records += old.cell12(5, 1, old.double(DAY), old.DATE) + old.cell12(6, 2, old.wide("Hilversum"))
    records += old.cell12(6, 3, old.wide("consulent USD"))
    return old.xlsb(old.Sheet("Aanmeldingen", records + triage))


@pytest.mark.parametrize(
    "data",
    [
        _xls(old.error(1, 4)),
        _xls(old.formula(1, 4, old.result_of(2, old.NA))),
        _xlsb(old.cell12(3, 4, bytes([old.NA]))),
        _xlsb(old.formula12(11, 4, bytes([old.NA]))),
    ],
)
def test_an_error_is_never_not_happened(data: bytes) -> None:
    """The term is unknown, the rule names the cell, and R08 says where it saw an error."""
    report = check(read_register(data), on=ON)
    told = outcome(report, "T01").reason

    assert [] == [f for f in report.findings if f.code in ("T01", "R05", "R08")]
    assert (
        "1 onbekend; de foutwaarde in Aanmeldingen!E2 telt niet als 'niet ingevuld' of "
        "'niet gebeurd'"
    ) == told
    assert "niet_toetsbaar" == outcome(report, "R08").status.value
    assert "is een foutwaarde gezien in Aanmeldingen!E2" in str(outcome(report, "R08").reason)


@pytest.mark.parametrize(
    "data",
    [
        _xls(b""),
        _xls(old.record(0x0201, b"\1\0\4\0\0\0")),
        _xlsb(b""),
        _xlsb(old.cell12(1, 4, b"")),
    ],
)
def test_a_blank_is_not_happened(data: bytes) -> None:
    """A cell that is really empty is a term that is over and still open."""
    report = check(read_register(data), on=ON)

    assert ["E2"] == [f.cell for f in report.findings if f.code == "T01"]
    assert outcome(report, "T01").reason is None
    assert "foutwaarde" not in str(outcome(report, "R08").reason)


def test_many_errors_are_counted() -> None:
    """Five cells are named, the others counted."""
    rows = b"".join(
        old.label(row, 0, f"ET-2021-{row:03}")
        + old.number(row, 1, DAY, old.DATE)
        + old.label(row, 2, "Hilversum")
        + old.label(row, 3, "consulent USD")
        + old.error(row, 4)
        for row in range(2, 9)
    )
    reason = outcome(check(read_register(_xls(old.error(1, 4) + rows)), on=ON), "T01").reason

    assert str(reason).startswith("8 onbekend; de foutwaarden in Aanmeldingen!E2, Aanmeldingen!E3,")
    assert "Aanmeldingen!E6 en nog 3 tellen niet als" in str(reason)


def test_an_xlsx_says_it_with_r08() -> None:
    """There the rules themselves need not name the cells."""
    report = checked(minimal(listed(Triagedatum=Formula("=NA()", "#N/A"))))

    assert "1 onbekend" == outcome(report, "T01").reason


# --- the command --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (_xls(b""), ".xls"),
        (_xlsb(b""), ".xlsb"),
        (
            old.ods(
                old.table(
                    old.line(*(old.cell("string", "", text) for text in HEADERS))
                    + old.line(
                        old.cell("string", "", "ET-2021-001"),
                        old.cell("date", "2021-02-01", "1-2-2021"),
                        old.cell("string", "", "Hilversum"),
                        old.cell("string", "", "consulent USD"),
                    )
                )
            ),
            ".ods",
        ),
    ],
)
def test_the_result_is_a_new_xlsx_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, suffix: str
) -> None:
    """It holds *Bevindingen* alone; the user hears why, and how to get the cells marked."""
    path = tmp_path / f"register{suffix}"
    path.write_bytes(data)
    code = _run(["controleer", str(path), "--peildatum", "2021-12-15"])
    result = tmp_path / "register-gecontroleerd-2021-12-15.xlsx"
    told = " ".join(capsys.readouterr().out.split())

    assert 3 == code
    assert ["Bevindingen"] == openpyxl.load_workbook(result).sheetnames
    assert "Dit is een nieuw bestand met het blad Bevindingen alleen." in told
    assert f"In een {suffix}-bestand kan het programma geen cellen markeren." in told
    assert "bewaar het als .xlsx" in told
    assert data == path.read_bytes()


def test_an_xlsx_that_is_named_xls_is_marked(tmp_path: Path) -> None:
    """The content decides: the result is a marked copy, with the extension that fits."""
    path = tmp_path / "register.xls"
    path.write_bytes(XLSX)
    code = _run(["controleer", str(path), "--peildatum", "2021-12-15"])
    result = tmp_path / "register-gecontroleerd-2021-12-15.xlsx"

    assert 0 == code
    assert ["Aanmeldingen", "Bevindingen"] == openpyxl.load_workbook(result).sheetnames


# --- odd packages -------------------------------------------------------------------------------


def _google(rows: str) -> dict[str, str | bytes]:
    """A package as Google Sheets exports it: no properties, no dimension, odd little parts."""
    head = '<sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
    found = handmade.parts(
        handmade.sheet(rows, head, '<drawing xmlns:r="r" r:id="rId1"/>'),
        sst=f'<sst {handmade.MAIN}><si><t>Casusnummer</t></si><si><t/></si><si><t xml:space="preserve"> a </t></si></sst>',
    )
    found["xl/worksheets/_rels/sheet1.xml.rels"] = handmade.relations(
        ("rId1", "drawing", "../drawings/drawing1.xml")
    )
    found["xl/drawings/drawing1.xml"] = '<xdr:wsDr xmlns:xdr="x"/>'
    found["xl/styles.xml"] = (
        f'<styleSheet {handmade.MAIN}><cellXfs count="2"><xf borderId="0" fontId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    return found


def test_an_export_of_google_sheets() -> None:
    """Texts of all sorts, truths, dates and errors are read; a bare number stays a number."""
    rows = (
        '<row r="1"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t/></is></c></row>'
        '<row r="2" customHeight="1"><c r="A2" t="str"><v>ET-1</v></c><c r="B2" t="b"><v>1</v></c>'
        f'<c r="C2" s="1"><v>{DAY}</v></c><c r="D2"><v>{DAY}</v></c>'
        '<c r="E2" t="e"><f>NA()</f><v>#N/A</v></c><c r="F2" s="9"><v>1</v></c></row>'
    )
    (sheet,) = open_workbook(handmade.pack(_google(rows))).sheets

    assert [
        ["Casusnummer", "ET-1"],
        [None, True],
        [" a ", date(2021, 2, 1)],
        [None, float(DAY)],
        [None, CellError("#N/A")],
        [None, 1.0],
    ] == sheet.columns


@pytest.mark.parametrize(
    "properties",
    [
        '<fileSharing readOnlyRecommended="1"/>',
        '<fileSharing readOnlyRecommended="1" userName="x" reservationPassword="ABCD"/>',
        '<workbookProtection lockStructure="1"/>',
    ],
)
def test_read_only_recommended(properties: str) -> None:
    """A workbook that advises against changing it is read like any other."""
    rows = handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>')

    assert [[1.0]] == open_workbook(handmade.book(rows, properties=properties)).sheets[0].columns


def test_marked_as_final() -> None:
    """So is one that its maker called final."""
    found = handmade.parts(handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    found["docProps/custom.xml"] = (
        '<Properties xmlns="x"><property name="_MarkAsFinal"><bool>true</bool></property></Properties>'
    )

    assert [[1.0]] == open_workbook(handmade.pack(found)).sheets[0].columns


def test_repaired_by_excel() -> None:
    """Parts that nothing refers to any more, as a repair leaves them, are passed by."""
    found = handmade.parts(handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    found |= {"xl/worksheets/sheet9.xml": "stuk", "[trash]/0000.dat": b"\0" * 64}
    found["xl/recoveryLog.xml"] = "<recoveryLog/>"

    assert [[1.0]] == open_workbook(handmade.pack(found)).sheets[0].columns
