"""What a visitor brings: the register, and what belongs beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from expertteam_xl.errors import RegisterError
from expertteam_xl.files import stem_of
from expertteam_xl.formats import READABLE
from expertteam_xl.settings import CONFIG_NAME

MOST_BYTES = 64 * 1024**2
"""All files together may be so large: a register of 100,000 rows is a tenth of it."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 120
_MOST_NAME_BYTES = 160
"""A name of so many bytes leaves room for what a result adds to it, on any system."""
_DECLARED = re.compile(r"declaratie-\d{4}-k[1-4]-.+\.xlsx", re.IGNORECASE)
_TOML = ".toml"
_KINDS = "een Excel-bestand (.xlsx, .xlsm, .xltx, .xltm, .xlsb of .xls) of een .ods"


@dataclass(frozen=True)
class Upload:
    """One file as it came.

    Attributes:
        name: as the visitor's computer calls it.
        data: all of it.
    """

    name: str
    data: bytes


@dataclass(frozen=True)
class Intake:
    """What was brought, put in place.

    Attributes:
        folder: a folder of its own.
        register: the register in it.
        beside: names of the other files.
    """

    folder: Path
    register: Path
    beside: tuple[str, ...] = ()

    @property
    def results(self) -> Path:
        """The folder of what is made of it."""
        return self.folder / "uit"

    @property
    def declared(self) -> Path:
        """The folder with declarations of earlier quarters that were brought."""
        return self.folder / "declaraties"


def take_in(uploads: Iterable[Upload], folder: Path) -> Intake:
    """Put what was brought in a folder, each file where the program looks for it.

    Beside one register there may be its profile, the settings, earlier results and declarations of
    earlier quarters.

    Args:
        uploads: the files, in any order.
        folder: an empty folder.

    Raises:
        RegisterError: there is no register among them, or it can't be told which one it is.
    """
    given = [Upload(safe_name(each.name), each.data) for each in uploads if each.name]
    if not given:
        raise RegisterError("Er is geen bestand gekozen; kies het register of sleep het hierheen.")
    register = _register(given)
    (inner := folder / "in").mkdir()
    place = inner / register.name
    place.write_bytes(register.data)
    beside = []
    for each in given:
        if each is not register:
            target = _target(each, register.name, folder)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(each.data)
            beside.append(each.name)
    return Intake(folder, place, tuple(beside))


def safe_name(name: str) -> str:
    """The last part of a name as any system can have it, with its extension."""
    last = re.split(r"[/\\]", name.encode("utf-8", "replace").decode())[-1]
    clean = _UNSAFE.sub("_", last).strip(" .") or "register"
    if _RESERVED.match(clean):
        clean = f"_{clean}"
    path = PurePath(clean)
    suffix = path.suffix[:20]
    stem = path.stem[: _LONGEST - len(suffix)].encode()
    return f"{stem[: _MOST_NAME_BYTES - len(suffix.encode())].decode('utf-8', 'ignore')}{suffix}"


def _register(given: Sequence[Upload]) -> Upload:
    """The one that is the register.

    Raises:
        RegisterError: none is, or several may be.
    """
    for each in given:
        if each.name.startswith("~$"):
            raise RegisterError(
                f"{each.name} is een hulpbestand van Excel; kies het bestand zonder ~$ ervoor."
            )
        if _suffix(each) not in (*READABLE, _TOML):
            raise RegisterError(f"{each.name} is geen register; kies {_KINDS}.")
        if not each.data:
            raise RegisterError(f"{each.name} is leeg; kies een ander bestand.")
    books = [each for each in given if _suffix(each) != _TOML and not _DECLARED.match(each.name)]
    if len(books) == 1:
        return books[0]
    if not books:
        raise RegisterError(f"Er is geen register bij; kies {_KINDS}.")
    originals = [each for each in books if stem_of(Path(each.name)) == Path(each.name).stem]
    if len(originals) != 1:
        raise RegisterError(
            "Er zijn meer registers gekozen; kies er een, en hoogstens eerdere controles daarvan."
        )
    return originals[0]


def _suffix(upload: Upload) -> str:
    return Path(upload.name).suffix.lower()


def _target(upload: Upload, register: str, folder: Path) -> Path:
    """Where a file beside the register comes."""
    from expertteam_xl.profile.read import profile_beside

    place = folder / "in" / register
    if _DECLARED.match(upload.name):
        return folder / "declaraties" / upload.name
    if _suffix(upload) == _TOML:
        is_config = upload.name.casefold() == CONFIG_NAME.casefold()
        return place.with_name(CONFIG_NAME) if is_config else profile_beside(place)
    ending = upload.name.removeprefix(stem_of(Path(upload.name)))
    return place.with_name(f"{stem_of(place)}{ending}")
