"""Late time and corrections: what was declared before is read, subtracted, and never changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import test_billing_property as random_registers
import xlsxwriter
from billing_rows import EXAMPLES, K1, adds_up, as_issued, sheets_of, split_of
from money_rows import attendee, money, partner, spent, tariff
from registers import case, session, talk

from expertteam_xl import Quarter, Split
from expertteam_xl.billing.issued import OPTIONAL, REQUIRED, issued_in, read_issued, region_name
from expertteam_xl.billing.late import remaining
from expertteam_xl.billing.model import NIET_TOEWIJSBAAR, Amount, Issued, Line

K2, K3 = Quarter(2021, 2), Quarter(2021, 3)
FIRST, SECOND = EXAMPLES["FX1"], EXAMPLES["FX9"]


def late(split: Split) -> list[tuple[str, str, int, int, bool]]:
    """Late lines: casusnummer, gemeente, minutes, cents, and whether it is taken back."""
    return [
        (x.casusnummer, x.gemeente, x.minuten, x.cent, x.correctie)
        for x in split.lines
        if x.nagekomen
    ]


def own(split: Split) -> list[Line]:
    return [line for line in split.lines if not line.nagekomen]


def after(first: dict[str, Any], then: dict[str, Any], **settings: Any) -> Split:
    """The second quarter, when the first was declared of ``first`` and the register is ``then``."""
    return split_of(then, K2, issued=(as_issued(split_of(first)),), **settings)


def test_nothing_is_late_when_nothing_changed() -> None:
    """The second quarter has its own lines alone."""
    sheets = sheets_of(FIRST, SECOND)
    split = after(sheets, sheets)

    assert [] == late(split)
    assert 2 == len(own(split))
    assert [K1] == [each.quarter for each in split.issued]


def test_late_time_comes_with_its_original_date() -> None:
    """A row that was added to a meeting of the first quarter, at its own tariff."""
    more = money(
        *sheets_of(FIRST)["Deelnames"].rows,
        attendee("Jellinek", FIRST.meeting, **spent(90)),
        partners=[partner(), partner("Jellinek")],
        tariffs=[tariff(Tariefcode="T9600"), tariff("Jellinek", 10000)],
        cases=[case(n, Woonplaats=p) for n, p, _ in FIRST.cases],
        sessions=[session(FIRST.meeting)],
        talks=[talk(n, FIRST.meeting, Bespreekminuten=m) for n, _, m in FIRST.cases],
    )
    split = after(sheets_of(FIRST), more)

    assert [
        ("ET-2021-001", "Hilversum", 40, 6667, False),
        ("ET-2021-002", "Gooise Meren", 30, 5000, False),
        ("ET-2021-003", "Huizen", 20, 3333, False),
    ] == late(split)
    assert {(FIRST.day, K1, "Deelnames!A3")} == {
        (line.overlegdatum, line.kwartaal, line.bron) for line in split.lines
    }
    assert Amount(90, 15000) == split.total
    assert 90 == split.per_partner["Jellinek"].werkelijk_min
    adds_up(split)


def test_less_time_is_taken_back_line_by_line() -> None:
    """205 minutes were 180; 90 remain, so half of every line goes back."""
    less = replace(FIRST, spenders=(replace(FIRST.spenders[0], minutes=(90, 0, 0)),))
    split = after(sheets_of(FIRST), sheets_of(less))

    assert [
        ("ET-2021-001", "Hilversum", -40, -6400, True),
        ("ET-2021-002", "Gooise Meren", -30, -4800, True),
        ("ET-2021-003", "Huizen", -20, -3200, True),
    ] == late(split)
    assert Amount(-90, -14400) == split.total
    assert Amount(-40, -6400) == split.by_gemeente["Hilversum"]
    adds_up(split)


def test_another_tariff_takes_the_old_line_back_and_declares_the_new_one() -> None:
    """The minutes come to nothing together; the cents do not."""
    dearer = replace(FIRST, spenders=(replace(FIRST.spenders[0], rate=9700),))
    split = after(sheets_of(FIRST), sheets_of(dearer))

    assert [9600, 9700] * 3 == [line.tarief_cent_per_uur for line in split.lines]
    assert [-80, 80, -60, 60, -40, 40] == [line.minuten for line in split.lines]
    assert Amount(0, 300) == split.total
    adds_up(split)


def test_another_gemeente_takes_over() -> None:
    """The one gets its money back, the other pays; a line that nobody pays too."""
    cases = (("ET-2021-001", "Laren", 40), ("ET-2021-002", "Eemnes", 30), FIRST.cases[2])
    split = after(sheets_of(FIRST), sheets_of(replace(FIRST, cases=cases)))

    assert [
        ("ET-2021-001", "Hilversum", -80, -12800, True),
        ("ET-2021-001", "Laren", 80, 12800, False),
        ("ET-2021-002", "Gooise Meren", -60, -9600, True),
        ("ET-2021-002", NIET_TOEWIJSBAAR, 60, 9600, False),
    ] == late(split)
    assert (Amount(60, 9600), Amount()) == (split.unallocated, split.total)
    adds_up(split)


def test_a_row_that_is_gone_is_taken_back_where_it_was_declared() -> None:
    """Its line names the cell of the workbook that said it; the meeting is still known."""
    gone = sheets_of(replace(FIRST, spenders=()), SECOND)
    split = after(sheets_of(FIRST, SECOND), gone)

    assert [-80, -60, -40] == [line.minuten for line in split.lines if line.nagekomen]
    assert "declaratie-2021-K1-regio.xlsx!C2" == next(x.bron for x in split.lines if x.nagekomen)


def test_a_meeting_that_moved_to_another_quarter() -> None:
    """Is taken back with its original date, and declared with its new one."""
    moved = replace(FIRST, day=date(2021, 4, 8))
    split = after(sheets_of(FIRST, EXAMPLES["FX2"]), sheets_of(moved, EXAMPLES["FX2"]))

    assert [80, 60, 40] == [line.minuten for line in own(split)]
    assert [-80, -60, -40] == [line.minuten for line in split.lines if line.nagekomen]
    assert {FIRST.day} == {line.overlegdatum for line in split.lines if line.nagekomen}
    assert Amount() == split.total


def test_what_was_late_once_is_not_late_again() -> None:
    """All that was issued of a quarter counts, also what later declarations brought."""
    more = replace(
        FIRST, spenders=(*FIRST.spenders, replace(FIRST.spenders[0], partner="Jellinek"))
    )
    first = as_issued(split_of(sheets_of(FIRST, SECOND)))
    second = as_issued(split_of(sheets_of(more, SECOND), K2, issued=(first,)))

    assert () == split_of(sheets_of(more, SECOND), K3, issued=(first, second)).lines
    back = split_of(sheets_of(FIRST, SECOND), K3, issued=(second, first))
    assert [-80, -60, -40] == [line.minuten for line in back.lines]
    assert {K1} == {line.kwartaal for line in back.lines}


def test_a_declaration_that_is_made_again_leaves_itself_out() -> None:
    """What it said before is replaced; what a later one holds of its quarter is not asked twice."""
    more = replace(
        FIRST, spenders=(*FIRST.spenders, replace(FIRST.spenders[0], partner="Jellinek"))
    )
    first = as_issued(split_of(sheets_of(FIRST)))
    second = as_issued(split_of(sheets_of(more), K2, issued=(first,)))
    again = split_of(sheets_of(more), issued=(first,))
    later = split_of(sheets_of(more), issued=(first, second))

    assert 6 == len(own(again))
    assert [("Youké", 80), ("Youké", 60), ("Youké", 40)] == [
        (line.partner, line.minuten) for line in own(later)
    ]
    assert [] == late(again) == late(later)
    assert any("3 regels van 2021-K1" in note for note in later.notes)


def test_a_later_declaration_makes_nothing_late_now() -> None:
    """The second quarter was issued, the first is declared only now."""
    second = as_issued(split_of(sheets_of(SECOND), K2))

    assert [] == late(split_of(sheets_of(FIRST), issued=(second,)))


def test_an_earlier_quarter_with_errors_waits() -> None:
    """Its time can't be told now; that stops nothing of this quarter, and is said."""
    broken = replace(FIRST, spenders=(replace(FIRST.spenders[0], minutes=(-5, 0, 0)),))
    split = after(sheets_of(FIRST, SECOND), sheets_of(broken, SECOND))

    assert () == split.blocking
    assert [] == late(split)
    assert 2 == len(own(split))
    assert any("2021-K1" in note and "1 fout" in note for note in split.notes)


def test_a_register_of_other_meetings_takes_nothing_back() -> None:
    """A register of a new year does not know the meetings of the old one."""
    split = after(sheets_of(FIRST), sheets_of(SECOND))

    assert [] == late(split)
    assert any("staan niet in dit register" in note for note in split.notes)


def test_spelling_is_no_difference() -> None:
    """Numbers and partners are compared without case and blanks."""
    issued = as_issued(split_of(sheets_of(FIRST)))
    typed = tuple(
        replace(x, overlegnummer=x.overlegnummer.lower(), partner=f" {x.partner.upper()}")
        for x in issued.lines
    )

    assert () == split_of(sheets_of(FIRST), K2, issued=(replace(issued, lines=typed),)).lines


def test_random_changes_come_out_even() -> None:
    """Whatever changed, all that was issued of a quarter is what it comes to now."""
    for seed in range(8):
        random = Random(seed)  # noqa: S311 - made-up data
        places, held = random_registers.made(random, 6, 5)
        _, others = random_registers.made(random, 6, 5)
        before, now = (random_registers.sheets_of(places, each) for each in (held, others))
        first = as_issued(split_of(before))
        second = split_of(now, K2, issued=(first,))
        fresh = split_of(now)
        told = [*first.lines, *(line for line in second.lines if line.kwartaal == K1)]

        assert (fresh.total.minuten, fresh.total.cent) == (
            sum(line.minuten for line in told),
            sum(line.cent for line in told),
        )
        for gemeente, amount in fresh.by_gemeente.items():
            paid = [line for line in told if line.gemeente == gemeente]
            assert amount == Amount(sum(x.minuten for x in paid), sum(x.cent for x in paid))
        assert [] == remaining(list(fresh.lines), told)
        adds_up(second)


# The workbook of the region


def region(
    folder: Path,
    lines: Sequence[Line],
    quarter: Quarter = K1,
    *,
    headers: Sequence[str] = (*REQUIRED, *OPTIONAL),
    title: str = "Declaratie",
    table: str = "tblRegels",
    change: Callable[[list[Any]], None] | None = None,
) -> Path:
    """A workbook as the region's is, whatever its looks."""
    path = folder / region_name(quarter)
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    front, sheet = book.add_worksheet("Voorblad"), book.add_worksheet("Regels")
    front.write(0, 0, title)
    rows = [_cells(line, headers) for line in lines]
    if change:
        change(rows)
    last = 3 + max(len(rows), 1)
    sheet.add_table(
        3, 1, last, len(headers), {"name": table, "columns": [{"header": h} for h in headers]}
    )
    for number, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    book.close()
    return path


def _cells(line: Line, headers: Sequence[str]) -> list[Any]:
    values = {
        "Kwartaal": str(line.kwartaal),
        "Overlegdatum": line.overlegdatum,
        "Overlegnummer": line.overlegnummer,
        "Partner": line.partner,
        "Casusnummer": line.casusnummer,
        "Gemeente": line.gemeente if line.chargeable else "niet toewijsbaar",
        "Minuten": line.minuten,
        "Tarief per uur": line.tarief_cent_per_uur / 100,
        "Bedrag": line.cent / 100,
        "Werkstroom": line.werkstroom,
        "Convenant": line.convenant,
        "AGB": line.agb,
        "Verdeelbasis": line.verdeelbasis.replace("_", " ").replace("client", "cliënt"),
        "Soort": "correctie" if line.correctie else "nagekomen" if line.nagekomen else "regel",
        "Bron": line.bron,
    }
    return [values[header] for header in headers]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if EXAMPLES[name].lines])
def test_a_region_workbook_is_read_back(tmp_path: Path, name: str) -> None:
    """Every line as it was split, but for the cell that it stands in and why nobody pays."""
    example = EXAMPLES[name]
    split = split_of(sheets_of(example), example.quarter)
    found = read_issued(region(tmp_path, split.lines, example.quarter), example.quarter)

    assert found is not None
    plain = [replace(line, bron="", reason=None) for line in split.lines]
    assert plain == [replace(line, bron="", reason=None) for line in found.lines]
    assert f"{region_name(example.quarter)}!D5" == found.lines[0].bron


def test_corrections_are_read_back(tmp_path: Path) -> None:
    """Below zero, of another quarter, and late."""
    less = replace(FIRST, spenders=(replace(FIRST.spenders[0], minutes=(90, 0, 0)),))
    split = after(sheets_of(FIRST), sheets_of(less))
    found = read_issued(region(tmp_path, split.lines, K2), K2)

    assert found is not None
    assert [(-40, -6400, K1, True)] == [
        (x.minuten, x.cent, x.kwartaal, x.nagekomen) for x in found.lines[:1]
    ]


def test_a_whole_folder(tmp_path: Path) -> None:
    """In order of quarters; other workbooks, copies and a CONCEPT do not count."""
    split = split_of(sheets_of(FIRST))
    region(tmp_path, split.lines, K2)
    region(tmp_path, split.lines, K1)
    region(tmp_path, split.lines, K3, title="CONCEPT – nog niet versturen")
    (tmp_path / "declaratie-2021-K1-hilversum.xlsx").write_bytes(b"iets anders")
    (tmp_path / "declaratie-2020-K4-regio (1).xlsx").write_bytes(b"iets anders")
    (tmp_path / "declaratie-1800-K4-regio.xlsx").write_bytes(b"iets anders")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    earlier = issued_in(tmp_path)

    assert [K1, K2] == [each.quarter for each in earlier.issued]
    assert () == earlier.notes
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    "change",
    [{"partner": "CONCEPT BV"}, {"overlegnummer": "CONCEPT-3"}, {"casusnummer": "CONCEPT"}],
)
def test_a_line_that_says_concept_is_no_concept(tmp_path: Path, change: dict[str, str]) -> None:
    """Partner, meeting or case may be called so; what was paid stays paid."""
    lines = [replace(line, **change) for line in split_of(sheets_of(FIRST)).lines]

    assert read_issued(region(tmp_path, lines), K1) is not None


def test_a_register_called_concept_makes_no_concept(tmp_path: Path) -> None:
    """The name of the register stands on the front of the workbook."""
    lines = split_of(sheets_of(FIRST)).lines

    assert read_issued(region(tmp_path, lines, title="CONCEPT register.xlsx"), K1) is not None
    assert read_issued(region(tmp_path, lines, title="CONCEPT"), K1) is None


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """It is made only when there is something to write."""
    assert ((), ()) == (issued_in(tmp_path / "nieuw").issued, issued_in(tmp_path / "nieuw").notes)


def test_a_quarter_without_lines_was_declared_too(tmp_path: Path) -> None:
    """Its table has one empty row; what comes later of it is late."""
    region(tmp_path, ())
    earlier = issued_in(tmp_path)

    assert (Issued(region_name(K1), K1, ()),) == earlier.issued
    assert 3 == len(late(split_of(sheets_of(FIRST), K2, issued=earlier.issued)))


def _text_for_minutes(rows: list[Any]) -> None:
    rows[1][REQUIRED.index("Minuten")] = "zestig"


def _half_cents(rows: list[Any]) -> None:
    rows[1][REQUIRED.index("Bedrag")] = 1.005


def _no_place(rows: list[Any]) -> None:
    rows[1][REQUIRED.index("Gemeente")] = "Hilverum"


@pytest.mark.parametrize(
    "broken",
    [
        {"change": _text_for_minutes},
        {"change": _half_cents},
        {"change": _no_place},
        {"table": "tblIets"},
        {"headers": [each for each in REQUIRED if each != "Bedrag"]},
    ],
)
def test_a_workbook_that_cannot_be_read_makes_its_quarter_and_earlier_ones_wait(
    tmp_path: Path, broken: dict[str, Any]
) -> None:
    """It may hold late time of any of them; a later quarter can still be compared."""
    split = split_of(sheets_of(FIRST))
    region(tmp_path, split.lines, K1)
    region(tmp_path, split.lines, K2, **broken)
    region(tmp_path, (), K3)
    earlier = issued_in(tmp_path)

    assert [K3] == [each.quarter for each in earlier.issued]
    (note,) = earlier.notes
    assert "declaratie-2021-K2-regio.xlsx" in note
    assert "zestig" not in note


def test_a_damaged_file_is_told_too(tmp_path: Path) -> None:
    """In the words of the reader."""
    (tmp_path / region_name(K1)).write_bytes(b"PK\x03\x04 kapot")
    earlier = issued_in(tmp_path)

    assert () == earlier.issued
    assert 1 == len(earlier.notes)
