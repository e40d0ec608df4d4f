"""Registers that LibreOffice saved in another format: the same findings, to the cell."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from registers import (
    ON,
    Formula,
    Sheet,
    Sheets,
    advice,
    case,
    full,
    listed,
    session,
    stay,
    talk,
    workbook,
)
from tools import SHARED, convert

from expertteam_xl import Report, check, read_register

NOT_COMPARED = ("R08", "R10")
OTHERS = ("klein-rommelig", "vol-met-alles-erin")
LATE = date(2021, 3, 31)
REGISTERS: dict[str, Sheets] = {
    "small": {
        "Aanmeldingen": Sheet(
            [
                listed(),
                listed("ET-2021-002", Triagedatum=date(2021, 2, 26)),
                listed("ET-2021-003", Overlegdatum=LATE),
                listed("ET-2021-003", Werkstroom=None),
                listed("ET-2021-004", Triagedatum=None, Overlegdatum="volgt"),
                listed("ET-2021-005", Triagedatum=Formula("=NA()", "#N/A")),
                listed("ET-2021-006", Aanmelddatum=Formula("=DATE(2021,2,1)", 44228)),
                {"Casusnummer": "Totaal", "Werkstroom": Formula("=COUNTA(E4:E10)", 6)},
            ],
            title_rows=2,
            hidden_rows=[6],
        )
    },
    "full": full(
        [case(), case("ET-2021-002", Triagedatum=LATE), case("ET-2021-003")],
        [session(), session("OV-2", Overlegdatum=LATE, Werkstroom=None)],
        [talk(), talk("ET-2021-002", "OV-2"), talk("ET-2021-009", "OV-2")],
        [advice(), advice("AD-2", "ET-2021-002", "OV-2") | {"Besluit verzonden op": None}],
        Plaatsingen=[stay(), stay("ET-2021-002", Uitstroomdatum=LATE, Vol="ja")],
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every register as .xlsx; LibreOffice keeps its profile here too."""
    folder = tmp_path_factory.mktemp("omgezet")
    for name, sheets in REGISTERS.items():
        (folder / f"{name}.xlsx").write_bytes(workbook(sheets))
    for name in OTHERS if SHARED.is_dir() else ():
        shutil.copyfile(SHARED / "registers" / f"{name}.xlsx", folder / f"{name}.xlsx")
    return folder


def saved_as(extension: str, name: str, folder: Path) -> Path:
    """A register of the folder as LibreOffice saves it; once."""
    path = folder / f"{name}.{extension}"
    return path if path.is_file() else convert(folder / f"{name}.xlsx", extension, folder)


def found(report: Report) -> list[tuple[str, ...]]:
    """The findings that every format must give."""
    return sorted(
        (f.code, f.sheet, f.cell, f.severity.value, f.message, str(f.deadline), str(f.days))
        for f in report.findings
        if f.code not in NOT_COMPARED
    )


@pytest.mark.parametrize("extension", ["xls", "ods"])
@pytest.mark.parametrize("name", REGISTERS)
def test_the_same_findings_to_the_cell(folder: Path, name: str, extension: str) -> None:
    """A register that was saved in another format says the same."""
    expected = check(read_register(folder / f"{name}.xlsx"), on=ON)
    report = check(read_register(saved_as(extension, name, folder)), on=ON)

    assert found(expected)
    assert found(expected) == found(report)
    assert {"R08", "R10"} >= {
        one.code
        for one, other in zip(expected.outcomes, report.outcomes, strict=True)
        if one.status != other.status
    }


def test_errors_and_hidden_rows_of_an_ods(folder: Path) -> None:
    """In an .ods both can be told, so R08 and R10 find what they find in an .xlsx."""
    paths = folder / "small.xlsx", saved_as("ods", "small", folder)
    reports = [check(read_register(path), on=ON) for path in paths]
    cells = [
        sorted((f.code, f.cell) for f in report.findings if f.code in NOT_COMPARED)
        for report in reports
    ]

    assert [("R08", "F9"), ("R10", "A6")] == cells[0] == cells[1]


@pytest.mark.parametrize("extension", ["xls", "ods"])
@pytest.mark.parametrize("name", OTHERS)
def test_registers_that_others_made(folder: Path, name: str, extension: str) -> None:
    """With charts, notes and hidden sheets: converted they say the same."""
    if not SHARED.is_dir():
        pytest.skip("no folder 'shared' beside the checkout")
    other = saved_as(extension, name, folder)

    assert found(check(read_register(folder / f"{name}.xlsx"), on=ON)) == found(
        check(read_register(other), on=ON)
    )


def test_an_export_of_libreoffice(folder: Path) -> None:
    """An .xlsx that LibreOffice made of an .ods is read like one of Excel."""
    path = convert(saved_as("ods", "full", folder), "xlsx", folder / "terug")

    assert found(check(read_register(folder / "full.xlsx"), on=ON)) == found(
        check(read_register(path), on=ON)
    )
