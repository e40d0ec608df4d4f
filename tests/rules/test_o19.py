"""O19: experts bring expertise, not the interest of their organisation."""

from __future__ import annotations

from money_rows import attendee, money
from untestable import never_tested


def test_an_attitude_is_in_no_cell() -> None:
    """That an expert was there says nothing of it."""
    never_tested("O19", money(attendee()), "een houding en geen gegeven")
