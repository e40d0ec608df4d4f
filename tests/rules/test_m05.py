"""M05: use, attendance and cost are sums of the monitor."""

from __future__ import annotations

from money_rows import attendee, money
from untestable import never_tested


def test_they_are_sums() -> None:
    """Of sessions, minutes and amounts, with nothing to compare them with."""
    never_tested("M05", money(attendee(), attendee(held="OV-9")), "optellingen")
