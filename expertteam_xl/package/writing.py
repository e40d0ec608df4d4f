"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from expertteam_xl.errors import RegisterError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_whole(target: Path, pieces: Iterable[bytes | memoryview]) -> None:
    """Writes a file through a temporary one in the same folder.

    Whatever goes wrong, the folder is left as it was.

    Args:
        target: the file; one that exists is replaced.
        pieces: its content.

    Raises:
        RegisterError: the folder or the file can't be written.
    """
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        raise RegisterError(f"{target} kan niet worden geschreven: {_why(error)}.") from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _why(error: OSError) -> str:
    """The cause and what to do, in plain Dutch."""
    if error.errno in _FULL:
        return "de schijf is vol; maak ruimte of kies een andere map"
    if error.errno in _DENIED:
        return "geen toegang; sluit het bestand in Excel of kies een andere map"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "de map bestaat niet; maak haar eerst of kies een andere map"
    return "de map of schijf werkt niet mee; kies een andere map"
