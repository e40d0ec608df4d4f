"""B15: the contact stays involved after the advice."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B15", judged("B15"), "niet of die na het advies betrokken bleef")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B15", "GLD")


def test_what_comes_nearest() -> None:
    """A register of an open case without a procesregisseur is not judged by it either."""
    never_tested(
        "B15", dict(full([case(Procesregisseur=None)])), "niet of die na het advies betrokken bleef"
    )
