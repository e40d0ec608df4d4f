"""Passwords on the command line: asked for, from the environment, and never shown."""

from __future__ import annotations

import io
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import compare
import handmade
import locked
import openpyxl
import pytest
import small_register
import tools
from small_register import FINE, LATE, OPEN

from expertteam_xl.cli import _run
from expertteam_xl.commands.password import VARIABLE
from expertteam_xl.protection.kinds import Lock, lock_of
from expertteam_xl.protection.locking import lock
from expertteam_xl.protection.opening import unlock
from expertteam_xl.register.workbook import open_workbook

Run = Callable[..., tuple[int, str, str]]
PASSWORD = locked.PASSWORD
NAME = "register-gecontroleerd-2021-04-01.xlsx"
_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from expertteam_xl.cli import main
main(sys.argv[1:])
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closes with few rounds."""
    locked.few_rounds(monkeypatch)


@pytest.fixture
def plain(tmp_path: Path) -> bytes:
    """A register with a warning and an error, without a password."""
    return small_register.save(tmp_path / "bron.bin", (FINE, LATE, OPEN)).read_bytes()


@pytest.fixture
def register(tmp_path: Path, plain: bytes) -> Path:
    """The same with a password, alone in its folder."""
    (tmp_path / "bron.bin").unlink()
    path = tmp_path / "register.xlsx"
    path.write_bytes(lock(plain, PASSWORD))
    return path


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``controleer``; what is typed comes in on standard input, which is no terminal."""
    monkeypatch.delenv(VARIABLE, raising=False)

    def command(*words: object, typed: str = "", variable: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        if variable:
            monkeypatch.setenv(VARIABLE, variable)
        code = _run(["controleer", *map(str, words), "--peildatum", "2021-04-01"])
        monkeypatch.delenv(VARIABLE, raising=False)
        out, err = capsys.readouterr()

        assert PASSWORD not in out + err
        return code, out, err

    return command


def names(folder: Path) -> list[str]:
    """Names of everything in a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir())


def statuses(path: Path) -> list[str]:
    """The status of every finding in a JSON file."""
    return [each["status"] for each in json.loads(path.read_text("utf-8"))["bevindingen"]]


# Where the password comes from


@pytest.mark.parametrize(
    "given",
    [
        {"variable": PASSWORD},
        {"typed": f"{PASSWORD}\n"},
        {"typed": f"{PASSWORD}\r\nnog een regel\n"},
        {"typed": f"\ufeff{PASSWORD}"},
        {"typed": PASSWORD, "variable": "iets anders"},
    ],
)
def test_the_result_has_the_same_password(
    check: Run, register: Path, plain: bytes, given: dict[str, str]
) -> None:
    """From the variable or typed: the copy is encrypted, and only the marks are new in it."""
    before = register.read_bytes()
    code, _, err = check(register, *(["--wachtwoord"] if "typed" in given else []), **given)
    result = register.with_name(NAME).read_bytes()

    assert (3, "") == (code, err)
    assert [NAME, "register.xlsx"] == names(register.parent)
    assert Lock.PACKAGE is lock_of(result)
    assert [] == compare.differences(plain, unlock("r", result, PASSWORD).data)
    assert before == register.read_bytes()


@pytest.mark.parametrize(
    ("option", "given", "words"),
    [
        ((), {}, "is beveiligd met een wachtwoord; typ --wachtwoord achter de opdracht"),
        ((), {"variable": "fout"}, f"in de omgevingsvariabele {VARIABLE} klopt niet"),
        ((), {"variable": PASSWORD + " "}, "klopt niet"),
        (("--wachtwoord",), {"typed": "fout\n"}, "het wachtwoord klopt niet"),
        (("--wachtwoord",), {"typed": "fout\n", "variable": PASSWORD}, "klopt niet"),
        (("--wachtwoord",), {"typed": "\n"}, "er kwam geen wachtwoord binnen"),
        (("--wachtwoord",), {"typed": ""}, "er kwam geen wachtwoord binnen"),
    ],
)
def test_no_password_or_a_wrong_one(
    check: Run, register: Path, option: tuple[str, ...], given: dict[str, str], words: str
) -> None:
    """One sentence says what was tried and what to do; nothing is written."""
    code, out, err = check(register, *option, **given)

    assert (1, "") == (code, out)
    assert err.startswith("register.xlsx kan niet worden gelezen: ")
    assert words in err
    assert 1 == err.count("\n")
    assert ["register.xlsx"] == names(register.parent)


@pytest.mark.parametrize("given", [{"typed": PASSWORD}, {"variable": PASSWORD}])
def test_a_password_that_is_not_needed(check: Run, tmp_path: Path, given: dict[str, str]) -> None:
    """A register without one is checked as ever, and so is its result without one."""
    path = small_register.save(tmp_path / "register.xlsx")
    code, _, err = check(path, *(["--wachtwoord"] if "typed" in given else []), **given)

    assert 0 == code
    assert ("gaat open zonder wachtwoord" in err) is ("typed" in given)
    assert Lock.NONE is lock_of(path.with_name(NAME).read_bytes())


def test_what_excel_has_built_in(check: Run, register: Path, plain: bytes) -> None:
    """A register that Excel opens without asking is read, and its result opens like that too."""
    register.write_bytes(lock(plain, "VelvetSweatshop"))
    code, _, err = check(register)
    result = register.with_name(NAME).read_bytes()

    assert (3, "") == (code, err)
    assert Lock.PACKAGE is lock_of(result)
    assert [] == compare.differences(plain, unlock("r", result, None).data)


def test_old_protection(check: Run, register: Path, plain: bytes) -> None:
    """A register that Excel 2007 protected gets a result with the same password."""
    register.write_bytes(locked.standard(plain))
    code, _, _ = check(register, variable=PASSWORD)

    assert 3 == code
    assert PASSWORD == unlock("r", register.with_name(NAME).read_bytes(), PASSWORD).password


@pytest.mark.parametrize("option", [(), ("--wachtwoord",)])
@pytest.mark.parametrize("old", [False, True])
def test_rights_management(check: Run, register: Path, old: bool, option: tuple[str, ...]) -> None:
    """A rights-managed file gets its one sentence, and no question for a password."""
    register.write_bytes(locked.rights_managed(old))
    code, _, err = check(register, *option)

    assert 1 == code
    assert "beveiligd met rechten" in err
    assert 1 == err.count("\n")


def test_another_kind_of_file_inside(check: Run, register: Path) -> None:
    """What the password opens is judged like any other file."""
    register.write_bytes(lock(handmade.pack({"word/document.xml": "<x/>"}), PASSWORD))
    code, _, err = check(register, variable=PASSWORD)

    assert 1 == code
    assert "Word-document" in err


# Memory


def test_earlier_results_are_opened_with_the_same_password(check: Run, register: Path) -> None:
    """The second run knows what the first one found; what it writes as JSON is plain."""
    uitslag = register.with_name("uitslag.json")
    check(register, "--json", uitslag, variable=PASSWORD)
    first = statuses(uitslag)
    check(register, "--json", uitslag, variable=PASSWORD)

    assert {"nieuw"} == set(first)
    assert {"open"} == set(statuses(uitslag))


def test_a_result_is_checked_again(check: Run, register: Path) -> None:
    """The result is itself a register with its findings, behind the same password."""
    check(register, variable=PASSWORD)
    uitslag = register.with_name("uitslag.json")
    code, _, _ = check(register.with_name(NAME), "--json", uitslag, variable=PASSWORD)

    assert 3 == code
    assert {"open"} == set(statuses(uitslag))


def test_an_earlier_result_with_another_password(check: Run, register: Path, plain: bytes) -> None:
    """It does not count, and the user hears that."""
    check(register, variable=PASSWORD)
    register.write_bytes(lock(plain, "een nieuw wachtwoord"))
    uitslag = register.with_name("uitslag.json")
    code, _, err = check(register, "--json", uitslag, variable="een nieuw wachtwoord")

    assert 3 == code
    assert f"{NAME} heeft een ander wachtwoord" in err
    assert {"nieuw"} == set(statuses(uitslag))


def test_a_password_taken_off(check: Run, register: Path, plain: bytes) -> None:
    """An earlier result with the old password is opened when that is still in the variable."""
    check(register, variable=PASSWORD)
    register.write_bytes(plain)
    uitslag = register.with_name("uitslag.json")
    check(register, "--json", uitslag, variable=PASSWORD)

    assert {"open"} == set(statuses(uitslag))


def test_a_damaged_earlier_result(check: Run, register: Path) -> None:
    """An earlier result that is damaged is no memory, and no reason to stop."""
    check(register, variable=PASSWORD)
    first = register.with_name(NAME)
    first.write_bytes(first.read_bytes()[:3000])
    code, _, err = check(register, variable=PASSWORD)

    assert (3, "") == (code, err)


# A terminal


def _terminal(register: Path, *words: str, typed: list[str], **variables: str) -> tuple[int, str]:
    """The exit code and all that a terminal shows while passwords are typed at each question."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-X", "utf8", "-c", _TERMINAL, "controleer", str(register), *words]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **variables}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=environment
    )
    os.close(theirs)
    shown, waiting = b"", [*typed]
    until = time.monotonic() + 60
    while time.monotonic() < until and select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # how Linux says that the other side is closed
            break
        shown += piece
        if waiting and shown.count(b"Wachtwoord van") > len(typed) - len(waiting):
            time.sleep(0.2)  # the question is shown just before the terminal stops to echo
            os.write(ours, waiting.pop(0).encode() + b"\n")
    os.close(ours)
    return process.wait(60), shown.decode()


def test_asked_on_a_terminal(register: Path) -> None:
    """The question names the file; what is typed is not shown, and a typing error is forgiven."""
    code, shown = _terminal(register, "--wachtwoord", typed=["fout wachtwoord", PASSWORD])

    assert 3 == code
    assert 2 == shown.count("Wachtwoord van register.xlsx: ")
    assert "klopt niet; nog 2 pogingen" in shown
    assert PASSWORD not in shown
    assert "fout wachtwoord" not in shown
    assert Lock.PACKAGE is lock_of(
        next(register.parent.glob("register-gecontroleerd-*")).read_bytes()
    )


def test_asked_without_the_option(register: Path) -> None:
    """Who drops a register on a shortcut is asked too, also when the variable does not fit."""
    code, shown = _terminal(register, typed=[PASSWORD], **{VARIABLE: "fout"})

    assert 3 == code
    assert f"Het wachtwoord in {VARIABLE} past niet" in shown


def test_not_asked_when_the_variable_fits(register: Path) -> None:
    """A password that was given is not asked for."""
    code, shown = _terminal(register, typed=[], **{VARIABLE: PASSWORD})

    assert 3 == code
    assert "Wachtwoord van" not in shown


def test_three_tries(register: Path) -> None:
    """After three wrong ones it ends with a sentence; Enter alone is none of them."""
    code, shown = _terminal(register, "--wachtwoord", typed=["een", "", "twee", "", "drie"])

    assert 1 == code
    assert "klopte 3 keer niet" in shown
    assert 2 == shown.count("Er is niets getypt")
    assert "nog 1 poging" in shown
    assert ["register.xlsx"] == names(register.parent)


def test_enter_time_after_time(register: Path) -> None:
    """It ends too, and says another thing than that a password was wrong."""
    code, shown = _terminal(register, "--wachtwoord", typed=[""] * 10)

    assert 1 == code
    assert "er is geen wachtwoord getypt" in shown


def test_breaking_off(register: Path) -> None:
    """Ctrl-C at the question ends calmly."""
    code, shown = _terminal(register, "--wachtwoord", typed=["\x03"])

    assert 1 == code
    assert "Afgebroken" in shown
    assert "Traceback" not in shown


# With the eyes of others


def test_libreoffice_opens_the_result(check: Run, register: Path, tmp_path: Path) -> None:
    """LibreOffice opens the marked copy with the password, and finds the sheets that we left."""
    check(register, variable=PASSWORD)
    opened = tools.convert_locked(register.with_name(NAME), PASSWORD, tmp_path / "soffice")
    book = openpyxl.load_workbook(opened)

    assert ["Aanmeldingen", "Bevindingen"] == book.sheetnames
    assert "ET-2021-002" == book["Aanmeldingen"]["A5"].value


def test_what_libreoffice_protected(check: Run, tmp_path: Path) -> None:
    """A .xls that LibreOffice protected is checked, and the findings have its password."""
    source = small_register.save(tmp_path / "bron.xlsx")
    path = tools.convert_locked(source, "", tmp_path / "soffice", "xls", closing=PASSWORD)
    opened = unlock("r", path.read_bytes(), PASSWORD)
    code, _, _ = check(path, variable=PASSWORD)
    result = path.with_name(f"{path.stem}-gecontroleerd-2021-04-01.xlsx").read_bytes()

    assert 0 == code
    assert Lock.OLD is lock_of(path.read_bytes())
    assert Lock.NONE is lock_of(opened.data)
    assert "ET-2021-001" in _texts(opened.data)
    assert Lock.PACKAGE is lock_of(result)
    assert PASSWORD == unlock("r", result, PASSWORD).password


def test_open_document_that_libreoffice_protected(check: Run, tmp_path: Path) -> None:
    """An .ods that LibreOffice protected gets its one sentence, with the password too."""
    source = small_register.save(tmp_path / "bron.xlsx")
    path = tools.convert_locked(source, "", tmp_path / "soffice", "ods", closing=PASSWORD)
    for variable in ("", PASSWORD):
        code, _, err = check(path, variable=variable)

        assert 1 == code
        assert "een .ods met een wachtwoord" in err


def _texts(data: bytes) -> set[str]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {str(value) for row in book.get_sheet_by_index(0).to_python() for value in row}


def test_what_excel_protected(shared: Path) -> None:
    """A binary workbook that Excel itself protected gives its package."""
    path = shared / "corpus" / "63-pass_protected.xlsb"
    opened = unlock(path.name, path.read_bytes(), "1234")
    workbook = open_workbook(path, password=opened.password)

    assert Lock.PACKAGE is lock_of(path.read_bytes())
    assert (".xlsb", "1234") == (workbook.suffix, workbook.password)
    assert "xl/workbook.bin" in compare.parts(opened.data)
    assert "String" in _texts(opened.data)
