"""Records of binary workbooks (.xlsb), and the texts in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expertteam_xl.register.binary import BinaryDamagedError

_MORE, _SEVEN = 0x80, 0x7F
_SIZE_BYTES = 4
_LONGEST_RECORD = 64 * 1024 * 1024
NO_TEXT = 0xFFFFFFFF
"""Length of a text that is not there."""


def records(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Kind and body of every record.

    Raises:
        BinaryDamagedError: the part ends inside a record, or one is larger than any can be.
    """
    rest = b""
    for chunk in chunks:
        rest += chunk
        position = 0
        while True:
            head = _head(rest, position)
            if head is None or head[2] > len(rest):
                break
            kind, start, position = head
            yield kind, rest[start:position]
        rest = rest[position:]
    if rest:
        raise BinaryDamagedError


def _head(data: bytes, position: int) -> tuple[int, int, int] | None:
    """Kind of the record here, and where its body begins and ends; None when it is not whole."""
    available = len(data) - position
    if available < 2:
        return None
    kind = data[position]
    position += 1
    if kind & _MORE:
        kind = kind & _SEVEN | (data[position] & _SEVEN) << 7
        position += 1
    size = shift = 0
    for _ in range(_SIZE_BYTES):
        if position >= len(data):
            return None
        byte = data[position]
        position += 1
        size |= (byte & _SEVEN) << shift
        shift += 7
        if not byte & _MORE:
            break
    if size > _LONGEST_RECORD:
        raise BinaryDamagedError
    return kind, position, position + size


def wide_text(body: bytes, position: int) -> tuple[str, int]:
    """The text at this place, and where it ends; an absent one is empty.

    Raises:
        BinaryDamagedError: it is not there as a whole.
    """
    length = int.from_bytes(body[position : position + 4], "little")
    start = position + 4
    if length == NO_TEXT:
        return "", start
    end = start + 2 * length
    if end > len(body):
        raise BinaryDamagedError
    return body[start:end].decode("utf-16-le", "replace"), end
