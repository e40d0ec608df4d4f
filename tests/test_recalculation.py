"""Stored values of formulas against LibreOffice, told to calculate everything anew."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
><item oor:path="/org.openoffice.Office.Calc/Formula/Load"
><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def wrong_values(workbook: Path, folder: Path) -> list[str]:
    """Cells whose stored value is another than the calculated one."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed; .ci/run installs it")
    (folder / "profiel" / "user").mkdir(parents=True)
    (folder / "profiel" / "user" / "registrymodifications.xcu").write_text(_ALWAYS)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    words = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", folder / "uit"]
    subprocess.run([*words, workbook], check=True, capture_output=True, timeout=120)
    formulas = openpyxl.load_workbook(workbook)
    stored = openpyxl.load_workbook(workbook, data_only=True)
    anew = openpyxl.load_workbook(folder / "uit" / workbook.name, data_only=True)
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and stored[sheet.title][cell.coordinate].value != anew[sheet.title][cell.coordinate].value
    ]


def test_the_example_stores_what_its_formulas_give(repo: Path, tmp_path: Path) -> None:
    """Who opens the example without calculating sees the right figures."""
    assert [] == wrong_values(repo / "workbooks" / "voorbeeldregister.xlsx", tmp_path)


def test_a_planted_wrong_value_is_seen(repo: Path, tmp_path: Path) -> None:
    """The comparison itself can fail: one stored value is changed, and found."""
    planted = tmp_path / "geplant.xlsx"
    wrong = re.compile(rb"(<f>COUNTA\([^<]*</f><v>)10(</v>)")
    with (
        zipfile.ZipFile(repo / "workbooks" / "voorbeeldregister.xlsx") as source,
        zipfile.ZipFile(planted, "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, wrong.sub(rb"\g<1>999\g<2>", source.read(name)))

    assert ["Aanmeldingen 2020!B17"] == wrong_values(planted, tmp_path)
