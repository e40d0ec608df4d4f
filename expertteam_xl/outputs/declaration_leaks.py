"""Looks in the finished workbook of a gemeente for what is not its own (domein §7).

What the program fills in is whitelisted; what stands in a region's own template is not. So
everything in the file is read, hidden or not. A text may name another place in three ways only: as
part of the name of a partner of its own, in an address of the region in plain view (or the name of
its printer), or together with all other gemeenten, which tells nothing about one of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from expertteam_xl.billing.model import NIET_TOEWIJSBAAR, Line, Split
from expertteam_xl.clues import Clue, clues, forbidden_header, is_birth_header, may_hold_clues
from expertteam_xl.convenant.gemeenten import Gemeente, gemeente_named, gemeenten
from expertteam_xl.convenant.versions import newest_version
from expertteam_xl.disclosure import masked
from expertteam_xl.errors import RegisterError
from expertteam_xl.leaks import PATTERNS, Forbidden, Text, texts
from expertteam_xl.leaks.words import words
from expertteam_xl.outputs.declaration_model import Declaration, period
from expertteam_xl.outputs.declaration_words import LINE_HEADERS, SORTS
from expertteam_xl.outputs.shown_texts import ShownTexts
from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import serial
from expertteam_xl.package.tableparts import tables
from expertteam_xl.schema import tables as schema_tables
from expertteam_xl.text import fold

_GEMEENTE, _PLACE, _CODE = "een andere gemeente", "een woonplaats", "een andere CBS-code"
_CASE, _MEETING = "een casusnummer van een ander", "een overleg van een ander"
_AMOUNT, _COLUMN = "een bedrag van een ander", "een kolom die er niet in hoort"
_PLACES = (_GEMEENTE, _PLACE)
_REFERENCES = (_CASE, _MEETING)
"""Kinds that a number of its own may hold a part of: ET-2021-001-2 that of ET-2021-001."""

_SPECIAL = ("BSN", "school", "diagnose")
"""What no cell is headed, while a template may well have a cell *Naam* or *Telefoon*."""

_MONEY = re.compile(r"(?<![\w.,])-?\d+(?:\.\d{3})*[.,]\d\d(?![\w.,]\d|\d)|€ ?-?\d[\d.]*")
_NUMBER = re.compile(r"\s*(?:€|EUR)?\s*-?\s*\d[\d.,]*\s*(?:euro)?\s*", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?")
"""When a template was made or saved: no number of a case or a meeting, though 2021-01 is in it."""

_ADDRESS = re.compile(r"(?<!\d)[1-9]\d{3} ?[A-Z]{2}(?![A-Za-z])")
_HOUSE = "huizen"
_HOUSES = re.compile(r"(?:^|(?<=[\s(]))huizen(?=$|[\s.,;:!?)])")
_COUNTED = ("docprops/app.xml", "/styles.xml", "/theme/", "printersettings", "/media/", "thumbnail")
"""Parts whose bare numbers are no amounts."""

_PRINTER = "printersettings"
"""A part with the name of a printer, which is often that of the building it stands in."""

_AGB = 8
"""Digits of an AGB code; a number as long may look like a BSN by chance."""

_FEWEST = 5
"""A casusnummer with fewer letters and digits can be anything; it counts as a whole text only."""

_REFUSED = (
    "De declaratie voor {gemeente} is niet gemaakt, want er staat {kind} in ({where}: {shown}); "
    "haal dat uit het sjabloon of verbeter het register, en probeer het opnieuw."
)


class LeakCheck:
    """What may not stand in the workbook of a gemeente; made once for a split.

    Args:
        split: the quarter, with the lines of all.
    """

    def __init__(self, split: Split) -> None:
        self._lines = split.lines
        self._split = split
        every = [line for each in split.issued for line in each.lines] + list(split.lines)
        cases = {line.casusnummer for line in every}
        meetings = {line.overlegnummer for line in every}
        self._short = {_plain(each): _CASE for each in cases if not _distinct(each)}
        self._short |= {_plain(each): _MEETING for each in meetings if not _distinct(each)}
        self._words = Forbidden(
            [
                *((_CASE, each) for each in sorted(cases) if _distinct(each)),
                *((_MEETING, each) for each in sorted(meetings) if _distinct(each)),
                *_place_words(split),
            ]
        )

    def refuse_leaks(self, data: bytes, declaration: Declaration) -> None:
        """Refuses a workbook that holds something of another.

        Args:
            data: the finished workbook.
            declaration: what it was made from.

        Raises:
            RegisterError: it does; one sentence says what and where, with the value masked.
            PackageError: the workbook is damaged.
        """
        for where, kind, value in self._leaks(data, declaration):
            raise RegisterError(
                _REFUSED.format(
                    gemeente=declaration.gemeente, kind=kind, where=where, shown=masked(value)
                )
            )

    def _leaks(self, data: bytes, declaration: Declaration) -> Iterator[tuple[str, str, str]]:
        """Place, kind and value of everything that may not stand there."""
        yield from _own_leaks(declaration)
        yield from _odd_columns(data)
        own = _Own(declaration)
        amounts = Forbidden((_AMOUNT, each) for each in self._other_amounts(declaration, own))
        shown = ShownTexts(data)
        seen: set[tuple[str, str]] = set()
        for text in texts(data):
            key = (text.part, text.text)
            if key in seen:
                continue
            seen.add(key)
            for kind, value in self._found(text, own, amounts, shown):
                yield text.where, kind, value

    def _found(
        self, text: Text, own: _Own, amounts: Forbidden, shown: ShownTexts
    ) -> Iterator[tuple[str, str]]:
        """What one text holds."""
        said = text.text
        if _number_in(said) in own.numbers:
            return
        if said not in own.partners:
            yield from self._named(text, own, shown)
        if said in own.texts:
            return
        kind = self._short.get(_plain(said))
        if kind and not _is_counted(text):
            yield kind, said
        yield from _amounts(text, amounts)
        yield from _personal(said)

    def _named(self, text: Text, own: _Own, shown: ShownTexts) -> Iterator[tuple[str, str]]:
        """Places, casusnummers and meetings of others that a text names."""
        said = text.text
        found = [each for each in self._words.found_in(said) if each[1] not in own.words]
        left = "" if said in own.texts or _MOMENT.fullmatch(said) else own.without(said)
        if left != said:
            found = [each for each in found if each[0] not in _REFERENCES]
            found += [
                each
                for each in self._words.found_in(left)
                if each[0] in _REFERENCES and each[1] not in own.words
            ]
        places = {value for kind, value in found if kind in _PLACES}
        harmless = places and (
            _tells_nothing(said, places)
            or _is_address(said, text, shown)
            or _PRINTER in text.part.lower()
        )
        yield from (each for each in found if not (harmless and each[0] in _PLACES))

    def _other_amounts(self, declaration: Declaration, own: _Own) -> list[float]:
        """Amounts of others in euros, those left out that the gemeente has itself."""
        name = declaration.gemeente
        cents = {abs(line.cent) for line in self._lines if line.gemeente != name}
        totals = [*self._split.by_gemeente.values(), self._split.unallocated, self._split.total]
        cents |= {abs(amount.cent) for amount in totals}
        cents |= {abs(partner.cent) for partner in self._split.per_partner.values()}
        both = (sign * cent / 100 for cent in cents for sign in (1, -1))
        return [each for each in both if each not in own.numbers]


class _Own:
    """What the workbook of a gemeente holds of itself."""

    def __init__(self, declaration: Declaration) -> None:
        lines = declaration.lines
        self.partners = frozenset(line.partner for line in lines)
        self.texts = frozenset(_texts_of(lines))
        self.numbers = frozenset(_numbers_of(declaration))
        named = [declaration.gemeente, declaration.addressee, declaration.code, declaration.number]
        quarter = declaration.quarter
        days = [f"{day:%d-%m-%Y}" for day in (declaration.on, quarter.first, quarter.last)]
        named += days
        named += {line.casusnummer for line in lines}
        named += {line.overlegnummer for line in lines}
        self.words = frozenset(" ".join(words(each)) for each in named)
        said = (period(quarter), declaration.number, *days)
        self._said = re.compile("|".join(map(re.escape, said)))

    def without(self, text: str) -> str:
        """A text without the period, number and days that the filling itself puts in it."""
        return self._said.sub(" … ", text)


def _texts_of(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield from (line.partner, line.overlegnummer, line.casusnummer)
        yield from (line.agb or "", line.convenant or "")


def _numbers_of(declaration: Declaration) -> Iterator[float]:
    """Every number that the filling puts in the workbook."""
    amounts = [payment.amount for payment in declaration.payments]
    amounts += [declaration.share, *map(declaration.of_sort, SORTS)]
    days = {declaration.on}
    for line in declaration.lines:
        amounts.append(line.amount)
        days.add(line.overlegdatum)
        yield line.tarief_cent_per_uur / 100
    for amount in amounts:
        yield from (amount.minuten, amount.cent / 100)
    for date1904 in (False, True):
        yield from (float(serial(day, date1904=date1904) or 0) for day in days)
    yield 0.0


def _place_words(split: Split) -> Iterator[tuple[str, str]]:
    """Names and codes of all gemeenten, and the places in them."""
    known = {each.name: each for each in _known_gemeenten(split)}
    for gemeente in known.values():
        yield _GEMEENTE, gemeente.name
        for code in (gemeente.code, *gemeente.earlier_codes):
            yield _CODE, code
        for place in gemeente.places:
            if place not in known:
                yield _PLACE, place


def _known_gemeenten(split: Split) -> Iterator[Gemeente]:
    """Those of the convenant, their successors, and any other that pays."""
    yield from gemeenten()
    yield from (gemeente_named(g.successor) for g in gemeenten() if g.successor)
    payers = {line.gemeente for line in split.lines} - {NIET_TOEWIJSBAAR}
    yield from (gemeente_named(name) for name in sorted(payers))


def _own_leaks(declaration: Declaration) -> Iterator[tuple[str, str, str]]:
    """Whatever a partner or a meeting is called that could tell who somebody is."""
    values = {line.partner: "de naam van een partner" for line in declaration.lines}
    values |= {line.overlegnummer: "een overlegnummer" for line in declaration.lines}
    for value, where in values.items():
        for clue, found in clues(value) if may_hold_clues(value) else ():
            if clue in PATTERNS:
                yield where, clue.value, found
    for code in {line.agb for line in declaration.lines if line.agb}:
        if len(code) > _AGB and may_hold_clues(code):
            yield from (("een AGB-code", clue.value, found) for clue, found in clues(code))


def _odd_columns(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Columns of any table that hold, by their header, what stays in the source (K2, K3)."""
    wanted = {fold(header) for header in LINE_HEADERS}
    for table in tables(Package(data)):
        for header in table.headers:
            if fold(header) in wanted:
                continue
            if fold(header) in _kept_headers() or forbidden_header(header):
                yield f"de tabel {table.name}", _COLUMN, header


@lru_cache(maxsize=1)
def _kept_headers() -> frozenset[str]:
    """Headers and aliases of the columns that stay in the source (K2)."""
    columns = [column for table in schema_tables().values() for column in table.columns]
    kept = [column for column in columns if column.privacy == "K2"]
    return frozenset(fold(name) for column in kept for name in (column.header, *column.aliases))


def _amounts(text: Text, amounts: Forbidden) -> Iterator[tuple[str, str]]:
    """Amounts of others: as a whole value, or written as money within a text."""
    if _NUMBER.fullmatch(text.text):
        if not _is_counted(text):
            yield from amounts.found_in(text.text)
        return
    for match in _MONEY.finditer(text.text):
        yield from amounts.found_in(match[0])


def _personal(text: str) -> Iterator[tuple[str, str]]:
    """A BSN, a date of birth, or the header of a column with such things."""
    if may_hold_clues(text):
        for clue, value in clues(text):
            if clue in (Clue.BSN, Clue.BIRTH):
                yield clue.value, value
    if forbidden_header(text) in _SPECIAL or is_birth_header(text):
        yield _COLUMN, text


def _names_all(text: str) -> bool:
    """Whether a text names every gemeente of the convenant that still exists."""
    folded = fold(text)
    return all(fold(each.name) in folded for each in gemeenten() if each.valid_until is None)


def _tells_nothing(said: str, places: Collection[str]) -> bool:
    """Whether a text names all gemeenten, or has only the word *huizen* in a sentence."""
    return _names_all(said) or (places == {_HOUSE} and _HOUSE not in words(_HOUSES.sub("", said)))


def _is_address(said: str, text: Text, shown: ShownTexts) -> bool:
    """Whether a text in plain view is an address: with a postcode, or of the meetings (O18)."""
    location = fold(newest_version().location.split(",")[0])
    found = _ADDRESS.search(said) is not None or (bool(location) and location in fold(said))
    return found and shown.in_view(text)


def _is_counted(text: Text) -> bool:
    """Whether bare numbers in a part are counts, sizes and versions."""
    return any(each in f"/{text.part.lower()}" for each in _COUNTED)


def _number_in(text: str) -> float | None:
    """The number that a cell's stored text is; None for any other text."""
    try:
        return float(text)
    except ValueError:
        return None


def _distinct(number: str) -> bool:
    """Whether a number is long enough to be recognised within a text."""
    return len(fold(number)) >= _FEWEST and any(each.isdigit() for each in number)


def _plain(text: str) -> str:
    return text.strip().casefold()
