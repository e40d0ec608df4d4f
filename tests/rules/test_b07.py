"""B07: authority that parties accept."""

from __future__ import annotations

from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B07", judged("B07"), "geen kolom legt dat vast")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B07", "GLD")
