"""O01: the six steps are the words of Status; other rules watch over those."""

from __future__ import annotations

from datetime import date

import pytest
from registers import case, cells, checked, full, listed, minimal, place
from untestable import never_tested

REASON = "de stappen zijn de keuzelijst van Status"
AT = place(2, "Status", "Casussen", case())


@pytest.mark.parametrize("status", ["besproken", "in uitvoering", "zoek", None])
def test_no_status_is_a_finding_of_this_rule(status: str | None) -> None:
    """Whatever stands there, in every kind of register."""
    never_tested("O01", dict(full([case(Status=status)])), REASON)
    never_tested("O01", minimal(listed(Status=status)), REASON)


@pytest.mark.parametrize(("status", "code"), [("zoek", "R04"), (None, "R05")])
def test_the_rules_that_it_names_find_it(status: str | None, code: str) -> None:
    """An unknown word is R04, an empty cell R05."""
    assert [AT] == cells(checked(full([case(Status=status)])), code)


def test_steps_in_a_wrong_order_are_found_by_t11() -> None:
    """As is a triage before the aanmelding."""
    report = checked(full([case(Triagedatum=date(2021, 1, 29))]))

    assert 1 == len(cells(report, "T11"))
    assert [] == cells(report, "O01")
