"""The memory from run to run, while people go on working in the register that has it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from registers import Sheet, Sheets, advice, case, full, session, stay, talk, workbook

from expertteam_xl import Report, check, read_register
from expertteam_xl.findings import Finding, Memory
from expertteam_xl.json_report import as_dict
from expertteam_xl.outputs.signals import write_findings

FIRST, SECOND = date(2021, 12, 1), date(2021, 12, 15)
HEADER = 5
LATE = date(2021, 2, 11)
Change = Callable[[Workbook], None]


def sheets() -> Sheets:
    """A register with findings of every kind: of a case, of a column, of rows; some of them alike.

    Case 1 has two advices that were sent late, on different days, and two that were not sent.
    """
    cases = [case(f"ET-2021-00{n}", Triagedatum=LATE) for n in range(1, 6)]
    cases[1] |= {"Kleur": "groen"}
    sessions = [session(f"OV-{n}", Overlegdatum=date(2021, 2, 10 + n)) for n in range(1, 6)]
    talks = [talk(f"ET-2021-00{n}", f"OV-{n}") for n in range(1, 6)]
    sent = [date(2021, 2, 22), date(2021, 2, 23), None, None]
    advices = [advice(f"AD-{n}", held="OV-1") for n in range(1, 5)]
    for row, day in zip(advices, sent, strict=True):
        row["Besluit verzonden op"] = day
    advices += [advice(f"AD-{n + 3}", f"ET-2021-00{n}", f"OV-{n}") for n in range(2, 6)]
    made = full(cases, sessions, talks, advices, Plaatsingen=[stay("ET-2021-004")])
    listed = made["Casussen"]
    assert isinstance(listed, Sheet)
    return made | {"Casussen": Sheet(listed.rows, listed.headers, hidden_rows=(4, 6))}


def run(data: bytes, on: date = SECOND) -> Report:
    """A check of these bytes."""
    return check(read_register(data), on=on)


def result(report: Report) -> bytes:
    """The marked copy."""
    stream = io.BytesIO()
    write_findings(report, stream)
    return stream.getvalue()


def edited(data: bytes, *changes: Change) -> bytes:
    """The workbook after someone worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for change in changes:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def listed(book: Workbook) -> tuple[Worksheet, dict[str, int], list[int]]:
    """*Bevindingen*: the sheet, its columns by header, and the rows of its list."""
    page = book["Bevindingen"]
    columns = {str(cell.value): cell.column for cell in page[HEADER] if cell.value}
    mark = columns["Kenmerk"]
    rows = [r for r in range(HEADER + 1, page.max_row + 1) if page.cell(r, mark).value]
    return page, columns, rows


def remark(code: str, text: str, until: date | str | None = None) -> Change:
    """Writes a reason beside every finding of a rule."""

    def change(book: Workbook) -> None:
        page, columns, rows = listed(book)
        for row in rows:
            if page.cell(row, columns["Code"]).value == code:
                page.cell(row, columns["Reden"], text)
                page.cell(row, columns["Akkoord tot"], until)

    return change


def number_each(book: Workbook) -> None:
    """Writes beside every finding a number in a column of the coordinator's own, and as reason."""
    page, columns, rows = listed(book)
    page.cell(HEADER, 15, "Volgnr")
    for number, row in enumerate(rows):
        page.cell(row, 15, f"nr {number}")
        page.cell(row, columns["Reden"], f"reden {number}")


def cells(page: Worksheet, rows: list[int]) -> list[list[Any]]:
    """What stands in rows."""
    return [[cell.value for cell in page[row]] for row in rows]


def put(page: Worksheet, rows: list[int], values: list[list[Any]]) -> None:
    """Writes it in others."""
    for row, line in zip(rows, values, strict=True):
        for column, value in enumerate(line, 1):
            page.cell(row, column).value = value


def turned_round(name: str) -> Change:
    """Sorts a sheet the other way."""

    def change(book: Workbook) -> None:
        page = book[name]
        rows = list(range(2, page.max_row + 1))
        put(page, rows, cells(page, rows)[::-1])

    return change


def rows_before(name: str) -> Change:
    """A title with a blank row above a list."""

    def change(book: Workbook) -> None:
        book[name].insert_rows(1, 3)
        book[name]["A1"] = "Expertteam"
        for row in (4, 6):
            book[name].row_dimensions[row].hidden = False
            book[name].row_dimensions[row + 3].hidden = name == "Casussen"

    return change


def column_before(name: str) -> Change:
    """A column of one's own in front."""

    def change(book: Workbook) -> None:
        book[name].insert_cols(1)

    return change


def row_added(name: str) -> Change:
    """A row halfway that says nothing new: the second one once more is cut and put last."""

    def change(book: Workbook) -> None:
        page = book[name]
        first = cells(page, [2])
        page.delete_rows(2)
        put(page, [page.max_row + 1], first)

    return change


def sorted_by_case(book: Workbook) -> None:
    """*Bevindingen* sorted by hand, on something else."""
    page, columns, rows = listed(book)
    by = columns["Melding"] - 1
    put(page, rows, sorted(cells(page, rows), key=lambda line: str(line[by])[::-1]))


def filtered(book: Workbook) -> None:
    """*Bevindingen* with a filter that hides most of it."""
    page, _, rows = listed(book)
    page.auto_filter.add_filter_column(9, ["T01"])
    for row in rows[1:]:
        page.row_dimensions[row].hidden = True


def columns_moved(book: Workbook) -> None:
    """Her own column cut and put first."""
    page, _, rows = listed(book)
    lines = cells(page, [HEADER, *rows])
    put(page, [HEADER, *rows], [[line[14], *line[:14]] for line in lines])


def renamed(book: Workbook) -> None:
    """A sheet with another name."""
    book["Adviezen"].title = "Besluiten"


def by_what(report: Report) -> dict[tuple[str, str], list[tuple[Any, ...]]]:
    """What every finding remembers, by rule and by what it is about."""
    told: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for finding in report.findings:
        about = finding.casusnummer or finding.code
        memory = (finding.status, finding.since, finding.accepted_reason, finding.own)
        told.setdefault((finding.code, about), []).append(memory)
    return {key: sorted(memories, key=str) for key, memories in told.items()}


def only(report: Report, code: str, number: str = "ET-2021-001") -> Finding:
    """The one finding of a rule in a case."""
    (finding,) = [f for f in report.findings if (f.code, f.casusnummer) == (code, number)]
    return finding


@pytest.fixture(scope="module")
def first() -> bytes:
    """The result of a first run."""
    return result(run(workbook(sheets()), FIRST))


@pytest.fixture(scope="module")
def annotated(first: bytes) -> bytes:
    """The same, with a reason and a number of her own beside every finding."""
    return edited(first, number_each)


def test_the_register_has_what_these_tests_are_about(first: bytes) -> None:
    """Findings of a case, several alike in one case, of a column, and of hidden rows."""
    told = by_what(run(workbook(sheets()), FIRST))

    assert 4 == len(told["T05", "ET-2021-001"])
    assert 2 == len(told["R10", "R10"])
    assert {("T01", "ET-2021-005"), ("R09", "R09")} <= told.keys()
    assert len(listed(openpyxl.load_workbook(io.BytesIO(first)))[2]) == sum(map(len, told.values()))


def test_a_second_run_knows_everything(first: bytes) -> None:
    """Nothing is new, nothing is solved, and each is known since the first day."""
    report = run(first)

    assert {(Memory.OPEN, FIRST)} == {(f.status, f.since) for f in report.findings}
    assert ((), ()) == (report.solved, report.unseen)


@pytest.mark.parametrize(
    "change",
    [
        turned_round("Casussen"),
        turned_round("Adviezen"),
        rows_before("Casussen"),
        rows_before("Adviezen"),
        column_before("Casussen"),
        column_before("Adviezen"),
        row_added("Casussen"),
        row_added("Adviezen"),
        sorted_by_case,
        filtered,
        columns_moved,
        renamed,
    ],
    ids=[
        "cases sorted", "advices sorted", "rows above cases", "rows above advices",
        "column before cases", "column before advices", "case moved", "advice moved",
        "findings sorted", "findings filtered", "own column moved", "sheet renamed",
    ],
)  # fmt: skip
def test_memory_survives_a_working_day(annotated: bytes, change: Change) -> None:
    """Each finding keeps its own status, first day, reason and own column, wherever it moves to."""
    before = by_what(run(annotated))
    report = run(edited(annotated, change))
    after = by_what(report)

    assert {Memory.GEACCEPTEERD} == {f.status for f in report.findings}
    assert before == after
    assert ((), ()) == (report.solved, report.unseen)


def test_every_one_of_several_alike_keeps_its_own_words(annotated: bytes) -> None:
    """Four late advices in one case, sorted the other way: each row its own reason."""

    def reasons(report: Report) -> dict[str, str | None]:
        found = [f for f in report.findings if (f.code, f.casusnummer) == ("T05", "ET-2021-001")]
        book = openpyxl.load_workbook(io.BytesIO(report.register.data))
        return {str(book[f.sheet].cell(f.row, 1).value): f.accepted_reason for f in found}

    before = reasons(run(annotated))
    after = reasons(run(edited(annotated, turned_round("Adviezen"))))

    assert {"AD-1", "AD-2", "AD-3", "AD-4"} == before.keys()
    assert 4 == len(set(before.values()))
    assert before == after


def test_acceptance_ends_when_its_cell_changes(first: bytes) -> None:
    """Of that finding only; what she wrote of her own stays, and the end is told."""

    def another_day(book: Workbook) -> None:
        book["Casussen"]["F2"] = LATE + timedelta(days=1)

    assert LATE == openpyxl.load_workbook(io.BytesIO(first))["Casussen"]["F2"].value.date()
    accepted = edited(first, remark("T01", "bekend"))
    report = run(edited(accepted, another_day))

    assert (Memory.OPEN, FIRST, None) == (
        only(report, "T01").status, only(report, "T01").since, only(report, "T01").accepted_reason,
    )  # fmt: skip
    assert Memory.GEACCEPTEERD is only(report, "T01", "ET-2021-002").status
    assert 1 == as_dict(report, [])["sinds_vorige"]["akkoord_verlopen"]


def test_acceptance_survives_a_change_elsewhere_in_the_row(first: bytes) -> None:
    """What it is about is its own cell."""

    def elsewhere(book: Workbook) -> None:
        for row in range(2, 7):
            book["Casussen"].cell(row, 3, "Bussum")

    report = run(edited(first, remark("T01", "bekend"), elsewhere))

    assert Memory.GEACCEPTEERD is only(report, "T01").status


@pytest.mark.parametrize(
    ("until", "status", "ended"),
    [(SECOND, Memory.GEACCEPTEERD, 0), (SECOND - timedelta(days=1), Memory.OPEN, 5)],
)
def test_acceptance_ends_after_its_date(
    first: bytes, until: date, status: Memory, ended: int
) -> None:
    """It holds through the day itself; the day after, the finding counts again."""
    report = run(edited(first, remark("T01", "bekend", until)))
    again = run(result(report), SECOND + timedelta(days=1))

    assert (status, ended) == (only(report, "T01").status, report.expired)
    assert (Memory.OPEN, 5 - ended) == (only(again, "T01").status, again.expired)
    assert "bekend" == only(again, "T01").accepted_reason


def test_rows_that_she_deleted_are_forgotten(annotated: bytes) -> None:
    """Their findings are found again as new ones; the others keep their memory."""

    def without_half(book: Workbook) -> None:
        page, _, rows = listed(book)
        for row in rows[::-2]:
            page.delete_rows(row)

    report = run(edited(annotated, without_half))

    assert {Memory.NIEUW, Memory.GEACCEPTEERD} == {f.status for f in report.findings}
    assert ((), ()) == (report.solved, report.unseen)


def test_a_list_that_she_emptied_is_an_earlier_run(first: bytes) -> None:
    """Nothing is known of it but its day."""

    def without_any(book: Workbook) -> None:
        page, _, rows = listed(book)
        page.delete_rows(rows[0], len(rows))

    told = as_dict(run(edited(first, without_any)), [])["sinds_vorige"]

    assert (FIRST.isoformat(), 0, 0) == (told["peildatum"], told["open"], told["opgelost"])


def test_a_run_that_found_nothing_is_an_earlier_run() -> None:
    """So that what comes up later is new since then, and older results beside it stay closed."""
    fine = workbook({"Aanmeldingen": [case(Status="aangemeld", Triagedatum=date(2021, 2, 3))]})
    calm = run(fine, date(2021, 2, 4))
    wrong = edited(result(calm), lambda book: book["Aanmeldingen"].__setitem__("C2", None))
    report = check(read_register(wrong), on=FIRST, previous=[b"never read"])

    assert () == calm.findings
    assert "2021-02-04" == as_dict(report, [])["sinds_vorige"]["peildatum"]
    assert {Memory.NIEUW} == {finding.status for finding in report.findings}


def test_what_is_mended_is_solved_once(first: bytes) -> None:
    """The run after it no longer tells."""

    def mended(book: Workbook) -> None:
        book["Casussen"]["F2"] = date(2021, 2, 3)

    report = run(edited(first, mended))
    again = run(result(report))

    assert [("T01", "ET-2021-001")] == [(old.code, old.casusnummer) for old in report.solved]
    assert () == again.solved


def left_out(book: Workbook) -> None:
    """A sheet with a name and headers that say nothing."""
    book["Plaatsingen"].title = "Archief"
    book["Archief"].delete_rows(1)


def taken_away(book: Workbook) -> None:
    """A sheet that is gone."""
    del book["Plaatsingen"]


@pytest.mark.parametrize("change", [left_out, taken_away])
def test_what_is_not_looked_at_is_kept_from_run_to_run(annotated: bytes, change: Change) -> None:
    """Not solved, not counted, at the end of the list without a link, with all that she wrote."""
    was = [f for f in run(annotated).findings if f.sheet == "Plaatsingen"]
    report = run(edited(annotated, change))
    third = run(result(report))
    page, columns, rows = listed(openpyxl.load_workbook(io.BytesIO(result(third))))
    last = dict(zip(columns, cells(page, rows[-1:])[0], strict=False))

    assert {"T03", "T04"} == {finding.code for finding in was}
    assert ((), ()) == (report.solved, third.solved)
    for later in (report, third):
        assert sorted(
            (f.code, f.kenmerk, f.accepted_reason, f.own, f.since) for f in was
        ) == sorted(
            (old.code, old.kenmerk, old.accepted_reason, old.own, old.since) for old in later.unseen
        )
    assert ("niet bekeken", "Plaatsingen", FIRST) == (
        last["Status"], last["Blad"], last["Sinds"].date(),
    )  # fmt: skip
    assert page.cell(rows[-1], columns["Cel"]).hyperlink is None
    assert len(was) == as_dict(third, [])["sinds_vorige"]["niet_bekeken"]


def test_what_a_profile_leaves_out_is_not_looked_at(annotated: bytes, tmp_path: Path) -> None:
    """A person said that a sheet is no list of the register: its findings wait too."""
    profile = tmp_path / "register.profiel.toml"
    profile.write_text('versie = 1\n[bladen."Plaatsingen"]\nlijst = ""\n', encoding="utf-8")
    report = check(read_register(annotated, profile=profile), on=SECOND)

    assert {"Plaatsingen"} == {old.sheet for old in report.unseen}
    assert {"T03", "T04"} == {old.code for old in report.unseen}
    assert () == report.solved


def test_what_was_not_looked_at_comes_back_with_its_memory(annotated: bytes) -> None:
    """When the sheet is read again, its findings are known: with first day, reason and remarks."""
    before = by_what(run(annotated))
    names: list[str] = []

    def hide(book: Workbook) -> None:
        names.extend(str(cell.value) for cell in book["Plaatsingen"][1])
        left_out(book)

    def show(book: Workbook) -> None:
        page = book["Archief"]
        page.insert_rows(1)
        put(page, [1], [names])
        page.title = "Plaatsingen"

    away = run(edited(annotated, hide))
    back = run(edited(result(away), show))

    assert away.unseen
    assert (before, ()) == (by_what(back), back.unseen)


def test_a_rule_that_can_not_be_tested_keeps_its_findings(annotated: bytes) -> None:
    """A column that is gone takes the rule with it, and its findings wait."""

    def without_column(book: Workbook) -> None:
        book["Casussen"].delete_cols(6)

    report = run(edited(annotated, without_column))

    assert {("T01", "Casussen")} == {(old.code, old.sheet) for old in report.unseen}
    assert 5 == len(report.unseen)
    assert not any(old.code == "T01" for old in report.solved)


def test_a_row_of_what_was_not_looked_at_may_be_deleted(annotated: bytes) -> None:
    """Then it is gone for good."""

    def without_last(book: Workbook) -> None:
        page, columns, rows = listed(book)
        for row in reversed(rows):
            if page.cell(row, columns["Status"]).value == "niet bekeken":
                page.delete_rows(row)

    away = run(edited(annotated, taken_away))

    assert () == run(edited(result(away), without_last)).unseen


def test_a_time_of_day_is_kept_too() -> None:
    """The deadline of a lapsed session is an hour, also when nobody could look at it again."""
    lapsed = session("OV-1", Status="vervallen") | {
        "Vervallen gemeld op": datetime(2021, 2, 10, 9, 0)
    }
    told = result(run(workbook(full([case()], [lapsed], [])), FIRST))
    away = run(edited(told, lambda book: book["Overleggen"].delete_cols(6)))

    assert [datetime(2021, 2, 9, 10, 0)] == [
        old.deadline for old in away.unseen if old.code == "T06"
    ]
    assert [datetime(2021, 2, 9, 10, 0)] == [
        old.deadline for old in run(result(away)).unseen if old.code == "T06"
    ]


def test_the_command_tells_what_changed(tmp_path: Path) -> None:
    """From the file itself, and from a result beside it."""
    from expertteam_xl.cli import _run

    path = tmp_path / "register.xlsx"
    path.write_bytes(workbook(sheets()))
    told = []
    for day in (FIRST, SECOND):
        out = tmp_path / "uit.json"
        words = [str(path), "--peildatum", day.isoformat(), "--json", str(out), "--overschrijf"]
        _run(["controleer", *words])
        told.append(json.loads(out.read_text("utf-8"))["sinds_vorige"])

    assert [None, FIRST.isoformat()] == [each["peildatum"] for each in told]
    assert (0, told[0]["nieuw"]) == (told[1]["nieuw"], told[1]["open"])
