"""Which convenant holds, and whether it was extended (V01–V03)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from expertteam_xl.checks import Hit, Result, implements
from expertteam_xl.convenant.versions import (
    Coverage,
    Version,
    coverage_codes,
    extension_numbers,
    version_named,
    version_names,
)
from expertteam_xl.findings import Severity
from expertteam_xl.rules.catalogue.versions import V01, V02, V03
from expertteam_xl.rules.context import HELD, PLANNED, Context
from expertteam_xl.rules.vectors import Array, among, as_days
from expertteam_xl.rules.wording import as_date, day
from expertteam_xl.text import listed

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class _Events:
    """Days on which the convenant was used, with the row of each."""

    table: str
    field: str
    days: Array
    rows: Array

    def first(self, mask: Array) -> int:
        """Row id of the earliest event in the mask."""
        return int(self.rows[mask][np.argmin(self.days[mask])])


_Chosen = Callable[[_Events], Array]


def _events(context: Context) -> Iterator[_Events]:
    """Aanmeldingen and held sessions."""
    days = context.days("Casussen.Aanmelddatum")
    yield _known("Casussen", "Aanmelddatum", days, np.arange(len(days)))
    if context.register.minimal:
        held = context.held
        yield _known("Casussen", "Overlegdatum", as_days(held["day"]), held["row"].to_numpy())
    rows = np.flatnonzero(among(context.objects("Overleggen.Status"), (HELD,)))
    yield _known("Overleggen", "Overlegdatum", context.days("Overleggen.Overlegdatum")[rows], rows)


def _known(table: str, field: str, days: Array, rows: Array) -> _Events:
    return _Events(table, field, days[~np.isnat(days)], rows[~np.isnat(days)])


@implements(V01)
def convenant_2018(context: Context) -> Result:
    """V01 (C18 6.1): nothing before the first convenant; its extensions have a letter."""
    version = version_named("2018")
    before = _first_event(context, lambda e: coverage_codes(e.days) == Coverage.VOOR_BEGIN)
    text = f"Er was nog geen convenant: het eerste begon op {day(version.begin)}. Verbeter {{cel}}."
    return _with_letters(context, version, before, text, Severity.FOUT)


@implements(V02)
def convenant_2020(context: Context) -> Result:
    """V02 (C20 11): the extensions have a letter; after the last one there is no convenant."""
    version = version_named("2020")
    after = _first_event(context, lambda e: coverage_codes(e.days) == Coverage.NA_AFLOOP)
    text = (
        f"Het convenant kon lopen tot en met {day(version.last_end)}; voor wat daarna gebeurde "
        "gelden hier nog de regels van 2020. Ga na welke afspraken nu gelden."
    )
    return _with_letters(context, version, after, text, Severity.WAARSCHUWING)


_Place = tuple[str, int, tuple[str, ...]]


def _with_letters(
    context: Context, version: Version, place: _Place | None, text: str, severity: Severity
) -> Result:
    """One hit a register: what was found at a place, what is said about letters, or both."""
    unlettered = _without_letter(context, version)
    if place is None:
        return Result([unlettered] if unlettered else [])
    if unlettered:
        also = unlettered.message
        text += f" Ook: {also[0].lower()}{also[1:]}"
    return Result([Hit(text, severity, *place, once=True)])


def _first_event(context: Context, chosen: _Chosen) -> _Place | None:
    """Table, row and field of the first event that is chosen; None when there is none."""
    for events in _events(context):
        mask = chosen(events)
        if mask.any():
            return events.table, events.first(mask), (events.field,)
    return None


def _without_letter(context: Context, version: Version) -> Hit | None:
    """One hit that names the extension years with events and without a verlengingsbrief."""
    used = _used_years(context, version)
    lacking = sorted(used.keys() - _lettered(context, list(used)))
    numbers = [used[year] for year in lacking]
    place = _first_event(context, lambda e: _in_extension(e.days, version, numbers))
    if not place:
        return None
    years = listed([str(year) for year in lacking])
    text = (
        f"Het convenant van {version.name} liep tot en met {day(version.end)}. In {years} is "
        "doorgewerkt, maar er is geen verlengingsbrief vastgelegd. Zet de brief op het blad "
        "Momenten, of zijn datum in de instellingen (verlengingsbrieven)."
    )
    return Hit(text, Severity.WAARSCHUWING, *place, once=True)


def _in_extension(days: Array, version: Version, numbers: list[int]) -> Array:
    """Which days lie in these extension years of a version, and in no newer version."""
    inside: Array = np.isin(extension_numbers(days), numbers)
    return inside & among(version_names(days), (version.name,))


def _used_years(context: Context, version: Version) -> dict[int, int]:
    """Extension years in which something happened, with the number of the extension."""
    return {
        extension.begin.year: extension.number
        for extension in version.extensions
        if _first_event(context, lambda e: _in_extension(e.days, version, [extension.number]))  # noqa: B023 - called at once
    }


def _lettered(context: Context, used: list[int]) -> set[int]:
    """Which of these years a recorded letter extends to.

    A letter extends to the years in its Periode. Without one it extends to the year after it was
    written, or when that has one to the year of its date: it came late.
    """
    lettered = set()
    loose = list(context.settings.verlengingsbrieven)
    periods = context.objects("Momenten.Periode")
    written = context.days("Momenten.Datum")
    for row in np.flatnonzero(among(context.objects("Momenten.Soort"), ("verlengingsbrief",))):
        named = _YEAR.findall(periods[row] or "")
        lettered |= {int(year) for year in named}
        if not named and not np.isnat(written[row]):
            loose.append(as_date(written[row]))
    return lettered | _extended_by(loose, [year for year in used if year not in lettered])


def _extended_by(letters: list[date], years: list[int]) -> set[int]:
    """The years that letters without a Periode extend to: the latest year first, as many as can."""
    written = [letter.year for letter in letters]
    extended = set()
    for year in sorted(years, reverse=True):
        found = next((each for each in (year, year - 1) if each in written), None)
        if found is not None:
            written.remove(found)
            extended.add(year)
    return extended


@implements(V03)
def stream_a_not_before_start(context: Context) -> Result:
    """V03 (V voorstel 1): no session of werkstroom A before it began."""
    happens = among(context.objects("Overleggen.Status"), (HELD, PLANNED))
    hits = list(_early(context, "Overleggen", happens))
    if context.register.minimal:
        hits += _early(context, "Casussen", np.ones(len(context.cases), dtype=bool))
    return Result(hits)


def _early(context: Context, table: str, happens: Array) -> Iterator[Hit]:
    start = context.settings.start_A
    days = context.days(f"{table}.Overlegdatum")
    in_a = among(context.objects(f"{table}.Werkstroom"), ("A",))
    for row in np.flatnonzero(happens & in_a & (days < np.datetime64(start, "D"))):
        text = (
            f"Overleg van werkstroom A op {day(days[row])}, vóór de start van de doorbraaktafel "
            f"op {day(start)}. Klopt de datum, maak {{cel}} dan leeg."
        )
        yield Hit(text, Severity.FOUT, table, int(row), ("Werkstroom",))
