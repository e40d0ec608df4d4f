"""What holds for every rule of the catalogue, whatever it watches over."""

from __future__ import annotations

import copy
import re
import string
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from advice_rows import apart, family, wrong
from money_rows import attendee, partner, spent, tariff
from registers import (
    ON,
    Sheet,
    advice,
    case,
    checked,
    full,
    listed,
    minimal,
    outcome,
    register,
    session,
    stay,
    talk,
    workbook,
)

from expertteam_xl import checks
from expertteam_xl.errors import DefinitionError
from expertteam_xl.findings import Severity, Status
from expertteam_xl.register.model import Register
from expertteam_xl.rules.catalogue import RULES, Rule, rule_text
from expertteam_xl.schema import tables
from expertteam_xl.settings import Settings

CODES = tuple(RULES)
PRESENT = "Ouders aanwezig"
UNTESTABLE = {code for code, rule in RULES.items() if rule.untestable}
TESTS = Path(__file__).parent / "rules"


def complete() -> dict[str, Any]:
    """A register with every sheet, in which much is wrong."""
    born = {"Geboortedatum": date(1990, 1, 1), "Geboortejaar": 1990, "Grond A": "a, z"}
    cases = [case(), case(Werkstroom=None) | born, case("7", Aanmelddatum="x", Triagedatum=None)]
    cases += [case("ET-2021-008", Aanmelddatum=date(2017, 1, 1), Status=None, Woonplaats="HBL")]
    sessions = [
        session(),
        session("OV-2", Overlegdatum=date(2022, 6, 1)),
        session("OV-3", Status="vervallen", Overlegdatum=date(2021, 4, 1)),
        session("OV-3", Overlegdatum=date(2020, 9, 1)),
        session("OV-4", Overlegdatum=date(2019, 6, 6), Werkstroom=None),
    ]
    cases += [case("ET-2021-010", Woonplaats="Eemnes") | told_late(), case("ET-2021-012") | odd()]
    talks = [talk(held=f"OV-{i}", Bespreekminuten=None) for i in (1, 2, 3, 9)]
    talks += [talk("ET-2021-010", Bespreekminuten=20)]
    talks[0] |= dict.fromkeys((PRESENT, "Netwerk besproken", "Mandaat geregeld"), "nee")
    talks[1] |= {PRESENT: "nee", "Ouders achteraf geïnformeerd op": date(2022, 6, 2)}
    stays = [stay(), stay(Uitstroomdatum=date(2021, 2, 1)), stay("ET-2021-099")]
    cases, stays = [*cases, *family()], [*stays, stay("ET-2021-010"), *apart()]
    sessions[0] |= {"Tijd beschikbaar": "nee", "Duur (min)": 150}
    sessions[1] |= {"Voorzitter van C&A": "nee", "Secretaris": "coördinator C&A"}
    others = wrong()
    advices = [advice(), advice("AD-2", held="OV-2"), *others.pop("Adviezen")]
    more: dict[str, Any] = {name: [] for name in tables()}
    sheets = full(cases, sessions, talks, advices) | others
    empty = {name: Sheet([], headers(name)) for name in more if name not in sheets}
    return sheets | empty | {"Plaatsingen": stays} | declared_time()


def told_late() -> dict[str, Any]:
    """More of a case: brought in by a kernpartij, and the family informed too late."""
    return {
        "Type aanmelder": "gemeente",
        "Afgestemd met USD op": date(2021, 2, 1),
        "Ouders/jeugdige geïnformeerd op": date(2021, 3, 1),
    }


def odd() -> dict[str, Any]:
    """More of a case: of werkstroom B with none of its features, not aligned, oddly triaged."""
    answers = dict.fromkeys(("B-a", "B-b", "B-c", "B-d", "B-e", "B-f"), "nee")
    return answers | {
        "Werkstroom": "B",
        "Type aanmelder": "partner",
        "Ander overleg": "MDA++",
        "Triage-uitkomst": None,
        "Overeenstemming": "nee",
        "Beslisser": "voorzitter",
    }


def declared_time() -> dict[str, Any]:
    """Sheets of attendance, partners and tariffs in which much is wrong."""
    left = partner("Kwintes", Einddatum=date(2019, 1, 1), Flexibel="nee")
    return {
        "Deelnames": [
            attendee(**spent(120, 45, 40)),
            attendee(held="OV-3"),
            attendee("Kwintes", Casusnummers="7", **spent(30)),
            attendee("Kwintes"),
            attendee("Kwintes", held="OV-4", Uitgenodigd="nee"),
            attendee(**spent(-5)),
            attendee("USD", Rol="voorzitter"),
        ],
        "Partners": [partner(), left, partner("USD", Soort="gemeente")],
        "Tarieven": [tariff(), tariff()],
    }


def headers(table: str, *, without: Sequence[str] = ()) -> list[str]:
    """Canonical headers of a table."""
    return [c.header for c in tables()[table].columns if c.header not in without]


def every_rule_runs(register: Register) -> None:
    """No rule crashes, each has an outcome, and each finding stands within its sheet."""
    report = checks.check(register, on=ON)

    assert [] == [each for each in report.outcomes if each.status is Status.GECRASHT]
    assert list(CODES) == [each.code for each in report.outcomes]
    limits = {block.sheet: _limits(register, block.sheet) for block in register.blocks}
    limits |= {sheet.name: (sheet.row, sheet.column) for sheet in register.hidden_sheets}
    for found in report.findings:
        assert 1 <= found.row <= limits[found.sheet][0]
        assert re.fullmatch("[A-Z]{1,3}", found.column)
        assert "{" not in found.message
        assert found.message.endswith((".", "?"))


def _limits(register: Register, sheet: str) -> tuple[int, int]:
    blocks = [block for block in register.blocks if block.sheet == sheet]
    lowest = max(int(max(block.rows, default=block.header_row)) for block in blocks)
    return lowest, max(header.column for block in blocks for header in block.headers)


def test_every_rule_runs_on_a_complete_register() -> None:
    """With every sheet, and much wrong in it."""
    every_rule_runs(register(complete()))


def test_the_complete_register_gives_something_for_nearly_every_rule() -> None:
    """So that the tests here look at real findings."""
    report = checked(complete())
    passed = {each.code for each in report.outcomes if each.status is not Status.GEVONDEN}

    private = {"P01", "P02", "P03", "P04", "P05"}
    nothing = {"R01", "R02", "R08", "R09", "R10"} | {"F06"} | private | UNTESTABLE

    assert nothing == passed


def test_every_rule_runs_on_headers_alone() -> None:
    """A register without cases is fine: nothing is found."""
    every_sheet = {name: Sheet([], headers(name)) for name in tables()}
    report = checked(every_sheet)

    every_rule_runs(report.register)
    assert () == report.findings


def test_every_rule_runs_on_a_minimal_register_without_rows() -> None:
    """The same for a single list."""
    every_rule_runs(register({"Aanmeldingen": Sheet([], list(listed()))}))


@pytest.mark.parametrize("table", list(complete()))
def test_every_rule_runs_without_a_sheet(table: str) -> None:
    """Whichever sheet a register lacks."""
    every_rule_runs(register({n: s for n, s in complete().items() if n != table}))


def _columns() -> list[tuple[str, str]]:
    return [
        (place.partition(".")[0], place.partition(".")[2])
        for place in sorted(
            {p for r in RULES.values() for needs in (*r.needs, *r.needs_minimal) for p in needs}
        )
    ]


@pytest.mark.parametrize(("table", "header"), _columns())
def test_every_rule_runs_without_a_column(table: str, header: str) -> None:
    """Whichever column that some rule needs a register lacks."""
    sheets = complete()
    rows = sheets[table].rows if isinstance(sheets[table], Sheet) else sheets[table]
    known = list(dict.fromkeys(h for row in rows for h in row))
    left = [h for h in known or headers(table) if h != header]
    every_rule_runs(register(sheets | {table: Sheet(rows, left)}))


@pytest.mark.parametrize("header", list(listed()))
def test_every_rule_runs_on_a_minimal_register_without_a_column(header: str) -> None:
    """The same for the columns of a single list."""
    left = [h for h in listed() if h != header]
    every_rule_runs(register({"Aanmeldingen": Sheet([listed(), listed()], left)}))


def test_a_check_leaves_the_register_as_it_was() -> None:
    """Tables, blocks and bytes are the same afterwards, and a second check finds the same."""
    one = register(complete())
    before = {name: table.frame.copy(deep=True) for name, table in one.tables.items()}
    problems = {name: copy.deepcopy(dict(table.problems)) for name, table in one.tables.items()}
    first = checks.check(one, on=ON)
    second = checks.check(one, on=ON)

    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(before[name], table.frame)
        assert problems[name] == dict(table.problems)
    assert first.findings == second.findings


def test_two_checks_of_equal_registers_are_equal() -> None:
    """Nothing depends on the run: not the order, not the marks."""
    data = workbook(complete())
    reports = [checks.check(checks_register(data), on=ON) for _ in range(2)]

    assert reports[0].findings == reports[1].findings


def checks_register(data: bytes) -> Register:
    """A register read from bytes with default settings."""
    from expertteam_xl import read_register

    return read_register(data)


def test_every_mark_is_different() -> None:
    """Each finding can be recognised in a next run."""
    marks = [found.kenmerk for found in checked(complete()).findings]

    assert len(marks) == len(set(marks))


@pytest.mark.parametrize("rule", RULES.values(), ids=CODES)
def test_every_rule_is_complete(rule: Rule) -> None:
    """It has a function where a workbook can show it, a title, a source, help and its tests."""
    assert (rule.code in UNTESTABLE) != (rule.code in checks.functions())
    assert all((rule.title, rule.text, rule.source, rule.help, rule.versions))
    assert (TESTS / f"test_{rule.code.lower()}.py").is_file()


def test_there_are_no_tests_of_rules_that_are_none() -> None:
    """Every module in tests/rules is that of a rule."""
    modules = {path.stem.removeprefix("test_").upper() for path in TESTS.glob("test_*.py")}

    assert set(CODES) == modules


@pytest.mark.parametrize("rule", RULES.values(), ids=CODES)
def test_no_finding_is_worse_than_its_rule(rule: Rule) -> None:
    """The catalogue tells the heaviest severity."""
    found = [each for each in checked(complete()).findings if each.code == rule.code]

    assert all(each.severity.rank >= rule.severity.rank for each in found)


@pytest.mark.parametrize("rule", RULES.values(), ids=CODES)
def test_the_text_takes_its_numbers_from_the_agreement(rule: Rule) -> None:
    """Every word in braces is filled in; title, text and help hold no number of the agreement."""
    written = f"{rule.title} {rule.text} {rule.help}"
    fields = {name for _, name, *_ in string.Formatter().parse(rule.text) if name}
    numbers = re.findall(r"\d+", re.sub(r"\{\w+\}|dag 1|2018|2020", "", written))

    assert [] == numbers
    assert "{" not in rule_text(rule)
    assert fields <= set(re.findall(r"\w+", rule.text))


def test_the_text_follows_the_settings() -> None:
    """The defaults are those of the newest convenant; a region's own numbers lead."""
    rule = RULES["T01"]
    other = replace(Settings(), triage_werkdagen=1)

    assert "binnen 5 werkdagen na de aanmelding" in rule_text(rule)
    assert "binnen 1 werkdag na de aanmelding" in rule_text(rule, other)
    assert "van 1-1-2018 tot en met 31-12-2018 en kon 2 keer een jaar" in rule_text(RULES["V01"])
    assert "bestaat sinds 1-10-2020." in rule_text(RULES["V03"])
    assert "minstens 48 uur tevoren" in rule_text(RULES["T06"])


def test_the_catalogue_is_light() -> None:
    """Printing a rule loads none of the heavy libraries."""
    code = (
        "import sys\n"
        "from expertteam_xl.rules.catalogue import RULES, rule_text\n"
        "print(*map(rule_text, RULES.values()), sep='\\n')\n"
        "heavy = {'numpy', 'pandas', 'pandera', 'lxml', 'rapidfuzz'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )

    assert (0, "") == (done.returncode, done.stderr)


def crash(_: object) -> checks.Result:
    """A rule that is broken."""
    raise ValueError("Jantje")


def test_a_crash_stops_no_other_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule is *gecrasht* with a reason that tells nothing of the register; the others run."""
    sheets = minimal(listed(Triagedatum=date(2021, 2, 11)))
    whole = checked(sheets)
    monkeypatch.setitem(checks._FUNCTIONS, "T02", crash)
    report = checks.check(register(sheets), on=ON)

    found = outcome(report, "T02")
    assert (Status.GECRASHT, 0) == (found.status, found.count)
    assert "de regel is vastgelopen (ValueError); meld dit aan de makers" == found.reason
    others = [each for each in whole.outcomes if each.code != "T02"]
    assert others == [each for each in report.outcomes if each.code != "T02"]


def test_every_rule_is_listed_when_all_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even then."""
    for code in CODES:
        monkeypatch.setitem(checks._FUNCTIONS, code, crash)
    report = checks.check(register(complete()), on=ON)

    assert list(CODES) == [each.code for each in report.outcomes]
    testable = [each for each in report.outcomes if each.code not in UNTESTABLE]
    assert {Status.GECRASHT} == {each.status for each in testable}


@pytest.mark.parametrize(
    "build",
    [
        lambda: replace(RULES["T01"], source=""),
        lambda: replace(RULES["T01"], help=""),
        lambda: replace(RULES["T01"], needs=(("Casussen.Triagedag",),)),
        lambda: replace(RULES["T01"], needs_minimal=(("Zaken.Nr",),)),
        lambda: checks.implements(RULES["T01"])(crash),
    ],
)
def test_a_wrong_definition_is_refused(build: Callable[[], object]) -> None:
    """No source, no help, a column that is none, two functions."""
    checks.functions()

    with pytest.raises(DefinitionError):
        build()


def test_a_rule_without_a_function_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry and the catalogue agree."""
    checks.functions()
    monkeypatch.delitem(checks._FUNCTIONS, "T02")

    with pytest.raises(DefinitionError, match="no function for T02"):
        checks.functions()


def test_the_count_is_the_number_of_findings() -> None:
    """For every rule, and the severities are sorted most severe first."""
    report = checked(complete())
    ranks = [each.severity.rank for each in report.findings]

    for each in report.outcomes:
        assert each.count == sum(found.code == each.code for found in report.findings)
    assert sorted(ranks) == ranks
    assert {Severity.FOUT, Severity.WAARSCHUWING} <= {each.severity for each in report.findings}


def test_what_nobody_fills_in_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that asks for a column which is blank on every row is not tested, with the reason."""
    rule = replace(RULES["M04"], recorded=("Besprekingen.Afweging terugkeer",))
    monkeypatch.setattr(checks, "RULES", {**RULES, "M04": rule})
    report = checked(full([case()], [session()], [talk()]))

    assert (
        Status.NIET_TOETSBAAR,
        "'Afweging terugkeer' (Besprekingen) is nergens ingevuld",
    ) == (outcome(report, "M04").status, outcome(report, "M04").reason)


def test_a_sheet_without_rows_records_nothing_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rule passes when there is no row that could have been filled in."""
    rule = replace(RULES["M04"], recorded=("Besprekingen.Afweging terugkeer",))
    monkeypatch.setattr(checks, "RULES", {**RULES, "M04": rule})

    assert Status.GESLAAGD is outcome(checked(full([], [], [])), "M04").status


def test_a_rule_that_no_workbook_can_show_is_listed_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has no function, and never counts as passed."""
    rule = replace(RULES["M04"], code="O19", untestable="het is een houding, geen gegeven")
    monkeypatch.setattr(checks, "RULES", {**RULES, "O19": rule})
    found = outcome(checked(full([case()])), "O19")

    assert (Status.NIET_TOETSBAAR, "het is een houding, geen gegeven") == (
        found.status,
        found.reason,
    )
