"""F08: the share of a youth who lives outside the convenant is nobody's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import attendee, declared, spent
from registers import case, cells, findings, only, session, severities, talk

MERGED = date(2022, 3, 24)
"""Weesp became part of Amsterdam."""


def lives(place: object, on: date = date(2021, 2, 11), **changes: Any) -> Any:
    """A check of a case from a place that was discussed on a day."""
    return declared(
        attendee(),
        cases=[case(Woonplaats=place) | changes],
        sessions=[session(Overlegdatum=on)],
    )


@pytest.mark.parametrize(
    ("place", "on", "found"),
    [
        ("Hilversum", date(2021, 2, 11), False),
        ("Eemnes", date(2021, 2, 11), True),
        ("Amsterdam", date(2021, 2, 11), True),
        ("Weesp", date(2022, 3, 23), False),
        ("Weesp", MERGED, True),
        ("Weesp", date(2022, 4, 7), True),
        ("HBL", date(2021, 2, 11), False),
        ("Verzonnendorp", date(2021, 2, 11), False),
        (None, date(2021, 2, 11), False),
    ],
)
def test_places(place: object, on: date, found: bool) -> None:
    """FX4; a place that means nothing, a USD and a blank are R04 and R05."""
    assert found == bool(findings(lives(place, on), "F08"))


def test_it_is_information_at_the_woonplaats() -> None:
    """With the day of the meeting and the case."""
    report = lives("Weesp", date(2022, 4, 7))

    assert ["Casussen!C2"] == cells(report, "F08")
    assert ["info"] == severities(report, "F08")
    assert "ET-2021-001" == only(report, "F08").casusnummer
    assert (
        "Deze plaats hoorde op 07-04-2022 bij geen gemeente van het convenant; het deel van deze "
        "casus in de declaraties is niet toewijsbaar. Klopt de woonplaats? Zo niet, verbeter C2."
    ) == only(report, "F08").message


def test_the_gemeente_leads() -> None:
    """Filled in, it is who pays: the woonplaatsbeginsel need not be where a youth stays."""
    assert [] == findings(lives("Amsterdam", Gemeente="Huizen"), "F08")
    assert ["Casussen!I2"] == cells(lives("Huizen", Gemeente="Amsterdam"), "F08")


def test_once_a_case() -> None:
    """Discussed before and twice after the merger: once, on the first day after it."""
    days = (date(2022, 3, 1), date(2022, 5, 1), date(2022, 4, 1))
    held = [f"OV-{number}" for number in range(3)]
    report = declared(
        *[attendee(held=number) for number in held],
        cases=[case(Woonplaats="Weesp")],
        sessions=[session(n, Overlegdatum=d) for n, d in zip(held, days, strict=True)],
        talks=[talk(held=number) for number in held],
    )

    assert "hoorde op 01-04-2022" in only(report, "F08").message


@pytest.mark.parametrize(
    "row",
    [
        attendee(Casusnummers="ET-2021-002"),
        attendee(Uitgenodigd="nee"),
        attendee(**spent(None, None, 0)),
    ],
)
def test_without_a_share_nothing_is_said(row: dict[str, Any]) -> None:
    """Time for another case, or none that is billed."""
    cases = [case(Woonplaats="Eemnes"), case("ET-2021-002")]
    report = declared(row, cases=cases, talks=[talk(), talk("ET-2021-002")])

    assert [] == findings(report, "F08")


def test_named_cases_have_a_share() -> None:
    """Of the row that names it."""
    cases = [case(Woonplaats="Eemnes"), case("ET-2021-002")]
    row = attendee(Casusnummers="ET-2021-001")
    report = declared(row, cases=cases, talks=[talk(), talk("ET-2021-002")])

    assert ["Casussen!C2"] == cells(report, "F08")


def test_settings() -> None:
    """A region may let Amsterdam pay for Weesp, and may know of other mergers."""
    on = date(2022, 4, 7)
    weesp: dict[str, Any] = {
        "cases": [case(Woonplaats="Weesp")],
        "sessions": [session(Overlegdatum=on)],
    }
    paid = declared(attendee(), settings={"weesp_na_fusie": "amsterdam"}, **weesp)
    merged = declared(
        attendee(), settings={"gemeente_geldig_tot": (("Hilversum", date(2021, 1, 1)),)}
    )

    assert [] == findings(paid, "F08")
    assert ["Casussen!C2"] == cells(merged, "F08")
