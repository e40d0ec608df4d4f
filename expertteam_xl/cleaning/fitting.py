"""Whether a value belongs in its column, so that it may leave the team with that column."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from expertteam_xl.cleaning.known import is_known, no_names, vocabulary
from expertteam_xl.clues import Clue, clues, number_clue
from expertteam_xl.disclosure import may_be_shown
from expertteam_xl.kinds import Kind
from expertteam_xl.leaks import PATTERNS, Forbidden
from expertteam_xl.leaks.words import words
from expertteam_xl.register.cells import read_cell
from expertteam_xl.register.raw import CellError, CellValue
from expertteam_xl.schema import Column

FREE_TEXT = "tekst die geen waarde van de kolom is"
IDENTIFYING = "waarde waaruit blijkt om wie het gaat (zoals een BSN, naam of telefoonnummer)"

_LONGEST = {"K0": 500, "K1": 80}
"""Characters of a text; a longer one tells a story."""

_TOLD = PATTERNS | {Clue.BIRTH}
_CASE = frozenset(("Casusnummer", "Casusnummers"))
_TRADE = frozenset(("AGB", "KvK"))
_PEOPLE = frozenset(("Secretaris", "Voorzitter (discipline)"))
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?(?![\w])")
_ADDRESSED = re.compile(
    r"(?<!\w)(?:[A-Z]\.|(?:mevr?|dhr|mw|hr|drs|dr|mr|ir)\.?(?=\s)|mevrouw|meneer|de heer)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?=\D*\d)\S+")
_CASE_NUMBER = re.compile(
    r"(?!\d{8,9}\Z)(?!\d\d?\D\d\d?\D\d)(?=\D*\d)"
    r"(?:[A-Za-z]{1,3}|\d{1,9})(?:[-./_](?:[A-Za-z]{1,3}|\d{1,6})){0,4}"
)
_FIGURE = re.compile(r"\d{1,4}|\d{1,2}e")
_FEW_WORDS = 4
_LONGEST_NUMBER = 40
_PLACE = re.compile(r"[^\d@]{1,50}")
_OPEN = frozenset((Kind.TEKST, Kind.WOONPLAATS, Kind.NUMMER, Kind.NUMMERS))
_MOST_DIGITS = 10**9
_LEAST_DIGITS = 10**8


class Fitting:
    """Judges the values of a register's own columns.

    Args:
        names: names and the like that stand elsewhere in the register and may not be told.
        organisations: words of the names of partners.
        date1904: whether the workbook counts its days from 1904.
    """

    def __init__(self, names: Forbidden, organisations: Collection[str], *, date1904: bool) -> None:
        self._names, self._date1904 = names, date1904
        self._organisations = organisations

    def objection(self, column: Column, value: CellValue) -> str | None:
        """Why a value can't stay; None when it belongs in the column and tells nobody's name."""
        if value is None or isinstance(value, (bool, CellError)):
            return None
        if isinstance(value, float):
            return self._number(column, value)
        if isinstance(value, (date, datetime, time, timedelta)):
            return self._moment(column, value)
        return self._text(column, value)

    def _number(self, column: Column, value: float) -> str | None:
        whole = value.is_integer() and _LEAST_DIGITS <= value < _MOST_DIGITS
        if whole and column.header not in _TRADE and number_clue(f"{value:.0f}"):
            return IDENTIFYING
        if column.kind in (Kind.NUMMER, Kind.NUMMERS, Kind.TEKST, Kind.WOONPLAATS):
            return None
        return None if self._reads(column, value) else FREE_TEXT

    def _moment(self, column: Column, value: CellValue) -> str | None:
        """A date in a column for something else may be one of birth."""
        if column.kind is Kind.JAAR or column.kind in _OPEN:
            return FREE_TEXT if column.privacy != "K0" or column.kind is Kind.JAAR else None
        return None if self._reads(column, value) else FREE_TEXT

    def _text(self, column: Column, text: str) -> str | None:
        if self._tells(column, text):
            return IDENTIFYING
        if len(text.strip()) <= 1 or is_known(text):
            return None
        if column.kind not in _OPEN:
            return None if self._reads(column, text) or _is_figures(text) else FREE_TEXT
        blank = read_cell(column.kind, text) == (None, None)
        return None if blank or _belongs(column, text) else FREE_TEXT

    def _tells(self, column: Column, text: str) -> bool:
        """Whether a text holds a number or address of a person, or a name known from elsewhere."""
        wanted: Collection[Clue] = _TOLD - {Clue.PHONE} if column.header in _TRADE else _TOLD
        if any(clue in wanted for clue, _ in clues(text)):
            return True
        if column.kind not in _OPEN:
            return False
        return any(self._names.found_in(text)) or (
            _is_role(column) and self._looks_like_a_name(text)
        )

    def _looks_like_a_name(self, text: str) -> bool:
        """Whether a text for a role reads as ``Jan Jansen``, ``J. de Vries`` or ``mevrouw X``."""
        known = no_names() | frozenset(self._organisations)
        capitals = [w for w in _CAPITAL.findall(text) if not set(words(w)) <= known]
        return len(capitals) > 1 or (bool(capitals) and _ADDRESSED.search(text) is not None)

    def _reads(self, column: Column, value: CellValue) -> bool:
        """Whether the reader understands the value; of a choice it must be one of them."""
        allowed = column.spellings or None
        found, problem = read_cell(column.kind, value, allowed=allowed, date1904=self._date1904)
        if problem is not None:
            return False
        if found is None or column.kind not in (Kind.CODE, Kind.CODES) or not column.words:
            return True
        chosen = found if isinstance(found, tuple) else (found,)
        return all(word in column.words for word in chosen)


def _is_role(column: Column) -> bool:
    """Whether a column is for a role or discipline of one person."""
    return column.header in _PEOPLE or (
        "geen naam" in column.help and not column.help.startswith("Organisatie")
    )


def _is_figures(text: str) -> bool:
    """Whether a text is nothing but figures and the words around them: ``eind week 6``."""
    row = words(text)
    short = 0 < len(row) <= _FEW_WORDS and all(map(str.isalnum, row))
    return short and all(word in vocabulary() or _FIGURE.fullmatch(word) for word in row)


def _belongs(column: Column, text: str) -> bool:
    """Whether a text is short enough, and a number or place looks like one."""
    plain = text.strip()
    if column.header in _CASE:
        return all(map(_is_case, re.split(r"[,;\s]+", plain)))
    if column.kind is Kind.NUMMER:
        return len(plain) <= _LONGEST_NUMBER and _NUMBER.fullmatch(plain) is not None
    if column.kind is Kind.WOONPLAATS:
        return _PLACE.fullmatch(plain) is not None
    return len(plain) <= _LONGEST.get(column.privacy, 0)


def _is_case(number: str) -> bool:
    """Whether a casusnummer is one: no name, no BSN, no date of birth."""
    return not number or may_be_shown(number) or _CASE_NUMBER.fullmatch(number) is not None
