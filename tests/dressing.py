"""Dresses small registers as people do, and remembers where every value was put.

`minimal` and `full` give records; `Dresser` writes them into sheets with titles, legends, odd
headers, separators and totals, and keeps for every record the cell of each of its values.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from expertteam_xl.example.dress_headers import GROUPS, OWN_COLUMNS, UNITS, any_header
from expertteam_xl.example.dress_rows import NOTES
from expertteam_xl.kinds import Kind
from expertteam_xl.register.raw import Box, CellValue, ExcelTable, RawSheet, RawWorkbook
from expertteam_xl.schema import Column, TableSpec, tables

Record = dict[str, CellValue]

MINIMAL = (
    "Casusnummer", "Aanmelddatum", "Woonplaats", "Type aanmelder", "Werkstroom", "Triagedatum",
    "Triage-uitkomst", "Overlegdatum", "Besluit verzonden op", "Status", "Afgesloten op",
    "Opmerkingen",
)  # fmt: skip
_PLACES = ("Hilversum", "Bussum", "Huizen", "Weesp", "'s-Graveland", "Nederhorst den Berg", "Laren")
_REMARKS = (
    "zie dossier", "advies volgt", "A", "ja", "moeder belde op 3-2; afspraak 14 mei", "afgesloten",
    "status onbekend, totaal 3 keer gebeld", "2021", "overleg",
)  # fmt: skip
_PARTNERS = ("Youké", "Kwintes", "Jellinek", "GGZ Centraal Fornhese", "Leger des Heils", "Levvel")
_TITLES = (
    "Expertteam Gooi en Vechtstreek", "Register aanmeldingen 2021", "Overzicht casussen",
    "Bijgewerkt op 1-12-2021", "VERTROUWELIJK", "Datum: 1 december 2021", "Status: concept",
)  # fmt: skip


@dataclass
class Written:
    """A record and where it stands: field to Excel column number."""

    table: str
    sheet: str
    row: int
    cells: dict[str, int]
    values: Record


@dataclass
class Page:
    """A sheet under construction; rows and columns 1-based."""

    name: str
    cells: dict[tuple[int, int], CellValue] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    tables: list[ExcelTable] = field(default_factory=list)
    sums: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    state: str = "visible"
    filtered: bool = False

    @property
    def bottom(self) -> int:
        """Last row that holds something."""
        return max((row for row, _ in self.cells), default=0)

    def put(self, row: int, column: int, *values: CellValue) -> None:
        """Write values to the right of each other; None leaves a cell alone."""
        for offset, value in enumerate(values):
            if value is not None:
                self.cells[row, column + offset] = value

    def raw(self) -> RawSheet:
        """The sheet as the reader gets it."""
        rows = [row for row, _ in self.cells] or [1]
        columns = [column for _, column in self.cells] or [1]
        top, left = min(rows), min(columns)
        grid: list[list[CellValue]] = [
            [self.cells.get((row, column)) for row in range(top, max(rows) + 1)]
            for column in range(left, max(columns) + 1)
        ]
        return RawSheet(
            name=self.name,
            part="",
            state=self.state,
            top=top,
            left=left,
            columns=grid if self.cells else [],
            merged=tuple(self.merged),
            tables=tuple(self.tables),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            filtered=self.filtered,
            aggregates=frozenset(self.sums),
        )


def workbook(pages: list[Page], *, date1904: bool = False) -> RawWorkbook:
    """The pages as a workbook that was opened."""
    sheets = tuple(page.raw() for page in pages)
    return RawWorkbook("register.xlsx", None, ".xlsx", b"", date1904, sheets)


def minimal(rng: random.Random, count: int, *, start: int = 1, year: int = 2021) -> list[Record]:
    """Records of a minimal register; numbers go on from ``start``."""
    spec = tables()["Casussen"]
    records: list[Record] = []
    form: Callable[[int], CellValue] = rng.choice((
        lambda i: f"ET-{year}-{i:03}", lambda i: f"ET-{year}-{i:03}", float, lambda i: f"{i:03}",
        lambda i: f"{year}/{i}", lambda i: f"Casus {i}", lambda i: f"{year}{i:04}",
    ))  # fmt: skip
    for i in range(start, start + count):
        record = {name: value(rng, spec.by_header[name], i, year) for name in MINIMAL}
        record["Casusnummer"] = form(i)
        for name in MINIMAL[2:]:
            if rng.random() < 0.2:
                record[name] = rng.choice((None, None, None, "nvt", "?", "volgt", "-"))
        if rng.random() < 0.04:
            record["Casusnummer"] = rng.choice((None, "?"))
        records.append(record)
    return records


def full(rng: random.Random, count: int = 6) -> dict[str, list[Record]]:
    """Records of every table, every column of which is used."""
    return {
        name: [_record(rng, spec, i) for i in range(1, count + 1)]
        for name, spec in tables().items()
    }


def _record(rng: random.Random, spec: TableSpec, i: int) -> Record:
    record: Record = {}
    for column in spec.columns:
        needed = column.required or column is spec.columns[0] or column.kind is Kind.DATUM
        if needed or rng.random() < 0.8:
            record[column.header] = value(rng, column, i, 2021)
    return record


def value(rng: random.Random, column: Column, i: int, year: int) -> CellValue:
    """Something that stands in such a column."""
    day = date(year, 1, 1) + timedelta(days=rng.randrange(360))
    kind = column.kind
    if kind is Kind.DATUM:
        return rng.choice((day, day, day, f"{day.day}-{day.month}-{day.year}", _serial(day)))
    if kind is Kind.NUMMER and column.header == "Casusnummer":
        return f"ET-{year}-{i:03}"
    if column.header == "Code":
        return rng.choice(("wachtlijst", "integraal", "B01", "18-/18+", "N03"))
    makers: dict[Kind, Callable[[], CellValue]] = {
        Kind.NUMMER: lambda: f"{column.header[:2].upper()}-{year}-{i:03}",
        Kind.NUMMERS: lambda: f"ET-{year}-{i:03}; ET-{year}-{i + 1:03}",
        Kind.CODE: lambda: rng.choice(list(column.words)),
        Kind.CODES: lambda: rng.choice(("a", "b, c", "c")),
        Kind.JA_NEE: lambda: rng.choice(("ja", "nee", "x", "Ja")),
        Kind.WOONPLAATS: lambda: rng.choice(_PLACES),
        Kind.TEKST: lambda: rng.choice(_PARTNERS if column.refers or column.header == "Partner" else _REMARKS),
        Kind.TIJD: lambda: "10:00",
        Kind.DATUMTIJD: lambda: day,
        Kind.JAAR: lambda: float(rng.randrange(1998, 2015)),
        Kind.SCORE: lambda: float(rng.randrange(1, 11)),
        Kind.GELD: lambda: rng.choice((96.0, "98,88", 12000.0)),
    }  # fmt: skip
    return makers.get(kind, lambda: float(rng.randrange(1, 180)))()


def _serial(day: date) -> float:
    return float((day - date(1899, 12, 30)).days)


def header(rng: random.Random, spec: TableSpec, name: str, *, aliases: bool = True) -> str:
    """A column's header as somebody writes it."""
    return any_header(rng, spec.by_header[name], aliases=aliases)


class Dresser:
    """Writes lists into pages the way people do."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.written: list[Written] = []

    def chance(self, share: float) -> bool:
        """Whether something with this chance happens."""
        return self.rng.random() < share

    def title(self, page: Page, row: int, column: int = 1) -> int:
        """Titles, legends and blank rows above a list; the row where its header can stand."""
        for _ in range(self.rng.choice((0, 0, 1, 2, 3, 5, 12, 30))):
            kind = self.rng.random()
            if kind < 0.35:
                page.put(row, column, self.rng.choice(_TITLES))
                if self.chance(0.4):
                    page.merged.append(Box(row, column, row, column + 5))
            elif kind < 0.5:
                page.put(row, column, "A", "doorbraaktafel", "B", "vastgelopen")
            elif kind < 0.6:
                page.put(row, column, "Peildatum", date(2021, 12, 1), None, "Status", "concept")
            elif kind < 0.7:
                page.put(row, column + 1, "Legenda:", "rood", "te laat")
            row += 1
        if self.chance(0.3):
            row += 1
        return row

    def write(
        self,
        page: Page,
        spec: TableSpec,
        records: list[Record],
        fields: list[str],
        top: int,
        left: int = 1,
    ) -> tuple[int, int]:
        """A list with its header at ``top``; gives its last row and its last column."""
        places = self._place(fields, left)
        groups = spec.name == "Casussen" and self.chance(0.35)
        row = (
            self._grouped(page, spec, places, top)
            if groups
            else self._plain(page, spec, places, top)
        )
        last_column = max(places.values())
        names = {i: page.cells.get((row, i)) for i in places.values()}
        if self.chance(0.15):
            for column in places.values():
                page.put(row + 1, column, self.rng.choice(UNITS))
            row += 1
        row = self._records(page, spec, records, places, row, None if groups else names)
        return self._end(page, spec, records, places, row), last_column

    def _place(self, fields: list[str], left: int) -> dict[str, int]:
        """Field to column, shuffled, with own, nameless and empty columns between."""
        places: dict[str, int] = {}
        column = left
        self.own: list[int] = []
        self.nameless: list[int] = []
        order = self.rng.sample(fields, len(fields)) if self.chance(0.6) else list(fields)
        for name in order:
            if places and self.chance(0.12):
                (self.own if self.chance(0.5) else self.nameless).append(column)
                column += 1
            if places and self.chance(0.08):
                column += 1
            places[name] = column
            column += 1
        return places

    def _plain(self, page: Page, spec: TableSpec, places: dict[str, int], row: int) -> int:
        tall = self.chance(0.15)
        for name, column in places.items():
            page.put(row, column, header(self.rng, spec, name))
            if tall:
                page.merged.append(Box(row, column, row + 1, column))
        self._own_headers(page, row)
        return row + tall

    def _own_headers(self, page: Page, row: int) -> None:
        for column, text in zip(
            self.own, self.rng.sample(OWN_COLUMNS, len(OWN_COLUMNS)), strict=False
        ):
            page.put(row, column, text)

    def _grouped(self, page: Page, spec: TableSpec, places: dict[str, int], row: int) -> int:
        """A header over two lines: group titles over the columns that belong together."""
        left, merge = min(places.values()), self.chance(0.6)
        self.own, self.nameless = [], []
        single = [n for n in places if n not in {f for g in GROUPS.values() for _, f in g}]
        blocks: list[str | tuple[str, tuple[tuple[str, str], ...]]] = [
            *single,
            *(
                (title, tuple(p for p in pairs if p[1] in places))
                for title, pairs in GROUPS.items()
            ),
        ]
        self.rng.shuffle(blocks)
        places.clear()
        column = left
        for block in blocks:
            if isinstance(block, str):
                page.put(
                    row + self.rng.choice((0, 1)) * (not merge),
                    column,
                    header(self.rng, spec, block),
                )
                if merge:
                    page.merged.append(Box(row, column, row + 1, column))
                places[block] = column
                column += 1
            elif block[1]:
                page.put(row, column, block[0])
                if merge and len(block[1]) > 1:
                    page.merged.append(Box(row, column, row, column + len(block[1]) - 1))
                for text, name in block[1]:
                    page.put(row + 1, column, text)
                    places[name] = column
                    column += 1
        return row + 1

    def _records(
        self,
        page: Page,
        spec: TableSpec,
        records: list[Record],
        places: dict[str, int],
        row: int,
        names: dict[int, CellValue] | None,
    ) -> int:
        for i, record in enumerate(records):
            named = spec.columns[0].kind is Kind.TEKST
            row += 1 + (self.rng.randrange(1, 4) if self.chance(0.06) and not named else 0)
            if i and self.chance(0.08) and not named:
                row = self._separate(page, spec, places, row, names)
            self._record(page, spec, record, places, row)
            if self.chance(0.05):
                page.hidden_rows.add(row)
        return row

    def _separate(
        self,
        page: Page,
        spec: TableSpec,
        places: dict[str, int],
        row: int,
        names: dict[int, CellValue] | None,
    ) -> int:
        """A year, a month, a subtotal or the header again; the next row after it."""
        first = min(places.values())
        kind = self.rng.randrange(6)
        if kind == 0:
            page.put(
                row,
                first,
                self.rng.choice(
                    ("2021", 2021.0, "januari 2021", "K1 2021", "Kwartaal 2", "jan-21")
                ),
            )
            if self.chance(0.5):
                page.merged.append(Box(row, first, row, max(places.values())))
        elif kind == 1:
            self._total(page, spec, places, row, "Subtotaal")
        elif kind == 2 and names:
            for column, text in names.items():
                page.put(row, column, text)
            self._own_headers(page, row)
        elif kind == 3:
            page.put(
                row,
                first,
                self.rng.choice(("Lopende zaken", "Afgesloten casussen", "Werkstroom A")),
            )
        elif kind == 4:
            page.put(row, first, f"Jaar {self.rng.choice((2019, 2020))}")
        else:
            return row
        return row + 1

    def _record(
        self, page: Page, spec: TableSpec, record: Record, places: dict[str, int], row: int
    ) -> None:
        for name, column in places.items():
            if record.get(name) is not None:
                page.put(row, column, record[name])
        for column in self.own + self.nameless:
            if self.chance(0.7):
                page.put(
                    row, column, self.rng.choice(("groen = klaar", 3.0, date(2021, 3, 4), "x"))
                )
        values = {name: record.get(name) for name in places}
        self.written.append(Written(spec.name, page.name, row, dict(places), values))

    def _total(
        self, page: Page, spec: TableSpec, places: dict[str, int], row: int, text: str
    ) -> None:
        label = self.rng.choice((places.get(spec.key, min(places.values())), min(places.values())))
        if self.chance(0.8):
            page.put(row, label, self.rng.choice((text, text.upper(), f"{text}:", f"{text} 2021")))
        typed = page.cells.get((row, label)) is not None and self.chance(0.4)
        for column in self.rng.sample(sorted(places.values()), min(3, len(places))):
            if column != label:
                page.put(row, column, float(self.rng.randrange(1, 60)))
                if not typed:
                    page.sums.add((row, column))

    def _next_number(self, last: CellValue, i: int) -> CellValue:
        if isinstance(last, float):
            return last + i + 1
        text = last if last and last != "?" else "ET-2021-001"
        return f"{str(text)[:-3]}{900 + i}"

    def _end(
        self, page: Page, spec: TableSpec, records: list[Record], places: dict[str, int], row: int
    ) -> int:
        """What stands under a list."""
        key = spec.columns[0]
        first = min(places.values())
        if key.kind is Kind.NUMMER and not key.refers and self.chance(0.25):
            for i in range(self.rng.randrange(1, 8)):
                row += 1
                page.put(row, places[key.header], self._next_number(records[-1].get(key.header), i))
        if self.chance(0.4):
            row += self.rng.randrange(1, 3)
            self._total(page, spec, places, row, "Totaal")
        if self.chance(0.3):
            row += self.rng.randrange(2, 4)
            for note in self.rng.sample(NOTES, self.rng.randrange(1, 4)):
                page.put(row, first, note)
                row += 1
        if self.chance(0.2):
            row += 2
            page.put(row, first, "Legenda")
            page.put(row + 1, first, "A", "doorbraaktafel")
            page.put(row + 2, first, "B", "vastgelopen")
            page.put(row + 3, first, "rood", "te laat", "bellen")
            row += 3
        return row


def foreign(rng: random.Random) -> Iterator[Page]:
    """Sheets that are no list of ours."""
    notes = Page("Notities")
    notes.put(1, 1, "Status")
    notes.put(2, 1, "Datum", "Wie", "Wat")
    notes.put(3, 1, date(2021, 2, 3), "Ans", "bellen over ET-2021-001")
    dashboard = Page("Dashboard")
    dashboard.put(2, 2, "Werkstroom", "Status", "Aantal")
    dashboard.put(3, 2, "A", "afgesloten", 4.0)
    dashboard.put(6, 2, "Gemeente", "2019", "2020", "2021")
    dashboard.put(7, 2, "Hilversum", 3.0, 4.0, 5.0)
    dashboard.put(10, 2, "Datum", "Aantal", "Gemiddelde")
    pivot = Page("Draaitabel")
    pivot.put(1, 1, "Aantal van Nr", "Kolomlabels")
    pivot.put(2, 1, "Rijlabels", "A", "B", "Eindtotaal")
    pivot.put(3, 1, "Hilversum", 2.0, 3.0, 5.0)
    places = Page("Gemeenten")
    places.put(1, 1, "Gemeente", "CBS-code", "Woonplaats", "USD", "Contact")
    places.put(2, 1, "Hilversum", "GM0402", "Hilversum", "Hilversum", "loket")
    homes = Page("Instellingen")
    homes.put(1, 1, "Organisatie", "Soort", "Sector", "AGB", "Plaats")
    homes.put(2, 1, "Youké", "partner", "jeugdhulp", "12345678", "Hilversum")
    findings = Page("Bevindingen")
    findings.put(1, 1, "Mijn bevindingen bij het doornemen")
    findings.put(3, 1, "Casus", "Wat viel op")
    findings.put(4, 1, "ET-2021-001", "datum klopt niet")
    ours = Page("Bevindingen (2)")
    ours.put(1, 1, "Bevindingen bij register.xlsx")
    ours.put(
        5,
        1,
        "Casusnummer",
        "Blad",
        "Cel",
        "Ernst",
        "Melding",
        "Uiterste datum",
        "Dagen",
        "Sinds",
        "Status",
        "Code",
        "Akkoord tot",
        "Reden",
        "Kenmerk",
    )
    ours.put(
        6,
        1,
        "ET-2021-001",
        "Aanmeldingen",
        "E12",
        "fout",
        "te laat",
        date(2021, 2, 3),
        3.0,
        date(2021, 2, 3),
        "nieuw",
        "T01",
        None,
        None,
        "abc",
    )
    choices = Page("Lijsten", state="hidden")
    choices.put(1, 1, "Status", "Werkstroom", "Uitkomst")
    choices.put(2, 1, "aangemeld", "A", "bespreken")
    contacts = Page("Contacten")
    contacts.put(1, 1, "Organisatie", "Functie", "Naam", "Telefoon")
    contacts.put(2, 1, "Youké", "behandelaar", "-", "-")
    yield from rng.sample(
        [notes, dashboard, pivot, places, homes, findings, ours, choices, contacts], 5
    )
