"""The example register: it is what its script makes, and it shows what it was made to show."""

from __future__ import annotations

import importlib
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import expertteam_xl as xl
from expertteam_xl.findings import Status

ON = date(2021, 12, 15)
FINDINGS = {
    ("G04", "waarschuwing", "Aanmeldingen 2020", "E8"),
    ("R10", "info", "Aanmeldingen 2020", "A12"),
    ("T01", "waarschuwing", "Aanmeldingen 2020", "G15"),
    ("R09", "info", "Aanmeldingen 2021", "M6"),
    ("T02", "waarschuwing", "Aanmeldingen 2021", "B11"),
    ("T01", "waarschuwing", "Aanmeldingen 2021", "G13"),
    ("R03", "fout", "Aanmeldingen 2021", "G23"),
    ("G04", "fout", "Aanmeldingen 2021", "E24"),
    ("T02", "fout", "Aanmeldingen 2021", "B27"),
    ("T01", "fout", "Aanmeldingen 2021", "G27"),
    ("T02", "info", "Aanmeldingen 2021", "B28"),
    ("T02", "waarschuwing", "Aanmeldingen 2021", "B29"),
    ("R05", "fout", "Aanmeldingen 2021", "C29"),
    ("T01", "info", "Aanmeldingen 2021", "G29"),
    ("T06", "waarschuwing", "Agenda", "G29"),
    ("T05", "waarschuwing", "Besluiten", "F25"),
    ("T11", "fout", "Besluiten", "F28"),
    ("T05", "fout", "Besluiten", "F33"),
    ("M03", "waarschuwing", "Besprekingen", "B31"),
    ("T05", "fout", "Besprekingen", "B32"),
    ("T04", "waarschuwing", "Tussenvoorziening", "D9"),
    ("T03", "waarschuwing", "Tussenvoorziening", "C10"),
    ("T03", "fout", "Tussenvoorziening", "C11"),
    ("T04", "waarschuwing", "Tussenvoorziening", "D11"),
}
CASES = 33


@pytest.fixture(scope="module")
def example(repo: Path) -> Path:
    """The committed example register."""
    return repo / "workbooks" / "voorbeeldregister.xlsx"


@pytest.fixture(scope="module")
def report(example: Path) -> xl.Report:
    """What a check of the example finds on its peildatum."""
    return xl.check(xl.read_register(example), on=ON)


def parts(path: Path) -> dict[str, bytes]:
    """Name and content of every part; how they were compressed is left out."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_committed_file_is_what_the_script_makes(
    example: Path, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who changes the script runs it too, and two runs make the same parts."""
    monkeypatch.syspath_prepend(str(repo / "workbooks"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    maker = importlib.import_module("maak_voorbeeldregister")
    maker.make(tmp_path / "one.xlsx")
    maker.make(tmp_path / "two.xlsx")

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert parts(example) == parts(tmp_path / "one.xlsx")


def test_findings(report: xl.Report) -> None:
    """Every planted finding comes, at its cell, and no other."""
    found = [(f.code, f.severity.value, f.sheet, f.cell) for f in report.findings]

    assert sorted(FINDINGS) == sorted(found)


def test_goede_vrijdag_stands_in_the_sum(report: xl.Report) -> None:
    """The triage around Easter shows how its term was counted."""
    easter = next(f for f in report.findings if (f.code, f.cell) == ("T01", "G13"))

    assert "5 werkdagen (Goede Vrijdag en Tweede paasdag niet meegeteld) = 12-04-2021" in (
        easter.message
    )


def test_every_rule_ran_or_says_why_not(report: xl.Report) -> None:
    """No rule crashes on the example; the one without its column gives the reason."""
    assert not [o for o in report.outcomes if o.status is Status.GECRASHT]
    assert all(o.reason for o in report.outcomes if o.status is Status.NIET_TOETSBAAR)


def test_every_case_is_read(report: xl.Report) -> None:
    """Titles, legend, totals, remarks and separators are no rows; hidden rows are."""
    assert CASES == len(report.register.table("Casussen"))


def test_stored_totals_are_what_excel_finds(example: Path) -> None:
    """The formulas carry the values that a recalculation gives."""
    sheet = openpyxl.load_workbook(example, data_only=True)["Overzicht"]
    totals = [[c.value for c in row[1:4]] for row in sheet.iter_rows() if row[0].value == "Totaal"]

    assert [[13, 9, 1], [10, 23, None]] == totals


def test_it_is_a_valid_workbook(example: Path, ooxml_validate: Callable[[Path], list[str]]) -> None:
    """The Open XML SDK has nothing against the example."""
    assert [] == ooxml_validate(example)
