"""Records of old workbooks (BIFF5 and BIFF8), and the texts in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from expertteam_xl.register.binary import BinaryDamagedError

_HEAD = struct.Struct("<HH")
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_PIECE = 4
"""Bytes of one change of font inside a text."""

_MACINTOSH, _WINDOWS = (10000, 32768), "cp1252"
_UTF16 = 1200


def records(
    stream: bytes, position: int = 0, end: int | None = None
) -> Iterator[tuple[int, bytes]]:
    """Kind and body of every record from a position on.

    Args:
        stream: of the workbook.
        position: where the first begins.
        end: where the last ends; the end of the stream when not given.

    Raises:
        BinaryDamagedError: it ends inside a record.
    """
    end = len(stream) if end is None else min(end, len(stream))
    while position + _HEAD.size <= end:
        kind, size = _HEAD.unpack_from(stream, position)
        position += _HEAD.size
        if position + size > end:
            raise BinaryDamagedError
        yield kind, stream[position : position + size]
        position += size


def encoding(codepage: int) -> str:
    """The encoding of texts of one byte a character."""
    if codepage in _MACINTOSH:
        return "mac_roman"
    if codepage == _UTF16:
        return "latin-1"
    name = f"cp{codepage}"
    try:
        "".encode(name)
    except LookupError:
        return _WINDOWS
    return name


class Texts:
    """Texts in a record and the records that continue it.

    Where a text goes on in a next record, that begins anew with flags.
    """

    def __init__(self, segments: Sequence[bytes]) -> None:
        """Stands at the begin of the first segment."""
        self._segments = segments
        self._segment = 0
        self._position = 0

    @property
    def at_end(self) -> bool:
        """Whether nothing follows."""
        self._next_if_done()
        return self._segment >= len(self._segments)

    def _next_if_done(self) -> None:
        while self._segment < len(self._segments) and self._position >= len(
            self._segments[self._segment]
        ):
            self._segment += 1
            self._position = 0

    def number(self, size: int) -> int:
        """A whole number of so many bytes."""
        return int.from_bytes(self._bytes(size), "little")

    def skip(self, size: int) -> None:
        """Passes by so many bytes."""
        while size:
            self._next_if_done()
            if self._segment >= len(self._segments):
                raise BinaryDamagedError
            step = min(size, len(self._segments[self._segment]) - self._position)
            self._position += step
            size -= step

    def _bytes(self, size: int) -> bytes:
        self._next_if_done()
        if self._segment >= len(self._segments):
            raise BinaryDamagedError
        segment = self._segments[self._segment]
        piece = segment[self._position : self._position + size]
        self._position += len(piece)
        return piece if len(piece) == size else piece + self._bytes(size - len(piece))

    def text(self, length_bytes: int = 2) -> str:
        """The next text, its fonts left out.

        Raises:
            BinaryDamagedError: it is not there as a whole.
        """
        length, flags = self.number(length_bytes), self.number(1)
        fonts = self.number(2) if flags & _RICH else 0
        extra = self.number(4) if flags & _EXTENDED else 0
        text = self._characters(length, wide=bool(flags & _WIDE))
        self.skip(_PIECE * fonts + extra)
        return text

    def _characters(self, length: int, *, wide: bool) -> str:
        pieces: list[str] = []
        while length:
            if self._position >= len(self._segments[self._segment]):
                self._next_if_done()
                wide = bool(self.number(1) & _WIDE)
            segment, width = self._segments[self._segment], 1 + wide
            here = min(length, (len(segment) - self._position) // width)
            if not here:
                raise BinaryDamagedError
            raw = segment[self._position : self._position + here * width]
            pieces.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._position += here * width
            length -= here
        return "".join(pieces)
