"""A region's own template for the monitor, and what may not be left in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import registers
from monitor_books import ON, STORY, area, book_of, data_of, figures_of
from openpyxl.styles import Font
from tools import REPO

from expertteam_xl import Quarter, RegisterError, monitor, write_monitor
from expertteam_xl.outputs import monitor_layout as lay
from expertteam_xl.outputs.monitor_leaks import refuse_leaks
from expertteam_xl.outputs.monitor_model import printout
from expertteam_xl.outputs.templates import template

Edit = Callable[[openpyxl.Workbook], None]


def restyled(edit: Edit) -> bytes:
    """The template as someone changes it and saves it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(template(lay.TEMPLATE)))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_restyled_template_keeps_its_look(tmp_path: Path) -> None:
    """Other fonts, another name for a tab, an added logo text: the figures find their places."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["1 Kerncijfers"]
        sheet["A1"].font = Font(name="Georgia", size=28)
        sheet["E1"] = "Regio Gooi en Vechtstreek"

    path = write_monitor(figures_of("een", "intern"), tmp_path, template=restyled(edit))
    sheet = book_of(path.read_bytes())["1 Kerncijfers"]

    assert path.name == "monitor-2021-K1-intern.xlsx"
    assert (sheet["A1"].font.name, sheet["E1"].value) == ("Georgia", "Regio Gooi en Vechtstreek")
    assert sheet["A1"].value == "Monitor Expertteam Jeugd 2021-K1"
    assert area(book_of(path.read_bytes()), "tegel_aanmeldingen") == [[1]]


def without_name(book: openpyxl.Workbook) -> None:
    """Takes a defined name away."""
    del book.defined_names["blok_T_a"]


def without_table(book: openpyxl.Workbook) -> None:
    """Takes a table away."""
    del book[lay.DEFINED_TAB].tables[lay.DEFINED]


def with_small_area(book: openpyxl.Workbook) -> None:
    """Lets a name point to fewer cells than there are figures."""
    book.defined_names["blok_T_a"].attr_text = "'2 Instroom'!$A$5:$B$6"


@pytest.mark.parametrize(
    ("edit", "said"),
    [(without_name, "blok_T_a"), (without_table, lay.DEFINED), (with_small_area, "blok_T_a")],
)
def test_a_template_that_lacks_something_is_told_what(
    edit: Edit, said: str, tmp_path: Path
) -> None:
    """One sentence names the name or the table; nothing is written."""
    with pytest.raises(RegisterError, match=said) as caught:
        write_monitor(figures_of("een", "bestuurlijk"), tmp_path, template=restyled(edit))

    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_another_workbook_as_a_template_is_told_in_short(tmp_path: Path) -> None:
    """It lacks everything: one sentence that can be read, and not even a folder is made."""
    other = template("declaratie.xlsx")
    target = tmp_path / "map" / "monitor.xlsx"
    with pytest.raises(RegisterError, match=r"en nog [0-9]+ andere;") as caught:
        write_monitor(figures_of("een", "bestuurlijk"), target, template=other)

    assert len(str(caught.value)) < 400
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("zie ET-2021-001", "een casusnummer"),
        (STORY, "vrije tekst"),
        ("het kind woont in Muiderberg", "een woonplaats"),
        ("111222333", "een BSN"),
    ],
)
def test_what_may_not_leave_the_house_stops_the_monitor(
    text: str, kind: str, tmp_path: Path
) -> None:
    """Wherever it stands in the template; the sentence masks it, and no file appears."""

    def edit(book: openpyxl.Workbook) -> None:
        book[lay.NOTES_TAB]["D40"] = text

    with pytest.raises(RegisterError, match=kind) as caught:
        write_monitor(figures_of("een", "bestuurlijk"), tmp_path, template=restyled(edit))

    assert text not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_template_may_say_how_the_region_is_reached(tmp_path: Path) -> None:
    """Its address, number and e-mail are no secret."""

    def edit(book: openpyxl.Workbook) -> None:
        book[lay.NOTES_TAB]["D40"] = "Vragen? info@expertteam.example, 035-6921234, 1400 AB Bussum"

    look = restyled(edit)

    assert write_monitor(figures_of("een", "bestuurlijk"), tmp_path, template=look).is_file()


def test_a_hidden_count_that_comes_back_is_seen() -> None:
    """A number that is neither printed nor the template's own could tell what is hidden."""
    data = data_of("een", "bestuurlijk")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                text = re.sub(
                    rb'(<c r="B6"[^>]*?) t="inlineStr"><is>.*?</is>', rb"\1><v>3</v>", text
                )
                assert b"<v>3</v>" in text
            new.writestr(name, text)
    printed = printout(figures_of("een", "bestuurlijk"))

    refuse_leaks(data, printed, template(lay.TEMPLATE))
    with pytest.raises(RegisterError, match="een getal dat niet bij deze doelgroep hoort"):
        refuse_leaks(stream.getvalue(), printed, template(lay.TEMPLATE))


def test_ordinary_words_in_remarks_stop_nothing(tmp_path: Path) -> None:
    """A remark that says what any monitor says, or a casusnummer that could be a count."""
    cases = [
        registers.case("10001", Opmerkingen="besproken"),
        registers.case("ET-2021-002", Opmerkingen="op tijd"),
        registers.case("ET-2021-003", Opmerkingen="Uithuisplaatsingen voorkomen"),
    ]
    read = registers.register({"Casussen": cases})
    figures = monitor(read, Quarter(2021, 1), doelgroep="bestuurlijk", on=ON)

    assert write_monitor(figures, tmp_path).is_file()


def test_a_number_of_the_template_itself_may_stay(tmp_path: Path) -> None:
    """Such as a target that the region put beside a figure."""

    def edit(book: openpyxl.Workbook) -> None:
        book["3 Tijdigheid"]["I6"] = 90

    path = write_monitor(figures_of("een", "bestuurlijk"), tmp_path, template=restyled(edit))

    assert book_of(path.read_bytes())["3 Tijdigheid"]["I6"].value in (90, None)


def test_the_monitor_of_others_has_no_casusnummer_anywhere() -> None:
    """Not in a cell, a name, a property or what a chart stores."""
    with zipfile.ZipFile(io.BytesIO(data_of("een", "bestuurlijk"))) as book:
        everything = b"".join(book.read(name) for name in book.namelist())

    assert b"ET-2021-001" not in everything
    assert STORY.encode() not in everything


def test_a_file_that_is_there_is_only_replaced_on_request(tmp_path: Path) -> None:
    """And what was there stays whole until the new one is ready."""
    figures = figures_of("een", "openbaar")
    path = write_monitor(figures, tmp_path / "m.xlsx")
    path.write_bytes(b"oud")

    with pytest.raises(RegisterError, match="bestaat al"):
        write_monitor(figures, path)
    assert path.read_bytes() == b"oud"
    write_monitor(figures, path, overwrite=True)
    assert path.read_bytes()[:2] == b"PK"


def test_a_template_is_never_replaced(tmp_path: Path) -> None:
    """A template with the name of a result stays what it is, also when files may be replaced."""
    own = tmp_path / "monitor-2021-K1-openbaar.xlsx"
    own.write_bytes(template(lay.TEMPLATE))

    with pytest.raises(RegisterError, match="bewaar het onder een andere naam"):
        write_monitor(figures_of("een", "openbaar"), tmp_path, template=own, overwrite=True)
    assert own.read_bytes() == template(lay.TEMPLATE)


def test_the_page_on_templates_names_everything() -> None:
    """Who makes a template of her own finds every kind of name, and every table, on the page."""
    page = (REPO / "docs" / "sjablonen.md").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(io.BytesIO(template(lay.TEMPLATE)))
    kinds = {"blok": "`blok_…`", "kengetallen": "`kengetallen_…`", "tegel": "`tegel_…`",
             "onder": "`onder_1`", "grafiek": "`grafiek_…_uitleg`"}  # fmt: skip
    words = {kinds.get(name.split("_")[0], f"`{name}`") for name in book.defined_names}
    words |= {f"`{table}`" for sheet in book.worksheets for table in sheet.tables}

    assert [] == sorted(word for word in words if word not in page)


def test_without_its_register_a_monitor_is_still_written(tmp_path: Path) -> None:
    """Figures that someone made or loaded otherwise have no register to compare with."""
    figures = replace(figures_of("een", "bestuurlijk"), register=None)

    assert write_monitor(figures, tmp_path).is_file()
