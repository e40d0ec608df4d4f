"""Opening a workbook: every value at its place, as another reader sees it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import handmade
import pytest
import xlsxwriter

from expertteam_xl.errors import RegisterError
from expertteam_xl.register import workbook as workbook_module
from expertteam_xl.register.archive import Limits
from expertteam_xl.register.raw import Box, CellError, CellValue, ExcelTable, RawSheet, RawWorkbook
from expertteam_xl.register.sparse import Block
from expertteam_xl.register.workbook import open_workbook

_DEFAULTS = Limits()
_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def _value(sheet: RawSheet, row: int, column: int) -> CellValue:
    i, j = row - sheet.top, column - sheet.left
    return sheet.columns[j][i] if 0 <= j < len(sheet.columns) and 0 <= i < sheet.height else None


def _only(data: bytes, limits: Limits = _DEFAULTS) -> RawSheet:
    (sheet,) = open_workbook(data, limits=limits).sheets
    return sheet


def _row(cells: str, **options: str) -> list[CellValue]:
    sheet = _only(handmade.book(handmade.sheet(f'<row r="1">{cells}</row>'), **options))
    return [column[0] for column in sheet.columns]


def test_place_of_the_first_value() -> None:
    """A list that starts at D5 has row 5 and column 4, whatever blank formatted cells surround it."""
    sheet = _only(
        handmade.book(
            handmade.sheet(
                '<row r="2"><c r="A2" s="1"/></row><row r="5"><c r="D5"><v>1</v></c><c r="F5"><v>2</v></c></row><row r="6"><c r="D6"><v>3</v></c></row>'
            )
        )
    )

    assert (5, 4) == (sheet.top, sheet.left)
    assert [[1.0, 3.0], [None, None], [2.0, None]] == sheet.columns


def test_kinds_of_value() -> None:
    """Numbers are floats, whole dates dates, blanks None, and booleans stay apart from numbers."""
    cells = (
        '<c r="A1"><v>1</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" s="1"><v>44197</v></c><c r="D1" s="4"><v>44197.5</v></c>'
        '<c r="E1" s="2"><v>0.5</v></c><c r="F1" s="3"><v>1.5</v></c><c r="G1" t="str"><v>a &amp; b</v></c><c r="H1" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c>'
        '<c r="I1" t="s"><v>0</v></c><c r="J1" t="s"><v>1</v></c><c r="K1" t="d"><v>2021-01-02</v></c>'
    )
    expected = [
        1.0,
        True,
        date(2021, 1, 1),
        datetime(2021, 1, 1, 12),
        time(12),
        timedelta(hours=36),
        "a & b",
        "xy",
        "Hilversum",
        None,
        date(2021, 1, 2),
    ]
    found = _row(cells, sst=handmade.strings("Hilversum", ""))

    assert expected == found
    assert [type(value) for value in expected] == [type(value) for value in found]


def test_date_with_rounding_error() -> None:
    """A moment that rounds to midnight is a whole date."""
    assert [date(2020, 6, 19)] == _row('<c r="A1" s="1"><v>44000.99999999999</v></c>')


def test_negative_in_a_time_format() -> None:
    """A time below zero stays the number that it is, and never becomes a time of day."""
    assert [-0.5, -1.0, -2.0] == _row(
        '<c r="A1" s="2"><v>-0.5</v></c><c r="B1" s="1"><f>A1</f><v>-1</v></c><c r="C1"><v>-2</v></c>'
    )


def test_date1904() -> None:
    """A workbook that counts from 1904 gives the same dates."""
    data = handmade.book(
        handmade.sheet('<row r="1"><c r="A1" s="1"><v>42735</v></c></row>'),
        properties='<workbookPr date1904="1"/>',
    )
    workbook = open_workbook(data)

    assert workbook.date1904
    assert [[date(2021, 1, 1)]] == workbook.sheets[0].columns


def test_errors_and_formulas_without_value() -> None:
    """Error cells and formulas never calculated are told from blanks, also at the edges of the list."""
    sheet = _only(
        handmade.book(
            handmade.sheet(
                '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row><row r="2"><c r="B2"><v>5</v></c><c r="C2" t="str"><f>""</f><v></v></c></row>'
                '<row r="4"><c r="D4"><f>NOW()</f></c></row>'
            )
        )
    )

    assert CellError("#N/A") == _value(sheet, 1, 1)
    assert 5.0 == _value(sheet, 2, 2)
    assert _value(sheet, 2, 3) is None
    assert CellError("") == _value(sheet, 4, 4)


def test_only_errors() -> None:
    """A sheet with nothing but an error holds that error."""
    sheet = _only(
        handmade.book(handmade.sheet('<row r="7"><c r="C7" t="e"><v>#REF!</v></c></row>'))
    )

    assert CellError("#REF!") == _value(sheet, 7, 3)


def test_array_formula_without_value() -> None:
    """Every cell of an array formula that was never calculated says so."""
    sheet = _only(
        handmade.book(
            handmade.sheet(
                '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"/><c r="B2"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>'
            )
        )
    )

    assert [CellError(), CellError(), CellError()] == sheet.columns[0]


def test_array_formulas_that_overlap() -> None:
    """Blank cells under several array formulas are marked, values and cells beside them are not."""
    columns = _only(
        handmade.book(
            handmade.sheet(
                '<row r="2"><c r="B2"><f t="array" ref="B2:C3">A()</f></c><c r="C2"><v>1</v></c></row>'
                '<row r="3"><c r="C3"><f t="array" ref="C3:XFD1048576">A()</f></c></row>'
                '<row r="4"><c r="B4"><v>2</v></c><c r="D4"><v>3</v></c></row>'
            )
        )
    ).columns
    no = CellError()

    assert [[no, no, 2.0], [1.0, no, no], [None, no, 3.0]] == columns


def test_thousands_of_array_formulas_take_no_time() -> None:
    """Array formulas that each name the whole sheet cost one look at every cell together."""
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><f t="array" ref="A1:XFD1048576">A()</f></c></row>'
        for r in range(1, 3001)
    )
    far = '<row r="4000"><c r="CV4000"><v>1</v></c></row>'

    assert 100 == len(_only(handmade.book(handmade.sheet(rows + far))).columns)


def test_hidden_columns_that_overlap() -> None:
    """Hidden stretches count as far as the values reach, however often they are named."""
    many = '<col min="1" max="2" hidden="1"/>' + '<col min="2" max="16384" hidden="1"/>' * 50_000
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="ALL1"><v>1</v></c></row>'
    sheet = _only(handmade.book(handmade.sheet(row, before=f"<cols>{many}</cols>")))

    assert frozenset(range(1, 1001)) == sheet.hidden_columns


def test_repeated_values_are_one_object() -> None:
    """Equal texts share one object, so that a large register fits in memory."""
    text = "Gooise Meren aan zee"
    first, second = _row(f'<c r="A1" t="str"><v>{text}</v></c><c r="B1" t="str"><v>{text}</v></c>')

    assert first is second


def test_stray_cell_far_away() -> None:
    """A stray cell far from the list does not exhaust memory; it is left out and named."""
    rows = '<row r="1"><c r="A1" t="str"><v>kop</v></c><c r="B1" s="1"><v>44197</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    workbook = open_workbook(
        handmade.book(
            handmade.sheet(rows + '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>')
        )
    )

    assert [["kop", 1.0], [date(2021, 1, 1), None]] == workbook.sheets[0].columns
    assert (
        "Cel XFD1048576 op blad Lijst ligt ver buiten de lijst en is niet gelezen.",
    ) == workbook.notices


def test_many_stray_cells() -> None:
    """Of many cells left out the first five are named, and errors among them do no harm."""
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 21))
    rows += "".join(
        f'<row r="{r}"><c r="X{c}{r}" t="e"><v>#N/A</v></c></row>'
        for r, c in zip(range(1048000, 1048570, 95), "ABCDEF", strict=True)
    )
    workbook = open_workbook(handmade.book(handmade.sheet(rows)))

    assert [[float(r) for r in range(1, 21)]] == workbook.sheets[0].columns
    assert "XE1048380 en nog 1 op blad Lijst liggen" in workbook.notices[0]


def test_formatted_blank_far_away() -> None:
    """A cell that has only a format is no value: nothing is left out."""
    workbook = open_workbook(
        handmade.book(handmade.sheet(_ONE + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'))
    )

    assert [[1.0]] == workbook.sheets[0].columns
    assert () == workbook.notices


def test_long_thin_list_is_read_whole() -> None:
    """A value at the bottom of the sheet is read when its column stays within the limits."""
    sheet = _only(
        handmade.book(
            handmade.sheet(_ONE + '<row r="1048576"><c r="B1048576" t="str"><v>onder</v></c></row>')
        )
    )

    assert 1048576 == sheet.height
    assert "onder" == _value(sheet, 1048576, 2)


@pytest.mark.parametrize(
    "xml",
    [
        handmade.sheet(
            '<row r="1"><c r="A1" t="str"><v><![CDATA[é <b>]]></v></c><c r="B1" s="1"><v>44197</v></c></row>'
        ),
        (
            '<?xml version="1.0" encoding="UTF-16"?>'
            + handmade.sheet(
                '<row r="1"><c r="A1" t="str"><v>é &lt;b></v></c><c r="B1" s="1"><v>44197</v></c></row>'
            )
        ).encode("utf-16"),
        (
            '<?xml version="1.0" encoding="ISO-8859-1"?>'
            + handmade.sheet(
                '<row r="1"><c r="A1" t="inlineStr"><is><t>é &lt;b></t></is></c><c r="B1" s="1"><v>44197</v></c></row>'
            )
        ).encode("latin-1"),
    ],
    ids=["cdata", "utf-16", "latin-1"],
)
def test_uncommon_xml_is_read_whole(xml: str | bytes) -> None:
    """XML that calamine reads wrongly or not at all gives the same values."""
    assert [["é <b>"], [date(2021, 1, 1)]] == _only(handmade.book(xml)).columns


def test_second_sheet_in_utf16() -> None:
    """A sheet in UTF-16 beside one in UTF-8 is read, not taken for an empty one."""
    found = handmade.parts(handmade.sheet(_ONE))
    name = 'r:id="rId1"/>'
    found["xl/workbook.xml"] = str(found["xl/workbook.xml"]).replace(
        name, f'{name}<sheet name="Twee" sheetId="2" r:id="rId9"/>'
    )
    found["xl/_rels/workbook.xml.rels"] = handmade.relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId9", "worksheet", "worksheets/sheet2.xml"),
        ("rId2", "styles", "styles.xml"),
    )
    found["xl/worksheets/sheet2.xml"] = handmade.sheet(_ONE).encode("utf-16")

    sheets = open_workbook(handmade.pack(found)).sheets

    assert [[[1.0]], [[1.0]]] == [sheet.columns for sheet in sheets]


def test_calamine_finding_nothing_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet in which calamine finds no cells although there are is read by our own reader."""
    monkeypatch.setattr(workbook_module, "_to_block", lambda _: Block(1, 1, []))

    assert [[1.0]] == _only(handmade.book(handmade.sheet(_ONE))).columns


def test_text_used_by_very_many_cells() -> None:
    """A long text that all cells share is kept once: copies would exhaust memory."""
    cells = "".join(
        f'<c r="{c}{r}" t="s"><v>0</v></c>'
        if c != "A"
        else f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c>'
        for r in range(1, 101)
        for c in "ABCDE"
    )
    rows = cells.replace("<row", "</row><row").removeprefix("</row>") + "</row>"
    sheet = _only(
        handmade.book(handmade.sheet(rows), sst=handmade.strings("x" * 9000)),
        Limits(unpacked_bytes=1_000_000),
    )

    assert 100 == sheet.height
    assert sheet.columns[0][0] is sheet.columns[4][99]


def test_structure(tmp_path: Path) -> None:
    """Names, states, tables, merged areas, hidden rows and columns, and filters all come along."""
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(path) as book:
        cases, chart, hidden, secret = (
            book.add_worksheet("Casussen & meer"),
            book.add_chartsheet("Grafiek"),
            book.add_worksheet("Oud"),
            book.add_worksheet("Zeer"),
        )
        cases.merge_range("A1:C1", "Titel")
        cases.add_table(
            "A3:C6",
            {
                "name": "Lijst1",
                "columns": [{"header": h} for h in "abc"],
                "data": [[1, 2, 3]] * 2,
                "total_row": True,
            },
        )
        cases.add_table("E3:F4", {"name": "Lijst2", "header_row": False, "data": [[1, 2]] * 2})
        cases.set_column("B:B", 8, None, {"hidden": True})
        cases.set_row(4, 15, None, {"hidden": True})
        hidden.write("B2", "x")
        hidden.autofilter("B2:B9")
        hidden.filter_column("B", "x == y")
        hidden.hide()
        secret.very_hidden()
        series = book.add_chart({"type": "line"})
        series.add_series({"values": "=Oud!$B$2:$B$3"})
        chart.set_chart(series)
    workbook = open_workbook(path)
    cases_read, hidden_read, secret_read = workbook.sheets

    assert ["Casussen & meer", "Oud", "Zeer"] == [sheet.name for sheet in workbook.sheets]
    assert ["visible", "hidden", "veryHidden"] == [sheet.state for sheet in workbook.sheets]
    assert (
        ExcelTable("Lijst1", Box(3, 1, 6, 3), has_totals=True),
        ExcelTable("Lijst2", Box(3, 5, 4, 6), has_header=False),
    ) == cases_read.tables
    assert (Box(1, 1, 1, 3),) == cases_read.merged
    assert {2} == cases_read.hidden_columns
    assert {5} == cases_read.hidden_rows
    assert not cases_read.filtered
    assert hidden_read.filtered
    assert "x" == _value(hidden_read, 2, 2)
    assert [] == secret_read.columns
    assert ("register.xlsx", path, ".xlsx") == (workbook.name, workbook.path, workbook.suffix)
    assert path.read_bytes() == workbook.data


@pytest.mark.parametrize(
    ("name", "kind", "suffix"),
    [
        ("a.xlsx", "sheet.main", ".xlsx"),
        ("A.XLSM", "sheet.main", ".xlsm"),
        ("a.xltx", "template.main", ".xltx"),
        ("a.xls", "sheet.main", ".xlsx"),
        ("zonder", "template.main", ".xltx"),
    ],
)
def test_suffix(tmp_path: Path, name: str, kind: str, suffix: str) -> None:
    """The extension stays as given where a workbook can have it; else the content decides."""
    path = tmp_path / name
    path.write_bytes(handmade.book(handmade.sheet(_ONE), kind=kind))

    assert suffix == open_workbook(str(path)).suffix


def test_macro_workbook_as_bytes() -> None:
    """A macro workbook that comes as bytes is known by its content type."""
    found = handmade.parts(handmade.sheet(_ONE))
    types = str(found["[Content_Types].xml"])
    found["[Content_Types].xml"] = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
        "application/vnd.ms-excel.sheet.macroEnabled.main",
    )

    workbook = open_workbook(handmade.pack(found))

    assert (".xlsm", "register", None) == (workbook.suffix, workbook.name, workbook.path)


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "./worksheets/Sheet1.xml",
        "worksheets\\sheet1.xml",
    ],
)
def test_targets_of_relations(target: str) -> None:
    """A sheet is found by relative and absolute names, whatever their case or slashes."""
    found = handmade.parts(handmade.sheet(_ONE))
    found["xl/_rels/workbook.xml.rels"] = handmade.relations(
        ("rId1", "worksheet", target), ("rId2", "styles", "styles.xml")
    )
    workbook = open_workbook(handmade.pack(found))

    assert [("xl/worksheets/sheet1.xml", [[1.0]])] == [
        (sheet.part, sheet.columns) for sheet in workbook.sheets
    ]


def test_names_with_backslashes() -> None:
    """A package whose parts are named with backslashes could not be marked: it is refused."""
    found = handmade.parts(handmade.sheet(_ONE))

    with pytest.raises(RegisterError, match="namen die Excel niet kent"):
        open_workbook(handmade.pack({k.replace("/", "\\"): v for k, v in found.items()}))


def test_signed() -> None:
    """A digital signature is told."""
    found = handmade.parts(handmade.sheet(_ONE))

    assert not open_workbook(handmade.pack(found)).signed
    assert open_workbook(handmade.pack({**found, "_xmlsignatures/sig1.xml": "<Signature/>"})).signed


def test_open_in_excel(tmp_path: Path) -> None:
    """A register that is open in Excel is read as last saved, and the notice says so."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(handmade.book(handmade.sheet(_ONE)))
    (tmp_path / "~$register.xlsx").write_bytes(b"x")

    assert (
        "register.xlsx is open in Excel; de laatst bewaarde versie is gelezen.",
    ) == open_workbook(path).notices


def test_name_too_long_for_a_lock(tmp_path: Path) -> None:
    """A register whose name leaves no room for that of a lock file is read, without a notice."""
    path = tmp_path / ("r" * 250 + ".xlsx")
    path.write_bytes(handmade.book(handmade.sheet(_ONE)))

    assert () == open_workbook(path).notices


def test_result_has_every_field() -> None:
    """The result repeats the bytes that were read and hides them from its repr."""
    data = handmade.book(handmade.sheet(_ONE))
    workbook = open_workbook(data)

    assert isinstance(workbook, RawWorkbook)
    assert data == workbook.data
    assert "PK" not in repr(workbook)
