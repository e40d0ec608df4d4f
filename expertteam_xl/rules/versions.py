"""Which convenant holds, and whether it was extended (V01–V03)."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from expertteam_xl.rules.catalogue import V01, V02, V03
from expertteam_xl.rules.context import HELD, PLANNED, Context
from expertteam_xl.rules.wording import as_date, day, listed

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class _Events:
    """Days on which the convenant was used, with the row of each."""

    table: str
    field: str
    days: np.ndarray
    rows: np.ndarray

    def first(self, mask: np.ndarray) -> int:
        """Row id of the earliest event in the mask."""
        return int(self.rows[mask][np.argmin(self.days[mask])])


def _events(context: Context) -> Iterator[_Events]:
    """Aanmeldingen and held sessions."""
    days = context.cases.dates("Aanmelddatum")
    yield _known("Casussen", "Aanmelddatum", days, np.arange(len(days)))
    if context.register.minimal:
        held = context.held
        yield _known("Casussen", "Overlegdatum", held["day"].to_numpy(), held["row"].to_numpy())
    sessions = context.register.table("Overleggen")
    rows = np.flatnonzero(np.equal(sessions.objects("Status"), HELD))
    yield _known("Overleggen", "Overlegdatum", sessions.dates("Overlegdatum")[rows], rows)


def _known(table: str, field: str, days: np.ndarray, rows: np.ndarray) -> _Events:
    days = days.astype("datetime64[D]")
    return _Events(table, field, days[~np.isnat(days)], rows[~np.isnat(days)])


@implements(V01)
def convenant_2018(context: Context) -> Result:
    """V01 (C18 6.1): nothing before the first convenant; its extensions have a letter."""
    before = _first_event(context, lambda e: coverage_codes(e.days) == Coverage.VOOR_BEGIN)
    unlettered = _without_letter(context, version_named("2018"))
    if not before:
        return Result([unlettered] if unlettered else [])
    begin = version_named("2018").begin
    text = f"Er was nog geen convenant: het eerste begon op {day(begin)}. Verbeter {{cel}}."
    if unlettered:
        text += f" Ook: {unlettered.message}"
    return Result([Hit(text, Severity.FOUT, *before)])


@implements(V02)
def convenant_2020(context: Context) -> Result:
    """V02 (C20 11): the extensions have a letter; after the last one there is no convenant."""
    version = version_named("2020")
    after = _first_event(context, lambda e: coverage_codes(e.days) == Coverage.NA_AFLOOP)
    unlettered = _without_letter(context, version)
    if not after:
        return Result([unlettered] if unlettered else [])
    text = (
        f"Het convenant kon lopen tot en met {day(version.last_end)}; voor wat daarna gebeurde "
        "gelden hier nog de regels van 2020. Ga na welke afspraken nu gelden."
    )
    if unlettered:
        text += f" Ook: {unlettered.message}"
        after = (unlettered.table, unlettered.row, unlettered.fields)
    return Result([Hit(text, Severity.WAARSCHUWING, *after)])


def _first_event(context: Context, chosen: object) -> tuple[str, int, tuple[str, ...]] | None:
    """Table, row and field of the first event that is chosen; None when there is none."""
    for events in _events(context):
        mask = chosen(events)  # type: ignore[operator]
        if mask.any():
            return events.table, events.first(mask), (events.field,)
    return None


def _without_letter(context: Context, version: Version) -> Hit | None:
    """One hit that names the extension years with events and without a verlengingsbrief."""
    lacking = _years_without_letter(context, version)
    numbers = [e.number for e in version.extensions if e.begin.year in lacking]
    place = _first_event(context, lambda e: _in_extension(e.days, version, numbers))
    if not lacking or not place:
        return None
    years = listed([str(year) for year in lacking])
    text = (
        f"Het convenant van {version.name} liep tot en met {day(version.end)}. In {years} is "
        "doorgewerkt, maar er is geen verlengingsbrief vastgelegd. Zet de brief op het blad "
        "Momenten, of zijn datum in de instellingen (verlengingsbrieven)."
    )
    return Hit(text, Severity.WAARSCHUWING, *place)


def _in_extension(days: np.ndarray, version: Version, numbers: list[int]) -> np.ndarray:
    mine = np.equal(version_names(days), version.name).astype(bool)
    return mine & np.isin(extension_numbers(days), numbers)


def _years_without_letter(context: Context, version: Version) -> list[int]:
    """Extension years in which something happened and that no letter covers."""
    letters = _letters(context)
    lacking = []
    for extension in version.extensions:
        year = extension.begin.year
        used = any(_in_extension(e.days, version, [extension.number]).any() for e in _events(context))
        letter = next((x for x in letters if year in x), None)
        if letter is not None:
            letters.remove(letter)
        elif used:
            lacking.append(year)
    return lacking


def _letters(context: Context) -> list[tuple[int, ...]]:
    """For each recorded letter the years it can extend to: its Periode, else the year after."""
    found = [_years_of(letter) for letter in context.settings.verlengingsbrieven]
    moments = context.register.table("Momenten")
    kinds, periods = moments.objects("Soort"), moments.objects("Periode")
    for row in np.flatnonzero(np.equal(kinds, "verlengingsbrief")):
        written = moments.dates("Datum")[row]
        if named := _YEAR.findall(periods[row] or ""):
            found.append(tuple(int(year) for year in named))
        elif not np.isnat(written):
            found.append(_years_of(as_date(written)))
    return found


def _years_of(written: date) -> tuple[int, ...]:
    """A letter extends to the year after it; written late, to the year itself."""
    return (written.year + 1, written.year)


@implements(V03)
def stream_a_not_before_start(context: Context) -> Result:
    """V03 (V voorstel 1): no session of werkstroom A before it began."""
    start = np.datetime64(context.settings.start_A, "D")
    if context.register.minimal:
        talks = context.talks
        early = talks[talks["stream"].eq("A") & (talks["day"] < start)]
        rows, table = early["row"].to_numpy(dtype=int), "Casussen"
    else:
        sessions, table = context.register.table("Overleggen"), "Overleggen"
        happens = np.isin(sessions.objects("Status").astype(str), (HELD, PLANNED))
        in_a = np.equal(sessions.objects("Werkstroom"), "A").astype(bool)
        rows = np.flatnonzero(in_a & happens & (sessions.dates("Overlegdatum") < start))
    days = context.register.table(table).dates("Overlegdatum")
    hits = [
        Hit(
            f"Overleg van werkstroom A op {day(days[row])}, vóór de start van de doorbraaktafel "
            f"op {day(context.settings.start_A)}. Klopt de datum, maak {{cel}} dan leeg.",
            Severity.FOUT,
            table,
            int(row),
            ("Werkstroom",),
        )
        for row in rows
    ]
    return Result(hits)
