"""G04: a werkstroom under the convenant of 2020, none under that of 2018."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    case,
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
    severities,
    talk,
    unknown,
)

OLD, NEW = date(2020, 9, 30), date(2020, 10, 1)


def streamed(aangemeld: Any, stream: Any, overleg: Any = None, **changes: Any) -> dict[str, Any]:
    """A row of a minimal register with a werkstroom."""
    row = listed(Aanmelddatum=aangemeld, Werkstroom=stream, Triagedatum=None, Overlegdatum=overleg)
    return row | {"Besluit verzonden op": None} | changes


@pytest.mark.parametrize(
    ("aangemeld", "stream", "expected"),
    [
        (date(2018, 1, 1), None, []),
        (date(2018, 1, 1), "A", ["waarschuwing"]),
        (OLD, None, []),
        (OLD, "B", ["waarschuwing"]),
        (NEW, "B", []),
        (NEW, None, ["fout"]),
        (NEW, "nvt", ["fout"]),
        (date(2021, 12, 31), "doorbraaktafel", []),
        (date(2024, 1, 1), None, ["fout"]),
        (date(2024, 1, 1), "A", []),
    ],
)
def test_the_aanmelddatum_decides(aangemeld: date, stream: str | None, expected: list[str]) -> None:
    """From 1-10-2020 on it is required, also after 2023; before it must be empty."""
    report = checked(minimal(streamed(aangemeld, stream)), on=date(2024, 3, 1))

    assert expected == severities(report, "G04")
    assert [place(2, "Werkstroom")] * len(expected) == cells(report, "G04")


def test_the_messages_say_what_to_do() -> None:
    """An empty one asks for A or B, one too many to be emptied."""
    report = checked(minimal(streamed(NEW, None), streamed(OLD, "A", Casusnummer="ET-2021-002")))
    lacking, early = findings(report, "G04")

    assert (
        "De werkstroom is leeg, en verplicht voor een aanmelding van 01-10-2020 (convenant 2020). "
        "Vul in E2 A of B in."
    ) == lacking.message
    assert early.message.startswith("Aangemeld 30-09-2020, onder het convenant van 2018;")


@pytest.mark.parametrize(
    ("overleg", "status", "expected"),
    [
        (date(2020, 9, 30), "gehouden", ["waarschuwing"]),
        (date(2020, 10, 1), "gehouden", []),
        (date(2020, 10, 8), "gepland", []),
        (date(2020, 10, 8), "vervallen", ["waarschuwing"]),
    ],
)
def test_a_case_of_2018_that_is_discussed_under_2020(
    overleg: date, status: str, expected: list[str]
) -> None:
    """Held or planned on or after 1-10-2020, it may have a werkstroom."""
    old = case(Aanmelddatum=OLD, Triagedatum=OLD)
    sheets = full([old], [session(Overlegdatum=overleg, Status=status)], [talk()])

    assert expected == severities(checked(sheets), "G04")


def test_the_overlap_in_a_minimal_register() -> None:
    """There the case's own overlegdatum tells."""
    rows = [streamed(OLD, "A", OLD), streamed(OLD, "A", NEW, Casusnummer="ET-2021-002")]

    assert [2] == [found.row for found in findings(checked(minimal(*rows)), "G04")]


def test_it_does_not_apply_to_an_adviesvraag() -> None:
    """A question for advice has no werkstroom."""
    report = checked(minimal(streamed(NEW, None, Soort="adviesvraag")))

    assert ([], None) == (findings(report, "G04"), outcome(report, "G04").reason)


@pytest.mark.parametrize("aangemeld", [None, "x", date(2017, 12, 31)])
def test_without_a_convenant_it_is_unknown(aangemeld: Any) -> None:
    """No aanmelddatum, or one before the first convenant, decides nothing."""
    report = checked(minimal(streamed(aangemeld, None)))

    assert [] == findings(report, "G04")
    assert 1 == unknown(report, "G04")


def test_a_word_that_is_no_werkstroom_is_not_empty() -> None:
    """A wrong word is R04, not a missing werkstroom."""
    report = checked(minimal(streamed(NEW, "C")))

    assert ([], 1) == (findings(report, "G04"), len(findings(report, "R04")))


def test_a_sheet_without_the_column_is_unknown() -> None:
    """Rows of a year sheet without werkstroom give no false alarm."""
    row = streamed(NEW, None)
    without = Sheet([row | {"Casusnummer": "ET-2021-002"}], [h for h in row if h != "Werkstroom"])
    report = checked({"Aanmeldingen 2020": [row], "Aanmeldingen 2021": without})

    assert "Aanmeldingen 2020" == only(report, "G04").sheet
    assert 1 == unknown(report, "G04")
