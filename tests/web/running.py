"""The page as it runs, in a thread of the test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from expertteam_xl.web.server import Server


@contextmanager
def server() -> Iterator[Server]:
    """A server on a free port; everything of it is gone afterwards."""
    running = Server(0)
    thread = threading.Thread(target=running._serve, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.close()
        thread.join(1)
