"""From a workbook to tables: dressed in any way, the same records at the same cells."""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest
from dressing import MINIMAL, Dresser, Page, Written, foreign, full, minimal, workbook

from expertteam_xl.errors import RegisterError
from expertteam_xl.register.cells import read_column
from expertteam_xl.register.model import Register
from expertteam_xl.register.raw import RawWorkbook
from expertteam_xl.register.tables import build_register
from expertteam_xl.schema import tables
from expertteam_xl.settings import Settings


def read(book: RawWorkbook) -> Register:
    return build_register(book, Settings())


def differences(register: Register, written: list[Written]) -> list[str]:
    """What was read otherwise than it was written; empty when all is right."""
    expected: dict[str, dict[tuple[str, int, int], Written]] = defaultdict(dict)
    for record in written:
        expected[record.table][record.sheet, record.row, min(record.cells.values())] = record
    wrong = []
    for name in tables():
        table = register.table(name)
        places = {
            (table.blocks[b].sheet, int(row), min(table.blocks[b].columns.values())): i
            for i, (b, row) in enumerate(zip(table.block_of, table.excel_rows, strict=True))
        }
        wanted = expected[name]
        wrong += [f"{name} lost {place} {wanted[place].values}" for place in wanted.keys() - places.keys()]
        wrong += [f"{name} invented {place}" for place in places.keys() - wanted.keys()]
        for place in wanted.keys() & places.keys():
            wrong += _cell_differences(register, wanted[place], places[place])
    return wrong


def _cell_differences(register: Register, record: Written, row: int) -> list[str]:
    table, wrong = register.table(record.table), []
    for field, column in record.cells.items():
        spec = table.spec.by_header[field]
        if table.column_of(row, field) != column:
            wrong.append(f"{record.table}.{field} at {record.sheet} {record.row}: column {column} read as {table.column_of(row, field)}")
            continue
        parsed = read_column(spec.kind, [record.values[field]], allowed=spec.spellings or None)
        found, wanted = table.frame[field].iloc[row], parsed.values[0]
        if not _same(found, wanted):
            wrong.append(f"{record.table}.{field} row {record.row}: {wanted!r} read as {found!r}")
        if bool(parsed.problems) != (row in table.problems.get(field, {})):
            wrong.append(f"{record.table}.{field} row {record.row}: problem differs")
    return wrong


def _same(found: object, wanted: object) -> bool:
    if isinstance(wanted, tuple):
        return found == wanted
    return bool(pd.isna(found) and pd.isna(wanted)) or found == wanted


def dressed_minimal(seed: int) -> tuple[list[Page], list[Written]]:
    rng = random.Random(seed)
    dresser = Dresser(rng)
    spec = tables()["Casussen"]
    pages: list[Page] = []
    years = (2021,) if rng.random() < 0.5 else (2019, 2020, 2021)
    start = 1
    one_sheet = len(years) > 1 and rng.random() < 0.5
    page = Page(rng.choice(("Aanmeldingen", "Blad1", "Sheet1", "Aanmeldingen 2021", "Register")))
    row, column = 1, rng.choice((1, 1, 2, 4))
    beside = rng.random() < 0.3
    years = years[:2] if beside else years
    for year in years:
        fields = list(MINIMAL) if rng.random() < 0.6 else ["Casusnummer", "Aanmelddatum", "Woonplaats", *rng.sample(MINIMAL[3:], rng.randrange(2, 8))]
        records = minimal(rng, rng.randrange(2, 25), start=start, year=year)
        start += len(records)
        if not one_sheet and len(years) > 1:
            page = Page(rng.choice((f"{year}", f"Aanmeldingen {year}", f"Jaar {year}", f"Sheet{year}")))
            row = 1
        if page not in pages:
            pages.append(page)
        top = row if beside and one_sheet and year != years[0] else dresser.title(page, row, column)
        last_row, last_column = dresser.write(page, spec, records, fields, top, column)
        if one_sheet and beside:
            row, column = top, last_column + 2
        elif one_sheet:
            row = last_row + rng.randrange(2, 5)
    if rng.random() < 0.3:
        pages += foreign(rng)
    if rng.random() < 0.3:
        rng.choice(pages).state = "hidden"
    return pages, dresser.written


def dressed_full(seed: int) -> tuple[list[Page], list[Written]]:
    rng = random.Random(seed)
    dresser = Dresser(rng)
    pages = []
    for name, records in full(rng).items():
        spec = tables()[name]
        page = Page(rng.choice((name, *spec.sheet_names)))
        fields = [c.header for c in spec.columns if c.required or c is spec.columns[0] or rng.random() < 0.8 or len(spec.columns) < 5]
        fields = fields if len(fields) > 1 else [c.header for c in spec.columns]
        if name == "Casussen":
            fields = [f for f in fields if f != "Gemeente" or "Woonplaats" in fields]
        dresser.write(page, spec, records, fields, dresser.title(page, 1))
        pages.append(page)
    if rng.random() < 0.5:
        pages += foreign(rng)
    rng.shuffle(pages)
    return pages, dresser.written


@pytest.mark.parametrize("seed", range(60))
def test_a_minimal_register_is_read_in_any_dress(seed: int) -> None:
    """Titles, odd headers, separators, totals, legends, years: no record lost, none invented."""
    pages, written = dressed_minimal(seed)

    assert [] == differences(read(workbook(pages)), written)


@pytest.mark.parametrize("seed", range(30))
def test_a_full_workbook_is_read_in_any_dress(seed: int) -> None:
    """All tables, each on a sheet of its own, with any alias: the same records, cell by cell."""
    pages, written = dressed_full(seed)

    assert [] == differences(read(workbook(pages)), written)
