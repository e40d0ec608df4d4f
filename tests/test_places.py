"""From what a rule found to a finding at its cell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from registers import case, checked, full, listed, minimal

MARKS = """
from registers import checked, case, full
rows = [case(**{"Grond A": "a, c", "Woonplaats": None, "Triagedatum": None}) for _ in range(2)]
print([found.kenmerk for found in checked(full(rows)).findings])
"""


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


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_mark_is_the_same_in_every_process(seed: str) -> None:
    """Also where a cell holds several words, and several findings are about the same."""
    done = subprocess.run(
        [sys.executable, "-c", MARKS],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=Path(__file__).parent,
    )
    rows = [case(**{"Grond A": "a, c", "Woonplaats": None, "Triagedatum": None}) for _ in range(2)]
    marks = [found.kenmerk for found in checked(full(rows)).findings]

    assert f"{marks}\n" == done.stdout
    assert len(marks) == len(set(marks)) > 3
