"""What a cell should have held: only where the reader reads it one way, without a doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache

from expertteam_xl.kinds import Kind
from expertteam_xl.package.cellxml import Value
from expertteam_xl.package.edits import CellEdit, Look
from expertteam_xl.package.newsheet import serial
from expertteam_xl.register.cells import read_cell
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.raw import CellValue
from expertteam_xl.schema import Column
from expertteam_xl.text import fold

_DATES = (Kind.DATUM, Kind.DATUMTIJD)
_DURATIONS = (Kind.MINUTEN, Kind.UREN)
_NUMBERS = (*_DURATIONS, Kind.GEHEEL, Kind.GETAL, Kind.GELD, Kind.SCORE, Kind.JAAR)
_CENTS = 100
_LARGEST_SERIAL = 100_000
_SHORT_DATE = re.compile(r"\d{1,2}\D\d{1,2}\D\d{2}")

_DATE_TEXT = "De datum stond er als tekst; Excel kon er niet mee rekenen."
_DATE_DIGITS = "De datum stond er als jjjjmmdd; Excel kon er niet mee rekenen."
_DATE_SERIAL = "Hier staat een datum, maar de cel liet die als getal zien."
_DURATION = "De duur stond er als tekst; nu staat er een getal in {unit}."
_NUMBER = "Het getal stond er als tekst; Excel kon er niet mee rekenen."
_WORD = "Zo staat deze schrijfwijze in het profiel."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cell is to hold, as what it then shows, and why."""

    edit: CellEdit
    shown: CellValue
    why: str


def answer(column: Column, value: CellValue, *, date1904: bool) -> Answer | None:
    """The one sure answer for what stands in a cell; None where there is none, or no need.

    Args:
        column: the column it stands in, with what a person confirmed.
        value: what stands in the cell.
        date1904: whether the workbook counts its days from 1904.
    """
    found = _found(column, value, date1904=date1904)
    if found is None:
        return None
    return found if _means_the_same(column, value, found.edit.value, date1904=date1904) else None


def _found(column: Column, value: CellValue, *, date1904: bool) -> Answer | None:
    if isinstance(value, bool) or not isinstance(value, (str, float)):
        return None
    if column.kind in _DATES:
        return _date(column.kind, value, date1904=date1904)
    if column.kind in _NUMBERS:
        return _number(column.kind, value, date1904=date1904) if isinstance(value, str) else None
    return _word(column, value) if column.confirmed else None


def _date(kind: Kind, value: str | float, *, date1904: bool) -> Answer | None:
    found, _ = read_cell(Kind.DATUMTIJD, value, date1904=date1904)
    if not isinstance(found, datetime) or serial(found, date1904=date1904) is None:
        return None
    if isinstance(value, str) and _unsure_year(value, found):
        return None
    alone = kind is Kind.DATUM and found.time() == time()
    look, shown = (Look.DAY, found.date()) if alone else (Look.MOMENT, found)
    if isinstance(value, float) and value < _LARGEST_SERIAL:
        return Answer(CellEdit(value, look), shown, _DATE_SERIAL)
    why = _DATE_TEXT if isinstance(value, str) else _DATE_DIGITS
    return Answer(CellEdit(shown, look), shown, why)


def _unsure_year(value: str, found: datetime) -> bool:
    """Whether of three short numbers another one may be the year.

    They are read as day, month and year; a year from before the first convenant says that they
    may stand in another order, or belong to another century.
    """
    return found.year < _first_year() and bool(_SHORT_DATE.fullmatch(value.strip()))


@cache
def _first_year() -> int:
    from expertteam_xl.convenant.versions import load_versions

    return min(version.begin for version in load_versions()).year


def _number(kind: Kind, value: str, *, date1904: bool) -> Answer | None:
    found, _ = read_cell(kind, value, date1904=date1904)
    if not isinstance(found, (int, float)):
        return None
    number = found / _CENTS if kind is Kind.GELD else found
    plain = int(number) if number == int(number) else number
    look = Look.COUNT if kind in _DURATIONS else Look.NUMBER
    if kind in _DURATIONS and read_cell(Kind.GETAL, value)[0] is None:
        unit = "minuten" if kind is Kind.MINUTEN else "uren"
        return Answer(CellEdit(plain, look), float(number), _DURATION.format(unit=unit))
    return Answer(CellEdit(plain, look), float(number), _NUMBER)


def _word(column: Column, value: str | float) -> Answer | None:
    word = column.confirmed.get(_folded(value))
    return None if word is None or word == value else Answer(CellEdit(word), word, _WORD)


def _means_the_same(column: Column, old: CellValue, new: Value, *, date1904: bool) -> bool:
    """Whether the register says the same with the new value, and says it without a problem."""
    before = _read(column, old, date1904=date1904)
    if before is None:
        return False
    after = _read(column, _as_read(new), date1904=date1904)
    return type(before) is type(after) and before == after


def _read(column: Column, value: CellValue, *, date1904: bool) -> object | None:
    if column.confirmed and column.kind in (Kind.WOONPLAATS, Kind.JA_NEE):
        value = column.confirmed.get(_folded(value), value)
    allowed = column.spellings or None
    return read_cell(column.kind, value, allowed=allowed, date1904=date1904)[0]


def _folded(value: CellValue) -> str:
    return fold(value if isinstance(value, str) else as_text(value))


def _as_read(value: Value) -> CellValue:
    """The value as the reader finds it: every number has decimals."""
    return float(value) if isinstance(value, int) else value
