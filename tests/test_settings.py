"""The settings: defaults from the convenant, every wrong line answered with one clear sentence."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from expertteam_xl.convenant.versions import term
from expertteam_xl.errors import RegisterError
from expertteam_xl.settings import Settings, calendar_of, describe, example_toml, load_settings
from expertteam_xl.settings_file import settings_from

if TYPE_CHECKING:
    from pathlib import Path

FILE = "expertteam-xl.toml"


def _load(folder: Path, text: str | bytes) -> Settings:
    path = folder / FILE
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(path)


def test_the_defaults() -> None:
    """Without a file every setting has the value that the agreement or the project gives it."""
    settings = Settings()

    assert (
        settings.triage_werkdagen,
        settings.overleg_dagen,
        settings.tv_overleg_dagen,
        settings.tv_max_dagen,
        settings.besluit_werkdagen,
        settings.vervallen_uren,
    ) == (5, 14, 14, 28, 1, 48)
    assert (
        settings.cap_min,
        settings.cap_scope,
        settings.cap_werkstromen,
    ) == (180, "partner", ("A",))
    assert (
        settings.leeftijd_ok_tot,
        settings.leeftijd_fout_vanaf,
        settings.toestemming_leeftijd,
    ) == (23, 24, 16)
    assert (40, Decimal(90), Decimal(50)) == (
        settings.budget_casussen,
        settings.tarief_cena,
        settings.tarief_secretariaat,
    )
    assert date(2020, 10, 1) == settings.start_A
    assert (
        settings.uhp_kans_laag,
        settings.uhp_kans_hoog,
        settings.uhp_dagkosten,
        settings.uhp_dagen,
        settings.bewaartermijn_jaren,
    ) == (None, None, None, None, None)
    assert settings == load_settings(None)


def test_the_example_file_holds_the_defaults(tmp_path: Path) -> None:
    """The example file names every setting and changes nothing."""
    text = example_toml()

    assert Settings() == _load(tmp_path, text)
    assert all(f"{each.key} = " in text for each in describe())


def test_every_setting_is_described() -> None:
    """Each setting tells its meaning, what is allowed and where its default comes from."""
    described = {each.key: each for each in describe()}

    assert all(each.meaning and each.allowed and each.source for each in described.values())
    assert term("overleg_dagen").source == described["overleg_dagen"].source
    assert described["uhp_dagen"].default == "niet ingesteld"
    assert "start_A" in described


def test_keys_at_the_top_and_in_tables(tmp_path: Path) -> None:
    """A key works at the top level, in its table, and written with capitals or hyphens."""
    settings = _load(
        tmp_path,
        "triage_werkdagen = 6\nstart_A = '2020-11-01'\n[Geld]\ncap-min = 200\n"
        "[monitor]\nuhp_kans_laag = 0.55\n",
    )

    assert (settings.triage_werkdagen, settings.cap_min) == (6, 200)
    assert date(2020, 11, 1) == settings.start_A
    assert Decimal("0.55") == settings.uhp_kans_laag


@pytest.mark.parametrize(
    ("written", "read"),
    [("true", True), ("false", False), ('"ja"', True), ('"Nee"', False), ('"onwaar"', False)],
)
def test_yes_and_no(tmp_path: Path, written: str, *, read: bool) -> None:
    """Yes and no may be written as TOML does and in words."""
    assert read is _load(tmp_path, f"atw_verlenging = {written}").atw_verlenging


def test_dates_lists_and_tables(tmp_path: Path) -> None:
    """Dates come as TOML dates or text, sorted and once; tables give values by name."""
    settings = _load(
        tmp_path,
        'extra_vrije_dagen = [2022-05-27, "2021-05-14", 2021-05-14]\n'
        'cap_werkstromen = "a, B"\nverdeelbasis = "gelijk"\n'
        "[streefwaarden]\nT-d = 90\n[gemeente_geldig_tot]\nwijdemeren = 2026-12-31\n",
    )

    assert (date(2021, 5, 14), date(2022, 5, 27)) == settings.extra_vrije_dagen
    assert settings.cap_werkstromen == ("A", "B")
    assert settings.verdeelbasis == "gelijk_per_client"
    assert {"T-d": Decimal(90)} == settings.targets
    assert {"Wijdemeren": date(2026, 12, 31)} == settings.valid_until


def test_a_file_from_notepad(tmp_path: Path) -> None:
    """A byte order mark and Windows line ends do no harm."""
    assert _load(tmp_path, b"\xef\xbb\xbf# begin\r\ncap_min = 9\r\n").cap_min == 9


def test_an_empty_file(tmp_path: Path) -> None:
    """A file without settings leaves the defaults."""
    assert Settings() == _load(tmp_path, "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "triage_werkdage = 5",
            "'triage_werkdage' in expertteam-xl.toml; bedoelde u 'triage_werkdagen'\\?",
        ),
        ("start_B = 2020-10-01", "bedoelde u 'start_A'"),
        ("[termijn]\ncap_min = 1", "bedoelde u 'termijnen'"),
        ("zzzz = 1", "Onbekende instelling 'zzzz' in expertteam-xl.toml; verwijder"),
        ("cap_min = 0", "een geheel getal van 1 tot en met 1440; er staat 0"),
        ("cap_min = true", "een geheel getal .* er staat true"),
        ("cap_min = 1.5", "een geheel getal .* er staat 1.5"),
        ('cap_min = "180"', 'een geheel getal .* er staat "180"'),
        ("uhp_kans_laag = 2", "een getal van 0 tot en met 1"),
        ("uhp_kans_laag = nan", "een getal van 0 tot en met 1"),
        ('cap_scope = "iedereen"', '"partner" of "deelnemer"; er staat "iedereen"'),
        ('cap_werkstromen = ["C"]', "een lijst met een of meer van"),
        ('atw_verlenging = "misschien"', '"ja" of "nee"'),
        ("atw_verlenging = 1", '"ja" of "nee"'),
        ('start_A = "1-10-2020"', "een datum als jjjj-mm-dd"),
        ("start_A = 2020-10-01T10:00:00", "een datum als jjjj-mm-dd"),
        ("extra_vrije_dagen = 2021-05-14", "een lijst van datums"),
        ("contact = 5", "een tekst van één regel"),
        ("[gemeente_geldig_tot]\nUtrecht = 2026-12-31", "per gemeente van het convenant"),
        ("cap_min = 1\n[geld]\ncap_min = 2", "'cap_min' staat twee keer"),
        ("leeftijd_ok_tot = 30", "ligt boven 'leeftijd_fout_vanaf'"),
        ("uhp_kans_laag = 0.9\nuhp_kans_hoog = 0.1", "ligt boven 'uhp_kans_hoog'"),
        ("cap_min = 5\n\ncap_min 180", "Regel 3 van expertteam-xl.toml"),
        ("cap_min = 5\ncap_min = 6\n", "Regel 2 van expertteam-xl.toml"),
        ("cap_min = 5\ncontact = [1,\n", "Regel 2 van expertteam-xl.toml"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, sentence: str) -> None:
    """A wrong line gives one sentence: what, in which file, and what is allowed."""
    with pytest.raises(RegisterError, match=sentence):
        _load(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("cap_min = " + "9" * 5000, "te veel cijfers"),
        ("cap_min = 0x" + "f" * 5000, "er staat een zeer groot getal"),
        ("contact = " + "[" * 50_000, "te veel haken"),
        ("# " + "x" * 1024 * 1024, "groter dan 1 MB"),
        (f'"{"x" * 100}" = 1', f"Onbekende instelling '{'x' * 39}…' in"),
        ('"a\\u001bb\\nc" = 1', "Onbekende instelling 'a b c' in"),
        ('cap_min = "a\\u001bb"', 'er staat "a b"'),
        (f'cap_min = "{"x" * 100}"', f'er staat "{"x" * 39}…"'),
    ],
)
def test_what_is_huge_or_strange_is_said_shortly(tmp_path: Path, text: str, sentence: str) -> None:
    """Endless numbers, depths, sizes and odd characters give one short printable sentence."""
    with pytest.raises(RegisterError, match=sentence) as caught:
        _load(tmp_path, text)

    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    """A file that is no UTF-8 is refused with how to save it."""
    with pytest.raises(RegisterError, match="UTF-8"):
        _load(tmp_path, "contact = 'Zoë'".encode("latin-1"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A file that can't be opened is named, without its folder."""
    with pytest.raises(RegisterError, match=r"in weg\.toml kunnen niet gelezen"):
        load_settings(tmp_path / "weg.toml")


def test_settings_from_a_sheet() -> None:
    """Keys and values from elsewhere than a file are judged the same way."""
    assert settings_from({"binnenkort_werkdagen": 7}, "blad Instellingen").binnenkort_werkdagen == 7
    with pytest.raises(RegisterError, match="blad Instellingen"):
        settings_from({"binnenkort": 7}, "blad Instellingen")


def test_the_calendar_follows_the_settings() -> None:
    """The working days are those the settings ask for; equal settings share a calendar."""
    settings = Settings(goede_vrijdag="werkdag", bevrijdingsdag="lustrum")

    assert settings.calendar.is_workday(date(2021, 4, 2))
    assert settings.calendar.is_workday(date(2021, 5, 5))
    assert not Settings().calendar.is_workday(date(2021, 4, 2))
    assert calendar_of(Settings()) is Settings(cap_min=9).calendar


def test_importing_stays_light() -> None:
    """The settings don't load the heavy libraries when they are imported or made."""
    code = (
        "import sys, expertteam_xl.settings as s; s.Settings(); s.example_toml();"
        "sys.exit(any(name in sys.modules for name in ('pandas', 'numpy', 'rapidfuzz')))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
