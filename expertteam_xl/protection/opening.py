"""Opens a protected file in memory, or says in one sentence why that can't be done."""

from __future__ import annotations

import logging
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers.expat import ExpatError

from expertteam_xl.errors import PasswordError, RegisterError
from expertteam_xl.protection.kinds import DamagedError, Lock, lock_of

_BUILT_IN = "VelvetSweatshop"
"""What Excel itself uses for a file that must only not be changed: it never asks for it."""

_REFUSED = {
    Lock.RIGHTS: (
        "het is beveiligd met rechten (IRM, of een vertrouwelijkheidslabel)",
        "vraag de eigenaar om het zonder die beveiliging te bewaren",
    ),
    Lock.ANCIENT: (
        "het is een Excel-bestand van voor 1997 met een wachtwoord",
        "open het in Excel en bewaar het als .xlsx; dat mag met een wachtwoord",
    ),
    Lock.UNKNOWN: (
        "het is op een ongebruikelijke manier beveiligd",
        "open het in Excel, haal de beveiliging eraf en beveilig het opnieuw met een wachtwoord",
    ),
    Lock.DAMAGED: (
        "het is beveiligd met een wachtwoord, en het bestand is beschadigd of niet volledig",
        "haal het opnieuw op of kies een eerdere versie",
    ),
}
_BROKEN = (
    DamagedError, struct.error, ExpatError, OSError, ValueError, LookupError, TypeError,
    AttributeError, AssertionError, EOFError, OverflowError,
)  # fmt: skip
"""What reading a damaged file can end in, inside the libraries."""


@dataclass(frozen=True)
class Unlocked:
    """A file that can be read.

    Attributes:
        data: its plain bytes; of a file without protection its own bytes.
        password: what opened it; None when nothing kept it closed.
    """

    data: bytes = field(repr=False)
    password: str | None = field(default=None, repr=False)


def unlock(name: str, data: bytes, password: str | None) -> Unlocked:
    """The file as plain bytes, in memory.

    Args:
        name: of the file, for messages.
        data: the whole file; one that is not protected comes back as it is.
        password: what may open it; the one that Excel has built in is tried too.

    Raises:
        PasswordError: it asks for a password, and this is not the one.
        RegisterError: it can't be opened, with whatever password.
    """
    lock = lock_of(data)
    if lock is Lock.NONE:
        return Unlocked(data)
    if lock in _REFUSED:
        raise _refusal(name, lock)
    for candidate in _candidates(password):
        plain = _open(name, data, lock, candidate)
        if plain is not None:
            return Unlocked(plain, candidate)
    if password:
        raise PasswordError(
            f"{name} kan niet worden gelezen: het wachtwoord klopt niet; let op hoofdletters en "
            "probeer het opnieuw."
        )
    raise PasswordError(
        f"{name} kan niet worden gelezen: het is beveiligd met een wachtwoord; geef het wachtwoord "
        "erbij."
    )


def opens(name: str, data: bytes, password: str | None) -> bool:
    """Whether a file can be read with this password, or needs none.

    Raises:
        RegisterError: it can't be opened, with whatever password.
    """
    try:
        unlock(name, data, password)
    except PasswordError:
        return False
    return True


def _refusal(name: str, lock: Lock) -> RegisterError:
    problem, advice = _REFUSED[lock]
    return RegisterError(f"{name} kan niet worden gelezen: {problem}; {advice}.")


def _candidates(password: str | None) -> Iterator[str]:
    """What is tried, in order: as typed, with its accents joined, and what Excel has built in."""
    typed = password or ""
    for candidate in dict.fromkeys((typed, unicodedata.normalize("NFC", typed), _BUILT_IN)):
        if candidate and _is_text(candidate):
            yield candidate


def _is_text(password: str) -> bool:
    """Whether it is made of characters; an environment variable may hold other bytes."""
    return not any("\ud800" <= character <= "\udfff" for character in password)


def _open(name: str, data: bytes, lock: Lock, password: str) -> bytes | None:
    """The plain bytes; None when the password is wrong."""
    from msoffcrypto import exceptions

    try:
        office = office_file(data)
        if lock is Lock.PACKAGE:
            return _open_package(office, password)
        from expertteam_xl.protection.oldexcel import open_old_workbook

        return open_old_workbook(office, data, password)
    except exceptions.InvalidKeyError:
        return None
    except exceptions.DecryptionError:
        raise _refusal(name, Lock.UNKNOWN) from None
    except (exceptions.FileFormatError, exceptions.ParseError, *_BROKEN):
        raise _refusal(name, Lock.DAMAGED) from None


def office_file(data: bytes) -> Any:
    """The file as msoffcrypto sees it; at its lowest level it would log the password."""
    from msoffcrypto import OfficeFile

    log = logging.getLogger("msoffcrypto")
    log.setLevel(max(logging.INFO, log.getEffectiveLevel()))
    return OfficeFile(BytesIO(data))


def _open_package(office: Any, password: str) -> bytes:
    """The package inside.

    Raises:
        InvalidKeyError: of msoffcrypto; the password is wrong.
        DamagedError: the password is right, and what it opens is no package.
    """
    from msoffcrypto import exceptions

    office.load_key(password=password, verify_password=True)
    plain = BytesIO()
    try:
        office.decrypt(plain)
    except exceptions.InvalidKeyError:
        raise DamagedError from None
    return plain.getvalue()
