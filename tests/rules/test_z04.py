"""Z04: the executing partner accepted the advice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from advice_rows import ACCEPTED, BY, at, given, whole
from registers import advice, case, cells, checked, full, only, outcome, session, talk, unknown

from expertteam_xl.findings import Status


def waiting(**changes: Any) -> dict[str, Any]:
    """An advice that nobody accepted yet."""
    return whole() | {ACCEPTED: None} | changes


def test_accepted() -> None:
    """On whatever day."""
    assert [] == cells(given(whole() | {ACCEPTED: date(2021, 6, 1)}), "Z04")


@pytest.mark.parametrize("blank", [None, "volgt"])
def test_not_accepted(blank: str | None) -> None:
    """Is information at its own cell."""
    found = only(given(waiting() | {ACCEPTED: blank}), "Z04")

    assert at(3, ACCEPTED) == f"{found.sheet}!{found.cell}"
    assert "info" == found.severity.value
    assert found.message.startswith("Er staat niet wanneer de uitvoerende partner dit advies aanva")


@pytest.mark.parametrize(("on", "number"), [(date(2021, 2, 12), 0), (date(2021, 2, 13), 1)])
def test_after_the_term_of_the_besluit(on: date, number: int) -> None:
    """Before that nobody could accept it."""
    assert number == len(cells(given(waiting(), on=on), "Z04"))


def test_what_another_rule_tells() -> None:
    """No executing partner (Z03), or a besluit that was not sent (T05)."""
    assert [] == cells(given(waiting() | {BY: None}), "Z04")
    assert [] == cells(given(waiting() | {"Besluit verzonden op": None}), "Z04")


def test_a_register_without_executing_partners() -> None:
    """Records their acceptance all the same."""
    rows = [whole("AD-0"), waiting()]
    plain = [{name: value for name, value in row.items() if name != BY} for row in rows]
    report = checked(full([case()], [session()], [talk()], plain))

    assert [at(3, ACCEPTED, plain[0])] == cells(report, "Z04")


def test_a_mondeling_advies() -> None:
    """Needs no acceptance."""
    assert [] == cells(given(waiting(Soort="mondeling")), "Z04")


def test_under_the_convenant_of_2018() -> None:
    """The same."""
    held = session(Overlegdatum=date(2019, 5, 2), Werkstroom=None)

    assert [at(3, ACCEPTED)] == cells(given(waiting(), held=held), "Z04")


def test_a_word_instead_of_a_day() -> None:
    """It happened, but when?"""
    report = given(waiting() | {ACCEPTED: "x"})

    assert ([], 1) == (cells(report, "Z04"), unknown(report, "Z04"))


def test_a_team_that_does_not_record_it() -> None:
    """Is told once."""
    rows = [advice() | {ACCEPTED: None}, advice("AD-2") | {ACCEPTED: None}]
    found = outcome(checked(full([case()], [session()], [talk()], rows)), "Z04")

    assert (Status.NIET_TOETSBAAR, "'Aanvaard op' (Adviezen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )
