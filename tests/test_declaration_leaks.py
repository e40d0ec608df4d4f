"""What must never leave with a declaration, however it got into the template or the register."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from quarter_split import SECOND, fx10, line, rows, split_of

from expertteam_xl.billing.model import Line
from expertteam_xl.errors import RegisterError
from expertteam_xl.outputs import declaration_words as w
from expertteam_xl.outputs.declaration import write_declarations
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.book import Package

Edit = Callable[[openpyxl.Workbook], object]


def poisoned(edit: Edit) -> bytes:
    """The template of a gemeente with something added to it."""
    book = openpyxl.load_workbook(io.BytesIO(template(w.GEMEENTE_TEMPLATE)))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write(folder: Path, edit: Edit, lines: tuple[Line, ...] = ()) -> list[Path]:
    """The declarations of FX10, or of other lines, from a template with something added."""
    return write_declarations(split_of(lines or fx10()), folder, template=poisoned(edit))


def front(place: str, value: object) -> Edit:
    """Puts a value in a cell of the first sheet."""
    return lambda book: book["Declaratie"].__setitem__(place, value)


def hidden(value: object, state: str = "hidden") -> Edit:
    """Puts a value on a sheet out of sight."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Blad3")
        sheet.sheet_state = state
        sheet["C7"] = value

    return edit


def comment(text: str) -> Edit:
    """Puts a note at a cell."""
    return lambda book: setattr(book["Declaratie"]["A2"], "comment", Comment(text, "iemand"))


def footer(text: str) -> Edit:
    """Puts a text below every page of the first sheet."""
    return lambda book: setattr(book["Declaratie"].oddFooter.center, "text", text)


def name(formula: str) -> Edit:
    """Defines a name."""
    return lambda book: book.defined_names.add(DefinedName("rest", attr_text=formula))


def choice(words: str) -> Edit:
    """Adds a drop-down."""
    return lambda book: book["Declaratie"].add_data_validation(
        DataValidation(type="list", formula1=f'"{words}"', sqref="F1")
    )


def extra_table(header: str) -> Edit:
    """Adds a table with one column on a sheet of its own."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Extra")
        sheet["A1"] = header
        sheet.add_table(Table(displayName="tblExtra", ref="A1:A2"))

    return edit


def extra_column(book: openpyxl.Workbook) -> None:
    """Makes the table of lines one column wider."""
    sheet = book["Regels"]
    sheet["M4"] = "Opmerking"
    del sheet.tables[w.LINES]
    sheet.add_table(Table(displayName=w.LINES, ref="A4:M5"))


def hidden_column(text: str) -> Edit:
    """Puts a value in a column of the first sheet that is out of sight."""

    def edit(book: openpyxl.Workbook) -> None:
        book["Declaratie"]["H9"] = text
        book["Declaratie"].column_dimensions["H"].hidden = True

    return edit


def hidden_row(text: str) -> Edit:
    """Puts a value in a row of the first sheet that is out of sight."""

    def edit(book: openpyxl.Workbook) -> None:
        book["Declaratie"]["A190"] = text
        book["Declaratie"].row_dimensions[190].hidden = True

    return edit


LEAKS: dict[str, tuple[Edit, str]] = {
    "gemeente in a cell": (front("F9", "Laren"), "een andere gemeente"),
    "gemeente in capitals": (front("F9", "GOOISE  MEREN"), "een andere gemeente"),
    "gemeente within a sentence": (front("F9", "Betreft ook Laren."), "een andere gemeente"),
    "gemeente as in a file name": (front("F9", "../declaratie-2021-K1-huizen.xlsx"), "gemeente"),
    "gemeente on a hidden sheet": (hidden("Laren"), "een andere gemeente"),
    "gemeente on a very hidden sheet": (hidden("Laren", "veryHidden"), "een andere gemeente"),
    "gemeente in a note": (comment("zie Laren"), "een andere gemeente"),
    "gemeente in a footer": (footer("afschrift Laren"), "een andere gemeente"),
    "gemeente in a defined name": (name('"Laren"'), "een andere gemeente"),
    "gemeente in a drop-down": (choice("Hilversum,Laren"), "een andere gemeente"),
    "gemeente as a tab": (lambda book: book.create_sheet("Laren"), "een andere gemeente"),
    "gemeente in a property": (
        lambda book: setattr(book.properties, "keywords", "Laren"),
        "een andere gemeente",
    ),
    "gemeente in another table": (extra_table("Laren"), "een andere gemeente"),
    "address on a hidden sheet": (hidden("Brink 1, 1251 KA Laren"), "een andere gemeente"),
    "address in a note": (comment("Brink 1, 1251 KA Laren"), "een andere gemeente"),
    "address in a hidden column": (hidden_column("Brink 1, 1251 KA Laren"), "een andere gemeente"),
    "address in a hidden row": (hidden_row("Brink 1, 1251 KA Laren"), "een andere gemeente"),
    "woonplaats": (front("F9", "Bussum"), "een woonplaats"),
    "woonplaats with an apostrophe": (front("F9", "’s-Graveland"), "een woonplaats"),
    "CBS code": (hidden("GM0417"), "een andere CBS-code"),
    "earlier CBS code": (hidden("GM0381"), "een andere CBS-code"),
    "declaratienummer": (front("F9", "ET-2021-K1-GM0417"), "een andere CBS-code"),
    "casusnummer": (front("F9", "ET-2021-005"), "een casusnummer van een ander"),
    "casusnummer in a formula": (front("F9", '=IF(1=1,"ET-2021-005","")'), "een casusnummer"),
    "casusnummer in a note": (comment("ET-2021-005?"), "een casusnummer van een ander"),
    "amount": (hidden(52.53), "een bedrag van een ander"),
    "whole amount": (hidden(64), "een bedrag van een ander"),
    "amount as text": (hidden("€ 52,53"), "een bedrag van een ander"),
    "amount within a sentence": (front("F9", "Over: 447,17 in totaal"), "een bedrag van een ander"),
    "total of another": (front("F9", 148.52), "een bedrag van een ander"),
    "BSN": (hidden("BSN 111222333"), "een BSN"),
    "date of birth": (hidden("geb. 12-03-2009"), "een geboortedatum"),
    "header of a birth date": (hidden("Geboortedatum"), "een kolom die er niet in hoort"),
    "table with a diagnosis": (extra_table("Diagnose"), "een kolom die er niet in hoort"),
    "table with free text": (extra_table("Opmerkingen"), "een kolom die er niet in hoort"),
}  # fmt: skip


@pytest.mark.parametrize("case", LEAKS)
def test_a_leak_is_refused(tmp_path: Path, case: str) -> None:
    """One sentence says for whom, what and where; nothing is written, and nothing is told."""
    edit, kind = LEAKS[case]

    with pytest.raises(RegisterError) as caught:
        write(tmp_path, edit)
    sentence = str(caught.value)
    assert sentence.startswith("De declaratie voor Hilversum is niet gemaakt, want er staat ")
    assert kind in sentence
    assert not any(word in sentence for word in ("Laren", "Bussum", "005", "52,53", "111222333"))
    assert [] == list(tmp_path.iterdir())


def test_a_leak_in_the_last_file_keeps_all_back(tmp_path: Path) -> None:
    """Hilversum itself may be named in its own file, so only the second file shows the leak."""
    with pytest.raises(RegisterError, match="De declaratie voor Gooise Meren"):
        write(tmp_path, front("F9", "Hilversum"))
    assert [] == list(tmp_path.iterdir())


def test_a_column_too_many(tmp_path: Path) -> None:
    """The table of lines holds the whitelisted columns and no other."""
    with pytest.raises(RegisterError, match="tblRegels in het sjabloon heeft een kolom"):
        write(tmp_path, extra_column)


def test_a_workbook_inside_the_template(tmp_path: Path) -> None:
    """A file inside the file is read too."""
    inner = openpyxl.Workbook()
    inner.active["B2"] = "ET-2021-005"  # type: ignore[index]
    stream, whole = io.BytesIO(), io.BytesIO()
    inner.save(stream)
    package = Package(template(w.GEMEENTE_TEMPLATE))
    package.archive.put("xl/embeddings/werkmap.xlsx", [stream.getvalue()])
    package.save(whole)

    with pytest.raises(RegisterError, match="een casusnummer van een ander"):
        write_declarations(split_of(fx10()), tmp_path, template=whole.getvalue())


def test_a_declaration_of_another_as_template(tmp_path: Path) -> None:
    """Last quarter's file of another gemeente, emptied by hand, still knows whose it was."""
    (tmp_path / "oud").mkdir()
    old = next(
        path
        for path in write_declarations(split_of(fx10()), tmp_path / "oud")
        if "laren" in path.name
    )
    book = openpyxl.load_workbook(old)
    book["Regels"].delete_rows(6)
    for cell in book["Regels"][5]:
        cell.value = None
    copy = book.copy_worksheet(book["Declaratie"])
    copy.title, copy.sheet_state = "Oud", "hidden"
    stream = io.BytesIO()
    book.save(stream)

    with pytest.raises(RegisterError, match="De declaratie voor Hilversum is niet gemaakt"):
        write_declarations(split_of(fx10()), tmp_path, template=stream.getvalue())


def test_the_name_of_a_printer(tmp_path: Path) -> None:
    """A printer is often called after the building that it stands in."""
    package = Package(template(w.GEMEENTE_TEMPLATE))
    package.archive.put(
        "xl/printerSettings/printerSettings1.bin", ["PRN-Bussum-2".encode("utf-16-le") + bytes(80)]
    )
    whole = io.BytesIO()
    package.save(whole)

    assert 5 == len(write_declarations(split_of(fx10()), tmp_path, template=whole.getvalue()))


FINE: dict[str, Edit] = {
    "the region's name": front("F9", "Regio Gooi en Vechtstreek"),
    "the region's address": front("F9", "Postbus 251, 1400 AG Bussum"),
    "where it meets": front("F9", "Burg. de Bordesstraat 80, Bussum"),
    "an address below the page": footer("Regio, Postbus 251, 1400 AG Bussum"),
    "all gemeenten": front(
        "F9", "Voor Blaricum, Gooise Meren, Hilversum, Huizen, Laren, Weesp en Wijdemeren"
    ),
    "houses": front("F9", "Jongeren wonen soms in huizen van de aanbieder."),
    "contact": front("F9", "Vragen: declaraties@regio.example of 035-1234567"),
    "a number of no one": front("F9", 4711),
    "a label that many forms have": front("F9", "Naam"),
    "the account of the region": hidden("IBAN NL91ABNA0417164300"),
}


@pytest.mark.parametrize("case", FINE)
def test_what_a_region_may_have_in_its_template(tmp_path: Path, case: str) -> None:
    """Fixed text of the organisation that tells nothing about another stays in the file."""
    assert 5 == len(write(tmp_path, FINE[case]))


def test_a_meeting_that_is_shared(tmp_path: Path) -> None:
    """The number of a meeting stands in every file that has a line of it."""
    paths = write_declarations(split_of(fx10()), tmp_path)

    assert 3 == sum(
        SECOND in {row["Overlegnummer"] for row in rows(p, "tblRegels")} for p in paths[:4]
    )


def test_a_meeting_of_others(tmp_path: Path) -> None:
    """The number of a meeting at which nothing was for this gemeente does not stand in its file."""
    lines = (*fx10(), line("Huizen", 60, 9600, overlegnummer="OV-2021-B-77"))

    with pytest.raises(RegisterError, match="een overleg van een ander"):
        write(tmp_path, hidden("OV-2021-B-77"), lines)


def test_a_partner_named_after_a_place(tmp_path: Path) -> None:
    """The name of a partner may hold the name of a gemeente: it says where the partner sits."""
    lines = (*fx10(), line("Hilversum", 60, 9600, partner="Welzijn Laren, Bussum"))

    assert 5 == len(write_declarations(split_of(lines), tmp_path))


def test_a_meeting_named_after_another(tmp_path: Path) -> None:
    """A number of a meeting that names another gemeente tells who else was there."""
    lines = (line("Hilversum", 60, 9600, overlegnummer="Laren-2021-3"),)

    with pytest.raises(RegisterError, match="een andere gemeente"):
        write_declarations(split_of(lines), tmp_path)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("partner", ["Youké (jan@youke.example)", "Youké 06-12345678"])
def test_a_partner_with_a_person_in_it(tmp_path: Path, partner: str) -> None:
    """A partner's name with a telephone number or an address in it is no name of a partner."""
    with pytest.raises(RegisterError, match="de naam van een partner"):
        write_declarations(split_of([line("Laren", 60, 9600, partner=partner)]), tmp_path)


@pytest.mark.parametrize("agb", ["01234567 (jan@youke.example)", "123456782"])
def test_an_agb_code_with_a_person_in_it(tmp_path: Path, agb: str) -> None:
    """What stands for an AGB code and is an address or a BSN stays in the register."""
    with pytest.raises(RegisterError, match="een AGB-code"):
        write_declarations(split_of([line("Laren", 60, 9600, agb=agb)]), tmp_path)


@pytest.mark.parametrize("other", ["7", "007", "12", "2020"])
def test_short_casusnummers(tmp_path: Path, other: str) -> None:
    """A casusnummer that could be any number does not stop a declaration by chance."""
    lines = (
        line("Hilversum", 12, 700, casusnummer="3"),
        line("Laren", 7, 1120, casusnummer=other),
    )

    assert 3 == len(write_declarations(split_of(lines), tmp_path))


@pytest.mark.parametrize("meeting", ["12-04-2021", "31-03-2021", "44298"])
def test_a_meeting_called_after_a_day(tmp_path: Path, meeting: str) -> None:
    """A meeting of others whose number is a day that every declaration shows stops none."""
    lines = (
        line("Hilversum", 12, 700),
        line("Laren", 7, 1120, casusnummer="ET-2021-002", overlegnummer=meeting),
    )

    assert 3 == len(write_declarations(split_of(lines), tmp_path))


@pytest.mark.parametrize("other", ["2021-01", "01-2021", "2021-K1", "31-03-2021", "04-2021"])
def test_a_casusnummer_that_a_period_or_day_holds(tmp_path: Path, other: str) -> None:
    """A casusnummer that looks like a part of the period or of a day stops no other gemeente."""
    lines = (
        line("Hilversum", 12, 700),
        line("Laren", 7, 1120, casusnummer=other, overlegnummer=f"{other}-2"),
    )

    assert 3 == len(write_declarations(split_of(lines), tmp_path))


@pytest.mark.parametrize(
    ("own", "other"), [("ET-2021-001-2", "ET-2021-001"), ("K2 OV-2021-3", "OV-2021-3")]
)
def test_a_number_that_holds_another(tmp_path: Path, own: str, other: str) -> None:
    """A case or meeting whose number begins or ends with that of another one stops nothing."""
    lines = (
        line("Hilversum", 12, 700, casusnummer=own, overlegnummer=f"OV {own}"),
        line("Laren", 7, 1120, casusnummer=other, overlegnummer=other),
    )

    assert 3 == len(write_declarations(split_of(lines), tmp_path))


def test_when_a_template_was_saved_is_no_casusnummer(tmp_path: Path) -> None:
    """The properties of a template tell a day; a casusnummer such as 2019-05 is no part of it."""
    lines = (line("Hilversum", 12, 700), line("Laren", 7, 1120, casusnummer="2019-05"))

    def saved(book: openpyxl.Workbook) -> None:
        book.properties.created = datetime(2019, 5, 1, 9, 30)

    assert 3 == len(write(tmp_path, saved, lines))


def test_a_casusnummer_beside_the_period(tmp_path: Path) -> None:
    """A casusnummer of another in the same text as the period is still seen."""
    with pytest.raises(RegisterError, match="een casusnummer van een ander"):
        write(tmp_path, front("F9", "01-01-2021 ET-2021-005"))


def test_a_short_casusnummer_alone_in_a_cell(tmp_path: Path) -> None:
    """Alone in a cell it is one."""
    lines = (line("Hilversum", 12, 700, casusnummer="C3"), line("Laren", 7, 1120, casusnummer="C4"))

    with pytest.raises(RegisterError, match="een casusnummer van een ander"):
        write(tmp_path, hidden("C4"), lines)


def test_equal_amounts(tmp_path: Path) -> None:
    """The same amount for two gemeenten is each one's own."""
    lines = (line("Hilversum", 60, 9600), line("Laren", 60, 9600, casusnummer="ET-2021-002"))

    assert 3 == len(write_declarations(split_of(lines), tmp_path))
