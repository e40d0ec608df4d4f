"""What a form holds before anyone fills it in: what the register knows of that one case."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import filled_forms as ff
import openpyxl
import pytest
import registers as rs

from expertteam_xl.errors import RegisterError
from expertteam_xl.forms.case import CaseFacts, case_facts, find_case, near_case
from expertteam_xl.forms.fields import ADVICE, FORMS
from expertteam_xl.forms.filling import file_name, filled_form, refuse_leaks
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import TemplateError
from expertteam_xl.register.model import Register

PLAIN = template(ADVICE.template)


def facts(register: Register, number: str = ff.CASE) -> CaseFacts:
    row = find_case(register, number)
    assert row is not None
    return case_facts(register, row, ff.ON)


def advice_form(tmp_path: Path, sheets: dict[str, Any], number: str = ff.CASE) -> dict[str, Any]:
    return dict(ff.read(tmp_path, ff.form_of(rs.register(sheets), "advies", number)).values)


def test_a_new_advice_knows_case_overleg_number_and_sort(tmp_path: Path) -> None:
    """And nothing more."""
    values = advice_form(tmp_path, ff.sheets())
    known = {header: value for header, value in values.items() if value is not None}
    assert known == {
        "Adviesnummer": "AD-2021-002",
        "Casusnummer": "ET-2021-001",
        "Overlegnummer": "OV-1",
        "Soort": "zwaarwegend",
    }


def test_the_day_of_the_advice_is_never_guessed(tmp_path: Path) -> None:
    """It need not be that of the overleg."""
    assert advice_form(tmp_path, ff.sheets())["Adviesdatum"] is None


def test_an_advice_that_is_there_is_shown_whole(tmp_path: Path) -> None:
    """With its goals and agreements."""
    form = ff.read(tmp_path, ff.form_of(rs.register(ff.sheets()), "advies", "ET-2021-002"))
    assert form.values["Adviesnummer"] == "AD-2021-001"
    assert form.values["Adviesdatum"] == date(2021, 2, 11)
    assert form.values["Probleemschets"] is True
    assert [line.values[line.line.fields[0].header] for line in form.lines] == ["D-0001", "AF-0001"]


def test_a_later_overleg_without_an_advice_goes_first(tmp_path: Path) -> None:
    """With the partners of the last advice."""
    sheets = ff.sheets()
    sheets["Overleggen"] = [rs.session(), rs.session("OV-2", Overlegdatum=date(2021, 6, 3))]
    sheets["Besprekingen"] = [rs.talk("ET-2021-002"), rs.talk("ET-2021-002", "OV-2")]
    values = advice_form(tmp_path, sheets, "ET-2021-002")
    assert (values["Overlegnummer"], values["Adviesnummer"]) == ("OV-2", "AD-2021-002")
    assert values["Uitvoerende partner(s)"] == "Jellinek"


def test_a_lapsed_overleg_is_none(tmp_path: Path) -> None:
    """No advice came of it."""
    sheets = ff.sheets()
    sheets["Overleggen"] = [rs.session(Status="vervallen")]
    assert advice_form(tmp_path, sheets)["Overlegnummer"] is None


def test_an_oral_advice_has_no_overleg(tmp_path: Path) -> None:
    """The triage tells the sort."""
    cases = [rs.case() | {"Triage-uitkomst": "mondeling advies"}]
    values = advice_form(tmp_path, rs.full(cases, [rs.session()], []))
    assert (values["Soort"], values["Overlegnummer"]) == ("mondeling", None)


def test_a_minimal_register_will_do(tmp_path: Path) -> None:
    """One list of cases is enough for a form."""
    values = advice_form(tmp_path, rs.minimal(rs.listed()))
    assert (values["Casusnummer"], values["Adviesnummer"]) == (ff.CASE, "AD-2021-001")


def test_agreements_of_the_overleg_are_on_it(tmp_path: Path) -> None:
    """Those of this case alone."""
    sheets = ff.sheets(Afspraken=[ff.agreement(), ff.agreement("AF-0002", "ET-2021-002")])
    form = ff.read(tmp_path, ff.form_of(rs.register(sheets)))
    assert [line.values["Nr"] for line in form.lines] == ["AF-0001"]


def test_only_proposed_numbers_make_no_row(tmp_path: Path) -> None:
    """A form that nobody filled in has no goals."""
    form = ff.read(tmp_path, ff.form_of(rs.register(ff.sheets())))
    assert form.lines == ()
    assert "D-0002" in form.numbers


def test_the_closing_form_shows_the_goals_and_which_are_open(tmp_path: Path) -> None:
    """S01 asks a reason for those."""
    data = ff.form_of(rs.register(ff.sheets()), "afsluiting", "ET-2021-002")
    texts = " ".join(str(value) for value in every_value(data))
    assert "D-0001" in texts
    assert "Nog open: doel D-0001. Vul dan de reden in." in texts


def test_a_closing_that_is_there_is_shown(tmp_path: Path) -> None:
    """The last one."""
    form = ff.read(tmp_path, ff.form_of(rs.register(ff.sheets()), "afsluiting", "ET-2021-003"))
    assert form.values["Datum"] == date(2021, 11, 1)
    assert form.values["Waardering effect"] == 6


def every_value(data: bytes) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [cell.value for page in book for row in page.iter_rows() for cell in row]


def test_nothing_of_another_case_is_on_it() -> None:
    """On neither form."""
    register = rs.register(ff.sheets())
    for kind in FORMS:
        data = ff.form_of(register, kind)
        refuse_leaks(data, template(FORMS[kind].template), register, facts(register))
        assert "ET-2021-002" not in map(str, every_value(data))


def test_a_remark_or_a_birthday_on_the_form_is_refused() -> None:
    """And a telephone number; the sentence repeats nothing of it."""
    cases = [rs.case(Opmerkingen="woont nu bij oma in de Meent", Geboortedatum=date(2008, 3, 4))]
    register = rs.register(rs.full(cases, [rs.session()], [rs.talk()]))
    good = ff.form_of(register)
    refuse_leaks(good, PLAIN, register, facts(register))
    for values in (
        {"advies_uitvoerende_partners": "Woont nu bij oma in de Meent"},
        {"advies_besluit_verzonden_op": date(2008, 3, 4)},
        {"advies_uitvoerende_partners": "06-12345678"},
    ):
        with pytest.raises(RegisterError, match="is niet gemaakt") as caught:
            refuse_leaks(ff.filled(good, values), PLAIN, register, facts(register))
        assert "oma" not in str(caught.value)


def test_the_number_of_another_case_on_the_form_is_refused() -> None:
    """However it is written."""
    register = rs.register(ff.sheets())
    data = ff.filled(ff.form_of(register), {"advies_uitvoerende_partners": "zie et 2021 003"})
    with pytest.raises(RegisterError, match="het nummer van een andere casus"):
        refuse_leaks(data, PLAIN, register, facts(register))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("ET-2021-001", "advies-ET-2021-001.xlsx"),
        ("2021/7", "advies-2021-7.xlsx"),
        ("7", "advies-7.xlsx"),
        ("Jan de Vries", "advies-rij-2.xlsx"),
        ("123456782", "advies-rij-2.xlsx"),
    ],
)
def test_the_name_of_the_file_is_safe_and_tells_nobody(number: str, expected: str) -> None:
    """A name or a BSN as casusnummer never becomes a file name."""
    register = rs.register(rs.full([rs.case(number)]))
    assert file_name(ADVICE, facts(register, number)) == expected


def test_a_case_is_found_however_its_number_is_typed() -> None:
    """Case, blanks and dashes do not count; a longer number is another."""
    register = rs.register(ff.sheets())
    assert find_case(register, " et-2021–001 ") == 0
    assert find_case(register, "ET-2021-0010") is None


def test_a_near_number_is_proposed_and_no_name_ever_is() -> None:
    """What could be a person is not repeated."""
    register = rs.register(rs.full([rs.case("ET-2021-012"), rs.case("Jansen")]))
    assert near_case(register, "ET-2021-021") == "ET-2021-012"
    assert near_case(register, "Janssen") is None


def test_a_template_without_a_field_is_refused_with_its_name() -> None:
    """A region's own template must keep the names."""
    package = Package(template(ADVICE.template))
    package.workbook.remove_name("advies_adviesdatum")
    memory = io.BytesIO()
    package.save(memory)
    with pytest.raises(TemplateError, match="advies_adviesdatum"):
        filled_form(memory.getvalue(), ADVICE, facts(rs.register(ff.sheets())), ff.ON)


def test_numbers_that_look_like_another_case_are_no_leak() -> None:
    """Case 2021-002 is not on the form because the advice is called AD-2021-002."""
    cases = [rs.case("2021-001"), rs.case("2021-002", Geboortedatum=date(2015, 1, 1))]
    advices = [rs.advice("AD-2021-001", "2021-002")]
    register = rs.register(
        rs.full(cases, [rs.session("2021-002")], [rs.talk("2021-001", "2021-002")], advices)
    )
    for kind in FORMS:
        look = template(FORMS[kind].template)
        for number in ("2021-001", "2021-002"):
            refuse_leaks(
                ff.form_of(register, kind, number), look, register, facts(register, number)
            )


def test_a_remark_in_the_words_of_the_form_is_no_leak() -> None:
    """What the template says tells nothing of anybody."""
    cases = [rs.case(Opmerkingen="geen tekst van het advies of van een doel")]
    register = rs.register(rs.full(cases, [rs.session()], [rs.talk()]))
    refuse_leaks(ff.form_of(register), PLAIN, register, facts(register))


def test_a_story_in_the_column_of_a_code_stays_in_the_register(tmp_path: Path) -> None:
    """P05: a form holds codes."""
    story = "Hij is sinds de zomer niet meer naar school geweest"
    register = rs.register(ff.sheets(Doelen=[ff.goal(Leefgebied=story)]))
    form = ff.read(tmp_path, ff.form_of(register, "advies", "ET-2021-002"))
    assert form.lines[0].values["Leefgebied"] is None
    assert form.problems == ()
