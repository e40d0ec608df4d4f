"""O10: the network of the household is a topic of the overleg."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    session,
    talk,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

FIELD = "Netwerk besproken"
FIRST = talk("ET-2021-002", "OV-9") | {FIELD: "ja"}


def discussed(answer: object, held: dict[str, Any] | None = None) -> Report:
    """What a check finds of this answer; before it stands one that is in order."""
    sessions = [held or session(), session("OV-9")]
    cases = [case(), case("ET-2021-002")]
    return checked(full(cases, sessions, [FIRST, talk() | {FIELD: answer}]))


def at(row: int) -> str:
    return place(row, FIELD, "Besprekingen", FIRST)


def test_a_network_that_was_not_discussed() -> None:
    """Is information, at its own cell."""
    found = only(discussed("nee"), "O10")

    assert at(3) == f"{found.sheet}!{found.cell}"
    assert ("info", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "In het overleg van 11-02-2021 is het netwerk van het gezin niet besproken. Klopt dat? Zo "
        "niet, verbeter E3; zo ja, haal het in."
    ) == found.message


def test_a_network_that_was_discussed() -> None:
    """Nothing is found."""
    report = discussed("ja")

    assert (Status.GESLAAGD, 0) == (outcome(report, "O10").status, unknown(report, "O10"))


@pytest.mark.parametrize("answer", [None, "nvt", "?", "misschien"])
def test_a_blank_is_no_nee(answer: str | None) -> None:
    """It is counted, and no finding; so is what can't be read."""
    report = discussed(answer)

    assert ([], 1) == (cells(report, "O10"), unknown(report, "O10"))


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Had no topics."""
    report = discussed("nee", session(Status=status))

    assert ([], 0) == (cells(report, "O10"), unknown(report, "O10"))


def test_a_session_that_may_have_been_held() -> None:
    """Is unknown."""
    report = discussed("nee", session(Status=None))

    assert ([], 1) == (cells(report, "O10"), unknown(report, "O10"))


@pytest.mark.parametrize(
    ("stream", "day"),
    [("A", date(2021, 2, 11)), ("B", date(2021, 2, 11)), (None, date(2019, 5, 2))],
)
def test_every_kind_of_session(stream: str | None, day: date) -> None:
    """It holds for both werkstromen, and before there were any."""
    assert [at(3)] == cells(discussed("nee", session(Werkstroom=stream, Overlegdatum=day)), "O10")


def test_a_session_without_a_date() -> None:
    """Is told without one."""
    message = only(discussed("nee", session(Overlegdatum=None)), "O10").message

    assert message.startswith("In het overleg is het netwerk van het gezin niet besproken.")


def test_a_team_that_does_not_record_it() -> None:
    """Is told once."""
    report = checked(full([case()], [session()], [talk() | {FIELD: None}]))
    found = outcome(report, "O10")

    assert (Status.NIET_TOETSBAAR, f"'{FIELD}' (Besprekingen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


@pytest.mark.parametrize("sheets", [full([case()], [session()], [talk()]), minimal(listed())])
def test_a_register_without_the_column(sheets: dict[str, Any]) -> None:
    """Can't be tested."""
    assert Status.NIET_TOETSBAAR is outcome(checked(sheets), "O10").status
