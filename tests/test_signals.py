"""The sheet *Bevindingen*: what it says, where it leads, and what a next run reads from it."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import compare
import handmade
import openpyxl
import pytest
import python_calamine
import reports
import tools
from openpyxl.worksheet.worksheet import Worksheet
from reports import DAY, accepted, finding, previous, report, written

from expertteam_xl.errors import RegisterError
from expertteam_xl.findings import Outcome, Severity, Status
from expertteam_xl.memory import PreviousFinding, PreviousRun
from expertteam_xl.outputs.signals import write_findings
from expertteam_xl.outputs.signals_looks import HIGHLIGHTS, height
from expertteam_xl.outputs.signals_model import COLUMNS, TITLE, build_sheet

BOOK = "xl/workbook.xml"
REGISTER = handmade.book(handmade.sheet('<row r="5"><c r="A5"><v>1</v></c></row>'))


def opened(data: bytes, name: str = "Bevindingen") -> Worksheet:
    """A sheet as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # handmade styles name no default
        sheet = openpyxl.load_workbook(io.BytesIO(data))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def texts(sheet: Worksheet) -> list[str]:
    """Every text on a sheet."""
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_columns_stand_in_the_order_people_work() -> None:
    """The header is in row 5, and a finding fills the row below it, dates as dates."""
    sheet = opened(written(report(REGISTER, [finding(1, code="T01")])))
    row = [cell.value for cell in sheet[6]]

    assert list(COLUMNS) == [cell.value for cell in sheet[5]]
    assert ["ET-2021-001", "Lijst", "B6", "waarschuwing", reports.MESSAGE] == row[:5]
    assert [datetime(2021, 2, 8), 1, datetime(2021, 4, 1), "nieuw", "T01"] == row[5:10]
    assert [None, None, "0000000000000001-00000007"] == row[10:]
    assert "dd\\-mm\\-yyyy" == sheet["F6"].number_format


def test_deadline_with_a_time_shows_it() -> None:
    """T06 has a deadline of the hour."""
    sheet = opened(written(report(REGISTER, [finding(4)])))

    assert datetime(2021, 3, 27, 10) == sheet["F6"].value
    assert "hh:mm" in sheet["F6"].number_format
    assert sheet.column_dimensions["F"].width >= 16


@pytest.mark.parametrize("name", ["Lijst", "O'Brien's", "Blad (2) & meer", "2021"])
def test_address_links_to_the_cell(name: str) -> None:
    """A click on the address leads to the cell, whatever the sheet is called."""
    book = {**handmade.parts(handmade.sheet(""))}
    book[BOOK] = str(book[BOOK]).replace('name="Lijst"', f'name="{name.replace("&", "&amp;")}"')
    sheet = opened(written(report(handmade.pack(book), [finding(1, name)])))
    link = sheet["C6"].hyperlink

    assert link is not None
    assert f"'{name.replace(chr(39), chr(39) * 2)}'!B6" == link.location


def test_summary_names_register_day_and_counts() -> None:
    """The line under the title says what was checked, when, and how much was found."""
    model = build_sheet(report(REGISTER, [*map(finding, range(4)), accepted(9)]))

    assert (
        "register.xlsx – peildatum 01-04-2021 – 2 fouten, 1 waarschuwing, 1 info, 1 geaccepteerd"
        == model.summary
    )


def test_nothing_found_is_a_calm_sentence() -> None:
    """Without findings there is no empty table but a sentence, and what could not be tested."""
    outcomes = [
        Outcome("T01", Status.GESLAAGD),
        Outcome("T02", Status.GESLAAGD, reason="3 onbekend"),
        Outcome("T03", Status.NIET_TOETSBAAR, reason="het register heeft geen blad Plaatsingen"),
        Outcome("M03", Status.GECRASHT, reason="de regel is vastgelopen"),
    ]
    found = texts(opened(written(report(REGISTER, outcomes=outcomes))))

    assert "Geen bevindingen: alle 2 regels die konden worden getoetst, zijn in orde." in found
    assert "Melding" not in found
    assert ["deels", "vastgelopen", "niet getoetst"] == [
        text for text in found if text in ("deels", "niet getoetst", "vastgelopen")
    ]
    assert any(text.endswith(": het register heeft geen blad Plaatsingen") for text in found)


def test_nothing_tested_is_said() -> None:
    """When no rule could run, nothing is called in order."""
    outcomes = [Outcome("T03", Status.NIET_TOETSBAAR, reason="geen kolom")]
    model = build_sheet(report(REGISTER, outcomes=outcomes))

    assert model.empty.startswith("Geen bevindingen, maar er kon ook geen regel worden getoetst")


def test_explanation_lists_rules_sources_and_what_is_solved() -> None:
    """Under the list stand the rules that found something, and what is solved since."""
    old = PreviousFinding(
        "T02", Severity.FOUT, "ET-2020-004", "Nog geen overleg.", "x", date(2021, 1, 4)
    )
    found = texts(opened(written(report(REGISTER, [finding(0)], solved=[old]))))

    assert "C20 4.2; C18 2.5.2" in found
    assert any(text.startswith("Triage binnen de termijn. ") for text in found)
    assert ["ET-2020-004", "T02"] == [t for t in found if t in ("ET-2020-004", "T02")]
    assert "04-01-2021" in found


def test_unknown_rule_does_no_harm() -> None:
    """A code that the catalogue does not know is listed without a title."""
    found = texts(opened(written(report(REGISTER, [finding(1, code="Q99")]))))

    assert 2 == found.count("Q99")


def test_floods_are_cut_and_counted() -> None:
    """A rule shows a thousand rows; the sheet says how many more there are; accepted ones stay."""
    many = [finding(n, code="T01", severity=Severity.FOUT) for n in range(1, 2345)]
    quiet = [accepted(n, code="T01") for n in range(3000, 3005)]
    model = build_sheet(report(REGISTER, [*many, *quiet]))

    assert 1005 == len(model.rows)
    assert "hieronder 1.005 van de 2.349" in model.summary
    assert "Nog 1.344 bevindingen van deze regel" in model.sections[1].rows[0].text


def test_sheet_never_passes_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rules together stay within the limit, accepted findings before others."""
    monkeypatch.setattr("expertteam_xl.outputs.signals_model.MOST_ROWS", 10)
    model = build_sheet(report(REGISTER, [*map(finding, range(30)), accepted(90)]))

    assert 10 == len(model.rows)
    assert "geaccepteerd" == model.rows[-1].status.value


def test_texts_never_become_formulas() -> None:
    """What a user typed stays text, whatever it begins with, and what XML forbids does not break it."""
    odd = finding(1, message='=HYPERLINK("x")\x0b & <b>', casusnummer="+31", accepted_reason="@nu")
    sheet = opened(written(report(REGISTER, [odd])))

    assert ["s", "s", "s"] == [sheet[cell].data_type for cell in ("A6", "E6", "L6")]
    assert '=HYPERLINK("x")' in str(sheet["E6"].value)


def test_print_is_one_page_wide_and_confidential() -> None:
    """A4 landscape, one page wide, the header on every page, page numbers and peildatum."""
    sheet = opened(written(report(REGISTER, [finding(n) for n in range(60)])))

    assert ("landscape", 9, 0) == (
        sheet.page_setup.orientation,
        sheet.page_setup.paperSize,
        sheet.page_setup.fitToHeight,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "$5:$5" == sheet.print_title_rows
    assert sheet.print_area.startswith("'Bevindingen'!$A$1:$L$")
    assert "vertrouwelijk" == sheet.oddFooter.left.text
    assert "peildatum 01-04-2021" == sheet.oddFooter.center.text
    assert "pagina &P van &N" == sheet.oddFooter.right.text
    assert ("A5:M65", "A6") == (sheet.auto_filter.ref, sheet.freeze_panes)
    assert set() == set(sheet.merged_cells.ranges)
    assert [66] == [brk.id for brk in sheet.row_breaks.brk]


def test_coordinator_fills_two_columns() -> None:
    """Akkoord tot takes a date only, and neither column is locked."""
    sheet = opened(written(report(REGISTER, [finding(1), accepted(2)])))
    rule = sheet.data_validations.dataValidation[0]

    assert ("date", "K6:K7") == (rule.type, str(rule.sqref))
    assert not sheet["K6"].protection.locked
    assert datetime(2021, 6, 1) == sheet["K7"].value


def test_contrast_is_enough_for_everyone() -> None:
    """Every severity reads at 4.5 to 1 or more, and differs from the others in grey."""

    def light(color: str) -> float:
        parts = [int(color[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    fills = sorted(light(look.fill) for look in HIGHLIGHTS.values())
    ratios = [
        (light(look.fill) + 0.05) / (light(look.color) + 0.05) for look in HIGHLIGHTS.values()
    ]

    assert min(ratios) >= 4.5
    assert min(b - a for a, b in pairwise(fills)) > 0.1
    assert 3 == len({look.border.style for look in HIGHLIGHTS.values()})


def test_rows_are_high_enough() -> None:
    """A row grows with its longest text, and never beyond what Excel can show."""
    assert height(("kort", 60)) < height((reports.MESSAGE, 60)) < height((reports.MESSAGE * 3, 60))
    assert height(("a\nb\nc", 60)) > height(("a", 60), ("", 1))
    assert 409 == height(("woord " * 5000, 60))


def test_most_severe_finding_decides_the_mark() -> None:
    """A cell with several findings lights up once; accepted findings do not light up."""
    several = [finding(n, row=5, column="B", severity=s) for n, s in enumerate(reversed(Severity))]
    quiet = accepted(1, row=9, column="C")
    text = compare.parts(written(report(REGISTER, [*several, quiet])))[handmade.SHEET].decode()

    assert 1 == text.count("<conditionalFormatting ")
    assert 'sqref="B5"' in text


def test_marks_hang_on_the_sheet() -> None:
    """The formats show by a hidden name that leads to the sheet, so they go when it goes."""
    data = written(report(REGISTER, [finding(1)]))
    text = compare.parts(data)[BOOK].decode()

    assert 'name="_expertteam_markering" hidden="1">ISTEXT(\'Bevindingen\'!$A$1)<' in text


def test_dates_count_from_1904_where_the_workbook_does() -> None:
    """In a workbook of the Mac's old calendar the dates are the same days."""
    data = handmade.book(handmade.sheet(""), properties='<workbookPr date1904="1"/>')
    marked = written(report(data, [finding(1), accepted(2)]))

    assert datetime(2021, 2, 8) == opened(marked)["F6"].value
    assert [DAY, DAY] == [f.since for f in previous(marked)]


@pytest.mark.parametrize("facts", [{"signed": True}, {"suffix": ".xlsb"}, {"suffix": ".ODS"}])
def test_signed_and_other_formats_get_a_workbook_of_their_own(facts: dict[str, object]) -> None:
    """The result is then a new workbook with title, language and the sheet alone, without links."""
    data = written(report(REGISTER, [finding(1)], **facts))
    book = openpyxl.load_workbook(io.BytesIO(data))

    assert ["Bevindingen"] == book.sheetnames
    assert f"{TITLE} register.xlsx" == book.properties.title
    assert "nl-NL" == book.properties.language
    assert book["Bevindingen"]["C6"].hyperlink is None
    assert 1 == len(previous(data))


def test_finding_off_the_sheet_gets_no_link() -> None:
    """A finding without a real cell is listed, not linked and not marked."""
    data = written(report(REGISTER, [finding(1, row=0), finding(2, "Bestaat niet")]))

    assert [None, None] == [opened(data)[cell].hyperlink for cell in ("C6", "C7")]
    assert (
        handmade.sheet('<row r="5"><c r="A5"><v>1</v></c></row>').encode()
        == compare.parts(data)[handmade.SHEET]
    )


def test_target_may_be_a_name_or_a_stream(tmp_path: Path) -> None:
    """A path, its text and an open stream give the same bytes, and the same at every run."""
    what = report(REGISTER, [finding(n) for n in range(9)])
    write_findings(what, tmp_path / "een.xlsx")
    write_findings(what, str(tmp_path / "twee.xlsx"))

    assert (
        written(what)
        == (tmp_path / "een.xlsx").read_bytes()
        == (tmp_path / "twee.xlsx").read_bytes()
    )


@pytest.mark.parametrize(
    "data",
    [
        REGISTER[:-40],
        handmade.pack(handmade.parts(handmade.sheet("")) | {"xl/styles.xml": "<styleSheet"}),
        handmade.book("<worksheet><cols/></worksheet>"),
    ],
)
def test_damaged_register_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    """A register that can't be edited gives one sentence that begins with its name, and no file."""
    with pytest.raises(RegisterError, match=r"^register\.xlsx kan niet .*: [a-z].*\.$"):
        write_findings(report(data, [finding(1)]), tmp_path / "uit.xlsx")

    assert [] == list(tmp_path.iterdir())


def test_file_that_can_not_be_written_is_not_blamed_on_the_register(tmp_path: Path) -> None:
    """A target in a folder that is not there is a sentence about the target."""
    with pytest.raises(RegisterError, match="kan niet geschreven worden") as caught:
        write_findings(report(REGISTER), tmp_path / "weg" / "uit.xlsx")

    assert "register.xlsx" not in str(caught.value)


@pytest.mark.parametrize("name", ["a\x07b\ud800.xls", "\udcff.pdf"])
def test_odd_name_of_a_register_is_no_crash(name: str) -> None:
    """A name with control characters or halves of characters gives a workbook that opens."""
    data = written(report(b"", [finding(1)], name=name))

    assert TITLE == opened(data)["A1"].value


def test_calamine_reads_the_sheet() -> None:
    """The reader of this project, an independent one, sees the same rows."""
    data = written(report(REGISTER, [finding(n) for n in range(1, 4)]))
    rows = (
        python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name("Bevindingen").to_python()
    )

    assert TITLE == rows[0][0]
    assert list(COLUMNS) == rows[4]
    assert 3 == sum(row[12] not in ("", "Kenmerk") for row in rows)


def test_nothing_is_cut_off_on_paper(tmp_path: Path) -> None:
    """In LibreOffice's PDF the first and the last word of every message are there."""
    words = [
        finding(
            n,
            message=f"Begin{n} {reports.MESSAGE * (n % 4)} Einde{n}",
            sheet="Adviezen & besluiten van 2021-Q1",
        )
        for n in range(40)
    ]
    path = tmp_path / "b.xlsx"
    write_findings(report(b"", words), path)
    text = tools.pdf_text(tools.convert(path, "pdf", tmp_path / "uit"))

    assert [] == [n for n in range(40) if f"Begin{n} " not in text or f"Einde{n}" not in text]
    assert "vertrouwelijk" in text
    assert "pagina 1 van" in text


OLD = PreviousFinding(
    "T04", Severity.FOUT, "ET-2020-004", "Nog niet uitgestroomd.", "a-b-c", date(2021, 1, 4),
    accepted_reason="Bekend", own=(("Wie", "Ans"),), sheet="Verblijf", cell="D7",
    deadline=date(2020, 12, 28),
)  # fmt: skip


def test_what_was_not_looked_at_stands_last() -> None:
    """As it was, with what the coordinator wrote, and without a link or a number of days."""
    quiet = accepted(2)
    data = written(report(REGISTER, [finding(1), quiet], unseen=[OLD]))
    sheet = opened(data)
    row = [cell.value for cell in sheet[8]]

    assert ["ET-2020-004", "Verblijf", "D7", "fout", "Nog niet uitgestroomd."] == row[:5]
    assert [datetime(2020, 12, 28), None, datetime(2021, 1, 4), "niet bekeken", "T04"] == row[5:10]
    assert [None, "Bekend", "a-b-c", "Ans"] == row[10:]
    assert (None, "A5:N8") == (sheet["C8"].hyperlink, sheet.auto_filter.ref)
    assert OLD == reports.previous(data)[-1]


def test_a_sheet_with_nothing_else_has_its_list_all_the_same() -> None:
    """Nothing was found, but there is something to keep: no sentence that all is well."""
    found = texts(opened(written(report(REGISTER, unseen=[OLD]))))

    assert {"Melding", "Nog niet uitgestroomd.", "Uitleg"} <= set(found)
    assert not any(text.startswith("Geen bevindingen") for text in found)


@pytest.mark.parametrize(
    ("earlier", "line"),
    [
        (None, "Eerste controle: er is geen eerdere gevonden om mee te vergelijken."),
        (PreviousRun(None), "Sinds de vorige controle: 1 nieuw, 0 nog open, 1 opgelost."),
        (
            PreviousRun(date(2021, 3, 1)),
            "Sinds de vorige controle (peildatum 01-03-2021): 1 nieuw, 0 nog open, 1 opgelost.",
        ),
    ],
)
def test_the_head_tells_what_changed(earlier: PreviousRun | None, line: str) -> None:
    """In the third row; calmly when there is nothing to compare with."""
    solved = [OLD] if earlier else []
    sheet = opened(written(report(REGISTER, [finding(1)], solved=solved, earlier=earlier)))

    assert line == sheet["A3"].value


def test_what_does_not_fit_is_kept_by_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what was not looked at, that with a remark goes before the rest."""
    monkeypatch.setattr("expertteam_xl.outputs.signals_model.MOST_ROWS", 3)
    bare = [replace(OLD, accepted_reason=None, own=(), kenmerk=f"{n}-b-c") for n in range(5)]
    model = build_sheet(report(REGISTER, [finding(1)], unseen=[*bare, OLD]))

    assert [OLD, bare[0]] == list(model.unseen)
