"""The first of the seven elements: casuïstiek by werkstroom, ground, knelpunt, gemeente and age."""

from __future__ import annotations

import numpy as np

from expertteam_xl.monitoring.intake import REGISTERED, no_gemeenten
from expertteam_xl.monitoring.measures import Count, Measure, Unknown
from expertteam_xl.monitoring.model import TOTAL, Build, Definition, Label, Measures, Section, Unit
from expertteam_xl.monitoring.periods import Period, Span
from expertteam_xl.monitoring.views import (
    Labels,
    case_gemeenten,
    case_streams,
    counted,
    labels,
    no_column,
    registered_in,
)
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.context import Context
from expertteam_xl.rules.vectors import Array
from expertteam_xl.schema import column_at

AGES = ("0-3", "4-11", "12-17", "18-23")
_BOUNDS = (0, 4, 12, 18, 24)
NO_AGE = "24 of ouder, of onbekend"
_NONE = "niet ingevuld"


def ages(context: Context) -> Labels:
    """For every row of Casussen its age group on the aanmelddatum, or `NO_AGE`.

    Of a year of birth only, the age reached in the year of the aanmelding.
    """
    return context.derived("monitor ages", lambda: _ages(context))


def _ages(context: Context) -> Labels:
    on = context.days("Casussen.Aanmelddatum")
    years = _by_year(context, on)
    born = context.days("Casussen.Geboortedatum")
    known = ~np.isnat(born) & ~np.isnat(on)
    years = np.where(known, _whole_years(born, on), years)
    group = np.searchsorted(_BOUNDS, years, side="right") - 1
    fits = (years >= 0) & (years < _BOUNDS[-1])
    return Labels((*AGES, NO_AGE), np.where(fits, group, len(AGES)).astype(np.intp))


def _by_year(context: Context, on: Array) -> Array:
    table = context.cases
    if not table.has("Geboortejaar"):
        return np.full(len(table), -1)
    born = table.frame["Geboortejaar"].to_numpy(dtype=np.float64)
    year = on.astype("datetime64[Y]").astype(np.int64) + 1970
    known = ~np.isnan(born) & ~np.isnat(on)
    found: Array = np.where(known, year - np.nan_to_num(born), -1).astype(np.int64)
    return found


def _whole_years(born: Array, on: Array) -> Array:
    """Years that are over; somebody born on 29 February ages on 1 March."""
    years = on.astype("datetime64[Y]") - born.astype("datetime64[Y]")
    before = _in_year(on) < _in_year(born)
    found: Array = years.astype(np.int64) - before
    return found


def _in_year(days: Array) -> Array:
    """Month and day as a number that can be compared between years."""
    month = days.astype("datetime64[M]")
    in_month = (days - month).astype(np.int64)
    found: Array = (month.astype(np.int64) % 12) * 32 + in_month
    return found


def _cross(context: Context, span: Span, down: Labels, across: Labels) -> Measures:
    """Aanmeldingen by two things at once, with margins; under so many cases the margins only."""
    mask = registered_in(context, span)
    size = (len(down.names), len(across.names))
    places = down.codes[mask] * size[1] + across.codes[mask]
    cells = np.bincount(places, minlength=size[0] * size[1]).reshape(size)
    cells = np.vstack([cells, cells.sum(axis=0)])
    cells = np.column_stack([cells, cells.sum(axis=1)])
    margins = margins_only(context, span)
    found: dict[Label, Measure] = {}
    for row, numbers in zip((*down.names, TOTAL), cells.tolist(), strict=True):
        for column, number in zip((*across.names, TOTAL), numbers, strict=True):
            if TOTAL in (row, column) or not margins:
                found[row, column] = Count(_key(row, column), number)
    return found


def margins_only(context: Context, span: Span) -> bool:
    """Whether crosstabs print their totals only: under so many cases (kruistabel_min).

    Those of a year do so too where one of its quarters does and another does not: what the one
    keeps back would follow from the year and the other.
    """
    least = context.settings.kruistabel_min
    numbers = [_registered(context, each) for each in _quarters(span)]
    some = [number >= least for number in numbers if number]
    return _registered(context, span) < least or (any(some) and not all(some))


def _registered(context: Context, span: Span) -> int:
    return int(np.count_nonzero(registered_in(context, span)))


def _quarters(span: Span) -> list[Span]:
    """The quarters of a quarter, or of a year."""
    quarter, found = Quarter.of(span.first or span.last), []
    while quarter.first <= span.last:
        found.append(Period.of(quarter).span)
        quarter = quarter.next
    return found


def _key(row: str, column: str) -> str:
    """The same key as where one of both is counted alone."""
    return "|".join((REGISTERED, *(part for part in (row, column) if part != TOTAL)))


def by_gemeente_and_age(context: Context, span: Span) -> Measures:
    """M02-1: aanmeldingen by gemeente and age."""
    if reason := no_gemeenten(context) or _no_ages(context):
        return {"": reason}
    return _cross(context, span, case_gemeenten(context), ages(context))


def _no_ages(context: Context) -> Unknown | None:
    """That no case has a year or date of birth; None when some have."""
    if no_column(context, "Casussen.Geboortedatum") is None:
        return None
    return no_column(context, "Casussen.Geboortejaar")


def by_gemeente_and_stream(context: Context, span: Span) -> Measures:
    """M02-1-werkstroom: aanmeldingen by gemeente and werkstroom."""
    if reason := no_gemeenten(context) or no_column(context, "Casussen.Werkstroom"):
        return {"": reason}
    return _cross(context, span, case_gemeenten(context), case_streams(context))


def by_knelpunt(context: Context, span: Span) -> Measures:
    """M02-1-knelpunt: aanmeldingen by knelpunt and werkstroom."""
    if reason := no_column(context, "Casussen.Knelpunt", "Casussen.Werkstroom"):
        return {"": reason}
    return _cross(context, span, knelpunten(context), case_streams(context))


def knelpunten(context: Context) -> Labels:
    """The knelpunten, and that of every row of Casussen; *niet ingevuld* comes last."""
    place = "Casussen.Knelpunt"
    return context.derived(
        "monitor knelpunten",
        lambda: labels(context.objects(place), tuple(column_at(place).words), _NONE),
    )


def by_ground(context: Context, span: Span) -> Measures:
    """M02-1-grond: aanmeldingen of werkstroom A by ground; a case may have more than one."""
    if reason := no_column(context, "Casussen.Grond A"):
        return {"": reason}
    chosen = registered_in(context, span) & case_streams(context).among("A")
    found: dict[Label, Measure] = {}
    without = np.ones(len(chosen), dtype=bool)
    for word in column_at("Casussen.Grond A").words:
        has = with_ground(context, word)
        without = without & ~has
        found[f"grond {word}"] = counted(f"grond {word}", chosen & has)
    return {**found, _NONE: counted("grond niet ingevuld", chosen & without)}


def with_ground(context: Context, ground: str) -> Array:
    """Rows of Casussen with a ground of werkstroom A, among others perhaps."""
    return context.derived(
        f"monitor ground {ground}",
        lambda: np.array(
            [ground in (value or ()) for value in context.objects("Casussen.Grond A")], dtype=bool
        ),
    )


def _definition(code: str, name: str, text: str, build: Build) -> Definition:
    return Definition(
        code,
        name,
        Unit.AANTAL,
        Section.INSTROOM,
        f"{text} Onder het minimum van de kruistabel staan alleen de totalen.",
        build,
        table=True,
        crosstab=True,
        total=True,
        source="V Uitvoering",
    )


DEFINITIONS = (
    _definition(
        "M02-1",
        "Casuïstiek naar gemeente en leeftijd",
        "Aanmeldingen naar gemeente en leeftijd op de aanmelddatum; van wie alleen het "
        "geboortejaar bekend is, de leeftijd die in het jaar van de aanmelding bereikt wordt.",
        by_gemeente_and_age,
    ),
    _definition(
        "M02-1-werkstroom",
        "Casuïstiek naar gemeente en werkstroom",
        "Aanmeldingen naar gemeente en werkstroom.",
        by_gemeente_and_stream,
    ),
    _definition(
        "M02-1-knelpunt",
        "Casuïstiek naar knelpunt en werkstroom",
        "Aanmeldingen naar knelpunt en werkstroom.",
        by_knelpunt,
    ),
    Definition(
        "M02-1-grond",
        "Gronden van werkstroom A",
        Unit.AANTAL,
        Section.INSTROOM,
        "Aanmeldingen van werkstroom A naar grond; een casus kan er meer dan een hebben.",
        by_ground,
        table=True,
        source="C20 1; V Uitvoering",
    ),
)
