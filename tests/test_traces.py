"""Texts of a workbook that are no cell, and parts that can't be read."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest
from registers import ON, Sheet, listed, minimal, outcome, workbook

from expertteam_xl import check, read_register
from expertteam_xl.clues import Clue
from expertteam_xl.register.loose import margin_texts

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_KIND = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
BSN = "111222333"


def with_parts(parts: Mapping[str, str]) -> bytes:
    """A small register with these parts added or replaced."""
    memory = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook(minimal(listed())))) as source,
        zipfile.ZipFile(memory, "w") as target,
    ):
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, text in parts.items():
            target.writestr(name, text)
    return memory.getvalue()


def rels(kind: str, part: str) -> dict[str, str]:
    """The relationships of the first sheet: one part of this kind."""
    text = (
        f'<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{kind}" Target="../{part}"/></Relationships>'
    )
    return {"xl/worksheets/_rels/sheet1.xml.rels": text}


def test_a_new_comment() -> None:
    """A threaded comment is told at its cell."""
    part = "threadedComments/threadedComment1.xml"
    text = (
        f'<ThreadedComments xmlns="{_THREADED}"><threadedComment ref="C2" id="{{1}}">'
        f"<text>BSN {BSN}</text></threadedComment></ThreadedComments>"
    )
    (trace,) = read_register(with_parts(rels(_KIND, part) | {f"xl/{part}": text})).traces.found

    assert (Clue.BSN, 2, 3) == (trace.clue, trace.row, trace.column)
    assert "de opmerking bij deze cel" == trace.where


@pytest.mark.parametrize("text", ["<comments", '<!DOCTYPE a [<!ENTITY b "c">]><comments/>', ""])
def test_a_damaged_part_is_passed_by_and_told(text: str) -> None:
    """The register is read all the same."""
    parts = rels(f"{_REL}/comments", "comments1.xml") | {"xl/comments1.xml": text}
    report = check(read_register(with_parts(parts)), on=ON)

    assert "niet te lezen: de opmerkingen op blad Aanmeldingen" == outcome(report, "P01").reason


def test_damaged_properties_are_passed_by_and_told() -> None:
    """The same for the properties of the document."""
    report = check(read_register(with_parts({"docProps/core.xml": "<x"})), on=ON)

    assert "niet te lezen: een deel van de documenteigenschappen" == outcome(report, "P01").reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&L&D&C&P&R&F", []),
        ('&L&"Arial,Bold"&12bel &K00FF00mij', ["bel mij"]),
        ("A&&B", ["A&B"]),
        ("", []),
    ],
)
def test_codes_of_a_margin_are_no_text(text: str, expected: list[str]) -> None:
    """Font, size, colour, page, date and file name."""
    found = ["".join(each.text.split("\n")) for each in margin_texts([text])]

    assert expected == found


def test_only_masked_values_are_kept() -> None:
    """The register itself holds no value of a sheet that is no list."""
    sheets = minimal(listed()) | {"Sleutel": Sheet([{"Een": BSN, "Twee": "x"}], hidden=True)}
    found = read_register(workbook(sheets)).traces

    assert BSN not in repr(found)
    assert ["Sleutel"] == [trace.sheet for trace in found.found]
