"""The region's workbook as plain data: rows of its tables, totals, and words about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertteam_xl.billing.model import Amount, Issued, Line, Split
from expertteam_xl.convenant.gemeenten import NIET_TOEWIJSBAAR
from expertteam_xl.errors import DefinitionError
from expertteam_xl.findings import Finding
from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration_fill import euros, line_values
from expertteam_xl.outputs.declaration_model import (
    Declaration,
    file_name,
    number_of,
    sort_of,
    summed,
)
from expertteam_xl.package.fill import Content
from expertteam_xl.text import count

Rows = list[tuple[Content, ...]]
"""Rows of a table, in the order of its columns in `TABLES`."""


@dataclass(frozen=True)
class Region:
    """What the coordinator gets of a quarter.

    Attributes:
        split: the quarter.
        declarations: those that go out, one a gemeente.
        concept: whether nothing may be paid yet.

    Raises:
        DefinitionError: lines, gemeenten and partners do not come to the same total.
    """

    split: Split
    declarations: tuple[Declaration, ...]
    concept: bool

    def __post_init__(self) -> None:
        """Refuse totals that differ."""
        split = self.split
        lines = summed(line.amount for line in split.lines)
        payers = summed([*split.by_gemeente.values(), split.unallocated])
        partners = summed(
            Amount(each.gedeclareerd_min, each.cent) for each in split.per_partner.values()
        )
        if not lines == payers == partners == split.total:
            raise DefinitionError("the totals of the split do not agree")

    @property
    def file_name(self) -> str:
        """Name of its file."""
        return file_name(self.split.quarter, "regio")

    @property
    def capped_minutes(self) -> int:
        """Minutes above the cap."""
        return sum(partner.afgetopt_min for partner in self.split.per_partner.values())

    def of_gemeente(self, name: str) -> Amount:
        """What one gemeente pays."""
        return self.split.by_gemeente.get(name, Amount())

    def by_sort(self) -> dict[str, Amount]:
        """What is regular, late or a correction."""
        found = dict.fromkeys(w.SORTS, Amount())
        for line in self.split.lines:
            found[sort_of(line)] += line.amount
        return found

    def rows(self) -> dict[str, Rows]:
        """The rows of every table, by its name."""
        split = self.split
        return {
            w.GEMEENTEN: [_gemeente_row(each) for each in self.declarations],
            w.PARTNERS: [
                (name, each.agb, each.werkelijk_min, each.gedeclareerd_min, each.afgetopt_min,
                 euros(each.cent))
                for name, each in split.per_partner.items()
            ],
            w.CAPPED: [
                (each.overlegdatum, each.overlegnummer, each.partner, each.werkelijk_min,
                 each.gedeclareerd_min, each.afgetopt_min, each.bron)
                for each in split.capped
            ],
            w.NOBODY: [_nobody_row(line) for line in split.lines_of(NIET_TOEWIJSBAAR)],
            w.ISSUED: [row for each in split.issued for row in _issued_rows(each)],
            w.FINDINGS: [
                *(("ter informatie", "", "", "", note) for note in split.notes),
                *(_finding_row(finding) for finding in split.findings),
            ],
            w.LINES: [_line_row(line) for line in split.lines],
        }  # fmt: skip

    def explanations(self) -> dict[str, str]:
        """What is said above every table."""
        split = self.split
        nobody = count(len(split.lines_of(NIET_TOEWIJSBAAR)), "regel", "regels")
        earlier = count(len(split.issued), "eerder regiobestand", "eerdere regiobestanden")
        return {
            w.GEMEENTEN: _or_none(self.declarations, "Elke gemeente krijgt een eigen bestand; de "
                                  "bedragen hieronder tellen de regels op.",
                                  "Geen enkele gemeente heeft regels in dit kwartaal."),
            w.PARTNERS: _or_none(split.per_partner, "Werkelijk min afgetopt is gedeclareerd.",
                                 "Geen partner heeft tijd in dit kwartaal."),
            w.CAPPED: _or_none(split.capped, f"{count(self.capped_minutes, 'minuut', 'minuten')} "
                               "boven het maximum; die worden niet gedeclareerd.",
                               "Geen tijd boven het maximum."),
            w.NOBODY: _or_none(split.lines_of(NIET_TOEWIJSBAAR), f"{nobody}; deze tijd wordt niet "
                               "over andere gemeenten verdeeld.", "Alle tijd is toewijsbaar."),
            w.ISSUED: _or_none(split.issued, f"Gelezen: {earlier}.",
                               "Geen eerder regiobestand gevonden; dan is er ook niets "
                               "nagekomen."),
            w.FINDINGS: _or_none(split.findings or split.notes, "Ook wat niets tegenhoudt.",
                                 "Niets bijzonders."),
            w.LINES: _or_none(split.lines, "De kolom Bron wijst naar de rij in het register.",
                              "Geen regels in dit kwartaal."),
        }  # fmt: skip


def _or_none(found: object, some: str, none: str) -> str:
    return some if found else none


def _gemeente_row(each: Declaration) -> tuple[Content, ...]:
    return (
        each.gemeente,
        each.code,
        each.addressed_to,
        each.number,
        each.share.minuten,
        euros(each.share.cent),
        each.file_name,
    )


def _nobody_row(line: Line) -> tuple[Content, ...]:
    return (
        line.overlegdatum,
        line.overlegnummer,
        line.partner,
        line.casusnummer,
        line.reason,
        line.minuten,
        euros(line.cent),
        line.bron,
    )


def _issued_rows(issued: Issued) -> Rows:
    """What an earlier workbook declared, a gemeente a row."""
    amounts: dict[str, Amount] = {}
    for line in issued.lines:
        amounts[line.gemeente] = amounts.get(line.gemeente, Amount()) + line.amount
    return [
        (
            str(issued.quarter),
            payer(gemeente),
            "" if gemeente == NIET_TOEWIJSBAAR else number_of(issued.quarter, gemeente),
            amount.minuten,
            euros(amount.cent),
            issued.name,
        )
        for gemeente, amount in amounts.items()
    ]


def _finding_row(finding: Finding) -> tuple[Content, ...]:
    place = f"{finding.sheet}!{finding.cell}"
    return (str(finding.severity), finding.code, place, finding.casusnummer, finding.message)


def _line_row(line: Line) -> tuple[Content, ...]:
    """A line as a gemeente sees it, with who pays and where it comes from."""
    values: Sequence[Content] = line_values(line)
    place = w.LINE_HEADERS.index(w.CASE) + 1
    gemeente = payer(line.gemeente)
    return (str(line.kwartaal), *values[:place], gemeente, *values[place:], line.bron)


def payer(gemeente: str) -> str:
    """Who pays, as the coordinator reads it."""
    return w.NOT_ASSIGNABLE if gemeente == NIET_TOEWIJSBAAR else gemeente
