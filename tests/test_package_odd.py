"""The package layer: workbooks that are odd or partly damaged are edited all the same."""

from __future__ import annotations

import io
import zipfile

import compare
import handmade
import pytest
from edits import APP, BOOK, LOOK, RELS, STYLES, TYPES, new_sheet, replaced, saved, simple
from lxml import etree

from expertteam_xl.package.archive import Archive
from expertteam_xl.package.blank import blank_package
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.formats import Marking
from expertteam_xl.package.rows import Row, read_rows
from expertteam_xl.package.styles import CellStyle, StyleSheet

LARGEST = 2**31 - 1
MAIN_URI = handmade.MAIN.split('"')[1]


def rows_of(text: str) -> list[tuple[int, Row]]:
    """What a sheet with these rows says."""
    return Package(handmade.book(handmade.sheet(text))).rows("Lijst")


def formatted(*ids: str) -> StyleSheet:
    """Styles with number formats of these ids."""
    lines = "".join(f'<numFmt numFmtId="{i}" formatCode="0{"0" * n}"/>' for n, i in enumerate(ids))
    text = f"<styleSheet {handmade.MAIN}><!-- een --><numFmts>{lines}</numFmts></styleSheet>"
    return StyleSheet("styles.xml", text.encode())


def format_id(styles: StyleSheet, code: str = "dd") -> str | None:
    """The id that a number format gets."""
    styles.add_cell_style(CellStyle(number_format=code))
    found = etree.fromstring(styles.serialise())
    return next(e.get("numFmtId") for e in found.iter() if e.get("formatCode") == code)


def marked(worksheet: str | bytes) -> bytes:
    """The sheet's part with one cell marked."""
    package = Package(handmade.book(worksheet))
    package.replace_formats("ons", {"Lijst": [Marking(package.styles.add_highlight(LOOK), ["A1"])]})
    return compare.parts(saved(package))[handmade.SHEET]


def test_rows_with_a_bad_reference_are_passed_over() -> None:
    """A row or cell whose place can't be read is skipped; one without a place follows the last."""
    blank = "<c><v>7</v></c>"
    bad, good = '<c r="B?"><v>7</v></c>', '<c r="C3"><v>7</v></c>'
    text = (
        f'<row r="vier">{blank}</row><row r="{"9" * 5000}">{blank}</row>'
        f'<row r="3">{bad}{good}{blank}</row><row>{blank}</row>'
    )

    assert [(3, {3: 7.0, 4: 7.0}), (4, {1: 7.0})] == rows_of(text)


def test_odd_indexes_of_shared_texts_are_blank() -> None:
    """An index of thousands of digits, or one that is no number, leads to no text."""
    cells = "".join(f'<c t="s"><v>{v}</v></c>' for v in ("9" * 5000, "²", "-1", "x"))

    assert [] == rows_of(f'<row r="1">{cells}</row>')


def test_root_that_is_a_row_is_no_crash() -> None:
    """A sheet whose root is a row, with a comment before it, can be read."""
    found = simple() | {handmade.SHEET: '<!-- a --><row r="2"><c><v>1</v></c></row>'}

    assert [(2, {1: 1.0})] == Package(handmade.pack(found)).rows("Lijst")


def test_only_so_much_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that grows past the limit is an error, before it is whole in memory."""
    monkeypatch.setattr("expertteam_xl.package.rows._MOST", 1 << 20)
    archive = Archive(handmade.book(handmade.sheet(" " * (3 << 20))))

    with pytest.raises(PackageError, match="te groot"):
        read_rows(archive, handmade.SHEET, None)


def test_relations_and_types_without_a_namespace() -> None:
    """What is added to a list without a namespace has none either."""
    found = simple()
    for part in (RELS, TYPES):
        root = etree.fromstring(str(found[part]).encode())
        for element in root.iter():
            element.tag = etree.QName(element).localname
        etree.cleanup_namespaces(root)
        found[part] = etree.tostring(root)
    package = Package(handmade.pack(found))
    package.add_sheet(new_sheet())
    after = compare.parts(saved(package))

    assert b"xmlns" not in after[RELS] + after[TYPES]
    assert ("Lijst", "Nieuw") == tuple(Package(handmade.pack(after)).worksheets)


@pytest.mark.parametrize(
    ("ids", "wanted"),
    [
        ((), "164"),
        (("abc", "", "9" * 5000, "-3"), "164"),
        (("12", "170"), "171"),
        (("4294967295", "164"), "165"),
        ((str(LARGEST),), "164"),
        ((str(LARGEST - 1),), str(LARGEST)),
    ],
)
def test_new_number_formats_get_a_possible_number(ids: tuple[str, ...], wanted: str) -> None:
    """Unreadable numbers are passed over; behind the largest there is still one free."""
    assert wanted == format_id(formatted(*ids))


def test_known_number_format_is_used_again() -> None:
    """A format that is there keeps its number, also when another has a number too large."""
    assert "170" == format_id(formatted("170", "4294967295"), "0")


@pytest.mark.parametrize("size", ["NaN", "inf", "-inf", "-4", "0", "", "groot", "1e999"])
def test_impossible_font_size_counts_as_eleven(size: str) -> None:
    """Column widths are measured in a font of 11 points when the workbook's own is no size."""
    text = (
        f'<styleSheet {handmade.MAIN}><fonts><font><sz val="{size}"/></font></fonts></styleSheet>'
    )

    assert 11.0 == StyleSheet("styles.xml", text.encode()).default_size


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_prefix_of_other_letters_is_kept(encoding: str) -> None:
    """A sheet's prefix that is no ASCII comes back in the marks, in the sheet's own encoding."""
    text = handmade.sheet("", after="").replace("xmlns=", "xmlns:é=").replace("<", "<é:")
    text = text.replace("<é:/", "</é:")
    after = marked(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))

    added = [e for e in etree.fromstring(after).iter() if e.tag == f"{{{MAIN_URI}}}cfRule"]
    assert ["é"] == [e.prefix for e in added]


@pytest.mark.parametrize("priority", [str(LARGEST), "9999999999", "9" * 5000, "0", "-1"])
def test_priority_stays_possible(priority: str) -> None:
    """Behind a rule of the user with the last priority, ours is not beyond it."""
    rule = f'<cfRule type="expression" priority="{priority}"><formula>TRUE</formula></cfRule>'
    after = f'<conditionalFormatting sqref="A1">{rule}</conditionalFormatting>'
    found = etree.fromstring(marked(handmade.sheet("", after=after)))
    given = [e.get("priority") for e in found.iter() if e.tag == f"{{{MAIN_URI}}}cfRule"]

    assert priority == given[0]
    assert 1 <= int(str(given[1])) <= LARGEST


def test_title_of_a_new_workbook_is_valid_xml() -> None:
    """Control characters and halves of characters are left out of the document's title."""
    core = compare.parts(saved(blank_package("a\x07\ud800b\ufffe<&>.xls")))["docProps/core.xml"]

    assert ["ab<&>.xls"] == [e.text for e in etree.fromstring(core) if e.tag.endswith("title")]


def test_slash_before_the_names_of_parts() -> None:
    """Parts that are stored with a slash before their name are declared with one, not with two."""
    before = handmade.pack({f"/{name}": content for name, content in simple().items()})
    package = Package(before)
    package.add_sheet(new_sheet())
    once = saved(package)
    package = Package(once)
    package.remove_sheet("Nieuw")
    package.add_sheet(new_sheet())
    after = compare.parts(once)

    assert b'"//' not in after["/" + TYPES]
    assert once == saved(package)


@pytest.mark.parametrize("content", ["", "<Properties", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"])
def test_broken_properties_are_left_alone(content: str) -> None:
    """A list of tabs that can't be read stays as it is."""
    found = simple() | {APP: content}
    found["_rels/.rels"] = handmade.relations(
        ("rId1", "officeDocument", BOOK), ("rId2", "extended-properties", APP)
    )
    package = Package(handmade.pack(found))
    package.add_sheet(new_sheet())

    assert content.encode() == compare.parts(saved(package))[APP]


def test_part_that_is_packed_oddly_is_one_sentence() -> None:
    """A part that is packed as no workbook is gives a sentence, and is copied when not looked at."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in simple().items():
            kind = zipfile.ZIP_BZIP2 if name == STYLES else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, kind)
    package = Package(stream.getvalue())

    assert [] == compare.differences(stream.getvalue(), saved(package))
    with pytest.raises(PackageError, match="onbekende manier"):
        _ = package.styles


def test_odd_sheet_numbers_are_no_crash() -> None:
    """A tab with a number of thousands of digits does not stop a new one."""
    package = Package(handmade.pack(replaced(BOOK, 'sheetId="1"', f'sheetId="{"9" * 5000}"')))
    package.add_sheet(new_sheet())

    assert ("Lijst", "Nieuw") == package.tabs
