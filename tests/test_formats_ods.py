"""OpenDocument spreadsheets: values, errors and structure, however the rows repeat."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import handmade
import oldbooks as old
import pytest
from oldbooks import cell, line, table

from expertteam_xl.errors import RegisterError
from expertteam_xl.register.raw import Box, CellError, CellValue, RawSheet
from expertteam_xl.register.workbook import Limits, open_workbook

FORMULA = ' table:formula="of:=SUM([.A1:.A4])"'
ERROR = ' office:string-value="" calcext:value-type="error"'


def read(rows: str, styles: str = "") -> RawSheet:
    """The one sheet that these rows make."""
    (sheet,) = open_workbook(old.ods(table(rows), styles)).sheets
    return sheet


def value(one: str) -> CellValue:
    """What one cell holds; None when the sheet is empty."""
    sheet = read(line(one))
    return sheet.columns[0][0] if sheet.columns else None


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (cell(), None),
        (cell("float", 2.5, "2,50"), 2.5),
        (cell("percentage", 0.5, "50%"), 0.5),
        (cell("currency", 96, "€ 96,00"), 96.0),
        (cell("boolean", "true", "WAAR"), True),
        (cell("boolean", "false", "ONWAAR"), False),
        (cell("string", "", "tekst"), "tekst"),
        (cell("string", "eigen", "getoond"), "eigen"),
        (cell("string", "", "een</text:p><text:p>twee"), "een\ntwee"),
        (
            cell("string", "", 'a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'),
            "a   b\tc\nd",
        ),
        (cell("string", "", "a<text:span>b</text:span><text:a>c</text:a>"), "abc"),
        (cell("string"), None),
        (cell("", "", "zonder soort"), "zonder soort"),
        (cell("date", "2021-02-01", "1 feb"), date(2021, 2, 1)),
        (cell("date", "2021-02-01T00:00:00", "1 feb"), date(2021, 2, 1)),
        (cell("date", "2021-02-01T10:30:00.123456789"), datetime(2021, 2, 1, 10, 30, 0, 123456)),
        (cell("date", "2021-13-01", "raar"), "2021-13-01"),
        (cell("date", "", "1 feb 2021"), "1 feb 2021"),
        (cell("time", "PT10H30M00S"), time(10, 30)),
        (cell("time", "PT36H00M00S"), timedelta(hours=36)),
        (cell("time", "P1DT12H"), timedelta(hours=36)),
        (cell("time", "-PT1H"), timedelta(hours=-1)),
        (cell("time", "PT00H00M00.5S"), time(0, 0, 0, 500_000)),
        (cell("time", "straks"), "straks"),
        (cell("time", "PT999999999H999999999M"), timedelta(hours=999999999, minutes=999999999)),
        (cell("float", "geen", "?"), "?"),
        (cell("float", "NaN", "?"), CellError("#NUM!")),
    ],
)
def test_values(one: str, expected: object) -> None:
    """Every kind of cell gives its value, whatever it shows."""
    assert expected == value(one)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (cell("string", "", "#N/A", ERROR), CellError("#N/A")),
        (cell("string", "", "#N/B", ERROR), CellError("#N/B")),
        (cell("string", "", "Err:502", ERROR), CellError("Err:502")),
        (cell("string", "", "#REF!", FORMULA), CellError("#REF!")),
        (cell("float", 0, "Err:522"), CellError("Err:522")),
        (cell("string", "#REF!", "", FORMULA), CellError("#REF!")),
        (cell("", "", "", FORMULA), CellError("")),
        (cell("string", "", "", FORMULA), None),
        (cell("string", "", "#N/A"), "#N/A"),
    ],
)
def test_errors(one: str, expected: object) -> None:
    """An error, and a formula that was never calculated, are no blanks; a typed text is a text."""
    assert expected == value(one)


def test_comments_and_drawings_are_no_text() -> None:
    """A note or a shape in a cell leaves its value alone."""
    note = "<office:annotation><text:p>notitie</text:p></office:annotation>"
    shape = "<draw:frame><draw:text-box><text:p>vorm</text:p></draw:text-box></draw:frame>"
    inner = f"<table:table-cell>{note}{shape}<text:p>tekst{note}</text:p></table:table-cell>"

    assert "tekst" == value(inner)


def test_rows_and_columns_repeat() -> None:
    """A cell or a row that repeats counts as often; a million empty rows cost nothing."""
    rows = (
        line(cell("float", 1, "1", ' table:number-columns-repeated="2"'), cell("float", 2))
        + line(cell(extra=' table:number-columns-repeated="16384"'), number_rows_repeated=2)
        + line(cell("float", 3), number_rows_repeated=2)
        + line(cell(extra=' table:number-columns-repeated="16384"'), number_rows_repeated=1_048_571)
    )

    assert [[1.0, None, None, 3.0, 3.0], [1.0, *[None] * 4], [2.0, *[None] * 4]] == read(
        rows
    ).columns


def test_merged_cells() -> None:
    """What a merged cell covers keeps its place."""
    wide = cell(
        "string", "", "a", ' table:number-columns-spanned="2" table:number-rows-spanned="2"'
    )
    rows = line(wide, "<table:covered-table-cell/>", cell("float", 1)) + line(
        '<table:covered-table-cell table:number-columns-repeated="2"/>', cell("float", 2)
    )
    sheet = read(rows)

    assert (Box(1, 1, 2, 2),) == sheet.merged
    assert [["a", None], [None, None], [1.0, 2.0]] == sheet.columns


def test_hidden_rows_and_columns() -> None:
    """Hidden by hand, by a filter or by a group that is folded; as far as the values reach."""
    columns = (
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        '<table:table-column-group table:display="false"><table:table-column/>'
        "</table:table-column-group>"
    )
    full = [cell("float", number) for number in range(6)]
    rows = (
        line(*full)
        + line(*full, visibility="collapse")
        + f'<table:table-row-group table:display="false">{line(*full)}</table:table-row-group>'
        + line(*full)
        + line(cell(), visibility="collapse", number_rows_repeated=1_000_000)
    )
    sheet = read(columns + rows)

    assert (frozenset({2, 3}), frozenset({2, 3, 4})) == (sheet.hidden_rows, sheet.hidden_columns)
    assert not sheet.filtered
    assert read(line(*full) + line(*full, visibility="filter")).filtered


def test_hidden_sheets() -> None:
    """A sheet is hidden by its style; copies of other workbooks are no sheets."""
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    )
    tables = table("", "A") + table("", "B", "ta2") + table("", "'file:///x'#C", "ta_extref")
    workbook = open_workbook(old.ods(tables, styles))

    assert [("A", "visible"), ("B", "hidden")] == [(s.name, s.state) for s in workbook.sheets]
    assert ".ods" == workbook.suffix


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("of:=SUM([.A1:.A4])", True),
        ("of:=SUBTOTAL(9;[.$A$1:.$A$4])", True),
        ("oooc:=COUNTA([.A1:.A4])", True),
        ("msoxl:=SUM(A1:A4)", True),
        ("of:=SUM([.A1:.A9])", False),
        ("of:=SUM([$Blad2.A1:.A4])", False),
        ("of:=[.A1]+[.A2]", False),
    ],
)
def test_totals(formula: str, expected: bool) -> None:
    """A formula that sums or counts other rows marks a row of totals."""
    rows = line(cell("float", 1)) * 5 + line(cell("float", 5, "5", f' table:formula="{formula}"'))

    assert expected == ((6, 1) in read(rows).aggregates)


def test_dates_from_1904() -> None:
    """A bare number as a date counts from the day that the file names."""
    settings = (
        "<table:calculation-settings>"
        '<table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    )

    assert open_workbook(old.ods(settings + table(""))).date1904
    assert not open_workbook(old.ods(table(""))).date1904


@pytest.mark.parametrize(
    "rows",
    [
        line(cell("float", 1), number_rows_repeated=999_999_999),
        line(cell("float", 1, "", ' table:number-columns-repeated="999999999"')),
        line(cell("float", 1, "", ' table:number-columns-repeated="5"'), number_rows_repeated=5),
        line(cell("float", 1)) * 11,
    ],
)
def test_too_many_cells(rows: str) -> None:
    """Cells that repeat count as often as they do: more than the limits allow is one sentence."""
    with pytest.raises(RegisterError, match="blad Lijst heeft meer dan 10 cellen"):
        open_workbook(old.ods(table(rows)), limits=Limits(cells=10))


CONTENT = old.content(table(line(cell("string", "", "a"))))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (old.content("", body="text"), "geen rekenblad"),
        (old.content(""), "geen werkblad"),
        (CONTENT[:-40], "beschadigd of bevat verboden XML"),
        (CONTENT.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aa">]>', 1), "verboden XML"),
        ("", "beschadigd"),
    ],
)
def test_damaged_spreadsheets(content: str, words: str) -> None:
    """Each is refused in one sentence."""
    data = handmade.pack({"mimetype": old.ODS_TYPE, "content.xml": content})

    with pytest.raises(RegisterError, match=f"^register kan niet worden gelezen: .*{words}.*\\.$"):
        open_workbook(data)


def test_a_text_that_has_no_end() -> None:
    """A text larger than any cell can hold is refused before it takes the memory."""
    huge = cell("string", "", "x" * (17 * 1024 * 1024))

    with pytest.raises(RegisterError, match="beschadigd"):
        read(line(huge))
