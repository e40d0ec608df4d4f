"""B06: a vertrouwenspersoon or JIM."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B06", judged("B06"), "is bewijs bij deze vereiste")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B06", "GLD")


def test_what_comes_nearest() -> None:
    """A register where a youth has none is not judged by it either."""
    never_tested("B06", dict(full([case(JIM="nee")])), "is bewijs bij deze vereiste")
