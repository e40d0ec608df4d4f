"""The option ``--schoon`` of ``controleer``: what it writes, says and refuses."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import dirty
import locked
import oldbooks
import openpyxl
import pytest
import registers

from expertteam_xl.cli import _run
from expertteam_xl.protection.locking import lock
from expertteam_xl.protection.opening import unlock

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "geheim woord"  # noqa: S105 - made up


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``controleer`` in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_WACHTWOORD", raising=False)
    locked.few_rounds(monkeypatch)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run(["controleer", *map(str, words), "--peildatum", "2021-12-15"])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The dirty register on disk."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(dirty.register())
    return path


def test_the_copy_is_written_beside_the_marked_one(run: Run, register: Path) -> None:
    """Both are there, the register is the same file, and the terminal tells what was left out."""
    before, target = register.read_bytes(), register.with_name("uit.xlsx")
    code, out, err = run(register, "--schoon", target)

    assert (3, "") == (code, err)
    assert "Schone kopie" in out
    assert "Blad 'Casussen':" in out
    assert "3 × waarde in kolom L (Opmerkingen)" in " ".join(out.split())
    assert register.with_name("register-gecontroleerd-2021-12-15.xlsx").is_file()
    assert ["Casussen", "Partners"] == openpyxl.load_workbook(target).sheetnames
    assert before == register.read_bytes()


def test_the_json_lists_what_was_left_out(run: Run, register: Path) -> None:
    """The key ``schoon`` names the file, and of each thing what, which sheet and how many."""
    target = register.with_name("uit.xlsx")
    _, out, _ = run(register, "--schoon", target, "--json", "-")
    found = json.loads(out)

    assert str(target.resolve()) == found["schoon"]["bestand"] == found["bestanden"][1]
    assert {"wat": "waarde in kolom L (Opmerkingen)", "blad": "Casussen", "aantal": 3} in found[
        "schoon"
    ]["weggehaald"]
    assert {"wat": "macro's", "blad": None, "aantal": 1} in found["schoon"]["weggehaald"]


def test_without_the_option_the_json_has_no_such_key(run: Run, register: Path) -> None:
    """The JSON of the contract stays as it is."""
    _, out, _ = run(register, "--json", "-")

    assert "schoon" not in json.loads(out)


def test_nobody_is_named_at_the_terminal(run: Run, register: Path) -> None:
    """What is told of the copy holds no name and no story."""
    _, out, _ = run(register, "--schoon", register.with_name("uit.xlsx"))
    told = out[out.index("Schone kopie") :].lower()

    assert [] == [s for s in ("fenna", "doornbos", "moeder", str(dirty.BSN)) if s in told]


def test_the_copy_has_the_password_of_the_register(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No plain bytes reach the disk."""
    monkeypatch.setenv("EXPERTTEAM_XL_WACHTWOORD", PASSWORD)
    register.write_bytes(lock(dirty.register(), PASSWORD))
    target = register.with_name("uit.xlsx")
    code, _, err = run(register, "--schoon", target)

    assert (3, "") == (code, err)
    assert b"PK\x03\x04" != target.read_bytes()[:4]
    plain = unlock(target.name, target.read_bytes(), PASSWORD).data
    assert ["Casussen", "Partners"] == openpyxl.load_workbook(io.BytesIO(plain)).sheetnames


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("register.xlsx", "dat is het register zelf"),
        ("bestaat.xlsx", "dat bestand bestaat al"),
        ("uit.xlsm", "de naam moet eindigen op .xlsx"),
        ("uit", "de naam moet eindigen op .xlsx"),
        ("nergens/uit.xlsx", "bestaat niet"),
        ("map.xlsx", "dat is een map"),
    ],
)
def test_a_place_where_it_should_not_come_is_refused(
    run: Run, register: Path, name: str, words: str
) -> None:
    """One sentence, before the work begins, and nothing is written."""
    register.with_name("bestaat.xlsx").write_bytes(b"van iemand")
    register.with_name("map.xlsx").mkdir()
    there = sorted(register.parent.iterdir())
    code, out, err = run(register, "--schoon", register.with_name("x").parent / name)

    assert (1, "") == (code, out)
    assert words in err
    assert 1 == err.strip().count("\n") + 1
    assert there == sorted(register.parent.iterdir())
    assert b"van iemand" == register.with_name("bestaat.xlsx").read_bytes()


def test_an_earlier_copy_may_be_replaced_when_asked(run: Run, register: Path) -> None:
    """With --overschrijf, but never the register itself."""
    target = register.with_name("uit.xlsx")
    target.write_bytes(b"oud")
    run(register, "--schoon", target, "--overschrijf")
    code, _, err = run(register, "--schoon", register, "--overschrijf")

    assert ["Casussen", "Partners"] == openpyxl.load_workbook(target).sheetnames
    assert 1 == code
    assert "dat is het register zelf" in err


def test_a_register_that_can_not_be_cleaned_leaves_no_copy(run: Run, tmp_path: Path) -> None:
    """A tab with somebody's name: one sentence, exit code 1, nothing written."""
    sheets = {
        "Casussen": [registers.case() | {"Naam": "Fenna Doornbos"}],
        "Partners Doornbos": [{"Partner": "Youké", "Soort": "partner"}],
    }
    path = tmp_path / "register.xlsx"
    path.write_bytes(registers.workbook(sheets))
    code, out, err = run(path, "--schoon", tmp_path / "uit.xlsx")

    assert (1, "") == (code, out)
    assert "is niet geschreven" in err
    assert "Doornbos" not in err
    assert [path] == list(tmp_path.iterdir())


def test_other_formats_are_told_to_save_as_xlsx_first(run: Run, tmp_path: Path) -> None:
    """From .ods and the like no clean copy is made."""
    rows = (("Nr", "Datum aanmelding", "Woonplaats"), ("ET-2021-001", "1-2-2021", "Laren"))
    lines = (oldbooks.line(*(oldbooks.cell("string", "", text) for text in row)) for row in rows)
    path = tmp_path / "register.ods"
    path.write_bytes(oldbooks.ods(oldbooks.table("".join(lines))))
    code, _, err = run(path, "--schoon", tmp_path / "uit.xlsx")

    assert 1 == code
    assert "bewaar het register in Excel als .xlsx" in err
