"""P05: no column of long texts; they are told, not read."""

from __future__ import annotations

import pytest
from registers import Sheet, cells, checked, listed, minimal, only, severities

STORY = "Er was eens een heel lang verhaal. " * 6
LIMIT = 200


@pytest.mark.parametrize("header", ["Opmerkingen", "Verslag"])
def test_a_column_of_stories_is_told_once(header: str) -> None:
    """At the first one, with how many there are, as info."""
    texts = [None, STORY, "kort", STORY]
    rows = [listed(f"ET-2021-{i:03d}", **{header: t}) for i, t in enumerate(texts, 1)]
    report = checked(minimal(*rows))

    assert (["Aanmeldingen!L3"], ["info"]) == (cells(report, "P05"), severities(report, "P05"))
    assert "2 lange teksten" in only(report, "P05").message
    assert "verhaal" not in only(report, "P05").message.replace("lange", "")


@pytest.mark.parametrize(
    ("text", "found"), [("a" * LIMIT, 0), ("a" * (LIMIT + 1), 1), (None, 0), ("", 0), (12, 0)]
)
def test_only_long_ones(text: object, found: int) -> None:
    """A note of a few lines is none."""
    assert found == len(cells(checked(minimal(listed(Opmerkingen=text))), "P05"))


def test_sheets_that_are_no_list_are_passed_by() -> None:
    """An explanation is not about a case."""
    notes = Sheet([{"Uitleg": STORY}])

    assert [] == cells(checked(minimal(listed()) | {"Los": notes}), "P05")
