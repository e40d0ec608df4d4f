"""Names of results, and writing them whole or not at all."""

from __future__ import annotations

import errno
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from expertteam_xl.errors import RegisterError

_RESULT = re.compile(
    r"-(?:gecontroleerd|bijgewerkt)-\d{4}-\d\d-\d\d(?:-\d+)?(?: ?\(\d+\))?$", re.IGNORECASE
)
"""The ending that a run gives a name; a browser that saves it twice adds ``(1)``."""

_ELSEWHERE = "kies met --naar een andere map"


def stem_of(path: Path) -> str:
    """The register's own name: no extension, and no ending that an earlier run gave it."""
    stem = path.stem
    while _RESULT.search(stem):
        stem = _RESULT.sub("", stem)
    return stem


def result_path(
    register: Path, folder: Path, kind: str, on: date, suffix: str, *, overwrite: bool = False
) -> Path:
    """Where a result goes: ``<stam>-<kind>-<peildatum>``, with ``-2`` and on for a taken name.

    Args:
        register: the register; never the answer.
        folder: where results go.
        kind: ``gecontroleerd`` or ``bijgewerkt``.
        on: the peildatum.
        suffix: extension with its dot.
        overwrite: take the first name even when it is there, unless it is the register.
    """
    base = f"{stem_of(register)}-{kind}-{on.isoformat()}"
    number = 1
    while True:
        name = base if number == 1 else f"{base}-{number}"
        path = folder / f"{name}{suffix}"
        if not path.exists() or (overwrite and not same_file(path, register)):
            return path
        number += 1


def older_results(register: Path, folder: Path) -> list[Path]:
    """Results of runs on this register in a folder; each is a full copy of its data.

    A folder that can't be looked into has none to tell of.
    """
    stem = stem_of(register)
    try:
        names = list(folder.iterdir())
    except OSError:
        return []
    found = (path for path in names if _RESULT.search(path.stem) and stem_of(path) == stem)
    return sorted(path for path in found if not same_file(path, register))


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
        if isinstance(error, PermissionError) and path.exists():
            advice = f"sluit het bestand als het in Excel open is, of {advice}"
        raise RegisterError(
            f"'{path.name}' kan niet geschreven worden in de map '{path.parent}' "
            f"({reason_of(error)}); {advice}."
        ) from None


def reason_of(error: OSError) -> str:
    """Why the system refused, in Dutch."""
    known = {
        errno.EACCES: "geen toestemming",
        errno.EPERM: "geen toestemming",
        errno.EROFS: "de schijf is alleen-lezen",
        errno.ENOSPC: "de schijf is vol",
        errno.EDQUOT: "de schijfruimte is op",
        errno.EFBIG: "het bestand wordt te groot voor deze schijf",
        errno.ENAMETOOLONG: "de naam is te lang",
        errno.ENOENT: "de map bestaat niet",
        errno.ENOTDIR: "er staat een bestand op de plaats van een map",
        errno.EEXIST: "er staat een bestand op de plaats van een map",
        errno.EISDIR: "er staat een map op de plaats van het bestand",
    }
    return known.get(error.errno or 0, error.strerror or "onbekende reden")


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

    The file gets the rights that any new file gets in that folder.

    Raises:
        OSError: whatever the system says; no half file stays behind.
    """
    temporary = path.with_name(f".expertteam-{secrets.token_hex(6)}{path.suffix}")
    try:
        temporary.open("xb").close()
        write(temporary)
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
