"""The command ``formulier``: what it writes and where, with which exit code, and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import filled_forms as ff
import pytest
import registers as rs

from expertteam_xl.cli import _run
from expertteam_xl.forms.reading import read_form
from expertteam_xl.outputs.templates import template
from expertteam_xl.protection.locking import lock

Run = Callable[..., tuple[int, str, str]]
NAME = "advies-ET-2021-001.xlsx"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``formulier`` in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)
    monkeypatch.delenv("EXPERTTEAM_XL_WACHTWOORD", raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run(["formulier", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    path.write_bytes(rs.workbook(ff.sheets()))
    return path


def test_the_form_comes_beside_the_register_and_says_what_next(run: Run, register: Path) -> None:
    """The register stays as it was, and nothing else comes beside it."""
    before = register.read_bytes()
    code, out, err = run(register, "ET-2021-001", "--soort", "advies")
    assert (code, err) == (0, "")
    assert register.read_bytes() == before
    assert read_form(register.with_name(NAME)).values["Overlegnummer"] == "OV-1"
    assert NAME in out
    next_ = f'verwerk "{register}" "{register.with_name(NAME)}"'
    assert next_ in " ".join(out.split())
    assert sorted(p.name for p in register.parent.iterdir()) == [NAME, "register.xlsx"]


def test_the_closing_form_has_its_own_name(run: Run, register: Path) -> None:
    """Whatever the case of what was typed."""
    assert run(register, "et-2021-001", "--soort", "AFSLUITING")[0] == 0
    assert register.with_name("afsluiting-ET-2021-001.xlsx").is_file()


def test_a_form_that_is_there_is_not_replaced_by_itself(run: Run, register: Path) -> None:
    """It may be filled in already."""
    words = (register, "ET-2021-001", "--soort", "advies")
    run(*words)
    path = register.with_name(NAME)
    path.write_bytes(b"ingevuld")
    code, _, err = run(*words)
    assert (code, path.read_bytes()) == (1, b"ingevuld")
    assert "--overschrijf" in err
    assert run(*words, "--overschrijf")[0] == 0
    assert path.read_bytes() != b"ingevuld"


def test_another_folder_is_made(run: Run, register: Path, tmp_path: Path) -> None:
    """With the folders above it."""
    folder = tmp_path / "formulieren" / "2021"
    assert run(register, "ET-2021-001", "--soort", "advies", "--naar", folder)[0] == 0
    assert [p.name for p in folder.iterdir()] == [NAME]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("ET-2021-01", "Bedoelde u 'ET-2021-001'?"),
        ("ZZZ-9", "De casus 'ZZZ-9' staat niet in register.xlsx."),
        ("Jan Jansen", "Deze casus staat niet in register.xlsx."),
    ],
)
def test_an_unknown_case_is_one_sentence(run: Run, register: Path, number: str, said: str) -> None:
    """With a near number, and without repeating what could be a name."""
    code, out, err = run(register, number, "--soort", "advies")
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert "Jansen" not in err
    assert len(list(register.parent.iterdir())) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--soort advies of --soort afsluiting"),
        (("--soort", "advise"), "Bedoelde u 'advies'?"),
        (("--soort", "advies", "--profiel", "weg.toml"), "bestaat niet"),
        (("--soort", "advies", "--sjabloon", "weg.xlsx"), "bestaat niet"),
    ],
)
def test_words_that_are_off(run: Run, register: Path, words: tuple[str, ...], said: str) -> None:
    """A missing or wrong sort, and files that are not there."""
    code, _, err = run(register, "ET-2021-001", *words)
    assert code == 2
    assert said in err


def test_a_register_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """The words of the command are off."""
    assert run(tmp_path / "weg.xlsx", "ET-2021-001", "--soort", "advies")[0] == 2


def test_a_workbook_that_is_no_register(run: Run, tmp_path: Path) -> None:
    """It can't be used."""
    path = tmp_path / "ander.xlsx"
    path.write_bytes(rs.workbook({"Blad1": [{"Kleur": "rood"}]}))
    assert run(path, "ET-2021-001", "--soort", "advies")[0] == 1


def test_two_forms_in_a_folder_never_propose_one_number(run: Run, tmp_path: Path) -> None:
    """A session has more cases than one; a form made again keeps out of the way too."""
    sheets = ff.sheets()
    sheets["Besprekingen"] = [rs.talk(), rs.talk("ET-2021-003")]
    path = tmp_path / "register.xlsx"
    path.write_bytes(rs.workbook(sheets))
    for number in ("ET-2021-001", "ET-2021-003"):
        assert run(path, number, "--soort", "advies")[0] == 0
    first, second = (read_form(tmp_path / f"advies-ET-2021-00{n}.xlsx") for n in (1, 3))
    assert (first.values["Adviesnummer"], second.values["Adviesnummer"]) == (
        "AD-2021-002",
        "AD-2021-003",
    )
    assert not set(first.numbers) & set(second.numbers)
    assert run(path, "ET-2021-001", "--soort", "advies", "--overschrijf")[0] == 0
    assert read_form(tmp_path / NAME).values["Adviesnummer"] not in second.numbers


def test_an_advice_that_is_there_says_so(run: Run, register: Path) -> None:
    """And which number a new one would have."""
    out = " ".join(run(register, "ET-2021-002", "--soort", "advies")[1].split())
    assert "heeft al een advies" in out
    assert "het nummer AD-2021-002" in out


def test_json_on_standard_output_is_alone_there(run: Run, register: Path) -> None:
    """Nothing but JSON on it."""
    code, out, _ = run(
        register, "ET-2021-001", "--soort", "advies", "--json", "-", "--peildatum", "2021-12-15"
    )
    data = json.loads(out)
    assert (code, data["soort"], data["casusnummer"]) == (0, "advies", "ET-2021-001")
    assert (data["versie"], data["peildatum"]) == (1, "2021-12-15")
    assert data["bestanden"] == [str(register.with_name(NAME).resolve())]


def test_the_peildatum_stands_under_the_page(run: Run, register: Path) -> None:
    """In the footer, as everywhere."""
    import io

    import openpyxl

    run(register, "ET-2021-001", "--soort", "advies", "--peildatum", "2021-12-15")
    book = openpyxl.load_workbook(io.BytesIO(register.with_name(NAME).read_bytes()))
    assert "15-12-2021" in str(book.worksheets[0].oddFooter.left.text)


def test_a_region_s_own_template_is_filled(run: Run, register: Path, tmp_path: Path) -> None:
    """One that lacks the names is refused."""
    own = tmp_path / "eigen.xlsx"
    own.write_bytes(ff.filled(template("advies.xlsx"), {"advies_hulpvorm": None}))
    code, _, _ = run(register, "ET-2021-001", "--soort", "advies", "--sjabloon", own)
    assert code == 0
    own.write_bytes(template("afsluitformulier.xlsx"))
    words = ("--soort", "advies", "--sjabloon", own, "--overschrijf")
    code, _, err = run(register, "ET-2021-001", *words)
    assert code == 1
    assert "ontbreekt" in err


def test_the_form_of_a_protected_register_opens_without_password(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who fills it in does not know the password of the register; that is told."""
    register.write_bytes(lock(register.read_bytes(), "geheim"))
    words = (register, "ET-2021-001", "--soort", "advies")
    assert run(*words)[0] == 1
    monkeypatch.setenv("EXPERTTEAM_XL_WACHTWOORD", "geheim")
    code, out, _ = run(*words)
    assert code == 0
    assert "wachtwoord" in out
    assert read_form(register.with_name(NAME)).values["Casusnummer"] == "ET-2021-001"


def test_personal_data_never_gets_on_the_form(run: Run, tmp_path: Path) -> None:
    """A telephone number in a field of the register keeps the whole form back."""
    path = tmp_path / "register.xlsx"
    advices = [
        rs.advice("AD-1", "ET-2021-002") | {"Uitvoerende partner(s)": "Youké, tel. 06-12345678"}
    ]
    path.write_bytes(rs.workbook(ff.sheets(advices=advices)))
    code, _, err = run(path, "ET-2021-002", "--soort", "advies")
    assert code == 1
    assert "een telefoonnummer" in err
    assert "12345678" not in err
    assert [p.name for p in tmp_path.iterdir()] == ["register.xlsx"]


def test_help_is_dutch(run: Run) -> None:
    """With the words of the contract."""
    code, out, _ = run("--help")
    assert code == 0
    assert "CASUSNUMMER" in out
    assert "--soort" in out


def test_a_register_or_template_with_the_name_of_the_form_is_kept(run: Run, register: Path) -> None:
    """Not even with --overschrijf."""
    same = register.rename(register.with_name(NAME))
    before = same.read_bytes()
    code, _, err = run(same, "ET-2021-001", "--soort", "advies", "--overschrijf")
    assert (code, same.read_bytes()) == (1, before)
    assert "het register zelf" in err
    other = register.with_name("register.xlsx")
    other.write_bytes(before)
    same.write_bytes(template("advies.xlsx"))
    words = ("--soort", "advies", "--overschrijf", "--sjabloon", same)
    code, _, err = run(other, "ET-2021-001", *words)
    assert (code, same.read_bytes()) == (1, template("advies.xlsx"))
    assert "het sjabloon zelf" in err
