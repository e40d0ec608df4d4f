"""Whether a compound file promises no more than it can hold, before any library follows it."""

from __future__ import annotations

import struct

_HEADER = 512
_SECTOR_SIZES = {9: 512, 12: 4096}
_SHIFT_PLACE, _COUNTS_PLACE = 30, 44


def is_plausible(data: bytes) -> bool:
    """Whether the header of a compound file counts no more sectors than the file can have.

    These counts bound the loops of whoever reads it: with false ones, tables that chain in a
    circle would be followed for hours.
    """
    if len(data) < _HEADER:
        return False
    size = _SECTOR_SIZES.get(int.from_bytes(data[_SHIFT_PLACE : _SHIFT_PLACE + 2], "little"))
    if size is None:
        return False
    tables, _, _, _, _, mini, _, more = struct.unpack_from("<8I", data, _COUNTS_PLACE)
    return bool(max(tables, mini, more) <= len(data) // size + 1)
