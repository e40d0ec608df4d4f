"""T02: a session held within fourteen days after aanmelding."""

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
    session,
    severities,
    talk,
    unknown,
)

EXAMPLES = [
    ("D7", date(2021, 2, 1), date(2021, 2, 15), date(2021, 2, 15), date(2021, 2, 15)),
    ("D8", date(2021, 4, 13), date(2021, 4, 27), date(2021, 4, 26), date(2021, 4, 28)),
    ("D9", date(2021, 5, 9), date(2021, 5, 23), date(2021, 5, 21), date(2021, 5, 25)),
]
"""Aanmelddatum, deadline, last werkdag, and the deadline with *atw_verlenging*."""

ON_CASE = place(2, "Aanmelddatum", "Casussen", case())


def discussed(aangemeld: Any, overleg: Any, **changes: Any) -> dict[str, Any]:
    """A row of a minimal register in which only the clock of T02 matters."""
    return (
        listed(Aanmelddatum=aangemeld, Triagedatum=None, Overlegdatum=overleg)
        | {"Besluit verzonden op": None}
        | changes
    )


@pytest.mark.parametrize(("name", "start", "deadline", "workday", "extended"), EXAMPLES)
def test_the_deadline_counts_calendar_days(
    name: str, start: date, deadline: date, workday: date, extended: date
) -> None:
    """D7–D9: also on holidays, with the last werkdag shown; extended only when settings say so."""
    sheets = minimal(discussed(start, None))
    found = only(checked(sheets), "T02")
    later = only(checked(sheets, atw_verlenging=True), "T02")

    assert (deadline, extended) == (found.deadline, later.deadline)
    note = f"(laatste werkdag {workday:%d-%m-%Y})"
    assert (workday != deadline) == (note in found.message)


def test_the_last_day_is_in_time_and_the_next_is_not() -> None:
    """D7: held on 15-2 is on time, on 16-2 one day late: a warning at the overleg."""
    start = date(2021, 2, 1)
    report = checked(
        minimal(
            discussed(start, date(2021, 2, 15), Casusnummer="ET-2021-001"),
            discussed(start, date(2021, 2, 16), Casusnummer="ET-2021-002"),
        )
    )
    found = only(report, "T02")

    assert place(3, "Overlegdatum") == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", 1) == (found.severity.value, found.days)
    assert (
        "Overleg op 16-02-2021, 1 dag te laat. Aangemeld 01-02-2021; 14 dagen = 15-02-2021. "
        "Klopt de datum? Zo niet, verbeter I3."
    ) == found.message


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2021, 2, 10), []),
        (date(2021, 2, 11), ["info"]),
        (date(2021, 2, 15), ["info"]),
        (date(2021, 2, 16), ["fout"]),
    ],
)
def test_an_open_term_runs_to_the_peildatum(on: date, expected: list[str]) -> None:
    """Near its end it is told; once over and not held it is an error."""
    report = checked(minimal(discussed(date(2021, 2, 1), None)), on=on)

    assert expected == severities(report, "T02")


def test_an_open_term_counts_its_days_to_the_peildatum() -> None:
    """Ten days after the deadline it is ten days over."""
    report = checked(minimal(discussed(date(2021, 2, 1), None)), on=date(2021, 2, 25))

    assert 10 == only(report, "T02").days


@pytest.mark.parametrize("outcome_word", ["mondeling advies", "niet bespreken", "doorverwezen"])
def test_it_does_not_apply_when_the_case_is_not_tabled(outcome_word: str) -> None:
    """A triage with another outcome than *bespreken* asks for no session."""
    row = discussed(date(2021, 2, 1), None) | {"Triage-uitkomst": outcome_word}

    assert [] == findings(checked(minimal(row)), "T02")


def test_it_does_not_apply_to_an_adviesvraag_nor_once_withdrawn() -> None:
    """A question for advice has no term; nor has a case that was withdrawn or kept off."""
    start = date(2021, 2, 1)
    report = checked(
        minimal(
            discussed(start, None, Soort="adviesvraag"),
            discussed(start, None, Soort="aanmelding", Status="ingetrokken"),
            discussed(start, None, Soort=None, Status="niet op tafel") | {"Triage-uitkomst": None},
        )
    )

    assert [] == findings(report, "T02")
    assert outcome(report, "T02").reason is None


def test_the_clock_runs_while_the_triage_is_open() -> None:
    """An empty outcome of the triage does not stop the clock."""
    row = discussed(date(2021, 2, 1), None, Status="aangemeld") | {"Triage-uitkomst": None}

    assert ["fout"] == severities(checked(minimal(row)), "T02")


@pytest.mark.parametrize(
    "row",
    [
        discussed("volgt", None),
        discussed("x", date(2021, 3, 30)),
        discussed(date(2021, 2, 1), "ja"),
        discussed(date(2021, 2, 1), None) | {"Triage-uitkomst": "zoiets"},
    ],
)
def test_an_unknown_clock_gives_no_finding(row: dict[str, Any]) -> None:
    """A start or an end that says nothing, and an outcome that nobody knows, is *onbekend*."""
    report = checked(minimal(row))

    assert [] == findings(report, "T02")
    assert 1 == unknown(report, "T02")


def test_a_return_in_a_minimal_register_has_its_own_clock() -> None:
    """A second row with its own aanmelddatum is judged by itself."""
    report = checked(
        minimal(
            discussed(date(2021, 2, 1), date(2021, 2, 11)),
            discussed(date(2021, 6, 1), date(2021, 6, 20)),
        )
    )

    assert [(3, 5)] == [(found.row, found.days) for found in findings(report, "T02")]


def test_a_year_sheet_without_the_column_is_unknown() -> None:
    """Rows of a sheet without an overleg column give no false alarm."""
    row = discussed(date(2021, 2, 1), None)
    without = Sheet([row | {"Casusnummer": "ET-2021-002"}], [h for h in row if h != "Overlegdatum"])
    report = checked({"Aanmeldingen 2020": [row], "Aanmeldingen 2021": without})

    assert [place(2, "Overlegdatum", "Aanmeldingen 2020")] == cells(report, "T02")
    assert 1 == unknown(report, "T02")


def test_the_first_held_session_of_the_case_counts() -> None:
    """In a full register the finding stands at the aanmelding; only *gehouden* counts."""
    sessions = [
        session("OV-1", Overlegdatum=date(2021, 2, 9), Status="vervallen"),
        session("OV-2", Overlegdatum=date(2021, 2, 18)),
        session("OV-3", Overlegdatum=date(2021, 3, 4)),
    ]
    talks = [talk(held=number) for number in ("OV-3", "OV-1", "OV-2")]
    found = only(checked(full([case()], sessions, talks)), "T02")

    assert ON_CASE == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", 3) == (found.severity.value, found.days)
    assert "Overleg op 18-02-2021" in found.message


def test_a_case_without_a_held_session_is_open() -> None:
    """A case that was only planned, or not linked at all, is over when its term is."""
    report = checked(full([case()], [session(Status="gepland")], [talk()]))

    assert ["fout"] == severities(report, "T02")
    assert [ON_CASE] == cells(report, "T02")


@pytest.mark.parametrize(
    "sheets",
    [
        full([case()], [session(Status=None)], [talk()]),
        full([case()], [session(Overlegdatum="volgt")], [talk()]),
        full([case()], [session(Overlegdatum="x")], [talk()]),
        full([case()], [session()], [talk(held="OV-9")]),
        full([case(None)], [session()], [talk(None)]),
    ],
)
def test_a_session_that_may_have_been_in_time_is_unknown(sheets: Any) -> None:
    """A session without a state, a date or a row, and a case without a number, decide nothing."""
    report = checked(sheets)

    assert [] == findings(report, "T02")
    assert 1 == unknown(report, "T02")


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (None, ["waarschuwing"]),
        (date(2021, 2, 15), []),
        (date(2021, 2, 16), ["waarschuwing"]),
    ],
)
def test_an_open_case_needs_a_planned_session(planned: date | None, expected: list[str]) -> None:
    """Within the term a session is planned on or before its end; else that is a warning."""
    sessions = [] if planned is None else [session(Overlegdatum=planned, Status="gepland")]
    talks = [talk()] if sessions else []
    report = checked(full([case()], sessions, talks), on=date(2021, 2, 5))

    assert expected == severities(report, "T02")
    assert [ON_CASE] * len(expected) == cells(report, "T02")
    for found in findings(report, "T02"):
        assert found.message.startswith("Er is geen overleg gepland op of vóór 15-02-2021.")


def test_a_minimal_register_has_no_planning() -> None:
    """Without the sheet Overleggen nobody can say that nothing was planned."""
    report = checked(minimal(discussed(date(2021, 2, 1), None)), on=date(2021, 2, 5))

    assert [] == findings(report, "T02")


def test_a_later_overleg_of_an_open_case_is_a_plan() -> None:
    """In a minimal register a date to come is no session yet, so nothing is over or late."""
    row = discussed(date(2021, 2, 1), date(2021, 2, 14), Status="gepland")

    assert [] == findings(checked(minimal(row), on=date(2021, 2, 5)), "T02")


def test_sessions_without_their_own_sheet_are_not_tested() -> None:
    """With Overleggen and Besprekingen but no state of sessions there is nothing to judge by."""
    sheets = full([case()], [session()], [talk()])
    sheets["Overleggen"] = Sheet([session()], [h for h in session() if h != "Status"])
    found = outcome(checked(sheets), "T02")

    assert "niet_toetsbaar" == found.status.value
    assert "het register heeft geen kolom 'Status' (Overleggen)" == found.reason


def test_a_late_session_of_a_full_register_tells_both_dates_to_mend() -> None:
    """The finding stands at the aanmelding, the overleg on its own sheet."""
    sheets = full([case()], [session(Overlegdatum=date(2021, 2, 18))], [talk()])

    assert only(checked(sheets), "T02").message.endswith(
        "Kloppen de datums? Zo niet, verbeter de overlegdatum op Overleggen of de aanmelddatum in "
        "B2."
    )


def test_an_open_term_that_is_over_may_have_been_met() -> None:
    """The register may lag behind: recording comes before planning."""
    row = discussed(date(2021, 2, 1), None, Status="getrieerd")
    found = only(checked(minimal(row), on=date(2021, 2, 25)), "T02")

    assert (
        "Nog geen overleg gehouden, 10 dagen over de termijn. Aangemeld 01-02-2021; 14 dagen = "
        "15-02-2021. Is het overleg gehouden, leg het dan vast; zo niet, plan het."
    ) == found.message


def test_near_its_end_an_unplanned_case_is_one_warning() -> None:
    """That nothing is planned tells enough; with a plan the term itself is told."""
    near = date(2021, 2, 15)
    plan = [session(Overlegdatum=near, Status="gepland")]

    assert ["waarschuwing"] == severities(checked(full([case()]), on=near), "T02")
    assert ["info"] == severities(checked(full([case()], plan, [talk()]), on=near), "T02")


@pytest.mark.parametrize(
    "further",
    [{"Status": "afgesloten"}, {"Status": None, "Besluit verzonden op": date(2021, 2, 16)}],
)
def test_nobody_is_asked_to_plan_what_is_over(further: dict[str, Any]) -> None:
    """The case went on: the session was not recorded, or the case was never to be discussed."""
    row = discussed(date(2021, 2, 1), None) | further
    found = only(checked(minimal(row), on=date(2021, 2, 25)), "T02")

    assert ("fout", 10) == (found.severity.value, found.days)
    assert (
        "Geen overleg vastgelegd, en de casus is al verder; 10 dagen over de termijn. Aangemeld "
        "01-02-2021; 14 dagen = 15-02-2021. Is het gehouden, leg het dan vast; zo niet, verbeter "
        "de uitkomst van de triage of de status."
    ) == found.message


def test_a_team_that_records_no_session_is_told_once() -> None:
    """Five cases are past it and no day is filled in anywhere; one that is makes each count."""
    past = [
        discussed(date(2021, 2, 1), None, Casusnummer=f"ET-2021-{n:03d}", Status="afgesloten")
        for n in range(1, 6)
    ]
    told = outcome(checked(minimal(*past)), "T02")
    held = discussed(date(2021, 2, 1), date(2021, 2, 9), Casusnummer="ET-2021-006")

    assert "niet_toetsbaar" == told.status.value
    assert "'Overlegdatum' (Casussen) is nergens ingevuld" == told.reason
    assert 5 == len(findings(checked(minimal(*past, held)), "T02"))
    assert 4 == len(findings(checked(minimal(*past[:4])), "T02"))


def test_discussions_of_nobody_knows_which_case_deny_nothing() -> None:
    """Besprekingen without a single casusnummer: R05 asks for them, and no case is told."""
    cases = [case(f"ET-2021-{n:03d}") for n in range(1, 6)]
    report = checked(full(cases, [session()], [talk(None) for _ in cases]))

    assert [] == findings(report, "T02")
    assert "'Casusnummer' (Besprekingen) is nergens ingevuld" == outcome(report, "T02").reason


def test_sessions_without_any_discussion_deny_nothing() -> None:
    """Five sessions were held and Besprekingen is empty: which case was discussed is not kept."""
    held = [session(f"OV-{number}") for number in range(1, 6)]
    report = checked(full([case()], held))

    assert [] == findings(report, "T02")
    assert "op Besprekingen staat nog niets" == outcome(report, "T02").reason
    assert 1 == len(findings(checked(full([case()], held[:4])), "T02"))


def test_who_has_planned_is_not_asked_to_plan() -> None:
    """The term is over all the same; the planned day is told, on the case or on its own sheet."""
    later = date(2021, 3, 4)
    row = discussed(date(2021, 2, 1), later, Status="gepland")
    sessions = [session(Overlegdatum=later, Status="gepland")]
    alone = only(checked(minimal(row), on=date(2021, 2, 25)), "T02")
    cases = [case(Status="gepland")]
    apart = only(checked(full(cases, sessions, [talk()]), on=date(2021, 2, 25)), "T02")

    assert alone.message.endswith(
        "Is het overleg gehouden, leg het dan vast; gepland staat 04-03-2021."
    )
    assert alone.message == apart.message
    assert {("fout", 10)} == {(each.severity.value, each.days) for each in (alone, apart)}
