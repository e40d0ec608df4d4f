"""P04: a closed case is gone when the term that the region set is over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from registers import case, cells, checked, full, listed, minimal, only, outcome, place, severities

from expertteam_xl.findings import Status

YEARS = {"bewaartermijn_jaren": 2}


def closing(day: object, **changes: Any) -> dict[str, Any]:
    """A row of Afsluitingen."""
    return {"Casusnummer": "ET-2021-001", "Datum": day, "Type": "afgesloten"} | changes


def test_without_a_term_nothing_is_found() -> None:
    """The sources name none: the reason says how to set one."""
    found = outcome(checked(minimal(listed(**{"Afgesloten op": date(2018, 3, 1)}))), "P04")

    assert Status.NIET_TOETSBAAR is found.status
    assert "bewaartermijn_jaren" in str(found.reason)


@pytest.mark.parametrize(
    ("closed", "on", "days"),
    [
        (date(2019, 12, 15), date(2021, 12, 15), None),
        (date(2019, 12, 15), date(2021, 12, 16), 1),
        (date(2020, 2, 29), date(2022, 3, 1), None),
        (date(2020, 2, 29), date(2022, 3, 2), 1),
        (None, date(2021, 12, 15), None),
    ],
)
def test_the_last_day_itself_is_in_time(closed: date | None, on: date, days: int | None) -> None:
    """Of a minimal register the own date of the case counts."""
    row = listed(**{"Afgesloten op": closed})
    report = checked(minimal(row), on=on, **YEARS)

    expected = [] if days is None else [place(2, "Afgesloten op")]
    assert expected == cells(report, "P04")
    if days:
        found = only(report, "P04")
        assert (days, "waarschuwing") == (found.days, found.severity.value)
        assert found.deadline is not None


def test_the_last_form_counts() -> None:
    """And stands at its date; what was only scaled down is not closed."""
    old, later = closing(date(2019, 1, 5)), closing(date(2021, 1, 5))
    scaled = closing(date(2019, 1, 5), Type="afgeschaald")

    def check(*rows: dict[str, Any]) -> list[str]:
        return cells(checked(full([case()]) | {"Afsluitingen": rows}, **YEARS), "P04")

    assert ["Afsluitingen!B2"] == check(old)
    assert [] == check(old, later)
    assert [] == check(scaled)
    assert [] == check(closing(None))


def test_two_cases() -> None:
    """Each is told on its own row."""
    rows = [listed(f"ET-2018-{i:03d}", **{"Afgesloten op": date(2018, 3, i)}) for i in (1, 2)]

    assert ["waarschuwing"] * 2 == severities(checked(minimal(*rows), **YEARS), "P04")
