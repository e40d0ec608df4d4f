"""The comparator itself: it must see what a careless edit would lose."""

from __future__ import annotations

import compare
import handmade
import pytest
from reports import finding, report, written

BOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
PARTS = handmade.parts(
    handmade.sheet(
        '<row r="5"><c r="A5" s="1"><v>1</v></c></row>', after='<pageMargins left="1"/>'
    ),
    properties='<workbookPr codeName="w"/>',
    sst=handmade.strings("x"),
)
BEFORE = handmade.pack(PARTS)
AFTER = compare.parts(written(report(BEFORE, [finding(1)])))


def test_marked_copy_passes() -> None:
    """What marking does is allowed."""
    assert [] == compare.differences(BEFORE, handmade.pack(AFTER))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (BOOK, b' codeName="w"', b""),
        (BOOK, b'name="Lijst"', b'name="Lijst2"'),
        (STYLES, b'formatCode="dd-mm-yyyy"', b'formatCode="d-m-yyyy"'),
        (STYLES, b'<xf numFmtId="20"/>', b""),
        ("[Content_Types].xml", b'Extension="rels"', b'Extension="rel"'),
        ("xl/_rels/workbook.xml.rels", b'Target="sharedStrings.xml"', b'Target="x.xml"'),
        (handmade.SHEET, b"<v>1</v>", b"<v>2</v>"),
        (handmade.SHEET, b's="1"', b's="2"'),
        (handmade.SHEET, b"<pageMargins", b"<x/><pageMargins"),
        ("xl/sharedStrings.xml", b"<t>x</t>", b"<t>y</t>"),
    ],
)
def test_loss_is_seen(part: str, old: bytes, new: bytes) -> None:
    """One thing lost or changed anywhere gives a difference that names its part."""
    assert old in AFTER[part]
    lost = handmade.pack(AFTER | {part: AFTER[part].replace(old, new)})

    assert any(part in difference for difference in compare.differences(BEFORE, lost))


def test_parts_that_go_come_or_move_are_seen() -> None:
    """A part that is gone, a part that is new, and another order are differences."""
    gone = {name: data for name, data in AFTER.items() if name != "xl/sharedStrings.xml"}
    moved = dict(reversed(AFTER.items()))

    assert ["gone: xl/sharedStrings.xml"] == compare.differences(BEFORE, handmade.pack(gone))
    assert ["added: xl/a.bin"] == compare.differences(
        BEFORE, handmade.pack(AFTER | {"xl/a.bin": b""})
    )
    assert ["the order of the parts"] == compare.differences(BEFORE, handmade.pack(moved))
