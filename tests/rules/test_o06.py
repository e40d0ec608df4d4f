"""O06: the consulent, from 2020 on also a jeugdbeschermer, attends the discussion of each case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attendance_rows import (
    GUARDIAN,
    SERVICE,
    at,
    chair,
    consulent,
    everyone,
    experts,
    party,
    seat,
    seated,
    spoken,
)
from registers import case, cells, checked, listed, minimal, only, outcome, session, unknown

from expertteam_xl import Report
from expertteam_xl.findings import Status

SECOND = "ET-2021-002"
TWO_CASES: dict[str, Any] = {
    "cases": [case(), case(SECOND)],
    "talks": [spoken(), spoken(SECOND)],
}
IN_2018: dict[str, Any] = {
    "cases": [case("ET-2019-001", Aanmelddatum=date(2019, 4, 25), Werkstroom=None)],
    "sessions": [session(Overlegdatum=date(2019, 5, 2), Werkstroom=None)],
    "talks": [spoken("ET-2019-001")],
}


def reason(report: Report) -> str:
    return outcome(report, "O06").reason or ""


def test_a_consulent_at_the_table() -> None:
    """One without casusnummers is there for every case of the session."""
    assert Status.GESLAAGD is outcome(seated(*everyone(), **TWO_CASES), "O06").status


def test_no_consulent() -> None:
    """Is told at the case, without reproach."""
    found = only(seated(chair(), *experts()), "O06")

    assert at(2, "Casusnummer") == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "Bij de bespreking van 11-02-2021 staat voor deze casus geen consulent of jeugdbeschermer "
        "op Deelnames. Was die er wel, zet die er dan bij, met het casusnummer; klopt het "
        "casusnummer niet, verbeter B2."
    ) == found.message


def test_every_case_needs_its_own() -> None:
    """A consulent who names one case is not there for the other."""
    report = seated(chair(), consulent("ET-2021-001"), **TWO_CASES)
    both = seated(chair(), consulent(f"ET-2021-001; {SECOND}"), **TWO_CASES)

    assert [at(3, "Casusnummer")] == cells(report, "O06")
    assert [] == cells(both, "O06")


def test_a_jeugdbeschermer_from_2020_on() -> None:
    """Takes the place of the consulent; in 2018 there was no such thing."""
    guardian = seat("jeugdbeschermer", GUARDIAN)

    assert [] == cells(seated(chair(), guardian), "O06")
    assert (
        "geen consulent op Deelnames" in only(seated(chair(), guardian, **IN_2018), "O06").message
    )
    assert [] == cells(seated(chair(), consulent(), **IN_2018), "O06")


@pytest.mark.parametrize(
    ("day", "found"), [(date(2020, 9, 30), True), (date(2020, 10, 1), False)], ids=["18", "20"]
)
def test_the_first_day_of_a_jeugdbeschermer(day: date, *, found: bool) -> None:
    """The day of the session decides which convenant holds."""
    sessions = [session(Overlegdatum=day, Werkstroom=None)]
    report = seated(chair(), seat("jeugdbeschermer", GUARDIAN), sessions=sessions)

    assert found == bool(cells(report, "O06"))


def test_werkstroom_b() -> None:
    """Asks for a consulent just as well."""
    report = seated(chair(), cases=[case(Werkstroom="B")], sessions=[session(Werkstroom="B")])

    assert [at(2, "Casusnummer")] == cells(report, "O06")


@pytest.mark.parametrize("role", ["voorzitter", "expert", "ouder", "gemeente", "Veilig Thuis"])
def test_another_role(role: str) -> None:
    """Is no procesregisseur, whatever party it is of."""
    assert [at(2, "Casusnummer")] == cells(seated(chair(), seat(role, SERVICE)), "O06")


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Had nobody at the table."""
    report = seated(chair(), sessions=[session(Status=status)])

    assert Status.GESLAAGD is outcome(report, "O06").status


@pytest.mark.parametrize("role", [None, "n.b.", "toehoorder"])
def test_somebody_whose_role_is_unclear(role: str | None) -> None:
    """May be the consulent: unknown, unless one is there in so many words."""
    report = seated(chair(), seat(role, SERVICE))

    assert ([], 1) == (cells(report, "O06"), unknown(report, "O06"))
    assert 0 == unknown(seated(*everyone(), seat(role, SERVICE)), "O06")


def test_a_consulent_of_a_case_that_is_not_there() -> None:
    """May be the one of this case."""
    report = seated(chair(), consulent("ET-2021-009"))

    assert ([], 1) == (cells(report, "O06"), unknown(report, "O06"))


def test_an_expert_of_a_case_that_is_not_there() -> None:
    """Is no consulent of any case."""
    report = seated(chair(), seat("expert", "Youké", "ET-2021-009"))

    assert [at(2, "Casusnummer")] == cells(report, "O06")


@pytest.mark.parametrize("number", [None, "ET-2021-009"])
def test_a_discussion_of_nobody_knows_which_case(number: str | None) -> None:
    """Is unknown."""
    report = seated(chair(), talks=[spoken(number)])

    assert ([], 1) == (cells(report, "O06"), unknown(report, "O06"))


def test_only_who_declares() -> None:
    """Where only the time of partners is written down, nothing can be said of the others."""
    report = seated(*experts())

    assert (Status.NIET_TOETSBAAR, []) == (outcome(report, "O06").status, cells(report, "O06"))
    assert "op Deelnames staat alleen wie declareert, of niemand" in reason(report)


def test_one_session_with_only_who_declares() -> None:
    """Is left out and counted; the other one is looked at. So is a session without anybody."""
    second, third = session("OV-2"), session("OV-3")
    talks = [spoken(), spoken(SECOND, "OV-2"), spoken(SECOND, "OV-3")]
    report = seated(
        chair(),
        *experts(held="OV-2"),
        cases=[case(), case(SECOND)],
        sessions=[session(), second, third],
        talks=talks,
    )

    assert [at(2, "Casusnummer")] == cells(report, "O06")
    assert (
        "2 overleggen niet getoetst: op Deelnames staat daar alleen wie declareert, of niemand"
    ) == reason(report)


def test_a_consulent_of_a_party_without_a_kind() -> None:
    """Counts, though such a party is taken for one that declares."""
    report = seated(consulent(of="USD"), partners=[party("USD", None)])

    assert Status.GESLAAGD is outcome(report, "O06").status


@pytest.mark.parametrize("partners", [None, []])
def test_without_a_list_of_partners(partners: list[Any] | None) -> None:
    """An expert may declare; a voorzitter tells that others were written down as well."""
    some = seated(*experts(), partners=partners)
    more = seated(chair(), *experts(), partners=partners)

    assert Status.NIET_TOETSBAAR is outcome(some, "O06").status
    assert [at(2, "Casusnummer")] == cells(more, "O06")


def test_a_case_twice_in_one_session() -> None:
    """Is one finding."""
    assert 1 == len(cells(seated(chair(), talks=[spoken(), spoken()]), "O06"))


def test_a_minimal_register() -> None:
    """Has no attendance to look at."""
    found = outcome(checked(minimal(listed())), "O06")

    assert Status.NIET_TOETSBAAR is found.status
    assert "geen blad" in (found.reason or "")
