"""R07: what a cell refers to exists."""

from __future__ import annotations

from typing import Any

import pytest
from registers import (
    advice,
    case,
    cells,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    outcome,
    session,
    stay,
    talk,
)

PARTNERS = [{"Partner": "Youké", "Soort": "partner"}, {"Partner": "Jellinek", "Soort": "partner"}]


def attended(partner: str | None = "Youké", **changes: Any) -> dict[str, Any]:
    """A row of Deelnames."""
    return {
        "Overlegnummer": "OV-1",
        "Partner": partner,
        "Rol": "expert",
        "Casusnummers": None,
    } | changes


def test_what_exists_is_in_order() -> None:
    """Case and blanks make no other number; blank refers to nothing."""
    sheets = full(
        [case()],
        [session()],
        [talk("et-2021-001", "ov-1")],
        [advice(held=None)],
        Plaatsingen=[stay(" ET-2021-001")],
    )

    assert [] == findings(checked(sheets), "R07")


def test_a_case_or_session_that_is_not_there() -> None:
    """Each stands at the referring cell, with what to do."""
    sheets = full(
        [case()],
        [session()],
        [talk("ET-2021-009"), talk(held="OV-9")],
        [advice(held="OV-9")],
        Plaatsingen=[stay("ET-2021-009")],
    )
    report = checked(sheets)

    assert ["Adviezen!C2", "Besprekingen!B2", "Besprekingen!A3", "Plaatsingen!A2"] == cells(
        report, "R07"
    )
    assert {"fout"} == {found.severity.value for found in findings(report, "R07")}
    assert (
        "Wat hier bij 'Casusnummer' staat, komt niet voor op Casussen. Verbeter A2, of voeg de "
        "rij toe aan Casussen."
    ) == findings(report, "R07")[-1].message


def test_partners_and_several_numbers() -> None:
    """Every number of a cell with several must exist; so must a partner."""
    rows = [
        attended(Casusnummers="ET-2021-001; ET-2021-002"),
        attended(Casusnummers="ET-2021-001, ET-2021-009"),
        attended("Kwintes"),
        attended("youké"),
    ]
    sheets = full([case(), case("ET-2021-002")], [session()], Deelnames=rows, Partners=PARTNERS)

    assert ["Deelnames!D3", "Deelnames!B4"] == cells(checked(sheets), "R07")


def test_only_where_the_other_table_is_there() -> None:
    """Without Partners no partner is missing; the outcome says what was not compared."""
    report = checked(full([case()], [session()], Deelnames=[attended("Kwintes")]))

    assert [] == findings(report, "R07")
    assert "niet vergeleken met Partners: dat blad is er niet" == outcome(report, "R07").reason


def test_a_minimal_register_refers_to_nothing() -> None:
    """There is nothing to compare, and nothing to remark."""
    found = outcome(checked(minimal(listed())), "R07")

    assert ("geslaagd", None) == (found.status.value, found.reason)


def test_a_row_whose_number_is_found_once() -> None:
    """A goal of an advice that is not there."""
    goal = {
        "Doelnummer": "D-1",
        "Adviesnummer": "AD-9",
        "Type": "einddoel",
        "Termijn": case()["Aanmelddatum"],
    }
    sheets = full([case()], [session()], [talk()], [advice()], Doelen=[goal])

    assert "Doelen!B2" == f"Doelen!{only(checked(sheets), 'R07').cell}"


def partner(name: str) -> str:
    """What is said of an attendance of this partner."""
    sheets = full([case()], [session()], Deelnames=[attended(name)], Partners=PARTNERS)
    return only(checked(sheets), "R07").message


@pytest.mark.parametrize("name", ["Youke", "YOUKÉ.", "Yuoké", "Joukè"])
def test_a_partner_that_looks_like_one_is_proposed(name: str) -> None:
    """The name of the sheet Partners is shown; what was typed is not."""
    assert (
        "Wat hier bij 'Partner' staat, komt niet voor op Partners. Bedoelde u 'Youké'? Verbeter "
        "B2, of voeg de rij toe aan Partners."
    ) == partner(name)


@pytest.mark.parametrize("name", ["Kwintes", "J. Jansen", "!?!"])
def test_another_name_gets_no_proposal(name: str) -> None:
    """It may be a person: nothing of it is told."""
    assert "Bedoelde u" not in partner(name)
    assert name not in partner(name)


def test_no_number_is_proposed() -> None:
    """Another number would be another case."""
    sheets = full([case()], [session()], [talk("ET-2021-002")])

    assert "Bedoelde u" not in only(checked(sheets), "R07").message


def test_a_column_without_a_single_number_denies_nothing() -> None:
    """R05 says that Casussen has no numbers; that nothing is found there would be the same."""
    numbers = [f"ET-2021-{n:03d}" for n in range(1, 6)]
    nameless = [case(None) for _ in numbers]
    report = checked(full(nameless, [session()], [talk(number) for number in numbers]))

    assert [] == cells(report, "R07")
    assert "niet vergeleken met Casussen: daar staan geen nummers of namen" in (
        outcome(report, "R07").reason or ""
    )
    assert 1 == cells(report, "R05").count("Casussen!A2")
