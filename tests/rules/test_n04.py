"""N04: lessons for the moederorganisaties."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, never_tested


def test_it_is_a_section_of_the_monitor() -> None:
    """A register with a lesson is not judged by it."""
    never_tested(
        "N04",
        dict(full([case()], Leren=[{"Code": "intervisie", "Periode": "2021-K1"}])),
        "van het blad Leren",
    )


def test_whose_it_is() -> None:
    """The VNG's, which does not bind this region."""
    binds_nobody_here("N04", "VNG")
