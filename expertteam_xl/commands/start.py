"""The command ``start``: the same behind a page in the browser."""

from __future__ import annotations

import gc
import os
import sys
import threading
from typing import TYPE_CHECKING

import click

from expertteam_xl.commands.common import DONE
from expertteam_xl.dutch_click import DutchCommand
from expertteam_xl.errors import RegisterError

if TYPE_CHECKING:
    from expertteam_xl.web.server import Server

_LIBRARIES = ("flask", "waitress")
_LAST_PORT = 65_535
_QUIET = "EXPERTTEAM_XL_GEEN_BROWSER"
"""Environment variable with which no browser opens: for tests, and for who opens it himself."""


class PortOf(click.ParamType[int]):
    """A port of this machine."""

    name = "N"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - as click calls it
        ctx: click.Context | None,
    ) -> int:
        """Read the number, or say which there are."""
        text = str(value).strip()
        if text.isascii() and text.isdecimal() and int(text) <= _LAST_PORT:
            return int(text)
        raise click.UsageError(f"'{text}' is geen poort; kies een getal tot {_LAST_PORT}.", ctx)


@click.command(cls=DutchCommand)
@click.option("--poort", type=PortOf(), default=0, help="De poort; standaard een die vrij is.")
def start(*, poort: int) -> None:
    """Open een bladzijde om het register op te slepen.

    De bladzijde staat op deze computer en is alleen hier te openen. Wat u erop sleept, wordt gewist
    als u klaar bent.
    """
    server = _server(poort)
    gc.enable()  # this command goes on for hours
    _show(server)
    asked = _Enter()

    def tick() -> None:
        if asked.again():
            _show(server)

    server.run(tick)
    click.echo("\nAfgesloten; alles wat op de bladzijde stond, is gewist.")
    click.get_current_context().exit(DONE)


def _server(port: int) -> Server:
    """The server.

    Raises:
        RegisterError: the libraries of the page are not installed, or the port is in use.
    """
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in _LIBRARIES):
        raise RegisterError(
            "Voor de bladzijde zijn twee onderdelen nodig die er nog niet zijn; installeer ze met: "
            'pip install "expertteam-xl[web]"'
        )
    from expertteam_xl.web.server import Server

    return Server(port)


def _show(server: Server) -> None:
    """Open the page, and say how to open it oneself."""
    from expertteam_xl.web.server import open_in_browser

    address = server.new_address()
    opened = not os.environ.get(_QUIET) and open_in_browser(address)
    click.echo(
        "De bladzijde gaat open in uw browser. Gebeurt dat niet, open dan zelf:"
        if opened
        else "Open dit adres in de browser van deze computer:"
    )
    click.echo(f"  {address}")
    click.echo(
        "Het adres werkt één keer. Een nieuw adres: druk op Enter. Stoppen: Ctrl+C, of sluit dit "
        "venster."
    )


class _Enter:
    """Listens whether Enter is pressed, where someone can."""

    def __init__(self) -> None:
        self._pressed = threading.Event()
        if sys.stdin is not None and sys.stdin.isatty():
            threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while sys.stdin.readline():
            self._pressed.set()

    def again(self) -> bool:
        """Whether it was pressed since the last time."""
        pressed = self._pressed.is_set()
        self._pressed.clear()
        return pressed
