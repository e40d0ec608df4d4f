"""M03: a case that returns is told; a vervolgsessie is no return."""

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

Told = tuple[date, str, str, bool | None, bool]
"""Overlegdatum, werkstroom, status, sessie afgerond, advies gegeven."""

CASES: list[tuple[str, list[Told], str]] = [
    ("R1", [(date(2021, 2, 11), "A", "gehouden", True, True)], "nieuw"),
    (
        "R2",
        [
            (date(2021, 2, 11), "A", "gehouden", False, True),
            (date(2021, 2, 25), "A", "gehouden", True, True),
        ],
        "vervolgsessie",
    ),
    (
        "R3",
        [
            (date(2021, 2, 11), "A", "gehouden", True, True),
            (date(2021, 6, 17), "A", "gehouden", True, True),
        ],
        "terugkeer",
    ),
    (
        "R4",
        [
            (date(2021, 2, 11), "A", "gehouden", True, True),
            (date(2021, 6, 8), "B", "gehouden", True, True),
        ],
        "terugkeer",
    ),
    (
        "R5",
        [
            (date(2021, 2, 11), "A", "vervallen", False, False),
            (date(2021, 2, 25), "A", "gehouden", True, True),
        ],
        "nieuw",
    ),
    (
        "R6",
        [
            (date(2021, 3, 2), "B", "gehouden", None, False),
            (date(2021, 3, 16), "B", "gehouden", None, True),
        ],
        "vervolgsessie",
    ),
    (
        "R7",
        [
            (date(2021, 3, 2), "B", "gehouden", None, True),
            (date(2021, 9, 14), "B", "gehouden", None, True),
        ],
        "terugkeer",
    ),
]

YES_NO = {True: "ja", False: "nee", None: None}


def history(told: list[Told]) -> Any:
    """A register in which one case was discussed so."""
    sessions, talks, advices = [], [], []
    for i, (day, stream, status, finished, given) in enumerate(told, 1):
        sessions.append(session(f"OV-{i}", Overlegdatum=day, Werkstroom=stream, Status=status))
        talks.append(talk(held=f"OV-{i}") | {"Sessie afgerond": YES_NO[finished]})
        if given:
            advices.append(advice(f"AD-{i}", held=f"OV-{i}"))
    return full([case(Werkstroom=told[0][1])], sessions, talks, advices)


@pytest.mark.parametrize(("name", "told", "expected"), CASES)
def test_only_a_return_is_found(name: str, told: list[Told], expected: str) -> None:
    """R1–R7: a return is a warning at the casusnummer of the discussion that is the return."""
    report = checked(history(told))
    count = 1 if expected == "terugkeer" else 0

    assert ["waarschuwing"] * count == severities(report, "M03")
    assert [place(3, "Casusnummer", "Besprekingen", talk())] * count == cells(report, "M03")


def test_a_change_of_werkstroom_is_tagged() -> None:
    """R3 is a heraanmelding, R4 a werkstroomwissel."""
    told = {name: told for name, told, _ in CASES}
    same, other = (only(checked(history(told[name])), "M03") for name in ("R3", "R4"))

    assert same.message.startswith(
        "Terugkeer (heraanmelding): eerdere bespreking op 11-02-2021, deze op 17-06-2021."
    )
    assert other.message.startswith("Terugkeer (werkstroomwissel):")
    assert "ET-2021-001" == same.casusnummer


def test_blank_is_finished() -> None:
    """A first session of A of which nobody wrote whether it was finished, was finished."""
    told: list[Told] = [
        (date(2021, 2, 11), "A", "gehouden", None, True),
        (date(2021, 6, 17), "A", "gehouden", None, True),
    ]

    assert ["waarschuwing"] == severities(checked(history(told)), "M03")


def test_every_return_is_told() -> None:
    """A second return is a finding of its own."""
    told: list[Told] = [(date(2021, month, 11), "A", "gehouden", True, True) for month in (2, 5, 8)]

    assert ["Besprekingen!B3", "Besprekingen!B4"] == cells(checked(history(told)), "M03")


def test_the_order_of_rows_does_not_matter() -> None:
    """The later discussion is the return, also when its row comes first."""
    sheets = full(
        [case()],
        [session("OV-2", Overlegdatum=date(2021, 6, 17)), session("OV-1")],
        [talk(held="OV-2"), talk(held="OV-1")],
        [advice()],
    )

    assert ["Besprekingen!B2"] == cells(checked(sheets), "M03")


def test_a_youth_is_known_by_the_jeugdigesleutel() -> None:
    """Under a new casusnummer the same youth returns; another youth does not."""
    youth, other = {"Jeugdigesleutel": "J1"}, {"Jeugdigesleutel": "J2"}
    sessions = [session(), session("OV-2", Overlegdatum=date(2021, 6, 17))]
    talks = [talk(), talk("ET-2021-002", "OV-2")]

    def of(second: dict[str, Any]) -> Any:
        return checked(
            full([case() | youth, case("ET-2021-002") | second], sessions, talks, [advice()])
        )

    assert ["ET-2021-002"] == [found.casusnummer for found in findings(of(youth), "M03")]
    assert [] == findings(of(other), "M03")


def test_twice_in_one_session_is_one_discussion() -> None:
    """A double row, or two cases of one youth in one session, is no return."""
    youth = {"Jeugdigesleutel": "J1"}
    sheets = full(
        [case() | youth, case("ET-2021-002") | youth],
        [session()],
        [talk(), talk(), talk("ET-2021-002")],
    )

    assert [] == findings(checked(sheets), "M03")


def test_what_cannot_be_told_is_unknown() -> None:
    """An unreadable Sessie afgerond, and a session without a state, decide nothing."""
    later = session("OV-2", Overlegdatum=date(2021, 6, 17))
    unreadable = full(
        [case()],
        [session(), later],
        [talk() | {"Sessie afgerond": "bijna"}, talk(held="OV-2")],
        [advice()],
    )
    no_state = full(
        [case()], [session(), later | {"Status": None}], [talk(), talk(held="OV-2")], [advice()]
    )

    for report in (checked(unreadable), checked(no_state)):
        assert [] == findings(report, "M03")
        assert 1 == unknown(report, "M03")


def test_without_advices_the_session_decides() -> None:
    """A register that records no advices can't call every session of B unfinished."""
    sheets = full(
        [case(Werkstroom="B")],
        [session(Werkstroom="B"), session("OV-2", Overlegdatum=date(2021, 6, 17), Werkstroom="B")],
        [talk(), talk(held="OV-2")],
        None,
    )

    assert ["waarschuwing"] == severities(checked(sheets), "M03")


def test_the_same_number_on_another_day_in_a_minimal_register() -> None:
    """There the later row is the return, at its casusnummer; it is no duplicate (R06)."""
    second = listed(Aanmelddatum=date(2021, 6, 1), Triagedatum=None, Overlegdatum=None)
    report = checked(minimal(listed(), second | {"Besluit verzonden op": None}))
    found = only(report, "M03")

    assert "Aanmeldingen!A3" == f"{found.sheet}!{found.cell}"
    assert "eerdere aanmelding op 01-02-2021, deze op 01-06-2021" in found.message
    assert [] == findings(report, "R06")


def test_the_same_number_on_the_same_day_is_a_duplicate() -> None:
    """With equal aanmelddatums it is R06; with an unknown one it is neither."""
    same = checked(minimal(listed(), listed()))
    undated = checked(minimal(listed(), listed(Aanmelddatum="x")))

    assert ([], ["Aanmeldingen!A3"]) == (findings(same, "M03"), cells(same, "R06"))
    assert ([], []) == (findings(undated, "M03"), findings(undated, "R06"))
    assert 1 == unknown(undated, "M03")


def test_year_sheets_are_one_register() -> None:
    """A case of an earlier year sheet that comes again is a return."""
    again = listed(Aanmelddatum=date(2021, 6, 1), Triagedatum=None, Overlegdatum=None)
    report = checked({"Aanmeldingen 2020": [listed()], "Aanmeldingen 2021": [again]})

    assert ["Aanmeldingen 2021!A2"] == cells(report, "M03")


def test_discussions_without_a_state_column_are_not_tested() -> None:
    """A full register in which nobody can see what was held does not pass by its aanmeldingen."""
    sheets = full([case()], [session()], [talk()])
    sheets["Overleggen"] = Sheet([session()], [h for h in session() if h != "Status"])

    assert "niet_toetsbaar" == outcome(checked(sheets), "M03").status.value


ANEW = "begint de nummering op elk blad opnieuw? Geef dan elk jaar eigen nummers, zoals ET-2021-001"


def aangemeld(number: str, year: int, day: int, **changes: Any) -> dict[str, Any]:
    """A row of a year sheet."""
    return listed(number, Aanmelddatum=date(year, 1, day), **changes)


def year_sheets(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> Any:
    """What a check gives for two year sheets."""
    return checked({"Aanmeldingen 2020": first, "Aanmeldingen 2021": second})


@pytest.mark.parametrize(("count", "expected"), [(4, None), (5, ANEW), (9, ANEW)])
def test_numbers_that_begin_anew_on_each_sheet_are_remarked(
    count: int, expected: str | None
) -> None:
    """Five returns or more that all repeat a number of the other sheet are hardly returns."""
    numbers = [str(number) for number in range(1, count + 1)]
    report = year_sheets(
        [aangemeld(number, 2020, day) for day, number in enumerate(numbers, 1)],
        [aangemeld(number, 2021, day) for day, number in enumerate(numbers, 1)],
    )

    assert ["waarschuwing"] * count == severities(report, "M03")
    assert expected == outcome(report, "M03").reason


@pytest.mark.parametrize(("elsewhere", "expected"), [(8, ANEW), (7, None)])
def test_nearly_all_returns_must_repeat_another_sheet(elsewhere: int, expected: str | None) -> None:
    """Ten returns, of which so many repeat a number of the other sheet: eight will do."""
    numbers = [str(number) for number in range(1, elsewhere + 1)]
    within = [str(number) for number in range(elsewhere + 1, 11)]
    report = year_sheets(
        [aangemeld(number, 2020, day) for day, number in enumerate(numbers, 1)],
        [aangemeld(number, 2021, day) for day, number in enumerate(numbers, 1)]
        + [aangemeld(number, 2021, day) for number in within for day in (20, 21)],
    )

    assert 10 == len(findings(report, "M03"))
    assert expected == outcome(report, "M03").reason


def test_known_youths_under_new_numbers_are_no_numbering() -> None:
    """A return by jeugdigesleutel repeats no number."""
    rows = [
        [
            aangemeld(f"ET-{year}-{i:03d}", year, i, Jeugdigesleutel=f"J{i}", Werkstroom=None)
            for i in range(1, 7)
        ]
        for year in (2020, 2021)
    ]
    report = year_sheets(*rows)

    assert (6, None) == (len(findings(report, "M03")), outcome(report, "M03").reason)
