"""O17: a schakelfunctionaris may help; the monitor counts how often."""

from __future__ import annotations

import pytest
from registers import case, full, session, talk
from untestable import never_tested


@pytest.mark.parametrize("used", ["ja", "nee", None])
def test_either_answer_is_fine(used: str | None) -> None:
    """Help that may be asked for is no duty."""
    talks = [talk() | {"Schakelfunctionaris": used}]
    never_tested("O17", dict(full([case()], [session()], talks)), "de monitor telt")
