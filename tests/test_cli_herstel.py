"""The option ``--herstel`` of ``controleer``: what it writes, says and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import locked
import openpyxl
import pytest
import registers
import tools
from registers import listed

from expertteam_xl.cli import _run
from expertteam_xl.protection.locking import lock
from expertteam_xl.protection.opening import unlock
from expertteam_xl.register import read_register

Run = Callable[..., tuple[int, str, str]]
NAME = "register-gecontroleerd-2021-12-15.xlsx"
BSN = "111222333"
ROWS = (
    listed(Triagedatum="3-2-2021", Woonplaats="Hvs") | {"Opmerkingen": BSN},
    listed("ET-2021-002", Overlegdatum="week 6") | {"Opmerkingen": "zie dossier"},
)


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
    """A register with a text date, a confirmed spelling, a BSN and a date that nobody can read."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(registers.workbook(registers.minimal(*ROWS)))
    profile = "versie = 1\n[waarden.Woonplaats]\n'Hvs' = 'Hilversum'\n"
    path.with_name("register.profiel.toml").write_text(profile, encoding="utf-8")
    return path


def test_the_copy_is_repaired(run: Run, register: Path) -> None:
    """The copy has the repaired values and the log; the register is the same file as before."""
    before = register.read_bytes()
    code, out, err = run(register, "--herstel")
    book = openpyxl.load_workbook(register.with_name(NAME))
    page = book["Aanmeldingen"]

    assert (3, "") == (code, err)
    assert "3 cellen zijn hersteld in de kopie; zie het blad Herstel." in out
    assert ["Aanmeldingen", "Herstel", "Bevindingen"] == book.sheetnames
    assert [date(2021, 2, 3), "Hilversum", None, "week 6"] == [
        page["F2"].value.date(), page["C2"].value, page["L2"].value, page["I3"].value,
    ]  # fmt: skip
    assert before == register.read_bytes()


def test_without_the_option_nothing_is_repaired(run: Run, register: Path) -> None:
    """The copy of a usual run holds what the register holds."""
    run(register)
    book = openpyxl.load_workbook(register.with_name(NAME))

    assert ["Aanmeldingen", "Bevindingen"] == book.sheetnames
    assert ["3-2-2021", BSN] == [book["Aanmeldingen"][name].value for name in ("F2", "L2")]


def test_the_bsn_is_said_nowhere(run: Run, register: Path) -> None:
    """Not at the terminal, not in the JSON, not on any sheet of the copy."""
    _, out, err = run(register, "--herstel", "--json", register.with_name("uit.json"))
    text = register.with_name("uit.json").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(register.with_name(NAME))
    shown = [str(v) for page in book for row in page.iter_rows(values_only=True) for v in row]

    assert [] == [each for each in (out, err, text, *shown) if BSN in each]


def test_json_has_its_own_keys_only(run: Run, register: Path) -> None:
    """The JSON has the keys of every run; the sentence goes to standard error."""
    _, plain, _ = run(register, "--json", "-")
    code, out, err = run(register, "--herstel", "--json", "-")

    assert 3 == code
    assert list(json.loads(plain)) == list(json.loads(out))
    assert "3 cellen zijn hersteld in de kopie; zie het blad Herstel." in err


def test_what_was_repaired_is_solved(run: Run, register: Path) -> None:
    """A finding of an earlier run that was repaired is solved; others are still open."""
    rows = [{**ROWS[0], "Bespreekminuten": None}, {**ROWS[1], "Werkstroom": "Aa"}]
    register.write_bytes(registers.workbook(registers.minimal(*rows)))
    profile = register.with_name("register.profiel.toml")
    profile.unlink()
    run(register)
    profile.write_text("versie = 1\n[waarden.Werkstroom]\n'Aa' = 'A'\n", encoding="utf-8")
    _, out, _ = run(register, "--herstel", "--json", "-")
    found = json.loads(out)

    assert "R04" in {each["code"] for each in found["opgelost"]}
    assert {"open"} == {e["status"] for e in found["bevindingen"] if e["cel"] == "I3" and e["code"] == "R03"}  # fmt: skip


def test_the_copy_has_the_same_password(run: Run, register: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Of a protected register the repaired copy opens with its password, and only with that."""
    register.write_bytes(lock(register.read_bytes(), locked.PASSWORD))
    monkeypatch.setenv("EXPERTTEAM_XL_WACHTWOORD", locked.PASSWORD)
    code, out, _ = run(register, "--herstel")
    data = register.with_name(NAME).read_bytes()
    again = read_register(unlock("", data, locked.PASSWORD).data)

    assert 3 == code
    assert "3 cellen zijn hersteld" in out
    assert not data.startswith(b"PK")
    assert ["Aanmeldingen"] == [block.sheet for block in again.blocks]


def test_other_formats_are_refused(run: Run, register: Path, tmp_path: Path) -> None:
    """From an .ods there is no copy to repair: one sentence, and no file or folder is made."""
    ods = tools.convert(register, "ods", tmp_path / "werk")
    code, out, err = run(ods, "--herstel", "--naar", tmp_path / "uit")

    assert (1, "") == (code, out)
    assert "register.ods is een .ods-bestand, dus --herstel kan hier niets doen" in err
    assert "Traceback" not in err
    assert not (tmp_path / "uit").exists()


def test_the_result_of_a_result(run: Run, register: Path) -> None:
    """Repairing a repaired copy finds nothing more, keeps the log, and reads no sheet of ours."""
    run(register, "--herstel")
    code, out, _ = run(register.with_name(NAME), "--herstel", "--profiel", register.with_name("register.profiel.toml"))  # fmt: skip
    book = openpyxl.load_workbook(register.with_name("register-gecontroleerd-2021-12-15-2.xlsx"))

    assert 3 == code
    assert "Er was niets te herstellen." in out
    assert ["Aanmeldingen", "Herstel", "Bevindingen"] == book.sheetnames
    assert 4 + 3 == book["Herstel"].max_row


def test_others_open_it(run: Run, register: Path, ooxml_validate: Callable[[Path], list[str]]) -> None:  # fmt: skip
    """The Open XML SDK finds no error, and LibreOffice reads the repaired values."""
    run(register, "--herstel")
    result = register.with_name(NAME)
    opened = openpyxl.load_workbook(tools.convert(result, "xlsx", register.parent / "werk"))
    page = opened["Aanmeldingen"]

    assert [] == ooxml_validate(result)
    assert ["Aanmeldingen", "Herstel", "Bevindingen"] == opened.sheetnames
    assert [date(2021, 2, 3), "Hilversum", None] == [
        page["F2"].value.date(), page["C2"].value, page["L2"].value,
    ]  # fmt: skip
