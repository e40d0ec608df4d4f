"""How a file is protected, told by its content and never by its name."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import Enum
from io import BytesIO
from typing import Any

from expertteam_xl.protection.envelope import is_plausible

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: old Office files, and new ones with a password."""

FILEPASS = 0x2F
"""Record of an old workbook that says how the records after it are encrypted."""

_BOF, _EOF, _SHEET = 0x0809, 0x0A, 0x85
_DATA_SPACES = "\x06DataSpaces"
_AGILE = (4, 4)
_STANDARD = 2
_ALGORITHM = 20
"""Place of the algorithm in the description of standard encryption."""

_AES = (0x660E, 0x660F, 0x6610)
_PASSWORD_KEY = b"http://schemas.microsoft.com/office/2006/keyEncryptor/password"
MANIFEST = "META-INF/manifest.xml"
"""Part of an OpenDocument file that lists the others."""

_WHOLE = "encrypted-package"


_BROKEN = (
    OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, struct.error,
)  # fmt: skip
"""What reading a damaged compound file can end in, inside olefile."""


class Lock(Enum):
    """What keeps a file closed."""

    NONE = "nothing"
    PACKAGE = "a password on a workbook of Excel 2007 or newer"
    OLD = "a password on a workbook of Excel 97 to 2003"
    ANCIENT = "a password on a workbook older than Excel 97"
    RIGHTS = "rights management"
    UNKNOWN = "a certificate, or a cipher that we don't know"
    DAMAGED = "a password, and the file is damaged"


class DamagedError(Exception):
    """A protected file does not hold what its own description promises."""


def lock_of(data: bytes) -> Lock:
    """What keeps a file closed; NONE for everything that is no compound file."""
    if not data.startswith(OLE):
        return Lock.NONE
    import olefile

    try:
        if not is_plausible(data):
            raise ValueError
        with olefile.OleFileIO(BytesIO(data)) as ole:
            return _lock_in(ole)
    except _BROKEN:
        return Lock.DAMAGED if "EncryptedPackage".encode("utf-16-le") in data else Lock.NONE


def _lock_in(ole: Any) -> Lock:
    """What keeps a compound file closed, by the names of its streams."""
    paths = ole.listdir(streams=True, storages=True)
    names = {"/".join(path).casefold() for path in paths}
    if any(_tells_of_rights(path) for path in paths):
        return Lock.RIGHTS
    package, info = "encryptedpackage" in names, "encryptioninfo" in names
    if package and info:
        return _package_lock(ole.openstream("EncryptionInfo").read())
    if package or info:
        return Lock.DAMAGED
    for name, lock in (("workbook", Lock.OLD), ("book", Lock.ANCIENT)):
        if name in names:
            return lock if has_password(ole.openstream(name).read()) else Lock.NONE
    return Lock.NONE


def _tells_of_rights(path: list[str]) -> bool:
    """Whether a stream belongs to rights management of the file itself, not of one inside it."""
    own = len(path) == 1 or path[0] == _DATA_SPACES
    return own and path[-1].lstrip("\t").startswith("DRM")


def _package_lock(info: bytes) -> Lock:
    """What keeps an encrypted package closed, by the description beside it."""
    if len(info) < _ALGORITHM + 4:
        return Lock.DAMAGED
    version = struct.unpack_from("<HH", info)
    if version == _AGILE:
        return _agile_lock(info)
    if version[1] == _STANDARD:
        (algorithm,) = struct.unpack_from("<I", info, _ALGORITHM)
        return Lock.PACKAGE if algorithm in _AES else Lock.UNKNOWN
    return Lock.UNKNOWN


def _agile_lock(info: bytes) -> Lock:
    if b"<!" in info or b"<encryption" not in info:
        return Lock.DAMAGED
    usual = (_PASSWORD_KEY, b'cipherAlgorithm="AES"', b'cipherChaining="ChainingModeCBC"')
    return Lock.PACKAGE if all(words in info for words in usual) else Lock.UNKNOWN


def records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of an old workbook: kind, and where the body begins and ends."""
    position = 0
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        position += 4
        yield kind, position, min(position + size, len(stream))
        position += size


def has_password(stream: bytes) -> bool:
    """Whether an old workbook says that it is encrypted; it does so before its first sheet."""
    for number, (kind, _, _) in enumerate(records(stream)):
        if kind == FILEPASS:
            return True
        if kind in (_EOF, _SHEET) or (number == 0 and kind != _BOF):
            return False
    return False


def may_be_open_document(data: bytes) -> bool:
    """Whether a zip names the part that lists what is in an OpenDocument file."""
    return MANIFEST.encode() in data


def is_locked_open_document(names: tuple[str, ...], manifest: bytes) -> bool:
    """Whether an OpenDocument file has a password.

    Args:
        names: of its parts.
        manifest: the part that lists them.
    """
    return b"encryption-data" in manifest or _WHOLE in names
