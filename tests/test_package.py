"""The package layer: sheets that come and go while everything else stays."""

from __future__ import annotations

import io
import zipfile

import compare
import handmade
import pytest
from edits import (
    BOOK,
    RELS,
    STRICT,
    new_sheet,
    replaced,
    saved,
    simple,
    with_sheet,
)
from lxml import etree

from expertteam_xl.package.book import Package


def test_untouched_parts_keep_bytes_order_and_date() -> None:
    """What is not edited comes out as it went in: content, place, date, and even how it is packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in simple().items():
            archive.writestr(zipfile.ZipInfo(name, (2019, 5, 17, 12, 30, 8)), content)
        archive.writestr(
            zipfile.ZipInfo("xl/média/plaatje één.png", (2001, 2, 3, 4, 5, 6)), b"\x89PNG"
        )
    package = Package(stream.getvalue())
    package.add_sheet(new_sheet())
    data = saved(package)

    assert [] == compare.differences(stream.getvalue(), data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        picture, book = archive.getinfo("xl/média/plaatje één.png"), archive.getinfo(BOOK)
    assert ((2001, 2, 3, 4, 5, 6), zipfile.ZIP_STORED) == (picture.date_time, picture.compress_type)
    assert (2019, 5, 17, 12, 30, 8) == book.date_time


def test_sizes_behind_a_part_are_read() -> None:
    """A zip that was written as a stream, with sizes behind the parts, is copied all the same."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in simple().items():
            archive.writestr(name, content)

    assert [] == compare.differences(stream.getvalue(), saved(Package(stream.getvalue())))


def test_new_sheet_is_last_and_not_selected() -> None:
    """The new tab comes last with the highest number plus one; the active tab stays."""
    found = replaced(
        BOOK, "<sheets>", '<bookViews><workbookView activeTab="0"/></bookViews><sheets>'
    )
    found[BOOK] = str(found[BOOK]).replace('sheetId="1"', 'sheetId="41" state="hidden"')
    after = with_sheet(found)

    assert ("Lijst", "Nieuw") == Package(handmade.pack(after)).tabs
    assert b'name="Nieuw" sheetId="42"' in after[BOOK]
    assert b'activeTab="0"' in after[BOOK]
    assert b"tabSelected" not in after["xl/worksheets/sheet2.xml"]


def test_part_name_is_free_in_any_case() -> None:
    """A part that differs in case only counts as taken."""
    found = simple() | {"xl/worksheets/SHEET2.XML": "<a/>", "xl/Worksheets/sheet3.xml": "<a/>"}

    assert "xl/worksheets/sheet4.xml" in with_sheet(found)


def test_relation_id_is_free() -> None:
    """The new relationship takes an id that no other has, in any case."""
    after = with_sheet(replaced(RELS, 'Id="rId3"', 'Id="RID4"'))
    ids = [e.get("Id").casefold() for e in etree.fromstring(after[RELS])]

    assert len(set(ids)) == len(ids) == 4


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (RELS, "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
        (RELS, "worksheets/sheet1.xml", "./worksheets/../worksheets/sheet1.xml"),
        ("_rels/.rels", "xl/workbook.xml", "/XL/Workbook.xml"),
        (RELS, "worksheets/sheet1.xml", "Worksheets\\Sheet1.xml"),
    ],
)
def test_targets_in_any_form(part: str, old: str, new: str) -> None:
    """Targets may be relative or absolute, and differ in case or slashes."""
    package = Package(handmade.pack(replaced(part, old, new)))

    assert {"Lijst": handmade.SHEET} == package.worksheets


def test_sheet_without_relation_is_no_worksheet() -> None:
    """A tab with an empty relationship id is passed over, and stays."""
    tab = '<sheet name="Leeg" sheetId="9" r:id=""/></sheets>'
    package = Package(handmade.pack(replaced(BOOK, "</sheets>", tab)))
    package.add_sheet(new_sheet())

    assert ("Lijst", "Leeg", "Nieuw") == package.tabs
    assert ["Lijst", "Nieuw"] == list(package.worksheets)


def test_strict_workbook_gets_a_strict_sheet() -> None:
    """In an ISO Strict workbook the new sheet and its relationship are strict too."""
    found = {}
    for name, content in simple().items():
        text = str(content)
        for old, new in STRICT.items():
            text = text.replace(old, new)
        found[name] = text
    after = with_sheet(found)

    assert b"purl.oclc.org/ooxml/spreadsheetml" in after["xl/worksheets/sheet2.xml"]
    assert b"schemas.openxmlformats.org/officeDocument" not in after[RELS]
    assert b"schemas.openxmlformats.org/officeDocument" not in after[BOOK]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_of_small_parts(encoding: str) -> None:
    """Parts with a byte order mark or in UTF-16 are read, and nothing in them is lost."""
    found = replaced(BOOK, 'name="Lijst"', 'name="Lijst é"')
    found[BOOK] = str(found[BOOK]).encode(encoding)
    package = Package(handmade.pack(found))
    package.add_sheet(new_sheet())

    assert ("Lijst é", "Nieuw") == Package(saved(package)).tabs


def test_prefixes_and_ignorable_extensions_stay() -> None:
    """Odd prefixes are followed, and what mc:Ignorable names stays declared."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    x15 = 'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"'
    found = simple()
    found[BOOK] = (
        f'<x:workbook {handmade.MAIN.replace("xmlns", "xmlns:x")} xmlns:r="{handmade.OFFICE}" '
        f'{mc} {x15} mc:Ignorable="x15"><mc:AlternateContent><mc:Choice Requires="x15"/>'
        '</mc:AlternateContent><x:sheets><x:sheet name="Lijst" sheetId="1" r:id="rId1"/></x:sheets>'
        '<x:calcPr calcId="1"/></x:workbook>'
    )
    package = Package(handmade.pack(found))
    package.add_sheet(new_sheet())
    package.set_name("een_naam", "1")
    text = compare.parts(saved(package))[BOOK].decode()

    assert x15 in text
    assert "<mc:AlternateContent>" in text
    assert '<x:sheet name="Nieuw"' in text
    assert text.index("<x:sheets>") < text.index("<x:definedNames>") < text.index("<x:calcPr")


def test_removing_a_moved_sheet() -> None:
    """Names, views and numbers that point at tabs by place follow when a tab before them goes."""
    found = simple()
    found[BOOK] = (
        f'<workbook {handmade.MAIN} xmlns:r="{handmade.OFFICE}"><bookViews>'
        '<workbookView activeTab="1" firstSheet="1"/><workbookView activeTab="0"/></bookViews><sheets>'
        '<sheet name="Oud" sheetId="7" r:id="rId9"/><sheet name="Lijst" sheetId="1" r:id="rId1"/></sheets>'
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Oud!$A$1</definedName>'
        '<definedName name="_xlnm.Print_Area" localSheetId="1">Lijst!$A$1</definedName></definedNames>'
        '<customWorkbookViews><customWorkbookView name="v" guid="{00000000-0000-0000-0000-000000000001}" '
        'windowWidth="1" windowHeight="1" activeSheetId="7"/></customWorkbookViews></workbook>'
    )
    found[RELS] = handmade.relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId9", "worksheet", "worksheets/old.xml"),
        ("rId2", "styles", "styles.xml"),
        ("rId4", "calcChain", "calcChain.xml"),
    )
    found["xl/worksheets/old.xml"] = handmade.sheet("")
    found["xl/worksheets/_rels/old.xml.rels"] = handmade.relations(
        ("rId1", "printerSettings", "../printerSettings/p9.bin"),
        ("rId2", "image", "../media/x.png"),
    )
    found["xl/worksheets/_rels/sheet1.xml.rels"] = handmade.relations(
        ("rId1", "image", "../media/x.png")
    )
    found |= {"xl/printerSettings/p9.bin": b"p", "xl/media/x.png": b"x"}
    chain = '<c r="A1" i="7"/><c r="A2"/><c r="A1" i="1"/><c r="A3"/>'
    found["xl/calcChain.xml"] = f"<calcChain {handmade.MAIN}>{chain}</calcChain>"
    package = Package(handmade.pack(found))
    package.remove_sheet("Oud")
    after = compare.parts(saved(package))
    book = after[BOOK].decode()

    gone = {
        "xl/worksheets/old.xml",
        "xl/worksheets/_rels/old.xml.rels",
        "xl/printerSettings/p9.bin",
    }
    assert gone == found.keys() - after.keys()
    assert 2 == book.count('activeTab="0"')
    assert 'firstSheet="0"' in book
    assert 'activeSheetId="1"' in book
    assert 'localSheetId="0">Lijst!$A$1<' in book
    assert "Oud" not in book
    assert '<c r="A1" i="1"/><c r="A3"/>' in after["xl/calcChain.xml"].decode()


def test_active_tab_that_goes_makes_way_for_a_visible_one() -> None:
    """When the tab in view is removed, the visible tab before it comes into view."""
    tabs = (
        '<sheet name="Verborgen" sheetId="5" state="hidden" r:id="rId8"/>'
        '<sheet name="Oud" sheetId="7" r:id="rId9"/></sheets>'
    )
    found = replaced(BOOK, "</sheets>", tabs)
    found[BOOK] = str(found[BOOK]).replace(
        "<sheets>", '<bookViews><workbookView activeTab="2"/></bookViews><sheets>'
    )
    found[RELS] = str(found[RELS]).replace(
        "</Relationships>",
        handmade.relations(("rId9", "worksheet", "worksheets/old.xml")).partition(">")[2],
    )
    found["xl/worksheets/old.xml"] = handmade.sheet("")
    package = Package(handmade.pack(found))
    package.remove_sheet("Oud")

    assert b'activeTab="0"' in compare.parts(saved(package))[BOOK]


def test_order_of_calculation_goes_when_it_is_empty() -> None:
    """An order of calculation without formulas is not allowed, so its part goes."""
    found = simple()
    found[RELS] = str(found[RELS]).replace("sharedStrings", "calcChain")
    found["xl/calcChain.xml"] = f'<calcChain {handmade.MAIN}><c r="A1" i="2"/></calcChain>'
    package = Package(handmade.pack(found))
    package.add_sheet(new_sheet())
    package.remove_sheet("Nieuw")
    after = compare.parts(saved(package))

    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after[RELS]
