"""Writes several files that belong together: all of them, or none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from expertteam_xl.disk import patiently
from expertteam_xl.errors import RegisterError
from expertteam_xl.files import explained

_TAKEN = "'{path}' bestaat al; kies met --naar een andere map, of vervang het met --overschrijf."
_FOLDER = "'{path}' is een map; geef die een andere naam of kies met --naar een andere map."


def refuse_taken(paths: Sequence[Path], *, overwrite: bool) -> None:
    """Refuses names that are taken, before anything is made.

    Args:
        paths: the files to write.
        overwrite: whether files may be replaced; a folder never is.

    Raises:
        RegisterError: one is taken.
    """
    for path in paths:
        with explained(path):
            folder, taken = path.is_dir(), path.exists() or path.is_symlink()
        if folder:
            raise RegisterError(_FOLDER.format(path=path))
        if taken and not overwrite:
            raise RegisterError(_TAKEN.format(path=path))


def write_together(files: Mapping[Path, bytes], *, overwrite: bool = False) -> None:
    """Writes files that stand in one folder: first all under another name, then all named.

    When one can't get its name, those before it give theirs back to what was there.

    Args:
        files: what to write where.
        overwrite: whether files may be replaced.

    Raises:
        RegisterError: one exists, or can't be written; then none is.
    """
    refuse_taken(list(files), overwrite=overwrite)
    with ExitStack() as temporaries:
        ready: dict[Path, Path] = {}
        for path, data in files.items():
            temporary = _beside(path)
            temporaries.callback(_remove, temporary)
            with explained(path):
                _write_through(temporary, data)
            ready[path] = temporary
        with ExitStack() as undo:
            for path, temporary in ready.items():
                with explained(path):
                    _name(path, temporary, undo, temporaries)
            undo.pop_all()


def _name(path: Path, temporary: Path, undo: ExitStack, later: ExitStack) -> None:
    """Gives a file its name; what had it is kept until all have theirs.

    Raises:
        OSError: the system refuses.
    """
    if path.exists() or path.is_symlink():
        old = _beside(path)
        patiently(lambda: path.replace(old))
        later.callback(_remove, old)
        undo.callback(_give_back, old, path)
    else:
        undo.callback(_remove, path)
    patiently(lambda: temporary.replace(path))


def _give_back(old: Path, path: Path) -> None:
    with suppress(OSError):
        patiently(lambda: old.replace(path))


def _remove(path: Path) -> None:
    with suppress(OSError):
        patiently(lambda: path.unlink(missing_ok=True))


def _beside(path: Path) -> Path:
    """A name in the same folder that no file has, which a later run recognises as left over."""
    return path.with_name(f".expertteam-{secrets.token_hex(6)}.tmp")


def _write_through(path: Path, data: bytes) -> None:
    """Writes a file as far as the disk itself.

    Raises:
        OSError: the system refuses.
    """
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
