"""Names of results, and writing them whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path, PurePath

from expertteam_xl.disk import is_held, is_too_long, patiently, reason_of
from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import READABLE

_RESULT = re.compile(
    r"-(?:gecontroleerd|bijgewerkt)-\d{4}-\d\d-\d\d(?:-\d+)?"
    r"(?: ?\(\d+\)| -? ?(?:kopie|copy)(?: \d+| \(\d+\))?|(?-i:-[A-Z][A-Z0-9-]{3,14}))?$",
    re.IGNORECASE,
)
"""The ending that a run gives a name, with what is added when it is doubled: ``(1)`` by a browser,
``- kopie`` by a desktop, the name of a computer by OneDrive when two of them wrote it."""

_ELSEWHERE = "kies met --naar een andere map"
_SHORTER = "geef het register een kortere naam, of kies met --naar een map met een korter pad"

_TEMPORARY = re.compile(r"\.expertteam-[0-9a-f]{12}\.tmp")
"""A file that is being written; OneDrive leaves ``.tmp`` alone."""

_SHORTEST = 8
_FORGOTTEN = 3600.0
"""Seconds after which a temporary file is left over from a run that was cut off."""

_WINDOWS_PATH = 260
"""Characters that Windows allows a path, with the zero at its end."""


def stem_of(path: PurePath) -> str:
    """The register's own name: no extension, and no ending that an earlier run gave it."""
    stem = path.stem
    while _RESULT.search(stem):
        stem = _RESULT.sub("", stem)
    return stem


def _none(_: Path) -> bool:
    """No file at all."""
    return False


def result_path(
    register: Path,
    folder: Path,
    kind: str,
    on: date,
    suffix: str,
    *,
    overwrite: bool = False,
    kept: Callable[[Path], bool] = _none,
) -> Path:
    """Where a result goes: ``<stam>-<kind>-<peildatum>``, with ``-2`` and on for a taken name.

    Args:
        register: the register; never the answer.
        folder: where results go.
        kind: ``gecontroleerd`` or ``bijgewerkt``.
        on: the peildatum.
        suffix: extension with its dot.
        overwrite: take the first name even when it is there, unless it is the register.
        kept: whether a file that is there is not to be replaced all the same.

    Raises:
        RegisterError: it can't be told which name is free, or the name becomes too long.
    """
    base = f"{stem_of(register)}-{kind}-{on.isoformat()}"
    number = 1
    while True:
        name = base if number == 1 else f"{base}-{number}"
        path = folder / f"{name}{suffix}"
        with explained(path):
            free = not _is_there(path)
        if free or (overwrite and not same_file(path, register) and not kept(path)):
            return path
        number += 1


def _is_there(path: Path) -> bool:
    """Whether a name is taken; a link that leads nowhere takes it too.

    Raises:
        OSError: it can't be told, or no file can have this name.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def older_results(register: Path, folder: Path) -> list[Path]:
    """Results of runs on this register in a folder; each is a full copy of its data.

    A folder that can't be looked into has none to tell of.
    """
    try:
        names = list(folder.iterdir())
    except OSError:
        return []
    alike = _as_compared(register)
    stem = alike(stem_of(register))
    found = (p for p in names if _RESULT.search(p.stem) and alike(stem_of(p)) == stem)
    return sorted(path for path in found if not (same_file(path, register) or _is_folder(path)))


def namesakes(register: Path) -> list[Path]:
    """Other workbooks beside a register that have its name with another extension.

    Their results have the same names as its own: ``register.xls`` beside ``register.xlsx``.
    """
    try:
        beside = list(register.parent.iterdir())
    except OSError:
        return []
    alike = _as_compared(register)
    return sorted(
        path
        for path in beside
        if path.suffix.lower() in READABLE
        and path.suffix.lower() != register.suffix.lower()
        and alike(path.stem) == alike(register.stem)
    )


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; False when that can't be told."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _as_compared(register: Path) -> Callable[[str], str]:
    """Makes names alike that mean one file: é is one letter or two, and case may not count."""
    other = register.with_name(register.name.swapcase())
    if other.name != register.name and same_file(register, other):
        return lambda name: unicodedata.normalize("NFC", name).casefold()
    return lambda name: unicodedata.normalize("NFC", name)


def as_on_disk(path: Path) -> Path:
    """The path as the disk spells it, where what was typed only looks the same.

    An é is one letter to Windows and may be two in a file that came from a Mac; of the dots and
    spaces at the end of a name Windows takes no notice. A path that leads somewhere stays as it is,
    and so does one for which nothing alike is found.
    """
    trimmed = path.name.rstrip(". ") if os.name == "nt" else path.name
    if trimmed and trimmed != path.name:
        path = path.with_name(trimmed)
    if _may_be_there(path) or path.parent == path:
        return path
    folder = as_on_disk(path.parent)
    try:
        alike = [each for each in folder.iterdir() if _same_letters(each.name, path.name)]
    except OSError:
        return path
    return alike[0] if len(alike) == 1 else path


def _may_be_there(path: Path) -> bool:
    """Whether a path leads somewhere, or that can't be told."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return True


def _same_letters(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def full_path(path: Path) -> Path:
    """The whole path, for who reads it; on Windows with the drive that the user knows."""
    return Path(os.path.abspath(path)) if os.name == "nt" else path.resolve()  # noqa: PTH100 - resolve() makes a network path of a drive


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths are one file; False when either is not there."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder for results, with the folders above it, when it is not there.

    Raises:
        RegisterError: it can't be made, or it is a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError(
            f"De map '{folder}' kan niet gemaakt worden ({reason_of(error)}); "
            "kies met --naar een andere map."
        ) from None


@contextmanager
def explained(path: Path, advice: str = _ELSEWHERE) -> Iterator[None]:
    """Turn what the system says about writing a file into one Dutch sentence.

    Args:
        path: the file that is written.
        advice: what to do when it can't be.

    Raises:
        RegisterError: writing failed.
    """
    try:
        yield
    except OSError as error:
        reason, length = reason_of(error), _length_on_windows(path)
        if isinstance(error, FileNotFoundError) and length >= _WINDOWS_PATH:
            reason = f"de naam met alle mappen ervoor is {length} tekens, dat is te lang"
            advice = _SHORTER if advice == _ELSEWHERE else advice
        elif is_too_long(error):
            advice = _SHORTER if advice == _ELSEWHERE else advice
        elif is_held(error) and _may_be_there(path):
            advice = f"sluit het bestand als het in Excel open is, of {advice}"
        raise RegisterError(
            f"'{path.name}' kan niet geschreven worden in de map '{path.parent}' ({reason}); "
            f"{advice}."
        ) from None


def _length_on_windows(path: Path) -> int:
    """Characters of the whole path on Windows, which calls a long one a missing folder; else 0."""
    return len(str(full_path(path))) if os.name == "nt" else 0


def write_text(path: Path, text: str, advice: str) -> None:
    """Write text as UTF-8, whole or not at all.

    Args:
        path: the file.
        text: all of it.
        advice: what to do when it can't be written.

    Raises:
        RegisterError: it can't be written.
    """
    with explained(path, advice):
        write_whole(
            path, lambda target: target.write_text(text, encoding="utf-8", errors="replace")
        )


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a temporary file in the same folder, then give it its name.

    The file gets the rights that any new file gets in that folder. A sync client or virus scanner
    that holds it for a moment is waited for. Temporary files that an earlier run had to leave, each
    perhaps a copy of the register, are removed.

    Raises:
        OSError: whatever the system says; no half file stays behind.
    """
    _remove_forgotten(path.parent)
    temporary = path.with_name(_temporary_name(path.name))
    try:
        temporary.open("xb").close()
        write(temporary)
        patiently(lambda: temporary.replace(path))
    finally:
        with suppress(OSError):
            patiently(lambda: temporary.unlink(missing_ok=True))


def _temporary_name(name: str) -> str:
    """A name that no file has; not longer than the file's own, which may just fit."""
    token = secrets.token_hex(6)
    full = f".expertteam-{token}.tmp"
    return full if len(full) <= len(name) else f".{token}"[: max(len(name), _SHORTEST)]


def _remove_forgotten(folder: Path) -> None:
    """Remove temporary files of runs that were cut off long ago."""
    with suppress(OSError):
        for path in _temporaries(folder.iterdir()):
            if time.time() - path.stat().st_mtime > _FORGOTTEN:
                path.unlink(missing_ok=True)


def _temporaries(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if _TEMPORARY.fullmatch(path.name))
