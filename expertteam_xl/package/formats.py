"""Conditional formats of ours in a sheet: put in, recognised by their formula, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from expertteam_xl.package.areas import batches
from expertteam_xl.package.splice import Tail
from expertteam_xl.package.tail import FORMATS, Outline, Rule, outline

MOST_AREAS = 1000
_LAST_PRIORITY = 2**31 - 1
_BEFORE = frozenset(
    (
        "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter",
        "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", FORMATS,
    )
)  # fmt: skip
_Change = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Marking:
    """Areas of a sheet that light up in one way.

    Attributes:
        style: index of the differential format.
        areas: addresses such as ``E12`` and ``B2:C9``.
    """

    style: int
    areas: Sequence[str]


@dataclass(frozen=True, slots=True)
class FormatEdit:
    """Replaces the conditional formats that have a certain formula.

    Attributes:
        formula: the formula that is ours alone.
        markings: what to put in, most important first; none only takes out.
    """

    formula: str
    markings: Sequence[Marking] = ()

    def __call__(self, tail: Tail) -> bytes:
        """The tail with our earlier formats out and the new ones in.

        Raises:
            PackageError: the tail is not well-formed.
        """
        plan = outline(tail)
        ours = [rule for rule in plan.rules if any(map(self._is_ours, rule.formulas))]
        theirs = [rule for rule in plan.rules if rule not in ours]
        last = max((rule.priority for rule in theirs), default=0)
        new = self._elements(plan.prefix, max(last, plan.last_extended))
        place = max((child.end for child in plan.children if child.name in _BEFORE), default=0)
        changes = [*_removals(plan, ours, theirs), (place, place, new.encode(tail.encoding))]
        return _applied(tail.content, changes)

    def _is_ours(self, formula: str) -> bool:
        """Whether a formula is ours, also as ``=Blad!naam`` and in another case."""
        plain = formula.strip().removeprefix("=").rpartition("!")[2]
        return plain.casefold() == self.formula.casefold()

    def _elements(self, prefix: str, priority: int) -> str:
        lines = []
        for marking in self.markings:
            for group in batches(list(marking.areas), MOST_AREAS):
                priority = min(priority + 1, _LAST_PRIORITY)
                lines.append(
                    f'<{prefix}{FORMATS} sqref="{" ".join(group)}">'
                    f'<{prefix}cfRule type="expression" dxfId="{marking.style}" '
                    f'priority="{priority}"><{prefix}formula>{self.formula}</{prefix}formula>'
                    f"</{prefix}cfRule></{prefix}{FORMATS}>"
                )
        return "".join(lines)


def _removals(plan: Outline, ours: list[Rule], theirs: list[Rule]) -> list[_Change]:
    """Our rules; with the element around them where it holds no other."""
    shared = {rule.owner for rule in theirs}
    elements = {rule.owner: plan.children[rule.owner] for rule in ours if rule.owner not in shared}
    single = [rule for rule in ours if rule.owner in shared]
    places = [(element.start, element.end) for element in elements.values()]
    places += [(rule.start, rule.end) for rule in single]
    return [(start, end, b"") for start, end in places]


def _applied(content: bytes, changes: list[_Change]) -> bytes:
    """The content with every change made; they never overlap."""
    pieces, place = [], 0
    for start, end, text in sorted(changes):
        pieces += [content[place:start], text]
        place = end
    return b"".join([*pieces, content[place:]])
