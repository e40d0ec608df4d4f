"""B03: patterns are broken, which the content of an advice would tell."""

from __future__ import annotations

from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B03", judged("B03"), "die staat niet in het register")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B03", "GLD")
