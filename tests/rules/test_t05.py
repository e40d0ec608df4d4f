"""T05: the besluit is sent on the next werkdag at the latest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import (
    Sheet,
    advice,
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
    ("D13", date(2021, 2, 10), date(2021, 2, 11)),
    ("D14", date(2021, 2, 12), date(2021, 2, 15)),
    ("D15", date(2021, 4, 1), date(2021, 4, 6)),
]
"""Overlegdatum and deadline."""

OLD = date(2019, 5, 2)


def decided(overleg: Any, sent: Any, **changes: Any) -> dict[str, Any]:
    """A row of a minimal register in which only the clock of T05 matters."""
    start = overleg if isinstance(overleg, date) else date(2021, 2, 1)
    row = listed(Aanmelddatum=start, Triagedatum=start, Overlegdatum=overleg)
    return row | {"Besluit verzonden op": sent} | changes


def advised(
    *advices: dict[str, Any],
    session_changes: dict[str, Any] | None = None,
    talk_changes: dict[str, Any] | None = None,
    case_changes: dict[str, Any] | None = None,
) -> Any:
    """A case that was discussed once, with these advices."""
    return checked(
        full(
            [case() | (case_changes or {})],
            [session(**(session_changes or {}))],
            [talk() | (talk_changes or {})],
            advices,
        )
    )


@pytest.mark.parametrize(("name", "overleg", "deadline"), EXAMPLES)
def test_the_deadline_is_the_next_werkdag(name: str, overleg: date, deadline: date) -> None:
    """D13–D15: over weekends and days off; on the deadline is in time."""
    open_one = only(checked(minimal(decided(overleg, None))), "T05")
    in_time = checked(minimal(decided(overleg, deadline), decided(overleg, overleg)))

    assert deadline == open_one.deadline
    assert [] == findings(in_time, "T05")


def test_late_is_a_warning_in_calendar_days() -> None:
    """Sent on Wednesday after a meeting on Friday is two days late, with the sum."""
    found = only(checked(minimal(decided(date(2021, 2, 12), date(2021, 2, 17)))), "T05")

    assert place(2, "Besluit verzonden op") == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", 2) == (found.severity.value, found.days)
    assert (
        "Besluit verzonden op 17-02-2021, 2 dagen te laat. Overleg 12-02-2021; 1 werkdag = "
        f"15-02-2021. Klopt de datum? Zo niet, verbeter {found.cell}."
    ) == found.message


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2021, 2, 10), ["info"]), (date(2021, 2, 11), ["info"]), (date(2021, 2, 12), ["fout"])],
)
def test_not_sent_yet(on: date, expected: list[str]) -> None:
    """Within the term it is told, after it an error."""
    report = checked(minimal(decided(date(2021, 2, 10), None)), on=on)

    assert expected == severities(report, "T05")


def test_days_off_stand_in_the_sum() -> None:
    """The message tells why the deadline is so late."""
    found = only(checked(minimal(decided(date(2021, 4, 1), None))), "T05")

    assert "1 werkdag (Goede Vrijdag en Tweede paasdag niet meegeteld) = 06-04-2021" in (
        found.message
    )


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (decided(None, None), 0),
        (decided("x", None), 0),
        (decided(date(2021, 2, 10), "ja"), 1),
        (decided(date(2021, 2, 10), None) | {"Triage-uitkomst": "mondeling advies"}, 0),
    ],
)
def test_without_a_clock_there_is_no_finding(row: dict[str, Any], number: int) -> None:
    """No overleg, an end that can't be read, and a mondeling advies give nothing."""
    report = checked(minimal(row))

    assert [] == findings(report, "T05")
    assert number == unknown(report, "T05")


def test_an_unfinished_discussion_of_a_minimal_register() -> None:
    """In B a row without advice before a later session is nvt; in A, and the last one, it is not."""
    first, second = decided(date(2021, 2, 10), None), decided(date(2021, 3, 10), None)
    in_b = checked(minimal(first | {"Werkstroom": "B"}, second | {"Werkstroom": "B"}))
    in_a = checked(minimal(first, second))

    assert [3] == [found.row for found in findings(in_b, "T05")]
    assert [2, 3] == [found.row for found in findings(in_a, "T05")]


def test_advices_beside_a_minimal_register_lead() -> None:
    """An empty cell on the case decides nothing when the case has an advice on its own sheet."""
    sheets: dict[str, Any] = minimal(
        decided(date(2021, 2, 10), None),
        decided(date(2021, 2, 10), None, Casusnummer="ET-2021-002"),
    )
    report = checked(sheets | {"Adviezen": [advice(held=None)]})

    assert [3] == [found.row for found in findings(report, "T05")]
    assert 1 == unknown(report, "T05")


def test_a_year_sheet_without_the_column_is_unknown() -> None:
    """Rows of a sheet without that column give no false alarm."""
    row = decided(date(2021, 2, 10), None)
    headers = [h for h in row if h != "Besluit verzonden op"]
    without = Sheet([row | {"Casusnummer": "ET-2021-002"}], headers)
    report = checked({"Aanmeldingen 2020": [row], "Aanmeldingen 2021": without})

    assert [place(2, "Besluit verzonden op", "Aanmeldingen 2020")] == cells(report, "T05")
    assert 1 == unknown(report, "T05")


def test_an_advice_that_was_sent_late() -> None:
    """In a full register the finding stands at the advice; on time gives none."""
    late = advice() | {"Besluit verzonden op": date(2021, 2, 16)}
    found = only(advised(late), "T05")

    assert place(2, "Besluit verzonden op", "Adviezen", advice()) == f"{found.sheet}!{found.cell}"
    assert (4, date(2021, 2, 12), "ET-2021-001") == (found.days, found.deadline, found.casusnummer)
    assert [] == findings(advised(advice()), "T05")


def test_an_advice_that_was_not_sent() -> None:
    """An empty date of sending is not sent yet."""
    report = advised(advice() | {"Besluit verzonden op": "volgt"})

    assert ["fout"] == severities(report, "T05")


def test_a_finished_discussion_without_an_advice() -> None:
    """It stands at the casusnummer of the discussion."""
    found = only(advised(), "T05")

    assert place(2, "Casusnummer", "Besprekingen", talk()) == f"{found.sheet}!{found.cell}"
    assert "fout" == found.severity.value
    assert found.message.startswith("Nog geen advies vastgelegd,")


def test_an_unfinished_session_of_werkstroom_a() -> None:
    """Sessie afgerond = nee needs no besluit yet, with or without an advice."""
    late = advice() | {"Besluit verzonden op": None}
    unfinished = {"Sessie afgerond": "nee"}

    assert [] == findings(advised(talk_changes=unfinished), "T05")
    assert [] == findings(advised(late, talk_changes=unfinished), "T05")
    assert ["fout"] == severities(advised(talk_changes={"Sessie afgerond": None}), "T05")


@pytest.mark.parametrize(
    ("status", "expected"), [("gehouden", [3]), ("gepland", []), ("geannuleerd", [2])]
)
@pytest.mark.parametrize("stream", ["B", None])
def test_an_unfinished_discussion_elsewhere(
    stream: str | None, status: str, expected: list[int]
) -> None:
    """In B and under 2018 no advice and a later session, held or planned, is unfinished."""
    first, second = (OLD, date(2019, 6, 6)) if stream is None else (date(2021, 2, 11),) * 2
    second = second if stream is None else date(2021, 3, 11)
    changes = {"Werkstroom": stream}
    report = checked(
        full(
            [case(Aanmelddatum=first, Triagedatum=first) | changes],
            [
                session(Overlegdatum=first) | changes,
                session("OV-2", Overlegdatum=second, Status=status) | changes,
            ],
            [talk(), talk(held="OV-2")],
        )
    )

    assert expected == [found.row for found in findings(report, "T05")]


def test_a_mondeling_advies_has_no_term() -> None:
    """By the sort of the advice, by its empty overlegnummer, and by the triage."""
    not_sent = {"Besluit verzonden op": None}
    by_sort = advised(advice(Soort="mondeling") | not_sent)
    by_number = advised(advice(held=None) | not_sent, session_changes={"Status": "gepland"})
    by_triage = advised(case_changes={"Triage-uitkomst": "mondeling advies"})

    assert [[], [], []] == [findings(each, "T05") for each in (by_sort, by_number, by_triage)]


@pytest.mark.parametrize("status", ["gepland", "vervallen", "geannuleerd"])
def test_a_session_that_was_not_held_asks_for_nothing(status: str) -> None:
    """The clock starts with a held session."""
    report = advised(advice() | {"Besluit verzonden op": None}, session_changes={"Status": status})

    assert [] == findings(report, "T05")
    assert outcome(report, "T05").reason is None


@pytest.mark.parametrize(
    ("advices", "changes", "number"),
    [
        ([advice() | {"Besluit verzonden op": "x"}], {}, 1),
        ([advice() | {"Besluit verzonden op": None}], {"Overlegdatum": "x"}, 1),
        ([advice() | {"Besluit verzonden op": None}], {"Status": None}, 1),
        ([advice(held="OV-9") | {"Besluit verzonden op": None}], {}, 2),
    ],
)
def test_what_cannot_be_told_is_unknown(
    advices: list[dict[str, Any]], changes: dict[str, Any], number: int
) -> None:
    """Unreadable dates, a session without a state, an advice of no session that exists."""
    report = advised(*advices, session_changes=changes)

    assert [] == findings(report, "T05")
    assert number == unknown(report, "T05")


def test_a_case_twice_in_one_session_is_one_clock() -> None:
    """A double row of Besprekingen asks for one advice."""
    report = checked(full([case()], [session()], [talk(), talk()]))

    assert [2] == [found.row for found in findings(report, "T05")]


def went_on(number: int, **changes: Any) -> dict[str, Any]:
    """A discussed case of a minimal register that was closed, without a day of sending."""
    name = f"ET-2021-{number:03d}"
    return decided(date(2021, 2, 10), None, Casusnummer=name, Status="afgesloten", **changes)


def test_a_team_that_records_no_sending_is_told_once() -> None:
    """Five cases went on; that the day is nowhere tells nothing of what was done."""
    told = outcome(checked(minimal(*map(went_on, range(1, 6)))), "T05")
    few = checked(minimal(*map(went_on, range(1, 5))))
    one = checked(minimal(*map(went_on, range(1, 6)), decided(date(2021, 2, 10), OLD)))

    assert "niet_toetsbaar" == told.status.value
    assert "'Besluit verzonden op' (Casussen) is nergens ingevuld" == told.reason
    assert [4, 5] == [len(findings(each, "T05")) for each in (few, one)]


def closed(number: int, **changes: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A closed case with its discussion and an advice that was not sent as far as one can see."""
    name = f"ET-2021-{number:03d}"
    unsent = advice(f"AD-{number}", name) | {"Besluit verzonden op": None}
    return case(name, Status="afgesloten"), talk(name), unsent | changes


def test_the_same_holds_for_sheets_of_advices() -> None:
    """Advices without any day of sending, and a sheet of advices without a row."""
    cases, talks, advices = zip(*map(closed, range(1, 6)), strict=True)
    unsent = outcome(checked(full(cases, [session()], talks, advices)), "T05")
    empty = outcome(checked(full(cases, [session()], talks)), "T05")

    assert "'Besluit verzonden op' (Adviezen) is nergens ingevuld" == unsent.reason
    assert "op Adviezen staat nog niets" == empty.reason
    assert ["niet_toetsbaar"] * 2 == [unsent.status.value, empty.status.value]


def test_an_advice_without_its_session_may_be_the_one() -> None:
    """A zwaarwegend advies came from a session; which one can't be told, so nothing is found."""
    report = advised(advice(held=None))

    assert ([], 1) == (findings(report, "T05"), unknown(report, "T05"))


def test_where_no_advice_names_a_session_any_may_be_the_one() -> None:
    """The team does not record it, so an empty overlegnummer is no sign of a mondeling advies."""
    cases, talks, advices = zip(
        *(closed(n, Overlegnummer=None, Soort=None) for n in range(1, 6)), strict=True
    )
    report = checked(full(cases, [session()], talks, advices))

    assert ([], 5) == (findings(report, "T05"), unknown(report, "T05"))


def test_an_advice_without_its_case_may_be_the_one() -> None:
    """R05 asks for its casusnummer; that no advice was recorded would be the same thing twice."""
    report = advised(advice(of=None))

    assert ([], 1) == (findings(report, "T05"), unknown(report, "T05"))
