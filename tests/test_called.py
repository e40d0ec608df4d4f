"""Advice names what the user typed to start the program."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
import small_register
import tools
from terminals import Run, runner

from expertteam_xl.called import VARIABLE, typed


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


def test_it_is_the_program_unless_a_script_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty answer is none."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert ("expertteam-xl regels T01", "expertteam-xl") == (typed("regels T01"), typed())
    monkeypatch.setenv(VARIABLE, "")
    assert "expertteam-xl regels T01" == typed("regels T01")
    monkeypatch.setenv(VARIABLE, "py doe.py")
    assert "py doe.py regels T01" == typed("regels T01")


def test_every_command_gives_such_advice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to do next, where the help is, and what to do about a workbook without lists."""
    monkeypatch.setenv(VARIABLE, "py doe.py")
    register = small_register.save(tmp_path / "register.xlsx")
    strange = small_register.save(tmp_path / "b.xlsx", [(1, 2, 3)], ("Qa", "Qb", "Qc"), "Blad1")
    told = [
        run("profiel", register)[1],
        run("nieuw", tmp_path / "leeg.xlsx")[1],
        run("voorbeeld", tmp_path / "map", "--casussen", 1)[1],
        run("regels")[1],
        run("controleer", strange)[2],
        run("controleer", "geen.xlsx")[2],
        run("controleer", "--help")[1],
    ]

    assert [True] * len(told) == ["py doe.py" in text for text in told]
    assert [] == [text for text in told if "expertteam-xl " in text]


@pytest.mark.parametrize("inside", [True, False])
def test_the_script_tells_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, inside: bool
) -> None:
    """From its own folder by its name; from elsewhere with the folder."""
    spec = importlib.util.spec_from_file_location("doe", tools.REPO / "doe.py")
    assert spec is not None
    assert spec.loader is not None
    doe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(doe)
    monkeypatch.chdir(tools.REPO if inside else tmp_path)
    seen = []
    monkeypatch.setattr(doe.subprocess, "call", lambda _, env: seen.append(env[VARIABLE]) or 0)

    assert 0 == doe.start(["regels"])
    launcher = "py" if os.name == "nt" else "python3"
    script = "doe.py" if inside else str(tools.REPO / "doe.py")
    assert [f'{launcher} "{script}"' if " " in script else f"{launcher} {script}"] == seen
