"""The sheets of an empty register that are no list to fill in, but serve those that are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from expertteam_xl.convenant.gemeenten import gemeenten
from expertteam_xl.convenant.versions import load_versions, term, version_named
from expertteam_xl.outputs.empty_register_formulas import (
    FREE_DAYS,
    ON,
    SIGNAL,
    SOON,
    START_A,
    STREAMS_SINCE,
    TERMS,
)
from expertteam_xl.outputs.empty_register_lists import PLACES, TOP, Lists
from expertteam_xl.outputs.empty_register_model import (
    Entry,
    Message,
    Name,
    Page,
    PageCell,
)
from expertteam_xl.outputs.empty_register_places import rows_name
from expertteam_xl.package.areas import quoted
from expertteam_xl.schema import SUPPORT_SHEETS
from expertteam_xl.settings import Settings

_LAST_YEAR = 2035
"""Last year of which the days off are written out."""

_ROOM = 100
"""So many days off of their own people can add."""

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_AGREED = {
    "T01": "triage_werkdagen",
    "T02": "overleg_dagen",
    "T03": "tv_overleg_dagen",
    "T04": "tv_max_dagen",
    "T05": "besluit_werkdagen",
    "T06": "vervallen_uren",
}
Row = tuple[PageCell, ...]


def head(*words: str) -> Row:
    """The header of a table on a page."""
    return tuple(PageCell(word, "head") for word in words)


def line(*values: str | int | date) -> Row:
    """A row of plain cells."""
    return tuple(PageCell(v, "date" if isinstance(v, date) else "text") for v in values)


def places_page(sheet: str) -> Page:
    """The gemeenten of the convenant with their woonplaatsen."""
    rows = [
        line("Uit deze lijst kiest u een woonplaats; andere plaatsen mag u typen."),
        head("Woonplaats", "Gemeente", "CBS-code", "Uitvoeringsdienst", "Tot en met"),
    ]
    rows += [
        line(place, each.name, each.code, each.service, each.valid_until or "")
        for each in gemeenten()
        for place in each.places or (each.name,)
    ]
    return Page(sheet, tuple(rows), (24, 18, 12, 19, 12), SUPPORT_SHEETS["Gemeenten"], TOP - 1)


def places_names(page: Page) -> Iterator[Name]:
    """What the drop-downs call its woonplaatsen."""
    yield Name(PLACES, f"={quoted(page.name)}!$A${TOP}:$A${len(page.rows) + 1}")


def lists_page(lists: Lists) -> Page:
    """The words of the drop-downs, a column for every list."""
    longest = max(map(len, lists.found))
    titles = [title for _, title in lists.found.values()]
    words = [
        line(*(words[i] if i < len(words) else "" for words in lists.found)) for i in range(longest)
    ]
    note = "Andere woorden kent controleer niet; verander deze lijsten dus niet."
    widths = [
        max(map(len, (*words, title))) + 2 for words, title in zip(lists.found, titles, strict=True)
    ]
    rows = (line(note), head(*titles), *words)
    return Page(lists.sheet, rows, tuple(widths), SUPPORT_SHEETS["Keuzelijsten"], TOP - 1)


def free_days_page(sheet: str) -> Page:
    """The days off, from the first convenant on, with room for more."""
    note = (
        "Werkdagen zijn maandag tot en met vrijdag, zonder deze dagen. Eigen vrije dagen zet u "
        "onderaan bij; de kleuren rekenen er dan mee."
    )
    rows = [line(note), head("Datum", "Dag", "Naam")]
    rows += [line(day, _WEEKDAYS[day.weekday()], name) for day, name in _free_days()]
    low, high = date(load_versions()[0].begin.year, 1, 1), date(_LAST_YEAR, 12, 31)
    alert = Message("Datum", f"Vul een datum in tot en met {_LAST_YEAR}, zoals 14-05-2021.")
    area = f"A{TOP}:A{len(rows) + 1 + _ROOM}"
    entries = {area: Entry("date", low=low, high=high, alert=alert)}
    title = SUPPORT_SHEETS["Feestdagen"]
    return Page(sheet, tuple(rows), (13, 15, 44), title, TOP - 1, entries)


def _free_days() -> Iterator[tuple[date, str]]:
    calendar = Settings().calendar
    for year in range(load_versions()[0].begin.year, _LAST_YEAR + 1):
        yield from calendar.holidays(year).items()


def free_days_names(page: Page) -> Iterator[Name]:
    """What the colours call the days off, the room for more included."""
    yield Name(FREE_DAYS, f"={quoted(page.name)}!$A${TOP}:$A${len(page.rows) + 1 + _ROOM}")


def settings_page(sheet: str, counts: Mapping[str, str]) -> Page:
    """The numbers that the colours count with.

    Args:
        sheet: name of its tab.
        counts: name of a table to the formula of how many of its rows are in use.
    """
    note = (
        "Met deze waarden kleuren de datums. controleer leest zijn eigen instellingen "
        "(expertteam-xl.toml); houd ze gelijk als u iets verandert."
    )
    rows = [line(note), head("Instelling", "Waarde", "Eenheid", "Bron")]
    rows += [
        (PageCell(what), PageCell(value, "input"), PageCell(unit), PageCell(source))
        for _, what, value, unit, source in _values()
    ]
    rows += [
        (
            PageCell(f"Rijen in gebruik op {table}"),
            PageCell(formula, "number"),
            *line("rijen", "telt vanzelf"),
        )
        for table, formula in counts.items()
    ]
    widths = (52, 15, 13, 34)
    return Page(sheet, tuple(rows), widths, SUPPORT_SHEETS["Instellingen"], TOP - 1)


def settings_names(page: Page, counts: Mapping[str, str]) -> Iterator[Name]:
    """What the colours and the drop-downs call them."""
    names = [*(name for name, *_ in _values()), *map(rows_name, counts)]
    for row, name in enumerate(names, TOP):
        yield Name(name, f"={quoted(page.name)}!$B${row}")


def _values() -> Iterator[tuple[str, str, str | int | date, str, str]]:
    """Name, meaning, value, unit and source of every setting."""
    settings, streams = Settings(), version_named("2020")
    yield ON, "Peildatum: de dag waarop de kleuren gelden", "=TODAY()", "datum", "vandaag"
    for code, key in _AGREED.items():
        agreed = term(key)
        yield TERMS[code], f"{agreed.name} ({code})", agreed.value, agreed.unit, agreed.source
    soon, signal = settings.binnenkort_werkdagen, settings.tv_signaal_dag
    own = "keuze van het programma"
    yield SOON, "Zoveel tevoren wordt een termijn geel", soon, "werkdagen", own
    yield SIGNAL, "Dag van het verblijf zonder geregeld vervolg (T04)", signal, "dagen", own
    begin, what = streams.begin, "Begin van werkstroom A en B in het convenant"
    yield STREAMS_SINCE, what, begin, "datum", streams.sources["looptijd"]
    start, what = settings.start_A, "Eerste dag van de doorbraaktafel (T06)"
    yield START_A, what, start, "datum", streams.sources["start_werkstroom_a"]
