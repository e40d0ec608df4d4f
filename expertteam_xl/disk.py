"""What disks, networks and sync clients answer, in Dutch; and the patience they ask for."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_Answer = TypeVar("_Answer")

PAUSES = (0.1, 0.2, 0.3, 0.4)
"""Seconds between tries: a sync client or virus scanner lets go within a second, Excel does not."""

_UNREACHABLE = "de schijf of netwerkmap is niet bereikbaar"
_HELD = "een ander programma heeft het bestand open"
_ONLINE = "het staat alleen in de cloud (zoals OneDrive) en is nu niet op te halen"
_READ_ONLY = "de schijf is alleen-lezen"

_REASONS = {
    errno.EACCES: "geen toestemming",
    errno.EPERM: "geen toestemming",
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte is op",
    errno.EFBIG: "het bestand wordt te groot voor deze schijf",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOENT: "de map bestaat niet",
    errno.ENOTDIR: "er staat een bestand op de plaats van een map",
    errno.EEXIST: "er staat een bestand op de plaats van een map",
    errno.EISDIR: "er staat een map op de plaats van het bestand",
    errno.ELOOP: "de snelkoppelingen wijzen naar elkaar",
    errno.EBUSY: _HELD,
    errno.ETXTBSY: _HELD,
    errno.ESTALE: _UNREACHABLE,
    errno.ETIMEDOUT: _UNREACHABLE,
    errno.ENETDOWN: _UNREACHABLE,
    errno.ENETUNREACH: _UNREACHABLE,
    errno.EHOSTDOWN: _UNREACHABLE,
    errno.EHOSTUNREACH: _UNREACHABLE,
    errno.ENOTCONN: _UNREACHABLE,
    errno.EDEADLK: _ONLINE,  # macOS, for a file that is still to be fetched
}
_TOO_LONG = 206
_WINDOWS = {
    19: _READ_ONLY,
    21: _UNREACHABLE,  # not ready
    32: _HELD,
    33: _HELD,
    53: _UNREACHABLE,  # network path not found
    64: _UNREACHABLE,  # network name no longer available
    67: _UNREACHABLE,  # network name not found
    121: _UNREACHABLE,  # time-out
    123: "de naam heeft een teken dat hier niet mag",
    _TOO_LONG: "de naam met alle mappen ervoor is te lang",
    1231: _UNREACHABLE,
    1232: _UNREACHABLE,
}
"""Numbers of Windows that say more than the number Python makes of them."""

_CLOUD = frozenset((*range(358, 405), 426, 434, 475, 476))
"""Numbers of Windows about files that are kept in the cloud (ERROR_CLOUD_FILE_...)."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in Dutch."""
    number = _windows_number(error)
    if number in _CLOUD:
        return _ONLINE
    known = _WINDOWS.get(number) or _REASONS.get(error.errno or 0)
    return known or error.strerror or "onbekende reden"


def why_unread(error: OSError) -> tuple[str, str]:
    """Why a file can't be read, and what the user can do."""
    reason = reason_of(error)
    if reason == _ONLINE:
        return reason, "controleer de verbinding, of laat de map altijd op deze computer bewaren"
    if reason == _UNREACHABLE:
        return reason, "controleer de verbinding en probeer het opnieuw"
    if reason == _HELD:
        return reason, "sluit het daar en probeer het opnieuw"
    if isinstance(error, PermissionError):
        return "u mag het niet lezen of een ander programma houdt het vast", (
            "sluit het of vraag toegang"
        )
    name = errno.errorcode.get(error.errno or 0, "onbekend")
    return f"de schijf gaf een fout ({name})", "kopieer het naar een eigen map"


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that is too long for a disk is that of no file.

    Raises:
        OSError: it can't be told.
    """
    try:
        return path.is_file()
    except OSError as error:
        if is_too_long(error):
            return False
        raise


def is_held(error: OSError) -> bool:
    """Whether another program may have the file for a moment."""
    return isinstance(error, PermissionError) or reason_of(error) == _HELD


def is_unreachable(error: OSError) -> bool:
    """Whether the disk or the network does not answer."""
    return reason_of(error) == _UNREACHABLE


def is_too_long(error: OSError) -> bool:
    """Whether the name, or the path as a whole, has too many characters."""
    return error.errno == errno.ENAMETOOLONG or _windows_number(error) == _TOO_LONG


def patiently(
    action: Callable[[], _Answer], passing: Callable[[OSError], bool] = is_held
) -> _Answer:
    """Do something with a file, again after a moment while another program has it.

    Args:
        action: what to do; it must be safe to do again.
        passing: which errors may pass.

    Raises:
        OSError: another error, or one that does not pass.
    """
    for pause in PAUSES:
        try:
            return action()
        except OSError as error:
            if not passing(error):
                raise
        time.sleep(pause)
    return action()


def is_in_use(error: OSError) -> bool:
    """Whether the system says that another program has the file, not that it may not be had."""
    return reason_of(error) == _HELD


def _windows_number(error: OSError) -> int:
    """The number that Windows gave; 0 elsewhere."""
    number: int | None = getattr(error, "winerror", None)
    return number or 0
