"""Findings as a page shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from expertteam_xl.findings import Finding, Memory, Severity
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.web.listing import (
    PER_PAGE,
    Filter,
    day,
    listed,
    page_number,
    rule_lines,
    unbroken,
)

ONE = Finding("T01", Severity.FOUT, "Blad", 3, "E", "ET-2021-001", "Triage op 01-02-2021 te laat.")


def many(number: int) -> list[Finding]:
    return [replace(ONE, row=row) for row in range(1, number + 1)]


def test_groups_are_by_urgency_and_count_every_page() -> None:
    """A title tells how many there are in all, also when they are on the next page."""
    quiet = replace(ONE, status=Memory.GEACCEPTEERD)
    warned = replace(ONE, severity=Severity.WAARSCHUWING)
    found = listed([*many(PER_PAGE - 1), warned, warned, quiet], Filter())

    assert [("Fouten", PER_PAGE - 1, PER_PAGE - 1), ("Waarschuwingen", 2, 1)] == [
        (title, number, len(group)) for title, number, group in found.groups
    ]
    assert (1, 2) == (found.page, found.pages)
    last = listed([*many(PER_PAGE - 1), warned, warned, quiet], Filter(), 9)
    assert ["Waarschuwingen", "Geaccepteerd"] == [title for title, _, _ in last.groups]


def test_no_findings_are_told() -> None:
    """A page without a list says why."""
    assert "Er zijn geen bevindingen." == listed([], Filter()).told
    assert "1 bevinding." == listed([ONE], Filter()).told
    assert "0 van 1 bevinding." == listed([ONE], Filter(words="x")).told


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"zoek": "triage LAAT"}, True),
        ({"zoek": "et-2021-001 t01 e3"}, True),
        ({"zoek": "triage vroeg"}, False),
        ({"ernst": "fout", "status": "nieuw", "regel": "T01", "blad": "Blad"}, True),
        ({"ernst": "info"}, False),
        ({"ernst": "<script>"}, False),
        ({"zoek": "x" * 10_000}, False),
    ],
)
def test_every_word_and_choice_counts(asked: dict[str, str], found: bool) -> None:
    """Whatever an address asks is a filter, and never an error."""
    assert found == Filter.of(asked).lets(ONE)


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "9" * 40, "²"])
def test_a_page_number_is_never_an_error(number: str) -> None:
    """An address may be typed."""
    assert 1 == page_number(number)


def test_every_rule_is_told_with_how_to_mend_it() -> None:
    """First, in plain words, and with its source."""
    for code in RULES:
        lines = rule_lines(code, short=True)
        assert "Wat u doet" == lines[0][0]
        assert "Bron" in dict(lines)
        assert len(rule_lines(code)) >= len(lines)


def test_dates_stay_whole_and_nothing_becomes_markup() -> None:
    """What a register holds is text."""
    assert '&lt;b&gt; <span class="heel">01-02-2021</span>' == unbroken("<b> 01-02-2021")
    assert "01-02-2021" == day(date(2021, 2, 1))
    assert "01-02-2021 10:05" == day(datetime(2021, 2, 1, 10, 5))
    assert ("", "ooit") == (day(None), day("ooit"))
