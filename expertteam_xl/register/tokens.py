"""Formulas as .xls and .xlsb hold them, in tokens: only whether they sum or count other rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

_EXP, _STRING, _LIST, _ATTRIBUTE = 0x01, 0x17, 0x18, 0x19
_FUNCTION, _AREA, _AREA_RELATIVE = 0x22, 0x25, 0x2D
_CLASSES, _FIRST_OPERAND = 0x1F, 0x20
_CHOOSE, _SUM = 0x04, 0x10
_THIS_ROW = 0x10 << 2
_ROW_MOVES = 0x8000
_SUMMARIES = frozenset({0, 4, 5, 169, 344, 345, 346, 347, 481, 482, 483, 484, 485})
"""COUNT, SUM, AVERAGE, COUNTA, SUBTOTAL, SUMIF, COUNTIF, COUNTBLANK, COUNTIFS and so on."""

_PLAIN = dict.fromkeys((*range(0x03, 0x17), 0x3F), 0) | {0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8}


@dataclass(frozen=True)
class Layout:
    """How the tokens of one format are laid out.

    Attributes:
        sizes: bytes behind every token of a fixed size.
        row_bytes: bytes of a row number.
        rows: number of rows of a sheet, at which moving row numbers begin anew.
        row_mask: bits of a row number that are the number.
        length_bytes: bytes of the length of a text.
        text_flags: whether flags and one or two bytes a character follow the length.
        wide: whether a character without flags takes two bytes.
    """

    sizes: dict[int, int]
    row_bytes: int
    rows: int
    row_mask: int
    length_bytes: int = 1
    text_flags: bool = False
    wide: bool = False


def _sizes(
    array: int, name: int, ref: int, area: int, name_x: int, deep: tuple[int, int]
) -> dict[int, int]:
    ref3d, area3d = deep
    return _PLAIN | {
        0x01: 4, 0x02: 4, 0x20: array, 0x21: 2, 0x22: 3, 0x23: name, 0x24: ref, 0x25: area,
        0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: ref, 0x2B: area, 0x2C: ref, 0x2D: area,
        0x39: name_x, 0x3A: ref3d, 0x3B: area3d, 0x3C: ref3d, 0x3D: area3d,
    }  # fmt: skip


BIFF5 = Layout(_sizes(7, 14, 3, 6, 24, (17, 20)), 2, 0x4000, 0x3FFF)
BIFF8 = Layout(_sizes(7, 4, 4, 8, 6, (6, 10)), 2, 0x10000, 0xFFFF, text_flags=True)
BIFF12 = Layout(_sizes(14, 4, 6, 12, 6, (8, 14)), 4, 0x100000, 0xFFFFF, length_bytes=2, wide=True)


def shared_place(tokens: bytes, layout: Layout) -> int | None:
    """The row (from 0) of the cell whose formula this one shares; None when it has its own."""
    if not tokens or tokens[0] != _EXP:
        return None
    return int.from_bytes(tokens[1 : 1 + layout.row_bytes], "little")


def summarises(tokens: bytes, row: int, layout: Layout) -> bool:
    """Whether the formula, standing on this row (from 0), takes several rows and not its own.

    What can't be followed counts as no total.
    """
    if not any(mark in tokens for mark in _MARKS):
        return False
    total = False
    spans: list[tuple[int, int]] = []
    over_table = False
    for token, body in _walk(tokens, layout):
        total = total or _is_summary(token, body)
        if token in (_AREA, _AREA_RELATIVE):
            spans.append(_span(token, body, row, layout))
        elif token == _LIST:
            over_table = over_table or not int.from_bytes(body[3:5], "little") & _THIS_ROW
    several = any(top < bottom and not top <= row <= bottom for top, bottom in spans)
    return total and (several or over_table)


_MARKS = (b"\x19", b"\x22", b"\x42", b"\x62")


def _is_summary(token: int, body: bytes) -> bool:
    if token == _FUNCTION:
        return int.from_bytes(body[1:3], "little") & 0x7FFF in _SUMMARIES
    return token == _ATTRIBUTE and bool(body[0] & _SUM)


def _span(token: int, body: bytes, row: int, layout: Layout) -> tuple[int, int]:
    """First and last row of an area; those of a shared formula move with its own row."""
    size = layout.row_bytes
    ends = [int.from_bytes(body[at : at + size], "little") for at in (0, size)]
    if layout is BIFF5:
        moves = [bool(end & _ROW_MOVES) for end in ends]
        ends = [end & layout.row_mask for end in ends]
    else:
        columns = [int.from_bytes(body[at : at + 2], "little") for at in (2 * size, 2 * size + 2)]
        moves = [bool(column & _ROW_MOVES) for column in columns]
    if token == _AREA_RELATIVE:
        ends = [
            (row + end) % layout.rows if move else end
            for end, move in zip(ends, moves, strict=True)
        ]
    return min(ends), max(ends)


def _walk(tokens: bytes, layout: Layout) -> Iterator[tuple[int, bytes]]:
    """Every token with its body, up to the first that is not known."""
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token >= _FIRST_OPERAND:
            token = token & _CLASSES | _FIRST_OPERAND
        position += 1
        measure = _MEASURES.get(token)
        size = layout.sizes.get(token) if measure is None else measure(tokens, position, layout)
        if size is None or position + size > len(tokens):
            return
        yield token, tokens[position : position + size]
        position += size


def _text_size(tokens: bytes, position: int, layout: Layout) -> int:
    start = position + layout.length_bytes
    length = int.from_bytes(tokens[position:start], "little")
    if layout.text_flags:
        wide = bool(tokens[start : start + 1] != b"\0")
        return layout.length_bytes + 1 + length * (1 + wide)
    return layout.length_bytes + length * (1 + layout.wide)


def _attribute_size(tokens: bytes, position: int, _: Layout) -> int:
    flags = tokens[position : position + 1]
    if flags and flags[0] & _CHOOSE:
        return 3 + 2 * (int.from_bytes(tokens[position + 1 : position + 3], "little") + 1)
    return 3


def _list_size(tokens: bytes, position: int, layout: Layout) -> int | None:
    return 13 if layout is BIFF12 and tokens[position : position + 1] == b"\x19" else None


_MEASURES: dict[int, Callable[[bytes, int, Layout], int | None]] = {
    _STRING: _text_size,
    _ATTRIBUTE: _attribute_size,
    _LIST: _list_size,
}
