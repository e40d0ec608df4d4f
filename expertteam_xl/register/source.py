"""From a path or bytes to the bytes of a workbook, or a sentence on why they are none."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from expertteam_xl.register.archive import Archive, Limits, refuse

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_SHEET = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OWNER = "~$"
_OPEN = "{} is open in {}; de laatst bewaarde versie is gelezen."
_AS_XLSX = "open het in Excel en bewaar het als .xlsx"
_CHOOSE = "kies het register als .xlsx"


@dataclass(frozen=True)
class Source:
    """The bytes of a file and what is known about it.

    Attributes:
        name: the file's name, for messages.
        path: where it was read from; None for bytes.
        data: all its bytes.
        notices: sentences for the user.
    """

    name: str
    path: Path | None
    data: bytes
    notices: tuple[str, ...] = ()


def read_source(source: Path | str | bytes, limits: Limits) -> Source:
    """The file's bytes.

    Raises:
        RegisterError: it can't be read, is empty, too large, or an owner file of Excel.
    """
    if isinstance(source, bytes):
        return _checked(Source("register", None, source))
    path = Path(source)
    if path.name.startswith(_OWNER):
        refuse(
            path.name,
            "het is een hulpbestand dat Excel maakt zolang het register open is",
            f"kies {path.name.removeprefix(_OWNER)}",
        )
    return _checked(Source(path.name, path, _read_bytes(path, limits), _open_notices(path)))


def _read_bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            refuse(path.name, "het is een map", "kies een bestand")
        if not path.is_file() and path.exists():
            refuse(path.name, "het is geen gewoon bestand", "kies het register als .xlsx")
        if path.stat().st_size > limits.unpacked_bytes:
            refuse(path.name, "het bestand is te groot", "kies het bestand met het register")
        return path.read_bytes()
    except FileNotFoundError:
        refuse(path.name, "het bestaat niet", "kijk de naam en de map na")
    except PermissionError:
        refuse(
            path.name,
            "u mag het niet lezen of een ander programma houdt het vast",
            "sluit het of vraag toegang",
        )
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "onbekend")
        refuse(path.name, f"de schijf gaf een fout ({name})", "kopieer het naar een eigen map")


def _open_notices(path: Path) -> tuple[str, ...]:
    """A sentence when another program has the register open."""
    locks = ((path.with_name(_OWNER + path.name), "Excel"),
             (path.with_name(f".~lock.{path.name}#"), "LibreOffice"))  # fmt: skip
    return tuple(_OPEN.format(path.name, program) for lock, program in locks if _exists(lock))


def _exists(path: Path) -> bool:
    """Whether there is such a file; a name that the disk can't hold is no file."""
    try:
        return path.exists()
    except OSError:
        return False


def _checked(source: Source) -> Source:
    """The source itself when it may be a package.

    Raises:
        RegisterError: it is empty, old, encrypted, or of another kind.
    """
    data, name = source.data, source.name
    if not data:
        refuse(name, "het bestand is leeg", "haal het opnieuw op of kies een eerdere versie")
    if data.startswith(_OLE):
        _refuse_ole(name, data)
    if not data.startswith(_ZIP):
        _refuse_other(name, data)
    return source


def _refuse_ole(name: str, data: bytes) -> None:
    if _ENCRYPTED in data:
        refuse(
            name,
            "het is beveiligd met een wachtwoord",
            "haal het wachtwoord eraf en bewaar het opnieuw",
        )
    if any(stream in data for stream in _OLD_SHEET):
        refuse(name, "het is een oud Excel-bestand (.xls)", _AS_XLSX)
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
        ("xl/workbook.bin", "het is een binaire werkmap (.xlsb)", _AS_XLSX),
        ("content.xml", "het is een OpenDocument-bestand (.ods)", _AS_XLSX),
        ("word/document.xml", "het is een Word-document", _CHOOSE),
        ("ppt/presentation.xml", "het is een presentatie", _CHOOSE),
        ("index/document.iwa", "het is een bestand van Apple Numbers", _AS_XLSX),
    )
    for part, problem, advice in others:
        if part in archive:
            refuse(archive.name, problem, advice)
