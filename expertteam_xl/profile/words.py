"""Words that a register holds and no list of ours knows, each with the likeliest meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from expertteam_xl.convenant.gemeenten import Kind as PlaceKind
from expertteam_xl.convenant.gemeenten import resolve
from expertteam_xl.kinds import Kind
from expertteam_xl.profile.model import PLACE, WORD_KINDS
from expertteam_xl.register.cells.describe import as_text
from expertteam_xl.register.model import Register, Table
from expertteam_xl.register.raw import CellValue, RawWorkbook
from expertteam_xl.register.references import address
from expertteam_xl.schema import Column, tables
from expertteam_xl.text import fold, tidy

_ALIKE = 65
"""How alike (0–100) a word must be to a known one to be proposed."""

_PART = 4
"""A known word of so many letters counts when it stands inside another."""

_LONGEST = 30
_MOST_WORDS = 4
_PERSONAL = re.compile(r"@|\d{3}|\b(?:dhr|mevr|mw|dr|van|de|der|den)\b|\b[A-Z]\.", re.IGNORECASE)
_YES, _NO = ("ja", "wel", "aanwezig", "akkoord"), ("nee", "niet", "geen", "afwezig")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_NUMERALS = frozenset(
    {"twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"}
    | {"eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende"}
    | {"tiende", "ii", "iii", "iv", "vi", "vii"}
)
_YEAR = 4
"""So many digits are a year, which tells no choices apart."""

_ARTICLES = frozenset({"een", "één"})
"""A number only where they come last."""

_PERSONS = frozenset({"ouder", "jeugdige"})
"""A column with these words asks for a role, and then names of persons are typed in it too."""


@dataclass(frozen=True)
class Word:
    """A value that is none of the choices of its column.

    Attributes:
        key: under what it stands in a profile: a field, or ``Table.Field``.
        column: the column.
        spelling: as it was typed; None when it could be about a person.
        count: how often it stands in the register.
        cell: sheet and address of the first.
        proposal: the choice that it likely is; None when it looks like none.
    """

    key: str
    column: Column
    spelling: str | None
    count: int
    cell: str
    proposal: str | None


@dataclass
class _Found:
    cell: str
    spellings: Counter[str] = field(default_factory=Counter)


def unknown_words(register: Register, workbook: RawWorkbook) -> list[Word]:
    """Every word of a column of choices, ja/nee or places that is not understood, most first."""
    found: dict[tuple[str, str], Word] = {}
    for table in register.tables.values():
        for column in table.spec.columns:
            if column.kind in WORD_KINDS and table.has(column.header):
                for word in _of_column(table, column, workbook):
                    found.setdefault((word.key, word.spelling or word.cell), word)
    return list(found.values())


def _of_column(table: Table, column: Column, workbook: RawWorkbook) -> list[Word]:
    groups: dict[str, _Found] = {}
    for row, text in _strangers(table, column, workbook):
        if fold(text):
            group = groups.setdefault(fold(text), _Found(_cell(table, column, row)))
            group.spellings[tidy(text)] += 1
    words = [_word(table, column, group) for group in groups.values()]
    return sorted(words, key=lambda word: -word.count)


def _word(table: Table, column: Column, found: _Found) -> Word:
    spelling = found.spellings.most_common(1)[0][0]
    proposal = likeliest(column, spelling)
    return Word(
        key=word_key(table.name, column),
        column=column,
        spelling=spelling if may_be_word(column, spelling, proposal) else None,
        count=found.spellings.total(),
        cell=found.cell,
        proposal=proposal,
    )


def word_key(table: str, column: Column) -> str:
    """The field alone where it means the same in every table, else with its table."""
    if column.kind is Kind.WOONPLAATS:
        return PLACE
    others = [s.by_header[column.header] for s in tables().values() if column.header in s.by_header]
    same = all((o.kind, tuple(o.words)) == (column.kind, tuple(column.words)) for o in others)
    return column.header if same else f"{table}.{column.header}"


def _cell(table: Table, column: Column, row: int) -> str:
    block = table.blocks[table.block_of[row]]
    return f"{block.sheet}!{address(int(table.excel_rows[row]), block.columns[column.header])}"


def _strangers(table: Table, column: Column, workbook: RawWorkbook) -> Iterator[tuple[int, str]]:
    """Row and text of every value that its column doesn't know."""
    if column.kind is Kind.JA_NEE:
        for row, problem in table.problems.get(column.header, {}).items():
            if problem.rule == "R03" and (text := _typed(table, column, row, workbook)):
                yield row, text
        return
    for row, value in enumerate(table.objects(column.header)):
        if value is None:
            continue
        for text in value if isinstance(value, tuple) else (value,):
            if not _is_known(column, text):
                yield row, text


def _is_known(column: Column, text: str) -> bool:
    if column.kind is Kind.WOONPLAATS:
        return resolve(text, None).kind not in (PlaceKind.ONBEKEND, PlaceKind.GEEN_WOONPLAATS)
    return text in column.words


def _typed(table: Table, column: Column, row: int, workbook: RawWorkbook) -> str:
    """What stands in the cell of a row, when it is a text or a number."""
    block = table.blocks[table.block_of[row]]
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == block.sheet)
    place = block.columns[column.header] - sheet.left
    value: CellValue = sheet.columns[place][int(table.excel_rows[row]) - sheet.top]
    return as_text(value) if isinstance(value, (str, float)) else ""


def likeliest(column: Column, text: str) -> str | None:
    """The choice that a word looks like most, or that it holds; None when there is none."""
    if column.kind is Kind.WOONPLAATS:
        return resolve(text, None).proposal
    folded = fold(text)
    if column.kind is Kind.JA_NEE:
        starts = {"ja": _YES, "nee": _NO}
        return next((word for word, known in starts.items() if folded.startswith(known)), None)
    inside = [known for known in column.spellings if len(known) >= _PART and known in folded]
    likely = max(inside, key=len, default=None) or _closest(column, folded)
    if likely is None or _tells_apart(text) != _tells_apart(_written(column, likely)):
        return None
    return column.spellings[likely]


def _closest(column: Column, folded: str) -> str | None:
    """The known spelling that looks most like a word; None when none does."""
    from rapidfuzz import fuzz, process

    close = process.extractOne(
        folded, list(column.spellings), scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return close[0] if close else None


def _written(column: Column, folded: str) -> str:
    """A spelling as it is written in the list of choices; else as it is."""
    spellings = (each for word, others in column.words.items() for each in (word, *others))
    return next((each for each in spellings if fold(each) == folded), folded)


def _tells_apart(text: str) -> set[str]:
    """The numbers and single letters of a text: *tafel 2* is another table than *tafel A*."""
    parts = _TOKENS.findall(text.casefold())
    return {
        part
        for place, part in enumerate(parts, 1)
        if len(part) == 1
        or (part.isdigit() and len(part) < _YEAR)
        or part in _NUMERALS
        or (part in _ARTICLES and place == len(parts) > 1)
    }


def may_be_word(column: Column, text: str, proposal: str | None) -> bool:
    """Whether a value can be shown and written: it looks like a word, and like no person.

    A place, and a word where roles of persons are typed, must look like one of ours, since a name
    can't be told from it.
    """
    words = text.split()
    if len(text) > _LONGEST or len(words) > _MOST_WORDS or _PERSONAL.search(text):
        return False
    if column.kind is Kind.WOONPLAATS:
        return proposal is not None
    if any(word[:1].isupper() and not word.isupper() for word in words[1:]):
        return False
    if _PERSONS <= set(column.words):
        return proposal is not None or text.islower()
    return True
