"""R09: an unknown column is kept and not read."""

from __future__ import annotations

from datetime import date

from registers import Sheet, cells, checked, findings, listed, minimal, only, register


def test_known_columns_give_nothing() -> None:
    """Under any of their names."""
    row = {"Nr": "ET-2021-001", "Datum aanmelding": date(2021, 2, 1), "Plaats": "Huizen"}
    row |= {"Verwijzer": "VT", "Status": "besproken", "Bijzonderheden": "belt terug"}

    assert [] == findings(checked(minimal(row)), "R09")


def test_an_unknown_column_is_info_at_its_header() -> None:
    """It is told where it stands, also under title rows, and its content is not."""
    sheet = Sheet([listed() | {"Kleurcode": "geheim"}], title_rows=3)
    found = only(checked({"Aanmeldingen": sheet}), "R09")

    assert ("Aanmeldingen!L4", "info") == (f"{found.sheet}!{found.cell}", found.severity.value)
    assert (
        "De kolom 'Kleurcode' is niet bekend; zij blijft staan en wordt niet gelezen."
    ) == found.message


def test_what_looks_like_a_field_is_proposed() -> None:
    """And not read."""
    row = listed() | {"Gezinsnumer": "7"}
    found = only(checked(minimal(row)), "R09")

    assert found.message.endswith(
        "Bedoelde u 'Gezinsnummer'? Bevestig dat dan met de opdracht profiel."
    )
    assert not register(minimal(row)).table("Casussen").has("Gezinsnummer")


def test_each_list_has_its_own() -> None:
    """Of two year sheets both are told."""
    sheets = {
        "Aanmeldingen 2020": [listed() | {"Kleurcode": 1}],
        "Aanmeldingen 2021": [listed("ET-2021-002") | {"Mappen": 2}],
    }

    assert ["Aanmeldingen 2020!L1", "Aanmeldingen 2021!L1"] == cells(checked(sheets), "R09")


def test_a_column_that_must_go_is_not_said_to_stay() -> None:
    """P01 asks to remove it, so this one only says that it is not read."""
    report = checked(minimal(listed() | {"BSN": None}))

    assert (
        "De kolom 'BSN' is geen kolom van het register en wordt niet gelezen; zie P01."
        == only(report, "R09").message
    )
    assert "Verwijder deze kolom" in only(report, "P01").message
