"""N01: consultation, which the monitor counts."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, never_tested


def test_it_is_a_section_of_the_monitor() -> None:
    """A register with an adviesvraag is not judged by it."""
    never_tested("N01", dict(full([case(Soort="adviesvraag")])), "de monitor telt de adviesvragen")


def test_whose_it_is() -> None:
    """The VNG's, which does not bind this region."""
    binds_nobody_here("N01", "VNG")
