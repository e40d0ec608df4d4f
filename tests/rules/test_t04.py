"""T04: a stay in the tussenvoorziening lasts at most 28 days."""

from __future__ import annotations

from datetime import date
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
    outcome,
    place,
    severities,
    stay,
    unknown,
)

AT = place(2, "Uitstroomdatum", "Plaatsingen", stay())
OTHER = "ET-2021-002"


def stayed(*stays: dict[str, Any], on: date = date(2021, 12, 15)) -> Any:
    """What a check gives for these placements."""
    return checked(full([case(), case(OTHER)], Plaatsingen=stays), on=on)


@pytest.mark.parametrize(
    ("name", "start", "last"),
    [
        ("D10", date(2021, 3, 1), date(2021, 3, 29)),
        ("D12", date(2021, 3, 12), date(2021, 4, 9)),
    ],
)
def test_nights_are_counted(name: str, start: date, last: date) -> None:
    """D10, D12: leaving 28 days after the placement is in time."""
    report = stayed(stay(Plaatsingsdatum=start, Uitstroomdatum=last))
    still_there = only(stayed(stay(Plaatsingsdatum=start)), "T04")

    assert [] == findings(report, "T04")
    assert last == still_there.deadline


def test_leaving_late_is_a_warning_at_the_leaving() -> None:
    """One day over, and left since: a warning with the sum."""
    found = only(stayed(stay(Uitstroomdatum=date(2021, 3, 30))), "T04")

    assert AT == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", 1, "ET-2021-001") == (
        found.severity.value,
        found.days,
        found.casusnummer,
    )
    assert (
        "Uitgestroomd op 30-03-2021, 1 dag te laat. Geplaatst 01-03-2021; 28 dagen = 29-03-2021. "
        "Klopt de datum? Zo niet, verbeter D2."
    ) == found.message


@pytest.mark.parametrize("left", [None, date(2021, 4, 20)])
def test_still_there_and_over_is_an_error(left: date | None) -> None:
    """Not left on the peildatum is still there, also with a date of leaving to come."""
    found = only(stayed(stay(Uitstroomdatum=left), on=date(2021, 4, 1)), "T04")

    assert ("fout", 3) == (found.severity.value, found.days)


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        (date(2021, 3, 21), {}, []),
        (date(2021, 3, 22), {}, ["waarschuwing"]),
        (date(2021, 3, 29), {}, ["waarschuwing"]),
        (date(2021, 3, 30), {}, ["fout"]),
        (date(2021, 3, 22), {"Vervolg geregeld op": date(2021, 3, 20)}, []),
        (date(2021, 3, 29), {"Vervolg geregeld op": date(2021, 3, 20)}, ["info"]),
        (date(2021, 3, 22), {"Uitstroomdatum": date(2021, 3, 26)}, []),
        (date(2021, 3, 22), {"Uitstroomdatum": date(2021, 4, 2)}, ["waarschuwing"]),
    ],
)
def test_from_day_21_a_follow_up_is_asked_for(
    on: date, changes: dict[str, Any], expected: list[str]
) -> None:
    """Day 21 without a follow-up is a warning; with one the end of the term is told in time."""
    report = stayed(stay(**changes), on=on)

    assert expected == severities(report, "T04")
    assert [AT] * len(expected) == cells(report, "T04")


def test_the_signal_tells_the_day() -> None:
    """The warning says which day of the stay it is."""
    found = only(stayed(stay(), on=date(2021, 3, 22)), "T04")

    assert found.message.startswith("Dag 21 in de tussenvoorziening en nog geen vervolg geregeld.")
    assert (date(2021, 3, 29), None) == (found.deadline, found.days)


def test_contiguous_placements_are_one_stay() -> None:
    """A move on the same day goes on counting; the finding stands at the last row."""
    report = stayed(
        stay(Uitstroomdatum=date(2021, 3, 15)),
        stay(Plaatsingsdatum=date(2021, 3, 25), Uitstroomdatum=date(2021, 4, 2)),
        stay(Plaatsingsdatum=date(2021, 3, 15), Uitstroomdatum=date(2021, 3, 25)),
    )
    found = only(report, "T04")

    assert ("Plaatsingen!D3", 4) == (f"{found.sheet}!{found.cell}", found.days)
    assert "Geplaatst 01-03-2021" in found.message


def test_a_night_elsewhere_begins_a_new_stay() -> None:
    """Placed a day after leaving is another stay; so is one of another case."""
    report = stayed(
        stay(Uitstroomdatum=date(2021, 3, 20)),
        stay(Plaatsingsdatum=date(2021, 3, 21), Uitstroomdatum=date(2021, 4, 10)),
        stay(OTHER, Plaatsingsdatum=date(2021, 4, 10), Uitstroomdatum=date(2021, 5, 8)),
    )

    assert [] == findings(report, "T04")


def test_a_move_to_pleegzorg_ends_the_stay() -> None:
    """Only the tussenvoorziening counts."""
    report = stayed(
        stay(Uitstroomdatum=date(2021, 3, 20)),
        stay(Type="pleegzorg", Plaatsingsdatum=date(2021, 3, 20)),
    )

    assert [] == findings(report, "T04")


def test_a_refusal_is_no_stay() -> None:
    """The date of a row with Vol is that of the refusal."""
    assert [] == findings(stayed(stay(Vol="ja")), "T04")


@pytest.mark.parametrize(
    "row",
    [
        stay(Plaatsingsdatum=None),
        stay(Plaatsingsdatum="x"),
        stay(Uitstroomdatum="x"),
        stay(Vol="misschien wel"),
        stay(Type=None),
    ],
)
def test_what_cannot_be_told_is_unknown(row: dict[str, Any]) -> None:
    """A start, an end, a type or a refusal that says nothing is *onbekend*."""
    report = stayed(row)

    assert [] == findings(report, "T04")
    assert 1 == unknown(report, "T04")


def test_without_a_column_for_it_no_follow_up_is_asked() -> None:
    """A register that does not record follow-ups gets no signal on day 21, but the term counts."""
    headers = [h for h in stay() if h != "Vervolg geregeld op"]
    sheets = full([case()], Plaatsingen=Sheet([stay()], headers))  # type: ignore[arg-type]

    assert [] == findings(checked(sheets, on=date(2021, 3, 22)), "T04")
    assert ["fout"] == severities(checked(sheets, on=date(2021, 3, 30)), "T04")


def test_a_minimal_register_is_not_tested() -> None:
    """Without placements the reason is told."""
    found = outcome(checked(minimal(listed())), "T04")

    assert "niet_toetsbaar" == found.status.value
    assert "het register heeft geen blad Plaatsingen" == found.reason


def test_the_signal_names_the_cell_to_fill_in() -> None:
    """It stands at the leaving; the follow-up has a cell of its own."""
    found = only(stayed(stay(), on=date(2021, 3, 22)), "T04")

    assert "D2" == found.cell
    assert found.message.endswith("Regel het vervolg en vul de datum daarvan in F2 in.")
    assert "Vervolg geregeld op" not in found.message


def test_a_leaving_to_come_is_not_asked_for() -> None:
    """Where a date stands already it is told; where none does it is asked for."""
    on = date(2021, 4, 1)
    planned = only(stayed(stay(Uitstroomdatum=date(2021, 4, 20)), on=on), "T04").message
    blank = only(stayed(stay(), on=on), "T04").message

    assert planned.endswith(
        "De uitstroom staat gepland op 20-04-2021. Regel het vervolg; is de jeugdige al weg, "
        "verbeter dan D2."
    )
    assert blank.endswith("is de jeugdige al weg, vul dan de datum in D2 in.")
