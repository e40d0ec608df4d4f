"""Checks the registers that were dropped on a shortcut, one after the other."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

DONE, UNUSABLE, USAGE, FOUND = 0, 1, 2, 3
"""Exit codes of the program."""

_WORST_FIRST = (UNUSABLE, USAGE, FOUND, DONE)
_LINE = "EXPERTTEAM_XL_REGEL"
"""Environment variable with the command line as Windows gave it to controleer.cmd."""

_EXPLORER = re.compile(r'/c\s+""[^"]+\.(?:cmd|bat)"(?P<rest>.*)$', re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r'"([^"]+)"|([^\s"]+)')
_SHORTCUTS = (".lnk", ".url", ".webloc", ".desktop")

_HOW = """\
Sleep een register op dit pictogram en laat het los: het wordt gecontroleerd.
Het register verandert niet; een kopie met bevindingen gaat vanzelf open."""
_ASK = "\nOf sleep het register nu in dit venster en druk op Enter: "


def run(arguments: Sequence[str], prepare: Callable[[], None], check: Callable[[str], int]) -> int:
    """Check every file that was dropped; gives the worst exit code.

    Args:
        arguments: the files, as the desktop names them.
        prepare: makes the program ready; the first time it takes a minute.
        check: checks one register, shows what it found and opens the result; gives the exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    files = dropped(arguments, os.environ)
    if not files:
        print(_HOW)
        files = asked()
    if not files:
        return USAGE
    prepare()
    codes = []
    for number, name in enumerate(files, 1):
        if len(files) > 1:
            print(f"\n===== {number} van {len(files)}: {Path(name).name}\n")
        else:
            print("Het register wordt gecontroleerd ...\n")
        sys.stdout.flush()
        codes.append(_checked(name, check))
    return worst(codes)


def dropped(arguments: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """The files that were dropped.

    Explorer does not quote a name without a space, so that cmd reads ``a&b.xlsx`` as two commands
    and ``a,b.xlsx`` as two words: then its own command line tells what was dropped.
    """
    found = _EXPLORER.search(environment.get(_LINE, ""))
    return words(found["rest"]) if found else [name for name in arguments if name]


def words(line: str) -> list[str]:
    """The words of a command line of Windows, where a name holds no quotes."""
    return [quoted or plain for quoted, plain in _WORD.findall(line)]


def asked() -> list[str]:
    """The files that are dropped in the window itself; none where nobody can answer."""
    if not (sys.stdin and sys.stdin.isatty()):
        return []
    print(_ASK, end="")
    sys.stdout.flush()
    return pasted(sys.stdin.readline().strip())


def pasted(line: str) -> list[str]:
    """The files in a line as a terminal writes them when they are dropped on it."""
    whole = line.strip("\"'")
    if not whole or Path(whole).exists():
        return [whole] if whole else []
    try:
        names = words(line) if os.name == "nt" else shlex.split(line)
    except ValueError:  # a quote that is never closed: it is part of the name
        names = [line]
    return [_path(name) for name in names]


def _path(name: str) -> str:
    """The path that an address such as ``file:///...`` stands for."""
    return unquote(urlsplit(name).path) if name.startswith("file://") else name


def _checked(name: str, check: Callable[[str], int]) -> int:
    path = Path(name)
    if path.is_dir():
        print(f"{path.name} is een map; open haar en sleep het register zelf.", file=sys.stderr)
        return UNUSABLE
    if path.suffix.lower() in _SHORTCUTS:
        print(f"{path.name} is een snelkoppeling; sleep het register zelf.", file=sys.stderr)
        return UNUSABLE
    return check(name)


def worst(codes: Iterable[int]) -> int:
    """The worst of some exit codes; one that the program does not have is as bad as can be."""
    found = set(codes)
    if found - set(_WORST_FIRST):
        return UNUSABLE
    return next((code for code in _WORST_FIRST if code in found), DONE)
