"""The conversation of ``profiel`` about sheets that nobody recognises, and about twins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import small_register
from small_register import FINE, HEADERS
from terminals import Run, runner

from expertteam_xl.profile.read import read_profile

PROFILE = "register.profiel.toml"
STRANGE = ("Kind", "Binnen", "Waar", "Wie", "Hoe", "Toen", "Tafel")
ROWS = [
    (f"X{i}", date(2021, 2, i), "Laren", "ouder", "besproken", date(2021, 3, i), "A")
    for i in range(1, 9)
]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


def saved(folder: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these rows in its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    path = folder / "register.xlsx"
    book.save(path)
    return path


def columns(path: Path) -> dict[str, dict[str, str]]:
    known = read_profile(path.with_name(PROFILE)).columns
    return {sheet: dict(lines) for sheet, lines in known.items()}


# A list of which almost no header is known


def test_columns_show_what_they_hold_before_one_is_known(run: Run, tmp_path: Path) -> None:
    """One header is ours: the list is found, though none of its rows is a record yet."""
    path = saved(tmp_path, {"Lijst": [STRANGE, *ROWS]})
    _, out, _ = run("profiel", path, typed=[""] * 30)

    assert "Blad 'Lijst': Casussen, kop op rij 1, 8 rijen" in out
    assert "Kolom B 'Binnen': 8 × dd-mm-jjjj" in out
    assert "Is dit 'Aanmelddatum'?" in out
    assert "leeg" not in out.replace("leeg laten", "")
    assert "Aanmelddatum" == columns(path)["Lijst"]["Binnen"]
    assert "Gelezen\n  Blad 'Lijst': Casussen, kop op rij 1, 8 rijen" in run("controleer", path)[1]


def test_dates_under_a_record_are_offered(run: Run, tmp_path: Path) -> None:
    """Without a header the first record stands for it; its dates are columns too."""
    path = saved(tmp_path, {"Lijst": ROWS})
    _, out, _ = run("profiel", path, typed=["Casussen", "1", *[""] * 30])

    assert "Kolom B (zonder kop): 7 × dd-mm-jjjj" in out
    assert "Aanmelddatum" == columns(path)["Lijst"]["kolom B"]


def test_one_word_that_looks_like_a_header_makes_none(run: Run, tmp_path: Path) -> None:
    """*tafel* in the first record is like a header of ours; the row of headers is above it."""
    rows = [(*row[:6], "tafel 2") for row in ROWS]
    path = saved(tmp_path, {"Lijst": [("Qa", "Qb", "Qc", "Qd", "Qe", "Qf", "Qg"), *rows]})

    assert "waarschijnlijk op rij 1" in run("profiel", path, typed=[""] * 30)[1]


def test_the_sheet_of_another_year_is_the_same_list(run: Run, tmp_path: Path) -> None:
    """What the first was said to be is proposed for the second, and so for one with its header."""
    sheets = ("Lijst 2020", "Lijst 2021", "Oud")
    path = saved(tmp_path, {name: [STRANGE, *ROWS] for name in sheets})
    _, out, _ = run("profiel", path, typed=[""] * 60)
    rules = read_profile(path.with_name(PROFILE)).sheets

    assert 3 == out.count("Welke lijst is dit? [Casussen; n = geen]")
    assert dict.fromkeys(sheets, ("Casussen", 1)) == {
        name: (rule.table, rule.header_row) for name, rule in rules.items()
    }


def test_a_sheet_like_one_that_is_no_list_is_none(run: Run, tmp_path: Path) -> None:
    """The other way round."""
    rows = [STRANGE, *ROWS]
    path = saved(tmp_path, {"Lijst 2020": rows, "Lijst 2021": rows, "Casussen": [HEADERS, FINE]})
    path2 = path.with_name(PROFILE)
    run("profiel", path, typed=[""] * 60)
    said = {name: rule.table for name, rule in read_profile(path2).sheets.items()}

    assert set(said.values()) <= {""}


def test_next_years_sheet_is_asked_about(run: Run, tmp_path: Path) -> None:
    """Its header is no more known than that of the first was; the profile names that one alone."""
    path = saved(tmp_path, {"Lijst 2020": [STRANGE, *ROWS]})
    run("profiel", path, typed=[""] * 60)
    profile = path.with_name(PROFILE)
    text = profile.read_text(encoding="utf-8").replace(
        'kolommen."Lijst jjjj"', 'kolommen."Lijst 2020"'
    )
    profile.write_text(text, encoding="utf-8")
    saved(tmp_path, {"Lijst 2020": [STRANGE, *ROWS], "Lijst 2021": [STRANGE, *ROWS]})
    _, out, _ = run("profiel", path, "--overschrijf", typed=[""] * 60)

    assert "Blad 'Lijst 2021' is niet herkend." in out
    assert 1 == out.count("Welke lijst is dit? [Casussen; n = geen]")


# Sheets with the same header


def twins(folder: Path) -> Path:
    row, header = (*FINE, "groen"), (*HEADERS, "Kleur")
    header = ("Nr", "Datum binnen gekomen bij ons", *header[2:])
    other = ("ET-2021-002", *row[1:])
    return saved(folder, {"Laren": [header, row], "Huizen": [header, other]})


def test_the_same_header_is_asked_about_once(run: Run, tmp_path: Path) -> None:
    """Also when the sheets have other names; a correction holds for both."""
    path = twins(tmp_path)
    _, out, _ = run("profiel", path, typed=["", "", "E", "Kader", *[""] * 9])

    assert 1 == out.count("Is dit 'Aanmelddatum'?")
    assert 1 == out.count("Kolom L 'Kleur'")
    assert "Dezelfde koppen als blad 'Laren'; dezelfde antwoorden gelden." in out
    same = {"Datum binnen gekomen bij ons": "Aanmelddatum", "Kleur": "", "Werkstroom": "Kader"}
    assert {"Laren": same, "Huizen": same} == columns(path)


def test_the_same_header_is_proposed_once(run: Run, tmp_path: Path) -> None:
    """Without a terminal: one question that names both sheets, and a line in the file for each."""
    path = twins(tmp_path)
    _, out, _ = run("profiel", path)
    flat = " ".join(out.split())

    assert 1 == flat.count("kolom L 'Kleur'")
    assert 2 == flat.count("Ook op blad 'Huizen'.")
    assert 4 == read_profile(path.with_name(PROFILE)).unconfirmed


def test_another_header_is_asked_about_itself(run: Run, tmp_path: Path) -> None:
    """One column more is another list."""
    path = twins(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Huizen"]["M1"], book["Huizen"]["M2"] = "Extra", "x"
    book.save(path)
    _, out, _ = run("profiel", path, typed=[""] * 30)

    assert 2 == out.count("Kolom L 'Kleur'")


# One field for two columns


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("", {"Kleur": ""}), ("L", {"Kleur": "Status", "Status": ""}), ("j", {"Kleur": ""})],
)
def test_a_field_that_a_column_has_is_not_given_twice(
    run: Run, tmp_path: Path, answer: str, expected: dict[str, str]
) -> None:
    """The person says which of the two counts."""
    path = small_register.save(
        tmp_path / "register.xlsx", [(*FINE, "besproken")], (*HEADERS, "Kleur")
    )
    _, out, _ = run("profiel", path, typed=["Status", answer, *[""] * 9])

    assert "Kolom J is al 'Status'. [Enter = J telt, L = deze telt]" in out
    assert {"Aanmeldingen": expected} == columns(path)
