"""What the binary formats .xls and .xlsb have in common: numbers, errors, formats of dates."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, Sequence

from expertteam_xl.register.raw import CellError, CellValue
from expertteam_xl.register.sparse import format_kind, from_serial

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Error values by the byte that stands for them."""

_UNKNOWN_ERROR = "#ERROR!"
_NOT_A_NUMBER = "#NUM!"
_INTEGER, _HUNDREDTHS = 0x2, 0x1
_SIGN, _WRAP = 1 << 29, 1 << 30
_DOUBLE = struct.Struct("<d")
_QUAD = struct.Struct("<Q")


class BinaryDamagedError(Exception):
    """The records do not hold what they promise; it never leaves this package."""


BROKEN = (BinaryDamagedError, struct.error, LookupError, ValueError, OverflowError)
"""What reading damaged records can end in."""


def error_value(code: int) -> CellError:
    """The error that a byte stands for."""
    return CellError(ERRORS.get(code, _UNKNOWN_ERROR))


def packed_number(raw: int) -> float:
    """The number that four bytes (RK) stand for: a whole number or the top of a double."""
    if raw & _INTEGER:
        whole = raw >> 2
        value = float(whole - _WRAP if whole & _SIGN else whole)
    else:
        value = float(_DOUBLE.unpack(_QUAD.pack((raw & 0xFFFFFFFC) << 32))[0])
    return value / 100 if raw & _HUNDREDTHS else value


class Formats:
    """Which cell formats show a date or a duration."""

    def __init__(self, numbers: Sequence[int], codes: Mapping[int, str], *, date1904: bool) -> None:
        """Looks up every cell format.

        Args:
            numbers: number format of every cell format, in their order.
            codes: code of every number format that the file describes.
            date1904: whether serial numbers count from 1904.
        """
        kinds = {n: format_kind(str(n), codes.get(n)) for n in set(numbers)}
        self._kinds = [kinds[number] for number in numbers]
        self._date1904 = date1904

    def value(self, number: float, style: int) -> CellValue:
        """The number, date, time or duration that a cell of this format holds."""
        if not math.isfinite(number):
            return CellError(_NOT_A_NUMBER)
        kind = self._kinds[style] if style < len(self._kinds) else ""
        return from_serial(number, kind, date1904=self._date1904) if kind else number
