"""What a check could not or not wholly test, told as shortly as it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from expertteam_xl.checks import NO_SHEET
from expertteam_xl.findings import Outcome, Status
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.schema import tables
from expertteam_xl.text import listed

_COLUMNS = re.compile(r"'[^']*' \([^()]*\)(?:, '[^']*' \([^()]*\))+")
_MOST_COLUMNS = 3

NO_WORKBOOK = (
    "in geen werkmap te toetsen: het is een kengetal, een afspraak over hoe men werkt, of iets dat "
    "nergens staat"
)


@dataclass(frozen=True, slots=True)
class Untested:
    """Rules of which the same is to be told.

    Attributes:
        codes: of the rules, in the order of the catalogue.
        status: what became of them.
        reason: why, or what they left undecided.
    """

    codes: tuple[str, ...]
    status: Status
    reason: str


def untested(outcomes: Iterable[Outcome]) -> list[Untested]:
    """The rules that did not run or left something undecided, those with one reason together.

    Rules for which whole sheets are missing come near the end, as one; those that no workbook can
    show come last, as one.
    """
    groups: dict[tuple[Status, str, str], list[str]] = {}
    sheetless: dict[str, set[str]] = {}
    never = []
    for outcome in outcomes:
        rule, reason = RULES.get(outcome.code), _shortened(outcome.reason or "")
        if rule is not None and rule.untestable:
            never.append(outcome.code)
        elif sheets := _missing_sheets(outcome):
            sheetless[outcome.code] = sheets
        elif reason or outcome.status in (Status.NIET_TOETSBAAR, Status.GECRASHT):
            alone = "" if outcome.status is Status.NIET_TOETSBAAR else outcome.code
            groups.setdefault((outcome.status, reason, alone), []).append(outcome.code)
    told = [Untested(tuple(codes), status, why) for (status, why, _), codes in groups.items()]
    if sheetless:
        missing = set().union(*sheetless.values())
        names = listed([name for name in tables() if name in missing])
        told.append(Untested(tuple(sheetless), Status.NIET_TOETSBAAR, NO_SHEET + names))
    if never:
        told.append(Untested(tuple(never), Status.NIET_TOETSBAAR, NO_WORKBOOK))
    return told


def _shortened(reason: str) -> str:
    """A reason in which of a long row of columns the first three are named."""
    return _COLUMNS.sub(_few, reason)


def _few(row: re.Match[str]) -> str:
    columns = row[0].split("), ")
    if len(columns) <= _MOST_COLUMNS + 1:
        return row[0]
    return f"{'), '.join(columns[:_MOST_COLUMNS])}) en nog {len(columns) - _MOST_COLUMNS}"


def _missing_sheets(outcome: Outcome) -> set[str]:
    """The sheets for want of which a rule was not tested; none where there was another reason."""
    reason = outcome.reason or ""
    if outcome.status is not Status.NIET_TOETSBAAR or not reason.startswith(NO_SHEET):
        return set()
    names = set(reason.removeprefix(NO_SHEET).split(", "))
    return names if names <= tables().keys() else set()
