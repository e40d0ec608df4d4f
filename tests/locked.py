"""Protected files for tests, made by hand: every kind of protection that an office may meet."""

from __future__ import annotations

import functools
import struct
from hashlib import md5, sha1
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method import rc4, rc4_cryptoapi
from msoffcrypto.method.ecma376_agile import ECMA376Agile
from msoffcrypto.method.ecma376_standard import ECMA376Standard
from msoffcrypto.method.xor_obfuscation import DocumentXOR

from expertteam_xl.protection.container import build
from expertteam_xl.protection.kinds import records

PASSWORD = "Géheim 1"  # noqa: S105 - made up
SALT = bytes(range(16))
VERIFIER = bytes(range(16, 32))
_OPEN = {0x0809, 0x2F}


def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Close with few rounds, so that a test does not wait for what keeps guessers out."""
    few = functools.partial(ECMA376Agile.generate_encryption_parameters, spin_count=100)
    monkeypatch.setattr(ECMA376Agile, "generate_encryption_parameters", few)


def old_stream(*texts: str) -> bytes:
    """The workbook stream of Excel 97 with these texts in column A of a sheet named Lijst."""
    name = b"Lijst"
    begin = _record(0x0809, struct.pack("<4H2I", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    end = _record(0x0A, b"")
    pages = _record(0x42, struct.pack("<H", 1200))
    cells = b"".join(
        _record(0x0204, struct.pack("<4HB", row, 0, 0, len(text), 0) + text.encode("latin-1"))
        for row, text in enumerate(texts)
    )
    size = len(begin) + len(pages) + 4 + 8 + len(name) + len(end)
    place = struct.pack("<IBBBB", size, 0, 0, len(name), 0)
    sheet = _record(0x0809, struct.pack("<4H2I", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return begin + pages + _record(0x85, place + name) + end + sheet + cells + end


def old_book(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with a workbook stream."""
    return build({name: stream})


def old_locked(stream: bytes, cipher: str, password: str = PASSWORD) -> bytes:
    """The same stream with a password: ``xor``, ``rc4`` or ``rc4_cryptoapi``."""
    begin = 4 + struct.unpack_from("<H", stream, 2)[0]
    lock = _record(0x2F, {"xor": _xor, "rc4": _rc4, "rc4_cryptoapi": _cryptoapi}[cipher](password))
    stream = _moved(stream[:begin] + lock + stream[begin:], len(lock))
    hidden = bytearray(stream)
    whole = {"rc4": _whole_rc4, "rc4_cryptoapi": _whole_cryptoapi}.get(cipher)
    masked = whole(stream, password) if whole else b""
    for kind, start, end in records(stream):
        first = start + (4 if kind == 0x85 else 0)
        if kind not in _OPEN:
            hidden[first:end] = masked[first:end] or _mask(stream, start, first, end, password)
    return bytes(hidden)


def standard(package: bytes, password: str = PASSWORD) -> bytes:
    """A package as Excel 2007 protects it: AES of 128 bits."""
    key = ECMA376Standard.makekey_from_password(password, 0x660E, 0x8004, 0x18, 128, 16, SALT)
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - the format's own
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode(
        "utf-16-le"
    )
    hashed = sha1(VERIFIER).digest() + bytes(12)  # noqa: S324 - the format's own
    verifier = (
        struct.pack("<I", 16) + SALT + encryptor.update(VERIFIER) + struct.pack("<I", 20)
    ) + encryptor.update(hashed)
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + verifier
    padded = package + bytes(-len(package) % 16)
    inside = struct.pack("<Q", len(package)) + encryptor.update(padded)
    return build({"EncryptionInfo": info, "EncryptedPackage": inside})


def rights_managed(old: bool = False) -> bytes:
    """A workbook under rights management, as Excel writes it now, or as a .xls."""
    if old:
        decoy = old_stream("Dit bestand is beveiligd")
        return build(
            {"Workbook": decoy, "\tDRMContent": bytes(5000), "\x06DataSpaces/Version": b"x"}
        )
    folder = "\x06DataSpaces"
    return build(
        {
            "EncryptedPackage": bytes(5000),
            f"{folder}/Version": b"x",
            f"{folder}/DataSpaceInfo/DRMEncryptedDataSpace": b"x",
            f"{folder}/TransformInfo/DRMEncryptedTransform/\x06Primary": b"x",
        }
    )


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _moved(stream: bytes, by: int) -> bytes:
    """The stream with the place of its one sheet moved on."""
    for kind, start, _ in records(stream):
        if kind == 0x85:
            (place,) = struct.unpack_from("<I", stream, start)
            return stream[:start] + struct.pack("<I", place + by) + stream[start + 4 :]
    return stream


def _xor(password: str) -> bytes:
    key = DocumentXOR.create_xor_key_method1(password)
    check = next(n for n in range(0x10000) if DocumentXOR.verifypw(password, n))
    return struct.pack("<3H", 0, key, check)


def _rc4(password: str) -> bytes:
    cipher = Cipher(rc4.ARC4(rc4._makekey(password, SALT, 0)), mode=None).encryptor()
    hidden = cipher.update(VERIFIER) + cipher.update(md5(VERIFIER).digest())  # noqa: S324 - the format's own
    return struct.pack("<3H", 1, 1, 1) + SALT + hidden


def _cryptoapi(password: str) -> bytes:
    key = rc4_cryptoapi._makekey(password, SALT, 128, 0)
    cipher = Cipher(rc4.ARC4(key), mode=None).encryptor()
    hashed = sha1(VERIFIER).digest()  # noqa: S324 - the format's own
    hidden = cipher.update(VERIFIER), cipher.update(hashed)
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + "RC4\0".encode("utf-16-le")
    check = struct.pack("<I", 16) + SALT + hidden[0] + struct.pack("<I", 20) + hidden[1]
    return struct.pack("<3H2I", 1, 4, 2, 4, len(header)) + header + check


def _whole_rc4(stream: bytes, password: str) -> bytes:
    hidden: bytes = rc4.DocumentRC4.decrypt(password, SALT, BytesIO(stream), 1024).getvalue()
    return hidden


def _whole_cryptoapi(stream: bytes, password: str) -> bytes:
    source = BytesIO(stream)
    cipher = rc4_cryptoapi.DocumentRC4CryptoAPI
    hidden: bytes = cipher.decrypt(password, SALT, 128, source, 1024).getvalue()
    return hidden


def _mask(stream: bytes, start: int, first: int, end: int, password: str) -> bytes:
    """A piece as Excel's oldest cipher hides it, byte by byte as [MS-OFFCRYPTO] 2.3.7.3 tells."""
    mask = DocumentXOR.create_xor_array_method1(password)
    hidden = []
    for place in range(first, end):
        turned = ((stream[place] << 5) | (stream[place] >> 3)) & 0xFF
        hidden.append(turned ^ mask[(end + place - start) % 16])
    return bytes(hidden)
