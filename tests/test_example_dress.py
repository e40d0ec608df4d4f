"""The dress of a made-up register: every cell keeps its meaning, every finding has its cell."""

from __future__ import annotations

import importlib
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest
import tools

import expertteam_xl as xl
from expertteam_xl.convenant.gemeenten import gemeenten, resolve
from expertteam_xl.example.answers import answers
from expertteam_xl.example.dress import Example, make_example
from expertteam_xl.example.dress_cells import date_texts, minute_texts, place_texts
from expertteam_xl.example.dress_extras import INVENTED
from expertteam_xl.example.dress_headers import DATE_TRICKS, NOTE_TRICKS, WHOLE_TRICKS
from expertteam_xl.example.dress_layout import split_years
from expertteam_xl.example.dress_page import Filter, Listed, Page
from expertteam_xl.example.model import Broken, Expected, World
from expertteam_xl.example.write import write_example
from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells import read_cell
from expertteam_xl.register.matching import label, match
from expertteam_xl.register.model import Register
from expertteam_xl.register.raw import Box, CellError
from expertteam_xl.schema import TableSpec, tables

ON = date(2021, 12, 15)
SEEDS = (2, 3, 5, 8, 13, 59)
"""Hands of all kinds; 59 counts its days from 1904."""


def written(example: Example) -> bytes:
    """The register as a file."""
    memory = BytesIO()
    write_example(example, memory)
    return memory.getvalue()


# --- cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(1998, 3, 1), date(2020, 2, 29), date(2021, 12, 31)])
def test_every_form_of_a_date_is_that_day(day: date) -> None:
    """However it is typed."""
    assert {day} == {read_cell(Kind.DATUM, text)[0] for text in date_texts(day)}


@pytest.mark.parametrize("minutes", [0, 1, 15, 60, 72, 90, 135, 180, 360])
def test_every_form_of_minutes_is_that_number(minutes: int) -> None:
    """With a unit, as a time, or as a part of a day where that can be no hours."""
    assert {minutes} == {read_cell(Kind.MINUTEN, each)[0] for each in minute_texts(minutes)}


@pytest.mark.parametrize("place", [place for each in gemeenten() for place in each.places])
def test_every_spelling_of_a_place_is_that_gemeente(place: str) -> None:
    """Who pays never changes; there is always more than one spelling."""
    found = {resolve(text, None).gemeente for text in place_texts(place)}

    assert {resolve(place, None).gemeente} == found
    assert len(place_texts(place)) > 1


# --- headers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", tables().values(), ids=lambda spec: spec.name)
def test_every_trick_leaves_a_header_what_it_was(spec: TableSpec) -> None:
    """For every column and every name it has."""
    wrong = []
    for column in spec.columns:
        tricks = WHOLE_TRICKS + NOTE_TRICKS + (DATE_TRICKS if column.kind is Kind.DATUM else ())
        for name in (column.header, *column.aliases):
            wrong += [
                text for trick in tricks if not reads_as(spec, column.header, text := trick(name))
            ]

    assert [] == wrong


def reads_as(spec: TableSpec, field: str, text: str) -> bool:
    """Whether a header is read as a field; *Gemeente* alone is the place."""
    read = label(text)
    found = match({0: read}, 1, spec).headers[0].field if read else None
    return found == field or (field, found) == ("Gemeente", "Woonplaats")


# --- the key ----------------------------------------------------------------------------------


def listed(page: Page, rows: list[int], **more: Any) -> Listed:
    """A list of cases with its header in row 3, from column B on."""
    columns = {"Casusnummer": 2, "Aanmelddatum": 3, "Status": 5}
    for row in rows:
        page.put(row, 2, "ET-2021-001", date(2021, 2, 1), None, "besproken")
    return Listed("Casussen", page, 3, columns, dict(enumerate(rows)), **more)


def key(page: Page, one: Listed, *expected: Expected) -> list[tuple[str, str, str]]:
    """Rule, severity and cell of every answer."""
    found = answers(World(ON, {}, list(expected)), [page], [one])
    return [(each.code, each.severity, each.cell) for each in found]


def test_a_finding_stands_where_its_record_and_its_column_came() -> None:
    """Whatever stands above, between and beside."""
    page = Page("Blad1")
    expected = Expected("T01", "fout", "Casussen", 1, "Status", "ET-2021-001", ON, 4)

    assert [("T01", "fout", "E9")] == key(page, listed(page, [4, 9]), expected)


def test_rows_hidden_together_are_one_finding() -> None:
    """Blank rows and lines between them do not part them; a row that shows does."""
    page = Page("Blad1", hidden_rows={5, 6, 7, 9, 40})
    one = listed(page, [4, 5, 7, 8, 9])

    assert [("R10", "info", "B5"), ("R10", "info", "B9")] == key(page, one)


def test_all_rows_behind_a_filter_are_one_finding() -> None:
    """At the first of them."""
    page = Page("Blad1", hidden_rows={5, 8}, filter=Filter(Box(3, 2, 9, 5), 5, ("besproken",)))

    assert [("R10", "info", "B5")] == key(page, listed(page, [4, 5, 7, 8, 9]))


def test_hidden_columns_count_where_they_hold_something() -> None:
    """Columns beside each other are one finding, an empty one is none."""
    page = Page("Blad1", hidden_columns={2, 3, 4, 5, 9})

    assert [("R10", "info", "B3"), ("R10", "info", "E3")] == key(page, listed(page, [4]))


def test_a_hidden_sheet_is_told_at_its_first_value() -> None:
    """An empty one is not told."""
    page = Page("Lijsten", hidden=True)
    page.put(2, 3, "A")
    page.put(4, 1, "B")
    other = Page("Blad1")

    assert [("R10", "info", "C2")] == key(page, listed(other, []))
    assert [] == key(Page("Leeg", hidden=True), listed(other, []))


def test_columns_that_are_missing_own_or_double() -> None:
    """At the header row; a header in the upper of two lines where it stands itself."""
    page = Page("Blad1")
    one = listed(page, [4], own=[1, 6], doubles=[7], missing=["Woonplaats"], upper={6})
    found = key(page, one)

    assert [("R09", "info", "F2"), ("R01", "fout", "A3"), ("R09", "info", "A3"),
            ("R02", "fout", "G3")] == found  # fmt: skip


# --- years ------------------------------------------------------------------------------------


def test_cases_are_split_by_year_in_their_order() -> None:
    """One with another year than those around it, or without a day, stays among them."""
    years = [2019, 2019, 2021, 2019, 2019, 2020, None, 2020, 2021, 2021]
    cases = [{"Aanmelddatum": date(y, 5, 1) if y else "gisteren"} for y in years]

    assert [(2019, 0, 5), (2020, 5, 8), (2021, 8, 10)] == split_years(cases)


def test_without_any_day_there_are_no_years() -> None:
    """Nor without any case."""
    assert [] == split_years([])
    assert [] == split_years([{"Aanmelddatum": None}, {}])
    assert [(2021, 0, 2)] == split_years([{}, {"Aanmelddatum": ON}])


# --- whole registers --------------------------------------------------------------------------


@pytest.mark.parametrize("minimal", [True, False], ids=["lijst", "bladen"])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_value_is_read_as_it_was_meant(seed: int, minimal: bool) -> None:
    """Each record in a row of its own, each cell with the value that the world gave it."""
    example = make_example(40, seed, messy=True, minimal=minimal)
    register = xl.read_register(written(example))
    counts = {name: len(register.table(name)) for name in example.world.tables}

    assert {name: len(rows) for name, rows in example.world.tables.items()} == counts
    assert [] == list(differences(example, register))


def differences(example: Example, register: Register) -> Iterator[str]:
    """Places where the register holds something else than the world."""
    for one in example.lists:
        table = register.table(one.table)
        names = [block.sheet for block in table.blocks]
        at = {
            (names[block], int(row)): number
            for number, (block, row) in enumerate(
                zip(table.block_of, table.excel_rows, strict=True)
            )
        }
        for index, row in one.rows.items():
            record, number = example.world.tables[one.table][index], at[one.page.name, row]
            for field in one.columns:
                wanted = meant(table.spec, field, record.get(field))
                found = table.objects(field)[number]
                if isinstance(found, datetime) and wanted.__class__ is date:
                    found = found.date()
                if wanted != found and not is_same_place(table.spec, field, wanted, found):
                    yield f"{one.page.name}!{row} {field}: {wanted!r} {found!r}"


def is_same_place(spec: TableSpec, field: str, one: object, other: object) -> bool:
    """Whether two spellings are one gemeente; False for what is no place."""
    if spec.by_header[field].kind is not Kind.WOONPLAATS:
        return False
    gemeente = resolve(str(one), None).gemeente
    return gemeente is not None and gemeente == resolve(str(other), None).gemeente


def meant(spec: TableSpec, field: str, value: object) -> object:
    """What the reader makes of a value as the world gave it."""
    column = spec.by_header[field]
    plain = CellError(value.code) if isinstance(value, Broken) else value
    return read_cell(column.kind, plain, allowed=column.spellings or None)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("cases", [0, 1, 5, 332])
@pytest.mark.parametrize("minimal", [True, False], ids=["lijst", "bladen"])
def test_any_size(cases: int, minimal: bool) -> None:
    """From nothing to the minutes of years: the key is what a check finds."""
    example = make_example(cases, 4, messy=True, minimal=minimal)
    report = xl.check(xl.read_register(written(example)), on=example.world.on)
    key = [(a.code, a.sheet, a.cell) for a in example.answers]

    assert sorted(key) == sorted((f.code, f.sheet, f.cell) for f in report.findings)


def test_more_cases_than_a_list_has_numbers_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The start number that gives a list gives all sheets then."""
    seed = next(s for s in range(1, 50) if make_example(2, s, messy=True).world.minimal)
    monkeypatch.setattr("expertteam_xl.example.dress.most_cases", lambda _, **__: 1)

    assert not make_example(2, seed, messy=True).world.minimal


@pytest.mark.parametrize("minimal", [True, False], ids=["lijst", "bladen"])
def test_every_sheet_with_a_list_says_that_it_is_invented(minimal: bool) -> None:
    """In its first cell, in big letters."""
    book = openpyxl.load_workbook(BytesIO(written(make_example(8, 3, messy=True, minimal=minimal))))
    first = [sheet["A1"] for sheet in book if sheet.sheet_state == "visible"]

    assert [] == [cell for cell in first if not str(cell.value).startswith(INVENTED)]


def test_a_register_in_order_says_that_it_is_invented() -> None:
    """On the sheet that explains it; its own peildatum is filled in."""
    book = openpyxl.load_workbook(BytesIO(written(make_example(8, 1, messy=False))))

    assert str(book["Toelichting"]["A3"].value).startswith(INVENTED)
    assert "=DATE(2021,12,15)" in [c.value for row in book["Instellingen"] for c in row]


@pytest.mark.parametrize("messy", [True, False])
def test_two_times_the_same(messy: bool) -> None:
    """The same words give the same bytes."""
    one, two = (written(make_example(12, 6, messy=messy)) for _ in range(2))

    assert one == two


@pytest.mark.parametrize(("seed", "minimal"), [(16, False), (58, False), (7, True), (59, True)])
def test_messy_registers_are_valid_workbooks(
    seed: int, minimal: bool, tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """The Open XML SDK has nothing against them, nor against what a check makes of them."""
    register, marked = tmp_path / "register.xlsx", tmp_path / "marked.xlsx"
    example = make_example(40, seed, messy=True, minimal=minimal)
    write_example(example, register)
    xl.write_findings(xl.check(xl.read_register(register), on=example.world.on), marked)

    assert [] == ooxml_validate(register)
    assert [] == ooxml_validate(marked)


def test_a_register_in_order_is_a_valid_workbook(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """The filled template too."""
    write_example(make_example(40, 2, messy=False), tmp_path / "register.xlsx")

    assert [] == ooxml_validate(tmp_path / "register.xlsx")


def test_libreoffice_opens_a_messy_register(tmp_path: Path) -> None:
    """And finds the same cases in it."""
    example = make_example(20, 16, messy=True, minimal=False)
    write_example(example, tmp_path / "register.xlsx")
    again = tools.convert(tmp_path / "register.xlsx", "ods", tmp_path / "lo")

    assert 20 == len(xl.read_register(again).table("Casussen"))


# --- the examples that are kept ---------------------------------------------------------------


@pytest.fixture(scope="module")
def maker(repo: Path) -> Iterator[ModuleType]:
    """The script that makes them."""
    sys.path.insert(0, str(repo / "workbooks"))
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    yield importlib.import_module("maak_voorbeelden")
    sys.dont_write_bytecode = before
    sys.path.remove(str(repo / "workbooks"))


def parts(data: bytes) -> dict[str, bytes]:
    """Name and content of every part of a workbook; how they were compressed is left out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("folder", ["schoon", "rommelig"])
def test_the_kept_examples_are_what_the_script_makes(
    maker: ModuleType, repo: Path, folder: str
) -> None:
    """Who changes the world, the dress or a rule runs it too: python workbooks/maak_voorbeelden.py."""
    sample = next(each for each in maker.SAMPLES if each.folder == folder)
    made, again = maker.files_of(sample), maker.files_of(sample)
    kept = {path.name: path.read_bytes() for path in (repo / "workbooks" / folder).iterdir()}

    assert made == again
    assert sorted(made) == sorted(kept)
    for name, content in made.items():
        if name.endswith(".xlsx"):
            assert parts(kept[name]) == parts(content)
        else:
            assert kept[name] == content
