"""B04: aware of cost."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B04", judged("B04"), "niet of dat is meegewogen")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B04", "GLD")


def test_what_comes_nearest() -> None:
    """A register with a large amount in it is not judged by it either."""
    never_tested("B04", dict(full([case() | {"Kosten inzet": 90000}])), "niet of dat is meegewogen")
