"""Outside programs that judge our workbooks: the Open XML SDK's validator and LibreOffice.

On a developer's machine a missing program skips the tests that need it. Under ``CI=true`` it fails
them, so that a test never disappears quietly.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

REPO = Path(__file__).resolve().parents[1]
SHARED = REPO.parent / "shared"

_SECONDS = 180


def ooxml_errors(path: Path) -> list[str]:
    """What the Open XML SDK finds wrong in a workbook, sorted; empty for a valid one.

    Each text holds part, place and description, so that two lists can be compared.
    """
    done = _run([_validator(), str(path)])
    if done.returncode not in (0, 1):
        pytest.fail(f"the validator did not run: {done.stdout}{done.stderr}")
    return sorted(_described(error) for error in json.loads(done.stdout)["errors"])


def convert(path: Path, extension: str, folder: Path) -> Path:
    """The file as LibreOffice converts it, such as ``pdf``, ``xlsx``, ``xls`` or ``ods``.

    LibreOffice gets a profile of its own inside ``folder``, so that tests never share one.

    Args:
        path: the file to convert.
        extension: of the result, optionally with LibreOffice's filter: ``csv:Text``.
        folder: where the result comes; made when absent.
    """
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profiel").resolve().as_uri()
    done = _run(
        [
            _found("soffice", "LibreOffice"),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            extension,
            "--outdir",
            str(folder),
            str(path),
        ]
    )
    result = folder / f"{path.stem}.{extension.partition(':')[0]}"
    if not result.is_file():
        pytest.fail(f"LibreOffice made no {result.name}: {done.stdout}{done.stderr}")
    return result


def pdf_text(path: Path) -> str:
    """The text of a PDF as it lies on the page; pages end with a form feed."""
    return _run([_found("pdftotext", "poppler"), "-layout", str(path), "-"]).stdout


def _validator() -> str:
    """The validator: named by ``OOXML_VALIDATOR``, installed by ``.ci/run``, or on the PATH."""
    named = os.environ.get("OOXML_VALIDATOR")
    if named:
        return named if Path(named).is_file() else _absent(f"{named} (OOXML_VALIDATOR)")
    installed = REPO / ".ci" / "node_modules" / ".bin" / "ooxml-validator"
    return str(installed) if installed.exists() else _found("ooxml-validator", "the validator")


def _found(program: str, name: str) -> str:
    """The program's path."""
    return shutil.which(program) or _absent(f"{name} ({program})")


def _absent(what: str) -> NoReturn:
    """Skip the test, or fail it in CI, where everything must be installed."""
    reason = f"{what} is not installed; .ci/run installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
    )


def _described(error: dict[str, str]) -> str:
    """One error of the validator on one line: part, place, kind and description."""
    return " | ".join(error.get(key) or "-" for key in ("path", "xPath", "id", "description"))
