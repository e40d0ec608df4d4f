"""R02: no two columns mean the same field."""

from __future__ import annotations

from datetime import date

from registers import checked, findings, listed, minimal, only


def test_one_column_a_field_is_in_order() -> None:
    """The usual register has none twice."""
    assert [] == findings(checked(minimal(listed())), "R02")


def test_two_columns_for_one_field_are_an_error() -> None:
    """It stands at the header that was not read, and names the one that was."""
    found = only(checked(minimal(listed() | {"Binnengekomen": date(2020, 1, 1)})), "R02")

    assert ("Aanmeldingen!L1", "fout") == (f"{found.sheet}!{found.cell}", found.severity.value)
    assert (
        "Deze kolom ('Binnengekomen') en kolom B zijn allebei 'Aanmelddatum'; alleen die tweede "
        "is gelezen. Geef een van beide een andere kop, of voeg ze samen."
    ) == found.message


def test_the_right_name_is_the_one_that_is_read() -> None:
    """An alias before the canonical header gives way to it."""
    found = only(checked(minimal({"Binnengekomen": date(2020, 1, 1)} | listed())), "R02")

    assert "A1" == found.cell
    assert "en kolom C zijn allebei" in found.message
