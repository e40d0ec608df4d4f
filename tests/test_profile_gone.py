"""A profile that is added to after sheets were renamed or thrown away."""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl
import pytest
import small_register
from small_register import FINE, HEADERS
from terminals import Run, runner

from expertteam_xl.profile.lines import places, renamed, set_apart
from expertteam_xl.profile.read import read_profile

NAME = "register.profiel.toml"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


@pytest.fixture
def register(run: Run, tmp_path: Path) -> Path:
    """A register with a profile that says what its unknown column is."""
    path = small_register.save(tmp_path / "register.xlsx", [(*FINE, "x")], (*HEADERS, "Kleur"))
    run("profiel", path, typed=["Kader", *[""] * 9])
    return path


def title(path: Path, old: str, new: str) -> None:
    book = openpyxl.load_workbook(path)
    book[old].title = new
    book.save(path)


def test_a_renamed_sheet_keeps_what_was_confirmed(run: Run, register: Path) -> None:
    """It has the same headers and nothing else came: nothing is asked again."""
    title(register, "Aanmeldingen", "Instroom")
    _, out, _ = run("profiel", register, "--overschrijf", typed=[""] * 9)
    profile = read_profile(register.with_name(NAME))

    assert "Blad 'Aanmeldingen' heet nu 'Instroom'" in out
    assert "Welke kolom is dit?" not in out
    assert {"Instroom": {"Kleur": "Kader"}} == {k: dict(v) for k, v in profile.columns.items()}
    assert ["Instroom"] == list(profile.seen)
    assert "er niet meer" not in run("controleer", register)[1]


def test_a_sheet_that_went_is_set_apart(run: Run, register: Path) -> None:
    """Its lines become remarks: nothing is lost, nothing counts, and nobody is told again."""
    path = register.with_name(NAME)
    more = '[bladen."Oud"]\nlijst = "Casussen"\nkopregel = 4\n[kolommen."Oud"]\n"A" = "Status" # van Ans\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    _, out, _ = run("profiel", register, "--overschrijf")
    text = path.read_text(encoding="utf-8")

    assert "Blad 'Oud' is er niet meer" in " ".join(out.split())
    assert '# "A" = "Status" # van Ans\n' in text
    assert ["Aanmeldingen"] == list(read_profile(path).columns)
    _, out, _ = run("profiel", register, "--overschrijf")
    assert "Oud" not in out
    assert text == path.read_text(encoding="utf-8")
    assert "er niet meer" not in run("controleer", register)[1]


def test_two_sheets_that_could_be_it_are_no_renamed_one(run: Run, register: Path) -> None:
    """Then it can't be told which; both are asked about."""
    book = openpyxl.load_workbook(register)
    book["Aanmeldingen"].title = "Een"
    book.copy_worksheet(book["Een"]).title = "Twee"
    book.save(register)
    _, out, _ = run("profiel", register, "--overschrijf")

    assert "Blad 'Aanmeldingen' is er niet meer" in " ".join(out.split())


TEXT = """versie = 1
# van ons
[bladen.Blad1] # een
lijst = "Casussen"
kopregel = 3

[kolommen."Blad1"]
"a = b" = "Status"
'c' = ""
# slot
[kolommen.'Blad2']
"a = b" = "Kader"
[waarden.Status]
x = "besproken"
"""


def test_every_key_has_its_line() -> None:
    """Whatever the quotes, and though the same key stands in two parts."""
    found = places(TEXT)

    assert 5 == found["bladen", "Blad1", "kopregel"]
    assert (8, 12) == (found["kolommen", "Blad1", "a = b"], found["kolommen", "Blad2", "a = b"])
    assert (9, 14) == (found["kolommen", "Blad1", "c"], found["waarden", "Status", "x"])


def test_a_part_gets_another_name_in_every_group() -> None:
    """Another part stays, and so do remarks and line ends."""
    text = renamed(TEXT, "Blad1", 'Zo "heet" het')
    read = tomllib.loads(text)

    assert ['Zo "heet" het'] == list(read["bladen"])
    assert ['Zo "heet" het', "Blad2"] == list(read["kolommen"])
    assert len(TEXT.split("\n")) == len(text.split("\n"))


def test_a_part_is_set_apart_whole() -> None:
    """Blank lines and remarks of the person stay as they are."""
    text = set_apart(TEXT, "Blad1")
    read = tomllib.loads(text)

    assert {"versie": 1, "kolommen": {"Blad2": {"a = b": "Kader"}}} == {
        key: read[key] for key in read if key != "waarden"
    }
    assert "\n# slot\n" in text
    assert text == set_apart(text, "Blad1")
