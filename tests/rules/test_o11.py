"""O11: at a doorbraaktafel the conditions are stated, and there is a mandate to decide."""

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

STATED, MANDATE = FIELDS = ("Voorwaarden benoemd", "Mandaat geregeld")
FIRST = talk("ET-2021-002", "OV-9") | dict.fromkeys(FIELDS, "ja")


def discussed(
    answers: dict[str, Any], held: dict[str, Any] | None = None, stream: str | None = "A"
) -> Report:
    """What a check finds of these answers; before them stands a discussion that is in order."""
    sessions = [session(Werkstroom=stream) if held is None else held, session("OV-9")]
    cases = [case(Werkstroom=stream), case("ET-2021-002")]
    return checked(full(cases, sessions, [FIRST, talk() | dict.fromkeys(FIELDS, "ja") | answers]))


def at(row: int, field: str) -> str:
    return place(row, field, "Besprekingen", FIRST)


@pytest.mark.parametrize("field", FIELDS)
def test_a_nee(field: str) -> None:
    """Is information, at its own cell."""
    found = only(discussed({field: "nee"}), "O11")

    assert at(3, field) == f"{found.sheet}!{found.cell}"
    assert ("info", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        f"Bij de doorbraaktafel van 11-02-2021 staat nee bij {field}. Klopt dat? Zo niet, verbeter "
        f"{found.cell}; zo ja, regel het voor een volgende keer."
    ) == found.message


def test_both() -> None:
    """Each is told at its own cell; with a ja nothing is found."""
    both = discussed(dict.fromkeys(FIELDS, "nee"))

    assert [at(3, STATED), at(3, MANDATE)] == cells(both, "O11")
    assert Status.GESLAAGD is outcome(discussed({}), "O11").status


@pytest.mark.parametrize("answer", [None, "volgt", "?", "misschien"])
def test_a_blank_is_no_nee(answer: str | None) -> None:
    """It is counted once a discussion."""
    report = discussed(dict.fromkeys(FIELDS, answer))

    assert ([], 1) == (cells(report, "O11"), unknown(report, "O11"))


@pytest.mark.parametrize(
    ("stream", "day", "found"),
    [
        ("A", date(2020, 10, 1), True),
        ("A", date(2020, 9, 30), False),
        ("B", date(2021, 2, 11), False),
        (None, date(2019, 5, 2), False),
    ],
)
@pytest.mark.parametrize("answer", ["nee", None])
def test_only_at_a_doorbraaktafel(
    stream: str | None, day: date, answer: str | None, *, found: bool
) -> None:
    """Of the convenant of 2020; elsewhere nothing is found and nothing unknown."""
    held = session(Werkstroom=stream, Overlegdatum=day)
    report = discussed({MANDATE: answer}, held, stream)

    assert (found and answer == "nee", found and answer is None) == (
        bool(cells(report, "O11")),
        bool(unknown(report, "O11")),
    )


def test_a_werkstroom_that_nobody_knows() -> None:
    """May be A; that of the case counts where the session has none."""
    unsure = discussed({MANDATE: "nee"}, stream=None)
    of_case = discussed({MANDATE: "nee"}, session(Werkstroom=None))

    assert ([], 1) == (cells(unsure, "O11"), unknown(unsure, "O11"))
    assert [at(3, MANDATE)] == cells(of_case, "O11")


@pytest.mark.parametrize(
    ("status", "unsure"), [("gepland", 0), ("vervallen", 0), ("geannuleerd", 0), (None, 1)]
)
def test_a_session_that_was_not_held(status: str | None, unsure: int) -> None:
    """Asks for nothing; where that can't be told, it is unknown."""
    report = discussed({MANDATE: "nee"}, session(Status=status))

    assert ([], unsure) == (cells(report, "O11"), unknown(report, "O11"))


def test_a_team_that_records_one_of_both() -> None:
    """The other is told once, and missed nowhere."""
    talks = [talk() | {STATED: None, MANDATE: "nee"}]
    report = checked(full([case()], [session()], talks))

    assert [place(2, MANDATE, "Besprekingen", FIRST)] == cells(report, "O11")
    assert f"'{STATED}' (Besprekingen) is nergens ingevuld" == outcome(report, "O11").reason


def test_a_team_that_records_neither() -> None:
    """Is told once."""
    report = checked(full([case()], [session()], [talk() | dict.fromkeys(FIELDS)]))
    found = outcome(report, "O11")

    assert Status.NIET_TOETSBAAR is found.status
    assert "zijn nergens ingevuld" in (found.reason or "")


@pytest.mark.parametrize("sheets", [full([case()], [session()], [talk()]), minimal(listed())])
def test_a_register_without_the_columns(sheets: dict[str, Any]) -> None:
    """Can't be tested."""
    assert Status.NIET_TOETSBAAR is outcome(checked(sheets), "O11").status
