"""E03: the agreements can't be enforced, so that findings are signals."""

from __future__ import annotations

from registers import case, full
from untestable import never_tested


def test_it_is_about_no_cell() -> None:
    """It sets the tone of all findings."""
    never_tested("E03", dict(full([case()])), "de toon van alle bevindingen")
