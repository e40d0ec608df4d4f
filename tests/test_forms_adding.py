"""Filled forms become rows of a copy: the right rows, once, in the user's own words, losslessly."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import compare
import filled_forms as ff
import openpyxl
import profiles
import pytest
import registers as rs
import tools

from expertteam_xl import check
from expertteam_xl.forms.case import case_facts, find_case
from expertteam_xl.forms.judging import Taken
from expertteam_xl.forms.pasting import columns_of, rows_of, tabbed
from expertteam_xl.forms.taking import Outcome, take_forms
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.book import Package
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print
from expertteam_xl.register import read_register

REGISTER = rs.workbook(ff.sheets())
FORM = ff.filled(ff.form_of(read_register(REGISTER)), ff.ADVICE)
CLOSING = ff.filled(ff.form_of(read_register(REGISTER), "afsluiting"), ff.CLOSING)


def statuses(outcome: Outcome) -> list[Taken]:
    return [outcome.taken(index) for index in range(len(outcome.forms))]


def problems(outcome: Outcome, index: int = 0) -> list[str]:
    return [problem.sentence for problem in outcome.forms[index].judgement.problems]


def test_an_advice_becomes_rows_of_three_lists(tmp_path: Path) -> None:
    """Advice, goals and agreements, each with the numbers that tie them together."""
    data = ff.saved(ff.taken(tmp_path, REGISTER, FORM))
    assert ff.rows(data, "Adviezen")[-1] == {
        "Adviesnummer": "AD-2021-002",
        "Casusnummer": "ET-2021-001",
        "Overlegnummer": "OV-1",
        "Soort": "zwaarwegend",
        "Adviesdatum": date(2021, 2, 11),
        "Probleemschets": True,
        "Randvoorwaarden": False,
        "Besluit verzonden op": date(2021, 2, 12),
    }
    assert [row["Doelnummer"] for row in ff.rows(data, "Doelen")] == ["D-0001", "D-0002", "D-0003"]
    assert {row["Adviesnummer"] for row in ff.rows(data, "Doelen")[1:]} == {"AD-2021-002"}
    assert ff.rows(data, "Afspraken")[-1] == {
        "Nr": "AF-0002",
        "Overlegnummer": "OV-1",
        "Casusnummer": "ET-2021-001",
        "Type": "oplossing",
        "Uitvoerder": "Youké",
        "Termijn": date(2021, 3, 1),
    }


def test_a_closing_becomes_a_row(tmp_path: Path) -> None:
    """S02: both ratings, half points too."""
    data = ff.saved(ff.taken(tmp_path, REGISTER, CLOSING))
    assert ff.rows(data, "Afsluitingen")[-1] == {
        "Casusnummer": "ET-2021-001",
        "Datum": date(2021, 12, 1),
        "Type": "afgesloten",
        "Door": "consulent USD",
        "Waardering samenwerking": 8,
        "Waardering effect": 7.5,
    }


def test_every_other_row_and_part_stays(tmp_path: Path) -> None:
    """Only the sheets that got a row differ."""
    data = ff.saved(ff.taken(tmp_path, REGISTER, FORM))
    names = {"Adviezen": 4, "Doelen": 5, "Afspraken": 6}
    sheets = {f"xl/worksheets/sheet{number}.xml" for number in names.values()}
    assert compare.changed_parts(REGISTER, data) <= {*sheets, "xl/workbook.xml"}
    for table in ("Casussen", "Overleggen", "Besprekingen", "Afsluitingen", "Partners"):
        assert ff.rows(data, table) == ff.rows(REGISTER, table)
    assert ff.rows(data, "Adviezen")[:-1] == ff.rows(REGISTER, "Adviezen")


def test_the_same_form_is_never_taken_in_twice(tmp_path: Path) -> None:
    """In one run, and in a later one."""
    twice = ff.taken(tmp_path, REGISTER, FORM, FORM)
    assert statuses(twice) == [Taken.ADDED, Taken.THERE]
    again = ff.taken(tmp_path, ff.saved(twice), FORM, CLOSING, CLOSING)
    assert statuses(again) == [Taken.THERE, Taken.ADDED, Taken.THERE]
    assert "staat er al" in again.forms[0].judgement.notes[0]


def test_another_number_for_the_same_advice_is_the_same_form(tmp_path: Path) -> None:
    """Case, overleg, day and sort tell."""
    first = ff.saved(ff.taken(tmp_path, REGISTER, FORM))
    renumbered = ff.filled(FORM, {"advies_adviesnummer": "AD-2021-077"})
    outcome = ff.taken(tmp_path, first, renumbered)
    assert statuses(outcome) == [Taken.THERE]
    assert outcome.result.package is None


def test_a_number_of_another_case_adds_nothing(tmp_path: Path) -> None:
    """Not even its goals."""
    outcome = ff.taken(tmp_path, REGISTER, ff.filled(FORM, {"advies_adviesnummer": "ad-2021-001"}))
    assert statuses(outcome) == [Taken.REFUSED]
    assert "een advies van een andere casus" in problems(outcome)[0]
    assert (outcome.result.package, outcome.result.to_paste) == (None, ())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("advies_casusnummer", "ET-2021-01", "Bedoelde u 'ET-2021-001'?"),
        ("advies_casusnummer", "ZZ-9", "deze casus staat niet in het register"),
        ("advies_overlegnummer", "OV-9", "dit overleg staat niet in het register"),
        ("advies_overlegnummer", None, "afspraken horen bij een overleg"),
        ("doel_1_doelnummer", "d-0001", "dit nummer heeft een doel al"),
        ("afspraak_1_nr", "AF-0001", "dit nummer heeft een afspraak al"),
        ("advies_adviesdatum", "ooit", "een datum"),
    ],
)
def test_one_wrong_field_keeps_the_whole_form_out(
    tmp_path: Path, field: str, value: object, said: str
) -> None:
    """Nothing half-filled is added."""
    outcome = ff.taken(tmp_path, REGISTER, ff.filled(FORM, {field: value}))
    assert statuses(outcome) == [Taken.REFUSED]
    assert said in problems(outcome)[0]
    assert outcome.result.package is None


def test_a_good_form_is_taken_in_beside_a_wrong_one(tmp_path: Path) -> None:
    """Forms do not wait for each other."""
    wrong = ff.filled(FORM, {"advies_adviesdatum": None})
    outcome = ff.taken(tmp_path, REGISTER, wrong, CLOSING, REGISTER)
    assert statuses(outcome) == [Taken.REFUSED, Taken.ADDED, Taken.NO_FORM]


def test_an_agreement_that_is_there_is_not_doubled(tmp_path: Path) -> None:
    """The form shows those of the overleg that the register has."""
    register = rs.workbook(ff.sheets(Afspraken=[ff.agreement()]))
    form = ff.filled(ff.form_of(read_register(register)), {**ff.ADVICE, "afspraak_1_type": "actie"})
    outcome = ff.taken(tmp_path, register, form)
    assert statuses(outcome) == [Taken.ADDED]
    assert "AF-0001 stond al" in " ".join(outcome.forms[0].judgement.notes)
    assert len(ff.rows(ff.saved(outcome), "Afspraken")) == 1


def test_blanks_are_told_and_never_filled(tmp_path: Path) -> None:
    """They stay blank in the register."""
    notes = ff.taken(tmp_path, REGISTER, FORM).forms[0].judgement.notes
    assert "Leeg gelaten: Beschrijving, Soort hulp" in notes[0]


def test_dates_before_the_advice_are_worth_a_look(tmp_path: Path) -> None:
    """An older form that was filled in anew keeps them; nothing is stopped."""
    outcome = ff.taken(
        tmp_path, REGISTER, ff.filled(FORM, {"advies_aanvaard_op": date(2020, 5, 4)})
    )
    assert statuses(outcome) == [Taken.ADDED]
    assert "Voor de adviesdatum ligt: Aanvaard op." in outcome.forms[0].judgement.notes


def test_columns_that_the_register_lacks_are_named(tmp_path: Path) -> None:
    """List by list."""
    outcome = ff.taken(tmp_path, REGISTER, ff.filled(FORM, {"advies_hulpvorm": "thuis"}))
    assert [added.share.missing for added in outcome.result.added] == [("Hulpvorm",), (), ()]


def test_the_list_keeps_its_own_words_and_numbers(tmp_path: Path) -> None:
    """Besluit, Ja and a plain number, where the rows above say so."""
    advices = [
        rs.advice(1, "ET-2021-002", Soort="Besluit")
        | {"Probleemschets": "Ja", "Randvoorwaarden": "Nee"}
    ]
    register = rs.workbook(ff.sheets(advices=advices, Doelen=[ff.goal(1, 1)]))
    form = ff.filled(ff.form_of(read_register(register)), ff.ADVICE)
    data = ff.saved(ff.taken(tmp_path, register, form))
    book = openpyxl.load_workbook(io.BytesIO(data))
    row = {a.value: b.value for a, b in zip(book["Adviezen"][1], book["Adviezen"][3], strict=True)}
    assert (row["Adviesnummer"], row["Soort"]) == (2, "Besluit")
    assert (row["Probleemschets"], row["Randvoorwaarden"]) == ("Ja", "Nee")
    assert book["Doelen"]["B3"].value == 2


def test_the_list_of_the_year_gets_the_row(tmp_path: Path) -> None:
    """The name of the sheet tells the year."""
    sheets = ff.sheets(advices=None)
    sheets["Adviezen 2020"] = [
        rs.advice("AD-2020-001", "ET-2021-003", Adviesdatum=date(2020, 11, 2))
    ]
    sheets["Adviezen 2021"] = [rs.advice("AD-2021-001", "ET-2021-002")]
    sheets["Adviezen 2022"] = [
        rs.advice("AD-2022-001", "ET-2021-003", Adviesdatum=date(2022, 1, 7))
    ]
    outcome = ff.taken(tmp_path, rs.workbook(sheets), FORM)
    blocks = [each.share.block for each in outcome.result.added if each.share.table == "Adviezen"]
    assert [block.sheet for block in blocks if block] == ["Adviezen 2021"]


def test_the_newest_list_gets_a_row_of_a_year_without_one(tmp_path: Path) -> None:
    """By its latest date."""
    sheets = ff.sheets(advices=None)
    sheets["Adviezen oud"] = [
        rs.advice("AD-2020-001", "ET-2021-003", Adviesdatum=date(2020, 11, 2))
    ]
    sheets["Adviezen nieuw"] = [rs.advice("AD-2021-001", "ET-2021-002")]
    outcome = ff.taken(tmp_path, rs.workbook(sheets), FORM)
    blocks = [each.share.block for each in outcome.result.added if each.share.table == "Adviezen"]
    assert [block.sheet for block in blocks if block] == ["Adviezen nieuw"]


def test_without_a_list_there_are_rows_to_paste(tmp_path: Path) -> None:
    """In the order of the empty register."""
    register = rs.workbook(rs.minimal(rs.listed()))
    form = ff.filled(
        ff.form_of(read_register(register)), ff.ADVICE | {"advies_overlegnummer": "OV-1"}
    )
    outcome = ff.taken(tmp_path, register, form)
    assert statuses(outcome) == [Taken.TO_PASTE]
    assert [each.share.table for each in outcome.result.to_paste] == [
        "Adviezen",
        "Doelen",
        "Afspraken",
    ]
    advice = outcome.result.to_paste[0]
    headers = [header for header, _ in columns_of(advice)]
    assert headers[:5] == ["Adviesnummer", "Casusnummer", "Overlegnummer", "Soort", "Adviesdatum"]
    assert rows_of(advice)[0][:6] == [
        "AD-2021-001",
        "ET-2021-001",
        "OV-1",
        "zwaarwegend",
        "11-02-2021",
        "ja",
    ]


def test_a_date_that_stands_with_the_case_is_pointed_at(tmp_path: Path) -> None:
    """In a minimal register there is no list of closings to make: it would contradict the dates."""
    register = rs.workbook(rs.minimal(rs.listed()))
    form = ff.filled(ff.form_of(read_register(register), "afsluiting"), ff.CLOSING)
    (paste,) = ff.taken(tmp_path, register, form).result.to_paste
    assert not paste.lacking
    assert "op blad 'Aanmeldingen' in 'Afgesloten op'" in paste.reason


def blocked() -> bytes:
    """A register with a note right under its advices."""
    book = openpyxl.load_workbook(io.BytesIO(REGISTER))
    book["Adviezen"]["A3"] = "bijgewerkt door het secretariaat"
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def test_where_something_is_in_the_way_those_rows_are_to_paste(tmp_path: Path) -> None:
    """The other lists get theirs."""
    outcome = ff.taken(tmp_path, blocked(), FORM)
    assert statuses(outcome) == [Taken.ADDED]
    (paste,) = outcome.result.to_paste
    assert (paste.share.table, paste.reason) == ("Adviezen", "in A3 staat al iets")
    assert [each.share.table for each in outcome.result.added] == ["Doelen", "Afspraken"]
    assert ff.rows(ff.saved(outcome), "Adviezen") == ff.rows(blocked(), "Adviezen")
    line = tabbed(rows_of(paste))
    assert line.split("\t")[:2] == ["AD-2021-002", "ET-2021-001"]


def test_pasted_in_their_columns_the_rows_are_the_same(tmp_path: Path) -> None:
    """What is shown fits the user's own columns, an unknown one in between left blank."""
    row = rs.advice("AD-2021-001", "ET-2021-002") | {"Kleur": "rood", "Paraaf": "x"}
    headers = [
        "Kleur",
        "Adviesnummer",
        "Casusnummer",
        "Overlegnummer",
        "Paraaf",
        "Soort",
        "Adviesdatum",
    ]
    register = rs.workbook(ff.sheets() | {"Adviezen": rs.Sheet([row], headers)})
    data = openpyxl.load_workbook(io.BytesIO(register))
    data["Adviezen"]["B3"] = "zie map"
    memory = io.BytesIO()
    data.save(memory)
    outcome = ff.taken(tmp_path, memory.getvalue(), FORM)
    (paste,) = outcome.result.to_paste
    assert rows_of(paste)[0] == [
        "",
        "AD-2021-002",
        "ET-2021-001",
        "OV-1",
        "",
        "zwaarwegend",
        "11-02-2021",
    ]


def test_a_signed_or_older_workbook_gives_rows_to_paste(
    tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """And no copy."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(REGISTER)
    outcome = ff.taken(tmp_path, soffice(path, "ods").read_bytes(), FORM)
    assert statuses(outcome) == [Taken.TO_PASTE]
    assert outcome.result.to_paste[0].reason == "een .ods wordt gelezen en niet geschreven"


def test_an_empty_register_takes_forms_in(tmp_path: Path) -> None:
    """The template of `nieuw`: Excel tables of one blank row, drop-downs and names."""
    package = Package(template("register.xlsx"))
    assert read_register(template("register.xlsx")).tables["Adviezen"].frame.empty
    form = ff.filled(
        template("advies.xlsx"),
        ff.ADVICE
        | {"advies_casusnummer": ff.CASE, "advies_adviesnummer": "AD-2021-001", "advies_overlegnummer": "OV-1",
           "doel_1_doelnummer": "D-1", "doel_2_doelnummer": "D-2", "afspraak_1_nr": "AF-1"},
    )  # fmt: skip
    memory = io.BytesIO()
    package.save(memory)
    data = ff.saved(ff.taken(tmp_path, memory.getvalue(), form))
    assert [row["Adviesnummer"] for row in ff.rows(data, "Adviezen")] == ["AD-2021-001"]
    assert len(ff.rows(data, "Doelen")) == 2
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Doelen"].tables["tbl_Doelen"].ref == "A1:H3"
    assert book["Doelen"]["D3"].number_format != "General"


def test_checked_again_the_new_rows_are_looked_at(tmp_path: Path) -> None:
    """T05: this decision went out after its day, and the new row tells so."""
    late = ff.filled(FORM, {"advies_besluit_verzonden_op": date(2021, 2, 19)})
    data = ff.saved(ff.taken(tmp_path, REGISTER, late))
    before = rs.cells(check(read_register(REGISTER), on=ff.ON), "T05")
    after = rs.cells(check(read_register(data), on=ff.ON), "T05")
    assert set(after) - set(before) == {"Adviezen!F3"}


def test_a_missing_element_is_found_afterwards(tmp_path: Path) -> None:
    """Z01 looks at the new row."""
    data = ff.saved(ff.taken(tmp_path, REGISTER, FORM))
    report = check(read_register(data), on=ff.ON)
    assert any(f.row == 3 and f.sheet == "Adviezen" for f in rs.findings(report, "Z01"))


def test_the_profile_of_a_register_counts(tmp_path: Path) -> None:
    """A header that only a profile knows gets its value, and the copy is read with it."""
    row = rs.advice("AD-2021-001", "ET-2021-002")
    headers = ["Wanneer precies" if h == "Adviesdatum" else h for h in row]
    renamed = dict(zip(headers, row.values(), strict=True))
    sheets = ff.sheets() | {"Adviezen": rs.Sheet([renamed], headers)}
    text = 'versie = 1\n[kolommen."Adviezen"]\n"Wanneer precies" = "Adviesdatum"\n'
    register = profiles.read(tmp_path, sheets, text)
    form = tmp_path / "formulier.xlsx"
    form.write_bytes(FORM)
    outcome = take_forms(register, [form], tmp_path / profiles.NAME)
    assert statuses(outcome) == [Taken.ADDED]
    book = openpyxl.load_workbook(io.BytesIO(ff.saved(outcome)))
    assert book["Adviezen"]["E3"].value.date() == date(2021, 2, 11)


REGISTERS = [
    *sorted((tools.SHARED / "registers").glob("vol*.xlsx")),
    tools.REPO / "workbooks" / "voorbeeldregister.xlsx",
]


@cache
def done(path: Path) -> tuple[bytes, Outcome, int]:
    """A register of others with an advice and a closing for its first case, and their rows."""
    import tempfile

    register = read_register(path)
    number = str(register.table("Casussen").objects("Casusnummer")[0])
    row = find_case(register, number)
    assert row is not None
    facts = case_facts(register, row, ff.ON)
    new = ff.ADVICE | {
        "advies_adviesnummer": "AD-2021-901", "advies_overlegnummer": facts.talk.number if facts.talk else None,
        "advies_adviesdatum": date(2021, 12, 14), "advies_besluit_verzonden_op": date(2021, 12, 14),
        "doel_1_doelnummer": "D-9001", "doel_2_doelnummer": "D-9002", "afspraak_1_nr": "AF-9001",
    }  # fmt: skip
    forms = [
        ff.filled(ff.form_of(register, "advies", number), new),
        ff.filled(
            ff.form_of(register, "afsluiting", number),
            ff.CLOSING | {"afsluiting_datum": date(2021, 12, 14)},
        ),
    ]
    with tempfile.TemporaryDirectory() as folder:
        outcome = ff.taken(Path(folder), path.read_bytes(), *forms)
    return ff.saved(outcome), outcome, sum(len(each.share.rows) for each in outcome.result.added)


each = pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)


@each
def test_registers_of_others_take_forms_in(path: Path) -> None:
    """Read again, they have just the rows that were told."""
    data, outcome, count = done(path)
    assert statuses(outcome)[0] is Taken.ADDED
    old, new = read_register(path), read_register(data)
    sizes = {name: len(new.tables[name]) - len(table) for name, table in old.tables.items()}
    assert sum(sizes.values()) == count
    assert sizes["Adviezen"] == 1
    assert sizes["Casussen"] == 0


@each
def test_registers_of_others_lose_nothing(path: Path) -> None:
    """Their sheets keep every byte up to the last row."""
    data, outcome, _ = done(path)
    package = Package(path.read_bytes())
    sheets = {
        package.worksheets[each.share.block.sheet]
        for each in outcome.result.added
        if each.share.block
    }
    allowed = growing(path) | sheets | {"xl/workbook.xml", "xl/styles.xml"}
    assert compare.changed_parts(path.read_bytes(), data) <= allowed
    old, new = (compare.parts(each) for each in (path.read_bytes(), data))
    for sheet in sheets:
        before, after = old[sheet], new[sheet]
        end = before.rindex(b"</row>") + len(b"</row>")
        assert before[before.index(b"<sheetData>") : end] in after


def growing(path: Path) -> set[str]:
    return {
        name
        for name in compare.parts(path.read_bytes())
        if "/tables/" in name or "/charts/" in name
    }


@each
def test_the_validator_finds_nothing_new_in_them(
    path: Path, tmp_path: Path, ooxml_validate: Callable[[Path], list[str]]
) -> None:
    """No error that was not there before."""
    result = tmp_path / "na.xlsx"
    result.write_bytes(done(path)[0])
    assert set(ooxml_validate(result)) <= set(ooxml_validate(path))


@each
def test_libreoffice_opens_them(
    path: Path, tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    """And shows the new advice."""
    result = tmp_path / "na.xlsx"
    result.write_bytes(done(path)[0])
    again = soffice(result, "ods")
    assert any(
        row.get("Adviesnummer") == "AD-2021-901" for row in ff.rows(again.read_bytes(), "Adviezen")
    )


CORPUS = sorted((tools.SHARED / "corpus").glob("*.xls[xm]"))
SAMPLE = ("04", "12", "28", "44", "70", "71", "73")


def grafted(path: Path) -> bytes:
    """A workbook of others with a list of closings on a sheet of its own."""
    package = Package(path.read_bytes())
    headers = ("Casusnummer", "Datum", "Type", "Waardering samenwerking", "Waardering effect")
    row = ("ET-2021-009", date(2021, 10, 1), "afgesloten", 7, 6)
    cases = [NewRow([NewCell(h) for h in ("Casusnummer", "Aanmelddatum", "Woonplaats")]),
             NewRow([NewCell(v) for v in (ff.CASE, date(2021, 2, 1), "Hilversum")])]  # fmt: skip
    rows = [NewRow([NewCell(h) for h in headers]), NewRow([NewCell(v) for v in row])]
    package.add_sheet(NewSheet("Casussen", [12] * 3, cases, Print("A1:C2")))
    package.add_sheet(NewSheet("Afsluitingen", [12] * 5, rows, Print("A1:E2")))
    memory = io.BytesIO()
    package.save(memory)
    return memory.getvalue()


@pytest.mark.parametrize(
    "path", [p for p in CORPUS if p.name[:2] in SAMPLE], ids=lambda path: path.stem
)
def test_workbooks_that_others_made_lose_nothing(path: Path, tmp_path: Path) -> None:
    """Charts, macros, pictures and odd namespaces around a list of closings."""
    before = grafted(path)
    form = ff.filled(
        template("afsluitformulier.xlsx"), ff.CLOSING | {"afsluiting_casusnummer": ff.CASE}
    )
    after = ff.saved(ff.taken(tmp_path, before, form))
    package = Package(before)
    allowed = {
        package.worksheets["Afsluitingen"],
        package.workbook_part,
        package.relations.first("styles"),
    }
    assert compare.changed_parts(before, after) <= allowed
    assert len(ff.rows(after, "Afsluitingen")) == 2


@pytest.mark.parametrize(
    "value", ["Youké", "Zorg & Co <bv>", "Leger\tdes Heils", "Kwintes\nNoord", "_x0041_"]
)
def test_texts_arrive_as_they_were(tmp_path: Path, value: str) -> None:
    """Blanks tidied, nothing taken for markup."""
    form = ff.filled(FORM, {"afspraak_1_uitvoerder": value})
    outcome = ff.taken(tmp_path, REGISTER, form)
    last: Any = ff.rows(ff.saved(outcome), "Afspraken")[-1]["Uitvoerder"]
    assert last == " ".join(value.split())
