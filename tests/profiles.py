"""Help for the tests of profiles: registers read with a profile given as text."""

from __future__ import annotations

from pathlib import Path

from registers import Sheets, workbook

from expertteam_xl import read_register
from expertteam_xl.profile.model import Profile
from expertteam_xl.profile.read import parsed, profile_from
from expertteam_xl.register.model import Register

NAME = "register.profiel.toml"


def profile(text: str) -> Profile:
    """The profile that a text holds."""
    return profile_from(parsed(text, NAME), NAME, text)


def save(folder: Path, sheets: Sheets, text: str | None = None) -> Path:
    """Write a register, and its profile beside it; the register's path."""
    path = folder / "register.xlsx"
    path.write_bytes(workbook(sheets))
    if text is not None:
        (folder / NAME).write_text(text, encoding="utf-8")
    return path


def read(folder: Path, sheets: Sheets, text: str) -> Register:
    """The register, read with the profile beside it."""
    return read_register(save(folder, sheets, text))
