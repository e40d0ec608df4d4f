"""O04: the voorzitter is of C&A and impartial, and in 2018 a GZ-psycholoog."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    cells,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    session,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

CHAIR, TEAM, NEUTRAL = "Voorzitter (discipline)", "Voorzitter van C&A", "Niet belanghebbend"


def led(number: str = "OV-1", **changes: Any) -> dict[str, Any]:
    """A session with a fitting voorzitter."""
    return session(number) | {CHAIR: "GZ-psycholoog", TEAM: "ja", NEUTRAL: "ja"} | changes


def old(chair: object, number: str = "OV-2", **changes: Any) -> dict[str, Any]:
    """A session of the convenant of 2018."""
    return led(number, Overlegdatum=date(2019, 5, 9), Werkstroom=None) | {CHAIR: chair} | changes


def answered(field: str, answer: object, **changes: Any) -> dict[str, Any]:
    """A session with one answer changed."""
    return led(**changes) | {field: answer}


def found_of(*rows: dict[str, Any]) -> Report:
    """What a check finds of these sessions."""
    return checked(full([], rows))


def at(row: int, header: str) -> str:
    return place(row, header, "Overleggen", led())


def test_a_fitting_voorzitter() -> None:
    """Nothing is found, under either convenant."""
    assert Status.GESLAAGD is outcome(found_of(led(), old("GZ-psycholoog")), "O04").status


@pytest.mark.parametrize("field", [TEAM, NEUTRAL])
def test_a_nee(field: str) -> None:
    """Is an error at its own cell, and a question."""
    found = only(found_of(answered(field, "nee")), "O04")

    assert (at(2, field), "fout") == (f"{found.sheet}!{found.cell}", found.severity.value)
    assert (
        f"Bij het overleg van 11-02-2021 staat nee bij {field}. Klopt dat? Zo niet, verbeter "
        f"{found.cell}; zo ja, zoek voor een volgend overleg een andere voorzitter."
    ) == found.message


def test_both_answers_nee() -> None:
    """Each stands at its own cell."""
    report = found_of(led() | {TEAM: "nee", NEUTRAL: "nee"})

    assert [at(2, TEAM), at(2, NEUTRAL)] == cells(report, "O04")


@pytest.mark.parametrize("field", [TEAM, NEUTRAL])
@pytest.mark.parametrize("answer", [None, "?", "deels"])
def test_an_open_answer(field: str, answer: object) -> None:
    """A blank or an unreadable one is unknown."""
    report = found_of(answered(field, answer), led("OV-2"))

    assert ([], 1) == (cells(report, "O04"), unknown(report, "O04"))


@pytest.mark.parametrize(
    "chair", ["jeugdarts", "orthopedagoog", "psycholoog", "gedragswetenschapper", "Manager"]
)
def test_another_discipline_in_2018(chair: str) -> None:
    """Is an error, and under the convenant of 2020 it is none."""
    found = only(found_of(led() | {CHAIR: chair}, old(chair)), "O04")

    assert (at(3, CHAIR), "fout") == (f"{found.sheet}!{found.cell}", found.severity.value)
    assert (
        "Bij het overleg van 09-05-2019 staat een andere voorzitter dan een GZ-psycholoog, die het "
        f"convenant van 2018 noemt. Klopt dat? Zo niet, verbeter {found.cell}."
    ) == found.message


@pytest.mark.parametrize(
    "chair",
    ["gz psycholoog", "GZ-psychologe C&A", "gezondheidszorgpsycholoog", "klinisch psycholoog"],
)
def test_a_gz_psycholoog_in_other_words(chair: str) -> None:
    """However it is written."""
    report = found_of(old(chair))

    assert ([], 0) == (cells(report, "O04"), unknown(report, "O04"))


@pytest.mark.parametrize("chair", [None, "P. Aarts", "C&A", "voorzitter"])
def test_no_discipline(chair: str | None) -> None:
    """What names none is unknown: a blank, a name, a team."""
    report = found_of(led(), old(chair))

    assert ([], 1) == (cells(report, "O04"), unknown(report, "O04"))


@pytest.mark.parametrize(
    ("day", "number"), [(date(2020, 9, 30), 1), (date(2020, 10, 1), 0), (date(2024, 2, 1), 0)]
)
def test_the_convenant_is_that_of_the_overlegdatum(day: date, number: int) -> None:
    """From 1-10-2020 any discipline of C&A will do."""
    assert number == len(findings(found_of(old("jeugdarts", Overlegdatum=day)), "O04"))


def test_a_session_without_a_date() -> None:
    """May be of either convenant; a nee is wrong under both."""
    report = found_of(led(Overlegdatum="volgt") | {CHAIR: "jeugdarts", TEAM: "nee"})

    assert [at(2, TEAM)] == cells(report, "O04")
    assert 1 == unknown(report, "O04")
    assert only(report, "O04").message.startswith("Bij dit overleg staat nee")


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held(status: str) -> None:
    """Had no voorzitter."""
    rows = [led("OV-3"), old("jeugdarts", Status=status), answered(TEAM, "nee", Status=status)]
    report = found_of(*rows)

    assert ([], 0) == (cells(report, "O04"), unknown(report, "O04"))


@pytest.mark.parametrize("status", [None, "doorgeschoven"])
def test_a_session_that_may_have_been_held(status: str | None) -> None:
    """A nee is unknown there; a ja is fine anyhow."""
    report = found_of(answered(NEUTRAL, "nee", Status=status), led("OV-2", Status=status))

    assert ([], 1) == (cells(report, "O04"), unknown(report, "O04"))


def test_what_the_team_records_nowhere() -> None:
    """Is told once, and the rest is looked at."""
    rows = [led() | {NEUTRAL: None, CHAIR: None}, old(None) | {NEUTRAL: None, TEAM: "nee"}]
    report = found_of(*rows)

    assert [at(3, TEAM)] == cells(report, "O04")
    assert (
        "niet bekeken, want nergens ingevuld: 'Niet belanghebbend' en 'Voorzitter (discipline)'"
    ) == outcome(report, "O04").reason


def test_no_discipline_is_asked_of_a_team_of_2020() -> None:
    """Nor is it missed there."""
    assert outcome(found_of(led() | {CHAIR: None}), "O04").reason is None


def test_a_team_that_records_none_of_it() -> None:
    """Nothing can be tested, and that is no finding."""
    empty = outcome(found_of(led() | dict.fromkeys((CHAIR, TEAM, NEUTRAL))), "O04")
    without = outcome(found_of(session()), "O04")
    short = outcome(checked(minimal(listed())), "O04")

    assert {Status.NIET_TOETSBAAR} == {each.status for each in (empty, without, short)}
    assert "zijn nergens ingevuld" in (empty.reason or "")
    assert "'Voorzitter van C&A'" in (without.reason or "")
    assert "het register heeft geen blad Overleggen" == short.reason
