"""N03: signals from what gets stuck."""

from __future__ import annotations

from registers import case, full
from untestable import binds_nobody_here, never_tested


def test_it_is_a_section_of_the_monitor() -> None:
    """A register with an open signal is not judged by it."""
    never_tested(
        "N03",
        dict(
            full(
                [case(Knelpunt="wachtlijst")],
                Signalering=[{"Code": "wachtlijst", "Status": "open"}],
            )
        ),
        "de monitor telt de knelpunten",
    )


def test_whose_it_is() -> None:
    """The VNG's, which does not bind this region."""
    binds_nobody_here("N03", "VNG")
