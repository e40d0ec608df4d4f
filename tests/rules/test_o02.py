"""O02: a dated triage has an outcome, and in 2018 that was no mondeling advies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    case,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    place,
    severities,
    unknown,
)

from expertteam_xl import Report
from expertteam_xl.findings import Status

OUTCOME = "Triage-uitkomst"
AT = place(3, OUTCOME, "Casussen", case())
ORAL = "mondeling advies"


def triaged(result: object, number: str = "ET-2021-002", **changes: Any) -> dict[str, Any]:
    """A case whose triage had this outcome."""
    return case(number, **changes) | {OUTCOME: result}


def found_of(*rows: dict[str, Any]) -> Report:
    """What a check finds of these cases, after one that is in order."""
    return checked(full([case(), *rows]))


def old(result: object, **changes: Any) -> dict[str, Any]:
    """A case of the convenant of 2018."""
    days = {"Aanmelddatum": date(2019, 5, 6), "Triagedatum": date(2019, 5, 8)}
    return triaged(result, "ET-2019-001", Werkstroom=None, **(days | changes))


def test_a_triage_without_an_outcome() -> None:
    """Is an error at the empty cell."""
    found = only(found_of(triaged(None)), "O02")

    assert AT == f"{found.sheet}!{found.cell}"
    assert ("fout", "ET-2021-002") == (found.severity.value, found.casusnummer)
    assert (
        "Triage op 03-02-2021, maar er staat geen uitkomst. Vul in G3 in wat de triage besloot, "
        "zoals bespreken."
    ) == found.message


@pytest.mark.parametrize("empty", ["nvt", "?", "volgt", "-"])
def test_a_word_that_means_nothing_is_no_outcome(empty: str) -> None:
    """It is as good as empty."""
    assert [AT] == cells(found_of(triaged(empty)), "O02")


@pytest.mark.parametrize("result", ["bespreken", ORAL, "doorverwezen", "ingetrokken", "op tafel"])
def test_any_outcome_will_do(result: str) -> None:
    """Under the convenant of 2020 each of them, in whatever spelling."""
    assert Status.GESLAAGD is outcome(found_of(triaged(result)), "O02").status


def test_a_word_that_is_no_outcome() -> None:
    """Is for R04: something stands there."""
    report = found_of(triaged("later bekijken"), old("later bekijken"))

    assert [] == cells(report, "O02")
    assert 2 == len(cells(report, "R04"))


def test_no_triage_yet() -> None:
    """Needs no outcome."""
    report = found_of(triaged(None, Triagedatum=None))

    assert ([], 0) == (cells(report, "O02"), unknown(report, "O02"))


def test_a_triage_on_an_unreadable_day() -> None:
    """May not have been; with an outcome nothing is asked."""
    report = found_of(triaged(None, Triagedatum="x"), triaged("bespreken", Triagedatum="ja"))

    assert ([], 1) == (cells(report, "O02"), unknown(report, "O02"))


def test_an_adviesvraag() -> None:
    """Has no triage, so none of this applies."""
    report = found_of(triaged(None, Soort="adviesvraag"), old(ORAL, Soort="adviesvraag"))

    assert ([], 0) == (cells(report, "O02"), unknown(report, "O02"))


def test_mondeling_advies_under_the_convenant_of_2018() -> None:
    """Is a warning; the other outcomes are fine there."""
    report = found_of(old("niet bespreken"), old(ORAL, Casusnummer="ET-2019-002"))
    found = only(report, "O02")

    assert place(4, OUTCOME, "Casussen", case()) == f"{found.sheet}!{found.cell}"
    assert "waarschuwing" == found.severity.value
    assert (
        "Het convenant van 2018 kent mondeling advies nog niet als uitkomst van de triage. Kloppen "
        "de datums van aanmelding en triage? Zo niet, verbeter die; hoort er een andere uitkomst, "
        "verbeter G4."
    ) == found.message


@pytest.mark.parametrize(
    ("start", "triage", "severity"),
    [
        (date(2020, 9, 28), date(2020, 9, 30), ["waarschuwing"]),
        (date(2020, 9, 30), date(2020, 10, 1), []),
        (date(2020, 10, 1), date(2020, 10, 1), []),
        (date(2020, 9, 30), None, ["waarschuwing"]),
        (None, date(2020, 9, 30), ["waarschuwing"]),
        (date(2024, 1, 8), date(2024, 1, 9), []),
        (date(2017, 6, 1), date(2017, 6, 2), []),
    ],
)
def test_the_convenant_is_that_of_the_triage(start: Any, triage: Any, severity: list[str]) -> None:
    """Else of the aanmelding; it begins on 1-10-2020 and goes on after its end."""
    row = triaged(ORAL, Aanmelddatum=start, Triagedatum=triage)
    report = found_of(row)

    assert (severity, 0) == (severities(report, "O02"), unknown(report, "O02"))


def test_mondeling_advies_without_any_date() -> None:
    """May be of either convenant."""
    report = found_of(triaged(ORAL, Aanmelddatum="volgt", Triagedatum=None))

    assert ([], 1) == (cells(report, "O02"), unknown(report, "O02"))


def test_a_team_that_records_no_outcome_at_all() -> None:
    """Is told once."""
    found = outcome(checked(full([triaged(None), triaged(None, "ET-2021-003")])), "O02")

    assert (Status.NIET_TOETSBAAR, "'Triage-uitkomst' (Casussen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


def test_a_sheet_without_the_column() -> None:
    """Says nothing of its cases; those of another sheet are looked at."""
    short = [header for header in listed() if header != OUTCOME]
    report = checked(
        {
            "2020": Sheet([listed(Aanmelddatum=date(2020, 11, 2))], short),
            "2021": [listed("2"), listed("3") | {OUTCOME: None}],
        }
    )

    assert [place(3, OUTCOME, "2021")] == cells(report, "O02")
    assert 1 == unknown(report, "O02")


@pytest.mark.parametrize("header", [OUTCOME, "Triagedatum"])
def test_without_the_column_it_is_not_tested(header: str) -> None:
    """The reason names the column."""
    left = [each for each in listed() if each != header]
    found = outcome(checked({"Aanmeldingen": Sheet([listed()], left)}), "O02")

    assert Status.NIET_TOETSBAAR is found.status
    assert f"'{header}'" in (found.reason or "")


def test_a_register_of_one_list() -> None:
    """Is looked at in the same way."""
    report = checked(minimal(listed(), listed("2") | {OUTCOME: None}))

    assert [place(3, OUTCOME)] == cells(report, "O02")
