"""What the page of a checked register shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expertteam_xl.errors import RegisterError
from expertteam_xl.json_report import as_dict
from expertteam_xl.memory import changes
from expertteam_xl.outcomes import Untested, untested
from expertteam_xl.outputs.changes import change_text
from expertteam_xl.quarters import Quarter
from expertteam_xl.web import listing, making
from expertteam_xl.web.dossier import Dossier
from expertteam_xl.web.wording import for_page, same

if TYPE_CHECKING:
    from expertteam_xl.checks import Report
    from expertteam_xl.memory import PreviousFinding

_MOST_SOLVED = 50


@dataclass(frozen=True)
class Shown:
    """Everything of one page.

    Attributes:
        report: of the check.
        totals: for each severity its value, its name and its number.
        since: what changed since the previous run, in one line.
        first: whether there was no previous run.
        new: how many findings are new since then.
        solved: of the previous run, and there no more.
        more_solved: how many of those are not shown.
        sheets: what was read, as in the JSON of the contract, with what was named differently.
        notices: sentences about the register and its earlier results.
        untested: rules that could not or not wholly be tested.
        wanted, shown, options: the filter, the findings it lets through, and its choices.
        quarters, quarter: to choose from, and the likeliest.
        years: to choose from.
        cases: numbers of cases to choose from.
        office: whether a PDF can be made.
        markable: whether the copy is the register itself with marks.
        protected: whether the register has a password.
        profile: whether there is a profile to keep.
    """

    report: Report
    totals: list[tuple[str, str, int]]
    since: str
    first: bool
    new: int
    solved: tuple[PreviousFinding, ...]
    more_solved: int
    sheets: list[dict[str, Any]]
    notices: list[str]
    untested: list[Untested]
    wanted: listing.Filter
    shown: listing.Listed
    options: dict[str, list[tuple[str, str]]]
    quarters: list[Quarter]
    quarter: Quarter
    years: list[int]
    cases: list[str]
    office: bool
    markable: bool
    protected: bool
    profile: bool


def of(dossier: Dossier, number: int) -> Shown:
    """What the page of a register shows.

    Args:
        dossier: of a register that was checked.
        number: which page of its findings.

    Raises:
        RegisterError: it was not checked.
    """
    from expertteam_xl.commands.pdf import find_office

    report = dossier.report
    if report is None:
        raise RegisterError(making.NOT_OPEN)
    register, found = report.register, changes(report)
    known = making.quarters(register, report.on)
    return Shown(
        report=report,
        totals=listing.totals(report),
        since=change_text(found),
        first=found.first,
        new=found.new,
        solved=report.solved[:_MOST_SOLVED],
        more_solved=max(0, len(report.solved) - _MOST_SOLVED),
        sheets=_sheets(report),
        notices=[for_page(text) for text in (*register.notices, *dossier.notices)],
        untested=untested(report.outcomes),
        wanted=dossier.wanted,
        shown=listing.listed(report.findings, dossier.wanted, number),
        options=listing.options(report),
        quarters=known,
        quarter=making.likely_quarter(register, report.on),
        years=sorted({quarter.year for quarter in known}, reverse=True),
        cases=making.case_numbers(register),
        office=find_office() is not None,
        markable=register.markable,
        protected=register.password is not None,
        profile=profile_of(dossier) is not None,
    )


def _sheets(report: Report) -> list[dict[str, Any]]:
    """What was read of each sheet, with the headers that are named otherwise than ours."""
    bare = replace(report, findings=(), solved=(), unseen=())
    sheets: list[dict[str, Any]] = as_dict(bare, ())["bladen"]
    for sheet in sheets:
        sheet["anders"] = [
            column for column in sheet["kolommen"] if not same(column["kop"], column["veld"])
        ]
    return sheets


def profile_of(dossier: Dossier) -> Path | None:
    """The profile beside the register; None when there is none."""
    from expertteam_xl.profile.read import profile_beside

    path = profile_beside(dossier.brought.register)
    return path if path.is_file() else None
