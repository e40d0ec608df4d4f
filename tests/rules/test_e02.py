"""E02: the five aims have a score that nobody needs to fill in."""

from __future__ import annotations

import pytest
from untestable import never_tested, noted


@pytest.mark.parametrize("score", [1, 10, None])
def test_a_low_score_is_no_fault(score: int | None) -> None:
    """Nor is one that lacks."""
    row = {"Groep": "partner", "Score": 7, "Snel geholpen": score}
    never_tested("E02", noted("Ervaringen", row), "een laag cijfer is geen fout")
