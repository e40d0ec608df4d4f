"""M01: steering on three levels is a part of the monitor."""

from __future__ import annotations

from datetime import date

from untestable import never_tested, noted


def test_it_is_a_part_of_the_monitor() -> None:
    """Whether it was discussed is T09's to tell, by the kwartaalbespreking."""
    moment = {"Soort": "kwartaalbespreking", "Datum": date(2021, 4, 12), "Periode": "2021-K1"}
    never_tested("M01", noted("Momenten", moment), "delen van de kwartaalmonitor")
