"""Measures how fast and how lean the program is, as ratios to something known, in one run.

    python benchmarks/meet.py
    python benchmarks/meet.py --snel

Seconds differ from machine to machine; a ratio to another process on the same machine, in the same
minute, does not. Every command runs in a process of its own, the compared ones in turn, and the
median counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from maak_register import PEILDATUM, make

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "workbooks" / "voorbeeldregister.xlsx"

_IMPORTS = "import pandas, pandera.pandas, openpyxl, xlsxwriter"
_CLICK = "import click"
_RAW = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).iter_rows():
        pass
"""
_PANDAS = """
import sys
import pandas
pandas.read_excel(sys.argv[1], engine="calamine", sheet_name=None)
"""
_SMALL, _LARGE = 40, (1_000, 10_000, 100_000)
_FINE = (0, 3)
"""Exit codes of a check that ran."""


@dataclass(frozen=True)
class Run:
    """What one process took: seconds by the clock, of the processor, and MiB at its peak."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Line:
    """One row of the table: a ratio and what it may be."""

    what: str
    ours: float
    other: float
    unit: str
    limit: float

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the other."""
        return self.ours / self.other

    def __str__(self) -> str:
        """The row as text."""
        verdict = "ok" if self.ratio <= self.limit else "TE VEEL"
        return (
            f"{self.what:<58}{self.ours:>9.2f}{self.other:>9.2f} {self.unit:<4}"
            f"{self.ratio:>6.2f}{self.limit:>6.1f}  {verdict}"
        )


def run(command: Sequence[str]) -> Run:
    """Run a command, without its output, and see what it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    start = perf_counter()
    process = subprocess.Popen(  # noqa: S603 - commands of this file
        list(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in _FINE, f"{command[-1]}: exit code {process.returncode}"
    per_mib = 1024**2 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mib)


def medians(commands: Sequence[Sequence[str]], times: int) -> list[Run]:
    """The median of each command, run in turn, after one round that does not count."""
    rounds = [[run(command) for command in commands] for _ in range(times + 1)][1:]
    return [
        Run(median(r.wall for r in runs), median(r.cpu for r in runs), median(r.peak for r in runs))
        for runs in zip(*rounds, strict=True)
    ]


def python(code: str, *arguments: object) -> list[str]:
    """The command that runs a piece of Python."""
    return [sys.executable, "-c", code, *map(str, arguments)]


def ours(*words: object) -> list[str]:
    """Our own command."""
    return [sys.executable, "-m", "expertteam_xl", *map(str, words)]


def check(register: Path) -> list[str]:
    """The whole command, with its marked copy and JSON."""
    out = register.parent / "resultaat"
    return ours("controleer", register, "--peildatum", PEILDATUM, "--naar", out, "--overschrijf")


def small(folder: Path, times: int) -> list[Line]:
    """What a coordinator feels: a register of the usual size, and the help."""
    path = folder / "klein.xlsx"
    make(path, _SMALL)
    imports, one, nine = medians([python(_IMPORTS), check(path), check_copy(folder)], times)
    click, helped, rules = medians([python(_CLICK), ours("--help"), ours("regels")], times)
    return [
        Line(f"controleer, {_SMALL} casussen / imports", one.wall, imports.wall, "s", 1.5),
        Line("controleer, voorbeeldregister / imports", nine.wall, imports.wall, "s", 1.5),
        Line("--help / import click", helped.wall, click.wall, "s", 2.0),
        Line("regels / import click", rules.wall, click.wall, "s", 2.0),
    ]


def check_copy(folder: Path) -> list[str]:
    """The whole command on the example register, out of its own folder."""
    path = folder / EXAMPLE.name
    path.write_bytes(EXAMPLE.read_bytes())
    return check(path)


def large(folder: Path, sizes: Sequence[int], times: int, *, many: bool, full: bool) -> list[Line]:
    """A register far larger than any region has: against reading it, and row by row."""
    lines, per_row = [], []
    kind = f"{', veel bevindingen' if many else ''}{', alle bladen' if full else ''}"
    for size in sizes:
        path = folder / f"{size}{many}{full}.xlsx"
        make(path, size, many=many, full=full)
        checked, raw, frame = medians([check(path), python(_RAW, path), python(_PANDAS, path)],
                                      times)  # fmt: skip
        per_row.append(checked.cpu / size * 1000)
        if size == sizes[-1]:
            what = f"controleer, {size} rijen{kind}"
            lines = [
                Line(f"{what} / ruw lezen", checked.wall, raw.wall, "s", 4.0),
                Line(f"{what} / pandas, geheugen", checked.peak, frame.peak, "MiB", 1.5),
            ]
    if len(sizes) > 1:
        what = f"ms per rij, {sizes[-1]} / {sizes[-2]} rijen{kind}"
        lines.append(Line(what, per_row[-1], per_row[-2], "ms", 1.2))
    return lines


def main() -> int:
    """Measure, print the table; 1 when something takes more than it may."""
    parser = argparse.ArgumentParser(description="Meet tijd en geheugen, als verhouding.")
    parser.add_argument("--snel", action="store_true", help="tot 10.000 rijen, minder vaak")
    parser.add_argument("--keer", type=int, help="hoe vaak elk proces loopt")
    asked = parser.parse_args()
    sizes = _LARGE[:-1] if asked.snel else _LARGE
    often = asked.keer or (3 if asked.snel else 7)
    seldom = asked.keer or (1 if asked.snel else 3)
    print(f"{'':<58}{'wij':>9}{'ander':>9}     {'verh.':>6}{'max':>6}")
    lines = []
    with tempfile.TemporaryDirectory(prefix="expertteam-meten-") as name:
        folder = Path(name)
        for part in (
            lambda: small(folder, often),
            lambda: large(folder, sizes, seldom, many=False, full=False),
            lambda: large(folder, sizes[-1:], seldom, many=True, full=False),
            lambda: large(folder, sizes[-1:], seldom, many=False, full=True),
        ):
            for line in part():
                print(line, flush=True)
                lines.append(line)
    return int(any(line.ratio > line.limit for line in lines))


if __name__ == "__main__":
    sys.exit(main())
