"""R08: a formula has a stored value, and that is no error."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from registers import (
    ON,
    Formula,
    checked,
    findings,
    listed,
    minimal,
    only,
    outcome,
    place,
    register,
    unknown,
)

from expertteam_xl import check


def test_a_formula_with_a_value_is_in_order() -> None:
    """What Excel stored is read as if it were typed."""
    row = listed(Woonplaats=Formula('="Hilver"&"sum"', "Hilversum"))

    assert [] == findings(checked(minimal(row)), "R08")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!"])
def test_an_error_is_found_at_its_cell(error: str) -> None:
    """And nothing else is said of that cell; the term that needs it is unknown."""
    report = checked(minimal(listed(Triagedatum=Formula("=VLOOKUP(1,2,3)", error))))
    found = only(report, "R08")

    assert place(2, "Triagedatum") == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert [] == findings(report, "R03") + findings(report, "T01")
    assert 1 == unknown(report, "T01")


def test_a_formula_without_a_value() -> None:
    """A register that was never calculated tells to open and save it in Excel."""
    report = checked(minimal(listed(Triagedatum=Formula("=TODAY()", ""))))
    found = findings(report, "R08")

    assert [place(2, "Triagedatum")] == [f"{each.sheet}!{each.cell}" for each in found]
    assert "Open het bestand in Excel" in found[0].message


@pytest.mark.parametrize("suffix", [".xls", ".xlsb"])
def test_in_old_formats_it_cannot_be_seen(suffix: str) -> None:
    """From .xls and .xlsb neither formulas nor hidden rows can be told."""
    old = replace(register(minimal(listed())), suffix=suffix)
    report = check(old, on=ON)

    for code in ("R08", "R10"):
        assert "niet_toetsbaar" == outcome(report, code).status.value
        assert "bewaar het register als .xlsx" in str(outcome(report, code).reason)
    assert date(2021, 12, 15) == ON


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("#N/A", "Hier staat de foutwaarde #N/B; verwacht wordt een datum"),
        ("", "Hier staat een formule zonder opgeslagen waarde; verwacht wordt een datum"),
    ],
)
@pytest.mark.parametrize("field", ["Triagedatum", "Geboortedatum"])
def test_the_message_is_a_sentence(stored: str, text: str, field: str) -> None:
    """Also of an identifying column: an error code tells nothing of a person."""
    report = checked(minimal(listed() | {field: Formula("=A1", stored)}))

    assert only(report, "R08").message.startswith(text)
