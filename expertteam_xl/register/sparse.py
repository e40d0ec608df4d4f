"""Values of a sheet that calamine can't read: cells far apart, or XML of an uncommon form."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from expertteam_xl.register.archive import Archive, refuse
from expertteam_xl.register.facts import Place, SheetFacts
from expertteam_xl.register.parts import WorkbookParts, find_all, local, parse_xml
from expertteam_xl.register.raw import CellValue
from expertteam_xl.register.references import address
from expertteam_xl.register.sheetevents import (
    Attributes,
    CellText,
    SheetEvents,
    XmlRefusedError,
    feed,
    make_parser,
    unescape,
    whole_number,
)

_GAP_ROWS, _GAP_COLUMNS = 1_000, 200
_SHOWN = 5
_RESAVE = "open het in Excel en bewaar het opnieuw als .xlsx"
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_BUILT_IN_DURATION = 46
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LEAP_BUG = 60
_LAST_SERIAL = 2_958_466
_MS_A_DAY = 86_400_000


@dataclass(frozen=True)
class Lookups:
    """What cells refer to.

    Attributes:
        strings: the common texts, by index.
        formats: per cell format: ``date``, ``duration`` or empty.
        date1904: whether serial numbers count from 1904.
    """

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    date1904: bool


@dataclass(frozen=True)
class Block:
    """A rectangle of values, column by column, and the places left out of it."""

    top: int
    left: int
    columns: list[list[CellValue]]
    left_out: tuple[Place, ...] = ()


def read_lookups(archive: Archive, workbook: WorkbookParts) -> Lookups:
    """The common texts and formats of a workbook."""
    parts = {relation.kind: relation.target for relation in workbook.relations.values()}
    strings, styles = parts.get("sharedStrings", ""), parts.get("styles", "")
    return Lookups(
        tuple(_read_strings(archive, strings)) if strings in archive else (),
        tuple(_read_formats(archive, styles)) if styles in archive else (),
        workbook.date1904,
    )


def _read_strings(archive: Archive, part: str) -> list[str]:
    """The common texts, phonetic hints left out."""
    strings: list[str] = []
    pieces: list[str] = []
    state = {"phonetic": False, "inside": False, "keep": False}
    piece: list[str] = []

    def start_text(attributes: Attributes) -> None:
        state["inside"] = not state["phonetic"]
        state["keep"] = "preserve" in attributes.values()
        piece.clear()

    def end_text() -> None:
        if state["inside"]:
            text = "".join(piece)
            pieces.append(text if state["keep"] else text.strip())
        state["inside"] = False

    def end_item() -> None:
        strings.append(unescape("".join(pieces)))
        pieces.clear()

    def phonetic(_: Attributes | None = None) -> None:
        state["phonetic"] = not state["phonetic"]

    parser = make_parser(
        {"t": start_text, "rPh": phonetic}, {"t": end_text, "rPh": phonetic, "si": end_item}
    )
    parser.CharacterDataHandler = lambda text: piece.append(text) if state["inside"] else None
    try:
        feed(parser, archive.stream(part))
    except XmlRefusedError:
        refuse(archive.name, "de lijst met teksten is beschadigd", _RESAVE)
    return strings


def _read_formats(archive: Archive, part: str) -> Iterable[str]:
    root = parse_xml(archive, part)
    codes = {e.get("numFmtId"): e.get("formatCode") or "" for e in find_all(root, "numFmt")}
    for formats in find_all(root, "cellXfs"):
        for element in formats:
            if local(element) == "xf":
                number = element.get("numFmtId") or "0"
                yield format_kind(number, codes.get(number))


def format_kind(number: str, code: str | None) -> str:
    """Whether a number format shows a ``date`` (or time of day), a ``duration``, or neither."""
    if code is None:
        built_in = whole_number(number, 0)
        if built_in == _BUILT_IN_DURATION:
            return "duration"
        return "date" if built_in in _BUILT_IN_DATES else ""
    plain = _LITERAL.sub("", code.partition(";")[0])
    if _DURATION.search(plain):
        return "duration"
    plain = re.sub("general|standaard", "", _BRACKETS.sub("", plain), flags=re.IGNORECASE)
    return "date" if _DATE_LETTER.search(plain) else ""


def from_serial(serial: float, kind: str, *, date1904: bool) -> CellValue:
    """The date, time or duration that a serial number stands for."""
    if kind == "duration" and math.isfinite(serial) and abs(serial) < _LAST_SERIAL:
        return timedelta(milliseconds=round(serial * _MS_A_DAY))
    if kind != "date" or not 0 <= serial < _LAST_SERIAL:
        return serial
    days, milliseconds = divmod(round(serial * _MS_A_DAY), _MS_A_DAY)
    moment = timedelta(milliseconds=milliseconds)
    if not days and not date1904:
        return (datetime.min + moment).time()
    epoch = _EPOCH_1904 if date1904 else _EPOCH_1900
    early = not date1904 and days < _LEAP_BUG
    try:
        when = epoch + timedelta(days=days + early) + moment
    except OverflowError:
        return serial
    return when if milliseconds else when.date()


def cell_value(cell: CellText, lookups: Lookups) -> CellValue:
    """What a cell holds; None for errors and for what has no value.

    Raises:
        XmlRefusedError: it refers to a common text that is not there.
    """
    text = cell.value
    if cell.kind == "inlineStr" and text:
        return unescape(text)
    if not text or cell.kind == "e":
        return None
    if cell.kind == "s":
        index = whole_number(text, len(lookups.strings))
        if index >= len(lookups.strings):
            raise XmlRefusedError
        return lookups.strings[index] or None
    if cell.kind == "str":
        return unescape(text)
    if cell.kind == "b":
        return text.strip() in ("1", "true")
    if cell.kind == "d":
        return _iso(text.strip())
    try:
        serial = float(text)
    except ValueError:
        return text
    kind = lookups.formats[cell.style] if cell.style < len(lookups.formats) else ""
    return from_serial(serial, kind, date1904=lookups.date1904)


def _iso(text: str) -> CellValue:
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def read_sparse(
    archive: Archive, part: str, lookups: Lookups
) -> tuple[SheetFacts, dict[Place, CellValue]]:
    """The facts and values of a sheet, cell by cell.

    Raises:
        XmlRefusedError: the sheet's XML is damaged or forbidden.
    """
    facts = SheetFacts()
    values: dict[Place, CellValue] = {}

    def keep(cell: CellText) -> None:
        values[cell.place] = cell_value(cell, lookups)

    SheetEvents(facts, keep).read(archive.stream(part))
    return facts, values


def to_block(values: dict[Place, CellValue], most_cells: int) -> Block | None:
    """The values as one rectangle.

    Where that would hold more than ``most_cells``, what lies beyond a gap of a thousand rows or
    two hundred columns is left out and named.

    Returns:
        the block; None when even without the far cells the rectangle is too large.
    """
    if not values:
        return Block(1, 1, [])
    kept = values
    if _area(values) > most_cells:
        groups_of_row = _groups({row for row, _ in values}, _GAP_ROWS)
        groups_of_column = _groups({column for _, column in values}, _GAP_COLUMNS)
        where = {p: (groups_of_row[p[0]], groups_of_column[p[1]]) for p in values}
        densest = Counter(where.values()).most_common(1)[0][0]
        kept = {place: value for place, value in values.items() if where[place] == densest}
        if _area(kept) > most_cells:
            return None
    left_out = tuple(sorted(values.keys() - kept.keys()))
    top, left = min(row for row, _ in kept), min(column for _, column in kept)
    height = max(row for row, _ in kept) - top + 1
    width = max(column for _, column in kept) - left + 1
    columns: list[list[CellValue]] = [[None] * height for _ in range(width)]
    for (row, column), value in kept.items():
        columns[column - left][row - top] = value
    return Block(top, left, columns, left_out)


def _area(places: Iterable[Place]) -> int:
    rows, columns = zip(*places, strict=True)
    return int((max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1))


def _groups(numbers: set[int], gap: int) -> dict[int, int]:
    """The group of every number; a new one starts after a gap."""
    groups: dict[int, int] = {}
    group, previous = 0, None
    for number in sorted(numbers):
        if previous is not None and number - previous > gap:
            group += 1
        groups[number] = group
        previous = number
    return groups


def left_out_notice(sheet: str, places: tuple[Place, ...]) -> str:
    """The sentence that says which cells were too far away to read."""
    shown = ", ".join(address(*place) for place in places[:_SHOWN])
    if len(places) > _SHOWN:
        shown += f" en nog {len(places) - _SHOWN}"
    if len(places) == 1:
        return f"Cel {shown} op blad {sheet} ligt ver buiten de lijst en is niet gelezen."
    return f"Cellen {shown} op blad {sheet} liggen ver buiten de lijst en zijn niet gelezen."
