"""Workbooks of Excel 97 to 2003 with a password, opened in memory.

The records are put together again here, because msoffcrypto does so in a temporary file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from expertteam_xl.protection.kinds import FILEPASS, DamagedError, records

_STREAM = "Workbook"
_BLOCK = 1024
"""So many bytes of the stream share one key."""

_SHEET = 0x85
_SHEET_PLACE = 4
"""So many bytes of a sheet's record are never encrypted: where the sheet begins."""

_OPEN = frozenset({0x0809, FILEPASS, 0x0194, 0x0195, 0xE1, 0x0196, 0x0138})
"""Records that are never encrypted: BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRD…"""

_LEAST = 6
"""Bytes that the shortest description of a cipher takes."""

_XOR_LONGEST = 15
_TURNED = bytes(((value << 3) | (value >> 5)) & 0xFF for value in range(256))
"""Every byte with its bits turned three places to the left."""


def open_old_workbook(office: Any, data: bytes, password: str) -> bytes:
    """The same compound file with its workbook stream in plain bytes.

    Args:
        office: the file as msoffcrypto sees it.
        data: the file itself.
        password: what may open it.

    Raises:
        InvalidKeyError: of msoffcrypto; the password is wrong.
        DamagedError: the file can't be put together again.
    """
    import olefile

    stream = office.ole.openstream(_STREAM).read()
    plain = bytearray(stream)
    for start, end, piece in _decrypted(office, stream, password):
        plain[start:end] = piece
    for kind, start, end in records(stream):
        if kind == FILEPASS:
            plain[start - 4 : end] = struct.pack("<HH", 0, end - start) + bytes(end - start)
    memory = BytesIO(data)
    with olefile.OleFileIO(memory, write_mode=True) as ole:
        ole.write_stream(_STREAM, bytes(plain))
    return memory.getvalue()


def _decrypted(office: Any, stream: bytes, password: str) -> Iterator[tuple[int, int, bytes]]:
    """Every encrypted piece of the stream: where it stands, and what it says."""
    from msoffcrypto.method.rc4 import DocumentRC4
    from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

    typed = _in_one_byte(password) if _is_xor(stream) else password
    office.load_key(password=typed)
    if office.type == "xor":
        yield from _unmasked(stream, typed)
        return
    memory = BytesIO(stream)
    if office.type == "rc4":
        whole = DocumentRC4.decrypt(typed, office.salt, memory, blocksize=_BLOCK)
    else:
        whole = DocumentRC4CryptoAPI.decrypt(
            typed, office.salt, office.keySize, memory, blocksize=_BLOCK
        )
    plain = whole.getvalue()
    for start, end in _closed(stream):
        yield start, end, plain[start:end]


def _closed(stream: bytes) -> Iterator[tuple[int, int]]:
    """Where the encrypted pieces of the stream begin and end."""
    for kind, start, end in records(stream):
        if kind not in _OPEN:
            yield start + (_SHEET_PLACE if kind == _SHEET else 0), end


def _is_xor(stream: bytes) -> bool:
    """Whether the oldest of three ciphers was used."""
    for kind, start, end in records(stream):
        if kind == FILEPASS:
            (size,) = struct.unpack_from("<H", stream, start - 2)
            if end - start < max(size, _LEAST):
                raise DamagedError
            return stream[start : start + 2] == b"\0\0"
    raise DamagedError


def _in_one_byte(password: str) -> str:
    """The password as the oldest cipher sees it: a byte a character, fifteen at most."""
    return password.encode("cp1252", "replace").decode("latin-1")[:_XOR_LONGEST]


def _unmasked(stream: bytes, password: str) -> Iterator[tuple[int, int, bytes]]:
    """The pieces under the oldest cipher: a mask of sixteen bytes that starts anew per record."""
    from msoffcrypto.method.xor_obfuscation import DocumentXOR

    mask = bytes(DocumentXOR.create_xor_array_method1(password)).translate(_TURNED)
    for kind, start, end in records(stream):
        if kind in _OPEN:
            continue
        first = start + (_SHEET_PLACE if kind == _SHEET else 0)
        size, turn = end - first, (end + first - start) % len(mask)
        if size <= 0:
            continue
        over = ((mask[turn:] + mask[:turn]) * (size // len(mask) + 1))[:size]
        piece = int.from_bytes(stream[first:end].translate(_TURNED), "big")
        yield first, end, (piece ^ int.from_bytes(over, "big")).to_bytes(size, "big")
