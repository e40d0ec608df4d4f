"""What a single value says about its row: that it is a record, a total, a separator or a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum, IntEnum
from itertools import pairwise

from expertteam_xl.kinds import Kind
from expertteam_xl.register.cells import read_cell
from expertteam_xl.register.cells.blanks import is_blank
from expertteam_xl.register.raw import CellError, CellValue
from expertteam_xl.schema import Column, TableSpec
from expertteam_xl.text import fold, tidy

_MONTH = (
    "(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    "sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_TOTAL = re.compile(
    rf"(?:(?:sub|eind|jaar|maand|kwartaal|week)?tota(?:al|len)|gemiddelden?|aantal(?:len)?|som)"
    rf".*|{_YEAR}totaal|.*tota(?:al|len)"
)
_BARE_TOTAL = re.compile(
    rf"(?:sub|eind|jaar|maand|kwartaal|week)?tota(?:al|len)(?:{_YEAR}|generaal)?|gemiddelden?"
)
_YEARS = re.compile(
    rf"(?:jaar|periode)? ?{_YEAR}(?: ?(?:-|–|/|t/m|tm|tot|en) ?{_YEAR})?[: .]*", re.IGNORECASE
)
_PERIOD = re.compile(
    rf"{_MONTH}(?:[0-9]{{2}}|{_YEAR})?|"
    rf"(?:week|wk)[0-9]{{1,2}}(?:{_YEAR})?|[qk][1-4](?:[0-9]{{2}}|{_YEAR})?|{_YEAR}[qk][1-4]|"
    rf"(?:kwartaal[1-4]|[1-4]e?kwartaal|(?:eerste|tweede|derde|vierde)kwartaal)(?:{_YEAR})?|"
    rf"{_YEAR}kwartaal[1-4]"
)
MAY_BE_LABEL = re.compile(
    r"\s*(?:(?:sub|eind|jaar|maand|kwartaal|week|wk|tota|gem|aantal|som|periode|eerste|tweede|"
    r"derde|vierde|jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)|[qk][ .-]?[1-4]\b|"
    r"[1-4]e |(?:19|20)[0-9]{2}(?![0-9-]))",
    re.IGNORECASE,
)
"""Quick look: what doesn't match this is no period, and doesn't begin with a total."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LONGEST_NUMBER = 25
_LONGEST_NAME = 60
_MOST_WORDS = 3
_DATES = (Kind.DATUM, Kind.DATUMTIJD)
_FIGURES = frozenset(
    {Kind.MINUTEN, Kind.UREN, Kind.GEHEEL, Kind.GETAL, Kind.GELD, Kind.SCORE, Kind.JAAR, Kind.TIJD}
)
_NUMBERS = (Kind.NUMMER, Kind.NUMMERS)
_DIGITS, _LETTERS = re.compile(r"[0-9]+"), re.compile(r"[^\W\d_]+")
_REMARK = re.compile(r"[=:;!?*<>]|\.$")
"""What a remark holds and a name does not."""
_UNIT = re.compile(
    r"(?:(?:dd?mm?|mm?)(?:jj|yy){1,2}|uumm|janee|jn|aofb|ab|(?:vrije?)?tekst|keuze(?:lijst)?|"
    r"kiesuit.*|getal|datum|nummer|tijd|min(?:uten)?|uren|euro|verplicht(?:veld)?|optioneel|"
    r"zietoelichting|invullen)"
)
"""What stands in a row under the header that says how to fill the columns in."""
_OF_PERIODS = frozenset({"Periode"})
"""Fields in which a year, quarter or month is a value like any other."""

_MARKS = frozenset({"x", "ja", "nee", "ok"})
_SUPPORT = 2
"""So many values that fit their columns make a record of a row without a number or a date."""


class Weight(IntEnum):
    """How much a value says for its row being a record."""

    NONE = 0
    FIGURE = 1
    WEAK = 2
    STRONG = 3


class Verdict(Enum):
    """What a row is."""

    RECORD = "record"
    NONE = "none"
    NUMBER_ONLY = "number only"
    NAME_ONLY = "name only"


def is_total(value: CellValue) -> bool:
    """Whether a cell says totaal, subtotaal, gemiddelde or the like."""
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        return False
    return may_hold_total(value) and _TOTAL.fullmatch(fold(value)) is not None


def may_hold_total(text: str) -> bool:
    """Quick look at any amount of text: without one of these words nothing in it is a total."""
    lower = text.lower()
    return any(word in lower for word in ("tota", "gemid", "aantal", "som"))


def _is_bare_total(value: CellValue) -> bool:
    """Whether a cell says totaal and no more, which a remark about a case doesn't."""
    return isinstance(value, str) and _BARE_TOTAL.fullmatch(fold(value[:_LONGEST_NAME])) is not None


def is_label(value: CellValue) -> bool:
    """Whether a cell holds no more than a total's or a period's label."""
    if isinstance(value, float):
        return value.is_integer() and FIRST_YEAR <= value <= LAST_YEAR
    if not isinstance(value, str):
        return False
    if len(value) > _LONGEST_NAME:
        return False
    period = _PERIOD.fullmatch(fold(value)) or _YEARS.fullmatch(tidy(value))
    return period is not None or is_total(value)


def is_empty(value: CellValue) -> bool:
    """Whether a cell holds nothing, or blanks alone."""
    return value is None or (isinstance(value, str) and not tidy(value))


def shape(value: CellValue) -> str | None:
    """The form of a number: ``ET-2021-007`` is ``a-9-9``; None when it has no digit."""
    if isinstance(value, float):
        return "9"
    if not isinstance(value, str) or not _DIGITS.search(value):
        return None
    return _LETTERS.sub("a", _DIGITS.sub("9", tidy(value).replace(" ", "")))


class Judge:
    """Says of a row of one list whether it is a record."""

    def __init__(
        self, spec: TableSpec, shapes: Iterable[str] = (), *, date1904: bool = False
    ) -> None:
        """Prepare for one list.

        Args:
            spec: its table.
            shapes: forms of the numbers that name its rows, as far as they are certain.
            date1904: whether the workbook counts its days from 1904.
        """
        self._spec = spec
        self._shapes = frozenset(shapes)
        self._date1904 = date1904
        self._key = spec.by_header[spec.key]
        self._numbered = self._key.kind is Kind.NUMMER and not self._key.refers

    def verdict(
        self, values: Mapping[str, CellValue], summed: set[str], others: Iterable[CellValue]
    ) -> Verdict:
        """What the row is.

        Args:
            values: field to value, empty cells left out.
            summed: fields whose formula sums or counts other rows.
            others: what stands beside it in columns that are no field.
        """
        rest = {name: value for name, value in values.items() if name not in summed}
        if not rest or all(is_label(value) for value in rest.values()):
            return Verdict.NONE
        values_only = list(rest.values())
        if self._is_header(rest) or _are_units(values_only) or _is_numbering(values_only):
            return Verdict.NONE
        weights = {name: self.weight(name, value) for name, value in rest.items()}
        if self._is_total(rest, others) and self._support(rest, weights) < _SUPPORT:
            return Verdict.NONE
        if weights.get(self._spec.key) is Weight.STRONG:
            alone = self._numbered and rest.keys() == {self._spec.key}
            return Verdict.NUMBER_ONLY if alone else Verdict.RECORD
        return self._weigh(rest, weights)

    def _is_total(self, rest: Mapping[str, CellValue], others: Iterable[CellValue]) -> bool:
        """Whether a cell of the row says totaal; free text may say anything."""
        for name, value in rest.items():
            free = name != self._spec.key and self._spec.by_header[name].kind is Kind.TEKST
            if _is_bare_total(value) if free else is_total(value):
                return True
        return any(map(is_total, others))

    def _support(self, rest: Mapping[str, CellValue], weights: Mapping[str, Weight]) -> int:
        """Number of values that fit their columns and can be no totals, the row's number aside."""
        return sum(
            weight >= Weight.WEAK and name != self._spec.key and not isinstance(rest[name], float)
            for name, weight in weights.items()
        )

    def _weigh(self, rest: Mapping[str, CellValue], weights: Mapping[str, Weight]) -> Verdict:
        """What a row is that its number doesn't tell: do its values fit their columns?"""
        if set(weights.values()) == {Weight.FIGURE}:
            return Verdict.NUMBER_ONLY
        support = sum(weight > Weight.NONE for weight in weights.values())
        misfits = sum(
            weight is Weight.NONE and self._spec.by_header[name].kind is not Kind.TEKST
            for name, weight in weights.items()
        )
        if self._is_name(rest.get(self._spec.key)) and misfits <= support + 1:
            return Verdict.RECORD if support > misfits else Verdict.NAME_ONLY
        enough = support >= _SUPPORT or Weight.STRONG in weights.values()
        return Verdict.RECORD if enough and support > misfits else Verdict.NONE

    def _is_name(self, value: CellValue) -> bool:
        """Whether a row is named by a text, such as a partner, and this could be one."""
        if self._key.kind is not Kind.TEKST or not isinstance(value, str):
            return False
        text = tidy(value)
        return 0 < len(text) <= _LONGEST_NAME and not (_REMARK.search(text) or is_label(text))

    def _is_header(self, rest: Mapping[str, CellValue]) -> bool:
        """Whether a row repeats the headers of the list."""
        same = 0
        for name, value in rest.items():
            if isinstance(value, str):
                known = self._spec.by_fold.get(fold(value))
                same += known is not None and known[0].header == name
        return same >= 2 and same * 2 >= len(rest)

    def weight(self, name: str, value: CellValue) -> Weight:
        """How well a value fits the column of a field."""
        if isinstance(value, CellError):
            return Weight.WEAK
        column = self._spec.by_header[name]
        if _is_mark(value):
            return Weight.WEAK
        if isinstance(value, str) and is_label(value):
            return Weight.WEAK if name in _OF_PERIODS else Weight.NONE
        if column.kind in _NUMBERS:
            return self._weigh_number(name, value)
        if column.kind in _FIGURES:
            return Weight.FIGURE if self._reads(column, value) else Weight.NONE
        weigh = _WEIGHTS.get(column.kind)
        if weigh is not None:
            fits = weigh(column, value)
        else:
            fits = column.kind in _DATES and self._reads(column, value)
        if not fits:
            return Weight.NONE
        return Weight.STRONG if column.kind in _DATES or name == self._spec.key else Weight.WEAK

    def _reads(self, column: Column, value: CellValue) -> bool:
        return read_cell(column.kind, value, date1904=self._date1904)[0] is not None

    def _weigh_number(self, name: str, value: CellValue) -> Weight:
        """A number that looks like the others is strong; in other columns any number is weak."""
        form = shape(value)
        if form is None or (isinstance(value, str) and not _is_short(value)):
            return Weight.NONE
        if name != self._spec.key:
            return Weight.WEAK if isinstance(value, float) else Weight.STRONG
        if self._shapes:
            return Weight.STRONG if form in self._shapes else Weight.WEAK
        return Weight.STRONG


def _is_mark(value: CellValue) -> bool:
    """Whether a cell says that something is so, not so or unknown: ``x``, ``nvt``, ``?``."""
    if not isinstance(value, str):
        return False
    text = tidy(value).casefold()
    return text in _MARKS or (is_blank(text) and ("?" in text or bool(fold(text))))


def _is_short(text: str) -> bool:
    tidied = tidy(text)
    return len(tidied) <= _LONGEST_NUMBER and len(tidied.split()) <= _MOST_WORDS


def _are_units(values: list[CellValue]) -> bool:
    """Whether a row says how to fill the columns in: ``dd-mm-jjjj``, ``ja/nee``, ``tekst``."""
    return len(values) > 1 and all(
        isinstance(value, str) and _UNIT.fullmatch(fold(value)) for value in values
    )


def _is_numbering(values: list[CellValue]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, 4 and on."""
    numbers = [float(v) for v in values if isinstance(v, float)]
    if len(numbers) < 4 or len(numbers) < len(values):
        return False
    ordered = sorted(numbers)
    return all(after == before + 1 for before, after in pairwise(ordered))


def _is_word(column: Column, value: CellValue) -> bool:
    return isinstance(value, str) and fold(value) in column.spellings


def _are_words(column: Column, value: CellValue) -> bool:
    found, _ = read_cell(column.kind, value, allowed=column.spellings)
    return isinstance(found, tuple) and all(word in column.words for word in found)


def _is_place(column: Column, value: CellValue) -> bool:
    from expertteam_xl.convenant.gemeenten import Kind as PlaceKind
    from expertteam_xl.convenant.gemeenten import resolve

    if not isinstance(value, str) or not _is_short(value):
        return False
    place = resolve(column.meant(value), None)
    return place.kind in (PlaceKind.GEMEENTE, PlaceKind.NIET_TOEWIJSBAAR)


def _is_yes_no(column: Column, value: CellValue) -> bool:
    said = column.meant(value) if isinstance(value, str) else value
    return not isinstance(said, (float, date)) and read_cell(column.kind, said)[0] is not None


_WEIGHTS: Mapping[Kind, Callable[[Column, CellValue], bool]] = {
    Kind.CODE: _is_word,
    Kind.CODES: _are_words,
    Kind.WOONPLAATS: _is_place,
    Kind.JA_NEE: _is_yes_no,
}
