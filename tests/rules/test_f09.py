"""F09: of what is declared each part is 0 or more, and a row 1 minute to 24 hours."""

from __future__ import annotations

from typing import Any

import pytest
from money_rows import at, attendee, declared, partner, spent
from registers import cells, findings, only, session, severities, unknown

from expertteam_xl.declared import times
from expertteam_xl.rules.context import Context


def total(report: Any) -> int:
    """Minutes of the first row of Deelnames."""
    return int(times(Context(report.register, report.on)).total[0])


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ((1,), None),
        ((0, 0, 1), None),
        ((1440,), None),
        ((1440, 0, 0), None),
        ((1441,), "Overleg (min)"),
        ((700, 700, 41), "Overleg (min)"),
        ((300, 900, 241), "Voorbereiding (min)"),
        ((0,), "Overleg (min)"),
        ((0, 0, 0), "Overleg (min)"),
        ((None, 0, None), "Overleg (min)"),
        ((-1,), "Overleg (min)"),
        ((120, -15, 0), "Voorbereiding (min)"),
        ((120, 0, -1), "Reistijd (min)"),
        ((None, None, None), None),
    ],
)
def test_parts(parts: tuple[int | None, ...], field: str | None) -> None:
    """The bounds themselves are fine; nothing at all filled in is no time, and no fault."""
    report = declared(attendee(**spent(*parts)), attendee(**spent(60)))

    assert ([at(2, field)] if field else []) == cells(report, "F09")
    assert (["fout"] if field else []) == severities(report, "F09")


@pytest.mark.parametrize(
    ("hours", "minutes", "found"),
    [
        (1.5, 90, False),
        (2.175, 131, False),
        (2.125, 128, False),
        (2.124, 127, False),
        (1.1, 66, False),
        (1.3333333333333333, 80, False),
        (0.008, 0, True),
        (0.009, 1, False),
        (24, 1440, False),
        (24.008, 1440, False),
        (24.01, 1441, True),
        (0, 0, True),
        (-1, -60, True),
        ("1,5 uur", 90, False),
        ("1:45", 105, False),
    ],
)
def test_hours(hours: object, minutes: int, found: bool) -> None:
    """Hours times 60, half a minute up, from the number as it is written."""
    report = declared(attendee(Uren=hours, **spent(None)))

    assert minutes == total(report)
    assert ([at(2, "Uren")] if found else []) == cells(report, "F09")


@pytest.mark.parametrize(
    ("hours", "parts", "minutes", "clash"),
    [
        (2, (120,), 120, False),
        (2.08, (90, 15, 20), 125, False),
        (2.1, (90, 15, 20), 125, False),
        (2.0, (90, 15, 20), 125, True),
        (2.25, (120,), 120, True),
        (2, (0, 0, 0), 120, False),
        (0, (120,), 120, True),
        (3, (120,), 120, True),
    ],
)
def test_hours_beside_minutes(
    hours: float, parts: tuple[int, ...], minutes: int, clash: bool
) -> None:
    """The same time told twice is fine, rounded as hours are; otherwise it is not known which."""
    report = declared(attendee(Uren=hours, **spent(*parts)))

    assert minutes == total(report)
    assert ([at(2, "Uren")] if clash else []) == cells(report, "F09")


def test_messages() -> None:
    """What stands there, and what was expected."""
    rows = [
        attendee(**spent(120, -15)),
        attendee(**spent(1500)),
        attendee(**spent(0)),
        attendee(Uren=3),
    ]
    found = {each.row: each.message for each in findings(declared(*rows), "F09")}

    assert "Hier staan -15 minuten; verwacht wordt nul of meer. Verbeter F2." == found[2]
    assert (
        "Deze rij telt 1500 minuten, meer dan er in een etmaal zijn (1440). Zijn het uren of "
        "minuten? Verbeter E3."
    ) == found[3]
    assert found[4].startswith("Deze rij telt 0 minuten. Vul in E4 de bestede tijd in;")
    assert found[5].startswith(
        "Deze uren zijn 180 minuten, de minuten van dezelfde rij samen 120 minuten."
    )


def test_each_negative_part_is_told() -> None:
    """And no more about the total of such a row."""
    report = declared(attendee(**spent(-120, -15, 0)))

    assert [at(2, "Overleg (min)"), at(2, "Voorbereiding (min)")] == cells(report, "F09")


@pytest.mark.parametrize(
    "changes",
    [
        {"Partner": "C&A", "Rol": "voorzitter"},
        {"Partner": None, "Rol": "ouder"},
        {"Uitgenodigd": "nee"},
        {"Overlegnummer": "OV-2"},
        {"Overlegnummer": "OV-9"},
        {"Partner": "Youkee"},
    ],
)
def test_what_is_not_declared_is_not_judged(changes: dict[str, Any]) -> None:
    """Others, who was not invited, a lapsed or unknown meeting, an unknown partner."""
    rows = [attendee(**spent(-5)) | changes, attendee()]
    report = declared(
        *rows,
        partners=[partner(), partner("C&A", Soort="C&A", Declarabel="nee")],
        sessions=[session(), session("OV-2", Status="vervallen")],
    )

    assert [] == findings(report, "F09")


def test_what_cannot_be_read_is_unknown() -> None:
    """R03 stands there; so is time that is not filled in. What else is wrong is told."""
    rows = [
        attendee(**spent("1,5")),
        attendee(**spent(None)),
        attendee(**spent("1,5", -5)),
        attendee(),
    ]
    report = declared(*rows)

    assert [at(4, "Voorbereiding (min)")] == cells(report, "F09")
    assert 3 == unknown(report, "F09")


def test_a_meeting_without_a_case_is_judged_too() -> None:
    """A case may be added yet."""
    report = declared(attendee(**spent(-5)), talks=[])

    assert "F09" == only(report, "F09").code
