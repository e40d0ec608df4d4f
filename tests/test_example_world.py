"""A made-up world: without faults a check finds nothing, with faults exactly what its key says.

The key of a world is counted with plain sums of its own, so these tests compare two independent
readings of the rules.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import pytest
from registers import Formula, Sheet, workbook

from expertteam_xl import Report, check, read_register
from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.disclosure import is_bsn
from expertteam_xl.example.days import Days, holidays, is_workday, workday_after, workdays
from expertteam_xl.example.faults import DRESSED, UNSEEN, decoys, planters
from expertteam_xl.example.model import Broken, Value, World
from expertteam_xl.example.parties import partners
from expertteam_xl.example.records import MINIMAL_FIELDS
from expertteam_xl.example.world import LATE_PEILDATUM, PEILDATUM, make_world, most_cases
from expertteam_xl.findings import Status
from expertteam_xl.register.references import column_letters
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.schema import tables
from expertteam_xl.settings import Settings

Told = tuple[Any, ...]
"""Code, severity, sheet, cell, casusnummer, deadline and days of a finding."""

FORMS = pytest.mark.parametrize("minimal", [False, True], ids=["full", "minimal"])
WEEKEND, LATE = date(2021, 4, 4), date(2022, 5, 5)


def headers(world: World, table: str) -> list[str]:
    if world.minimal:
        return list(MINIMAL_FIELDS)
    return [column.header for column in tables()[table].columns]


def sheet_name(world: World, table: str) -> str:
    return "Aanmeldingen" if world.minimal else table


def cell_value(value: Value) -> object:
    if isinstance(value, Broken):
        return Formula("=NA()", value.code)
    return value


def dressed(world: World) -> bytes:
    """The plainest workbook of a world: every column by its own name, one sheet a table."""
    return workbook(
        {
            sheet_name(world, name): Sheet(
                [{field: cell_value(value) for field, value in row.items()} for row in rows],
                headers(world, name),
            )
            for name, rows in world.tables.items()
        }
    )


def report_on(world: World) -> Report:
    report = check(read_register(dressed(world)), on=world.on)
    crashed = [each for each in report.outcomes if each.status is Status.GECRASHT]
    assert [] == crashed
    return report


def found(report: Report) -> Counter[Told]:
    return Counter(
        (f.code, f.severity.value, f.sheet, f.cell, f.casusnummer, f.deadline, f.days)
        for f in report.findings
    )


def key(world: World) -> Counter[Told]:
    told: Counter[Told] = Counter()
    for each in world.expected:
        column = column_letters(headers(world, each.table).index(each.field) + 1)
        told[
            each.code, each.severity, sheet_name(world, each.table), f"{column}{each.row + 2}",
            each.casusnummer, each.deadline, each.days,
        ] += 1  # fmt: skip
    return told


@lru_cache(maxsize=4)
def faulty(minimal: bool) -> World:
    return make_world(300, 3, faults=True, minimal=minimal)


@FORMS
@pytest.mark.parametrize("cases", [0, 1, 5, 40])
def test_a_world_without_faults_gives_no_finding(cases: int, minimal: bool) -> None:
    """Not even of severity info: what is open is far from its deadline."""
    for seed in range(2):
        world = make_world(cases, seed, faults=False, minimal=minimal)

        assert [] == world.expected
        assert Counter() == found(report_on(world))


@FORMS
@pytest.mark.parametrize("on", [date(2018, 12, 28), WEEKEND, LATE, date(2024, 2, 1)])
def test_nor_on_another_peildatum(on: date, minimal: bool) -> None:
    """On a weekend, a holiday, between the years, and after the last convenant."""
    world = make_world(60, 8, faults=False, minimal=minimal, on=on)

    assert on == world.on
    assert Counter() == found(report_on(world))


@FORMS
@pytest.mark.parametrize("seed", range(8))
def test_a_check_finds_what_the_key_says_and_nothing_else(seed: int, minimal: bool) -> None:
    """Code, severity, cell, casusnummer, uiterste datum and days of every finding."""
    world = make_world(36, seed, faults=True, minimal=minimal)

    assert key(world) == found(report_on(world))


@FORMS
@pytest.mark.parametrize("on", [date(2018, 12, 28), WEEKEND, LATE, date(2024, 2, 1)])
def test_the_key_holds_on_another_peildatum(on: date, minimal: bool) -> None:
    """Also where there are letters of extension, or no convenant any more."""
    world = make_world(90, 2, faults=True, minimal=minimal, on=on)

    assert key(world) == found(report_on(world))


@FORMS
def test_a_large_world_has_every_fault(minimal: bool) -> None:
    """Every rule that its form and peildatum allow is planted, and found."""
    world = faulty(minimal)
    able = {each.code for each in planters() if (each.minimal if minimal else each.full)} - {"V02"}

    assert able == {each.code for each in world.expected}
    assert key(world) == found(report_on(world))


def test_every_rule_has_a_planter() -> None:
    """A rule of the catalogue without one would be missing from the example."""
    planted = {each.code for each in planters()}
    testable = {code for code, rule in RULES.items() if not rule.untestable}

    assert testable == planted | {*DRESSED, *UNSEEN}
    assert set() == planted & {*DRESSED, *UNSEEN}


def test_planters_have_names_of_their_own() -> None:
    """Each is one kind of fault, or looks like one."""
    names = [each.name for each in (*planters(), *decoys())]

    assert len(set(names)) == len(names)


@FORMS
def test_the_same_arguments_give_the_same_world(minimal: bool) -> None:
    """And another seed another one."""
    first = make_world(30, 5, faults=True, minimal=minimal)

    assert first == make_world(30, 5, faults=True, minimal=minimal)
    assert first != make_world(30, 6, faults=True, minimal=minimal)


@FORMS
@pytest.mark.parametrize("faults", [False, True])
@pytest.mark.parametrize("cases", [0, 1, 2, 7, 150])
def test_there_are_as_many_cases_as_asked_for(cases: int, faults: bool, minimal: bool) -> None:
    """Faults take the place of ordinary cases, they add none."""
    world = make_world(cases, 1, faults=faults, minimal=minimal)

    assert cases == len(world.tables["Casussen"])
    assert dict.fromkeys(world.tables, 0) == {
        name: len(fields - set(headers(world, name)))
        for name, rows in world.tables.items()
        for fields in [{field for row in rows for field in row}]
    }


def test_a_full_world_has_a_row_in_every_table() -> None:
    """Every table of the data model is there, in the order of the sheets."""
    world = make_world(120, 4, faults=False, minimal=False)

    assert list(tables()) == list(world.tables)
    assert [] == [name for name, rows in world.tables.items() if not rows]


def test_five_thousand_cases_keep_the_form_of_their_numbers() -> None:
    """More than 999 a year there are not, so so many cases need more years."""
    world = make_world(5000, 1, faults=False, minimal=False)
    numbers = [row["Casusnummer"] for row in world.tables["Casussen"]]

    assert LATE_PEILDATUM == world.on
    assert len(numbers) == len(set(numbers))
    assert {len("ET-2021-001")} == {len(str(number)) for number in numbers}


def test_more_cases_than_numbers_are_refused() -> None:
    """With a sentence that tells how many there can be."""
    most = most_cases(PEILDATUM, minimal=False)

    with pytest.raises(ValueError, match=f"hoogstens {most} casussen"):
        make_world(most + 1, 1, faults=False, minimal=False, on=PEILDATUM)
    with pytest.raises(ValueError, match="hoogstens"):
        make_world(-1, 1, faults=False, minimal=False)


@pytest.mark.parametrize("on", [date(2017, 6, 1), date(2018, 1, 2), date(2031, 1, 1)])
def test_a_peildatum_of_another_time_is_refused(on: date) -> None:
    """Before there was anything to register, or beyond the holidays that are written out."""
    with pytest.raises(ValueError, match="peildatum"):
        make_world(5, 1, faults=False, minimal=False, on=on)


def test_cases_lie_in_both_convenants_and_in_every_gemeente() -> None:
    """Large gemeenten have more cases than small ones."""
    world = make_world(600, 2, faults=False, minimal=False)
    begin = load_versions()[-1].begin
    rows = world.tables["Casussen"]
    by_service = Counter(row["Uitvoeringsdienst"] for row in rows)
    starts = [row["Aanmelddatum"] for row in rows if isinstance(row["Aanmelddatum"], date)]

    assert {each.service for each in gemeenten()} == set(by_service)
    assert by_service["Hilversum"] > by_service["Weesp"]
    assert {False, True} == {start >= begin for start in starts}
    assert {"A", "B", None} == {row["Werkstroom"] for row in rows}


def test_everything_is_visibly_invented() -> None:
    """Sleutels, families and remarks say so, and no number passes for a BSN."""
    world = faulty(minimal=False)
    cases = world.tables["Casussen"]
    remarks = {row["Opmerkingen"] for row in cases if isinstance(row["Opmerkingen"], str)}
    codes = [str(row[field]) for row in partners() for field in ("AGB", "KvK") if field in row]

    assert all(str(row["Jeugdigesleutel"]).startswith("verzonnen-") for row in cases)
    assert all(str(row["Gezinsnummer"]).startswith("verzonnen-") for row in cases)
    assert all(text.startswith("Verzonnen voorbeeld") for text in remarks - {"nvt"})
    assert [] == [code for code in codes if is_bsn(code)]


def test_the_days_off_that_are_written_out() -> None:
    """Counted from Easter, and Koningsdag on the day it is celebrated."""
    off = sorted(day for day in holidays() if day.year == 2025)
    known = ("0101", "0418", "0421", "0426", "0505", "0529", "0609", "1225", "1226")

    assert [f"2025{each}" for each in known] == [f"{day:%Y%m%d}" for day in off]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2021, 2, 1), date(2021, 2, 8)),
        (date(2021, 4, 1), date(2021, 4, 12)),
        (date(2021, 4, 30), date(2021, 5, 10)),
        (date(2021, 2, 6), date(2021, 2, 12)),
    ],
)
def test_the_worked_examples_of_the_triage(start: date, due: date) -> None:
    """The own sums give the deadlines that the rule's text gives (T01)."""
    assert due == Days(PEILDATUM, Settings()).triage_by(start)
    assert Settings().triage_werkdagen == workdays(start, due)


def test_the_worked_examples_of_the_besluit() -> None:
    """Friday, and the Thursday before Goede Vrijdag (T05)."""
    days = Days(PEILDATUM, Settings())

    assert date(2021, 2, 15) == days.sent_by(date(2021, 2, 12))
    assert date(2021, 4, 6) == days.sent_by(date(2021, 4, 1))
    assert not is_workday(date(2021, 4, 27))
    assert date(2021, 4, 28) == workday_after(date(2021, 4, 26), 1)


def test_a_lapse_has_a_moment_for_its_deadline() -> None:
    """T06 counts in hours, so its uiterste datum has a time of day."""
    lapses = [each for each in faulty(minimal=False).expected if each.code == "T06"]

    assert lapses
    assert all(isinstance(each.deadline, datetime) for each in lapses)
    assert {None} == {each.days for each in lapses}


def test_values_are_plain() -> None:
    """Whoever writes them down meets no other types than these."""
    world = faulty(minimal=False)
    kinds = {
        type(value) for rows in world.tables.values() for row in rows for value in row.values()
    }

    assert kinds <= {str, int, float, bool, date, datetime, time, Broken, type(None)}
