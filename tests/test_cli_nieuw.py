"""The command ``nieuw``: an empty register, and the sheets that a register lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import compare
import locked
import openpyxl
import pytest
import registers
from registers import advice, case, full, listed, minimal, session, stay, talk

from expertteam_xl import check, read_register
from expertteam_xl.cli import _run
from expertteam_xl.outputs.templates import template
from expertteam_xl.schema import SUPPORT_SHEETS, tables

Run = Callable[..., tuple[int, str, str]]

ON = date(2021, 4, 1)
TIMES = {"Overlegnummer": "OV-1", "Partner": "Youké", "Rol": "expert", "Overleg (min)": 60}
YEARS = {
    "2020": [listed("ET-2020-001", Aanmelddatum=date(2020, 11, 2))],
    "2021": [listed()],
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``nieuw`` in this process: exit code, standard output, standard error."""
    monkeypatch.delenv("EXPERTTEAM_XL_DEBUG", raising=False)
    monkeypatch.delenv("EXPERTTEAM_XL_WACHTWOORD", raising=False)

    def command(*words: object) -> tuple[int, str, str]:
        code = _run(["nieuw", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register: one list of cases, some of which are late."""
    rows = [listed(), listed("ET-2021-002", Overlegdatum=None), listed("003", Triagedatum=None)]
    return saved(tmp_path / "register.xlsx", minimal(*rows))


def saved(path: Path, sheets: Mapping[str, Any]) -> Path:
    path.write_bytes(registers.workbook(sheets))
    return path


def found(path: Path) -> list[tuple[str, str, str, str]]:
    report = check(read_register(path), on=ON)
    return [(f.code, f.sheet, f.cell, f.message) for f in report.findings]


def sentence(text: str) -> str:
    """The one line on standard error."""
    (line,) = text.strip().splitlines()
    return line


def test_it_gives_the_template(run: Run, tmp_path: Path) -> None:
    """The very bytes that are shipped; the answer tells where, and what next."""
    path = tmp_path / "mijn register.xlsx"
    code, out, err = run(path)

    assert (0, "") == (code, err)
    assert template("register.xlsx") == path.read_bytes()
    assert [path.name] == [each.name for each in tmp_path.iterdir()]
    assert str(path) in out
    assert "Toelichting" in out
    assert "expertteam-xl controleer" in out


@pytest.mark.parametrize("typed", ["register", "register.xlsx", "REGISTER.XLSX"])
def test_an_extension_that_is_left_out_is_added(run: Run, tmp_path: Path, typed: str) -> None:
    """Capitals are as good."""
    code, *_ = run(tmp_path / typed)
    (made,) = tmp_path.iterdir()

    assert (0, ".xlsx") == (code, made.suffix.lower())


@pytest.mark.parametrize("typed", ["register.xls", "register.ods", "register.docx", "reg.v2"])
def test_another_extension_is_a_wrong_word(run: Run, tmp_path: Path, typed: str) -> None:
    """Nothing is made, and a name that would do is proposed."""
    code, _, err = run(tmp_path / typed)

    assert 2 == code
    assert f"'{Path(typed).stem}.xlsx'" in sentence(err)
    assert [] == list(tmp_path.iterdir())


def test_the_folder_is_made(run: Run, tmp_path: Path) -> None:
    """With the folders above it."""
    path = tmp_path / "team" / "2026" / "register.xlsx"

    assert 0 == run(path)[0]
    assert path.is_file()


def test_a_file_that_is_there_is_kept(run: Run, tmp_path: Path) -> None:
    """Unless the user says that it may go."""
    path = tmp_path / "register.xlsx"
    path.write_text("van iemand", encoding="utf-8")
    code, _, err = run(path)

    assert 1 == code
    assert "bestaat al" in sentence(err)
    assert "van iemand" == path.read_text(encoding="utf-8")
    assert 0 == run(path, "--overschrijf")[0]
    assert template("register.xlsx") == path.read_bytes()


@pytest.mark.parametrize("words", [(), ("--overschrijf",)])
@pytest.mark.parametrize("name", ["map.xlsx", "map"])
def test_a_folder_is_no_file(run: Run, tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    """A folder of that name is named as what it is."""
    path = tmp_path / name
    path.mkdir()
    code, _, err = run(path, *words)

    assert 1 == code
    assert "is een map" in sentence(err)


def test_a_folder_that_can_not_be_made(run: Run, tmp_path: Path) -> None:
    """A file stands in its way: one sentence."""
    (tmp_path / "team").write_text("", encoding="utf-8")
    code, _, err = run(tmp_path / "team" / "register.xlsx")

    assert 1 == code
    assert "kan niet geschreven worden" in sentence(err)


def test_without_a_name_it_asks_for_one(run: Run) -> None:
    """The words are off."""
    code, _, err = run()

    assert 2 == code
    assert "BESTAND" in err


def test_added_sheets_leave_the_register_as_it_was(
    run: Run, register: Path, tmp_path: Path
) -> None:
    """Every part of it is in the copy byte for byte, and the copy has all sheets."""
    before = register.read_bytes()
    target = tmp_path / "volledig.xlsx"
    code, out, _ = run(target, "--bij", register)
    old, new = compare.parts(before), compare.parts(target.read_bytes())
    changed = {name for name in old if old[name] != new.get(name)}

    assert 0 == code
    assert before == register.read_bytes()
    assert all(any(p.match(name) for p in compare.EXEMPT.values()) for name in changed)
    assert "Overleggen" in out
    assert set(read_register(target).tables) == set(tables())


@pytest.mark.parametrize(
    "sheets",
    [
        minimal(listed(), listed("ET-2021-002", Overlegdatum=None)),
        minimal(listed(), listed(Aanmelddatum=date(2021, 3, 1), Overlegdatum=date(2021, 3, 30))),
        minimal(*YEARS["2020"], listed()) | {"Plaatsingen": [stay()]},
        YEARS,
        full([case(), case("ET-2021-002", Triagedatum=None)], [session()], [talk()], [advice()]),
        full([case()], [session()], [talk(), talk("ET-9")], [advice()]) | {"Deelnames": [TIMES]},
        minimal(listed()) | {"Urenregistratie": [TIMES]},
        full([case() | {"Besluit verzonden op": date(2021, 2, 13)}], [session()], [talk()], None),
        full([listed()], [session()], [talk()], [advice()]),
        minimal(listed()) | {"Overleggen": [session(Status="gepland")]},
    ],
    ids=[
        "klein",
        "terugkeer",
        "plaatsing",
        "jaren",
        "vol",
        "uren",
        "kleine uren",
        "besluit",
        "dubbel",
        "agenda",
    ],
)
def test_added_sheets_change_no_finding(
    run: Run, tmp_path: Path, sheets: Mapping[str, Any]
) -> None:
    """As long as they are empty: no rule finds more, less or something else."""
    path = saved(tmp_path / "register.xlsx", sheets)
    target = tmp_path / "volledig.xlsx"

    assert 0 == run(target, "--bij", path)[0]
    assert found(path) == found(target)
    assert () == read_register(target).notices


def test_a_sheet_that_would_take_the_lead_stays_away(run: Run, tmp_path: Path) -> None:
    """Advices on Casussen beside sessions of their own: an empty Adviezen would deny them."""
    rows = [case() | {"Besluit verzonden op": date(2021, 2, 12)}]
    path = saved(tmp_path / "register.xlsx", full(rows, [session()], [talk()], None))
    _, out, _ = run(tmp_path / "volledig.xlsx", "--bij", path)

    assert "Adviezen komt er niet bij" in " ".join(out.split())
    assert "Adviezen" not in openpyxl.load_workbook(tmp_path / "volledig.xlsx").sheetnames


def test_drop_downs_point_at_the_list_of_the_user(run: Run, tmp_path: Path) -> None:
    """Under a title, in the user's own column and sheet."""
    sheets = {"Onze lijst": registers.Sheet([listed()], title_rows=3)}
    path = saved(tmp_path / "register.xlsx", sheets)
    run(tmp_path / "volledig.xlsx", "--bij", path)
    names = openpyxl.load_workbook(tmp_path / "volledig.xlsx").defined_names

    assert names["Casussen_Casusnummer"].attr_text.startswith("'Onze lijst'!$A$5:INDEX(")


def test_year_sheets_get_no_drop_down(run: Run, tmp_path: Path) -> None:
    """Several lists of cases can't stand behind one drop-down; the colours that need them go too."""
    path = saved(tmp_path / "register.xlsx", YEARS)
    run(tmp_path / "volledig.xlsx", "--bij", path)
    book = openpyxl.load_workbook(tmp_path / "volledig.xlsx")
    formulas = [v.formula1 for v in book["Plaatsingen"].data_validations.dataValidation]

    assert "Casussen_Casusnummer" not in book.defined_names
    assert not [formula for formula in formulas if formula and "Casussen" in formula]
    assert {"D2:D5001"} == {str(area.sqref) for area in book["Plaatsingen"].conditional_formatting}


def test_a_name_that_is_taken_gets_a_number(run: Run, tmp_path: Path) -> None:
    """A sheet of that name that is no list of ours is the user's."""
    sheets = {**minimal(listed()), "Overleggen": [{"Notitie": "vrije tekst"}]}
    path = saved(tmp_path / "register.xlsx", sheets)
    run(tmp_path / "volledig.xlsx", "--bij", path)
    book = openpyxl.load_workbook(tmp_path / "volledig.xlsx")

    assert "vrije tekst" == book["Overleggen"]["A2"].value
    assert "Overlegnummer" == book["Overleggen (2)"]["A1"].value
    formula = book.defined_names["Overleggen_Status"].attr_text
    assert formula.startswith("'Overleggen (2)'!")


def test_a_register_that_has_all_gets_no_copy(run: Run, tmp_path: Path) -> None:
    """A copy of children's data for nothing."""
    path = tmp_path / "register.xlsx"
    run(path)
    code, _, err = run(tmp_path / "volledig.xlsx", "--bij", path)

    assert 1 == code
    assert "heeft alle bladen al" in sentence(err)
    assert [path] == list(tmp_path.iterdir())


def test_pages_that_are_there_are_used(run: Run, tmp_path: Path) -> None:
    """A register of ours from which a list was thrown away gets that list alone."""
    whole = openpyxl.load_workbook(BytesIO(template("register.xlsx")))
    del whole["Doelen"]
    path = tmp_path / "register.xlsx"
    whole.save(path)
    code, *_ = run(tmp_path / "volledig.xlsx", "--bij", path)
    book = openpyxl.load_workbook(tmp_path / "volledig.xlsx")

    assert 0 == code
    assert {*whole.sheetnames, "Doelen"} == set(book.sheetnames)
    assert [] == found(tmp_path / "volledig.xlsx")


@pytest.mark.parametrize("bij", ["register.xlsm", "register.xltx"])
def test_the_extension_must_be_that_of_the_register(run: Run, tmp_path: Path, bij: str) -> None:
    """Excel refuses a file whose extension is not what it holds."""
    path = saved(tmp_path / bij, minimal(listed()))
    code, _, err = run(tmp_path / "volledig.xlsx", "--bij", path)

    assert 2 == code
    assert f"'volledig{path.suffix}'" in sentence(err)


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_nothing_can_be_added_to_other_formats(
    run: Run, register: Path, tmp_path: Path, suffix: str, soffice: Callable[[Path, str], Path]
) -> None:
    """One sentence that says what to do, and no file."""
    path = soffice(register, suffix[1:])
    code, _, err = run(tmp_path / "volledig", "--bij", path)

    assert 1 == code
    assert "bewaar het in Excel als .xlsx" in sentence(err)
    assert not list(tmp_path.glob("volledig*"))


def test_the_register_itself_is_never_written_over(run: Run, register: Path) -> None:
    """Also when the user says that a file may go."""
    before = register.read_bytes()
    code, _, err = run(register, "--bij", register, "--overschrijf")

    assert 1 == code
    assert "het register zelf" in sentence(err)
    assert before == register.read_bytes()


def test_a_register_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """The words are off."""
    code, _, err = run(tmp_path / "volledig.xlsx", "--bij", tmp_path / "weg.xlsx")

    assert 2 == code
    assert "bestaat niet" in sentence(err)


def test_a_workbook_without_lists_can_not_be_used(run: Run, tmp_path: Path) -> None:
    """Nothing of ours is recognised in it."""
    path = saved(tmp_path / "boodschappen.xlsx", {"Blad1": [{"Artikel": "appels"}]})
    code, _, err = run(tmp_path / "volledig.xlsx", "--bij", path)

    assert 1 == code
    assert "geen lijst" in sentence(err)


def test_the_copy_of_a_protected_register_has_its_password(
    run: Run, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain bytes never touch the disk."""
    from expertteam_xl.protection.locking import lock

    locked.few_rounds(monkeypatch)
    path = tmp_path / "beveiligd.xlsx"
    path.write_bytes(lock(register.read_bytes(), locked.PASSWORD))
    monkeypatch.setenv("EXPERTTEAM_XL_WACHTWOORD", locked.PASSWORD)
    target = tmp_path / "volledig.xlsx"

    assert 0 == run(target, "--bij", path)[0]
    assert not target.read_bytes().startswith(b"PK")
    assert set(tables()) == set(read_register(target, password=locked.PASSWORD).tables)


def test_the_copy_is_a_sound_workbook(
    run: Run, register: Path, tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """The Open XML SDK finds nothing that it did not find before."""
    target = tmp_path / "volledig.xlsx"
    run(target, "--bij", register)

    assert ooxml_validate(register) == ooxml_validate(target)


def test_the_answer_names_what_was_added(run: Run, register: Path, tmp_path: Path) -> None:
    """All the sheets, in the order of their tabs."""
    _, out, _ = run(tmp_path / "volledig.xlsx", "--bij", register)
    told = re.search(r"met erbij: (.*?)\. De rest", " ".join(out.split()))
    wanted = ["Toelichting", *(t for t in tables() if t != "Casussen"), *list(SUPPORT_SHEETS)[1:]]

    assert told
    assert wanted == re.split(", | en ", told[1])
