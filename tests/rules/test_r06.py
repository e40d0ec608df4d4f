"""R06: a number stands once."""

from __future__ import annotations

from datetime import date

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
    session,
    talk,
    unknown,
)


def test_different_numbers_are_in_order() -> None:
    """Blank numbers are no duplicates either."""
    rows = [listed("ET-2021-001"), listed("ET-2021-002"), listed(None), listed("nvt")]

    assert [] == findings(checked(minimal(*rows)), "R06")


def test_the_later_one_of_a_pair_is_the_error() -> None:
    """It names the row of the first; case, blanks and dashes make no other number."""
    found = only(checked(full([case(), case("et–2021-001 ")])), "R06")

    assert ("Casussen!A3", "fout") == (f"{found.sheet}!{found.cell}", found.severity.value)
    assert (
        "Dit casusnummer staat ook op rij 2. Geef deze rij een eigen nummer, of verwijder de "
        "dubbele rij."
    ) == found.message


def test_every_later_one_is_told() -> None:
    """A number that stands three times gives two findings."""
    assert ["Casussen!A3", "Casussen!A5"] == cells(
        checked(full([case(), case(), case("ET-2021-002"), case()])), "R06"
    )


def test_numbers_of_sessions_and_advices() -> None:
    """Each table has numbers of its own; a discussion may repeat them."""
    sheets = full(
        [case()], [session(), session()], [talk(), talk()], [advice(), advice(of="ET-2021-001")]
    )

    assert ["Adviezen!A3", "Overleggen!A3"] == cells(checked(sheets), "R06")


def test_a_return_in_a_minimal_register_is_no_duplicate() -> None:
    """With another aanmelddatum the row is M03; with the same one R06."""
    again = listed(Aanmelddatum=date(2021, 6, 1), Triagedatum=None, Overlegdatum=None)
    report = checked(minimal(listed(), again, again))
    found = only(report, "R06")

    assert "Aanmeldingen!A4" == f"{found.sheet}!{found.cell}"
    assert "staat ook op rij 3." in found.message
    assert ["Aanmeldingen!A3"] == cells(report, "M03")


def test_in_a_full_register_the_date_does_not_matter() -> None:
    """There a returning case keeps its row."""
    again = case(Aanmelddatum=date(2021, 6, 1), Triagedatum=None)

    assert ["Casussen!A3"] == cells(checked(full([case(), again])), "R06")


def test_an_unknown_aanmelddatum_decides_nothing() -> None:
    """It could be a return; the cell itself is found by R03 or R05."""
    report = checked(minimal(listed(), listed(Aanmelddatum="x")))

    assert [] == findings(report, "R06")
    assert 1 == unknown(report, "R06")


def test_the_first_may_stand_on_another_sheet() -> None:
    """The message then names the sheet."""
    found = only(checked({"Aanmeldingen 2020": [listed()], "Aanmeldingen 2021": [listed()]}), "R06")

    assert "Aanmeldingen 2021!A2" == f"{found.sheet}!{found.cell}"
    assert "op rij 2 van blad 'Aanmeldingen 2020'" in found.message
