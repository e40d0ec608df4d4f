"""All figures of a monitor: measured, hidden where they must be, and laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from expertteam_xl.monitoring.measures import Count, Measure, Unknown
from expertteam_xl.monitoring.model import (
    PREVIOUS,
    RUNNING,
    TOTAL,
    VALUE,
    Definition,
    Figure,
    FigureTable,
    Label,
    Measures,
    Printed,
)
from expertteam_xl.monitoring.periods import Period, Span, publications
from expertteam_xl.monitoring.publication import Edition, Publication
from expertteam_xl.suppression import HIDDEN, Audience

if TYPE_CHECKING:
    from expertteam_xl.rules.context import Context


def editions(
    context: Context, definitions: Sequence[Definition], first: date, period: Period
) -> list[Edition]:
    """The measures of every monitor up to and including this one, in the order they come out.

    A list for the team itself has no counts that others see, and is only made for the last.
    """
    public = [each for each in definitions if not each.intern]
    return [
        _edition(context, definitions if each == period else public, each)
        for each in publications(first, period)
    ]


def _edition(context: Context, definitions: Sequence[Definition], period: Period) -> Edition:
    return Edition(
        period,
        now={each.code: each.build(context, period.span) for each in definitions},
        until={each.code: each.build(context, period.until) for each in definitions if _runs(each)},
    )


def _runs(definition: Definition) -> bool:
    """Whether a figure is printed for all days up to and including the period too."""
    return not definition.stock and (not definition.crosstab or bool(definition.compared))


@dataclass(frozen=True)
class Layout:
    """Turns measures into printed figures.

    Attributes:
        publication: what may be printed.
        edition: the monitor that is printed.
        before: that of the period before; None when there was none.
    """

    publication: Publication
    edition: Edition
    before: Edition | None

    def figures(self, definitions: Iterable[Definition]) -> dict[str, Figure | FigureTable]:
        """Every figure by its code."""
        return {each.code: self._printed(each) for each in definitions}

    def _printed(self, definition: Definition) -> Figure | FigureTable:
        measures = self.edition.now[definition.code]
        reason = _nothing_known(measures)
        if reason is not None:
            return _without(definition, reason)
        if not definition.table:
            return self._figure(definition, measures)
        if definition.crosstab:
            return self._crosstab(definition, measures)
        return self._table(definition, measures)

    def _figure(self, definition: Definition, measures: Measures) -> Figure:
        measure = measures[""]
        now, before, running = self._three(definition, "")
        over = self.publication.over(measure, self.edition.period.span)
        reason = "er is niets om over te tellen" if now is None else None
        return Figure(
            definition.code, definition.name, definition.unit, now, over, before, running, reason
        )

    def _three(self, definition: Definition, label: Label) -> tuple[Printed, Printed, Printed]:
        """A measure now, in the period before, and up to now."""
        edition, before = self.edition, self.before
        return (
            self._one(edition.now, definition, label, edition.period.span),
            self._one(before.now, definition, label, before.period.span) if before else None,
            self._one(edition.until, definition, label, edition.period.until),
        )

    def _one(
        self, found: Mapping[str, Measures], definition: Definition, label: Label, span: Span
    ) -> Printed:
        return self.publication.printed(found.get(definition.code, {}).get(label), span)

    def _table(self, definition: Definition, measures: Measures) -> FigureTable:
        labels = [label for label in self._labels(definition, measures) if isinstance(label, str)]
        columns = (VALUE, PREVIOUS) if definition.stock else (VALUE, PREVIOUS, RUNNING)
        rows = tuple(self._three(definition, label)[: len(columns)] for label in labels)
        span = self.edition.period.span
        over = tuple(self.publication.over(measures.get(label), span) for label in labels)
        told = over if any(number is not None for number in over) else ()
        return FigureTable(
            definition.code,
            definition.name,
            definition.unit,
            tuple(labels),
            columns,
            rows,
            n=told,
            reason=_partly_unknown(measures),
        )

    def _labels(self, definition: Definition, measures: Measures) -> list[Label]:
        """The rows of the period, and those that were there before."""
        running = self.edition.until.get(definition.code, {})
        return (
            list(dict.fromkeys([*measures, *running]))
            if set(running) - set(measures)
            else list(measures)
        )

    def _crosstab(self, definition: Definition, measures: Measures) -> FigureTable:
        pairs = [label for label in measures if isinstance(label, tuple)]
        rows = tuple(dict.fromkeys(row for row, _ in pairs))
        columns = tuple(sorted(dict.fromkeys(column for _, column in pairs), key=_is_total))
        compared = [column for column in definition.compared if column in columns]
        printed = {row: self._cross_row(definition, row, columns, compared) for row in rows}
        rows = tuple(row for row in rows if not _is_left_out(definition, printed[row]))
        values = tuple(printed[row] for row in rows)
        more = [f"{word} {column}" for column in compared for word in (PREVIOUS, RUNNING)]
        return FigureTable(
            definition.code,
            definition.name,
            definition.unit,
            rows,
            (*columns, *more),
            values,
            reason=_partly_unknown(measures) if rows else _NOTHING_LEFT,
        )

    def _cross_row(
        self, definition: Definition, row: str, columns: Sequence[str], compared: Sequence[str]
    ) -> tuple[Printed, ...]:
        now, span = self.edition.now, self.edition.period.span
        found = [self._one(now, definition, (row, column), span) for column in columns]
        for column in compared:
            found += self._three(definition, (row, column))[1:]
        return tuple(found)


_NOTHING_LEFT = "er is niets dat vaak genoeg voorkwam"


def _is_left_out(definition: Definition, values: Sequence[Printed]) -> bool:
    """Whether a row of a crosstab says itself that it need not be printed."""
    return bool(definition.left_out) and values[-1] == definition.left_out


def _is_total(label: str) -> bool:
    return label == TOTAL


def _nothing_known(measures: Measures) -> str | None:
    """Why none of the measures can be known; None when any can, or when there are none."""
    reasons = [measure.reason for measure in measures.values() if isinstance(measure, Unknown)]
    return reasons[0] if reasons and len(reasons) == len(measures) else None


def _partly_unknown(measures: Measures) -> str | None:
    """Why some of the measures can't be known; None when all can."""
    reasons = [measure.reason for measure in measures.values() if isinstance(measure, Unknown)]
    return "; ".join(dict.fromkeys(reasons)) or None


def _without(definition: Definition, reason: str) -> Figure | FigureTable:
    if definition.table:
        return FigureTable(definition.code, definition.name, definition.unit, reason=reason)
    return Figure(definition.code, definition.name, definition.unit, reason=reason)


def history(
    publication: Publication, editions_: Sequence[Edition], definitions: Iterable[Definition]
) -> dict[tuple[str, str], tuple[tuple[str, Printed], ...]]:
    """What was printed of every figure and row, quarter after quarter; None for what was hidden."""
    found: dict[tuple[str, str], tuple[tuple[str, Printed], ...]] = {}
    quarters = [edition for edition in editions_ if edition.period.quarter]
    for definition in definitions:
        if definition.intern or (definition.crosstab and not definition.compared):
            continue
        labels: dict[Label, None] = {}
        for edition in quarters:
            labels.update(dict.fromkeys(edition.now.get(definition.code, {})))
        for label in labels:
            found[definition.code, _name(label)] = tuple(
                (
                    str(edition.period),
                    _plain(
                        publication,
                        edition.now.get(definition.code, {}).get(label),
                        edition.period.span,
                    ),
                )
                for edition in quarters
            )
    return found


def _name(label: Label) -> str:
    return label if isinstance(label, str) else " | ".join(label)


def _plain(publication: Publication, measure: Measure | None, span: Span) -> Printed:
    """A printed number for a chart: a hidden one is nothing, a zero is 0."""
    printed = publication.printed(measure, span)
    if printed == HIDDEN:
        return None
    if isinstance(measure, Count) and isinstance(printed, str):
        return 0
    return printed


def unknown(
    figures: Mapping[str, Figure | FigureTable],
) -> tuple[tuple[str, str, str], ...]:
    """Code, name and reason of every figure of which nothing can be known."""
    return tuple(
        (figure.code, figure.name, figure.reason)
        for figure in figures.values()
        if figure.reason is not None and not (isinstance(figure, FigureTable) and figure.rows)
    )


def audience_for(context: Context, name: str) -> Audience:
    """The audience with the thresholds of the settings (domein §9)."""
    from expertteam_xl.suppression import audience

    settings = context.settings
    thresholds = {
        "bestuurlijk": (settings.drempel_bestuurlijk, settings.pct_min_n),
        "openbaar": (settings.drempel_openbaar, settings.pct_min_n_openbaar),
    }
    threshold, least = thresholds.get(name, (None, None))
    return audience(name, threshold=threshold, least=least)


__all__ = ["Layout", "audience_for", "editions", "history", "unknown"]
