"""The server on this machine alone: it opens the page, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from waitress.server import create_server

from expertteam_xl.errors import RegisterError
from expertteam_xl.web.app import create_app
from expertteam_xl.web.door import channel_for
from expertteam_xl.web.folders import PrivateRoot
from expertteam_xl.web.guard import DEFAULT_PORT
from expertteam_xl.web.intake import MOST_BYTES
from expertteam_xl.web.visits import Visits

HOST = "127.0.0.1"
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
_THREADS = 8
_BEAT = 0.5
_SWEEP_BEATS = 60
_MOST_READ = 4 * MOST_BYTES
"""More than this is not read at all; up to it the page itself says that it is too much."""


class Server:
    """One run of the page."""

    def __init__(self, port: int) -> None:
        """Listen, and clear what earlier runs left behind.

        Args:
            port: where to listen; 0 for any that is free.

        Raises:
            RegisterError: it is in use, or no private folder can be made.
        """
        listening = _listening(port)
        self.host = host_of(listening.getsockname()[1])
        try:
            self._root = PrivateRoot()
        except OSError:
            listening.close()
            raise RegisterError(
                "Er kan geen tijdelijke map gemaakt worden; maak ruimte op de schijf en probeer "
                "het opnieuw."
            ) from None
        self._stopped = threading.Event()
        self.visits = Visits(self._root)
        app = create_app(self.visits, lambda: self.host, self._stop_soon)
        self._server = create_server(
            app,
            sockets=[listening],
            threads=_THREADS,
            ident=None,
            max_request_body_size=_MOST_READ,
            inbuf_overflow=_MOST_READ,
            outbuf_overflow=_MOST_READ,
        )

        self._server.channel_class = channel_for(self._is_visitor)

    def _is_visitor(self, cookies: str) -> bool:
        """Whether the cookies of a request are those of somebody who is in."""
        return any(self.visits.knows(each.rpartition("=")[2]) for each in cookies.split("; "))

    def new_address(self) -> str:
        """An address that lets one browser in, once."""
        return f"http://{self.host}/binnen/{self.visits.new_key()}"

    def run(self, tick: Callable[[], None]) -> None:
        """Serve until someone stops the program; then remove everything.

        Args:
            tick: called twice a second.
        """
        before = tempfile.tempdir
        tempfile.tempdir = str(self._root.new_folder())  # LibreOffice and the like work in there
        threading.Thread(target=self._serve, daemon=True).start()
        beats = 0
        try:
            _stop_on_signals()
            while not self._stopped.wait(_BEAT):
                tick()
                beats += 1
                if beats % _SWEEP_BEATS == 0:
                    self.visits.sweep()
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            tempfile.tempdir = before
            self.close()

    def close(self) -> None:
        """Stop listening and remove everything."""
        self._server.close()
        self.visits.close()
        self._root.close()

    def _stop_soon(self) -> None:
        """Stop when the last page has been sent."""
        threading.Timer(1.0, self._stopped.set).start()

    def _serve(self) -> None:
        with suppress(OSError):
            self._server.run()


def host_of(port: int) -> str:
    """Host and port as a browser names them; it leaves the usual port out."""
    return HOST if port == DEFAULT_PORT else f"{HOST}:{port}"


def _listening(port: int) -> socket.socket:
    """A socket on this machine alone, that no other program can take over.

    Raises:
        RegisterError: the port is in use, or may not be used.
    """
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((HOST, port))
    except OSError:
        opened.close()
        raise RegisterError(
            f"Poort {port} is al in gebruik; kies een andere met --poort, of laat --poort weg."
        ) from None
    return opened


def _stop_on_signals() -> None:
    """Let a window that is closed and a machine that shuts down end the program in good order."""

    def leave(_: int, __: FrameType | None) -> None:
        sys.exit(0)

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, leave)


def open_in_browser(address: str) -> bool:
    """Show an address in the browser of this machine; gives whether that works.

    Without a desktop a browser of text would take the terminal over, so none is opened.
    """
    import webbrowser

    has_desktop = sys.platform in ("win32", "darwin") or any(map(os.environ.get, _SCREENS))
    if not has_desktop:
        return False
    try:
        return webbrowser.open(address)
    except (OSError, webbrowser.Error):
        return False
