"""Looks in the finished monitor for what may not leave the house (domein §7).

What the program fills in is whitelisted and small numbers are hidden already; what stands in a
region's own template is not. So everything in the file is read, hidden or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from expertteam_xl.clues import Clue, clues, forbidden_header, may_hold_clues
from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.disclosure import discreet, masked
from expertteam_xl.errors import RegisterError
from expertteam_xl.leaks import PATTERNS, Forbidden, find_leaks, texts
from expertteam_xl.monitoring.model import Figures, FigureTable
from expertteam_xl.outputs.monitor_blocks import Live
from expertteam_xl.outputs.monitor_layout import DEFINED, PARTNERS, TEMPLATE
from expertteam_xl.outputs.monitor_model import Printout
from expertteam_xl.outputs.templates import template as shipped
from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import serial
from expertteam_xl.package.tableparts import tables
from expertteam_xl.schema import tables as schema_tables
from expertteam_xl.text import fold

_REFUSED = (
    "De monitor voor doelgroep {audience} is niet gemaakt, want er staat {kind} in ({where}: "
    "{shown}); haal dat uit het sjabloon of verbeter het register, en probeer het opnieuw."
)
_CASE, _KEY = "een casusnummer", "een sleutel van een jeugdige of gezin"
_MEETING, _ADVICE = "een overlegnummer", "een adviesnummer"
_PLACE, _FREE, _BIRTH = "een woonplaats", "vrije tekst uit het register", "een geboortedatum"
_PERSON, _COLUMN = "een deelnemer", "een kolom die er niet in hoort"
_NUMBER = "een getal dat niet bij deze doelgroep hoort"

_NUMBERS = {
    "Casussen.Casusnummer": _CASE,
    "Casussen.Jeugdigesleutel": _KEY,
    "Casussen.Gezinsnummer": _KEY,
    "Overleggen.Overlegnummer": _MEETING,
    "Adviezen.Adviesnummer": _ADVICE,
    "Deelnames.Deelnemer": _PERSON,
}
_FEWEST, _FEWEST_DIGITS, _SHORTEST = 5, 7, 8
"""Characters of a number, of bare digits, and of a text that can be recognised anywhere."""


def refuse_leaks(data: bytes, printout: Printout, template: bytes) -> None:
    """Refuses a monitor that holds what its audience may not see.

    Args:
        data: the finished workbook.
        printout: what it was filled with.
        template: what it was made from.

    Raises:
        RegisterError: it does; one sentence says what and where, with the value masked.
        PackageError: the workbook is damaged.
    """
    figures = printout.figures
    for where, kind, shown in _leaks(data, printout, template):
        raise RegisterError(
            _REFUSED.format(audience=figures.audience, kind=kind, where=where, shown=shown)
        )


def _leaks(data: bytes, printout: Printout, template: bytes) -> Iterator[tuple[str, str, str]]:
    """Place, kind and masked value of everything that may not stand there."""
    yield from _odd_columns(data)
    forbidden = Forbidden(_forbidden(printout.figures, _ordinary(printout)))
    for leak in find_leaks(data, forbidden, patterns=PATTERNS, allowed=_contacts(template)):
        yield leak.where, leak.kind, leak.shown
    yield from _odd_places(data, printout.figures)
    yield from _odd_numbers(data, printout, template)


def _odd_places(data: bytes, figures: Figures) -> Iterator[tuple[str, str, str]]:
    """Places below the gemeente, unless in the address of the region or of its meetings."""
    forbidden = Forbidden((_PLACE, place) for place in _places(figures))
    location = fold(newest_version().location.split(",")[0])
    for text in texts(data):
        if _ADDRESS.search(text.text) or (location and location in fold(text.text)):
            continue
        for kind, value in forbidden.found_in(text.text):
            yield text.where, kind, masked(value)


_ADDRESS = re.compile(r"(?<!\d)[1-9]\d{3} ?[A-Z]{2}(?![A-Za-z])")


def _contacts(template: bytes) -> list[str]:
    """How the region can be reached, by its own template; never a BSN or a date of birth."""
    found = {text.text for text in texts(template) if may_hold_clues(text.text)}
    return [value for text in found for clue, value in clues(text) if clue in _REACHED]


_REACHED = (Clue.EMAIL, Clue.PHONE, Clue.POSTCODE, Clue.IBAN)


def _forbidden(figures: Figures, ordinary: str) -> Iterator[tuple[str, str]]:
    """What of the register may stand nowhere: numbers of cases, free text, birth dates.

    Args:
        figures: of the monitor.
        ordinary: the words of any monitor; a remark such as *besproken* tells nobody's secret.
    """
    told = _told(figures)
    for place, kind in _NUMBERS.items():
        for value in _values(figures, place):
            if _is_number(value):
                if value not in told:
                    yield kind, value
            elif kind == _PERSON and " " in value and _tells(value, ordinary):
                yield kind, value
    for kind, value in _kept(figures):
        if kind == _BIRTH or _tells(value, ordinary):
            yield kind, value


def _is_number(value: str) -> bool:
    """Whether a number can be recognised anywhere: bare digits could be a count or an amount."""
    folded = fold(value)
    fewest = _FEWEST_DIGITS if folded.isdigit() else _FEWEST
    return len(folded) >= fewest and any(character.isdigit() for character in folded)


def _tells(text: str, ordinary: str) -> bool:
    return len(text) >= _SHORTEST and fold(text) not in ordinary


def _told(figures: Figures) -> frozenset[str]:
    """The casusnummers that the team itself may see: those of its list of open cases."""
    table = figures.figures.get("O-a")
    return frozenset(table.rows if isinstance(table, FigureTable) else ())


def _values(figures: Figures, place: str) -> list[str]:
    """Every text in a column of the register once."""
    name, field = place.split(".", 1)
    register = figures.register
    if register is None or name not in register.tables:
        return []
    values = register.tables[name].objects(field)
    return list(dict.fromkeys(value for value in values if isinstance(value, str)))


def _ordinary(printout: Printout) -> str:
    """The words of any monitor: labels, headers, footnotes and definitions, not what people typed.

    A function such as *voorzitter* may stand in them, and a remark such as *afgesloten*.
    """
    words = [text.text for text in texts(shipped(TEMPLATE))]
    words += [str(value) for value in printout.names.values()]
    words += [str(row[0]) for rows in printout.areas.values() for row in rows if row]
    words += [str(cell) for rows in printout.areas.values() for row in rows[:1] for cell in row]
    words += [str(cell) for row in printout.tables[DEFINED] for cell in row]
    words += [str(row[0]) for row in printout.tables[PARTNERS]]
    return fold(" ".join(words))


def _places(figures: Figures) -> Iterator[str]:
    """Places below the gemeente, those left out that are part of the name of a partner."""
    from expertteam_xl.convenant.gemeenten import gemeenten

    names = {fold(each.name) for each in gemeenten()}
    partners = fold(" ".join(_values(figures, "Partners.Partner")))
    for gemeente in gemeenten():
        for place in gemeente.places:
            if fold(place) not in names and fold(place) not in partners:
                yield place


def _kept(figures: Figures) -> Iterator[tuple[str, str]]:
    """Values of the columns that stay in the source (K2)."""
    for name, table in schema_tables().items():
        register = figures.register
        if register is None or name not in register.tables:
            continue
        for column in table.columns:
            if column.privacy != "K2":
                continue
            for value in set(register.tables[name].objects(column.header)):
                if isinstance(value, date):
                    yield _BIRTH, f"{value:%d-%m-%Y}"
                    yield _BIRTH, value.isoformat()[:10]
                elif isinstance(value, str):
                    yield _FREE, value


def _odd_columns(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Columns of any table that hold, by their header, what stays in the source (K2, K3)."""
    columns = [column for table in schema_tables().values() for column in table.columns]
    kept = [column for column in columns if column.privacy == "K2"]
    names = {fold(name) for column in kept for name in (column.header, *column.aliases)}
    for table in tables(Package(data)):
        for header in table.headers:
            if fold(header) in names or forbidden_header(header):
                yield f"de tabel {table.name}", _COLUMN, discreet(header)


def _odd_numbers(
    data: bytes, printout: Printout, template: bytes
) -> Iterator[tuple[str, str, str]]:
    """Numbers that are neither printed for this audience nor the template's own.

    A number that was left in a chart or a cell by an earlier monitor could tell a hidden one.
    """
    allowed = _printed_numbers(printout)
    own = dict(_numbers(template, charts=False))
    for key, value in _numbers(data, charts=True):
        if round(value, 2) not in allowed and own.get(key) != value:
            tab, row, _ = key
            where = f"rij {row} van blad '{tab}'" if row else "een grafiek"
            yield where, _NUMBER, masked(value)


def _numbers(data: bytes, *, charts: bool) -> Iterator[tuple[tuple[str, int, int], float]]:
    """The numbers in cells, by tab, row and column; those that charts store have row 0."""
    package = Package(data)
    for tab in package.worksheets:
        for row, cells in package.rows(tab):
            for column, value in cells.items():
                if isinstance(value, float):
                    yield (tab, row, column), float(value)
    for part in package.archive.names if charts else ():
        if package.types.of(part).endswith("drawingml.chart+xml"):
            root = xml.parse(part, package.archive.read(part))
            for cache in xml.everywhere(root, "numCache"):
                for each in xml.everywhere(cache, "v"):
                    yield (part, 0, 0), float(each.text or "0")


def _printed_numbers(printout: Printout) -> frozenset[float]:
    """Every number that the filling puts in a workbook, to the cent."""
    found: set[float] = set()
    cells = [
        *printout.names.values(),
        *(cell for rows in printout.areas.values() for row in rows for cell in row),
        *(cell for rows in printout.tables.values() for row in rows for cell in row),
    ]
    for cell in cells:
        value = cell.value if isinstance(cell, Live) else cell
        if isinstance(value, date):
            found.add(serial(value, date1904=False) or 0.0)
        elif isinstance(value, int | float):
            found.add(round(float(value), 2))
    return frozenset(found)
