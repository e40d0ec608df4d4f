"""O08: parents who were not at the overleg are told afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attendance_rows import at, chair, seat, seated, spoken
from registers import (
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
    talk,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

PRESENT, TOLD = "Ouders aanwezig", "Ouders achteraf geïnformeerd op"
AFTERWARDS = {PRESENT: "nee", TOLD: date(2021, 2, 12)}


def said(present: object, told: object, **changes: Any) -> dict[str, Any]:
    """A discussion with these two answers."""
    return spoken() | {PRESENT: present, TOLD: told} | changes


def spoken_of(*talks: dict[str, Any], held: dict[str, Any] | None = None) -> Report:
    """What a check finds of these discussions; before them stands one that is in order."""
    first = spoken("ET-2021-002", "OV-9") | AFTERWARDS
    sessions = [held or session(), session("OV-9")]
    sheets: dict[str, Any] = dict(full([case(), case("ET-2021-002")], sessions))
    sheets["Besprekingen"] = Sheet([first, *talks], list(spoken()))
    return checked(sheets)


def test_parents_who_were_not_told() -> None:
    """Is told where the day is missing."""
    found = only(spoken_of(said("nee", None)), "O08")

    assert at(3, TOLD) == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "De ouders waren niet bij het overleg van 11-02-2021; er staat niet wanneer zij achteraf "
        "geïnformeerd zijn. Is het gesprek er geweest, vul dan in G3 de dag in; zo niet, voer het "
        "dan alsnog."
    ) == found.message


@pytest.mark.parametrize("told", [date(2021, 2, 11), date(2021, 2, 12), date(2021, 6, 1)])
def test_parents_who_were_told(told: date) -> None:
    """The same day is afterwards too, and there is no term."""
    assert [] == cells(spoken_of(said("nee", told)), "O08")


@pytest.mark.parametrize("told", ["volgt", "?", "nvt"])
def test_a_word_that_means_nothing(told: str) -> None:
    """Is no day."""
    assert [at(3, TOLD)] == cells(spoken_of(said("nee", told)), "O08")


@pytest.mark.parametrize("told", ["x", "ja"])
def test_a_day_that_cannot_be_read(told: str) -> None:
    """It happened, but when? That is for R03."""
    report = spoken_of(said("nee", told))

    assert ([], 1) == (cells(report, "O08"), unknown(report, "O08"))


@pytest.mark.parametrize("present", [None, "onbekend", "misschien"])
def test_nobody_says_whether_they_were_there(present: str | None) -> None:
    """Is unknown, unless they were told."""
    report = spoken_of(said(present, None))

    assert ([], 1) == (cells(report, "O08"), unknown(report, "O08"))
    assert 0 == unknown(spoken_of(said(present, date(2021, 2, 12))), "O08")


def test_parents_who_were_there() -> None:
    """Need not be told."""
    report = spoken_of(said("ja", None))

    assert (Status.GESLAAGD, 0) == (outcome(report, "O08").status, unknown(report, "O08"))


@pytest.mark.parametrize("present", ["nee", None])
def test_a_parent_on_deelnames(present: str | None) -> None:
    """Was there, for the cases of that row alone."""
    cases = [case(), case("ET-2021-002"), case("ET-2021-003")]
    talks = [said(present, None), spoken("ET-2021-002") | {PRESENT: "nee"}]
    talks.append(spoken("ET-2021-003") | AFTERWARDS)
    report = seated(chair(), seat("ouder", cases="ET-2021-001"), cases=cases, talks=talks)

    assert ([at(3, TOLD)], 0) == (cells(report, "O08"), unknown(report, "O08"))


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Has no outcome to tell."""
    report = spoken_of(said("nee", None), held=session(Status=status))

    assert ([], 0) == (cells(report, "O08"), unknown(report, "O08"))


@pytest.mark.parametrize("status", [None, "doorgeschoven"])
def test_a_session_that_may_have_been_held(status: str | None) -> None:
    """Is unknown."""
    report = spoken_of(said("nee", None), held=session(Status=status))

    assert ([], 1) == (cells(report, "O08"), unknown(report, "O08"))


@pytest.mark.parametrize(
    ("stream", "day"),
    [("A", date(2021, 2, 11)), ("B", date(2021, 2, 11)), (None, date(2019, 5, 2))],
)
def test_every_kind_of_session(stream: str | None, day: date) -> None:
    """It holds for both werkstromen, and before there were any."""
    held = session(Werkstroom=stream, Overlegdatum=day)

    assert [at(3, TOLD)] == cells(spoken_of(said("nee", None), held=held), "O08")


def test_a_session_without_a_date() -> None:
    """Is told without one."""
    report = spoken_of(said("nee", None), held=session(Overlegdatum=None))

    assert only(report, "O08").message.startswith("De ouders waren niet bij het overleg; er staat")


def test_a_team_that_records_nothing_of_it() -> None:
    """Is told once."""
    sheets: dict[str, Any] = dict(full([case()], [session()]))
    sheets["Besprekingen"] = Sheet([said("nee", None)], list(spoken()))
    found = outcome(checked(sheets), "O08")

    assert Status.NIET_TOETSBAAR is found.status
    assert f"'{TOLD}' (Besprekingen) is nergens ingevuld" == found.reason


@pytest.mark.parametrize("sheets", [full([case()], [session()], [talk()]), minimal(listed())])
def test_a_register_without_these_columns(sheets: dict[str, Any]) -> None:
    """Can't be tested."""
    assert Status.NIET_TOETSBAAR is outcome(checked(sheets), "O08").status
