"""M02: the seven elements are figures of the monitor."""

from __future__ import annotations

from registers import case, full
from untestable import never_tested


def test_they_are_figures_over_all_cases() -> None:
    """No row of a case without any of them is wrong by itself."""
    row = case() | {"Uitkomst UHP": None, "Oplossing gerealiseerd op": None}
    never_tested("M02", dict(full([row])), "kengetallen van de kwartaalmonitor")
