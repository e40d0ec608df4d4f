"""Z03: an advice is carried out by at least one partner who takes part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from advice_rows import ACCEPTED, BY, at, given, whole
from registers import (
    advice,
    case,
    cells,
    checked,
    full,
    only,
    outcome,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status

PARTNERS = [
    {"Partner": "Youké", "Soort": "partner"},
    {"Partner": "Leger des Heils en Co", "Soort": None},
    {"Partner": "Unita", "Soort": "partner onderwijs"},
    {"Partner": "Gemeente Huizen", "Soort": "gemeente"},
    {"Partner": "Team C&A", "Soort": "C&A"},
    {"Partner": "Samen Veilig", "Soort": "GI"},
    {"Partner": "Oudzorg", "Soort": "partner", "Einddatum": date(2021, 2, 10)},
    {"Partner": "Tot die dag", "Soort": "partner", "Einddatum": date(2021, 2, 11)},
]


def by(name: str | None, **changes: Any) -> Any:
    """What a check finds of an advice that this one carries out."""
    return given(whole() | {BY: name} | changes, partners=PARTNERS)


@pytest.mark.parametrize(
    "name",
    [
        "Youké",
        "youke",
        " YOUKÉ ",
        "Unita",
        "Leger des Heils en Co",
        "Gemeente Huizen, Youké",
        "Youké; Vreemd",
        "Vreemd en Youké",
        "Vreemd/Youké",
        "Vreemd\nYouké",
        "Stichting Youké (regio)",
        "Tot die dag",
    ],
)
def test_a_partner_who_takes_part(name: str) -> None:
    """However it is written, and beside whomever; on its last day it still takes part."""
    assert [] == cells(by(name), "Z03")


@pytest.mark.parametrize("name", [None, "volgt", "?"])
def test_nobody(name: str | None) -> None:
    """Is a warning; that nobody accepted it is not told as well."""
    report = by(name, **{ACCEPTED: None})
    found = only(report, "Z03")

    assert at(3, BY) == f"{found.sheet}!{found.cell}"
    assert "waarschuwing" == found.severity.value
    assert found.message.startswith("Er staat geen uitvoerende partner bij dit advies.")
    assert [] == cells(report, "Z04")


@pytest.mark.parametrize(
    "name",
    [
        "Vreemd",
        "Gemeente Huizen",
        "Team C&A",
        "Samen Veilig",
        "Oudzorg",
        "Jantje en Piet",
        "Youkégroep",
    ],
)
def test_nobody_who_takes_part(name: str) -> None:
    """Unknown, no partner, or left before that day; the message does not tell the name."""
    report = by(name)

    assert ([at(3, BY)], ["waarschuwing"]) == (cells(report, "Z03"), severities(report, "Z03"))
    assert name not in only(report, "Z03").message


@pytest.mark.parametrize(("on", "number"), [(date(2021, 2, 12), 0), (date(2021, 2, 13), 1)])
def test_after_the_term_of_the_besluit(on: date, number: int) -> None:
    """Before that the inwoner may still choose; somebody who is no partner is told at once."""
    chosen = given(whole() | {BY: None}, partners=PARTNERS, on=on)
    wrong = given(whole() | {BY: "Vreemd"}, partners=PARTNERS, on=on)

    assert (number, 1) == (len(cells(chosen, "Z03")), len(cells(wrong, "Z03")))


def test_a_partner_with_two_rows() -> None:
    """Takes part when one of them has no end, or a later one."""
    ended = {"Partner": "Oudzorg", "Soort": "partner", "Einddatum": date(2021, 2, 1)}
    back = {"Partner": "Oudzorg", "Soort": "partner", "Einddatum": None}
    row = whole() | {BY: "Oudzorg"}
    for rows in ([*PARTNERS, back], [back, *PARTNERS], [back, ended, *PARTNERS]):
        assert [] == cells(given(row, partners=rows), "Z03")
    assert 1 == len(cells(given(row, partners=[ended, *PARTNERS]), "Z03"))


@pytest.mark.parametrize("partners", [None, []])
def test_without_a_list_of_partners(partners: list[dict[str, Any]] | None) -> None:
    """Names are not compared, and that is told; nobody is still nobody."""
    report = given(whole() | {BY: "Vreemd"}, whole("AD-2") | {BY: None}, partners=partners)

    assert [at(4, BY)] == cells(report, "Z03")
    assert "namen niet vergeleken" in (outcome(report, "Z03").reason or "")


def test_a_mondeling_advies() -> None:
    """Needs nobody."""
    assert [] == cells(by(None, Soort="mondeling"), "Z03")


def test_under_the_convenant_of_2018() -> None:
    """The same."""
    held = session(Overlegdatum=date(2019, 5, 2), Werkstroom=None)
    report = given(whole() | {BY: "Vreemd"}, held=held, partners=PARTNERS)

    assert [at(3, BY)] == cells(report, "Z03")


def test_a_session_without_a_state() -> None:
    """Whether a partner should be there can't be told."""
    report = given(whole() | {BY: None}, held=session(Status=None), partners=PARTNERS)

    assert ([], 1) == (cells(report, "Z03"), unknown(report, "Z03"))


def test_a_team_that_does_not_record_it() -> None:
    """Is told once."""
    rows = [advice() | {BY: None}, advice("AD-2") | {BY: None}]
    found = outcome(checked(full([case()], [session()], [talk()], rows)), "Z03")

    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens ingevuld" in (found.reason or "")


def test_a_list_of_partners_without_names_denies_nothing() -> None:
    """R05 asks for the names; until then no executing partner can be looked up."""
    nameless = [{"Partner": None, "Soort": "partner"} for _ in range(5)]
    report = given(whole() | {BY: "Youké"}, partners=nameless)

    assert [] == cells(report, "Z03")
    assert "namen niet vergeleken: er is geen lijst op Partners" == outcome(report, "Z03").reason
