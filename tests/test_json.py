"""The JSON of a check: keys and types of the contract."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import expertteam_xl as xl
from expertteam_xl.findings import Finding, Memory, Severity
from expertteam_xl.json_report import as_json
from expertteam_xl.memory import PreviousFinding, PreviousRun
from expertteam_xl.rules.catalogue import RULES

ON = date(2021, 12, 15)
FILE = Path("map") / "r-gecontroleerd-2021-12-15.xlsx"
FINDING = Finding(
    "T01", Severity.FOUT, "Aanmeldingen", 12, "E", "ET-2021-007", "Te laat.", date(2021, 2, 8), 3
)


@pytest.fixture(scope="module")
def report(repo: Path) -> xl.Report:
    """A check of the example register."""
    return xl.check(xl.read_register(repo / "workbooks" / "voorbeeldregister.xlsx"), on=ON)


def read(report: xl.Report) -> dict[str, Any]:
    """The JSON as a reader gets it."""
    return json.loads(as_json(report, [FILE]))  # type: ignore[no-any-return]


def with_findings(report: xl.Report, *findings: Finding) -> list[dict[str, Any]]:
    """How these findings come out."""
    return read(replace(report, findings=findings))["bevindingen"]  # type: ignore[no-any-return]


def test_head(report: xl.Report) -> None:
    """Version, name, peildatum, profile and files."""
    data = read(report)

    assert (1, "voorbeeldregister.xlsx", "2021-12-15", None, [str(FILE)]) == (
        data["versie"],
        data["register"],
        data["peildatum"],
        data["profiel"],
        data["bestanden"],
    )


def test_all_keys_are_there(report: xl.Report) -> None:
    """Every key of the contract is there, always."""
    expected = {
        "versie", "register", "peildatum", "profiel", "bladen", "regels", "bevindingen",
        "opgelost", "niet_bekeken", "sinds_vorige", "samenvatting", "bestanden",
    }  # fmt: skip

    assert set() == expected - read(report).keys()


def test_a_sheet(report: xl.Report) -> None:
    """A list with its table, header row, rows and columns; unknown columns apart."""
    sheet = read(report)["bladen"][0]
    columns = sheet.pop("kolommen")

    assert {
        "blad": "Aanmeldingen 2021",
        "tabel": "Casussen",
        "kopregel": 6,
        "rijen": 23,
        "onbekend": ["Map"],
    } == sheet
    assert {"kop": "Nr", "veld": "Casusnummer", "kolom": "A", "hoe": "alias"} == columns[0]
    assert "exact" in {column["hoe"] for column in columns}


def test_every_rule_is_listed(report: xl.Report) -> None:
    """Each rule of the catalogue once, in its order, with status, number and reason."""
    rules = read(report)["regels"]
    status = {rule["code"]: rule["status"] for rule in rules}

    assert list(RULES) == [rule["code"] for rule in rules]
    assert {"code", "status", "aantal", "reden"} == set.union(*(set(rule) for rule in rules))
    assert ("gevonden", "niet_toetsbaar", "geslaagd") == (
        status["T01"],
        status["G01"],
        status["R01"],
    )


def test_numbers_agree(report: xl.Report) -> None:
    """The summary, the rules and the list of findings count the same."""
    data = read(report)
    severities = [finding["ernst"] for finding in data["bevindingen"]]

    assert sum(rule["aantal"] for rule in data["regels"]) == len(severities)
    assert {s: severities.count(s) for s in ("fout", "waarschuwing", "info")} == (
        data["samenvatting"]
    )


def test_a_finding(report: xl.Report) -> None:
    """Code, severity, status, place, case, message, deadline and days."""
    (found,) = with_findings(report, FINDING)

    assert {
        "code": "T01",
        "ernst": "fout",
        "status": "nieuw",
        "blad": "Aanmeldingen",
        "rij": 12,
        "kolom": "E",
        "cel": "E12",
        "casusnummer": "ET-2021-007",
        "melding": "Te laat.",
        "uiterste_datum": "2021-02-08",
        "dagen": 3,
    } == found


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (None, None),
        (date(2021, 3, 27), "2021-03-27"),
        (datetime(2021, 3, 27, 10), "2021-03-27T10:00"),
    ],
)
def test_deadlines(report: xl.Report, deadline: date | None, expected: str | None) -> None:
    """A date, for T06 a date and a time to the minute, else null."""
    (found,) = with_findings(report, replace(FINDING, deadline=deadline))

    assert expected == found["uiterste_datum"]


def test_accepted_findings_are_listed_and_not_counted(report: xl.Report) -> None:
    """What the coordinator accepted stays visible, and out of the summary."""
    accepted = replace(FINDING, status=Memory.GEACCEPTEERD)
    data = read(replace(report, findings=(accepted,)))

    assert ["geaccepteerd"] == [finding["status"] for finding in data["bevindingen"]]
    assert {"fout": 0, "waarschuwing": 0, "info": 0} == data["samenvatting"]


def test_solved_findings(report: xl.Report) -> None:
    """What an earlier run found and is gone now is listed with its code, case and message."""
    solved = PreviousFinding("T01", Severity.FOUT, "ET-2021-007", "Te laat.", "ab-cd")
    (found,) = read(replace(report, solved=(solved,)))["opgelost"]

    assert ("T01", "fout", "ET-2021-007", "Te laat.") == (
        found["code"],
        found["ernst"],
        found["casusnummer"],
        found["melding"],
    )


def test_what_was_not_looked_at_is_apart(report: xl.Report) -> None:
    """It has the keys of what is solved, and counts for nothing else."""
    old = PreviousFinding("T04", Severity.FOUT, "ET-2021-007", "Nog niet uitgestroomd.", "ab-cd")
    data = read(replace(report, findings=(), unseen=(old,)))

    assert (["T04"], [], [], {"fout": 0, "waarschuwing": 0, "info": 0}) == (
        [found["code"] for found in data["niet_bekeken"]],
        data["opgelost"],
        data["bevindingen"],
        data["samenvatting"],
    )


@pytest.mark.parametrize(
    ("earlier", "day"),
    [(None, None), (PreviousRun(None), None), (PreviousRun(date(2021, 3, 1)), "2021-03-01")],
)
def test_what_changed_is_counted(
    report: xl.Report, earlier: PreviousRun | None, day: str | None
) -> None:
    """Since the peildatum of the previous run; null for a first one, and where it is not known."""
    old = PreviousFinding("T04", Severity.FOUT, None, "Nog niet uitgestroomd.", "ab-cd")
    found = [replace(FINDING, status=status) for status in Memory]
    told = replace(
        report,
        findings=(*found, FINDING),
        solved=(old,),
        unseen=(old, old),
        previous=earlier,
        expired=1,
    )

    assert {
        "peildatum": day,
        "nieuw": 2,
        "open": 1,
        "opgelost": 1,
        "geaccepteerd": 1,
        "niet_bekeken": 2,
        "akkoord_verlopen": 1,
    } == read(told)["sinds_vorige"]


def test_text_is_readable(report: xl.Report) -> None:
    """Letters with accents are written as they are, and the text ends with a line break."""
    text = as_json(replace(report, findings=(replace(FINDING, message="vóór"),)), [])

    assert "vóór" in text
    assert text.endswith("}\n")
