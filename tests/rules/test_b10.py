"""B10: advices are followed."""

from __future__ import annotations

from registers import advice, case, full, session, talk
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B10", judged("B10"), "kengetal van de monitor")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B10", "GLD")


def test_what_comes_nearest() -> None:
    """A register with an advice that was not carried out is not judged by it either."""
    never_tested(
        "B10",
        dict(full([case()], [session()], [talk()], [advice() | {"Uitvoering": "niet"}])),
        "kengetal van de monitor",
    )
