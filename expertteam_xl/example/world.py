"""A made-up region of any size: the same arguments give the same world."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.days import LAST_YEAR, later
from expertteam_xl.example.faults import Planter, decoys, planters
from expertteam_xl.example.faults.spoiling import thorough
from expertteam_xl.example.model import World
from expertteam_xl.example.numbering import finish
from expertteam_xl.example.periods import LAST_DAYS, periods
from expertteam_xl.example.stage import MOST_A_YEAR, NoRoomError, Stage
from expertteam_xl.example.surroundings import surroundings

PEILDATUM = date(2021, 12, 15)
"""On which a world is looked at when nothing else is asked."""

LATE_PEILDATUM = date(2023, 12, 13)
"""The same, for more cases than the years before it have numbers for."""

_SHARE = 0.5
"""At most so large a part of the cases has a fault."""

_CALM = 0.3
"""At least so large a part is ordinary, decoys aside."""

_EVERY_KIND, _CASES_PER_MORE, _MOST = 120, 25, 2000
_MONTHS = (9, 8, 10, 9, 9, 9, 6, 5, 9, 10, 9, 7)
"""How often cases come in, by month."""


def make_world(
    cases: int, seed: int, *, faults: bool, minimal: bool, on: date | None = None
) -> World:
    """A made-up region with its records, and every finding that a check of them must give.

    Args:
        cases: how many.
        seed: another one gives another region.
        faults: whether to plant faults; without them a check finds nothing at all.
        minimal: whether there is one list of cases, instead of all sheets.
        on: the peildatum; not given: `PEILDATUM`, or a later one where so many cases need it.

    Raises:
        ValueError: more cases than there are casusnummers, or a peildatum of another time; the
            message is a Dutch sentence.
    """
    if on is None:
        on = PEILDATUM if cases <= most_cases(PEILDATUM, minimal=minimal) else LATE_PEILDATUM
    _check(cases, on, minimal=minimal)
    stage = Stage(on, f"{seed}/{cases}/{faults}/{minimal}/{on}", cases, minimal=minimal)
    if faults:
        _plant(stage, cases)
    starts = _Starts(stage)
    while stage.left:
        stage.cast(stage.ordinary.course(starts.draw()))
    finish(stage, {} if minimal else surroundings(on, stage.chance))
    return World(on, stage.tables, stage.expected(), minimal)


def most_cases(on: date, *, minimal: bool) -> int:
    """How many cases there can be: a year has casusnummers up to 999."""
    return MOST_A_YEAR * len({first.year for first, _ in periods(on, minimal=minimal)})


def _check(cases: int, on: date, *, minimal: bool) -> None:
    first = later(load_versions()[0].begin, LAST_DAYS)
    if not first <= on or on.year >= LAST_YEAR:
        raise ValueError(
            f"De peildatum {on:%d-%m-%Y} past niet bij een verzonnen register; kies een dag van "
            f"{first:%d-%m-%Y} tot en met 31-12-{LAST_YEAR - 1}."
        )
    most = most_cases(on, minimal=minimal)
    if not 0 <= cases <= most:
        raise ValueError(
            f"Een verzonnen register heeft op {on:%d-%m-%Y} hoogstens {most} casussen: per jaar "
            f"zijn er {MOST_A_YEAR} casusnummers. Kies een aantal van 0 tot en met {most}."
        )


class _Starts:
    """Draws the days on which ordinary cases come in, as far as a year has numbers left."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._periods = periods(stage.days.on, minimal=stage.minimal)
        newest = max(first.year for first, _ in self._periods)
        self._weights = [
            ((last - first).days + 1) / (1 + 0.2 * (newest - first.year))
            for first, last in self._periods
        ]

    def draw(self) -> date:
        """A day; seldom one in a weekend."""
        chance = self._stage.chance
        while True:
            first, last = chance.choices(self._periods, self._weights)[0]
            if self._stage.taken[first.year] >= MOST_A_YEAR:
                continue
            day = later(first, chance.randint(0, (last - first).days))
            likely = _MONTHS[day.month - 1] / max(_MONTHS)
            if day.weekday() > 4:
                likely /= 8
            if chance.random() < likely or first == last:
                return day


def _plant(stage: Stage, cases: int) -> None:
    """Plant faults, of every rule first, and decoys, until enough cases have one."""
    if not (stage.minimal or _in_company(stage)):
        return
    reserve = max(0, stage.left - math.ceil(cases * _SHARE))
    wanted = min(cases, _EVERY_KIND + cases // _CASES_PER_MORE)
    stage.left -= reserve
    for planter in _in_turn(stage):
        if wanted <= 0 or stage.left <= 0:
            break
        wanted -= _planted(planter, stage)
    stage.left += reserve
    for planter in stage.chance.sample(decoys(), len(decoys())):
        if stage.left > cases * _CALM and _able(planter, stage):
            _planted(planter, stage)


def _in_company(stage: Stage) -> bool:
    """Cast a case that fills in every sheet and column, without which blanks would not be missed.

    Returns:
        Whether there was place for it and for another case.
    """
    if stage.left <= 1:
        return False
    try:
        thorough(stage)
    except NoRoomError:
        return False
    return True


def _planted(planter: Planter, stage: Stage) -> bool:
    try:
        planter.plant(stage)
    except NoRoomError:
        return False
    return True


def _able(planter: Planter, stage: Stage) -> bool:
    return planter.minimal if stage.minimal else planter.full


def _in_turn(stage: Stage) -> Iterator[Planter]:
    """One planter of every rule, then the others, then any; in an order of their own."""
    able = [each for each in planters() if _able(each, stage)]
    stage.chance.shuffle(able)
    one_each = {each.code: each for each in able}
    yield from one_each.values()
    yield from (each for each in able if one_each[each.code] is not each)
    for _ in range(_MOST):
        code = stage.chance.choice(list(one_each))
        yield stage.chance.choice([each for each in able if each.code == code])
