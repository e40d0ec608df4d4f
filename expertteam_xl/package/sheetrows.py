"""The rows of a sheet as slices of its bytes: looked up and replaced without a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from expertteam_xl.package import xml
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.splice import START_TAG, Tail, resplice
from expertteam_xl.register.references import parse_cell

_DAMAGED = "Een werkblad in het bestand is beschadigd; open het in Excel en bewaar het opnieuw."
_ODD = (b"<!", b"<?")
_ROWS = re.compile(rb"<!--.*?-->|<(?:[^\s<>/:\"'=!?]+:)?sheetData(?=[\s/>])[^<>]*>", re.DOTALL)
_ATTRIBUTE = r"\s{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"

RowEdit = Callable[["RowText"], str]
"""Makes the row that takes a row's place; it gets an empty row where the sheet has none."""


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell as the sheet holds it.

    Attributes:
        column: its number (A = 1).
        attributes: everything in its start tag behind the name, the address too.
        inner: what stands between its tags.
        whole: all of it.
    """

    column: int
    attributes: str
    inner: str
    whole: str

    @property
    def style(self) -> int | None:
        """The index of its style; None when it has none of its own."""
        return xml.whole(attribute(self.attributes, "s"))

    def holds(self, prefix: str, name: str) -> bool:
        """Whether an element such as ``f`` stands in it."""
        return re.search(rf"<{prefix}{name}[\s/>]", self.inner) is not None


@dataclass(frozen=True, slots=True)
class RowText:
    """One row as the sheet holds it.

    Attributes:
        number: of the row.
        attributes: everything in its start tag behind the name.
        cells: its cells, in their order.
    """

    number: int
    attributes: str
    cells: tuple[CellText, ...]

    @property
    def style(self) -> int | None:
        """The style of its cells that are not there; None when it sets none."""
        custom = attribute(self.attributes, "customFormat") in ("1", "true")
        return xml.whole(attribute(self.attributes, "s")) if custom else None

    def cell(self, column: int) -> CellText | None:
        """The cell in a column; None when it is not there."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True)
class SheetRows:
    """A sheet in three pieces; together they are the sheet.

    Attributes:
        head: everything up to the rows, the start tag of ``sheetData`` too.
        rows: the rows.
        end: the end tag of ``sheetData``.
        tail: what follows.
    """

    head: bytes
    rows: bytes
    end: bytes
    tail: Tail

    @property
    def encoding(self) -> str:
        """Of all its bytes."""
        return self.tail.encoding

    @cached_property
    def prefix(self) -> str:
        """What its elements begin with, such as ``x:``; mostly empty."""
        name = re.match(rb"<([^\s/>]+)", self.tail.root_tag)
        space = name[1].decode().rpartition(":")[0] if name else ""
        return f"{space}:" if space else ""

    def decoded(self, data: bytes) -> str:
        """Bytes of the sheet as text.

        Raises:
            PackageError: they are none in its encoding.
        """
        try:
            return data.decode(self.encoding)
        except (LookupError, UnicodeError):
            raise PackageError(_DAMAGED) from None

    def encoded(self, text: str) -> bytes:
        """Text in the encoding of the sheet."""
        return text.encode(self.encoding, "xmlcharrefreplace")

    def column_style(self, column: int) -> int | None:
        """The style of cells in a column that are not there; None when it sets none."""
        for match in re.finditer(rf"<{self.prefix}col\s[^<>]*>", self.decoded(self.head)):
            first, last = (xml.whole(attribute(match[0], key)) for key in ("min", "max"))
            if first is not None and last is not None and first <= column <= last:
                return xml.whole(attribute(match[0], "style"))
        return None

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Number, first byte and the byte behind of every row, in their order."""
        opening = re.compile(rf"<{self.prefix}row(?=[\s/>])[^<>]*>".encode())
        closing = f"</{self.prefix}row>".encode()
        place = last = 0
        while (match := opening.search(self.rows, place)) is not None:
            place = match.end()
            if not match.group().endswith(b"/>"):
                place = self.rows.find(closing, place) + len(closing)
                if place < match.end():
                    raise PackageError(_DAMAGED)
            number = _row_number(match.group())
            last = last + 1 if number is None else number
            yield last, match.start(), place

    def row(self, number: int, start: int, end: int) -> RowText:
        """The row at a place among the rows."""
        text = self.decoded(self.rows[start:end])
        tag, _, inner = text.partition(">")
        attributes = tag.removeprefix(f"<{self.prefix}row").removesuffix("/")
        return RowText(number, attributes, tuple(self._cells(inner)))

    def between(self, first: int, last: int) -> list[RowText]:
        """The rows with these numbers that are there."""
        found = (span for span in self.spans() if first <= span[0] <= last)
        return [self.row(*span) for span in found]

    def replaced(self, edits: Mapping[int, RowEdit]) -> Iterator[bytes]:
        """The rows with some replaced, by number; others are the same bytes."""
        todo = sorted(edits, reverse=True)
        place = 0
        for number, start, end in self.spans():
            if not todo:
                break
            while todo and todo[-1] < number:
                yield self.rows[place:start]
                place, missing = start, todo.pop()
                yield self.encoded(edits[missing](RowText(missing, "", ())))
            if todo and todo[-1] == number:
                yield self.rows[place:start]
                yield self.encoded(edits[todo.pop()](self.row(number, start, end)))
                place = end
        yield self.rows[place:]
        for missing in reversed(todo):
            yield self.encoded(edits[missing](RowText(missing, "", ())))

    def _cells(self, inner: str) -> Iterator[CellText]:
        name = f"<{self.prefix}c"
        pattern = re.compile(rf"{name}(?=[\s/>])([^<>]*?)(?:/>|>(.*?)</{self.prefix}c>)", re.DOTALL)
        column = 0
        for match in pattern.finditer(inner):
            place = parse_cell(attribute(match[1], "r") or "")
            column = place[1] if place else column + 1
            yield CellText(column, match[1], match[2] or "", match[0])


def cut(chunks: Iterable[bytes]) -> SheetRows:
    """Cuts a sheet before and behind its rows.

    Raises:
        PackageError: no rows to be found, or something odd between them.
    """
    tails: list[Tail] = []

    def note(tail: Tail) -> bytes:
        tails.append(tail)
        return b""

    lead = b"".join(resplice(chunks, note))
    (tail,) = tails
    opening = re.compile(
        rb"<!--.*?-->|<(?:[^\s<>/:\"'=!?]+:)?sheetData(?=[\s/>])[^<>]*>", re.DOTALL
    )
    start = next((m for m in opening.finditer(lead) if not m.group().startswith(b"<!")), None)
    if start is None:
        raise PackageError(_DAMAGED)
    if start.group().endswith(b"/>"):
        tag = start.group()[:-2].rstrip() + b">"
        name = re.match(rb"<([^\s>]+)", tag)
        closing = b"</" + (name[1] if name else b"") + b">"
        return SheetRows(lead[: start.start()] + tag, b"", closing, tail)
    last = lead.rfind(b"</")
    rows = lead[start.end() : last]
    if any(odd in rows for odd in _ODD):
        raise PackageError(_DAMAGED)
    return SheetRows(lead[: start.end()], rows, lead[last:], tail)


def edit_tail(tail: Tail, edit: Callable[[xml.Element], bool]) -> bytes:
    """The tail as an edit of its elements leaves it; the same bytes when nothing changed.

    Args:
        tail: what follows the rows.
        edit: gets the sheet's root with only those elements; tells whether it changed any.

    Raises:
        PackageError: not well-formed.
    """
    declaration = f'<?xml version="1.0" encoding="{tail.encoding}"?>'.encode()
    root = xml.parse("werkblad", declaration + tail.root_tag + tail.content)
    if not edit(root):
        return tail.content
    data: bytes = etree.tostring(root, encoding=tail.encoding, xml_declaration=False)
    tag = START_TAG.match(data)
    if tag is None or tag.group().endswith(b"/>"):
        raise PackageError(_DAMAGED)
    return data[tag.end() :]


def attribute(text: str, name: str) -> str | None:
    """The value of an attribute in the text of a start tag; for names, numbers and addresses."""
    match = re.search(_ATTRIBUTE.format(name=name), text)
    return None if match is None else match[1] if match[1] is not None else match[2]


def without(text: str, *names: str) -> str:
    """The text of a start tag without some attributes."""
    for name in names:
        text = re.sub(_ATTRIBUTE.format(name=name), "", text)
    return text


def _row_number(tag: bytes) -> int | None:
    match = re.search(rb"\sr\s*=\s*[\"'](\d{1,7})[\"']", tag)
    return int(match[1]) if match else None
