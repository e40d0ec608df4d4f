"""From a workbook to tables: dressed in any way, the same records at the same cells."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from dressing import MINIMAL, Dresser, Page, Written, foreign, full, minimal, workbook

from expertteam_xl.errors import RegisterError
from expertteam_xl.register import read_register
from expertteam_xl.register.cells import read_column
from expertteam_xl.register.model import Register
from expertteam_xl.register.raw import Box, CellValue, ExcelTable, RawWorkbook
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
        wrong += [
            f"{name} lost {place} {wanted[place].values}" for place in wanted.keys() - places.keys()
        ]
        wrong += [f"{name} invented {place}" for place in places.keys() - wanted.keys()]
        for place in wanted.keys() & places.keys():
            wrong += _cell_differences(register, wanted[place], places[place])
    return wrong


def _cell_differences(register: Register, record: Written, row: int) -> list[str]:
    table, wrong = register.table(record.table), []
    for field, column in record.cells.items():
        spec = table.spec.by_header[field]
        if table.column_of(row, field) != column:
            wrong.append(
                f"{record.table}.{field} at {record.sheet} {record.row}: column {column} read as {table.column_of(row, field)}"
            )
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
    rng = random.Random(seed)  # noqa: S311 - dress, no secret
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
        fields = (
            list(MINIMAL)
            if rng.random() < 0.6
            else [
                "Casusnummer",
                "Aanmelddatum",
                "Woonplaats",
                *rng.sample(MINIMAL[3:], rng.randrange(2, 8)),
            ]
        )
        records = minimal(rng, rng.randrange(2, 25), start=start, year=year)
        start += len(records)
        if not one_sheet and len(years) > 1:
            page = Page(
                rng.choice((f"{year}", f"Aanmeldingen {year}", f"Jaar {year}", f"Sheet{year}"))
            )
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
    rng = random.Random(seed)  # noqa: S311 - dress, no secret
    dresser = Dresser(rng)
    pages = []
    for name, records in full(rng).items():
        spec = tables()[name]
        page = Page(rng.choice((name, *spec.sheet_names)))
        fields = [
            c.header
            for c in spec.columns
            if c.required or c is spec.columns[0] or rng.random() < 0.8 or len(spec.columns) < 5
        ]
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


def simple(name: str = "Aanmeldingen", top: int = 1) -> tuple[Page, list[Written]]:
    """A tidy list of three records."""
    page, dresser = Page(name), Dresser(random.Random(1))  # noqa: S311 - dress, no secret
    headers = ("Nr", "Datum aanmelding", "Woonplaats", "Status")
    page.put(top, 1, *headers)
    fields = ("Casusnummer", "Aanmelddatum", "Woonplaats", "Status")
    for i in range(1, 4):
        values: tuple[CellValue, ...] = (f"ET-2021-00{i}", date(2021, 1, i), "Huizen", "gepland")
        page.put(top + i, 1, *values)
        cells = {field: column for column, field in enumerate(fields, start=1)}
        dresser.written.append(
            Written("Casussen", name, top + i, cells, dict(zip(fields, values, strict=True)))
        )
    return page, dresser.written


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    """Of what is hidden only what holds data of the list is told; a hidden sheet is told whole."""
    page, written = simple()
    page.hidden_rows |= {3, 4, 9}
    page.hidden_columns |= {2, 7}
    page.filtered, page.state = True, "hidden"
    register = read(workbook([page]))

    assert [] == differences(register, written)
    (block,) = register.blocks
    assert ((3, 4), (2,), True) == (block.hidden_rows, block.hidden_columns, block.filtered)
    assert ["Aanmeldingen"] == [sheet.name for sheet in register.hidden_sheets]


def test_an_excel_table_ends_with_its_totals_and_rows_typed_under_it_count() -> None:
    """The totals row is none, whatever stands in it; records below it are read."""
    page, written = simple()
    page.tables.append(ExcelTable("tbl", Box(1, 1, 5, 4), has_totals=True))
    page.put(5, 1, "ET-2021-009", date(2021, 1, 9), "Huizen", 3.0)
    page.put(6, 1, "ET-2021-010", date(2021, 1, 9), "Huizen", "gepland")
    register = read(workbook([page]))

    assert [2, 3, 4, 6] == register.table("Casussen").excel_rows.tolist()
    assert (5,) == register.blocks[0].skipped
    assert 4 == len(written) + 1


def test_days_of_a_1904_workbook_are_counted_from_1904() -> None:
    """A bare serial number means another day there."""
    page, _ = simple()
    page.put(2, 2, float((date(2021, 2, 1) - date(1904, 1, 1)).days))
    register = read(workbook([page], date1904=True))

    assert "2021-02-01" == str(register.table("Casussen").dates("Aanmelddatum")[0])


def test_blocks_stand_in_the_order_of_the_tabs() -> None:
    """Whatever tables they belong to."""
    pages = [simple(name)[0] for name in ("2020", "2021")]
    sessions = Page("Overleggen")
    sessions.put(1, 1, "Overlegnummer", "Datum", "Status")
    register = read(workbook([pages[0], sessions, pages[1]]))

    assert ["2020", "Overleggen", "2021"] == [block.sheet for block in register.blocks]
    assert 6 == len(register.table("Casussen"))


def test_a_column_that_one_sheet_lacks_is_blank_and_not_known_there() -> None:
    """Years with different columns are one table; a rule can tell absent from empty."""
    page, _ = simple("2020")
    other, _ = simple("2021")
    other.put(1, 5, "Datum triage")
    table = read(workbook([page, other])).table("Casussen")

    assert [False] * 3 + [True] * 3 == table.known("Triagedatum").tolist()
    assert None is table.column_of(0, "Triagedatum")


def test_our_own_findings_are_never_read_and_never_told() -> None:
    """A user's own sheet of that name that holds no list is only told to be unread."""
    page, written = simple()
    ours = Page("Bevindingen (2)", state="hidden")
    ours.put(4, 1, "Casusnummer", "Blad", "Cel", "Ernst", "Melding", "Status", "Reden", "Kenmerk")
    ours.put(5, 1, "ET-2021-001", "Aanmeldingen", "B2", "fout", "te laat", "gepland", "a", "x")
    own = Page("Bevindingen")
    own.put(1, 1, "Wat mij opviel")
    register = read(workbook([page, ours, own]))

    assert [] == differences(register, written)
    assert () == register.hidden_sheets
    assert ["Niet gelezen, want geen lijst van het register herkend: blad 'Bevindingen'."] == list(
        register.notices
    )


def test_a_workbook_without_a_list_is_one_sentence() -> None:
    """It names the file and its sheets, and what to look at."""
    page = Page("Kladblok")
    page.put(1, 1, "Datum", "Wat")

    with pytest.raises(RegisterError, match=r"register\.xlsx.*'Kladblok'.*kolomkoppen"):
        read(workbook([page]))


def test_a_register_without_cases_is_a_register() -> None:
    """A header alone is enough."""
    page = Page("Aanmeldingen")
    page.put(1, 1, "Nr", "Datum aanmelding", "Woonplaats", "Status")

    assert 0 == len(read(workbook([page])).table("Casussen"))


def test_the_sheets_are_used_up() -> None:
    """Values are let go once they are read, so that a large register is not held twice."""
    page, _ = simple()
    book = workbook([page])
    read(book)

    assert [] == book.sheets[0].columns


@pytest.mark.parametrize("seed", range(4))
def test_a_dressed_register_is_read_from_a_file(seed: int, tmp_path: Path) -> None:
    """The same through a real workbook: merged cells, hidden rows, dates as Excel keeps them."""
    pages, written = dressed_minimal(seed)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for (row, column), value in page.cells.items():
            if (row, column) not in page.sums:
                sheet.cell(row, column, value)
        for box in page.merged:
            covered = [
                c
                for c in page.cells
                if box.top <= c[0] <= box.bottom and box.left <= c[1] <= box.right
            ]
            if len(covered) < 2:
                sheet.merge_cells(
                    start_row=box.top,
                    start_column=box.left,
                    end_row=box.bottom,
                    end_column=box.right,
                )
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
    path = tmp_path / "register.xlsx"
    book.save(path)

    assert [] == differences(read_register(path), written)


def test_no_workbook_of_others_is_taken_for_a_register(shared: Path) -> None:
    """Real workbooks of any kind: none holds a list of ours, none crashes."""
    for path in sorted((shared / "corpus").glob("*.xls?")):
        with pytest.raises(RegisterError):
            read_register(path)


def test_a_large_sheet_is_read_without_looking_at_every_row() -> None:
    """Recognising 20,000 records takes hardly more than counting them."""
    page, _ = simple()
    raw = page.raw()
    days = [date(2015, 1, 1) + timedelta(days=i % 2000) for i in range(20_000)]
    columns: list[list[CellValue]] = [
        [f"ET-{d.year}-{i:06}" for i, d in enumerate(days)],
        [*days],
        ["Huizen"] * 20_000,
        ["gepland"] * 20_000,
    ]
    for column, values in zip(raw.columns, columns, strict=True):
        column.extend(values)
    book = RawWorkbook("register.xlsx", None, ".xlsx", b"", date1904=False, sheets=(raw,))

    assert 20_003 == len(read(book).table("Casussen"))
