"""S01: a case closes when its einddoelen are met; else the form tells why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from advice_rows import at, closing, goal, pending
from registers import (
    Sheet,
    advice,
    case,
    cells,
    checked,
    full,
    only,
    outcome,
    place,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status

REASON = "Reden open doelen"


def closed(
    *goals: dict[str, Any],
    forms: Any = None,
    advices: Any = None,
    status: str = "afgesloten",
    cases: Any = None,
) -> Any:
    """What a check finds of these goals of a closed case."""
    forms = [closing()] if forms is None else forms
    sheets = full(cases or [case(Status=status)], [session()], [talk()], advices or [advice()])
    sheets["Doelen"] = Sheet(goals, list(goal()))
    return checked(sheets | {"Afsluitingen": Sheet(forms, list(closing()))})


def form(row: int, header: str = REASON) -> str:
    return at(row, header, closing(), "Afsluitingen")


def test_goals_met() -> None:
    """Nothing is found, also when only the day tells that it was met."""
    report = closed(goal(), goal("D-2") | {"Resultaat": None})

    assert (Status.GESLAAGD, []) == (outcome(report, "S01").status, cells(report, "S01"))


def test_an_open_goal_without_a_reason() -> None:
    """Is an error at the reason, once a case."""
    found = only(closed(pending(), pending(Doelnummer="D-2")), "S01")

    assert form(2) == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "Afgesloten of afgeschaald op 01-09-2021; een einddoel is nog open, zonder reden. Is het "
        "behaald, vul dat dan in op Doelen. Is het niet behaald, vul dan in D2 de reden in."
    ) == found.message


def test_an_open_goal_with_a_reason() -> None:
    """Is a warning, and the reason itself is not repeated."""
    found = only(closed(pending(), forms=[closing() | {REASON: "verhuisd"}]), "S01")

    assert "waarschuwing" == found.severity.value
    assert "verhuisd" not in found.message
    assert found.message.endswith("Klopt dat, dan is er niets nodig.")


def test_a_goal_of_which_nobody_wrote_what_came_of_it() -> None:
    """May have been met: never more than a warning."""
    found = only(closed(pending(None), goal("D-2")), "S01")

    assert "waarschuwing" == found.severity.value
    assert "van een einddoel staat geen uitkomst" in found.message


@pytest.mark.parametrize(
    "row", [pending(Type="tussentijds"), pending("deels"), pending("niet"), pending(Type=None)]
)
def test_what_is_no_open_einddoel(row: dict[str, Any]) -> None:
    """A step on the way, or a goal that was tried and not met."""
    assert [] == cells(closed(row), "S01")


@pytest.mark.parametrize("status", ["besproken", "in uitvoering", "niet op tafel"])
def test_a_case_that_goes_on(status: str) -> None:
    """May have open goals."""
    assert [] == cells(closed(pending(), forms=[], status=status), "S01")


def test_scaled_down() -> None:
    """Asks the same."""
    assert ["fout"] == severities(closed(pending(), forms=[closing(Type="afgeschaald")]), "S01")


@pytest.mark.parametrize("status", ["afgesloten", "afgeschaald"])
def test_a_case_without_a_form(status: str) -> None:
    """Is told at its status."""
    report = closed(pending(), forms=[], status=status)

    assert [place(2, "Status", "Casussen", case())] == cells(report, "S01")
    assert ["fout"] == severities(report, "S01")


def test_a_register_without_closings() -> None:
    """Has no place for a reason: a warning."""
    sheets = full([case(Status="afgesloten")], [session()], [talk()], [advice()])
    report = checked(sheets | {"Doelen": [pending(), goal("D-2")]})

    assert ["waarschuwing"] == severities(report, "S01")


def test_the_last_form_counts() -> None:
    """A case that was scaled down first, and closed later."""
    forms = [closing() | {REASON: "wachtlijst"}, closing(Datum=date(2021, 6, 1))]
    report = closed(pending(), forms=forms)

    assert ([form(2)], ["waarschuwing"]) == (cells(report, "S01"), severities(report, "S01"))


def test_a_goal_of_after_the_closing() -> None:
    """Belongs to a case that came back, and not to that closing."""
    report = closed(pending(), forms=[closing(Datum=date(2021, 2, 10))], status="besproken")

    assert [] == cells(report, "S01")


def test_a_goal_of_another_case() -> None:
    """Is none of this one."""
    advices = [advice(), advice("AD-2", "ET-2021-002")]
    cases = [case(Status="afgesloten"), case("ET-2021-002")]

    assert [] == cells(closed(pending(Adviesnummer="AD-2"), advices=advices, cases=cases), "S01")


def test_a_closing_without_a_day() -> None:
    """Is told without one."""
    found = only(closed(pending(), forms=[closing(Datum=None)]), "S01")

    assert found.message.startswith("Afgesloten of afgeschaald; een einddoel is nog open")


@pytest.mark.parametrize("changes", [{"Resultaat": "half"}, {"Behaald op": "x", "Resultaat": None}])
def test_what_cannot_be_read(changes: dict[str, Any]) -> None:
    """Is unknown."""
    report = closed(pending() | changes)

    assert ([], 1) == (cells(report, "S01"), unknown(report, "S01"))


def test_a_team_that_records_no_results() -> None:
    """Is told once."""
    found = outcome(closed(pending(None), pending(None, Doelnummer="D-2")), "S01")

    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens ingevuld" in (found.reason or "")
