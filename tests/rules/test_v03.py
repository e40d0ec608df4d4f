"""V03: no werkstroom A before it began."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import cells, checked, findings, full, listed, minimal, only, outcome, session

EARLY, START = date(2020, 9, 30), date(2020, 10, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["Overleggen!D2"]),
        ({"Overlegdatum": START}, []),
        ({"Werkstroom": "B"}, []),
        ({"Werkstroom": None}, []),
        ({"Status": "gepland"}, ["Overleggen!D2"]),
        ({"Status": "vervallen"}, []),
        ({"Overlegdatum": "x"}, []),
        ({"Overlegdatum": None}, []),
    ],
)
def test_sessions_of_werkstroom_a(changes: dict[str, Any], expected: list[str]) -> None:
    """Held or planned before the start is an error at the werkstroom; on the day itself none."""
    report = checked(full([], [session(Overlegdatum=EARLY) | changes]))

    assert expected == cells(report, "V03")


def test_the_message_tells_both_dates() -> None:
    """And what to do when the date is right."""
    found = only(checked(full([], [session(Overlegdatum=EARLY)])), "V03")

    assert "fout" == found.severity.value
    assert (
        "Overleg van werkstroom A op 30-09-2020, vóór de start van de doorbraaktafel op "
        "01-10-2020. Klopt de datum, maak D2 dan leeg."
    ) == found.message


def test_a_minimal_register() -> None:
    """There the case's own overlegdatum tells; the aanmelddatum does not."""
    rows = [
        listed(Aanmelddatum=date(2020, 9, 1), Triagedatum=None, Overlegdatum=day)
        for day in (EARLY, START)
    ]

    assert ["Aanmeldingen!E2"] == cells(checked(minimal(*rows)), "V03")


def test_another_start_in_the_settings() -> None:
    """A region that began later says so."""
    report = checked(full([], [session(Overlegdatum=START)]), start_A=date(2021, 1, 1))

    assert 1 == len(findings(report, "V03"))


def test_without_werkstromen_it_is_not_tested() -> None:
    """The reason names the column."""
    row = {h: v for h, v in listed().items() if h != "Werkstroom"}

    assert "niet_toetsbaar" == outcome(checked(minimal(row)), "V03").status.value
