"""Workbooks that others made in Excel lose nothing when a cell in them is repaired."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path

import compare
import pytest
import python_calamine
import tools

from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print
from expertteam_xl.register import read_register
from expertteam_xl.repairs import repair

WORKBOOKS = sorted(
    path
    for folder in ("corpus", "registers")
    for path in (tools.SHARED / folder).glob("*.xls[xm]")
    if tools.SHARED.is_dir()
)
SAMPLE = ("12-", "46-", "70-", "71-", "klein")
"""A few for a developer's machine: the validator takes two seconds a file; CI does them all."""

SHEET = "Aanmeldingen"

each = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
pytestmark = pytest.mark.skipif(not WORKBOOKS, reason="no folder 'shared' beside the checkout")


@cache
def as_register(path: Path) -> bytes:
    """The workbook with a list in which a date is a text; a register is one already."""
    package = Package(path.read_bytes())
    if SHEET not in package.tabs and path.parent.name != "registers":
        header = NewRow([NewCell("Nr"), NewCell("Datum aanmelding"), NewCell("Woonplaats")])
        row = NewRow([NewCell("ET-1"), NewCell("1-2-2021"), NewCell("Hilversum")])
        package.add_sheet(NewSheet(SHEET, [12, 18, 18], [header, row], Print("A1:C2")))
    stream = io.BytesIO()
    package.save(stream)
    return stream.getvalue()


@cache
def repaired(path: Path) -> tuple[bytes, frozenset[tuple[str, int, int]]]:
    """The register after its repairs, and where they were made."""
    found = repair(read_register(as_register(path)), day=date(2021, 12, 15))
    return found.register.data, frozenset((r.sheet, r.row, r.column) for r in found.repairs)


@each
def test_only_the_repaired_sheets_change(path: Path) -> None:
    """Outside the sheets with a repair only what contract.md names is new, and calculation anew."""
    before = as_register(path)
    after, places = repaired(path)
    parts = {Package(before).worksheets[sheet] for sheet, _, _ in places}
    repairs = {f"{part}: more than marks were put in" for part in parts}
    found = set(compare.differences(before, after)) - repairs

    assert places or path.parent.name == "registers"
    assert [] == [text for text in found if "calcPr" not in text]


@each
def test_only_the_repaired_cells_change(path: Path) -> None:
    """Calamine sees another value in the cells of the log alone, or refuses both."""
    before, (after, places) = as_register(path), repaired(path)
    old, new = values_of(before), values_of(after)
    changed = {place for place in old if old[place] != new.get(place)}

    assert places == changed or not old


def values_of(data: bytes) -> dict[tuple[str, int, int], object]:
    """The values of every sheet that calamine reads."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.CalamineError:
        return {}
    found: dict[tuple[str, int, int], object] = {}
    for name in book.sheet_names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (python_calamine.CalamineError, ValueError):
            continue
        found |= {(name, r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1)}
    return found


def test_validator_finds_nothing_new(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """The Open XML SDK finds no error that the workbook did not have; CI tries every workbook."""
    everything = os.environ.get("CI") == "true"
    paths = [p for p in WORKBOOKS if everything or p.name.startswith(SAMPLE)]

    def new_errors(path: Path) -> list[str]:
        target = tmp_path / path.name
        target.write_bytes(repaired(path)[0])
        found = ooxml_validate(target)
        return sorted(set(found) - set(ooxml_validate(path))) if found else []

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip((p.name for p in paths), pool.map(new_errors, paths), strict=True))

    assert {} == {name: errors for name, errors in found.items() if errors}
