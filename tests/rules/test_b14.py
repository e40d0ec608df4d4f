"""B14: delimited from other tables."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B14", judged("B14"), "toetst G06")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B14", "GLD")


def test_what_comes_nearest() -> None:
    """A register with a case at two tables is not judged by it either."""
    never_tested("B14", dict(full([case() | {"Ander overleg": "MDA++"}])), "toetst G06")
