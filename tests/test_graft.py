"""Worksheets of a template put in a workbook that others made."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import compare
import edits
import handmade
import pytest
import tools
import xlsxwriter
from lxml import etree
from made_template import opened, to_graft
from openpyxl.cell import Cell
from openpyxl.worksheet.formula import ArrayFormula
from reports import finding, report, written

from expertteam_xl.package import restyle
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError, TemplateError
from expertteam_xl.package.formulas import rewritten
from expertteam_xl.package.graft import Grafted, graft

SHEETS = ("Overleggen", "Keuze lijsten")
WORKBOOKS = sorted(
    path
    for folder in ("corpus", "registers")
    for path in (tools.SHARED / folder).glob("*.xls[xm]")
    if tools.SHARED.is_dir()
)
SAMPLE = ("12-", "70-", "71-")
"""A few for a developer's machine: the validator takes a second a file; CI does them all."""
LISTS, CALCULATION = "xl/styles.xml/styleSheet/cellStyles", "xl/workbook.xml/workbook/calcPr"

each = pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
corpus = pytest.mark.skipif(not WORKBOOKS, reason="no folder 'shared' beside the checkout")


def grafted(target: bytes, source: bytes, *sheets: str, **options: object) -> tuple[bytes, Grafted]:
    """The target with sheets of the source, and what the graft tells about it."""
    package = Package(target)
    done = graft(package, source, sheets or SHEETS, **options)  # type: ignore[arg-type]
    return edits.saved(package), done


@cache
def corpus_graft(path: Path) -> bytes:
    """The workbook with the sheets of the template twice."""
    package = Package(path.read_bytes())
    source = to_graft(next(iter(package.worksheets)))
    for _ in range(2):
        graft(package, source, SHEETS)
    return edits.saved(package)


def made(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook that XlsxWriter makes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book)
    book.close()
    return stream.getvalue()


def two_sheets(*formulas: str, names: dict[str, str] | None = None) -> bytes:
    """A source with the sheets Een and Twee; the formulas stand in column A of Een."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet, other = book.add_worksheet("Een"), book.add_worksheet("Twee")
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 0, formula, None, 5)
        other.write(0, 0, "x")
        for name, formula in (names or {}).items():
            book.define_name(name, formula)

    return made(fill)


@cache
def plain() -> bytes:
    """A target of one sheet, named Lijst."""
    return handmade.pack(edits.simple())


def said(cell: Cell) -> object:
    """The value of a cell; of a formula that spills its text and its area."""
    value = cell.value
    return (value.text, value.ref) if isinstance(value, ArrayFormula) else value


def looks(cell: Cell) -> list[str]:
    """The looks of a cell, as text; colours of the theme apart."""
    font = cell.font
    return [
        cell.number_format,
        repr(cell.fill),
        repr(cell.border),
        repr(cell.alignment),
        repr(cell.protection),
        repr((font.name, font.sz, font.b, font.i, font.u)),
        str(font.color.rgb if font.color is not None and font.color.type == "rgb" else ""),
    ]


@corpus
@each
def test_nothing_of_the_user_is_lost(path: Path) -> None:
    """Only what contract.md names changes, and in that only something new is added."""
    found = compare.differences(path.read_bytes(), corpus_graft(path))
    lost = [line for line in found if not line.startswith(("added: ", LISTS, CALCULATION))]
    changed = compare.changed_parts(path.read_bytes(), corpus_graft(path))
    old = compare.parts(path.read_bytes()).keys() & changed

    assert [] == [line for line in lost if not line.endswith((": new cellStyles", ": new calcPr"))]
    assert all(any(p.match(n) for p in compare.EXEMPT.values()) for n in old)


@corpus
@each
def test_active_tab_stays_and_ours_come_last(path: Path) -> None:
    """The windows stay as they were; the sheets come behind the others, none of them selected."""
    before, after = Package(path.read_bytes()), Package(corpus_graft(path))
    new = after.tabs[len(before.tabs) :]

    assert before.tabs == after.tabs[: len(before.tabs)]
    assert 4 == len({name.casefold() for name in new} - {name.casefold() for name in before.tabs})
    assert compare.views_in(path.read_bytes()) == compare.views_in(corpus_graft(path))
    parts = compare.parts(corpus_graft(path))
    assert not any(b"tabSelected" in parts[after.worksheets[name]] for name in new)


@corpus
def test_validator_finds_nothing_new(
    tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """The Open XML SDK finds no error that the workbook did not have; CI tries every workbook."""
    everything = os.environ.get("CI") == "true"
    wrong: dict[str, list[str]] = {}
    for path in WORKBOOKS:
        if everything or path.name.startswith(SAMPLE):
            target = tmp_path / path.name
            target.write_bytes(corpus_graft(path))
            known = {line.rpartition(" | ")[2] for line in ooxml_validate(path)}
            found = ooxml_validate(target)
            wrong[path.name] = [x for x in found if x.rpartition(" | ")[2] not in known]

    assert {} == {name: lines for name, lines in wrong.items() if lines}


@corpus
@pytest.mark.parametrize("name", ["56-conditional-formatting.xlsx", "70-strict_iso_paths.xlsx"])
def test_libreoffice_opens_it(
    name: str, tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """LibreOffice finds our values on the new sheets."""
    path = tmp_path / name
    path.write_bytes(corpus_graft(tools.SHARED / "corpus" / name))
    book = opened(soffice(path, "xlsx").read_bytes(), values=True)

    assert ["Overleggen", 33] == [book["Overleggen (2)"][cell].value for cell in ("A1", "F1")]
    assert "drie" == book["Keuze lijsten (2)"]["A3"].value


@pytest.mark.parametrize("target", ["plain", "other", "bare", "prefixed"])
def test_cells_look_and_say_the_same(target: str) -> None:
    """Values and effective looks of every cell are those of the source, whatever the target."""
    targets = {
        "plain": plain(),
        "other": other_looks(),
        "bare": without_styles(),
        "prefixed": prefixed(),
    }
    data, _ = grafted(targets[target], to_graft())
    before, after = opened(to_graft()), opened(data)

    for name in SHEETS:
        for row in before[name].iter_rows():
            for cell in row:
                if cell.has_style or cell.value is not None:
                    new = after[name][cell.coordinate]
                    assert said(cell) == said(new)
                    assert looks(cell) == looks(new)
    widths = [book["Overleggen"].column_dimensions["A"].width for book in (before, after)]
    assert widths[0] * (11 / 14 if target == "other" else 1) == pytest.approx(widths[1], rel=1e-3)


def other_looks() -> bytes:
    """A target with another default font and other number formats under the same numbers."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.formats[0].set_font_name("Verdana")
        book.formats[0].set_font_size(14)
        sheet = book.add_worksheet("Van de gebruiker")
        sheet.write(0, 0, 1, book.add_format({"num_format": "0.000", "fg_color": "#123456"}))
        style = book.add_format({"bold": True, "italic": True})
        sheet.conditional_format("A1:A9", {"type": "no_blanks", "format": style})

    return made(fill)


def prefixed() -> bytes:
    """A target whose styles and workbook part have prefixes."""
    found = edits.simple()
    for part in (edits.STYLES, edits.BOOK):
        text = re.sub(r"<(/?)(?=\w)", r"<\1y:", str(found[part]))
        found[part] = text.replace("y:styleSheet xmlns=", "y:styleSheet xmlns:y=").replace(
            "y:workbook xmlns=", "y:workbook xmlns:y="
        )
    return handmade.pack(found)


def without_styles() -> bytes:
    """A target that has no part with styles at all."""
    found = edits.simple()
    del found["xl/styles.xml"]
    found[edits.RELS] = re.sub(r'<Relationship Id="rId2"[^>]*>', "", str(found[edits.RELS]))
    return handmade.pack(found)


def test_rules_tables_and_print_set_up() -> None:
    """Drop-downs, formats, the table, links, notes and the way of printing come along."""
    data, done = grafted(other_looks(), to_graft("Van de gebruiker"))
    sheet = opened(data)["Overleggen"]
    rules = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    formats = {
        str(area.sqref): rule.dxf
        for area, rs in sheet.conditional_formatting._cf_rules.items()
        for rule in rs
        if rule.dxf
    }

    assert "lijst" == rules["E5:E500"]
    assert "'Van de gebruiker'!$A$1:$A$5" == rules["G5:G500"]
    assert "A4:E5" == sheet.tables["Planning"].ref
    assert ["4:4", "A1:E100"] == [
        sheet.print_title_rows.replace("$", ""),
        re.sub(r".*!|\$", "", sheet.print_area),
    ]
    assert ["landscape", "B5"] == [sheet.page_setup.orientation, sheet.freeze_panes]
    assert "FFFFC7CE" == formats["C5:C500"].fill.bgColor.rgb
    assert ["https://example.org/uitleg", "'Keuze lijsten'!A1"] == [
        sheet["C1"].hyperlink.target,
        sheet["B1"].hyperlink.location,
    ]
    assert "een uitleg" in sheet["A4"].comment.text
    assert [True, "hidden"] == [sheet.protection.sheet, opened(data)["Keuze lijsten"].sheet_state]
    assert () == done.dropped


def test_user_keeps_own_highlights() -> None:
    """The formats of the target's own rules keep their numbers and their looks."""
    data, _ = grafted(other_looks(), to_graft())
    areas = opened(data)["Van de gebruiker"].conditional_formatting
    rules = [rule for area in areas for rule in area.rules]

    assert [(True, True)] == [(rule.dxf.font.b, rule.dxf.font.i) for rule in rules]


def test_twice_gives_other_names() -> None:
    """A second graft renames sheets, tables and names, and everything that refers to them."""
    once, _ = grafted(plain(), to_graft())
    data, done = grafted(once, to_graft())
    book = opened(data)
    sheet = book["Overleggen (2)"]
    rules = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    parts = compare.parts(data)
    numbers = [re.search(rb'<table [^>]*?\bid="(\d+)"', parts[n]) for n in parts if "/tables/" in n]

    assert {"Planning": "Planning_2"} == done.tables
    assert {"lijst": "lijst_2", "afgeleid": "afgeleid_2", "drempel": "drempel"} == done.names
    assert "=SUM(Planning_2[Minuten])+COUNTA(lijst_2)" == sheet["F1"].value
    assert '=HYPERLINK("#\'Keuze lijsten (2)\'!A2","lijst")' == sheet["F2"].value
    assert 'INDIRECT("Planning_2[Keuze]")' == rules["H5:H500"]
    assert "COUNTIF('Keuze lijsten (2)'!$A$1:$A$9,A5)>0" == rules["A5:A500"]
    assert "'Keuze lijsten (2)'!A1" == sheet["B1"].hyperlink.location
    assert "lijst_2" == book.defined_names["afgeleid_2"].attr_text
    assert "'Keuze lijsten (2)'!$A$1:$A$3" == book.defined_names["lijst_2"].attr_text
    assert [b"1", b"2"] == sorted(m[1] for m in numbers if m)
    assert any(b"'Keuze lijsten (2)'!$A$1:$A$3" in parts[n] for n in parts if "/charts/" in n)


def test_notes_have_shapes_of_their_own() -> None:
    """The shapes of the notes of two sheets never have the same number."""
    once, _ = grafted(plain(), to_graft())
    parts = compare.parts(grafted(once, to_graft())[0])
    shapes = [
        m for n in parts if n.endswith(".vml") for m in re.findall(rb'id="(_x0000_s\d+)"', parts[n])
    ]

    assert 2 == len(shapes) == len(set(shapes))


def test_names_for_tabs() -> None:
    """A name of a tab is free without regard to case, and never longer than Excel allows."""
    long = "Overleggen van het hele jaar 2021"
    found = edits.replaced(edits.BOOK, 'name="Lijst"', 'name="OVERLEGGEN"')
    data, done = grafted(handmade.pack(found), to_graft(), rename={"Keuze lijsten": long})
    again, more = grafted(data, to_graft(), rename={"Keuze lijsten": long})

    assert {"Overleggen": "Overleggen (2)", "Keuze lijsten": long[:31]} == done.sheets
    assert long[:27] + " (2)" == more.sheets["Keuze lijsten"]
    assert 5 == len({name.casefold() for name in Package(again).tabs})


def test_a_sheet_that_is_not_there() -> None:
    """A source without the sheet says which one."""
    with pytest.raises(TemplateError, match="blad Casussen"):
        grafted(plain(), to_graft(), "Casussen")


def test_reference_to_what_is_not_there_is_refused() -> None:
    """A formula that refers to a sheet that nobody has is refused, with its place."""
    with pytest.raises(TemplateError, match="Een!A1"):
        grafted(plain(), two_sheets("=Twee!A1"), "Een")


def test_reference_to_what_is_not_there_is_dropped() -> None:
    """On request the rule goes and the rest stays; a cell keeps its result."""
    data, done = grafted(plain(), to_graft(), "Overleggen", missing="drop")
    part = compare.parts(data)[Package(data).worksheets["Overleggen"]]

    assert {"Overleggen!E5:E500 (dataValidation)", "Overleggen!F1 (f)"} <= set(done.dropped)
    assert b"<f>SUM" not in part
    assert b"<v>33</v>" in part
    assert b'<dataValidations count="3">' in part
    assert b"lijst" not in re.sub(rb"<(is|v)>.*?</\1>", b"", part)
    assert "afgeleid" not in done.names


def test_last_validation_and_format_dropped() -> None:
    """A sheet whose only validation, format and link go keeps no empty list of them."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Een")
        book.add_worksheet("Twee")
        sheet.data_validation("A1", {"validate": "list", "source": "=Twee!$A$1:$A$3"})
        sheet.conditional_format("A1", {"type": "formula", "criteria": "=Twee!$A$1>0"})
        sheet.write_url("A1", "internal:Twee!A1")
        sheet.add_sparkline("B1", {"range": "Twee!A1:A5"})

    data, done = grafted(plain(), made(fill), "Een", missing="drop")
    part = compare.parts(data)[Package(data).worksheets["Een"]]

    assert 4 == len(done.dropped)
    for name in (
        b"dataValidation",
        b"conditionalFormatting",
        b"hyperlink",
        b"sparkline",
        b"extLst",
    ):
        assert name not in part


def test_sheets_of_the_target_can_be_meant() -> None:
    """Formulas may refer to sheets of the target: by their own name, or by a given one."""
    data, _ = grafted(plain(), two_sheets("=Twee!A1", "=Lijst!A1"), "Een", rename={"Twee": "lijst"})
    cells = [row[0].value for row in opened(data)["Een"].iter_rows()]

    assert ["='Lijst'!A1", "=Lijst!A1"] == cells


def test_names_that_only_the_target_has() -> None:
    """A formula may use a name of the target; one name of ours with the same meaning is shared."""
    own = "<definedNames><definedName name='Mijn'>5</definedName><definedName name='ons'>Lijst!$A$1</definedName></definedNames>"
    found = edits.replaced(edits.BOOK, "</sheets>", "</sheets>" + own)
    source = two_sheets("=mijn+ons+nieuw", names={"ons": "=Lijst!$A$1", "nieuw": "=ons*2"})
    data, done = grafted(handmade.pack(found), source, "Een")

    assert {"ons": "ons", "nieuw": "nieuw"} == done.names
    assert "=mijn+ons+nieuw" == opened(data)["Een"]["A1"].value
    assert {"Mijn", "ons", "nieuw"} == set(opened(data).defined_names)


def test_name_with_another_meaning() -> None:
    """A name that means something else in the target gets a number, in every formula of ours."""
    own = "<definedNames><definedName name='GRENS'>99</definedName></definedNames>"
    found = edits.replaced(edits.BOOK, "</sheets>", "</sheets>" + own)
    source = two_sheets('=grens+LEN("grens")', names={"grens": "=5", "dubbel": "=grens*2"})
    data, done = grafted(handmade.pack(found), source, "Een")
    names = opened(data).defined_names

    assert {"grens": "grens_2", "dubbel": "dubbel"} == done.names
    assert '=grens_2+LEN("grens")' == opened(data)["Een"]["A1"].value
    assert ["99", "5", "grens_2*2"] == [names[n].attr_text for n in ("GRENS", "grens_2", "dubbel")]


def test_name_of_a_table_is_taken_too() -> None:
    """A name of ours never gets the name of a table of the target, nor the other way round."""
    once, _ = grafted(plain(), to_graft())
    source = two_sheets("=planning", names={"planning": "=7"})

    assert {"planning": "planning_2"} == grafted(once, source, "Een")[1].names


def test_names_in_a_circle() -> None:
    """Names that lead to each other come along as they are."""
    source = two_sheets("=een_a", names={"een_a": "=een_b", "een_b": "=een_a"})

    assert {"een_a": "een_a", "een_b": "een_b"} == grafted(plain(), source, "Een")[1].names


def test_another_way_of_counting_days() -> None:
    """In a target that counts from 1904 the dates of our cells and rules are the same dates."""
    found = edits.replaced(edits.BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>')
    data, _ = grafted(handmade.pack(found), to_graft())
    part = compare.parts(data)[Package(data).worksheets["Overleggen"]]

    assert b"<v>42794</v>" in part
    assert b"<formula1>35064</formula1>" in part
    assert b"<v>30</v>" in part


@pytest.mark.parametrize("strict", [False, True])
def test_names_of_elements(strict: bool) -> None:
    """The new sheets are in the target's own form: strict, or as Excel mostly writes."""
    found = edits.simple()
    if strict:
        for old, new in edits.STRICT.items():
            found = {name: str(text).replace(old, new) for name, text in found.items()}
    data, _ = grafted(handmade.pack(found), to_graft())
    texts = [compare.parts(data)[part] for part in Package(data).worksheets.values()]

    assert strict == all(b"purl.oclc.org/ooxml/spreadsheetml/main" in text for text in texts)
    assert strict != any(b"openxmlformats.org/spreadsheetml" in text for text in texts)


def test_texts_are_in_the_cells() -> None:
    """The target's shared texts are not touched: ours stand in the cells, rich ones too."""
    found = edits.simple()
    found["xl/sharedStrings.xml"] = handmade.strings("van de gebruiker")
    before = handmade.pack(found)
    data, _ = grafted(before, to_graft())
    part = compare.parts(data)[Package(data).worksheets["Overleggen"]]

    assert "xl/sharedStrings.xml" not in compare.changed_parts(before, data)
    assert b't="s"' not in part
    assert b"gewoon" in part
    assert "gewoon vet slot" == opened(data)["Overleggen"]["D1"].value


def test_too_many_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target with as many styles as Excel can hold is refused, and says why."""
    monkeypatch.setattr(restyle, "MOST_STYLES", 6)
    with pytest.raises(PackageError, match="celopmaken"):
        grafted(plain(), to_graft())


def test_part_that_cannot_come_along() -> None:
    """A sheet with something that we can't copy is refused by name, before anything changes."""
    found = edits.simple()
    found["xl/worksheets/_rels/sheet1.xml.rels"] = handmade.relations(
        ("rId1", "pivotTable", "../pivotTables/pivotTable1.xml")
    )
    found["xl/pivotTables/pivotTable1.xml"] = "<pivotTableDefinition/>"

    with pytest.raises(PackageError, match=r"blad Lijst .*pivotTable"):
        grafted(plain(), handmade.pack(found), "Lijst")


def test_sheet_that_spills() -> None:
    """A formula that spills stays one where the target allows it, else it becomes a plain array."""
    once, _ = grafted(plain(), to_graft())
    twice, _ = grafted(once, to_graft())
    texts = [
        compare.parts(twice)[Package(twice).worksheets[n]]
        for n in ("Keuze lijsten", "Keuze lijsten (2)")
    ]

    assert [True, False] == [b' cm="1"' in text for text in texts]
    assert all(b'<f t="array" ref="C1:C3">_xlfn.UNIQUE(A1:A3)</f>' in text for text in texts)


def test_recalculation() -> None:
    """Excel is asked to calculate new formulas, unless the caller says not to."""
    loud, quiet = (grafted(plain(), to_graft(), recalculate=r)[0] for r in (True, False))

    assert b'fullCalcOnLoad="1"' in compare.parts(loud)["xl/workbook.xml"]
    assert b"calcPr" not in compare.parts(quiet)["xl/workbook.xml"]


def test_theme_of_the_target_does_not_colour_ours() -> None:
    """Where the themes differ, a colour or font of the theme is written out."""
    found = edits.simple()
    found[edits.RELS] = str(found[edits.RELS]).replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{handmade.OFFICE}/theme" Target="theme/theme1.xml"/></Relationships>',
    )
    found["xl/theme/theme1.xml"] = (
        '<a:theme xmlns:a="a"><a:clrScheme><a:dk1><a:srgbClr val="00ff00"/></a:dk1></a:clrScheme></a:theme>'
    )
    styles = compare.parts(grafted(handmade.pack(found), to_graft())[0])["xl/styles.xml"]

    assert b'<color rgb="FF000000"/>' in styles
    assert b"scheme" not in styles.replace(b"http://schemas", b"")


@pytest.mark.parametrize(
    ("formula", "new"),
    [
        ("SUM(Blad!A1:B2)+T[a]", "SUM('N B'!A1:B2)+U[a]"),
        ("'Blad'!naam+naam+NAAM(1)", "'N B'!naam+ander+NAAM(1)"),
        ('"naam T[a] Blad!A1"&naam', '"naam T[a] Blad!A1"&ander'),
        ("T[[#This Row],[naam]]*2", "U[[#This Row],[naam]]*2"),
        ("T['[naam']]+[naam]", "U['[naam']]+[naam]"),
        ('INDIRECT("T[naam]")&INDIRECT(naam&"!A1")', 'INDIRECT("U[naam]")&INDIRECT(ander&"!A1")'),
        ("1E5+A1+TRUE+#REF!+Blad!#REF!", "1E5+A1+TRUE+#REF!+'N B'!#REF!"),
        (
            "$A:$C+$1:$3+_xlfn.LET(_xlpm.naam,1,_xlpm.naam)",
            "$A:$C+$1:$3+_xlfn.LET(_xlpm.naam,1,_xlpm.naam)",
        ),
        ("Blad:Blad!A1", "'N B:N B'!A1"),
        ("[1]Blad!A1", None),
        ("'[1]Blad'!A1+1", None),
        ("weg+1", None),
        ("", ""),
    ],
)
def test_formulas_under_other_names(formula: str, new: str | None) -> None:
    """Sheets, tables and names are told apart, also in texts that Excel follows."""
    known: dict[str, str | None] = {"blad": "N B", "t": "U", "naam": "ander", "weg": None}

    def rename(kind: str, name: str) -> str | None:
        return name.rpartition("!")[2] if kind == "qualified" else known.get(name.casefold(), name)

    assert new == rewritten(formula, rename)


def test_table_style_of_our_own() -> None:
    """A style for tables that the source made comes along, with its looks as the target has them."""
    found = dict(compare.parts(to_graft()))
    own = b'<tableStyles count="1"><tableStyle name="Ons" pivot="0" count="1"><tableStyleElement type="headerRow" dxfId="0"/></tableStyle></tableStyles>'
    found["xl/styles.xml"] = re.sub(rb"<tableStyles [^>]*/>", own, found["xl/styles.xml"])
    table = next(name for name in found if "/tables/" in name)
    found[table] = found[table].replace(b'name="TableStyleLight9"', b'name="Ons"')
    data, _ = grafted(other_looks(), handmade.pack(found))
    again, _ = grafted(data, handmade.pack(found))
    styles = etree.fromstring(compare.parts(again)["xl/styles.xml"])
    (style,) = styles.iter("{*}tableStyle")
    looks_of = list(next(styles.iter("{*}dxfs")))

    assert "Ons" == style.get("name")
    assert b"FFAA0000" in etree.tostring(looks_of[int(style[0].get("dxfId") or "-1")])


def test_chart_and_colour_scale_of_what_is_not_there() -> None:
    """A chart of a sheet that stays behind shows that its source is gone; a colour rule goes."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Een")
        book.add_worksheet("Twee")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Twee!$A$1:$A$3"})
        sheet.insert_chart("A1", chart)
        scale = {"type": "2_color_scale", "min_type": "formula", "min_value": "=Twee!$A$1"}
        sheet.conditional_format("A1:A9", scale)

    data, done = grafted(plain(), made(fill), "Een", missing="drop")
    parts = compare.parts(data)

    assert ("Een!A1:A9 (cfRule)",) == done.dropped
    assert b"<c:f>#REF!</c:f>" in next(parts[name] for name in parts if "/charts/" in name)


def test_names_of_one_sheet() -> None:
    """A name that belongs to a sheet comes with it, and hides one of the workbook's there."""
    names = {"Een!grens": "=Een!$B$1", "grens": "=Twee!$B$1", "Een!weg": "=Twee!$A$1"}
    source = two_sheets("=grens", "=Twee!grens", names=names)
    once, _ = grafted(plain(), source, "Een", "Twee")
    twice, done = grafted(once, source, "Een", "Twee")
    sheet = opened(twice)["Een (2)"]

    assert {"grens": "grens_2"} == done.names
    assert ["=grens", "='Twee (2)'!grens_2"] == [sheet["A1"].value, sheet["A2"].value]
    assert "'Een (2)'!$B$1" == sheet.defined_names["grens"].attr_text
    assert ("Een!weg (definedName)",) == grafted(plain(), source, "Een", missing="drop")[1].dropped[
        -1:
    ]


def test_findings_come_last_again() -> None:
    """Ours stand behind an earlier Bevindingen until the next check puts that last; names stay."""
    marked = written(report(handmade.pack(edits.simple()), [finding(1, "Lijst")], name="r.xlsx"))
    data, _ = grafted(marked, to_graft())
    again = written(report(data, [finding(1, "Lijst")], name="r.xlsx"))
    sheet = opened(again)["Overleggen"]

    assert ("Lijst", "Bevindingen", *SHEETS) == Package(data).tabs
    assert ("Lijst", *SHEETS, "Bevindingen") == Package(again).tabs
    assert "$4:$4" == sheet.print_title_rows


def test_source_is_not_touched() -> None:
    """The same source gives the same workbook again."""
    assert grafted(plain(), to_graft())[0] == grafted(plain(), to_graft())[0]


def test_list_of_tabs_in_the_properties() -> None:
    """Where the document properties list the tabs, ours are in it."""
    data, _ = grafted(other_looks(), to_graft())
    app = compare.parts(data)["docProps/app.xml"]

    assert b"<vt:lpstr>Overleggen</vt:lpstr><vt:lpstr>Keuze lijsten</vt:lpstr>" in app


def test_template_itself_is_what_the_tests_think() -> None:
    """The template holds the dates, names and sheets that the tests count on."""
    book = opened(to_graft())

    assert list(SHEETS) == book.sheetnames
    assert datetime(2021, 3, 1) == book["Overleggen"]["B5"].value
