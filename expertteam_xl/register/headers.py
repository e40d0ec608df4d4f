"""Where a sheet's header rows are, and which table each begins.

People put titles, legends and blank lines above a list, write headers over two lines, merge them,
repeat them for every year and call columns what they like. This module finds the header rows of
one sheet; `matching` says what a single header means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

import numpy as np

from expertteam_xl.register.evidence import Judge
from expertteam_xl.register.matching import (
    LONGEST_HEADER,
    Label,
    all_names,
    label,
    match,
    tables_of,
    two_line_label,
    with_proposals,
)
from expertteam_xl.register.model import Header
from expertteam_xl.register.raw import CellValue, RawSheet
from expertteam_xl.schema import TableSpec, tables
from expertteam_xl.text import fold

_TOP_ROWS = 200
"""How many rows from the top are looked at one by one; further down known names lead."""

_IN_NAMED_SHEET, _ELSEWHERE = 2, 3
"""How many headers must be known before a row is a header row."""

_FAR_DOWN = 3
"""How many different known names a row far down must hold to be looked at."""

_MANY_VALUES = 5000
"""A column with more different values than this isn't searched for headers far down."""

_MANY_TIMES = 1000
"""A text that a column holds more often than this is a value, no header."""

_HALF = 0.5
_EXACT_NAMES = 3
"""Names of sheets this short must match whole (``TV``)."""

_FEWEST_KNOWN = 8
"""At least one header in so many must be known."""

_SAMPLE = 50
"""So many rows tell whether columns belong to one list."""

_STRAY = 3
"""So many values of one list can look like headers of the list beside it."""

_WIDEST_GROUP = 8
"""How many columns a group title that isn't merged can stand over."""

_OTHER_SHEETS = frozenset({"gemeenten", "instellingen"})
"""Sheets of the full workbook that hold no table of ours."""

Labels = Mapping[int, Label]


@dataclass(frozen=True)
class Found:
    """A header row that begins a list.

    Attributes:
        row: index into the sheet's columns of the (last line of the) header.
        top: index of its first line.
        spec: the table it begins.
        headers: index into the sheet's columns to header, for this list's columns.
        duplicates: headers of a field that another header already is.
        score: how well it fits.
        labels: what stands above each of its columns.
        repeats: indexes of rows further down that repeat this header.
    """

    row: int
    top: int
    spec: TableSpec
    headers: Mapping[int, Header]
    duplicates: tuple[Header, ...]
    score: float
    labels: Mapping[int, Label] = field(repr=False)
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
        return _overlap(self.span, other.span)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def find_headers(sheet: RawSheet) -> list[Found]:
    """Every list of a sheet, from top to bottom; two lists side by side give two."""
    if fold(sheet.name) in _OTHER_SHEETS:
        return []
    rows = _candidates(sheet)
    options = [option for row in rows for option in _options_at(sheet, row, rows)]
    chosen: list[Found] = []
    for option in sorted(options, key=_quality):
        own = _without_strays(sheet, option, [f for f in chosen if _collide(option, f)])
        if not any(_collide(own, other) for other in chosen):
            chosen.append(own)
    chosen.sort(key=lambda f: (f.row, f.core))
    for _ in range(2):
        chosen = [_without_strays(sheet, f, chosen) for f in chosen]
    strong = [f for f in chosen if not any(_is_overruled(f, other) for other in chosen)]
    apart = [_without_neighbours(f, strong) for f in strong]
    return [
        replace(f, headers=with_proposals(f.headers, f.spec)) for f in _without_repeats(apart)
    ]


@lru_cache(maxsize=4096)
def is_named(sheet_name: str, table: str) -> bool:
    """Whether a sheet's name says that it holds this table: ``Aanmeldingen 2021``, ``TV``."""
    name = fold(sheet_name)
    return any(
        name == known or (len(known) > _EXACT_NAMES and known in name)
        for known in map(fold, (table, *tables()[table].sheet_names))
    )


def _quality(found: Found) -> tuple[float, int, int]:
    """Best first; of equals the header with fewer lines, then the upper one."""
    return -found.score, found.row - found.top, found.row


def _collide(one: Found, other: Found) -> bool:
    """Whether two readings use the same cells of the sheet as a header."""
    rows = _overlap((one.top, one.row), (other.top, other.row))
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


def _without_strays(sheet: RawSheet, found: Found, others: list[Found]) -> Found:
    """The list without what stands in the row of its header but over or in a list beside it.

    Such a title or value can happen to be the name of a column. It stands apart, with a column
    without header between.
    """
    for other in others:
        if other is found or not _overlap(other.core, found.core):
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
        if strays and (part := _recognise(sheet, (found.top, found.row), rest)):
            found = part
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


def _without_neighbours(found: Found, others: list[Found]) -> Found:
    """The list without what stands beside it in the row of its header but belongs to another.

    On a side where another list is, only headers that join the known ones are its own.
    """
    first, last = found.core
    cores = [other.core for other in others]
    low, high = found.span
    if any(core[1] < first for core in cores):
        low = next(i for i in range(first, -2, -1) if i - 1 not in found.headers)
    if any(core[0] > last for core in cores):
        high = next(i for i in range(last, high + 1) if i + 1 not in found.headers)
    return replace(found, headers={i: h for i, h in found.headers.items() if low <= i <= high})


def _without_repeats(found: list[Found]) -> Iterator[Found]:
    """The lists, those under a repeated header joined to the list above."""
    joined: list[Found] = []
    for one in found:
        above = next((i for i, f in enumerate(joined) if _is_repeat(one, f, joined)), None)
        if above is None:
            joined.append(one)
        else:
            rows = (*joined[above].repeats, *range(one.top, one.row + 1))
            joined[above] = replace(joined[above], repeats=rows)
    yield from joined


def _is_repeat(found: Found, above: Found, known: list[Found]) -> bool:
    """Whether it has the same headers in the same columns, with no other list between."""
    between = any(above.row < f.row and f.overlaps(above) for f in known)
    return not between and _layout(found) == _layout(above)


def _layout(found: Found) -> dict[int, tuple[str | None, str]]:
    return {i: (h.field, "" if h.field else fold(h.text)) for i, h in found.headers.items()}


def _candidates(sheet: RawSheet) -> list[int]:
    """Rows that could be a (last line of a) header: near the top, or with known names."""
    height = sheet.height
    near = {row for row in range(min(height, _TOP_ROWS)) if _is_text(sheet, row)}
    far = {row for row in _rows_with_names(sheet, near) if _is_text(sheet, row)}
    below = {row + 1 for row in far if row + 1 < height and _is_text(sheet, row + 1)}
    return sorted(near | far | below)


def _rows_with_names(sheet: RawSheet, near: Collection[int]) -> list[int]:
    """Rows far down in which at least three cells hold different names of columns.

    Args:
        sheet: the sheet.
        near: rows near the top that could be a header; their headers may come again as they are.
    """
    if sheet.height <= _TOP_ROWS:
        return []
    pairs: set[tuple[int, str]] = set()
    for column in sheet.columns:
        headers = {v for row in near if isinstance(v := column[row], str)}
        for text in _names_among(set(column), headers):
            if column.count(text) > _MANY_TIMES:
                continue
            pairs.update((row, fold(text)) for row in _places(column, text))
    rows = np.fromiter((row for row, _ in pairs), dtype=np.int64, count=len(pairs))
    numbers, counts = np.unique(rows, return_counts=True)
    return [int(row) for row in numbers[counts >= _FAR_DOWN]]


def _names_among(values: set[CellValue], headers: set[str]) -> Iterator[str]:
    """The texts of a column that name a column of ours."""
    if len(values) > _MANY_VALUES:
        return
    known = all_names()
    for text in values:
        if not isinstance(text, str) or len(text) > LONGEST_HEADER:
            continue
        if fold(text) in known or (text in headers and (lab := label(text)) and tables_of(lab)):
            yield text


def _places(column: list[CellValue], text: str) -> Iterator[int]:
    """Indexes far down at which a column holds a text."""
    at = _TOP_ROWS - 1
    try:
        while True:
            at = column.index(text, at + 1)
            yield at
    except ValueError:
        return


def _is_text(sheet: RawSheet, row: int) -> bool:
    """Whether a row holds two values or more, at least half of them text."""
    values = [v for column in sheet.columns if (v := column[row]) is not None]
    if len(values) < 2:
        return False
    return sum(isinstance(value, str) for value in values) >= _HALF * len(values)


def _options_at(sheet: RawSheet, row: int, candidates: list[int]) -> Iterator[Found]:
    """The ways to read this row as (the last line of) a header."""
    lower = _texts(sheet, row)
    one_line = {i: lab for i, text in lower.items() if (lab := label(text))}
    end = _rows_end(sheet, row, candidates)
    yield from _split(sheet, (row, row, end), one_line)
    if row == 0:
        return
    upper = _texts(sheet, row - 1)
    filled = {i for i, column in enumerate(sheet.columns) if column[row] is not None}
    merged = _spread_merged(sheet, row - 1, upper)
    for above in (merged, _spread_loose(merged, lower)):
        labels = _two_lines(above, {i: t for i, t in upper.items() if i not in filled}, lower)
        yield from _split(sheet, (row - 1, row, end), labels)


def _rows_end(sheet: RawSheet, row: int, candidates: list[int]) -> int:
    """Index of the next row that could be a header, or of the sheet's end."""
    return next((other for other in candidates if other > row + 1), sheet.height)


def _texts(sheet: RawSheet, row: int) -> dict[int, str]:
    """Index of column to text, for the texts of a row."""
    return {
        i: value
        for i, column in enumerate(sheet.columns)
        if isinstance(value := column[row], str) and fold(value[:LONGEST_HEADER])
    }


def _two_lines(
    above: Mapping[int, str], upper: Mapping[int, str], lower: Mapping[int, str]
) -> dict[int, Label]:
    """What stands above each column when this row and the one above are one header.

    Args:
        above: texts of the upper line, group titles spread over their columns.
        upper: texts of the upper line with nothing below them.
        lower: texts of the lower line.
    """
    labels: dict[int, Label] = {}
    for i in lower.keys() | upper.keys():
        low, high = lower.get(i), above.get(i)
        if low is not None and high is not None:
            found = two_line_label(high, low)
        else:
            found = label(low or high or "")
        if found:
            labels[i] = found
    return labels


def _spread_merged(sheet: RawSheet, row: int, texts: Mapping[int, str]) -> dict[int, str]:
    """Texts of a row in which a merged header counts for every column under it."""
    spread = dict(texts)
    excel_row = row + sheet.top
    for box in sheet.merged:
        start = box.left - sheet.left
        if box.top <= excel_row <= box.bottom and start in texts:
            for i in range(start, min(box.right - sheet.left + 1, len(sheet.columns))):
                spread.setdefault(i, texts[start])
    return spread


def _spread_loose(texts: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    """The same, a title over a header also counting for the headers right of it until the next."""
    spread = dict(texts)
    for start in texts.keys() & lower.keys():
        for i in range(start + 1, start + _WIDEST_GROUP):
            if i in texts or i not in lower:
                break
            spread[i] = texts[start]
    return spread


def _split(sheet: RawSheet, place: tuple[int, int, int], labels: Labels) -> list[Found]:
    """Lists that begin at this place, each with its own columns.

    Args:
        sheet: the sheet.
        place: indexes of the header's first line, its last line, and where its rows end at most.
        labels: what stands above each column.
    """
    if not _likely_tables(sheet, labels):
        return []
    top, row, end = place
    groups = _by_excel_table(sheet, row, labels)
    if len(groups) < 2:
        groups = _by_empty_column(sheet, (row, end), labels)
        groups = _joined(sheet, (top, row), groups)
    groups = [part for group in groups for part in _by_first_field(sheet, (top, row), group)]
    return [found for group in groups if (found := _recognise(sheet, (top, row), group))]


def _likely_tables(sheet: RawSheet, labels: Labels) -> list[TableSpec]:
    """Tables that know the names of enough columns; quick, and for most rows there are none."""
    counts = Counter(name for lab in labels.values() for name in tables_of(lab))
    return [
        spec
        for name, spec in tables().items()
        if counts[name] >= (_IN_NAMED_SHEET if is_named(sheet.name, spec.name) else _ELSEWHERE)
        and counts[name] * _FEWEST_KNOWN >= len(labels)
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


def _is_empty(values: list[object]) -> bool:
    return values.count(None) == len(values)


def _joined(
    sheet: RawSheet, lines: tuple[int, int], groups: list[dict[int, Label]]
) -> list[dict[int, Label]]:
    """The groups, joined again where an empty column stands inside one list.

    A group is a list of its own when it means again what the list before it already has, or when
    it fits another table by more headers than it would add.
    """
    joined: list[dict[int, Label]] = []
    for group in groups:
        if joined and not _is_apart(sheet, lines, joined[-1], group):
            joined[-1] = joined[-1] | group
        else:
            joined.append(group)
    for i in range(len(joined) - 1, 0, -1):
        if _recognise(sheet, lines, joined[i]) is None:
            joined[i - 1 : i + 1] = [joined[i - 1] | joined[i]]
    return joined


def _is_apart(
    sheet: RawSheet, lines: tuple[int, int], before: dict[int, Label], group: dict[int, Label]
) -> bool:
    whole = _recognise(sheet, lines, before | group)
    left = _recognise(sheet, lines, before)
    if whole is None:
        return left is not None
    if left is None:
        return False
    twice = len(whole.duplicates) - len(left.duplicates)
    if twice > 0 and len(whole.fields) == len(left.fields):
        return True
    alone = _recognise(sheet, lines, group)
    if alone and alone.spec is not left.spec:
        return len(alone.fields) > len(whole.fields) - len(left.fields)
    return twice > 1 or (twice > 0 and alone is not None and alone.spec.key in alone.fields)


def _by_first_field(
    sheet: RawSheet, lines: tuple[int, int], labels: dict[int, Label]
) -> list[dict[int, Label]]:
    """Lists that stand against each other: each begins with the same field."""
    whole = _recognise(sheet, lines, labels)
    if whole is None or len(whole.duplicates) < _ELSEWHERE:
        return [labels]
    first = whole.headers[whole.core[0]].field
    starts = [i for i, h in whole.headers.items() if h.field == first]
    groups: list[dict[int, Label]] = [{}]
    for i in sorted(labels):
        if i in starts[1:]:
            groups.append({})
        groups[-1][i] = labels[i]
    apart = all(_recognise(sheet, lines, group) for group in groups)
    return groups if apart else [labels]


def _recognise(sheet: RawSheet, lines: tuple[int, int], labels: Labels) -> Found | None:
    """The table that these headers fit best, or None when they fit none well enough."""
    fits = (_fit(sheet, lines, labels, spec) for spec in _likely_tables(sheet, labels))
    return max((found for found in fits if found), key=lambda f: f.score, default=None)


def _fit(
    sheet: RawSheet, lines: tuple[int, int], labels: Labels, spec: TableSpec
) -> Found | None:
    matched = match(labels, sheet.left, spec)
    fields = {h.field for h in matched.headers.values() if h.field}
    required = {column.header for column in spec.required}
    present = len(required & fields)
    named = is_named(sheet.name, spec.name)
    enough = _is_enough_named if named else _is_enough
    specific = len(matched.specific & required) if named else len(matched.specific)
    if not fields or not enough(
        len(fields), _texts_between(matched.headers), (present, len(required)), specific
    ):
        return None
    score = len(fields) + present - 0.5 * len(required) + 3 * named
    score -= 0.5 * len(matched.duplicates)
    top, row = lines
    return Found(row, top, spec, matched.headers, matched.duplicates, score, labels)


def _texts_between(headers: Mapping[int, Header]) -> int:
    """Number of headers from the first known one to the last."""
    known = [i for i, h in headers.items() if h.field]
    return sum(min(known) <= i <= max(known) for i in headers)


def _is_enough_named(
    fields: int, texts: int, required: tuple[int, int], specific: int
) -> bool:
    """Whether headers make a header row of the table that the sheet is named after.

    Two known ones, and of the required ones half or one that no other table has; or most of what
    stands there is known.
    """
    present, wanted = required
    if fields < _IN_NAMED_SHEET:
        return False
    if not wanted:
        return fields * 2 >= texts
    return present * 2 >= wanted or specific > 0 or (fields > _IN_NAMED_SHEET and fields * 2 > texts)


def _is_enough(fields: int, texts: int, required: tuple[int, int], specific: int) -> bool:
    """Whether headers make a header row in a sheet with any name.

    Three known ones, of which half of the required ones; or one required one, with two that no
    other table has while half of what stands there is known.
    """
    present, wanted = required
    if fields < _ELSEWHERE or not present:
        return False
    return present * 2 >= wanted or (specific >= 2 and fields * 2 >= texts)
