"""Writes a workbook that was edited, protected with a password where its register is."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from expertteam_xl.files import explained, write_whole
from expertteam_xl.package.book import Package


def save(package: Package, target: Path | BinaryIO, password: str | None) -> None:
    """Write a workbook: to a path whole or not at all, or to an open stream.

    With a password only encrypted bytes are written, anywhere.

    Args:
        package: the workbook.
        target: where to.
        password: what must open it; None for a workbook without protection.

    Raises:
        RegisterError: it is damaged, can't be protected, or the path can't be written.
    """
    if password is None:
        package.save(target)
        return
    from expertteam_xl.protection.locking import lock

    memory = BytesIO()
    package.save(memory)
    locked = lock(memory.getvalue(), password)
    if not isinstance(target, Path):
        target.write(locked)
        return
    with explained(target):
        write_whole(target, lambda path: _write_through(path, locked))


def _write_through(path: Path, data: bytes) -> None:
    """Write a file as far as the disk itself."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
