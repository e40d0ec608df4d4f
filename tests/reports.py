"""Reports made by hand, for tests of what is written about them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from expertteam_xl.checks import Report
from expertteam_xl.findings import Finding, Memory, Outcome, Severity, Status, urgency
from expertteam_xl.formats import MARKABLE
from expertteam_xl.memory import PreviousFinding, PreviousRun
from expertteam_xl.outputs.signals import read_previous, write_findings

DAY = date(2021, 4, 1)
MESSAGE = (
    "Triage op 11-02-2021, 3 werkdagen te laat. Aangemeld 01-02-2021; 5 werkdagen = 08-02-2021. "
    "Klopt de datum? Zo niet, verbeter E12."
)
SEVERITIES = tuple(Severity)
_CODES = ("T01", "T02", "G04", "R05", "T06", "M03", "R09", "R03")


@dataclass(frozen=True)
class PlainRegister:
    """The little that is asked of a register when its findings are written."""

    name: str
    data: bytes
    suffix: str = ".xlsx"
    signed: bool = False
    password: str | None = None

    @property
    def markable(self) -> bool:
        """As the register tells."""
        return not self.signed and self.suffix in MARKABLE


def report(
    data: bytes = b"",
    findings: Sequence[Finding] = (),
    *,
    outcomes: Sequence[Outcome] = (Outcome("T01", Status.GESLAAGD),),
    solved: Sequence[PreviousFinding] = (),
    unseen: Sequence[PreviousFinding] = (),
    earlier: PreviousRun | None = None,
    **facts: Any,
) -> Report:
    """A report on a register of these bytes; without bytes the register is an old .xls."""
    known = {"name": "register.xlsx", "suffix": ".xlsx" if data else ".xls"} | facts
    register = PlainRegister(data=data, **known)
    ordered = tuple(sorted(findings, key=urgency))
    return Report(
        cast(Any, register),
        DAY,
        ordered,
        tuple(outcomes),
        tuple(solved),
        tuple(unseen),
        earlier,
    )


def finding(number: int = 0, sheet: str = "Lijst", **facts: Any) -> Finding:
    """A finding; the number decides what it is about."""
    code = str(facts.pop("code", _CODES[number % len(_CODES)]))
    term = datetime(2021, 3, 27, 10, 0) if code == "T06" else date(2021, 2, 8)
    known: dict[str, Any] = {
        "severity": SEVERITIES[number % 3],
        "row": 5 + number % 40,
        "column": "ABCDEFGH"[number % 8],
        "casusnummer": f"ET-2021-{number:03d}" if number % 7 else None,
        "message": MESSAGE if number % 5 else MESSAGE * 3,
        "deadline": term if code[0] == "T" else None,
        "days": number % 30 if code[0] == "T" else None,
        "kenmerk": f"{number:016x}-{number * 7:08x}",
        "since": DAY,
    }
    return Finding(code=code, sheet=sheet, **(known | facts))


def accepted(number: int = 0, **facts: Any) -> Finding:
    """A finding that the coordinator accepted."""
    reason = {"accepted_until": date(2021, 6, 1), "accepted_reason": "Afgesproken met de gemeente"}
    return finding(number, status=Memory.GEACCEPTEERD, **(reason | facts))


def written(what: Report) -> bytes:
    """The workbook that tells about a report."""
    stream = io.BytesIO()
    write_findings(what, stream)
    return stream.getvalue()


def previous(data: bytes) -> tuple[PreviousFinding, ...]:
    """The findings that a workbook remembers; none where it remembers no run."""
    run = read_previous(data)
    return run.findings if run else ()
