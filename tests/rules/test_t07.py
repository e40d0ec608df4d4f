"""T07: doorbraaktafels at most two weeks apart, on a fixed weekday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from registers import (
    ON,
    Report,
    Sheet,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    session,
    severities,
    unknown,
)

from expertteam_xl.findings import Status

FIRST = date(2021, 1, 5)
"""A Tuesday."""


def table(on: Any, number: int = 1, **changes: Any) -> dict[str, Any]:
    """A doorbraaktafel that was held on a day, or so many days after the first one."""
    day = FIRST + timedelta(days=on) if isinstance(on, int) else on
    return session(f"OV-{number}", Overlegdatum=day) | changes


def lapsed(on: Any, number: int = 1, **changes: Any) -> dict[str, Any]:
    """The same of one that lapsed."""
    return table(on, number, Status="vervallen") | changes


def agenda(*days: Any) -> list[dict[str, Any]]:
    """Tables on these days, the first of which lapsed."""
    first, *others = days
    rows = [each if isinstance(each, dict) else table(each, n) for n, each in enumerate(others, 2)]
    return [lapsed(first), *rows]


def met(*rows: dict[str, Any], on: date = ON, **settings: Any) -> Report:
    """What a check finds of these sessions."""
    return checked(full([], rows), on=on, **settings)


@pytest.mark.parametrize(("days", "found"), [(14, []), (15, ["waarschuwing"]), (7, [])])
def test_two_weeks_is_the_most(days: int, found: list[str]) -> None:
    """On the fourteenth day is in time, a day later is a warning; more often may be."""
    assert found == severities(met(*agenda(0, days, 2 * days)), "T07")[:1]


def test_the_finding_stands_at_the_later_table() -> None:
    """With both days and how far they lie apart; there is no term that can still be met."""
    found = only(met(*agenda(0, 14, 42, 56)), "T07")

    assert "Overleggen!B4" == f"{found.sheet}!{found.cell}"
    assert ("waarschuwing", None, None) == (found.severity.value, found.deadline, found.days)
    assert (
        "Doorbraaktafel op 16-02-2021, 28 dagen na de vorige (19-01-2021); afgesproken is "
        "hoogstens 14 dagen. Was er tussendoor een tafel, leg die dan vast; klopt de datum niet, "
        "verbeter B4."
    ) == found.message


def test_the_days_come_from_the_settings() -> None:
    """A region that meets every four weeks is held to those."""
    assert [] == cells(met(*agenda(0, 28, 56), sessie_interval_dagen=28), "T07")


@pytest.mark.parametrize("status", ["gehouden", "vervallen"])
def test_a_table_that_lapsed_keeps_the_rhythm(status: str) -> None:
    """It was on the agenda."""
    assert [] == cells(met(*agenda(0, table(14, 2, Status=status), 28)), "T07")


def test_a_cancelled_table_does_not() -> None:
    """The message tells which one it was."""
    found = only(met(*agenda(0, table(14, 2, Status="geannuleerd"), 28)), "T07")

    assert "Overleggen!B4" == f"{found.sheet}!{found.cell}"
    assert found.message.endswith(
        "Die van 19-01-2021 was geannuleerd: kwam er een andere voor in de plaats, leg die dan vast."
    )


def test_the_order_of_the_sheet_does_not_matter() -> None:
    """Nor do two tables on one day: they are one."""
    rows = agenda(0, 14, 14, 42)

    assert ["Overleggen!B2"] == cells(met(*reversed(rows)), "T07")


@pytest.mark.parametrize(
    "between",
    [
        {"Status": None},
        {"Status": "volgt"},
        {"Status": "afgelast"},
        {"Werkstroom": None},
        {"Werkstroom": "C"},
        {"Status": "gepland"},
        {"Overlegdatum": "x"},
        {"Overlegdatum": None},
    ],
)
def test_what_may_be_the_table_between_makes_a_gap_unknown(between: dict[str, Any]) -> None:
    """No state, no werkstroom, planned and never changed since, or a day that can't be read."""
    report = met(*agenda(0, table(14, 2) | between, 28))

    assert ([], 1) == (cells(report, "T07"), unknown(report, "T07"))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"Werkstroom": "B"},
        {"Status": "geannuleerd"},
        {"Status": "gepland", "Overlegdatum": None},
        {"Werkstroom": None, "Overlegdatum": None},
        {"Status": None, "Overlegdatum": FIRST - timedelta(days=1)},
    ],
)
def test_what_is_no_table_between_hides_nothing(elsewhere: dict[str, Any]) -> None:
    """Of werkstroom B, cancelled, without a day yet, of nobody knows what, or before the gap."""
    report = met(*agenda(0, table(14, 2) | elsewhere, 28))

    assert ["waarschuwing"] == severities(report, "T07")
    assert 0 == unknown(report, "T07")


def test_a_gap_that_still_lasts_is_none_yet() -> None:
    """Only two tables that were have a gap between them; what is planned or dated later is not."""
    later = [table(date(2022, 3, 1), 3), table(date(2022, 5, 1), 4, Status="gepland")]

    assert [] == cells(met(*agenda(0, 14), *later), "T07")


@pytest.mark.parametrize("stream", ["B", None])
def test_other_sessions_have_no_rhythm(stream: str | None) -> None:
    """Werkstroom B is on call, and so is the expertteam of 2018."""
    rows = [session(f"OV-{n}", Overlegdatum=date(2019, n, 1), Werkstroom=stream) for n in (1, 4)]
    rows += [session(f"OV-2{n}", Overlegdatum=date(2021, n, 1), Werkstroom="B") for n in (1, 4)]

    assert [] == cells(met(*rows, *agenda(0, 14)), "T07")


def test_a_table_under_the_convenant_of_2018_does_not_count() -> None:
    """There was no werkstroom A; V03 tells of it."""
    assert [] == cells(met(*agenda(date(2020, 6, 2), date(2020, 10, 6), date(2020, 10, 20))), "T07")


def test_a_team_that_writes_down_no_lapsed_tables_is_told_once() -> None:
    """Of one gap as always; of more together, at the last one."""
    found = only(met(*(table(day, day) for day in (0, 28, 42, 70, 105))), "T07")
    single = only(met(*(table(day, day) for day in (0, 28, 42))), "T07")

    assert ("waarschuwing", "Overleggen!B6") == (
        found.severity.value,
        f"{found.sheet}!{found.cell}",
    )
    assert (
        "3 keer zitten er meer dan 14 dagen tussen twee doorbraaktafels, het laatst voor die van "
        "20-04-2021 (35 dagen). Er staan geen vervallen tafels in het register: waren die er, leg "
        "ze dan vast."
    ) == found.message
    assert single.message.startswith("Doorbraaktafel op 02-02-2021, 28 dagen na de vorige")


def test_a_table_on_another_day_than_the_fixed_one() -> None:
    """Is told; the gap up to the next one is too."""
    report = met(*agenda(0, 14, 27, 42, 56))

    assert ["info", "waarschuwing"] == severities(report, "T07")
    assert ["Overleggen!B4", "Overleggen!B5"] == cells(report, "T07")
    assert (
        "Doorbraaktafel op maandag 01-02-2021; de vaste dag was in dat jaar dinsdag. Klopt de "
        "datum? Zo niet, verbeter B4."
    ) in [found.message for found in report.findings]


def test_of_a_table_that_comes_late_the_gap_is_told() -> None:
    """One finding a cell is enough."""
    assert ["waarschuwing"] == severities(met(*agenda(0, 14, 30, 42, 56)), "T07")


@pytest.mark.parametrize("extra", [(16,), (16, 20, 23), (-3,)])
def test_a_table_on_call_may_be_on_any_day(extra: tuple[int, ...]) -> None:
    """It comes on top of the fixed ones, or before the first."""
    rows = [table(day, 100 + day) for day in extra]

    assert [] == cells(met(*agenda(0, 14, 28, 42), *rows), "T07")


def test_the_last_table_on_another_day() -> None:
    """Stands in for the fixed day once that went by, and not while it is still to come."""
    rows = agenda(0, 14, 28, 41)
    past = met(*rows, on=FIRST + timedelta(days=42))
    still = met(*rows, table(42, 9, Status="gepland"), on=FIRST + timedelta(days=41))

    assert ["info"] == severities(past, "T07")
    assert [] == severities(still, "T07")


def test_a_session_that_may_be_the_one_on_the_fixed_day() -> None:
    """Leaves it open whether another stands in for it."""
    rows = agenda(0, 14, 27, table(28, 9, Status=None), 41, 42, 56)

    assert [] == [each for each in severities(met(*rows), "T07") if each == "info"]


def test_a_new_fixed_day_in_a_year_is_told_once() -> None:
    """The weekday that most tables of the year have is the fixed one; the others come together."""
    mondays = [-1, 13, 27, 41]
    report = met(*agenda(-15, *mondays, 49, 63, 77, 91, 105, 119))
    before = met(*agenda(-14, *mondays, 49, 63, 77, 91, 105, 119))

    assert [] == severities(report, "T07")
    assert ["Overleggen!B3"] == cells(before, "T07")
    assert ["info"] == severities(before, "T07")


def test_without_a_weekday_that_most_have_there_is_no_fixed_one() -> None:
    """Two tables on two weekdays say nothing."""
    assert [] == cells(met(*agenda(0, 13)), "T07")


@pytest.mark.parametrize("rows", [[], [table(0)], [lapsed(0)]])
def test_fewer_than_two_tables(rows: list[dict[str, Any]]) -> None:
    """Have nothing between them."""
    assert Status.GESLAAGD is outcome(met(*rows), "T07").status


def test_a_team_that_records_no_werkstroom() -> None:
    """Is told that once."""
    found = outcome(met(table(0, Werkstroom=None), table(28, 2, Werkstroom=None)), "T07")

    assert (Status.NIET_TOETSBAAR, "'Werkstroom' (Overleggen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


def test_a_register_without_sessions_is_not_tested() -> None:
    """A list of cases has none, and one without the column neither."""
    headers = [header for header in session() if header != "Status"]
    without = checked({"Overleggen": Sheet([table(0), table(28)], headers)})

    assert (
        "het register heeft geen blad Overleggen"
        == outcome(checked(minimal(listed())), "T07").reason
    )
    assert Status.NIET_TOETSBAAR is outcome(without, "T07").status
