"""What can be wrong in a profile that somebody edited, and what is forgiven."""

from __future__ import annotations

from pathlib import Path

import pytest
from profiles import NAME, profile

from expertteam_xl.errors import RegisterError
from expertteam_xl.profile.read import read_profile

GOOD = 'versie = 1\r\n[kolommen."Aanmeldingen"]\r\n"Geëscaleerd?" = "Geëscaleerd"\r\n'


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_notepad_may_save_it(tmp_path: Path, coding: str) -> None:
    """Windows line ends, with and without a byte order mark, and what Notepad calls Unicode."""
    path = tmp_path / NAME
    path.write_bytes(GOOD.encode(coding))

    assert {"Geëscaleerd?": "Geëscaleerd"} == dict(read_profile(path).columns["Aanmeldingen"])


@pytest.mark.parametrize(
    "text", ["", "\n", "# niets\n", "versie = 1\n", "[kolommen]\n", "[gezien]\n"]
)
def test_an_empty_profile_says_nothing(text: str) -> None:
    """It is a profile all the same."""
    found = profile(text)

    assert ({}, {}, {}, 0) == (
        dict(found.columns), dict(found.values), dict(found.sheets), found.unconfirmed,
    )  # fmt: skip


def test_names_are_read_whatever_their_capitals() -> None:
    """Of a field, a list, a choice, and a field with its table before it."""
    found = profile(
        'versie = 1\n[bladen."X"]\nlijst = "casussen"\n[kolommen."X"]\n"a" = " aanmeld-datum "\n'
        '[waarden."casussen.status"]\n"b" = "Besproken"\n'
    )

    assert "Casussen" == found.sheets["X"].table
    assert {"a": "Aanmelddatum"} == dict(found.columns["X"])
    assert ["Casussen.Status"] == list(found.values)


def test_proposals_are_counted_and_not_checked() -> None:
    """A question mark alone, behind a name that isn't one, and behind a list."""
    found = profile(
        'versie = 1\n[bladen."X"]\nlijst = "Casussen?"\nkopregel = 3\n'
        '[kolommen."X"]\n"a" = "?"\n"b" = "Onzin ?"\n[waarden.Status]\n"c" = "besproken?"\n'
    )

    assert ({}, {}, 4) == (dict(found.sheets), dict(found.columns["X"]), found.unconfirmed)


HEAD = 'versie = 1\n[kolommen."Aanmeldingen"]\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + '"Stand" = Status', f"Regel 3 van {NAME} kan niet gelezen worden; schrijf elke kop één keer"),
        (HEAD + '"Stand = "Status"', f"Regel 3 van {NAME} kan niet gelezen worden"),
        (HEAD + '"a" = "Status"\n"a" = "Status"', f"Regel 4 van {NAME} kan niet gelezen worden"),
        (HEAD + '"a" = "Statsu"', f"In regel 3 van {NAME} kent het programma de kolom 'Statsu' niet (bij 'Aanmeldingen'); bedoelde u 'Status'?"),
        (HEAD + '"a" = "Xyzzy"', "de kolom 'Xyzzy' niet (bij 'Aanmeldingen'); verbeter of verwijder die regel"),
        (HEAD + '"Da tum" = "Status"\n"datum" = "Kader"', f"In regel 4 van {NAME}: 'datum' staat twee keer onder 'Aanmeldingen'; laat er één staan"),
        (HEAD + '"a" = 3', f"In regel 3 van {NAME}: 'a' klopt niet; schrijf wat erachter staat tussen"),
        (HEAD + '"***" = "Status"', "'***' heeft geen letters of cijfers; schrijf \"kolom C\" of zo"),
        ('versie = 2', f"In regel 1 van {NAME}: 'versie' is gemaakt met een andere versie; hier mag alleen versie = 1 staan"),
        ('versie = true', "'versie' is gemaakt met een andere versie"),
        ('[kolomen."X"]\n"a" = ""', f"In regel 1 van {NAME} kent het programma het onderdeel 'kolomen' niet; bedoelde u 'kolommen'?"),
        ('[kolommen]\n"a" = "Status"', "'a' klopt niet; zet erboven een regel als [kolommen.\"…\"]"),
        ('kolommen = 3', "'kolommen' klopt niet; onder [kolommen] horen regels te staan"),
        ('bladen = {X = 3}', "'X' klopt niet; zet erboven een regel als [bladen.\"Blad1\"]"),
        ('[bladen.X]\nlijst = "Casusen"', "de lijst 'Casusen' niet; bedoelde u 'Casussen'?"),
        ('[bladen.X]\nlijst = "Casussen"\nkopregel = 0', "'kopregel' klopt niet; vul het rijnummer van de kop in, zoals 4"),
        ('[bladen.X]\nlijst = "Casussen"\nkopregel = "4"', "'kopregel' klopt niet"),
        ('[bladen.X]\nlijst = "Casussen"\nkopregl = 4', "de sleutel 'kopregl' niet; bedoelde u 'kopregel'?"),
        ('[bladen.X]\nlijst = "Partners"\n[kolommen.X]\n"a" = "Aanmelddatum"', "de kolom 'Aanmelddatum' niet (bij 'X');"),
        ('[waarden.Satus]\n"a" = "besproken"', "de keuzekolom 'Satus' niet; bedoelde u 'Status'?"),
        ('[waarden.Aanmelddatum]\n"a" = "besproken"', "de keuzekolom 'Aanmelddatum' niet;"),
        ('[waarden.Werkstroom]\n"DBT" = "C"', f"In regel 2 van {NAME} is 'C' geen keuze voor Werkstroom; kies A of B"),
        ('[waarden.Status]\n"loopt" = "in uitvoring"', "is 'in uitvoring' geen keuze voor Status; bedoelde u 'in uitvoering'?"),
        ('[waarden.JIM]\n"oma" = "misschien"', "is 'misschien' geen keuze voor JIM; kies ja of nee"),
        ('[waarden.Woonplaats]\n"Hvs" = "Hilversux"', "is 'Hilversux' geen keuze voor Woonplaats; bedoelde u 'Hilversum'?"),
        ('[waarden.Woonplaats]\n"Hvs" = ""', "is '' geen keuze voor Woonplaats; kies"),
        ('[waarden.Status]\n"a b" = "besproken"\n"AB" = "gepland"', "'AB' staat twee keer onder 'Status'; laat er één staan"),
        ('[gezien]\n"X" = "Nr"', "'X' klopt niet; laat het onderdeel [gezien] staan zoals het is"),
        ("a = " + "[" * 5000, "te veel haken"),
    ],
)  # fmt: skip
def test_refused_with_one_sentence(text: str, sentence: str) -> None:
    """It says which line, what is wrong, and what was perhaps meant."""
    with pytest.raises(RegisterError) as caught:
        profile(text)

    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    """No UTF-8, no file, a folder, and more than a megabyte."""
    path = tmp_path / NAME
    with pytest.raises(RegisterError, match="bestaat het bestand"):
        read_profile(path)
    path.write_bytes('"Geëscaleerd"'.encode("cp1252"))
    with pytest.raises(RegisterError, match="niet als UTF-8 opgeslagen; kies in Kladblok"):
        read_profile(path)
    path.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(RegisterError, match="groter dan 1 MB"):
        read_profile(path)
    with pytest.raises(RegisterError, match="is een map en geen profiel; geef die map een"):
        read_profile(tmp_path)
