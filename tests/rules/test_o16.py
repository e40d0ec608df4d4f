"""O16: information, time and preparation are there for a session."""

from __future__ import annotations

from typing import Any

import pytest
from registers import cells, checked, full, only, outcome, place, session, severities, unknown

from expertteam_xl.findings import Status

CONDITIONS = ("Informatie per leefgebied", "Tijd beschikbaar", "Voorbereiding akkoord")


def held(number: str = "OV-1", **changes: Any) -> dict[str, Any]:
    """A session with all that is needed."""
    return session(number) | dict.fromkeys(CONDITIONS, "ja") | changes


def answered(field: str, answer: object, **changes: Any) -> dict[str, Any]:
    """The same with one answer changed."""
    return held(**changes) | {field: answer}


@pytest.mark.parametrize("field", CONDITIONS)
@pytest.mark.parametrize("status", ["gehouden", "gepland"])
def test_a_condition_that_is_not_met(status: str, field: str) -> None:
    """Is information at its own cell, beforehand too."""
    report = checked(full([], [answered(field, "nee", Status=status)]))

    assert [place(2, field, "Overleggen", held())] == cells(report, "O16")
    assert ["info"] == severities(report, "O16")


def test_all_conditions_met() -> None:
    """Nothing is found."""
    assert Status.GESLAAGD is outcome(checked(full([], [held()])), "O16").status


def test_one_finding_a_session() -> None:
    """It names what lacks."""
    row = held() | {"Tijd beschikbaar": "nee", "Voorbereiding akkoord": "nee"}

    assert (
        "Bij het overleg van 11-02-2021 staat nee bij Tijd beschikbaar en Voorbereiding akkoord. "
        "Klopt dat? Zo niet, verbeter H2; zo ja, bespreek wat een volgende keer helpt."
    ) == only(checked(full([], [row])), "O16").message


@pytest.mark.parametrize("answer", [None, "onbekend", "misschien"])
def test_a_blank_is_unknown(answer: str | None) -> None:
    """It is counted, and no finding."""
    report = checked(full([], [held(), answered(CONDITIONS[0], answer, Overlegnummer="OV-2")]))

    assert ([], 1) == (cells(report, "O16"), unknown(report, "O16"))


def test_a_condition_that_nobody_records() -> None:
    """Is not missed."""
    report = checked(full([], [answered("Tijd beschikbaar", None)]))

    assert (Status.GESLAAGD, None) == (outcome(report, "O16").status, outcome(report, "O16").reason)


@pytest.mark.parametrize("status", ["vervallen", "geannuleerd"])
def test_a_session_that_did_not_take_place(status: str) -> None:
    """Needs nothing."""
    report = checked(full([], [answered("Tijd beschikbaar", "nee", Status=status)]))

    assert [] == cells(report, "O16")


def test_a_session_without_a_date() -> None:
    """Is told without one."""
    row = answered("Tijd beschikbaar", "nee", Overlegdatum=None)

    assert only(checked(full([], [row])), "O16").message.startswith("Bij dit overleg staat nee bij")


def test_a_team_that_records_none_of_it() -> None:
    """Is told once."""
    found = outcome(checked(full([], [held() | dict.fromkeys(CONDITIONS)])), "O16")

    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens ingevuld" in (found.reason or "")
