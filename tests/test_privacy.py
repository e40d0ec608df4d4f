"""What docs/privacy.md promises: nothing leaves the machine, and nothing is left behind."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import small_register
from small_register import FINE, LATE, OPEN

import expertteam_xl

NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser",
    "websockets", "xmlrpc",
}  # fmt: skip
HARMLESS = {"urllib.parse"}
"""Takes addresses apart, and opens none."""

LISTENING = """
import json, os, sys
heard, written = [], []
KINDS = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "ssl.",
         "webbrowser.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
def listen(event, words):
    if event.startswith(KINDS):
        heard.append(event)
    if event == "open" and isinstance(words[0], (str, bytes)):
        mode, flags = words[1], words[2]
        if set(mode or "") & set("wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(os.fsdecode(words[0]))
sys.addaudithook(listen)
"""
COMMAND = """
from expertteam_xl.cli import _run
code = _run(sys.argv[2:])
sys.stdout.flush()
"""
CALL = """
import socket, subprocess
socket.socket().close()
subprocess.run([sys.executable, "-c", ""])
code = 0
"""
TELL = """
told = json.dumps({"code": code, "heard": heard, "written": written})
open(sys.argv[1], "w", encoding="utf-8").write(told)
"""


def listened(folder: Path, code: str, *words: object) -> tuple[int, list[str], set[Path]]:
    """What a run of its own did: exit code, calls to the outside, and files it opened to write."""
    told = folder / "told.json"
    done = subprocess.run(
        [sys.executable, "-B", "-c", LISTENING + code + TELL, str(told), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)
    found = json.loads(told.read_text("utf-8"))
    null = {Path("/dev/null"), Path("nul")}
    written = {Path(path) for path in found["written"]} - {told} - null
    return found["code"], found["heard"], written


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with findings, alone in its folder."""
    folder = tmp_path / "team"
    folder.mkdir()
    return small_register.save(folder / "register.xlsx", (FINE, LATE, OPEN))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def test_no_module_of_ours_knows_the_network() -> None:
    """Not one imports what can open a connection, but for the page on this machine itself.

    Of what we use, pandera loads socket and ssl (through typeguard and unittest.mock) and the
    standard library's xml loads urllib; that they stay unused is what the next test hears.
    """
    package = Path(expertteam_xl.__file__).parent
    ours = [path for path in sorted(package.rglob("*.py")) if package / "web" not in path.parents]
    wrong = [
        (path.name, name)
        for path in ours
        for name in imported(path)
        if name.partition(".")[0] in NETWORK and name not in HARMLESS
    ]

    assert len(ours) > 100
    assert [] == wrong


def test_a_check_calls_nobody_and_leaves_nothing_behind(tmp_path: Path, register: Path) -> None:
    """No connection, no look-up of a name, no other program; it writes in the one folder alone.

    Only the result is there afterwards: no temporary file, no log.
    """
    answer = register.with_name("uit.json")
    code, heard, written = listened(
        tmp_path, COMMAND, "controleer", register, "--peildatum", "2021-04-01", "--json", answer
    )

    assert (3, []) == (code, heard)
    assert written
    assert {register.parent} == {path.parent for path in written}
    assert ["register-gecontroleerd-2021-04-01.xlsx", "register.xlsx", "uit.json"] == sorted(
        path.name for path in register.parent.iterdir()
    )


@pytest.mark.parametrize("words", [("nieuw", "nieuw.xlsx"), ("voorbeeld", "map"), ("regels",)])
def test_other_commands_call_nobody_either(tmp_path: Path, words: tuple[str, ...]) -> None:
    """They write where they are told to."""
    command, *target = words
    code, heard, written = listened(tmp_path, COMMAND, command, *(tmp_path / t for t in target))

    assert (0, []) == (code, heard)
    assert [] == [path for path in written if tmp_path not in path.parents]


def test_what_would_call_out_is_heard(tmp_path: Path) -> None:
    """So that silence means something."""
    _, heard, _ = listened(tmp_path, CALL)

    assert {"socket.__new__", "subprocess.Popen"} <= set(heard)


def test_the_page_is_found_from_both_entrances(repo: Path) -> None:
    """By who begins with the README, and by who begins with the manual; its own links lead on."""
    page = (repo / "docs" / "privacy.md").read_text("utf-8")

    assert "(docs/privacy.md)" in (repo / "README.md").read_text("utf-8")
    assert "(privacy.md)" in (repo / "docs" / "handleiding.md").read_text("utf-8")
    for link in re.findall(r"\]\(([\w./-]+)\)", page):
        assert (repo / "docs" / link).exists()


def test_the_page_names_what_is_there(repo: Path) -> None:
    """Its names of files and variables are those of the program."""
    from expertteam_xl import cli, files
    from expertteam_xl.commands import password

    page = (repo / "docs" / "privacy.md").read_text("utf-8")
    source = Path(password.__file__).read_text("utf-8")

    assert "EXPERTTEAM_XL_WACHTWOORD" in page
    assert "EXPERTTEAM_XL_WACHTWOORD" in source
    assert cli._DEBUG in page
    assert files._temporary_name("x" * 40).startswith(".expertteam-")
    assert "`.expertteam-….tmp`" in page
    assert "ouder is dan een uur" in page
    assert 3600 == files._FORGOTTEN
