"""F07: on the overlegdatum exactly one tariff holds for a partner and a tariefcode."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from money_rows import at, attendee, declared, partner, tariff, tariff_at
from registers import cells, findings, only, session, severities, talk, unknown

from expertteam_xl.declared import cents_per_hour, tariffs
from expertteam_xl.rules.context import Context

HELD = date(2021, 2, 11)
"""The day of the meeting."""


def day(number: int) -> date:
    """So many days after the meeting."""
    return HELD + timedelta(days=number)


def period(first: date | None, last: date | None, cents: int = 9600, **more: Any) -> dict[str, Any]:
    """A tariff from the first up to and including the last day."""
    return tariff(cents=cents) | {"Geldig van": first, "Geldig tot": last} | more


def rated(*rates: dict[str, Any], row: dict[str, Any] | None = None, **sheets: Any) -> Any:
    """A check of one row at one meeting with these tariffs."""
    return declared(row or attendee(), tariffs=rates, **sheets)


def cents(report: Any) -> list[int]:
    """The tariff of every row of Deelnames in cents; -1 for none."""
    context = Context(report.register, report.on)
    amounts = cents_per_hour(context).tolist()
    return [amounts[row] if row >= 0 else -1 for row in tariffs(context).row.tolist()]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (day(0), day(0)),
        (day(0), None),
        (day(-9), day(0)),
        (day(-9), None),
        (day(-9), day(9)),
        (day(-9), "nvt"),
    ],
)
def test_both_days_are_included(first: date, last: date | None) -> None:
    """On the first and on the last day it holds; blank is until further notice."""
    report = rated(period(first, last))

    assert [] == findings(report, "F07")
    assert [9600] == cents(report)


@pytest.mark.parametrize(
    ("first", "last", "cell"),
    [
        (day(-9), day(-1), tariff_at(2, "Geldig tot")),
        (day(1), None, tariff_at(2, "Geldig van")),
        (day(1), day(9), tariff_at(2, "Geldig van")),
    ],
)
def test_a_day_outside_is_a_gap(first: date, last: date | None, cell: str) -> None:
    """It stands at the date beside the gap: the end before it, else the first begin after it."""
    report = rated(period(first, last))

    assert [cell] == cells(report, "F07")
    assert ["fout"] == severities(report, "F07")
    assert [-1] == cents(report)


def test_the_tariff_of_the_day() -> None:
    """FX8: 96,00 until 31-12-2021, then 98,88."""
    rates = [
        period(date(2018, 1, 1), date(2021, 12, 31)),
        period(date(2022, 1, 1), None, 9888),
    ]
    days = [date(2021, 12, 16), date(2022, 1, 13), date(2021, 12, 31), date(2022, 1, 1)]
    held = [f"OV-{number}" for number in range(len(days))]
    report = declared(
        *[attendee(held=number) for number in held],
        tariffs=rates,
        sessions=[session(n, Overlegdatum=d) for n, d in zip(held, days, strict=True)],
        talks=[talk(held=number) for number in held],
    )

    assert [9600, 9888, 9600, 9888] == cents(report)
    assert [] == findings(report, "F07")


def test_a_gap_is_told_once() -> None:
    """However many rows fall in it, with when they were."""
    rates = [period(date(2018, 1, 1), date(2020, 12, 31)), period(date(2021, 3, 1), None)]
    days = [date(2021, 2, 11), date(2021, 1, 1), date(2021, 2, 28), date(2021, 3, 1)]
    held = [f"OV-{number}" for number in range(len(days))]
    report = declared(
        *[attendee(held=number) for number in (*held, *held)],
        tariffs=rates,
        sessions=[session(n, Overlegdatum=d) for n, d in zip(held, days, strict=True)],
        talks=[talk(held=number) for number in held],
    )

    assert [tariff_at(2, "Geldig tot")] == cells(report, "F07")
    assert (
        "Na deze datum heeft deze partner met deze tariefcode geen tarief, en wel tijd: 6 rijen op "
        "Deelnames (01-01-2021 tot en met 28-02-2021). Voeg een tarief toe, of verbeter E2."
    ) == only(report, "F07").message


def test_each_gap_is_told() -> None:
    """Before the first tariff and after the last one."""
    days = [day(-20), day(20)]
    report = declared(
        attendee(),
        attendee(held="OV-2"),
        tariffs=[period(day(-5), day(5))],
        sessions=[session("OV-1", Overlegdatum=days[0]), session("OV-2", Overlegdatum=days[1])],
        talks=[talk(), talk(held="OV-2")],
    )

    assert [tariff_at(2, "Geldig van"), tariff_at(2, "Geldig tot")] == cells(report, "F07")


@pytest.mark.parametrize(
    ("one", "two", "cell"),
    [
        ((day(-9), day(0)), (day(0), None), tariff_at(3, "Geldig van")),
        ((day(-9), None), (day(5), None), tariff_at(3, "Geldig van")),
        ((day(5), None), (day(-9), None), tariff_at(2, "Geldig van")),
        ((day(-9), day(9)), (day(-5), day(5)), tariff_at(3, "Geldig van")),
        ((day(-9), day(9)), (day(-9), day(9)), tariff_at(3, "Geldig van")),
        ((day(50), day(60)), (day(60), day(70)), tariff_at(3, "Geldig van")),
    ],
)
def test_overlaps(one: tuple[Any, Any], two: tuple[Any, Any], cell: str) -> None:
    """A shared day is one, in use or not; it stands at the one that begins later."""
    report = rated(period(*one), period(*two, 9888))
    found = findings(report, "F07")

    assert cell in cells(report, "F07")
    assert {"fout"} == {each.severity.value for each in found}


def test_an_overlap_with_a_longer_one_before_it() -> None:
    """Each tariff is compared with the one that lasts longest, not only with its neighbour."""
    rates = [
        period(day(-90), None),
        period(day(-80), day(-70)),
        period(day(-60), day(-50)),
    ]
    report = rated(*rates)

    assert [tariff_at(3, "Geldig van"), tariff_at(4, "Geldig van")] == cells(report, "F07")
    assert "dat van rij 2" in findings(report, "F07")[1].message


def test_the_message_of_an_overlap() -> None:
    """When both hold, and what to mend."""
    report = rated(period(day(-9), day(0)), period(day(0), None))

    assert (
        "Dit tarief geldt vanaf 11-02-2021, terwijl dat van rij 2 voor dezelfde partner en "
        "tariefcode geldt tot en met 11-02-2021; er gelden dan twee tarieven. Verbeter D3 of dat "
        "einde."
    ) == only(report, "F07").message
    assert [-1] == cents(report)


@pytest.mark.parametrize(
    "rates",
    [
        (period(day(-9), day(0)), period(day(1), None)),
        (period(day(-9), None), period(day(-9), None, Tariefcode="JW")),
        (period(day(-9), None), period(day(-9), None, Partner="Kwintes")),
    ],
)
def test_no_overlap(rates: tuple[Any, ...]) -> None:
    """The next day, another code, another partner."""
    report = rated(*rates, partners=[partner(), partner("Kwintes")])

    assert [] == findings(report, "F07")
    assert [9600] == cents(report)


def test_a_tariff_that_ends_before_it_begins() -> None:
    """It never holds; that alone is told, not also a gap."""
    report = rated(period(day(5), day(-5)))

    assert [tariff_at(2, "Geldig tot")] == cells(report, "F07")
    assert ["fout"] == severities(report, "F07")
    assert "eindigt voordat het begint (16-02-2021)" in only(report, "F07").message


def test_a_code_that_is_not_there() -> None:
    """It stands at the code; the spelling of a code may differ in case and blanks."""
    rows = [attendee(Tariefcode=code) for code in ("JW", "gw", " GW", "G W")]
    report = declared(*rows)

    assert [at(2, "Tariefcode")] == cells(report, "F07")
    assert "staat voor deze partner niet op Tarieven" in only(report, "F07").message


def test_no_code_for_a_partner_with_one() -> None:
    """Then there is no doubt."""
    report = rated(period(day(-9), None), row=attendee(Tariefcode=None))

    assert [] == findings(report, "F07")
    assert [9600] == cents(report)


def test_no_code_for_a_partner_with_several() -> None:
    """It must be filled in, unless one alone holds on that day."""
    later = period(day(1), None, Tariefcode="JW")
    both = period(day(-9), None, Tariefcode="JW")
    row = attendee(Tariefcode=None)

    assert [] == findings(rated(period(day(-9), None), later, row=row), "F07")
    report = rated(period(day(-9), None), both, row=row)
    assert [at(2, "Tariefcode")] == cells(report, "F07")
    assert "heeft op 11-02-2021 2 tarieven, en hier staat geen tariefcode" in (
        only(report, "F07").message
    )


def test_no_code_and_no_tariff_on_that_day() -> None:
    """Of a partner with several codes; it stands at the row."""
    rates = [period(day(1), None), period(day(1), None, Tariefcode="JW")]
    report = rated(*rates, row=attendee(Tariefcode=None))

    assert [at(2, "Tariefcode")] == cells(report, "F07")


@pytest.mark.parametrize(
    "rate",
    [
        period(None, None),
        period("volgt", None),
        period(day(-9), "eind maart"),
        period(day(-9), None, **{"€ per uur": None}),
        period(day(-9), None, **{"€ per uur": "op aanvraag"}),
        period(day(-9), None, **{"€ per uur": -96}),
        period(day(-9), None, Tariefcode=None),
        period(day(-9), None, Partner="Youkee"),
    ],
)
def test_a_tariff_that_cannot_be_used_may_be_the_one(rate: dict[str, Any]) -> None:
    """It has a finding of its own; that the day has no tariff is *onbekend* till it is mended."""
    report = rated(period(day(-90), day(-80)), rate)

    assert [] == findings(report, "F07")
    assert 1 == unknown(report, "F07")
    assert [-1] == cents(report)


@pytest.mark.parametrize(
    "rate",
    [
        period(day(1), None, **{"€ per uur": None}),
        period(day(-9), None, Tariefcode=None, Partner="Kwintes"),
        period(day(-9), None, Tariefcode="JW", Partner=None),
    ],
)
def test_one_that_cannot_be_the_one_changes_nothing(rate: dict[str, Any]) -> None:
    """Of another time, partner or code."""
    report = rated(period(day(-90), day(-80)), rate, partners=[partner(), partner("Kwintes")])

    assert [tariff_at(2, "Geldig tot")] == cells(report, "F07")


def test_a_code_that_cannot_be_read_changes_nothing_for_a_sound_one() -> None:
    """A tariff without a price beside one that holds."""
    report = rated(period(day(-9), None), period(day(-9), None, **{"€ per uur": None}))

    assert [] == findings(report, "F07")
    assert [9600] == cents(report)


def test_a_tariff_of_nothing_is_a_tariff() -> None:
    """A partner may give its time for free."""
    report = rated(period(day(-9), None, 0))

    assert [] == findings(report, "F07")
    assert [0] == cents(report)


def test_time_that_is_not_billed_needs_none() -> None:
    """A lapsed meeting, or someone who was not invited."""
    rates = [period(day(1), None)]

    assert [] == findings(rated(*rates, sessions=[session(Status="vervallen")]), "F07")
    assert [] == findings(rated(*rates, row=attendee(Uitgenodigd="nee")), "F07")
