"""What keeps a quarter from being declared, and what its maker should know (contract.md).

Blocking are the errors in the shape of the sheets that money is made of (R01–R08), and time that
can't be charged (F01, F07, F09, F10); of the quarter only, and of rows whose quarter can't be told.
The findings are those of the rules themselves, so that `controleer` says the same. Whether the
coordinator accepted one makes no difference here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from expertteam_xl.billing.concerned import OF_CASES, SHEETS, concerned, undated
from expertteam_xl.billing.unnamed import unnamed
from expertteam_xl.checks import Hit, hits_of
from expertteam_xl.declared import blocking, tariffs
from expertteam_xl.findings import Finding, Severity, urgency
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.places import Locator
from expertteam_xl.rules.vectors import Array

SHAPE = tuple(f"R0{number}" for number in range(1, 9))
MONEY = ("F01", "F02", "F04", "F07", "F09", "F10")
"""Rules on money that can find more than an info."""

_TOLD = (Severity.FOUT, Severity.WAARSCHUWING)
Coded = tuple[str, Hit]


@dataclass(frozen=True)
class Signals:
    """What the rules find about money in a register; asked for one quarter after another.

    Attributes:
        context: the register on a peildatum.
    """

    context: Context

    def of(self, quarter: Quarter) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Errors and warnings that matter for a quarter, and which of them block.

        Both most urgent first.

        Args:
            quarter: the quarter that is declared.
        """
        matters = concerned(self.context, quarter)
        stop = [*self._shape(matters), *self._money(matters)]
        stop += unnamed(self.context, matters, stop)
        tell = [
            (code, hit)
            for code, hit in self._hits(MONEY)
            if hit.severity is Severity.WAARSCHUWING and _matters(hit, matters)
        ]
        blocking_ones = self._located((c, h) for c, h in stop if h.severity is Severity.FOUT)
        others = self._located([*tell, *((c, h) for c, h in stop if h.severity in _TOLD[1:])])
        found = sorted([*blocking_ones, *others], key=urgency)
        return tuple(found), tuple(sorted(blocking_ones, key=urgency))

    def undated(self) -> int:
        """How many errors stand on a row whose quarter can't be told: they block every quarter."""
        matters = undated(self.context)
        stop = [hit for _, hit in self._shape(matters)]
        return sum(hit.row >= 0 for hit in stop)

    def _located(self, coded: Iterable[Coded]) -> list[Finding]:
        locate = Locator(self.context.register, self.context.on)
        by_code: dict[str, list[Hit]] = {}
        for code, hit in coded:
            by_code.setdefault(code, []).append(hit)
        return [each for code, hits in by_code.items() for each in locate.findings(code, hits)]

    @cached_property
    def _by_code(self) -> Mapping[str, list[Hit]]:
        """What every rule finds, infos left out."""
        return {
            code: [hit for hit in hits_of(code, self.context) if hit.severity in _TOLD]
            for code in (*SHAPE, *MONEY)
        }

    def _hits(self, codes: Iterable[str]) -> Iterator[Coded]:
        for code in codes:
            yield from ((code, hit) for hit in self._by_code[code])

    def _shape(self, matters: Mapping[str, Array]) -> Iterator[Coded]:
        """Errors of shape on the sheets of a declaration."""
        for code, hit in self._hits(SHAPE):
            ours = hit.table in SHEETS or (
                hit.table == "Casussen" and set(hit.fields) & set(OF_CASES)
            )
            if ours and hit.severity is Severity.FOUT and _matters(hit, matters):
                yield code, hit

    def _money(self, matters: Mapping[str, Array]) -> Iterator[Coded]:
        """Errors of the rules on money that a row of the quarter is about."""
        codes, at_table = blocking(self.context), self._blocked_at(matters["Deelnames"])
        for code, hit in self._hits(MONEY):
            if hit.severity is not Severity.FOUT:
                continue
            if hit.table == "Deelnames":
                if matters["Deelnames"][hit.row] and codes[hit.row] is not None:
                    yield code, hit
            elif hit.row in at_table.get(hit.table, ()):
                yield code, hit

    def _blocked_at(self, rows: Array) -> Mapping[str, frozenset[int]]:
        """Rows of Partners and Tarieven at which an error about blocked time stands."""
        blocked, rates = blocking(self.context), tariffs(self.context)
        party = self.context.keys("Deelnames.Partner")
        no_tariff = set(party[rows & (blocked == "F01")])
        untold = np.flatnonzero(rows & (blocked == "F07"))
        wanted = {(party[row], rates.code[row]) for row in untold.tolist()}
        anything = {who for who, code in wanted if code is None}
        names = self.context.keys("Partners.Partner")
        priced = self.context.keys("Tarieven.Partner")
        code = self.context.keys("Tarieven.Tariefcode")
        at_tariffs = [
            row
            for row, pair in enumerate(zip(priced, code, strict=True))
            if pair in wanted or pair[0] in anything
        ]
        at_partners = [row for row, name in enumerate(names) if name in no_tariff]
        return {"Partners": frozenset(at_partners), "Tarieven": frozenset(at_tariffs)}


def _matters(hit: Hit, matters: Mapping[str, Array]) -> bool:
    """Whether a hit is about the quarter; what is no row of a table is about every quarter."""
    if hit.row < 0:
        return True
    if hit.once:
        return hit.table in matters and bool(matters[hit.table].any())
    return hit.table in matters and bool(matters[hit.table][hit.row])
