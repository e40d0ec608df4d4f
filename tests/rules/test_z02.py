"""Z02: parents and youth receive the advice too."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from advice_rows import TO_FAMILY, at, given, whole
from registers import advice, case, cells, checked, full, only, outcome, session, talk, unknown

from expertteam_xl.findings import Status


def withheld(**changes: Any) -> dict[str, Any]:
    """An advice of which nobody wrote down that the family has it."""
    return whole() | {TO_FAMILY: None} | changes


def test_received() -> None:
    """On whatever day."""
    assert [] == cells(given(whole() | {TO_FAMILY: date(2021, 5, 1)}), "Z02")


@pytest.mark.parametrize("blank", [None, "volgt", "?"])
def test_not_received(blank: str | None) -> None:
    """Is a warning at its own cell, worded as a question."""
    found = only(given(withheld() | {TO_FAMILY: blank}), "Z02")

    assert at(3, TO_FAMILY) == f"{found.sheet}!{found.cell}"
    assert "waarschuwing" == found.severity.value
    assert (
        f"Het advies is verzonden, maar er staat niet wanneer ouders of jeugdige het kregen. Is dat "
        f"gebeurd, vul de dag dan in {found.cell} in; zo niet, geef het hun alsnog."
    ) == found.message


@pytest.mark.parametrize(("on", "number"), [(date(2021, 2, 12), 0), (date(2021, 2, 13), 1)])
def test_after_the_term_of_the_besluit(on: date, number: int) -> None:
    """Before that it may still be on its way."""
    assert number == len(cells(given(withheld(), on=on), "Z02"))


def test_a_besluit_that_was_not_sent() -> None:
    """Is told by T05 alone."""
    report = given(withheld() | {"Besluit verzonden op": None})

    assert ([], 1) == (cells(report, "Z02"), len(cells(report, "T05")))


def test_the_convenant_of_2018() -> None:
    """Does not ask for it."""
    old = session(Overlegdatum=date(2020, 9, 30), Werkstroom=None)
    new = session(Overlegdatum=date(2020, 10, 1), Werkstroom="B")

    assert [] == cells(given(withheld(), held=old), "Z02")
    assert 1 == len(cells(given(withheld(), held=new), "Z02"))


def test_a_mondeling_advies() -> None:
    """Was told by word of mouth."""
    assert [] == cells(given(withheld(Soort="mondeling")), "Z02")


def test_a_word_instead_of_a_day() -> None:
    """It happened, but when?"""
    report = given(withheld() | {TO_FAMILY: "ja"})

    assert ([], 1) == (cells(report, "Z02"), unknown(report, "Z02"))


def test_a_team_that_does_not_record_it() -> None:
    """Is told once."""
    rows = [advice() | {TO_FAMILY: None}, advice("AD-2") | {TO_FAMILY: None}]
    found = outcome(checked(full([case()], [session()], [talk()], rows)), "Z02")

    assert (Status.NIET_TOETSBAAR, "'Aan ouders/jeugdige op' (Adviezen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )
