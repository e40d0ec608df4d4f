"""Texts in parts that are no XML: runs of readable characters, in every usual encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

_UTF8 = r"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2})"
_LATIN = rb"[\x20-\x7e\xc0-\xff]{4,}"
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\x7f]\x01){4,}")
_RUNS = re.compile(f"{_UTF8}{{4,}}".encode("latin-1"))
_LONG_RUNS = re.compile(f"{_UTF8}{{8,}}".encode("latin-1"))
_LATIN_RUNS = re.compile(_LATIN)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"


def runs(data: bytes) -> Iterator[str]:
    """The readable runs; in the noise of a picture only longer ones say something."""
    picture = data.startswith(_PICTURES)
    for match in (_LONG_RUNS if picture else _RUNS).finditer(data):
        yield match[0].decode("utf-8", "ignore")
    for match in _WIDE.finditer(data):
        yield match[0].decode("utf-16-le", "ignore")
    if not picture:
        for match in _LATIN_RUNS.finditer(data):
            if not match[0].isascii():
                yield match[0].decode("latin-1")


def inner_files(data: bytes) -> list[tuple[str, bytes]]:
    """Zip files inside the part: the part itself, or what stands in an OLE object."""
    if data.startswith(ZIP):
        return [("", data)]
    if not data.startswith(_OLE):
        return []
    import olefile

    found: list[tuple[str, bytes]] = []
    try:
        with olefile.OleFileIO(BytesIO(data)) as storage:
            for number, path in enumerate(storage.listdir()):
                stream = storage.openstream(path).read()
                if stream.startswith(ZIP):
                    found.append((f"stroom{number}", stream))
    except (OSError, ValueError, IndexError, AttributeError, TypeError):
        return []
    return found
