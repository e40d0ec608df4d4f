"""Opens a result in the program that the desktop has for it, such as Excel or LibreOffice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_SECONDS = 3.0
"""How long a desktop may think before it is taken to have opened the file."""


def opens(path: Path) -> bool:
    """Open a file as a double click would; gives whether that works.

    The program that opens it goes on when the window of this command is closed.

    Args:
        path: the whole path.
    """
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the user asked for it, and it is our own file
            return True
        if sys.platform == "darwin":
            return _succeeds("open", path)
        return _has_screen() and _succeeds("xdg-open", path)
    except OSError:
        return False


def _has_screen() -> bool:
    """Whether there is a desktop; without one the file would come up as text in the terminal."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _succeeds(program: str, path: Path) -> bool:
    """Whether a program of the desktop takes the file; one that goes on is taken to have it.

    Raises:
        OSError: there is no such program.
    """
    process = subprocess.Popen(  # noqa: S603 - a fixed program, and our own file
        [program, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return True
