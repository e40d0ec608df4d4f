"""A register that changed since its profile was made says so, and is read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from profiles import read
from registers import Row, Sheets, full, listed, session

SEEN = """versie = 1
[kolommen."Aanmeldingen jjjj"]
"Stand" = "Status"
"Kleur" = ""
[gezien]
"Aanmeldingen jjjj" = ["Casusnummer", "Aanmelddatum", "Woonplaats", "Stand", "Kleur", "J…"]
"""
AGAIN = 'Klopt dat? Voer dan uit: expertteam-xl profiel "register.xlsx" --overschrijf'


def row(**more: object) -> Row:
    wanted = ("Casusnummer", "Aanmelddatum", "Woonplaats", "Status")
    values = {("Stand" if h == "Status" else h): listed()[h] for h in wanted}
    return values | {"Type aanmelder": "GI", "Kleur": "x", "Jansen 01-02-2010 03": 1} | more


def notices(folder: Path, sheets: Sheets, text: str = SEEN) -> str:
    """What is told about a register with this profile, on one line."""
    return " ".join(read(folder, sheets, text).notices)


def test_the_same_register_says_nothing(tmp_path: Path) -> None:
    """Not about a header of their own, a masked one, or a known one that came."""
    assert "" == notices(tmp_path, {"Aanmeldingen 2021": [row()]})


def test_a_new_unknown_header_is_told(tmp_path: Path) -> None:
    """With its letter; what can't be shown is masked."""
    rows = [row(Regio="x") | {"Ans de Vries 06-12345678": "y"}]

    assert (
        "Sinds profiel register.profiel.toml is het register veranderd: 'Regio' (kolom H) en 'A…' "
        f"(kolom I) op blad 'Aanmeldingen 2021' zijn nieuw en niet herkend. {AGAIN}"
    ) == notices(tmp_path, {"Aanmeldingen 2021": rows})


def test_a_header_that_went_is_told(tmp_path: Path) -> None:
    """One that a person confirmed, or that was there; not one of their own."""
    lost = [{h: v for h, v in row().items() if h not in ("Stand", "Kleur", "Woonplaats")}]

    assert "de koppen 'Stand' en 'Woonplaats' staan op blad 'Aanmeldingen jjjj' niet meer." in (
        notices(tmp_path, {"Aanmeldingen 2021": lost})
    )


def test_a_header_that_one_year_has_is_there(tmp_path: Path) -> None:
    """An older sheet may have fewer columns."""
    old = [{h: v for h, v in row(Casusnummer="ET-2020-001").items() if h != "Woonplaats"}]

    assert "" == notices(tmp_path, {"Aanmeldingen 2020": old, "Aanmeldingen 2021": [row()]})


def test_next_year_is_no_change(tmp_path: Path) -> None:
    """A sheet for 2022 has the key that the profile knows."""
    later = [row(Casusnummer="ET-2022-001")]

    assert "" == notices(tmp_path, {"Aanmeldingen 2021": [row()], "Aanmeldingen 2022": later})


def test_a_sheet_that_came_or_went_is_told(tmp_path: Path) -> None:
    """A renamed sheet is both."""
    sheets = {"Nieuwe zaken": [row() | {"Status": "besproken"}], "Overleggen": [session()]}

    assert (
        "blad 'Aanmeldingen jjjj' is er niet meer; blad 'Nieuwe zaken' is nieuw; blad 'Overleggen' "
        "is nieuw."
    ) in notices(tmp_path, sheets)


def test_a_profile_made_by_hand_tells_only_of_what_it_names(tmp_path: Path) -> None:
    """Without the part [gezien] nothing is new."""
    text = SEEN.partition("[gezien]")[0].replace("Aanmeldingen jjjj", "*")

    assert "" == notices(tmp_path, {"Aanmeldingen 2021": [row(Regio="x")]}, text)
    assert "kop 'Stand' staat niet meer." in notices(tmp_path, full([listed()]), text)


@pytest.mark.parametrize("column", ["kolom H", "kolom ZZ"])
def test_a_column_named_by_its_letters_is_there_or_not(tmp_path: Path, column: str) -> None:
    """It can't be told apart from another header, only from nothing."""
    text = SEEN.replace('"Kleur" = ""', f'"{column}" = "Kader"')
    told = notices(tmp_path, {"Aanmeldingen 2021": [row(Regio="vrijwillig")]}, text)

    assert (column == "kolom ZZ") == (f"{column} staat op blad" in told)
