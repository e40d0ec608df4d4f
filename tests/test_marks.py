"""Conditional formats put into a sheet whose rows are never looked at."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterator

import compare
import handmade
import pytest

from expertteam_xl.errors import RegisterError
from expertteam_xl.package.book import Package
from expertteam_xl.package.formats import FormatEdit, Marking
from expertteam_xl.package.splice import Tail, holds, resplice

NAME = compare.OURS
EDIT = FormatEdit(NAME, [Marking(3, ["A1", "B2:C3"]), Marking(4, ["D4"])])
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def marked(part: str | bytes, edit: FormatEdit = EDIT, size: int = 1 << 20) -> str:
    """The part after the edit, when it comes in chunks of a size."""
    data = part.encode() if isinstance(part, str) else part
    chunks = (data[start : start + size] for start in range(0, len(data), size))
    return b"".join(resplice(chunks, edit)).decode()


def rule(priority: int, formula: str, kind: str = "") -> str:
    """A rule of a conditional format."""
    return f'<cfRule type="expression" priority="{priority}"{kind}><formula>{formula}</formula></cfRule>'


def formats(*rules: str, area: str = "A1") -> str:
    """A conditional format."""
    return f'<conditionalFormatting sqref="{area}">{"".join(rules)}</conditionalFormatting>'


OURS = formats(rule(1, NAME).replace("priority", 'dxfId="3" priority'), area="A1 B2:C3") + formats(
    rule(2, NAME).replace("priority", 'dxfId="4" priority'), area="D4"
)


@pytest.mark.parametrize(
    "data", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData ><row/></sheetData >"]
)
def test_marks_come_behind_the_rows(data: str) -> None:
    """In a bare sheet the marks come right behind the rows, whatever form those have."""
    assert f"<w>{data}{OURS}</w>" == marked(f"<w>{data}</w>")


@pytest.mark.parametrize(
    "before",
    [
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "autoFilter",
        "customSheetViews",
        "mergeCells",
        "phoneticPr",
    ],
)
@pytest.mark.parametrize(
    "after",
    [
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "drawing",
        "legacyDrawing",
        "controls",
        "extLst",
    ],
)
def test_marks_stand_where_the_schema_wants_them(before: str, after: str) -> None:
    """They come behind what must precede them and before what must follow."""
    first, last = f'<{before} a="/>"><b/></{before}>', f"<{after}/>"
    sheet = f"<w><sheetData/>{first} \n{last}</w>"

    assert f"<w><sheetData/>{first}{OURS} \n{last}</w>" == marked(sheet)


def test_priority_comes_after_every_rule_of_the_user() -> None:
    """Their rules go first, also those in the extension list."""
    theirs = formats(rule(7, "A1=1"))
    extended = (
        f'<extLst><ext xmlns:x14="{X14}"><x14:conditionalFormattings><x14:conditionalFormatting>'
        '<x14:cfRule type="expression" priority="11"/></x14:conditionalFormatting>'
        "</x14:conditionalFormattings></ext></extLst>"
    )
    ours = OURS.replace('priority="1"', 'priority="12"').replace('priority="2"', 'priority="13"')
    sheet = f"<w><sheetData/>{theirs}<pageMargins/>{extended}</w>"

    assert sheet.replace(theirs, theirs + ours) == marked(sheet)


def test_second_run_replaces_the_first() -> None:
    """Marking twice gives the same bytes as marking once, and taking out gives the original."""
    sheet = f"<w><sheetData/>{formats(rule(3, 'A1=1'))}<pageMargins/></w>"

    assert marked(sheet) == marked(marked(sheet))
    assert sheet == marked(marked(sheet), FormatEdit(NAME))


@pytest.mark.parametrize(
    "formula", [NAME, NAME.upper(), f"={NAME}", f"Blad1!{NAME}", f" [0]!{NAME} "]
)
def test_marks_are_known_by_their_formula(formula: str) -> None:
    """Marks that Excel regrouped with rules of the user go; the user's rules stay."""
    theirs = rule(1, "A1=1")
    mixed = formats(theirs, rule(2, formula), rule(5, f"{NAME}2"))

    assert f"<w><sheetData/>{formats(theirs, rule(5, f'{NAME}2'))}</w>" == marked(
        f"<w><sheetData/>{formats(rule(9, formula))}{mixed}</w>", FormatEdit(NAME)
    )


FOOLS = (
    '<?xml version="1.0"?><!-- <sheetData/> --><x:w xmlns:x="n" a="<sheetData/>"><x:sheetPr a="\'>"/>'
    "<!-- </x:sheetData> <![CDATA[ --><x:sheetData><?pi </x:sheetData>?>"
    "<x:c><x:t><![CDATA[</x:sheetData>]]>sheetData x:sheetData &lt;/x:sheetData></x:t></x:c>"
    "<x:sheetDataSet/><!--</x:sheetData>--></x:sheetData\n>"
).replace('a="<sheetData/>"', 'a="x:sheetData"')


@pytest.mark.parametrize("size", [*range(22, 60), 1 << 20])
def test_end_of_rows_is_found_wherever_chunks_end(size: int) -> None:
    """Comments, CDATA, instructions and texts that look like the end do not fool it."""
    prefixed = OURS.replace("<", "<x:").replace("<x:/", "</x:")

    assert f"{FOOLS}{prefixed}</x:w>" == marked(f"{FOOLS}</x:w>", size=size)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_encodings_of_a_sheet(encoding: str) -> None:
    """A sheet in another encoding keeps every character; UTF-16 becomes UTF-8."""
    name = encoding.removesuffix("-sig")
    sheet = (
        f'<?xml version="1.0" encoding="{name}"?><w><sheetData><t>é</t></sheetData><x a="ë"/></w>'
    )
    data = b"".join(resplice([sheet.encode(encoding)], EDIT))
    written = "utf-8" if encoding == "utf-16" else encoding
    wanted = sheet.replace("</sheetData>", f"</sheetData>{OURS}")
    wanted = wanted.replace('encoding="utf-16"', 'encoding="UTF-8"')

    assert wanted == data.decode(written)


@pytest.mark.parametrize(
    "sheet",
    ["", "<w>", "<w></w>", "<w></sheetData></w>", "<w><sheetData>", "<w><sheetData/><a></w>", "<w><sheetData/>&e;</w>",
     '<!DOCTYPE w [<!ENTITY e "x">]><w><sheetData/>&e;</w>', "<" + "a" * (5 << 20)],
)  # fmt: skip
def test_damaged_sheet_is_one_sentence(sheet: str) -> None:
    """A sheet without rows, not well-formed or with a document type gives one plain sentence."""
    with pytest.raises(RegisterError, match=r"^[A-Z].*\.$"):
        marked(sheet)


def test_areas_are_split_over_elements() -> None:
    """No element has more than a thousand areas; each has a priority of its own."""
    areas = [f"A{row}" for row in range(1, 4002, 2)]
    sheet = marked("<w><sheetData/></w>", FormatEdit(NAME, [Marking(0, areas)]))

    assert 3 == sheet.count("<conditionalFormatting ")
    assert all(f'priority="{number}"' in sheet for number in (1, 2, 3))


def test_words_are_found_across_chunks() -> None:
    """A word that is cut in two by a chunk is found."""
    assert holds([b"<w>_expert", b"team_markering</w>"], NAME.encode())
    assert holds([f"<?xml?>{NAME}".encode("utf-16")], NAME.encode())
    assert not holds([b"<w>_expert", b"team</w>"], NAME.encode())


def test_earlier_marks_go_from_every_sheet() -> None:
    """Marks of an earlier run go also from sheets that get none now, and when the name is gone."""
    sheet = handmade.sheet("", after=OURS)
    package = Package(handmade.book(sheet))
    package.replace_formats(NAME, {"Ander": [Marking(0, ["A1"])]})
    stream = io.BytesIO()
    package.save(stream)

    assert handmade.sheet("").encode() == compare.parts(stream.getvalue())[handmade.SHEET]


def large_sheet(rows: int, columns: int) -> Iterator[bytes]:
    """A sheet of many cells, row by row."""
    letters = [chr(65 + n // 26 - 1) * (n > 25) + chr(65 + n % 26) for n in range(columns)]
    row = "".join(f'<c r="{name}%d"><v>%d</v></c>' for name in letters)
    yield f"<worksheet {handmade.MAIN}><sheetData>".encode()
    for number in range(1, rows + 1):
        yield f'<row r="{number}">{row % ((number,) * (2 * columns))}</row>'.encode()
    yield b"</sheetData></worksheet>"


def test_a_hundred_thousand_rows_stream_by() -> None:
    """Marking 100,000 rows of 30 columns needs less than 60 MB: the sheet is never held whole."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in handmade.parts("").items():
            if name != handmade.SHEET:
                archive.writestr(name, content)
        with archive.open(handmade.SHEET, "w") as sheet:
            sheet.writelines(large_sheet(100_000, 30))
    tracemalloc.start()
    package = Package(stream.getvalue())
    package.replace_formats(
        NAME, {"Lijst": [Marking(0, [f"B{row}" for row in range(1, 100_001, 2)])]}
    )
    package.save(io.BytesIO())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 60 << 20


def test_tail_keeps_its_bytes_for_an_edit_that_does_nothing() -> None:
    """Everything, tail included, passes through untouched."""
    seen: list[Tail] = []

    def keep(tail: Tail) -> bytes:
        seen.append(tail)
        return tail.content

    sheet = b'<a:w xmlns:a="x"><a:sheetData/><b>&#13;</b></a:w>\r\n<!-- x -->'

    assert sheet == b"".join(resplice([sheet], keep))
    assert Tail(b'<a:w xmlns:a="x">', b"<b>&#13;</b></a:w>\r\n<!-- x -->", "utf-8") == seen[0]
