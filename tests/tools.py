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


def convert_locked(
    path: Path, opening: str, folder: Path, extension: str = "xlsx", *, closing: str = ""
) -> Path:
    """A file that LibreOffice opens with a password, as it saves it again.

    LibreOffice takes no password on its command line, so a macro of its own does it.

    Args:
        path: the file to open.
        opening: its password; empty for none.
        folder: where the result and LibreOffice's profile come; made when absent.
        extension: of the result: ``xlsx``, ``xls`` or ``ods``.
        closing: the password of the result; empty for none.
    """
    filters = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
    result = folder / f"{path.stem}-opnieuw.{extension}"
    macros = folder / "profiel" / "user" / "basic" / "Standard"
    office = [
        _found("soffice", "LibreOffice"),
        f"-env:UserInstallation={(folder / 'profiel').resolve().as_uri()}",
        "--headless",
        "--norestore",
    ]
    words = ",".join(f'"{w}"' for w in (path, opening, result, filters[extension], closing))
    _run([*office, "--terminate_after_init"])  # it makes its profile, with no macros in it
    for name, text in _MACROS.items():
        macros.mkdir(parents=True, exist_ok=True)
        (macros / name).write_text(text, encoding="utf-8")
    done = _run([*office, f"macro:///Standard.Module1.Convert({words})"])
    if not result.is_file():
        pytest.fail(f"LibreOffice made no {result.name}: {done.stdout}{done.stderr}")
    return result


_LIBRARY = "http://openoffice.org/2000/library"
_MACROS = {
    "Module1.xba": """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Convert(source, opening, target, kind, closing)
  Dim opens(1) As New com.sun.star.beans.PropertyValue
  opens(0).Name = "Hidden"
  opens(0).Value = True
  opens(1).Name = "Password"
  opens(1).Value = opening
  Dim plain(0) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = kind
  Dim closes(1) As New com.sun.star.beans.PropertyValue
  closes(0).Name = "FilterName"
  closes(0).Value = kind
  closes(1).Name = "Password"
  closes(1).Value = closing
  book = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opens())
  If closing = "" Then
    book.storeToURL(ConvertToURL(target), plain())
  Else
    book.storeToURL(ConvertToURL(target), closes())
  End If
  book.close(True)
End Sub
</script:module>
""",
    "script.xlb": f'''<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="{_LIBRARY}" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
''',
}
"""A macro that opens and saves a file with a password, and the list that names it."""


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
