"""The structure that a sheet's XML tells, read quickly and read event by event."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import handmade
import pytest

from expertteam_xl.register import sheetxml
from expertteam_xl.register.facts import SheetFacts
from expertteam_xl.register.formulas import read_formula
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import (
    address,
    column_letters,
    column_number,
    parse_box,
    parse_cell,
)
from expertteam_xl.register.sheetevents import SheetEvents, XmlRefusedError, unescape
from expertteam_xl.register.sparse import format_kind, from_serial
from expertteam_xl.register.weights import TextTooLongError, weigh_texts

Reader = Callable[[str | bytes], SheetFacts]


def _quick(xml: str | bytes, size: int = 1 << 20) -> SheetFacts:
    data = xml.encode() if isinstance(xml, str) else xml
    return sheetxml.scan_sheet(lambda: (data[i : i + size] for i in range(0, len(data), size)))


def _slow(xml: str | bytes) -> SheetFacts:
    facts = SheetFacts()
    SheetEvents(facts).read([xml.encode() if isinstance(xml, str) else xml])
    return facts


@pytest.fixture(
    params=[_quick, lambda xml: _quick(xml, 7), _slow], ids=["quick", "in small pieces", "slow"]
)
def read(request: pytest.FixtureRequest) -> Reader:
    """Every way to read a sheet; all must tell the same."""
    return request.param


RICH = handmade.sheet(
    '<row r="2" hidden="1" spans="1:3"><c r="A2"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c></row>'
    '<row r="3" hidden="0"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3"><f>A2+1</f></c><c r="C3"><f>A2</f><v/></c></row>'
    '<row r="5" ht="3" hidden="true"/>'
    '<row r="6"><c r="A6" s="1"/><c r="B6" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C6"><f>SUM(C2:C5)</f><v>4</v></c></row>',
    before='<sheetPr filterMode="1"/><cols><col min="2" max="2" hidden="1"/><col min="4" max="5" hidden="true"/><col min="6" max="9"/></cols>',
    after='<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="D4:D5"/></mergeCells>',
)


def test_hidden_rows_and_columns(read: Reader) -> None:
    """Rows and stretches of columns that are hidden are told; hidden="0" is not hidden."""
    facts = read(RICH)

    assert {2, 5} == facts.hidden_rows
    assert [(2, 2), (4, 5)] == facts.hidden_columns


@pytest.mark.parametrize(
    "row",
    [
        '<row hidden="1" r="3">',
        '<row\nht="3"\thidden = "true" r = "3" >',
        "<row r='3' hidden='1'>",
        """<row r="3" hidden='1'>""",
        '<row hidden="1">',
    ],
)
def test_hidden_row_in_any_form(read: Reader, row: str) -> None:
    """A hidden row is told whatever the order of its attributes and their quotes."""
    cell = '<c r="{0}"><v>1</v></c></row>'
    rows = f'<row r="2">{cell.format("A2")}{row}{cell.format("A3")}<row r="4">{cell.format("A4")}'

    assert {3} == read(handmade.sheet(rows)).hidden_rows


def test_numbers_without_end(read: Reader) -> None:
    """A number of thousands of digits is no number of a row, column or format."""
    digits = "9" * 5000
    before = f'<cols><col min="2" max="{digits}" hidden="1"/></cols>'

    assert [(2, 0)] == read(handmade.sheet('<row r="1"/>', before=before)).hidden_columns
    with pytest.raises(XmlRefusedError):
        read(handmade.sheet(f'<row r="{digits}" hidden="1"><c><v>1</v></c></row>'))


def test_errors_and_formulas_without_value(read: Reader) -> None:
    """Errors keep their code; a formula without a value has an empty one; ="" is an ordinary blank."""
    facts = read(RICH)

    assert {(2, 3): "#N/A", (3, 2): "", (3, 3): "", (6, 2): "#DIV/0!"} == facts.unread


def test_merged_and_filtered(read: Reader) -> None:
    """Merged areas and a filter in force are told."""
    facts = read(RICH)

    assert [Box(1, 1, 1, 3), Box(4, 4, 5, 4)] == facts.merged
    assert facts.filtered


def test_extent(read: Reader) -> None:
    """The extent covers every cell with a value."""
    facts = read(RICH)

    assert (2, 6, 3) == (facts.first_row, facts.last_row, facts.last_column)


def test_aggregates(read: Reader) -> None:
    """Only the sum over the rows above is a total."""
    assert {(6, 3)} == read(RICH).aggregates


@pytest.mark.parametrize(
    ("after", "filtered"),
    [
        (
            '<autoFilter ref="A1:B9"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>',
            True,
        ),
        ('<autoFilter ref="A1:B9"/>', False),
        ('<autoFilter ref="A1:B9"><filterColumn colId="0" hiddenButton="1"/></autoFilter>', False),
        (
            '<customSheetViews><customSheetView><autoFilter ref="A1"><filterColumn colId="0"><top10 val="3"/></filterColumn></autoFilter></customSheetView></customSheetViews>',
            False,
        ),
    ],
)
def test_filter_in_force(read: Reader, after: str, *, filtered: bool) -> None:
    """Filter buttons alone, or a filter in a saved view, hide nothing; a criterion does."""
    assert (
        filtered
        is read(handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=after)).filtered
    )


def test_shared_formula_followers(read: Reader) -> None:
    """Followers of a shared total are totals too, and are counted as uncalculated without value."""
    facts = read(
        handmade.sheet(
            '<row r="9"><c r="B9"><f t="shared" ref="B9:C9" si="0">SUM(B2:B8)</f><v>3</v></c><c r="C9"><f t="shared" si="0"/></c></row>'
            '<row r="10"><c r="B10"><f t="shared" ref="B10:B11" si="1">SUM(D10:F10)</f><v>3</v></c></row><row r="11"><c r="B11"><f t="shared" si="1"/><v>4</v></c></row>'
        )
    )

    assert {(9, 2), (9, 3)} == facts.aggregates
    assert {(9, 3): ""} == facts.unread


def test_array_formula_without_value(read: Reader) -> None:
    """The whole area of an array formula that was never calculated is told."""
    facts = read(
        handmade.sheet('<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3*2</f></c></row>')
    )

    assert [Box(1, 1, 3, 1)] == facts.arrays


def test_text_that_looks_like_xml(read: Reader) -> None:
    """Words in a text that look like attributes are no errors and no hidden rows."""
    facts = read(
        handmade.sheet(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>a t="e" hidden="1" &lt;f&gt; r="ZZ99"</t></is></c><c r="B1"><v>1</v></c></row>'
        )
    )

    assert not facts.unread
    assert not facts.hidden_rows
    assert 2 == facts.last_column


def test_rich_text_font_family_is_no_formula(read: Reader) -> None:
    """An element that begins with an f inside rich text is no formula."""
    facts = read(
        handmade.sheet(
            '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><family val="2"/></rPr><t>a</t></r></is></c></row>'
        )
    )

    assert not facts.unread


@pytest.mark.parametrize(
    "xml",
    [
        RICH.replace("<row", "\n  <row")
        .replace("<c ", "\n <c ")
        .replace("<f>", "\n<f>")
        .replace("<v>", "\n<v>")
        .replace("</c>", "\n</c>"),
        RICH.replace(' r="2"', " r='2'"),
        RICH.replace(
            "<sheetData>", '<sheetData><!-- <row r="9"><c r="Z9" t="e"><v>#REF!</v></c></row> -->'
        ),
        '<?xml version="1.0" encoding="UTF-8"?>' + RICH,
        "\ufeff" + RICH,
        ('<?xml version="1.0" encoding="UTF-16"?>' + RICH).encode("utf-16"),
        RICH.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x="),
        RICH.replace("spreadsheetml/2006/main", "x").replace(
            "http://schemas.openxmlformats.org/x", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
    ],
    ids=[
        "indented",
        "single quotes",
        "comment",
        "declared",
        "byte order mark",
        "utf-16",
        "prefix",
        "strict",
    ],
)
def test_forms_of_xml(xml: str | bytes) -> None:
    """Whatever form the XML has, the facts are the same."""
    facts, plain = _quick(xml), _quick(RICH)

    assert plain.unread == facts.unread
    assert plain.hidden_rows == facts.hidden_rows
    assert plain.hidden_columns == facts.hidden_columns
    assert plain.merged == facts.merged
    assert plain.aggregates == facts.aggregates


def test_cells_without_addresses() -> None:
    """Cells without an address stand beside each other, rows below each other."""
    facts = _quick(
        handmade.sheet(
            '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row hidden="1"><c><f>A1</f></c></row>'
        )
    )

    assert {(1, 2): "#REF!", (2, 1): ""} == facts.unread
    assert {2} == facts.hidden_rows


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>',
        "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 400))
        + '<row r="400"><c r="XFD400"><v>1</v></c><c r="A401"><v>1</v></c></row>',
    ],
)
def test_far_column_is_never_missed(rows: str) -> None:
    """A column far to the right is seen wherever its cell hides."""
    for size in (50, 1 << 20):
        assert 16384 == _quick(handmade.sheet(rows), size).last_column


def test_far_row_is_never_missed() -> None:
    """A cell whose address is far below its row is seen."""
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 400))
    rows += (
        '<row r="400"><c r="A1048576"><v>1</v></c></row><row r="401"><c r="A401"><v>1</v></c></row>'
    )

    for size in (50, 1 << 20):
        assert 1048576 == _quick(handmade.sheet(rows), size).last_row


def test_formatted_blanks_do_not_reach() -> None:
    """Rows that hold no cell at all do not count for the extent."""
    facts = _quick(
        handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" hidden="false"/>')
    )

    assert 1 == facts.last_row


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + RICH,
        RICH.replace("</worksheet>", ""),
        RICH[:200],
        handmade.sheet('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'),
        handmade.sheet('<row r="1"><c r="A99999999"><v>1</v></c></row>'),
        handmade.sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        handmade.sheet('<row r="1"><c r="A0"><v>1</v></c></row>'),
        "",
    ],
)
def test_damaged_or_forbidden_xml(xml: str) -> None:
    """Damaged XML, a document type and addresses outside any sheet are refused."""
    with pytest.raises(XmlRefusedError):
        _quick(xml)


def test_endless_head(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that tells megabytes before its rows is refused before all of it is read."""
    monkeypatch.setattr(sheetxml, "_LONGEST_HEAD", 1000)
    read: list[int] = []

    def chunks() -> Iterator[bytes]:
        for i in range(1000):
            read.append(i)
            yield b'<worksheet x="' + b"a" * 100

    with pytest.raises(XmlRefusedError):
        sheetxml.scan_sheet(chunks)
    assert len(read) < 20


def test_encoding_is_seen_first() -> None:
    """A sheet in UTF-16 is never left to calamine, in whatever pieces it comes."""
    xml = handmade.sheet('<row r="1"><c r="A1"><v>1</v></c></row>').encode("utf-16")

    assert not any(_quick(xml, size).for_calamine for size in (1, 7, 1 << 20))


@pytest.mark.parametrize("size", [1, 3, 6, 1000])
def test_weights_of_texts(size: int) -> None:
    """The sizes of the texts are the same in whatever pieces they come."""
    xml = b"<sst><si><t>aaaa</t></si><si><t></t></si><si>bb</si></sst>"
    weights = weigh_texts(xml[i : i + size] for i in range(0, len(xml), size))

    assert ((20, 11, 6, 6), True) == (weights.sizes, weights.exact)


def test_text_without_end() -> None:
    """A single text of more than 64 MB is refused as soon as it is."""
    with pytest.raises(TextTooLongError):
        weigh_texts(itertools.repeat(b"<si>" + b"a" * (1 << 20)))


def test_sheet_without_rows(read: Reader) -> None:
    """An empty sheet has no extent, but keeps its merged areas."""
    facts = read(
        f'<worksheet {handmade.MAIN}><sheetData/><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
    )

    assert 0 == facts.area
    assert [Box(1, 1, 1, 2)] == facts.merged


@pytest.mark.parametrize(
    ("formula", "row", "total"),
    [
        ("SUM(E5:E40)", 41, True),
        ("SUBTOTAL(109,E$5:E$40)", 41, True),
        ("SUBTOTAL(109,Tabel1[Minuten])", 41, True),
        ('COUNTIF(F5:F40,"ja")', 42, True),
        ("ROUND(AVERAGE(B2:B9),1)", 10, True),
        ("SUM(D5:F5)", 5, False),
        ("COUNTIF($A$5:$A$100,A7)>1", 7, False),
        ("SUMIFS(Tabel2[min],Tabel2[nr],Tabel1[[#This Row],[nr]])", 7, False),
        ("SUMIF(Overleggen!A5:A9,A12,Overleggen!C5:C9)", 12, False),
        ('IF(A1="SUM(A1:A9)",1,0)', 20, False),
        ("VLOOKUP(A20,B1:C9,2)", 20, False),
        ("A1+A2", 3, False),
        ("SUMPRODUCT(A1:A9)", 20, False),
    ],
)
def test_what_is_a_total(formula: str, row: int, *, total: bool) -> None:
    """A total sums or counts several rows of its own sheet, and not the row it stands on."""
    assert total is read_formula(formula, row).summarises(row)


def test_references() -> None:
    """Addresses turn into numbers and back; what lies outside any sheet is no address."""
    assert [1, 26, 27, 16384] == [column_number(x) for x in ("A", "Z", "aa", "XFD")]
    assert ["A", "Z", "AA", "XFD"] == [column_letters(x) for x in (1, 26, 27, 16384)]
    assert "E12" == address(12, 5)
    assert (12, 5) == parse_cell("$E$12")
    assert [None] * 5 == [parse_cell(x) for x in ("", "E", "12", "XFE1", "A1048577")]
    assert Box(1, 1, 9, 3) == parse_box("C9:A1")
    assert Box(2, 2, 2, 2) == parse_box("B2")
    assert parse_box("A:C") is None


def test_escapes() -> None:
    """Escaped characters come back; other underscores stay."""
    assert "a\rb_x_" == unescape("a_x000D_b_x_")


@pytest.mark.parametrize(
    ("number", "code", "kind"),
    [
        ("0", None, ""), ("14", None, "date"), ("22", None, "date"), ("46", None, "duration"), ("44", None, ""),
        ("164", "dd-mm-yyyy", "date"), ("164", '0 "dagen"', ""), ("164", "[h]:mm", "duration"), ("164", "[Red]0.00", ""),
        ("164", "General", ""), ("164", "[$-413]d mmmm jjjj", "date"), ("164", r"0\d", ""), ("164", "0;dd", ""),
    ],
)  # fmt: skip
def test_number_formats(number: str, code: str | None, kind: str) -> None:
    """Dates, durations and plain numbers are told apart by their number format."""
    assert kind == format_kind(number, code)


def test_serials_agree_with_openpyxl() -> None:
    """Serial numbers become the dates that openpyxl makes of them, in both date systems."""
    openpyxl = pytest.importorskip("openpyxl.utils.datetime")
    for epoch, date1904 in ((openpyxl.WINDOWS_EPOCH, False), (openpyxl.MAC_EPOCH, True)):
        for serial in (1, 59, 61, 367.25, 44197, 44197.5, 44197.999, 2_900_000):
            expected = openpyxl.from_excel(serial, epoch)
            found = from_serial(float(serial), "date", date1904=date1904)

            assert (expected.date() if serial == int(serial) else expected) == found
