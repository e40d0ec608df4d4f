"""What a run remembers of the previous one: the findings on the sheet *Bevindingen* it left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from expertteam_xl.findings import Finding, Memory, Outcome, Own, Severity, Status


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


def compare(
    findings: Iterable[Finding],
    previous: Iterable[PreviousFinding],
    outcomes: Iterable[Outcome],
    on: date,
) -> tuple[list[Finding], tuple[PreviousFinding, ...]]:
    """Tell what is new, still open, accepted and solved since the previous run.

    A finding to which the coordinator gave a reason is quiet until the day she named (for good
    when she named none), or until the value of its cell changes.

    Args:
        findings: of this run, status and since not filled in.
        previous: of the previous run; empty when there was none.
        outcomes: of this run: what could not be tested now is not solved.
        on: the peildatum.

    Returns:
        The findings with their memory; the previous ones that are solved.
    """
    known = {_identity(old.kenmerk): old for old in previous}
    compared = [_remember(new, known.get(_identity(new.kenmerk)), on) for new in findings]
    present = {_identity(new.kenmerk) for new in compared}
    tested = {o.code for o in outcomes if o.status in (Status.GESLAAGD, Status.GEVONDEN)}
    solved = (old for key, old in known.items() if key not in present and old.code in tested)
    return compared, tuple(solved)


def _identity(kenmerk: str) -> str:
    """The part that names the finding; the rest tells the value of its cell."""
    return kenmerk.partition("-")[0]


def _remember(new: Finding, old: PreviousFinding | None, on: date) -> Finding:
    if old is None:
        return new if new.since == on else replace(new, since=on)
    since = old.since or on
    if old.kenmerk != new.kenmerk:
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
