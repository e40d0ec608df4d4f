"""Measures what every rule costs, beside reading the file; and a register of 332 cases, whole.

    python benchmarks/regels.py
    python benchmarks/regels.py --snel

The registers are clean made-up ones with every sheet (`expertteam-xl voorbeeld`). In one process a
register is read and each rule is run on it, in the order of the catalogue: what several rules
share is made by the first that asks for it. The same is done for a register a tenth as large, which
tells how the cost grows. Limits: all rules together cost less than the reading, and no rule grows
much faster than its rows.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from meet import _IMPORTS, Line, medians, ours, python, told

ON = date(2021, 12, 15)
_ROWS, _QUICK_ROWS = 100_000, 20_000
_ROWS_A_CASE = 12.7
"""About how many rows of all sheets a case of the made-up registers takes."""

_CASES = 332
_NOTICED = 0.02
"""Seconds under which the growth of a rule is noise."""

_GROWTH = 1.6
"""How much more a row may cost in the large register than in the small one."""


@dataclass(frozen=True)
class Costs:
    """What one register took, in seconds of the processor.

    Attributes:
        rows: of all its lists.
        reading: opening it and recognising its lists.
        rules: by code.
    """

    rows: int
    reading: float
    rules: dict[str, float]

    @property
    def total(self) -> float:
        """All rules together."""
        return sum(self.rules.values())


def made(folder: Path, cases: int) -> Path:
    """A clean register with every sheet."""
    target = folder / str(cases)
    command = [sys.executable, "-m", "expertteam_xl", "voorbeeld", str(target)]
    subprocess.run(  # noqa: S603 - our own command
        [*command, "--casussen", str(cases), "--startgetal", "1"], check=True, capture_output=True
    )
    return target / "register.xlsx"


def costs(path: Path) -> Costs:
    """Read a register and run every rule on it, each apart."""
    from expertteam_xl.checks import RULES, _run, functions
    from expertteam_xl.register import read_register
    from expertteam_xl.rules.context import Context

    known = functions()
    before = time.process_time()
    register = read_register(path)
    reading = time.process_time() - before
    context = Context(register, ON)
    found = {}
    for code in known:
        before = time.process_time()
        _run(RULES[code], known[code], context)
        found[code] = time.process_time() - before
    return Costs(sum(len(table) for table in register.tables.values()), reading, found)


def table(small: Costs, large: Costs) -> str:
    """Every rule: its milliseconds, its share of the reading, and how a row's cost grew."""
    lines = [f"{'regel':6} {'ms':>8} {'deel van lezen':>15} {'groei per rij':>14}"]
    for code, seconds in sorted(large.rules.items(), key=lambda each: -each[1]):
        growth = _growth(small, large, code)
        told = f"{growth:14.2f}" if growth is not None else f"{'-':>14}"
        lines.append(f"{code:6} {seconds * 1000:8.0f} {seconds / large.reading:14.1%} {told}")
    return "\n".join(lines)


def _growth(small: Costs, large: Costs, code: str) -> float | None:
    """How much more a row costs in the large register; None where it is too quick to tell."""
    if large.rules[code] < _NOTICED or small.rules[code] <= 0:
        return None
    return large.rules[code] / large.rows / (small.rules[code] / small.rows)


def grown(small: Costs, large: Costs) -> tuple[str, float]:
    """The rule of which a row's cost grew most, of those that take long enough to tell."""
    heavy = [code for code in large.rules if small.rules[code] >= _NOTICED]
    found = [(code, _growth(small, large, code) or 0.0) for code in heavy]
    return max(found, key=lambda each: each[1], default=("-", 0.0))


def main() -> int:
    """Print the table of rules and the ratios; 1 when one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--snel", action="store_true", help="met minder rijen")
    gc.disable()  # as the command does
    rows = _QUICK_ROWS if parser.parse_args().snel else _ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cases = round(rows / _ROWS_A_CASE)
        costs(made(folder, 40))  # the imports, and what is made once
        small, large = costs(made(folder, cases // 10)), costs(made(folder, cases))
        print(f"{large.rows} rijen; lezen {large.reading:.2f} s, alle regels {large.total:.2f} s")
        print(table(small, large))
        worst, growth = grown(small, large)
        lines = told(
            [
                Line("alle regels / lezen", large.total, large.reading, "s", 1.0),
                Line(f"groei per rij van {worst}, de snelste groeier", growth, 1.0, "", _GROWTH),
                _whole(folder),
            ]
        )
    return int(any(line.over for line in lines))


def _whole(folder: Path) -> Line:
    """A register of 332 cases, the whole process with its marked copy, beside the imports alone."""
    path = made(folder, _CASES)
    out = folder / "uit"
    command = ours("controleer", path, "--peildatum", ON, "--naar", out, "--overschrijf")
    imports, whole = medians([python(_IMPORTS), command], 5)
    return Line(f"{_CASES} casussen, alle bladen / imports", whole.cpu, imports.cpu, "s")


if __name__ == "__main__":
    sys.exit(main())
