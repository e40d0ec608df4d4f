"""What a run tells of the previous one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from expertteam_xl.findings import Finding, Memory, Outcome, Severity, Status
from expertteam_xl.memory import Compared, PreviousFinding, PreviousRun
from expertteam_xl.memory import compare as compare_runs

TODAY = date(2021, 4, 1)
BEFORE = date(2021, 3, 1)
TESTED = (Outcome("T01", Status.GEVONDEN, 1), Outcome("R10", Status.GESLAAGD))


def found(kenmerk: str = "aa-11-01", **facts: Any) -> Finding:
    """A finding of this run."""
    known = {"code": "T01", "sheet": "Blad", "casusnummer": "ET-2021-001"} | facts
    return Finding(
        severity=Severity.FOUT, row=5, column="E", message="te laat", kenmerk=kenmerk, **known
    )


def before(kenmerk: str = "aa-11-01", **facts: Any) -> PreviousFinding:
    """The same finding as the previous run wrote it."""
    known = {"code": "T01", "sheet": "Blad", "casusnummer": "ET-2021-001"} | facts
    return PreviousFinding(severity=Severity.FOUT, message="te laat", kenmerk=kenmerk, **known)


def compared(
    new: Iterable[Finding],
    old: Sequence[PreviousFinding],
    outcomes: Iterable[Outcome] = TESTED,
    *,
    since: date | None = BEFORE,
    sheets: Sequence[str] = ("Blad",),
) -> Compared:
    """Both runs side by side."""
    return compare_runs(new, PreviousRun(since, tuple(old)), outcomes, TODAY, sheets=sheets)


def test_a_finding_without_a_forerunner_is_new_since_today() -> None:
    """What the previous run did not know is new, and begins today."""
    run = compared([found()], [])
    (finding,) = run.findings

    assert (Memory.NIEUW, TODAY, ()) == (finding.status, finding.since, run.solved)


def test_a_known_finding_is_open_since_it_was_first_seen() -> None:
    """What was there before keeps its first day."""
    run = compared([found()], [before(since=date(2021, 2, 1))])
    (finding,) = run.findings

    assert (Memory.OPEN, date(2021, 2, 1), ()) == (finding.status, finding.since, run.solved)


@pytest.mark.parametrize(
    ("until", "status", "expired"),
    [
        (None, Memory.GEACCEPTEERD, 0),
        (date(2021, 4, 2), Memory.GEACCEPTEERD, 0),
        (TODAY, Memory.GEACCEPTEERD, 0),
        (date(2021, 3, 31), Memory.OPEN, 1),
        (BEFORE, Memory.OPEN, 1),
        (date(2021, 2, 28), Memory.OPEN, 0),
    ],
)
def test_a_reason_keeps_a_finding_quiet_until_its_day(
    until: date | None, status: Memory, expired: int
) -> None:
    """Through the day itself; without a day for good. Her words come along either way.

    The end of the silence is told once: not again by the run after it.
    """
    run = compared([found()], [before(accepted_until=until, accepted_reason="besproken")])
    (finding,) = run.findings

    assert (status, "besproken", until, expired) == (
        finding.status,
        finding.accepted_reason,
        finding.accepted_until,
        run.expired,
    )


@pytest.mark.parametrize(
    ("until", "reason"), [(date(2021, 12, 31), None), ("volgend jaar", "besproken"), ("?", None)]
)
def test_half_an_acceptance_accepts_nothing(until: date | str, reason: str | None) -> None:
    """Silence needs a reason and a day that can be read; what she typed stays, and is told."""
    run = compared([found()], [before(accepted_until=until, accepted_reason=reason)])
    (finding,) = run.findings

    assert finding.half_accepted
    assert (Memory.OPEN, until, reason, 0) == (
        finding.status,
        finding.accepted_until,
        finding.accepted_reason,
        run.expired,
    )


def test_a_changed_value_ends_the_silence() -> None:
    """The second part of the kenmerk tells the value: another value is a finding to look at."""
    run = compared([found("aa-22-01")], [before(accepted_reason="besproken", own=(("Wie", "An"),))])
    (finding,) = run.findings

    assert (Memory.OPEN, None, (), 1) == (
        finding.status,
        finding.accepted_reason,
        run.solved,
        run.expired,
    )
    assert (("Wie", "An"),) == finding.own


def test_another_row_with_the_same_value_stays_quiet() -> None:
    """When something else in its row changed, or its row moved, nothing ends."""
    run = compared([found("aa-11-02")], [before(accepted_reason="besproken")])

    assert Memory.GEACCEPTEERD is run.findings[0].status


def test_without_a_day_of_the_previous_run_an_end_is_told_all_the_same() -> None:
    """Rather once too often than never."""
    old = before(accepted_until=date(2021, 2, 1), accepted_reason="besproken")

    assert 1 == compared([found()], [old], since=None).expired


def test_what_is_there_no_more_is_solved() -> None:
    """A finding that a tested rule no longer gives was mended."""
    run = compared([], [before("bb-11-01")])

    assert ((before("bb-11-01"),), ()) == (run.solved, run.unseen)


@pytest.mark.parametrize("status", [Status.NIET_TOETSBAAR, Status.GECRASHT, None])
def test_what_could_not_be_tested_is_kept(status: Status | None) -> None:
    """A rule that did not run, or is no more, says nothing about its old findings."""
    outcomes = [Outcome("T01", status, reason="…")] if status else []
    old = before(accepted_reason="besproken", own=(("Wie", "An"),))
    run = compared([], [old], outcomes)

    assert ((), (old,)) == (run.solved, run.unseen)


def test_what_stood_on_a_sheet_that_is_not_read_is_kept() -> None:
    """The sheet is gone, or left out: nobody looked whether it was mended."""
    run = compared([], [before(), before("bb-11-01", sheet="Ander")], sheets=["Ander"])

    assert (["Ander"], ["Blad"]) == (
        [old.sheet for old in run.solved],
        [old.sheet for old in run.unseen],
    )


@pytest.mark.parametrize("name", ["blad", " Blad "])
def test_a_name_that_excel_takes_for_the_same_is_the_same(name: str) -> None:
    """Capitals, and blanks that are lost on the way, make no other sheet."""
    assert 1 == len(compared([], [before()], sheets=[name]).solved)


def test_a_finding_without_a_sheet_is_solved() -> None:
    """Where its column was deleted nobody can tell; the rule looked for it."""
    run = compared([], [before(sheet="")], sheets=[])

    assert 1 == len(run.solved)


def test_a_rule_that_looks_at_the_whole_workbook_needs_no_list() -> None:
    """A hidden sheet that is gone, or shown, is no longer hidden."""
    run = compared([], [before(code="R10", sheet="Oud")])

    assert 1 == len(run.solved)


def test_a_renamed_sheet_is_read_under_its_new_name() -> None:
    """A finding that is met again elsewhere leads there: what is no more, is solved."""
    old = [before("aa-11-01", sheet="2020"), before("bb-11-01", sheet="2020")]
    run = compared([found(sheet="2021")], old, sheets=["2021"])

    assert ([Memory.OPEN], 1, 0) == (
        [finding.status for finding in run.findings],
        len(run.solved),
        len(run.unseen),
    )


def test_the_same_column_elsewhere_does_not_make_a_sheet_renamed() -> None:
    """Only what is about a case tells that a list moved."""
    old = [before("aa-11-01", sheet="2020", casusnummer=None), before("bb-11-01", sheet="2020")]
    run = compared([found("aa-11-02", sheet="2021", casusnummer=None)], old, sheets=["2021"])

    assert 1 == len(run.unseen)


def test_duplicates_keep_their_own_memory() -> None:
    """Wholly alike first, then the same value, then in order; what is left over is solved."""
    old = [
        before("aa-11-01", accepted_reason="een"),
        before("aa-11-02", accepted_reason="twee"),
        before("aa-22-03", accepted_reason="drie"),
        before("aa-33-04", accepted_reason="vier"),
    ]
    new = [found("aa-22-09"), found("aa-44-04"), found("aa-11-02"), found("aa-11-08")]
    run = compared(new, old)

    assert [
        ("drie", Memory.GEACCEPTEERD),
        (None, Memory.OPEN),
        ("twee", Memory.GEACCEPTEERD),
        ("een", Memory.GEACCEPTEERD),
    ] == [(finding.accepted_reason, finding.status) for finding in run.findings]
    assert () == run.solved


def test_one_of_several_that_is_mended_takes_no_others_memory() -> None:
    """Of two with the same value the one that is left keeps what was written beside it."""
    old = [before("aa-11-01"), before("aa-11-02", accepted_reason="twee")]
    run = compared([found("aa-11-02")], old)

    assert ["twee"] == [finding.accepted_reason for finding in run.findings]
    assert old[:1] == list(run.solved)


def test_a_row_that_was_copied_counts_once() -> None:
    """The one that she wrote beside is the one that stays."""
    written = before(accepted_reason="besproken")
    for old in ([before(), written], [written, before()]):
        run = compared([found()], old)

        assert ("besproken", ()) == (run.findings[0].accepted_reason, run.solved)


def test_a_mark_of_an_earlier_form_is_known_too() -> None:
    """Without a third part the first two are enough."""
    run = compared([found()], [replace(before(), kenmerk="aa-11", accepted_reason="besproken")])

    assert Memory.GEACCEPTEERD is run.findings[0].status


def test_many_findings_are_compared_in_one_go() -> None:
    """Twenty thousand that are all the same finding are each paired once."""
    many = 20_000
    new = [found(f"aa-11-{n:06x}") for n in range(many)]
    old = [before(f"aa-11-{n:06x}") for n in reversed(range(1, many + 1))]
    run = compared(new, old)

    assert ({Memory.OPEN}, 0) == ({finding.status for finding in run.findings}, len(run.solved))
