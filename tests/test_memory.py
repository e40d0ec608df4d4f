"""What a run tells of the previous one."""

from __future__ import annotations

from datetime import date

import pytest

from expertteam_xl.findings import Finding, Memory, Outcome, Severity, Status
from expertteam_xl.memory import PreviousFinding, compare

TODAY = date(2021, 4, 1)
TESTED = (Outcome("T01", Status.GEVONDEN, 1),)


def found(kenmerk: str = "aa-11") -> Finding:
    """A finding of this run."""
    return Finding("T01", Severity.FOUT, "Blad", 5, "E", "ET-2021-001", "te laat", kenmerk=kenmerk)


def before(kenmerk: str = "aa-11", **memory: object) -> PreviousFinding:
    """The same finding as the previous run wrote it."""
    return PreviousFinding("T01", Severity.FOUT, "ET-2021-001", "te laat", kenmerk, **memory)  # type: ignore[arg-type]


def test_a_finding_without_a_forerunner_is_new_since_today() -> None:
    """What the previous run did not know is new, and begins today."""
    (finding,), solved = compare([found()], [], TESTED, TODAY)

    assert (Memory.NIEUW, TODAY, ()) == (finding.status, finding.since, solved)


def test_a_known_finding_is_open_since_it_was_first_seen() -> None:
    """What was there before keeps its first day."""
    old = before(since=date(2021, 3, 1))
    (finding,), solved = compare([found()], [old], TESTED, TODAY)

    assert (Memory.OPEN, date(2021, 3, 1), ()) == (finding.status, finding.since, solved)


@pytest.mark.parametrize(
    ("until", "status"),
    [
        (None, Memory.GEACCEPTEERD),
        (date(2021, 4, 2), Memory.GEACCEPTEERD),
        (TODAY, Memory.GEACCEPTEERD),
        (date(2021, 3, 31), Memory.OPEN),
    ],
)
def test_a_reason_keeps_a_finding_quiet_until_its_day(until: date | None, status: Memory) -> None:
    """Through the day itself; without a day for good. Her words come along either way."""
    old = before(accepted_until=until, accepted_reason="besproken")
    (finding,), _ = compare([found()], [old], TESTED, TODAY)

    assert (status, "besproken", until) == (
        finding.status,
        finding.accepted_reason,
        finding.accepted_until,
    )


@pytest.mark.parametrize(
    ("until", "reason"), [(date(2021, 12, 31), None), ("volgend jaar", "besproken"), ("?", None)]
)
def test_half_an_acceptance_accepts_nothing(until: date | str, reason: str | None) -> None:
    """Silence needs a reason and a day that can be read; what she typed stays, and is told."""
    old = before(accepted_until=until, accepted_reason=reason)
    (finding,), _ = compare([found()], [old], TESTED, TODAY)

    assert finding.half_accepted
    assert (Memory.OPEN, until, reason) == (
        finding.status,
        finding.accepted_until,
        finding.accepted_reason,
    )


def test_a_changed_value_ends_the_silence() -> None:
    """The second half of the kenmerk tells the value: another value is a finding to look at."""
    old = before("aa-11", accepted_reason="besproken")
    (finding,), solved = compare([found("aa-22")], [old], TESTED, TODAY)

    assert (Memory.OPEN, None, ()) == (finding.status, finding.accepted_reason, solved)


def test_what_is_there_no_more_is_solved() -> None:
    """A finding that a tested rule no longer gives was mended."""
    old = before("bb-11")
    _, solved = compare([], [old], TESTED, TODAY)

    assert (old,) == solved


@pytest.mark.parametrize("status", [Status.NIET_TOETSBAAR, Status.GECRASHT])
def test_what_could_not_be_tested_is_not_solved(status: Status) -> None:
    """A rule that did not run says nothing about its old findings."""
    _, solved = compare([], [before()], [Outcome("T01", status, reason="…")], TODAY)

    assert () == solved
