"""B09: learning is secured."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B09", judged("B09"), "niet of het leren geborgd is")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B09", "GLD")


def test_what_comes_nearest() -> None:
    """A register with a lesson in it is not judged by it either."""
    never_tested(
        "B09",
        dict(full([case()], Leren=[{"Code": "intervisie", "Periode": "2021-K1"}])),
        "niet of het leren geborgd is",
    )
