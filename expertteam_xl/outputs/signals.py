"""The register with its findings: a sheet *Bevindingen*, and cells that light up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from expertteam_xl.errors import RegisterError
from expertteam_xl.findings import Finding, Memory, Severity
from expertteam_xl.outputs.saving import save
from expertteam_xl.outputs.signals_layout import lay_out
from expertteam_xl.outputs.signals_looks import HIGHLIGHTS, Looks
from expertteam_xl.outputs.signals_memory import MARKER, SHEET, own_sheet, previous_run
from expertteam_xl.outputs.signals_model import TITLE, build_sheet
from expertteam_xl.package.areas import Cell, join_cells, quoted
from expertteam_xl.package.blank import blank_package
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.formats import Marking
from expertteam_xl.protection.opening import unlock
from expertteam_xl.register.references import parse_cell

if TYPE_CHECKING:
    from expertteam_xl.checks import Report
    from expertteam_xl.memory import PreviousRun


def write_findings(report: Report, target: Path | str | BinaryIO) -> None:
    """Write the register with its findings.

    The result is the register itself plus the sheet *Bevindingen* and the marks. From a signed
    workbook, and from a format that is no .xlsx package, it is a new .xlsx with that sheet alone.
    A register with a password gives a result with the same password.

    Args:
        report: what the check found.
        target: where to; a path appears whole or not at all.

    Raises:
        RegisterError: the register is damaged, or the target can't be written.
    """
    register = report.register
    alone = not register.markable
    with _naming(register.name):
        package = blank_package(f"{TITLE} {register.name}") if alone else Package(register.data)
        _replace_sheet(package, report, alone=alone)
        save(package, Path(target) if isinstance(target, str) else target, register.password)


def read_previous(data: bytes, password: str | None = None) -> PreviousRun | None:
    """What an earlier run left in a workbook, with what was filled in since.

    Args:
        data: the workbook; one that is no .xlsx package, or has no such sheet, tells nothing.
        password: of a protected workbook; one that it does not open tells nothing.
    """
    try:
        plain = unlock("", data, password).data
        return previous_run(Package(plain))
    except RegisterError:
        return None


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Begins the sentence about a damaged package with the name of its file.

    Raises:
        RegisterError: for any such error inside the block.
    """
    try:
        yield
    except PackageError as error:
        problem = str(error)
        message = f"{name} kan niet worden gelezen: {problem[0].lower()}{problem[1:]}"
        raise RegisterError(message) from None


def _replace_sheet(package: Package, report: Report, *, alone: bool) -> None:
    """Takes out what an earlier run left and puts in what this one found."""
    earlier = own_sheet(package)
    if earlier is not None:
        package.remove_sheet(earlier)
    name = package.free_name(SHEET)
    looks = Looks(package.styles)
    model, sheets = build_sheet(report), package.worksheets.keys()
    package.add_sheet(lay_out(model, name, looks, sheets=sheets, selected=alone))
    package.set_name(MARKER, f"ISTEXT({quoted(name)}!$A$1)", hidden=True)
    if not alone:
        marks = _marks(package, report.findings)
        package.replace_formats(MARKER, marks)


def _marks(package: Package, findings: Iterable[Finding]) -> dict[str, list[Marking]]:
    """Per sheet the cells that light up, most severe first; what was accepted stays quiet."""
    worst: dict[str, dict[Cell, Severity]] = defaultdict(dict)
    for finding in findings:
        cell = parse_cell(finding.cell)
        if cell is None or finding.status is Memory.GEACCEPTEERD:
            continue
        known = worst[finding.sheet].get(cell, finding.severity)
        worst[finding.sheet][cell] = min(known, finding.severity, key=_rank)
    styles = {severity: package.styles.add_highlight(HIGHLIGHTS[severity]) for severity in Severity}
    return {
        sheet: [
            Marking(styles[severity], join_cells(c for c, s in cells.items() if s is severity))
            for severity in sorted(set(cells.values()), key=_rank)
        ]
        for sheet, cells in worst.items()
    }


def _rank(severity: Severity) -> int:
    return severity.rank
