"""Dressed registers whose headers nobody knows: after a confirmed profile every value reads back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import pytest
from dressing import Page, Written, value, workbook
from test_tables import differences, dressed_full, dressed_minimal

from expertteam_xl.errors import RegisterError
from expertteam_xl.profile.answers import Answers, applied
from expertteam_xl.profile.model import Profile
from expertteam_xl.profile.propose import Inspection, inspect
from expertteam_xl.profile.read import parsed, profile_from
from expertteam_xl.profile.write import profile_toml
from expertteam_xl.register.model import Register
from expertteam_xl.register.raw import RawWorkbook
from expertteam_xl.register.tables import build_register
from expertteam_xl.schema import tables
from expertteam_xl.settings import Settings


def meaning(written: list[Written], sheet: str, header_row: int, column: int) -> str:
    """The field that a column is in the list under this header; empty for a column of no field."""
    below = [r for r in written if r.sheet == sheet and r.row > header_row]
    for record in sorted(below, key=lambda r: r.row):
        if min(record.cells.values()) <= column <= max(record.cells.values()):
            return next((n for n, place in record.cells.items() if place == column), "")
    return ""


def renamed(pages: list[Page], rng: random.Random, share: float) -> Mapping[str, int]:
    """Give headers names that nobody knows, in the sheets that hold one list; its header row."""
    register = build_register(workbook(pages), Settings())
    number = 0
    lists = Counter(block.sheet for block in register.blocks)
    for block in register.blocks:
        if lists[block.sheet] > 1:
            continue
        page = next(page for page in pages if page.name == block.sheet)
        for column in block.columns.values():
            old = page.cells.get((block.header_row, column))
            if rng.random() < share and isinstance(old, str):
                number += 1
                new = f"Zkwz {chr(96 + number % 26)}{number}"
                for place in [p for p, v in page.cells.items() if p[1] == column and v == old]:
                    page.cells[place] = new
    return {b.sheet: b.header_row for b in register.blocks if lists[b.sheet] == 1}


def confirmed(
    book: RawWorkbook, written: list[Written], rows: Mapping[str, int]
) -> tuple[Answers, Inspection]:
    """What somebody who knows the register answers, asked until nothing new is asked."""
    answers = Answers()
    for _ in range(3):
        seen = inspect(book, Settings(), applied(Profile(), answers))
        for guess in seen.guesses:
            table = next((r.table for r in written if r.sheet == guess.sheet), "")
            row = rows.get(guess.sheet, guess.header_row)
            answers.sheets[guess.sheet] = (table, row if table else None)
        for each in seen.lists:
            row = rows.get(each.sheet)
            if row != each.header_row:
                if row is not None:
                    answers.sheets[each.sheet] = (each.table, row)
                continue
            for column in each.columns:
                name = meaning(written, each.sheet, each.header_row, column.column)
                if (column.field or "") != name or column.uncertain:
                    answers.say(column, name)
    return answers, seen


def read_with(pages: list[Page], answers: Answers, seen: Inspection) -> Register:
    """The register, read with the profile that these answers write."""
    text = profile_toml("register.xlsx", answers, seen.seen)
    profile = profile_from(parsed(text, "p.toml"), "p.toml", text)
    return build_register(workbook(pages), Settings(), profile)


@pytest.mark.parametrize("seed", range(16))
def test_minimal_registers_read_back_after_confirmation(seed: int) -> None:
    """Year sheets, titles, two lines, totals: a few unknown headers, and all is read again."""
    rng = random.Random(seed)  # noqa: S311 - dress, no secret
    pages, written = dressed_minimal(seed)
    before = differences(build_register(workbook(pages), Settings()), written)
    rows = renamed(pages, rng, 0.3)
    answers, seen = confirmed(workbook(pages), written, rows)

    assert before == differences(read_with(pages, answers, seen), written)


@pytest.mark.parametrize("seed", range(5))
def test_full_registers_read_back_after_confirmation(seed: int) -> None:
    """Every table has its sheet, and one header in six is unknown."""
    rng = random.Random(seed)  # noqa: S311 - dress, no secret
    pages, written = dressed_full(seed)
    before = differences(build_register(workbook(pages), Settings()), written)
    rows = renamed(pages, rng, 0.15)
    answers, seen = confirmed(workbook(pages), written, rows)

    assert before == differences(read_with(pages, answers, seen), written)


@pytest.mark.parametrize("seed", range(8))
def test_a_list_of_which_no_header_is_known_reads_back(seed: int) -> None:
    """A person points out the sheet's list and its header row, and then every column."""
    rng = random.Random(seed)  # noqa: S311 - dress, no secret
    spec = tables()["Casussen"]
    names = ["Casusnummer", "Aanmelddatum", "Woonplaats", "Type aanmelder", "Status"]
    page, written = Page("Blad1"), []
    top = rng.randrange(1, 9)
    page.put(1, 1, "Ons overzicht" if top > 1 else None)
    page.put(top, 2, *(f"Qx {i}" for i in range(len(names))))
    for row in range(top + 1, top + 15):
        values = {n: value(rng, spec.by_header[n], row, 2021) for n in names}
        page.put(row, 2, *values.values())
        cells = dict(zip(names, range(2, 7), strict=True))
        written.append(Written("Casussen", "Blad1", row, cells, values))
    with pytest.raises(RegisterError):
        build_register(workbook([page]), Settings())
    answers, seen = confirmed(workbook([page]), written, {"Blad1": top})

    assert [] == differences(read_with([page], answers, seen), written)
