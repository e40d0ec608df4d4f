"""O09: a zwaarwegend advice has a goal on the way and one in the end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    advice,
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    session,
    talk,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

IN_2018: dict[str, Any] = {"Werkstroom": None, "Overlegdatum": date(2019, 5, 2)}


def goal(kind: object, of: object = "AD-1") -> dict[str, Any]:
    """A row of Doelen."""
    return {
        "Doelnummer": f"{of}-{kind}",
        "Adviesnummer": of,
        "Type": kind,
        "Termijn": date(2021, 6, 1),
    }


BOTH = (goal("tussentijds"), goal("einddoel"))


def aimed(
    *goals: dict[str, Any],
    given: list[dict[str, Any]] | None = None,
    held: dict[str, Any] | None = None,
    sheet: bool = True,
) -> Report:
    """What a check finds of an advice with these goals; ``sheet``: whether there is a Doelen."""
    given = [advice()] if given is None else given
    sheets: dict[str, Any] = dict(full([case()], [held or session()], [talk()], given))
    if sheet:
        sheets["Doelen"] = Sheet(goals, list(goal("einddoel")))
    return checked(sheets)


def test_one_of_each() -> None:
    """Is enough, and more is fine; nothing is said of when."""
    assert Status.GESLAAGD is outcome(aimed(*BOTH), "O09").status
    assert [] == cells(aimed(*BOTH, goal("tussentijds")), "O09")


@pytest.mark.parametrize(
    ("kinds", "lacking"),
    [
        (["tussentijds"], "geen einddoel"),
        (["einddoel", "einddoel"], "geen tussentijds doel"),
        ([], "geen tussentijds doel en geen einddoel"),
    ],
)
def test_a_kind_that_lacks(kinds: list[str], lacking: str) -> None:
    """Is told at the advice, once."""
    another = goal("einddoel", "AD-9")
    found = only(aimed(another, *map(goal, kinds)), "O09")

    assert "Adviezen!A2" == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        f"Bij dit advies staat op Doelen {lacking}. Voeg toe wat ontbreekt; staat het er al, "
        "verbeter dan op Doelen het type of het adviesnummer, of verbeter A2."
    ) == found.message


def test_every_advice_needs_its_own() -> None:
    """The goals of one advice are none of another."""
    report = aimed(*BOTH, given=[advice(), advice("AD-2", held=None)])

    assert ["Adviezen!A3"] == cells(report, "O09")


@pytest.mark.parametrize("number", ["ad-1", "AD–1", " AD-1"])
def test_a_number_that_is_written_otherwise(number: str) -> None:
    """Is the same advice."""
    assert [] == cells(aimed(goal("tussentijds", number), goal("einddoel", number)), "O09")


@pytest.mark.parametrize("kind", [None, "streven", "n.b."])
def test_a_goal_of_an_unclear_kind(kind: str | None) -> None:
    """May be the one that lacks."""
    report = aimed(goal("einddoel"), goal(kind))

    assert ([], 1) == (cells(report, "O09"), unknown(report, "O09"))
    assert 0 == unknown(aimed(*BOTH, goal(kind)), "O09")


def test_an_advice_without_a_number() -> None:
    """No goal can name it: unknown."""
    report = aimed(*BOTH, given=[advice(None)])

    assert ([], 1) == (cells(report, "O09"), unknown(report, "O09"))


@pytest.mark.parametrize("given", [advice(Soort="mondeling"), advice(held=None, Soort=None)])
def test_a_mondeling_advies(given: dict[str, Any]) -> None:
    """Asks for no goals; without a session and a kind it is one."""
    report = aimed(*BOTH, given=[advice(), given | {"Adviesnummer": "AD-2"}])

    assert ([], 0) == (cells(report, "O09"), unknown(report, "O09"))


def test_an_advice_of_a_session_without_a_kind() -> None:
    """Is zwaarwegend."""
    assert ["Adviezen!A2"] == cells(aimed(BOTH[0], given=[advice(Soort=None)]), "O09")


def test_an_advice_of_a_strange_kind() -> None:
    """Is unknown."""
    report = aimed(BOTH[0], given=[advice(Soort="schriftelijk")])

    assert ([], 1) == (cells(report, "O09"), unknown(report, "O09"))


@pytest.mark.parametrize(
    "held", [session(), session(Werkstroom="B"), session(**IN_2018)], ids=["20A", "20B", "18"]
)
def test_every_kind_of_session(held: dict[str, Any]) -> None:
    """It holds for both werkstromen, and before there were any."""
    assert ["Adviezen!A2"] == cells(aimed(BOTH[0], held=held), "O09")


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Gave no advice."""
    assert [] == cells(aimed(BOTH[0], held=session(Status=status)), "O09")


def test_a_session_that_may_have_been_held() -> None:
    """Is unknown."""
    report = aimed(BOTH[0], held=session(Status=None))

    assert ([], 1) == (cells(report, "O09"), unknown(report, "O09"))


@pytest.mark.parametrize("sheet", [True, False])
def test_a_team_that_records_no_goals(*, sheet: bool) -> None:
    """Is told once, not at every advice."""
    found = outcome(aimed(sheet=sheet), "O09")

    assert Status.NIET_TOETSBAAR is found.status
    assert ("op Doelen staat nog niets" if sheet else "geen blad Doelen") in (found.reason or "")


def test_a_minimal_register() -> None:
    """Has no goals to look at."""
    assert Status.NIET_TOETSBAAR is outcome(checked(minimal(listed())), "O09").status
