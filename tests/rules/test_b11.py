"""B11: gaps are signalled."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B11", judged("B11"), "een losse rij toont het niet")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B11", "GLD")


def test_what_comes_nearest() -> None:
    """A register of a case without a knelpunt is not judged by it either."""
    never_tested("B11", dict(full([case(Knelpunt=None)])), "een losse rij toont het niet")
