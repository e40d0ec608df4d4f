"""The templates of the forms: one calm page, every field named, nothing but process and time."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import tools

from expertteam_xl.forms.fields import ADVICE, CLOSING, FORMS, FormSpec
from expertteam_xl.forms.templates import form_templates
from expertteam_xl.kinds import Kind
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.book import Package
from expertteam_xl.package.namedcells import cell_of
from expertteam_xl.register.references import address

each = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def opened(form: FormSpec) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template(form.template)))


@each
def test_the_shipped_template_is_what_the_script_makes(form: FormSpec) -> None:
    """templates/maak_sjablonen.py makes it."""
    assert form_templates()[form.template] == template(form.template)


def test_two_runs_give_the_same_bytes() -> None:
    """No clock and no chance in them."""
    assert form_templates() == form_templates()


@each
def test_every_field_has_a_name_for_one_cell_of_its_own(form: FormSpec) -> None:
    """What only shows something too."""
    package = Package(template(form.template))
    places = [cell_of(package, field.name) for field in form.every_field()]
    places += [cell_of(package, name) for name in form.shown]
    assert len(places) == len(set(places))


def test_the_seven_elements_are_asked() -> None:
    """Z01."""
    elements = {"Probleemschets", "Beschrijving", "Soort hulp", "Concrete stappen en termijnen",
                "Onderbouwing", "Doelen in tijd en effect", "Randvoorwaarden"}  # fmt: skip
    assert elements <= ADVICE.by_header.keys()


def test_both_ratings_are_asked() -> None:
    """S02."""
    assert {"Waardering samenwerking", "Waardering effect"} <= CLOSING.by_header.keys()


@each
def test_no_field_is_of_what_stays_in_the_source(form: FormSpec) -> None:
    """P05 and paragraph 7: K0 and K1 alone."""
    assert {field.column.privacy for field in form.every_field()} <= {"K0", "K1"}


@each
def test_fixed_values_are_chosen_and_dates_checked(form: FormSpec) -> None:
    """From the definitions of the columns; every field says what it wants."""
    book = opened(form)
    page = book.worksheets[0]
    rules = {
        str(area): rule
        for rule in page.data_validations.dataValidation
        for area in rule.sqref.ranges
    }
    package = Package(template(form.template))
    for field in form.every_field():
        _, place = cell_of(package, field.name)
        rule = rules[address(*place)]
        if field.column.kind is Kind.DATUM:
            assert rule.type == "date"
        elif field.column.kind is Kind.JA_NEE:
            assert (rule.type, rule.formula1) == ("list", '"ja,nee,onbekend"')
        elif field.column.words:
            assert (rule.type, rule.formula1) == ("list", f'"{",".join(field.column.words)}"')
        assert rule.prompt, field.name


@each
def test_title_and_language_are_told(form: FormSpec) -> None:
    """For who does not see the page."""
    properties = opened(form).properties
    assert properties.language == "nl-NL"
    assert properties.title


@each
def test_it_is_one_page_of_a4_upright(
    form: FormSpec, tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """As LibreOffice prints it."""
    page = opened(form).worksheets[0]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("portrait", 9)
    path = tmp_path / form.template
    path.write_bytes(template(form.template))
    text = tools.pdf_text(soffice(path, "pdf"))
    assert text.count("\f") == 1
    assert "vertrouwelijk" in text


@each
def test_the_validator_finds_nothing(
    form: FormSpec, tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """Before anything is filled in."""
    path = tmp_path / form.template
    path.write_bytes(template(form.template))
    assert ooxml_validate(path) == []


@each
def test_no_cells_are_merged(form: FormSpec) -> None:
    """A screen reader goes from field to field."""
    assert not opened(form).worksheets[0].merged_cells.ranges
