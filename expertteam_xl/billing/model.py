"""What the split of a quarter's declared time is: lines, totals, and what stands in its way.

Plain data without pandas: minutes and cents are whole numbers, and the lines together are every
total. Who writes workbooks or JSON needs nothing but these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from expertteam_xl.convenant.gemeenten import NIET_TOEWIJSBAAR, addressee, gemeenten
from expertteam_xl.findings import Finding
from expertteam_xl.quarters import Quarter
from expertteam_xl.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "NIET_TOEWIJSBAAR",
    "Amount",
    "Budget",
    "BudgetLine",
    "Capped",
    "Issued",
    "Line",
    "PartnerTotal",
    "Quarter",
    "Split",
]


@dataclass(frozen=True, slots=True)
class Amount:
    """Minutes and cents that belong together.

    Attributes:
        minuten: whole minutes; below zero where more was taken back than declared.
        cent: whole euro cents.
    """

    minuten: int = 0
    cent: int = 0

    def __add__(self, other: Amount) -> Amount:
        """Both together."""
        return Amount(self.minuten + other.minuten, self.cent + other.cent)


@dataclass(frozen=True, slots=True)
class Line:
    """The share of one case in the time of one row of Deelnames (domein.md §6).

    Attributes:
        overlegnummer, overlegdatum: the meeting; of late time and corrections the original one.
        werkstroom: ``A``, ``B``, or None where it has none (always under 2018).
        convenant: ``2018`` or ``2020``, by overlegdatum; None before the first one.
        partner: who declares, as the sheet Partners spells it.
        agb: its AGB code as text; None where there is none.
        casusnummer: the case; never a name or a BSN (those are replaced by a short mark).
        gemeente: who pays, or ``NIET_TOEWIJSBAAR`` (F08).
        reason: why nobody pays, in Dutch; None where somebody does.
        verdeelbasis: ``bespreekminuten``, ``gelijk_per_client`` or ``gelijk_per_gemeente`` (F03).
        minuten, cent: the share; below zero for a correction.
        tarief_cent_per_uur: the consulttarief in cents an hour.
        bron: the row it comes from, such as ``Deelnames!A14``; of a correction without a row any
            more, the cell of the workbook in which it was declared.
        kwartaal: the quarter of its overlegdatum; another than the declared one when late.
        nagekomen: whether it comes late: its quarter was declared before.
    """

    overlegnummer: str
    overlegdatum: date
    werkstroom: str | None
    convenant: str | None
    partner: str
    agb: str | None
    casusnummer: str
    gemeente: str
    reason: str | None
    verdeelbasis: str
    minuten: int
    tarief_cent_per_uur: int
    cent: int
    bron: str
    kwartaal: Quarter
    nagekomen: bool = False

    @property
    def correctie(self) -> bool:
        """Whether it takes back what was declared before."""
        return self.minuten < 0 or self.cent < 0

    @property
    def chargeable(self) -> bool:
        """Whether a gemeente pays it."""
        return self.gemeente != NIET_TOEWIJSBAAR

    @property
    def amount(self) -> Amount:
        """Its minutes and cents."""
        return Amount(self.minuten, self.cent)


@dataclass(frozen=True, slots=True)
class PartnerTotal:
    """What a partner declares in a quarter; ``werkelijk_min - afgetopt_min = gedeclareerd_min``.

    Attributes:
        werkelijk_min: minutes spent at what is billed, late time and corrections included.
        gedeclareerd_min: minutes of its lines.
        afgetopt_min: minutes above the cap (F02), not declared.
        cent: amount of its lines.
        agb: its AGB code as text; None where there is none.
    """

    werkelijk_min: int
    gedeclareerd_min: int
    afgetopt_min: int
    cent: int
    agb: str | None = None


@dataclass(frozen=True, slots=True)
class Capped:
    """Time above the cap of one partner (or one person) at one meeting (F02), in minutes.

    Attributes:
        overlegnummer, overlegdatum: the meeting.
        partner: whose time it is.
        werkelijk_min, gedeclareerd_min, afgetopt_min: spent, declared, and left out.
        bron: its (first) row on Deelnames.
    """

    overlegnummer: str
    overlegdatum: date
    partner: str
    werkelijk_min: int
    gedeclareerd_min: int
    afgetopt_min: int
    bron: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One function in the budget of C&A (F05); amounts in cents, hours exact.

    Attributes:
        functie: such as ``Voorzitter``.
        uren: hours a year in the budget.
        tarief_cent: cents an hour.
        cent: the budget of a year.
        cent_tot_en_met: what of it belongs to the year so far (months/12).
        werkelijk_uren: hours recorded in the year so far; None where none are recorded at all.
        werkelijk_cent: those hours at the tariff; None likewise.
    """

    functie: str
    uren: Fraction
    tarief_cent: int
    cent: int
    cent_tot_en_met: int
    werkelijk_uren: Fraction | None
    werkelijk_cent: int | None


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of C&A for a year and how far it is spent at the end of the quarter (F05).

    Attributes:
        year: the calendar year.
        months: months over at the end of the quarter.
        lines: the four functions, in the order of the source.
        cover: what pays for it: name and cents.
        stated_cent: the amount that the source rounds it to.
        triages: cases triaged in the year so far.
        prognose_casussen: the cases of a whole year at that rate.
        prognose_cent: the cost of triage for those.
        other_hours: recorded hours of a function that the budget does not know.
    """

    year: int
    months: int
    lines: tuple[BudgetLine, ...]
    cover: tuple[tuple[str, int], ...]
    stated_cent: int
    triages: int
    prognose_casussen: Fraction
    prognose_cent: int
    other_hours: Fraction = Fraction(0)

    @property
    def uren(self) -> Fraction:
        """Hours of a year."""
        return sum((line.uren for line in self.lines), Fraction(0))

    @property
    def cent(self) -> int:
        """The budget of a year."""
        return sum(line.cent for line in self.lines)

    @property
    def cover_cent(self) -> int:
        """What pays for it, together."""
        return sum(cents for _, cents in self.cover)

    @property
    def gap_cent(self) -> int:
        """What the cover falls short of the sum."""
        return self.cent - self.cover_cent

    @property
    def cent_tot_en_met(self) -> int:
        """What of the budget belongs to the year so far."""
        return sum(line.cent_tot_en_met for line in self.lines)

    @property
    def werkelijk_uren(self) -> Fraction | None:
        """Hours recorded in the year so far; None where none are recorded at all."""
        known = [line.werkelijk_uren for line in self.lines if line.werkelijk_uren is not None]
        return sum(known, Fraction(0)) if known else None

    @property
    def werkelijk_cent(self) -> int | None:
        """Those hours at their tariffs; None likewise."""
        known = [line.werkelijk_cent for line in self.lines if line.werkelijk_cent is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Issued:
    """What a workbook of the region says was declared before.

    Attributes:
        name: its file name.
        quarter: the quarter that it declared.
        lines: its lines, late ones of earlier quarters included.
    """

    name: str
    quarter: Quarter
    lines: tuple[Line, ...]


def _no_amounts() -> Mapping[str, Amount]:
    return MappingProxyType({})


def _no_partners() -> Mapping[str, PartnerTotal]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Split:
    """A quarter's declared time, split over the gemeenten.

    Lines = per partner = per gemeente + niet toewijsbaar = total, in minutes and in cents.

    Attributes:
        quarter: the quarter that is declared.
        lines: by date, meeting, row and case; late time and corrections after them.
        per_partner: totals by partner, in the order of the sheet Partners.
        by_gemeente: totals by gemeente that pays, in the order of the convenant.
        unallocated: what nobody pays (F08).
        total: everything.
        findings: errors and warnings of the quarter, most urgent first; the blocking ones too.
        blocking: those of them for which nothing may be written, except marked CONCEPT.
        notes: whole Dutch sentences for who makes the declaration.
        capped: time above the cap, a partner a meeting.
        issued: earlier workbooks of the region that were looked at.
        budget: of C&A; None for a year before it was made.
        register_name: file name of the register.
        sha256: of the register's own bytes, in hexadecimal.
        program: the program and its version: ``expertteam-xl 0.1.0``.
        on: the peildatum.
        settings: the parameters that held.
    """

    quarter: Quarter
    on: date
    register_name: str
    sha256: str
    program: str
    settings: Settings
    lines: tuple[Line, ...] = ()
    per_partner: Mapping[str, PartnerTotal] = field(default_factory=_no_partners)
    by_gemeente: Mapping[str, Amount] = field(default_factory=_no_amounts)
    unallocated: Amount = Amount()
    total: Amount = Amount()
    findings: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    capped: tuple[Capped, ...] = ()
    issued: tuple[Issued, ...] = ()
    budget: Budget | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether nothing may be written, except marked CONCEPT."""
        return bool(self.blocking)

    def lines_of(self, gemeente: str) -> tuple[Line, ...]:
        """The lines that one gemeente pays; of ``NIET_TOEWIJSBAAR`` those that nobody does."""
        return tuple(line for line in self.lines if line.gemeente == gemeente)

    def addressee(self, gemeente: str) -> str:
        """Who the bill goes to on the peildatum: a merged gemeente's legal successor."""
        return addressee(gemeente, self.on, self.settings.valid_until)

    def to_frame(self) -> pd.DataFrame:
        """The lines as a frame: one row each, columns named as in the JSON."""
        import pandas as pd

        from expertteam_xl.billing.report import line_dict

        columns = list(line_dict(_EXAMPLE))
        return pd.DataFrame([line_dict(line) for line in self.lines], columns=columns)


def gemeente_order() -> dict[str, int]:
    """Place of every gemeente of the convenant in lists; others come after, by name."""
    return {each.name: place for place, each in enumerate(gemeenten())}


_EXAMPLE = Line("", date.min, None, None, "", None, "", "", None, "", 0, 0, 0, "", Quarter(2021, 1))
