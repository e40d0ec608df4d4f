"""The report of a check as the JSON of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from expertteam_xl.checks import Report
from expertteam_xl.findings import Finding, Outcome, summarise
from expertteam_xl.memory import Changes, PreviousFinding, changes
from expertteam_xl.register.model import Block
from expertteam_xl.register.references import column_letters as letters

FORMAT_VERSION = 1


def as_json(
    report: Report, files: Iterable[Path], more: Mapping[str, Any] = MappingProxyType({})
) -> str:
    """The whole report as JSON text: every finding, every rule, every sheet that was read.

    Args:
        report: of the check.
        files: what was written.
        more: what else the run has to tell, such as ``schoon``.
    """
    return json.dumps(as_dict(report, files) | dict(more), ensure_ascii=False, indent=1) + "\n"


def as_dict(report: Report, files: Iterable[Path]) -> dict[str, Any]:
    """The same as plain data."""
    register = report.register
    return {
        "versie": FORMAT_VERSION,
        "register": register.name,
        "peildatum": report.on.isoformat(),
        "profiel": register.profile,
        "bladen": [_block(block) for block in register.blocks],
        "regels": [_outcome(outcome) for outcome in report.outcomes],
        "bevindingen": [finding_dict(finding) for finding in report.findings],
        "opgelost": [_previous(finding) for finding in report.solved],
        "niet_bekeken": [_previous(finding) for finding in report.unseen],
        "sinds_vorige": _changes(changes(report)),
        "samenvatting": {
            severity.value: count for severity, count in summarise(report.findings).items()
        },
        "bestanden": [str(path) for path in files],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "blad": block.sheet,
        "tabel": block.table,
        "kopregel": block.header_row,
        "rijen": len(block.rows),
        "kolommen": [
            {"kop": h.text, "veld": h.field, "kolom": letters(h.column), "hoe": h.how}
            for h in block.headers
            if h.field and h not in block.duplicates
        ],
        "onbekend": [
            h.text
            for h in block.headers
            if not (h.field or h.how == "profiel") or h in block.duplicates
        ],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "status": outcome.status.value,
        "aantal": outcome.count,
        "reden": outcome.reason,
    }


def finding_dict(finding: Finding) -> dict[str, Any]:
    """One finding, under the keys of the contract."""
    return {
        "code": finding.code,
        "ernst": finding.severity.value,
        "status": finding.status.value,
        "blad": finding.sheet,
        "rij": finding.row,
        "kolom": finding.column,
        "cel": finding.cell,
        "casusnummer": finding.casusnummer,
        "melding": finding.message,
        "uiterste_datum": _moment(finding.deadline),
        "dagen": finding.days,
    }


def _previous(finding: PreviousFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "ernst": finding.severity.value,
        "casusnummer": finding.casusnummer,
        "melding": finding.message,
    }


def _changes(found: Changes) -> dict[str, Any]:
    """Numbers of findings, by what became of them since the previous run."""
    return {
        "peildatum": _moment(found.on),
        "nieuw": found.new,
        "open": found.open,
        "opgelost": found.solved,
        "geaccepteerd": found.accepted,
        "niet_bekeken": found.unseen,
        "akkoord_verlopen": found.expired,
    }


def _moment(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else None
