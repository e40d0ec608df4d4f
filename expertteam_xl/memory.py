"""What a run remembers of the previous one: the findings on the sheet *Bevindingen* it left."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from expertteam_xl.findings import Finding, Memory, Outcome, Own, Severity, Status

if TYPE_CHECKING:
    from expertteam_xl.checks import Report

_EVERYWHERE = ("R10",)
"""Rules that look at every sheet of the workbook, whether it is read or not."""


@dataclass(frozen=True, slots=True)
class PreviousFinding:
    """One finding as the previous run wrote it, with what the coordinator filled in since.

    Attributes:
        code: the rule's code.
        severity: how bad it was.
        casusnummer: the case it was about; None where there was none.
        message: what it said.
        kenmerk: recognises the finding.
        since: the day of the run that found it first.
        accepted_until: the day until which it is silenced; what was typed, when that is no day.
        accepted_reason: why it is silenced.
        own: what stands in columns that the coordinator added: header and value.
        sheet: where it stood; empty when that is not known.
        cell: its address there, as it was.
        deadline: last day on which it would have been on time.
    """

    code: str
    severity: Severity
    casusnummer: str | None
    message: str
    kenmerk: str
    since: date | None = None
    accepted_until: date | str | None = None
    accepted_reason: str | None = None
    own: Own = ()
    sheet: str = ""
    cell: str = ""
    deadline: date | datetime | None = None

    @property
    def is_annotated(self) -> bool:
        """Whether the coordinator wrote something about it."""
        written = self.accepted_reason or self.accepted_until
        return bool(written) or any(value is not None for _, value in self.own)


@dataclass(frozen=True, slots=True)
class PreviousRun:
    """What an earlier run left.

    Attributes:
        on: its peildatum; None when that can't be read.
        findings: what it found, in the order of its sheet.
    """

    on: date | None
    findings: tuple[PreviousFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """A run beside the previous one.

    Attributes:
        findings: of this run, each with its memory.
        solved: of the previous run, looked for and there no more.
        unseen: of the previous run, not looked for now: their sheet is not read any more, or
            their rule could not be tested.
        expired: how many findings were silenced until now, and count again.
    """

    findings: tuple[Finding, ...]
    solved: tuple[PreviousFinding, ...] = ()
    unseen: tuple[PreviousFinding, ...] = ()
    expired: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the previous run, counted.

    Attributes:
        first: whether there was no earlier run to compare with.
        on: peildatum of the previous run; None where there was none, or it can't be read.
        new, open, accepted: findings of this run, by their memory.
        solved, unseen: findings of the previous run; see `Compared`.
        expired: findings that were silenced until now, and count again.
    """

    first: bool
    on: date | None
    new: int
    open: int
    solved: int
    accepted: int
    unseen: int
    expired: int


def changes(report: Report) -> Changes:
    """What changed since the run that a report was compared with."""
    count = Counter(finding.status for finding in report.findings)
    return Changes(
        first=report.previous is None,
        on=report.previous.on if report.previous else None,
        new=count[Memory.NIEUW],
        open=count[Memory.OPEN],
        solved=len(report.solved),
        accepted=count[Memory.GEACCEPTEERD],
        unseen=len(report.unseen),
        expired=report.expired,
    )


def compare(
    findings: Iterable[Finding],
    previous: PreviousRun,
    outcomes: Iterable[Outcome],
    on: date,
    *,
    sheets: Collection[str],
) -> Compared:
    """Tell what is new, still open, accepted, solved and not looked at since the previous run.

    A finding to which the coordinator gave a reason is quiet until the day she named (for good
    when she named none), or until the value of its cell changes.

    Args:
        findings: of this run, status and since not filled in.
        previous: what the previous run left.
        outcomes: of this run: what could not be tested now is not solved.
        on: the peildatum.
        sheets: names of the sheets that are read now: what stood elsewhere is not solved.
    """
    new, old = list(findings), _told_once(previous.findings)
    forerunners, left = _pair(new, old)
    compared = [_remember(f, o, on) for f, o in zip(new, forerunners, strict=True)]
    moved = {
        o.sheet for f, o in zip(new, forerunners, strict=True) if o and f.casusnummer and o.sheet
    }
    tested = {o.code for o in outcomes if o.status in (Status.GESLAAGD, Status.GEVONDEN)}
    read = {"", *map(_plain, sheets), *map(_plain, moved)}
    seen = [o.code in tested and (o.code in _EVERYWHERE or _plain(o.sheet) in read) for o in left]
    expired = sum(
        o is not None and f.status is Memory.OPEN and _is_quiet(o, previous.on or date.min)
        for f, o in zip(compared, forerunners, strict=True)
    )
    return Compared(
        tuple(compared),
        tuple(o for o, looked in zip(left, seen, strict=True) if looked),
        tuple(o for o, looked in zip(left, seen, strict=True) if not looked),
        expired,
    )


def _plain(sheet: str) -> str:
    """A sheet's name as Excel compares it; blanks at its ends are lost when it is read back."""
    return sheet.strip().casefold()


def _told_once(previous: Iterable[PreviousFinding]) -> list[PreviousFinding]:
    """A row that was copied on the sheet counts once: the one that somebody wrote beside."""
    known: dict[str, PreviousFinding] = {}
    for old in previous:
        if old.kenmerk not in known or old.is_annotated:
            known[old.kenmerk] = old
    return list(known.values())


def _pair(
    new: Sequence[Finding], old: Sequence[PreviousFinding]
) -> tuple[list[PreviousFinding | None], list[PreviousFinding]]:
    """The forerunner of every finding, and what is left of the previous ones.

    The parts of a kenmerk tell the finding, the value of its cell, and the row it is on. Of
    several that are the same finding, such as two rows of one case, those that are wholly alike
    belong together, then those with the same value, then they follow the order in which they come.
    """
    found: list[PreviousFinding | None] = [None] * len(new)
    taken: set[int] = set()
    for parts in (3, 2, 1):
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for index, each in enumerate(old):
            if index not in taken:
                waiting[_part(each.kenmerk, parts)].append(index)
        for number, finding in enumerate(new):
            queue = waiting.get(_part(finding.kenmerk, parts)) if found[number] is None else None
            if queue:
                taken.add(queue[0])
                found[number] = old[queue.popleft()]
    return found, [each for index, each in enumerate(old) if index not in taken]


def _part(kenmerk: str, parts: int) -> str:
    return "-".join(kenmerk.split("-")[:parts])


def _remember(new: Finding, old: PreviousFinding | None, on: date) -> Finding:
    if old is None:
        return new if new.since == on else replace(new, since=on)
    since = old.since or on
    if _part(old.kenmerk, 2) != _part(new.kenmerk, 2):
        return replace(new, status=Memory.OPEN, since=since, own=old.own)
    return replace(
        new,
        status=Memory.GEACCEPTEERD if _is_quiet(old, on) else Memory.OPEN,
        since=since,
        accepted_until=old.accepted_until,
        accepted_reason=old.accepted_reason,
        own=old.own,
    )


def _is_quiet(old: PreviousFinding, on: date) -> bool:
    """Whether its reason still silences a finding; a day that can't be read silences nothing."""
    if not old.accepted_reason or isinstance(old.accepted_until, str):
        return False
    return old.accepted_until is None or on <= old.accepted_until
