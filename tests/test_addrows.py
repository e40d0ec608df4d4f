"""Rows below a list: everything that ends with it grows along, and nothing else changes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import compare
import openpyxl
import pytest
import xlsxwriter

from expertteam_xl.package.addrows import add_rows
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import Value
from expertteam_xl.package.listend import ListEnd, ListPlace, obstacle, open_list
from expertteam_xl.package.samples import samples

HEADERS = ("Nr", "Datum", "Wie", "Dagen")
PLACE = ListPlace("Lijst", 1, 3, 1, 4)
NEW: Sequence[Mapping[int, Value]] = ({1: "A-3", 2: date(2021, 3, 1), 3: "Youké"}, {1: "A-4"})

Dress = Callable[[Any, Any], None]


def _plain(book: Any, page: Any) -> None:
    """Nothing more than the rows."""


def made(dress: Dress = _plain) -> bytes:
    """A list of two rows under a header, with a second sheet that holds nothing of it."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    page = book.add_worksheet("Lijst")
    book.add_worksheet("Ander").write(0, 0, "blijft")
    day = book.add_format({"num_format": "d mmm yyyy", "border": 1, "bg_color": "#EEEEEE"})
    edge = book.add_format({"border": 1, "bg_color": "#EEEEEE"})
    page.write_row(0, 0, HEADERS)
    for row, (number, when) in enumerate((("A-1", date(2021, 1, 5)), ("A-2", date(2021, 2, 6))), 1):
        page.write(row, 0, number, edge)
        page.write_datetime(row, 1, when, day)
        page.write(row, 2, "Jellinek", edge)
        page.write_blank(row, 3, None, edge)
    dress(book, page)
    book.close()
    return memory.getvalue()


def end_of(package: Package, place: ListPlace = PLACE) -> ListEnd:
    end = open_list(package, place)
    assert not isinstance(end, str), end
    return end


def why_not(dress: Dress, count: int = 2, place: ListPlace = PLACE) -> str | None:
    package = Package(made(dress))
    end = open_list(package, place)
    return end if isinstance(end, str) else obstacle(package, end, NEW[:count])


def added(
    data: bytes, rows: Sequence[Mapping[int, Value]] = NEW, place: ListPlace = PLACE
) -> bytes:
    package = Package(data)
    end = end_of(package, place)
    assert obstacle(package, end, rows) is None
    add_rows(package, end, rows, frozenset((1, 2, 3)))
    memory = io.BytesIO()
    package.save(memory)
    return memory.getvalue()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_rows_come_under_the_last_one_and_look_like_it() -> None:
    """Value, border, fill and number format, in blank cells too."""
    page = opened(added(made()))["Lijst"]
    assert [cell.value for cell in page[4]][:3] == ["A-3", page["B4"].value, "Youké"]
    assert page["B4"].value.date() == date(2021, 3, 1)
    for column in "ABCD":
        for row in (4, 5):
            assert page[f"{column}{row}"].border.left.style == "thin", (column, row)
            assert page[f"{column}{row}"].fill.start_color.rgb == "FFEEEEEE"
    assert page["B4"].number_format == "d mmm yyyy"


def test_only_the_sheet_changes_and_it_keeps_every_row() -> None:
    """The old rows are the same bytes; of the workbook part only the writing may differ."""
    before = made()
    after = added(before)
    assert compare.changed_parts(before, after) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    rows = re.compile(rb"<row .*?</row>", re.DOTALL)
    old = rows.findall(compare.parts(before)["xl/worksheets/sheet1.xml"])
    new = rows.findall(compare.parts(after)["xl/worksheets/sheet1.xml"])
    assert new[: len(old)] == old
    assert len(new) == len(old) + 2


def test_a_date_never_shows_as_a_number() -> None:
    """The last cell of the column is a text, higher up stands a date: that look is taken."""

    def text_last(book: Any, page: Any) -> None:
        page.write_string(2, 1, "volgt")

    before = made(text_last)
    after = added(before)
    assert opened(after)["Lijst"]["B4"].number_format == "d mmm yyyy"
    assert "xl/styles.xml" not in compare.changed_parts(before, after)


def test_a_list_without_rows_takes_its_first() -> None:
    """Right under the header."""
    place = ListPlace("Ander", 1, 1, 1, 1)
    page = opened(added(made(), [{1: "x"}, {1: 5}], place))["Ander"]
    assert [page["A1"].value, page["A2"].value, page["A3"].value] == ["blijft", "x", 5]


def test_an_excel_table_with_its_filter_becomes_longer() -> None:
    """Both end with the last new row."""

    def as_table(book: Any, page: Any) -> None:
        page.add_table(0, 0, 2, 3, {"name": "T", "columns": [{"header": h} for h in HEADERS]})

    table = opened(added(made(as_table)))["Lijst"].tables["T"]
    assert (table.ref, table.autoFilter.ref) == ("A1:D5", "A1:D5")


def test_blank_rows_of_a_table_are_used_first() -> None:
    """A table that has room stays as long as it is, byte for byte."""

    def as_table(book: Any, page: Any) -> None:
        page.add_table(0, 0, 3, 3, {"name": "T", "columns": [{"header": h} for h in HEADERS]})

    data = made(as_table)
    assert opened(added(data, NEW[:1]))["Lijst"].tables["T"].ref == "A1:D4"
    assert opened(added(data))["Lijst"].tables["T"].ref == "A1:D5"
    assert "xl/tables/table1.xml" not in compare.changed_parts(data, added(data, NEW[:1]))


def test_a_table_that_excel_keeps_as_empty_is_so_no_longer() -> None:
    """Excel marks the one row of an empty table."""

    def as_table(book: Any, page: Any) -> None:
        page.add_table(0, 0, 3, 3, {"name": "T", "columns": [{"header": h} for h in HEADERS]})

    package = Package(made(as_table))
    table = compare.parts(made(as_table))["xl/tables/table1.xml"]
    package.archive.put(
        "xl/tables/table1.xml", [table.replace(b' id="1"', b' id="1" insertRow="1"', 1)]
    )
    memory = io.BytesIO()
    package.save(memory)
    after = compare.parts(added(memory.getvalue(), NEW[:1]))["xl/tables/table1.xml"]
    assert b"insertRow" not in after
    assert b'ref="A1:D4"' in after


def test_what_ends_with_the_list_grows_and_what_reaches_further_stays() -> None:
    """Filter, drop-down, colour, print area and names; a drop-down down to row 500 stays."""

    def dressed(book: Any, page: Any) -> None:
        page.autofilter(0, 0, 2, 3)
        page.data_validation("C2:C3", {"validate": "list", "source": ["Youké", "Jellinek"]})
        page.data_validation("A2:A500", {"validate": "length", "criteria": "<", "value": 20})
        page.conditional_format("B2:B3", {"type": "no_blanks", "format": book.add_format()})
        page.print_area(0, 0, 2, 3)
        book.define_name("wie", "=Lijst!$C$2:$C$3")
        book.define_name("vast", "=Lijst!$C$2")

    book = opened(added(made(dressed)))
    page = book["Lijst"]
    assert page.auto_filter.ref == "A1:D5"
    areas = {str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert areas == {"C2:C5", "A2:A500"}
    assert [str(area.sqref) for area in page.conditional_formatting] == ["B2:B5"]
    assert page.print_area == "'Lijst'!$A$1:$D$5"
    assert book.defined_names["wie"].attr_text == "Lijst!$C$2:$C$5"
    assert book.defined_names["vast"].attr_text == "Lijst!$C$2"


def test_a_chart_over_the_list_grows() -> None:
    """Both its values and its labels."""

    def with_chart(book: Any, page: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Lijst!$B$2:$B$3", "categories": "=Lijst!$A$2:$A$3"})
        page.insert_chart("H2", chart)

    chart = compare.parts(added(made(with_chart)))["xl/charts/chart1.xml"].decode()
    assert "Lijst!$B$2:$B$5" in chart
    assert "Lijst!$A$2:$A$5" in chart


def test_a_formula_beside_the_fields_is_carried_on() -> None:
    """As filling down does, and Excel calculates it on opening."""

    def computed(book: Any, page: Any) -> None:
        for row in (1, 2):
            page.write_formula(row, 3, f"=TODAY()-B{row + 1}", None, 12)

    book = opened(added(made(computed)))
    assert [book["Lijst"][f"D{row}"].value for row in (3, 4, 5)] == [
        "=TODAY()-B3",
        "=TODAY()-B4",
        "=TODAY()-B5",
    ]
    assert book.calculation.fullCalcOnLoad


def test_a_shared_formula_is_carried_on() -> None:
    """Its text stands in the first cell only."""

    def computed(book: Any, page: Any) -> None:
        for row in (1, 2):
            page.write_formula(row, 3, f"=B{row + 1}+1", None, 12)

    data = Package(made(computed))
    sheet = compare.parts(made(computed))["xl/worksheets/sheet1.xml"]
    shared = sheet.replace(b"<f>B2+1</f>", b'<f t="shared" ref="D2:D3" si="0">B2+1</f>')
    shared = shared.replace(b"<f>B3+1</f>", b'<f t="shared" si="0"/>')
    data.archive.put("xl/worksheets/sheet1.xml", [shared])
    memory = io.BytesIO()
    data.save(memory)
    assert opened(added(memory.getvalue()))["Lijst"]["D5"].value == "=B5+1"


def test_hidden_and_high_rows_do_not_spread() -> None:
    """A chosen height goes on; hiding and grouping do not."""

    def odd(book: Any, page: Any) -> None:
        page.set_row(2, 44, None, {"level": 1, "hidden": True})

    page = opened(added(made(odd)))["Lijst"]
    assert not page.row_dimensions[4].hidden
    assert page.row_dimensions[4].height == pytest.approx(44, abs=0.5)
    assert page.row_dimensions[4].outlineLevel == 0


def totals(book: Any, page: Any) -> None:
    columns = [{"header": h} for h in HEADERS]
    columns[0] |= {"total_string": "Totaal"}
    page.add_table(0, 0, 3, 3, {"name": "T", "columns": columns, "total_row": True})


def beside(book: Any, page: Any) -> None:
    page.add_table(4, 2, 6, 3, {"name": "T"})


def merged(book: Any, page: Any) -> None:
    page.merge_range("A4:D4", "")


def note(book: Any, page: Any) -> None:
    page.write(4, 0, "opgemaakt door het secretariaat")


def next_list(book: Any, page: Any) -> None:
    page.write(5, 1, "Overlegnummer")


def protected(book: Any, page: Any) -> None:
    page.protect()


def hidden(book: Any, page: Any) -> None:
    page.set_row(3, None, None, {"hidden": True})


def formula(book: Any, page: Any) -> None:
    page.write_formula(3, 0, "=B4", None, "")


def stray_formula(book: Any, page: Any) -> None:
    page.write_formula(3, 3, "=SUM(B2:B3)", None, 3)


def spanning(book: Any, page: Any) -> None:
    page.write_array_formula("A4:B5", "{=A2:B3}")


@pytest.mark.parametrize(
    ("dress", "said"),
    [
        (totals, "totaalrij"),
        (beside, "een andere tabel"),
        (merged, "samengevoegd"),
        (note, "in A5 staat al iets"),
        (next_list, "in B6 staat al iets"),
        (protected, "beveiligd"),
        (hidden, "rij 4 is verborgen"),
        (formula, "in A4 staat al een formule"),
        (stray_formula, "in D4 staat al een formule"),
        (spanning, "formule over meer cellen"),
    ],
)
def test_what_stands_in_the_way_is_told(dress: Dress, said: str) -> None:
    """In words that go behind "want"."""
    assert said in (why_not(dress) or "")


def far_below(book: Any, page: Any) -> None:
    page.write(8, 0, "legenda")


def aside(book: Any, page: Any) -> None:
    page.write(3, 7, "een lijst ernaast")


def prefilled(book: Any, page: Any) -> None:
    for row in range(1, 9):
        page.write_formula(row, 3, f'=IF(A{row + 1}="","",1)', None, "")


@pytest.mark.parametrize("dress", [far_below, aside, prefilled])
def test_what_lies_further_off_is_not_in_the_way(dress: Dress) -> None:
    """A blank row between is enough, and prepared formulas belong to the list."""
    assert why_not(dress) is None


def numbered(book: Any, page: Any) -> None:
    for row, number in enumerate(("A-3", "A-4", "A-5"), 3):
        page.write(row, 0, number)


def test_rows_that_were_numbered_beforehand_are_used() -> None:
    """The number in them stays as it is stored, and the next prepared row stays for later."""
    data = made(numbered)
    page = opened(added(data))["Lijst"]
    assert [page[f"A{row}"].value for row in (4, 5, 6)] == ["A-3", "A-4", "A-5"]
    assert page["C4"].value == "Youké"
    sheet = compare.parts(added(data))["xl/worksheets/sheet1.xml"]
    assert b'<c r="A4" t="s">' in sheet


def other_numbers(book: Any, page: Any) -> None:
    page.write(3, 0, "A-9")


def total_below(book: Any, page: Any) -> None:
    page.write(3, 0, "A-3")
    page.write(5, 2, "Totaal")


@pytest.mark.parametrize(("dress", "said"), [(other_numbers, "in A4"), (total_below, "in C6")])
def test_other_numbers_are_in_the_way(dress: Dress, said: str) -> None:
    """And a total below a prepared row still is."""
    assert said in (why_not(dress) or "")


def test_the_last_row_of_a_sheet_is_the_end() -> None:
    """No row is ever written behind it."""
    place = ListPlace("Lijst", 1, 1_048_575, 1, 4)
    assert why_not(_plain, 1, place) == "het blad is vol"


def test_rows_out_of_order_are_left_alone() -> None:
    """And so is a sheet that is not there."""
    data = Package(made())
    sheet = compare.parts(made())["xl/worksheets/sheet1.xml"]
    data.archive.put("xl/worksheets/sheet1.xml", [sheet.replace(b'<row r="3"', b'<row r="1"')])
    assert open_list(data, PLACE) == "het blad heeft een ongewone vorm"
    assert open_list(data, ListPlace("Nergens", 1, 1, 1, 1)) == "het blad heeft een ongewone vorm"


def test_samples_tell_what_stands_in_the_last_rows() -> None:
    """A column without values has none."""
    package = Package(made())
    found = samples(package, end_of(package).sheet, (2, 3), {1, 2, 4})
    assert found == {1: ["A-1", "A-2"], 2: [44201.0, 44233.0], 4: []}


def test_the_validator_finds_nothing_new(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """In a table with a drop-down and a colour."""

    def dressed(book: Any, page: Any) -> None:
        page.add_table(0, 0, 2, 3, {"name": "T", "columns": [{"header": h} for h in HEADERS]})
        page.data_validation("C2:C3", {"validate": "list", "source": ["Youké", "Jellinek"]})
        page.conditional_format("B2:B3", {"type": "no_blanks", "format": book.add_format()})

    path = tmp_path / "na.xlsx"
    path.write_bytes(added(made(dressed)))
    assert ooxml_validate(path) == []
