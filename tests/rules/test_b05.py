"""B05: a durable solution without moving between forms of care."""

from __future__ import annotations

from registers import case, full, stay
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B05", judged("B05"), "de monitor telt verblijven")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B05", "GLD")


def test_what_comes_nearest() -> None:
    """A register with a second placement is not judged by it either."""
    never_tested(
        "B05",
        dict(full([case()], Plaatsingen=[stay(), stay(Type="instelling")])),
        "de monitor telt verblijven",
    )
