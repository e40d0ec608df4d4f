"""Which lists stand on which sheets, and what is done to each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from expertteam_xl.example.dress_lists import Numbered, Ways
from expertteam_xl.example.dress_style import Style
from expertteam_xl.example.model import World
from expertteam_xl.example.records import MINIMAL_FIELDS
from expertteam_xl.kinds import Kind
from expertteam_xl.rules.catalogue import RULES
from expertteam_xl.schema import TableSpec, tables

CASES = "Casussen"
_YEAR_SHEETS = ("Aanmeldingen {}", "Casussen {}", "Register {}", "{}")
_CASE_SHEETS = ("Aanmeldingen", "Register", "Casussen", "Blad1", "Lijst", "Overzicht 2021")
_FULL_CASE_SHEETS = ("Aanmeldingen", "Casussen", "Dossiers")
_ALONE = ("Signalering", "Leren", "Basisvereisten")
"""Tables with the same columns: only the name of the sheet tells them apart."""

_PAIRS = (("Partners", "Tarieven"), ("Adviezen", "Doelen"), ("Afsluitingen", "Ervaringen"))
"""Tables that may share a sheet."""

_SPARED = {
    CASES: ("Type aanmelder",), "Doelen": ("Type",), "Afspraken": ("Uitvoerder",),
    "Toestemmingen": ("Door",),
}  # fmt: skip
"""Required columns on which no other finding depends."""

_DOUBLED = {
    CASES: ("Opmerkingen", "Type aanmelder", "Woonplaats", "Triagedatum"),
    "Overleggen": ("Starttijd", "Secretaris"), "Besprekingen": ("Bespreekminuten",),
    "Plaatsingen": ("Uitstroomdatum",), "Adviezen": ("Besluit verzonden op",),
}  # fmt: skip
"""Fields for which a second column comes up easily."""

_ONLY_IN_A_LIST = {"Overlegdatum", "Besluit verzonden op", "Afgesloten op"}
"""Columns of Casussen that stand on other sheets of a full register."""

_ORDER_MATTERS = frozenset({"R04", "R06", "V01", "V02", "M03"})
"""Rules for which the order of the rows tells at which of them a finding stands."""

_MANY = 8
"""A list of so many columns is one in which her own columns come up."""


@dataclass(frozen=True)
class Piece:
    """A list to be written: a table, some of its records, and its fields."""

    spec: TableSpec
    records: Numbered
    fields: Sequence[str]


@dataclass(frozen=True)
class Plan:
    """A sheet to be written: its name, its lists, and how these stand beside each other."""

    name: str
    title: str
    pieces: tuple[Piece, ...]
    side_by_side: bool = False


def fields_of(world: World, name: str) -> list[str]:
    """Columns of a table: what its records hold, what is required and what rules look at."""
    spec = tables()[name]
    used = {field for record in world.tables.get(name, ()) for field in record}
    if world.minimal:
        return [field for field in spec.by_header if field in used or field in MINIMAL_FIELDS]
    needed = needed_by_rules(name) - (_ONLY_IN_A_LIST if name == CASES else set())
    if not used:
        needed |= set(spec.by_header)
    return [c.header for c in spec.columns if c.header in used | needed or c.required]


def needed_by_rules(table: str, codes: Collection[str] = RULES.keys()) -> set[str]:
    """Columns of a table without which some rule of these can't run."""
    return {
        place.partition(".")[2]
        for rule in map(RULES.__getitem__, codes)
        for places in (*rule.needs, *rule.needs_minimal)
        for place in places
        if place.startswith(f"{table}.")
    }


def plans(world: World, style: Style, rng: Random) -> list[Plan]:
    """The sheets with lists, in the order of their tabs."""
    names = [CASES] if world.minimal else list(tables())
    found = list(_case_plans(world, style, rng))
    rest = [name for name in names if name != CASES]
    for one, other in _PAIRS:
        if one in rest and rng.random() < 0.3:
            rest.remove(other)
            rest[rest.index(one)] = f"{one}+{other}"
    for name in rest:
        pieces = tuple(_piece(world, each) for each in name.split("+"))
        sheet = " en ".join([name.split("+")[0], *(n.lower() for n in name.split("+")[1:])])
        if "+" not in name:
            sheet = _sheet_name(tables()[name], rng, style)
        found.append(Plan(sheet, sheet, pieces, side_by_side=rng.random() < 0.5))
    return found


def _piece(world: World, name: str) -> Piece:
    records = list(enumerate(world.tables.get(name, ())))
    return Piece(tables()[name], records, fields_of(world, name))


def _sheet_name(spec: TableSpec, rng: Random, style: Style) -> str:
    if spec.name in _ALONE or rng.random() >= style.aliases:
        return spec.name
    return rng.choice((spec.name, *spec.sheet_names))


def _case_plans(world: World, style: Style, rng: Random) -> Iterator[Plan]:
    """The sheets of the cases: one, or one for every year."""
    piece = _piece(world, CASES)
    years = split_years([record for _, record in piece.records])
    if style.years != "bladen" or len(years) < 2:
        name = rng.choice(_CASE_SHEETS if world.minimal else _FULL_CASE_SHEETS)
        yield Plan(name, "Aanmeldingen", (piece,))
        return
    form = rng.choice(_YEAR_SHEETS if world.minimal else _YEAR_SHEETS[:2])
    found = [
        Plan(form.format(year), f"Aanmeldingen {year}", (
            Piece(piece.spec, piece.records[first:last], piece.fields),))
        for year, first, last in years
    ]  # fmt: skip
    ordered = _ORDER_MATTERS & {each.code for each in world.expected}
    yield from found if ordered or rng.random() < 0.5 else reversed(found)


def split_years(cases: Sequence[Mapping[str, object]]) -> list[tuple[int, int, int]]:
    """Where every year begins and ends: year, first index, index after the last.

    The order stays as it is. A case with another year than those around it stays among them.
    """
    years = [day.year if isinstance(day := case.get("Aanmelddatum"), date) else None
             for case in cases]  # fmt: skip
    known = [year for year in years if year is not None]
    if not known:
        return []
    starts: list[tuple[int, int]] = []
    for year in range(min(known), max(known) + 1):
        late = sum(other is not None and other < year for other in years)
        best, fewest = 0, late
        for at, other in enumerate(years, 1):
            late += 0 if other is None else 1 if other >= year else -1
            if late < fewest:
                best, fewest = at, late
        starts.append((year, max(best, starts[-1][1] if starts else 0)))
    ends = [*(start for _, start in starts[1:]), len(cases)]
    parts = [(y, start, end) for (y, start), end in zip(starts, ends, strict=True) if end > start]
    return parts and [(parts[0][0], 0, parts[0][2]), *parts[1:]]


class Chooser:
    """Chooses what is done to each list, so that every finding of the world still comes."""

    def __init__(self, world: World, style: Style, rng: Random) -> None:
        """Look which columns the expected findings need."""
        self._world, self._style, self._rng = world, style, rng
        self._needed = {(each.table, each.field) for each in world.expected}
        self._found = {each.code for each in world.expected}
        self._count = 0

    def ways(self, piece: Piece, *, alone: bool) -> Ways:
        """What is done to one list; ``alone``: whether it has its sheet for itself."""
        rng, style = self._rng, self._style
        if style.excel_tables and alone and rng.random() < 0.8:
            return self._excel_table(piece)
        many = len(piece.fields) >= _MANY
        lines = rng.choices(("een", "hoog", "groepen"), (7, 1, 2))[0]
        if piece.spec.name != CASES and lines == "groepen":
            lines = "een"
        named = piece.spec.columns[0].kind is Kind.TEKST
        missing = self._missing(piece)
        double = self._double(piece, missing) if lines != "groepen" else ""
        return Ways(
            order=rng.choices(("vast", "eigen", "willekeurig"), (5, 3, 1))[0],
            own=self._own(piece) if many else 0,
            nameless=lines == "een" and many and bool(piece.records) and rng.random() < 0.08,
            gap=lines == "een" and many and bool(piece.records) and rng.random() < 0.08,
            missing=missing,
            double=double,
            lines=lines,
            units=bool(piece.records) and rng.random() < style.extras / 5,
            breaks=not named and rng.random() < style.extras + 0.2,
            end=rng.random() < style.extras,
        )

    def _excel_table(self, piece: Piece) -> Ways:
        self._count += 1
        order = self._rng.choice(("vast", "eigen"))
        own = self._own(piece) if len(piece.fields) >= _MANY else 0
        missing = self._missing(piece)
        return Ways(order=order, own=own, missing=missing, table=f"Lijst{self._count}")

    def _own(self, piece: Piece) -> int:
        share = self._style.extras if piece.spec.name == CASES else self._style.extras / 4
        return self._rng.choice((1, 1, 2)) if self._rng.random() < share else 0

    def _missing(self, piece: Piece) -> tuple[str, ...]:
        table = piece.spec.name
        spared = [
            name
            for name in _SPARED.get(table, ())
            if (table, name) not in self._needed and name not in needed_by_rules(table, self._found)
        ]
        return tuple(spared) if self._rng.random() < 0.3 else ()

    def _double(self, piece: Piece, missing: tuple[str, ...]) -> str:
        there = set(piece.fields) - set(missing)
        names = [name for name in _DOUBLED.get(piece.spec.name, ()) if name in there]
        return self._rng.choice(names) if names and self._rng.random() < 0.12 else ""


def cells_to_keep(world: World) -> frozenset[tuple[str, int, str]]:
    """Cells whose finding is about the value itself: table, index of the record and field."""
    about_values = ("R03", "R04", "R05", "R06", "R07", "R08", "P01", "P05")
    return frozenset(
        (each.table, each.row, each.field) for each in world.expected if each.code in about_values
    )
