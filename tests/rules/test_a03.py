"""A03: the casusnummers of a year follow on each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Row,
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status


def numbered(*numbers: int, year: int = 2021, **changes: Any) -> list[dict[str, Any]]:
    """Cases with these numbers of a year, brought in that year."""
    start = date(year, 2, 1)
    return [
        listed(f"ET-{year}-{n:03d}", Aanmelddatum=start, Triagedatum=start, **changes)
        for n in numbers
    ]


def report(*rows: Row) -> Report:
    return checked(minimal(*rows), on=date(2023, 3, 1))


def at(*rows: int) -> list[str]:
    return [place(row, "Casusnummer") for row in rows]


@pytest.mark.parametrize(
    ("numbers", "rows"),
    [
        ([1, 2, 3], []),
        ([1], []),
        ([3, 1, 2], []),
        ([1, 3], [3]),
        ([1, 2, 5, 6, 8], [4, 6]),
        ([8, 1], [2]),
        ([1, 9], [3]),
        ([998, 999, 1000], []),
    ],
)
def test_the_gaps_of_a_year(numbers: list[int], rows: list[int]) -> None:
    """One info for each, at the number after it, in whatever order the rows stand."""
    found = report(*numbered(*numbers))

    assert at(*rows) == cells(found, "A03")


def test_the_severity_and_the_messages() -> None:
    """Which numbers lack, and what to do when they were never used."""
    found = [each for each in report(*numbered(1, 3, 6, 10)).findings if each.code == "A03"]
    told = sorted((each.row, each.message.partition(". Is een")[0]) for each in found)

    assert {"info"} == {each.severity.value for each in found}
    assert [
        (3, "Vóór deze casus ontbreekt volgnummer 2 van 2021"),
        (4, "Vóór deze casus ontbreken volgnummers 4 en 5 van 2021"),
        (5, "Vóór deze casus ontbreken volgnummers 7 tot en met 9 van 2021"),
    ] == told
    assert found[0].message.endswith(
        "Is een aanmelding niet vastgelegd, voeg die dan toe; is een nummer nooit gebruikt, dan is "
        "er niets nodig."
    )


def test_many_gaps_are_told_once_a_year() -> None:
    """At the first one: such a register holds a part of the cases."""
    found = only(report(*numbered(*range(1, 30, 4))), "A03")

    assert "A3" == found.cell
    assert found.message.startswith("In de nummering van 2021 ontbreken 21 nummers, voor het eerst")


def test_the_first_year_may_begin_halfway() -> None:
    """Every later one begins with 1."""
    assert [] == cells(report(*numbered(7, 8)), "A03")
    assert at(4) == cells(report(*numbered(7, 8), *numbered(3, 4, year=2022)), "A03")
    assert [] == cells(report(*numbered(7, 8), *numbered(1, 2, year=2022)), "A03")


def test_years_do_not_follow_on_each_other() -> None:
    """A gap is one within its own year."""
    rows = [*numbered(1, 2), *numbered(1, 3, year=2022)]

    assert at(5) == cells(report(*rows), "A03")


@pytest.mark.parametrize("number", [None, "volgt", "2021/a"])
def test_a_row_without_a_number_of_its_own_may_be_what_lacks(number: str | None) -> None:
    """Then nothing is said; but one row is no two cases."""
    one = report(*numbered(1, 3), listed(number))
    two = report(*numbered(1, 4), listed(number))

    assert ([], 1) == (cells(one, "A03"), unknown(one, "A03"))
    assert at(3) == cells(two, "A03")


def test_a_row_of_another_year_is_not_what_lacks() -> None:
    """It came in when other numbers were given."""
    late = listed(None, Aanmelddatum=date(2022, 2, 1))

    assert at(3) == cells(report(*numbered(1, 3), late), "A03")


def test_a_duplicate_number_may_be_the_one_that_lacks() -> None:
    """It is R06 already; a return on one list is no duplicate (M03)."""
    doubled = checked(full([case("ET-2021-001"), case("ET-2021-001"), case("ET-2021-003")]))
    back = [*numbered(1), listed("ET-2021-001", Aanmelddatum=date(2021, 6, 1)), *numbered(3)]

    assert ([], 1) == (cells(doubled, "A03"), len(cells(doubled, "R06")))
    assert at(4) == cells(report(*back), "A03")


@pytest.mark.parametrize(
    ("numbers", "rows"),
    [
        (["1", "2", "4"], [4]),
        (["004", "005", "007"], [4]),
        (["2021-01", "2021-03", "2022-01", "2022-02"], [3]),
        (["C1", "C2", "C3"], []),
        (["17", "4083", "912"], []),
        (["D-1", "D-90"], []),
        (["Jansen", "Pietersen"], []),
        (["20210101", "20210103"], [3]),
        (["et-2021-001", "ET–2021–003"], [3]),
    ],
)
def test_numbers_of_another_form(numbers: list[str], rows: list[int]) -> None:
    """Count when they follow on each other; a list of arbitrary codes has no gaps."""
    assert at(*rows) == cells(report(*(listed(number) for number in numbers)), "A03")


def test_what_was_asked_of_the_team_is_registered_too() -> None:
    """An adviesvraag and a case that was not tabled have a number like any other."""
    asked = listed("ET-2021-002", Soort="adviesvraag")

    assert [] == cells(report(*numbered(1, 3), asked), "A03")


def test_without_numbers_it_is_not_tested() -> None:
    """That the column lacks is R01, and not told twice."""
    row = {h: v for h, v in listed().items() if h != "Casusnummer"}
    found = checked(minimal(row))

    assert Status.NIET_TOETSBAAR is outcome(found, "A03").status
    assert 1 == outcome(found, "R01").count
