"""The command ``nieuw``: names that Excel would refuse, and the names that a user's sheets have."""

from __future__ import annotations

import shutil
from pathlib import Path

import oldbooks
import openpyxl
import pytest
import registers
from oldbooks import cell, line
from registers import case, full, listed, session, talk
from terminals import Run, runner

from expertteam_xl.outputs.empty_register_columns import how_to_fill
from expertteam_xl.schema import column_at


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


def saved(path: Path, sheets: registers.Sheets) -> Path:
    path.write_bytes(registers.workbook(sheets))
    return path


# Extensions that lie


@pytest.mark.parametrize("name", ["r.xls", "r.xlsm", "r.ods", "r.txt", "r"])
def test_a_name_that_is_not_what_the_file_is_gets_one_sentence(
    run: Run, tmp_path: Path, name: str
) -> None:
    """A copy would have the same extension, and Excel opens no such file."""
    made = saved(tmp_path / "r.xlsx", {"Aanmeldingen": [listed()]})
    path = Path(shutil.move(made, tmp_path / name))
    code, _, err = run("nieuw", tmp_path / f"uit{path.suffix}", "--bij", path)

    assert 1 == code
    assert (
        f"Aan {name} zijn geen bladen toe te voegen, want het is een bestand van de soort .xlsx en "
        "heet niet zo; geef het een naam die op .xlsx eindigt en probeer het opnieuw.\n"
    ) == err
    assert [name] == [each.name for each in tmp_path.iterdir()]


def test_an_old_file_with_a_new_name(run: Run, tmp_path: Path) -> None:
    """Another name is not enough: it has to be saved anew."""
    head = [cell("string", "", header) for header in listed()]
    row = [cell("string", "", "x") for _ in listed()]
    path = tmp_path / "r.xlsx"
    path.write_bytes(oldbooks.ods(oldbooks.table(line(*head) + line(*row), "Aanmeldingen")))
    code, _, err = run("nieuw", tmp_path / "uit.xlsx", "--bij", path)

    assert 1 == code
    assert "van de soort .ods en heet niet zo; bewaar het in Excel als .xlsx" in err


@pytest.mark.parametrize("words", [(), ("--bij", "r.xlsx")])
def test_the_name_of_a_file_of_excel_itself_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Every command refuses to read such a file, so none writes one."""
    monkeypatch.chdir(tmp_path)
    saved(tmp_path / "r.xlsx", {"Aanmeldingen": [listed()]})
    code, _, err = run("nieuw", "~$reg.xlsx", *words)

    assert 2 == code
    assert "noem het bijvoorbeeld 'reg.xlsx'" in err
    assert ["r.xlsx"] == [each.name for each in tmp_path.iterdir()]


# What the user's own sheet is called


def texts(path: Path) -> str:
    """All that the added sheets say: cells of the explanation, prompts and alerts."""
    book = openpyxl.load_workbook(path)
    told = [
        str(value)
        for row in book["Toelichting"].iter_rows(values_only=True)
        for value in row
        if value
    ]
    for sheet in book.worksheets:
        for entry in sheet.data_validations.dataValidation:
            told += [entry.prompt or "", entry.error or "", entry.errorTitle or ""]
    return "\n".join(told)


def test_sentences_name_the_sheet_of_the_user(run: Run, tmp_path: Path) -> None:
    """Not Casussen, which this workbook does not have; other sheets keep their names."""
    path = saved(tmp_path / "r.xlsx", {"Onze lijst": [listed()]})
    run("nieuw", tmp_path / "uit.xlsx", "--bij", path)
    told = texts(tmp_path / "uit.xlsx")

    assert "Casussen" not in told
    assert "Begin op Onze lijst: een rij per casus" in told
    assert "Kies uit wat op Onze lijst staat." in told
    assert "Dit staat nog niet op het blad Onze lijst in de kolom Casusnummer." in told
    assert "Kies uit wat op Overleggen staat." in told


def test_sheets_of_years_are_all_named(run: Run, tmp_path: Path) -> None:
    """As the user sees them, in a row."""
    sheets = {"Lijst 2020": [listed("ET-2020-001")], "Lijst 2021": [listed()]}
    path = saved(tmp_path / "r.xlsx", sheets)
    run("nieuw", tmp_path / "uit.xlsx", "--bij", path)

    assert "Begin op Lijst 2020 en Lijst 2021: een rij" in texts(tmp_path / "uit.xlsx")


def test_an_added_sheet_is_named_as_it_is_called(run: Run, tmp_path: Path) -> None:
    """The name was taken by a sheet of the user."""
    sheets = {"Aanmeldingen": [listed()], "Overleggen": [{"Notitie": "vrije tekst"}]}
    path = saved(tmp_path / "r.xlsx", sheets)
    run("nieuw", tmp_path / "uit.xlsx", "--bij", path)
    told = texts(tmp_path / "uit.xlsx")

    assert "Kies uit wat op Overleggen (2) staat." in told
    assert "(2) (2)" not in told


def test_what_was_left_out_names_the_sheet_too(run: Run, tmp_path: Path) -> None:
    """In the answer on the terminal."""
    rows = [case() | {"Besluit verzonden op": listed()["Besluit verzonden op"]}]
    sheets = full(rows, [session()], [talk()], None)
    sheets = {("Zaken" if name == "Casussen" else name): rows for name, rows in sheets.items()}
    path = saved(tmp_path / "r.xlsx", sheets)
    _, out, _ = run("nieuw", tmp_path / "uit.xlsx", "--bij", path)

    assert "omdat de datums nu op Zaken staan" in " ".join(out.split())


# What must be there is not to be left blank


@pytest.mark.parametrize(
    ("place", "blank"), [("Casussen.Aanmelddatum", False), ("Casussen.Triagedatum", True)]
)
def test_only_what_may_be_blank_is_said_to_be(place: str, blank: bool) -> None:
    """The explanation, the prompt and the alert of a required date don't say to leave it out."""
    from expertteam_xl.outputs.empty_register import empty_register

    table, _, header = place.partition(".")
    lists = [s for s in empty_register().sheets if getattr(s, "table", None) == table]
    (column,) = (c for c in lists[0].columns if c.header == header)
    alert = column.entry and column.entry.alert

    assert blank == ("leeg laten" in how_to_fill(column_at(place)))
    assert blank == ("leeg laten" in column.prompt.text)
    assert alert
    assert blank == ("laat de cel dan leeg" in alert.text)
