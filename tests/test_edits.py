"""Values put in single cells of the user's own sheets: nothing else of the package changes."""

from __future__ import annotations

import io
import re
from datetime import date, datetime

import compare
import handmade
import openpyxl
import pytest
from handmade import MAIN, SHEET

from expertteam_xl.package.book import Package
from expertteam_xl.package.edits import CellEdit, Look, edit_cells

Edits = dict[tuple[int, int], CellEdit]
NINE = CellEdit(9)
DAY = CellEdit(date(2021, 2, 1), Look.DAY)
SERIAL = 44228


def edited(data: bytes, edits: Edits) -> tuple[bytes, frozenset[tuple[int, int]]]:
    """The workbook with edits on its sheet, and the cells that were changed."""
    package = Package(data)
    done = edit_cells(package, {"Lijst": edits})
    stream = io.BytesIO()
    package.save(stream)
    return stream.getvalue(), done["Lijst"]


def rows_of(data: bytes) -> str:
    """What stands between the tags of ``sheetData``."""
    text = compare.parts(data)[SHEET].decode()
    return text[text.index("<sheetData>") + 11 : text.index("</sheetData>")]


def after(rows: str, edits: Edits, **options: str) -> str:
    """The rows after edits."""
    tail = options.pop("tail", "")
    return rows_of(edited(handmade.book(handmade.sheet(rows, after=tail), **options), edits)[0])


LEFT_ALONE = {
    "a formula": '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
    "a formula that shares another": '<row r="1"><c r="A1"><f t="shared" si="0"/><v>2</v></c></row>',
    "a cell that is not there": '<row r="1"><c r="B1"><v>2</v></c></row>',
    "a row that is not there": '<row r="2"><c r="A2"><v>2</v></c></row>',
    "a blank cell with a style": '<row r="1"><c r="A1" s="1"/></row>',
    "a cell that is there twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a row that is there twice": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
    "a cell with more than a value": '<row r="1"><c r="A1"><v>1</v><extLst/></c></row>',
    "rows with a comment between them": '<row r="1"><c r="A1"><v>1</v></c></row><!-- x -->',
}


@pytest.mark.parametrize("rows", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_cells_that_are_left_alone(rows: str) -> None:
    """A cell that another one decides on, or that can't be told apart, stays; so does the file."""
    data = handmade.book(handmade.sheet(rows))
    found, done = edited(data, {(1, 1): NINE})

    assert frozenset() == done
    assert set() == compare.changed_parts(data, found) - {"xl/workbook.xml", "xl/styles.xml"}


def test_cells_in_the_area_of_an_array_formula_stay() -> None:
    """An array formula and a data table own every cell of their area."""
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="dataTable" ref="B2:C3" dt2D="1"/><v>1</v></c>'
        '<c r="C2"><v>5</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>'
    )
    cells = dict.fromkeys([(1, 1), (2, 1), (2, 2), (2, 3), (3, 1)], NINE)

    assert rows.replace('<c r="A3"><v>1<', '<c r="A3"><v>9<') == after(rows, cells)


def test_under_a_merged_cell_nothing_is_written() -> None:
    """The first cell of a merged area is a cell like any other; those under it are out of sight."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    found = after(rows, dict.fromkeys([(1, 1), (1, 2), (1, 3)], NINE), tail=merged)

    assert rows.replace("<v>1<", "<v>9<").replace("<v>3<", "<v>9<") == found


def test_only_the_cell_changes() -> None:
    """Attributes of rows, blanks between cells, other cells and what follows stay byte for byte."""
    rows = (
        '<row  r="1" spans="1:3" x14ac:dyDescent="0.25" ht=\'20\'>\n <c r="A1" s="2" t="s"><v>0</v></c>\n'
        ' <c  r="B1"  s="2" t="str" ><v>x</v></c >  <c r="C1" t="b"><v>1</v></c></row>\n<row r="2"/>'
    ).replace("</c >", "</c>")
    found = after(rows, {(1, 2): CellEdit("a & b")}, sst=handmade.strings("eerste"))
    new = ' t="inlineStr"><is><t xml:space="preserve">a &amp; b</t></is></c>'

    assert rows.replace(' t="str" ><v>x</v></c>', new) == found


def test_cells_without_addresses() -> None:
    """Where rows and cells have no address, they are counted."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"

    assert rows.replace("<v>2<", "<v>9<") == after(rows, {(1, 2): NINE, (2, 2): NINE})


def test_sheets_with_a_prefix() -> None:
    """Elements of a sheet may have a prefix; new ones get the same."""
    start = f'<x:worksheet xmlns:x="{MAIN[7:-1]}"><x:sheetData>'
    sheet = f'{start}<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    data = handmade.book(sheet, sst=handmade.strings("2u15"))
    found, done = edited(data, {(1, 1): CellEdit(135)})

    assert {(1, 1)} == done
    assert b'<x:c r="A1"><x:v>135</x:v></x:c>' in compare.parts(found)[SHEET]


# Number formats


STYLES = {
    "none": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "day": '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    "text": '<xf numFmtId="49" fontId="0" fillId="1" borderId="0" xfId="0" quotePrefix="1"/>',
    "hours": '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "clock": '<xf numFmtId="20" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "percent": '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "euro": '<xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "quoted": '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>',
}
_SHEET_STYLES = (
    f'<styleSheet {MAIN}><numFmts count="4"><numFmt numFmtId="164" formatCode="d\\ mmm\\ yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.0%"/>'
    '<numFmt numFmtId="167" formatCode="&quot;€&quot;\\ #,##0.00"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(STYLES)}">{"".join(STYLES.values())}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def styled(style: str, edit: CellEdit, *others: str) -> tuple[object, str, bool]:
    """A text cell of a style after an edit: its value, number format, and whether a quote stays.

    Args:
        style: of the cell.
        edit: what it is to hold.
        others: styles of numbers under it.
    """
    names = list(STYLES)
    rows = f'<row r="1"><c r="A1" s="{names.index(style)}" t="str"><v>x</v></c></row>' + "".join(
        f'<row r="{n}"><c r="A{n}" s="{names.index(other)}"><v>44000</v></c></row>'
        for n, other in enumerate(others, 2)
    )
    found = handmade.parts(handmade.sheet(rows))
    found["xl/styles.xml"] = _SHEET_STYLES
    data, _ = edited(handmade.pack(found), {(1, 1): edit})
    cell = openpyxl.load_workbook(io.BytesIO(data))["Lijst"]["A1"]
    return cell.value, cell.number_format, cell.quotePrefix


MOMENT = datetime(2021, 2, 1, 10, 30)


@pytest.mark.parametrize(
    ("style", "others", "number_format"),
    [
        ("none", (), "dd\\-mm\\-yyyy"),
        ("day", (), "d\\ mmm\\ yyyy"),
        ("none", ("day", "none", "day"), "d\\ mmm\\ yyyy"),
        ("text", ("day",), "d\\ mmm\\ yyyy"),
        ("clock", (), "dd\\-mm\\-yyyy"),
        ("clock", ("clock", "clock", "day"), "d\\ mmm\\ yyyy"),
        ("quoted", (), "d\\ mmm\\ yyyy"),
    ],
)
def test_a_date_looks_like_its_neighbours(
    style: str, others: tuple[str, ...], number_format: str
) -> None:
    """A date keeps a format that shows a day, else gets the column's; a clock time is none."""
    found = styled(style, DAY, *others)

    assert (datetime(2021, 2, 1), number_format, False) == found


def test_a_moment_shows_its_time() -> None:
    """A format without a time would hide it."""
    found = styled("day", CellEdit(MOMENT, Look.MOMENT))

    assert (MOMENT, "dd\\-mm\\-yyyy hh:mm", False) == found


@pytest.mark.parametrize(
    ("style", "look", "number_format"),
    [
        ("none", Look.COUNT, "General"),
        ("hours", Look.COUNT, "General"),
        ("day", Look.COUNT, "General"),
        ("euro", Look.COUNT, "General"),
        ("text", Look.NUMBER, "General"),
        ("percent", Look.NUMBER, "General"),
        ("euro", Look.NUMBER, '"€"\\ #,##0.00'),
    ],
)
def test_a_number_is_not_shown_as_something_else(
    style: str, look: Look, number_format: str
) -> None:
    """135 minutes are not 3240:00 hours, and 96 euro are no 9600%."""
    assert (135, number_format, False) == styled(style, CellEdit(135, look))


def test_the_rest_of_the_style_stays() -> None:
    """Only the number format and the quote differ from the cell's own style, which stays as well."""
    found = handmade.parts(handmade.sheet('<row r="1"><c r="A1" s="2" t="str"><v>x</v></c></row>'))
    found["xl/styles.xml"] = _SHEET_STYLES
    data, _ = edited(handmade.pack(found), {(1, 1): DAY})
    styles = compare.parts(data)["xl/styles.xml"].decode()
    cells = re.findall(r"<xf [^>]*/>", styles[styles.index("<cellXfs") :])

    assert list(STYLES.values()) == cells[: len(STYLES)]
    assert ['fillId="1"'] == re.findall(r'fillId="\d+"', cells[-1])
    assert len(STYLES) + 1 == len(cells)


def test_days_count_from_1904() -> None:
    """In a workbook of the other epoch a date gets the number that means that day there."""
    rows = '<row r="1"><c r="A1" s="1" t="str"><v>x</v></c></row>'
    found = after(rows, {(1, 1): DAY}, properties='<workbookPr date1904="1"/>')

    assert f'<row r="1"><c r="A1" s="1"><v>{SERIAL - 1462}</v></c></row>' == found


# Formulas and shared texts


@pytest.mark.parametrize(("formula", "wanted"), [("<f>A1</f>", True), ("", False)])
def test_excel_calculates_anew_where_it_has_to(formula: str, wanted: bool) -> None:
    """A formula may depend on the cell; where there is none, nothing is asked of Excel."""
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="B1">{formula}<v>1</v></c></row>'
    found, _ = edited(handmade.book(handmade.sheet(rows)), {(1, 1): NINE})

    assert wanted == (b'fullCalcOnLoad="1"' in compare.parts(found)["xl/workbook.xml"])


TEXTS = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'


def test_shared_texts_stay() -> None:
    """Another value in a cell leaves the shared texts as they are."""
    sst = handmade.strings("ja", "2u15")
    found, _ = edited(handmade.book(handmade.sheet(TEXTS), sst=sst), {(1, 1): CellEdit(135)})

    assert sst.encode() == compare.parts(found)["xl/sharedStrings.xml"]


def test_a_text_that_was_emptied_is_gone() -> None:
    """What was emptied can't be found in the file any more; other texts keep their places."""
    sst = handmade.strings("ja", "111222333", "nee")
    found, _ = edited(handmade.book(handmade.sheet(TEXTS), sst=sst), {(1, 1): CellEdit(None)})
    texts = compare.parts(found)["xl/sharedStrings.xml"].decode()

    assert sst.replace("<t>111222333</t>", "<t/>") == texts
    assert '<row r="1"><c r="A1"/><c r="B1" t="s"><v>0</v></c></row>' == rows_of(found)


def test_a_text_that_another_cell_uses_stays() -> None:
    """One of two cells with the same text is emptied: the other still shows it."""
    rows = TEXTS.replace("<v>0<", "<v>1<")
    sst = handmade.strings("ja", "111222333")
    found, _ = edited(handmade.book(handmade.sheet(rows), sst=sst), {(1, 1): CellEdit(None)})

    assert sst.encode() == compare.parts(found)["xl/sharedStrings.xml"]


def test_unknown_sheets_are_passed_over() -> None:
    """A name without a worksheet has no cells."""
    package = Package(handmade.book(handmade.sheet("")))

    assert {} == edit_cells(package, {"Elders": {(1, 1): NINE}})
    assert {"Lijst": frozenset()} == edit_cells(package, {"Lijst": {(1, 1): NINE}})
