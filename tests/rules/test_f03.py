"""F03: time is split by bespreekminuten; where any is missing the shares are equal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import attendee, declared, spent
from registers import case, cells, findings, only, outcome, session, severities, talk

THREE = [case(), case("ET-2021-002"), case("ET-2021-003")]


def talks(*minutes: object, held: str = "OV-1") -> list[dict[str, Any]]:
    """Discussions of the first cases, each with its minutes."""
    numbers = ("ET-2021-001", "ET-2021-002", "ET-2021-003")
    return [
        talk(number, held, Bespreekminuten=each)
        for number, each in zip(numbers, minutes, strict=False)
    ]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ((40, 30, 20), []),
        ((40, None, 20), ["Besprekingen!E3"]),
        ((40, None, "?"), ["Besprekingen!E3"]),
        ((None, 30, None), ["Besprekingen!E2"]),
        ((40,), []),
    ],
)
def test_missing_minutes(minutes: tuple[object, ...], expected: list[str]) -> None:
    """Once a meeting, at the first that is missing; a blank word is missing too."""
    report = declared(attendee(), cases=THREE, talks=talks(*minutes))

    assert expected == cells(report, "F03")


def test_it_is_information() -> None:
    """With how many are missing, and the case of the first."""
    report = declared(attendee(), cases=THREE, talks=talks(40, None, None))

    assert ["info"] == severities(report, "F03")
    assert "ET-2021-002" == only(report, "F03").casusnummer
    assert (
        "Bij 2 van de 3 casussen van dit overleg (11-02-2021) ontbreken de bespreekminuten; de "
        "tijd wordt gelijk over de casussen verdeeld. Zijn ze bekend, vul dan E3 in."
    ) == only(report, "F03").message


@pytest.mark.parametrize("value", [0, -20, "1,5", "veel"])
def test_minutes_that_are_none_are_another_rules(value: object) -> None:
    """R03 or R04 stands there; a second finding would say nothing new."""
    report = declared(attendee(), cases=THREE, talks=talks(40, value))

    assert [] == findings(report, "F03")


@pytest.mark.parametrize(
    "row",
    [
        attendee(Casusnummers="ET-2021-001"),
        attendee(Casusnummers="ET-2021-002"),
        attendee(Casusnummers="ET-2021-001, ET-2021-003"),
        attendee(**spent(None, None, 0)),
        attendee(Uitgenodigd="nee"),
    ],
)
def test_it_matters_where_time_is_split(row: dict[str, Any]) -> None:
    """Not for one case, nor where all that are attended have minutes, nor without billed time."""
    report = declared(row, cases=THREE, talks=talks(40, None, 20))

    assert [] == findings(report, "F03")


def test_rows_that_name_cases() -> None:
    """Two named cases of which one lacks minutes."""
    row = attendee(Casusnummers="ET-2021-003; ET-2021-002")
    report = declared(row, cases=THREE, talks=talks(40, None, 20))

    assert ["Besprekingen!E3"] == cells(report, "F03")


def test_a_meeting_that_was_not_held() -> None:
    """Nothing is split then."""
    lapsed = [session(Status="vervallen")]
    report = declared(attendee(), cases=THREE, talks=talks(40, None), sessions=lapsed)

    assert [] == findings(report, "F03")


def test_minutes_that_nobody_records_are_told_once() -> None:
    """A column that is blank everywhere is one line."""
    found = outcome(declared(attendee(), cases=THREE, talks=talks(None, None)), "F03")

    assert ("niet_toetsbaar", "'Bespreekminuten' (Besprekingen) is nergens ingevuld") == (
        found.status.value,
        found.reason,
    )


def test_a_region_that_splits_equally_needs_no_minutes() -> None:
    """By its settings."""
    settings = {"verdeelbasis": "gelijk_per_client"}
    report = declared(attendee(), cases=THREE, talks=talks(40, None), settings=settings)

    assert [] == findings(report, "F03")


def early(*minutes: object, **settings: Any) -> Any:
    """Two meetings under the convenant of 2018, and one under that of 2020."""
    sessions = [
        session("OV-1", Overlegdatum=date(2019, 5, 14), Werkstroom=None),
        session("OV-2", Overlegdatum=date(2019, 6, 14), Werkstroom=None),
        session("OV-3"),
    ]
    held = [each["Overlegnummer"] for each in sessions]
    discussed = [row for number in held for row in talks(*minutes, held=number)]
    return declared(
        *[attendee(held=number) for number in held],
        cases=THREE,
        talks=discussed,
        sessions=sessions,
        settings=settings,
    )


def test_2018_has_no_rule() -> None:
    """Once, at the first of its meetings, with what is done instead."""
    report = early(40, 30)

    assert ["Overleggen!B2"] == cells(report, "F03")
    assert ["info"] == severities(report, "F03")
    assert (
        "Het convenant van 2018 zegt niet hoe tijd verdeeld wordt; bij dit overleg en 1 andere "
        "gebeurt dat naar bespreekminuten. Is iets anders afgesproken, zet dat dan in de "
        "instellingen (verdeel_2018)."
    ) == only(report, "F03").message


def test_2018_has_a_setting_of_its_own() -> None:
    """Equal shares under 2018 need no minutes; those of 2020 do."""
    report = early(40, None, verdeel_2018="gelijk_per_client")

    assert ["Besprekingen!E7", "Overleggen!B2"] == cells(report, "F03")
    assert "gelijk over de casussen" in findings(report, "F03")[1].message


def test_a_single_case_under_2018_has_nothing_to_split() -> None:
    """FX3."""
    assert [] == findings(early(40), "F03")


def test_a_case_that_stands_twice_at_a_meeting() -> None:
    """It is one case; minutes on one of its rows alone are not all of them."""
    report = declared(attendee(), cases=THREE, talks=[*talks(40, 30), *talks(None)])

    assert ["Besprekingen!E2"] == cells(report, "F03")
