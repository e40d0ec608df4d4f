"""What a small sheet says: its cells as text and numbers, for sheets that we made ourselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml import etree

from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.newsheet import unescaped
from expertteam_xl.register.references import parse_cell

Row = dict[int, str | float]
"""Values by column number (A = 1); blanks, errors and booleans are left out."""


class Day(float):
    """A number whose cell shows it as a date."""


_SHARED = "shared"
_MOST, _MOST_STRINGS = 200 << 20, 1 << 30


def read_rows(
    archive: Archive, part: str, strings: str | None, dates: Collection[str] = ()
) -> list[tuple[int, Row]]:
    """The rows that hold something, each with its number; one without a proper number has none.

    Args:
        archive: the package.
        part: the sheet's part.
        strings: the part with shared texts; None when there is none.
        dates: indexes of the cell styles that show a date.

    Raises:
        PackageError: damaged, or too large.
    """
    rows: list[tuple[int, dict[int, tuple[str, str]]]] = []
    last = 0
    for element in _elements(archive, part, "row", _MOST):
        number = xml.whole(element.get("r", str(last + 1)))
        if number is None:
            continue
        last = number
        if cells := dict(_cells(element, dates)):
            rows.append((number, cells))
    wanted = {int(v) for _, cells in rows for kind, v in cells.values() if kind == _SHARED}
    shared = _strings(archive, strings, wanted)
    return [(n, {c: _value(*v, shared) for c, v in cells.items()}) for n, cells in rows]


def _value(kind: str, text: str, shared: dict[int, str]) -> str | float:
    if kind == _SHARED:
        return shared.get(int(text), "")
    if kind == "text":
        return text
    return Day(text) if kind == "date" else float(text)


def _elements(archive: Archive, part: str, name: str, most: int) -> Iterator[xml.Element]:
    """Elements of this name, one by one; each is forgotten when the next is asked for."""
    parser = etree.XMLPullParser(
        events=("end",), tag=f"{{*}}{name}", resolve_entities=False, no_network=True
    )
    try:
        for chunk in archive.stream(part, most):
            parser.feed(chunk)
            for _, element in parser.read_events():
                yield element
                _forget(element)
        parser.close()
    except etree.XMLSyntaxError:
        raise xml.damaged(part) from None


def _forget(element: xml.Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _cells(row: xml.Element, dates: Collection[str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Column number, and what kind of value the cell has with the value as it is stored."""
    column = 0
    for cell in xml.children(row, "c"):
        reference = cell.get("r")
        place = parse_cell(reference or "")
        if reference is not None and place is None:
            continue
        column = place[1] if place else column + 1
        kind = cell.get("t") or "n"
        stored = xml.child(cell, "v")
        text = (stored.text or "") if stored is not None else ""
        if kind == "inlineStr":
            yield column, ("text", _rich(xml.child(cell, "is")))
        elif kind == "str" and text:
            yield column, ("text", unescaped(text))
        elif kind == "s" and xml.whole(text) is not None:
            yield column, (_SHARED, text.strip())
        elif kind == "n" and _is_number(text):
            yield column, ("date" if cell.get("s") in dates else "number", text)


def _rich(element: xml.Element | None) -> str:
    """The text of a cell, with its runs joined and phonetic text left out."""
    if element is None:
        return ""
    runs = [element, *xml.children(element, "r")]
    texts = [t.text or "" for run in runs for t in xml.children(run, "t")]
    return unescaped("".join(texts))


def _strings(archive: Archive, part: str | None, wanted: set[int]) -> dict[int, str]:
    """The shared texts that are wanted, by their index."""
    if part is None or not wanted:
        return {}
    found = enumerate(_elements(archive, part, "si", _MOST_STRINGS))
    return {index: _rich(element) for index, element in found if index in wanted}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
