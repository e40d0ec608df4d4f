"""From a file to tables whose every value keeps its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from expertteam_xl.errors import RegisterError

if TYPE_CHECKING:
    from expertteam_xl.register.model import Register
    from expertteam_xl.settings import Settings

Progress = Callable[[str], None]


def read_register(
    source: str | Path | bytes,
    *,
    password: str | None = None,
    profile: Path | None = None,
    config: Path | Settings | None = None,
    progress: Progress | None = None,
) -> Register:
    """Read a register from a file or its bytes.

    Args:
        source: path of the workbook, or its content.
        password: of a protected workbook; not supported in this version.
        profile: confirmed meanings of columns; not supported in this version.
        config: settings, or the path of a settings file. Not given: ``expertteam-xl.toml`` beside
            the register, else the built-in defaults.
        progress: called with a short Dutch text at the start of each step.

    Raises:
        RegisterError: the file can't be used, in one Dutch sentence.
    """
    from expertteam_xl.register.tables import build_register
    from expertteam_xl.register.workbook import Limits, open_workbook

    if password is not None or profile is not None:
        raise RegisterError(
            "Wachtwoorden en profielen kan deze versie nog niet aan; bewaar het register zonder "
            "wachtwoord en geef de kolommen de koppen uit de handleiding."
        )
    settings = _settings(source, config)
    tell = progress or _silent
    tell("Register openen")
    limits = Limits(unpacked_bytes=settings.max_uitgepakt_mb * 1024**2, cells=settings.max_cellen)
    workbook = open_workbook(source, limits=limits)
    tell("Lijsten herkennen")
    return build_register(workbook, settings)


def _silent(_: str) -> None:
    """Tell nobody."""


def _settings(source: str | Path | bytes, config: Path | Settings | None) -> Settings:
    from expertteam_xl.settings import CONFIG_NAME, Settings, load_settings

    if isinstance(config, Settings):
        return config
    if config is None and not isinstance(source, bytes):
        beside = Path(source).with_name(CONFIG_NAME)
        config = beside if beside.is_file() else None
    return load_settings(config)
