"""Which table the headers in one line begin, and which columns belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from expertteam_xl.register.lines import Labels
from expertteam_xl.register.matching import Label, match
from expertteam_xl.register.model import Header
from expertteam_xl.register.raw import CellValue, RawSheet
from expertteam_xl.register.vocabulary import Vocabulary
from expertteam_xl.schema import TableSpec

_IN_NAMED_SHEET, _ELSEWHERE = 2, 3
"""How many headers must be known before a row is a header row."""

_FEWEST_KNOWN = 8
"""At least one header in so many must be known."""

_MOST_GROUPS = 12
"""In so many pieces the columns of one row can be put together in every way."""

_NAMED = 3
"""How much a sheet's name counts, in headers."""


@dataclass(frozen=True)
class Found:
    """A header row that begins a list.

    Attributes:
        row: index into the sheet's columns of the (last line of the) header.
        top: index of its first line.
        spec: the table it begins.
        headers: index into the sheet's columns to header, for this list's columns.
        duplicates: headers of a field that another header already is.
        fit: how well its headers fit the table.
        score: the same, better where the sheet is named after the table.
        labels: what stands above each of its columns.
        line: what stands above every column of the sheet in this header.
        repeats: indexes of rows further down that repeat this header.
    """

    row: int
    top: int
    spec: TableSpec
    headers: Mapping[int, Header]
    duplicates: tuple[Header, ...]
    fit: float
    score: float
    labels: Labels = field(repr=False)
    line: Labels = field(repr=False)
    repeats: tuple[int, ...] = ()

    @property
    def fields(self) -> Mapping[str, int]:
        """Field to index into the sheet's columns, for what was recognised for certain."""
        return {
            h.field: i
            for i, h in self.headers.items()
            if h.field and h.how != "lijkt_op" and h not in self.duplicates
        }

    @property
    def span(self) -> tuple[int, int]:
        """First and last index of its columns."""
        return min(self.headers), max(self.headers)

    @property
    def core(self) -> tuple[int, int]:
        """First and last index of the columns that are known."""
        known = [i for i, h in self.headers.items() if h.field]
        return min(known), max(known)

    def overlaps(self, other: Found) -> bool:
        """Whether two lists share a column."""
        return overlap(self.span, other.span)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches, first and last included, share a place."""
    return one[0] <= other[1] and other[0] <= one[1]


def lists_at(
    sheet: RawSheet, vocabulary: Vocabulary, lines: tuple[int, int], line: Labels, end: int
) -> tuple[Found, ...]:
    """The lists that begin here: one, or several side by side.

    Args:
        sheet: the sheet.
        vocabulary: the names that count in it.
        lines: indexes of the header's first and last line.
        line: what stands above each column.
        end: index of the row where the list ends at most.
    """
    if not line or not _likely_tables(sheet, vocabulary, line):
        return ()
    groups = _by_excel_table(sheet, lines[1], line)
    if len(groups) < 2:
        groups = _by_empty_column(sheet, (lines[1], end), line)
    groups = [part for group in groups for part in _by_first_field(sheet, vocabulary, lines, group)]
    return _best_division(sheet, vocabulary, lines, line, groups)


def _best_division(
    sheet: RawSheet,
    vocabulary: Vocabulary,
    lines: tuple[int, int],
    line: Labels,
    groups: list[dict[int, Label]],
) -> tuple[Found, ...]:
    """The groups put together to lists in the way that fits best; of equals the fewest lists."""
    best: list[tuple[float, tuple[Found, ...]]] = [(0.0, ())]
    for end in range(1, len(groups) + 1):
        ways = [best[-1]]
        labels: dict[int, Label] = {}
        for start in range(end - 1, max(-1, end - 1 - _MOST_GROUPS), -1):
            labels = groups[start] | labels
            found = recognise(sheet, vocabulary, lines, labels, line)
            if found and not _is_rest_of(found, best[start][1]):
                ways.append((best[start][0] + found.fit, (*best[start][1], found)))
        best.append(max(ways, key=lambda way: (way[0], -len(way[1]))))
    return best[-1][1]


def _is_rest_of(found: Found, before: tuple[Found, ...]) -> bool:
    """Whether it is the right part of a list of the same table: nothing in it names a row."""
    return found.spec.key not in found.fields and any(f.spec is found.spec for f in before)


def _likely_tables(sheet: RawSheet, vocabulary: Vocabulary, labels: Labels) -> list[TableSpec]:
    """Tables that know the names of enough columns; quick, and for most rows there are none."""
    counts = Counter(name for lab in labels.values() for name in vocabulary.tables_of(lab))
    return [
        spec
        for name, spec in vocabulary.possible.items()
        if counts[name] * _FEWEST_KNOWN >= len(labels)
        and counts[name]
        >= (_IN_NAMED_SHEET if vocabulary.is_named(sheet.name, name) else _ELSEWHERE)
    ]


def _by_excel_table(sheet: RawSheet, row: int, labels: Labels) -> list[dict[int, Label]]:
    boxes = [t.box for t in sheet.tables if t.has_header and t.box.top == row + sheet.top]
    return [
        {i: lab for i, lab in labels.items() if box.left <= i + sheet.left <= box.right}
        for box in boxes
    ]


def _by_empty_column(
    sheet: RawSheet, rows: tuple[int, int], labels: Labels
) -> list[dict[int, Label]]:
    groups: list[dict[int, Label]] = [{}]
    for i in range(min(labels), max(labels) + 1):
        if i in labels:
            groups[-1][i] = labels[i]
        elif groups[-1] and _is_empty(sheet.columns[i][rows[0] + 1 : rows[1]]):
            groups.append({})
    return [group for group in groups if group]


def _is_empty(values: list[CellValue]) -> bool:
    return values.count(None) == len(values)


def _by_first_field(
    sheet: RawSheet, vocabulary: Vocabulary, lines: tuple[int, int], labels: dict[int, Label]
) -> list[dict[int, Label]]:
    """Lists that stand against each other: each begins with the same field."""
    whole = recognise(sheet, vocabulary, lines, labels, labels)
    if whole is None or len(whole.duplicates) < _ELSEWHERE:
        return [labels]
    first = whole.headers[whole.core[0]].field
    starts = [i for i, h in whole.headers.items() if h.field == first]
    groups: list[dict[int, Label]] = [{}]
    for i in sorted(labels):
        if i in starts[1:]:
            groups.append({})
        groups[-1][i] = labels[i]
    apart = all(recognise(sheet, vocabulary, lines, group, group) for group in groups)
    return groups if apart else [labels]


def recognise(
    sheet: RawSheet,
    vocabulary: Vocabulary,
    lines: tuple[int, int],
    labels: Labels,
    line: Labels,
) -> Found | None:
    """The table that these headers fit best, or None when they fit none well enough."""
    fits = (
        _fit(sheet, vocabulary, lines, (labels, line), spec)
        for spec in _likely_tables(sheet, vocabulary, labels)
    )
    return max((found for found in fits if found), key=lambda f: f.score, default=None)


def told_list(
    sheet: RawSheet, vocabulary: Vocabulary, lines: tuple[int, int], line: Labels
) -> Found | None:
    """The list whose table and header row a person gave; None when no header there is known."""
    if vocabulary.table is None or not line:
        return None
    spec = vocabulary.specs[vocabulary.table]
    return _fit(sheet, vocabulary, lines, (line, line), spec, told=True)


def _fit(
    sheet: RawSheet,
    vocabulary: Vocabulary,
    lines: tuple[int, int],
    above: tuple[Labels, Labels],
    spec: TableSpec,
    *,
    told: bool = False,
) -> Found | None:
    labels, line = above
    matched = match(labels, sheet.left, spec, vocabulary)
    fields = {h.field for h in matched.headers.values() if h.field}
    required = {column.header for column in spec.required}
    present = len(required & fields)
    named = vocabulary.is_named(sheet.name, spec.name)
    enough = _is_enough_named if named else _is_enough
    specific = len(matched.specific & required) if named else len(matched.specific)
    texts = _texts_between(matched.headers) if fields else 0
    if not fields or not (told or enough(len(fields), texts, (present, len(required)), specific)):
        return None
    fit = len(fields) + present - 0.5 * len(required) - matched.again
    top, row = lines
    return Found(
        row=row,
        top=top,
        spec=spec,
        headers=matched.headers,
        duplicates=matched.duplicates,
        fit=fit,
        score=fit + _NAMED * named,
        labels=labels,
        line=line,
    )


def _texts_between(headers: Mapping[int, Header]) -> int:
    """Number of headers from the first known one to the last."""
    known = [i for i, h in headers.items() if h.field]
    return sum(min(known) <= i <= max(known) for i in headers)


def _is_enough_named(fields: int, texts: int, required: tuple[int, int], specific: int) -> bool:
    """Whether headers make a header row of the table that the sheet is named after.

    Two known ones, and of the required ones half or one that no other table has; or most of what
    stands there is known.
    """
    present, wanted = required
    if fields < _IN_NAMED_SHEET:
        return False
    if not wanted:
        return fields * 2 >= texts
    return (
        present * 2 >= wanted or specific > 0 or (fields > _IN_NAMED_SHEET and fields * 2 > texts)
    )


def _is_enough(fields: int, texts: int, required: tuple[int, int], specific: int) -> bool:
    """Whether headers make a header row in a sheet with any name.

    Three known ones, of which half of the required ones; or one required one, with two that no
    other table has while half of what stands there is known.
    """
    present, wanted = required
    if fields < _ELSEWHERE or not present:
        return False
    return present * 2 >= wanted or (specific >= 2 and fields * 2 >= texts)
