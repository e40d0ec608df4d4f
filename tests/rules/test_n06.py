"""N06: a way to the agenda, and to escalate."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, never_tested


def test_it_is_a_section_of_the_monitor() -> None:
    """A register with a case that was taken higher is not judged by it."""
    never_tested(
        "N06",
        dict(full([case() | {"Geëscaleerd": "ambtelijk"}])),
        "zegt alleen dat zij gebruikt is",
    )


def test_whose_it_is() -> None:
    """The VNG's, which does not bind this region."""
    binds_nobody_here("N06", "VNG")
