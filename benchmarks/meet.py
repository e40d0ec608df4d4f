"""Measures how fast and how lean the program is, as ratios to something known, in one run.

    python benchmarks/meet.py
    python benchmarks/meet.py --snel

Seconds differ from machine to machine; a ratio to another process on the same machine, in the same
minute, does not. Every command runs in a process of its own, the compared ones in turn; the median
of the processor's seconds counts, which other work on the machine hardly disturbs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

from maak_register import PEILDATUM

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
    """What one process took: seconds of the processor, and MiB at its peak."""

    cpu: float
    peak: float


@dataclass(frozen=True)
class Line:
    """One row of the table: a ratio and what it may be; without a limit it is told only."""

    what: str
    ours: float
    other: float
    unit: str
    limit: float = inf

    @property
    def ratio(self) -> float:
        """Ours as a multiple of the other."""
        return self.ours / self.other

    def __str__(self) -> str:
        """The row as text."""
        text = (
            f"{self.what:<62}{self.ours:>8.2f}{self.other:>8.2f} {self.unit:<4}{self.ratio:>6.2f}"
        )
        if self.limit == inf:
            return text
        return f"{text}{self.limit:>6.1f}  {'TE VEEL' if self.over else 'ok'}"

    @property
    def over(self) -> bool:
        """Whether it is more than it may be."""
        return self.ratio > self.limit


def run(command: Sequence[str]) -> Run:
    """Run a command, without its output, and see what it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen(  # noqa: S603 - commands of this file
        list(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in _FINE, f"{command[-1]}: exit code {process.returncode}"
    per_mib = 1024**2 if sys.platform == "darwin" else 1024
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mib)


def medians(commands: Sequence[Sequence[str]], times: int) -> list[Run]:
    """The median of each command, run in turn, after one round that does not count."""
    rounds = [[run(command) for command in commands] for _ in range(times + 1)][1:]
    return [
        Run(median(r.cpu for r in runs), median(r.peak for r in runs))
        for runs in zip(*rounds, strict=True)
    ]


def make(path: Path, rows: int, *options: str) -> None:
    """Make a register, in a process of its own: a child's peak counts from its parent's size."""
    maker = Path(__file__).with_name("maak_register.py")
    run([sys.executable, str(maker), str(path), "--rijen", str(rows), *options])


def python(code: str, *arguments: object) -> list[str]:
    """The command that runs a piece of Python."""
    return [sys.executable, "-c", code, *map(str, arguments)]


def ours(*words: object) -> list[str]:
    """Our own command."""
    return [sys.executable, "-m", "expertteam_xl", *map(str, words)]


def check(register: Path) -> list[str]:
    """The whole command, with its marked copy."""
    out = register.parent / "resultaat"
    return ours("controleer", register, "--peildatum", PEILDATUM, "--naar", out, "--overschrijf")


def small(folder: Path, times: int) -> list[Line]:
    """What a coordinator feels: a register of the usual size, and the help."""
    path = folder / "klein.xlsx"
    make(path, _SMALL)
    imports, one, nine = medians([python(_IMPORTS), check(path), check_copy(folder)], times)
    click, helped, rules = medians([python(_CLICK), ours("--help"), ours("regels")], times)
    return [
        Line(f"controleer, {_SMALL} casussen / imports", one.cpu, imports.cpu, "s", 1.5),
        Line("controleer, voorbeeldregister / imports", nine.cpu, imports.cpu, "s", 1.5),
        Line("--help / import click", helped.cpu, click.cpu, "s", 2.0),
        Line("regels / import click", rules.cpu, click.cpu, "s", 2.0),
    ]


def check_copy(folder: Path) -> list[str]:
    """The whole command on the example register, out of its own folder."""
    path = folder / EXAMPLE.name
    path.write_bytes(EXAMPLE.read_bytes())
    return check(path)


def large(
    folder: Path, sizes: Sequence[int], times: int, *, many: bool = False, full: bool = False
) -> list[Line]:
    """A register far larger than any region has: against reading it, and row by row."""
    kind = f"{', veel bevindingen' if many else ''}{', alle bladen' if full else ''}"
    paths = [folder / f"{size}{many}{full}.xlsx" for size in sizes]
    for path, size in zip(paths, sizes, strict=True):
        make(path, size, *(["--veel"] if many else []), *(["--vol"] if full else []))
    checked, raw, frame = medians(
        [check(paths[-1]), python(_RAW, paths[-1]), python(_PANDAS, paths[-1])], times
    )
    what = f"controleer, {sizes[-1]} rijen{kind}"
    limit = inf if many or sizes[-1] < _LARGE[-1] else 4.0
    lines = [
        Line(f"{what} / ruw lezen", checked.cpu, raw.cpu, "s", limit),
        Line(f"{what} / pandas, geheugen", checked.peak, frame.peak, "MiB", 1.5),
    ]
    if len(sizes) > 2:
        one, ten = medians([check(path) for path in paths[:2]], times)
        lines.append(
            Line(
                f"ms per rij erbij, tot {sizes[2]} / tot {sizes[1]} rijen{kind}",
                _per_row(ten, checked, sizes[2] - sizes[1]),
                _per_row(one, ten, sizes[1] - sizes[0]),
                "ms",
                1.3,
            )
        )
    return lines


def _per_row(smaller: Run, larger: Run, rows: int) -> float:
    """Milliseconds that each of the rows took that the larger register has more."""
    return (larger.cpu - smaller.cpu) / rows * 1000


def told(lines: list[Line]) -> list[Line]:
    """The same lines, printed."""
    for line in lines:
        print(line, flush=True)
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
    print(f"{'':<62}{'wij':>8}{'ander':>8}     {'verh.':>6}{'max':>6}")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="expertteam-meten-") as name:
        folder = Path(name)
        lines += told(small(folder, often))
        lines += told(large(folder, sizes, seldom))
        lines += told(large(folder, sizes[-1:], seldom, many=True))
        lines += told(large(folder, sizes[-1:], seldom, full=True))
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main())
