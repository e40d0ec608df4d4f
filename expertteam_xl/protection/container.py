"""Compound files ([MS-CFB], version 3): the envelope that Office puts an encrypted package in.

A compound file is a small disk: sectors, a table that chains them (FAT), a table of where that
table stands (DIFAT), and a directory. Streams below four kilobytes share sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from expertteam_xl.protection.kinds import OLE

_SECTOR = 512
_MINI = 64
_CUTOFF = 4096
_IN_HEADER = 109
_PER_TABLE = _SECTOR // 4
_PER_DIFAT = _PER_TABLE - 1
_DIFAT, _FAT, _END, _FREE = 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1


@dataclass(frozen=True)
class _Links:
    """How an entry hangs in the tree of its folder; numbers of entries, or _FREE."""

    left: int = _FREE
    right: int = _FREE
    colour: int = _BLACK


def build(streams: Mapping[str, bytes]) -> bytes:
    """The compound file that holds these streams.

    Args:
        streams: content by path; ``a/b`` is the stream b in the storage a.
    """
    paths = _paths(streams)
    small = [path for path in paths if len(streams.get(path, b"")) in range(1, _CUTOFF)]
    big = [path for path in paths if len(streams.get(path, b"")) >= _CUTOFF]
    mini_sizes = [_count(len(streams[path]), _MINI) for path in small]
    mini = b"".join(_padded(streams[path], _MINI) for path in small)
    mini_table = _table(_chains(mini_sizes))
    pieces = [bytes(128 * len(paths)), mini_table, mini, *(streams[path] for path in big)]
    sizes = [_count(len(piece), _SECTOR) for piece in pieces]
    fat, difat = _tables(sum(sizes))
    starts = _starts(sizes, fat + difat)
    places = dict(zip(small + big, _starts(mini_sizes) + starts[3:], strict=True))
    pieces[0] = _directory(paths, streams, places, (starts[2] if mini else _END, len(mini)))
    table = _table([_DIFAT] * difat + [_FAT] * fat + _chains(sizes, difat + fat))
    head = _header((fat, difat), starts[0], starts[1] if mini else _END, sizes[1])
    return b"".join(_padded(piece, _SECTOR) for piece in (head, _difat(fat, difat), table, *pieces))


def _paths(streams: Mapping[str, bytes]) -> list[str]:
    """Every storage and stream, the root (an empty path) first."""
    found = {""}
    for path in streams:
        parts = path.split("/")
        found.update("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return sorted(found)


def _padded(piece: bytes, size: int) -> bytes:
    return piece + bytes(-len(piece) % size)


def _count(length: int, size: int) -> int:
    """How many sectors so many bytes take."""
    return -(-length // size)


def _starts(sizes: Sequence[int], first: int = 0) -> list[int]:
    """The first sector of every piece."""
    return [first + sum(sizes[:index]) for index in range(len(sizes))]


def _chains(sizes: Sequence[int], first: int = 0) -> list[int]:
    """For every sector the next one of its piece; the pieces lie behind each other."""
    chains: list[int] = []
    for size in sizes:
        start = first + len(chains)
        chains += [*range(start + 1, start + size), _END] if size else []
    return chains


def _table(numbers: Sequence[int]) -> bytes:
    """Numbers of sectors, filled up to whole sectors."""
    free = [_FREE] * (-len(numbers) % _PER_TABLE)
    return struct.pack(f"<{len(numbers) + len(free)}I", *numbers, *free)


def _tables(content: int) -> tuple[int, int]:
    """How many sectors FAT and DIFAT take, that chain the content and themselves."""
    fat = difat = 0
    while True:
        needed = -(-(content + fat + difat) // _PER_TABLE)
        more = -(-max(0, needed - _IN_HEADER) // _PER_DIFAT)
        if (needed, more) == (fat, difat):
            return fat, difat
        fat, difat = needed, more


def _header(tables: tuple[int, int], directory: int, mini_table: int, mini_tables: int) -> bytes:
    fat, difat = tables
    numbers = [
        *(0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0),  # versions, order of bytes, sizes of sectors
        *(0, fat, directory, 0, _CUTOFF, mini_table, mini_tables, 0 if difat else _END, difat),
    ]
    known = list(range(difat, difat + fat))[:_IN_HEADER]
    known += [_FREE] * (_IN_HEADER - len(known))
    return OLE + bytes(16) + struct.pack(f"<8H9I{_IN_HEADER}I", *numbers, *known)


def _difat(fat: int, difat: int) -> bytes:
    """The sectors that say where the FAT goes on, behind what the header holds."""
    places = range(difat + _IN_HEADER, difat + fat)
    sectors = []
    for number in range(difat):
        part = list(places[number * _PER_DIFAT : (number + 1) * _PER_DIFAT])
        part += [_FREE] * (_PER_DIFAT - len(part))
        sectors.append(_table([*part, number + 1 if number + 1 < difat else _END]))
    return b"".join(sectors)


def _directory(
    paths: Sequence[str],
    streams: Mapping[str, bytes],
    places: Mapping[str, int],
    mini: tuple[int, int],
) -> bytes:
    """The directory: an entry of 128 bytes for every storage and stream."""
    links: dict[str, _Links] = {"": _Links()}
    tops = {path: _hang(_children(paths, path), paths, links) for path in paths}
    entries = []
    for path in paths:
        kind = _STREAM if path in streams else _STORAGE if path else _ROOT
        nowhere = _END if kind == _STREAM else 0
        content = (places.get(path, nowhere), len(streams.get(path, b""))) if path else mini
        entries.append(_entry(path, kind, links[path], tops[path], content))
    unused = bytes(68) + struct.pack("<3I", _FREE, _FREE, _FREE) + bytes(48)
    entries += [unused] * (-len(entries) % (_SECTOR // 128))
    return b"".join(entries)


def _children(paths: Sequence[str], parent: str) -> list[str]:
    """What stands in a storage, shortest names first as the format wants it."""
    prefix = f"{parent}/" if parent else ""
    inside = (p for p in paths if p.startswith(prefix) and p != parent)
    names = [p.removeprefix(prefix) for p in inside]
    direct = sorted((n for n in names if "/" not in n), key=lambda n: (len(n), n.upper()))
    return [prefix + name for name in direct]


def _hang(children: Sequence[str], paths: Sequence[str], links: dict[str, _Links]) -> int:
    """Hang a storage's entries in a balanced tree, and give the number of its top.

    Only the entries on a lowest level that is not full are red: so every way down meets the same
    number of black ones.
    """
    lowest = len(children).bit_length() - 1
    full = len(children) + 1 == 1 << (lowest + 1)

    def hang(part: Sequence[str], depth: int) -> int:
        if not part:
            return _FREE
        middle = len(part) // 2
        left, right = hang(part[:middle], depth + 1), hang(part[middle + 1 :], depth + 1)
        red = depth == lowest and depth > 0 and not full
        links[part[middle]] = _Links(left, right, _RED if red else _BLACK)
        return paths.index(part[middle])

    return hang(children, 0)


def _entry(path: str, kind: int, links: _Links, child: int, content: tuple[int, int]) -> bytes:
    name = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le")
    head = struct.pack("<64sHBB", name, len(name) + 2, kind, links.colour)
    tree = struct.pack("<3I", links.left, links.right, child)
    return head + tree + bytes(16 + 4 + 16) + struct.pack("<IQ", *content)
