"""The next number looks as the register's own, and is free."""

from __future__ import annotations

from itertools import islice

import pytest

from expertteam_xl.forms.numbering import DEFAULTS, next_numbers


def first(
    known: list[str], year: int = 2021, count: int = 1, taken: tuple[str, ...] = ()
) -> list[str]:
    return list(islice(next_numbers(known, DEFAULTS["Adviezen"], year, taken), count))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], "AD-2021-001"),
        (["AD-2021-009"], "AD-2021-010"),
        (["AD-2021-099"], "AD-2021-100"),
        (["B-2021-02", "B-2021-17", "B-2021-03"], "B-2021-18"),
        (["AD-2020-044"], "AD-2021-001"),
        (["AD-2022-001", "AD-2021-004"], "AD-2021-005"),
        (["7", "12"], "13"),
        (["007"], "008"),
        (["advies"], "AD-2021-001"),
        (["advies", "A1"], "A2"),
        (["2021.3"], "2021.4"),
    ],
)  # fmt: skip
def test_the_form_of_the_last_number_goes_on(known: list[str], expected: str) -> None:
    """Prefix, width and year."""
    assert first(known) == [expected]


def test_a_number_that_stands_twice_by_mistake_does_not_start_anew() -> None:
    """A duplicate is a fault of its own (R06)."""
    assert first(["AD-2021-001", "AD-2021-002", "AD-2021-002", "AD-2021-003"]) == ["AD-2021-004"]


def test_a_register_that_counts_anew_begins_at_one() -> None:
    """There most numbers come back."""
    assert first(["1", "2", "1", "2", "3", "1"], count=2) == ["1", "2"]


def test_numbers_of_other_forms_are_passed_over_in_any_case() -> None:
    """They are as good as taken."""
    assert first(["AD-2021-001"], count=2, taken=("ad-2021-002", "AD-2021-004")) == [
        "AD-2021-003",
        "AD-2021-005",
    ]
