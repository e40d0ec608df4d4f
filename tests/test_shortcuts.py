"""Dropping a register on a shortcut: what is dropped, what the window says, and the shortcut itself.

Neither Windows nor macOS is here. Of their files this tests what can be read in them: line ends,
quotes, what is filled in. That they work there is not shown by these tests.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import small_register
import tools
from small_register import FINE, OPEN

from expertteam_xl.cli import _run
from expertteam_xl.commands import launch

SHORTCUTS = tools.REPO / "bureaublad"
COMMAND = SHORTCUTS / "controleer.command"
WINDOWS = tools.REPO / "controleer.cmd"
ODD = 'Het $programma `x` "é" 100% \\ it\'s (a&b)'


@pytest.fixture
def slepen(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What happens to files that are dropped."""
    monkeypatch.syspath_prepend(str(tools.REPO))
    monkeypatch.delenv("EXPERTTEAM_XL_REGEL", raising=False)
    from bureaublad import slepen as module

    return module


@pytest.fixture
def snelkoppeling(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What puts the shortcut on the desktop."""
    monkeypatch.syspath_prepend(str(tools.REPO))
    from bureaublad import snelkoppeling as module

    return module


class Terminal(io.StringIO):
    """Standard input on which somebody types."""

    def isatty(self) -> bool:
        return True


def checks(*codes: int) -> tuple[list[str], Callable[[str], int]]:
    """A check that ends with these codes, and the files that it was asked to check."""
    asked: list[str] = []
    left = list(codes)

    def check(name: str) -> int:
        asked.append(name)
        return left.pop(0)

    return asked, check


def nothing() -> None:
    """Prepare nothing."""


# What is dropped


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (r'C:\Windows\system32\cmd.exe /c ""C:\prog\controleer.cmd" "', []),
        (r'cmd.exe /c ""C:\mijn prog\controleer.cmd" C:\a.xlsx"', [r"C:\a.xlsx"]),
        (r'cmd.exe /c ""C:\p\controleer.cmd" "C:\a b.xlsx" C:\c&d.xlsx "', [r"C:\a b.xlsx", r"C:\c&d.xlsx"]),
        (r'cmd.exe /C ""C:\p\Controleer.CMD" C:\a,b;c=d.xlsx"', [r"C:\a,b;c=d.xlsx"]),
        (r'cmd.exe /c ""C:\p\controleer.cmd" C:\50%TEMP%^!(x).xlsx"', [r"C:\50%TEMP%^!(x).xlsx"]),
        (r'cmd.exe /c ""\\server\share\prog\controleer.cmd" "\\server\share\é ë.xlsx""', [r"\\server\share\é ë.xlsx"]),
        (r'cmd.exe /c ""C:\a & b (c)\Controleer register.cmd" C:\x.xlsx"', [r"C:\x.xlsx"]),
    ],
)  # fmt: skip
def test_what_explorer_dropped(slepen: ModuleType, line: str, expected: list[str]) -> None:
    """Explorer quotes a name only for a space; its own line tells what cmd would take apart."""
    assert expected == slepen.dropped(["x"], {"EXPERTTEAM_XL_REGEL": line})


@pytest.mark.parametrize("line", ["", r'"C:\Windows\system32\cmd.exe"', r"cmd /k dir"])
def test_what_was_typed(slepen: ModuleType, line: str) -> None:
    """In a window that was open already, and elsewhere, the words of the command count."""
    assert ["a b.xlsx"] == slepen.dropped(["a b.xlsx", ""], {"EXPERTTEAM_XL_REGEL": line})
    assert ["a b.xlsx"] == slepen.dropped(["a b.xlsx"], {})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", []),
        ("'/map/a b.xlsx'", ["/map/a b.xlsx"]),
        ("/map/a\\ b\\(1\\).xlsx /c.xlsx", ["/map/a b(1).xlsx", "/c.xlsx"]),
        ("file:///map/a%20b.xlsx", ["/map/a b.xlsx"]),
        ("it's.xlsx", ["it's.xlsx"]),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="terminals of macOS and Linux")
def test_what_a_terminal_writes_for_a_drop(
    slepen: ModuleType, line: str, expected: list[str]
) -> None:
    """A file that is dropped in the window itself comes quoted, escaped or as an address."""
    assert expected == slepen.pasted(line)


def test_what_is_there_needs_no_quotes(
    slepen: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with spaces that somebody types is one name when there is such a file."""
    path = tmp_path / "mijn register (1).xlsx"
    path.touch()

    assert [str(path)] == slepen.pasted(str(path)) == slepen.pasted(f'"{path}"')


def test_every_dropped_file_is_checked(
    slepen: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each in turn, with its name above it; the worst exit code is the answer."""
    asked, check = checks(0, 3, 1)

    assert 1 == slepen.run(["a.xlsx", "b c.xlsx", "d.pdf"], nothing, check)
    assert ["a.xlsx", "b c.xlsx", "d.pdf"] == asked
    assert "2 van 3: b c.xlsx" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([0], 0), ([3], 3), ([0, 3], 3), ([3, 2, 0], 2), ([3, 1, 2], 1), ([-11, 0], 1), ([], 0)],
)
def test_the_worst_exit_code(slepen: ModuleType, codes: list[int], expected: int) -> None:
    """1 over 2 over 3 over 0; a program that died is the worst."""
    assert expected == slepen.worst(codes)


@pytest.mark.parametrize(
    ("name", "part"), [("map", "is een map"), ("register.xlsx.lnk", "is een snelkoppeling")]
)
def test_what_is_no_file_of_a_register(
    slepen: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, part: str
) -> None:
    """A folder, or a shortcut, gets one sentence that says what to drop."""
    (tmp_path / "map").mkdir()
    asked, check = checks()

    assert 1 == slepen.run([str(tmp_path / name)], nothing, check)
    assert [] == asked
    assert f"{name} {part}" in capsys.readouterr().err


def test_nothing_was_dropped(
    slepen: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two lines tell how; where nobody can answer it does not wait, and installs nothing."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("a.xlsx\n"))

    assert 2 == slepen.run([], pytest.fail, pytest.fail)
    lines = capsys.readouterr().out.strip().splitlines()
    assert 2 == len(lines)
    assert "Sleep een register" in lines[0]
    assert max(map(len, lines)) <= 80


def test_a_path_in_the_window(slepen: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the register can be dropped in the window after all."""
    monkeypatch.setattr(sys, "stdin", Terminal('"a.xlsx"\n'))
    asked, check = checks(3)

    assert 3 == slepen.run([], nothing, check)
    assert ["a.xlsx"] == asked


# Opening the result


def test_open_is_asked_of_the_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that takes the file gets its whole path as one word, and outlives the window."""
    calls: list[Any] = []

    class Started:
        def __init__(self, command: list[str], **how: Any) -> None:
            calls.append((command, how["start_new_session"]))

        def wait(self, _: float) -> int:
            return 0

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(subprocess, "Popen", Started)
    path = tmp_path / "a b & c.xlsx"

    assert launch.opens(path)
    assert [(["xdg-open", str(path)], True)] == calls


@pytest.mark.parametrize(("ending", "opened"), [(0, True), (3, False), (None, True)])
@pytest.mark.skipif(sys.platform == "win32", reason="a program that is a script")
def test_what_the_desktop_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: int | None, opened: bool
) -> None:
    """It may take the file, refuse it, or stay busy with it, which counts as taking it."""
    program = tmp_path / "xdg-open"
    program.write_text(f"#!/bin/sh\n{'sleep 5' if ending is None else f'exit {ending}'}\n", "ascii")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(launch, "_SECONDS", 0.5)
    if ending is None:
        monkeypatch.setattr(subprocess.Popen, "__del__", lambda _: None)

    assert opened == launch.opens(tmp_path / "a.xlsx")


def test_without_a_screen_nothing_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server the desktop is not asked: the file would come up in the terminal."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(subprocess, "Popen", pytest.fail)

    assert not launch.opens(tmp_path / "a.xlsx")


def test_windows_opens_it_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the file is opened as a double click would (played); no program is no error."""
    opened: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)

    assert launch.opens(tmp_path / "a.xlsx")
    assert [tmp_path / "a.xlsx"] == opened

    def refuse(_: Path) -> None:
        raise OSError(22, "no application is associated")

    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    assert not launch.opens(tmp_path / "a.xlsx")


@pytest.mark.parametrize("works", [True, False])
@pytest.mark.parametrize(("row", "code"), [(FINE, 0), (OPEN, 3)])
def test_controleer_opens_its_result(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    works: bool,
    row: tuple[object, ...],
    code: int,
) -> None:
    """With --open the result is opened; where that fails a sentence says so, and no more."""
    opened: list[Path] = []
    monkeypatch.setattr(launch, "opens", lambda path: opened.append(path) or works)
    register = small_register.save(tmp_path / "r é.xlsx", [row])

    assert code == _run(["controleer", "--open", "--peildatum", "2021-04-01", "--", str(register)])
    assert [tmp_path / "r é-gecontroleerd-2021-04-01.xlsx"] == opened
    assert ("gaat nu open" if works else "open het zelf: r é-gec") in capsys.readouterr().err


def test_nothing_is_opened_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --open, or without a result, nothing comes up."""
    monkeypatch.setattr(launch, "opens", pytest.fail)
    register = small_register.save(tmp_path / "r.xlsx")
    (tmp_path / "brief.xlsx").write_bytes(b"%PDF-1.7")

    assert 0 == _run(["controleer", str(register), "--peildatum", "2021-04-01"])
    assert 1 == _run(["controleer", str(tmp_path / "brief.xlsx"), "--open"])


# Windows


def test_the_command_file_is_one_for_windows() -> None:
    """ASCII, with the line ends of Windows, also in what git gives (.gitattributes)."""
    data = WINDOWS.read_bytes()

    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") > 0
    assert "*.cmd text eol=crlf" in (tools.REPO / ".gitattributes").read_text(encoding="ascii")


def test_paths_are_quoted_and_kept_from_expansion() -> None:
    """No path stands bare, or on a line where ``!`` means something."""
    text = WINDOWS.read_text(encoding="ascii")
    head, _, tail = text.lower().partition("setlocal disabledelayedexpansion")
    bare = [line for line in tail.splitlines() if re.search(r'(?<!["=\w])%~?(map%|dp0|1)', line)]

    assert [] == [line for line in bare if not re.search(r'"[^"]*%(~dp0|map%)[^"]*"', line)]
    assert "%~" not in head
    assert "%1" not in text
    assert re.search(r'^%PYTHON% "%MAP%doe\.py" slepen %\*$', text, re.MULTILINE)
    assert not re.search(r"^\s*(cd|chdir|pushd)\b", text, re.MULTILINE | re.IGNORECASE)


def test_a_name_with_an_ampersand_runs_nothing() -> None:
    """A window of a drop ends with ``exit``, before cmd reads the rest of such a name."""
    lines = [line.strip() for line in WINDOWS.read_text(encoding="ascii").splitlines()]
    end = lines.index(":einde")

    assert ["if defined VENSTER exit %CODE%", "exit /b %CODE%"] == lines[end + 1 : end + 3]
    assert 'set "EXPERTTEAM_XL_REGEL=!cmdcmdline!"' in lines


def test_every_label_is_there() -> None:
    """A goto or call without its label would end the window without a word."""
    text = WINDOWS.read_text(encoding="ascii")
    asked = set(re.findall(r"\b(?:goto |call :)(\w+)", text))

    assert asked
    assert set() == asked - set(re.findall(r"^:(\w+)", text, re.MULTILINE))


def test_a_copy_on_the_desktop_knows_its_place(snelkoppeling: ModuleType) -> None:
    """Where no link can be made, the copy names the folder, in UTF-8, after the code page."""
    copy = snelkoppeling.moved(WINDOWS.read_bytes(), Path("Z:\\Één & 100%\\prog"))
    text = copy.decode("utf-8")

    assert 'set "MAP=Z:\\Één & 100%%\\prog\\"\r\n' in text
    assert text.index("chcp 65001") < text.index('set "MAP=')
    assert "%~dp0" not in text


@pytest.mark.parametrize("link", [True, False])
def test_the_shortcut_on_windows(
    snelkoppeling: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    """PowerShell makes a link; where it may not, a copy takes its place (played)."""
    desktop = tmp_path / "Desktop"
    desktop.mkdir()
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    told: list[Any] = []

    def powershell(command: list[str], environment: Any = None) -> tuple[int, str]:
        told.append((command[0], environment["SNELKOPPELING_DOEL"]))
        if link:
            (desktop / f"{environment['SNELKOPPELING_NAAM']}.lnk").touch()
        return (0, "") if link else (1, "disabled")

    monkeypatch.setattr(snelkoppeling, "_quietly", powershell)
    place = snelkoppeling.on_windows()

    assert [("powershell", str(WINDOWS))] == told
    assert f"Controleer register.{'lnk' if link else 'cmd'}" == place.name
    assert place.is_file()


# macOS and Linux


def test_the_command_may_be_started() -> None:
    """A double click starts it; it speaks plain sh."""
    assert COMMAND.read_bytes().startswith(b"#!/bin/sh\n")
    if sys.platform != "win32":
        assert stat.S_IMODE(COMMAND.stat().st_mode) & stat.S_IXUSR


@pytest.mark.skipif(sys.platform == "win32", reason="a script of sh")
def test_the_command_passes_every_word_on(tmp_path: Path) -> None:
    """From a folder with an odd name, the files come through whole, and so does the exit code."""
    folder = tmp_path / ODD / "bureaublad"
    folder.mkdir(parents=True)
    shutil.copy(COMMAND, folder)
    (folder.parent / "doe.py").write_text("import sys\nprint(sys.argv[1:])\nsys.exit(3)\n", "ascii")
    files = [ODD, "-register.xlsx", "a\nb.xlsx"]
    done = subprocess.run(
        ["/bin/sh", str(folder / COMMAND.name), *files],
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (3, f"{['slepen', *files]}\n", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="a script of sh")
def test_the_command_without_python(tmp_path: Path) -> None:
    """One that finds no Python says which is needed; without a terminal it does not wait."""
    for program in ("dirname", "sh"):
        found = shutil.which(program)
        assert found
        (tmp_path / program).symlink_to(found)
    done = subprocess.run(
        ["/bin/sh", str(COMMAND), "a.xlsx"],
        env={"PATH": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert 1 == done.returncode
    assert "Python 3.11 of nieuwer ontbreekt" in done.stderr


def exec_words(line: str) -> list[str]:
    """The words of a key Exec as the desktop reads them (freedesktop.org, Desktop Entry 1.5)."""
    string = line.replace("\\\\", "\\")  # first as any string of the file
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', string)
    plain = (re.sub(r"\\(.)", r"\1", quoted) or bare for quoted, bare in words)
    return [word.replace("%%", "%") for word in plain]


@pytest.mark.parametrize(
    "place",
    ["/map/controleer.command", f"/{ODD}/controleer.command", "/a=b; c|d/x", "/a\\\\b/$$``/x"],
)
def test_the_entry_starts_the_command(snelkoppeling: ModuleType, place: str) -> None:
    """Whatever signs the path holds, the desktop reads the same path back."""
    text = snelkoppeling.entry(Path(place))
    (line,) = re.findall(r"^Exec=(.*)$", text, re.MULTILINE)

    assert ["/bin/sh", place, "%F"] == exec_words(line)


@pytest.mark.parametrize("filled", [False, True])
def test_the_entry_is_valid(snelkoppeling: ModuleType, tmp_path: Path, filled: bool) -> None:
    """The validator of freedesktop.org finds nothing wrong, as it is kept and as it is placed."""
    validator = shutil.which("desktop-file-validate")
    if validator is None:
        pytest.skip("desktop-file-validate is not installed (desktop-file-utils)")
    path = SHORTCUTS / "controleer.desktop"
    if filled:
        path = tmp_path / "controleer.desktop"
        path.write_text(snelkoppeling.entry(Path(f"/{ODD}/x")), encoding="utf-8")
    done = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stdout)


def test_the_droplet_quotes_twice(snelkoppeling: ModuleType) -> None:
    """The path is a string of AppleScript, and AppleScript quotes it for the shell."""
    text = snelkoppeling.droplet(Path('/Ma "p" \\ é/controleer.command'))

    assert 'quoted form of "/Ma \\"p\\" \\\\ é/controleer.command"' in text
    assert "quoted form of POSIX path of bestand" in text
    assert "@START@" not in text.partition("on run")[2]


@pytest.fixture
def desktop(snelkoppeling: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop of Linux in a folder of the test."""
    folder = tmp_path / "Bureaublad"
    folder.mkdir()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(snelkoppeling, "_quietly", lambda *_: (127, "ontbreekt"))
    return folder


def test_the_shortcut_on_linux(snelkoppeling: ModuleType, desktop: Path) -> None:
    """It stands on the desktop, may be started, and a second time replaces the first."""
    place = snelkoppeling.make()

    assert desktop / "Controleer register.desktop" == place == snelkoppeling.make()
    assert f'"{COMMAND}" %F' in place.read_text(encoding="utf-8")
    if os.name != "nt":
        assert stat.S_IMODE(place.stat().st_mode) & stat.S_IXUSR


def test_something_else_with_its_name_stays(snelkoppeling: ModuleType, desktop: Path) -> None:
    """A file of the user is never replaced."""
    other = desktop / "Controleer register.desktop"
    other.write_text("[Desktop Entry]\nName=van mij\n", encoding="utf-8")
    with pytest.raises(snelkoppeling.ShortcutError, match="iets anders met de naam"):
        snelkoppeling.make()

    assert "van mij" in other.read_text(encoding="utf-8")


def test_a_desktop_that_may_not_be_written(
    snelkoppeling: ModuleType, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says what to drop the register on meanwhile."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(snelkoppeling.ShortcutError, match=r"sleep .* op .*controleer\.command"):
        snelkoppeling.make()


@pytest.mark.parametrize(("code", "part"), [(127, "osacompile ontbreekt"), (1, "syntax")])
def test_a_droplet_that_is_not_made(
    snelkoppeling: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int, part: str
) -> None:
    """What the compiler of macOS says comes with a way to go on (played)."""
    monkeypatch.setattr(sys, "platform", "darwin")
    answer = "osacompile ontbreekt" if code == 127 else "syntax error"
    monkeypatch.setattr(snelkoppeling, "_quietly", lambda *_: (code, answer))
    with pytest.raises(snelkoppeling.ShortcutError, match=part):
        snelkoppeling.make()


def test_a_folder_that_no_shortcut_can_name(
    snelkoppeling: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line end in the name of the checkout can't be written in any of them."""
    monkeypatch.setattr(snelkoppeling, "ROOT", Path("/map\nmet"))
    with pytest.raises(snelkoppeling.ShortcutError, match="regeleinde"):
        snelkoppeling.make()


@pytest.mark.parametrize("name", ["controleer.desktop", "controleer.applescript"])
def test_no_shortcut_in_the_repo_names_a_machine(name: str) -> None:
    """The path is filled in on the desktop alone."""
    assert "@START@" in (SHORTCUTS / name).read_text(encoding="utf-8")
