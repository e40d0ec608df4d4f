"""Which rows under a header are records, and which are totals, years, legends or notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice, repeat
from operator import is_not

import numpy as np

from expertteam_xl.kinds import Kind
from expertteam_xl.register.evidence import (
    FIRST_YEAR,
    LAST_YEAR,
    MAY_BE_LABEL,
    Judge,
    Verdict,
    is_empty,
    is_label,
    is_total,
    may_hold_total,
    shape,
)
from expertteam_xl.register.fitting import Found
from expertteam_xl.register.raw import CellValue, RawSheet

_FEW = 3
"""A row with more values than this and a number of its own is a record without a look."""

_MOSTLY_COUNTED = 0.02
"""When fewer rows than this share have few values, only those are counted further."""

_UNDER_HEADER = 2
"""So many filled rows under the header are looked at: there the units stand."""

_SAMPLE = 2000
"""From so many rows the form of the numbers is learnt."""

_LABEL_COLUMNS = 3
"""In so many of a list's first columns the label of a total can stand."""

_COMMON = 5
"""A form of number that at least one row in so many has is one to expect."""

_DIGITS = frozenset("0123456789")


def split_rows(
    sheet: RawSheet,
    found: Found,
    end: int,
    *,
    date1904: bool = False,
    no_data: Collection[int] = (),
) -> tuple[np.ndarray, tuple[int, ...]]:
    """The records of a list, and the rows that are none though they hold something.

    A row is no record when its only values are a label (totaal, a year, a month), sums of the
    column, or texts that fit none of their columns: a legend, a unit, a note; nor when it holds a
    number alone and nothing follows it: such rows were numbered in advance.

    Args:
        sheet: the sheet as it is.
        found: the list.
        end: index of the first row that no longer belongs to it.
        date1904: whether the workbook counts its days from 1904.
        no_data: indexes of rows known to be none: totals of an Excel table, repeated headers.

    Returns:
        Indexes of the records, ascending; indexes of the skipped rows.
    """
    start = found.row + 1
    summed = _count_summed(sheet, found, start, end)
    filled = _count_filled(sheet, found, range(start, end), summed)
    records = filled > 0
    for row in no_data:
        if start <= row < end:
            records[row - start] = False
    suspects = records & _suspects(sheet, found, start, filled - summed)
    certain = np.flatnonzero(records & (filled - summed > _FEW))[:_SAMPLE]
    judge = Judge(found.spec, _shapes(sheet, found, certain + start), date1904=date1904)
    verdicts = _judge(sheet, found, start, suspects, judge)
    skipped = [row for row in no_data if start <= row < end]
    for row, verdict in _settled(verdicts, records):
        if verdict is Verdict.NONE:
            records[row] = False
            if _holds_something(sheet, found, start + row):
                skipped.append(start + row)
    return np.flatnonzero(records) + start, tuple(sorted(skipped))


def _count_filled(sheet: RawSheet, found: Found, span: range, summed: np.ndarray) -> np.ndarray:
    """Number of values of the list's fields in each row; at least, where it is more than a few.

    Args:
        sheet: the sheet.
        found: the list.
        span: indexes of its rows.
        summed: number of values that are sums in each row.
    """
    filled = np.zeros(len(span), dtype=np.int16)
    columns = [sheet.columns[i] for i in found.fields.values()]
    for number, column in enumerate(columns):
        few = np.flatnonzero(filled - summed <= _FEW)
        if len(few) < _MOSTLY_COUNTED * len(span):
            for row in few.tolist():
                filled[row] += sum(c[span[row]] is not None for c in columns[number:])
            break
        values = islice(column, span.start, span.stop)
        filled += np.fromiter(map(is_not, values, repeat(None)), dtype=bool, count=len(span))
    return filled


def _count_summed(sheet: RawSheet, found: Found, start: int, end: int) -> np.ndarray:
    """Number of fields in each row whose formula sums or counts other rows."""
    summed = np.zeros(end - start, dtype=np.int16)
    columns = {i + sheet.left for i in found.fields.values()}
    rows = [row for row, column in sheet.aggregates if column in columns]
    if rows:
        places = np.array(rows) - sheet.top - start
        np.add.at(summed, places[(places >= 0) & (places < end - start)], 1)
    return summed


def _suspects(sheet: RawSheet, found: Found, start: int, typed: np.ndarray) -> np.ndarray:
    """Rows that could be something else than a record.

    Args:
        sheet: the sheet.
        found: the list.
        start: index of its first row.
        typed: number of values in each row, sums left out.
    """
    suspects: np.ndarray = typed <= _FEW
    suspects[np.flatnonzero(typed > 0)[:_UNDER_HEADER]] = True
    for row in _total_rows(sheet, found, start, start + len(typed)):
        suspects[row - start] = True
    leading = found.fields.get(found.spec.key, min(found.fields.values()))
    name = next(name for name, i in found.fields.items() if i == leading)
    is_number = found.spec.by_header[name].kind in (Kind.NUMMER, Kind.TEKST)
    look = _is_suspect_number if is_number else _is_suspect_other
    values = sheet.columns[leading][start : start + len(typed)]
    suspects |= np.fromiter(map(look, values), dtype=bool, count=len(typed))
    if is_number:
        floats = np.fromiter((v.__class__ is float for v in values), dtype=bool, count=len(typed))
        if floats.sum() * 2 < np.count_nonzero(typed > _FEW):
            suspects |= floats
    return suspects


def _total_rows(sheet: RawSheet, found: Found, start: int, end: int) -> Iterator[int]:
    """Rows with the label of a total in one of the first columns, or just left of the list."""
    first = found.span[0]
    columns = {*range(max(0, first - 1), min(first + _LABEL_COLUMNS, len(sheet.columns)))}
    columns |= {i for name, i in found.fields.items() if name == found.spec.key}
    for i in columns:
        texts = {v for v in set(sheet.columns[i]) if isinstance(v, str)}
        if not may_hold_total("\n".join(texts)):
            continue
        labels = {text for text in texts if is_total(text)}
        values = enumerate(islice(sheet.columns[i], start, end), start)
        yield from (row for row, value in values if value in labels)


def _is_suspect_number(value: CellValue) -> bool:
    """Whether a value that should name a row has no digit, or looks like a label."""
    if isinstance(value, str):
        return _DIGITS.isdisjoint(value) or MAY_BE_LABEL.match(value) is not None
    return not isinstance(value, float) or FIRST_YEAR <= value <= LAST_YEAR


def _is_suspect_other(value: CellValue) -> bool:
    return value is None or isinstance(value, (str, float))


def _judge(
    sheet: RawSheet, found: Found, start: int, suspects: np.ndarray, judge: Judge
) -> dict[int, Verdict]:
    """What each suspect row is, by its index from the start."""
    excel_columns = {i + sheet.left: name for name, i in found.fields.items()}
    others = _other_columns(sheet, found)
    verdicts = {}
    for row in np.flatnonzero(suspects).tolist():
        at = start + row
        values = {
            name: value
            for name, i in found.fields.items()
            if not is_empty(value := sheet.columns[i][at])
        }
        summed = {
            name
            for column, name in excel_columns.items()
            if (at + sheet.top, column) in sheet.aggregates
        }
        verdicts[row] = judge.verdict(values, summed, (sheet.columns[i][at] for i in others))
    return verdicts


def _shapes(sheet: RawSheet, found: Found, rows: np.ndarray) -> set[str]:
    """Forms of the numbers in these rows, exceptions left out."""
    i = found.fields.get(found.spec.key)
    if i is None:
        return set()
    values = (sheet.columns[i][row] for row in rows.tolist())
    forms = Counter(shape(value) for value in values if not is_label(value))
    return {form for form, count in forms.items() if form and count * _COMMON >= forms.total()}


def _other_columns(sheet: RawSheet, found: Found) -> list[int]:
    """Columns in and just left of the list that are no field; a total's label may stand there."""
    first, last = found.span
    fields = set(found.fields.values())
    return [
        i for i in range(max(0, first - 1), min(last + 1, len(sheet.columns))) if i not in fields
    ]


def _settled(verdicts: dict[int, Verdict], records: np.ndarray) -> Iterator[tuple[int, Verdict]]:
    """The verdicts, with those that depend on the rows around settled.

    A number alone is no record when no record follows it. A name alone is one directly under a
    record, the header or the units under it; after a blank row only when another blank row and a
    record follow.
    """
    if not {Verdict.NUMBER_ONLY, Verdict.NAME_ONLY}.isdisjoint(verdicts.values()):
        filled = np.flatnonzero(records).tolist()
        _settle_numbers(verdicts, filled)
        _settle_names(verdicts, filled)
    yield from verdicts.items()


def _settle_numbers(verdicts: dict[int, Verdict], filled: list[int]) -> None:
    below = Verdict.NONE
    for row in reversed(filled):
        verdict = verdicts.get(row, Verdict.RECORD)
        if verdict is Verdict.NUMBER_ONLY:
            verdict = verdicts[row] = below
        below = verdict


def _settle_names(verdicts: dict[int, Verdict], filled: list[int]) -> None:
    certain = [row for row in filled if verdicts.get(row, Verdict.RECORD) is Verdict.RECORD]
    last = certain[-1] if certain else -1
    known = set(filled)
    record = -1
    for row in filled:
        if verdicts.get(row) is Verdict.NAME_ONLY:
            alone = row < last and row - 1 not in known and row + 1 not in known
            is_record = record == row - 1 or row == filled[0] or alone
            verdicts[row] = Verdict.RECORD if is_record else Verdict.NONE
        if row == filled[0] or verdicts.get(row, Verdict.RECORD) is Verdict.RECORD:
            record = row


def _holds_something(sheet: RawSheet, found: Found, row: int) -> bool:
    return any(not is_empty(sheet.columns[i][row]) for i in found.fields.values())
