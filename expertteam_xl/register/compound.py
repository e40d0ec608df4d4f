"""The compound file that an .xls is: only the stream with the workbook, read with distrust."""

from __future__ import annotations

import struct
from io import BytesIO

from expertteam_xl.protection.envelope import is_plausible

_STREAMS = ("Workbook", "Book")
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, struct.error)
"""What olefile can end in on a damaged file."""


def workbook_stream(data: bytes) -> bytes | None:
    """The stream that holds the workbook, empty when there is none; None when it is not whole."""
    if not is_plausible(data):
        return None
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            for name in _STREAMS:
                if ole.exists(name):
                    size = ole.get_size(name)
                    stream = ole.openstream(name).read() if size <= len(data) else b""
                    return stream if len(stream) == size else None
    except _BROKEN:
        return None
    return b""
