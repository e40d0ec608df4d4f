"""F02: in werkstroom A no more than the cap is declared, travel and preparation included."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money_rows import attendee, declared, money, partner, spent, tariff
from registers import (
    Sheet,
    case,
    cells,
    checked,
    findings,
    only,
    outcome,
    session,
    severities,
    talk,
)

JELLINEK = {"partners": [partner(), partner("Jellinek")], "tariffs": [tariff(), tariff("Jellinek")]}


@pytest.mark.parametrize(
    ("parts", "found"),
    [((120, 30, 30), False), ((120, 30, 31), True), ((180,), False), ((0, 0, 181), True)],
)
def test_the_cap_itself_is_fine(parts: tuple[int, ...], found: bool) -> None:
    """On the minute is within; overleg, preparation and travel count alike."""
    assert found == bool(findings(declared(attendee(**spent(*parts))), "F02"))


def test_what_is_left_out_is_told_once_a_partner() -> None:
    """FX1: 205 minutes, of which 25 are left out. Information, at the partner."""
    rows = [attendee(**spent(120, 45, 40)), attendee(held="OV-2", **spent(190))]
    sessions = [session(), session("OV-2", Overlegdatum=date(2021, 2, 25))]
    talks = [talk(), talk(held="OV-2")]
    report = declared(*rows, sessions=sessions, talks=talks)

    assert ["Partners!A2"] == cells(report, "F02")
    assert ["info"] == severities(report, "F02")
    assert (
        "Bij 2 overleggen telt deze partner meer dan 180 minuten; daarvan worden 35 minuten niet "
        "gedeclareerd. Het meeste: 205 minuten op 11-02-2021. Klopt de tijd, dan is hier niets te "
        "doen."
    ) == only(report, "F02").message


def test_all_people_of_a_partner_count_together() -> None:
    """FX6: 110 and 90 minutes are 200; of two partners each has a cap of its own."""
    together = declared(attendee(**spent(80, 20, 10)), attendee(**spent(80, 0, 10)))
    apart = declared(
        attendee(**spent(80, 20, 10)), attendee("Jellinek", **spent(80, 0, 10)), **JELLINEK
    )

    assert "daarvan worden 20 minuten niet" in only(together, "F02").message
    assert [] == findings(apart, "F02")


def test_a_cap_for_every_person() -> None:
    """A region may count each row by itself."""
    rows = [attendee(**spent(110)), attendee(**spent(90)), attendee(**spent(185))]
    report = declared(*rows, settings={"cap_scope": "deelnemer"})

    assert "telt een deelnemer van deze partner meer dan 180" in only(report, "F02").message
    assert "daarvan worden 5 minuten niet" in only(report, "F02").message


@pytest.mark.parametrize(
    ("changes", "of_case"),
    [
        ({"Werkstroom": "B"}, "B"),
        ({"Werkstroom": None}, "B"),
        ({"Werkstroom": None, "Overlegdatum": date(2019, 5, 14)}, None),
        ({"Werkstroom": "A", "Overlegdatum": date(2019, 5, 14)}, None),
        ({"Status": "vervallen"}, "A"),
    ],
)
def test_elsewhere_there_is_no_cap(changes: dict[str, Any], of_case: str | None) -> None:
    """FX3, FX9: not in werkstroom B nor under 2018; a lapsed meeting is not billed at all."""
    report = declared(
        attendee(**spent(225)),
        sessions=[session(**changes)],
        cases=[case(Werkstroom=of_case, Aanmelddatum=date(2019, 5, 1))],
    )

    assert [] == findings(report, "F02")


def test_the_werkstroom_of_all_its_cases_is_that_of_a_meeting() -> None:
    """Where the meeting has none of its own."""
    report = declared(attendee(**spent(225)), sessions=[session(Werkstroom=None)])

    assert ["Partners!A2"] == cells(report, "F02")


@pytest.mark.parametrize("stream", [None, "C"])
def test_no_werkstroom_at_all(stream: str | None) -> None:
    """Where the cap would matter it is asked for; till then the cap holds."""
    cases = [case(Werkstroom="A"), case("ET-2021-002", Werkstroom="B")]
    talks = [talk(), talk("ET-2021-002")]
    sheets: dict[str, Any] = {"cases": cases, "talks": talks}
    over = declared(attendee(**spent(225)), sessions=[session(Werkstroom=stream)], **sheets)
    within = declared(attendee(**spent(180)), sessions=[session(Werkstroom=stream)], **sheets)

    assert ["Overleggen!D2", "Partners!A2"] == cells(over, "F02")
    assert ["waarschuwing", "info"] == severities(over, "F02")
    assert [] == findings(within, "F02")


def test_the_numbers_come_from_the_settings() -> None:
    """Another cap, other werkstromen."""
    row = attendee(**spent(150))

    assert findings(declared(row, settings={"cap_min": 149}), "F02")
    assert not findings(declared(row, settings={"cap_min": 149, "cap_werkstromen": ("B",)}), "F02")


def test_time_that_is_not_billed_does_not_count() -> None:
    """Not of who was not invited, nor time that can't be right, nor for another case."""
    rows = [
        attendee(**spent(100)),
        attendee(Uitgenodigd="nee", **spent(100)),
        attendee(**spent(1441)),
        attendee(**spent(-5, 200)),
        attendee(Casusnummers="ET-2021-002", **spent(100)),
    ]
    report = declared(*rows, cases=[case(), case("ET-2021-002")])

    assert [] == findings(report, "F02")


def test_hours_count_as_minutes() -> None:
    """3,01 uur is 181 minutes."""
    report = declared(attendee(Uren=3.01, **spent(None)), attendee("Jellinek", Uren=3, **spent(None)),
                      **JELLINEK)  # fmt: skip

    assert ["Partners!A2"] == cells(report, "F02")
    assert "gevonden" == outcome(report, "F02").status.value


def test_without_a_column_of_werkstromen_the_cases_decide() -> None:
    """A register that keeps the werkstroom on the case alone."""
    sheets = money(attendee(**spent(225)))
    held = {key: value for key, value in session().items() if key != "Werkstroom"}
    report = checked(sheets | {"Overleggen": Sheet([held])})

    assert ["Partners!A2"] == cells(report, "F02")
