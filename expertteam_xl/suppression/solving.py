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

Clean = set[tuple[Any, ...]]
"""Islands that give nothing away, so that they need not be asked again."""


class System:
    """All that is printed, as equations between the counts of which the reader is not sure."""

    def __init__(
        self,
        counts: Mapping[Key, int],
        relations: Sequence[Relation],
        audience: Audience,
        hidden: Iterable[Key],
        clean: Clean | None = None,
    ) -> None:
        """Write down what the reader knows.

        Args:
            counts: every count.
            relations: all sums among them.
            audience: for whom it is printed.
            hidden: the keys that are hidden.
            clean: islands that give nothing away; of these counts and audience only; grows.
        """
        self._clean = set() if clean is None else clean
        secret = set(hidden)
        self._known: dict[Key, Interval] = {}
        for key, count in counts.items():
            known = audience.known(count, hidden=key in secret)
            if not known.settled:
                self._known[key] = known
        self._counts = counts
        self._secret = secret
        self._relations = [each for each in relations if any(k in self._known for k in each.keys)]

    def first_settled(self, safe: set[Key]) -> Key | None:
        """The first hidden count that can be one number only; None when there is none.

        Args:
            safe: hidden counts that need no question: with fewer of them hidden they could be more
                than one number already; those that are found to be so are added.
        """
        for keys, relations in self._islands():
            unsure = {key for key in keys if key in self._secret and key not in safe}
            island = (tuple(keys), tuple(relations), frozenset(unsure))
            if not unsure or island in self._clean:
                continue
            key = _first_settled(keys, relations, self._known, self._counts, unsure)
            safe |= {each for each in keys if each in self._secret} - unsure
            if key is not None:
                return key
            self._clean.add(island)
        return None

    def settled(self) -> list[Key]:
        """Every hidden count that can be one number only, in the order of the counts."""
        safe: set[Key] = set()
        found: list[Key] = []
        while (key := self.first_settled(safe)) is not None:
            found.append(key)
            safe.add(key)
        return sorted(found, key=list(self._counts).index)

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


def _first_settled(
    keys: Sequence[Key],
    relations: Sequence[Relation],
    known: Mapping[Key, Interval],
    counts: Mapping[Key, int],
    unsure: set[Key],
) -> Key | None:
    """The first of the unsure counts of one island that can be one number only; None without.

    Every answer of the solver that differs from the truth clears each count in which it does: those
    leave ``unsure``. A few answers that lie far from the truth in all directions clear most; the
    others are asked for one by one.
    """
    island = _Island(keys, relations, known, counts)
    left = np.array([key in unsure for key in keys], dtype=bool)
    settled = None
    _clear_most(island, left)
    while settled is None and left.any():
        place = int(np.flatnonzero(left)[0])
        elsewhere = island.differs_at(place)
        settled = None if elsewhere[place] else keys[place]
        left &= ~elsewhere
    unsure.intersection_update(key for key, open_ in zip(keys, left.tolist(), strict=True) if open_)
    return settled


def _clear_most(island: _Island, left: np.ndarray) -> None:
    """Look for answers in all directions, as long as they clear enough."""
    chance = np.random.default_rng(0)
    for _ in range(_ROUNDS):
        before = int(np.sum(left))
        if before < _WORTH_A_ROUND:
            return
        left &= ~island.differs(np.where(left, chance.choice((-1.0, 1.0), len(left)), 0.0))
        if before - int(np.sum(left)) < before * _WORTH_ANOTHER:
            return


_ROUNDS, _WORTH_A_ROUND, _WORTH_ANOTHER = 8, 8, 0.2
_NEAR = 1e-6
"""How near to a whole number the solver's answer must be to be one."""


class _Island:
    """Counts that sums tie together: what else they could be than the truth."""

    def __init__(
        self,
        keys: Sequence[Key],
        relations: Sequence[Relation],
        known: Mapping[Key, Interval],
        counts: Mapping[Key, int],
    ) -> None:
        """Write down the sums: parts - total = minus what is known of them."""
        place = {key: number for number, key in enumerate(keys)}
        self._truth = np.array([counts[key] for key in keys], dtype=float)
        low = np.array([known[key].low for key in keys], dtype=float)
        self._bounds = Bounds(low, np.array([known[key].high for key in keys], dtype=float))
        self._sums = _equations(relations, place, counts)

    def differs_at(self, place: int) -> np.ndarray:
        """Which counts are others in an answer that has another one at a place.

        None are when no answer has.
        """
        for sign in (-1.0, 1.0):
            goal = np.zeros(len(self._truth))
            goal[place] = sign
            found = self.differs(goal)
            if found[place]:
                return found
        return np.zeros(len(self._truth), dtype=bool)

    def differs(self, goal: np.ndarray) -> np.ndarray:
        """Which counts are others in the answer that makes a goal as small as can be."""
        found = self._answer(goal, whole=False)
        if np.max(np.abs(found - np.round(found))) > _NEAR:
            found = self._answer(goal, whole=True)
        other: np.ndarray = np.round(found) != self._truth
        return other

    def _answer(self, goal: np.ndarray, *, whole: bool) -> np.ndarray:
        """Counts that fit all that is printed; with ``whole`` surely whole numbers."""
        answer = milp(
            goal,
            integrality=np.full(len(goal), int(whole)),
            bounds=self._bounds,
            constraints=self._sums,
        )
        if answer.x is None:
            raise DefinitionError("the sums of a publication could not be solved")
        found: np.ndarray = answer.x
        return found


def _equations(
    relations: Sequence[Relation], place: Mapping[Key, int], counts: Mapping[Key, int]
) -> LinearConstraint:
    """Every relation as an equation over the unsure counts."""
    right = np.zeros(len(relations))
    cells: list[tuple[int, int, int]] = []
    for number, relation in enumerate(relations):
        signs = [(part, 1) for part in relation.parts] + [(relation.total, -1)]
        for key, sign in signs:
            if key in place:
                cells.append((number, place[key], sign))
            else:
                right[number] -= sign * counts[key]
    rows, columns, values = np.array(cells).T
    matrix = coo_array((values.astype(float), (rows, columns)), shape=(len(relations), len(place)))
    return LinearConstraint(matrix.tocsr(), right, right)
