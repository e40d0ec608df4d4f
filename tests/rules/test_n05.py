"""N05: the scope: complex cases."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, never_tested


def test_it_is_a_section_of_the_monitor() -> None:
    """A register with a case that did not come to the table is not judged by it."""
    never_tested(
        "N05", dict(full([case() | {"Triage-uitkomst": "niet bespreken"}])), "oordeel bij de triage"
    )


def test_whose_it_is() -> None:
    """The VNG's, which does not bind this region."""
    binds_nobody_here("N05", "VNG")
