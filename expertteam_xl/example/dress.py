"""Dresses a made-up world as a workbook: in order, or as messy as real ones.

In order: the lists of the template of ``nieuw``, filled in. Messy: one hand, drawn from the start
number, that is kept throughout with some slips; what is planted and dressed has its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from expertteam_xl.example.answers import Answer, answers
from expertteam_xl.example.dress_cells import Speller
from expertteam_xl.example.dress_extras import Extras
from expertteam_xl.example.dress_headers import Headers
from expertteam_xl.example.dress_hiding import Hider
from expertteam_xl.example.dress_layout import Chooser, Plan, cells_to_keep, plans
from expertteam_xl.example.dress_lists import ListMaker
from expertteam_xl.example.dress_page import Book, Listed, Page
from expertteam_xl.example.dress_style import Style, draw_style
from expertteam_xl.example.model import World
from expertteam_xl.example.world import PEILDATUM, make_world, most_cases
from expertteam_xl.register.raw import Box
from expertteam_xl.schema import tables

_FRONT = "Dashboard"
"""A sheet of her own that often comes first."""

_CHOSEN = {"Status"}
"""Columns with a drop-down."""

_GAP = 3
"""Blank rows between lists under each other."""


@dataclass(frozen=True)
class Example:
    """A made-up register that can be written, and the findings that it must give.

    Attributes:
        world: its records.
        answers: every finding of a check on the peildatum of the world.
        book: the sheets of a messy one; None for one in order.
        lists: where every record of a messy one stands.
    """

    world: World
    answers: tuple[Answer, ...]
    book: Book | None = None
    lists: tuple[Listed, ...] = ()


def make_example(
    cases: int,
    seed: int,
    *,
    messy: bool,
    minimal: bool | None = None,
    on: date | None = None,
) -> Example:
    """A made-up register; the same arguments give the same one.

    Args:
        cases: how many.
        seed: another one gives another register.
        messy: whether it is as messy as real ones, with faults; else it is in order.
        minimal: whether a messy one is a single list of cases; not given: the seed says so, but
            so many cases that a single list has no numbers for make it a full register.
        on: the peildatum; not given: the one of the world.

    Raises:
        ValueError: so many cases or this peildatum can't be; the message is a Dutch sentence.
    """
    if not messy:
        return Example(make_world(cases, seed, faults=False, minimal=False, on=on), ())
    if minimal is None:
        drawn = Random(f"vorm/{seed}").random() < 0.5  # noqa: S311 - made-up data
        minimal = drawn and cases <= most_cases(on or PEILDATUM, minimal=True)
    return dress(make_world(cases, seed, faults=True, minimal=minimal, on=on), seed)


def dress(world: World, seed: int) -> Example:
    """Dress a world as somebody would have kept it.

    Args:
        world: the records.
        seed: of the hand that fills it in.
    """
    rng = Random(f"hand/{seed}/{world.minimal}")  # noqa: S311 - made-up data
    style = draw_style(rng)
    dresser = _Dresser(world, style, rng)
    for plan in plans(world, style, rng):
        dresser.sheet(plan)
    dresser.extras()
    Hider(style, rng).hide(dresser.book, dresser.lists)
    found = answers(world, dresser.book.pages, dresser.lists)
    return Example(world, tuple(found), dresser.book, tuple(dresser.lists))


class _Dresser:
    """Writes the sheets of one messy register."""

    def __init__(self, world: World, style: Style, rng: Random) -> None:
        self._world, self._style, self._rng = world, style, rng
        self.book = Book(date1904=style.date1904, font=style.font, font_size=style.size)
        self.lists: list[Listed] = []
        self._extras = Extras(style, rng, world.on)
        self._chooser = Chooser(world, style, rng)
        self._maker = ListMaker(
            style, rng, Headers(style, rng), Speller(style, rng), cells_to_keep(world)
        )

    def sheet(self, plan: Plan) -> None:
        """Write a sheet with its lists under a title."""
        page = self.book.page(plan.name)
        row, column = self._extras.top(page, plan.title), 1
        if self._rng.random() < 0.15:
            column = 2
            page.widths[1] = 3
        if self._rng.random() < 0.5:
            page.tab = self._rng.choice((self._style.dark, self._style.band))
        alone = len(plan.pieces) == 1
        for piece in plan.pieces:
            ways = self._chooser.ways(piece, alone=alone)
            listed = self._maker.write(
                page, piece.spec, piece.records, piece.fields, (row, column), ways
            )
            self.lists.append(listed)
            if plan.side_by_side:
                column = listed.every_column[-1] + 2
            else:
                row = page.bottom + _GAP
        if alone:
            self._finish(page, self.lists[-1])

    def _finish(self, page: Page, listed: Listed) -> None:
        """Freeze the header, and leave a remark here and there."""
        if self._rng.random() < 0.6:
            page.frozen = (listed.header_row, listed.every_column[0])
        rows = sorted(listed.rows.values())
        if rows and self._rng.random() < self._style.extras:
            self._offer_words(page, listed, rows)
        for _ in range(self._rng.choice((0, 0, 1, 2)) if rows else 0):
            place = (self._rng.choice(rows), self._rng.choice(listed.every_column))
            page.comments[place] = self._rng.choice(_COMMENTS)

    def _offer_words(self, page: Page, listed: Listed, rows: list[int]) -> None:
        """A drop-down in the columns where she likes to choose; what is there already stays."""
        for name in _CHOSEN & listed.columns.keys():
            words = tuple(tables()[listed.table].by_header[name].words)
            column = listed.columns[name]
            page.choices.append((Box(rows[0], column, rows[-1], column), words))

    def extras(self) -> None:
        """Her own sheets, before or after the lists."""
        cases = self._world.tables.get("Casussen", [])
        makers = (
            self._extras.dashboard,
            self._extras.pivot,
            self._extras.findings,
            self._extras.notes,
            self._extras.choices,
        )
        lists = len(self.book.pages)
        for make in makers:
            if self._rng.random() < self._style.extras * 0.7:
                make(self.book, cases)
        own = [page.name for page in self.book.pages[lists:]]
        if _FRONT in own and self._rng.random() < 0.6:
            self.book.pages.insert(0, self.book.pages.pop(lists + own.index(_FRONT)))


_COMMENTS = (
    "Verzonnen voorbeeld: nog navragen bij het secretariaat.",
    "Verzonnen voorbeeld: besproken in het werkoverleg.",
    "Verzonnen voorbeeld: zie de mail van vorige week.",
)
