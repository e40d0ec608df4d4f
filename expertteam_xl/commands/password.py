"""The password of a register: from the terminal, or from an environment variable.

It is never a word of the command itself, where other users of the computer could see it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from expertteam_xl.errors import PasswordError
from expertteam_xl.text import count

VARIABLE = "EXPERTTEAM_XL_WACHTWOORD"
"""Environment variable that is tried without the option ``--wachtwoord``."""

_TRIES = 3
_MOST_BLANKS = 10
"""So many times in a row Enter alone is taken for a slip."""


def password_for(register: Path, *, asked: bool) -> str | None:
    """The password that opens a register; None for one that opens without.

    A register without a password is never asked for one. On a terminal a password that is needed
    and not given is asked for, since who drops a file on a shortcut can't type options.

    Args:
        register: the file.
        asked: whether the user wants to type it (``--wachtwoord``).

    Raises:
        PasswordError: no password that opens it was given.
        RegisterError: it is protected in a way that no password opens here.
        Abort: of click; the user broke off.
    """
    from expertteam_xl.protection.opening import opens

    given = None if asked else os.environ.get(VARIABLE) or None
    data = _protected(register)
    if data is None or opens(register.name, data, given):
        if asked:
            click.echo(f"{register.name} gaat open zonder wachtwoord; het is niet nodig.", err=True)
        return given
    if sys.stdin is not None and sys.stdin.isatty() and (asked or sys.stderr.isatty()):
        if given:
            click.echo(f"Het wachtwoord in {VARIABLE} past niet op {register.name}.", err=True)
        return _ask(register.name, data)
    if asked:
        return _read_line(register.name, data)
    raise PasswordError(_none_fits(register.name, given))


def _protected(register: Path) -> bytes | None:
    """The register's bytes when it is protected in some way.

    None too for what can't be read: reading it as a register tells why.
    """
    from expertteam_xl.protection.kinds import OLE, Lock, lock_of

    try:
        if not register.is_file():
            return None
        with register.open("rb") as stream:
            start = stream.read(len(OLE))
            data = start + stream.read() if start == OLE else b""
    except OSError:
        return None
    return data if lock_of(data) is not Lock.NONE else None


def _ask(name: str, data: bytes) -> str:
    """Ask on the terminal, without showing what is typed."""
    from expertteam_xl.protection.opening import opens

    for left in reversed(range(_TRIES)):
        typed = _typed(name)
        if opens(name, data, typed):
            return typed
        if left:
            again = count(left, "poging", "pogingen")
            click.echo(f"Dat wachtwoord klopt niet; nog {again}.", err=True)
    raise PasswordError(
        f"{name} kan niet worden gelezen: het wachtwoord klopte {_TRIES} keer niet; vraag het na "
        "bij wie het register beveiligde."
    )


def _typed(name: str) -> str:
    """What is typed; Enter alone is no try, since it is pressed before one looks.

    Raises:
        PasswordError: nothing was typed, time after time.
    """
    for _ in range(_MOST_BLANKS):
        typed: str = click.prompt(
            f"Wachtwoord van {name}", hide_input=True, default="", show_default=False, err=True
        )
        if typed:
            return typed
        click.echo("Er is niets getypt; typ het wachtwoord en druk op Enter.", err=True)
    raise PasswordError(
        f"{name} kan niet worden gelezen: er is geen wachtwoord getypt; vraag het na bij wie het "
        "register beveiligde."
    )


def _read_line(name: str, data: bytes) -> str:
    """Take the first line of standard input, which is no terminal."""
    from expertteam_xl.protection.opening import unlock

    line = "" if sys.stdin is None else sys.stdin.readline()
    typed = line.removeprefix("\ufeff").rstrip("\r\n")
    if not typed:
        raise PasswordError(
            f"{name} kan niet worden gelezen: er kwam geen wachtwoord binnen; typ het in een "
            f"venster, of zet het in de omgevingsvariabele {VARIABLE}."
        )
    unlock(name, data, typed)
    return typed


def _none_fits(name: str, given: str | None) -> str:
    if given:
        return (
            f"{name} kan niet worden gelezen: het wachtwoord in de omgevingsvariabele {VARIABLE} "
            "klopt niet; verbeter het, of typ --wachtwoord achter de opdracht."
        )
    return (
        f"{name} kan niet worden gelezen: het is beveiligd met een wachtwoord; typ --wachtwoord "
        f"achter de opdracht, of zet het in de omgevingsvariabele {VARIABLE}."
    )
