"""R10: hidden rows, columns and sheets with data are told, and read."""

from __future__ import annotations

from typing import Any

import pytest
from registers import Sheet, cells, checked, findings, listed, severities

ROWS = [listed(f"ET-2021-{i:03d}") for i in range(1, 7)]


def hidden(**how: Any) -> Any:
    """A check of six cases of which something is hidden."""
    return checked({"Aanmeldingen": Sheet(ROWS, **how)})


def test_nothing_hidden() -> None:
    """A plain sheet gives nothing, nor does a hidden row or column without data."""
    assert [] == findings(hidden(), "R10")
    assert [] == findings(hidden(hidden_rows=[9], hidden_columns=[15]), "R10")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([3], ["Rij 3 is verborgen, en gewoon meegeteld."]),
        ([3, 4, 5], ["De rijen 3 tot en met 5 zijn verborgen, en gewoon meegeteld."]),
        (
            [2, 5, 6],
            [
                "Rij 2 is verborgen, en gewoon meegeteld.",
                "De rijen 5 tot en met 6 zijn verborgen, en gewoon meegeteld.",
            ],
        ),
    ],
)
def test_rows_that_are_hidden_together_are_one_finding(
    rows: list[int], expected: list[str]
) -> None:
    """It stands at the first of them."""
    report = hidden(hidden_rows=rows)

    assert expected == [found.message for found in findings(report, "R10")]
    assert {"info"} == set(severities(report, "R10"))
    assert f"Aanmeldingen!A{rows[0]}" == cells(report, "R10")[0]


def test_what_a_filter_hides_is_one_finding() -> None:
    """However the rows lie scattered."""
    found = findings(hidden(hidden_rows=[2, 4, 6], filtered=True), "R10")

    assert ["A2"] == [each.cell for each in found]
    assert "Door een filter zijn 3 rijen verborgen, en gewoon meegeteld." == found[0].message


def test_columns_that_are_hidden_together_are_one_finding() -> None:
    """It stands at the header of the first."""
    report = hidden(hidden_columns=[2, 3, 5])

    assert ["Aanmeldingen!B1", "Aanmeldingen!E1"] == cells(report, "R10")
    assert [
        "De kolommen B tot en met C zijn verborgen, en gewoon meegeteld.",
        "Kolom E is verborgen, en gewoon meegeteld.",
    ] == [found.message for found in findings(report, "R10")]


def test_a_hidden_sheet_with_data() -> None:
    """Of our tables or not; it stands at its first value."""
    sheets: dict[str, Any] = {
        "Aanmeldingen": ROWS,
        "Aanmeldingen 2020": Sheet([listed("ET-2020-001")], hidden=True),
        "Lijstjes": Sheet([{"Kleuren": "rood"}], hidden=True, title_rows=2),
        "Leeg": Sheet([], hidden=True),
    }

    assert ["Aanmeldingen 2020!A1", "Lijstjes!A1"] == cells(checked(sheets), "R10")


def test_hidden_rows_are_read() -> None:
    """A late triage in a hidden row is found all the same."""
    late = ROWS[0] | {"Triagedatum": ROWS[0]["Overlegdatum"]}
    report = checked({"Aanmeldingen": Sheet([late], hidden_rows=[2])})

    assert ["Aanmeldingen!F2"] == cells(report, "T01")


def test_a_hidden_list_of_ours_is_counted() -> None:
    """A sheet that is read says so; another one only travels with the file."""
    sheets: dict[str, Any] = {
        "Aanmeldingen": ROWS,
        "Aanmeldingen 2020": Sheet([listed("ET-2020-001")], hidden=True),
        "Lijstjes": Sheet([{"Kleuren": "rood"}], hidden=True),
    }
    ours, other = findings(checked(sheets), "R10")

    assert "Dit blad is verborgen, en gewoon meegeteld." == ours.message
    assert "Gaat het bestand naar anderen, dan gaat het mee." in other.message
