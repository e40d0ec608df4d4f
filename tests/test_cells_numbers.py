"""Durations, numbers, amounts and years as people type them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_xl.register.cells import Kind, read_cell
from expertteam_xl.register.raw import CellValue


@pytest.mark.parametrize(
    "value",
    [
        90.0, "90", " 90 ", "90 min", "90 minuten", "90min.", "90m", "1,5 uur", "1.5u", "1.5 uur", "1,50 uur",
        "1:30", "01:30", "1:30:00", "1:30 uur", "1u30", "1 uur 30", "1 uur en 30 minuten", "1u 30m",
        "1 uur, 30 min", "1½ uur", "1 ½ u", "anderhalf uur", 0.0625, time(1, 30), timedelta(minutes=90),
        datetime(1899, 12, 31, 1, 30), datetime(1899, 12, 30, 1, 30), "90,0", "90.0", "90,0 min",
    ],
)  # fmt: skip
def test_ninety_minutes(value: CellValue) -> None:
    """All ways to write an hour and a half are 90 minutes."""
    assert (90, None) == read_cell(Kind.MINUTEN, value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2u15", 135), ("1u", 60), ("0,75 uur", 45), ("0:45", 45), ("1,1 uur", 66), ("½ uur", 30),
        ("¾ uur", 45), ("0,25 u", 15), ("2,00 uur", 120), ("2.00 uur", 120), ("1.75 uur", 105),
        ("100:00", 6000), ("kwartier", 15), ("een half uur", 30), ("0", 0), (0.0, 0), (-0.0, 0), (-5.0, -5),
        ("-5", -5), (0.125, 180), (1 / 24, 60), (5 / 1440, 5), (1439 / 1440, 1439), (1.0, 1),
        (datetime(1900, 1, 1, 12, 0), 2160), (date(1900, 1, 1), 1440), (timedelta(days=1, minutes=1), 1441),
        (time(0, 0), 0), ("1 234", 1234), (timedelta(minutes=-5), -5), (1000.0, 1000),
    ],
)  # fmt: skip
def test_minutes(value: CellValue, expected: int) -> None:
    """Durations are whole minutes, calculated exactly; a negative number is left to the schema."""
    assert (expected, None) == read_cell(Kind.MINUTEN, value)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("1,5", "uren of minuten?"), (1.5, "uren of minuten?"), ("0,5", "uren of minuten?"), ("1,0", "uren of minuten?"),
        ("1.5", "uren of minuten?"), (37.5, "uren of minuten?"), (0.5, "uren of minuten?"),
        (0.25, "uren of minuten?"), (0.75, "uren of minuten?"), (-0.5, "uren of minuten?"), ("1½", "uren of minuten?"),
        (True, "uren of minuten?"), ("1,51 uur", "hele minuten"), ("90,5 min", "hele minuten"), (0.0626, "hele minuten"),
        (time(1, 30, 20), "hele minuten"), (timedelta(seconds=30), "hele minuten"), ("1.30 uur", "1:30"),
        ("1.50u", "1:30"), ("1:75", "1:30"), ("1u75", "1:30"), (date(2021, 2, 1), "datum"),
        (datetime(2021, 2, 1, 1, 30), "datum"), (date(1899, 12, 1), "datum"), (date(1904, 1, 1), "datum"),
        ("1:30:20", ""), ("1,5 dag", ""), ("twee uur", ""), ("x", ""), (float("inf"), ""), ("9" * 30, ""),
        ("9" * 30 + " min", ""), ("9" * 30 + ":00", "1:30"), (1e13, ""), ("1:30 min", ""), ("60+30", ""),
    ],
)  # fmt: skip
def test_no_minutes(value: CellValue, hint: str) -> None:
    """A duration with an unclear unit, or not in whole minutes, is R03."""
    found, problem = read_cell(Kind.MINUTEN, value)

    assert found is None
    assert problem is not None
    assert "R03" == problem.rule
    assert hint in (problem.hint or "")


def test_minutes_date1904() -> None:
    """In a workbook that counts from 1904 a long duration starts there."""
    value = datetime(1904, 1, 2, 1, 0)

    assert (1500, None) == read_cell(Kind.MINUTEN, value, date1904=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.5, 1.5), ("1,5", 1.5), ("1.5", 1.5), ("1,5 uur", 1.5), ("1:30", 1.5), ("90 min", 1.5),
        (time(1, 30), 1.5), (timedelta(minutes=90), 1.5), (0.5, 0.5), (0.25, 0.25), (8.0, 8.0), ("8", 8.0),
        ("1½", 1.5), ("0,25", 0.25), (0.0, 0.0), ("2.00", 2.0), (0.33, 0.33), ("1.75", 1.75), (-1.0, -1.0),
    ],
)  # fmt: skip
def test_hours(value: CellValue, expected: float) -> None:
    """A bare number in a column of hours is hours; times and minutes are converted."""
    assert (expected, None) == read_cell(Kind.UREN, value)


@pytest.mark.parametrize("value", ["1.30", "1.30 uur", 0.0625, 0.125, True, "veel", date(2021, 2, 1), float("inf")])  # fmt: skip
def test_no_hours(value: CellValue) -> None:
    """Hours that may be a clock time as well as a number are R03."""
    found, problem = read_cell(Kind.UREN, value)

    assert found is None
    assert problem is not None
    assert "R03" == problem.rule


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=6000))
def test_minutes_are_read_back(minutes: int) -> None:
    """A number of minutes, in any of the forms, is read back as the same number."""
    hours, rest = divmod(minutes, 60)
    forms: list[CellValue] = [
        f"{hours}u{rest:02}", f"{hours}:{rest:02}", f"{minutes} min", f"{minutes}", float(minutes),
        f"{hours} uur en {rest} minuten", timedelta(minutes=minutes),
    ]  # fmt: skip

    assert [(minutes, None)] * len(forms) == [read_cell(Kind.MINUTEN, form) for form in forms]
    assert minutes == round((read_cell(Kind.UREN, f"{hours}:{rest:02}")[0] or 0) * 60)  # type: ignore[operator]


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=1, max_value=1439).filter(lambda minutes: minutes % 72))
def test_excel_times_are_read_back(minutes: int) -> None:
    """A time as Excel stores it, a part of a day, is read back, unless it may be typed hours.

    Every 72 minutes are 0,05 day, and then it could be hours as well.
    """
    assert (minutes, None) == read_cell(Kind.MINUTEN, minutes / 1440)
    assert (minutes, None) == read_cell(Kind.MINUTEN, time(minutes // 60, minutes % 60))


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Kind.GEHEEL, 7.0, 7), (Kind.GEHEEL, "7", 7), (Kind.GEHEEL, " 7 ", 7), (Kind.GEHEEL, "1.200", 1200),
        (Kind.GEHEEL, "7,0", 7), (Kind.GEHEEL, "-7", -7), (Kind.GEHEEL, "007", 7), (Kind.GEHEEL, "+7", 7),
        (Kind.GEHEEL, "1 200", 1200), (Kind.GEHEEL, "\u22127", -7),
        (Kind.GETAL, "1.234,56", 1234.56), (Kind.GETAL, "1234,56", 1234.56), (Kind.GETAL, "1234.56", 1234.56),
        (Kind.GETAL, "12,5", 12.5), (Kind.GETAL, "1 234,5", 1234.5), (Kind.GETAL, 12.5, 12.5),
        (Kind.GETAL, "0.125", 0.125), (Kind.GETAL, "1,234.56", 1234.56), (Kind.GETAL, "1.234.567", 1234567.0),
        (Kind.GETAL, "-0,5", -0.5), (Kind.SCORE, "7,5", 7.5), (Kind.SCORE, 11.0, 11.0), (Kind.SCORE, "8", 8.0),
        (Kind.JAAR, 2007.0, 2007), (Kind.JAAR, "2007", 2007), (Kind.JAAR, 1900.0, 1900), (Kind.JAAR, "2100", 2100),
    ],
)  # fmt: skip
def test_numbers(kind: Kind, value: CellValue, expected: float) -> None:
    """Numbers are read in Dutch notation; a range is left to the schema."""
    assert (expected, None) == read_cell(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.GEHEEL, "7,5"), (Kind.GEHEEL, 7.5), (Kind.GEHEEL, True), (Kind.GEHEEL, "zeven"), (Kind.GEHEEL, 1e15),
        (Kind.GETAL, "7%"), (Kind.GETAL, "1e5"), (Kind.GETAL, "12 stuks"), (Kind.GETAL, "1.2.3"),
        (Kind.GETAL, "1.23,4"), (Kind.GETAL, date(2021, 2, 1)), (Kind.GETAL, float("-inf")), (Kind.GETAL, "--5"),
        (Kind.GETAL, "9" * 30), (Kind.GETAL, "٣"),
        (Kind.SCORE, "8/10"), (Kind.SCORE, "8-"), (Kind.SCORE, date(2021, 8, 7)),
        (Kind.JAAR, "07"), (Kind.JAAR, 1899.0), (Kind.JAAR, 2101.0), (Kind.JAAR, date(2007, 3, 15)),
        (Kind.JAAR, "15-3-2007"), (Kind.JAAR, "circa 2007"), (Kind.JAAR, 2007.5),
    ],
)  # fmt: skip
def test_no_number(kind: Kind, value: CellValue) -> None:
    """What isn't a number of this kind is R03; a date is no year."""
    found, problem = read_cell(kind, value)

    assert found is None
    assert problem is not None
    assert "R03" == problem.rule


@pytest.mark.parametrize(
    ("value", "cents"),
    [
        ("€ 96,00", 9600), ("96,-", 9600), ("€ 96,-", 9600), ("96,--", 9600), ("€96", 9600), ("96 euro", 9600),
        ("EUR 96,00", 9600), ("96euro", 9600), ("EUR96", 9600), (98.88, 9888), (96.0, 9600), ("98.88", 9888),
        ("1.234,56", 123456), ("€ 1.234", 123400), ("€\u00a01 234,50", 123450), (0.1 + 0.2, 30), ("96,5", 9650),
        ("-96", -9600), ("€ -96,00", -9600), ("-€ 96", -9600), (12_345_678.91, 1_234_567_891), (0.0, 0),
    ],
)  # fmt: skip
def test_amounts(value: CellValue, cents: int) -> None:
    """An amount in euro is whole cents, exactly."""
    assert (cents, None) == read_cell(Kind.GELD, value)


@pytest.mark.parametrize("value", ["96,005", 96.005, "1,000", "€ 96 €", "gratis", "96%", True, date(2021, 2, 1), "€", "96 dollar", float("inf"), 1e300, "9" * 30])  # fmt: skip
def test_no_amounts(value: CellValue) -> None:
    """Parts of cents, other signs and other words make no amount."""
    found, problem = read_cell(Kind.GELD, value)

    assert found is None
    assert problem is not None
    assert "R03" == problem.rule


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=0, max_value=10**8))
def test_amounts_are_read_back(cents: int) -> None:
    """An amount, as a number or in Dutch, is read back to the cent."""
    euros, rest = divmod(cents, 100)
    dotted = f"{euros:,}".replace(",", ".")
    forms: list[Any] = [
        cents / 100,
        f"€ {dotted},{rest:02}",
        f"{euros},{rest:02}",
        f"{euros}.{rest:02} euro",
    ]

    assert [(cents, None)] * len(forms) == [read_cell(Kind.GELD, form) for form in forms]
