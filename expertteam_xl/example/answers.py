"""The answer key: which findings a check of a made-up register must give, at which cells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from expertteam_xl.example.dress_page import Listed, Page
from expertteam_xl.example.model import World
from expertteam_xl.register.references import column_letters as letters

FORMAT_VERSION = 1

_MISSING, _DOUBLE, _UNKNOWN, _HIDDEN = "R01", "R02", "R09", "R10"


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding that must come.

    Attributes:
        code: of the rule.
        severity: ``fout``, ``waarschuwing`` or ``info``.
        sheet: name of the sheet.
        row: row, as Excel counts.
        column: column letters.
        casusnummer: of the case, where there is one.
        deadline: the uiterste datum.
        days: how many days over.
    """

    code: str
    severity: str
    sheet: str
    row: int
    column: str
    casusnummer: str | None = None
    deadline: date | datetime | None = None
    days: int | None = None

    @property
    def cell(self) -> str:
        """Address within its sheet."""
        return f"{self.column}{self.row}"


def answers(world: World, pages: Iterable[Page], lists: Iterable[Listed]) -> list[Answer]:
    """Everything that must be found: what the records give, and what the dress adds.

    Args:
        world: the records with what is wrong in them.
        pages: all sheets.
        lists: where every record was written.
    """
    lists = list(lists)
    found = [*_planted(world, lists), *_dressed(pages, lists)]
    return sorted(found, key=lambda each: (each.sheet, each.row, len(each.column), each.column,
                                           each.code))  # fmt: skip


def _planted(world: World, lists: list[Listed]) -> Iterator[Answer]:
    of = {(listed.table, index): listed for listed in lists for index in listed.rows}
    for each in world.expected:
        listed = of[each.table, each.row]
        yield Answer(
            each.code,
            each.severity,
            listed.page.name,
            listed.rows[each.row],
            letters(listed.columns[each.field]),
            each.casusnummer,
            each.deadline,
            each.days,
        )


def _dressed(pages: Iterable[Page], lists: list[Listed]) -> Iterator[Answer]:
    for listed in lists:
        first = listed.every_column[0]
        for _ in listed.missing:
            yield _at(_MISSING, "fout", listed.page, listed.header_row, first)
        for column in listed.doubles:
            yield _at(_DOUBLE, "fout", listed.page, listed.header_of(column), column)
        for column in listed.own:
            yield _at(_UNKNOWN, "info", listed.page, listed.header_of(column), column)
        yield from _hidden_rows(listed)
        yield from _hidden_columns(listed)
    for page in pages:
        if page.hidden and (place := page.first_value()):
            yield _at(_HIDDEN, "info", page, *place)


def _hidden_rows(listed: Listed) -> Iterator[Answer]:
    """Rows that are hidden together are one finding; so are all rows behind a filter."""
    page, first = listed.page, listed.every_column[0]
    before = False
    for row in sorted(listed.rows.values()):
        hidden = row in page.hidden_rows
        if hidden and not before:
            yield _at(_HIDDEN, "info", page, row, first)
        before = hidden or (before and page.filtered)


def _hidden_columns(listed: Listed) -> Iterator[Answer]:
    page = listed.page
    hidden = [column for column in listed.every_column if column in page.hidden_columns]
    filled = [column for column in hidden if _holds_data(listed, column)]
    for before, column in pairwise([-1, *filled]):
        if column != before + 1:
            yield _at(_HIDDEN, "info", page, listed.header_row, column)


def _holds_data(listed: Listed, column: int) -> bool:
    cells = (listed.page.cells.get((row, column)) for row in listed.rows.values())
    return any(cell is not None and cell.value is not None for cell in cells)


def _at(code: str, severity: str, page: Page, row: int, column: int) -> Answer:
    return Answer(code, severity, page.name, row, letters(column))


def as_json(world: World, seed: int, found: Iterable[Answer]) -> str:
    """The key as JSON text; keys as in the JSON of ``controleer``."""
    plain = {
        "versie": FORMAT_VERSION,
        "peildatum": world.on.isoformat(),
        "startgetal": seed,
        "casussen": len(world.tables.get("Casussen", ())),
        "bevindingen": [_plain(each) for each in found],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _plain(answer: Answer) -> dict[str, Any]:
    return {
        "code": answer.code,
        "ernst": answer.severity,
        "blad": answer.sheet,
        "rij": answer.row,
        "kolom": answer.column,
        "cel": answer.cell,
        "casusnummer": answer.casusnummer,
        "uiterste_datum": _moment(answer.deadline),
        "dagen": answer.days,
    }


def _moment(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else None
