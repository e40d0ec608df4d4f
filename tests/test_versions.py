"""The versions of the convenant: the example table, the boundaries, and data with sources."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from expertteam_xl.convenant.definitions import VERSION_FILES, Part, build_version, read_part
from expertteam_xl.convenant.versions import (
    Coverage,
    applicable_on,
    coverage_codes,
    extension_numbers,
    load_versions,
    newest_version,
    term,
    version_named,
    version_names,
    version_on,
)
from expertteam_xl.errors import DefinitionError

TABLE = [
    ("2017-12-31", None, Coverage.VOOR_BEGIN, 0),
    ("2018-01-01", "2018", Coverage.BINNEN, 0),
    ("2018-12-31", "2018", Coverage.BINNEN, 0),
    ("2019-01-01", "2018", Coverage.VERLENGING, 1),
    ("2019-06-01", "2018", Coverage.VERLENGING, 1),
    ("2020-01-01", "2018", Coverage.VERLENGING, 2),
    ("2020-09-30", "2018", Coverage.VERLENGING, 2),
    ("2020-10-01", "2020", Coverage.BINNEN, 0),
    ("2020-12-31", "2020", Coverage.BINNEN, 0),
    ("2021-12-31", "2020", Coverage.BINNEN, 0),
    ("2022-01-01", "2020", Coverage.VERLENGING, 1),
    ("2022-03-24", "2020", Coverage.VERLENGING, 1),
    ("2023-12-31", "2020", Coverage.VERLENGING, 2),
    ("2024-01-01", None, Coverage.NA_AFLOOP, 0),
]


@pytest.mark.parametrize(("day", "name", "coverage", "extension"), TABLE)
def test_the_version_of_a_day(
    day: str, name: str | None, coverage: Coverage, extension: int
) -> None:
    """Every boundary falls on the right side, and the newest version wins an overlap."""
    on = date.fromisoformat(day)
    version = version_on(on)
    applicable, found = applicable_on(on)
    year = applicable.extension_on(on) if applicable else None

    assert name == (version.name if version else None)
    assert coverage is found
    assert extension == (year.number if year else 0)


def test_after_the_end_the_last_rules_go_on() -> None:
    """After the last end the rules of 2020 apply, before the first begin none do."""
    assert newest_version() is applicable_on(date(2031, 5, 1))[0]
    assert applicable_on(date.min)[0] is None


def test_whole_columns_agree_with_single_days() -> None:
    """The vectorised look-ups say of every day what the single ones say; NaT is unknown."""
    days = np.array([row[0] for row in TABLE] + ["NaT"], dtype="datetime64[s]")

    assert [row[1] for row in TABLE] + [None] == list(version_names(days, strict=True))
    assert [row[2] for row in TABLE] + [Coverage.ONBEKEND] == list(coverage_codes(days))
    assert [row[3] for row in TABLE] + [0] == list(extension_numbers(days))
    assert version_names(days)[-2] == "2020"


def test_no_days_at_all() -> None:
    """An empty column gives an empty column."""
    assert list(version_names(np.array([], dtype="datetime64[D]"))) == []


def test_the_periods_and_their_ends() -> None:
    """Both versions end, extended twice, where the sources say."""
    first, second = load_versions()

    assert ("2018", date(2018, 12, 31), date(2020, 12, 31)) == (
        first.name,
        first.end,
        first.last_end,
    )
    assert ("2020", date(2021, 12, 31), date(2023, 12, 31)) == (
        second.name,
        second.end,
        second.last_end,
    )


def test_the_numbers_carry_value_unit_and_article() -> None:
    """A number of the agreement is never without its unit and its article."""
    triage = version_named("2018").terms["triage_werkdagen"]

    assert (triage.value, triage.unit, triage.source) == (5, "werkdagen", "C18 2.5.2")
    assert (term("triage_werkdagen").value, term("triage_werkdagen").source) == (5, "C20 4.2")
    assert "cap_min" not in version_named("2018").terms
    assert term("cap_min").value == 180


@pytest.mark.parametrize(
    ("placed", "registered", "table", "meeting", "leave"),
    [
        ("2021-03-01", "2021-03-10", "2021-03-15", "2021-03-24", "2021-03-29"),
        ("2021-03-01", "2021-03-20", "2021-03-15", "2021-04-03", "2021-03-29"),
        ("2021-03-12", "2021-03-05", "2021-03-26", "2021-03-19", "2021-04-09"),
    ],
)
def test_the_clocks_of_a_placement(
    placed: str, registered: str, table: str, meeting: str, leave: str
) -> None:
    """The numbers give the deadlines of a stay in a tussenvoorziening (D10, D11, D12)."""
    start, entry = date.fromisoformat(placed), date.fromisoformat(registered)

    assert table == str(start + timedelta(days=term("tv_overleg_dagen").value))
    assert meeting == str(entry + timedelta(days=term("overleg_dagen").value))
    assert leave == str(start + timedelta(days=term("tv_max_dagen").value))


def test_the_clock_of_a_lapsed_session() -> None:
    """A lapsed session is reported 48 clock hours before its start (D16, D17)."""
    start = np.datetime64("2021-03-29T10:00")

    assert np.datetime64("2021-03-27T10:00") == start - np.timedelta64(
        term("vervallen_uren").value, "h"
    )


def test_the_versions_differ_where_the_sources_do() -> None:
    """2018 has no werkstromen, no cap and no mondeling advies."""
    first, second = load_versions()

    assert (first.werkstromen, second.werkstromen) == ((), ("A", "B"))
    assert (first.cap_werkstromen, second.cap_werkstromen) == ((), ("A",))
    assert "mondeling advies" not in first.triage_outcomes
    assert "mondeling advies" in second.triage_outcomes
    assert (None, date(2020, 10, 1)) == (first.start_a, second.start_a)
    assert date(2021, 1, 1) == second.start_a_latest


def test_which_rules_exist() -> None:
    """T03 holds for werkstroom A of 2020 only, T01 everywhere."""
    first, second = load_versions()

    assert first.has_rule("T01")
    assert not first.has_rule("T03")
    assert second.has_rule("T03")
    assert second.has_rule("T03", "A")
    assert not second.has_rule("T03", "B")
    assert second.has_rule("T01", "B")


def test_the_budget_adds_up() -> None:
    """The budget of C&A is 35.280 euro and 456 hours; its cover leaves 280 euro open (BU1)."""
    budget = newest_version().budget
    assert budget is not None
    hours = [
        line.hours_per_month * 12
        if line.hours_per_month is not None
        else (line.hours_per_case or 0) * term("budget_casussen").value
        for line in budget.lines
    ]
    amounts = [
        count * term(line.tariff_key).value for count, line in zip(hours, budget.lines, strict=True)
    ]

    assert amounts == [10800, 6480, 7200, 10800]
    assert sum(hours) == 456
    assert sum(amounts) - sum(amount for _, amount in budget.cover) == 280
    assert budget.stated == 35000


@pytest.mark.parametrize("name", VERSION_FILES)
def test_every_number_rule_and_part_has_a_source(name: str) -> None:
    """Nothing in a version stands without an article."""
    version = build_version(read_part(name))
    sources = [each.source for each in version.terms.values()]
    sources += [each.source for each in version.rules.values()]
    sources += list(version.sources.values())

    assert all(sources)


def _broken(change: Any) -> Part:
    part = read_part(VERSION_FILES[1])
    change(part._values)
    return part


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda values: values["looptijd"].pop("bron"), "'bron' ontbreekt"),
        (lambda values: values["cap"].update(bron=" "), "'bron' is leeg"),
        (lambda values: values["getallen"]["cap_min"].update(waarde="180"), "'waarde' moet int"),
        (lambda values: values.update(nieuw=1), "onbekend gegeven nieuw"),
        (lambda values: values["verlenging"].update(aantal=1), "eindigt niet op"),
        (lambda values: values["looptijd"].update(begin=date(2030, 1, 1)), "voor het begin"),
        (lambda values: values["budget"]["regels"][0].update(tarief="x"), "tarief 'x'"),
        (lambda values: values["budget"]["regels"][0].update(uren_per_casus=1), "per maand of"),
    ],
)
def test_wrong_data_is_our_mistake(change: Any, complaint: str) -> None:
    """A data file that misses or adds something is refused, with the place of the mistake."""
    with pytest.raises(DefinitionError, match=complaint):
        build_version(_broken(change))
