"""T08: a doorbraaktafel lasts two hours, in principle."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from registers import (
    Report,
    Sheet,
    cells,
    checked,
    full,
    listed,
    minimal,
    only,
    outcome,
    session,
    severities,
    unknown,
)

from expertteam_xl.findings import Status

LASTS = "Duur (min)"
HEADERS = [*session(), LASTS]


def lasted(minutes: Any, **changes: Any) -> dict[str, Any]:
    """A held doorbraaktafel of so many minutes."""
    return session(**changes) | {LASTS: minutes}


def met(*rows: dict[str, Any], **settings: Any) -> Report:
    """What a check finds of these sessions, with one more that is in order."""
    return checked(full([], [lasted(90, number="OV-9"), *rows]), **settings)


@pytest.mark.parametrize(
    ("minutes", "found"),
    [(120, []), (121, ["info"]), (60, []), (time(2, 0), []), ("3 uur", ["info"])],
)
def test_two_hours_is_the_most(minutes: Any, found: list[str]) -> None:
    """To the minute; a minute more is told, and never worse than that."""
    assert found == severities(met(lasted(minutes)), "T08")


def test_the_finding_stands_at_the_minutes() -> None:
    """With both numbers, and as a question."""
    found = only(met(lasted(150)), "T08")

    assert "Overleggen!G3" == f"{found.sheet}!{found.cell}"
    assert (
        "Deze doorbraaktafel duurde 150 minuten; in principe is dat hoogstens 120 minuten. "
        "Klopt dat? Zo niet, verbeter G3."
    ) == found.message


def test_the_minutes_come_from_the_settings() -> None:
    """A region that meets for three hours is held to those."""
    assert [] == cells(met(lasted(180), sessie_min=180), "T08")


@pytest.mark.parametrize(
    "changes",
    [
        {"Werkstroom": "B"},
        {"Overlegdatum": date(2019, 5, 2), "Werkstroom": None},
        {"Overlegdatum": date(2020, 9, 30)},
        {"Status": "gepland"},
        {"Status": "vervallen"},
        {"Status": "geannuleerd"},
    ],
)
def test_other_sessions_may_last_longer(changes: dict[str, Any]) -> None:
    """In werkstroom B, under the convenant of 2018, and where nothing was held."""
    report = met(lasted(240, **changes))

    assert ([], 0) == (cells(report, "T08"), unknown(report, "T08"))


@pytest.mark.parametrize("minutes", [None, "volgt", "lang"])
def test_minutes_that_are_not_known(minutes: Any) -> None:
    """Are not wrong."""
    report = met(lasted(minutes))

    assert ([], 1) == (cells(report, "T08"), unknown(report, "T08"))


@pytest.mark.parametrize(
    "changes",
    [{"Werkstroom": None}, {"Werkstroom": "C"}, {"Status": None}, {"Overlegdatum": "x"}],
)
def test_a_long_session_that_may_be_a_table(changes: dict[str, Any]) -> None:
    """Is unknown; a short one is in order whatever it is."""
    long, short = met(lasted(240, **changes)), met(lasted(110, **changes))

    assert ([], 1) == (cells(long, "T08"), unknown(long, "T08"))
    assert ([], 0) == (cells(short, "T08"), unknown(short, "T08"))


def test_a_team_that_does_not_record_how_long() -> None:
    """Is told that once."""
    found = outcome(checked(full([], [lasted(None), lasted(None, number="OV-2")])), "T08")

    assert (Status.NIET_TOETSBAAR, "'Duur (min)' (Overleggen) is nergens ingevuld") == (
        found.status,
        found.reason,
    )


def test_a_register_without_the_column_or_the_sheet() -> None:
    """Is not tested."""
    without = outcome(checked(full([], [session()])), "T08")
    sheet = Sheet([], HEADERS)

    assert "het register heeft geen kolom 'Duur (min)' (Overleggen)" == without.reason
    assert Status.NIET_TOETSBAAR is outcome(checked(minimal(listed())), "T08").status
    assert Status.GESLAAGD is outcome(checked({"Overleggen": sheet}), "T08").status
