"""A register read with a profile: headers, sheets, words and places as a person confirmed them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from profiles import read, save
from registers import ON, Sheet, cells, findings, listed, only

import expertteam_xl as xl
from expertteam_xl.convenant.gemeenten import resolve
from expertteam_xl.errors import RegisterError
from expertteam_xl.json_report import as_dict
from expertteam_xl.register import read_register

SHEET = "Aanmeldingen"


def row(**renamed: str) -> dict[str, Any]:
    """A row in order, some headers under another name: ``row(Status="Stand")``."""
    return {renamed.get(header, header): value for header, value in listed().items()}


def columns(text: str, sheet: str = SHEET) -> str:
    """A profile about the columns of one sheet."""
    return f'versie = 1\n[kolommen."{sheet}"]\n{text}\n'


def how(
    register: xl.register.model.Register, header: str, block: int = 0
) -> tuple[str | None, str]:  # type: ignore[name-defined]
    """What a header was read as, and how."""
    return next((h.field, h.how) for h in register.blocks[block].headers if h.text == header)


# Headers


@pytest.mark.parametrize("written", ["Stand", "  STAND: ", "st and"])
def test_a_confirmed_header_is_read(tmp_path: Path, written: str) -> None:
    """Whatever its capitals, blanks and punctuation, as everywhere."""
    register = read(tmp_path, {SHEET: [row(Status="Stand")]}, columns(f'"{written}" = "Status"'))

    assert ("Status", "profiel") == how(register, "Stand")
    assert ["besproken"] == list(register.table("Casussen").objects("Status"))
    assert [] == findings(xl.check(register, on=ON), "R01")


def test_a_proposal_that_nobody_confirmed_is_not_used(tmp_path: Path) -> None:
    """A question mark behind the value keeps it a proposal, and a notice tells so."""
    register = read(tmp_path, {SHEET: [row(Status="Stand")]}, columns('"Stand" = "Status?"'))

    assert (None, "") == how(register, "Stand")
    assert (
        "In register.profiel.toml staat nog 1 voorstel met een vraagteken; die tellen pas als u "
        "het vraagteken weghaalt."
    ) in register.notices


def test_a_profile_beats_the_exact_name_of_another_field(tmp_path: Path) -> None:
    """The person said so, so 'Status' is the outcome and 'Stand' the status."""
    rows = [row(**{"Status": "Stand", "Triage-uitkomst": "Status"})]
    register = read(
        tmp_path, {SHEET: rows}, columns('"Stand" = "Status"\n"Status" = "Triage-uitkomst"')
    )

    assert ["bespreken"] == list(register.table("Casussen").objects("Triage-uitkomst"))
    assert ["besproken"] == list(register.table("Casussen").objects("Status"))


def test_a_profile_corrects_a_wrong_alias(tmp_path: Path) -> None:
    """'Verwijzer' is our Type aanmelder, but here it is a column of their own."""
    rows = [row() | {"Verwijzer": "huisarts"}]
    text = columns('"Verwijzer" = ""')
    register = read(tmp_path, {SHEET: rows}, text)

    assert (None, "profiel") == how(register, "Verwijzer")
    assert (None, "profiel") == how(register, "Verwijzer")
    assert ["consulent USD"] == list(register.table("Casussen").objects("Type aanmelder"))


def test_a_column_of_their_own_is_known(tmp_path: Path) -> None:
    """It is no finding R09, and not among the unknown ones of the JSON."""
    text = columns('"Kleur" = ""')
    report = xl.check(read(tmp_path, {SHEET: [row() | {"Kleur": "x", "Map": "y"}]}, text), on=ON)

    assert ["Aanmeldingen!M1"] == cells(report, "R09")
    assert ["Map"] == as_dict(report, [])["bladen"][0]["onbekend"]


def test_two_headers_for_one_field_stay_an_error(tmp_path: Path) -> None:
    """R02, at the second; one that a profile names comes before an exact name."""
    rows = [row() | {"Stand": "aangemeld", "Fase": "gepland"}]
    text = columns('"Stand" = "Status"\n"Fase" = "Status"')
    register = read(tmp_path, {SHEET: rows}, text)
    report = xl.check(register, on=ON)

    assert ["aangemeld"] == list(register.table("Casussen").objects("Status"))
    assert ["Aanmeldingen!H1", "Aanmeldingen!M1"] == cells(report, "R02")


def test_a_column_is_named_by_its_letters(tmp_path: Path) -> None:
    """Two columns of one name, and a column without a name."""
    rows = Sheet([], ["Nr", "Datum", "Datum", "Woonplaats", "Aangemeld door", "Status"])
    path = save(tmp_path, {SHEET: rows})
    import openpyxl

    book = openpyxl.load_workbook(path)
    page = book[SHEET]
    page["F1"] = None
    page.append(["ET-2021-001", date(2021, 2, 1), date(2021, 2, 3), "Laren", "GI", "besproken"])
    book.save(path)
    text = columns('"kolom B" = "Aanmelddatum"\n"kolom C" = "Triagedatum"\n"Kolom F" = "Status"')
    (tmp_path / "register.profiel.toml").write_text(text, encoding="utf-8")
    table = read_register(path).table("Casussen")

    assert {"Aanmelddatum": 2, "Triagedatum": 3, "Status": 6} == {
        name: table.blocks[0].columns[name] for name in ("Aanmelddatum", "Triagedatum", "Status")
    }
    assert ["besproken"] == list(table.objects("Status"))


def test_gemeente_stays_gemeente_when_a_person_says_so(tmp_path: Path) -> None:
    """Without a Woonplaats a column Gemeente is taken for the place, but not against a person."""
    rows = [row(Woonplaats="Gemeente")]
    register = read(tmp_path, {SHEET: rows}, columns('"Gemeente" = "Gemeente"'))

    assert ("Gemeente", "profiel") == how(register, "Gemeente")


# Sheets


@pytest.mark.parametrize("key", ["Aanmeldingen jjjj", "aanmeldingen JJJJ", "*"])
def test_year_sheets_share_one_entry(tmp_path: Path, key: str) -> None:
    """Jjjj stands for any year, also one that comes later; * for every sheet."""
    sheets = {
        "Aanmeldingen 2020": [row(Status="Stand")],
        "Aanmeldingen 2021": [row(Status="Stand") | {"Casusnummer": "ET-2021-002"}],
    }
    register = read(tmp_path, sheets, columns('"Stand" = "Status"', key))

    assert [("Status", "profiel")] * 2 == [how(register, "Stand", block) for block in (0, 1)]


def test_the_name_of_a_sheet_goes_before_its_year_and_before_every_sheet(tmp_path: Path) -> None:
    """The most precise key decides."""
    text = columns('"Stand" = ""', "*") + '[kolommen."Aanmeldingen jjjj"]\n"Stand" = "Kader"\n'
    text += '[kolommen."Aanmeldingen 2021"]\n"Stand" = "Status"\n'
    register = read(tmp_path, {"Aanmeldingen 2021": [row(Status="Stand")]}, text)

    assert ("Status", "profiel") == how(register, "Stand")


def test_an_entry_of_another_sheet_does_not_count(tmp_path: Path) -> None:
    """What holds for Casussen 2020 says nothing of Blad1."""
    register = read(
        tmp_path, {SHEET: [row(Status="Stand")]}, columns('"Stand" = "Status"', "Blad1")
    )

    assert (None, "") == how(register, "Stand")


POINTED = 'versie = 1\n[bladen."Blad1"]\nlijst = "casussen"\nkopregel = {row}\n'
STRANGE = {"Casusnummer": "Qa", "Aanmelddatum": "Qb", "Woonplaats": "Qc", "Status": "Qd"}


@pytest.mark.parametrize("row_said", [3, 9])
def test_a_list_that_nobody_recognises_is_pointed_out(tmp_path: Path, row_said: int) -> None:
    """Its table, its header row and its columns; a row that isn't right any more is looked for."""
    sheet = Sheet([{STRANGE[h]: listed()[h] for h in STRANGE}], title_rows=2)
    text = POINTED.format(row=row_said) + '[kolommen."Blad1"]\n'
    text += "\n".join(f'"{strange}" = "{ours}"' for ours, strange in STRANGE.items())
    with pytest.raises(RegisterError, match=r'expertteam-xl profiel "register\.xlsx"'):
        read_register(save(tmp_path, {"Blad1": sheet}))
    register = read(tmp_path, {"Blad1": sheet}, text)

    assert ("Casussen", 3, 1) == (
        register.blocks[0].table,
        register.blocks[0].header_row,
        len(register.table("Casussen")),
    )
    wrong = (
        "Volgens regel 4 van register.profiel.toml staat de kop van blad 'Blad1' op rij 9, maar "
        "daar staat geen kop van Casussen; gelezen is de lijst met de kop op rij 3. Verbeter die "
        "regel (kopregel = 3)."
    )
    assert ((wrong,) if row_said == 9 else ()) == register.notices


def test_one_known_header_is_enough_in_a_row_that_was_pointed_out(tmp_path: Path) -> None:
    """The rest is told as unknown, and the required ones as missing."""
    sheet = Sheet([{"Nr": "ET-2021-001", "x1": 1, "x2": 2, "x3": 3}], title_rows=1)
    report = xl.check(read(tmp_path, {"Blad1": sheet}, POINTED.format(row=2)), on=ON)

    assert ["Blad1!A2"] * 4 == cells(report, "R01")


def test_a_sheet_that_is_no_list_is_left_out(tmp_path: Path) -> None:
    """An old copy is not read, and named with whose doing that is."""
    sheets = {SHEET: [listed()], "Kopie": [listed("ET-2021-009")]}
    register = read(tmp_path, sheets, 'versie = 1\n[bladen."Kopie"]\nlijst = ""\n')

    assert [SHEET] == [block.sheet for block in register.blocks]
    assert (
        "Niet gelezen, want volgens het profiel geen lijst van het register: blad 'Kopie'.",
    ) == register.notices


# Words and places


def words(register: Any, field: str) -> list[object]:
    return list(register.table("Casussen").objects(field))


def test_a_word_of_the_team_is_a_choice(tmp_path: Path) -> None:
    """CODE, CODES, ja/nee: each is read as the choice that was confirmed."""
    rows = [
        listed(Werkstroom="Tafel Drie", Status="op de lijst")
        | {"Grond A": "urgent, b", "JIM": "OMA"},
        listed("ET-2021-002") | {"Grond A": "b", "JIM": 2},
    ]
    text = """versie = 1
[waarden.Werkstroom]
"tafel drie" = "A"
[waarden."Casussen.Status"]
"op de lijst" = "aangemeld"
[waarden."Grond A"]
"urgent" = "c"
[waarden.JIM]
"oma" = "ja"
"2" = "nee"
"""
    register = read(tmp_path, {SHEET: rows}, text)
    report = xl.check(register, on=ON)

    assert ["A", "A"] == words(register, "Werkstroom")
    assert ["aangemeld", "besproken"] == words(register, "Status")
    assert [("c", "b"), ("b",)] == words(register, "Grond A")
    assert [True, False] == words(register, "JIM")
    assert ([], []) == (findings(report, "R03"), findings(report, "R04"))


def test_a_known_word_can_mean_something_else_here(tmp_path: Path) -> None:
    """'expertteam' is our B; this team means A by it."""
    rows = [listed(Werkstroom="expertteam")]
    register = read(tmp_path, {SHEET: rows}, 'versie = 1\n[waarden.Werkstroom]\n"expertteam" = "A"')

    assert ["A"] == words(register, "Werkstroom")


def test_a_word_counts_for_the_table_that_has_the_choice(tmp_path: Path) -> None:
    """'Status' alone is about every list: 'klaar' is 'gehouden' only where that is a choice."""
    text = 'versie = 1\n[waarden.Status]\n"klaar" = "gehouden"'
    found = only(xl.check(read(tmp_path, {SHEET: [listed(Status="klaar")]}, text), on=ON), "R04")

    assert ("H2", "fout") == (found.cell, found.severity.value)


@pytest.mark.parametrize("field", ["Woonplaats", "Gemeente"])
def test_a_place_is_that_place_for_all_purposes(tmp_path: Path, field: str) -> None:
    """What stands in the table is the place itself, from which the gemeente follows."""
    rows = [listed() | {field: "Hvs-Noord"}]
    register = read(
        tmp_path, {SHEET: rows}, 'versie = 1\n[waarden.Woonplaats]\n"hvs noord" = "Hilversum"'
    )

    assert "Hilversum" == resolve(words(register, field)[0], None).gemeente  # type: ignore[arg-type]
    assert [] == findings(xl.check(register, on=ON), "R04")


def test_a_row_with_confirmed_words_alone_is_a_record(tmp_path: Path) -> None:
    """What a word means also tells a record from a note under the list."""
    rows = [listed(), listed(None, Aanmelddatum=None, Triagedatum=None, Overlegdatum=None)]
    rows[1] |= {"Besluit verzonden op": None, "Woonplaats": "Stad", "Werkstroom": "T3"}
    rows[1] |= {"Type aanmelder": None, "Triage-uitkomst": None, "Status": "op de lijst"}
    text = (
        'versie = 1\n[waarden.Woonplaats]\n"Stad" = "Hilversum"\n[waarden.Werkstroom]\n"T3" = "A"'
    )
    text += '\n[waarden.Status]\n"op de lijst" = "aangemeld"'

    assert 2 == len(read(tmp_path, {SHEET: rows}, text).table("Casussen"))


# Which profile


def test_the_profile_beside_the_register_is_used(tmp_path: Path) -> None:
    """Its name is told in the JSON; without one it is null."""
    path = save(tmp_path, {SHEET: [listed()]})
    without = as_dict(xl.check(read_register(path), on=ON), [])
    save(tmp_path, {SHEET: [listed()]}, "versie = 1")
    beside = as_dict(xl.check(read_register(path), on=ON), [])

    assert (None, "register.profiel.toml") == (without["profiel"], beside["profiel"])


def test_a_marked_copy_finds_it_too(tmp_path: Path) -> None:
    """The stem leaves out what an earlier run added."""
    path = save(tmp_path, {SHEET: [row(Status="Stand")]}, columns('"Stand" = "Status"'))
    copy = path.rename(tmp_path / "register-gecontroleerd-2021-04-01-2.xlsx")

    assert ("Status", "profiel") == how(read_register(copy), "Stand")


def test_a_profile_can_be_given(tmp_path: Path) -> None:
    """As a path, for a file or for bytes; it goes before the one beside the register."""
    path = save(tmp_path, {SHEET: [row(Status="Stand")]}, columns('"Stand" = ""'))
    other = tmp_path / "ander.toml"
    other.write_text(columns('"Stand" = "Status"'), encoding="utf-8")

    assert ("Status", "profiel") == how(read_register(path, profile=other), "Stand")
    assert "ander.toml" == read_register(path.read_bytes(), profile=other).profile
    assert read_register(path.read_bytes()).profile is None


def test_one_profile_leaves_no_trace_in_the_next_register(tmp_path: Path) -> None:
    """What one register means by a word or header holds for that register alone."""
    rows = [row(Status="Stand") | {"Werkstroom": "T3"}]
    text = columns('"Stand" = "Status"') + '[waarden.Werkstroom]\n"T3" = "A"\n'
    path = save(tmp_path, {SHEET: rows}, text)
    with_it = read_register(path)
    without = read_register(path.read_bytes())

    assert ["A"] == words(with_it, "Werkstroom")
    assert ["T3"] == words(without, "Werkstroom")
    assert (None, "") == how(without, "Stand")
