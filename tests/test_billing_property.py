"""Random registers: everything adds up, and each line is what a slow sum by hand gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from random import Random
from typing import Any

import numpy as np
import pytest
from billing_rows import K1, adds_up, split_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from money_rows import attendee, money, partner, spent, tariff
from registers import case, session, talk

from expertteam_xl import Quarter
from expertteam_xl.billing.amounts import row_cents, spread
from expertteam_xl.billing.model import NIET_TOEWIJSBAAR

PLACES = {
    "Hilversum": "Hilversum",
    "Bussum": "Gooise Meren",
    "Naarden": "Gooise Meren",
    "Loosdrecht": "Wijdemeren",
    "Weesp": "Weesp",
    "Eemnes": NIET_TOEWIJSBAAR,
}
RATES = {"Youké": 9600, "Jellinek": 10110, "Kwintes": 8333, "Leger des Heils": 1}
Share = tuple[str, str, str, int, int]


@dataclass(frozen=True)
class Row:
    """A row of Deelnames."""

    partner: str
    minutes: tuple[int, int, int]
    cases: tuple[int, ...]


@dataclass(frozen=True)
class Meeting:
    """A meeting: its day, werkstroom, cases with their minutes, and who were there."""

    day: date
    stream: str
    talks: dict[int, int | None]
    rows: tuple[Row, ...]


def made(random: Random, meetings: int, cases: int) -> tuple[list[str], list[Meeting]]:
    """Woonplaats of every case, and meetings in the first half of 2021."""
    places = [random.choice(list(PLACES)) for _ in range(cases)]
    found = []
    for _ in range(meetings):
        chosen = random.sample(range(cases), random.randint(1, min(4, cases)))
        lacking = random.random() < 0.3
        minutes: list[int | None] = [random.choice([5, 10, 10, 20, 35, 47]) for _ in chosen]
        if lacking:
            minutes[random.randrange(len(minutes))] = None
        rows = []
        for _ in range(random.randint(1, 4)):
            named = random.sample(chosen, random.randint(0, len(chosen)))
            time = random.randint(1, 130), random.choice([0, 15, 60]), random.choice([0, 7, 40])
            rows.append(Row(random.choice(list(RATES)), time, tuple(named)))
        day = date(2021, 1, 1) + timedelta(days=random.randrange(180))
        found.append(
            Meeting(day, random.choice("AB"), dict(zip(chosen, minutes, strict=True)), tuple(rows))
        )
    return places, found


def number_of(index: int) -> str:
    return f"ET-2021-{index + 1:04}"


def sheets_of(places: list[str], meetings: list[Meeting]) -> dict[str, Any]:
    """The sheets of that register."""
    rows, sessions, talks = [], [], []
    for at, meeting in enumerate(meetings):
        held = f"OV-{at}"
        sessions.append(session(held, Overlegdatum=meeting.day, Werkstroom=meeting.stream))
        talks += [talk(number_of(c), held, Bespreekminuten=m) for c, m in meeting.talks.items()]
        for row in meeting.rows:
            named = ", ".join(map(number_of, row.cases)) or None
            rows.append(attendee(row.partner, held, Casusnummers=named, **spent(*row.minutes)))
    return money(
        *rows,
        partners=[partner(name) for name in RATES],
        tariffs=[tariff(name, rate) for name, rate in RATES.items()],
        cases=[case(number_of(c), Woonplaats=place) for c, place in enumerate(places)],
        sessions=sessions,
        talks=talks,
    )


def by_hand(total: int, weights: list[int], order: list[Any]) -> list[int]:
    """Largest remainder, one unit after another."""
    together = sum(weights)
    exact = [Fraction(total * weight, together) if together else Fraction(0) for weight in weights]
    found = [floor(each) for each in exact]
    ranked = sorted(range(len(weights)), key=lambda i: (found[i] - exact[i], -weights[i], order[i]))
    for place in ranked[: total - sum(found)]:
        found[place] += 1
    return found


def expected(places: list[str], meetings: list[Meeting], quarter: Quarter) -> list[Share]:
    """Every share of the quarter, meeting after meeting, row after row."""
    found: list[Share] = []
    for at, meeting in enumerate(meetings):
        if meeting.day not in quarter:
            continue
        by_partner = defaultdict(list)
        for place, row in enumerate(meeting.rows):
            by_partner[row.partner].append(place)
        declared: dict[int, int] = {}
        for mine in by_partner.values():
            spent_by = [sum(meeting.rows[place].minutes) for place in mine]
            top = min(sum(spent_by), 180) if meeting.stream == "A" else sum(spent_by)
            declared |= dict(zip(mine, by_hand(top, spent_by, mine), strict=True))
        for place, row in enumerate(meeting.rows):
            own = [c for c in meeting.talks if not row.cases or c in row.cases]
            weights = [meeting.talks[c] for c in own]
            known = [w if None not in weights and w is not None else 1 for w in weights]
            minutes = by_hand(declared[place], known, own)
            exact = Fraction(declared[place] * RATES[row.partner], 60)
            cents = by_hand(floor(exact + Fraction(1, 2)), minutes, own)
            found += [
                (f"OV-{at}", row.partner, number_of(c), m, e)
                for c, m, e in zip(own, minutes, cents, strict=True)
            ]
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(1, 8), st.integers(1, 6))
def test_every_line_is_what_a_sum_by_hand_gives(random: Random, meetings: int, cases: int) -> None:
    """Cap, equal shares, named cases, tariffs and the ties among them; to the minute and cent."""
    places, held = made(random, meetings, cases)
    split = split_of(sheets_of(places, held))

    assert () == split.blocking
    assert sorted(expected(places, held, K1)) == sorted(
        (x.overlegnummer, x.partner, x.casusnummer, x.minuten, x.cent) for x in split.lines
    )
    for line in split.lines:
        index = int(line.casusnummer.rpartition("-")[2]) - 1
        assert PLACES[places[index]] == line.gemeente
    adds_up(split)


def test_thousands_of_meetings() -> None:
    """As right as a few, and every capped partner within the cap."""
    places, held = made(Random(7), 2000, 400)  # noqa: S311 - made-up data
    split = split_of(sheets_of(places, held))

    assert sorted(expected(places, held, K1)) == sorted(
        (x.overlegnummer, x.partner, x.casusnummer, x.minuten, x.cent) for x in split.lines
    )
    adds_up(split)
    together: dict[tuple[str, str], int] = defaultdict(int)
    for line in split.lines:
        if line.werkstroom == "A":
            together[line.overlegnummer, line.partner] += line.minuten
    assert 180 == max(together.values())
    assert {x.gedeclareerd_min for x in split.capped} == {180}


weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=6)


@given(st.lists(st.tuples(st.integers(0, 10**5), weights), min_size=1, max_size=5))
def test_a_total_is_spread_without_a_rest(groups: list[tuple[int, list[int]]]) -> None:
    """Whatever the weights are, as long as there is one; groups never mix."""
    groups = [(total, [*each[:-1], each[-1] + 1]) for total, each in groups]
    sizes = [len(each) for _, each in groups]
    order = np.arange(sum(sizes))
    found = spread(
        np.array([total for total, _ in groups]),
        np.repeat(np.arange(len(groups)), sizes),
        np.concatenate([each for _, each in groups]),
        order,
    )

    start = 0
    for total, each in groups:
        shares = found[start : start + len(each)].tolist()
        assert by_hand(total, each, list(range(len(each)))) == shares
        assert total == sum(shares)
        start += len(each)


def test_numbers_beyond_64_bits_are_exact() -> None:
    """Nobody discusses a case so long; the sum is right all the same."""
    found = spread(
        np.array([1440, 3]),
        np.array([0, 0, 1, 1]),
        np.array([10**12, 10**18, 5, 5]),
        np.array([0, 1, 0, 1]),
    )

    assert [0, 1440, 2, 1] == found.tolist()


def test_nothing_to_spread() -> None:
    """No groups; and a group without a total or a weight."""
    nothing = np.zeros(0, dtype=np.int64)

    assert [] == spread(nothing, nothing, nothing, nothing).tolist()
    found = spread(np.array([0]), np.array([0, 0]), np.array([0, 0]), np.array([0, 1]))
    assert [0, 0] == found.tolist()


@pytest.mark.parametrize(
    ("minutes", "rate", "cents"),
    [(1, 30, 1), (1, 29, 0), (1, 90, 2), (100, 9550, 15917), (0, 9600, 0)],
)
def test_half_a_cent_goes_up(minutes: int, rate: int, cents: int) -> None:
    """Not to the even one."""
    assert [cents] == row_cents(np.array([minutes]), np.array([rate])).tolist()
