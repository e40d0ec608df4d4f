"""From a path or bytes to the bytes of a workbook, or a sentence on why they are none."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from expertteam_xl.disk import is_in_use, patiently, why_unread
from expertteam_xl.protection.kinds import (
    MANIFEST,
    OLE,
    is_locked_open_document,
    may_be_open_document,
)
from expertteam_xl.protection.opening import unlock
from expertteam_xl.register.archive import Archive, Limits, refuse

_ZIP = b"PK\x03\x04"
_OLD_SHEET = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OWNER = "~$"
_OPEN = "{} is open in {}; de laatst bewaarde versie is gelezen."
_AS_XLSX = "open het in Excel en bewaar het als .xlsx"
_CHOOSE = "kies het register als .xlsx"
_ODS_ADVICE = "bewaar het als .xlsx (dat mag met een wachtwoord), of zonder wachtwoord"


@dataclass(frozen=True)
class Source:
    """The bytes of a file and what is known about it.

    Attributes:
        name: the file's name, for messages.
        path: where it was read from; None for bytes.
        data: all its bytes; of a protected file the plain ones, which exist in memory only.
        notices: sentences for the user.
        password: what opened it; None when it was not protected.
    """

    name: str
    path: Path | None
    data: bytes = field(repr=False)
    notices: tuple[str, ...] = ()
    password: str | None = field(default=None, repr=False)


def read_source(source: Path | str | bytes, limits: Limits, password: str | None = None) -> Source:
    """The file's bytes.

    Args:
        source: where it stands, or its bytes.
        limits: what it may hold.
        password: of a protected file.

    Raises:
        PasswordError: it is protected, and this is not its password.
        RegisterError: it can't be read, is empty, too large, or an owner file of Excel.
    """
    if isinstance(source, bytes):
        return _checked(_unlocked(Source("register", None, source), limits, password))
    path = Path(source)
    if path.name.startswith(_OWNER):
        refuse(
            path.name,
            "het is een hulpbestand dat Excel maakt zolang het register open is",
            f"kies {path.name.removeprefix(_OWNER)}",
        )
    found = Source(path.name, path, _read_bytes(path, limits), _open_notices(path))
    return _checked(_unlocked(found, limits, password))


def _read_bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            name = path.name or path.resolve().name or str(path)
            refuse(name, "het is een map", "kies een bestand")
        if not path.is_file() and path.exists():
            refuse(path.name, "het is geen gewoon bestand", "kies het register als .xlsx")
        if path.stat().st_size > limits.unpacked_bytes:
            refuse(path.name, "het bestand is te groot", "kies het bestand met het register")
        return patiently(path.read_bytes, is_in_use)
    except FileNotFoundError:
        refuse(path.name, "het bestaat niet", "kijk de naam en de map na")
    except OSError as error:
        refuse(path.name, *why_unread(error))


def _open_notices(path: Path) -> tuple[str, ...]:
    """A sentence when another program has the register open, or the file that a link leads to."""
    programs = (("Excel", f"{_OWNER}{{}}"), ("LibreOffice", ".~lock.{}#"))
    places = {path, Path(os.path.realpath(path))}
    return tuple(
        _OPEN.format(path.name, program)
        for program, lock in programs
        if any(_exists(place.with_name(lock.format(place.name))) for place in places)
    )


def _exists(path: Path) -> bool:
    """Whether there is such a file; a name that the disk can't hold is no file."""
    try:
        return path.exists()
    except OSError:
        return False


def _unlocked(source: Source, limits: Limits, password: str | None) -> Source:
    """The source with its plain bytes.

    Raises:
        PasswordError: it is protected, and this is not its password.
        RegisterError: it is protected in a way that no password opens here.
    """
    if source.data.startswith(OLE):
        found = unlock(source.name, source.data, password)
        return replace(source, data=found.data, password=found.password)
    if source.data.startswith(_ZIP) and may_be_open_document(source.data):
        archive = Archive(source.name, source.data, limits)
        manifest = archive.read(MANIFEST) if MANIFEST in archive else b""
        if is_locked_open_document(archive.names, manifest):
            refuse(source.name, "het is een .ods met een wachtwoord", _ODS_ADVICE)
    return source


def _checked(source: Source) -> Source:
    """The source itself when it may be a package.

    Raises:
        RegisterError: it is empty, old, or of another kind.
    """
    data, name = source.data, source.name
    if not data:
        refuse(name, "het bestand is leeg", "haal het opnieuw op of kies een eerdere versie")
    if data.startswith(OLE):
        _refuse_ole(name, data)
    elif not data.startswith(_ZIP):
        _refuse_other(name, data)
    return source


def _refuse_ole(name: str, data: bytes) -> None:
    """Refuses a compound file without a workbook of Excel 97 to 2003."""
    if any(stream in data for stream in _OLD_SHEET):
        return
    refuse(name, "het is geen Excel-werkmap maar een ander oud Office-bestand", _CHOOSE)


def _refuse_other(name: str, data: bytes) -> None:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        refuse(name, "het is een webpagina met een Excel-naam", _AS_XLSX)
    if start.startswith(b"<?xml"):
        refuse(name, "het is een XML-bestand en geen werkmap", _AS_XLSX)
    if start.startswith(b"%pdf"):
        refuse(name, "het is een PDF", _CHOOSE)
    if b"\0" not in data[:4096]:
        refuse(name, "het is een tekstbestand en geen werkmap", _AS_XLSX)
    refuse(name, "het is geen Excel-werkmap of het begin ontbreekt", _CHOOSE)


def check_content(archive: Archive) -> None:
    """Refuses packages that hold something else than a workbook of Excel's own XML.

    Raises:
        RegisterError: it is one of those.
    """
    others = (
        ("word/document.xml", "het is een Word-document", _CHOOSE),
        ("ppt/presentation.xml", "het is een presentatie", _CHOOSE),
        ("index/document.iwa", "het is een bestand van Apple Numbers", _AS_XLSX),
    )
    for part, problem, advice in others:
        if part in archive:
            refuse(archive.name, problem, advice)
