"""Makes the examples: a register in order and a messy one, and what the commands make of them.

    python workbooks/maak_voorbeelden.py

Two runs give the same bytes. Every case, name and number in them is invented.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

import expertteam_xl as xl  # noqa: E402 - found through the line above
from expertteam_xl.example.answers import as_json  # noqa: E402
from expertteam_xl.example.dress import make_example  # noqa: E402
from expertteam_xl.example.write import write_example  # noqa: E402
from expertteam_xl.register.model import Register  # noqa: E402

_REGISTER, _ANSWERS = "register.xlsx", "antwoorden.json"
_QUARTER = xl.Quarter(2021, 3)
"""The last quarter that is over on the peildatum of the examples."""


@dataclass(frozen=True)
class Sample:
    """An example in a folder of its own: as ``voorbeeld`` makes it with these words."""

    folder: str
    cases: int
    seed: int
    messy: bool


SAMPLES = (Sample("schoon", 40, 1, messy=False), Sample("rommelig", 40, 42, messy=True))


def files_of(sample: Sample) -> Mapping[str, bytes]:
    """Name and content of every file of an example."""
    example = make_example(sample.cases, sample.seed, messy=sample.messy)
    marked = f"register-gecontroleerd-{example.world.on.isoformat()}.xlsx"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_example(example, folder / _REGISTER)
        _keep_if_same(FOLDER / sample.folder / _REGISTER, folder / _REGISTER)
        report = xl.check(xl.read_register(folder / _REGISTER), on=example.world.on)
        xl.write_findings(report, folder / marked)
        if not sample.messy:
            _write_quarter(report.register, folder, example.world.on)
        written = {each.name: each.read_bytes() for each in sorted(folder.iterdir())}
    answers = as_json(example.world, sample.seed, example.answers)
    return written | {_ANSWERS: answers.encode()}


def _keep_if_same(kept: Path, made: Path) -> None:
    """Puts the kept register in place of one that only was compressed in another way.

    The results name its SHA-256, which is that of the file that is kept.
    """
    if kept.is_file() and _parts(kept) == _parts(made):
        made.write_bytes(kept.read_bytes())


def _parts(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write_quarter(register: Register, folder: Path, on: date) -> None:
    """What ``declareer`` and ``monitor`` make of a quarter."""
    xl.write_declarations(xl.split_costs(register, _QUARTER, on=on), folder)
    xl.write_monitor(xl.monitor(register, _QUARTER, on=on), folder)


def make(folder: Path = FOLDER) -> None:
    """Write every example."""
    for sample in SAMPLES:
        target = folder / sample.folder
        target.mkdir(parents=True, exist_ok=True)
        for name, content in files_of(sample).items():
            (target / name).write_bytes(content)


if __name__ == "__main__":
    make()
