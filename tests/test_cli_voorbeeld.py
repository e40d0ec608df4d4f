"""The command ``voorbeeld``: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expertteam_xl.cli import _run

Run = Callable[..., tuple[int, str, str]]
FILES = ["antwoorden.json", "register.xlsx"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def names(folder: Path) -> list[str]:
    """Names of everything in a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir())


def answers(folder: Path) -> dict[str, Any]:
    """The answer key."""
    found: dict[str, Any] = json.loads((folder / "antwoorden.json").read_text(encoding="utf-8"))
    return found


def comparable(finding: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """A finding with the keys of the answer key."""
    keys = ("code", "ernst", "blad", "rij", "kolom", "cel", "casusnummer", "uiterste_datum")
    return tuple((key, finding[key]) for key in (*keys, "dagen"))


def test_the_folder_is_made_and_holds_both_files(run: Run, tmp_path: Path) -> None:
    """Folders above it too; nothing else stays behind."""
    folder = tmp_path / "nog" / "niet"
    code, out, err = run("voorbeeld", folder, "--casussen", "3")

    assert (0, "") == (code, err)
    assert FILES == names(folder)
    assert str(folder / "register.xlsx") in out


def test_without_rommelig_nothing_is_found(run: Run, tmp_path: Path) -> None:
    """A register in order: an empty key, and a check that finds nothing."""
    run("voorbeeld", tmp_path, "--casussen", "12")
    key = answers(tmp_path)
    code, out, _ = run(
        "controleer", tmp_path / "register.xlsx", "--peildatum", key["peildatum"], "--json", "-"
    )

    assert [] == key["bevindingen"]
    assert (1, 1, 12) == (key["versie"], key["startgetal"], key["casussen"])
    assert (0, []) == (code, json.loads(out)["bevindingen"])


@pytest.mark.parametrize("seed", [2, 3])
def test_the_key_is_what_a_check_finds(run: Run, tmp_path: Path, seed: int) -> None:
    """Every finding of the JSON of ``controleer``, with the same keys, and no other."""
    run("voorbeeld", tmp_path, "--rommelig", "--startgetal", seed)
    key = answers(tmp_path)
    code, out, _ = run(
        "controleer", tmp_path / "register.xlsx", "--peildatum", key["peildatum"], "--json", "-"
    )
    found = json.loads(out)["bevindingen"]

    assert 3 == code
    assert Counter(map(comparable, key["bevindingen"])) == Counter(map(comparable, found))
    assert key["bevindingen"]


def test_the_terminal_tells_how_to_check_it(run: Run, tmp_path: Path) -> None:
    """The whole command, with the peildatum for which the answers hold."""
    _, out, _ = run("voorbeeld", tmp_path, "--casussen", "1")
    on = answers(tmp_path)["peildatum"]

    assert f'expertteam-xl controleer "{tmp_path / "register.xlsx"}" --peildatum {on}' in out
    assert "Een verzonnen register met 1 casus (alle bladen)" in out


def test_the_same_words_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """And another start number gives another register."""
    for name, seed in (("een", 5), ("twee", 5), ("drie", 6)):
        run("voorbeeld", tmp_path / name, "--rommelig", "--startgetal", seed)
    one, two, three = (
        [(tmp_path / name / file).read_bytes() for file in FILES]
        for name in ("een", "twee", "drie")
    )

    assert one == two
    assert one[1] != three[1]


@pytest.mark.parametrize("name", FILES)
def test_what_is_there_is_not_replaced(run: Run, tmp_path: Path, name: str) -> None:
    """One of both is enough to refuse, in a sentence, and nothing is written."""
    (tmp_path / name).write_bytes(b"van mij")
    code, _, err = run("voorbeeld", tmp_path, "--casussen", "1")

    assert (1, [name], b"van mij") == (code, names(tmp_path), (tmp_path / name).read_bytes())
    assert "bestaat al" in err
    assert "--overschrijf" in err


def test_overschrijf_replaces_both(run: Run, tmp_path: Path) -> None:
    """And leaves other files alone."""
    for name in (*FILES, "notities.txt"):
        (tmp_path / name).write_bytes(b"van mij")
    code, _, _ = run("voorbeeld", tmp_path, "--casussen", "1", "--overschrijf")

    assert 0 == code
    assert b"van mij" == (tmp_path / "notities.txt").read_bytes()
    assert 1 == answers(tmp_path)["casussen"]


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    """The name of a file is refused in a sentence."""
    (tmp_path / "lijst").write_bytes(b"")
    code, _, err = run("voorbeeld", tmp_path / "lijst")

    assert 1 == code
    assert "is een bestand en geen map" in err


@pytest.mark.parametrize("number", ["-1", "veel", "1,5", ""])
@pytest.mark.parametrize("option", ["--casussen", "--startgetal"])
def test_a_number_that_is_none(run: Run, tmp_path: Path, option: str, number: str) -> None:
    """The words of the command are off: 2, and a sentence that names the option."""
    code, _, err = run("voorbeeld", tmp_path / "map", option, number)

    assert 2 == code
    assert option in err
    assert not (tmp_path / "map").exists()


def test_more_cases_than_there_are_numbers(run: Run, tmp_path: Path) -> None:
    """It says how many there can be, and makes nothing."""
    code, _, err = run("voorbeeld", tmp_path / "map", "--casussen", "99999")

    assert 2 == code
    assert "casusnummers" in err
    assert not (tmp_path / "map").exists()


@pytest.mark.parametrize("words", [("--casussen", "0"), ("--casussen", "0", "--rommelig")])
def test_a_register_without_cases(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Is a register all the same."""
    run("voorbeeld", tmp_path, *words)
    key = answers(tmp_path)
    code, out, _ = run(
        "controleer", tmp_path / "register.xlsx", "--peildatum", key["peildatum"], "--json", "-"
    )

    assert 0 == key["casussen"]
    assert code in (0, 3)
    assert Counter(map(comparable, key["bevindingen"])) == Counter(
        map(comparable, json.loads(out)["bevindingen"])
    )
