"""How much the server takes from whom, before any page is asked."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

MOST_OF_A_STRANGER = 1024**2
"""Somebody who is not in can make the program keep no more than this of a request: any page in a
browser can send something here, and it would all be in memory before it is refused."""


def channel_for(is_visitor: Callable[[str], bool]) -> type[HTTPChannel]:
    """A kind of connection that takes large requests of visitors alone.

    Args:
        is_visitor: tells of the cookies of a request whether somebody who is in sent them.
    """

    class Parser(HTTPRequestParser):  # type: ignore[misc]
        adj: Any

        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            if not is_visitor(self.headers.get("COOKIE", "")):
                self.adj = copy(self.adj)
                self.adj.max_request_body_size = MOST_OF_A_STRANGER

    class Channel(HTTPChannel):  # type: ignore[misc]
        parser_class = Parser

    return Channel
