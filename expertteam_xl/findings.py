"""What a check gives back: findings at their cells, and an outcome for every rule.

Everything here is plain data without pandas, so that it can be passed around, compared, and
written by any of the faces.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Own = tuple[tuple[str, "str | float | date | None"], ...]
"""What the coordinator wrote in columns of her own on *Bevindingen*: header and value, in order."""


class Severity(StrEnum):
    """How bad a finding is; the value is what the user sees."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe: what lists sort by."""
        return _SEVERITY_ORDER.index(self)


_SEVERITY_ORDER = (Severity.FOUT, Severity.WAARSCHUWING, Severity.INFO)


class Memory(StrEnum):
    """How a finding relates to the previous run on the same register."""

    NIEUW = "nieuw"
    OPEN = "open"
    GEACCEPTEERD = "geaccepteerd"


class Status(StrEnum):
    """What became of a rule."""

    GESLAAGD = "geslaagd"
    GEVONDEN = "gevonden"
    NIET_TOETSBAAR = "niet_toetsbaar"
    GECRASHT = "gecrasht"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that needs attention, at one cell of the user's own workbook.

    Attributes:
        code: the rule's code, such as ``T01``.
        severity: how bad it is.
        sheet: name of the sheet as the user wrote it.
        row: row number as Excel shows it (1-based).
        column: column letters as Excel shows them.
        casusnummer: the case it is about, as text; None where there is none.
        message: plain Dutch: what was found, what was expected with the sum, what to do.
        deadline: last day on which it would have been on time (date and time for T06).
        days: how many days over; working days for T01, else calendar days.
        status: whether the previous run knew it.
        kenmerk: recognises this finding in a next run, wherever its row has moved to.
        accepted_until: the day until which the coordinator silenced it, where she gave one; what
            she typed, when that is no day.
        accepted_reason: her reason; kept from run to run as she wrote it.
        own: what she wrote in columns that she added to the list; kept in the same way.
    """

    code: str
    severity: Severity
    sheet: str
    row: int
    column: str
    casusnummer: str | None
    message: str
    deadline: date | datetime | None = None
    days: int | None = None
    status: Memory = Memory.NIEUW
    kenmerk: str = ""
    since: date | None = None
    accepted_until: date | str | None = None
    accepted_reason: str | None = None
    own: Own = ()

    @property
    def is_annotated(self) -> bool:
        """Whether the coordinator wrote something about it in a column of her own."""
        return any(value is not None for _, value in self.own)

    @property
    def half_accepted(self) -> bool:
        """Whether the coordinator filled in something that does not silence it: it still counts."""
        if self.status is Memory.GEACCEPTEERD:
            return False
        return isinstance(self.accepted_until, str) or (
            self.accepted_until is not None and not self.accepted_reason
        )

    @property
    def cell(self) -> str:
        """Address within its sheet, such as ``E12``."""
        return f"{self.column}{self.row}"

    def __str__(self) -> str:
        """The whole message on one line, with where it is."""
        return f"{self.sheet}!{self.cell} ({self.code}): {self.message}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule came to: passed, found, skipped with a reason, or crashed with one.

    Attributes:
        code: the rule's code.
        status: what became of it.
        count: number of findings.
        reason: why it could not be tested or crashed; or, for a rule that ran, what it left
            undecided (``3 onbekend``). None where there is nothing to say.
    """

    code: str
    status: Status
    count: int = 0
    reason: str | None = None


def urgency(finding: Finding) -> tuple[object, ...]:
    """Sort key: most severe first, then the oldest deadline, then place in the workbook."""
    deadline = finding.deadline
    day = deadline.date() if isinstance(deadline, datetime) else deadline
    return (
        finding.status is Memory.GEACCEPTEERD,
        finding.severity.rank,
        day is None,
        day or date.max,
        finding.sheet,
        finding.row,
        len(finding.column),
        finding.column,
        finding.code,
    )


def summarise(findings: tuple[Finding, ...]) -> dict[Severity, int]:
    """Number of findings per severity, most severe first; accepted ones are not counted."""
    counts = Counter(f.severity for f in findings if f.status is not Memory.GEACCEPTEERD)
    return {severity: counts[severity] for severity in _SEVERITY_ORDER}
