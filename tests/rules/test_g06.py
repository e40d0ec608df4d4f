"""G06: a case that is at another table too."""

from __future__ import annotations

import pytest
from registers import case, cells, checked, full, only, outcome, severities

from expertteam_xl import Report
from expertteam_xl.findings import Status

FIELD = "Ander overleg"


def report(*texts: object) -> Report:
    rows = [case(f"ET-2021-{i:03d}") | {FIELD: text} for i, text in enumerate(texts, 1)]
    return checked(full(rows))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MDA++", "MDA++"),
        ("mda", "MDA++"),
        ("Veilig Verder", "Veilig Verder"),
        ("Zorg en Veiligheidshuis", "het Zorg- en Veiligheidshuis"),
        ("ZVH Gooi", "het Zorg- en Veiligheidshuis"),
        ("Jeugdbeschermingstafel", "de Jeugdbeschermingstafel"),
        ("JBT", "de Jeugdbeschermingstafel"),
        ("MDA++ en Veilig Verder", "Veilig Verder en MDA++"),
        ("ja", "een ander overleg"),
        ("omdat de heer Jansen dat wil", "een ander overleg"),
    ],
)
def test_the_other_table_is_told_in_our_own_words(text: str, name: str) -> None:
    """An info at the cell; what else was typed is never repeated."""
    found = only(report(text), "G06")

    assert ("info", "I2") == (found.severity.value, found.cell)
    assert found.message == (
        f"Deze casus speelt ook bij {name}. Is afgesproken wat daar gebeurt en wat hier? Dan is er "
        "niets nodig; speelt dat niet meer, maak I2 dan leeg."
    )


@pytest.mark.parametrize("text", [None, "nee", "Nee.", "geen", "niet bij MDA++", "nvt", "-", "?"])
def test_no_other_table(text: str | None) -> None:
    """A blank, and a word that says no, name none."""
    assert ["Casussen!I3"] == cells(report(text, "MDA++"), "G06")


def test_one_finding_a_case() -> None:
    """However many of them name the same table."""
    assert ["info", "info"] == severities(report("MDA++", None, "MDA++"), "G06")


def test_a_register_in_which_nobody_fills_it_in() -> None:
    """Says so once; without the column it is not tested either."""
    reasons = [outcome(report(None), "G06"), outcome(checked(full([case()])), "G06")]

    assert [Status.NIET_TOETSBAAR] * 2 == [each.status for each in reasons]
    assert "nergens ingevuld" in (reasons[0].reason or "")
