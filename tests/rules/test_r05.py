"""R05: a required cell holds a value."""

from __future__ import annotations

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
    place,
    session,
    severities,
)


def test_filled_rows_are_in_order() -> None:
    """Optional cells may be empty."""
    row = listed(Werkstroom=None, Triagedatum=None, Overlegdatum=None)

    assert [] == findings(checked(minimal(row | {"Besluit verzonden op": None})), "R05")


@pytest.mark.parametrize("value", [None, "", " ", "nvt", "n.v.t.", "?", "-", "volgt", "onbekend"])
@pytest.mark.parametrize("field", ["Aanmelddatum", "Woonplaats", "Type aanmelder", "Status"])
def test_an_empty_required_cell_is_an_error(field: str, value: Any) -> None:
    """Words for nothing count as empty."""
    found = only(checked(minimal(listed() | {field: value})), "R05")

    assert place(2, field) == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-001") == (found.severity.value, found.casusnummer)
    assert f"'{field}' is verplicht en hier leeg. Vul {found.cell} in." == found.message


def test_a_row_without_a_number_has_no_casusnummer() -> None:
    """It is found all the same."""
    found = only(checked(minimal(listed(None))), "R05")

    assert ("A2", None) == (found.cell, found.casusnummer)


def attended(rol: str, partner: str | None) -> dict[str, Any]:
    """A row of Deelnames."""
    return {"Overlegnummer": "OV-1", "Partner": partner, "Rol": rol}


def test_a_parent_or_youth_has_no_partner() -> None:
    """For their roles Partner may be blank; for others it may not."""
    rows = [attended("ouder", None), attended("jeugdige", None), attended("expert", None)]
    report = checked(full([case()], [session()], Deelnames=rows))

    assert ["Deelnames!B4"] == cells(report, "R05")


def test_a_sheet_without_the_column_gives_no_empty_cells() -> None:
    """A column that is missing is R01, once, not R05 on every row."""
    row = listed(Status=None)
    without = Sheet([row] * 3, [h for h in row if h != "Status"])
    report = checked({"Aanmeldingen 2020": [row], "Aanmeldingen 2021": without})

    assert ["Aanmeldingen 2020!H2"] == cells(report, "R05")
    assert ["fout"] == severities(report, "R01")


def test_an_empty_session_cell() -> None:
    """Every table has its own required cells."""
    report = checked(full([case()], [session(Overlegdatum=None, Status=None)]))

    assert ["Overleggen!B2", "Overleggen!E2"] == cells(report, "R05")


def test_a_required_column_that_nobody_fills_in_is_told_once() -> None:
    """From five rows on; a column with one value is asked for row by row."""
    empty = [listed(f"ET-2021-{n:03d}", Woonplaats=None) for n in range(1, 6)]
    found = only(checked(minimal(*empty)), "R05")

    assert place(2, "Woonplaats") == f"{found.sheet}!{found.cell}"
    assert (
        f"'Woonplaats' is verplicht en staat op geen van de 5 rijen. Vul de kolom in, te beginnen "
        f"in {found.cell}." == found.message
    )
    assert 4 == len(cells(checked(minimal(*empty[:4])), "R05"))
    assert 5 == len(cells(checked(minimal(*empty, listed("ET-2021-006"))), "R05"))


def test_without_a_rol_nobody_knows_whether_a_partner_is_needed() -> None:
    """The Rol is asked for; the partner may be that of a parent."""
    rows = [attended("expert", "Youké"), {"Overlegnummer": "OV-1", "Partner": None, "Rol": None}]
    report = checked(full([case()], [session()], Deelnames=rows))

    assert ["Deelnames!C3"] == cells(report, "R05")
