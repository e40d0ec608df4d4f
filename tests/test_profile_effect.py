"""What stands in a profile and can't count: the profile is told of, not the register."""

from __future__ import annotations

from pathlib import Path

import pytest
from profiles import save
from registers import Sheet, Sheets, listed, minimal

from expertteam_xl import read_register
from expertteam_xl.errors import RegisterError
from expertteam_xl.register.model import Register

NAME = "register.profiel.toml"
SHEET = Sheet([listed() | {"Kleur": "groen", "Stand": "besproken"}], title_rows=2)
ROW = 'versie = 1\n[bladen."Aanmeldingen"]\nlijst = "Casussen"\nkopregel = {}\n'


def read(folder: Path, text: str, sheets: Sheets | None = None) -> Register:
    return read_register(save(folder, sheets or {"Aanmeldingen": SHEET}, text))


@pytest.mark.parametrize("row", [1, 2, 4, 5, 99])
def test_a_wrong_header_row_is_a_mistake_of_the_profile(tmp_path: Path, row: int) -> None:
    """A title, a blank row, a record, below the list, below the sheet: the list is read all the same."""
    register = read(tmp_path, ROW.format(row))

    assert [3] == [block.header_row for block in register.blocks]
    assert (
        f"Volgens regel 4 van {NAME} staat de kop van blad 'Aanmeldingen' op rij {row}, maar daar "
        "staat geen kop van Casussen; gelezen is de lijst met de kop op rij 3. Verbeter die regel "
        "(kopregel = 3).",
    ) == register.notices


def test_what_stands_in_a_record_is_not_taken_for_headers(tmp_path: Path) -> None:
    """It could be a name; messages repeat headers."""
    register = read(tmp_path, ROW.format(4))

    assert "groen" not in [h.text for block in register.blocks for h in block.headers]


def test_the_line_is_that_of_this_sheet(tmp_path: Path) -> None:
    """Two sheets have a row; the second is wrong."""
    sheets = {"Een": SHEET, "Twee": Sheet([listed("ET-2021-002")], title_rows=2)}
    text = 'versie = 1\n[bladen."Een"]\nlijst = "Casussen"\nkopregel = 3\n\n'
    text += '[bladen."Twee"]\nlijst = "Casussen"\nkopregel = 9\n'

    assert [f"Volgens regel 8 van {NAME} staat de kop van blad 'Twee' op rij 9"] == [
        notice.partition(",")[0] for notice in read(tmp_path, text, sheets).notices
    ]


def test_a_wrong_row_and_nothing_to_read(tmp_path: Path) -> None:
    """Not the register is to blame, but the line."""
    strange = {"Blad1": [{"Qa": 1, "Qb": 2, "Qc": 3}]}
    text = ROW.format(7).replace("Aanmeldingen", "Blad1")
    with pytest.raises(RegisterError, match=rf"^Volgens regel 4 van {NAME} .* op rij 7"):
        read(tmp_path, text, strange)


def test_a_right_row_of_which_no_column_is_known_yet(tmp_path: Path) -> None:
    """The columns are still proposals: taking their marks away helps."""
    text = ROW.format(1).replace("Aanmeldingen", "Blad1") + '[kolommen."Blad1"]\n"Qa" = "Status?"\n'
    with pytest.raises(RegisterError, match="haal bij de kolommen het vraagteken weg"):
        read(tmp_path, text, {"Blad1": [{"Qa": 1, "Qb": 2, "Qc": 3}]})


def test_a_field_of_another_list_is_told(tmp_path: Path) -> None:
    """With the line; a field that the list has is no mistake."""
    text = 'versie = 1\n[kolommen."Aanmeldingen"]\n"Kleur" = "Overlegnummer"\n'

    assert (
        f"In regel 3 van {NAME} staat dat 'Kleur' de kolom Overlegnummer is, maar die heeft de "
        "lijst Casussen (blad 'Aanmeldingen') niet; die regel telt niet mee.",
    ) == read(tmp_path, text).notices
    assert () == read(tmp_path, text.replace("Overlegnummer", "Kader")).notices


def test_a_field_for_two_columns_is_told(tmp_path: Path) -> None:
    """Both were said to be it; of columns in sheets of two years each may be."""
    text = 'versie = 1\n[kolommen."*"]\n"Kleur" = "Status"\n"Stand" = "Status"\n"Status" = ""\n'
    (told,) = read(tmp_path, text).notices

    assert told.startswith(
        f"In {NAME} zijn 'Kleur' en 'Stand' van blad 'Aanmeldingen' allebei de kolom Status; "
        "alleen 'Kleur' is gelezen."
    )
    rows = [{("Kleur" if h == "Status" else h): v for h, v in listed().items()}]
    others = [{("Stand" if h == "Status" else h): v for h, v in listed("ET-2020-001").items()}]
    assert () == read(tmp_path, text, {"Lijst 2021": rows, "Lijst 2020": others}).notices


def test_proposals_alone_read_nothing_and_say_what_to_do(tmp_path: Path) -> None:
    """Not: make a profile. There is one; its marks have to go."""
    strange = {"Blad1": [{"Qa": 1, "Qb": 2, "Qc": 3}]}
    text = 'versie = 1\n[bladen."Blad1"]\nlijst = "Casussen?"\nkopregel = 1\n'
    with pytest.raises(RegisterError, match="haal het vraagteken weg") as caught:
        read(tmp_path, text, strange)

    assert NAME in str(caught.value)
    assert 'profiel "' not in str(caught.value)


def test_every_sheet_left_out_is_the_profiles_doing(tmp_path: Path) -> None:
    """Nothing is read because somebody said so."""
    text = 'versie = 1\n[bladen."Aanmeldingen"]\nlijst = ""\n'
    with pytest.raises(RegisterError, match=rf"volgens {NAME} is blad 'Aanmeldingen' geen lijst"):
        read(tmp_path, text)


def test_a_profile_that_counts_wholly_says_nothing(tmp_path: Path) -> None:
    """Also with columns by their letters, and words."""
    text = ROW.format(3) + '[kolommen."Aanmeldingen"]\n"kolom A" = "Casusnummer"\n'

    assert () == read(tmp_path, text, {"Aanmeldingen": SHEET}).notices
    assert () == read(tmp_path, "versie = 1\n", minimal(listed())).notices
