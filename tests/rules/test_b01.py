"""B01: the family in the centre, by the team's own judgement."""

from __future__ import annotations

from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B01", judged("B01"), "oordeel over de werkwijze")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B01", "GLD")
