"""For whom a publication is, and what a single count may look like there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from expertteam_xl.errors import DefinitionError
from expertteam_xl.suppression.model import HIDDEN, Interval, Shown

_FAR = 1000
"""How far above the true count a reader may think that a hidden one is; any number would do."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads a publication (domein §5, *doelgroep*).

    Attributes:
        name: ``intern``, ``bestuurlijk`` or ``openbaar``.
        threshold: counts from 1 up to this one (exclusive) are hidden; 0 hides nothing.
        group: the sum that hidden parts of a visible total must at least have; 0 asks for none.
        rounding: visible counts are rounded to a multiple of this; 1 leaves them.
        zero: what is printed for zero.
        least: the number of cases that a percentage or a median needs.
    """

    name: str
    threshold: int
    group: int
    rounding: int
    zero: str
    least: int

    def hides(self, count: int) -> bool:
        """Whether a count is hidden for its own sake."""
        return 0 < count < self.threshold

    def printed(self, count: int) -> Shown:
        """A count that is not hidden, as it is printed."""
        if self.threshold and count == 0:
            return self.zero
        return self._rounded(count)

    def known(self, count: int, *, hidden: bool) -> Interval:
        """What a reader knows of one count from how it is printed, apart from all sums."""
        if hidden:
            # Where no large counts are hidden beside the small ones, a reader takes each for small.
            small = not self.group and self.hides(count)
            return Interval(1, self.threshold - 1 if small else count + _FAR)
        if count == 0 or self.rounding == 1:
            return Interval(count, count)
        low = self._rounded(count) - self.rounding // 2
        return Interval(max(low, self.threshold), low + self.rounding - 1)

    def _rounded(self, count: int) -> int:
        return (count + self.rounding // 2) // self.rounding * self.rounding

    def enough(self, number: int) -> bool:
        """Whether a percentage or a median over this many cases may be printed."""
        return number >= self.least


INTERN = Audience("intern", threshold=0, group=0, rounding=1, zero="0", least=1)
"""Inside the team: every number as it is."""

BESTUURLIJK = Audience("bestuurlijk", threshold=5, group=5, rounding=1, zero="-", least=5)
"""The directors and portfolio holders of the gemeenten."""

OPENBAAR = Audience("openbaar", threshold=10, group=0, rounding=5, zero="0", least=10)
"""Anyone."""

_ALL = {each.name: each for each in (INTERN, BESTUURLIJK, OPENBAAR)}


def audience(name: str, *, threshold: int | None = None, least: int | None = None) -> Audience:
    """An audience by name, with the thresholds of the settings (domein §9) where they are given.

    Raises:
        DefinitionError: there is no such audience.
    """
    if name not in _ALL:
        raise DefinitionError(f"no audience {name}")
    known = _ALL[name]
    if known.threshold and threshold is not None:
        group = threshold if known.group else 0
        known = replace(known, threshold=threshold, group=group)
    if known.threshold and least is not None:
        known = replace(known, least=least)
    return known


def is_hidden(shown: Shown) -> bool:
    """Whether a count was printed as hidden."""
    return shown == HIDDEN
