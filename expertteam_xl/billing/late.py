"""Late time and corrections: a quarter computed again minus what was declared of it (§6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from expertteam_xl.billing.model import Amount, Issued, Line
from expertteam_xl.quarters import Quarter
from expertteam_xl.rules.vectors import keys

Key = tuple[str, str, str, str, int]
"""What makes lines the same: meeting, partner, case (all as compared), gemeente and tariff."""


def declared_quarters(issued: Iterable[Issued], before: Quarter) -> tuple[Quarter, ...]:
    """Quarters that were declared before another one, oldest first.

    Args:
        issued: what the workbooks of the region say.
        before: the quarter that is declared now.
    """
    return tuple(sorted({each.quarter for each in issued if each.quarter < before}))


def issued_of(issued: Iterable[Issued], quarter: Quarter, now: Quarter) -> list[Line]:
    """All lines declared of a quarter so far, in any declaration but the one that is made now."""
    return [
        line
        for each in issued
        if each.quarter != now
        for line in each.lines
        if line.kwartaal == quarter
    ]


def remaining(
    computed: Sequence[Line], declared: Sequence[Line], *, late: bool = True
) -> list[Line]:
    """What is left to declare of a quarter: computed now, minus declared; below zero taken back.

    A line of which nothing was declared stays as it is. Others are compared together: where the
    minutes and the cents are the same nothing is left, and where the case went to another gemeente,
    or the tariff changed, the old line is taken back and the new one declared.

    Args:
        computed: the lines of the quarter as they are now.
        declared: what was declared of it.
        late: whether what is left comes after its quarter was declared.
    """
    before, now = _by_key(declared), _by_key(computed)
    left = [
        replace(line, nagekomen=late)
        for key, lines in now.items()
        if key not in before
        for line in lines
        if line.amount != Amount()
    ]
    for key, earlier in before.items():
        lines = now.get(key, [])
        minutes = sum(line.minuten for line in lines) - sum(line.minuten for line in earlier)
        cents = sum(line.cent for line in lines) - sum(line.cent for line in earlier)
        if minutes or cents:
            found = replace(lines[0], overlegdatum=earlier[0].overlegdatum) if lines else earlier[0]
            left.append(replace(found, minuten=minutes, cent=cents, nagekomen=late))
    return sorted(left, key=_place)


def _by_key(lines: Iterable[Line]) -> Mapping[Key, list[Line]]:
    found: dict[Key, list[Line]] = {}
    lines = list(lines)
    meetings = keys([line.overlegnummer for line in lines])
    partners = keys([line.partner for line in lines])
    cases = keys([line.casusnummer for line in lines])
    for line, meeting, partner, case in zip(lines, meetings, partners, cases, strict=True):
        key = (meeting, partner, case, line.gemeente, line.tarief_cent_per_uur)
        found.setdefault(key, []).append(line)
    return found


def _place(line: Line) -> tuple[object, ...]:
    """By date, meeting, partner and case; what is taken back before what comes instead."""
    return line.overlegdatum, line.overlegnummer, line.partner, line.casusnummer, line.cent
