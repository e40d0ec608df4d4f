"""Workbooks made in Excel, read as openpyxl reads them."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from expertteam_xl.register.raw import CellError, CellValue, RawSheet
from expertteam_xl.register.workbook import open_workbook


def _value(sheet: RawSheet, row: int, column: int) -> CellValue:
    i, j = row - sheet.top, column - sheet.left
    return sheet.columns[j][i] if 0 <= j < len(sheet.columns) and 0 <= i < sheet.height else None


def _plain(value: object) -> object:
    """What openpyxl reads, in the form this package wants it in."""
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date()
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return None if value == "" else value


def _differences(sheet: RawSheet, values: openpyxl.worksheet.worksheet.Worksheet) -> list[str]:
    """Addresses at which openpyxl sees something else."""
    merged = {
        (r, c)
        for box in sheet.merged
        for r in range(box.top, box.bottom + 1)
        for c in range(box.left, box.right + 1)
    }
    wrong = []
    ours = {
        (sheet.top + i, sheet.left + j)
        for j, column in enumerate(sheet.columns)
        for i, value in enumerate(column)
        if value is not None
    }
    for row, column in sorted((ours | set(values._cells)) - merged):
        cell = values._cells.get((row, column))
        expected = _plain(cell.value) if cell is not None else None
        if cell is not None and cell.data_type == "e":
            expected = CellError(str(expected))
        found = _value(sheet, row, column)
        never_calculated = found == CellError("") and expected is None
        below_zero = (
            isinstance(found, float) and found < 0 and isinstance(expected, (date, datetime))
        )
        if expected != found and not never_calculated and not below_zero:
            wrong.append(f"{sheet.name}!{row},{column}: {expected!r} is not {found!r}")
    return wrong


def _corpus() -> list[Path]:
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    return (
        sorted(p for p in folder.glob("*") if p.suffix in (".xlsx", ".xlsm"))
        if folder.is_dir()
        else []
    )


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "path", [p for p in _corpus() if p.name != "24-tdf111974.xlsm"], ids=lambda p: p.stem
)
def test_corpus_as_openpyxl_reads_it(path: Path) -> None:
    """Every workbook made in Excel gives the values that openpyxl reads, cell by cell."""
    before = path.read_bytes()
    workbook = open_workbook(path)
    book = openpyxl.load_workbook(io.BytesIO(before), data_only=True)
    names = {sheet.name for sheet in workbook.sheets} & set(book.sheetnames)  # it skips Strict ones
    wrong = [
        line
        for sheet in workbook.sheets
        if sheet.name in names
        for line in _differences(sheet, book[sheet.name])
    ]

    assert [] == [line for line in wrong if "_x000D_" not in line]
    assert before == path.read_bytes()


def test_calamine_fails_but_the_sheet_is_read(shared: Path) -> None:
    """A workbook that calamine can't open is read all the same."""
    workbook = open_workbook(shared / "corpus" / "24-tdf111974.xlsm")

    assert 8 <= len(workbook.sheets)
    assert any(sheet.columns for sheet in workbook.sheets)


def test_strict_workbook(shared: Path) -> None:
    """An ISO Strict workbook is read like any other."""
    (sheet,) = open_workbook(shared / "corpus" / "70-strict_iso_paths.xlsx").sheets

    assert (76, 18) == (sheet.height, len(sheet.columns))
