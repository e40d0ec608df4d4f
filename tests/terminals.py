"""A terminal for tests: runs the command line with the answers that somebody types."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence

import pytest

from expertteam_xl.cli import _run

Run = Callable[..., tuple[int, str, str]]


class Typed(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def runner(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line; ``typed`` are the answers at a terminal, None for no terminal."""

    def command(*words: object, typed: Sequence[str] | None = None) -> tuple[int, str, str]:
        answers = "".join(f"{answer}\n" for answer in typed or [])
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Typed(answers))
        code = _run([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return command
