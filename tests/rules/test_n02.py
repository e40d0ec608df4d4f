"""N02: procesregie, from aanmelding to afschalen."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, never_tested


def test_it_is_a_section_of_the_monitor() -> None:
    """A register without a procesregisseur is not judged by it."""
    never_tested("N02", dict(full([case(Procesregisseur=None)])), "de stappen zelf toetsen")


def test_whose_it_is() -> None:
    """The VNG's, which does not bind this region."""
    binds_nobody_here("N02", "VNG")
