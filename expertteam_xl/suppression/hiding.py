"""Which counts are hidden: those that are small, and those from which these would follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from expertteam_xl.errors import DefinitionError
from expertteam_xl.suppression.audience import Audience, is_hidden
from expertteam_xl.suppression.model import HIDDEN, Key, Relation, Shown, check_sums
from expertteam_xl.suppression.solving import Solved, System


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
    solved: Solved | None = None,
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
        solved: what was worked out for the publications before; grows.

    Raises:
        DefinitionError: a count is less than zero, a total is not the sum of its parts, or what was
            printed before gives a hidden count away.
    """
    _check(counts, relations)
    before = dict(earlier or {})
    if not audience.threshold:
        return {key: before.get(key, count) for key, count in counts.items()}
    known: Solved = {} if solved is None else solved
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
    solved: Solved,
) -> _Choice:
    """What is hidden in the end.

    Where nothing is left to hide and a count still follows, it may be one that was as good as
    printed before, such as a running total to which nothing was added: hiding it is in vain.
    """
    choice = _begin(counts, audience, before)
    if _hide_all(choice, relations, solved):
        return choice
    everything = {key for key, count in counts.items() if count and key not in before}
    told = System(counts, relations, audience, everything | choice.printed, solved).settled()
    choice = _begin(counts, audience, before, told)
    if not _hide_all(choice, relations, solved):
        raise DefinitionError("what was printed before gives a hidden count away")
    return choice


def _hide_all(choice: _Choice, relations: Sequence[Relation], solved: Solved) -> bool:
    """Hide more until nothing hidden follows; whether that came about."""
    _hide_groups(choice, relations)
    while settled := _system(choice, relations, solved).settled():
        if not any(_hide_more(choice, relations, key) for key in settled):
            return False
        _hide_groups(choice, relations)
    return True


def _system(choice: _Choice, relations: Sequence[Relation], solved: Solved) -> System:
    return System(choice.counts, relations, choice.audience, choice.hidden, solved)


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


def _hide_more(choice: _Choice, relations: Sequence[Relation], key: Key) -> bool:
    """Hide one count more, as near as can be to one that follows from all that is printed.

    Returns:
        Whether there was one left to hide.
    """
    own = [relation for relation in relations if key in relation.keys]
    running = [relation.total for relation in own if relation.cumulative]
    near = [part for relation in own for part in relation.parts]
    totals = [relation.total for relation in own]
    return any(
        choice.hide(candidates)
        for candidates in (running, near, totals, _reachable(relations, key))
    )


def _reachable(relations: Sequence[Relation], key: Key) -> list[Key]:
    """Every count that is tied to this one, by however many sums."""
    found = {key: None}
    left = list(relations)
    while True:
        touched = [relation for relation in left if not found.keys().isdisjoint(relation.keys)]
        if not touched:
            return list(found)
        found.update(dict.fromkeys(key for relation in touched for key in relation.keys))
        left = [relation for relation in left if relation not in touched]
