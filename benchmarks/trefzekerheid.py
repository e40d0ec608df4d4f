"""Measures whether a check finds what was planted, all of it and nothing else.

    python benchmarks/trefzekerheid.py
    python benchmarks/trefzekerheid.py --startgetallen 20 --vanaf 1 --casussen 40 --processen 2

Of every start number three registers are made, written and checked in memory: one in order, a
messy list of cases, and a messy register with all sheets. A finding counts as found when its rule,
severity, sheet, cell, casusnummer, uiterste datum and days are all as in the answer key.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import expertteam_xl as xl  # noqa: E402 - found through the line above
from expertteam_xl.example.dress import Example, make_example  # noqa: E402
from expertteam_xl.example.faults import UNSEEN  # noqa: E402
from expertteam_xl.example.world import LATE_PEILDATUM  # noqa: E402
from expertteam_xl.example.write import write_example  # noqa: E402
from expertteam_xl.findings import Status  # noqa: E402
from expertteam_xl.rules.catalogue import RULES  # noqa: E402

KINDS = ("schoon", "rommelige lijst", "rommelig, alle bladen")
_MOST_SHOWN = 20
_LATE = 4
"""One start number in so many is looked at on a late peildatum, when V02 has something to say."""

Key = tuple[str, str, str, str, str | None, date | datetime | None, int | None]
"""Rule, severity, sheet, cell, casusnummer, uiterste datum, days."""


@dataclass(frozen=True)
class Slip:
    """A finding that was missed or came for nothing, and the register it was in."""

    seed: int
    kind: str
    key: Key


@dataclass
class Score:
    """What was planted and what was found, over any number of registers.

    Attributes:
        registers: how many.
        planted, found: number of findings by rule.
        missed: planted and not found.
        extra: found and not planted.
        crashed: rules that crashed, with the register.
    """

    registers: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[Slip] = field(default_factory=list)
    extra: list[Slip] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.registers += other.registers
        self.planted += other.planted
        self.found += other.found
        self.missed += other.missed
        self.extra += other.extra
        self.crashed += other.crashed

    @property
    def absent(self) -> list[str]:
        """Rules of which nothing was planted, though the usual settings let them find something."""
        able = (code for code, rule in RULES.items() if not rule.untestable and code not in UNSEEN)
        return [code for code in able if not self.planted[code]]

    @property
    def perfect(self) -> bool:
        """Whether all of it was found and nothing else, for every rule."""
        return not (self.missed or self.extra or self.crashed or self.absent)


def example(seed: int, kind: str, cases: int) -> Example:
    """The register of a start number and a kind."""
    messy = kind != KINDS[0]
    return make_example(
        cases,
        seed,
        messy=messy,
        minimal=kind == KINDS[1] if messy else None,
        on=LATE_PEILDATUM if seed % _LATE == 0 else None,
    )


def measure(seed: int, kind: str, cases: int) -> Score:
    """Make one register, check it, and compare with its key."""
    made, memory = example(seed, kind, cases), BytesIO()
    write_example(made, memory)
    report = xl.check(xl.read_register(memory.getvalue()), on=made.world.on)
    wanted: Counter[Key] = Counter(
        (a.code, a.severity, a.sheet, a.cell, a.casusnummer, a.deadline, a.days)
        for a in made.answers
    )
    found: Counter[Key] = Counter(
        (f.code, f.severity.value, f.sheet, f.cell, f.casusnummer, f.deadline, f.days)
        for f in report.findings
    )
    crashed = [o.code for o in report.outcomes if o.status is Status.GECRASHT]
    return Score(
        registers=1,
        planted=Counter(code for code, *_ in wanted.elements()),
        found=Counter(code for code, *_ in (wanted & found).elements()),
        missed=[Slip(seed, kind, key) for key in (wanted - found).elements()],
        extra=[Slip(seed, kind, key) for key in (found - wanted).elements()],
        crashed=[f"{code} bij startgetal {seed}, {kind}" for code in crashed],
    )


def measure_all(seeds: Iterable[int], cases: int, processes: int = 1) -> Score:
    """Measure every kind of register of every start number."""
    work = [(seed, kind, cases) for seed in seeds for kind in KINDS]
    total = Score()
    if processes < 2:
        for words in work:
            total.add(measure(*words))
        return total
    with ProcessPoolExecutor(processes) as pool:
        for score in pool.map(_measure, work, chunksize=4):
            total.add(score)
    return total


def _measure(words: tuple[int, str, int]) -> Score:
    return measure(*words)


def table(score: Score) -> list[str]:
    """A line for every rule, and what went wrong."""
    missed = Counter(slip.key[0] for slip in score.missed)
    extra = Counter(slip.key[0] for slip in score.extra)
    lines = [f"{'regel':<6}{'geplant':>9}{'gevonden':>10}{'gemist':>8}{'onterecht':>11}"
             f"{'terug %':>9}{'juist %':>9}"]  # fmt: skip
    able = [code for code, rule in RULES.items() if not rule.untestable]
    for code in [*able, "samen"]:
        counts = [each.total() if code == "samen" else each[code]
                  for each in (score.planted, score.found, missed, extra)]  # fmt: skip
        planted, found, lost, wrong = counts
        lines.append(
            f"{code:<6}{planted:>9}{found:>10}{lost:>8}{wrong:>11}"
            f"{_percent(found, planted):>9}{_percent(found, found + wrong):>9}"
        )
    lines += [f"gecrasht: {crash}" for crash in score.crashed]
    lines += [f"van {code} is niets geplant" for code in score.absent]
    lines += _slips("gemist", score.missed) + _slips("onterecht", score.extra)
    return lines


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def _slips(what: str, slips: Sequence[Slip]) -> list[str]:
    lines = []
    for slip in slips[:_MOST_SHOWN]:
        code, severity, sheet, cell, case, deadline, days = slip.key
        lines.append(
            f"{what}: {code} ({severity}) {sheet}!{cell} {case or ''} {deadline or ''} "
            f"{'' if days is None else days} [startgetal {slip.seed}, {slip.kind}]"
        )
    if len(slips) > _MOST_SHOWN:
        lines.append(f"{what}: nog {len(slips) - _MOST_SHOWN}")
    return lines


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when it is not all found, or not every rule was planted."""
    parser = argparse.ArgumentParser(description="Meet of controleer vindt wat er geplant is.")
    parser.add_argument("--startgetallen", type=int, default=200, metavar="N")
    parser.add_argument("--vanaf", type=int, default=1, metavar="N")
    parser.add_argument("--casussen", type=int, default=40, metavar="N")
    parser.add_argument("--processen", type=int, default=2, metavar="N")
    asked = parser.parse_args(words)
    seeds = range(asked.vanaf, asked.vanaf + asked.startgetallen)
    score = measure_all(seeds, asked.casussen, asked.processen)
    print("\n".join(table(score)))
    print(f"{score.registers} registers: {'alles gevonden' if score.perfect else 'NIET GOED'}")
    return 0 if score.perfect else 1


if __name__ == "__main__":
    sys.exit(main())
