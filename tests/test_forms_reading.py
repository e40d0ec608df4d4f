"""A filled form is read by its names, with the same eyes as the register; odd forms say why not."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import filled_forms as ff
import openpyxl
import pytest
import registers as rs

from expertteam_xl.errors import PasswordError, RegisterError
from expertteam_xl.forms.reading import FilledForm
from expertteam_xl.package.cellxml import Formula
from expertteam_xl.protection.locking import lock

FORM = ff.form_of(rs.register(ff.sheets()))
CLOSING = ff.form_of(rs.register(ff.sheets()), "afsluiting")


def read(tmp_path: Path, **values: Any) -> FilledForm:
    return ff.read(tmp_path, ff.filled(FORM, ff.ADVICE | values))


def sentences(form: FilledForm) -> list[str]:
    return [problem.sentence for problem in form.problems]


def test_a_well_filled_form_is_read_whole(tmp_path: Path) -> None:
    """Rows with only a proposed number are none."""
    form = read(tmp_path)
    assert sentences(form) == []
    assert form.values["Adviesdatum"] == date(2021, 2, 11)
    assert (form.values["Probleemschets"], form.values["Randvoorwaarden"]) == (True, False)
    assert [dict(line.values) for line in form.lines] == [
        {
            "Doelnummer": "D-0002",
            "Type": "tussentijds",
            "Termijn": date(2021, 6, 1),
            "Leefgebied": None,
            "Resultaat": None,
        },
        {
            "Doelnummer": "D-0003",
            "Type": "einddoel",
            "Termijn": date(2021, 12, 1),
            "Leefgebied": None,
            "Resultaat": None,
        },
        {
            "Nr": "AF-0002",
            "Type": "oplossing",
            "Termijn": date(2021, 3, 1),
            "Uitvoerder": "Youké",
            "Gereed op": None,
        },
    ]


@pytest.mark.parametrize("text", ["11-02-2021", "11 februari 2021", "2021-02-11", " 11/2/2021 "])
def test_a_date_as_text_is_a_date(tmp_path: Path, text: str) -> None:
    """In every spelling that the register knows."""
    assert read(tmp_path, advies_adviesdatum=text).values["Adviesdatum"] == date(2021, 2, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ja", True), ("NEE", False), ("x", True), ("onbekend", None), ("?", None)],
)
def test_ja_and_nee_as_people_write_them(tmp_path: Path, text: str, expected: bool | None) -> None:
    """Onbekend is a blank."""
    form = read(tmp_path, advies_probleemschets=text)
    assert (form.values["Probleemschets"], sentences(form)) == (expected, [])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("advies_adviesdatum", "binnenkort eens", "Adviesdatum"),
        ("advies_adviesdatum", "ja", "Adviesdatum"),
        ("advies_adviesdatum", None, "dit is nog leeg"),
        ("advies_adviesdatum", "volgt", "dit is nog leeg"),
        ("advies_casusnummer", None, "dit is nog leeg"),
        ("advies_soort", "bindend", "kies zwaarwegend of mondeling"),
        ("advies_hulpvorm", "logeren", "geen bekende keuze"),
        ("advies_probleemschets", "misschien", "ja of nee"),
        ("advies_uitvoerende_partners", "Youké, bel 06-12345678", "een telefoonnummer"),
        ("advies_uitvoerende_partners", "BSN 111222333", "een BSN"),
        ("advies_uitvoerende_partners", "=HYPERLINK(1)", "Excel een formule"),
        ("advies_uitvoerende_partners", "v" * 121, "hoogstens 120"),
        ("doel_1_leefgebied", "Hij woont niet meer thuis sinds de ruzie van vorige week", "hoogstens 40"),
        ("doel_1_type", None, "dit is nog leeg"),
        ("doel_1_termijn", None, "dit is nog leeg"),
        ("doel_3_leefgebied", "WONEN", "dit is nog leeg"),
        ("doel_2_doelnummer", "D-0002", "twee keer"),
        ("afspraak_1_uitvoerder", None, "dit is nog leeg"),
        ("afspraak_1_nr", None, "dit is nog leeg"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_cell(
    tmp_path: Path, field: str, value: object, said: str
) -> None:
    """In the words of the form, without repeating what was typed."""
    form = read(tmp_path, **{field: value})
    told = sentences(form)
    assert told
    assert any(said in sentence for sentence in told)
    assert all(re.match(r"Advies![A-E]\d+ \(", sentence) for sentence in told)
    if isinstance(value, str) and len(value) > 10 and value != "binnenkort eens":
        assert all(value not in sentence for sentence in told)


def test_the_words_someone_typed_are_never_repeated(tmp_path: Path) -> None:
    """They may hold a name."""
    form = read(tmp_path, advies_adviesdatum="Kees vroeg uitstel", advies_soort="Kees zijn plan")
    assert len(form.problems) == 2
    assert "Kees" not in " ".join(sentences(form))


@pytest.mark.parametrize("value", [0, 11, -3, 7.5, "8"])
def test_a_rating_goes_from_one_to_ten(tmp_path: Path, value: object) -> None:
    """Halves count, and a figure as text too."""
    form = ff.read(
        tmp_path, ff.filled(CLOSING, ff.CLOSING | {"afsluiting_waardering_effect": value})
    )
    fine = value in (7.5, "8")
    assert (form.values["Waardering effect"] is not None) == fine
    assert bool(form.problems) == (not fine)


def test_a_formula_with_its_result_counts(tmp_path: Path) -> None:
    """What Excel shows is what was meant."""
    day = Formula("DATE(2021,2,11)", date(2021, 2, 11))
    assert read(tmp_path, advies_adviesdatum=day).values["Adviesdatum"] == date(2021, 2, 11)


@pytest.mark.parametrize("result", [None, "#N/A"])
def test_a_formula_without_a_result_is_told(tmp_path: Path, result: str | None) -> None:
    """Nothing is guessed."""
    data = ff.filled(FORM, ff.ADVICE | {"advies_adviesdatum": Formula("TODAY()", result)})
    form = ff.read(tmp_path, data)
    assert form.values["Adviesdatum"] is None
    assert form.problems


def test_excel_s_own_error_in_a_field_is_told(tmp_path: Path) -> None:
    """By its Dutch name."""
    book = openpyxl.load_workbook(io.BytesIO(ff.filled(FORM, ff.ADVICE)))
    book.worksheets[0]["B18"] = "#N/A"
    book.worksheets[0]["B18"].data_type = "e"
    form = ff.read(tmp_path, saved(book))
    assert any("#N/B" in sentence for sentence in sentences(form))


def saved(book: openpyxl.Workbook) -> bytes:
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def test_another_look_and_other_places_make_no_difference(tmp_path: Path) -> None:
    """A region moved everything, renamed the sheet and merged a field; the names tell."""
    book = openpyxl.load_workbook(io.BytesIO(ff.filled(FORM, ff.ADVICE)))
    page = book.worksheets[0]
    page.title = "Ons eigen formulier"
    for name in book.defined_names.values():
        if name.attr_text.startswith("'Advies'") or name.attr_text.startswith("Advies!"):
            _, _, cell = name.attr_text.rpartition("!")
            old = page[cell.replace("$", "")]
            new = page.cell(old.row + 100, old.column * 2, old.value)
            new.number_format = old.number_format
            name.attr_text = f"'Ons eigen formulier'!${new.column_letter}${new.row}"
    page.merge_cells("D118:E119")
    book.defined_names[
        "advies_besluit_verzonden_op"
    ].attr_text = "'Ons eigen formulier'!$D$118:$E$119"
    form = ff.read(tmp_path, saved(book))
    assert sentences(form) == []
    assert form.values["Besluit verzonden op"] == date(2021, 2, 12)
    assert len(form.lines) == 3


def test_a_region_that_took_rows_and_fields_away_can_go_on(tmp_path: Path) -> None:
    """What is not asked stays blank."""
    book = openpyxl.load_workbook(io.BytesIO(ff.filled(FORM, ff.ADVICE)))
    gone = [n for n in book.defined_names if n.startswith(("doel_2", "doel_3", "afspraak_"))]
    for name in (*gone, "advies_uitvoering"):
        del book.defined_names[name]
    form = ff.read(tmp_path, saved(book))
    assert (len(form.lines), sentences(form), form.values["Uitvoering"]) == (1, [], None)


def test_a_name_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """And a required field that is gone."""
    book = openpyxl.load_workbook(io.BytesIO(ff.filled(FORM, ff.ADVICE)))
    book.defined_names["advies_adviesdatum"].attr_text = "#REF!"
    del book.defined_names["advies_adviesnummer"]
    told = sentences(ff.read(tmp_path, saved(book)))
    assert len(told) == 2
    assert "advies_adviesdatum" in told[1]
    assert "advies_adviesnummer" in told[0]


def test_a_form_that_libreoffice_saved_reads_the_same(
    tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """Every value and every row."""
    path = tmp_path / "formulier.xlsx"
    path.write_bytes(ff.filled(FORM, ff.ADVICE))
    again = ff.read(tmp_path, soffice(path, "xlsx").read_bytes(), "opnieuw.xlsx")
    assert sentences(again) == []
    assert again.values == read(tmp_path).values
    assert [line.values for line in again.lines] == [line.values for line in read(tmp_path).lines]


@pytest.mark.parametrize(
    "data",
    [b"", b"geen werkmap", rs.workbook(ff.sheets()), rs.workbook({"Blad1": []})],
    ids=["empty", "text", "register", "blank"],
)
def test_what_is_no_form_says_so_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    """An empty file, a text, the register itself, a blank workbook."""
    with pytest.raises(RegisterError) as caught:
        ff.read(tmp_path, data)
    assert "\n" not in str(caught.value)


def test_an_older_format_is_asked_for_as_xlsx(
    tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """The names that tell the fields are read from that alone."""
    path = tmp_path / "formulier.xlsx"
    path.write_bytes(FORM)
    with pytest.raises(RegisterError, match="bewaar het als"):
        ff.read(tmp_path, soffice(path, "ods").read_bytes(), "formulier.ods")


def test_a_form_with_another_password_says_so(tmp_path: Path) -> None:
    """It is not taken for damaged."""
    with pytest.raises(PasswordError):
        ff.read(tmp_path, lock(FORM, "anders"))


@pytest.mark.parametrize("start", ["04", "12", "26", "71", "72"])
def test_workbooks_of_others_are_no_forms(start: str, shared: Path, tmp_path: Path) -> None:
    """Whatever is in them."""
    (path,) = (shared / "corpus").glob(f"{start}-*")
    with pytest.raises(RegisterError):
        ff.read(tmp_path, path.read_bytes(), path.name)
