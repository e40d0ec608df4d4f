"""Profiles that are no file, names that are empty, and the way from proposals to a check."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import small_register
from terminals import Run, runner

PROFILE = "register.profiel.toml"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return small_register.save(tmp_path / "register.xlsx")


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """A workbook in which no list is recognised."""
    rows = [(i, date(2021, 2, i), "Laren", "ouder", "besproken", "bla") for i in range(1, 6)]
    headers = ("Qa", "Qb", "Qc", "Qd", "Qe", "Qf")
    return small_register.save(tmp_path / "register.xlsx", rows, headers, "Blad1")


def test_a_folder_with_the_name_of_a_profile(run: Run, register: Path) -> None:
    """It is not passed over in silence."""
    register.with_name(PROFILE).mkdir()

    for words in (("controleer", register), ("controleer", register, "--profiel", ".")):
        code, _, err = run(*words)
        assert 1 == code
        assert "is een map en geen profiel" in err


def test_an_empty_name_is_told_of(run: Run, register: Path) -> None:
    """A variable without a value, or quotes with nothing between: not the folder one is in."""
    for words in (("controleer", ""), ("profiel", register, "--profiel", ""), ("nieuw", " ")):
        code, _, err = run(*words)
        assert 2 == code
        assert "staat een lege naam; typ de naam van een bestand" in err


def test_proposals_lead_to_notepad_and_then_to_controleer(run: Run, unknown: Path) -> None:
    """In that order; controleer and profiel say the same, and none sends one back in a circle."""
    _, out, _ = run("profiel", unknown)
    steps = " ".join(out.partition("Wat nu")[2].split())
    checked, again = run("controleer", unknown)[2], run("profiel", unknown)[2]

    assert steps.startswith(f"1. Open {PROFILE} (bijvoorbeeld in Kladblok)")
    assert "2. Bewaar het, en controleer dan: expertteam-xl controleer" in steps
    assert "haal het vraagteken weg waar het voorstel klopt" in checked
    assert "expertteam-xl profiel" not in checked
    assert "bevestigt u door in dat bestand het vraagteken weg te halen" in again
