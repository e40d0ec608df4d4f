"""The list of open cases for the team itself (O-a)."""

from __future__ import annotations

from datetime import date

from monitor_figures import K1, K2, measured, table
from registers import advice, case, full, listed, minimal, session, stay, talk

COLUMNS = (
    "uitvoeringsdienst", "eerstvolgende termijn", "uiterste datum", "dagen", "open doelen",
    "open afspraken", "dag in tussenvoorziening", "bevindingen",
)  # fmt: skip


def test_every_open_case_with_its_next_deadline_by_uitvoeringsdienst() -> None:
    """T01 and T02 of a new case, T04 of a stay; the first deadline is told, and how far it is."""
    sheets = full(
        [
            case("ET-2021-001", Woonplaats="Laren", Triagedatum=None, Aanmelddatum=date(2021, 3, 29)),
            case("ET-2021-002", Woonplaats="Naarden", Aanmelddatum=date(2021, 3, 1)),
            case("ET-2021-003", Status="afgesloten"),
        ],
        [session(Overlegdatum=date(2021, 3, 4))],
        [talk("ET-2021-002")],
        [advice(of="ET-2021-002", Adviesdatum=date(2021, 3, 4)) | {"Besluit verzonden op": date(2021, 3, 5)}],
        Plaatsingen=[stay("ET-2021-002", Plaatsingsdatum=date(2021, 3, 2))],
        Doelen=[
            {"Doelnummer": "D1", "Adviesnummer": "AD-1", "Type": "einddoel",
             "Termijn": date(2021, 6, 1), "Resultaat": "open"},
            {"Doelnummer": "D2", "Adviesnummer": "AD-1", "Type": "einddoel",
             "Termijn": date(2021, 6, 1), "Resultaat": "behaald"},
        ],
        Afspraken=[
            {"Nr": "1", "Overlegnummer": "OV-1", "Casusnummer": "ET-2021-002",
             "Uitvoerder": "Youké", "Termijn": date(2021, 6, 1), "Gereed op": None},
        ],
    )  # fmt: skip
    found = table(measured(sheets, K1, on=date(2021, 4, 1)), "O-a")

    assert found.columns == COLUMNS
    assert found.rows == ("ET-2021-002", "ET-2021-001")
    assert found.row("ET-2021-002")[:7] == (
        "Gooise Meren", "T04 tussenvoorziening", "30-03-2021", -2, 1, 1, 30,
    )  # fmt: skip
    assert found.row("ET-2021-001")[:7] == ("HBL", "T01 triage", "07-04-2021", 6, 0, 0, "")


def test_findings_are_counted_by_case() -> None:
    """A late triage is one more than a case on which all went well."""
    sheets = minimal(listed("ET-2021-001"), listed("ET-2021-002", Triagedatum=date(2021, 2, 11)))
    found = table(measured(sheets), "O-a")
    numbers = {label: found.row(label)[-1] for label in found.rows}

    assert numbers["ET-2021-002"] == numbers["ET-2021-001"] + 1


def test_two_rows_with_one_number_are_two_lines() -> None:
    """In a minimal register that is a return; neither is lost."""
    sheets = minimal(listed("ET-2021-001"), listed("ET-2021-001", Aanmelddatum=date(2021, 3, 30)))

    assert table(measured(sheets), "O-a").rows == ("ET-2021-001", "ET-2021-001 (rij 3)")


def test_cases_without_a_number_on_more_sheets_are_all_there() -> None:
    """The same row of another sheet is another case."""
    sheets = {year: [listed(None), listed("ET-2021-002")] for year in ("2021", "2022")}
    sheets["2022"][1] = listed("ET-2021-003")
    found = table(measured(sheets), "O-a")

    assert sorted(found.rows) == ["2021, rij 2", "2022, rij 2", "ET-2021-002", "ET-2021-003"]


def test_open_at_the_end_of_the_period() -> None:
    """Closed in April: on the list of the first quarter, not on that of the second."""
    row = listed(Status="afgesloten") | {"Afgesloten op": date(2021, 4, 6)}

    assert table(measured(minimal(row), K1), "O-a").rows == ("ET-2021-001",)
    assert table(measured(minimal(row), K2), "O-a").reason == "er zijn geen open casussen"


def test_only_the_team_itself_gets_it() -> None:
    """Nobody else, in no form."""
    for to in ("bestuurlijk", "openbaar"):
        figures = measured(minimal(listed()), to=to)
        assert "O-a" not in figures.figures
        assert "O-a" not in figures.definitions
