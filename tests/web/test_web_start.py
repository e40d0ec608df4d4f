"""The command ``start``: the server as it runs, and how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from expertteam_xl.cli import _run
from expertteam_xl.errors import RegisterError
from expertteam_xl.web.server import Server

_RUN = "import sys; from expertteam_xl.cli import main; main(sys.argv[1:])"
posix = pytest.mark.skipif(os.name != "posix", reason="ends another program as only POSIX can")


def test_without_the_libraries_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are an extra; the other commands do without."""
    monkeypatch.setattr(util, "find_spec", lambda name: None)

    assert 1 == _run(["start"])
    assert 'pip install "expertteam-xl[web]"' in capsys.readouterr().err


def test_the_libraries_are_imported_by_nothing_else() -> None:
    """The command line is as quick as without them."""
    code = (
        "import sys, expertteam_xl.cli\n"
        "print([n for n in ('flask', 'jinja2', 'waitress') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


@pytest.mark.parametrize("port", ["x", "-1", "70000", "1.5"])
def test_a_port_that_is_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The words of the command are off."""
    assert 2 == _run(["start", "--poort", port])
    assert "is geen poort" in capsys.readouterr().err


def test_a_port_in_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no folder is left behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RegisterError, match=f"Poort {port} is al in gebruik"):
            Server(port)

    assert [] == list(tmp_path.iterdir())


@posix
def test_it_listens_here_alone_and_leaves_nothing(tmp_path: Path) -> None:
    """The window shows an address and no more; a stop in good order removes everything."""
    environment = {
        **os.environ, "TMPDIR": str(tmp_path), "EXPERTTEAM_XL_GEEN_BROWSER": "1",
        "PYTHONUNBUFFERED": "1", "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, "start"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=environment,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        shown = [program.stdout.readline() for _ in range(3)]
        address = re.search(r"http://(127\.0\.0\.1):(\d+)(/binnen/\S+)", "".join(shown))
        assert address
        host, port, path = address[1], int(address[2]), address[3]
        connection = http.client.HTTPConnection(host, port)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert 303 == answer.status
        assert answer.getheader("Server") is None
        answer.read()
        connection.request("GET", "/Jansen?bsn=111222333")
        assert 403 == connection.getresponse().status
        connection.close()
        assert 1 == len(list(tmp_path.iterdir()))
        with socket.socket() as other:
            other.settimeout(1)
            assert 0 != other.connect_ex((_own_address(), port))

        program.send_signal(signal.SIGTERM)
        rest = program.stdout.read()
        assert 0 == program.wait(20)

    assert "gewist" in rest
    assert "Jansen" not in "".join(shown) + rest
    assert [] == list(tmp_path.iterdir())


def _own_address() -> str:
    """An address of this machine that others could use; a test address where there is none."""
    found = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    others = sorted(str(each) for each in found if not str(each).startswith("127."))
    return others[0] if others else "127.0.0.2"
