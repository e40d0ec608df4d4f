"""What keeps a quarter from being declared, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from billing_rows import K1, split_of
from money_rows import attendee, money, partner, spent, tariff
from registers import Formula, Sheet, case, register, session, talk, workbook

from expertteam_xl import Quarter, Split, check, read_register, split_costs
from expertteam_xl.billing.report import as_dict
from expertteam_xl.findings import Severity

K2 = Quarter(2021, 2)
LATER = date(2021, 5, 11)
Sheets = dict[str, Any]


def two_quarters(**changed: Any) -> Sheets:
    """A meeting in each of two quarters, with a case each; ``changed`` as of `money`."""
    given: Sheets = {
        "cases": [case(), case("ET-2021-002")],
        "sessions": [session(), session("OV-2", Overlegdatum=LATER)],
        "talks": [talk(Bespreekminuten=30), talk("ET-2021-002", "OV-2", Bespreekminuten=30)],
        "partners": [partner(), partner("Jellinek")],
        "tariffs": [tariff(), tariff("Jellinek")],
    }
    rows = changed.pop("rows", [attendee(), attendee("Jellinek", "OV-2")])
    return money(*rows, **(given | changed))


def blocked(split: Split) -> list[str]:
    """Code and cell of everything that blocks."""
    return sorted(f"{finding.code} {finding.sheet}!{finding.cell}" for finding in split.blocking)


def test_nothing_blocks_what_is_in_order() -> None:
    """Neither quarter."""
    sheets = two_quarters()

    assert [] == blocked(split_of(sheets)) == blocked(split_of(sheets, K2))


SECOND: dict[str, tuple[str, Sheets]] = {
    "R03 date of deelnames": ("R03", {"rows": [attendee(), attendee("Jellinek", "OV-2", **spent("1,5"))]}),
    "R04 werkstroom": ("R04", {"sessions": [session(), session("OV-2", Overlegdatum=LATER, Werkstroom="C")]}),
    "R04 status": ("R04", {"sessions": [session(), session("OV-2", Overlegdatum=LATER, Status="misschien")]}),
    "R05 status": ("R05", {"sessions": [session(), session("OV-2", Overlegdatum=LATER, Status=None)]}),
    "R03 bespreekminuten": ("R03", {"talks": [talk(Bespreekminuten=30), talk("ET-2021-002", "OV-2", Bespreekminuten="lang")]}),
    "R07 partner": ("R07", {"rows": [attendee(), attendee("Jellineck", "OV-2")]}),
    "R07 casus of a row": ("R07", {"rows": [attendee(), attendee("Jellinek", "OV-2", Casusnummers="ET-2021-009")]}),
    "R07 casus of a talk": ("R07", {"talks": [talk(Bespreekminuten=30), talk("ET-2021-009", "OV-2", Bespreekminuten=30)]}),
    "R08 time": ("R08", {"rows": [attendee(), attendee("Jellinek", "OV-2", **spent(Formula("=NA()", "#N/A")))]}),
    "R04 place": ("R04", {"cases": [case(), case("ET-2021-002", Woonplaats="HBL")]}),
    "R05 place": ("R05", {"cases": [case(), case("ET-2021-002", Woonplaats=None)]}),
    "R06 case": ("R06", {"cases": [case(), case("ET-2021-002"), case("ET-2021-002")]}),
    "R04 kind of partner": ("R04", {"partners": [partner(), partner("Jellinek", Soort="aanbieder")]}),
    "R03 tariff": ("R03", {"tariffs": [tariff(), tariff("Jellinek") | {"€ per uur": "veel"}]}),
    "F01": ("F01", {"tariffs": [tariff()]}),
    "F07 gap": ("F07", {"tariffs": [tariff(), tariff("Jellinek") | {"Geldig tot": date(2021, 5, 10)}]}),
    "F07 overlap": ("F07", {"tariffs": [tariff(), tariff("Jellinek"), tariff("Jellinek", 9700)]}),
    "F07 code": ("F07", {"rows": [attendee(), attendee("Jellinek", "OV-2", Tariefcode="JW")]}),
    "F09 negative": ("F09", {"rows": [attendee(), attendee("Jellinek", "OV-2", **spent(-5))]}),
    "F09 zero": ("F09", {"rows": [attendee(), attendee("Jellinek", "OV-2", **spent(0))]}),
    "F09 too long": ("F09", {"rows": [attendee(), attendee("Jellinek", "OV-2", **spent(1000, 400, 41))]}),
    "F10": ("F10", {"rows": [attendee(), attendee("Jellinek", "OV-2", Casusnummers="ET-2021-001")]}),
}  # fmt: skip


@pytest.mark.parametrize("name", SECOND)
def test_what_is_wrong_in_one_quarter_blocks_that_one_only(name: str) -> None:
    """Each kind that contract.md names."""
    code, changed = SECOND[name]
    sheets = two_quarters(**changed)

    assert {code} == {line.partition(" ")[0] for line in blocked(split_of(sheets, K2))}
    assert [] == blocked(split_of(sheets))
    assert {code} <= {finding.code for finding in split_of(sheets, K2).findings}


ANY: dict[str, tuple[str, Sheets]] = {
    "date that can't be read": ("R03", {"sessions": [session(), session("OV-2", Overlegdatum="volgende week")]}),
    "no date": ("R05", {"sessions": [session(), session("OV-2", Overlegdatum=None)]}),
    "meeting that is not there": ("R07", {"rows": [attendee(), attendee("Jellinek", "OV-9")]}),
    "no meeting": ("R05", {"rows": [attendee(), attendee("Jellinek", None)]}),
    "case without a number": ("R05", {"cases": [case(), case("ET-2021-002"), case(None)]}),
    "partner without a name": ("R05", {"partners": [partner(), partner("Jellinek"), partner(None)]}),
}  # fmt: skip


@pytest.mark.parametrize("name", ANY)
@pytest.mark.parametrize("quarter", ["2021-K1", "2021-K2", "2019-K3"])
def test_a_row_whose_quarter_cannot_be_told_blocks_every_quarter(name: str, quarter: str) -> None:
    """It may be of any."""
    code, changed = ANY[name]
    found = blocked(split_of(two_quarters(**changed), Quarter.parse(quarter)))

    assert code in {line.partition(" ")[0] for line in found}


def test_a_number_that_stands_twice_blocks_both_quarters() -> None:
    """Of the rows of Deelnames nobody knows to which of the two they belong."""
    held = [session(), session(Overlegdatum=LATER)]
    sheets = two_quarters(sessions=held, rows=[attendee()], talks=[talk(Bespreekminuten=30)])

    assert ["R06 Overleggen!A3"] == blocked(split_of(sheets)) == blocked(split_of(sheets, K2))
    assert [] == blocked(split_of(sheets, Quarter(2021, 3)))


@pytest.mark.parametrize(("sheet", "header"), [("Overleggen", "Status"), ("Besprekingen", "Casusnummer"), ("Deelnames", "Rol"), ("Tarieven", "Tariefcode"), ("Casussen", "Woonplaats")])  # fmt: skip
def test_a_required_column_that_is_missing_blocks(sheet: str, header: str) -> None:
    """R01, on the sheets that money is made of."""
    sheets = two_quarters()
    before = sheets[sheet]
    headers = [each for each in before.headers if each != header]
    found = blocked(split_of(sheets | {sheet: Sheet(before.rows, headers)}))

    assert f"R01 {sheet}!A1" in found


def test_two_columns_for_one_field_block() -> None:
    """R02: which of the two counts?"""
    rows = [attendee() | {"Reis": 30}]
    found = blocked(split_of(two_quarters() | {"Deelnames": rows}))

    assert ["R02"] == [line.partition(" ")[0] for line in found]


def harmless(**changed: Any) -> Callable[[], Sheets]:
    return lambda: two_quarters(**changed)


@pytest.mark.parametrize(
    "sheets",
    [
        harmless(cases=[case(Aanmelddatum="morgen"), case("ET-2021-002")]),
        harmless(cases=[case(Aanmelddatum=None), case("ET-2021-002")]),
        harmless(cases=[case(), case("ET-2021-002"), case("ET-2021-003", Woonplaats="Atlantis")]),
        harmless(partners=[partner(), partner("Jellinek"), partner("Kwintes", Soort="x")]),
        harmless(tariffs=[tariff(), tariff("Jellinek"), tariff(cents=1) | {"Geldig van": date(2022, 1, 1)}, tariff("Jellinek", 2) | {"Geldig van": date(2022, 1, 1)}]),
        harmless(rows=[attendee(), attendee("Jellinek", "OV-2"), attendee(Uitgenodigd="nee", **spent(-5))]),
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_sum_does_not_block(sheets: Callable[[], Sheets]) -> None:
    """Other columns of Casussen, cases that were not discussed, partners who were not there."""
    assert [] == blocked(split_of(sheets()))


def test_numbers_of_another_form_do_not_block() -> None:
    """R04 on the form of a casusnummer is a warning."""
    sheets = money(attendee(), cases=[case("007")], talks=[talk("007", Bespreekminuten=30)])
    split = split_of(sheets)

    assert [] == blocked(split)
    assert ["007"] == [line.casusnummer for line in split.lines]


def test_an_accepted_finding_still_blocks(tmp_path: Any) -> None:
    """The coordinator's reason silences it in the check, and makes no amount certain."""
    import openpyxl

    from expertteam_xl import write_findings

    sheets = two_quarters(rows=[attendee(**spent(-5))])
    read = register(sheets)
    marked = tmp_path / "gemarkeerd.xlsx"
    write_findings(check(read, on=date(2021, 4, 1)), marked)
    book = openpyxl.load_workbook(marked)
    sheet = book["Bevindingen"]
    top = next(
        row[0].row for row in sheet.iter_rows() if any(c.value == "Akkoord tot" for c in row)
    )
    headers = [cell.value for cell in sheet[top]]
    for row in range(top + 1, sheet.max_row + 1):
        sheet.cell(row, headers.index("Akkoord tot") + 1, date(2030, 1, 1))
        sheet.cell(row, headers.index("Reden") + 1, "weten we")
    book.save(marked)
    again = read_register(marked)
    report = check(again, on=date(2021, 4, 2))

    assert "geaccepteerd" in {f.status.value for f in report.findings if f.code == "F09"}
    assert ["F09"] == [f.code for f in split_costs(again, K1, on=date(2021, 4, 2)).blocking]


@pytest.mark.parametrize(
    ("sheet", "cell"), [("Overleggen", "A2"), ("Partners", "B2"), ("Tarieven", "J2")]
)
def test_a_whole_sheet_that_is_missing_blocks(sheet: str, cell: str) -> None:
    """Time without meetings, partners or tariffs can't become an amount of nothing."""
    sheets = {name: rows for name, rows in money(attendee()).items() if name != sheet}
    split = split_of(sheets)

    assert cell in {finding.cell for finding in split.blocking if finding.sheet == "Deelnames"}
    assert all(sheet in finding.message for finding in split.blocking)


def test_without_discussions_nothing_is_declared_and_that_is_told() -> None:
    """A register that never had Besprekingen: a warning, as for every meeting without a case."""
    sheets = {name: rows for name, rows in money(attendee()).items() if name != "Besprekingen"}
    split = split_of(sheets)

    assert [] == blocked(split)
    assert [("F10", Severity.WAARSCHUWING)] == [(f.code, f.severity) for f in split.findings]


def test_a_tariff_that_cannot_be_used_is_told_at_the_time_it_is_for() -> None:
    """A price below zero is no price; where the tariff itself tells it, it is told once."""
    split = split_of(money(attendee(), tariffs=[tariff() | {"€ per uur": -1}]))
    messages = [f"{f.code} {f.sheet}" for f in split.blocking]

    assert messages
    assert () == split.lines


def test_with_errors_the_rest_can_be_split_for_a_concept() -> None:
    """The row that can't be charged has no line; the other one has."""
    sheets = money(attendee(), attendee(Tariefcode="JW"))
    split = split_of(sheets)

    assert ["F07"] == [finding.code for finding in split.blocking]
    assert ["Deelnames!A2"] == [line.bron for line in split.lines]


def test_warnings_are_told_and_block_nothing() -> None:
    """Someone who was not invited; and infos, such as of equal shares, are left to the check."""
    cases, talks = [case(), case("ET-2021-002")], [talk(), talk("ET-2021-002")]
    sheets = money(attendee(), attendee(Uitgenodigd="nee"), cases=cases, talks=talks)
    split = split_of(sheets)

    assert [("F01", "waarschuwing")] == [(f.code, f.severity.value) for f in split.findings]
    assert [] == blocked(split)


def test_a_warning_of_another_quarter_is_left_out() -> None:
    """As its errors are."""
    rows = [attendee(), attendee("Jellinek", "OV-2", Uitgenodigd="nee")]
    sheets = two_quarters(rows=rows)

    assert () == split_of(sheets).findings
    assert ["F01"] == [finding.code for finding in split_of(sheets, K2).findings]


def test_findings_in_the_json_are_as_in_the_check() -> None:
    """The same keys, place and message."""
    split = split_of(two_quarters(rows=[attendee(**spent(-5))]))
    (found,) = as_dict(split, [])["bevindingen"]

    assert ("F09", "fout", "nieuw", "Deelnames", 2, "E", "E2") == tuple(
        found[key] for key in ("code", "ernst", "status", "blad", "rij", "kolom", "cel")
    )


def test_the_rules_and_the_declaration_agree() -> None:
    """What blocks stands in the check too, at the same cell with the same words."""
    for name in ("R03 tariff", "R07 casus of a talk", "F01", "F07 gap", "F09 zero", "F10"):
        code, changed = SECOND[name]
        read = read_register(workbook(two_quarters(**changed)))
        report = check(read, on=date(2021, 12, 15))
        known = {(f.code, f.sheet, f.cell, f.message) for f in report.findings}
        stop = split_costs(read, K2, on=date(2021, 12, 15)).blocking

        assert {(f.code, f.sheet, f.cell, f.message) for f in stop} <= known, code


def test_a_column_that_is_empty_on_every_row_blocks_each_quarter() -> None:
    """It is told once, at a row that may be of another quarter."""
    cases = [case(f"ET-2021-{n:03d}", Woonplaats=None) for n in range(1, 6)]
    sheets = two_quarters(cases=cases)

    assert ["R05 Casussen!C2"] == blocked(split_of(sheets)) == blocked(split_of(sheets, K2))
