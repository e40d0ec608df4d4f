"""The sheet *Bevindingen* laid out in rows and cells."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from expertteam_xl.findings import Finding, Memory
from expertteam_xl.memory import PreviousFinding
from expertteam_xl.outputs.changes import dutch_day
from expertteam_xl.outputs.signals_looks import Looks, height
from expertteam_xl.outputs.signals_model import (
    COLUMNS,
    UNSEEN,
    FindingsSheet,
    Section,
    SectionRow,
)
from expertteam_xl.package.newsheet import NewCell, NewRow, NewSheet, Print, Question
from expertteam_xl.register.references import column_letters, parse_cell

HEADER_ROW = 5
_WIDTHS = (14.0, 18.5, 7.0, 13.5, 62.0, 11.0, 7.0, 11.0, 11.5, 6.0, 11.0, 16.0, 12.0)
_MOMENT_WIDTH, _OWN_WIDTH = 16.0, 18.0
_SHEET, _MESSAGE, _DEADLINE, _REASON = 1, 4, 5, 11
_PRINTED, _INDENT = 12, 2
_RUNNING_TEXT = 175
_CENTERED = ("Uiterste datum", "Dagen", "Sinds", "Akkoord tot")
_INDENTED = ("Ernst", "Melding")
_HEADER_STYLES = ("header", "header", "header", "header indent", "header indent", "header")
_PAGE, _HEADER_HEIGHT, _DEFAULT_HEIGHT = 620.0, 30.0, 15.0
_TAB_COLOR = "1F4E79"
_BLANK = NewCell()


def lay_out(
    model: FindingsSheet,
    name: str,
    looks: Looks,
    *,
    sheets: Collection[str],
    selected: bool = False,
) -> NewSheet:
    """The sheet, ready to be added to a workbook.

    Args:
        model: what it says.
        name: of its tab.
        looks: the styles of that workbook.
        sheets: the other sheets of that workbook, whose cells can be linked to.
        selected: whether it is the tab in view; only for a workbook of its own.
    """
    layout = _Layout(model, name, looks, sheets)
    blocks = layout.blocks()
    last_finding = HEADER_ROW + model.listed
    filled = bool(model.listed)
    return NewSheet(
        name=name,
        widths=[looks.width(width) for width in layout.widths],
        rows=[row for block in blocks for row in block],
        print=_print(model, blocks),
        frozen_rows=HEADER_ROW if filled else 0,
        filter_area=f"A{HEADER_ROW}:{layout.last_column}{last_finding}" if filled else "",
        questions=(_question(last_finding),) if filled else (),
        tab_color=_TAB_COLOR,
        selected=selected,
    )


def _print(model: FindingsSheet, blocks: list[list[NewRow]]) -> Print:
    return Print(
        area=f"A1:L{sum(map(len, blocks))}",
        title_row=HEADER_ROW if model.listed else 0,
        footer=("vertrouwelijk", f"peildatum {dutch_day(model.on)}", "pagina &P van &N"),
        breaks=tuple(_breaks(blocks)),
    )


def _breaks(blocks: list[list[NewRow]]) -> Iterator[int]:
    """Rows that a page ends with, so that no section is torn that fits on a page.

    The list itself may run over many pages; what stands under it goes on where it ends.
    """
    used, row = 0.0, len(blocks[0])
    for line in blocks[0]:
        needed = _points([line])
        used = (used if used + needed <= _PAGE else _HEADER_HEIGHT) + needed
    for block in blocks[1:]:
        if used + _points(block) > _PAGE:
            yield row
            used = _HEADER_HEIGHT
        used += _points(block)
        row += len(block)


def _points(block: list[NewRow]) -> float:
    return sum(row.height or _DEFAULT_HEIGHT for row in block)


def _question(last_finding: int) -> Question:
    return Question(
        area=f"K{HEADER_ROW + 1}:K{last_finding}",
        title="Akkoord tot",
        text="De datum tot en met wanneer deze bevinding stil blijft. Vul ook de reden in.",
        refusal="Vul een datum in, zoals 31-12-2021.",
    )


@dataclass(frozen=True)
class _Layout:
    """Lays out one sheet."""

    model: FindingsSheet
    name: str
    looks: Looks
    sheets: Collection[str]

    @property
    def widths(self) -> tuple[float, ...]:
        """Widths of the columns; wider where a deadline has a time."""
        own = (_OWN_WIDTH,) * len(self.model.own)
        listed: tuple[Finding | PreviousFinding, ...] = (*self.model.rows, *self.model.unseen)
        if any(isinstance(finding.deadline, datetime) for finding in listed):
            return (*_WIDTHS[:_DEADLINE], _MOMENT_WIDTH, *_WIDTHS[_DEADLINE + 1 :], *own)
        return _WIDTHS + own

    @property
    def last_column(self) -> str:
        """Letters of the list's last column."""
        return column_letters(len(self.widths))

    def blocks(self) -> list[list[NewRow]]:
        """All rows from the first on: the list, then every section; each ends with a blank row."""
        head = [*self._top(), *self._list(), NewRow()]
        return [head, *(list(self._section(section)) for section in self.model.sections)]

    def _top(self) -> Iterator[NewRow]:
        yield NewRow((NewCell(self.model.title, self.looks["title"]),), 24)
        yield NewRow((NewCell(self.model.summary, self.looks["summary"]),), 18)
        yield NewRow((NewCell(self.model.changed, self.looks["changed"]),), 18)
        if not self.model.listed:
            yield NewRow((NewCell(self.model.hint, self.looks["line"]),), 18)
            return
        below = (self.name, f"A{HEADER_ROW + self.model.listed + 2}")
        style = self.looks["hint"]
        beside = [NewCell(link=below) for _ in range(_MESSAGE)]
        yield NewRow((NewCell(self.model.hint, style, below), *beside), 18)

    def _list(self) -> Iterator[NewRow]:
        if not self.model.listed:
            yield NewRow((NewCell(self.model.empty, self.looks["calm"]),), 30)
            return
        headers = [NewCell(text, self._header(text)) for text in COLUMNS]
        own = [NewCell(text, self.looks["header"]) for text in self.model.own]
        yield NewRow([*headers, *own], _HEADER_HEIGHT)
        for finding in self.model.rows:
            yield self._finding(finding)
        for old in self.model.unseen:
            yield self._unseen(old)

    def _header(self, text: str) -> int:
        kind = "center" if text in _CENTERED else "indent" if text in _INDENTED else ""
        return self.looks[f"header {kind}".strip()]

    def _finding(self, finding: Finding) -> NewRow:
        quiet = finding.status is Memory.GEACCEPTEERD
        look = self.looks.quiet if quiet else self.looks.__getitem__
        severity = look("severity") if quiet else self.looks.severity(finding.severity)
        cells = self._cells(
            finding,
            look,
            place=self._place(finding),
            severity=severity,
            count=finding.days,
            status=finding.status.value,
        )
        return NewRow(cells, self._height(finding))

    def _unseen(self, old: PreviousFinding) -> NewRow:
        """What the previous run found, in grey as it was: nobody knows where it stands now."""
        look = self.looks.quiet
        place = NewCell(old.cell or None, look("plain"))
        cells = self._cells(
            old, look, place=place, severity=look("severity"), count=None, status=UNSEEN
        )
        return NewRow(cells, self._height(old))

    def _cells(
        self,
        finding: Finding | PreviousFinding,
        look: Callable[[str], int],
        *,
        place: NewCell,
        severity: int,
        count: int | None,
        status: str,
    ) -> list[NewCell]:
        moment = isinstance(finding.deadline, datetime)
        return [
            NewCell(finding.casusnummer, look("strong")),
            NewCell(finding.sheet, look("text")),
            place,
            NewCell(finding.severity.value, severity),
            NewCell(finding.message, look("message")),
            NewCell(finding.deadline, look("moment" if moment else "day")),
            NewCell(count, look("count")),
            NewCell(finding.since, look("day")),
            NewCell(status, look("plain")),
            NewCell(finding.code, look("plain")),
            NewCell(finding.accepted_until, self.looks["input day"]),
            NewCell(finding.accepted_reason, self.looks["input text"]),
            NewCell(finding.kenmerk, self.looks["kenmerk"]),
            *self._own(finding),
        ]

    def _height(self, finding: Finding | PreviousFinding) -> float:
        """Room for the longest of its texts."""
        return height(
            (finding.casusnummer or "", _WIDTHS[0] * 0.9),
            (finding.sheet, _WIDTHS[_SHEET]),
            (finding.message, _WIDTHS[_MESSAGE] - _INDENT),
            (finding.accepted_reason or "", _WIDTHS[_REASON]),
            *((value, _OWN_WIDTH) for _, value in finding.own if isinstance(value, str)),
        )

    def _own(self, finding: Finding | PreviousFinding) -> Iterator[NewCell]:
        """What the coordinator wrote about it in columns of her own."""
        written = dict(finding.own)
        for header in self.model.own:
            value = written.get(header)
            look = "input day" if isinstance(value, date) else "input text"
            yield NewCell(value, self.looks[look])

    def _place(self, finding: Finding) -> NewCell:
        """The address, as a link where that cell is in the workbook."""
        if finding.sheet not in self.sheets or parse_cell(finding.cell) is None:
            return NewCell(finding.cell, self.looks["plain"])
        return NewCell(finding.cell, self.looks["link"], (finding.sheet, finding.cell))

    def _section(self, section: Section) -> Iterator[NewRow]:
        yield NewRow((NewCell(section.title, self.looks["heading"]),), 24)
        if section.header is None:
            for row in section.rows:
                yield from self._running_text(row)
        else:
            yield self._line(section.header, _HEADER_STYLES, 18)
            for row in section.rows:
                styles = ("strong", "plain", "plain", "severity", "message", "plain")
                yield self._line(row, styles, height((row.text, _WIDTHS[_MESSAGE] - _INDENT)))
        yield NewRow()

    def _running_text(self, row: SectionRow) -> Iterator[NewRow]:
        """A term with its explanation, in lines that run on over empty cells."""
        term = row.first
        for line in textwrap.wrap(row.text, _RUNNING_TEXT):
            text = NewCell(line, self.looks["line"])
            yield NewRow((NewCell(term or None, self.looks["term"]), _BLANK, text), 15)
            term = ""

    def _line(self, row: SectionRow, styles: tuple[str, ...], points: float) -> NewRow:
        """One line of a small table; its source runs on to the edge of the page."""
        texts = (row.first, row.found, row.shown, row.severity, row.text, row.source)
        cells = [
            NewCell(text or None, self.looks[style])
            for text, style in zip(texts, styles, strict=True)
        ]
        edge = NewCell(None, self.looks[styles[-1]])
        return NewRow((*cells, *[edge] * (_PRINTED - len(cells))), points)
