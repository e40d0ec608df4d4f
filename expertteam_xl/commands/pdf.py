"""A workbook as PDF, through LibreOffice where that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from expertteam_xl.errors import RegisterError

HOW = (
    "Voor een pdf is LibreOffice nodig, en dat staat niet op deze computer. Installeer het "
    "(gratis, libreoffice.org), of open de werkmap in Excel en kies Opslaan als, pdf."
)
"""What to do where there is no LibreOffice."""

_FAILED = (
    "LibreOffice kon van '{name}' geen pdf maken; sluit LibreOffice en probeer het opnieuw, of "
    "open de werkmap in Excel en kies Opslaan als, pdf."
)
_SECONDS = 180
_TAGGED = 'pdf:calc_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
"""A PDF whose headings and tables screen readers find; older versions only know the plain one."""

_PLAIN = "pdf"
_ELSEWHERE = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("/opt/libreoffice/program/soffice"),
)


def find_office() -> Path | None:
    """LibreOffice's program; None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    on_windows = [
        Path(folder) / "LibreOffice" / "program" / "soffice.exe" for folder in folders if folder
    ]
    return next((path for path in (*on_windows, *_ELSEWHERE) if path.is_file()), None)


def pdf_of(workbook: Path, office: Path) -> bytes:
    """The workbook as LibreOffice prints it.

    LibreOffice works in a folder and with a profile of its own, so that one that is open does not
    stand in the way; nothing of the workbook stays behind there.

    Args:
        workbook: the file.
        office: LibreOffice's program.

    Raises:
        RegisterError: it made none.
    """
    with tempfile.TemporaryDirectory(prefix="expertteam-", ignore_cleanup_errors=True) as folder:
        place = Path(folder).resolve()
        for kind in (_TAGGED, _PLAIN):
            _convert(workbook.resolve(), place, office, kind)
            result = place / f"{workbook.stem}.pdf"
            if result.is_file() and result.stat().st_size:
                return result.read_bytes()
    raise RegisterError(_FAILED.format(name=workbook.name))


def _convert(workbook: Path, place: Path, office: Path, kind: str) -> None:
    """Lets LibreOffice work; whether there is a result is what counts.

    Raises:
        RegisterError: it took too long, or does not start.
    """
    profile = (place / "profiel").as_uri()
    words = [
        str(office), f"-env:UserInstallation={profile}", "--headless", "--norestore",
        "--convert-to", kind, "--outdir", str(place), str(workbook),
    ]  # fmt: skip
    try:
        subprocess.run(  # noqa: S603 - the program that was found, and our own words
            words, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        raise RegisterError(_FAILED.format(name=workbook.name)) from None
