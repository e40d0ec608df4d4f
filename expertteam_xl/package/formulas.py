"""What formulas refer to, as files write them: found, given other names, moved down, stretched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from expertteam_xl.package.areas import quoted, unquoted
from expertteam_xl.register.references import LAST_ROW, column_number, parse_cell

Kind = Literal[
    "text", "sheet", "elsewhere", "table", "columns", "name", "function", "cell", "other"
]
Referred = Literal["sheet", "table", "name", "qualified"]
Rename = Callable[[Referred, str], str | None]
"""What something is called from now on; None when it is not there.

A qualified name comes as ``Blad!naam``, and goes without its sheet.
"""

_ERRORS = r"\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!)"
_TOKEN = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*+")
    |(?P<error>{_ERRORS})
    |(?P<sheet>(?:'(?:[^']|'')++'|(?:\[[^\]\[]*\])?[\w.]++(?::[\w.]++)?|\[\d++\])!)
    |(?P<number>\d++(?:\.\d*+)?(?:[eE][+-]?\d++)?)
    |(?P<span>\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}(?![\w.(\[]))
    |(?P<cell>\$?[A-Za-z]{{1,3}}\$?\d{{1,7}}(?![\w.(\[]))
    |(?P<word>(?:[^\W\d]|\\)[\w.?\\]*+)
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PARTS = re.compile(r"(\$?)([A-Za-z]+)(\$?)(\d+)")
_CONSTANTS = ("true", "false")
_SPOKEN = ("indirect", "hyperlink")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula and what it is; the pieces together are the formula."""

    kind: Kind
    text: str


def tokens(formula: str) -> Iterator[Token]:
    """The pieces of a formula, with or without an equals sign before it."""
    place = 0
    while place < len(formula):
        if formula[place] == "[" and not _elsewhere(formula, place):
            end = _closed(formula, place)
            yield Token("columns", formula[place:end])
            place = end
            continue
        match = _TOKEN.match(formula, place)
        if match is None:  # pragma: no cover - the last alternative takes anything
            return
        place = match.end()
        yield Token(_kind(match, formula[place : place + 1]), match.group())


def rewritten(formula: str, rename: Rename) -> str | None:
    """The formula with everything it refers to under its new name.

    Names inside a text are followed where Excel follows them: in INDIRECT and HYPERLINK.

    Returns:
        The formula, or None when something that it refers to is not there.
    """
    pieces: list[str] = []
    before: list[Token] = []
    for token in tokens(formula):
        new = _renamed(token, before, rename)
        if new is None:
            return None
        pieces.append(new)
        before = [*before[-1:], token]
    return "".join(pieces)


def moved_down(formula: str, rows: int) -> str:
    """The formula as it reads some rows lower: rows without a dollar sign move along.

    Only for formulas of one sheet's own cells; what would leave the sheet becomes ``#REF!``.
    """
    if not rows:
        return formula
    return "".join(
        _lower(token.text, rows) if token.kind == "cell" else token.text
        for token in tokens(formula)
    )


def stretched(formula: str, sheet: str, columns: range, rows: tuple[int, int]) -> str:
    """The formula with areas that end at a row ended at a later one.

    Args:
        formula: what a name, chart or rule refers to.
        sheet: only areas that name this sheet change.
        columns: only areas that lie in some of these columns change.
        rows: the row where areas end, and where they are to end.
    """
    pieces, where, found = [], "", list(tokens(formula))
    index = 0
    while index < len(found):
        token = found[index]
        size = _area_size(found, index)
        text = "".join(piece.text for piece in found[index : index + size])
        if token.kind == "sheet":
            where = unquoted(token.text[:-1])
        elif token.kind == "cell":
            ours = where.casefold() == sheet.casefold()
            text = stretched_area(text, columns, rows) if ours else text
            where = ""
        pieces.append(text)
        index += size
    return "".join(pieces)


def stretched_area(area: str, columns: range, rows: tuple[int, int]) -> str:
    """An area such as ``A5:H5`` or ``$A$5`` that ends at a later row; others as they are."""
    first, _, last = area.partition(":")
    last = last or first
    start, end = parse_cell(first), parse_cell(last)
    if start is None or end is None or max(start[0], end[0]) != rows[0]:
        return area
    left, right = sorted((start[1], end[1]))
    if right < columns.start or left >= columns.stop or start[0] > end[0]:
        return area
    match = _PARTS.fullmatch(last)
    return area if match is None else f"{first}:{match[1]}{match[2]}{match[3]}{rows[1]}"


def _area_size(found: list[Token], index: int) -> int:
    """Number of pieces that an area takes: three for ``A1:B2``, else one."""
    kinds = [(token.kind, token.text) for token in found[index : index + 3]]
    if len(kinds) == 3 and kinds[1] == ("other", ":"):
        return 3 if kinds[0][0] == kinds[2][0] == "cell" else 1
    return 1


def _kind(match: re.Match[str], behind: str) -> Kind:
    group, text = match.lastgroup, match.group()
    if group == "word":
        return _word_kind(text, behind)
    if group == "cell":
        return "cell" if parse_cell(text) else "name"
    if group == "sheet":
        return "elsewhere" if "[" in text else "sheet"
    return "text" if group == "text" else "other"


def _word_kind(text: str, behind: str) -> Kind:
    if behind == "(":
        return "function"
    if behind == "[":
        return "table"
    return "other" if text.casefold() in _CONSTANTS or text.startswith("_xl") else "name"


def _elsewhere(formula: str, place: int) -> bool:
    """Whether a bracket begins the name of another workbook."""
    match = _TOKEN.match(formula, place)
    return match is not None and match.lastgroup == "sheet"


def _closed(formula: str, place: int) -> int:
    """The place behind the bracket that closes the one here; an apostrophe escapes."""
    depth, index = 0, place
    while index < len(formula):
        letter = formula[index]
        if letter == "'":
            index += 1
        elif letter in "[]":
            depth += 1 if letter == "[" else -1
            if depth == 0:
                return index + 1
        index += 1
    return len(formula)


def _renamed(token: Token, before: list[Token], rename: Rename) -> str | None:
    if token.kind == "text":
        return _spoken(token.text, before, rename)
    if token.kind == "sheet":
        return _sheets(token.text, rename)
    if token.kind == "table":
        return rename("table", token.text)
    if token.kind == "name":
        if before and before[-1].kind == "sheet":
            return rename("qualified", f"{unquoted(before[-1].text[:-1])}!{token.text}")
        return rename("name", token.text)
    return None if token.kind == "elsewhere" else token.text


def _sheets(text: str, rename: Rename) -> str | None:
    """The sheet, or first and last of several, with an exclamation mark behind it."""
    name = unquoted(text[:-1])
    new = [rename("sheet", part) for part in name.split(":")]
    known = [part for part in new if part is not None]
    if len(known) < len(new):
        return None
    joined = ":".join(known)
    return text if joined == name else f"{quoted(joined)}!"


def _spoken(text: str, before: list[Token], rename: Rename) -> str | None:
    """A text that Excel reads as a reference, with what it refers to under its new name."""
    if len(before) < 2 or before[1].text != "(" or before[0].text.casefold() not in _SPOKEN:
        return text
    inner = text[1:-1].replace('""', '"')
    mark = "#" if inner.startswith("#") else ""
    if before[0].text.casefold() == "hyperlink" and not mark:
        return text
    new = rewritten(inner.removeprefix("#"), rename)
    return None if new is None else '"' + (mark + new).replace('"', '""') + '"'


def _lower(cell: str, rows: int) -> str:
    match = _PARTS.fullmatch(cell)
    if match is None or match[3]:
        return cell
    row = int(match[4]) + rows
    fits = 1 <= row <= LAST_ROW and column_number(match[2])
    return f"{match[1]}{match[2]}{row}" if fits else "#REF!"
