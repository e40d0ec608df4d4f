"""Makes the pictures of the monitor in docs/img: its pages as they are printed.

python docs/maak_monitorbladen.py [MAP]; it needs LibreOffice and poppler (pdftotext, pdftoppm).
Every case in them is invented.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import expertteam_xl as xl  # noqa: E402 - found through the line above
from expertteam_xl.commands.pdf import find_office, pdf_of  # noqa: E402
from expertteam_xl.example.dress import make_example  # noqa: E402
from expertteam_xl.example.write import write_example  # noqa: E402

CASES, QUARTER = 300, xl.Quarter(2021, 2)
PAGES = {
    "kerncijfers": "1 Kerncijfers",
    "instroom": "Aanmeldingen per werkstroom",
    "tijdigheid": "3 Tijdigheid",
    "adviezen": "4 Adviezen en doelen",
    "snelheid": "6 Snelheid",
    "kosten": "Kosten per gemeente",
}
"""Name of a picture, and a text that only its page has."""

_DOTS = "70"


def main(folder: Path) -> None:
    """Make every picture in a folder."""
    office = find_office()
    if office is None:
        sys.exit("LibreOffice is niet gevonden.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        printed = Path(name) / "monitor.pdf"
        printed.write_bytes(pdf_of(_workbook(Path(name)), office))
        texts = _run("pdftotext", "-layout", str(printed), "-").split("\f")
        for picture, text in PAGES.items():
            page = next(number for number, each in enumerate(texts, 1) if text in each)
            target = folder / f"monitor-{picture}"
            _run(
                "pdftoppm", "-r", _DOTS, "-f", str(page), "-l", str(page), "-png", "-singlefile",
                str(printed), str(target),
            )  # fmt: skip


def _workbook(folder: Path) -> Path:
    """The monitor of a quarter with many cases."""
    example = make_example(CASES, 1, messy=False)
    register = folder / "register.xlsx"
    write_example(example, register)
    figures = xl.monitor(xl.read_register(register), QUARTER, on=example.world.on)
    return xl.write_monitor(figures, folder / "monitor.xlsx")


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "img")
