"""Makes made-up registers of any size, to measure with.

    python benchmarks/maak_register.py groot.xlsx --rijen 100000
    python benchmarks/maak_register.py veel.xlsx --rijen 100000 --veel
    python benchmarks/maak_register.py vol.xlsx --rijen 10000 --vol

One sheet with thirty columns: the fields of a minimal register, fields of the full one, and three
that the program does not know. A few rows in a hundred have a finding; with ``--veel`` most rows
do. ``--vol`` adds sheets of sessions, discussions, decisions and placements. The same arguments
give the same file.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook

Value = str | int | float | date | None
Row = list[Value]

PEILDATUM = date(2021, 12, 15)
"""The day on which these registers are checked."""

_MADE = datetime(2021, 12, 15)
_FIRST, _DAYS = date(2020, 10, 5), 400
_FEW, _MANY = 0.03, 0.9
_PER_SESSION = 3
_PLACED = 10
"""One case in so many is placed in the tussenvoorziening."""

HEADERS = (
    "Nr", "Jeugdigesleutel", "Datum aanmelding", "Woonplaats", "Geboortejaar", "Soort",
    "Werkstroom", "Grond", "Kader", "Aangemeld door", "Afgestemd met USD op", "Datum triage",
    "Uitkomst", "Overeenstemming", "Ouders/jeugdige geïnformeerd op", "Uitgenodigd op",
    "Geëscaleerd", "JIM", "Knelpunt", "Uitkomst UHP", "Oplossing gerealiseerd op", "Kosten inzet",
    "Status", "Datum overleg", "Advies verzonden", "Datum afgesloten", "Opmerkingen", "Map",
    "Kleur", "Teamcode",
)  # fmt: skip
_LINKS = {
    "Overleggen": ("Overlegnummer", "Overlegdatum", "Duur (min)", "Werkstroom", "Status"),
    "Besprekingen": (
        "Overlegnummer", "Casusnummer", "Bespreekminuten", "Ouders aanwezig", "Sessie afgerond",
        "Regievoerder",
    ),
    "Adviezen": (
        "Adviesnummer", "Casusnummer", "Overlegnummer", "Soort", "Adviesdatum",
        "Besluit verzonden op", "Hulpvorm",
    ),
    "Plaatsingen": ("Casusnummer", "Type", "Plaatsingsdatum", "Uitstroomdatum", "Vol"),
}  # fmt: skip
_PLACES = (
    "Hilversum", "Bussum", "Huizen", "Weesp", "Laren", "Blaricum", "Loosdrecht", "Naarden",
    "Kortenhoef", "Muiden",
)  # fmt: skip
_NOTES = ("wacht op stukken", "dossier compleet", "twee keer gebeld", "afstemming loopt", None)
_BOTTLENECKS = ("wachtlijst", "integraal", "specialisme", "sociaal domein", "anders")


def cases(
    count: int, *, many: bool, seed: int = 1, since: date = _FIRST, days: int = _DAYS
) -> Iterator[Row]:
    """Rows under `HEADERS`.

    Args:
        count: how many.
        many: whether most rows have a finding, instead of a few in a hundred.
        seed: of the random numbers.
        since, days: they come in within so many days since then.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up data
    share = _MANY if many else _FEW
    for number in range(1, count + 1):
        row = _case(number, chance, since, days)
        if chance.random() < share:
            _spoil(row, chance)
        yield row


def _case(number: int, chance: random.Random, since: date, days: int) -> Row:
    """A case on which all went well."""
    start = _workday(since + timedelta(days=chance.randrange(days)))
    triage = _workday(start + timedelta(days=chance.randrange(4)))
    talk = max(triage, _before_weekend(start + timedelta(days=chance.randrange(6, 14))))
    closed = _workday(talk + timedelta(days=chance.randrange(14, 25)))
    done = closed <= PEILDATUM
    stream = chance.choice("AB")
    return [
        f"ET-{start.year}-{number:06d}", f"J{number:06d}", start, chance.choice(_PLACES),
        chance.randrange(2003, 2018), "aanmelding", stream, "c" if stream == "A" else "nvt",
        "vrijwillig", chance.choice(("consulent USD", "consulent GI", "Veilig Thuis")), start,
        triage, "bespreken", "ja", start, triage, "nee", chance.choice(("ja", "nee")),
        chance.choice(_BOTTLENECKS), chance.choice(("voorkomen", "onbekend", "nvt")),
        closed if done else None, round(chance.uniform(500, 9000), 2),
        "afgesloten" if done else "in uitvoering", talk, talk, closed if done else None,
        chance.choice(_NOTES), f"K{chance.randrange(1, 5)}", chance.choice(("groen", "geel", None)),
        f"T{chance.randrange(100, 999)}",
    ]  # fmt: skip


def _workday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _before_weekend(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _spoil(row: Row, chance: random.Random) -> None:
    """Give a case one thing that the rules find."""
    at = HEADERS.index
    start = row[at("Datum aanmelding")]
    assert isinstance(start, date)
    late = start + timedelta(days=chance.randrange(15, 20))
    spoiled: tuple[dict[str, Value], ...] = (
        {"Datum triage": start + timedelta(days=12)},
        {"Datum overleg": late, "Advies verzonden": late},
        {"Advies verzonden": start - timedelta(days=3)},
        {"Werkstroom": None},
        {"Datum triage": "x"},
        {"Woonplaats": None},
        {"Uitkomst": "bespreekt"},
        {"Datum triage": None, "Datum overleg": None, "Advies verzonden": None},
    )
    for header, value in chance.choice(spoiled).items():
        row[at(header)] = value


def make(
    path: Path,
    count: int,
    *,
    many: bool = False,
    full: bool = False,
    since: date = _FIRST,
    days: int = _DAYS,
) -> None:
    """Write a register; see `cases`."""
    rows = list(cases(count, many=many, since=since, days=days))
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        book.set_properties({"title": "Verzonnen register om mee te meten", "created": _MADE})
        if full:
            talks = HEADERS.index("Datum overleg")
            _write(book, "Casussen", HEADERS[:talks], (row[:talks] for row in rows))
            _write_links(book, rows)
        else:
            _write(book, "Aanmeldingen", HEADERS, rows)


def _write(book: Workbook, name: str, headers: tuple[str, ...], rows: Iterable[Row]) -> None:
    page = book.add_worksheet(name)
    page.write_row(0, 0, headers, book.add_format({"bold": True, "bg_color": "#DDE6EA"}))
    page.freeze_panes(1, 1)
    page.set_column(0, len(headers) - 1, 16)
    last = 0
    for last, row in enumerate(rows, start=1):
        page.write_row(last, 0, row)
    page.autofilter(0, 0, last, len(headers) - 1)


def _write_links(book: Workbook, rows: list[Row]) -> None:
    """Sessions, discussions, decisions and placements of these cases."""
    at = HEADERS.index
    held = [row for row in rows if row[at("Datum overleg")]]
    held.sort(key=lambda row: (str(row[at("Datum overleg")]), str(row[at("Werkstroom")])))
    sessions: dict[tuple[Value, Value, int], str] = {}
    talks: list[Row] = []
    advices: list[Row] = []
    for number, row in enumerate(held):
        day, stream = row[at("Datum overleg")], row[at("Werkstroom")]
        key = (day, stream, number // _PER_SESSION)
        session = sessions.setdefault(key, f"OV-{len(sessions) + 1:06d}")
        talks.append([session, row[0], 40, "ja", "ja", "consulent"])
        sent = row[at("Advies verzonden")]
        advices.append([f"B-{number:06d}", row[0], session, "zwaarwegend", day, sent, "thuis"])
    agenda: list[Row] = [[name, key[0], 120, key[1], "gehouden"] for key, name in sessions.items()]
    start = at("Datum aanmelding")
    stays: list[Row] = [
        [row[0], "TV", row[start], _later(row[start], 20), "nee"] for row in held[::_PLACED]
    ]
    for (name, headers), linked in zip(
        _LINKS.items(), (agenda, talks, advices, stays), strict=True
    ):
        _write(book, name, headers, linked)


def _later(day: Value, days: int) -> date | None:
    return day + timedelta(days=days) if isinstance(day, date) else None


def main() -> None:
    """Make the register that the command line asks for."""
    parser = argparse.ArgumentParser(description="Maak een verzonnen register om mee te meten.")
    parser.add_argument("pad", type=Path)
    parser.add_argument("--rijen", type=int, default=40)
    parser.add_argument("--veel", action="store_true", help="de meeste rijen met een bevinding")
    parser.add_argument("--vol", action="store_true", help="ook overleggen, adviezen, plaatsingen")
    asked = parser.parse_args()
    make(asked.pad, asked.rijen, many=asked.veel, full=asked.vol)


if __name__ == "__main__":
    main()
