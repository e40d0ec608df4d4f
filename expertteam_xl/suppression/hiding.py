"""Which counts are hidden: those that are small, and those from which these would follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from expertteam_xl.errors import DefinitionError
from expertteam_xl.suppression.audience import Audience, is_hidden
from expertteam_xl.suppression.model import HIDDEN, Key, Relation, Shown, check_sums
from expertteam_xl.suppression.solving import Clean, System


@dataclass
class _Choice:
    """What is hidden so far.

    Attributes:
        counts: every count, in the order in which they are printed.
        hidden: the keys that are hidden.
        fixed: the keys that were published before, or as good as; nothing can be changed about
            those.
        printed: the keys that were hidden in what was published before.
    """

    counts: Mapping[Key, int]
    audience: Audience
    fixed: frozenset[Key]
    printed: set[Key]
    hidden: set[Key] = field(default_factory=set)
    places: Mapping[Key, int] = field(default_factory=dict)

    def may_hide(self, keys: Iterable[Key]) -> list[Key]:
        """Those that are visible, more than zero and not published before, the smallest first."""
        found = [key for key in dict.fromkeys(keys) if self._can_hide(key)]
        return sorted(found, key=lambda key: (self.counts[key], self.places[key]))

    def _can_hide(self, key: Key) -> bool:
        return key not in self.hidden and key not in self.fixed and self.counts[key] > 0

    def hide(self, candidates: Iterable[Key]) -> bool:
        """Hide the smallest of the candidates that can be hidden; whether there was one."""
        found = self.may_hide(candidates)
        if found:
            self.hidden.add(found[0])
        return bool(found)

    def among(self, keys: Iterable[Key]) -> list[Key]:
        """Those that are hidden."""
        return [key for key in keys if key in self.hidden]


def publish(
    counts: Mapping[Key, int],
    relations: Sequence[Relation],
    audience: Audience,
    *,
    earlier: Mapping[Key, Shown] | None = None,
    clean: Clean | None = None,
) -> dict[Key, Shown]:
    """Every count as it may be printed for an audience.

    Small counts are hidden. Of the parts of a visible total at least two are, with a sum that tells
    little; where that can't be, the total is hidden too. After that no hidden count follows from
    all that is printed, now and before: while one does, more is hidden (OD1–OD4).

    Args:
        counts: every count by its key, in the order in which they are printed: of equal counts the
            first is hidden. Those of earlier publications are among them.
        relations: all sums among them.
        audience: for whom.
        earlier: what was printed before, which stays as it is.
        clean: what gave nothing away in the publications before; grows.

    Raises:
        DefinitionError: a count is less than zero, a total is not the sum of its parts, or what was
            printed before gives a hidden count away.
    """
    _check(counts, relations)
    before = dict(earlier or {})
    if not audience.threshold:
        return {key: before.get(key, count) for key, count in counts.items()}
    known: Clean = set() if clean is None else clean
    choice = _choose(counts, relations, audience, before, known)
    return {
        key: before[key] if key in before else _shown(choice, key, count)
        for key, count in counts.items()
    }


def _choose(
    counts: Mapping[Key, int],
    relations: Sequence[Relation],
    audience: Audience,
    before: Mapping[Key, Shown],
    clean: Clean,
) -> _Choice:
    """What is hidden in the end.

    Where nothing is left to hide and a count still follows, it may be one that was as good as
    printed before, such as a running total to which nothing was added: hiding it is in vain.
    """
    choice = _begin(counts, audience, before)
    if _hide_all(choice, relations, clean):
        return choice
    everything = {key for key, count in counts.items() if count and key not in before}
    told = System(counts, relations, audience, everything | choice.printed, clean).settled()
    choice = _begin(counts, audience, before, told)
    if not _hide_all(choice, relations, clean):
        raise DefinitionError("what was printed before gives a hidden count away")
    return choice


def _hide_all(choice: _Choice, relations: Sequence[Relation], clean: Clean) -> bool:
    """Hide more until nothing hidden follows; whether that came about."""
    _hide_groups(choice, relations)
    ties = _ties(relations)
    safe: set[Key] = set()
    while (key := _system(choice, relations, clean).first_settled(safe)) is not None:
        if not _hide_more(choice, ties, key):
            return False
        _hide_groups(choice, relations)
    return True


def _system(choice: _Choice, relations: Sequence[Relation], clean: Clean) -> System:
    return System(choice.counts, relations, choice.audience, choice.hidden, clean)


def _check(counts: Mapping[Key, int], relations: Sequence[Relation]) -> None:
    if any(count < 0 for count in counts.values()):
        raise DefinitionError("a count of a publication is less than zero")
    wrong = check_sums(counts, tuple(relations))
    if wrong is not None:
        raise DefinitionError(f"{wrong.total} is not the sum of its parts")


def _begin(
    counts: Mapping[Key, int],
    audience: Audience,
    before: Mapping[Key, Shown],
    told: Iterable[Key] = (),
) -> _Choice:
    fixed = frozenset([*before, *told])
    small = {key for key, count in counts.items() if key not in fixed and audience.hides(count)}
    printed = {key for key, shown in before.items() if is_hidden(shown)}
    places = {key: place for place, key in enumerate(counts)}
    return _Choice(counts, audience, fixed, printed, small | printed, places)


def _shown(choice: _Choice, key: Key, count: int) -> Shown:
    return HIDDEN if key in choice.hidden else choice.audience.printed(count)


def _hide_groups(choice: _Choice, relations: Sequence[Relation]) -> None:
    """Hide more until no relation gives a hidden count away by itself."""
    if not choice.audience.group:
        return
    again = True
    while again:
        again = False
        for relation in relations:
            while _tells(choice, relation) and _mend(choice, relation):
                again = True


def _tells(choice: _Choice, relation: Relation) -> bool:
    """Whether one hidden count follows from this relation, or too small a group of them."""
    parts = choice.among(relation.parts)
    if relation.total in choice.hidden:
        return not parts
    together = sum(choice.counts[key] for key in parts)
    return bool(parts) and (len(parts) == 1 or together < choice.audience.group)


def _mend(choice: _Choice, relation: Relation) -> bool:
    """Hide one count more of a relation; whether there was one left to hide."""
    if relation.cumulative and choice.hide([relation.total]):
        return True
    return choice.hide(relation.parts) or choice.hide([relation.total])


def _hide_more(choice: _Choice, ties: Ties, key: Key) -> bool:
    """Hide one count more, as near as can be to one that follows from all that is printed.

    Running totals go first, also those that were added to later: they tell the reader least.

    Returns:
        Whether there was one left to hide.
    """
    own = ties[key]
    near = [part for relation in own for part in relation.parts]
    totals = [relation.total for relation in own]
    return any(choice.hide(found) for found in (_running(ties, key), near, totals)) or any(
        choice.hide(found) for found in _rings(ties, key)
    )


Ties = Mapping[Key, Sequence[Relation]]
"""Every count with the relations that it is in."""


def _ties(relations: Sequence[Relation]) -> Ties:
    found: dict[Key, list[Relation]] = defaultdict(list)
    for relation in relations:
        for key in relation.keys:
            found[key].append(relation)
    return found


def _running(ties: Ties, key: Key) -> list[Key]:
    """The running totals that a count is added to, and those that go on from there."""
    found: dict[Key, None] = {}
    waiting = [key]
    while waiting:
        totals = [each.total for each in ties[waiting.pop()] if each.cumulative]
        new = [total for total in totals if total not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return list(found)


def _rings(ties: Ties, key: Key) -> Iterator[list[Key]]:
    """Every count that is tied to this one, by however many sums: the nearest first.

    Of those that are as near, running totals come before the others.
    """
    found = {key}
    ring = [key]
    while ring:
        relations = [relation for each in ring for relation in ties[each]]
        keys = dict.fromkeys(each for relation in relations for each in relation.keys)
        ring = [each for each in keys if each not in found]
        found.update(ring)
        yield [total for each in ring for total in _running(ties, each)]
        yield ring
