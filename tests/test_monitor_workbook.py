"""The workbook of the monitor: right values, nothing hidden told, to be printed as it is."""

from __future__ import annotations

import io
import re
import runpy
import zipfile
from pathlib import Path

import compare
import pytest
from monitor_books import AUDIENCES, area, as_printed, book_of, data_of, figures_of
from python_calamine import CalamineWorkbook
from test_recalculation import wrong_values
from tools import REPO, ooxml_errors

from expertteam_xl.monitoring import Figure, FigureTable
from expertteam_xl.monitoring.catalogue import DEFINITIONS
from expertteam_xl.outputs import monitor_layout as lay
from expertteam_xl.outputs.monitor_template import monitor_template
from expertteam_xl.outputs.templates import template

CASES = [
    *((kind, audience) for kind in ("veel", "een", "leeg") for audience in AUDIENCES),
    ("rijk", "intern"),
]
"""A register with every sheet takes long to hide small numbers in, and is shown to the team."""

HIDDEN = "."


def chart_parts(data: bytes) -> list[str]:
    """The XML of every chart."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = sorted(name for name in book.namelist() if "charts/chart" in name)
        return [book.read(name).decode() for name in names]


def test_the_template_is_not_stale() -> None:
    """The committed file is what the definitions give today: templates/maak_sjablonen.py."""
    made = runpy.run_path(str(REPO / "templates" / "maak_sjablonen.py"))["made"]()

    assert compare.parts(made[lay.TEMPLATE]) == compare.parts(template(lay.TEMPLATE))
    assert monitor_template() == monitor_template()


def test_every_figure_has_a_place_on_paper() -> None:
    """No figure is counted and then not printed; and none is printed twice."""
    items = [item for page in lay.PAGES for item in page.items]
    codes = [item.code for item in items if isinstance(item, lay.Block)]
    codes += [code for each in items if isinstance(each, lay.Singles) for code, _ in each.figures]

    assert len(codes) == len(set(codes))
    assert set(DEFINITIONS) == {*codes, "O-a", "M05-deelname"}


@pytest.mark.parametrize(("kind", "audience"), CASES)
def test_every_table_looks_as_its_block_says(kind: str, audience: str) -> None:
    """A block has as many columns as its figures, and a look for each row that differs."""
    figures = figures_of(kind, audience)
    blocks = [item for page in lay.PAGES for item in page.items if isinstance(item, lay.Block)]
    for block in blocks:
        table = figures.figures[block.code]
        assert isinstance(table, FigureTable), block.code
        if table.rows:
            assert block.columns == len(table.columns), block.code
            assert bool(table.n) <= block.n, block.code
        if table.rows and block.row_looks:
            assert len(block.row_looks) == len(table.rows), block.code


@pytest.mark.parametrize(("kind", "audience"), CASES)
def test_the_workbook_is_valid(kind: str, audience: str, tmp_path: Path) -> None:
    """The Open XML SDK finds nothing wrong, for whoever it is and however little there is."""
    path = tmp_path / "monitor.xlsx"
    path.write_bytes(data_of(kind, audience))

    assert ooxml_errors(path) == []


def test_totals_are_live_formulas_with_the_right_value(tmp_path: Path) -> None:
    """LibreOffice, told to calculate everything anew, finds the stored values of every formula."""
    path = tmp_path / "monitor.xlsx"
    path.write_bytes(data_of("rijk", "intern"))
    formulas = area(book_of(path.read_bytes(), values=False), "blok_T_a")

    assert all(str(cell).startswith("=ROUND(SUM(") for cell in formulas[-1][1:4])
    assert wrong_values(path, tmp_path / "lo") == []


def test_a_total_over_hidden_figures_is_a_value() -> None:
    """A formula would add up what is shown, and be another number than the total."""
    figures = figures_of("veel", "bestuurlijk")
    table = figures.figures["T-a-gemeente"]
    assert isinstance(table, FigureTable)
    book = book_of(data_of("veel", "bestuurlijk"), values=False)
    total = next(row for row in area(book, "blok_T_a_gemeente") if row[0] == "totaal")

    assert any(value == HIDDEN for value in (row[0] for row in table.values))
    assert total[1] == table.row("totaal")[0]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_printed_is_what_was_counted(audience: str) -> None:
    """Every count of T-a stands in its cell as it was given, a hidden one as its sign."""
    table = figures_of("veel", audience).figures["T-a"]
    assert isinstance(table, FigureTable)
    header, *rows = area(book_of(data_of("veel", audience)), "blok_T_a")

    assert header[1:4] == ["2021-K2", "Vorige (2021-K1)", "Cumulatief"]
    assert [row[0] for row in rows] == list(table.rows)
    assert [row[1:4] for row in rows] == [
        [as_printed(value) for value in values] for values in table.values
    ]


def test_another_reader_finds_the_same() -> None:
    """Calamine reads the counts that openpyxl reads."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data_of("rijk", "intern")))
    rows = sheet.get_sheet_by_name("2 Instroom").to_python()
    found = next(row for row in rows if row[0] == "totaal")
    table = figures_of("rijk", "intern").figures["T-a"]
    assert isinstance(table, FigureTable)

    assert [int(value) for value in found[1:4]] == list(table.row("totaal"))


def test_signs_stand_at_the_right_as_numbers_do() -> None:
    """A hidden figure is a text, and yet under the numbers of its column."""
    book = book_of(data_of("een", "bestuurlijk"))
    sheet = book["2 Instroom"]
    signs = [cell for row in sheet.iter_rows() for cell in row if cell.value == HIDDEN]

    assert signs
    assert {cell.alignment.horizontal for cell in signs} == {"right"}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_can_not_be_known_is_no_zero(audience: str) -> None:
    """The reason stands behind it, in words."""
    figures = figures_of("leeg", audience)
    book = book_of(data_of("leeg", audience))
    rows = [*area(book, "kengetallen_adviezen"), *area(book, "kengetallen_ervaringen")]
    figure = figures.figures["T-f"]
    assert isinstance(figure, Figure)
    assert figure.value is None
    assert figure.reason
    found = next(row for row in rows if str(row[0]).startswith(figure.name))

    assert found[1] == "niet bepaalbaar"
    assert str(found[5]).casefold() == f"{figure.reason}.".casefold()
    assert not [row for row in rows[1:] if row[1] == 0]


def test_a_block_without_figures_says_why_in_one_sentence() -> None:
    """And its other rows are out of sight."""
    rows = area(book_of(data_of("een", "bestuurlijk")), "blok_M02_4")

    assert len(rows) == 1
    assert re.fullmatch(r"Niet bepaalbaar: .+\.", rows[0][0])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_charts_are_real_and_bound_to_cells(audience: str) -> None:
    """Three charts, each with a title, titles on both axes, and a text for who can't see it."""
    data = data_of("veel", audience)
    charts = chart_parts(data)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        drawings = [book.read(n).decode() for n in book.namelist() if "drawings/drawing" in n]

    assert len(charts) == 3
    assert all(chart.count("<c:title>") == 3 for chart in charts)
    assert all(re.search(r'descr="[^"]{40,}"', drawing) for drawing in drawings)
    assert all("'Cijfers bij de grafieken'!" in chart for chart in charts)


def test_what_charts_store_is_what_their_cells_hold() -> None:
    """A hidden figure is an empty cell, and no point of a chart."""
    data = data_of("veel", "bestuurlijk")
    sheet = book_of(data)["Cijfers bij de grafieken"]
    references = re.findall(
        r"<c:f>'Cijfers bij de grafieken'!([^<]+)</c:f><c:numCache>(.*?)</c:numCache>",
        "".join(chart_parts(data)),
    )
    assert references
    for reference, cache in references:
        cells = [cell.value for row in sheet[reference] for cell in row]
        points = dict(re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', cache))
        expected = {str(i): value for i, value in enumerate(cells) if value is not None}
        assert {key: float(value) for key, value in points.items()} == expected
        assert not [value for value in cells if isinstance(value, str)]


def test_a_chart_of_nothing_says_so() -> None:
    """Above an empty chart stands why it is empty; above another nothing."""
    empty = book_of(data_of("leeg", "bestuurlijk"))
    rich = book_of(data_of("rijk", "intern"))

    assert "leeg" in area(empty, "grafiek_tijdigheid_uitleg")[0][0]
    assert area(rich, "grafiek_tijdigheid_uitleg") == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_sheet_prints_as_asked(audience: str) -> None:
    """A4 landscape, one page wide, repeated headers, and the peildatum on every page."""
    book = book_of(data_of("een", audience))
    secret = "openbaar" if audience == "openbaar" else "vertrouwelijk"
    for sheet in book.worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, str(setup.paperSize)) == ("landscape", "9"), sheet.title
        assert (setup.fitToWidth or 1, int(setup.fitToHeight)) == (1, 0), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        footer = sheet.oddFooter
        assert footer.left.text == f"{secret} – peildatum 15-01-2022"
        assert footer.right.text == "pagina &P/&N"
    assert book.properties.title == "Monitor Expertteam Jeugd 2021-K1"
    assert book.properties.language == "nl-NL"
    assert not [name for sheet in book for name in sheet.merged_cells.ranges]


def test_only_the_team_itself_gets_the_open_cases() -> None:
    """For others the sheet is not hidden but gone, and no name points to it."""
    intern, others = book_of(data_of("een", "intern")), book_of(data_of("een", "bestuurlijk"))

    assert lay.OPEN_TAB in intern.sheetnames
    assert intern[lay.OPEN_TAB]["A5"].value == "ET-2021-001"
    assert lay.OPEN_TAB not in others.sheetnames
    assert not [name for name in others.defined_names.values() if lay.OPEN_TAB in name.value]
    assert all(sheet.sheet_state == "visible" for sheet in others.worksheets)


def test_every_column_of_a_list_is_printed() -> None:
    """No column of the open cases or of the partners is counted and then left out."""
    for code, headers in (("O-a", lay.OPEN_HEADERS), ("M05-deelname", lay.PARTNER_HEADERS)):
        found = figures_of("rijk", "intern").figures[code]
        assert isinstance(found, FigureTable)
        assert {name.casefold() for name in headers[1:]} == set(found.columns), code


def test_a_row_is_high_enough_for_its_text() -> None:
    """A label of two lines does not run into the next row, and an advice has room."""
    book = book_of(data_of("rijk", "intern"))
    defined = book[lay.DEFINED_TAB]
    name = next(row for row in range(5, 80) if defined.cell(row, 1).value == "S-b")
    signals = book["9 Signalen en leren"]

    assert defined.row_dimensions[name].height >= 2 * 13
    assert signals.column_dimensions["C"].width >= 40


def test_the_total_of_the_region_is_told_with_and_without_weesp() -> None:
    """The trend breaks when Weesp leaves, so both totals stand under each other."""
    rows = {row[0]: row for row in area(book_of(data_of("rijk", "intern")), "blok_T_a_gemeente")}
    without = rows["totaal zonder Weesp"]

    assert without[1:4] == [rows["totaal"][n] - rows["Weesp"][n] for n in (1, 2, 3)]
    notes = [row[0] for row in area(book_of(data_of("rijk", "intern")), lay.NOTES)]
    assert any("Trendbreuk Weesp" in note for note in notes)


def test_every_figure_is_defined_in_the_workbook() -> None:
    """Code, name, unit and how it is counted, and why it can't be known where that is so."""
    figures = figures_of("een", "intern")
    sheet = book_of(data_of("een", "intern"))[lay.DEFINED_TAB]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))

    assert [row[0] for row in rows] == list(figures.definitions)
    assert {row[0]: row[2] for row in rows}["M05-bedrag"] == "euro"
    assert {row[0] for row in rows if row[5]} == {code for code, _, _ in figures.quality}
