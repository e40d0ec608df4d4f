"""The sheet *Bevindingen* in the next run: known again, read, and replaced."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import compare
import handmade
import openpyxl
import pytest
import reports
from reports import DAY, accepted, finding, previous, report, written

from expertteam_xl.findings import Severity
from expertteam_xl.memory import PreviousFinding
from expertteam_xl.outputs.signals import read_previous
from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print

BOOK = "xl/workbook.xml"
REGISTER = handmade.book(handmade.sheet('<row r="5"><c r="A5"><v>1</v></c></row>'))


def renamed(data: bytes, old: str, new: str) -> bytes:
    """The workbook with a tab renamed, and the names that lead to it, as Excel does."""
    found = compare.parts(data)
    text = found[BOOK].decode()
    for one, other in ((f'name="{old}"', f'name="{new}"'), (f"'{old}'!", f"'{new}'!")):
        text = text.replace(one, other)
    return handmade.pack(found | {BOOK: text.encode()})


def test_sheet_of_the_user_is_kept() -> None:
    """A Bevindingen that is not ours stays; ours gets a number, also in the next run."""
    package = Package(REGISTER)
    package.add_sheet(
        NewSheet("bevindingen", [9], [NewRow([NewCell("Mijn lijst")])], Print("A1:A1"))
    )
    stream = io.BytesIO()
    package.save(stream)
    once = written(report(stream.getvalue(), [finding(1)]))
    twice = written(report(once, [finding(1)]))

    assert ("Lijst", "bevindingen", "Bevindingen (2)") == Package(once).tabs
    assert set() == compare.changed_parts(once, twice)
    assert [] == compare.differences(stream.getvalue(), once)


def test_second_run_leaves_no_trace_of_the_first() -> None:
    """Marking a result anew gives what marking the register gives, but for unused formats."""
    first = written(report(REGISTER, [finding(n) for n in range(20)]))
    second = written(report(first, [finding(1)]))
    fresh = written(report(REGISTER, [finding(1)]))

    assert set() == compare.changed_parts(
        first, written(report(first, [finding(n) for n in range(20)]))
    )
    assert {"xl/styles.xml"} >= compare.changed_parts(second, written(report(second, [finding(1)])))
    assert {"xl/styles.xml", "xl/worksheets/sheet2.xml"} >= compare.changed_parts(second, fresh)
    assert compare.parts(second).keys() == compare.parts(fresh).keys()


def test_previous_findings_come_back() -> None:
    """What was written is read again: dates, severity, reason and kenmerk."""
    found = previous(written(report(REGISTER, [finding(1), accepted(2)])))
    kept = PreviousFinding(
        "G04", Severity.INFO, "ET-2021-002", reports.MESSAGE, "0000000000000002-0000000e", DAY,
        date(2021, 6, 1), "Afgesproken met de gemeente",
        sheet="Lijst", cell="C7",
    )  # fmt: skip

    assert ("T02", Severity.WAARSCHUWING, None, None) == (
        found[0].code, found[0].severity, found[0].accepted_until, found[0].accepted_reason,
    )  # fmt: skip
    assert kept == found[1]


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_previous_findings_survive_a_working_day() -> None:
    """After filling, sorting, moving columns, inserting rows and renaming the tab all is found."""
    book = openpyxl.load_workbook(io.BytesIO(written(report(REGISTER, [finding(1), finding(2)]))))
    sheet = book["Bevindingen"]
    sheet["K6"], sheet["L6"], sheet["K7"] = "1-5-2021", "Bekend", datetime(2021, 7, 1)
    sheet.move_range("A5:M8", rows=2)
    sheet.insert_cols(2)
    stream = io.BytesIO()
    book.save(stream)
    data = renamed(stream.getvalue(), "Bevindingen", "Mijn's")
    found = previous(data)
    again = written(report(data, [finding(1)]))

    assert [(date(2021, 5, 1), "Bekend"), (date(2021, 7, 1), None)] == [
        (f.accepted_until, f.accepted_reason) for f in found
    ]
    assert ("Lijst", "Bevindingen") == Package(again).tabs


def test_sheet_is_known_without_the_name() -> None:
    """When the hidden name is gone, title and header are enough."""
    found = compare.parts(written(report(REGISTER, [finding(1)])))
    book = found[BOOK].replace(b"_expertteam_markering", b"iets_anders")
    data = handmade.pack(found | {BOOK: book})

    assert 1 == len(previous(data))
    assert ("Lijst", "Bevindingen") == Package(written(report(data, [finding(1)]))).tabs


def test_leftovers_of_a_deleted_sheet_are_replaced() -> None:
    """When the sheet was deleted in Excel, its name and the marks that stayed are replaced."""
    found = compare.parts(written(report(REGISTER, [finding(1), finding(2)])))
    package = Package(handmade.pack(found))
    package.remove_sheet("Bevindingen")
    package.set_name("_expertteam_markering", "ISTEXT(#REF!$A$1)", hidden=True)
    stream = io.BytesIO()
    package.save(stream)
    text = compare.parts(written(report(stream.getvalue(), [finding(1)])))[handmade.SHEET].decode()

    assert read_previous(stream.getvalue()) is None
    assert 1 == text.count("<conditionalFormatting ")


@pytest.mark.parametrize("data", [b"", b"geen zip", REGISTER, handmade.pack({})])
def test_no_previous_findings(data: bytes) -> None:
    """What has no sheet of ours, or is no workbook of this kind, has no previous findings."""
    assert read_previous(data) is None


ODD_BYTES = (
    (' r="6"', ' r="vier"'),
    (' r="6"', f' r="{"9" * 5000}"'),
    (' r="A6"', ' r="??"'),
    ("</sheetData>", ""),
    ("<row ", "<!DOCTYPE a><row "),
    ("<v>", "<v>1e999"),
)


@pytest.mark.parametrize(("old", "new"), ODD_BYTES)
def test_damaged_sheet_is_no_crash(old: str, new: str) -> None:
    """Whatever is wrong with an earlier Bevindingen, reading it gives findings or none."""
    parts = compare.parts(written(report(REGISTER, [finding(n) for n in range(1, 4)])))
    text = parts["xl/worksheets/sheet2.xml"].decode()
    assert old in text
    parts["xl/worksheets/sheet2.xml"] = text.replace(old, new).encode()

    assert 3 >= len(previous(handmade.pack(parts)))


def test_unreadable_row_is_passed_over() -> None:
    """One bad row does not cost the memory of the others."""
    parts = compare.parts(written(report(REGISTER, [finding(n) for n in range(1, 4)])))
    text = parts["xl/worksheets/sheet2.xml"].decode().replace('<row r="6"', '<row r="vier"')
    parts["xl/worksheets/sheet2.xml"] = text.encode()

    assert 2 == len(previous(handmade.pack(parts)))


def test_sheet_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Bevindingen that unpacks to more than the limit is not read, and is not ours."""
    data = written(report(REGISTER, [finding(1)]))
    monkeypatch.setattr("expertteam_xl.package.rows._MOST", 100)

    assert read_previous(data) is None


def test_slashes_before_names_of_parts_give_the_same_every_time() -> None:
    """A register whose parts are stored with a slash before their names is marked the same again."""
    parts = handmade.parts(handmade.sheet('<row r="5"><c r="A5"><v>1</v></c></row>'))
    data = handmade.pack({f"/{name}": content for name, content in parts.items()})
    runs = []
    for _ in range(4):
        data = written(report(data, [finding(n) for n in range(3)]))
        runs.append(data)

    assert runs[1] == runs[2] == runs[3]
    assert b'"//' not in compare.parts(data)["/[Content_Types].xml"]


@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_columns_that_the_coordinator_added_survive() -> None:
    """What she wrote stays with its finding, dates as dates, also after sorting; so do headers."""
    data = written(report(REGISTER, [finding(n) for n in range(1, 4)]))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Bevindingen"]
    for row, values in enumerate((("Wie", "Bellen op", "Leeg"), ("Ans", date(2021, 5, 3))), 5):
        for column, value in enumerate(values, 14):
            sheet.cell(row, column, value)
    sheet["P7"], sheet["N8"] = 0, "=1+1"
    kenmerk = sheet["M6"].value
    sheet.move_range("A6:P6", rows=10)
    stream = io.BytesIO()
    book.save(stream)
    own = {old.kenmerk: old.own for old in previous(stream.getvalue())}
    told = [replace(finding(n), own=own[finding(n).kenmerk]) for n in range(1, 4)]
    again = openpyxl.load_workbook(io.BytesIO(written(report(stream.getvalue(), told))))
    rows = [[cell.value for cell in row] for row in again["Bevindingen"]["A5:P8"]]

    assert ["Kenmerk", "Wie", "Bellen op", "Leeg"] == rows[0][12:]
    assert [["Ans", datetime(2021, 5, 3), None]] == [r[13:] for r in rows if r[12] == kenmerk]
    assert again["Bevindingen"].auto_filter.ref == "A5:P8"
