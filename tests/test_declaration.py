"""The workbooks of declareer: what stands in them, and that they appear together or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import python_calamine
from openpyxl.worksheet.worksheet import Worksheet
from quarter_split import FIRST, SHA, full, fx10, line, many, named, opened, rows, split_of

from expertteam_xl.billing.issued import issued_in
from expertteam_xl.billing.model import Amount, Line, Split
from expertteam_xl.errors import DefinitionError, RegisterError
from expertteam_xl.outputs.declaration import write_declarations
from expertteam_xl.outputs.declaration_model import declarations, sort_of

CONCEPT = "CONCEPT – niet definitief, niet betalen"


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., dict[str, Path]]:
    """Writes a split, and gives the files by the end of their names."""

    def write(split: Split, **options: object) -> dict[str, Path]:
        paths = write_declarations(split, tmp_path, **options)  # type: ignore[arg-type]
        return {path.stem.removeprefix("declaratie-2021-K1-"): path for path in paths}

    return write


def test_files_of_gemeenten_with_lines_and_of_the_region(
    written: Callable[..., dict[str, Path]], tmp_path: Path
) -> None:
    """Only gemeenten with lines get a file; the region's comes last, and nothing else is there."""
    found = written(split_of(fx10()))

    assert ["hilversum", "gooise-meren", "huizen", "laren", "regio"] == list(found)
    assert sorted(path.name for path in found.values()) == sorted(
        p.name for p in tmp_path.iterdir()
    )


def test_the_worked_example(written: Callable[..., dict[str, Path]]) -> None:
    """FX10: Hilversum 182,12; Gooise Meren 148,52; Huizen 64,00; Laren 52,53; together 447,17."""
    found = written(split_of(fx10()))

    assert 182.12 == named(found["hilversum"], "totaal_bedrag")
    assert 148.52 == named(found["gooise-meren"], "totaal_bedrag")
    assert 64 == named(found["huizen"], "totaal_bedrag")
    assert 52.53 == named(found["laren"], "totaal_bedrag")
    assert 447.17 == named(found["regio"], "totaal_bedrag")


def test_head_and_proof(written: Callable[..., dict[str, Path]]) -> None:
    """Head and control block tell whose it is, for when, from which register, and that it fits."""
    path = written(split_of(fx10()))["hilversum"]

    assert {
        "gemeente": "Hilversum",
        "cbs_code": "GM0402",
        "gericht_aan": "Gemeente Hilversum",
        "periode": "1e kwartaal 2021 (01-01-2021 t/m 31-03-2021)",
        "declaratienummer": "ET-2021-K1-GM0402",
        "datum": date(2021, 4, 12),
        "peildatum": date(2021, 4, 12),
        "register_sha256": SHA,
        "programmaversie": "expertteam-xl 0.1.0",
        "controle_regels": 182.12,
        "controle_partners": 182.12,
        "eigen_aandeel": 182.12,
        "verschil": 0,
        "concept": None,
    } == {
        name: named(path, name)
        for name in (
            "gemeente", "cbs_code", "gericht_aan", "periode", "declaratienummer", "datum",
            "peildatum", "register_sha256", "programmaversie", "controle_regels",
            "controle_partners", "eigen_aandeel", "verschil", "concept",
        )
    }  # fmt: skip


def test_one_payment_a_partner(written: Callable[..., dict[str, Path]]) -> None:
    """Each partner stands once, with its AGB as text; the rows that are left over are hidden."""
    path = written(split_of(fx10()))["hilversum"]

    assert ("Youké", "01234567", 80, 128) == tuple(
        named(path, f"partner_01_{part}") for part in ("naam", "agb", "minuten", "bedrag")
    )
    assert ("Kwintes", None, 34, 54.12) == tuple(
        named(path, f"partner_02_{part}") for part in ("naam", "agb", "minuten", "bedrag")
    )
    front = opened(path)["Declaratie"]
    hidden = [row for row, each in front.row_dimensions.items() if each.hidden]
    assert 97 == len(hidden)
    assert not any(front.cell(row, 1).value for row in hidden)


def test_lines_of_a_gemeente(written: Callable[..., dict[str, Path]]) -> None:
    """The lines of Hilversum, and only the whitelisted columns."""
    found = rows(written(split_of(fx10()))["hilversum"], "tblRegels")

    assert {
        "Overlegdatum": datetime(2021, 2, 11),
        "Overlegnummer": FIRST,
        "Werkstroom": "A",
        "Convenant": "2020",
        "Partner": "Youké",
        "AGB": "01234567",
        "Casusnummer": "ET-2021-001",
        "Verdeelbasis": "bespreekminuten",
        "Minuten": 80,
        "Tarief per uur": 96,
        "Bedrag": 128,
        "Soort": "regulier",
    } == found[0]
    assert ["bespreekminuten", "gelijk per cliënt"] == [row["Verdeelbasis"] for row in found]


def test_sorts_of_lines(written: Callable[..., dict[str, Path]]) -> None:
    """Late time and corrections keep their own date, and have sums of their own."""
    path = written(full())["hilversum"]
    found = rows(path, "tblRegels")

    assert ["regulier", "regulier", "correctie"] == [row["Soort"] for row in found]
    assert (datetime(2020, 12, 17), -15, -24) == tuple(
        found[-1][header] for header in ("Overlegdatum", "Minuten", "Bedrag")
    )
    assert [182.12, 0, -24] == [
        named(path, f"{sort}_bedrag") for sort in ("regulier", "nagekomen", "correctie")
    ]
    assert 158.12 == named(path, "totaal_bedrag")


def test_a_late_line_and_a_correction_differ() -> None:
    """What comes late and is above zero is nagekomen; below zero it is a correction."""
    late = line("Laren", 10, 1600, nagekomen=True)

    assert "nagekomen" == sort_of(late)
    assert "correctie" == sort_of(replace(late, minuten=-10, cent=-1600))
    assert "regulier" == sort_of(replace(late, nagekomen=False))


def test_weesp_after_the_merger(written: Callable[..., dict[str, Path]]) -> None:
    """A bill for Weesp after its merger goes to Amsterdam, under the number of Weesp."""
    split = split_of([line("Weesp", 60, 9600)], on=date(2022, 3, 25))
    path = written(split)["weesp"]

    assert "Weesp" == named(path, "gemeente")
    assert "Gemeente Amsterdam, rechtsopvolger van Weesp" == named(path, "gericht_aan")
    assert "ET-2021-K1-GM0457" == named(path, "declaratienummer")


def test_weesp_on_its_last_day(written: Callable[..., dict[str, Path]]) -> None:
    """On 23-3-2022 Weesp still pays itself."""
    split = split_of([line("Weesp", 60, 9600)], on=date(2022, 3, 23))

    assert "Gemeente Weesp" == named(written(split)["weesp"], "gericht_aan")


def test_the_regions_workbook(written: Callable[..., dict[str, Path]]) -> None:
    """The coordinator sees all of it: gemeenten, partners, capped time, and what nobody pays."""
    path = written(full())["regio"]

    assert ["Hilversum", "Gooise Meren", "Huizen", "Laren"] == [
        row["Gemeente"] for row in rows(path, "tblGemeenten")
    ]
    assert [158.12, 148.52, 64, 52.53] == [row["Bedrag"] for row in rows(path, "tblGemeenten")]
    youke, kwintes = rows(path, "tblPartners")
    assert (190, 165, 25, 264) == tuple(list(youke.values())[2:])
    assert (140, 140, 0, 225.84) == tuple(list(kwintes.values())[2:])
    assert [25] == [row["Afgetopt (min)"] for row in rows(path, "tblAfgetopt")]
    assert [("woont buiten het convenant", 40, 66.67)] == [
        (row["Reden"], row["Minuten"], row["Bedrag"]) for row in rows(path, "tblNietToewijsbaar")
    ]
    assert ["ter informatie", "waarschuwing"] == [
        row["Ernst"] for row in rows(path, "tblBevindingen")
    ]


def test_the_regions_tie_out(written: Callable[..., dict[str, Path]]) -> None:
    """Lines, partners, and gemeenten with what nobody pays come to the same, to the cent."""
    path = written(full())["regio"]
    sums = ("som_regels", "som_partners", "som_gemeenten", "verdeeld")

    assert {489.84} == {named(path, f"{name}_bedrag") for name in sums}
    assert {305} == {named(path, f"{name}_minuten") for name in sums}
    assert (0, 0) == (named(path, "verschil_minuten"), named(path, "verschil_bedrag"))
    assert (423.17, 66.67) == (
        named(path, "toegewezen_bedrag"),
        named(path, "niet_toewijsbaar_bedrag"),
    )


def test_what_was_issued_before(written: Callable[..., dict[str, Path]]) -> None:
    """Every gemeente of an earlier workbook, and what nobody paid then."""
    found = rows(written(full())["regio"], "tblEerder")

    assert [
        ("2020-K4", "Hilversum", "ET-2020-K4-GM0402", -24),
        ("2020-K4", "niet toewijsbaar", None, 66.67),
    ] == [
        (row["Kwartaal"], row["Gemeente"], row["Declaratienummer"], row["Bedrag"]) for row in found
    ]


def test_budget_of_the_source(written: Callable[..., dict[str, Path]]) -> None:
    """Four functions for 35.280, cover 35.000, a gap of 280, and BU2's 8.885 against 8.820."""
    path = written(full())["regio"]

    assert 35280 == named(path, "begroting_som_jaar")
    assert 456 == named(path, "begroting_som_uren")
    assert (35000, 280) == (named(path, "dekking_som"), named(path, "dekking_tekort"))
    assert (8820, 8885, -65) == tuple(
        named(path, f"begroting_som_{part}") for part in ("tot_nu", "werkelijk", "over")
    )
    assert (11, 44, 11880) == tuple(
        named(path, name) for name in ("triages", "prognose_casussen", "prognose_bedrag")
    )


def test_a_year_without_budget(written: Callable[..., dict[str, Path]]) -> None:
    """Before there was a budget the sheet says so and stays empty."""
    path = written(split_of(fx10()))["regio"]

    assert "Voor dit jaar is er geen begroting." == named(path, "uitleg_begroting")
    assert named(path, "begroting_1_functie") is None
    assert 0 == named(path, "dekking_tekort")


def test_a_budget_without_hours(written: Callable[..., dict[str, Path]]) -> None:
    """Where no hours are recorded, what was spent stays empty: that is not nothing spent."""
    lines = tuple(
        replace(each, werkelijk_uren=None, werkelijk_cent=None)
        for each in full().budget.lines  # type: ignore[union-attr]
    )
    path = written(replace(full(), budget=replace(full().budget, lines=lines)))["regio"]  # type: ignore[type-var]

    assert named(path, "begroting_1_werkelijk") is None
    for part in ("werkelijk_uren", "werkelijk", "over"):
        assert named(path, f"begroting_som_{part}") in (None, "")
    assert "geen uren van C&A" in str(named(path, "uitleg_begroting"))


def test_a_quarter_without_lines(written: Callable[..., dict[str, Path]]) -> None:
    """Nothing to declare gives the region's workbook alone, with every table empty."""
    found = written(split_of([]))

    assert ["regio"] == list(found)
    assert "Geen regels in dit kwartaal." == named(found["regio"], "uitleg_regels")
    assert 0 == named(found["regio"], "totaal_bedrag")


def test_concept_on_every_page(written: Callable[..., dict[str, Path]]) -> None:
    """A concept says so in a line and above every page of every sheet; a final one nowhere."""
    for path in written(full(), concept=True).values():
        book = opened(path)
        assert CONCEPT == named(path, "concept")
        assert all("CONCEPT" in _header(sheet) for sheet in book.worksheets), path.name
    for path in written(full(), overwrite=True).values():
        book = opened(path)
        assert not any("CONCEPT" in _header(sheet) for sheet in book.worksheets)
        texts = [c.value for s in book.worksheets for row in s.iter_rows() for c in row]
        assert not any("CONCEPT" in str(text) for text in texts)


def _header(sheet: Worksheet) -> str:
    return str(sheet.oddHeader.center.text or "")


def test_footers_and_properties(written: Callable[..., dict[str, Path]]) -> None:
    """Every page says vertrouwelijk, the peildatum and its number; the title tells whose it is."""
    path = written(split_of(fx10()))["hilversum"]
    book = opened(path)

    for sheet in book.worksheets:
        assert "vertrouwelijk – peildatum 12-04-2021" == sheet.oddFooter.left.text
        assert "ET-2021-K1-GM0402" == sheet.oddFooter.center.text
        assert "pagina &P van &N" == sheet.oddFooter.right.text
    assert "Declaratie ET-2021-K1-GM0402, gemeente Hilversum" == book.properties.title
    assert "nl-NL" == book.properties.language


def test_the_footer_of_the_region_begins_with_no_digit(
    written: Callable[..., dict[str, Path]],
) -> None:
    """A digit behind the size of a font would become part of that size."""
    book = opened(written(split_of(fx10()))["regio"])

    assert {"regio 2021-K1"} == {sheet.oddFooter.center.text for sheet in book.worksheets}


def test_another_reader_sees_the_same(written: Callable[..., dict[str, Path]]) -> None:
    """Calamine reads the lines and totals as openpyxl does."""
    path = written(split_of(fx10()))["hilversum"]
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    found = book.get_sheet_by_name("Regels").to_python()

    assert [date(2021, 2, 11), FIRST, "A", "2020", "Youké", "01234567", "ET-2021-001",
            "bespreekminuten", 80.0, 96.0, 128.0, "regulier"] == found[4]  # fmt: skip
    front = [row for row in book.get_sheet_by_name("Declaratie").to_python() if row]
    assert 182.12 in next(row for row in front if row[0] == "Totaal te betalen")


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the clock or the machine stands in the files."""
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        write_declarations(full(), tmp_path / name)

    for path in (tmp_path / "een").iterdir():
        assert path.read_bytes() == (tmp_path / "twee" / path.name).read_bytes()


def test_as_many_partners_as_numbers_and_one_more(
    written: Callable[..., dict[str, Path]],
) -> None:
    """Ninety-nine partners fit; for one more the sentence says which template has no room."""
    lines = [line("Laren", 60, 9600, partner=f"Partner {n}") for n in range(1, 101)]
    path = written(split_of(lines[:99]))["laren"]

    assert "Partner 99" == named(path, "partner_99_naam")
    with pytest.raises(RegisterError, match=r"plaats voor 99 partners.*100"):
        written(split_of(lines), overwrite=True)


@pytest.mark.parametrize(("partners", "pages"), [(30, 1), (31, 0)])
def test_many_partners_print_on_more_than_one_page(
    written: Callable[..., dict[str, Path]], partners: int, pages: int
) -> None:
    """The first sheet stays on one page as long as it can be read there."""
    lines = [line("Laren", 60, 9600, partner=f"Partner {n}") for n in range(partners)]
    front = openpyxl.load_workbook(written(split_of(lines))["laren"]).worksheets[0]

    tall = front.page_setup.fitToHeight

    assert pages == (1 if tall is None else int(tall))


def test_a_long_name_gets_a_higher_row(written: Callable[..., dict[str, Path]]) -> None:
    """A name that wraps is not cut off: in the payment, in its line, nor for the coordinator."""
    long = "Stichting voor Jeugd- en Opvoedhulp en Geestelijke Gezondheidszorg in de Gooi- en Vecht"
    lines = [line("Laren", 60, 9600, partner=long), line("Laren", 60, 9600, partner="Kort")]
    paths = written(split_of(lines))
    for path, tab, first in (
        (paths["laren"], "Declaratie", 20),
        (paths["laren"], "Regels", 5),
        (paths["regio"], "Regels", 5),
    ):
        rows_of = openpyxl.load_workbook(path)[tab].row_dimensions
        assert (rows_of[first].height or 0) > 25
        assert (rows_of[first + 1].height or 15) < 20


def test_a_partner_with_a_wildcard_in_its_name(written: Callable[..., dict[str, Path]]) -> None:
    """Names that are no more than each other's beginning, with a star, keep their own amounts."""
    lines = [line("Laren", 60, 9600, partner="Zorg"), line("Laren", 30, 4800, partner="Zorg*")]
    path = written(split_of(lines))["laren"]

    assert [96, 48] == [named(path, f"partner_0{n}_bedrag") for n in (1, 2)]


def test_a_name_that_begins_as_a_formula_stays_text(
    written: Callable[..., dict[str, Path]],
) -> None:
    """What a register holds never becomes a formula in a declaration."""
    path = written(split_of([line("Laren", 60, 9600, partner="=1+1")]))["laren"]
    cell = opened(path)["Regels"]["E5"]

    assert ("s", "=1+1") == (cell.data_type, cell.value)


def test_sums_that_differ_write_nothing(tmp_path: Path) -> None:
    """A split whose lines are not its totals is our mistake, and never becomes a file."""
    split = split_of(fx10())
    wrong = replace(split, by_gemeente={**split.by_gemeente, "Laren": Amount(33, 5254)})

    with pytest.raises(DefinitionError, match="share"):
        write_declarations(wrong, tmp_path)
    with pytest.raises(DefinitionError, match="totals"):
        write_declarations(replace(split, total=Amount(280, 1)), tmp_path)
    assert [] == list(tmp_path.iterdir())


def test_an_existing_file_stops_all(tmp_path: Path) -> None:
    """One file that is there already keeps all from being written, unless they may be replaced."""
    there = tmp_path / "declaratie-2021-K1-laren.xlsx"
    there.write_text("van iemand")

    with pytest.raises(RegisterError, match=r"declaratie-2021-K1-laren\.xlsx' bestaat al"):
        write_declarations(split_of(fx10()), tmp_path)
    assert [there] == list(tmp_path.iterdir())
    assert 5 == len(write_declarations(split_of(fx10()), tmp_path, overwrite=True))
    assert b"van iemand" != there.read_bytes()[:10]


def test_a_folder_in_the_place_of_a_file_stops_all(tmp_path: Path) -> None:
    """A folder is never replaced."""
    (tmp_path / "declaratie-2021-K1-laren.xlsx").mkdir()

    with pytest.raises(RegisterError, match="is een map"):
        write_declarations(split_of(fx10()), tmp_path, overwrite=True)
    assert 1 == len(list(tmp_path.iterdir()))


def test_the_order_of_lines_is_that_of_the_split() -> None:
    """Lines stay in order, payments follow the sheet Partners."""
    found = declarations(split_of(many(200)), concept=False)[0]

    assert list(found.lines) == [x for x in many(200) if x.gemeente == found.gemeente]
    assert sum(each.amount.cent for each in found.payments) == found.share.cent


def test_no_file_is_a_stub(written: Callable[..., dict[str, Path]]) -> None:
    """Every file opens as a workbook."""
    for path in written(full()).values():
        assert openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets


def test_the_regions_workbook_is_read_back(tmp_path: Path) -> None:
    """The next quarter knows from it, line by line, what was declared; a concept says nothing."""
    split = full()
    write_declarations(split, tmp_path)
    (issued,) = issued_in(tmp_path).issued

    assert split.quarter == issued.quarter
    assert [_told(each) for each in split.lines] == [_told(each) for each in issued.lines]

    write_declarations(split, tmp_path, concept=True, overwrite=True)
    assert () == tuple(issued_in(tmp_path).issued)


def _told(each: Line) -> Line:
    """A line as a workbook tells it: not why nobody pays, nor from which row of the register."""
    return replace(each, reason=None, bron="")
