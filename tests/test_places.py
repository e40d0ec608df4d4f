"""From what a rule found to a finding at its cell."""

from __future__ import annotations

import pytest
from registers import checked, listed, minimal


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("ET-2021-001", "ET-2021-001"),
        ("007", "007"),
        ("111222333", None),
        ("P. Jansen (03-03-2009)", None),
        ("Jansen", None),
    ],
)
def test_a_number_that_could_be_a_person_is_not_repeated(number: str, expected: str | None) -> None:
    """The cell says which case it is; a BSN, a name or a date of birth leaves it at that."""
    report = checked(minimal(listed(number, Woonplaats=None)))
    (finding,) = [f for f in report.findings if f.code == "R05"]

    assert expected == finding.casusnummer
    assert expected is not None or number not in str(report.findings)


def test_two_such_numbers_are_told_apart_in_a_next_run() -> None:
    """What recognises a finding is made from the number all the same."""
    rows = [listed(number, Woonplaats=None) for number in ("Jansen", "Pietersen")]
    marks = [f.kenmerk for f in checked(minimal(*rows)).findings if f.code == "R05"]

    assert 2 == len(set(marks))
