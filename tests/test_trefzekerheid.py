"""A share of the measuring: what is planted is found, all of it and nothing else."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

SEEDS = range(1, 11)
CASES = 80


@pytest.fixture(scope="module")
def measuring(repo: Path) -> ModuleType:
    """The script that measures."""
    before = list(sys.path)
    sys.path.insert(0, str(repo / "benchmarks"))
    try:
        return importlib.import_module("trefzekerheid")
    finally:
        sys.path[:] = before


def test_all_that_is_planted_is_found_and_nothing_else(measuring: ModuleType) -> None:
    """Clean and messy registers of some start numbers; every rule has something to find."""
    score = measuring.measure_all(SEEDS, CASES)

    assert "alles goed" == ("alles goed" if score.perfect else "\n".join(measuring.table(score)))
    assert len(SEEDS) * len(measuring.KINDS) == score.registers


def test_a_wrong_day_is_a_miss_and_a_false_one(measuring: ModuleType) -> None:
    """A finding at the right cell with other days does not count as found."""
    key = ("T01", "fout", "Blad1", "B2", "ET-2021-001", None, 3)
    score = measuring.Score(
        registers=1,
        planted=measuring.Counter({"T01": 1}),
        missed=[measuring.Slip(7, "schoon", key)],
        extra=[measuring.Slip(7, "schoon", (*key[:-1], 4))],
    )
    lines = "\n".join(measuring.table(score))

    assert not score.perfect
    assert "gemist: T01 (fout) Blad1!B2 ET-2021-001  3 [startgetal 7, schoon]" in lines
    assert "onterecht: T01 (fout) Blad1!B2 ET-2021-001  4 [startgetal 7, schoon]" in lines
    assert "van T02 is niets geplant" in lines


def test_a_rule_of_which_nothing_is_planted_fails_the_measuring(measuring: ModuleType) -> None:
    """Nothing missed and nothing false is no proof when nothing was asked."""
    codes = list(measuring.RULES)
    planted = measuring.Counter(dict.fromkeys(codes[1:], 1))

    assert [codes[0]] == measuring.Score(planted=planted, found=planted).absent
    assert not measuring.Score(planted=planted, found=planted).perfect
    assert measuring.Score(planted=measuring.Counter(codes)).perfect
