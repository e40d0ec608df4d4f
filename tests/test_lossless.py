"""Workbooks that others made in Excel lose nothing when they are marked."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import compare
import pytest
import python_calamine
import tools
from reports import finding, previous, report, written

from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print

WORKBOOKS = sorted(
    path
    for folder in ("corpus", "registers")
    for path in (tools.SHARED / folder).glob("*.xls[xm]")
    if tools.SHARED.is_dir()
)
SAMPLE = ("02-", "12-", "46-", "56-", "70-", "vol-met")
"""A few for a developer's machine: the validator takes two seconds a file; CI does them all."""

each = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
pytestmark = pytest.mark.skipif(not WORKBOOKS, reason="no folder 'shared' beside the checkout")


@cache
def as_register(path: Path) -> bytes:
    """The workbook with a sheet Aanmeldingen, added without loss."""
    package = Package(path.read_bytes())
    if "Aanmeldingen" not in package.tabs:
        rows = [NewRow([NewCell("Nr"), NewCell("Datum aanmelding")]), NewRow([NewCell("ET-1")])]
        package.add_sheet(NewSheet("Aanmeldingen", [12, 18], rows, Print("A1:B2")))
    stream = io.BytesIO()
    package.save(stream)
    return stream.getvalue()


@cache
def marked(path: Path) -> bytes:
    """The register with findings on every worksheet."""
    return marked_again(as_register(path))


def marked_again(data: bytes) -> bytes:
    """A workbook with findings on every worksheet but Bevindingen."""
    sheets = [name for name in Package(data).worksheets if name != "Bevindingen"]
    findings = [finding(n, sheet) for sheet in sheets for n in range(12)]
    return written(report(data, findings, name="register.xlsx"))


@each
def test_nothing_is_lost(path: Path) -> None:
    """Only what contract.md names changes, and in that only what is ours is new."""
    assert [] == compare.differences(path.read_bytes(), as_register(path))
    assert [] == compare.differences(as_register(path), marked(path))


@each
def test_second_run_replaces_the_marks(path: Path) -> None:
    """Marking the result anew gives the same workbook, byte for byte."""
    assert marked(path) == marked_again(marked(path))


@each
def test_sheet_is_last_and_the_active_tab_stays(path: Path) -> None:
    """Bevindingen comes last; what window was open on which tab is as it was."""
    before, after = Package(path.read_bytes()), Package(marked(path))
    added = () if "Aanmeldingen" in before.tabs else ("Aanmeldingen",)
    views = [compare.views_in(data) for data in (path.read_bytes(), marked(path))]

    assert (*before.tabs, *added, "Bevindingen") == after.tabs
    assert views[0] == views[1]


@each
def test_other_readers_read_it(path: Path) -> None:
    """Calamine sees the same values as before on every sheet, or refuses both; so do we."""
    before, after = values_of(path.read_bytes()), values_of(marked(path))

    assert before == {name: after[name] for name in before}
    assert previous(marked(path))


def values_of(data: bytes) -> dict[str, object]:
    """The values of every sheet; for one that calamine refuses, why."""
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.CalamineError as error:
        return {"": str(error)}
    return {name: sheet_values(book, name) for name in book.sheet_names}


def sheet_values(book: python_calamine.CalamineWorkbook, name: str) -> object:
    """The values of a sheet, or why calamine refuses it."""
    try:
        return book.get_sheet_by_name(name).to_python()
    except (python_calamine.CalamineError, ValueError) as error:
        return str(error)


def test_validator_finds_nothing_new(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """The Open XML SDK finds no error that the workbook did not have; CI tries every workbook."""
    everything = os.environ.get("CI") == "true"
    paths = [p for p in WORKBOOKS if everything or p.name.startswith(SAMPLE)]

    def new_errors(path: Path) -> list[str]:
        target = tmp_path / path.name
        target.write_bytes(marked(path))
        found = ooxml_validate(target)
        return sorted(set(found) - set(ooxml_validate(path))) if found else []

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip((p.name for p in paths), pool.map(new_errors, paths), strict=True))

    assert {} == {name: errors for name, errors in found.items() if errors}


def test_libreoffice_opens_each(tmp_path: Path) -> None:
    """LibreOffice opens every result; one start does them all."""
    program = tools._found("soffice", "LibreOffice")
    for path in WORKBOOKS:
        (tmp_path / path.name).write_bytes(marked(path))
    profile = (tmp_path / "profiel").as_uri()
    options = [
        "--headless",
        "--norestore",
        "--convert-to",
        "csv",
        "--outdir",
        str(tmp_path / "uit"),
    ]
    files = [str(tmp_path / path.name) for path in WORKBOOKS]
    command = [program, f"-env:UserInstallation={profile}", *options, *files]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    opened = {path.stem for path in (tmp_path / "uit").glob("*.csv")}

    assert {path.stem for path in WORKBOOKS} == opened
