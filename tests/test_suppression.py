"""Small numbers are hidden, and nobody can work them out again (domein §5, OD1–OD4)."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertteam_xl.errors import DefinitionError
from expertteam_xl.suppression import (
    BESTUURLIJK,
    HIDDEN,
    INTERN,
    OPENBAAR,
    Audience,
    Relation,
    audience,
    publish,
)

_TOTAL = "totaal"


def row_of(counts, to):
    """A row with its total, as it is printed."""
    everything = {**counts, _TOTAL: sum(counts.values())}
    return publish(everything, [Relation(_TOTAL, tuple(counts))], to)


def signs(shown):
    """A row as in the examples: figures and signs between blanks."""
    return " ".join(str(each) for each in shown.values())


OD1 = {
    "Blaricum": 1, "Gooise Meren": 6, "Hilversum": 9, "Huizen": 5, "Laren": 0, "Weesp": 2,
    "Wijdemeren": 3,
}  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "bestuurlijk", "openbaar"),
    [
        (OD1, ". 6 9 5 - . . 26", ". . . . 0 . . 25"),
        (dict(zip("BGHU", (1, 6, 9, 5), strict=True)), ". 6 9 . 21", ". . . . 20"),
        (dict(zip("BLGH", (1, 1, 6, 9), strict=True)), ". . . 9 17", ". . . . 15"),
        (dict(zip("HUL", (9, 5, 0), strict=True)), "9 5 - 14", ". . 0 15"),
    ],
    ids=["OD1", "OD2", "OD3", "OD4"],
)
def test_the_worked_examples(counts, bestuurlijk, openbaar):
    """OD1–OD4, for both audiences."""
    assert signs(row_of(counts, BESTUURLIJK)) == bestuurlijk
    assert signs(row_of(counts, OPENBAAR)) == openbaar


def test_inside_the_team_nothing_is_hidden():
    """Intern every figure is exact, zeros are figures."""
    assert row_of(OD1, INTERN) == {**OD1, _TOTAL: 26}


@pytest.mark.parametrize("count", [1, 4])
def test_the_only_count_of_a_row_hides_its_total(count):
    """(3, 0, 0): no other cell can be hidden, so the total is."""
    assert signs(row_of({"a": count, "b": 0, "c": 0}, BESTUURLIJK)) == ". - - ."


def test_five_is_no_small_number():
    """The threshold itself is printed."""
    assert signs(row_of({"a": 5, "b": 0}, BESTUURLIJK)) == "5 - 5"
    assert signs(row_of({"a": 10, "b": 0}, OPENBAAR)) == "10 0 10"


def test_of_equal_counts_the_first_is_hidden():
    """Equal cells: the first in the order of the table."""
    assert signs(row_of({"a": 3, "b": 7, "c": 7}, BESTUURLIJK)) == ". . 7 17"


def test_two_hidden_counts_need_a_sum_that_tells_little():
    """1 and 1 with a visible total would both be 1: a third is hidden."""
    assert signs(row_of({"a": 1, "b": 1, "c": 20, "d": 30}, BESTUURLIJK)) == ". . . 30 52"


def test_two_nines_do_not_follow_from_a_rounded_total():
    """18 is printed as 20, which two hidden counts can only reach as 9 and 9: no total then."""
    assert signs(row_of({"a": 9, "b": 9}, OPENBAAR)) == ". . ."


def test_the_previous_and_the_running_total_give_nothing_away():
    """9 - 6 = 3: the running total is left out, also a quarter later, until it tells nothing."""
    counts = {"k1": 6, "k2": 3, "k1 t/m": 6, "k2 t/m": 9}
    relations = [
        Relation("k1 t/m", ("k1",), cumulative=True),
        Relation("k2 t/m", ("k1 t/m", "k2"), cumulative=True),
    ]

    shown = publish(counts, relations, BESTUURLIJK)

    assert shown == {"k1": 6, "k2": HIDDEN, "k1 t/m": 6, "k2 t/m": HIDDEN}


def test_what_was_printed_stays_and_is_not_given_away_later():
    """The next quarter's running total would tell what the previous one hid."""
    before = {"k1": 6, "k2": HIDDEN, "k1 t/m": 6, "k2 t/m": HIDDEN}
    counts = {"k1": 6, "k2": 3, "k1 t/m": 6, "k2 t/m": 9, "k3": 8, "k3 t/m": 17}
    relations = [
        Relation("k1 t/m", ("k1",), cumulative=True),
        Relation("k2 t/m", ("k1 t/m", "k2"), cumulative=True),
        Relation("k3 t/m", ("k2 t/m", "k3"), cumulative=True),
    ]

    shown = publish(counts, relations, BESTUURLIJK, earlier=before)

    assert {key: shown[key] for key in before} == before
    assert shown["k3 t/m"] == HIDDEN


def test_what_would_tell_of_an_earlier_quarter_is_its_running_total():
    """Laren had one case twice: together two, so that each follows from the running totals.

    Those are left out; what came in now is printed, for that gives nothing away.
    """
    quarters = ({"L": 1, "H": 6, "X": 9}, {"L": 6, "H": 8, "X": 7}, {"L": 1, "H": 6, "X": 7})
    counts, relations, shown = {}, [], {}
    for number, quarter in enumerate(quarters, 1):
        everything = {**quarter, _TOTAL: sum(quarter.values())}
        relations.append(Relation((_TOTAL, number), tuple((key, number) for key in quarter)))
        running = [f"{key} t/m" for key in quarter]
        relations.append(
            Relation((f"{_TOTAL} t/m", number), tuple((key, number) for key in running))
        )
        for key, count in everything.items():
            own, until = (key, number), (f"{key} t/m", number)
            before = (f"{key} t/m", number - 1)
            counts[own], counts[until] = count, count + counts.get(before, 0)
            parts = (before, own) if before in counts else (own,)
            relations.append(Relation(until, parts, cumulative=True))
        shown = publish(counts, relations, BESTUURLIJK, earlier=shown)

    assert [shown[key, 3] for key in ("L", "H", "X", _TOTAL)] == [HIDDEN, HIDDEN, 7, 14]
    assert shown["L t/m", 3] == HIDDEN


def test_what_was_printed_too_openly_is_reported():
    """Nothing can be done about a publication of before that tells everything by itself."""
    before = {"a": HIDDEN, "b": 9, _TOTAL: 12}
    with pytest.raises(DefinitionError, match="printed before"):
        publish({"a": 3, "b": 9, _TOTAL: 12}, [Relation(_TOTAL, ("a", "b"))], BESTUURLIJK,
                earlier=before)  # fmt: skip


@pytest.mark.parametrize("counts", [{"a": -1, _TOTAL: -1}, {"a": 7, _TOTAL: 8}])
def test_what_is_no_publication_is_refused(counts):
    """Counts below zero and totals that are not their sum are our own mistake."""
    with pytest.raises(DefinitionError):
        publish(counts, [Relation(_TOTAL, ("a",))], BESTUURLIJK)


def test_settings_change_the_thresholds():
    """drempel_bestuurlijk, drempel_openbaar and the n of a percentage are settings."""
    stricter = audience("bestuurlijk", threshold=7, least=8)

    assert signs(row_of({"a": 6, "b": 9, "c": 12}, stricter)) == ". . 12 27"
    assert not stricter.enough(7)
    assert stricter.enough(8)
    with pytest.raises(DefinitionError):
        audience("iedereen")


def crosstab(cells, periods, rows, columns):
    """A table with margins for every period, each with its running total."""
    counts, relations = {}, []
    for period in range(periods):
        _period(counts, relations, cells, period, rows, columns)
    return counts, relations


def _period(counts, relations, cells, period, rows, columns):
    def cell(row, column, kind="nu"):
        return (period, row, column, kind)

    for row, column in product(range(rows), range(columns)):
        counts[cell(row, column)] = cells[period][row * columns + column]
    for row in range(rows):
        relations.append(
            Relation(cell(row, _TOTAL), tuple(cell(row, column) for column in range(columns)))
        )
    for column in (*range(columns), _TOTAL):
        relations.append(
            Relation(cell(_TOTAL, column), tuple(cell(row, column) for row in range(rows)))
        )
    for relation in relations[-rows - columns - 1 :]:
        counts[relation.total] = sum(counts[part] for part in relation.parts)
    for row, column in product((*range(rows), _TOTAL), (*range(columns), _TOTAL)):
        before = () if period == 0 else ((period - 1, row, column, "t/m"),)
        parts = (*before, cell(row, column))
        counts[cell(row, column, "t/m")] = sum(counts[part] for part in parts)
        relations.append(Relation(cell(row, column, "t/m"), parts, cumulative=True))


def readings(counts, relations, shown, to, most):
    """Every way in which the hidden counts could be filled in, told by trying them all.

    A reader who knows the rules and nothing else: a hidden count is at least one, and what is
    printed is exact or, when rounded, near.
    """
    unsure = [key for key in counts if len(_possible(shown[key], to, most)) > 1]
    found = []

    def fits(values):
        return all(
            values[relation.total] == sum(values[part] for part in relation.parts)
            for relation in relations
            if all(key in values for key in relation.keys)
        )

    def fill(place, values):
        if not fits(values):
            return
        if place == len(unsure):
            found.append(dict(values))
            return
        for value in _possible(shown[unsure[place]], to, most):
            fill(place + 1, {**values, unsure[place]: value})

    known = {key: _possible(shown[key], to, most)[0] for key in counts if key not in unsure}
    fill(0, known)
    return found


def _possible(shown, to: Audience, most):
    if shown == HIDDEN:
        return list(range(1, most + 1))
    if shown == to.zero:
        return [0]
    if to.rounding == 1:
        return [shown]
    return [n for n in range(to.threshold, shown + 3) if to.printed(n) == shown]


@given(
    cells=st.lists(st.integers(0, 6), min_size=1, max_size=4),
    to=st.sampled_from([BESTUURLIJK, OPENBAAR]),
)
@settings(deadline=None, max_examples=25)
def test_no_hidden_count_of_a_row_can_be_worked_out(cells, to):
    """Trying every filling leaves each hidden count at least two values."""
    counts = {**{str(place): count for place, count in enumerate(cells)}, _TOTAL: sum(cells)}
    relations = [Relation(_TOTAL, tuple(counts)[:-1])]

    shown = publish(counts, relations, to)

    _assert_secret(counts, relations, shown, to, most=max(counts.values()) + 2)


@given(
    cells=st.lists(st.lists(st.integers(0, 6), min_size=4, max_size=4), min_size=1, max_size=2),
    to=st.sampled_from([BESTUURLIJK, OPENBAAR]),
)
@settings(deadline=None, max_examples=60)
def test_no_hidden_count_of_a_small_crosstab_over_periods_can_be_worked_out(cells, to):
    """Two by two with margins and running totals, everything tried."""
    counts, relations = crosstab(cells, len(cells), 2, 2)

    shown = publish(counts, relations, to)

    _assert_open(counts, relations, shown, to)


@given(data=st.data(), to=st.sampled_from([BESTUURLIJK, OPENBAAR]))
@settings(deadline=None, max_examples=15)
def test_no_hidden_count_of_any_crosstab_over_quarters_can_be_worked_out(data, to):
    """Tables of every size, quarter after quarter, each knowing what was printed before."""
    rows, columns = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 3))
    periods = data.draw(st.integers(1, 3))
    size = rows * columns
    cell = st.one_of(st.integers(0, 6), st.integers(0, 40))
    cells = data.draw(
        st.lists(st.lists(cell, min_size=size, max_size=size), min_size=periods, max_size=periods)
    )
    shown = {}
    for period in range(1, periods + 1):
        counts, relations = crosstab(cells, period, rows, columns)
        shown = publish(counts, relations, to, earlier=shown)

    _assert_open(counts, relations, shown, to)
    assert all(shown[key] == HIDDEN for key, count in counts.items() if 0 < count < to.threshold)


def _assert_secret(counts, relations, shown, to, most):
    found = readings(counts, relations, shown, to, most)
    for key, value in shown.items():
        if value == HIDDEN:
            assert len({reading[key] for reading in found}) > 1


def _assert_open(counts, relations, shown, to):
    """An integer programme of our own making: from each hidden count to another value."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    keys = list(counts)
    place = {key: number for number, key in enumerate(keys)}
    low, high = [], []
    for key in keys:
        possible = _possible(shown[key], to, most=2 * max(counts.values()) + 2)
        low.append(min(possible))
        high.append(max(possible))
    matrix = np.zeros((len(relations), len(keys)))
    for number, relation in enumerate(relations):
        matrix[number, place[relation.total]] = -1
        for part in relation.parts:
            matrix[number, place[part]] += 1
    zero = np.zeros(len(relations))
    for key in keys:
        if shown[key] != HIDDEN:
            continue
        goal = np.zeros(len(keys))
        goal[place[key]] = 1
        ends = [
            milp(
                sign * goal,
                integrality=np.ones(len(keys)),
                bounds=Bounds(low, high),
                constraints=LinearConstraint(matrix, zero, zero),
            )
            for sign in (1, -1)
        ]
        least, most = (round(end.x[place[key]]) for end in ends)
        assert least < most, key
