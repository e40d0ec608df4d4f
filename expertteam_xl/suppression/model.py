"""What is published: counts with a key, and which of them are sums of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Key = Any
"""Names a count by any hashable value: the same key is the same number, wherever it is printed."""

HIDDEN = "."
"""What is printed for a hidden number, whatever the reason that it is hidden."""

Shown = int | str
"""A count as it is printed: a whole number, `HIDDEN`, or the sign for zero."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A count that is the sum of others, as any reader of the publication knows.

    Attributes:
        total: the sum.
        parts: what it is the sum of; a total or a part may be one of another relation too.
        cumulative: whether the total is a running total over periods, which is left out rather than
            that more of its parts are hidden.
    """

    total: Key
    parts: tuple[Key, ...]
    cumulative: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        """The parts and the total."""
        return (*self.parts, self.total)


@dataclass(frozen=True, slots=True)
class Interval:
    """The whole numbers from ``low`` up to and including ``high`` that a count may be."""

    low: int
    high: int

    @property
    def settled(self) -> bool:
        """Whether only one number is left."""
        return self.low == self.high


def check_sums(counts: Mapping[Key, int], relations: tuple[Relation, ...]) -> Relation | None:
    """The first relation of which the total is not the sum of its parts; None when all are."""
    for relation in relations:
        if counts[relation.total] != sum(counts[part] for part in relation.parts):
            return relation
    return None
