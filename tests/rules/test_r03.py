"""R03: every cell can be read as what its column holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    case,
    cells,
    checked,
    findings,
    full,
    listed,
    minimal,
    only,
    place,
    session,
    talk,
    unknown,
)


@pytest.mark.parametrize(
    "value", [None, "nvt", "n.v.t.", "?", "-", "volgt", "onbekend", "1-3-2021", "1 maart 2021"]
)
def test_what_can_be_read_and_what_is_blank(value: Any) -> None:
    """Text dates are read; words for nothing are blanks, and give no finding in an optional cell."""
    row = listed() | {"Afgesloten op": value}

    assert [] == findings(checked(minimal(row)), "R03")


@pytest.mark.parametrize("value", ["x", "ja", "31-02-2021", "vorige week"])
def test_what_cannot_be_read_is_an_error_at_the_cell(value: str) -> None:
    """*x* in a date column happened, but when? The term that needs it is unknown."""
    report = checked(minimal(listed(Triagedatum=value)))
    found = only(report, "R03")

    assert place(2, "Triagedatum") == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert "verwacht wordt een datum, zoals 12-03-2021" in found.message
    assert "Verbeter F2." in found.message
    assert 1 == unknown(report, "T01")


def test_people_s_own_words_are_not_repeated() -> None:
    """What a cell holds may be about a child: it is described, not quoted."""
    found = only(checked(minimal(listed(Triagedatum="Jantje belde"))), "R03")

    assert "Jantje" not in found.message


def test_a_required_cell_that_cannot_be_read_is_not_also_empty() -> None:
    """One cell, one finding."""
    report = checked(minimal(listed(Aanmelddatum="x")))

    assert (1, []) == (len(findings(report, "R03")), findings(report, "R05"))


def test_minutes_that_may_be_hours() -> None:
    """A bare 1,5 in a column of minutes could be either; a yes or no must be one."""
    sheets = full(
        [case()],
        [session()],
        [talk() | {"Bespreekminuten": 1.5}, talk() | {"Sessie afgerond": "bijna"}],
    )

    assert ["Besprekingen!E2", "Besprekingen!C3"] == cells(checked(sheets), "R03")


def test_the_address_is_that_of_the_year_sheet() -> None:
    """Each finding stands in the sheet where the cell is."""
    sheets = {
        "Aanmeldingen 2020": [listed()],
        "Aanmeldingen 2021": [listed("ET-2021-002"), listed("ET-2021-003", Triagedatum="x")],
    }

    assert ["Aanmeldingen 2021!F3"] == cells(checked(sheets), "R03")
    assert date(2021, 2, 1) == listed()["Aanmelddatum"]


@pytest.mark.parametrize("value", ["31-02-2011", "2011", "in mei"])
def test_of_an_identifying_column_nothing_is_repeated(value: str) -> None:
    """What nearly is a date of birth is one: only what should stand there is told."""
    found = only(checked(minimal(listed() | {"Geboortedatum": value})), "R03")

    assert found.message.startswith(
        "Deze waarde is niet te lezen; verwacht wordt een datum, zoals 12-03-2021."
    )
    assert found.message.endswith(f"Verbeter {found.cell}.")
    assert value not in found.message
