"""F05: the budget of C&A is a figure of the monitor; no workbook of cases can show it."""

from __future__ import annotations

from money_rows import attendee, declared
from registers import findings, outcome

from expertteam_xl.rules.catalogue import RULES


def test_it_is_listed_with_the_reason() -> None:
    """It never counts as passed, and never finds anything."""
    report = declared(attendee())
    found = outcome(report, "F05")

    assert ("niet_toetsbaar", RULES["F05"].untestable) == (found.status.value, found.reason)
    assert [] == findings(report, "F05")
    assert "monitor" in (found.reason or "")
