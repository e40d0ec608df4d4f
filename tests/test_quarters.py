"""Quarters: how they are written, and which days they hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertteam_xl import Quarter, RegisterError


@pytest.mark.parametrize(
    "text", ["2021-K1", "2021-k1", " 2021-K1 ", "2021K1", "2021-Q1", "2021 K1"]
)
def test_spellings(text: str) -> None:
    """Written back as people know it."""
    assert "2021-K1" == str(Quarter.parse(text))


@pytest.mark.parametrize(
    "text", ["", "2021", "2021-K0", "2021-K5", "21-K1", "K1-2021", "2021-K11", "2021-K1-2"]
)
def test_what_is_no_quarter(text: str) -> None:
    """Says how to write one."""
    with pytest.raises(RegisterError, match="2021-K1"):
        Quarter.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2021, 0), (2021, 5), (1899, 4), (2100, 1)])
def test_quarters_that_cannot_be(year: int, number: int) -> None:
    """Refused as they are made."""
    with pytest.raises(RegisterError):
        Quarter(year, number)


@given(st.dates(date(1901, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_one_quarter(day: date) -> None:
    """The quarters before and after it begin and end beside it."""
    quarter = Quarter.of(day)

    assert day in quarter
    assert quarter.first <= day <= quarter.last
    assert quarter.previous.last + timedelta(days=1) == quarter.first
    assert quarter.next.first - timedelta(days=1) == quarter.last
    assert quarter.previous < quarter < quarter.next
    assert day not in quarter.next
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize(
    ("number", "last", "months"),
    [(1, (3, 31), 3), (2, (6, 30), 6), (3, (9, 30), 9), (4, (12, 31), 12)],
)
def test_last_days(number: int, last: tuple[int, int], months: int) -> None:
    """And how many months of the year are over then."""
    quarter = Quarter(2021, number)

    assert (date(2021, *last), months) == (quarter.last, quarter.months)
