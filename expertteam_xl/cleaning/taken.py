"""What was taken out of a register, as values that may not occur in the copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from expertteam_xl.cleaning.known import is_known, vocabulary
from expertteam_xl.cleaning.parts import PROGRAMS
from expertteam_xl.cleaning.plan import SheetPlan
from expertteam_xl.clues import forbidden_header, is_birth_header
from expertteam_xl.leaks import Forbidden, Value
from expertteam_xl.leaks.forbidden import written
from expertteam_xl.leaks.words import words
from expertteam_xl.package.newsheet import serial
from expertteam_xl.register.model import Block
from expertteam_xl.register.raw import CellValue, RawSheet, RawWorkbook
from expertteam_xl.register.tables import is_own_findings, is_support
from expertteam_xl.schema import tables

NAME = "een naam of ander gegeven dat eruit moest"
BIRTH = "een geboortedatum"
TEXT = "een tekst die eruit moest"
NUMBER = "een getal dat eruit moest"

_PEOPLE = frozenset(("naam", "adres", "school"))
_SHORTEST = 3
_ENOUGH = 6
"""So many words of a text tell it."""

_MANY_DIGITS = 6
_LEAST = 100_000.0
_ORGANISATIONS = ("Partner", "Uitvoerende partner(s)", "Uitvoerder", "Uitvoeringsdienst")


def names_in(
    workbook: RawWorkbook, blocks: Sequence[Block], authors: Iterable[str]
) -> list[tuple[str, Value]]:
    """Names and dates of birth that a register holds in columns it should not have.

    Of a name every word counts, except for words that lists of the expertteam use themselves and
    words of the organisations in it.

    Args:
        workbook: with its values.
        blocks: its lists.
        authors: who wrote comments in it.
    """
    common = vocabulary() | organisations(workbook, blocks)
    found: dict[tuple[str, Value], None] = {}
    for header, values in _columns(workbook, blocks):
        kind = forbidden_header(header)
        if kind in _PEOPLE:
            for value in values:
                if isinstance(value, str):
                    found.update(dict.fromkeys(_name(value, common, apart=kind == "naam")))
        elif is_birth_header(header):
            days = (value for value in values if isinstance(value, date))
            found.update(dict.fromkeys((BIRTH, day) for day in days))
    for author in authors:
        found.update(dict.fromkeys(_name(author, common, apart=False)))
    return list(found)


def _name(text: str, common: Collection[str], *, apart: bool) -> Iterator[tuple[str, Value]]:
    row = words(text)
    telling = sum(map(len, row)) >= _SHORTEST and not all(word in common for word in row)
    if telling and (len(row) > 1 or apart):
        yield NAME, text
    if apart:
        for word in row:
            if len(word) >= _SHORTEST and word.isalpha() and word not in common:
                yield NAME, word


def _columns(
    workbook: RawWorkbook, blocks: Sequence[Block]
) -> Iterator[tuple[str, list[CellValue]]]:
    """Headers of columns that are no field of class K0 or K1, each with what stands below it."""
    for sheet in workbook.sheets:
        own = [block for block in blocks if block.sheet == sheet.name]
        for block in own:
            yield from _of_list(sheet, block)
        if not own and not is_own_findings(sheet) and not is_support(sheet):
            yield from _of_other(sheet)


def _of_list(sheet: RawSheet, block: Block) -> Iterator[tuple[str, list[CellValue]]]:
    spec = tables()[block.table]
    fields = {number: spec.by_header[name].privacy for name, number in block.columns.items()}
    for header in block.headers:
        if fields.get(header.column) not in ("K0", "K1"):
            values = sheet.columns[header.column - sheet.left]
            yield header.text, [values[row - sheet.top] for row in block.rows.tolist()]


def _of_other(sheet: RawSheet) -> Iterator[tuple[str, list[CellValue]]]:
    """What may be headers on a sheet that is no list: texts beside other texts."""
    for row in range(min(sheet.height, _TOP)):
        if sum(isinstance(values[row], str) for values in sheet.columns) > 1:
            for values in sheet.columns:
                value = values[row]
                if isinstance(value, str) and len(value) <= _LONGEST_HEADER:
                    yield value, values[row + 1 :]


_TOP, _LONGEST_HEADER = 60, 60


def organisations(workbook: RawWorkbook, blocks: Sequence[Block]) -> frozenset[str]:
    """Words of the names of partners and the like."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    found: set[str] = set()
    for block in blocks:
        sheet = sheets[block.sheet]
        for field in _ORGANISATIONS:
            if field in block.columns:
                values = sheet.columns[block.columns[field] - sheet.left]
                for value in {v for v in values if isinstance(v, str)}:
                    found.update(words(value))
    return frozenset(found)


def candidates(
    names: Iterable[tuple[str, Value]],
    plans: Iterable[SheetPlan],
    loose: Iterable[str],
    same: Iterable[str],
) -> Forbidden:
    """Everything that was taken out and can be told from what stays.

    A text that also stands in what stays, such as ``ja`` or the name of a gemeente, is left out.

    Args:
        names: names and dates of birth, which may occur nowhere.
        plans: what goes and stays, sheet by sheet.
        loose: comments, names of sheets and other texts that went.
        same: names of styles, colours, tables and areas, which stay.
    """
    plans = list(plans)
    taken: dict[tuple[str, Value], None] = {}
    for plan in plans:
        for value in plan.taken:
            taken.update(dict.fromkeys(_told(value)))
    for text in loose:
        taken.update(dict.fromkeys(_told(text)))
    kept = {text for plan in plans for text in plan.kept} | {plan.name for plan in plans}
    kept.update(PROGRAMS, same)
    numbers = {_plain(value) for plan in plans for value in plan.numbers}
    wanted = (*names, *_apart(taken, kept))
    return Forbidden(each for pair in wanted for each in _uncommon(*pair, numbers))


def _plain(value: CellValue) -> object:
    """A moment as its day: that is how a date of birth is looked for."""
    return value.date() if isinstance(value, datetime) else value


def _uncommon(kind: str, value: Value, numbers: Collection[object]) -> Iterator[tuple[str, Value]]:
    """A value as it is looked for: not a date or number that stays as something else.

    A date of birth may be the day of another child's discussion, and its number an amount.
    """
    if _plain(value) in numbers and not isinstance(value, str):
        return
    if isinstance(value, date):
        serials = (serial(value, date1904=date1904) for date1904 in (False, True))
        if any(each in numbers for each in serials):
            yield from ((kind, text) for text in written(value))
            return
    yield kind, value


def _told(value: CellValue) -> Iterator[tuple[str, Value]]:
    """A value as texts and numbers to look for; nothing for what is too common to tell."""
    if isinstance(value, str):
        if _tells(value) and not is_known(value):
            yield TEXT, " ".join(words(value)[:_ENOUGH])
    elif isinstance(value, float) and abs(value) >= _LEAST:
        yield NUMBER, value


def _tells(text: str) -> bool:
    """Whether a text is distinctive: a word of some letters, or a number or code that is long.

    Codes such as ``K2`` and addresses such as ``J43`` stand in any formula.
    """
    row = words(text)
    plain = "".join(row)
    figures = plain.isdigit() or (len(row) == 1 and not plain.isalpha())
    return len(plain) >= (_MANY_DIGITS if figures else _SHORTEST)


def _apart(
    taken: Iterable[tuple[str, Value]], kept: Collection[str]
) -> Iterator[tuple[str, Value]]:
    """What does not occur in the texts that stay."""
    pairs = list(taken)
    numbered = Forbidden((str(number), value) for number, (_, value) in enumerate(pairs))
    common = {int(number) for text in kept for number, _ in numbered.found_in(text)}
    doubles = _doubles(pairs, common)
    for number, pair in enumerate(pairs):
        if number not in common and _key(pair[1]) not in doubles:
            yield pair


def _doubles(pairs: Sequence[tuple[str, Value]], common: Collection[int]) -> set[object]:
    """Values that mean the same as one that stays: only the first of them was looked for."""
    return {_key(pairs[number][1]) for number in common}


def _key(value: Value) -> object:
    if isinstance(value, (date, datetime)):
        return value
    return tuple(words(value)) if isinstance(value, str) else float(value)
