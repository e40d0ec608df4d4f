"""Private temporary folders: gone at the end of a run, and after a crash at the next start."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

_PREFIX = "expertteam-xl-pagina-"
_LOCK = "in-gebruik"
_YOUNG = 60.0
"""Seconds in which a folder without a lock may belong to a run that is only just starting."""


class PrivateRoot:
    """The folder of one run, that nobody else may look into.

    A lock that the system itself lets go when the program ends, however it ends, tells the next
    run which folders are left over.
    """

    def __init__(self, place: Path | None = None) -> None:
        """Clear what earlier runs left, and make a folder.

        Args:
            place: where temporary folders come; the system's own place when not given.

        Raises:
            OSError: no folder can be made there.
        """
        self._place = Path(tempfile.gettempdir()) if place is None else place
        clear_leftovers(self._place)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._place))
        self._held: IO[bytes] | None = (self.path / _LOCK).open("wb")
        _try_lock(self._held)

    def new_folder(self) -> Path:
        """A folder in it with a name that tells nothing."""
        path = self.path / secrets.token_hex(8)
        path.mkdir(mode=0o700)
        return path

    def close(self) -> None:
        """Remove everything; a second time does nothing."""
        if self._held is not None:
            self._held.close()
            self._held = None
        remove(self.path)


def remove(folder: Path) -> None:
    """Remove a folder and all in it; a file that a virus scanner holds is tried again."""
    for pause in (0.0, 0.1, 0.3):
        time.sleep(pause)
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return


def clear_leftovers(place: Path) -> list[Path]:
    """Remove the folders of runs that ended without doing so; gives which those were.

    Args:
        place: where temporary folders come.
    """
    with suppress(OSError):
        found = [path for path in place.glob(f"{_PREFIX}*") if _is_leftover(path)]
        for path in found:
            remove(path)
        return found
    return []


def _is_leftover(path: Path) -> bool:
    """Whether a folder is ours and no run uses it any more."""
    try:
        facts = path.lstat()
        if path.is_symlink() or not path.is_dir():
            return False
        if hasattr(os, "getuid") and facts.st_uid != os.getuid():
            return False
        lock = path / _LOCK
        if not lock.exists():
            return time.time() - facts.st_mtime > _YOUNG
        with lock.open("r+b") as stream:
            return _try_lock(stream)
    except OSError:
        return False


def _try_lock(stream: IO[bytes]) -> bool:
    """Take the lock of an open file, until it is closed; gives whether it was free."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
