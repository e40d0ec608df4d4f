"""What a reader can work out: which hidden counts can be one number only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from expertteam_xl.errors import DefinitionError
from expertteam_xl.suppression.audience import Audience
from expertteam_xl.suppression.model import Interval, Key, Relation

Solved = dict[tuple[Any, ...], frozenset[Key]]
"""What was asked before, so that it need not be asked again: an island, and what it gives away."""


class System:
    """All that is printed, as equations between the counts of which the reader is not sure."""

    def __init__(
        self,
        counts: Mapping[Key, int],
        relations: Sequence[Relation],
        audience: Audience,
        hidden: Iterable[Key],
        solved: Solved | None = None,
    ) -> None:
        """Write down what the reader knows.

        Args:
            counts: every count.
            relations: all sums among them.
            audience: for whom it is printed.
            hidden: the keys that are hidden.
            solved: filled with every answer, and asked first; of these counts and audience only.
        """
        self._solved = {} if solved is None else solved
        secret = set(hidden)
        self._known: dict[Key, Interval] = {}
        for key, count in counts.items():
            known = audience.known(count, hidden=key in secret)
            if not known.settled:
                self._known[key] = known
        self._counts = counts
        self._secret = secret
        self._relations = [each for each in relations if any(k in self._known for k in each.keys)]

    def settled(self) -> list[Key]:
        """The hidden counts that can be one number only, in the order of the counts."""
        found: set[Key] = set()
        for keys, relations in self._islands():
            island = (tuple(keys), tuple(key in self._secret for key in keys), tuple(relations))
            if island not in self._solved:
                answer = _settled(keys, relations, self._known, self._counts, self._secret)
                self._solved[island] = frozenset(answer)
            found |= self._solved[island]
        return [key for key in self._counts if key in found]

    def _islands(self) -> list[tuple[list[Key], list[Relation]]]:
        """The unsure counts in groups that no relation ties together, each with its relations."""
        place = {key: number for number, key in enumerate(self._known)}
        ties = [
            (number, place[key])
            for number, relation in enumerate(self._relations)
            for key in relation.keys
            if key in place
        ]
        if not ties:
            return []
        rows, columns = np.array(ties).T
        size = len(self._relations) + len(place)
        joined = coo_array(
            (np.ones(len(ties)), (rows, columns + len(self._relations))), shape=(size, size)
        )
        _, label = connected_components(joined, directed=False)
        keys: dict[int, list[Key]] = {}
        relations: dict[int, list[Relation]] = {}
        for number, relation in enumerate(self._relations):
            relations.setdefault(int(label[number]), []).append(relation)
        for key, number in place.items():
            keys.setdefault(int(label[len(self._relations) + number]), []).append(key)
        return [(keys[island], found) for island, found in relations.items()]


def _settled(
    keys: Sequence[Key],
    relations: Sequence[Relation],
    known: Mapping[Key, Interval],
    counts: Mapping[Key, int],
    secret: set[Key],
) -> set[Key]:
    """The hidden counts of one island that can be one number only.

    Every answer of the solver that differs from the truth clears each count in which it does, so
    that most need no question of their own.
    """
    place = {key: number for number, key in enumerate(keys)}
    truth = np.array([counts[key] for key in keys], dtype=float)
    bounds = Bounds(
        np.array([known[key].low for key in keys], dtype=float),
        np.array([known[key].high for key in keys], dtype=float),
    )
    sums = _constraint(relations, place, counts)
    unsure = {key for key in keys if key in secret}
    found: set[Key] = set()
    while unsure:
        key = next(each for each in keys if each in unsure)
        other = _otherwise(place[key], truth, bounds, sums)
        if other is None:
            found.add(key)
            unsure.discard(key)
        else:
            unsure -= {each for each in unsure if other[place[each]] != truth[place[each]]}
    return found


def _constraint(
    relations: Sequence[Relation], place: Mapping[Key, int], counts: Mapping[Key, int]
) -> LinearConstraint:
    """Every relation as an equation over the unsure counts: parts - total = minus what is known."""
    matrix = np.zeros((len(relations), len(place)))
    right = np.zeros(len(relations))
    for number, relation in enumerate(relations):
        signs = [(part, 1) for part in relation.parts] + [(relation.total, -1)]
        for key, sign in signs:
            if key in place:
                matrix[number, place[key]] += sign
            else:
                right[number] -= sign * counts[key]
    return LinearConstraint(matrix, right, right)


def _otherwise(
    place: int, truth: np.ndarray, bounds: Bounds, sums: LinearConstraint
) -> np.ndarray | None:
    """Counts that fit all that is printed and differ from the truth at a place; None without."""
    for sign in (-1.0, 1.0):
        goal = np.zeros(len(truth))
        goal[place] = sign
        answer = milp(goal, integrality=np.ones(len(truth)), bounds=bounds, constraints=sums)
        if answer.x is None:
            raise DefinitionError("the sums of a publication could not be solved")
        found: np.ndarray = np.round(answer.x)
        if found[place] != truth[place]:
            return found
    return None
