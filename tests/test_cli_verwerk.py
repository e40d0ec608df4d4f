"""The command ``verwerk``: what it writes and where, with which exit code, and what it says."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import filled_forms as ff
import locked
import openpyxl
import pytest
import registers as rs

from expertteam_xl.cli import _run
from expertteam_xl.protection.locking import lock
from expertteam_xl.protection.opening import unlock
from expertteam_xl.register import read_register

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "geheim"  # noqa: S105 - made up
DAY = ("--peildatum", "2021-12-15")
NAME = "register-bijgewerkt-2021-12-15.xlsx"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``verwerk`` in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)
    monkeypatch.delenv("EXPERTTEAM_XL_WACHTWOORD", raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run(["verwerk", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    path.write_bytes(rs.workbook(ff.sheets()))
    return path


@pytest.fixture
def form(tmp_path: Path, register: Path) -> Path:
    path = tmp_path / "advies-ET-2021-001.xlsx"
    path.write_bytes(ff.filled(ff.form_of(read_register(register)), ff.ADVICE))
    return path


def results(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*bijgewerkt*"))


def words_of(text: str) -> str:
    return " ".join(text.split())


def test_a_copy_with_the_rows_comes_beside_the_register(
    run: Run, register: Path, form: Path
) -> None:
    """Register and form stay as they were, and the rows are told."""
    before, filled = register.read_bytes(), form.read_bytes()
    code, out, err = run(register, form, *DAY)
    assert (code, err) == (0, "")
    assert (register.read_bytes(), form.read_bytes()) == (before, filled)
    assert results(register.parent) == [NAME]
    assert len(ff.rows(register.with_name(NAME).read_bytes(), "Adviezen")) == 2
    said = words_of(out)
    for text in ("toegevoegd", "Adviezen: rij 3", "Doelen: rij 3–4", "Afspraken: rij 3", NAME):
        assert text in said
    assert "register.xlsx zelf is niet veranderd" in said


def test_taken_names_get_a_number(run: Run, register: Path, form: Path) -> None:
    """As those of controleer do."""
    for _ in range(3):
        assert run(register, form, *DAY)[0] == 0
    assert results(register.parent) == [
        "register-bijgewerkt-2021-12-15-2.xlsx",
        "register-bijgewerkt-2021-12-15-3.xlsx",
        NAME,
    ]
    assert run(register, form, *DAY, "--overschrijf")[0] == 0
    assert len(results(register.parent)) == 3


def test_a_copy_is_taken_further_under_the_same_stem(run: Run, register: Path, form: Path) -> None:
    """And what it holds already is not written again."""
    run(register, form, *DAY)
    copy = register.with_name(NAME)
    code, out, _ = run(copy, form, *DAY)
    assert code == 0
    assert "stond er al" in out
    assert results(register.parent) == [NAME]


def test_columns_without_a_place_are_named(run: Run, register: Path, form: Path) -> None:
    """Under a heading of their own."""
    form.write_bytes(ff.filled(form.read_bytes(), {"advies_hulpvorm": "thuis"}))
    out = words_of(run(register, form, *DAY)[1])
    assert "Geen kolom in het register, dus niet overgenomen" in out
    assert "Blad 'Adviezen' (Adviezen): Hulpvorm." in out


def test_a_form_to_mend_gives_three_and_writes_nothing(
    run: Run, register: Path, form: Path
) -> None:
    """Every field that is wrong is told with its cell."""
    form.write_bytes(
        ff.filled(form.read_bytes(), {"advies_adviesdatum": None, "doel_1_type": "ooit"})
    )
    code, out, err = run(register, form, *DAY)
    assert (code, err) == (3, "")
    assert results(register.parent) == []
    assert "Advies!E8 (Adviesdatum): dit is nog leeg; vul het in." in words_of(out)
    assert "kies tussentijds of einddoel" in words_of(out)


def test_another_workbook_gives_one_and_the_others_go_on(
    run: Run, register: Path, form: Path, tmp_path: Path
) -> None:
    """The worst exit code counts."""
    other = tmp_path / "ander.xlsx"
    other.write_bytes(rs.workbook({"Blad1": [{"Kleur": "rood"}]}))
    code, out, err = run(register, other, form, *DAY)
    assert code == 1
    assert err.startswith("ander.xlsx is geen formulier")
    assert len(err.splitlines()) == 1
    assert results(register.parent) == [NAME]
    assert "toegevoegd" in out


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"platte tekst"])
def test_a_broken_form_gives_one(run: Run, register: Path, form: Path, data: bytes) -> None:
    """Without a traceback."""
    form.write_bytes(data)
    code, _, err = run(register, form, *DAY)
    assert code == 1
    assert "Traceback" not in err
    assert results(register.parent) == []


def test_words_that_are_off(run: Run, register: Path, form: Path) -> None:
    """No form, one that is not there, the register itself, and no register."""
    assert run(register)[0] == 2
    assert run(register, register.with_name("weg.xlsx"))[0] == 2
    code, _, err = run(register, register)
    assert code == 2
    assert "is het register zelf" in err
    assert run(register.with_name("weg.xlsx"), form)[0] == 2


def test_rows_to_paste_stand_alone_on_their_line(run: Run, register: Path, form: Path) -> None:
    """Not broken or indented, so that they can be copied."""
    book = openpyxl.load_workbook(register)
    book["Adviezen"].protection.sheet = True
    book.save(register)
    code, out, _ = run(register, form, *DAY)
    assert code == 0
    assert "Zelf te plakken: 1 rij op blad 'Adviezen', want het blad is beveiligd" in out
    line = next(line for line in out.splitlines() if "\t" in line)
    assert line.split("\t")[:5] == [
        "AD-2021-002",
        "ET-2021-001",
        "OV-1",
        "zwaarwegend",
        "11-02-2021",
    ]
    data = register.with_name(NAME).read_bytes()
    assert (len(ff.rows(data, "Adviezen")), len(ff.rows(data, "Doelen"))) == (1, 3)


def test_an_ods_gives_rows_to_paste_and_no_file(
    run: Run, register: Path, form: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """It is read, never written."""
    ods = register.with_name("oud.ods")
    ods.write_bytes(soffice(register, "ods").read_bytes())
    code, out, _ = run(ods, form, *DAY)
    assert code == 0
    assert (
        "Er is geen bestand geschreven; plak de rijen hierboven zelf in het register."
        in words_of(out)
    )
    assert out.count("\t") >= 3
    assert results(register.parent) == []


def test_json_tells_all(run: Run, register: Path, form: Path, tmp_path: Path) -> None:
    """What became of each form, with rows and findings."""
    other = tmp_path / "ander.xlsx"
    other.write_bytes(rs.workbook({"Blad1": []}))
    wrong = tmp_path / "half.xlsx"
    wrong.write_bytes(ff.filled(form.read_bytes(), {"advies_adviesdatum": None}))
    code, out, _ = run(register, wrong, form, form, other, *DAY, "--json", "-")
    data = json.loads(out)
    assert code == 1
    assert list(data) == [
        "versie", "register", "peildatum", "formulieren", "plakken", "ontbrekende_kolommen", "bestanden",
    ]  # fmt: skip
    assert [each["status"] for each in data["formulieren"]] == [
        "niet toegevoegd", "toegevoegd", "stond er al", "geen formulier",
    ]  # fmt: skip
    assert data["formulieren"][1]["rijen"] == [
        {"tabel": "Adviezen", "blad": "Adviezen", "rij": 3},
        {"tabel": "Doelen", "blad": "Doelen", "rij": 3},
        {"tabel": "Doelen", "blad": "Doelen", "rij": 4},
        {"tabel": "Afspraken", "blad": "Afspraken", "rij": 3},
    ]
    (finding,) = data["formulieren"][0]["bevindingen"]
    assert (finding["cel"], finding["veld"]) == ("E8", "Adviesdatum")
    assert data["bestanden"] == [str(register.with_name(NAME).resolve())]


def test_json_holds_the_rows_to_paste(run: Run, form: Path, tmp_path: Path) -> None:
    """With headers, for a register that lacks the lists."""
    small = tmp_path / "klein.xlsx"
    small.write_bytes(rs.workbook(rs.minimal(rs.listed())))
    target = tmp_path / "uitslag.json"
    assert run(small, form, *DAY, "--json", target)[0] == 0
    data = json.loads(target.read_text(encoding="utf-8"))
    assert [each["status"] for each in data["formulieren"]] == ["te plakken"]
    assert [each["tabel"] for each in data["plakken"]] == ["Adviezen", "Doelen", "Afspraken"]
    goals = data["plakken"][1]
    assert goals["koppen"][:4] == ["Doelnummer", "Adviesnummer", "Type", "Termijn"]
    assert [row[3] for row in goals["rijen"]] == ["01-06-2021", "01-12-2021"]
    assert goals["tekst"].splitlines() == ["\t".join(row) for row in goals["rijen"]]


def test_a_register_without_the_lists_says_how_to_get_them(
    run: Run, form: Path, tmp_path: Path
) -> None:
    """And shows the rows with their headers, to paste."""
    small = tmp_path / "klein.xlsx"
    small.write_bytes(rs.workbook(rs.minimal(rs.listed())))
    code, out, _ = run(small, form, *DAY)
    assert code == 0
    assert f'nieuw volledig.xlsx --bij "{small}"' in words_of(out)
    assert "Doelnummer\tAdviesnummer\tType\tTermijn" in out


def test_a_password_is_kept(
    run: Run, register: Path, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the plain copy never stands on the disk."""
    locked.few_rounds(monkeypatch)
    register.write_bytes(lock(register.read_bytes(), PASSWORD))
    assert run(register, form, *DAY)[0] == 1
    monkeypatch.setenv("EXPERTTEAM_XL_WACHTWOORD", PASSWORD)
    assert run(register, form, *DAY)[0] == 0
    opened = unlock("r", register.with_name(NAME).read_bytes(), PASSWORD)
    assert opened.password == PASSWORD
    assert len(ff.rows(opened.data, "Adviezen")) == 2


@pytest.mark.parametrize("extension", [".xlsm", ".xltx"])
def test_the_extension_stays(run: Run, register: Path, form: Path, extension: str) -> None:
    """The content decides what a workbook is; a name that does not fit it is mended."""
    other = register.with_suffix(extension)
    book = openpyxl.load_workbook(io.BytesIO(register.read_bytes()))
    book.template = extension == ".xltx"
    book.save(other)
    assert run(other, form, *DAY)[0] == 0
    assert len(results(register.parent)) == 1


def test_another_folder_is_made(run: Run, register: Path, form: Path, tmp_path: Path) -> None:
    """With the folders above it."""
    folder = tmp_path / "nieuw" / "map"
    assert run(register, form, *DAY, "--naar", folder)[0] == 0
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_nothing_half_stays_behind(run: Run, register: Path, form: Path) -> None:
    """No temporary file."""
    run(register, form, *DAY)
    assert not [name for name in os.listdir(register.parent) if name.endswith(".tmp")]  # noqa: PTH208


def test_afterwards_controleer_reads_the_new_rows(run: Run, register: Path, form: Path) -> None:
    """And finds them readable, filled and referring to what is there."""
    run(register, form, *DAY)
    copy = register.with_name(NAME)
    assert _run(["controleer", str(copy), *DAY, "--json", str(copy.with_suffix(".json"))]) in (0, 3)
    data = json.loads(copy.with_suffix(".json").read_text(encoding="utf-8"))
    sizes = {block["tabel"]: block["rijen"] for block in data["bladen"]}
    assert (sizes["Adviezen"], sizes["Doelen"], sizes["Afspraken"]) == (2, 3, 2)
    assert not [
        f for f in data["bevindingen"] if f["code"] in ("R03", "R05", "R07") and f["rij"] == 3
    ]
