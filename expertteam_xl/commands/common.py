"""What several commands do: check their words, and show how far they are."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from expertteam_xl.errors import RegisterError

DONE, UNUSABLE, USAGE, FOUND = 0, 1, 2, 3
"""Exit codes of the contract."""

WIDTH = 80
"""Columns of a terminal."""

_PATIENCE = 2.0
"""Seconds before work shows how far it is."""

_BAR = 24
"""Columns of the bar."""


def inputs_must_exist(
    register: Path, *, config: Path | None, profiel: Path | None, sjabloon: Path | None = None
) -> None:
    """Refuse a file of the command that is not there; those that were not named are passed over.

    Raises:
        RegisterError: see `must_exist`.
    """
    named = (
        (register, "Het register"),
        (config, "Het instellingenbestand"),
        (profiel, "Het profiel"),
        (sjabloon, "Het sjabloon"),
    )
    for path, what in named:
        if path is not None:
            must_exist(path, what)


def must_exist(path: Path, what: str) -> None:
    """Refuse a file that is not there: the command's words are off.

    Raises:
        RegisterError: it can't be told, because a folder above it may not be looked into or does
            not answer.
    """
    from expertteam_xl.disk import is_unreachable, reason_of

    try:
        there = path.exists()
    except PermissionError as error:
        raise RegisterError(
            f"{what} '{path}' is niet te bereiken ({reason_of(error)}); zet het in een map die u "
            "mag openen."
        ) from None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and is_unreachable(error):
            raise RegisterError(
                f"{what} '{path}' is niet te bereiken ({reason_of(error)}); controleer de "
                "verbinding en probeer het opnieuw."
            ) from None
        there = False  # no file can have this name
    if not there:
        raise click.UsageError(f"{what} '{path}' bestaat niet; {_where_to_look(path)}.")


def _where_to_look(path: Path) -> str:
    """What to do about a path that leads nowhere: the disk itself may be absent."""
    disk = Path(path.anchor)
    if path.anchor and not disk.exists():
        return f"'{disk}' is niet te vinden, dus controleer de verbinding met die schijf"
    return "controleer de naam en de map"


class Progress:
    """A bar on standard error for work that takes more than a moment, on a terminal only."""

    def __init__(self, steps: Sequence[str]) -> None:
        """Begin to count.

        Args:
            steps: what will be done, in order.
        """
        self._steps = steps
        self._start = time.monotonic()
        self._shown = False
        self._step = 0

    def __call__(self, step: str) -> None:
        """Say which step begins."""
        self._step += 1
        if sys.stderr.isatty() and time.monotonic() - self._start > _PATIENCE:
            done = "#" * (_BAR * (self._step - 1) // len(self._steps))
            click.echo(f"\r[{done:<{_BAR}}] {step:<24}", nl=False, err=True)
            self._shown = True

    def __enter__(self) -> Progress:
        """Start."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the bar."""
        if self._shown:
            click.echo("\r" + " " * (WIDTH - 1) + "\r", nl=False, err=True)
