"""Protects a workbook with a password, in memory: agile encryption ([MS-OFFCRYPTO] 2.3.4.10).

The cipher is msoffcrypto's. The envelope around it is our own: the one of msoffcrypto 6.1 can't be
read back for packages below four kilobytes and around certain sizes above fifteen megabytes.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any
from xml.parsers.expat import ExpatError

from expertteam_xl.errors import RegisterError
from expertteam_xl.protection.container import build
from expertteam_xl.protection.opening import office_file

_VERSIONS = struct.pack("<6H", 1, 0, 1, 0, 1, 0)
_SPACE, _TRANSFORM = "StrongEncryptionDataSpace", "StrongEncryptionTransform"
_FAILED = (
    "Het resultaat kan niet met het wachtwoord van het register beveiligd worden en is daarom "
    "niet geschreven; meld dit aan de makers."
)


def lock(data: bytes, password: str) -> bytes:
    """A workbook as an encrypted file that this password opens.

    The result was opened again and compared before it is handed over.

    Args:
        data: an .xlsx or .xlsm package.
        password: one character or more.

    Raises:
        RegisterError: what was encrypted can't be opened again.
    """
    locked = build(_streams(data, password))
    if _opened(locked, password) != data:
        raise RegisterError(_FAILED)
    return locked


def _streams(data: bytes, password: str) -> dict[str, bytes]:
    """What stands in the envelope: the encrypted package and how it was encrypted."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    info, key = ECMA376Agile.generate_encryption_parameters(password)
    salt = info.keyData.saltValue
    package = ECMA376Agile.encrypt_payload(BytesIO(data), info.encryptedKey, key, salt)
    return {
        "EncryptedPackage": package,
        "EncryptionInfo": ECMA376Agile.get_encryption_information(info, package, key),
        **_data_spaces(),
    }


def _data_spaces() -> dict[str, bytes]:
    """How Office is told that a stream is encrypted ([MS-OFFCRYPTO] 2.1 and 2.3.4.1 to 2.3.4.3)."""
    map_entry = struct.pack("<II", 1, 0) + _text("EncryptedPackage") + _text(_SPACE)
    identity = struct.pack("<I", 1) + _text("{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}")
    folder = "\x06DataSpaces"
    return {
        f"{folder}/Version": _text("Microsoft.Container.DataSpaces") + _VERSIONS,
        f"{folder}/DataSpaceMap": struct.pack("<II", 8, 1) + _measured(map_entry),
        f"{folder}/DataSpaceInfo/{_SPACE}": struct.pack("<II", 8, 1) + _text(_TRANSFORM),
        f"{folder}/TransformInfo/{_TRANSFORM}/\x06Primary": _measured(identity)
        + _text("Microsoft.Container.EncryptionTransform")
        + _VERSIONS
        + struct.pack("<4I", 0, 0, 0, 4),
    }


def _text(text: str) -> bytes:
    """Text after its length, filled up to four bytes."""
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw)) + raw + bytes(-len(raw) % 4)


def _measured(piece: bytes) -> bytes:
    """A piece after the length of both."""
    return struct.pack("<I", len(piece) + 4) + piece


def _opened(locked: bytes, password: str) -> bytes | None:
    """What a reader that is not ours finds in an encrypted file; None when it can't read it."""
    from msoffcrypto import exceptions

    broken = (OSError, ValueError, LookupError, TypeError, struct.error, ExpatError)
    theirs: tuple[Any, ...] = (
        exceptions.DecryptionError,
        exceptions.FileFormatError,
        exceptions.ParseError,
    )
    plain = BytesIO()
    try:
        office = office_file(locked)
        office.load_key(password=password, verify_password=True)
        office.decrypt(plain, verify_integrity=True)
    except (*theirs, *broken):
        return None
    return plain.getvalue()
