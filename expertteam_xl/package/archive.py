"""The zip file that a workbook is: read by part, written so that untouched parts stay as packed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from expertteam_xl.package.damage import PackageError

CHUNK = 1 << 20
_LARGE = 8 << 20
_MOST = 200 << 20
_PACKED_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_LAST_OFFSET, _MOST_ENTRIES = 0xFFFFFFFE, 0xFFFE
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAMAGED = "Het bestand is beschadigd; open het in Excel en bewaar het opnieuw."
_PACKING = "Het bestand is op een onbekende manier ingepakt; bewaar het in Excel opnieuw als .xlsx."
_LOCKED = "Het bestand is met een wachtwoord ingepakt; haal dat eraf en bewaar het opnieuw."
_PART_TOO_LARGE = "Een onderdeel van het bestand is te groot; bewaar het in Excel opnieuw."
_TOO_LARGE = "Het bestand is groter dan 4 GB; haal eruit wat niet bij het register hoort."


@contextmanager
def damage_as_register_error() -> Iterator[None]:
    """Turns what a damaged zip file raises into one plain sentence.

    Raises:
        PackageError: for any such error inside the block.
    """
    try:
        yield
    except NotImplementedError:
        raise PackageError(_PACKING) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error):
        raise PackageError(_DAMAGED) from None
    except (EOFError, ValueError, OverflowError):
        raise PackageError(_DAMAGED) from None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One part as it goes into the new archive: its directory line and its packed bytes."""

    info: zipfile.ZipInfo
    packed: bytes | memoryview


class Archive:
    """The parts of a package in their order, by name without regard to case where that is safe."""

    def __init__(self, data: bytes) -> None:
        """Reads the directory.

        Raises:
            PackageError: no zip file, a damaged one, or one with a password.
        """
        self._data = memoryview(data)
        with damage_as_register_error():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = [info for info in self._zip.infolist() if not info.is_dir()]
        if any(info.flag_bits & _ENCRYPTED for info in entries):
            raise PackageError(_LOCKED)
        self._entries = {info.filename: info for info in entries}
        self._changed: dict[str, _Entry] = {}

    @classmethod
    def empty(cls) -> Archive:
        """An archive without parts."""
        buffer = io.BytesIO()
        zipfile.ZipFile(buffer, "w").close()
        return cls(buffer.getvalue())

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts as stored, in their order."""
        return tuple(self._entries)

    def find(self, part: str) -> str | None:
        """The part's name as stored: the same spelling first, else any case or slash."""
        plain = part.lstrip("/")
        if plain in self._entries:
            return plain
        wanted = _folded(plain)
        return next((name for name in self._entries if _folded(name) == wanted), None)

    def stream(self, part: str, most: int | None = None) -> Iterator[bytes]:
        """The part in chunks of a megabyte; its checksum is checked at the end.

        Args:
            part: its name as stored.
            most: number of bytes that it may have when unpacked; None for no limit.

        Raises:
            PackageError: damaged, packed in an unknown way, or too large.
        """
        changed = self._changed.get(part)
        if changed is not None:
            yield zlib.decompress(changed.packed, -zlib.MAX_WBITS)
            return
        info = self._entries[part]
        if info.compress_type not in _PACKED_WAYS:
            raise PackageError(_PACKING)
        size = 0
        with damage_as_register_error(), self._zip.open(info) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if most is not None and size > most:
                    raise PackageError(_PART_TOO_LARGE)
                yield chunk

    def read(self, part: str) -> bytes:
        """The whole part; for small ones.

        Raises:
            PackageError: damaged, packed in an unknown way, or larger than 200 MB.
        """
        return b"".join(self.stream(part, _MOST))

    def put(self, part: str, chunks: Iterable[bytes]) -> None:
        """Replaces a part in its place, or adds it at the end; packed as it streams by."""
        known = self._entries.get(part)
        info = _fresh_info(part, known)
        large = known is not None and known.file_size > _LARGE
        packer = zlib.compressobj(1 if large else 6, zlib.DEFLATED, -zlib.MAX_WBITS)
        pieces: list[bytes] = []
        size = crc = 0
        for chunk in chunks:
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            pieces.append(packer.compress(chunk))
        pieces.append(packer.flush())
        packed = b"".join(pieces)
        info.CRC, info.file_size, info.compress_size = crc, size, len(packed)
        self._entries[part] = info
        self._changed[part] = _Entry(info, packed)

    def remove(self, part: str) -> None:
        """Leaves a part out of what is written."""
        self._entries.pop(part, None)
        self._changed.pop(part, None)

    def pieces(self) -> Iterator[bytes | memoryview]:
        """The new archive, piece by piece; untouched parts are copied as they are packed.

        Raises:
            PackageError: damaged, or larger than a plain zip file can be.
        """
        offset, directory = 0, []
        for name in self._entries:
            with damage_as_register_error():
                entry = self._changed.get(name) or self._untouched(name)
                local, central = _headers(entry.info, offset)
            directory.append(central)
            yield local
            yield entry.packed
            offset += len(local) + len(entry.packed)
        listing = b"".join(directory)
        count = len(directory)
        if offset + len(listing) > _LAST_OFFSET or count > _MOST_ENTRIES:
            raise PackageError(_TOO_LARGE)
        yield listing
        yield _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), offset, 0)

    def _untouched(self, name: str) -> _Entry:
        """The part's packed bytes, behind its own local header."""
        info = self._entries[name]
        fields = _LOCAL.unpack_from(self._data, info.header_offset)
        if fields[0] != b"PK\x03\x04":
            raise zipfile.BadZipFile
        start = info.header_offset + _LOCAL.size + fields[9] + fields[10]
        packed = self._data[start : start + info.compress_size]
        if len(packed) != info.compress_size:
            raise zipfile.BadZipFile
        return _Entry(info, packed)


def _folded(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()


def _fresh_info(part: str, known: zipfile.ZipInfo | None) -> zipfile.ZipInfo:
    """The directory line of a part that is packed anew; its date stays."""
    info = zipfile.ZipInfo(part, known.date_time if known else _EPOCH)
    if known is not None:
        info.orig_filename, info.flag_bits = known.orig_filename, known.flag_bits & _UTF8
        info.create_system, info.external_attr = known.create_system, known.external_attr
    elif not part.isascii():
        info.flag_bits = _UTF8
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _headers(info: zipfile.ZipInfo, offset: int) -> tuple[bytes, bytes]:
    """The header before a part, and its line in the directory at the end."""
    if max(info.file_size, info.compress_size, offset) > _LAST_OFFSET:
        raise PackageError(_TOO_LARGE)
    flags = info.flag_bits & ~_DESCRIPTOR
    name = info.orig_filename.encode("utf-8" if flags & _UTF8 else "cp437")
    year, month, day, hour, minute, second = info.date_time
    clock = hour << 11 | minute << 5 | second // 2
    calendar = (year - 1980) << 9 | month << 5 | day
    facts = (flags, info.compress_type, clock, calendar)
    sizes = (info.CRC, info.compress_size, info.file_size)
    local = _LOCAL.pack(b"PK\x03\x04", 20, *facts, *sizes, len(name), 0)
    made_by = info.create_system << 8 | 20
    places = (info.internal_attr, info.external_attr, offset)
    central = _CENTRAL.pack(
        b"PK\x01\x02", made_by, 20, *facts, *sizes, len(name), 0, len(info.comment), 0, *places
    )
    return local + name, central + name + info.comment
