"""Z05: of a goal that is overdue the consulent contacted C&A."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from advice_rows import at, closing, goal, pending
from registers import (
    ON,
    Sheet,
    advice,
    case,
    cells,
    checked,
    full,
    only,
    outcome,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status

REPORTED = "Afwijking gemeld op"
TOLD = goal("D-0") | {REPORTED: date(2021, 5, 1)}
"""Shows that the team records such contacts."""


def goals(*rows: dict[str, Any], status: str = "in uitvoering", **more: Any) -> Any:
    """What a check finds of these goals of one case; they begin at row 3."""
    sheets = full([case(Status=status)], [session()], [talk()], [advice()], **more)
    return checked(sheets | {"Doelen": Sheet([TOLD, *rows], list(goal()))})


def cell(row: int, header: str = REPORTED) -> str:
    return at(row, header, goal(), "Doelen")


def test_an_overdue_goal() -> None:
    """Is a warning with its term, its days over, and the case through its advice."""
    found = only(goals(pending()), "Z05")

    assert cell(3) == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (date(2021, 6, 1), (ON - date(2021, 6, 1)).days) == (found.deadline, found.days)
    assert (
        "De termijn van dit doel was 01-06-2021 en het is nog niet behaald; er staat geen contact "
        "met C&A. Is het behaald, vul dat dan in; zo niet, vul in G3 de dag van het contact in."
    ) == found.message


@pytest.mark.parametrize(("due", "number"), [(ON, 0), (date(2021, 12, 14), 1)])
def test_on_the_last_day_it_is_not_overdue(due: date, number: int) -> None:
    """The day after it is."""
    assert number == len(cells(goals(pending(Termijn=due)), "Z05"))


@pytest.mark.parametrize("result", ["deels", "niet"])
def test_a_goal_that_was_missed(result: str) -> None:
    """Is a deviation in what it came to."""
    assert "niet of deels behaald" in only(goals(pending(result)), "Z05").message


def test_a_goal_without_a_result() -> None:
    """A blank is not met yet."""
    assert [cell(3)] == cells(goals(pending(None)), "Z05")


@pytest.mark.parametrize(
    "row",
    [
        goal(),
        goal() | {"Resultaat": None},
        goal() | {"Behaald op": None},
        goal() | {"Resultaat": "open"},
        pending(**{REPORTED: date(2021, 6, 5)}),
        pending(**{REPORTED: date(2021, 4, 5)}),
        pending(Termijn=None),
    ],
)
def test_nothing_to_tell(row: dict[str, Any]) -> None:
    """Met, told to C&A, or without a term."""
    assert [] == cells(goals(row), "Z05")


@pytest.mark.parametrize(
    "changes",
    [{"Resultaat": "half"}, {"Resultaat": None, "Behaald op": "ja"}, {REPORTED: "x"}],
)
def test_what_cannot_be_read(changes: dict[str, Any]) -> None:
    """Is unknown."""
    report = goals(pending() | changes)

    assert ([], 1) == (cells(report, "Z05"), unknown(report, "Z05"))


def test_a_closed_case() -> None:
    """Is told by S01; a goal of an advice after the closing counts again."""
    done = goals(pending(), status="afgesloten")
    form = goals(pending(), Afsluitingen=[closing()])
    early = goals(pending(), Afsluitingen=[closing(Datum=date(2021, 2, 10))])
    later = goals(pending(), Afsluitingen=[closing(Datum=date(2021, 12, 20))])

    assert [[], [], 1, 1] == [
        cells(done, "Z05"),
        cells(form, "Z05"),
        len(cells(early, "Z05")),
        len(cells(later, "Z05")),
    ]


def test_a_goal_of_no_advice() -> None:
    """Has no casusnummer to tell, and is overdue all the same."""
    found = only(goals(pending(Adviesnummer="AD-9")), "Z05")

    assert None is found.casusnummer


def test_a_register_without_results() -> None:
    """The day on which a goal was met is enough; without both nothing can be tested."""
    rows = [goal(), pending(Doelnummer="D-2")]
    days = [{k: v for k, v in row.items() if k != "Resultaat"} for row in [TOLD, *rows]]
    sheets = full([case()], [session()], [talk()], [advice()])
    report = checked(sheets | {"Doelen": Sheet(days)})
    nothing = checked(
        sheets | {"Doelen": Sheet([pending(None) | {REPORTED: date(2021, 5, 1)}, pending(None)])}
    )

    assert ["waarschuwing"] == severities(report, "Z05")
    assert Status.NIET_TOETSBAAR is outcome(nothing, "Z05").status
    assert "zijn nergens ingevuld" in (outcome(nothing, "Z05").reason or "")


def test_a_team_that_records_no_contacts() -> None:
    """Is told once."""
    sheets = full([case()], [session()], [talk()], [advice()])
    found = outcome(checked(sheets | {"Doelen": [pending(), goal("D-2")]}), "Z05")

    assert (Status.NIET_TOETSBAAR, "'Afwijking gemeld op' (Doelen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )
