"""Puts a shortcut on the desktop to drop registers on: Windows, macOS and Linux.

The macOS and Windows parts call the system's own programs (osacompile, PowerShell).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

NAME = "Controleer register"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

_OURS = "X-Expertteam-XL=true"
_PLACE = "@START@"
_MAP = 'set "MAP=%~dp0"'
_LINK = """\
$ErrorActionPreference = 'Stop'
$desktop = [Environment]::GetFolderPath('Desktop')
$link = Join-Path $desktop ($env:SNELKOPPELING_NAAM + '.lnk')
$shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut($link)
$shortcut.TargetPath = $env:SNELKOPPELING_DOEL
$shortcut.Description = 'Sleep er een register van het expertteam op'
$shortcut.Save()
"""


class ShortcutError(Exception):
    """The shortcut can't be made; one Dutch sentence says why and what to do."""


def make() -> Path:
    """Put the shortcut on the desktop of this user; gives its place.

    Raises:
        ShortcutError: it can't be made.
    """
    if any(ord(letter) < ord(" ") for letter in str(ROOT)):
        raise ShortcutError(
            "De naam van de map van het programma heeft een regeleinde of een ander onzichtbaar "
            "teken; geef haar een gewone naam en probeer het opnieuw."
        )
    makers = {"win32": on_windows, "darwin": on_macos}
    try:
        return makers.get(sys.platform, on_linux)()
    except OSError as error:
        raise ShortcutError(
            "De snelkoppeling kon niet op het bureaublad gezet worden "
            f"({error.strerror or 'onbekende reden'}); sleep het register zolang op {by_hand()}."
        ) from None


def by_hand() -> Path:
    """What does the same without a shortcut."""
    if sys.platform == "win32":
        return ROOT / "controleer.cmd"
    return HERE / "controleer.command"


def on_linux() -> Path:
    """An entry of the desktop (freedesktop.org), allowed to start.

    Raises:
        ShortcutError: something else has its name.
        OSError: it can't be written.
    """
    folder = linux_desktop(os.environ)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{NAME}.desktop"
    if target.exists() and _OURS not in target.read_text(encoding="utf-8", errors="replace"):
        raise ShortcutError(
            f"Op het bureaublad staat al iets anders met de naam {target.name}; geef dat een "
            "andere naam en probeer het opnieuw."
        )
    text = entry(HERE / "controleer.command").encode()
    target.write_bytes(text)
    target.chmod(0o755)
    trust = {"trusted": "true", "xfce-exe-checksum": hashlib.sha256(text).hexdigest()}
    for key, value in trust.items():  # as GNOME and as Xfce remember what may be started
        _quietly(["gio", "set", str(target), f"metadata::{key}", value])
    return target


def linux_desktop(environment: Mapping[str, str]) -> Path:
    """The folder of the desktop, whatever its name is in the user's language."""
    code, answer = _quietly(["xdg-user-dir", "DESKTOP"])
    home = Path(environment.get("HOME") or Path.home())
    likely = [Path(answer)] if code == 0 and answer else []
    likely += [home / "Desktop", home / "Bureaublad"]
    return next((folder for folder in likely if folder.is_dir()), likely[0])


def entry(start: Path) -> str:
    """The text of the entry that starts a script with what is dropped."""
    template = (HERE / "controleer.desktop").read_text(encoding="utf-8")
    return template.replace(_PLACE, exec_quoted(str(start)))


def exec_quoted(word: str) -> str:
    """A word of the key Exec: quoted, with ``%`` doubled, and then escaped as any string is."""
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word)
    return '"{}"'.format(quoted.replace("%", "%%").replace("\\", "\\\\"))


def on_macos() -> Path:
    """A droplet, made of AppleScript by the system's own compiler.

    Raises:
        ShortcutError: the compiler refuses.
        OSError: it is not there, or its source can't be written.
    """
    target = Path.home() / "Desktop" / f"{NAME}.app"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "controleer.applescript"
        source.write_text(droplet(HERE / "controleer.command"), encoding="utf-8")
        code, answer = _quietly(["osacompile", "-o", str(target), str(source)])
    if code:
        raise ShortcutError(
            f"macOS maakte de snelkoppeling niet ({answer or 'zonder uitleg'}); dubbelklik zolang "
            f"op {by_hand()}."
        )
    return target


def droplet(start: Path) -> str:
    """The source of the droplet that starts a script with what is dropped."""
    template = (HERE / "controleer.applescript").read_text(encoding="utf-8")
    head, line, tail = template.partition(f'"{_PLACE}"')
    literal = str(start).replace("\\", "\\\\").replace('"', '\\"')
    return head + line.replace(_PLACE, literal) + tail


def on_windows() -> Path:
    """A link to controleer.cmd; where PowerShell may not make one, a copy that knows its place.

    Raises:
        OSError: neither can be made.
    """
    folder = windows_desktop(os.environ)
    target = ROOT / "controleer.cmd"
    words = {"SNELKOPPELING_NAAM": NAME, "SNELKOPPELING_DOEL": str(target)}
    powershell = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _LINK]
    link = folder / f"{NAME}.lnk"
    code, _ = _quietly(powershell, os.environ | words)
    if code == 0 and link.exists():
        return link
    copy = folder / f"{NAME}.cmd"
    copy.write_bytes(moved(target.read_bytes(), ROOT))
    return copy


def moved(command: bytes, root: Path) -> bytes:
    """The text of controleer.cmd for another place: it names the folder of the program."""
    place = str(root).replace("%", "%%")
    text = command.decode("ascii").replace(_MAP, f'set "MAP={place}\\"')
    return text.encode("utf-8")


def windows_desktop(environment: Mapping[str, str]) -> Path:
    """The folder of the desktop, which OneDrive may have moved."""
    if sys.platform == "win32":
        import winreg

        folders = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, folders) as key:
                return Path(os.path.expandvars(str(winreg.QueryValueEx(key, "Desktop")[0])))
        except OSError:
            pass
    return Path(environment.get("USERPROFILE") or Path.home()) / "Desktop"


def _quietly(
    command: Sequence[str], environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run a program of the system; gives its exit code and what it said, 127 without it."""
    program = shutil.which(command[0])
    if program is None:
        return 127, f"{command[0]} ontbreekt"
    done = subprocess.run(
        [program, *command[1:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace").strip()
