"""The package layer: styles, titles, texts, and what can't be read or written."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import compare
import handmade
import openpyxl
import pytest
from edits import (
    APP,
    BOOK,
    LOOK,
    RELS,
    STYLES,
    TYPES,
    new_sheet,
    replaced,
    saved,
    simple,
    with_sheet,
)
from lxml import etree

from expertteam_xl.errors import RegisterError
from expertteam_xl.package.areas import join_cells, quoted, unquoted
from expertteam_xl.package.blank import blank_package
from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print, escaped, unescaped
from expertteam_xl.package.styles import CellStyle


def app(titles: str, count: int) -> dict[str, str | bytes]:
    """A workbook whose properties list these titles."""
    vt = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    found = simple()
    found["_rels/.rels"] = handmade.relations(
        ("rId1", "officeDocument", "xl/workbook.xml"), ("rId2", "extended-properties", APP)
    )
    found[APP] = (
        f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="{vt}">'
        '<HeadingPairs><vt:vector size="4" baseType="variant"><vt:variant><vt:lpstr>Werkbladen</vt:lpstr></vt:variant>'
        f"<vt:variant><vt:i4>{count}</vt:i4></vt:variant><vt:variant><vt:lpstr>Benoemde bereiken</vt:lpstr></vt:variant>"
        f'<vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="2" baseType="lpstr">'
        f"{titles}</vt:vector></TitlesOfParts></Properties>"
    )
    return found


def test_list_of_tabs_is_kept_right() -> None:
    """The document properties name the new tab behind the others, and forget it when it goes."""
    before = app("<vt:lpstr>Lijst</vt:lpstr><vt:lpstr>Nieuw!Afdrukbereik</vt:lpstr>", 1)
    package = Package(handmade.pack(before))
    package.add_sheet(new_sheet())
    added = compare.parts(saved(package))[APP].decode()
    package.remove_sheet("Nieuw")
    gone = compare.parts(saved(package))[APP].decode()

    assert "<vt:lpstr>Lijst</vt:lpstr><vt:lpstr>Nieuw</vt:lpstr><vt:lpstr>Nieuw!" in added
    assert "<vt:i4>2</vt:i4>" in added
    assert 'size="3"' in added
    assert "Nieuw" not in gone
    assert 'size="1"' in gone


@pytest.mark.parametrize(
    ("titles", "count"),
    [("<vt:lpstr>Anders</vt:lpstr><vt:lpstr>n</vt:lpstr>", 1), ("<vt:lpstr>Lijst</vt:lpstr>", 1)],
)
def test_list_of_tabs_that_does_not_fit_is_left_alone(titles: str, count: int) -> None:
    """A list that names other tabs, or fewer than it counts, stays byte for byte."""
    before = app(titles, count)

    assert str(before[APP]).encode() == with_sheet(before)[APP]


@pytest.mark.parametrize("styles", ["", '<cellXfs><xf numFmtId="0"/></cellXfs>', "<extLst/>"])
def test_styles_with_gaps(styles: str) -> None:
    """A styles part without fonts, formats or dxfs gets them at their places; index 0 stays plain."""
    found = simple()
    found[STYLES] = f"<styleSheet {handmade.MAIN}>{styles}</styleSheet>"
    package = Package(handmade.pack(found))
    cell = package.styles.add_cell_style(CellStyle(bold=True, fill="EEEEEE", number_format="0.0"))
    light = package.styles.add_highlight(LOOK)
    root = etree.fromstring(compare.parts(saved(package))[STYLES])
    order = [etree.QName(e).localname for e in root]
    wanted = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs", "extLst"]

    assert (1, 0) == (cell, light)
    assert [name for name in wanted if name in order] == order


def test_missing_styles_part_is_made() -> None:
    """A workbook without styles gets a part that readers find."""
    found = simple()
    del found[STYLES]
    found[RELS] = handmade.relations(("rId1", "worksheet", "worksheets/sheet1.xml"))
    package = Package(handmade.pack(found))
    package.styles.add_cell_style(CellStyle(bold=True))
    after = compare.parts(saved(package))

    assert b"styles+xml" in after[TYPES]
    assert 2 == len(openpyxl.load_workbook(io.BytesIO(handmade.pack(after)))._fonts)


def test_equal_styles_are_used_again() -> None:
    """Asking twice, also in a later run, adds nothing to the styles."""
    package = Package(handmade.pack(simple()))
    first = package.styles.add_cell_style(CellStyle(bold=True)), package.styles.add_highlight(LOOK)
    data = saved(package)
    again = Package(data)
    second = again.styles.add_cell_style(CellStyle(bold=True)), again.styles.add_highlight(LOOK)

    assert first == second
    assert set() == compare.changed_parts(data, saved(again))


def test_names_are_free_without_regard_to_case() -> None:
    """A name that a tab has in another case is taken, and so is its first stand-in."""
    found = replaced(BOOK, 'name="Lijst"', 'name="BEVINDINGEN"')
    package = Package(handmade.pack(found))
    package.add_sheet(new_sheet("Bevindingen (2)"))

    assert "Bevindingen (3)" == package.free_name("Bevindingen")


def test_cells_join_into_areas() -> None:
    """Adjacent cells become rectangles that hold exactly these cells; what lies off a sheet goes."""
    cells = {(2, 2), (3, 2), (2, 3), (3, 3), (5, 3), (9, 28), (0, 1), (1, 16385)}

    assert ["B2:C3", "C5", "AB9"] == join_cells(cells)
    assert [] == join_cells([])


@pytest.mark.parametrize("name", ["Gewoon", "O'Brien's blad", "Bevindingen (2)", "a!b"])
def test_names_in_formulas(name: str) -> None:
    """A sheet's name survives quoting."""
    assert name == unquoted(quoted(name))


@pytest.mark.parametrize(
    "text", ["=1+1", "a\x07b", "_x0041_", "<&>\"'", " x ", "regel\nregel", "€ é 🙂"]
)
def test_texts_stay_texts(text: str) -> None:
    """Whatever a text holds comes back from a sheet as it was, and never as a formula."""
    package = blank_package("t")
    package.add_sheet(
        NewSheet("Blad", [10], [NewRow([NewCell(text)])], Print("A1:A1"), selected=True)
    )
    data = saved(package)

    assert [(1, {1: text})] == Package(data).rows("Blad")
    assert "s" == openpyxl.load_workbook(io.BytesIO(data)).active["A1"].data_type
    assert text == unescaped(etree.fromstring(f"<t>{escaped(text)}</t>").text)


def test_half_characters_are_replaced() -> None:
    """Half of a surrogate pair can't be stored; it becomes the replacement character."""
    assert "a\ufffd" == escaped("a\ud83d")


@pytest.mark.parametrize(
    "part",
    [BOOK, TYPES, RELS, STYLES, "_rels/.rels"],
    ids=["book", "types", "rels", "styles", "root"],
)
@pytest.mark.parametrize("content", [b"<a", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', b""])
def test_damaged_part_is_one_sentence(part: str, content: bytes) -> None:
    """A part that can't be parsed, or has a document type, gives one plain sentence."""
    found = simple()
    found[part] = content
    with pytest.raises(RegisterError, match=r"^[A-Z].*\.$"):
        Package(handmade.pack(found)).styles.add_highlight(LOOK)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        handmade.pack({}),
        handmade.pack(simple())[:-30],
        handmade.pack({TYPES: "<Types/>"}),
    ],
    ids=["empty", "xls", "no parts", "cut off", "no workbook"],
)
def test_no_workbook_is_one_sentence(data: bytes) -> None:
    """What is no workbook at all gives one plain sentence."""
    with pytest.raises(RegisterError, match=r"^[A-Z].*\.$"):
        Package(data)


def test_password_of_a_zip_is_one_sentence() -> None:
    """A zip whose parts have a password can't be read."""
    data = bytearray(handmade.pack(simple()))
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1
    with pytest.raises(RegisterError, match="wachtwoord"):
        Package(bytes(data))


def test_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full halfway, the file that was there stays and nothing else is left."""
    target = tmp_path / "uit.xlsx"
    target.write_bytes(b"eerder")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("expertteam_xl.package.book.os.fsync", full)
    with pytest.raises(RegisterError, match="schijf is vol"):
        Package(handmade.pack(simple())).save(target)

    assert [target] == list(tmp_path.iterdir())
    assert b"eerder" == target.read_bytes()


def test_damage_found_while_writing_leaves_nothing(tmp_path: Path) -> None:
    """A part whose packed bytes can't be found is told when writing, and leaves no file."""
    data = bytearray(handmade.pack(simple()))
    place = data.index(b"PK\x03\x04", data.index(b"xl/worksheets/sheet1.xml") - 40)
    data[place] = 0
    with pytest.raises(RegisterError, match="beschadigd"):
        Package(bytes(data)).save(tmp_path / "uit.xlsx")

    assert [] == list(tmp_path.iterdir())
