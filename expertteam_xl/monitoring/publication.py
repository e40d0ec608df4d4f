"""From measures to what may be printed: every monitor so far, small numbers hidden (domein §5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from expertteam_xl.monitoring.measures import (
    Amount,
    Count,
    Measure,
    Part,
    Share,
    Statistic,
    Unknown,
    Word,
    counts_in,
)
from expertteam_xl.monitoring.model import TOTAL, Definition, Label, Measures, Printed
from expertteam_xl.monitoring.periods import Period, Span
from expertteam_xl.suppression import HIDDEN, Audience, Clean, Relation, Shown, publish

CountKey = tuple[str, str]
"""What is counted, and the name of the span."""


@dataclass(frozen=True)
class Edition:
    """All measures of one monitor.

    Attributes:
        period: the quarter or year.
        now: by code, in the period.
        until: by code, up to and including it.
    """

    period: Period
    now: Mapping[str, Measures]
    until: Mapping[str, Measures]


class Publication:
    """Every monitor up to and including one, as they may be printed for an audience."""

    def __init__(
        self, editions: Sequence[Edition], definitions: Iterable[Definition], audience: Audience
    ) -> None:
        """Decide for every count whether it is printed, monitor after monitor.

        Args:
            editions: in the order in which they come out.
            definitions: of every code in them.
            audience: for whom.
        """
        self.audience = audience
        self._counts: dict[CountKey, int] = {}
        self._relations: dict[Relation, None] = {}
        self._additive: dict[str, bool] = {}
        self.shown: dict[CountKey, Shown] = {}
        known, clean = list(definitions), Clean()
        for place, edition in enumerate(editions):
            self._add(edition, editions[:place], known)
            self.shown = publish(
                self._counts,
                list(self._relations),
                audience,
                earlier=self.shown,
                clean=clean,
            )

    def _add(
        self, edition: Edition, before: Sequence[Edition], definitions: Iterable[Definition]
    ) -> None:
        period = edition.period
        for definition in definitions:
            now = edition.now.get(definition.code, {})
            until = running_part(definition, edition.until.get(definition.code, {}))
            for span, measures in ((period.span, now), (period.until, until)):
                self._add_counts(span, measures.values())
                if definition.total:
                    self._add_totals(span, measures)
            if definition.stock:
                self._add_stock(period, now)
        self._add_running(period, before)

    def _add_counts(self, span: Span, measures: Iterable[Measure]) -> None:
        for measure in measures:
            for count in counts_in(measure):
                self._counts[count.key, span.name] = count.value
                self._additive[count.key] = count.additive

    def _add_totals(self, span: Span, measures: Measures) -> None:
        for group in total_groups(measures):
            total, *parts = ((count.key, span.name) for count in group)
            self._relations[Relation(total, tuple(parts))] = None

    def _add_stock(self, period: Period, measures: Measures) -> None:
        """Tie the state at the end of a year to that at the end of its last quarter."""
        if period.quarter is not None:
            return
        last = str(period.quarters[-1])
        for measure in measures.values():
            for count in counts_in(measure):
                if not count.additive and (count.key, last) in self._counts:
                    self._tie((count.key, period.span.name), [(count.key, last)])

    def _add_running(self, period: Period, before: Sequence[Edition]) -> None:
        """Tie running totals to those of the quarter before, and a year to its quarters."""
        earlier = [edition.period for edition in before if edition.period.quarter]
        last = earlier[-1] if earlier else None
        for key, additive in self._additive.items():
            own, running = (key, period.span.name), (key, period.until.name)
            if not additive or own not in self._counts:
                continue
            if period.quarter is None:
                self._add_year(period, key)
            elif running not in self._counts:
                continue
            elif last is None:
                self._tie(running, [own])
            else:
                self._tie(running, [(key, last.until.name), own])

    def _add_year(self, period: Period, key: str) -> None:
        parts = [(key, str(quarter)) for quarter in period.quarters]
        self._tie((key, period.span.name), [part for part in parts if part in self._counts])
        running = (key, period.until.name)
        if running in self._counts:
            self._tie(running, [(key, Period.of(period.quarters[-1]).until.name)])

    def _tie(self, total: CountKey, parts: list[CountKey]) -> None:
        """A running total as the sum of its parts, where it is one."""
        known = [part for part in parts if part in self._counts]
        if self._counts[total] == sum(self._counts[part] for part in known):
            self._relations[Relation(total, tuple(known), cumulative=True)] = None

    def printed(self, measure: Measure | None, span: Span) -> Printed:
        """A measure in a span as it may be printed; None where it can't be known."""
        match measure:
            case None | Unknown():
                return None
            case Count():
                return self._count(measure, span)
            case Part():
                return self._count(measure.of, span)
            case Share():
                return self._share(measure, span)
            case Statistic():
                return self._statistic(measure, span)
            case Amount() | Word():
                return self._amount(measure, span)

    def _count(self, count: Count, span: Span) -> Printed:
        return self.shown[count.key, span.name]

    def _hidden(self, count: Count, span: Span) -> bool:
        return self.shown[count.key, span.name] == HIDDEN

    def _share(self, share: Share, span: Span) -> Printed:
        percent = share.percent
        if percent is None:
            return None
        secret = self._hidden(share.of, span) or self._hidden(share.over, span)
        if secret or not self.audience.enough(share.over.value):
            return HIDDEN
        return rounded(percent)

    def _statistic(self, statistic: Statistic, span: Span) -> Printed:
        if statistic.value is None:
            return None
        enough = self.audience.enough(statistic.over.value)
        if not enough or self._hidden(statistic.over, span):
            return HIDDEN
        return rounded(statistic.value)

    def _amount(self, measure: Amount | Word, span: Span) -> Printed:
        if any(self._hidden(count, span) for count in counts_in(measure)):
            return HIDDEN
        if isinstance(measure, Word):
            return measure.text
        return measure.value if isinstance(measure.value, int) else rounded(measure.value)

    def over(self, measure: Measure | None, span: Span) -> Printed:
        """Over how many cases a measure is taken, as it may be printed; None for over none."""
        match measure:
            case Part() | Share() | Statistic() | Amount(over=Count()) | Word(over=Count()):
                return self._count(counts_in(measure)[-1], span)
            case _:
                return None


def running_part(definition: Definition, measures: Measures) -> Measures:
    """What is printed of the running measures: of a crosstab the compared columns only."""
    if not definition.crosstab:
        return measures
    return {
        label: measure
        for label, measure in measures.items()
        if isinstance(label, tuple) and label[1] in definition.compared
    }


def rounded(number: Fraction) -> int | float:
    """A number with at most one decimal, half away from zero; whole numbers as such."""
    tenths = (abs(number) * 20 + 1) // 2
    exact = Fraction(tenths if number >= 0 else -tenths, 10)
    return int(exact) if exact.denominator == 1 else float(exact)


def total_groups(measures: Measures) -> list[list[Count]]:
    """Every total with what it is the sum of: the rows of a table, rows and columns of a crosstab.

    A total that is no count, or that can't be known, ties nothing.
    """
    labels = list(measures)
    if any(isinstance(label, tuple) for label in labels):
        pairs = [label for label in labels if isinstance(label, tuple)]
        return [*_cross_groups(measures, pairs, 0), *_cross_groups(measures, pairs, 1)]
    parts: list[Label] = [label for label in labels if label != TOTAL]
    return _group(measures, TOTAL, parts)


def _cross_groups(
    measures: Measures, pairs: Sequence[tuple[str, str]], axis: int
) -> list[list[Count]]:
    """For each line across one axis its total and parts."""
    found = []
    for line in dict.fromkeys(pair[1 - axis] for pair in pairs):
        inside = [pair for pair in pairs if pair[1 - axis] == line]
        totals = [pair for pair in inside if pair[axis] == TOTAL]
        if totals:
            parts: list[Label] = [pair for pair in inside if pair[axis] != TOTAL]
            found += _group(measures, totals[0], parts)
    return found


def _group(measures: Measures, total: Label, parts: Sequence[Label]) -> list[list[Count]]:
    found = [measures[label] for label in (total, *parts) if label in measures]
    counts = [count for measure in found for count in _summed(measure)]
    whole = len(counts) == len(parts) + 1 and len(counts) > 1
    return [counts] if whole and counts[0].value == sum(c.value for c in counts[1:]) else []


def _summed(measure: Measure) -> tuple[Count, ...]:
    """What of a measure adds up over rows: the count itself, or that of an amount's cases."""
    match measure:
        case Count() as count:
            return (count,)
        case Part() | Amount():
            return counts_in(measure)[:1]
        case _:
            return ()
