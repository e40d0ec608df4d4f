"""Values in templates: rows in tables, single values in named cells."""

from __future__ import annotations

import io
import re
import time as clock
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import compare
import edits
import handmade
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_template import FIRST, HEADERS, opened, to_fill

from expertteam_xl.errors import DefinitionError, RegisterError
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError, TemplateError
from expertteam_xl.package.fill import Formula, TableRow, fill_names, fill_table
from expertteam_xl.package.newsheet import LONGEST_TEXT, serial, unescaped

ROW = ["=1+1", date(2021, 2, 3), 30, 0.5, 12.5, None]
MAY_CHANGE = {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"}
TABLE = (
    f'<table {handmade.MAIN} id="3" name="T" displayName="T" ref="{{ref}}"{{more}}><autoFilter '
    'ref="{ref}"/><tableColumns count="2"><tableColumn id="1" name="A"/><tableColumn id="2" '
    'name="B"/></tableColumns></table>'
)


def filled(rows: list[TableRow], template: bytes | None = None) -> bytes:
    """The template with rows in its table."""
    package = Package(to_fill() if template is None else template)
    fill_table(package, "Lijst", rows)
    return edits.saved(package)


def small(
    rows: str, *, ref: str = "A1:B2", more: str = "", after: str = "", prefix: str = ""
) -> dict[str, str | bytes]:
    """The parts of a workbook with a table of two columns, written by hand."""
    sheet = handmade.sheet(
        rows, after=after + '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    )
    sheet = sheet.replace("<worksheet ", f'<worksheet xmlns:r="{handmade.OFFICE}" ')
    if prefix:
        sheet = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}:", sheet).replace(
            "xmlns=", f"xmlns:{prefix}="
        )
    found = handmade.parts(sheet)
    found["xl/worksheets/_rels/sheet1.xml.rels"] = handmade.relations(
        ("rId1", "table", "../tables/table1.xml")
    )
    found["xl/tables/table1.xml"] = TABLE.format(ref=ref, more=more)
    return found


def fill_small(found: dict[str, str | bytes], *rows: TableRow) -> dict[str, bytes]:
    """The parts after filling the table of two columns."""
    package = Package(handmade.pack(found))
    fill_table(package, "T", list(rows))
    return compare.parts(edits.saved(package))


HEAD = '<row r="1"><c r="A1" t="str"><v>A</v></c><c r="B1" t="str"><v>B</v></c></row>'


def test_no_rows_change_nothing() -> None:
    """Without rows every part that is no packaging stays the same bytes."""
    before = to_fill()

    assert compare.changed_parts(before, filled([])) <= {"xl/workbook.xml"}
    assert b"fullCalcOnLoad" in compare.parts(filled([]))["xl/workbook.xml"]  # as XlsxWriter wrote


def test_only_what_must_grow_changes() -> None:
    """The sheet, the table and the workbook part change, and the chart that draws from the table."""
    changed = compare.changed_parts(to_fill(), filled([ROW] * 3))

    assert MAY_CHANGE | {"xl/charts/chart1.xml"} == changed


def test_values_and_looks() -> None:
    """Every new row has the values, the styles and the height of the row in the template."""
    sheet = opened(filled([ROW, [*ROW[:5], "slot"]]))["Regels"]
    model = opened(to_fill())["Regels"][FIRST]

    for number in (FIRST, FIRST + 1):
        assert sheet.row_dimensions[number].height == 21.75
        assert [c.number_format for c in model] == [c.number_format for c in sheet[number]]
        assert [repr(c.fill) for c in model] == [repr(c.fill) for c in sheet[number]]
    assert ["=1+1", datetime(2021, 2, 3), 30] == [c.value for c in sheet[FIRST]][:3]
    assert "s" == sheet.cell(FIRST, 1).data_type
    assert "slot" == sheet.cell(FIRST + 1, 6).value


def test_formula_of_a_column_with_its_result() -> None:
    """A column with a formula gets it in every row, with the result that the row brings."""
    data = filled([ROW, ROW])

    assert "=Lijst[[#This Row],[Minuten]]/60" == opened(data)["Regels"].cell(FIRST + 1, 4).value
    assert 0.5 == opened(data, values=True)["Regels"].cell(FIRST + 1, 4).value


def test_formula_of_a_column_without_its_result() -> None:
    """A row that leaves the result of a formula out is our mistake: the cell would be stale."""
    with pytest.raises(DefinitionError, match="Uren"):
        filled([{"Nr": "1"}])


def test_formula_with_cells_moves_down() -> None:
    """Rows in a formula move along, rows with a dollar sign and texts do not."""
    body = '<row r="2"><c r="A2"/><c r="B2"><f>A2*$A$1&amp;"A2"+C$2</f><v>0</v></c></row>'
    after = fill_small(small(HEAD + body), ["x", 1], ["y", 2])

    assert b'<f>A3*$A$1&amp;"A2"+C$2</f><v>2</v>' in after[handmade.SHEET]


def test_everything_that_ends_with_the_table_grows() -> None:
    """Table, filter, extent, format, drop-down, print area and chart end at the last row."""
    found = compare.parts(filled([ROW] * 20))
    sheet, table = found["xl/worksheets/sheet1.xml"], found["xl/tables/table1.xml"]

    assert 2 == table.count(b'ref="A4:F24"')
    assert b'<dimension ref="A4:F24"/>' in sheet
    assert b'sqref="C5:C24"' in sheet
    assert b'sqref="A5:A24"' in sheet
    assert b"Regels!$A$1:$F$24" in found["xl/workbook.xml"]
    assert b"Regels!$4:$4" in found["xl/workbook.xml"]
    assert b"<c:f>Regels!$C$5:$C$24</c:f>" in found["xl/charts/chart1.xml"]


def test_what_reaches_further_stays() -> None:
    """Formats and drop-downs that reach below the table already, or stand above it, stay."""
    sheet = compare.parts(filled([ROW] * 20))["xl/worksheets/sheet1.xml"]

    assert b'sqref="E5:E900"' in sheet
    assert b'sqref="B5:B900"' in sheet
    assert b'sqref="A1:B2"' in sheet


def test_extended_rules_grow_and_sparklines_do_not() -> None:
    """Formats and drop-downs of the newer kind grow along; a sparkline stays in its one cell."""
    space = 'xmlns:x14="x14" xmlns:xm="xm"'
    kinds = ("conditionalFormatting", "dataValidation", "sparkline")
    items = "".join(f"<x14:{kind}><xm:sqref>A2:B2</xm:sqref></x14:{kind}>" for kind in kinds)
    ext = f'<extLst><ext uri="u" {space}>{items}</ext></extLst>'
    found = small(HEAD + '<row r="2"/>', after=ext)
    after = fill_small(found, [1, 2], [3, 4])[handmade.SHEET]

    assert [b"A2:B3", b"A2:B3", b"A2:B2"] == re.findall(rb"<xm:sqref>([^<]*)", after)


def test_rows_by_header() -> None:
    """Values find their column by header; what is left out is blank."""
    sheet = opened(filled([{"Opmerking": "x", "Uren": 1, "Nr": "7"}]))["Regels"]

    assert ["7", None, None, "x"] == [sheet.cell(FIRST, n).value for n in (1, 2, 3, 6)]


def test_unknown_header_is_named() -> None:
    """A value for a column that the template does not have is never lost in silence."""
    with pytest.raises(TemplateError, match="geen kolom Kleur"):
        filled([{"Nr": "1", "Uren": 0, "Kleur": "rood"}])


def test_row_of_another_length() -> None:
    """A row with too few values is our mistake."""
    with pytest.raises(DefinitionError, match="2 values"):
        filled([["a", "b"]])


def test_unknown_table_is_named() -> None:
    """A template without the table says which one; both families of errors catch it."""
    package = Package(to_fill())
    for family in (RegisterError, DefinitionError):
        with pytest.raises(family, match="tabel Kosten"):
            fill_table(package, "Kosten", [ROW])


def test_table_name_in_any_case() -> None:
    """Excel does not tell names of tables apart by case, nor do we."""
    package = Package(to_fill())
    fill_table(package, "LIJST", [ROW])

    assert "=1+1" == opened(edits.saved(package))["Regels"].cell(FIRST, 1).value


def test_template_without_looks() -> None:
    """In a table without styles a date still shows as a date, a duration as hours."""
    headers = ("Tekst", "Dag", "Moment", "Duur", "Tijd", "Getal")
    row = ["a", date(2021, 2, 3), datetime(2021, 2, 3, 14, 30), timedelta(hours=30), time(9, 5), 3]
    sheet = opened(filled([row], to_fill(empty_row=False, headers=headers)))["Regels"]
    cells = sheet[FIRST]

    assert ["General", "dd-mm-yyyy", "dd-mm-yyyy hh:mm", "[h]:mm", "hh:mm", "General"] == [
        c.number_format for c in cells
    ]
    assert [datetime(2021, 2, 3), datetime(2021, 2, 3, 14, 30), timedelta(hours=30)] == [
        c.value for c in cells[1:4]
    ]


def test_counting_from_1904() -> None:
    """In a workbook that counts from 1904 a date is the same date."""
    data = filled([ROW], to_fill(date1904=True))

    assert datetime(2021, 2, 3) == opened(data)["Regels"].cell(FIRST, 2).value
    assert b"<v>42768</v>" in compare.parts(data)["xl/worksheets/sheet1.xml"]


def test_booleans_and_exact_numbers() -> None:
    """True stays true, and a number keeps all its digits."""
    sheet = opened(filled([[True, None, 0.1 + 0.2, 0, 10**16, False]]))["Regels"]

    assert [True, None, 0.1 + 0.2] == [c.value for c in sheet[FIRST]][:3]
    assert [10**16, False] == [c.value for c in sheet[FIRST]][4:]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_numbers_that_no_cell_holds(value: float) -> None:
    """What is no number never becomes a damaged workbook."""
    with pytest.raises(DefinitionError, match="number"):
        filled([[value, *ROW[1:]]])


def test_body_that_is_not_empty() -> None:
    """Rows that the template holds already are never written over."""
    body = '<row r="2"><c r="A2"><v>1</v></c></row>'

    with pytest.raises(TemplateError, match=r"niet leeg \(rij 2\)"):
        fill_small(small(HEAD + body), ["x", "y"])


def test_something_below_the_table() -> None:
    """A signature under the table is refused, even where these rows would not reach it."""
    body = '<row r="2"/><row r="9"><c r="D9"><v>1</v></c></row>'

    with pytest.raises(TemplateError, match=r"staat nog iets \(rij 9\)"):
        fill_small(small(HEAD + body), ["x", "y"])


def test_merged_cells_below_the_table() -> None:
    """A merged area that the table would grow into is refused."""
    merged = '<mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells>'

    with pytest.raises(TemplateError, match="staat nog iets"):
        fill_small(small(HEAD + '<row r="2"/>', after=merged), [1, 2], [3, 4])


def test_totals_row_is_refused() -> None:
    """A totals row would keep an old total, so the template has to do without."""
    with pytest.raises(TemplateError, match="totaalrij"):
        fill_small(small(HEAD, ref="A1:B3", more=' totalsRowCount="1"'), [1, 2])


def test_more_rows_than_a_sheet_has() -> None:
    """A table that would leave the sheet is refused before anything changes."""
    package = Package(handmade.pack(small(HEAD)))

    with pytest.raises(PackageError, match="1048576 rijen"):
        fill_table(package, "T", [(1, 2)] * 1_048_576)


def test_empty_rows_of_the_template_stay() -> None:
    """With fewer rows than the template holds empty ones, the table keeps its size."""
    body = '<row r="2"><c r="A2" s="1"/></row><row r="3"><c r="A3" s="2"/></row><row r="4"/>'
    after = fill_small(small(HEAD + body, ref="A1:B4"), [1, 2])

    assert b'ref="A1:B4"' in after["xl/tables/table1.xml"]
    assert b'<row r="3"><c r="A3" s="2"/></row><row r="4"/>' in after[handmade.SHEET]


def test_cells_beside_the_table_stay() -> None:
    """What stands beside the empty row stays there; new rows only take over its look."""
    body = '<row r="2" ht="30" spans="1:4"><c r="A2" s="1"/><c r="D2" s="3"><v>9</v></c></row>'
    after = fill_small(small(HEAD + body), [1, 2], [3, 4])[handmade.SHEET]

    assert (
        b'<row r="2" ht="30"><c r="A2" s="1"><v>1</v></c><c r="B2"><v>2</v></c><c r="D2" s="3"><v>9</v></c></row>'
        in after
    )
    assert (
        b'<row r="3" ht="30"><c r="A3" s="1"><v>3</v></c><c r="B3"><v>4</v></c><c r="D3" s="3"/></row>'
        in after
    )


def test_style_of_row_and_column() -> None:
    """A cell that the template does not hold looks as its row, else as its column says."""
    found = small(HEAD + '<row r="2" s="2" customFormat="1"><c r="B2"/></row>')
    found[handmade.SHEET] = str(found[handmade.SHEET]).replace(
        "<sheetData>", '<cols><col min="1" max="3" style="4"/></cols><sheetData>'
    )
    plain = dict(found)
    plain[handmade.SHEET] = (
        str(found[handmade.SHEET]).replace(' s="2" customFormat="1"', "").replace('<c r="B2"/>', "")
    )

    assert (
        b'<c r="A2" s="2"><v>1</v></c><c r="B2"><v>2</v></c>'
        in fill_small(found, [1, 2])[handmade.SHEET]
    )
    assert (
        b'<c r="A2" s="4"><v>1</v></c><c r="B2" s="4"><v>2</v></c>'
        in fill_small(plain, [1, 2])[handmade.SHEET]
    )


@pytest.mark.parametrize("rows", ["", HEAD, HEAD + '<row r="2"/>', HEAD + "<row/>"])
def test_odd_rows(rows: str) -> None:
    """Sheets without rows, without the empty row, or with rows that do not tell their number."""
    after = fill_small(small(rows), ["x", 1], ["y", 2])[handmade.SHEET]

    assert after.endswith(
        b'<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )
    assert 1 == after.count(b'<row r="2">')
    assert b'<c r="B3"><v>2</v></c></row></sheetData>' in after


def test_sheet_without_any_row_element() -> None:
    """A sheet whose list of rows is one empty tag gets its rows all the same."""
    found = small("")
    found[handmade.SHEET] = str(found[handmade.SHEET]).replace(
        "<sheetData></sheetData>", "<sheetData />"
    )

    assert (
        b'<sheetData><row r="2"><c r="A2"><v>1</v></c>' in fill_small(found, [1, 2])[handmade.SHEET]
    )


def test_sheet_with_a_prefix() -> None:
    """A sheet whose elements have a prefix gets cells with that prefix."""
    after = fill_small(small(HEAD + '<row r="2"/>', prefix="x"), ["a&b", True])[handmade.SHEET]

    assert (
        b'<x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t xml:space="preserve">a&amp;b</x:t></x:is></x:c>'
        in after
    )
    assert b'<x:c r="B2" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData>' in after


def test_sheet_in_utf_16() -> None:
    """A sheet in UTF-16 is filled as well."""
    found = small(HEAD + '<row r="2"/>')
    found[handmade.SHEET] = str(found[handmade.SHEET]).encode("utf-16")

    assert "café".encode() in fill_small(found, ["café", 1])[handmade.SHEET]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "x-onbekend"])
def test_sheet_in_another_encoding(encoding: str) -> None:
    """A sheet in an old encoding keeps it; one in an unknown encoding is refused."""
    found = small(HEAD + '<row r="2"/>')
    text = f"<?xml version='1.0' encoding='{encoding}'?>" + str(found[handmade.SHEET]).replace(
        "<v>A", "<v>é"
    )
    found[handmade.SHEET] = text.encode("iso-8859-1")

    if encoding == "iso-8859-1":
        assert (
            "é €".replace("€", "&#8364;").encode("iso-8859-1")
            in fill_small(found, ["é €", 1])[handmade.SHEET]
        )
    else:
        with pytest.raises(PackageError, match="beschadigd"):
            fill_small(found, ["é", 1])


def test_odd_content_between_rows_is_refused() -> None:
    """A comment among the rows is nothing that we can edit safely: it says so."""
    with pytest.raises(PackageError, match="beschadigd"):
        fill_small(small(HEAD + '<!-- <row r="2"/> -->'), [1, 2])


def test_recalculation_is_asked_for_where_there_are_formulas() -> None:
    """Excel is asked to recalculate a workbook with formulas, unless the caller says not to."""
    found = small(HEAD + '<row r="2"/>')
    with_formula = {
        **found,
        handmade.SHEET: str(found[handmade.SHEET]).replace(
            '<c r="A1" t="str">', '<c r="A1" t="str"><f>"A"</f>'
        ),
    }
    quiet = Package(handmade.pack(with_formula))
    fill_table(quiet, "T", [[1, 2]], recalculate=False)

    assert b"fullCalcOnLoad" not in fill_small(found, [1, 2])["xl/workbook.xml"]
    assert (
        b'</sheets><calcPr fullCalcOnLoad="1"/>'
        in fill_small(with_formula, [1, 2])["xl/workbook.xml"]
    )
    assert b"fullCalcOnLoad" not in compare.parts(edits.saved(quiet))["xl/workbook.xml"]


def test_two_tables_next_to_each_other() -> None:
    """A second table that the first would grow into is refused."""
    found = small(HEAD + '<row r="2"/>')
    found["xl/worksheets/_rels/sheet1.xml.rels"] = handmade.relations(
        ("rId1", "table", "../tables/table1.xml"), ("rId2", "table", "../tables/table2.xml")
    )
    found["xl/tables/table2.xml"] = TABLE.format(ref="B4:C5", more="").replace('"T"', '"U"')

    with pytest.raises(TemplateError, match="staat nog iets"):
        fill_small(found, *[[1, 2]] * 5)


def named(values: dict[str, object]) -> bytes:
    """The template with values in its named cells."""
    package = Package(to_fill())
    fill_names(package, values)  # type: ignore[arg-type]
    return edits.saved(package)


def test_named_cells() -> None:
    """A value comes in the cell that the name points to, there or not; its look stays."""
    data = named({"Gemeente": "=Gooise Meren", "nieuw": date(2021, 4, 1), "kop": "Declaratie"})
    front, before = opened(data)["Voorblad"], opened(to_fill())["Voorblad"]

    assert ["=Gooise Meren", datetime(2021, 4, 1), "Declaratie"] == [
        front[c].value for c in ("B1", "D9", "A4")
    ]
    assert ["s", "dd-mm-yyyy"] == [front["B1"].data_type, front["D9"].number_format]
    assert [repr(before[c].fill) for c in ("B1", "A4")] == [
        repr(front[c].fill) for c in ("B1", "A4")
    ]
    assert before["B1"].number_format == front["B1"].number_format
    assert {"xl/worksheets/sheet2.xml", "xl/styles.xml"} >= compare.changed_parts(
        to_fill(), data
    ) - {"xl/workbook.xml"}


def test_formula_with_its_result() -> None:
    """A formula and its result come together; the formula of the template can stay."""
    kept, new = (
        named({"totaal": Formula(None, 90)}),
        named({"totaal": Formula("=1+2", 3), "gemeente": Formula('"a"&"<b>"', "a<b>")}),
    )

    assert ["=SUM(Lijst[Minuten])", 90] == [
        opened(kept, values=v)["Voorblad"]["B2"].value for v in (False, True)
    ]
    assert ["=1+2", 3] == [opened(new, values=v)["Voorblad"]["B2"].value for v in (False, True)]
    assert ['="a"&"<b>"', "a<b>"] == [
        opened(new, values=v)["Voorblad"]["B1"].value for v in (False, True)
    ]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("onbekend", 1, "ontbreekt: onbekend; zet"),
        ("veel", 1, "veel in het sjabloon wijst niet naar één cel"),
        ("elders", 1, "elders in het sjabloon wijst niet naar één cel"),
        ("totaal", 1, "totaal in het sjabloon heeft een formule"),
        ("gemeente", Formula(None, 1), "gemeente in het sjabloon heeft geen formule"),
        ("nieuw", Formula(None, 1), "nieuw in het sjabloon heeft geen formule"),
    ],
)
def test_names_that_cannot_be_filled(name: str, value: object, message: str) -> None:
    """Every name that can't be filled is named, with why."""
    with pytest.raises(TemplateError, match=message):
        named({name: value})


def test_all_names_that_are_missing_are_named() -> None:
    """A template that lacks several names says which, and is not filled by half."""
    package = Package(to_fill())

    with pytest.raises(TemplateError, match="ontbreekt: een, twee;"):
        fill_names(package, {"gemeente": "x", "een": 1, "twee": 2})
    assert compare.changed_parts(to_fill(), edits.saved(package)) <= {"xl/workbook.xml"}


def test_blank_in_a_named_cell() -> None:
    """A blank empties the cell and keeps its look."""
    data = named({"gemeente": None})

    assert [None, "dd-mm-yyyy"] == [
        opened(data)["Voorblad"]["B1"].value,
        opened(data)["Voorblad"]["B1"].number_format,
    ]


def test_extent_covers_named_cells() -> None:
    """A named cell outside the area that the sheet said it uses makes that area larger."""
    assert (
        b'<dimension ref="A1:D9"/>'
        in compare.parts(named({"nieuw": 1}))["xl/worksheets/sheet2.xml"]
    )


def test_nothing_to_fill() -> None:
    """Without values no part changes."""
    assert compare.changed_parts(to_fill(), named({})) <= {"xl/workbook.xml"}


def test_named_cells_after_a_table() -> None:
    """Names and a table of one workbook are filled one after the other."""
    package = Package(to_fill())
    fill_table(package, "Lijst", [ROW] * 3)
    fill_names(package, {"totaal": Formula(None, 90), "gemeente": "Huizen"})
    data = edits.saved(package)

    assert [90, "Huizen"] == [opened(data, values=True)["Voorblad"][c].value for c in ("B2", "B1")]
    assert 30 == opened(data)["Regels"].cell(FIRST + 2, 3).value


def test_shared_formula_is_not_broken() -> None:
    """The first of a group of formulas is not replaced: the others would lose theirs."""
    rows = '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">1+1</f><v>2</v></c></row>'
    found = handmade.parts(handmade.sheet(rows))
    found["xl/workbook.xml"] = str(found["xl/workbook.xml"]).replace(
        "</sheets>",
        "</sheets><definedNames><definedName name='n'>Lijst!$A$1</definedName></definedNames>",
    )
    package = Package(handmade.pack(found))

    with pytest.raises(TemplateError, match="heeft een formule"):
        fill_names(package, {"n": Formula("1", 1)})


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        [
            "=A1",
            "+1",
            "-1",
            "@x",
            "'x",
            "_x0041_",
            "\r\n",
            "a\rb",
            " x ",
            "\ufffe",
            "👩‍👧",
            "é" * 40,
            "x" * 40_000,
            "😀" * 20_000,
        ]
    ),
)
days = st.one_of(
    st.dates(date(1899, 12, 30), date(1904, 1, 5)),
    st.dates(date(1900, 1, 1)),
)
records = st.tuples(
    texts,
    st.one_of(st.none(), days),
    st.one_of(
        st.none(),
        st.integers(-(2**53), 2**53),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
    ),
)


def as_shown(text: str) -> str | None:
    """A text as a cell holds it: one way to end a line, and no more than fits."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore") or None


def unescaped_rest(text: str) -> str:
    """What calamine leaves escaped: the two codes that are no characters."""
    return text.replace("_xFFFE_", "\ufffe").replace("_xFFFF_", "\uffff")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(records, min_size=1, max_size=6))
@pytest.mark.parametrize("date1904", [False, True])
def test_what_is_written_is_read_back(
    date1904: bool, rows: list[tuple[str, date | None, float | None]]
) -> None:
    """Two other readers see every text, date and number as it was given."""
    headers = ("Tekst", "Dag", "Getal")
    data = filled(
        [list(row) for row in rows], to_fill(headers=headers, date1904=date1904, empty_row=False)
    )
    sheet = opened(data)["Regels"]
    seen = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name("Regels").to_python()

    for number, (text, day, value) in enumerate(rows):
        cells, theirs = sheet[FIRST + number], (seen[1 + number :] or [["", "", None]])[0]
        found = cells[0].value
        assert as_shown(text) == (found if found is None else unescaped(found))
        assert (as_shown(text) or "") == unescaped_rest(theirs[0])
        assert value == cells[2].value
        assert value is None or value == theirs[2]
        if day is not None and serial(day, date1904=date1904) is None:
            assert f"{day:%d-%m-}{day.year}" == cells[1].value
        elif day is not None:
            assert day == theirs[1]


def test_valid_and_readable(tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]) -> None:
    """The Open XML SDK finds nothing wrong in a filled template."""
    package = Package(to_fill())
    fill_table(package, "Lijst", [ROW] * 30)
    fill_names(
        package, {"totaal": Formula(None, 900), "kop": "Kop", "nieuw": time(9, 5), "gemeente": True}
    )
    path = tmp_path / "gevuld.xlsx"
    package.save(path)

    assert [] == ooxml_validate(path)


def test_libreoffice_computes_the_same(
    tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """LibreOffice reads the rows and finds the totals that we stored."""
    package = Package(to_fill())
    fill_table(package, "Lijst", [ROW] * 30)
    fill_names(package, {"totaal": Formula(None, 900)})
    path = tmp_path / "gevuld.xlsx"
    package.save(path)
    book = opened(soffice(path, "xlsx").read_bytes(), values=True)

    assert 900 == book["Voorblad"]["B2"].value
    assert ["=1+1", 0.5] == [book["Regels"].cell(FIRST + 29, n).value for n in (1, 4)]


def test_time_is_linear() -> None:
    """Ten times the rows take about ten times the time; a square would take a hundred."""

    def seconds(count: int) -> float:
        rows = [ROW] * count
        package = Package(to_fill())
        start = clock.perf_counter()
        fill_table(package, "Lijst", rows)
        return clock.perf_counter() - start

    seconds(100)

    assert seconds(20_000) < 40 * max(min(seconds(2_000), seconds(2_000)), 0.01)


def test_headers_of_the_template() -> None:
    """The headers that the tests count on are those of the template."""
    table = opened(to_fill())["Regels"].tables["Lijst"]

    assert list(HEADERS) == table.column_names
