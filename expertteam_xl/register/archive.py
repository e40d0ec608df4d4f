"""The zip file that a workbook is, opened with distrust: nothing inflates past its limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from expertteam_xl.errors import RegisterError

_CHUNK = 1 << 20
_MOST_PARTS = 50_000
_ENCRYPTED = 0x1
_LOCAL_HEADER = 30
_RESAVE = "open het in Excel en bewaar het opnieuw als .xlsx"
_DAMAGED = "haal het bestand opnieuw op of open het in Excel en bewaar het opnieuw"


@dataclass(frozen=True)
class Limits:
    """How much a workbook may hold before it is refused.

    Attributes:
        unpacked_bytes: size of all its parts together after unpacking.
        cells: number of cells on one sheet.
    """

    unpacked_bytes: int = 1024**3
    cells: int = 20_000_000


def refuse(name: str, problem: str, advice: str) -> NoReturn:
    """Says in one Dutch sentence which file can't be used, why, and what to do.

    Raises:
        RegisterError: always.
    """
    message = f"{name} kan niet worden gelezen: {problem}; {advice}."
    raise RegisterError(message) from None


class Archive:
    """The parts of a package, found by name without regard to case or slashes.

    Every part that is read is inflated by its actual bytes: a size or checksum that its header
    gets wrong is an error, so that no other reader of the same bytes can be surprised by it.
    """

    def __init__(self, name: str, data: bytes, limits: Limits) -> None:
        """Reads the directory of the package and weighs it.

        Args:
            name: the file's name, for messages.
            data: the whole file.
            limits: what it may hold.

        Raises:
            RegisterError: damaged, encrypted, or more than the limits allow.
        """
        self.name = name
        self.limits = limits
        self._data = memoryview(data)
        self._entries = self._index(self._directory(data))
        self._inflated = 0

    def _directory(self, data: bytes) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                entries = [e for e in package.infolist() if not e.is_dir()]
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OverflowError, EOFError):
            refuse(self.name, "het bestand is beschadigd of niet volledig", _DAMAGED)
        except NotImplementedError:
            refuse(self.name, "het is op een onbekende manier ingepakt", _RESAVE)
        if len(entries) > _MOST_PARTS:
            refuse(self.name, f"het bestaat uit meer dan {_MOST_PARTS} onderdelen", _RESAVE)
        if sum(e.file_size for e in entries) > self.limits.unpacked_bytes:
            self._too_large()
        self._check_overlap(entries)
        return entries

    def _check_overlap(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuses parts that share bytes: the mark of a zip bomb."""
        end = 0
        for entry in sorted(entries, key=lambda e: e.header_offset):
            if entry.header_offset < end:
                refuse(self.name, "onderdelen in het bestand overlappen elkaar", _DAMAGED)
            end = entry.header_offset + _LOCAL_HEADER + entry.compress_size

    def _index(self, entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        found: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            key = _key(entry.filename)
            if key in found:
                refuse(self.name, "een onderdeel van het bestand komt dubbel voor", _RESAVE)
            found[key] = entry
        return found

    def _too_large(self) -> NoReturn:
        size = self.limits.unpacked_bytes // 1024**2
        refuse(
            self.name,
            f"uitgepakt is het groter dan {size} MB",
            "verwijder wat niet bij het register hoort of verhoog de grens in de instellingen",
        )

    def __contains__(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return _key(part) in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts as stored."""
        return tuple(entry.filename for entry in self._entries.values())

    def stored_name(self, part: str) -> str:
        """The part's name as the package spells it."""
        return self._entries[_key(part)].filename

    def read(self, part: str) -> bytes:
        """The whole part; for small ones."""
        return b"".join(self.stream(part))

    def stream(self, part: str) -> Iterator[bytes]:
        """The part in chunks of about a megabyte, checked at the end against its header.

        Raises:
            RegisterError: damaged, encrypted or more than the limits allow.
        """
        entry = self._entries[_key(part)]
        if entry.flag_bits & _ENCRYPTED:
            refuse(
                self.name,
                "het is met een wachtwoord ingepakt",
                "haal het wachtwoord eraf en bewaar het opnieuw",
            )
        size = crc = 0
        try:
            for chunk in self._inflate(entry):
                size += len(chunk)
                self._inflated += len(chunk)
                if size > entry.file_size:
                    break
                crc = zlib.crc32(chunk, crc)
                yield chunk
        except (zlib.error, IndexError):
            refuse(self.name, "het bestand is beschadigd", _DAMAGED)
        if size != entry.file_size or crc != entry.CRC:
            refuse(self.name, "het bestand is beschadigd", _DAMAGED)

    def _inflate(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        raw = self._raw(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            for start in range(0, len(raw), _CHUNK):
                yield bytes(raw[start : start + _CHUNK])
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            refuse(self.name, "het is op een onbekende manier ingepakt", _RESAVE)
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        position, pending = 0, b""
        while not inflater.eof:
            if not pending:
                pending = bytes(raw[position : position + _CHUNK])
                position += _CHUNK
            chunk = inflater.decompress(pending, _CHUNK)
            if not chunk and not pending:
                raise zlib.error
            pending = inflater.unconsumed_tail
            if chunk:
                yield chunk

    def _raw(self, entry: zipfile.ZipInfo) -> memoryview:
        """The part's packed bytes, behind its own local header."""
        start = entry.header_offset
        header = bytes(self._data[start : start + _LOCAL_HEADER])
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            refuse(self.name, "het bestand is beschadigd", _DAMAGED)
        name, extra = (int.from_bytes(header[i : i + 2], "little") for i in (26, 28))
        start += _LOCAL_HEADER + name + extra
        return self._data[start : start + entry.compress_size]


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
