"""B16: parents and youth are always involved."""

from __future__ import annotations

from registers import case, full, session, talk
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B16", judged("B16"), "toetsen A06, O08 en Z02")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B16", "GLD")


def test_what_comes_nearest() -> None:
    """A register of a session without parents is not judged by it either."""
    never_tested(
        "B16",
        dict(full([case()], [session()], [talk() | {"Ouders aanwezig": "nee"}])),
        "toetsen A06, O08 en Z02",
    )
