"""What could not be tested, told once."""

from __future__ import annotations

from expertteam_xl.checks import NO_SHEET
from expertteam_xl.findings import Outcome, Status
from expertteam_xl.outcomes import NO_WORKBOOK, untested
from expertteam_xl.rules.catalogue import RULES

SKIPPED = Status.NIET_TOETSBAAR


def test_what_was_tested_wholly_is_not_told() -> None:
    """A rule that passed or found something has nothing to explain."""
    assert [] == untested([Outcome("T01", Status.GESLAAGD), Outcome("T02", Status.GEVONDEN, 3)])


def test_rules_for_want_of_sheets_are_one_line() -> None:
    """It names every sheet that is missing, in the order of the register."""
    outcomes = [
        Outcome("T03", SKIPPED, reason=f"{NO_SHEET}Plaatsingen, Overleggen"),
        Outcome("T06", SKIPPED, reason=f"{NO_SHEET}Overleggen"),
        Outcome("G01", SKIPPED, reason="het register heeft geen kolom 'Geboortedatum' (Casussen)"),
    ]
    told = untested(outcomes)

    assert [("G01",), ("T03", "T06")] == [group.codes for group in told]
    assert f"{NO_SHEET}Overleggen en Plaatsingen" == told[1].reason


def test_of_a_long_row_of_columns_three_are_named() -> None:
    """One more than three is still told; the JSON has them all."""
    columns = [f"'B-{letter}' (Casussen)" for letter in "abcdef"]
    told = [
        untested([Outcome("G03", SKIPPED, reason=f"geen kolom {', '.join(some)}")])[0].reason
        for some in (columns, columns[:4])
    ]

    assert [
        "geen kolom 'B-a' (Casussen), 'B-b' (Casussen), 'B-c' (Casussen) en nog 3",
        f"geen kolom {', '.join(columns[:4])}",
    ] == told


def test_a_missing_column_beside_a_missing_sheet_stays_a_reason_of_its_own() -> None:
    """What is told is never less than what is so."""
    reason = f"{NO_SHEET}Deelnames en het register heeft geen kolom 'Einddatum' (Partners)"

    assert [reason] == [group.reason for group in untested([Outcome("V05", SKIPPED, 0, reason)])]


def test_one_reason_is_told_once_but_what_was_tested_keeps_its_own_line() -> None:
    """Two rules that left two rows undecided are two lines."""
    outcomes = [
        Outcome("R08", SKIPPED, reason="bewaar het als .xlsx"),
        Outcome("R10", SKIPPED, reason="bewaar het als .xlsx"),
        Outcome("T01", Status.GESLAAGD, reason="2 onbekend"),
        Outcome("T02", Status.GEVONDEN, 1, "2 onbekend"),
        Outcome("T05", Status.GESLAAGD, reason="2 onbekend"),
        Outcome("T06", Status.GECRASHT, reason="de regel is vastgelopen"),
    ]

    assert [("R08", "R10"), ("T01",), ("T02",), ("T05",), ("T06",)] == [
        group.codes for group in untested(outcomes)
    ]


def test_rules_that_no_workbook_can_show_come_last_as_one() -> None:
    """Why each can't, `regels` tells."""
    never = [code for code, rule in RULES.items() if rule.untestable]
    outcomes = [Outcome(code, SKIPPED, reason=RULES[code].untestable) for code in never]
    told = untested([*outcomes, Outcome("T01", Status.GESLAAGD, reason="1 onbekend")])

    assert never
    assert [("T01",), tuple(never)] == [group.codes for group in told]
    assert NO_WORKBOOK == told[1].reason
