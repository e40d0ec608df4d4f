"""What happens to a formula when columns and sheets that it may use are no longer there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from expertteam_xl.leaks import Forbidden
from expertteam_xl.package.areas import unquoted
from expertteam_xl.package.formulas import Token, tokens
from expertteam_xl.register.references import LAST_COLUMN, column_number, parse_cell
from expertteam_xl.text import fold


@dataclass(frozen=True)
class Formulas:
    """Judges formulas.

    Attributes:
        sheets: folded names of the sheets that stay.
        emptied: for each of those, the columns whose values go.
        headers: folded headers of those columns.
        tells: whether a text holds something that may not be told.
        names: what each defined name refers to, by its folded name; None for one that goes.
        tables: folded names of the Excel tables that go.
    """

    sheets: Collection[str]
    emptied: Mapping[str, Collection[int]]
    headers: Collection[str]
    tells: Callable[[str], bool]
    names: Mapping[str, str | None] = field(default_factory=dict)
    tables: Collection[str] = frozenset()

    def __post_init__(self) -> None:
        """Every formula is judged once."""
        object.__setattr__(self, "breaks", lru_cache(maxsize=50_000)(self._breaks))
        object.__setattr__(self, "leans", lru_cache(maxsize=50_000)(self._leans))

    breaks: Callable[[str], bool] = field(init=False)
    leans: Callable[[str, str], bool] = field(init=False)

    def _breaks(self, formula: str) -> bool:
        """Whether a formula uses what is not there any more, or says what may not be told."""
        for token in tokens(formula):
            if token.kind == "elsewhere":
                return True
            if token.kind in ("table", "name") and token.text.casefold() in self.tables:
                return True
            if token.kind == "sheet" and not self._stays(token.text):
                return True
            if token.kind == "text" and self.tells(token.text[1:-1]):
                return True
            if token.kind == "name" and self.names.get(token.text.casefold(), "") is None:
                return True
        return False

    def _stays(self, reference: str) -> bool:
        """Whether every sheet of ``Blad!`` or ``Blad1:Blad3!`` stays."""
        name = unquoted(reference[:-1]).casefold()
        return name in self.sheets or all(part in self.sheets for part in name.split(":"))

    def _leans(self, formula: str, sheet: str) -> bool:
        """Whether the outcome of a formula on a sheet depends on a column whose values go."""
        found = list(tokens(formula))
        where = sheet.casefold()
        for index, token in enumerate(found):
            if token.kind == "sheet":
                where = unquoted(token.text[:-1]).casefold()
                continue
            if token.kind == "columns" and self._names_column(token.text):
                return True
            if self._leads_there(token, sheet):
                return True
            area = _columns(found, index)
            if area is not None and any(c in area for c in self.emptied.get(where, ())):
                return True
            if token.text != ":" and not _area_goes_on(found, index):
                where = sheet.casefold()
        return False

    def _leads_there(self, token: Token, sheet: str) -> bool:
        """Whether a defined name means something that depends on such a column."""
        meant = self.names.get(token.text.casefold()) if token.kind == "name" else None
        return meant is not None and self.leans(meant, sheet)

    def _names_column(self, text: str) -> bool:
        """Whether ``[[#This Row],[Kolom]]`` names such a column, or so many that it may."""
        if ":" in text or not text.strip("[]@ "):
            return bool(self.headers)
        folded = fold(text)
        return any(header and header in folded for header in self.headers)


def _area_goes_on(found: list[Token], index: int) -> bool:
    return index + 1 < len(found) and found[index + 1].text == ":"


def _columns(found: list[Token], index: int) -> range | None:
    """The columns of an area that begins here; None where none does."""
    token = found[index]
    if token.kind == "cell":
        first = last = (parse_cell(token.text) or (0, 0))[1]
        if _area_goes_on(found, index) and index + 2 < len(found):
            other = parse_cell(found[index + 2].text)
            last = other[1] if other else last
        return range(min(first, last), max(first, last) + 1)
    start, colon, end = token.text.replace("$", "").partition(":")
    if colon and start.isalpha() and end.isalpha():
        numbers = sorted((column_number(start), column_number(end)))
        return range(numbers[0], numbers[1] + 1)
    if token.kind == "other" and start.isdigit() and _area_goes_on(found, index):
        return range(1, LAST_COLUMN + 1)
    return None


def literals(formula: str) -> Iterator[str]:
    """The texts that a formula holds."""
    return (
        token.text[1:-1].replace('""', '"') for token in tokens(formula) if token.kind == "text"
    )


def teller(forbidden: Forbidden) -> Callable[[str], bool]:
    """Whether a text holds something forbidden."""
    return lambda text: any(forbidden.found_in(text))
