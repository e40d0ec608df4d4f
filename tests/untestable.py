"""Rules that no workbook can show: listed with the reason, and never a finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from registers import Row, case, cells, checked, full, outcome

from expertteam_xl.findings import Severity, Status
from expertteam_xl.rules.catalogue import RULES


def never_tested(code: str, sheets: dict[str, Any], reason: str) -> None:
    """Whatever stands there, the rule is listed with its own reason and finds nothing.

    Args:
        code: of the rule.
        sheets: a register that records what comes nearest to the rule.
        reason: a part of the reason that is told.
    """
    report = checked(sheets)
    found = outcome(report, code)

    assert [] == cells(report, code)
    assert (Status.NIET_TOETSBAAR, 0) == (found.status, found.count)
    assert reason in (found.reason or "")


def binds_nobody_here(code: str, source: str) -> None:
    """The rule tells whose it is, that it does not bind this region, and it weighs nothing."""
    rule = RULES[code]

    assert rule.source.startswith(f"{source}, ")
    assert rule.source.endswith("; bindt deze regio niet")
    assert Severity.INFO is rule.severity
    assert ((),) == rule.needs


def judged(code: str, status: str = "niet op orde") -> dict[str, Any]:
    """A register in which the team judged itself on a basisvereiste."""
    rows = [{"Code": code, "Periode": "2021", "Status": status}]
    return dict(full([case()])) | {"Basisvereisten": rows}


def noted(sheet: str, *rows: Row, cases: Sequence[Row] | None = None) -> dict[str, Any]:
    """A register with rows on a sheet of its own."""
    return dict(full(cases or [case()])) | {sheet: list(rows)}
