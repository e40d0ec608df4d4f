"""T09: the doorbraaktafels of a quarter are reviewed in the quarter after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from registers import (
    ON,
    Report,
    Sheet,
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status

HEADERS = ("Soort", "Datum", "Periode")
JULY = date(2021, 7, 1)
"""The first day on which the tables of 2021-K1 should have been reviewed."""


def moment(on: Any, about: Any = None, kind: Any = "kwartaalbespreking") -> dict[str, Any]:
    """A row of Momenten."""
    return dict(zip(HEADERS, (kind, on, about), strict=True))


OTHER = moment(date(2020, 1, 15), "2019-K4")
"""A review of another time, so that the team writes them down."""


def looked(
    *moments: dict[str, Any],
    days: Sequence[Any] = (date(2021, 2, 11),),
    on: date = JULY,
    cases: Sequence[dict[str, Any]] | None = None,
    **changes: Any,
) -> Report:
    """What a check finds of these moments; ``days``: on which a case was at the table."""
    numbers = [f"OV-{n}" for n in range(1, len(days) + 1)]
    sessions = [session(n, Overlegdatum=d) | changes for n, d in zip(numbers, days, strict=True)]
    sheets = full(cases or [case()], sessions, [talk(held=n) for n in numbers])
    return checked({**sheets, "Momenten": Sheet(moments, HEADERS)}, on=on)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2021, 3, 31), ["info"]),
        (date(2021, 4, 1), []),
        (date(2021, 6, 30), []),
        (date(2021, 7, 1), ["info"]),
    ],
)
def test_a_review_counts_in_the_quarter_after(day: date, found: list[str]) -> None:
    """From its first day up to its last."""
    assert found == severities(looked(moment(day)), "T09")


@pytest.mark.parametrize(("on", "found"), [(date(2021, 6, 30), []), (JULY, ["info"])])
def test_it_is_asked_for_when_that_quarter_is_over(on: date, found: list[str]) -> None:
    """Not before."""
    assert found == severities(looked(OTHER, on=on), "T09")


def test_the_finding_stands_at_the_last_table() -> None:
    """With the term, and how long ago that was."""
    days = (date(2021, 1, 12), date(2021, 3, 30), date(2021, 3, 2))
    found = only(looked(OTHER, days=days, on=date(2021, 7, 10)), "T09")

    assert "Overleggen!B3" == f"{found.sheet}!{found.cell}"
    assert ("info", date(2021, 6, 30), 10) == (found.severity.value, found.deadline, found.days)
    assert (
        "De doorbraaktafels van 2021-K1 zijn niet in 2021-K2 besproken, voor zover op Momenten "
        "staat. Is dat wel gebeurd, zet de kwartaalbespreking dan met haar datum op Momenten."
    ) == found.message


def test_every_quarter_is_asked_for() -> None:
    """Over the end of a year too; a quarter without a table is not."""
    days = (date(2020, 10, 6), date(2020, 12, 31), date(2021, 4, 1))
    report = looked(OTHER, days=days, on=ON)

    assert ["Overleggen!B3", "Overleggen!B4"] == cells(report, "T09")
    assert {date(2021, 3, 31), date(2021, 9, 30)} == {
        each.deadline for each in report.findings if each.code == "T09"
    }


def test_a_review_at_another_time_is_told_at_its_date() -> None:
    """Late with so many days; too early without."""
    late = only(looked(moment(date(2021, 7, 5), "2021-K1"), on=ON), "T09")
    early = only(looked(moment(date(2021, 3, 30), "2021-K1"), on=ON), "T09")

    assert ("Momenten!B2", 5) == (f"{late.sheet}!{late.cell}", late.days)
    assert ("Momenten!B2", None) == (f"{early.sheet}!{early.cell}", early.days)
    assert (
        "De kwartaalbespreking over 2021-K1 was op 05-07-2021; zij hoort in 2021-K2. Klopt de "
        "datum? Zo niet, verbeter B2."
    ) == late.message


def test_a_review_without_a_date() -> None:
    """Is asked for its date, when it tells what it is about."""
    found = only(looked(moment(None, "2021-K1")), "T09")

    assert "Momenten!B2" == f"{found.sheet}!{found.cell}"
    assert (
        "Van de kwartaalbespreking over 2021-K1 staat nog geen datum; zij hoort in 2021-K2. Vul "
        "de datum in B2 in."
    ) == found.message


@pytest.mark.parametrize(
    "period", ["2021-K1", "K1 2021", "2021 Q1", "1e kwartaal 2021", "kwartaal 1, 2021"]
)
def test_how_a_quarter_is_written(period: str) -> None:
    """However people write it."""
    assert ["Momenten!B2"] == cells(looked(moment(None, period)), "T09")


@pytest.mark.parametrize("period", ["2021", "1-4-2021", "2021-K7", "voorjaar", None, "2021-K0"])
def test_a_period_that_is_no_quarter(period: str | None) -> None:
    """Says nothing of which quarter it is about."""
    assert ["Overleggen!B2"] == cells(looked(moment(None, period)), "T09")


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (moment("x", "2021-K1"), 1),
        (moment("x"), 1),
        (moment("x", "2021-K2"), 0),
        (moment(date(2021, 5, 11), "2021-K1", kind="overleg"), 1),
        (moment(date(2021, 5, 11), kind=None), 1),
        (moment(date(2021, 3, 11), kind=None), 0),
        (moment(None, "2021-K1", kind=None), 0),
    ],
)
def test_what_may_be_the_review_makes_it_unknown(row: dict[str, Any], number: int) -> None:
    """A date or a kind that can't be read, where it could be the one that is asked for."""
    report = looked(row, OTHER)

    assert number == unknown(report, "T09")
    assert 1 - number == len(cells(report, "T09"))


def test_another_moment_is_no_review() -> None:
    """An evaluation in that quarter does not count."""
    assert ["info"] == severities(looked(OTHER, moment(date(2021, 5, 11), kind="evaluatie")), "T09")


def test_a_team_that_reviews_nothing_is_told_once() -> None:
    """With the first and the last quarter, at the last table."""
    days = (date(2020, 10, 6), date(2021, 2, 11), date(2021, 5, 4))
    found = only(looked(moment(date(2020, 9, 1), kind="verlengingsbrief"), days=days, on=ON), "T09")
    one = only(looked(), "T09")

    assert ("info", "Overleggen!B4") == (found.severity.value, f"{found.sheet}!{found.cell}")
    assert (
        "Op Momenten staat geen enkele kwartaalbespreking; doorbraaktafels waren er van 2020-K4 "
        "tot en met 2021-K2. Zijn die besproken, zet de kwartaalbesprekingen dan met hun datum op "
        "Momenten."
    ) == found.message
    assert "doorbraaktafels waren er in 2021-K1." in one.message


@pytest.mark.parametrize(
    ("stream", "day"),
    [("B", date(2021, 2, 11)), (None, date(2019, 5, 2)), ("A", date(2020, 9, 30))],
)
def test_other_sessions_need_no_review(stream: str | None, day: date) -> None:
    """In werkstroom B and under the convenant of 2018."""
    report = looked(OTHER, days=[day], cases=[case(Werkstroom=stream)], Werkstroom=stream)

    assert Status.GESLAAGD is outcome(report, "T09").status


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_table_that_was_not_held_needs_no_review(status: str) -> None:
    """There was nothing to look back on."""
    assert [] == cells(looked(OTHER, Status=status), "T09")


def test_a_table_without_a_case_needs_no_review() -> None:
    """Nothing was discussed."""
    sheets = full([case()], [session()], [])
    report = checked({**sheets, "Momenten": Sheet([OTHER], HEADERS)}, on=ON)

    assert [] == cells(report, "T09")


def test_a_register_without_moments_is_not_tested() -> None:
    """What a team has no sheet for it does not write down; nor does a list of cases."""
    found = outcome(checked(full([case()], [session()], [talk()])), "T09")

    assert (Status.NIET_TOETSBAAR, "het register heeft geen blad Momenten") == (
        found.status,
        found.reason,
    )
    assert Status.NIET_TOETSBAAR is outcome(checked(minimal(listed())), "T09").status
