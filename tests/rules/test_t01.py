"""T01: triage within five werkdagen after aanmelding."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    ON,
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
    unknown,
)

EXAMPLES = [
    ("D1", date(2021, 2, 1), date(2021, 2, 8), date(2021, 2, 8), date(2021, 2, 8)),
    ("D2", date(2021, 4, 1), date(2021, 4, 12), date(2021, 4, 9), date(2021, 4, 12)),
    ("D3", date(2021, 4, 30), date(2021, 5, 10), date(2021, 5, 10), date(2021, 5, 7)),
    ("D4", date(2020, 12, 22), date(2020, 12, 30), date(2020, 12, 30), date(2020, 12, 30)),
    ("D5", date(2021, 2, 6), date(2021, 2, 12), date(2021, 2, 12), date(2021, 2, 12)),
    ("D6", date(2021, 5, 7), date(2021, 5, 17), date(2021, 5, 17), date(2021, 5, 17)),
]
"""Aanmelddatum and deadline: by default, with Goede Vrijdag a werkdag, 5 mei off in lustra."""

ROW = {"Overlegdatum": None, "Besluit verzonden op": None}


UNTRIAGED: dict[str, Any] = {"Triage-uitkomst": None, "Status": "aangemeld"}
"""Of a case that got no further than its aanmelding."""


def triaged(aangemeld: date | str | None, triage: date | str | None, **changes: Any) -> Any:
    """A row of a minimal register in which only the clock of T01 matters."""
    return listed(Aanmelddatum=aangemeld, Triagedatum=triage, **ROW) | changes


@pytest.mark.parametrize(("name", "start", "normal", "friday", "lustrum"), EXAMPLES)
def test_the_deadline_skips_days_off(
    name: str, start: date, normal: date, friday: date, lustrum: date
) -> None:
    """D1–D6: the deadline, also with Goede Vrijdag worked or 5 mei off in lustrum years only."""
    sheets = minimal(triaged(start, None))
    settings: list[dict[str, Any]] = [
        {},
        {"goede_vrijdag": "werkdag"},
        {"bevrijdingsdag": "lustrum"},
    ]
    found = [only(checked(sheets, **each), "T01").deadline for each in settings]

    assert [normal, friday, lustrum] == found


def test_triage_on_the_deadline_is_in_time() -> None:
    """The fifth werkdag itself is on time, the day of the aanmelding too."""
    start = date(2021, 2, 1)
    report = checked(minimal(triaged(start, date(2021, 2, 8)), triaged(start, start)))

    assert [] == findings(report, "T01")


def test_late_triage_is_a_warning_in_werkdagen() -> None:
    """Three werkdagen over is a warning at the triage that shows the sum."""
    found = only(checked(minimal(triaged(date(2021, 2, 1), date(2021, 2, 11)))), "T01")

    assert "waarschuwing" == found.severity.value
    assert place(2, "Triagedatum") == f"{found.sheet}!{found.cell}"
    assert (date(2021, 2, 8), 3, "ET-2021-001") == (found.deadline, found.days, found.casusnummer)
    assert (
        "Triage op 11-02-2021, 3 werkdagen te laat. Aangemeld 01-02-2021; 5 werkdagen = "
        "08-02-2021. Klopt de datum? Zo niet, verbeter F2."
    ) == found.message


def test_the_sum_names_the_days_off() -> None:
    """The message tells which days off were left out."""
    found = only(checked(minimal(triaged(date(2021, 4, 1), date(2021, 4, 13)))), "T01")

    assert "5 werkdagen (Goede Vrijdag en Tweede paasdag niet meegeteld) = 12-04-2021" in (
        found.message
    )


def test_an_open_triage_is_counted_to_the_peildatum() -> None:
    """Not triaged and over is an error; its days run to the peildatum."""
    row = triaged(date(2021, 2, 1), None, **UNTRIAGED)
    found = only(checked(minimal(row), on=date(2021, 2, 11)), "T01")

    assert ("fout", 3) == (found.severity.value, found.days)
    assert found.message.startswith("Nog geen triage, 3 werkdagen over de termijn.")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 2, 3), []),
        (date(2021, 2, 4), ["info"]),
        (date(2021, 2, 8), ["info"]),
        (date(2021, 2, 9), ["fout"]),
    ],
)
def test_a_term_that_is_near_is_told(on: date, expected: list[str]) -> None:
    """From two werkdagen before the deadline of 8-2-2021 on it is info; after it an error."""
    report = checked(minimal(triaged(date(2021, 2, 1), None)), on=on)

    assert expected == severities(report, "T01")
    assert [None] * expected.count("info") == [
        found.days for found in findings(report, "T01") if found.severity.value == "info"
    ]


def test_a_weekend_after_the_deadline_is_late_by_less_than_a_werkdag() -> None:
    """Triage on the Saturday after the last day is late, though no werkdag has passed."""
    found = only(checked(minimal(triaged(date(2021, 2, 5), date(2021, 2, 13)))), "T01")

    assert ("waarschuwing", 0) == (found.severity.value, found.days)
    assert "minder dan een werkdag te laat" in found.message


@pytest.mark.parametrize(
    "row",
    [
        triaged(None, date(2021, 2, 11)),
        triaged("volgt", date(2021, 2, 11)),
        triaged("ja", date(2021, 2, 11)),
        triaged(date(2021, 2, 1), "x"),
        triaged(date(2021, 2, 1), "31-02-2021"),
    ],
)
def test_an_unknown_clock_gives_no_finding(row: dict[str, Any]) -> None:
    """A start that is blank or unreadable, or an end that can't be read, is *onbekend*."""
    report = checked(minimal(row))

    assert [] == findings(report, "T01")
    assert 1 == unknown(report, "T01")


def test_a_blank_word_for_the_triage_means_not_yet() -> None:
    """*volgt* and *nvt* are blanks: the triage has not happened."""
    rows = [triaged(date(2021, 2, 1), word, Casusnummer=word) for word in ("volgt", "nvt", "?")]

    assert ["fout"] * 3 == severities(checked(minimal(*rows)), "T01")


def test_it_does_not_apply_to_an_adviesvraag_or_a_withdrawn_case() -> None:
    """A question for advice needs no triage, nor does a case withdrawn before it."""
    start = date(2021, 2, 1)
    report = checked(
        minimal(
            triaged(start, None, Soort="adviesvraag"),
            triaged(start, None, Soort="aanmelding", Status="ingetrokken"),
            triaged(start, None, Soort="aanmelding") | {"Triage-uitkomst": "ingetrokken"},
        )
    )

    assert [] == findings(report, "T01")
    assert outcome(report, "T01").reason is None


def test_a_case_withdrawn_after_a_late_triage_was_late() -> None:
    """What was done too late stays too late."""
    report = checked(minimal(triaged(date(2021, 2, 1), date(2021, 2, 9), Status="ingetrokken")))

    assert ["waarschuwing"] == severities(report, "T01")


def test_it_holds_under_both_convenanten() -> None:
    """An aanmelding of 2018 has the same term."""
    report = checked(minimal(triaged(date(2018, 3, 1), date(2018, 3, 9), Werkstroom=None)))

    assert [date(2018, 3, 8)] == [found.deadline for found in findings(report, "T01")]


def test_it_stands_on_casussen_in_a_full_register() -> None:
    """With sheets of sessions the triage still stands on Casussen."""
    report = checked(full([case(Triagedatum=date(2021, 2, 9))]))

    assert [place(2, "Triagedatum", "Casussen", case())] == cells(report, "T01")


def test_a_year_sheet_without_the_column_is_unknown() -> None:
    """Rows of a sheet that has no triage column give no false alarm."""
    row = triaged(date(2021, 2, 1), None)
    with_it = Sheet([row])
    without = Sheet([row | {"Casusnummer": "ET-2021-002"}], [h for h in row if h != "Triagedatum"])
    report = checked({"Aanmeldingen 2020": with_it, "Aanmeldingen 2021": without})

    assert ["Aanmeldingen 2020!F2"] == cells(report, "T01")
    assert 1 == unknown(report, "T01")


def test_without_the_column_at_all_it_is_not_tested() -> None:
    """A register without triage dates gives no outcome but the reason why."""
    row = {h: v for h, v in listed().items() if h != "Triagedatum"}
    found = outcome(checked(minimal(row), on=ON), "T01")

    assert "niet_toetsbaar" == found.status.value
    assert "het register heeft geen kolom 'Triagedatum' (Casussen)" == found.reason


def test_another_term_in_the_settings_is_followed() -> None:
    """A region that agreed on three werkdagen is held to three."""
    found = only(
        checked(minimal(triaged(date(2021, 2, 1), date(2021, 2, 5))), triage_werkdagen=3), "T01"
    )

    assert (date(2021, 2, 4), 1) == (found.deadline, found.days)
    assert "3 werkdagen = 04-02-2021" in found.message


def test_an_open_triage_may_have_been_done() -> None:
    """The register may lag behind: filling in comes before doing."""
    row = triaged(date(2021, 2, 1), None, **UNTRIAGED)
    found = only(checked(minimal(row), on=date(2021, 2, 11)), "T01")

    assert found.message.endswith(
        "Is de triage gedaan, vul dan de datum in F2 in; zo niet, doe haar nu."
    )


@pytest.mark.parametrize(
    "further",
    [
        {"Triage-uitkomst": "bespreken"},
        {"Status": "afgesloten"},
        {"Overlegdatum": date(2021, 2, 9)},
        {"Afgesloten op": date(2021, 2, 10)},
    ],
)
def test_nobody_is_asked_to_do_a_triage_that_is_over(further: dict[str, Any]) -> None:
    """The case went on, so only the date is missing; it is an error all the same."""
    row = triaged(date(2021, 2, 1), None, **UNTRIAGED) | further
    found = only(checked(minimal(row), on=date(2021, 2, 11)), "T01")

    assert ("fout", 3) == (found.severity.value, found.days)
    assert (
        "Geen triagedatum, en de casus is al verder; 3 werkdagen over de termijn. Aangemeld "
        "01-02-2021; 5 werkdagen = 08-02-2021. Vul de datum in F2 in." == found.message
    )


def further(number: int, triage: date | None = None) -> dict[str, Any]:
    """A discussed case of a register that is one list."""
    return triaged(date(2021, 2, 1), triage, Casusnummer=f"ET-2021-{number:03d}")


def test_a_team_that_records_no_triage_is_told_once() -> None:
    """Five cases went on without one: it is not kept, and says nothing about what was done."""
    told = outcome(checked(minimal(*map(further, range(1, 6)))), "T01")

    assert ("niet_toetsbaar", 0) == (told.status.value, told.count)
    assert "'Triagedatum' (Casussen) is nergens ingevuld" == told.reason


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([further(n) for n in range(1, 5)], 4),
        ([further(1, date(2021, 2, 3)), *(further(n) for n in range(2, 8))], 6),
        ([further(n) | UNTRIAGED for n in range(1, 7)], 6),
    ],
    ids=["too few", "one is filled in", "no case went on"],
)
def test_where_that_can_not_be_said_every_case_is_told(
    rows: list[dict[str, Any]], number: int
) -> None:
    """A triage that is not there may not have been done."""
    assert number == len(findings(checked(minimal(*rows)), "T01"))


def test_in_the_weekend_after_the_deadline_the_term_is_over() -> None:
    """No werkdag has passed, so none is counted in words."""
    row = triaged(date(2021, 2, 5), None, **UNTRIAGED)
    found = only(checked(minimal(row), on=date(2021, 2, 13)), "T01")

    assert ("fout", 0) == (found.severity.value, found.days)
    assert found.message.startswith("Nog geen triage, de termijn is voorbij. Aangemeld 05-02-2021;")
