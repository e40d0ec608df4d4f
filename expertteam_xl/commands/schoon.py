"""The option ``--schoon`` of ``controleer``: a copy for use outside the team."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from expertteam_xl.errors import RegisterError

if TYPE_CHECKING:
    from expertteam_xl.cleaning import Clean
    from expertteam_xl.register.model import Register

_ADVICE = "kies voor --schoon een andere naam, zoals register-schoon.xlsx"


def check_clean_target(
    target: Path | None, register: Path, json_file: str | None, *, overwrite: bool
) -> None:
    """Refuse, before the work begins, a place where the clean copy can't or should not come.

    Raises:
        RegisterError: it can't or should not come there.
    """
    from expertteam_xl.disk import reason_of

    if target is None:
        return
    try:
        problem = _problem(target, register, json_file, overwrite=overwrite)
    except OSError as error:
        problem = reason_of(error)
    if problem:
        raise RegisterError(f"De schone kopie kan niet naar '{target}': {problem}; {_ADVICE}.")


def _problem(target: Path, register: Path, json_file: str | None, *, overwrite: bool) -> str | None:
    """Why the copy can't or should not come there; None when it can."""
    from expertteam_xl.files import same_file

    if target.suffix.lower() != ".xlsx":
        return "de naam moet eindigen op .xlsx"
    if same_file(target, register):
        return "dat is het register zelf"
    if json_file not in (None, "-") and target == Path(json_file or ""):
        return "daar komt de JSON al"
    if target.is_dir():
        return "dat is een map"
    if not target.parent.is_dir():
        return f"de map '{target.parent}' bestaat niet"
    if target.exists() and not overwrite:
        return "dat bestand bestaat al (met --overschrijf mag het vervangen worden)"
    return None


def cleaned(register: Register) -> Clean:
    """The clean copy of a register, in memory.

    Raises:
        RegisterError: it can't be made.
    """
    from expertteam_xl.cleaning import clean

    return clean(register)


def write_clean(copy: Clean, target: Path, password: str | None) -> None:
    """Write the clean copy, with the password of its register: the very bytes that were checked.

    They are read back from the disk before the file gets its name.

    Raises:
        RegisterError: it can't be written.
    """
    from expertteam_xl.files import explained, write_whole

    data = copy.data
    if password is not None:
        from expertteam_xl.protection.locking import lock

        data = lock(data, password)
    with explained(target, _ADVICE):
        write_whole(target, lambda path: _write(path, data))


def _write(path: Path, data: bytes) -> None:
    """Write as far as the disk itself, and see that it is there."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "other bytes were read than written")
