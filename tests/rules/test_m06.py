"""M06: the estimate of what was saved rests on assumptions of the settings."""

from __future__ import annotations

import pytest
from registers import case, full
from untestable import never_tested


@pytest.mark.parametrize("outcome", ["voorkomen", "niet voorkomen", None])
def test_it_is_an_estimate(outcome: str | None) -> None:
    """No outcome of a case is right or wrong for it."""
    never_tested("M06", dict(full([case() | {"Uitkomst UHP": outcome}])), "inschatting")
