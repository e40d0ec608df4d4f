"""From what was seen in a sheet to what a check can tell, once its lists are known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from expertteam_xl.clues import Clue, clues
from expertteam_xl.disclosure import masked
from expertteam_xl.kinds import Kind
from expertteam_xl.register.model import Block, Header
from expertteam_xl.register.raw import LooseText, RawWorkbook
from expertteam_xl.register.references import column_letters
from expertteam_xl.register.trace import Story, Trace, Traces
from expertteam_xl.register.traces import SeenColumn, SeenSheet, Sight, forbidden
from expertteam_xl.schema import tables
from expertteam_xl.text import fold

_BSN = frozenset({Clue.BSN, Clue.SHORT_BSN})
_NUMBERS = frozenset({Kind.NUMMER, Kind.NUMMERS})
_WORDS = frozenset({Kind.TEKST, Kind.CODE, Kind.CODES, Kind.WOONPLAATS, Kind.JA_NEE})
_NO_BSN = re.compile(
    r"agb\w*|kvk\w*|\w*datum|dd|bedrag\w*|eur|euro|\w*kosten|\w*tarief|prijs|budget|min|minuten|"
    r"uur|uren|tijd|btw\w*|factuur\w*|grootboek\w*|kostenplaats|verplichting\w*|inkoop\w*|jaar"
)
_NUMBERED = re.compile(r"\w*(?:nr|nummers?|kenmerk|code|zaak|dossier|id)")
_SPLIT = re.compile(r"\W+|_")
_ORGANISATIONS = ("Partners", "Tarieven", "Deelnames", "Gemeenten", "Instellingen")
"""Tables in which a name is that of an organisation."""

_MANY = 5
"""A column with fewer cells that could identify somebody is told cell by cell."""

_SERIES = 10
_CHANCE = 3
"""Of so many numbers, fewer than one in this many pass for a BSN by chance (one in 11)."""


def settled(seen: SeenSheet, blocks: Sequence[Block]) -> Traces:
    """What there is to tell of a sheet.

    Args:
        seen: what was seen in it.
        blocks: its lists.
    """
    heads = [*_list_heads(blocks), *_loose_heads(seen, blocks)]
    taken = {(trace.column, trace.row) for trace in heads}
    found, by_chance = list(heads), []
    stories: list[Story] = []
    for column in seen.columns:
        chance = _by_chance(column)
        left = [
            sight
            for sight in column.sights
            if not _passed_by(column, sight, blocks, taken)
            and not (sight.alone and sight.clue in chance)
        ]
        if chance and any(sight.alone and sight.clue in chance for sight in column.sights):
            by_chance.append(f"{seen.sheet.name}!{column_letters(column.column)}")
        found += _told(seen, column, left, blocks)
        stories += _stories(seen, column, blocks)
    found += [
        trace for text in seen.sheet.loose for trace in _loose(seen.sheet.name, text, seen.first)
    ]
    return Traces(tuple(dict.fromkeys(found)), tuple(stories), tuple(by_chance))


def gathered(parts: Sequence[Traces], workbook: RawWorkbook, blocks: Sequence[Block]) -> Traces:
    """All sheets together, with the properties of the document, told at the first header."""
    first = blocks[0]
    place = (first.header_row, first.first_column)
    loose = [trace for text in workbook.loose for trace in _loose(first.sheet, text, place)]
    return Traces(
        (*(trace for part in parts for trace in part.found), *dict.fromkeys(loose)),
        tuple(story for part in parts for story in part.stories),
        tuple(column for part in parts for column in part.by_chance),
        workbook.unread,
    )


def _list_heads(blocks: Sequence[Block]) -> Iterator[Trace]:
    """Headers in lists that no register must have, but for those of fields of ours."""
    for block in blocks:
        for header in block.headers:
            what = None if header.field else forbidden(header.text)
            if what and not (what == "naam" and block.table in _ORGANISATIONS):
                yield Trace(block.sheet, _row(block, header), header.column, None, what)


def _loose_heads(seen: SeenSheet, blocks: Sequence[Block]) -> Iterator[Trace]:
    for (row, column), what in seen.heads.items():
        if not any(_holds(block, row, column) for block in blocks):
            yield Trace(seen.sheet.name, row, column, None, what)


def _holds(block: Block, row: int, column: int) -> bool:
    """Whether a cell belongs to a list, the lines of its header included."""
    tops = min((_row(block, header) for header in block.headers), default=block.header_row)
    return row >= tops and any(header.column == column for header in block.headers)


def _row(block: Block, header: Header) -> int:
    return header.row or block.header_row


def _above(blocks: Sequence[Block], row: int, column: int) -> tuple[Block, Header] | None:
    """The list that a cell below a header belongs to, and that header."""
    for block in reversed(blocks):
        if row > block.header_row:
            for header in block.headers:
                if header.column == column:
                    return block, header
    return None


def _passed_by(
    column: SeenColumn, sight: Sight, blocks: Sequence[Block], taken: set[tuple[int, int]]
) -> bool:
    """Whether a cell is told with its header, or its column says that it is something else."""
    under = _above(blocks, sight.row, column.column)
    if any(at == column.column and row < sight.row for at, row in taken):
        return True
    if under is None:
        label = _label_above(column, sight.row) if sight.alone else ""
        return sight.clue in _harmless(None, label)
    block, header = under
    if header.field == "Geboortedatum" and sight.clue is Clue.BIRTH:
        return True
    spec = tables()[block.table].by_header.get(header.field or "")
    return sight.clue in _harmless(spec.kind if spec else None, header.text)


def _label_above(column: SeenColumn, row: int) -> str:
    """The nearest short text above a number that stands alone."""
    at = bisect_left(column.labels, (row, ""))
    return column.labels[at - 1][1] if at else ""


@lru_cache(maxsize=1024)
def _harmless(kind: Kind | None, header: str) -> frozenset[Clue]:
    """What is no sign of a person in a column of this kind, or under this header."""
    words = [fold(word) for word in _SPLIT.split(header)]
    found: set[Clue] = set()
    if (
        (kind and kind not in _NUMBERS | _WORDS)
        or "€" in header
        or any(map(_NO_BSN.fullmatch, words))
    ):
        found |= _BSN
    if kind in _NUMBERS:
        found |= {Clue.SHORT_BSN, Clue.BIRTH}
    if kind in _NUMBERS or any(map(_NUMBERED.fullmatch, words)):
        found |= {Clue.PHONE, Clue.POSTCODE}
    return frozenset(found)


def _by_chance(column: SeenColumn) -> frozenset[Clue]:
    """Of which length a column holds a series of numbers, some of which pass by chance."""
    return frozenset(
        clue
        for clue in _BSN
        if column.tested[clue] >= _SERIES and column.passed[clue] * _CHANCE < column.tested[clue]
    )


def _told(
    seen: SeenSheet, column: SeenColumn, sights: Sequence[Sight], blocks: Sequence[Block]
) -> Iterator[Trace]:
    """Cell by cell; a column that is full of it once, at its header or its first cell."""
    ordered = sorted(sights, key=lambda sight: sight.clue.name)
    for clue, group in groupby(ordered, key=lambda sight: sight.clue):
        cells = list(group)
        if len(cells) < _MANY or len(cells) * 2 <= column.filled:
            for sight in cells:
                yield Trace(seen.sheet.name, sight.row, column.column, clue, sight.shown)
            continue
        under = _above(blocks, cells[0].row, column.column)
        row = _row(*under) if under and under[1].text else cells[0].row
        yield Trace(seen.sheet.name, row, column.column, clue, cells[0].shown, cells=len(cells))


def _stories(seen: SeenSheet, column: SeenColumn, blocks: Sequence[Block]) -> Iterator[Story]:
    """The long texts of a column that belong to a list."""
    rows = [row for row in column.stories if _above(blocks, row, column.column)]
    if rows:
        yield Story(seen.sheet.name, rows[0], column.column, len(rows))


def _loose(sheet: str, text: LooseText, place: tuple[int, int]) -> Iterator[Trace]:
    """What a comment, header or property holds: at its cell, or at the place for what has none."""
    row, column = (text.row, text.column) if text.row else place
    for clue, value in clues(text.text):
        yield Trace(sheet, row, column, clue, masked(value), text.where)
