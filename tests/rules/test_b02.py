"""B02: an analysis over the sectors."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B02", judged("B02"), "niet of de analyse alle sectoren besloeg")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B02", "GLD")


def test_what_comes_nearest() -> None:
    """A register in which one sector takes part is not judged by it either."""
    never_tested(
        "B02",
        dict(full([case()], Partners=[{"Partner": "Youké", "Soort": "partner", "Sector": "J&O"}])),
        "niet of de analyse alle sectoren besloeg",
    )
