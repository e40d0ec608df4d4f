"""From a file to tables whose every value keeps its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from expertteam_xl.disk import is_file

if TYPE_CHECKING:
    from expertteam_xl.profile.model import Profile
    from expertteam_xl.register.model import Register
    from expertteam_xl.register.raw import RawWorkbook
    from expertteam_xl.settings import Settings

Progress = Callable[[str], None]


def read_register(
    source: str | Path | bytes,
    *,
    password: str | None = None,
    profile: str | Path | None = None,
    config: Path | Settings | None = None,
    progress: Progress | None = None,
) -> Register:
    """Read a register from a file or its bytes.

    Args:
        source: path of the workbook, or its content.
        password: of a protected workbook; one that has none is read without it.
        profile: path of a file with what a person confirmed about its columns and words. Not
            given: ``<stam>.profiel.toml`` beside the register, when it is there.
        config: settings, or the path of a settings file. Not given: ``expertteam-xl.toml`` beside
            the register, else the built-in defaults.
        progress: called with a short Dutch text at the start of each step.

    Raises:
        PasswordError: the file is protected, and this is not its password.
        RegisterError: the file can't be used, in one Dutch sentence.
    """
    from expertteam_xl.register.tables import build_register

    confirmed = _profile(source, profile)
    workbook, settings = opened(source, password=password, config=config, progress=progress)
    return build_register(workbook, settings, confirmed)


def opened(
    source: str | Path | bytes,
    *,
    password: str | None = None,
    config: Path | Settings | None = None,
    progress: Progress | None = None,
) -> tuple[RawWorkbook, Settings]:
    """The workbook of a register as it is, before its lists are recognised, and its settings.

    Args:
        source, password, config, progress: as for ``read_register``.

    Raises:
        PasswordError: the file is protected, and this is not its password.
        RegisterError: the file can't be used, in one Dutch sentence.
    """
    from expertteam_xl.register.workbook import Limits, open_workbook

    settings = _settings(source, config)
    tell = progress or _silent
    tell("Register openen")
    limits = Limits(unpacked_bytes=settings.max_uitgepakt_mb * 1024**2, cells=settings.max_cellen)
    workbook = open_workbook(source, limits=limits, password=password)
    tell("Lijsten herkennen")
    return workbook, settings


def _silent(_: str) -> None:
    """Tell nobody."""


def _profile(source: str | Path | bytes, profile: str | Path | None) -> Profile | None:
    from expertteam_xl.profile.read import profile_beside, read_profile

    if profile is None and not isinstance(source, bytes) and Path(source).name:
        beside = profile_beside(Path(source))
        profile = beside if is_file(beside) or _is_folder(beside) else None
    return None if profile is None else read_profile(Path(profile))


def _is_folder(path: Path) -> bool:
    """Whether a folder has the name of a profile; False when that can't be told."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _settings(source: str | Path | bytes, config: Path | Settings | None) -> Settings:
    from expertteam_xl.settings import CONFIG_NAME, Settings, load_settings

    if isinstance(config, Settings):
        return config
    if config is None and not isinstance(source, bytes) and Path(source).name:
        beside = Path(source).with_name(CONFIG_NAME)
        config = beside if is_file(beside) else None
    return load_settings(config)
