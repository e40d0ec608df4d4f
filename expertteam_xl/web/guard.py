"""Who may come in, and what a browser may do with our pages."""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest
from io import BytesIO
from typing import IO

from flask import Flask, Request, Response, abort, g, request

from expertteam_xl.web.visits import Visits

OPEN_TO_ALL = frozenset({"page.enter", "page.asset"})
"""What needs no visit: coming in, and the looks of the page that says one can't."""

DEFAULT_PORT = 80
"""The port that a browser leaves out of an address."""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer. *same-origin* tells no other host where one came from, and lets a browser say in
*Origin* that a form is ours; with *no-referrer* it would leave that out."""


class InMemoryRequest(Request):
    """A request whose files stay in memory: nothing of them comes in the system's own folder."""

    max_form_memory_size = 2 * 1024**2
    max_form_parts = 5000

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - as werkzeug calls it
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return BytesIO()


class Guard:
    """Looks at every request before a page does, and at every answer after."""

    def __init__(self, visits: Visits, address: Callable[[], str]) -> None:
        """Know who is in.

        Args:
            visits: everyone who is in.
            address: gives the host and port that we listen on, such as ``127.0.0.1:8123``.
        """
        self._visits = visits
        self._address = address

    @property
    def cookie(self) -> str:
        """Name of the cookie; browsers share cookies between the ports of a machine."""
        port = self._address().partition(":")[2] or DEFAULT_PORT
        return f"expertteam_xl_{port}"

    def watch(self, app: Flask) -> None:
        """Stand at the door of an app."""
        app.before_request(self._before)
        app.after_request(self._after)

    def welcome(self, response: Response, secret: str) -> Response:
        """Give a visitor the secret of the visit."""
        response.set_cookie(self.cookie, secret, httponly=True, samesite="Strict", path="/")
        return response

    def _before(self) -> None:
        """Let a request through, or not.

        Raises:
            HTTPException: of werkzeug; it is not let through.
        """
        if request.host != self._address():
            abort(403, "host")
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            abort(403, "site")
        g.secret = request.cookies.get(self.cookie)
        g.visit = self._visits.find(g.secret)
        if request.endpoint in OPEN_TO_ALL:
            return
        if g.visit is None:
            abort(403, "over" if g.secret else "visit")
        if request.method == "POST":
            self._check_form()

    def _check_form(self) -> None:
        """Let a form through that one of our own pages sent in this visit."""
        if request.headers.get("Origin") != f"http://{self._address()}":
            abort(403, "origin")
        sent = request.form.get("csrf", "")
        if not compare_digest(sent.encode(), g.visit.csrf.encode()):
            abort(403, "csrf")

    def _after(self, response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
