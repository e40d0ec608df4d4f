"""Findings as a page shows them: filtered, grouped by urgency, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from expertteam_xl.findings import Finding, Memory, Severity
from expertteam_xl.rules.catalogue import RULES, described, rule_text
from expertteam_xl.text import count

if TYPE_CHECKING:
    from expertteam_xl.checks import Report
    from expertteam_xl.settings import Settings

PER_PAGE = 25
TITLES = {
    Severity.FOUT: "Fouten",
    Severity.WAARSCHUWING: "Waarschuwingen",
    Severity.INFO: "Ter informatie",
}
ACCEPTED = "Geaccepteerd"
_MEND = "Herstel"
_DAY = re.compile(r"\b\d\d?-\d\d?-\d{4}\b")
_PLURALS = {Severity.FOUT: ("fout", "fouten"),
            Severity.WAARSCHUWING: ("waarschuwing", "waarschuwingen"),
            Severity.INFO: ("keer info", "keer info")}  # fmt: skip


@dataclass(frozen=True)
class Filter:
    """What a visitor looks for; an empty part lets everything through.

    Attributes:
        words: each must stand in the message, place, code or casusnummer.
        severity, status, code, sheet: as they stand in a finding.
    """

    words: str = ""
    severity: str = ""
    status: str = ""
    code: str = ""
    sheet: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Filter:
        """The filter of a form."""
        return cls(
            words=asked.get("zoek", "").strip()[:200],
            severity=asked.get("ernst", ""),
            status=asked.get("status", ""),
            code=asked.get("regel", ""),
            sheet=asked.get("blad", ""),
        )

    def lets(self, finding: Finding) -> bool:
        """Whether a finding is looked for."""
        wanted = (
            (self.severity, finding.severity.value),
            (self.status, finding.status.value),
            (self.code, finding.code),
            (self.sheet, finding.sheet),
        )
        if any(asked and asked != own for asked, own in wanted):
            return False
        if not self.words:
            return True
        text = f"{finding} {finding.casusnummer or ''}".casefold()
        return all(word in text for word in self.words.casefold().split())


@dataclass(frozen=True)
class Listed:
    """One page of findings.

    Attributes:
        groups: title, number in all, and the findings of this page, most urgent first.
        found: how many are looked for.
        total: how many there are.
        page, pages: which page it is, of how many.
    """

    groups: tuple[tuple[str, int, tuple[Finding, ...]], ...]
    found: int
    total: int
    page: int
    pages: int

    @property
    def told(self) -> str:
        """How many are shown, in words."""
        if not self.total:
            return "Er zijn geen bevindingen."
        if self.found == self.total:
            return f"{count(self.total, 'bevinding', 'bevindingen')}."
        return f"{self.found} van {count(self.total, 'bevinding', 'bevindingen')}."


def page_number(text: str) -> int:
    """The page that an address asks for; the first where it can't be read."""
    usable = text.isascii() and text.isdecimal() and len(text) < 7
    return max(1, int(text)) if usable else 1


def listed(findings: Sequence[Finding], wanted: Filter, number: int = 1) -> Listed:
    """The page of findings that a visitor looks for.

    Args:
        findings: most urgent first.
        wanted: what is looked for.
        number: which page, from 1; past the last one it is that one.
    """
    found = [finding for finding in findings if wanted.lets(finding)]
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(number, pages)
    counts: dict[str, int] = {}
    for finding in found:
        counts[_title(finding)] = counts.get(_title(finding), 0) + 1
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    groups = tuple((t, counts[t], tuple(group)) for t, group in groupby(shown, key=_title))
    return Listed(groups, len(found), len(findings), page, pages)


def _title(finding: Finding) -> str:
    return ACCEPTED if finding.status is Memory.GEACCEPTEERD else TITLES[finding.severity]


def totals(report: Report) -> list[tuple[str, str, int]]:
    """For each severity its value, its name for so many, and how many there are."""
    from expertteam_xl.findings import summarise

    return [
        (severity.value, _PLURALS[severity][number != 1], number)
        for severity, number in summarise(report.findings).items()
    ]


def options(report: Report) -> dict[str, list[tuple[str, str]]]:
    """What a visitor can choose to look for: value and text, only what there is."""
    findings = report.findings
    codes = sorted({finding.code for finding in findings})
    statuses = {finding.status for finding in findings}
    return {
        "ernst": [(s.value, TITLES[s]) for s in Severity if any(f.severity is s for f in findings)],
        "status": [(m.value, m.value) for m in Memory if m in statuses],
        "regel": [(code, f"{code} {RULES[code].title}") for code in codes],
        "blad": [(name, name) for name in sorted({finding.sheet for finding in findings})],
    }


def rule_lines(
    code: str, settings: Settings | None = None, *, short: bool = False
) -> list[tuple[str, str]]:
    """All that is told of a rule, how to mend it first.

    Args:
        code: of the rule.
        settings: whose numbers hold; the defaults when not given.
        short: only what one needs beside a finding.
    """
    lines = dict(described(RULES[code]))
    lines["Regel"] = rule_text(RULES[code], settings)
    order = (_MEND, "Regel", "Klok", "Waarom", "Bron")
    names = order if short else dict.fromkeys((*order, *lines))
    return [("Wat u doet" if n == _MEND else n, lines[n]) for n in names if n in lines]


def case_of(finding: Finding) -> str:
    """The number of its case; nothing where that could tell who somebody is."""
    from expertteam_xl.disclosure import may_be_shown

    number = finding.casusnummer or ""
    return number if may_be_shown(number) else ""


def unbroken(text: str) -> Markup:
    """The text with dates that stay on one line."""
    return Markup(_DAY.sub(r'<span class="heel">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped first


def day(value: date | datetime | str | None) -> str:
    """A day as people write it; with the time where there is one."""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else value or ""
