"""S02: a closed case has its form, which rates cooperation and effect."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from advice_rows import at, closing
from registers import (
    Sheet,
    case,
    cells,
    checked,
    full,
    only,
    outcome,
    place,
    session,
    severities,
    talk,
    unknown,
)

from expertteam_xl.findings import Status

COOPERATION, EFFECT = "Waardering samenwerking", "Waardering effect"
OTHER = "ET-2021-002"


def closed(*forms: dict[str, Any], cases: Any = None, sessions: Any = (), talks: Any = ()) -> Any:
    """What a check finds of these forms; beside them stands one of another case in order."""
    cases = cases or [case(Status="afgesloten")]
    sheets = full([*cases, case(OTHER, Status="afgesloten")], sessions, talks)
    return checked(sheets | {"Afsluitingen": Sheet([*forms, closing(OTHER)], list(closing()))})


def status(row: int) -> str:
    return place(row, "Status", "Casussen", case())


def form(row: int, header: str) -> str:
    return at(row, header, closing(), "Afsluitingen")


def test_a_form_with_both_scores() -> None:
    """Nothing is found."""
    assert Status.GESLAAGD is outcome(closed(closing()), "S02").status


@pytest.mark.parametrize("state", ["afgesloten", "afgeschaald"])
def test_no_form(state: str) -> None:
    """Is told at the status of the case."""
    found = only(closed(cases=[case(Status=state)]), "S02")

    assert status(2) == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert (
        "De casus is afgesloten of afgeschaald, maar op Afsluitingen staat geen formulier van deze "
        f"casus. Voeg het daar toe; loopt de casus nog, verbeter dan {found.cell}."
    ) == found.message


@pytest.mark.parametrize("state", ["besproken", "in uitvoering", "ingetrokken", None])
def test_a_case_that_was_not_closed(state: str | None) -> None:
    """Needs no form."""
    assert [] == cells(closed(cases=[case(Status=state)]), "S02")


@pytest.mark.parametrize("field", [COOPERATION, EFFECT])
@pytest.mark.parametrize("blank", [None, "nvt", "?"])
def test_a_score_lacks(field: str, blank: str | None) -> None:
    """Stands at its own cell."""
    report = closed(closing() | {field: blank})

    assert ([form(2, field)], ["fout"]) == (cells(report, "S02"), severities(report, "S02"))


def test_both_scores_lack() -> None:
    """Is one finding."""
    found = only(closed(closing() | {COOPERATION: None, EFFECT: None}), "S02")

    assert form(2, COOPERATION) == f"{found.sheet}!{found.cell}"
    assert "niets bij Waardering samenwerking en Waardering effect." in found.message


@pytest.mark.parametrize("score", [1, 10, 0, 11])
def test_any_score_is_a_score(score: int) -> None:
    """Whether it lies between one and ten is R04's to tell."""
    assert [] == cells(closed(closing() | {EFFECT: score}), "S02")


def test_a_score_that_cannot_be_read() -> None:
    """Is unknown."""
    report = closed(closing() | {EFFECT: "goed"})

    assert ([], 1) == (cells(report, "S02"), unknown(report, "S02"))


@pytest.mark.parametrize(
    "outcome_", ["mondeling advies", "niet bespreken", "doorverwezen", "ingetrokken"]
)
def test_a_case_that_never_came_to_the_table(outcome_: str) -> None:
    """Has nothing to rate, with a form or without."""
    cases = [case(Status="afgesloten") | {"Triage-uitkomst": outcome_}]

    assert [] == cells(closed(cases=cases), "S02")
    assert [] == cells(closed(closing() | {EFFECT: None}, cases=cases), "S02")


def test_a_case_that_came_to_the_table_all_the_same() -> None:
    """Was discussed, so it is rated."""
    cases = [case(Status="afgesloten") | {"Triage-uitkomst": "mondeling advies"}]
    report = closed(cases=cases, sessions=[session()], talks=[talk()])

    assert [status(2)] == cells(report, "S02")


def test_an_adviesvraag() -> None:
    """Is no case of the table."""
    cases = [case(Status="afgesloten") | {"Triage-uitkomst": None, "Soort": "adviesvraag"}]
    sheets = full([*cases, case(OTHER, Soort="aanmelding")])
    report = checked(sheets | {"Afsluitingen": [closing(OTHER)]})

    assert [] == cells(report, "S02")


def test_a_form_of_no_case() -> None:
    """Is rated all the same."""
    report = closed(closing(), closing("ET-2021-099", Datum=date(2021, 9, 2)) | {EFFECT: None})

    assert [form(3, EFFECT)] == cells(report, "S02")


def test_a_closed_case_without_a_number() -> None:
    """Nobody can tell which form is its own."""
    report = closed(closing(), cases=[case(), case(None, Status="afgesloten")])

    assert ([], 1) == (cells(report, "S02"), unknown(report, "S02"))


def test_a_score_that_nobody_records() -> None:
    """Is told once; forms are looked for all the same."""
    rows = [closing(OTHER) | {EFFECT: None}]
    sheets = full([case(Status="afgesloten"), case(OTHER, Status="afgesloten")])
    report = checked(sheets | {"Afsluitingen": Sheet(rows, list(closing()))})

    assert [status(2)] == cells(report, "S02")
    assert "'Waardering effect' (Afsluitingen) is nergens ingevuld" == outcome(report, "S02").reason


def test_a_team_that_has_no_forms_yet() -> None:
    """Is told once, and only when a case was closed."""
    empty = {"Afsluitingen": Sheet([], list(closing()))}
    begun = outcome(checked(full([case(Status="afgesloten")]) | empty), "S02")
    fresh = outcome(checked(full([case()]) | empty), "S02")

    assert (Status.NIET_TOETSBAAR, "op Afsluitingen staat nog niets") == (
        begun.status,
        begun.reason,
    )
    assert Status.GESLAAGD is fresh.status
