"""A05: members propose extra parties and the voorzitter decides, which no column tells."""

from __future__ import annotations

from money_rows import attendee, money, partner
from registers import cells, checked, outcome

from expertteam_xl.findings import Status


def test_no_workbook_can_show_it() -> None:
    """Not even with a party on call at the table; it never counts as passed."""
    on_call = partner("Jellinek") | {"Kernpartij": "nee"}
    report = checked(money(attendee("Jellinek"), partners=[on_call]))
    found = outcome(report, "A05")

    assert [] == cells(report, "A05")
    assert Status.NIET_TOETSBAAR is found.status
    assert "nergens staat" in (found.reason or "")
