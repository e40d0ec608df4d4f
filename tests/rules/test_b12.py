"""B12: the bovenregionale expertisecentrum is involved."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, judged, never_tested


def test_the_team_judges_itself() -> None:
    """Whatever it says of itself is no finding."""
    never_tested("B12", judged("B12"), "de monitor telt hoe vaak")


def test_whose_it_is() -> None:
    """Gelderland's, which does not bind this region."""
    binds_nobody_here("B12", "GLD")


def test_what_comes_nearest() -> None:
    """A register where a case was taken elsewhere is not judged by it either."""
    never_tested(
        "B12", dict(full([case() | {"Geëscaleerd": "bestuurlijk"}])), "de monitor telt hoe vaak"
    )
