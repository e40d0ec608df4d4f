"""What is printed gives no small number away: of made-up regions, over quarters and years.

A reader knows which numbers are the same ones, which are sums of others, and that a quarter adds up
to the running total and to its year. The sums are written down here anew, and solved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import advice, case, full, session, talk
from registers import register as read
from scipy.optimize import Bounds, LinearConstraint, milp

from expertteam_xl import read_register
from expertteam_xl.example.dress import make_example
from expertteam_xl.example.write import write_example
from expertteam_xl.monitoring import Figure, FigureTable, Period, Quarter, monitor
from expertteam_xl.monitoring.assemble import audience_for, editions
from expertteam_xl.monitoring.catalogue import definitions_for
from expertteam_xl.monitoring.measures import Count, Part, counts_in
from expertteam_xl.monitoring.publication import Edition, Publication
from expertteam_xl.register.model import Register
from expertteam_xl.rules.context import Context

ON = date(2018, 12, 31)
"""A peildatum in the first year of the convenant, so that few quarters are before it."""

LAST = Quarter(2018, 3)
TO = ("bestuurlijk", "openbaar")

Key = tuple[str, str]
Sum = tuple[Key, tuple[Key, ...]]


@lru_cache(maxsize=4)
def region(cases: int, seed: int) -> Register:
    """A made-up register that is in order."""
    memory = BytesIO()
    write_example(make_example(cases, seed, messy=False, on=ON), memory)
    return read_register(memory.getvalue())


@lru_cache(maxsize=4)
def recent_region(cases: int, seed: int) -> Register:
    """Cases of both werkstromen over three quarters, of which most are discussed and advised."""
    chance = Random(seed)  # noqa: S311 - made-up data
    places = ("Hilversum", "Hilversum", "Huizen", "Naarden", "Laren", "Weesp", "Utrecht")
    rows, sessions, talks, advices = [], [], [], []
    for number in range(1, cases + 1):
        name, meeting = f"ET-2021-{number:03}", f"OV-{number}"
        start = date(2021, 1, 1) + timedelta(days=chance.randrange(273))
        held = start + timedelta(days=chance.randrange(3, 20))
        rows.append(
            case(
                name,
                Aanmelddatum=start,
                Triagedatum=start + timedelta(days=chance.randrange(8)),
                Woonplaats=chance.choice(places),
                Werkstroom=chance.choice("AAB"),
                Geboortejaar=chance.randrange(2000, 2021),
                Knelpunt=chance.choice(("wachtlijst", "integraal", None)),
            )
        )
        if chance.random() < 0.8:
            sessions.append(session(meeting, Overlegdatum=held))
            talks.append(talk(name, meeting))
            kind = chance.choice(("zwaarwegend", "zwaarwegend", "mondeling"))
            row = advice(f"AD-{number}", name, meeting, Adviesdatum=held, Soort=kind)
            advices.append(row | {"Uitvoering": chance.choice(("volledig", "deels", None))})
    return read(full(rows, sessions, talks, advices))


@dataclass(frozen=True)
class Told:
    """Everything that was printed, and what a reader knows of it."""

    counts: Mapping[Key, int]
    shown: Mapping[Key, Any]
    sums: tuple[Sum, ...]


def told(register: Register, to: str, last: Period) -> Told:
    """Every edition of a year up to and including the last."""
    context = Context(register, date(last.year, 12, 31))
    definitions = definitions_for(to)
    made = editions(context, definitions, date(last.year, 1, 1), last)
    publication = Publication(made, definitions, audience_for(context, to))
    counts = {key: count.value for key, count in _counts(made)}
    additive = {key for (key, _), count in _counts(made) if count.additive}
    shown = {key: publication.shown[key] for key in counts if key in publication.shown}
    known = [*_table_sums(made, to), *_running_sums(made, additive)]
    sums = tuple(dict.fromkeys(each for each in known if {each[0], *each[1]} <= shown.keys()))
    return Told({key: counts[key] for key in shown}, shown, sums)


def _counts(made: list[Edition]) -> Iterator[tuple[Key, Count]]:
    for edition in made:
        for span, found in _spans(edition):
            for measures in found.values():
                for measure in measures.values():
                    for count in counts_in(measure):
                        yield (count.key, span), count


def _spans(edition: Edition) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return (edition.period.span.name, edition.now), (edition.period.until.name, edition.until)


def _table_sums(made: list[Edition], to: str) -> Iterator[Sum]:
    """Rows and columns that have a total."""
    for edition in made:
        for span, found in _spans(edition):
            for definition in definitions_for(to):
                if definition.total:
                    measures = found.get(definition.code, {})
                    numbers = {
                        label: (counts_in(measure)[-1].key, span)
                        for label, measure in measures.items()
                        if counts_in(measure)
                    }
                    if numbers and len(numbers) == len(measures):
                        yield from _sums_of(numbers)


def _sums_of(numbers: Mapping[Any, Key]) -> Iterator[Sum]:
    if "totaal" in numbers:
        yield numbers["totaal"], tuple(n for label, n in numbers.items() if label != "totaal")
    pairs = [label for label in numbers if isinstance(label, tuple)]
    for axis in (0, 1):
        for total in [pair for pair in pairs if pair[axis] == "totaal"]:
            line = total[1 - axis]
            parts = [p for p in pairs if p[1 - axis] == line and p[axis] != "totaal"]
            if parts:
                yield numbers[total], tuple(numbers[part] for part in parts)


def _running_sums(made: list[Edition], additive: set[str]) -> Iterator[Sum]:
    """A running total is the one before it and its own quarter; a year is its quarters."""
    before = None
    for edition in made:
        period = edition.period
        own, until = period.span.name, period.until.name
        for key in additive:
            if period.quarter is None:
                yield (key, own), tuple((key, str(quarter)) for quarter in period.quarters)
                yield (key, until), ((key, before),)
            elif before is None:
                yield (key, until), ((key, own),)
            else:
                yield (key, until), ((key, before), (key, own))
        before = until if period.quarter else before


def settled(found: Told, threshold: int, rounding: int) -> list[Key]:
    """The hidden numbers that can be one number only."""
    wrong = [each for each in found.sums if not _adds_up(found, each)]
    assert wrong == []
    given_away: list[Key] = []
    for keys, sums in _islands(found):
        given_away += _settled(found, keys, sums, threshold, rounding)
    return given_away


def _adds_up(found: Told, each: Sum) -> bool:
    return found.counts[each[0]] == sum(found.counts[part] for part in each[1])


def _islands(found: Told) -> Iterator[tuple[list[Key], list[Sum]]]:
    """Numbers that are tied to a hidden one by sums, together."""
    leader = {key: key for key in found.shown}

    def find(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for total, parts in found.sums:
        for part in parts:
            leader[find(part)] = find(total)
    keys: dict[Key, list[Key]] = {}
    sums: dict[Key, list[Sum]] = {}
    for key in found.shown:
        keys.setdefault(find(key), []).append(key)
    for each in found.sums:
        sums.setdefault(find(each[0]), []).append(each)
    for top, members in keys.items():
        if any(found.shown[key] == "." for key in members):
            yield members, sums.get(top, [])


def _settled(
    found: Told, keys: list[Key], sums: list[Sum], threshold: int, rounding: int
) -> list[Key]:
    place = {key: number for number, key in enumerate(keys)}
    truth = np.array([found.counts[key] for key in keys])
    most = 2 * int(truth.max()) + 2
    ends = [_possible(found.shown[key], threshold, rounding, most) for key in keys]
    bounds = Bounds([low for low, _ in ends], [high for _, high in ends])
    matrix = np.zeros((len(sums) + 1, len(keys)))
    for number, (total, parts) in enumerate(sums):
        matrix[number, place[total]] -= 1
        for part in parts:
            matrix[number, place[part]] += 1
    rules = LinearConstraint(matrix, np.zeros(len(matrix)), np.zeros(len(matrix)))
    unsure = {place[key] for key in keys if found.shown[key] == "."}
    given_away = []
    while unsure:
        one = min(unsure)
        for sign in (1, -1):
            goal = np.zeros(len(keys))
            goal[one] = sign
            answer = milp(goal, integrality=np.ones(len(keys)), bounds=bounds, constraints=rules)
            unsure -= {other for other in unsure if round(answer.x[other]) != truth[other]}
        if one in unsure:
            unsure.discard(one)
            given_away.append(keys[one])
    return given_away


def _possible(shown: Any, threshold: int, rounding: int, most: int) -> tuple[int, int]:
    """The least and the most that a printed number can be."""
    if shown == ".":
        return 1, most
    if shown in ("-", "0"):
        return 0, 0
    if rounding == 1:
        return shown, shown
    return max(shown - rounding // 2, threshold), shown + rounding // 2


@given(seed=st.integers(0, 10_000), cases=st.integers(5, 60), to=st.sampled_from(TO))
@settings(deadline=None, max_examples=4)
def test_no_hidden_number_follows_from_all_that_is_printed(seed: int, cases: int, to: str) -> None:
    """Three quarters of a made-up region, each knowing what was printed before."""
    _assert_secret(told(region(cases, seed), to, Period.of(LAST)), to)


@given(seed=st.integers(0, 10_000), cases=st.integers(5, 90), to=st.sampled_from(TO))
@settings(deadline=None, max_examples=4)
def test_nor_of_both_werkstromen(seed: int, cases: int, to: str) -> None:
    """The same under the convenant of 2020, which knows more figures."""
    _assert_secret(told(recent_region(cases, seed), to, Period.of(Quarter(2021, 3))), to)


@pytest.mark.parametrize(
    ("to", "cases", "seed"), [("bestuurlijk", 25, 1), ("bestuurlijk", 90, 5), ("openbaar", 25, 1)]
)
def test_nor_does_one_follow_from_a_year_and_its_quarters(to: str, cases: int, seed: int) -> None:
    """The year comes out after its last quarter; that holds for crosstabs too."""
    _assert_secret(told(region(cases, seed), to, Period(2018)), to)


def _assert_secret(found: Told, to: str) -> None:
    threshold, rounding = (5, 1) if to == "bestuurlijk" else (10, 5)
    assert [] == settled(found, threshold, rounding)
    small = [key for key, count in found.counts.items() if 0 < count < threshold]
    assert {found.shown[key] for key in small} <= {"."}


def test_the_solver_of_this_test_finds_what_is_given_away() -> None:
    """9 - 6 = 3: it can fail."""
    shown = {("a", "1"): 6, ("b", "1"): ".", ("t", "1"): 9}
    sums = ((("t", "1"), (("a", "1"), ("b", "1"))),)
    found = Told({("a", "1"): 6, ("b", "1"): 3, ("t", "1"): 9}, shown, sums)

    assert settled(found, 5, 1) == [("b", "1")]


@pytest.mark.parametrize(("to", "least"), [("bestuurlijk", 5), ("openbaar", 10)])
@pytest.mark.parametrize("period", [LAST, Period(2018)])
def test_no_small_count_is_printed_anywhere(to: str, least: int, period: Quarter | Period) -> None:
    """Not as a value, n, previous or running; percentages and means are no counts."""
    register = region(25, 1)
    figures = monitor(register, period, doelgroep=to, on=ON)
    context = Context(register, ON)
    span = (period if isinstance(period, Period) else Period.of(period)).span
    printed: list[tuple[str, Any]] = []
    for code, each in figures.figures.items():
        measures = figures.definitions[code].build(context, span)
        counted = {label for label, m in measures.items() if isinstance(m, Count | Part)}
        printed += [(code, number) for number in _numbers(each, counted)]

    assert printed
    small = [(code, number) for code, number in printed if number in range(1, least)]
    assert small == []


def _numbers(each: Figure | FigureTable, counted: set[Any]) -> Iterator[Any]:
    if isinstance(each, Figure):
        yield each.n
        if "" in counted:
            yield from (each.value, each.previous, each.running)
        return
    yield from each.n
    for label, row in zip(each.rows, each.values, strict=True):
        for column, number in zip(each.columns, row, strict=True):
            plain = column.removeprefix("vorige ").removeprefix("cumulatief ")
            if label in counted or (label, plain) in counted:
                yield number


def test_a_later_monitor_prints_what_an_earlier_one_did() -> None:
    """The previous quarter of the second monitor is the first one's own, sign for sign."""
    register = region(60, 3)
    for to in TO:
        first = monitor(register, LAST.previous, doelgroep=to, on=ON)
        second = monitor(register, LAST, doelgroep=to, on=ON)
        for code, each in second.figures.items():
            earlier = first.figures[code]
            if isinstance(each, Figure) and isinstance(earlier, Figure):
                assert each.previous == earlier.value, code
            elif isinstance(each, FigureTable) and isinstance(earlier, FigureTable):
                _assert_same_table(each, earlier)


def _assert_same_table(later: FigureTable, earlier: FigureTable) -> None:
    if later.columns[:2] != ("aantal", "vorige"):
        return
    for label in set(later.rows) & set(earlier.rows):
        assert later.row(label)[1] == earlier.row(label)[0], (later.code, label)


def test_the_same_key_is_the_same_number_everywhere() -> None:
    """The hiding relies on it: no key names two populations."""
    context = Context(region(90, 1), ON)
    for edition in editions(
        context, definitions_for("bestuurlijk"), date(2018, 1, 1), Period.of(LAST)
    ):
        for _, found in _spans(edition):
            seen: dict[str, tuple[int, str]] = {}
            for code, measures in found.items():
                for measure in measures.values():
                    for count in counts_in(measure):
                        value, _ = seen.setdefault(count.key, (count.value, code))
                        assert value == count.value, (count.key, code, seen[count.key])


def test_an_empty_region_hides_nothing() -> None:
    """Noughts are told as such."""
    figures = monitor(read(full([])), LAST, doelgroep="bestuurlijk", on=ON)
    table = figures.figures["T-a"]

    assert isinstance(table, FigureTable)
    assert {number for row in table.values for number in row} <= {"-", None}


def test_one_case_is_hidden_with_all_that_tells_of_it() -> None:
    """Of one case nothing but dots: its gemeente, its knelpunt, its triage."""
    sheets = full([case(Knelpunt="wachtlijst")])
    figures = monitor(
        read(sheets), Quarter(2021, 1), doelgroep="bestuurlijk", on=date(2021, 12, 15)
    )
    for code in ("T-a", "T-a-gemeente", "T-b", "N03", "M02-1-knelpunt"):
        table = figures.figures[code]
        assert isinstance(table, FigureTable)
        assert {number for row in table.values for number in row} <= {"-", ".", None}, code
