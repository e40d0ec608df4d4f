"""The working days: the worked examples, the boundaries, and a plain day loop as a witness."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_xl.convenant.calendar import Calendar

ATW = Calendar()
NO_GOOD_FRIDAY = Calendar(goede_vrijdag=False)
LUSTRUM = Calendar(bevrijdingsdag="lustrum")

ANY_DAY = st.dates(date(1990, 1, 1), date(2100, 12, 31))
ANY_CALENDAR = st.sampled_from(
    [ATW, NO_GOOD_FRIDAY, LUSTRUM, Calendar(bevrijdingsdag="nooit", extra=(date(2021, 5, 14),))]
)

TRIAGE = [
    ("D1", "2021-02-01", "2021-02-08", "2021-02-08", "2021-02-08"),
    ("D2", "2021-04-01", "2021-04-12", "2021-04-09", "2021-04-12"),
    ("D3", "2021-04-30", "2021-05-10", "2021-05-10", "2021-05-07"),
    ("D4", "2020-12-22", "2020-12-30", "2020-12-30", "2020-12-30"),
    ("D5", "2021-02-06", "2021-02-12", "2021-02-12", "2021-02-12"),
    ("D6", "2021-05-07", "2021-05-17", "2021-05-17", "2021-05-17"),
]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _loop(calendar: Calendar, day: date, n: int) -> date:
    """The n-th working day after a day, counted one day at a time."""
    while n:
        day += timedelta(days=1)
        n -= calendar.is_workday(day)
    return day


@pytest.mark.parametrize(("start", "atw", "open_friday", "lustrum"), [row[1:] for row in TRIAGE])
def test_five_workdays_after_a_day(start: str, atw: str, open_friday: str, lustrum: str) -> None:
    """The triage deadline is the fifth working day under each of the three calendars."""
    found = [calendar.add_workdays(_day(start), 5) for calendar in (ATW, NO_GOOD_FRIDAY, LUSTRUM)]

    assert [_day(atw), _day(open_friday), _day(lustrum)] == found


@pytest.mark.parametrize(
    ("start", "last", "extended"),
    [
        ("2021-02-01", "2021-02-15", "2021-02-15"),
        ("2021-04-13", "2021-04-26", "2021-04-28"),
        ("2021-05-09", "2021-05-21", "2021-05-25"),
    ],
)
def test_fourteen_days_near_holidays(start: str, last: str, extended: str) -> None:
    """Around a term in calendar days the working day before and the extended day are known."""
    deadline = _day(start) + timedelta(days=14)

    assert _day(last) == ATW.last_workday_on_or_before(deadline)
    assert _day(extended) == ATW.extended(deadline)


@pytest.mark.parametrize(
    ("meeting", "deadline"),
    [("2021-02-10", "2021-02-11"), ("2021-02-12", "2021-02-15"), ("2021-04-01", "2021-04-06")],
)
def test_next_workday(meeting: str, deadline: str) -> None:
    """The decision goes out on the first working day after the meeting."""
    assert _day(deadline) == ATW.next_workday_after(_day(meeting))


def test_the_days_off_of_a_year() -> None:
    """A year holds exactly the days of the Algemene termijnenwet, in order and by name."""
    expected = {
        date(2021, 1, 1): "Nieuwjaarsdag",
        date(2021, 4, 2): "Goede Vrijdag",
        date(2021, 4, 5): "Tweede paasdag",
        date(2021, 4, 27): "Koningsdag",
        date(2021, 5, 5): "Bevrijdingsdag",
        date(2021, 5, 13): "Hemelvaartsdag",
        date(2021, 5, 24): "Tweede pinksterdag",
        date(2021, 12, 25): "Eerste kerstdag",
        date(2021, 12, 26): "Tweede kerstdag",
    }

    assert list(expected.items()) == list(ATW.holidays(2021).items())


@pytest.mark.parametrize(
    ("year", "day", "name"),
    [
        (2013, "2013-04-30", "Koninginnedag"),
        (2006, "2006-04-29", "Koninginnedag"),
        (2014, "2014-04-26", "Koningsdag"),
        (2025, "2025-04-26", "Koningsdag"),
        (2024, "2024-04-27", "Koningsdag"),
    ],
)
def test_kings_day_as_celebrated(year: int, day: str, name: str) -> None:
    """Koningsdag moves to Saturday when it falls on a Sunday; before 2014 it was 30 April."""
    assert name == ATW.holidays(year)[_day(day)]


def test_two_days_off_on_one_day_share_a_name() -> None:
    """When Hemelvaartsdag is 5 mei the sum names both."""
    assert "Bevrijdingsdag" in ATW.holidays(2016)[date(2016, 5, 5)]
    assert "Hemelvaartsdag" in ATW.holidays(2016)[date(2016, 5, 5)]


@pytest.mark.parametrize(
    ("word", "free"), [("jaarlijks", True), ("lustrum", False), ("nooit", False)]
)
def test_bevrijdingsdag_between_lustrums(word: str, *, free: bool) -> None:
    """5 mei 2021 is off only when it is off every year."""
    calendar = Calendar(bevrijdingsdag=word)  # type: ignore[arg-type]

    assert free is not calendar.is_workday(date(2021, 5, 5))


def test_an_unknown_word_for_bevrijdingsdag_is_refused() -> None:
    """A calendar can't be made with a word that means nothing."""
    with pytest.raises(ValueError, match="bevrijdingsdag"):
        Calendar(bevrijdingsdag="soms")  # type: ignore[arg-type]


def test_an_extra_day_off_counts() -> None:
    """The Friday after Hemelvaartsdag moves D6 by one working day when it is off."""
    calendar = Calendar(extra=(date(2021, 5, 14),))

    assert date(2021, 5, 18) == calendar.add_workdays(date(2021, 5, 7), 5)


def test_the_names_of_what_was_skipped() -> None:
    """The printed sum names the days off from Monday to Friday, the end day included."""
    assert ATW.skipped(_day("2021-04-01"), _day("2021-04-12")) == [
        "Goede Vrijdag",
        "Tweede paasdag",
    ]
    assert ATW.skipped(_day("2021-04-02"), _day("2021-04-05")) == ["Tweede paasdag"]
    assert ATW.skipped(_day("2021-12-24"), _day("2021-12-26")) == []
    assert ATW.skipped(_day("2021-04-12"), _day("2021-04-01")) == []


def test_unknown_days_stay_unknown() -> None:
    """NaT comes back as NaT and counts as no working days; the shape stays."""
    days = np.array([["2021-04-01", "NaT"]], dtype="datetime64[s]")

    added = ATW.add_workdays(days, 5)
    between = ATW.workdays_between(days, date(2021, 5, 1))

    assert added.shape == (1, 2)
    assert np.datetime64("2021-04-12") == added[0, 0]
    assert np.isnat(added[0, 1])
    assert between[0, 1] == 0


def test_no_days_at_all() -> None:
    """An empty column gives an empty column."""
    nothing = np.array([], dtype="datetime64[D]")

    assert len(ATW.add_workdays(nothing, 5)) == 0
    assert len(ATW.workdays_between(nothing, nothing)) == 0


def test_absurd_years_do_not_crash() -> None:
    """Typing errors such as the year 1900 or 9999 give a day and not a crash."""
    days = np.array(["1900-01-01", "9999-12-31", "2021-02-01"], dtype="datetime64[D]")

    assert np.datetime64("2021-02-08") == ATW.add_workdays(days, 5)[2]
    assert date.max == ATW.add_workdays(date.max, 3)
    assert date.min == ATW.add_workdays(date.min, -3)
    assert ATW.workdays_between(days, date(2021, 2, 8))[0] > 30_000
    assert ATW.workdays_between(days, date(2021, 2, 8))[1] == 0
    assert date(9999, 12, 25) in ATW.holidays(9999)


def test_zero_and_negative_counts() -> None:
    """No working days later is the day itself; a negative count goes back."""
    saturday = date(2021, 2, 6)

    assert saturday == ATW.add_workdays(saturday, 0)
    assert date(2021, 2, 5) == ATW.add_workdays(saturday, -1)
    assert date(2021, 4, 1) == ATW.add_workdays(date(2021, 4, 6), -1)


def test_the_input_stays_as_it_was() -> None:
    """Counting doesn't change the days that were handed in."""
    days = np.array(["2021-04-01", "2021-04-03"], dtype="datetime64[D]")
    before = days.copy()

    ATW.add_workdays(days, 5)
    ATW.extended(days)

    assert (before == days).all()


@given(day=ANY_DAY, n=st.integers(1, 40), calendar=ANY_CALENDAR)
def test_adding_agrees_with_a_day_loop(day: date, n: int, calendar: Calendar) -> None:
    """Adding working days gives what counting on the fingers gives, for any year."""
    assert _loop(calendar, day, n) == calendar.add_workdays(day, n)


@given(day=ANY_DAY, n=st.integers(1, 400), calendar=ANY_CALENDAR)
def test_counting_undoes_adding(day: date, n: int, calendar: Calendar) -> None:
    """Between a day and the n-th working day after it lie n working days, never one more."""
    later = calendar.add_workdays(day, n)

    assert n == calendar.workdays_between(day, later)
    assert n - 1 == calendar.workdays_between(day, later - timedelta(days=1))
    assert calendar.workdays_between(later, day) == 0


@given(day=ANY_DAY, calendar=ANY_CALENDAR)
def test_rolling_ends_on_the_nearest_workday(day: date, calendar: Calendar) -> None:
    """Rolling back or on ends on a working day, with none in between."""
    before, after = calendar.last_workday_on_or_before(day), calendar.extended(day)

    assert before <= day <= after
    assert calendar.is_workday(before)
    assert calendar.is_workday(after)
    assert (before == day == after) is calendar.is_workday(day)
    assert calendar.workdays_between(before, after) == (0 if before == after else 1)
