"""A visitor of the page without a browser, for tests of what is said and what is refused."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from expertteam_xl.web.app import create_app
from expertteam_xl.web.folders import PrivateRoot
from expertteam_xl.web.visits import Visits

ADDRESS = "127.0.0.1:8123"
BASE = f"http://{ADDRESS}"
PEILDATUM = "2021-04-01"
_PATIENCE = 60.0


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class House:
    """The application, with its folder and its clock."""

    def __init__(self, place: Path) -> None:
        self.clock = Clock()
        self.root = PrivateRoot(place)
        self.visits = Visits(self.root, clock=self.clock)
        self.stopped = 0
        self.app = create_app(self.visits, lambda: ADDRESS, self._stop)

    def _stop(self) -> None:
        self.stopped += 1

    def visitor(self) -> Visitor:
        """Somebody who came in."""
        visitor = Visitor(self.app.test_client())
        assert 303 == visitor.get(f"/binnen/{self.visits.new_key()}").status_code
        return visitor

    def files(self) -> list[Path]:
        """Every file of every visitor."""
        return [p for p in self.root.path.rglob("*") if p.is_file() and p.name != "in-gebruik"]


class Visitor:
    """Somebody with a browser of their own."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=BASE, headers=headers)

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    def post(self, path: str, data: dict[str, object] | None = None, **more: str) -> TestResponse:
        return self.client.post(
            path,
            base_url=BASE,
            headers={"Origin": BASE, **more},
            data={"csrf": self.csrf, **(data or {})},
            content_type="multipart/form-data",
        )

    def bring(self, *files: Path, on: str = PEILDATUM, **more: str) -> TestResponse:
        """Send files as the form does."""
        streams = [path.open("rb") for path in files]
        try:
            given = [(stream, path.name) for stream, path in zip(streams, files, strict=True)]
            return self.post("/register", {"peildatum": on, "bestand": given}, **more)
        finally:
            for stream in streams:
                stream.close()

    def brought(self, *files: Path, on: str = PEILDATUM) -> str:
        """Send files that are taken in; gives the address of the register."""
        answer = self.bring(*files, on=on)
        assert 303 == answer.status_code, answer.text
        return answer.headers["Location"]

    def page(self, path: str) -> str:
        """The page of a register once no work goes on."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            text = self.get(path.partition("#")[0]).text
            if "data-werk" not in text:
                return text
            time.sleep(0.05)
        raise AssertionError(path)

    def checked(self, *files: Path, on: str = PEILDATUM) -> tuple[str, str]:
        """Address and page of a register that was brought."""
        place = self.brought(*files, on=on)
        return place, self.page(place)


@contextmanager
def house(place: Path) -> Iterator[House]:
    """A house that is empty afterwards."""
    built = House(place)
    try:
        yield built
    finally:
        built.visits.close()
        built.root.close()


def links(text: str, words: str) -> Sequence[str]:
    """Addresses of the links whose text holds these words."""
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>([^<]*)</a>', text)
    return [address.replace("&amp;", "&") for address, told in found if words in told]
