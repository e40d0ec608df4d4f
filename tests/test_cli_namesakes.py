"""Two registers of one name, ``register.ods`` and ``register.xlsx``: their results keep apart."""

from __future__ import annotations

from pathlib import Path

import oldbooks
import openpyxl
import pytest
import small_register
from oldbooks import cell, line
from small_register import HEADERS, LATE
from terminals import Run, runner

from expertteam_xl.files import namesakes

NAME = "register-gecontroleerd-2021-04-01"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return runner(capsys, monkeypatch)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return small_register.save(tmp_path / "register.xlsx", [LATE])


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another register of that name, in which a werkstroom is missing."""
    values = ("ET-2020-009", "2021-02-01", "Bussum", "consulent USD", "", "2021-02-03")
    row = [cell("date", v) if v[:2] == "20" else cell("string", "", v) for v in values]
    head = [cell("string", "", header) for header in (*HEADERS[:6], "Status")]
    rows = line(*head) + line(*row, cell("string", "", "besproken"))
    path = tmp_path / "register.ods"
    path.write_bytes(oldbooks.ods(oldbooks.table(rows, "Aanmeldingen")))
    return path


def check(run: Run, path: Path, *words: str) -> str:
    code, out, err = run("controleer", path, "--peildatum", "2021-04-01", *words)
    assert code in (0, 3), err
    return " ".join((out + err).split())


def about(path: Path) -> str:
    """The casus that the result is about."""
    sheet = openpyxl.load_workbook(path)["Bevindingen"]
    texts = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value]
    return next(text for text in texts if text.startswith("ET-"))


def test_the_result_of_the_other_is_no_previous_run(run: Run, register: Path, other: Path) -> None:
    """Its findings are neither open nor solved here; it is said why."""
    check(run, other)
    told = check(run, register)

    assert f"{NAME}.xlsx is een controle van register.ods, dat hier ook staat; wat daarin" in told
    assert "opgelost" not in told
    assert ["register-gecontroleerd-2021-04-01-2.xlsx", f"{NAME}.xlsx"] == sorted(
        path.name for path in register.parent.glob("*gecontroleerd*")
    )


def test_the_result_of_the_other_is_not_overwritten(run: Run, register: Path, other: Path) -> None:
    """--overschrijf is about a result of this register; its own is replaced."""
    check(run, other)
    for _ in range(2):
        check(run, register, "--overschrijf")
    first, second = (register.with_name(f"{NAME}{ending}.xlsx") for ending in ("", "-2"))

    assert ("ET-2020-009", "ET-2021-002") == (about(first), about(second))
    assert 2 == len(list(register.parent.glob("*gecontroleerd*")))


def test_a_register_that_was_saved_as_xlsx_remembers(run: Run, register: Path, other: Path) -> None:
    """Once the old one is gone, its result is that of this register under its old extension."""
    check(run, other)
    other.unlink()
    told = check(run, register)

    assert "is een controle van" not in told
    assert "opgelost" in told


def test_namesakes_differ_in_their_extension_alone(tmp_path: Path) -> None:
    """No text file, no result, no other name."""
    names = ("a.xlsx", "a.xls", "a.ODS", "a.txt", "a-2.xls", "a-gecontroleerd-2021-04-01.xlsm")
    for name in names:
        (tmp_path / name).touch()

    assert ["a.ODS", "a.xls"] == [path.name for path in namesakes(tmp_path / "a.xlsx")]
    assert [] == namesakes(tmp_path / "geen map" / "a.xlsx")
