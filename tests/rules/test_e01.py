"""E01: the four questions of the evaluation are about a year."""

from __future__ import annotations

from datetime import date

from untestable import never_tested, noted


def test_no_row_answers_them() -> None:
    """That an evaluation was held says nothing of what it contains."""
    moment = {"Soort": "evaluatie", "Datum": date(2021, 12, 1), "Periode": "2021"}
    never_tested("E01", noted("Momenten", moment), "vier vragen van de evaluatie")
