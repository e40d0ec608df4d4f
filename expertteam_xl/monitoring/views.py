"""What the figures count in: days within a span, and who a case belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from expertteam_xl.convenant.gemeenten import gemeenten, resolve
from expertteam_xl.monitoring.measures import Count, Measure, Unknown
from expertteam_xl.monitoring.model import TOTAL, Label
from expertteam_xl.monitoring.periods import Span
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.returns import returning_cases
from expertteam_xl.rules.vectors import Array, as_days, blank, objects

ELSEWHERE = "buiten het convenant of onbekend"
"""The row of cases of which the gemeente is none of the convenant, or can't be told."""

NO_STREAM = "zonder werkstroom"
"""The row of cases of 2018, and of those of which the werkstroom is not filled in."""


@dataclass(frozen=True)
class Labels:
    """The rows of a table of figures, and to which of them each row of the register belongs.

    Attributes:
        names: the labels, in the order in which they are printed.
        codes: for every row of the register the place of its label.
    """

    names: tuple[str, ...]
    codes: Array

    def numbers(self, mask: Array) -> list[int]:
        """How many of the chosen rows belong to each label."""
        found: list[int] = np.bincount(self.codes[mask], minlength=len(self.names)).tolist()
        return found

    def among(self, name: str) -> Array:
        """Which rows belong to a label."""
        found: Array = self.codes == self.names.index(name)
        return found


def labels(values: Array, words: Sequence[str], other: str) -> Labels:
    """Values as labels; any that is none of the words is another one, which comes last."""
    names = tuple(dict.fromkeys((*words, other)))
    codes = pd.Index(names, dtype=object).get_indexer(values)
    return Labels(names, np.where(codes < 0, names.index(other), codes))


def within(days: Array, span: Span) -> Array:
    """Which days lie in a span; a day that is not known lies in none."""
    inside: Array = days <= np.datetime64(span.last, "D")
    if span.first is not None:
        inside &= days >= np.datetime64(span.first, "D")
    return inside


def registered(context: Context) -> Array:
    """Rows of Casussen that are an aanmelding; a mere adviesvraag is none (A01)."""
    return context.derived("monitor registered", lambda: ~context.advice_questions)


def registered_in(context: Context, span: Span) -> Array:
    """Rows of Casussen that are an aanmelding with its aanmelddatum in a span."""
    found: Array = registered(context) & within(context.days("Casussen.Aanmelddatum"), span)
    return found


def gemeente_names() -> tuple[str, ...]:
    """The gemeenten of the convenant, in its order."""
    return tuple(gemeente.name for gemeente in gemeenten())


def case_gemeenten(context: Context) -> Labels:
    """For every row of Casussen the gemeente on its aanmelddatum, or `ELSEWHERE`."""
    return context.derived("monitor gemeenten", lambda: _case_gemeenten(context))


def _case_gemeenten(context: Context) -> Labels:
    own, place = context.objects("Casussen.Gemeente"), context.objects("Casussen.Woonplaats")
    values = np.where(blank(own), place, own)
    days = context.days("Casussen.Aanmelddatum").astype(object)
    pairs = list(zip(values.tolist(), days.tolist(), strict=True))
    known = {pair: _gemeente(context, *pair) for pair in dict.fromkeys(pairs)}
    return labels(objects([known[pair] for pair in pairs]), gemeente_names(), ELSEWHERE)


def _gemeente(context: Context, value: str | None, day: date | None) -> str | None:
    settings = context.settings
    place = resolve(
        value,
        day or context.on,
        weesp_na_fusie=settings.weesp_na_fusie,
        valid_until=settings.valid_until,
    )
    return place.gemeente


def case_streams(context: Context) -> Labels:
    """For every row of Casussen its werkstroom: A, B, or `NO_STREAM`."""
    return context.derived(
        "monitor streams",
        lambda: labels(context.objects("Casussen.Werkstroom"), ("A", "B"), NO_STREAM),
    )


def counted(key: str, mask: Array, *, additive: bool = True) -> Count:
    """How many rows are meant."""
    return Count(key, int(np.count_nonzero(mask)), additive=additive)


def by_label(key: str, of: Labels, mask: Array, *, additive: bool = True) -> dict[Label, Measure]:
    """A count for every label among the chosen rows, and their total.

    Args:
        key: names what is counted; a label is added to it.
        of: the rows of the table.
        mask: which rows of the register count.
        additive: see `Count`.
    """
    measures: dict[Label, Measure] = {
        label: Count(f"{key}|{label}", number, additive=additive)
        for label, number in zip(of.names, of.numbers(mask), strict=True)
    }
    measures[TOTAL] = Count(key, int(np.count_nonzero(mask)), additive=additive)
    return measures


def by_stream(
    context: Context, key: str, mask: Array, *, additive: bool = True
) -> dict[Label, Measure]:
    """A count for every werkstroom and the total; the total alone where none is recorded."""
    found = by_label(key, case_streams(context), mask, additive=additive)
    if reason := no_column(context, "Casussen.Werkstroom"):
        return {"A": reason, "B": reason, TOTAL: found[TOTAL]}
    return found


def discussed_in(context: Context, span: Span) -> Array:
    """Which discussions of `Context.held` lie in a span."""
    days = context.derived("monitor held days", lambda: as_days(context.held["day"]))
    return within(days, span)


def held_cases(context: Context) -> Array:
    """For each of `Context.held` a number for its case; -1 where it names none."""
    return context.derived("monitor held cases", lambda: _held_cases(context))


def _held_cases(context: Context) -> Array:
    if renumbered(context):
        return np.arange(len(context.held))
    numbers: Array = pd.factorize(context.held["key"])[0]
    return numbers


def renumbered(context: Context) -> Unknown | None:
    """That the numbers of a minimal register begin anew on each sheet; None when they do not.

    Then the same number is another case, and no return can be recognised (M03).
    """
    return context.derived("monitor renumbered", lambda: _renumbered(context))


def _renumbered(context: Context) -> Unknown | None:
    if not context.register.minimal or returning_cases(context).remark is None:
        return None
    return Unknown("de nummering begint op elk blad opnieuw, dus een terugkeer is niet te zien")


def discussed_cases(context: Context, span: Span) -> Count:
    """How many different cases were discussed in a span."""
    return distinct("besproken", held_cases(context)[discussed_in(context, span)])


def distinct(key: str, numbers: Array) -> Count:
    """How many different cases, by their numbers; those below zero are none."""
    return Count(key, len(np.unique(numbers[numbers >= 0])), additive=False)


def no_talks(context: Context) -> Unknown | None:
    """That the register does not tell which cases were discussed; None when it does."""
    if context.register.minimal:
        return no_column(context, "Casussen.Overlegdatum")
    return None


def no_sheet(context: Context, *tables: str) -> Unknown | None:
    """That a sheet is not there, or holds nothing yet; None when all hold something."""
    for table in tables:
        if table not in context.register.tables:
            return Unknown(f"het register heeft geen blad {table}")
        if not len(context.register.table(table)):
            return Unknown(f"op {table} staat nog niets")
    return None


def no_column(context: Context, *places: str) -> Unknown | None:
    """That a column is not there, or is filled in nowhere; None when all are used.

    Of a sheet without rows all columns count as used when it is that of the cases: a register in
    which nothing happened yet has noughts.
    """
    for place in places:
        reason = _once(context, f"monitor without {place}", _lacks, place)
        if reason is not None:
            return reason
    return None


def absent(context: Context, *places: str) -> Unknown | None:
    """That a column is not there; None when all are. Blank cells in it say *not yet*."""
    for place in places:
        if not context.register.has(place):
            return _lacks(context, place)
    return None


def _once(
    context: Context, name: str, make: Callable[[Context, str], Unknown | None], place: str
) -> Unknown | None:
    return context.derived(name, lambda: make(context, place))


def _lacks(context: Context, place: str) -> Unknown | None:
    table, _, field = place.partition(".")
    if table != "Casussen" and (missing := no_sheet(context, table)):
        return missing
    if not context.register.has(place):
        return Unknown(f"het register heeft geen kolom '{field}' ({table})")
    if not context.is_recorded(place):
        return Unknown(f"'{field}' ({table}) is nergens ingevuld")
    return None
