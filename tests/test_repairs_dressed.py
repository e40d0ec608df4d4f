"""Registers dressed as people do: after the repairs they say the same, in cells that Excel reads."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest
import python_calamine

from expertteam_xl.example.dress import make_example
from expertteam_xl.example.write import write_example
from expertteam_xl.register import read_register
from expertteam_xl.register.model import Register, Table
from expertteam_xl.register.references import address
from expertteam_xl.repairs import Repaired, repair

DAY = date(2021, 12, 15)
SEEDS = range(8)
Said = dict[tuple[str, str, str], object]

each = pytest.mark.parametrize("seed", SEEDS)


@cache
def before(seed: int) -> Register:
    """A messy register, with or without all its sheets."""
    memory = io.BytesIO()
    write_example(make_example(20, seed, messy=True), memory)
    return read_register(memory.getvalue())


@cache
def after(seed: int) -> Repaired:
    """The same after its repairs."""
    return repair(before(seed), day=DAY)


def said(register: Register) -> Said:
    """What every cell of every list says: its value, or the code of why it can't be read."""
    found: Said = {}
    for table in register.tables.values():
        for field in table.frame.columns:
            found |= dict(_column(table, field))
    return found


def _column(table: Table, field: str) -> list[tuple[tuple[str, str, str], object]]:
    problems = table.problems.get(field, {})
    values = table.frame[field].to_numpy(dtype=object)
    places = zip(table.block_of, table.excel_rows, values, strict=True)
    found = []
    for row, (block, number, value) in enumerate(places):
        column = table.column_of(row, field)
        if column is not None:
            key = (table.blocks[block].sheet, address(int(number), column), field)
            problem = problems.get(row)
            found.append((key, problem.rule if problem else _plain(value)))
    return found


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return value
    return None if pd.isna(value) else value  # type: ignore[call-overload]


def shown(data: bytes) -> dict[tuple[str, str], object]:
    """What every cell holds, by sheet and address."""
    book = python_calamine.load_workbook(io.BytesIO(data))
    found = {}
    for name in book.sheet_names:
        for row, values in enumerate(
            book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1
        ):
            found |= {(name, address(row, c)): v for c, v in enumerate(values, 1)}
    return found


@each
def test_the_register_says_the_same(seed: int) -> None:
    """Every cell of every list means what it meant, unreadable ones too; only a BSN is gone."""
    emptied = {
        (r.sheet, address(r.row, r.column)) for r in after(seed).repairs if r.edit.value is None
    }
    old, new = said(before(seed)), said(after(seed).register)

    assert old.keys() == new.keys()
    assert {k: v for k, v in old.items() if k[:2] not in emptied} == {
        k: v for k, v in new.items() if k[:2] not in emptied
    }


@each
def test_only_cells_in_the_log_differ(seed: int) -> None:
    """A cell that is not in the log holds what it held, and every cell in the log changed."""
    repaired = after(seed)
    old, new = shown(before(seed).data), shown(repaired.register.data)
    logged = {(r.sheet, address(r.row, r.column)) for r in repaired.repairs}
    changed = {place for place in old if old[place] != new[place]}

    assert logged == changed
    assert {"Herstel"} >= {sheet for sheet, _ in new.keys() - old.keys()}


@each
def test_nothing_is_left_to_repair(seed: int) -> None:
    """A second time finds nothing, so the first was complete and the log is not read as a list."""
    again = repair(after(seed).register, day=DAY)

    assert () == again.repairs
    assert after(seed).register.data == again.register.data


def test_the_seeds_need_repairs() -> None:
    """The registers of these tests hold texts that are dates, so that the tests can fail."""
    counts = np.array([len(after(seed).repairs) for seed in SEEDS])

    assert np.count_nonzero(counts) > len(SEEDS) / 2
