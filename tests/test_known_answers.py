"""Registers that others made, with the findings that must come: nothing more and nothing less."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import tools

from expertteam_xl import Finding, Report, check, read_register

REGISTERS = ("klein-rommelig", "vol", "vol-met-alles-erin")

PLANTED = frozenset({"R03", "R05", "R06", "R07", "T11", "G04"})
"""A row with one of these holds a planted defect, which may have other consequences."""

EXCEPTIONS = {
    "klein-rommelig": {("T01", "Aanmeldingen!M42"), ("T02", "Aanmeldingen!D42")},
}
"""Findings that the list forgets: this case was triaged and discussed late, by the rules."""


@dataclass(frozen=True)
class Known:
    """A register that was checked, and what it must give."""

    report: Report
    codes: frozenset[str]
    expected: list[dict[str, Any]]

    def at(self, code: str, cell: str) -> list[Finding]:
        """Findings of a rule at ``Sheet!A1``."""
        return [
            each
            for each in self.report.findings
            if each.code == code and cell == f"{each.sheet}!{each.cell}"
        ]


@pytest.fixture(scope="module", params=REGISTERS)
def name(request: pytest.FixtureRequest) -> str:
    """Name of a register of the folder."""
    return str(request.param)


@pytest.fixture(scope="module")
def known(name: str) -> Known:
    """The register with its answers; skips where the folder is not there."""
    folder: Path = tools.SHARED / "registers"
    path = folder / f"{name}.xlsx"
    if not path.is_file():
        pytest.skip("no folder 'shared' with registers beside the checkout")
    answers = json.loads(path.with_suffix(".verwacht.json").read_text(encoding="utf-8"))
    report = check(read_register(path), on=date.fromisoformat(answers["peildatum"]))
    return Known(report, frozenset(answers["codes"]), answers["bevindingen"])


def accepted(answer: dict[str, Any]) -> list[str]:
    """The cells at which an expected finding may stand."""
    return [cell if "!" in cell else f"{answer['blad']}!{cell}" for cell in answer["een_van"]]


def hits(known: Known, answer: dict[str, Any]) -> list[Finding]:
    """What was found for an expected finding, at any accepted cell."""
    return [hit for cell in accepted(answer) for hit in known.at(answer["code"], cell)]


def wrong(known: Known, answer: dict[str, Any]) -> Iterator[str]:
    """What is not as expected of one finding."""
    found = hits(known, answer)
    label = f"{answer['code']} {answer['casusnummer']} {accepted(answer)}"
    if not found:
        yield f"{label}: not found"
        return
    first = found[0]
    if answer["ernst"] and first.severity.value not in answer["ernst"]:
        yield f"{label}: {first.severity.value}"
    if answer["dagen"] is not None and first.days != answer["dagen"]:
        yield f"{label}: {first.days} days, not {answer['dagen']}"
    if answer["uiterste_datum"] and not same_term(first.deadline, answer["uiterste_datum"]):
        yield f"{label}: {first.deadline}, not {answer['uiterste_datum']}"


def same_term(found: date | None, expected: str) -> bool:
    """Whether the term is the one expected, to the minute where a time is given."""
    if isinstance(found, datetime) and "T" in expected:
        return found == datetime.fromisoformat(expected)
    return found is not None and found.isoformat()[:10] == expected[:10]


def test_every_expected_finding_comes(known: Known) -> None:
    """At an accepted cell, with the severity, the days and the term."""
    problems = [problem for answer in known.expected for problem in wrong(known, answer)]

    assert [] == problems


def planted(known: Known) -> tuple[set[tuple[str, int]], set[str]]:
    """Rows and casusnummers that carry a planted defect."""
    rows, cases = set(), set()
    for answer in known.expected:
        if answer["code"] in PLANTED:
            rows |= {(hit.sheet, hit.row) for hit in hits(known, answer)}
            cases |= {hit.casusnummer for hit in hits(known, answer) if hit.casusnummer}
            cases |= {answer["casusnummer"]} - {None}
    return rows, cases


def test_nothing_else_is_found(known: Known, name: str) -> None:
    """For the codes of the list; reminders and rows with a planted defect left out."""
    expected = {id(hit) for answer in known.expected for hit in hits(known, answer)}
    rows, cases = planted(known)
    extra = [
        (found.code, f"{found.sheet}!{found.cell}")
        for found in known.report.findings
        if found.code in known.codes
        and found.severity.value != "info"
        and id(found) not in expected
        and (found.sheet, found.row) not in rows
        and found.casusnummer not in cases
    ]

    assert EXCEPTIONS.get(name, set()) == set(extra)


def test_no_rule_crashes(known: Known) -> None:
    """Each rule ran, or says what the register lacks."""
    states = {each.code: each.status.value for each in known.report.outcomes}

    assert "gecrasht" not in states.values()
