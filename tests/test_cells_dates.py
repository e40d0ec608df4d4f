"""Dates and times as people type them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_xl.register.cells import Kind, read_cell
from expertteam_xl.register.cells.dates import read_moment
from expertteam_xl.register.cells.problems import UnreadableError
from expertteam_xl.register.cells.times import read_time
from expertteam_xl.register.raw import CellError, CellValue

NBSP = "\u00a0"
FEB_1 = date(2021, 2, 1)
MAR_12 = date(2021, 3, 12)
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
SHORT = "jan feb mrt apr mei jun jul aug sep okt nov dec"
WEEKDAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"


@pytest.mark.parametrize(
    "value",
    [
        FEB_1, datetime(2021, 2, 1), datetime(2021, 2, 1, 23, 59, 59), 44228.0, 44228.4375, "44228",
        20210201.0, "1-2-2021", "01/02/21", "1.2.2021", "1 feb 2021", "1 februari 2021", "1 Feb. 2021",
        "ma 1-2-2021", "MA. 1-2-2021", "maandag 1 februari 2021", "maandag, 1-2-2021", "1feb2021",
        "1-feb-21", "1-2-'21", "1 2 2021", "1-2-21", "2021-02-01", "2021/02/01", "2021.2.1",
        "2021-02-01T10:00", "2021-02-01 10:00:00", "2021-02-01T10:00:00.000", "20210201",
        "1-2-2021 10:30", "1-2-2021 om 10.30 uur", "1-2-2021, 10u30", "1 februari 2021 10 uur",
        "1.2.2021 10.30", " 1-2-2021. ", "1" + NBSP + "feb" + NBSP + "2021", "1  feb   2021",
        "1 - 2 - 2021", "1\u20132\u20132021", "\u200b1-2-2021", "1 febr 2021", "1.feb.2021",
    ],
)  # fmt: skip
def test_first_of_february(value: CellValue) -> None:
    """All ways to write 1 February 2021 are that day; day comes before month."""
    assert (FEB_1, None) == read_cell(Kind.DATUM, value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12 mrt 2021", MAR_12), ("12 maart '21", MAR_12), ("12-3-'21", MAR_12), ("12-3-\u201921", MAR_12),
        ("12 mar 2021", MAR_12), ("12-03-2021", MAR_12), ("3 may 2021", date(2021, 5, 3)),
        ("3 oct 2021", date(2021, 10, 3)), ("3 OKTOBER 2021", date(2021, 10, 3)),
        ("29-2-2020", date(2020, 2, 29)), ("1-2-79", date(2079, 2, 1)), ("1-2-80", date(1980, 2, 1)),
        ("1-2-00", date(2000, 2, 1)), ("21-02-01", date(2001, 2, 21)), ("31-12-9999", date.max),
        ("1-3-1900", date(1900, 3, 1)), (32874.0, date(1990, 1, 1)), (73415.0, date(2100, 12, 31)),
        (date(1900, 3, 1), date(1900, 3, 1)), (44227.9999999, FEB_1),
    ],
)  # fmt: skip
def test_other_dates(value: CellValue, expected: date) -> None:
    """Months by name, years of two digits, and the edges of what is a date."""
    assert (expected, None) == read_cell(Kind.DATUM, value)


def test_date1904() -> None:
    """In a workbook of the old Mac Excel the numbers count from 1904; real dates stay."""
    assert (FEB_1, None) == read_cell(Kind.DATUM, 42766.0, date1904=True)
    assert (FEB_1, None) == read_cell(Kind.DATUM, "42766", date1904=True)
    assert (FEB_1, None) == read_cell(Kind.DATUM, FEB_1, date1904=True)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("31-02-2021", "bestaat niet"), ("30-2-2021", "bestaat niet"), ("29-2-2021", "bestaat niet"),
        ("2021-13-45", "bestaat niet"), ("0-1-2021", "bestaat niet"), ("31 april 2021", "bestaat niet"),
        ("32-13-2021", "bestaat niet"), ("20211345", "bestaat niet"),
        ("12/13/2021", "dag-maand-jaar"), ("2021-13-01", "dag-maand-jaar"),
        ("12-3", "jaar ontbreekt"), ("12 maart", "jaar ontbreekt"), ("12-3-", "jaar ontbreekt"),
        ("1-2-2021 / 8-2-2021", "één"), ("1-2 en 8-2-2021", "één"), ("1 feb en 8 feb 2021", "één"),
        ("1-2-2021\n8-2-2021", "één"), ("1-2-2021 t/m 3-2-2021", "één"),
        ("eerste gesprek 1-2-2021 en tweede gesprek 8-2-2021", "één"),
        ("x", "wanneer"), ("X", "wanneer"), ("ja", "wanneer"), ("v", "wanneer"), ("✓", "wanneer"),
        ("ok", "wanneer"), ("gedaan", "wanneer"), ("Klaar!", "wanneer"), (True, "wanneer"),
        ("nee", "leeg"), (False, "leeg"), (0.0, "leeg"), (-0.0, "leeg"), ("0", "leeg"),
        (date(1899, 12, 31), "leeg"), (date(1900, 1, 1), "leeg"),
        ("ca. 1-2-2021", "zonder ca."), ("1-2-2021?", "vraagteken"), ("circa 1-2-2021", "zonder ca."),
        ("begin februari 2021", "zonder ca."), ("~1-2-2021", "zonder ca."),
        ("week 5", "dag"), ("februari 2021", "dag"), ("2021", "dag"), (2021.0, "dag"), ("feb", "dag"),
        (0.4, "tijd"), (time(9, 30), "tijd"), (timedelta(hours=1), "tijd"), ("10:30", "tijd"),
        ("1-2-2021 25:00", "tijd bestaat niet"), ("di 1-2-2021", "maandag"), ("zondag 1 feb 2021", "maandag"),
        ("1-2-0202", "jaartal"), ("1-2-1899", "leeg"), (date(1201, 1, 1), "jaartal"),
    ],
)  # fmt: skip
def test_no_date_with_a_hint(value: CellValue, hint: str) -> None:
    """What isn't one complete, existing day is R03, and the message says what to do."""
    found, problem = read_cell(Kind.DATUM, value)

    assert found is None
    assert problem is not None
    assert ("R03", "een datum, zoals 12-03-2021") == (problem.rule, problem.expected)
    assert hint in (problem.hint or "")


@pytest.mark.parametrize(
    "value",
    [
        "februarie 2021", "1 febuari 2021", "1 march 2021", "feb 1 2021", "1-2-20211", "1-2-021",
        "01022021", "2021-02-01T10:00Z", "2021-02-01T10:00+01:00", "gisteren", 21000101.0, 19000101.0, "10:30 1-2-2021",
        1.0, 32873.0, 73416.0, 1e300, -44228.0, float("inf"), "32873", "1-2-2021 2:30 PM", "1;2;2021",
        "a" * 41, "١-٢-٢٠٢١",
    ],
)  # fmt: skip
def test_no_date(value: CellValue) -> None:
    """Typing errors, other calendars and implausible numbers aren't guessed at."""
    found, problem = read_cell(Kind.DATUM, value)

    assert found is None
    assert problem is not None
    assert "R03" == problem.rule


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1-2-2021", datetime(2021, 2, 1)), (FEB_1, datetime(2021, 2, 1)),
        ("1-2-2021 10:30", datetime(2021, 2, 1, 10, 30)), ("1-2-2021 om 10.30 uur", datetime(2021, 2, 1, 10, 30)),
        ("za 27-3-2021 10 uur", datetime(2021, 3, 27, 10)), ("2021-02-01T09:05:59", datetime(2021, 2, 1, 9, 5)),
        (44228.4375, datetime(2021, 2, 1, 10, 30)), (44228.0, datetime(2021, 2, 1)),
        (datetime(2021, 2, 1, 10, 29, 59, 999_999), datetime(2021, 2, 1, 10, 30)),
        (datetime(2021, 2, 1, 10, 30, 59), datetime(2021, 2, 1, 10, 30)),
    ],
)  # fmt: skip
def test_moment(value: CellValue, expected: datetime) -> None:
    """A date with a time keeps its minutes; a date alone is midnight."""
    assert (expected, None) == read_cell(Kind.DATUMTIJD, value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10:00", 600), ("10.00", 600), ("10u30", 630), ("10 uur", 600), ("10:30 uur", 630),
        ("9.30u", 570), ("10:00:00", 600), ("10:00:59", 600), (time(10, 30), 630), (0.4166666666, 600),
        (0.0, 0), (datetime(2021, 2, 1, 10, 30), 630), (44228.4375, 630), (timedelta(hours=9), 540),
        ("00:00", 0), ("23:59", 1439), ("om 10.30 uur", 630), ("10u", 600), ("10h30", None),
    ],
)  # fmt: skip
def test_clock(value: CellValue, expected: int | None) -> None:
    """A clock time is minutes since midnight, however it is written."""
    assert expected == read_cell(Kind.TIJD, value)[0]


@pytest.mark.parametrize("value", ["10:00-12:00", "10.00 - 12.00 uur", "10 tot 12 uur", "24:00", "10:60", "10", 10.0, "half elf", FEB_1, True, 44228.0, -0.5, 1.5, timedelta(days=1), timedelta(-1), "2:30 pm", float("inf")])  # fmt: skip
def test_no_clock(value: CellValue) -> None:
    """A span of time, a bare number or a day alone is no clock time."""
    found, problem = read_cell(Kind.TIJD, value)

    assert found is None
    assert problem is not None
    assert "R03" == problem.rule


def dutch_forms(day: date) -> list[CellValue]:
    """A day in many Dutch ways of writing it."""
    d, m, y = day.day, day.month, day.year
    long, short = MONTHS.split()[m - 1], SHORT.split()[m - 1]
    weekday = WEEKDAYS.split()[day.weekday()]
    return [
        f"{d}-{m}-{y}", f"{d:02}-{m:02}-{y}", f"{d}/{m}/{y}", f"{d}.{m}.{y}", f"{d} {long} {y}",
        f"{d} {short} {y}", f"{d}-{short}-{y % 100:02}", f"{d}{short}{y}", f"{d} {short}. '{y % 100:02}",
        f"{weekday} {d} {long} {y}", f"{weekday[:2]} {d}-{m}-{y}", day.isoformat(), f"{y}{m:02}{d:02}",
        f"{d}-{m}-{y} 10:30", f"{d} {long} {y} om 9.05 uur", float((day - date(1899, 12, 30)).days),
        f"{d:02}/{m:02}/{y % 100:02}", f" {d} {long.upper()} {y}. ",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2079, 12, 31)))
def test_every_form_is_read_back(day: date) -> None:
    """A day, written in any of the Dutch forms, is read back as the same day."""
    forms = dutch_forms(day)

    assert [(day, None)] * len(forms) == [read_cell(Kind.DATUM, form) for form in forms]


@settings(max_examples=60, deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 30)))
def test_serial_moment_is_read_back(moment: datetime) -> None:
    """A minute, stored by Excel as a number with a fraction, is read back as the same minute."""
    minute = moment.replace(second=0, microsecond=0)
    serial = (minute - datetime(1899, 12, 30)) / timedelta(days=1)

    assert (minute, None) == read_cell(Kind.DATUMTIJD, serial)
    assert (
        minute.hour * 60 + minute.minute == read_cell(Kind.TIJD, serial)[0]
        or minute.time() == time()
    )


@pytest.mark.parametrize("value", [None, CellError("#N/A")])
def test_nothing_to_read(value: CellValue) -> None:
    """An empty cell or an error, asked for as a date or time, is unreadable and no crash."""
    with pytest.raises(UnreadableError):
        read_moment(value)
    with pytest.raises(UnreadableError):
        read_time(value)
