"""A declaration as plain data: what one gemeente pays, to whom, and from which lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from expertteam_xl.billing.model import Amount, Line, Quarter, Split
from expertteam_xl.convenant.gemeenten import gemeente_named, slug_of
from expertteam_xl.errors import DefinitionError
from expertteam_xl.outputs import declaration_words as w

_ORDINALS = ("1e", "2e", "3e", "4e")


@dataclass(frozen=True, slots=True)
class Payment:
    """The one amount that a partner gets from a gemeente."""

    partner: str
    agb: str
    amount: Amount


@dataclass(frozen=True)
class Declaration:
    """What a gemeente pays for a quarter.

    Attributes:
        gemeente: that the time was split to.
        code: its CBS code.
        addressee: who pays: the gemeente, or its legal successor.
        quarter: that is declared.
        on: the peildatum.
        lines: its own, in order of date; late time and corrections after them.
        payments: one a partner, in the order of the sheet Partners.
        share: minutes and cents by the split, found apart from the lines.
        sha256: of the register.
        program: program and version.
        concept: whether it may not be paid yet.

    Raises:
        DefinitionError: the lines are not the share, so nothing may be written.
    """

    gemeente: str
    code: str
    addressee: str
    quarter: Quarter
    on: date
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]
    share: Amount
    sha256: str
    program: str
    concept: bool

    def __post_init__(self) -> None:
        """Refuse sums that differ."""
        paid = summed(payment.amount for payment in self.payments)
        if not summed(line.amount for line in self.lines) == paid == self.share:
            raise DefinitionError("the lines of a gemeente are not its share of the split")

    @property
    def number(self) -> str:
        """The declaratienummer, such as ``ET-2021-K1-GM0402``."""
        return number_of(self.quarter, self.gemeente)

    @property
    def file_name(self) -> str:
        """Name of its file."""
        return file_name(self.quarter, slug_of(self.gemeente))

    @property
    def addressed_to(self) -> str:
        """Who pays, in words."""
        if self.addressee == self.gemeente:
            return f"Gemeente {self.gemeente}"
        return f"Gemeente {self.addressee}, rechtsopvolger van {self.gemeente}"

    def of_sort(self, sort: str) -> Amount:
        """The part that is regular, late or a correction."""
        return summed(line.amount for line in self.lines if sort_of(line) == sort)


def declarations(split: Split, *, concept: bool) -> list[Declaration]:
    """A declaration for every gemeente with lines, in the order of the convenant."""
    lines: dict[str, list[Line]] = {}
    for line in split.lines:
        lines.setdefault(line.gemeente, []).append(line)
    return [
        _declaration(split, gemeente, tuple(lines[gemeente]), concept=concept)
        for gemeente in split.by_gemeente
        if gemeente in lines
    ]


def _declaration(
    split: Split, gemeente: str, lines: tuple[Line, ...], *, concept: bool
) -> Declaration:
    return Declaration(
        gemeente=gemeente,
        code=gemeente_named(gemeente).code,
        addressee=split.addressee(gemeente),
        quarter=split.quarter,
        on=split.on,
        lines=lines,
        payments=_payments(split, lines),
        share=split.by_gemeente[gemeente],
        sha256=split.sha256,
        program=split.program,
        concept=concept,
    )


def _payments(split: Split, lines: Iterable[Line]) -> tuple[Payment, ...]:
    """What each partner gets, in the order of the sheet Partners."""
    amounts: dict[str, Amount] = {}
    codes: dict[str, str] = {}
    for line in lines:
        amounts[line.partner] = amounts.get(line.partner, Amount()) + line.amount
        codes[line.partner] = codes.get(line.partner) or line.agb or ""
    order = [*split.per_partner, *amounts]
    found = [partner for partner in dict.fromkeys(order) if partner in amounts]
    return tuple(Payment(partner, codes[partner], amounts[partner]) for partner in found)


def sort_of(line: Line) -> str:
    """Whether a line is regular, late or a correction; a correction is late too."""
    if line.correctie:
        return w.CORRECTION
    return w.LATE if line.nagekomen else w.REGULAR


def number_of(quarter: Quarter, gemeente: str) -> str:
    """The declaratienummer of a gemeente for a quarter."""
    return f"ET-{quarter}-{gemeente_named(gemeente).code}"


def file_name(quarter: Quarter, ending: str) -> str:
    """Name of a workbook; the ending is a gemeente's slug or ``regio``."""
    return f"declaratie-{quarter}-{ending}.xlsx"


def period(quarter: Quarter) -> str:
    """A quarter in words, with its days."""
    days = f"{quarter.first:%d-%m-%Y} t/m {quarter.last:%d-%m-%Y}"
    return f"{_ORDINALS[quarter.number - 1]} kwartaal {quarter.year} ({days})"


def summed(amounts: Iterable[Amount]) -> Amount:
    """Amounts together."""
    return sum(amounts, Amount())
