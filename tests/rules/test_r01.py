"""R01: every list has its required columns."""

from __future__ import annotations

from registers import Sheet, cells, checked, findings, listed, minimal, only, session

COLUMNS = list(listed())


def without(header: str, **changes: object) -> Sheet:
    """A minimal register that lacks a column."""
    return Sheet([listed()], [h for h in COLUMNS if h != header], **changes)  # type: ignore[arg-type]


def test_all_required_columns_are_there() -> None:
    """The minimal register has what it needs, under its own names too."""
    aliases = {
        "Nr": "1",
        "Datum aanmelding": listed()["Aanmelddatum"],
        "Woonplaats/Gemeente": "Bussum",
        "Aangemeld door": "consulent",
        "Status": "besproken",
    }

    assert [] == findings(checked(minimal(listed())), "R01")
    assert [] == findings(checked(minimal(aliases)), "R01")


def test_a_missing_column_is_an_error_at_the_header() -> None:
    """It stands at the header row of the list and says what to do."""
    found = only(checked({"Aanmeldingen": without("Status")}), "R01")

    assert ("Aanmeldingen!A1", "fout") == (f"{found.sheet}!{found.cell}", found.severity.value)
    assert (
        "De verplichte kolom 'Status' ontbreekt in deze lijst (Casussen). Voeg haar toe, geef een "
        "bestaande kolom de kop 'Status', of wijs haar aan met de opdracht profiel."
    ) == found.message


def test_each_list_has_its_own() -> None:
    """Of two year sheets only the one that lacks it is told, under its title rows."""
    sheets = {
        "Aanmeldingen 2020": [listed()],
        "Aanmeldingen 2021": without("Status", title_rows=3),
        "Overleggen": Sheet([session()], [h for h in session() if h != "Status"]),
    }

    assert ["Aanmeldingen 2021!A4", "Overleggen!A1"] == cells(checked(sheets), "R01")


def test_an_optional_column_may_be_absent() -> None:
    """No triage date in a register is not an error of its shape."""
    assert [] == findings(checked({"Aanmeldingen": without("Triagedatum")}), "R01")


def test_a_proposal_does_not_count() -> None:
    """A header that only looks like a required one is named, and counts as missing."""
    row = {("Sttatus" if h == "Status" else h): v for h, v in listed().items()}
    found = only(checked(minimal(row)), "R01")

    assert (
        "Kolom H ('Sttatus') lijkt erop; is dat de kolom, geef haar dan de kop 'Status', of "
        "bevestig haar met de opdracht profiel."
    ) in found.message
