"""Measures what a monitor takes beside reading its register, in one run.

    python benchmarks/monitor.py
    python benchmarks/monitor.py --rijen 2000

A register of the given size, with sessions, advices and placements, over eight quarters; read as
every command reads it, and then counted, hidden and written as a workbook for each audience.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

from maak_register import make
from meet import Line, medians, python, told

_READ = """
import sys
from expertteam_xl import read_register
read_register(sys.argv[1])
"""
_FIGURES = """
import sys
from datetime import date
from expertteam_xl import read_register
from expertteam_xl.monitoring import Quarter, monitor
register = read_register(sys.argv[1])
figures = monitor(register, Quarter(2021, 4), doelgroep=sys.argv[2], on=date(2021, 12, 15))
"""
_WRITE = """
from pathlib import Path
from expertteam_xl.outputs.monitor import write_monitor
write_monitor(figures, Path(sys.argv[3]), overwrite=True)
"""
_ROWS = 20_000
_FIRST, _DAYS = date(2020, 1, 6), 700
"""Eight quarters up to the peildatum."""

_LIMITS = {"intern": 4.0, "bestuurlijk": 2.0, "openbaar": 2.0}
"""Intern there is a list of all open cases, with a check of the whole register."""


def measure(path: Path, rows: int, times: int) -> list[Line]:
    """Reading alone, reading and counting, and with the workbook, for each audience."""
    lines: list[Line] = []
    for audience, limit in _LIMITS.items():
        target = path.with_name(f"monitor-{audience}.xlsx")
        read, counted, written = medians(
            [
                python(_READ, path),
                python(_FIGURES, path, audience),
                python(_FIGURES + _WRITE, path, audience, target),
            ],
            times,
        )
        what = f"monitor {audience}, {rows} casussen"
        lines += told(
            [
                Line(f"{what}: kengetallen / lezen", counted.cpu - read.cpu, read.cpu, "s", limit),
                Line(f"{what}: met werkboek / lezen", written.cpu - read.cpu, read.cpu, "s", limit),
            ]
        )
    return lines


def main() -> int:
    """Measure, print the table; 1 when something takes more than it may."""
    parser = argparse.ArgumentParser(description="Meet een monitor, als verhouding tot lezen.")
    parser.add_argument("--rijen", type=int, default=_ROWS)
    parser.add_argument("--keer", type=int, default=1, help="hoe vaak elk proces loopt")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="expertteam-meten-") as name:
        path = Path(name) / "register.xlsx"
        make(path, asked.rijen, full=True, since=_FIRST, days=_DAYS)
        lines = measure(path, asked.rijen, asked.keer)
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main())
