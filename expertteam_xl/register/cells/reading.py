"""Reading one cell."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells import dates, durations, numbers, times, words
from expertteam_xl.register.cells.blanks import is_blank, quick_tidy
from expertteam_xl.register.cells.describe import describe
from expertteam_xl.register.cells.problems import EXPECTED, Problem, UnreadableError
from expertteam_xl.register.raw import CellError, CellValue

_Reader = Callable[[CellValue], object]
_Allowed = Mapping[str, str] | None

_SIMPLE: dict[Kind, _Reader] = {
    Kind.TIJD: times.read_time,
    Kind.GEHEEL: numbers.read_integer,
    Kind.GETAL: numbers.read_number,
    Kind.GELD: numbers.read_cents,
    Kind.SCORE: numbers.read_number,
    Kind.JAAR: numbers.read_year,
    Kind.JA_NEE: words.read_yes_no,
    Kind.WOONPLAATS: words.read_text,
    Kind.NUMMER: words.read_identifier,
    Kind.NUMMERS: words.read_identifiers,
    Kind.TEKST: words.read_text,
}
_WITH_CALENDAR: dict[Kind, Callable[..., object]] = {
    Kind.DATUM: dates.read_date,
    Kind.DATUMTIJD: dates.read_moment,
    Kind.MINUTEN: durations.read_minutes,
    Kind.UREN: durations.read_hours,
}
_WITH_WORDS: dict[Kind, Callable[[CellValue, _Allowed], object]] = {
    Kind.CODE: words.read_code,
    Kind.CODES: words.read_codes,
}
_KNOW_BLANKS = frozenset(
    {Kind.CODE, Kind.CODES, Kind.WOONPLAATS, Kind.NUMMER, Kind.NUMMERS, Kind.TEKST}
)
_DATES = frozenset({Kind.DATUM, Kind.DATUMTIJD})
_NONE_OF_IT = "geen"

_HINT_CALCULATE = "open het bestand in Excel, sla het op en probeer het opnieuw"
_HINT_REPAIR = "herstel de formule of typ de waarde zelf"


def reader_for(kind: Kind, allowed: _Allowed, date1904: bool) -> _Reader:
    """The function that reads one filled cell of this kind.

    It gives None for a blank word where the kind decides itself what is blank.
    """
    if kind in _WITH_CALENDAR:
        with_calendar = _WITH_CALENDAR[kind]
        return lambda value: with_calendar(value, date1904=date1904)
    if kind in _WITH_WORDS:
        with_words = _WITH_WORDS[kind]
        return lambda value: with_words(value, allowed)
    return _SIMPLE[kind]


def read_cell(
    kind: Kind,
    value: CellValue,
    *,
    allowed: _Allowed = None,
    date1904: bool = False,
) -> tuple[object | None, Problem | None]:
    """One cell as its type: the value, or None with the reason why not; both None when blank.

    Values are: DATUM a date; DATUMTIJD a datetime; TIJD minutes since midnight; MINUTEN, GEHEEL
    and JAAR an int; UREN, GETAL and SCORE a float; GELD whole cents; JA_NEE a bool; CODE,
    WOONPLAATS, NUMMER and TEKST a str; CODES and NUMMERS a tuple of str.
    A word that ``allowed`` doesn't know, and a number out of range, are no problem here.

    Args:
        kind: type of the column.
        value: what stands in the cell.
        allowed: for CODE and CODES: folded spelling to canonical word.
        date1904: whether the workbook counts its days from 1904.
    """
    return read_with(reader_for(kind, allowed, date1904), kind, value)


def read_with(
    reader: _Reader, kind: Kind, value: CellValue | int
) -> tuple[object | None, Problem | None]:
    """The same as ``read_cell``, with a reader that was made before."""
    if isinstance(value, CellError):
        hint = _HINT_REPAIR if value.code else _HINT_CALCULATE
        return None, Problem("R08", describe(kind, value), EXPECTED[kind], hint)
    if isinstance(value, int) and not isinstance(value, bool):
        value = _as_float(value)
    if value is None or _is_nan(value) or _is_blank_word(kind, value):
        return None, None
    try:
        return reader(value), None
    except UnreadableError as reason:
        return None, Problem("R03", describe(kind, value), EXPECTED[kind], reason.hint)


def _is_nan(value: CellValue) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _is_blank_word(kind: Kind, value: CellValue) -> bool:
    if kind in _KNOW_BLANKS or not isinstance(value, str):
        return False
    text = quick_tidy(value)
    return is_blank(text) or (kind in _DATES and text.casefold().rstrip(".") == _NONE_OF_IT)


def _as_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
