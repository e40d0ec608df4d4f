"""What a figure is measured as, before anyone decides what may be printed of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """A number of cases, sessions, answers or people.

    Attributes:
        key: names what is counted, apart from the period; the same key is the same number wherever
            it is printed, which the hiding of small numbers relies on.
        value: how many.
        additive: whether the number over two periods is the sum of both; not so for a stock, and
            for different cases that may be the same ones.
    """

    key: str
    value: int
    additive: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a number, printed as the part with the whole beside it.

    Attributes:
        of: the part.
        over: the whole, which is printed as n.
    """

    of: Count
    over: Count


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a number, printed as a percentage with one decimal.

    Attributes:
        of: the part.
        over: the whole.
    """

    of: Count
    over: Count

    @property
    def percent(self) -> Fraction | None:
        """The percentage; None over nothing."""
        return Fraction(100 * self.of.value, self.over.value) if self.over.value else None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A median, a mean or a percentile.

    Attributes:
        value: None where there is nothing to take it of.
        over: how many values it is taken of.
    """

    value: Fraction | None
    over: Count


@dataclass(frozen=True, slots=True)
class Amount:
    """Cents, minutes or hours, which are no numbers of people.

    Attributes:
        value: the amount.
        over: the cases that it is about, which must not be hidden; None where it is about none.
        also: other counts that it would give away, which must not be hidden either.
    """

    value: int | Fraction
    over: Count | None = None
    also: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A text, such as a date, a status or *ja*; printed as it is.

    Attributes:
        text: what is printed.
        over: the cases that it is about, which must not be hidden; None where it is about none.
    """

    text: str
    over: Count | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the register can't tell.

    Attributes:
        reason: why, as a Dutch sentence part.
    """

    reason: str


Measure = Count | Part | Share | Statistic | Amount | Word | Unknown


def counts_in(measure: Measure) -> tuple[Count, ...]:
    """The counts from which a measure can be read, or that tell how few it is about."""
    match measure:
        case Count():
            return (measure,)
        case Part() | Share():
            return (measure.of, measure.over)
        case Statistic():
            return (measure.over,)
        case Amount(over=Count() as over):
            return (*measure.also, over)
        case Amount():
            return measure.also
        case Word(over=Count() as over):
            return (over,)
        case _:
            return ()


def median(values: list[int]) -> Fraction | None:
    """The middle value, or the mean of the middle two; None of nothing (KP1)."""
    return percentile(values, 50)


def percentile(values: list[int], percent: int) -> Fraction | None:
    """A percentile, linear between the two values around it (KP1: P90 of 9,12,14,20,31 is 26,6).

    Args:
        values: whole numbers in any order.
        percent: 0 to 100.
    """
    if not values:
        return None
    ordered = sorted(values)
    place = Fraction((len(ordered) - 1) * percent, 100)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def mean(values: list[int]) -> Fraction | None:
    """The mean; None of nothing."""
    return Fraction(sum(values), len(values)) if values else None
