"""Where a sheet's header rows are, and which table each begins.

People put titles, legends and blank lines above a list, write headers over two lines, merge them,
repeat them for every year, put lists beside each other and call columns what they like. This
module finds the lists of one sheet: `lines` reads what stands in a row, `matching` says what a
single header means, and `fitting` which table several begin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import pairwise

from expertteam_xl.register.evidence import Judge
from expertteam_xl.register.fitting import Found, lists_at, overlap, recognise, told_list
from expertteam_xl.register.lines import candidates, readings
from expertteam_xl.register.matching import match, with_proposals
from expertteam_xl.register.raw import RawSheet
from expertteam_xl.register.vocabulary import Vocabulary, standard_vocabulary
from expertteam_xl.text import fold

_SAMPLE = 50
"""So many rows tell whether columns belong to one list."""

_STRAY = 3
"""So many values of one list can look like headers of the list beside it."""

OTHER_SHEETS = frozenset({"gemeenten", "instellingen"})
"""Sheets of the full workbook that hold no table of ours."""


def find_headers(sheet: RawSheet, vocabulary: Vocabulary | None = None) -> list[Found]:
    """Every list of a sheet, from top to bottom; two lists side by side give two.

    Args:
        sheet: the sheet.
        vocabulary: the names that count in it; not given: the standard ones.
    """
    names = vocabulary or standard_vocabulary()
    if fold(sheet.name) in OTHER_SHEETS and names.table is None:
        return []
    found = _chosen(sheet, names)
    for _ in range(2):
        found = [_without_strays(sheet, names, f, found) for f in found]
    found = [f for f in found if not any(_is_overruled(f, other) for other in found)]
    whole = [_completed(sheet, names, f, found) for f in found]
    return [replace(f, headers=with_proposals(f.headers, f.spec)) for f in _without_repeats(whole)]


def _chosen(sheet: RawSheet, names: Vocabulary) -> list[Found]:
    """The readings that fit best and don't use each other's cells, from top to bottom.

    A list that a person gave comes before all, and nothing is looked for above it.
    """
    told = _believed(_told(sheet, names), sheet, names)
    chosen: list[Found] = [told] if told else []
    rows = [row for row in candidates(sheet, names) if told is None or row > told.row]
    options = [
        found
        for row, end in pairwise((*rows, sheet.height))
        for top, line in readings(sheet, row, names.told_columns)
        for found in lists_at(sheet, names, (top, row), line, max(end, row + 2))
    ]
    for option in sorted(options, key=_quality):
        own = _without_strays(sheet, names, option, [f for f in chosen if _collide(option, f)])
        if not any(_collide(own, other) for other in chosen):
            chosen.append(own)
    return sorted(chosen, key=lambda f: (f.row, f.core))


def _told(sheet: RawSheet, names: Vocabulary) -> Found | None:
    """The list at the header row that a person gave; None without one, or when none is there."""
    if names.header_row is None or not 0 <= names.header_row - sheet.top < sheet.height:
        return None
    row = names.header_row - sheet.top
    ways = (
        told_list(sheet, names, (top, row), line)
        for top, line in readings(sheet, row, names.told_columns)
    )
    return min((found for found in ways if found), key=_quality, default=None)


def _believed(told: Found | None, sheet: RawSheet, names: Vocabulary) -> Found | None:
    """The list at the row that a person gave, unless that row is a record of a list above it.

    What stands in a record would be taken for headers then, and be repeated in messages.
    """
    if told is None or told.spec.key in told.fields:
        return told
    others = _chosen(sheet, replace(names, header_row=None))
    known = len(told.fields)
    better = (f for f in others if f.spec is told.spec and f.row < told.row)
    over = any(f.spec.key in f.fields and len(f.fields) > 2 * known for f in better)
    return None if over else told


def _quality(found: Found) -> tuple[float, int, int, int]:
    """Best first; of equals the header with fewer lines, then fewer columns, then the upper one."""
    return -found.score, found.row - found.top, len(found.labels), found.row


def _collide(one: Found, other: Found) -> bool:
    """Whether two readings use the same cells of the sheet as a header."""
    rows = overlap((one.top, one.row), (other.top, other.row))
    return rows and _is_within(one, other) and _is_within(other, one)


def _is_within(one: Found, other: Found) -> bool:
    """Whether a known column of one list stands among those of the other."""
    low, high = other.core
    return any(low <= i <= high for i in one.fields.values())


def _is_overruled(found: Found, other: Found) -> bool:
    """Whether this is a summary above or under the real list of the same table."""
    return (
        other.spec is found.spec
        and found.spec.key not in found.fields
        and len(other.fields) >= 2 * len(found.fields)
        and found.overlaps(other)
    )


def _without_strays(sheet: RawSheet, names: Vocabulary, found: Found, others: list[Found]) -> Found:
    """The list without what stands in the row of its header but over or in a list beside it.

    Such a title or value can happen to be the name of a column. It stands apart, with a column
    without header between.
    """
    for other in others:
        if other is found or not overlap(other.core, found.core):
            continue
        low, high = other.core
        inside = [run for run in _runs(found.headers) if low <= run[0] and run[-1] <= high]
        strays = {i for run in inside for i in run}
        known = set(found.fields.values())
        if len(known & strays) > _STRAY or any(low <= i <= high for i in known - strays):
            continue
        end = other.top if other.top > found.row else sheet.height
        if _are_used(sheet, found, end, strays):
            continue
        rest = {i: lab for i, lab in found.labels.items() if i not in strays}
        lines = found.top, found.row
        part = recognise(sheet, names, lines, rest, found.line) if strays else None
        found = part or found
    return found


def _are_used(sheet: RawSheet, found: Found, end: int, doubtful: Collection[int]) -> bool:
    """Whether the records above a row have fitting values in the doubtful columns too."""
    judge = Judge(found.spec)
    certain = [i for i in found.fields.values() if i not in doubtful]
    fields = {name: i for name, i in found.fields.items() if i in doubtful}
    records = both = 0
    for row in range(found.row + 1, min(end, found.row + _SAMPLE)):
        if sum(sheet.columns[i][row] is not None for i in certain) > 1:
            records += 1
            both += any(
                (value := sheet.columns[i][row]) is not None and judge.weight(name, value)
                for name, i in fields.items()
            )
    return both * 2 > records


def _runs(headers: Iterable[int]) -> list[list[int]]:
    """Stretches of columns that join each other."""
    runs: list[list[int]] = []
    for i in sorted(headers):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _completed(sheet: RawSheet, names: Vocabulary, found: Found, others: list[Found]) -> Found:
    """The list with all columns in the row of its header that aren't known, or are known twice.

    On a side where another list is, only headers that join the known ones are its own.
    """
    first, last = found.core
    left = [other.core[1] for other in others if other.core[1] < first]
    right = [other.core[0] for other in others if other.core[0] > last]
    low, high = min(found.line), max(found.line)
    if left:
        low = next(i for i in range(first, -1, -1) if i - 1 not in found.line or i - 1 in left)
    if right:
        high = next(i for i in range(last, high + 1) if i + 1 not in found.line or i + 1 in right)
    labels = {i: lab for i, lab in found.line.items() if low <= i <= high}
    matched = match(labels, sheet.left, found.spec, names)
    return replace(found, headers=matched.headers, duplicates=matched.duplicates, labels=labels)


def _without_repeats(found: list[Found]) -> list[Found]:
    """The lists, those under a repeated header joined to the list above."""
    joined: list[Found] = []
    for one in found:
        above = next((i for i, f in enumerate(joined) if _is_repeat(one, f, joined)), None)
        if above is None:
            joined.append(one)
        else:
            rows = (*joined[above].repeats, *range(one.top, one.row + 1))
            joined[above] = replace(joined[above], repeats=rows)
    return joined


def _is_repeat(found: Found, above: Found, known: list[Found]) -> bool:
    """Whether it has the same headers in the same columns, with no other list between."""
    between = any(above.row < f.row and f.overlaps(above) for f in known)
    return not between and _layout(found) == _layout(above)


def _layout(found: Found) -> dict[int, tuple[str | None, str]]:
    return {i: (h.field, "" if h.field else fold(h.text)) for i, h in found.headers.items()}
