"""T10: each convenant is evaluated halfway and before its end."""

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
    unknown,
)

from expertteam_xl.findings import Status

HEADERS = ("Soort", "Datum", "Periode")
INTERIM, FINAL = "tussentijdse evaluatie", "evaluatie"
NEW, OLD = date(2021, 2, 11), date(2018, 5, 3)
YEARS_LATER = date(2023, 6, 1)


def moment(kind: Any, on: Any, about: Any = None) -> dict[str, Any]:
    """A row of Momenten."""
    return dict(zip(HEADERS, (kind, on, about), strict=True))


def looked(
    *moments: dict[str, Any], days: Sequence[Any] = (NEW,), on: date = ON, **changes: Any
) -> Report:
    """What a check finds of these moments; ``days``: on which a session was held."""
    sessions = [
        session(f"OV-{n}", Overlegdatum=day, Werkstroom="B") | changes
        for n, day in enumerate(days, 1)
    ]
    sheets = full([case()], sessions, [])
    return checked({**sheets, "Momenten": Sheet(moments, HEADERS)}, on=on)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2021, 6, 28), []),
        (date(2021, 6, 29), ["info"]),
        (date(2021, 7, 1), ["info"]),
        (date(2021, 7, 2), ["waarschuwing"]),
        (date(2021, 12, 28), ["waarschuwing"]),
        (date(2021, 12, 29), ["waarschuwing", "info"]),
        (date(2021, 12, 31), ["waarschuwing", "info"]),
        (date(2022, 1, 1), ["waarschuwing", "waarschuwing"]),
    ],
)
def test_1_july_and_31_december(on: date, found: list[str]) -> None:
    """A reminder two werkdagen before each, and a warning afterwards."""
    assert found == [each.severity.value for each in looked(on=on).findings if each.code == "T10"]


def test_without_a_row_it_stands_at_the_last_session_by_then() -> None:
    """With the term, and how long ago that was."""
    days = (date(2021, 3, 4), date(2021, 6, 10), date(2021, 8, 5))
    found = only(looked(days=days, on=date(2021, 9, 1)), "T10")

    assert "Overleggen!B3" == f"{found.sheet}!{found.cell}"
    assert (date(2021, 7, 1), 62) == (found.deadline, found.days)
    assert (
        "Van de tussentijdse evaluatie van het convenant van 2020 staat nog geen datum; zij hoorde "
        "er uiterlijk op 01-07-2021 te zijn. Is zij gehouden, zet haar dan met haar datum op "
        "Momenten."
    ) == found.message


def test_with_a_row_it_stands_at_its_date() -> None:
    """That is what has to be filled in."""
    found = only(looked(moment(INTERIM, "volgt", "2021")), "T10")

    assert "Momenten!B2" == f"{found.sheet}!{found.cell}"
    assert found.message.endswith("Is zij gehouden, vul dan B2 in.")


def test_a_reminder_has_no_days() -> None:
    """Nothing is late yet."""
    found = only(looked(on=date(2021, 7, 1)), "T10")

    assert ("info", None) == (found.severity.value, found.days)
    assert "zij hoort er uiterlijk op 01-07-2021 te zijn" in found.message


@pytest.mark.parametrize(
    "row",
    [
        moment(INTERIM, date(2021, 6, 15)),
        moment(INTERIM, date(2021, 7, 1), "2021"),
        moment(INTERIM, date(2021, 9, 9), "medio 2021"),
        moment(INTERIM, date(2022, 3, 1)),
    ],
)
def test_a_dated_evaluation_is_enough(row: dict[str, Any]) -> None:
    """Planned, held or late: only one without a date is told."""
    assert [] == cells(looked(row), "T10")


@pytest.mark.parametrize(
    "row", [moment(FINAL, date(2021, 6, 15)), moment("kwartaalbespreking", date(2021, 6, 15))]
)
def test_another_moment_is_no_interim_evaluation(row: dict[str, Any]) -> None:
    """Each has a row of its own."""
    assert ["waarschuwing"] == severities(looked(row), "T10")


def test_the_convenant_of_2018_has_its_own() -> None:
    """Both in 2018; an evaluation of the later one is none of it."""
    late = [moment(INTERIM, date(2021, 6, 15)), moment(FINAL, date(2021, 12, 15))]
    report = looked(*late, days=(OLD, NEW), on=YEARS_LATER)
    own = [moment(INTERIM, date(2018, 6, 20)), moment(FINAL, date(2021, 1, 20), "2018")]

    assert [date(2018, 7, 1), date(2018, 12, 31)] == [
        each.deadline for each in report.findings if each.code == "T10"
    ]
    assert [] == cells(looked(*late, *own, days=(OLD, NEW), on=YEARS_LATER), "T10")


@pytest.mark.parametrize("year", ["2018", "2019", None])
def test_an_evaluation_of_2018_is_none_of_2020(year: str | None) -> None:
    """By its Periode, else by its date."""
    rows = [moment(INTERIM, date(2018, 6, 20), year), moment(INTERIM, date(2021, 1, 20), "2018")]

    assert ["waarschuwing"] == severities(looked(*rows), "T10")


@pytest.mark.parametrize(
    ("days", "changes"),
    [
        ([date(2019, 5, 2)], {}),
        ([date(2022, 2, 3)], {}),
        ([NEW], {"Status": "gepland"}),
        ([NEW], {"Status": "vervallen"}),
        ([NEW], {"Status": None}),
        (["x"], {}),
        ([], {}),
    ],
)
def test_without_a_session_by_then_nothing_is_asked(
    days: Sequence[Any], changes: dict[str, Any]
) -> None:
    """A register that began later can't have the evaluations of before."""
    assert [] == cells(looked(days=days, on=YEARS_LATER, **changes), "T10")


@pytest.mark.parametrize("stream", ["A", "B"])
def test_every_werkstroom_counts(stream: str) -> None:
    """The evaluation is of the whole convenant."""
    assert ["waarschuwing"] == severities(looked(Werkstroom=stream), "T10")


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (moment(INTERIM, "x", "2021"), 1),
        (moment(INTERIM, "x"), 1),
        (moment(INTERIM, "x", "2018"), 0),
        (moment("terugblik", date(2021, 6, 15), "2021"), 1),
        (moment(None, date(2021, 6, 15)), 1),
        (moment(None, date(2018, 6, 15)), 0),
    ],
)
def test_what_may_be_the_evaluation_makes_it_unknown(row: dict[str, Any], number: int) -> None:
    """A date or a kind that can't be read, of this convenant as far as can be told."""
    report = looked(row)

    assert number == unknown(report, "T10")
    assert 1 - number == len(cells(report, "T10"))


def test_a_register_without_moments_or_sessions_is_not_tested() -> None:
    """What a team has no sheet for it does not write down."""
    found = outcome(checked(full([case()], [session()])), "T10")

    assert (Status.NIET_TOETSBAAR, "het register heeft geen blad Momenten") == (
        found.status,
        found.reason,
    )
    assert Status.NIET_TOETSBAAR is outcome(checked(minimal(listed())), "T10").status
