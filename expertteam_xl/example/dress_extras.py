"""What else stands in a register: titles, a dashboard, a pivot, notes, lists of choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Literal

from expertteam_xl.example.dress_page import Book, Chart, Page, look
from expertteam_xl.example.dress_style import Style
from expertteam_xl.example.model import Record
from expertteam_xl.register.raw import Box

INVENTED = "VERZONNEN VOORBEELD"
"""Stands on every sheet, so that nobody takes it for a real one."""

TITLES = (
    "Expertteam Gooi en Vechtstreek", "Overzicht casussen", "VERTROUWELIJK", "Status: concept",
    "Alle casussen, namen en nummers in dit bestand zijn verzonnen",
)  # fmt: skip
"""Lines that stand under the title of a sheet."""

_CHARTS: tuple[Literal["column", "bar", "pie"], ...] = ("column", "bar", "pie")
_WIDE = 5
_TITLE_HEIGHT = 26
_BLANK = "(leeg)"
_MOST_PLACES = 8


@dataclass
class Extras:
    """Puts on sheets what is no list of records.

    Attributes:
        style: the hand.
        rng: where the variety comes from.
        on: the peildatum.
    """

    style: Style
    rng: Random
    on: date

    def top(self, page: Page, title: str) -> int:
        """Titles, legends and blank lines; gives the row where a header can stand."""
        page.put(1, 1, f"{INVENTED} – {title}", look=self.style.title())
        page.heights[1] = _TITLE_HEIGHT
        if self.rng.random() < 0.3:
            page.merge(Box(1, 1, 1, 1 + _WIDE))
        row = 2
        titles = self.rng.sample(TITLES, len(TITLES))
        for number in range(self.rng.choice((0, 1, 1, 2, 3, 5, 9))):
            if titles[number:] and self.rng.random() < self.style.extras:
                self._line(page, row, titles[number])
            row += 1
        return row + self.rng.randrange(2)

    def _line(self, page: Page, row: int, title: str) -> None:
        subtle = self.style.subtitle()
        match self.rng.randrange(5):
            case 0 | 1:
                page.put(row, 1, title, look=subtle)
            case 2:
                page.put(row, 1, "A", "doorbraaktafel", "B", "vastgelopen", look=subtle)
            case 3:
                page.put(row, 1, "Bijgewerkt op", look=subtle)
                page.put(row, 2, self.on, look=look(subtle, num_format="dd-mm-yyyy", align="left"))
                page.put(row, 4, "Status", "concept", look=subtle)
            case _:
                page.put(row, 2, "Legenda:", "rood", "te laat", look=subtle)

    def dashboard(self, book: Book, cases: Sequence[Record]) -> None:
        """A sheet of her own with figures and a chart."""
        page = book.page("Dashboard")
        page.tab = self.style.dark
        page.put(1, 1, f"{INVENTED} – cijfers", look=self.style.title())
        page.heights[1] = _TITLE_HEIGHT
        counts = Counter(_word(record, "Status") for record in cases)
        rows = sorted(counts.items())
        page.put(3, 2, "Stand van zaken", "Aantal", look=self.style.header())
        for row, (name, count) in enumerate(rows, 4):
            page.put(row, 2, name, count, look=self.style.body())
        page.put(len(rows) + 4, 2, "Totaal", sum(counts.values()), look=self.style.separator())
        page.widths |= {1: 3, 2: 24, 3: 10}
        if rows:
            last = len(rows) + 3
            kind = self.rng.choice(_CHARTS)
            page.charts.append(
                Chart(
                    kind,
                    "Casussen per stand",
                    Box(4, 2, last, 2),
                    Box(4, 3, last, 3),
                    (3, 5),
                    self.style.dark,
                )
            )

    def pivot(self, book: Book, cases: Sequence[Record]) -> None:
        """What looks like a pivot table of places by werkstroom."""
        page = book.page("Draaitabel")
        page.put(1, 1, f"{INVENTED} – draaitabel", look=self.style.subtitle())
        page.put(3, 1, "Aantal van Nr", "Kolomlabels", look=self.style.separator())
        page.put(4, 1, "Rijlabels", "A", "B", "Eindtotaal", look=self.style.separator())
        found = Counter((_word(r, "Woonplaats"), _word(r, "Werkstroom")) for r in cases)
        places = sorted({place for place, _ in found})[:_MOST_PLACES]
        for row, place in enumerate(places, 5):
            figures = [found[place, stream] for stream in ("A", "B")]
            page.put(row, 1, place, *figures, sum(figures), look=self.style.body())
        page.widths |= {1: 24, 2: 14}

    def findings(self, book: Book, cases: Sequence[Record]) -> None:
        """A sheet Bevindingen of her own, which is not ours."""
        page = book.page("Bevindingen")
        page.put(1, 1, f"{INVENTED} – mijn bevindingen bij het doornemen", look=self.style.title())
        page.put(3, 1, "Casus", "Wat viel op", look=self.style.header())
        remarks = ("datum klopt niet", "nabellen", "staat dubbel in het systeem")
        for row, (record, remark) in enumerate(zip(cases, remarks, strict=False), 4):
            page.put(row, 1, record.get("Casusnummer"), remark, look=self.style.body())
        page.widths |= {1: 18, 2: 40}

    def notes(self, book: Book, _: Sequence[Record]) -> None:
        """Loose notes."""
        page = book.page("Notities")
        page.put(1, 1, f"{INVENTED} – notities", look=self.style.subtitle())
        page.put(3, 1, "Datum", "Wie", "Wat", look=self.style.header())
        body = self.style.body()
        page.put(4, 1, self.on, look=look(body, num_format=self.style.date_format))
        page.put(4, 2, "secretariaat", "bellen over de agenda", look=body)
        page.put(5, 2, "coördinator", "lijst nalopen voor het kwartaal", look=body)
        page.widths |= {1: 13, 2: 16, 3: 42}

    def choices(self, book: Book, _: Sequence[Record]) -> None:
        """The hidden sheet behind drop-downs."""
        page = book.page("Lijsten")
        page.put(1, 1, "Stand", "Stroom A of B", "Wat nu")
        page.column(2, 1, ("aangemeld", "besproken", "afgesloten"))
        page.column(2, 2, ("A", "B"))
        page.column(2, 3, ("bespreken", "bellen", "verzonnen"))
        page.hidden = True


def _word(record: Record, field: str) -> str:
    """A word as a pivot shows it."""
    value = record.get(field)
    return value if isinstance(value, str) else _BLANK
