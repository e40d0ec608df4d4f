"""The command ``profiel``: what it asks, what it writes, and what becomes of it."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import small_register
from small_register import FINE, HEADERS
from terminals import Run, runner

from expertteam_xl.profile.read import read_profile
from expertteam_xl.register import read_register

STRANGE = (
    "Nr", "Datum binnen gekomen bij ons", "Woonplats", "Aangemeld door", "Tafel", "Datum triage",
    "Uitkomst", "Datum overleg", "Advies verzonden", "Stand", "Kleur",
)  # fmt: skip
ROW = (*FINE[:9], "besproken", "groen")
PROFILE = "register.profiel.toml"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with three headers and a word that nobody knows."""
    rows = [(f"ET-2021-{i:03}", *ROW[1:]) for i in range(1, 5)]
    rows.append(("ET-2021-005", *ROW[1:9], "nu gepland", "rood"))
    return small_register.save(tmp_path / "register.xlsx", rows, STRANGE)


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """A workbook in which no list is recognised."""
    rows = [(i, date(2021, 2, i), "Laren", "ouder", "besproken", "bla") for i in range(1, 6)]
    headers = ("Qa", "Qb", "Qc", "Qd", "Qe", "Qf")
    return small_register.save(tmp_path / "register.xlsx", rows, headers, "Blad1")


def columns(path: Path) -> dict[str, str]:
    """What the profile says about the one sheet."""
    (found,) = read_profile(path.with_name(PROFILE)).columns.values()
    return dict(found)


# At a terminal


def test_enter_takes_what_is_proposed(run: Run, register: Path) -> None:
    """Enter on every question: proposals are confirmed, and the register is read by them."""
    code, out, _ = run("profiel", register, typed=[""] * 30)

    assert 0 == code
    assert {"Woonplats": "Woonplaats", "Stand": "Status", "Kleur": "",
            "Datum binnen gekomen bij ons": "Aanmelddatum"} == columns(register)  # fmt: skip
    assert "Nieuw vastgelegd: 4 kolommen en 1 woord." in out
    assert {"nu gepland": "gepland"} == dict(
        read_profile(register.with_name(PROFILE)).values["Casussen.Status"]
    )
    assert [] == [
        h.text for h in read_register(register).blocks[0].headers if h.how in ("", "lijkt_op")
    ]


def test_what_is_recognised_is_shown_before_anything_is_asked(run: Run, register: Path) -> None:
    """Sheet, list, header row, rows; a line for every column, none too long for the terminal."""
    _, out, _ = run("profiel", register, typed=[""] * 30)
    shown = out.splitlines()

    assert "Blad 'Aanmeldingen': Casussen, kop op rij 3, 5 rijen" in shown
    assert any(line.split() == ["A", "Nr", "Casusnummer", "andere", "kop"] for line in shown)
    assert any(line.split() == ["C", "Woonplats", "Woonplaats", "lijkt", "op"] for line in shown)
    assert [] == [line for line in shown if len(line) > 80 and "register" not in line]


def test_another_answer_is_taken(run: Run, register: Path) -> None:
    """A name, after a mistake and a look at the list; n and then a name; n and then nothing."""
    typed = ["", "?", "kadr", "kader", "n", "Triagedatum", "n", "", *[""] * 20]
    code, out, _ = run("profiel", register, typed=typed)
    flat = " ".join(out.split())

    assert 0 == code
    assert "'kadr' ken ik niet; bedoelde u 'Kader'?" in flat
    assert "Casusnummer, Jeugdigesleutel, Gezinsnummer" in flat
    assert "Kader" in columns(register).values()


def test_a_wrong_alias_is_corrected(run: Run, register: Path) -> None:
    """After the uncertain columns any other can be named by its letter."""
    answers = ["", "", "", "", "Z9", "E", "Kader", "", *[""] * 10]
    code, out, _ = run("profiel", register, typed=answers)

    assert (0, "Kader") == (code, columns(register)["Tafel"])
    assert "Typ de letter van een kolom" in out


def test_a_word_is_given_its_meaning(run: Run, register: Path) -> None:
    """A choice by its name or another spelling of it; n leaves the word as it is."""
    values = {}
    for answer in ("aangemeld", "n"):
        run("profiel", register, "--overschrijf", typed=[""] * 5 + [answer] + [""] * 9)
        profile = register.with_name(PROFILE)
        values[answer] = dict(read_profile(profile).values.get("Casussen.Status", {}))
        profile.unlink()

    assert {"aangemeld": {"nu gepland": "aangemeld"}, "n": {}} == values


def test_a_list_that_is_not_recognised_is_pointed_out(run: Run, unknown: Path) -> None:
    """Which list it is, on which row the header stands, and then every column."""
    assert 1 == run("controleer", unknown)[0]
    code, out, _ = run("profiel", unknown, typed=["casusen", "Casussen", "x", "3", *[""] * 20])
    rule = read_profile(unknown.with_name(PROFILE)).sheets["Blad1"]

    assert (0, "Casussen", 3) == (code, rule.table, rule.header_row)
    assert "bedoelde u 'Casussen'?" in out
    assert 5 == len(read_register(unknown).table("Casussen"))
    assert {"Casusnummer", "Aanmelddatum", "Woonplaats", "Type aanmelder", "Status"} == set(
        read_register(unknown).blocks[0].columns
    )


def test_a_missing_column_is_pointed_out(run: Run, tmp_path: Path) -> None:
    """A required field that nothing looks like: by letter, and by header."""
    row = ("ET-2021-001", date(2021, 2, 1), "Laren", "oom", "zie map", "x")
    headers = ("Nr", "Datum aanmelding", "Woonplaats", "Wie", "Waar", "Rest")
    path = small_register.save(tmp_path / "register.xlsx", [row], headers)
    answers = ["", "", "", "", "Q", "D", "waar", *[""] * 20]
    _, out, _ = run("profiel", path, typed=answers)

    assert "De verplichte kolom 'Type aanmelder' is niet gevonden." in out
    assert {"Wie": "Type aanmelder", "Waar": "Status", "Rest": ""} == columns(path)


def test_of_two_columns_for_one_field_one_counts(run: Run, tmp_path: Path) -> None:
    """Enter keeps the first, the letter takes the second."""
    path = small_register.save(tmp_path / "register.xlsx", [(*FINE, "VT")], (*HEADERS, "Verwijzer"))
    said = []
    for answer in ("", "L"):
        run("profiel", path, "--overschrijf", typed=[answer] + [""] * 9)
        said.append(columns(path))
        path.with_name(PROFILE).unlink()

    assert [{"Verwijzer": ""}, {"Verwijzer": "Type aanmelder", "Aangemeld door": ""}] == said


def test_who_stops_keeps_what_was_answered(run: Run, register: Path) -> None:
    """The rest becomes a proposal."""
    code, out, _ = run("profiel", register, typed=["", "s"])
    profile = read_profile(register.with_name(PROFILE))

    assert (0, 1) == (code, len(columns(register)))
    assert 4 == profile.unconfirmed
    assert "Te bevestigen" in out


def test_who_breaks_off_keeps_nothing(run: Run, register: Path) -> None:
    """End of input, as Ctrl-C: exit code 1, no file."""
    code, _, err = run("profiel", register, typed=["", ""])

    assert (1, "Afgebroken; het register is niet veranderd.\n") == (code, err)
    assert ["register.xlsx"] == sorted(path.name for path in register.parent.iterdir())


def test_letters_and_choices_come_before_the_short_answers(run: Run, tmp_path: Path) -> None:
    """Column S can be named, and in a column of ja and nee those are the choices."""
    headers = (*HEADERS, *(f"Eigen {i}" for i in range(7)), "JIM")
    row = (*FINE, *["x"] * 7, "opa")
    path = small_register.save(tmp_path / "register.xlsx", [row], headers)
    answers = [*[""] * 7, "S", "Vertrouwenspersoon", "", "nee"]
    _, out, _ = run("profiel", path, "--overschrijf", typed=answers)

    assert "Onbekende woorden in 'JIM'" in out
    assert {"opa": "nee"} == dict(read_profile(path.with_name(PROFILE)).values["JIM"])
    assert "JIM" == columns(path)["JIM"]


def test_year_sheets_are_asked_about_once(run: Run, register: Path) -> None:
    """The second sheet with the same headers needs no answer."""
    book = openpyxl.load_workbook(register)
    first = book["Aanmeldingen"]
    first.title = "Aanmeldingen 2020"
    book.copy_worksheet(first).title = "Aanmeldingen 2021"
    book.save(register)
    _, out, _ = run("profiel", register, typed=[""] * 40)

    assert 1 == out.count("Is dit 'Woonplaats'?")
    assert ["Aanmeldingen jjjj"] == list(read_profile(register.with_name(PROFILE)).columns)


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal needs Unix")
def test_a_real_terminal_is_asked(register: Path) -> None:
    """In a process of its own, over a pseudo-terminal."""
    import pty
    import subprocess

    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "expertteam_xl", "profiel", str(register)]
    process = subprocess.Popen(command, stdin=inner, stdout=subprocess.PIPE, stderr=inner)
    os.write(outer, b"\n" * 30)
    out, _ = process.communicate(timeout=60)
    os.close(outer)
    os.close(inner)

    assert 0 == process.returncode
    assert "Profiel geschreven" in out.decode()
    assert "Stand" in columns(register)


# Without a terminal


def test_without_a_terminal_the_proposal_is_written(run: Run, register: Path) -> None:
    """It says what to confirm, numbered; nothing is used before that."""
    code, out, err = run("profiel", register)
    flat = " ".join(out.split())

    assert (0, "") == (code, err)
    assert "Er is niets nieuws vastgelegd." in flat
    assert "1. Blad 'Aanmeldingen': is kolom B 'Datum binnen gekomen bij ons'" in flat
    assert "haal het vraagteken weg waar het voorstel klopt" in flat
    assert {} == columns(register)
    assert 5 == read_profile(register.with_name(PROFILE)).unconfirmed


def test_the_proposal_works_once_the_marks_are_gone(run: Run, unknown: Path) -> None:
    """Also for a register in which nothing was recognised: Notepad is enough."""
    run("profiel", unknown)
    path = unknown.with_name(PROFILE)
    text = path.read_text(encoding="utf-8").replace('?"', '"')
    path.write_text(text, encoding="utf-8")

    assert 5 == len(read_register(unknown).table("Casussen"))


def test_json_has_everything(run: Run, register: Path) -> None:
    """On standard output alone, what there is to say on standard error."""
    code, out, err = run("profiel", register, "--json", "-", "--peildatum", "2021-04-01")
    told = json.loads(out)

    assert (0, 1, "register.xlsx", PROFILE) == (
        code, told["versie"], told["register"], told["profiel"],
    )  # fmt: skip
    assert ["blad", "tabel", "kopregel", "rijen", "kolommen", "onbekend"] == list(told["bladen"][0])
    assert {"kop": "Woonplats", "veld": "Woonplaats", "kolom": "C", "hoe": "lijkt_op"} in (
        told["bladen"][0]["kolommen"]
    )
    assert ["Kleur"] == told["bladen"][0]["onbekend"]
    assert ["kolom"] * 4 + ["waarde"] == [each["soort"] for each in told["te_bevestigen"]]
    assert [str(register.with_name(PROFILE))] == told["bestanden"]
    assert "Profiel geschreven" in err


def test_the_conversation_leaves_standard_output_to_the_json(run: Run, register: Path) -> None:
    """Questions go to standard error then."""
    _, out, err = run("profiel", register, "--json", "-", typed=[""] * 30)

    assert [] == json.loads(out)["te_bevestigen"]
    assert "Woonplats" in err


# Where it comes


def test_a_profile_that_is_there_is_kept(run: Run, register: Path) -> None:
    """Without --overschrijf nothing is asked or changed; with it confirmed lines stay."""
    path = register.with_name(PROFILE)
    text = 'versie = 1\n[kolommen."Aanmeldingen"]\n"Kleur" = "Kader" # van Ans\n'
    path.write_text(text, encoding="utf-8")
    code, _, err = run("profiel", register)

    assert (1, text) == (code, path.read_text(encoding="utf-8"))
    assert "zet --overschrijf achter de opdracht om het aan te vullen" in err
    assert 0 == run("profiel", register, "--overschrijf")[0]
    assert '"Kleur" = "Kader" # van Ans\n' in path.read_text(encoding="utf-8")


def test_it_can_come_elsewhere(run: Run, register: Path, tmp_path: Path) -> None:
    """In another folder, made when absent, or under another name; then it says how to use it."""
    folder = tmp_path / "nieuw"
    _, first, _ = run("profiel", register, "--naar", folder)
    _, second, _ = run("profiel", register, "--profiel", tmp_path / "p.toml")

    assert (folder / PROFILE).is_file()
    assert (tmp_path / "p.toml").is_file()
    assert f'--profiel "{folder / PROFILE}"' in first
    assert f'--profiel "{tmp_path / "p.toml"}"' in second


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("register.xlsx", "is de naam van een werkmap en kan geen profiel zijn"),
        ("ander.XLSM", "is de naam van een werkmap"),
        ("map", "is een map; kies met --profiel een bestand"),
        (".", "is een map; kies met --profiel een bestand"),
        ("x" * 300, "kan niet geschreven worden in de map"),
    ],
)
def test_never_over_a_workbook(run: Run, register: Path, name: str, sentence: str) -> None:
    """Not even with --overschrijf."""
    (register.parent / "map").mkdir()
    before = register.read_bytes()
    code, _, err = run("profiel", register, "--profiel", register.parent / name, "--overschrijf")

    assert (1, before) == (code, register.read_bytes())
    assert sentence in err


def test_a_broken_profile_is_not_overwritten(run: Run, register: Path) -> None:
    """What somebody wrote is theirs to mend; controleer says the same."""
    path = register.with_name(PROFILE)
    path.write_text('[kolommen."X"]\n"a" = Status\n', encoding="utf-8")
    first = run("profiel", register, "--overschrijf")
    second = run("controleer", register)

    assert (1, 1) == (first[0], second[0])
    assert f"Regel 2 van {PROFILE} kan niet gelezen worden" in first[2]
    assert first[2] == second[2]


def test_a_workbook_without_anything_like_a_list(run: Run, tmp_path: Path) -> None:
    """There is nothing to confirm: exit code 1, no file."""
    path = tmp_path / "leeg.xlsx"
    openpyxl.Workbook().save(path)
    code, _, err = run("profiel", path)

    assert 1 == code
    assert "In leeg.xlsx staat geen lijst waar een profiel bij kan" in err
    assert ["leeg.xlsx"] == [each.name for each in tmp_path.iterdir()]


def test_words_that_are_off(run: Run, register: Path) -> None:
    """A register or profile that isn't there is exit code 2."""
    assert 2 == run("profiel", register.with_name("geen.xlsx"))[0]
    code, _, err = run("controleer", register, "--profiel", "geen.toml")

    assert 2 == code
    assert "Het profiel 'geen.toml' bestaat niet" in err


def test_controleer_uses_and_names_it(run: Run, register: Path, tmp_path: Path) -> None:
    """Headers read by a profile are told apart, also those of their own; JSON names the file."""
    run("profiel", register, typed=[""] * 30)
    _, out, _ = run("controleer", register, "--json", tmp_path / "uit.json")
    told = json.loads((tmp_path / "uit.json").read_text(encoding="utf-8"))
    flat = " ".join(out.split())

    assert "volgens profiel: B Datum binnen gekomen bij ons = Aanmelddatum, C Woonplats = " in flat
    assert "eigen kolom: K Kleur" in flat
    assert PROFILE == told["profiel"]
    assert {"profiel", "alias"} == {each["hoe"] for each in told["bladen"][0]["kolommen"]}
    assert [] == told["bladen"][0]["onbekend"]


def test_a_changed_register_is_told_on_standard_error_beside_json(run: Run, register: Path) -> None:
    """The same sentences that the terminal shows."""
    run("profiel", register, typed=[""] * 30)
    book = openpyxl.load_workbook(register)
    book["Aanmeldingen"]["L3"] = "Nieuwe kolom"
    book["Aanmeldingen"]["L4"] = "x"
    book.save(register)
    _, out, err = run("controleer", register, "--json", "-")

    assert "bevindingen" in json.loads(out)
    assert "'Nieuwe kolom' (kolom L) op blad 'Aanmeldingen' is nieuw en niet herkend" in err
