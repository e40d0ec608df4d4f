"""The empty register: it is read without a finding, fits every column, and prints as it should."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import compare
import openpyxl
import pytest
import registers
import tools
from openpyxl.worksheet.worksheet import Worksheet

from expertteam_xl import check, read_register
from expertteam_xl.convenant.versions import term
from expertteam_xl.errors import DefinitionError
from expertteam_xl.example.model import Broken
from expertteam_xl.example.world import make_world
from expertteam_xl.findings import Status
from expertteam_xl.kinds import Kind
from expertteam_xl.outputs.empty_register import empty_register
from expertteam_xl.outputs.empty_register_columns import prompt_text
from expertteam_xl.outputs.empty_register_model import ListSheet, Message, Name, Page, State
from expertteam_xl.outputs.empty_register_writer import _LOOKS, to_bytes
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.book import Package
from expertteam_xl.package.fill import fill_table
from expertteam_xl.schema import SUPPORT_SHEETS, Column, tables
from expertteam_xl.settings import Settings

TABLES = list(tables())
ON = date(2021, 12, 15)


@pytest.fixture(scope="module")
def data() -> bytes:
    """The template as it is shipped."""
    return template("register.xlsx")


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def columns() -> Iterator[Any]:
    for name, spec in tables().items():
        for column in spec.columns:
            yield pytest.param(name, column, id=f"{name}.{column.header}")


def place_of(table: str, column: Column) -> int:
    return list(tables()[table].columns).index(column) + 1


def entry_at(sheet: Worksheet, row: int, number: int) -> Any:
    """The validation of a cell; None without one."""
    cell = sheet.cell(row, number).coordinate
    return next((v for v in sheet.data_validations.dataValidation if cell in v.sqref), None)


def choices(book: openpyxl.Workbook, formula: str) -> list[object]:
    """The values behind a drop-down that a defined name gives."""
    sheet, area = book.defined_names[formula.lstrip("=")].attr_text.replace("$", "").split("!")
    return [cell.value for (cell,) in book[sheet.strip("'")][area]]


def test_the_template_is_not_stale(data: bytes) -> None:
    """The committed file holds what the definitions give today: templates/maak_sjablonen.py."""
    script = tools.REPO / "templates" / "maak_sjablonen.py"
    if not script.is_file():
        pytest.skip("runs against the installed package")
    spec = importlib.util.spec_from_file_location("maak_sjablonen", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert compare.parts(module.made()["register.xlsx"]) == compare.parts(data)


def test_two_builds_give_the_same_bytes() -> None:
    """Nothing of the day or the machine gets in."""
    assert to_bytes(empty_register()) == to_bytes(empty_register())


def test_the_check_finds_nothing_at_all(data: bytes) -> None:
    """No finding, no notice, every header exact, and no rule in trouble."""
    register = read_register(data)
    report = check(register, on=ON)

    assert () == report.findings
    assert () == register.notices
    assert TABLES == [block.table for block in register.blocks]
    assert {0} == {len(table) for table in register.tables.values()}
    assert {"exact"} == {h.how for block in register.blocks for h in block.headers}
    reasons = {o.code: o.reason for o in report.outcomes if o.status is not Status.GESLAAGD}
    assert {"T01", "T02", "T04", "T05", "M03", "R05", "R07"}.isdisjoint(reasons)
    assert "op Overleggen en Besprekingen staat nog niets" == reasons["T03"]


@pytest.mark.parametrize("extension", ["ods", "xlsx"])
def test_saved_by_libreoffice_it_is_still_clean(
    data: bytes, extension: str, soffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    """Whoever works in LibreOffice, or hands it on as .ods, gets no finding either."""
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(data)
    register = read_register(soffice(path, extension))

    assert TABLES == [block.table for block in register.blocks]
    assert () == check(register, on=ON).findings


def test_every_table_has_a_sheet_in_order(book: openpyxl.Workbook) -> None:
    """The explanation comes first, the lists as the schema has them, what serves them last."""
    assert ["Toelichting", *TABLES, *list(SUPPORT_SHEETS)[1:]] == book.sheetnames
    assert {"visible"} == {sheet.sheet_state for sheet in book}
    assert "Toelichting" == book.active.title


@pytest.mark.parametrize("name", TABLES)
def test_every_list_is_one_excel_table(book: openpyxl.Workbook, name: str) -> None:
    """Header in row 1 with the canonical headers, one empty row, and nothing else."""
    sheet = book[name]
    (table,) = sheet.tables.values()
    headers = [column.header for column in tables()[name].columns]

    assert headers == [cell.value for cell in sheet[1]]
    assert headers == [column.name for column in table.tableColumns]
    assert f"A1:{sheet.cell(2, len(headers)).coordinate}" == table.ref
    assert [None] * len(headers) == [cell.value for cell in sheet[2]]
    assert 2 == sheet.max_row
    assert sheet.freeze_panes in {"B2", "C2"}


@pytest.mark.parametrize(("name", "column"), list(columns()))
def test_every_header_tells_what_belongs_there(
    book: openpyxl.Workbook, name: str, column: Column
) -> None:
    """Selecting it shows the help; a required one is marked by a sign, its text unchanged."""
    cell = book[name].cell(1, place_of(name, column))
    entry = entry_at(book[name], 1, cell.column)

    assert column.header == cell.value
    assert column.required == (cell.number_format == '@" *"')
    assert column.header[:32] == entry.promptTitle
    assert prompt_text(column) == entry.prompt
    assert column.help in entry.prompt
    assert column.required == entry.prompt.startswith("Verplicht.")
    assert entry.prompt.endswith((".", "?"))


@pytest.mark.parametrize(("name", "column"), list(columns()))
def test_every_column_takes_what_it_may_hold(
    book: openpyxl.Workbook, name: str, column: Column
) -> None:
    """Fixed words stop another value, softer ones ask, several words or numbers pass."""
    number = place_of(name, column)
    entry = entry_at(book[name], 2, number)
    last = entry_at(book[name], 5001, number)

    assert entry is last
    if column.kind is Kind.CODE:
        assert list(column.words) == choices(book, entry.formula1)
        assert (None, "list") == (entry.errorStyle, entry.type)
    elif column.kind is Kind.CODES:
        assert list(column.words) == choices(book, entry.formula1)
        assert not entry.showErrorMessage
    elif column.kind is Kind.JA_NEE:
        assert ["ja", "nee", "onbekend"] == choices(book, entry.formula1)
    elif column.kind is Kind.WOONPLAATS:
        assert "Hilversum" in choices(book, entry.formula1)
        assert "warning" == entry.errorStyle
    elif column.refers:
        assert column.refers.replace(".", "_") == entry.formula1.lstrip("=")
        assert (entry.errorStyle == "warning") == (column.kind is not Kind.NUMMERS)
    elif column.kind in (Kind.DATUM, Kind.DATUMTIJD):
        assert ("date", "between") == (entry.type, entry.operator or "between")


@pytest.mark.parametrize(("name", "column"), list(columns()))
def test_every_column_shows_its_values_well(
    book: openpyxl.Workbook, name: str, column: Column
) -> None:
    """Dates day first, numbers of cases as text, and the empty row looks as its column."""
    cell = book[name].cell(2, place_of(name, column))
    expected = {
        Kind.DATUM: "dd-mm-yyyy",
        Kind.DATUMTIJD: "dd-mm-yyyy hh:mm",
        Kind.TIJD: "hh:mm",
        Kind.MINUTEN: "0",
        Kind.GELD: '"€" #,##0.00',
        Kind.NUMMER: "@",
        Kind.NUMMERS: "@",
        Kind.CODE: "@",
        Kind.TEKST: "@",
    }.get(column.kind)

    assert expected in {cell.number_format, None}
    longest = max(map(len, column.header.split()))
    (width,) = (
        each.width
        for each in book[name].column_dimensions.values()
        if each.min <= cell.column <= each.max
    )
    assert longest < width


def test_a_number_may_stand_once(book: openpyxl.Workbook) -> None:
    """Typing a casusnummer a second time is stopped."""
    entry = entry_at(book["Casussen"], 2, 1)

    assert ("custom", "COUNTIF($A$2:$A$5001,$A2)=1") == (entry.type, entry.formula1)


def test_every_name_leads_somewhere(book: openpyxl.Workbook) -> None:
    """Whatever a formula calls by name is defined, and on a sheet that is there."""
    known = {name.casefold() for name in book.defined_names}
    formulas = [name.attr_text for name in book.defined_names.values()]
    formulas += [v.formula1 for s in book for v in s.data_validations.dataValidation if v.formula1]
    formulas += [
        formula
        for sheet in book
        for area in sheet.conditional_formatting
        for rule in area.rules
        for formula in rule.formula
    ]
    text = re.sub(r'"[^"]*"', "", " ".join(formulas))
    used = set(re.findall(r"(?<![\w'!.$])([A-Za-z]\w*_\w+|Peildatum|Feestdagen)(?![\w('!])", text))
    sheets = set(re.findall(r"'((?:[^']|'')+)'!", text))

    assert set() == {name for name in used if name.casefold() not in known}
    assert set() == known - {name.casefold() for name in used} - {
        v.formula1.lstrip("=").casefold()
        for sheet in book
        for v in sheet.data_validations.dataValidation
        if v.formula1
    }
    assert sheets <= set(book.sheetnames)


def test_the_terms_are_those_of_the_convenant(book: openpyxl.Workbook) -> None:
    """The numbers on Instellingen come from the data, with their article."""
    names = {
        "Triage_werkdagen": "triage_werkdagen",
        "Overleg_dagen": "overleg_dagen",
        "TV_overleg_dagen": "tv_overleg_dagen",
        "TV_max_dagen": "tv_max_dagen",
        "Besluit_werkdagen": "besluit_werkdagen",
        "Vervallen_uren": "vervallen_uren",
    }
    for name, key in names.items():
        cell = book.defined_names[name].attr_text.partition("!")[2].replace("$", "")
        row = book["Instellingen"][cell].row
        value, unit, source = (c.value for c in book["Instellingen"][row][1:4])

        assert (term(key).value, term(key).unit, term(key).source) == (value, unit, source)


def test_the_days_off_are_those_of_the_calendar(book: openpyxl.Workbook) -> None:
    """2018 to 2035, Goede Vrijdag and 5 mei included, and the name leaves room for more."""
    rows = [row for row in book["Feestdagen"].iter_rows(min_row=4, values_only=True) if row[0]]
    calendar = Settings().calendar
    expected = {day: name for y in range(2018, 2036) for day, name in calendar.holidays(y).items()}
    last = int(book.defined_names["Feestdagen"].attr_text.rpartition("$")[2])

    assert expected == {day.date(): name for day, _, name in rows}
    assert "vrijdag" == next(weekday for day, weekday, _ in rows if day.date() == date(2021, 4, 2))
    assert last >= len(rows) + 50


WIDE = {"Casussen": 3, "Adviezen": 2}
"""Lists that are more pages wide than one."""


@pytest.mark.parametrize("name", [*TABLES, *SUPPORT_SHEETS])
def test_every_sheet_is_ready_to_print(book: openpyxl.Workbook, name: str) -> None:
    """A4 landscape, as wide as can be read, the header on every page, confidential in the footer."""
    sheet = book[name]
    footer = sheet.oddFooter

    assert ("landscape", 9) == (sheet.page_setup.orientation, int(sheet.page_setup.paperSize))
    assert (True, WIDE.get(name, 1), 0) == (
        sheet.sheet_properties.pageSetUpPr.fitToPage,
        int(sheet.page_setup.fitToWidth or 1),
        int(sheet.page_setup.fitToHeight),
    )
    assert "vertrouwelijk" == footer.left.text
    assert "pagina &P van &N" == footer.right.text
    assert name == "Toelichting" or sheet.print_title_rows
    assert sheet.sheet_properties.tabColor


def test_an_empty_list_prints_on_one_page(
    data: bytes, soffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    """One page high: the 5,000 rows that the drop-downs reach are no pages."""
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(data)
    pages = tools.pdf_text(soffice(path, "pdf")).split("\f")
    counts = {name: sum(_foot(page) == name for page in pages) for name in TABLES}

    assert {name: WIDE.get(name, 1) for name in TABLES} == counts


def test_a_list_of_several_pages_wide_tells_on_each_which_row_it_is(
    book: openpyxl.Workbook,
) -> None:
    """The columns that stay in view are repeated."""
    assert WIDE
    assert ["$A:$A", "$A:$B"] == [book[name].print_title_cols for name in WIDE]


def _foot(page: str) -> str:
    """Name of the sheet in the footer of a page."""
    found = re.search(r"^vertrouwelijk +(\S.*?) +pagina \d+ van \d+$", page, re.MULTILINE)
    return found[1] if found else ""


def test_the_validator_finds_nothing(
    data: bytes, ooxml_validate: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    """The Open XML SDK has no remark."""
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(data)

    assert [] == ooxml_validate(path)


def test_the_properties_tell_title_and_language(data: bytes, book: openpyxl.Workbook) -> None:
    """What a screen reader and a document system read; nobody's name is in it."""
    properties = book.properties

    assert ("Register expertteam jeugd", "nl-NL") == (properties.title, properties.language)
    assert "expertteam_xl" == properties.creator
    assert not [name for name in compare.parts(data) if "vba" in name.lower()]


def test_colours_can_be_read_and_told_apart_without_colour() -> None:
    """Contrast of at least 4.5 to 1, and each state has a type of its own."""
    looks = [_LOOKS[state.value] for state in State]
    looks += [_LOOKS["required"], _LOOKS["optional"], _LOOKS["head"] | {"font_color": "#000000"}]

    assert [] == [look for look in looks if contrast(look["font_color"], look["bg_color"]) < 4.5]
    assert 3 == len({frozenset(look) & {"bold", "italic", "underline"} for look in looks[:3]})


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG counts it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_formulas_stand_in_the_file(book: openpyxl.Workbook) -> None:
    """Every colour of the model reaches all rows that the drop-downs reach."""
    for sheet in empty_register().sheets:
        if not isinstance(sheet, ListSheet):
            continue
        found = {
            (str(area.sqref), formula)
            for area in book[sheet.name].conditional_formatting
            for rule in area.rules
            for formula in rule.formula
        }
        headers = [column.header for column in sheet.columns]
        letters = [book[sheet.name].cell(1, i + 1).column_letter for i in range(len(headers))]
        at = dict(zip(headers, letters, strict=True))

        assert {
            (f"{at[mark.field]}2:{at[mark.field]}5001", mark.formula.removeprefix("="))
            for mark in sheet.marks
        } == found


def test_formulas_are_not_too_long_for_excel() -> None:
    """8,192 characters in a format, 255 in a validation."""
    sheets = [sheet for sheet in empty_register().sheets if isinstance(sheet, ListSheet)]
    longest = max(len(mark.formula) for sheet in sheets for mark in sheet.marks)
    typed = [c.entry.formula for sheet in sheets for c in sheet.columns if c.entry]

    assert longest < 8192
    assert max(map(len, typed)) < 255


def test_the_explanation_tells_every_column(book: openpyxl.Workbook) -> None:
    """All columns with their help, the required ones, links to the sheets, and what never to write."""
    sheet = book["Toelichting"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    text = "\n".join(str(value) for row in rows for value in row if value)
    told = {(row[0], row[1]) for row in rows}
    cells = [cell for row in sheet.iter_rows() for cell in row]
    links = {cell.hyperlink.location for cell in cells if cell.hyperlink}

    assert {(n, c.header) for n, spec in tables().items() for c in spec.columns} <= told
    assert {f"'{name}'!A1" for name in TABLES} == links
    for word in ("controleer", "BSN", "diagnose", "Leger des Heils", "2 werkdagen", "K2"):
        assert word in text
    assert {state.value for state in State} <= {row[0] for row in rows}


def test_a_message_that_excel_would_refuse_is_our_mistake() -> None:
    """Excel repairs a workbook whose messages are too long, and takes them all away."""
    with pytest.raises(DefinitionError):
        Message("kop", "x" * 256)


def test_pages_know_their_title() -> None:
    """By its title the reader passes a page by; it is the one that the schema knows."""
    pages = [sheet for sheet in empty_register().sheets if isinstance(sheet, Page)]

    assert {page.name: page.title for page in pages} == dict(SUPPORT_SHEETS)


@pytest.mark.parametrize("hidden", [False, True])
def test_our_pages_are_not_told_and_hidden_ones_are_no_finding(
    book: openpyxl.Workbook, hidden: bool
) -> None:
    """A coordinator may hide Keuzelijsten: no personal data is behind it."""
    copy = openpyxl.load_workbook(BytesIO(saved(book)))
    for name in SUPPORT_SHEETS:
        copy[name].sheet_state = "hidden" if hidden else "visible"
    register = read_register(saved(copy))

    assert () == register.notices
    assert () == check(register, on=ON).findings


def saved(book: openpyxl.Workbook) -> bytes:
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


@pytest.mark.parametrize("name", ["Toelichting", "Feestdagen", "Keuzelijsten"])
def test_a_list_of_cases_under_such_a_name_is_read(name: str) -> None:
    """The name alone makes no page of ours."""
    register = registers.register({name: [registers.listed()]})

    assert 1 == len(register.table("Casussen"))


@pytest.mark.parametrize("name", ["Gemeenten", "Instellingen"])
def test_a_sheet_of_their_own_under_such_a_name_is_told(name: str) -> None:
    """What is not read and not ours is told of."""
    register = registers.register(
        {"Aanmeldingen": [registers.listed()], name: [registers.listed()]}
    )

    assert [f"'{name}'" in notice for notice in register.notices] == [True]


def test_filled_with_the_example_it_gives_the_same_findings(data: bytes) -> None:
    """A made-up region with faults, put in the empty register or in bare sheets: no difference."""
    world = make_world(60, 3, faults=True, minimal=False)
    package, sheets = Package(data), {}
    for table, spec in tables().items():
        records = world.tables.get(table, [])
        rows = [{k: v for k, v in r.items() if not isinstance(v, Broken)} for r in records]
        sheets[table] = registers.Sheet(rows, [column.header for column in spec.columns])
        fill_table(package, excel_name(table), rows)
    memory = BytesIO()
    package.save(memory)
    report = check(read_register(memory.getvalue()), on=world.on)
    plain = check(read_register(registers.workbook(sheets)), on=world.on)

    assert plain.findings == report.findings
    assert {e.code for e in world.expected} - {"R08"} <= {f.code for f in report.findings}


def excel_name(table: str) -> str:
    return next(
        sheet.excel_table
        for sheet in empty_register().sheets
        if isinstance(sheet, ListSheet) and sheet.table == table
    )


def test_names_are_told_once() -> None:
    """Two names of one spelling would make Excel repair the workbook."""
    names: tuple[Name, ...] = empty_register().names
    tables_too = [s.excel_table for s in empty_register().sheets if isinstance(s, ListSheet)]
    folded = [name.name.casefold() for name in names] + [name.casefold() for name in tables_too]

    assert len(folded) == len(set(folded))
