"""Which rows under a header are rows of data, and which are totals, years or notes."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from expertteam_xl.register.raw import CellValue, RawSheet
from expertteam_xl.text import fold, tidy

_MONTHS = (
    "jan(uari)?|feb(ruari)?|mrt|maart|apr(il)?|mei|juni?|juli?|aug(ustus)?|"
    "sept?(ember)?|okt(ober)?|nov(ember)?|dec(ember)?"
)
_LABEL = re.compile(
    r"(sub|eind|jaar)?tota(al|len).*|gemiddelde?|aantal(len)?|som|"
    r"(jaar)?(19|20)\d\d|"
    rf"({_MONTHS})(\d\d|(19|20)\d\d)?|"
    r"(q|k|kwartaal)[1-4](19|20)?(\d\d)?|(19|20)\d\d(q|k|kwartaal)[1-4]|"
    r"[1-4]e?kwartaal((19|20)\d\d)?"
)
_TOTAL = re.compile(r"(sub|eind|jaar)?tota(al|len).*|gemiddelde?|aantal(len)?|som")
_FEW = 3
"""Rows with more values than this and a number of their own are rows of data without a look."""

_LONGEST_NUMBER = 3
"""A number or a date is at most this many words."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def count_filled(columns: list[list[CellValue]]) -> np.ndarray:
    """Number of values in each row; text of blanks alone is no value."""
    height = len(columns[0]) if columns else 0
    filled = np.zeros(height, dtype=np.int32)
    for column in columns:
        filled += np.fromiter(
            (v is not None and not (v.__class__ is str and v.isspace()) for v in column),
            dtype=bool,
            count=height,
        )
    return filled


def split_rows(
    sheet: RawSheet, start: int, end: int, fields: Mapping[str, int], key: str
) -> tuple[np.ndarray, tuple[int, ...]]:
    """Rows of data between two indexes, and the rows that are none though they hold something.

    A row is no data when its only values are a label (totaal, a year, a month), formulas that sum
    the column, or one loose text outside the column that names the row.

    Args:
        sheet: the sheet as it is.
        start, end: indexes into its columns; end is exclusive.
        fields: field to index into its columns.
        key: the field that names a row.

    Returns:
        Indexes of the rows of data, ascending; indexes of the skipped ones.
    """
    columns = {name: sheet.columns[i][start:end] for name, i in fields.items()}
    filled = count_filled(list(columns.values()))
    keep = filled > 0
    suspects = filled <= _FEW
    if key in columns:
        suspects |= np.fromiter(
            (_is_suspect_key(v) for v in columns[key]), dtype=bool, count=len(filled)
        )
    suspects |= _with_aggregates(sheet, start, end)
    excel_columns = {i + sheet.left: name for name, i in fields.items()}
    skipped = []
    for row in np.flatnonzero(keep & suspects):
        values = {n: c[row] for n, c in columns.items() if not _is_blank(c[row])}
        summed = {
            name
            for column, name in excel_columns.items()
            if (start + int(row) + sheet.top, column) in sheet.aggregates
        }
        if is_no_data(values, summed):
            keep[row] = False
            skipped.append(start + int(row))
    return np.flatnonzero(keep) + start, tuple(skipped)


def _is_suspect_key(value: CellValue) -> bool:
    if not isinstance(value, str):
        return value is None
    return value[:12].lstrip().casefold().startswith(("tot", "subtot", "eindtot", "jaartot"))


def _with_aggregates(sheet: RawSheet, start: int, end: int) -> np.ndarray:
    mask = np.zeros(end - start, dtype=bool)
    for row, _ in sheet.aggregates:
        if start <= row - sheet.top < end:
            mask[row - sheet.top - start] = True
    return mask


def _is_blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not tidy(value))


def is_no_data(values: Mapping[str, CellValue], summed: set[str]) -> bool:
    """Whether a row's values say that it is a total, a separator or a note.

    Args:
        values: field to value, blanks left out.
        summed: fields whose formula sums or counts a range.
    """
    rest = {name: value for name, value in values.items() if name not in summed}
    if not rest:
        return True
    if all(_is_label(value) for value in rest.values()):
        return True
    labels = [v for v in rest.values() if isinstance(v, str)]
    if labels and all(_TOTAL.fullmatch(fold(label)) for label in labels):
        return all(isinstance(v, (str, float)) for v in rest.values())
    return len(values) == 1 and _is_note(next(iter(values.values())))


def _is_label(value: CellValue) -> bool:
    if isinstance(value, float):
        return value.is_integer() and _FIRST_YEAR <= value <= _LAST_YEAR
    return isinstance(value, str) and _LABEL.fullmatch(fold(value)) is not None


def _is_note(value: CellValue) -> bool:
    """Whether a row's one value is a remark about the list: text that is no number or date."""
    if not isinstance(value, str):
        return False
    return not any(c.isdigit() for c in value) or len(tidy(value).split()) > _LONGEST_NUMBER
