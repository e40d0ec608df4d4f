"""The template of the monitor: a sheet for each section of the printout, with real charts."""

from __future__ import annotations

from expertteam_xl.monitoring.catalogue import DEFINITIONS
from expertteam_xl.monitoring.model import Unit
from expertteam_xl.outputs import monitor_layout as lay
from expertteam_xl.outputs.monitor_graphics import add_chart
from expertteam_xl.outputs.monitor_looks import Book, Sheet

_WIDTHS = (44.0, 17.0, 17.5, 17.5, 16.0, 12.0, 10.0, 10.0, 10.0)
_TILE_WIDTHS = (46.0, 1.5, 46.0, 1.5, 46.0)
_NOTE_WIDTHS = (138.0,)
_OPEN_WIDTHS = (17.0, 26.0, 30.0, 14.0, 9.0, 11.0, 12.0, 18.0, 14.0)
_DEFINED_WIDTHS = (19.0, 36.0, 10.0, 62.0, 18.0, 36.0)
_HELPER_WIDTHS = (28.0, 18.0, 18.0, 20.0, 24.0, 22.0)
_PER_ROW = 3
_FIRST = 3
"""The row of the first block, from 0 on."""

_WORDS = {
    Unit.AANTAL: "aantal", Unit.PROCENT: "procent", Unit.DAGEN: "dagen", Unit.CENT: "euro",
    Unit.MINUTEN: "minuten", Unit.UREN: "uren", Unit.SCORE: "cijfer",
}  # fmt: skip
_MARGINS = "bij weinig casussen staan alleen de totalen"
_REMARKS = {
    "M06": "inschatting, met alle aannames; zegt niets over de oorzaak",
    "S-d": "de bedragen laag en hoog zijn een inschatting",
    "M02-1": _MARGINS,
    "M02-1-werkstroom": _MARGINS,
    "M02-1-knelpunt": _MARGINS,
    "B": "een zelfbeoordeling; de basisvereisten binden deze regio niet",
}
"""What is said behind the title of a block."""

_UNITS = {"E01-2": "procent en cijfer", "M06": "", "T-h": "", "N04": "", "T-d": "",
          "B": "", "S-e": ""}  # fmt: skip
_TITLES = {"B": "Zelfbeoordeling op de basisvereisten"}


def monitor_template() -> bytes:
    """The workbook that a monitor is made from."""
    book = Book("Monitor Expertteam Jeugd")
    _front(book)
    for page in lay.PAGES:
        _page(book, page)
        if page.tab.startswith("3 "):
            _open_cases(book)
    _notes(book)
    _defined(book)
    _helper(book)
    return book.to_bytes()


def _front(book: Book) -> None:
    sheet = book.sheet(
        lay.FRONT_TAB, "Monitor Expertteam Jeugd", lay.UNDER_NAMES[lay.FRONT_TAB], _TILE_WIDTHS,
        title_name=lay.TITLE,
    )  # fmt: skip
    sheet.text(_FIRST, 0, "1 Kerncijfers", "heading")
    for number, tile in enumerate(lay.TILES):
        line, place = divmod(number, _PER_ROW)
        row, column = _FIRST + 1 + 4 * line, 2 * place
        sheet.text(row, column, tile.title, "tile_title")
        sheet.blanks(row + 1, row + 1, column, column, f"tile_{tile.look}")
        sheet.name_area(tile.name, row + 1, column, row + 1, column)
        sheet.blanks(row + 2, row + 2, column, column, "tile_under")
        sheet.name_area(f"{tile.name}_bij", row + 2, column, row + 2, column)
        for offset, points in enumerate((21, 36, 33, 9)):
            sheet.height(row + offset, points)


def _page(book: Book, page: lay.Page) -> None:
    sheet = book.sheet(page.tab, page.title, lay.UNDER_NAMES[page.tab], page.widths or _WIDTHS)
    row, breaks = _FIRST, []
    for item in page.items:
        if isinstance(item, lay.Break):
            breaks.append(row)
        elif isinstance(item, lay.Block):
            row = _block(sheet, item, row)
        else:
            row = _singles(sheet, item, row)
    if page.chart:
        _chart(book, sheet, page.chart, row)
    if page.tab.startswith("8 "):
        breaks.append(row)
        _partners(sheet, row)
    sheet.target.set_h_pagebreaks(breaks)


def _chart(book: Book, sheet: Sheet, name: str, below: int) -> None:
    """A chart, and above it a cell that says so where there is nothing to draw."""
    row, column = add_chart(book.book, sheet.target, name, below)
    sheet.blanks(row, row, column, column, "remark")
    sheet.name_area(lay.chart_note(name), row, column, row, column)


def _block(sheet: Sheet, block: lay.Block, row: int) -> int:
    """A table of figures with its title; gives the first free row."""
    definition = DEFINITIONS[block.code]
    unit = _UNITS.get(block.code, _WORDS[definition.unit])
    about = [block.code, *([unit] if unit else []), *_said(block.code)]
    title = _TITLES.get(block.code, definition.name)
    sheet.text(row, 0, f"{title} ({'; '.join(about)})", "heading")
    top, bottom = row + 1, row + 1 + block.rows
    columns = block.columns + block.n
    sheet.blanks(top, top, 0, 0, "head")
    for column in range(lay.LAST_COLUMN):
        look = _look(block, 0, column)
        inside = column < columns
        head = "head" if look == lay.TEXT else "head_right"
        sheet.blanks(top, top, column + 1, column + 1, head if inside else "plain")
        for number in range(block.rows):
            here = _look(block, number, column) if inside else "plain"
            sheet.blanks(top + 1 + number, top + 1 + number, column + 1, column + 1, here)
    sheet.blanks(top + 1, bottom, 0, 0, "label")
    sheet.name_area(block.name, top, 0, bottom, lay.LAST_COLUMN)
    sheet.mark_totals(top + 1, bottom, columns)
    return bottom + 2


def _look(block: lay.Block, row: int, column: int) -> str:
    """The look of a cell, the column with n counted along."""
    if not block.n:
        return block.look_at(row, column)
    return lay.WHOLE if column == 1 else block.look_at(row, max(column - 1, 0))


def _said(code: str) -> list[str]:
    return [_REMARKS[code]] if code in _REMARKS else []


def _singles(sheet: Sheet, item: lay.Singles, row: int) -> int:
    """Figures that stand alone under one title; gives the first free row."""
    sheet.text(row, 0, item.title, "heading")
    top, bottom = row + 1, row + 1 + item.rows
    sheet.blanks(top, top, 0, 0, "head")
    sheet.blanks(top, top, 1, 4, "head_right")
    sheet.blanks(top, top, lay.REASON, lay.LAST_COLUMN, "head_wide")
    for number, (_, look) in enumerate(item.figures, top + 1):
        sheet.blanks(number, number, 0, 0, "label")
        for column in (1, 3, 4):
            sheet.blanks(number, number, column, column, look)
        sheet.blanks(number, number, 2, 2, lay.WHOLE)
        sheet.blanks(number, number, lay.REASON, lay.REASON, "why")
    sheet.name_area(item.name, top, 0, bottom, lay.REASON)
    return bottom + 2


def _open_cases(book: Book) -> None:
    tab = lay.OPEN_TAB
    title = "3b Open casussen per uitvoeringsdienst (alleen intern)"
    sheet = book.sheet(tab, title, lay.UNDER_NAMES[tab], _OPEN_WIDTHS)
    sheet.text(
        2, 0,
        "Dagen tot de uiterste datum, geteld op de peildatum; een getal onder nul is over tijd.",
        "remark",
    )  # fmt: skip
    looks = ("long", "long", "long", "day", *("whole",) * 5)
    sheet.table(_FIRST, lay.OPEN_CASES, lay.OPEN_HEADERS, looks)
    sheet.target.repeat_rows(0, _FIRST)
    sheet.target.freeze_panes(_FIRST + 1, 1)


def _partners(sheet: Sheet, row: int) -> None:
    sheet.text(row, 0, "Deelname per partner (M05-deelname; overleggen en minuten)", "heading")
    looks = ("long", "whole", "minutes", "whole", "minutes", "whole", "minutes")
    sheet.table(row + 1, lay.PARTNERS, lay.PARTNER_HEADERS, looks)


def _notes(book: Book) -> None:
    tab = lay.NOTES_TAB
    sheet = book.sheet(tab, "11 Voetnoten en datakwaliteit", lay.UNDER_NAMES[tab], _NOTE_WIDTHS)
    sheet.blanks(_FIRST, _FIRST + lay.FOOT_ROOM - 1, 0, 0, "note")
    sheet.name_area(lay.NOTES, _FIRST, 0, _FIRST + lay.FOOT_ROOM - 1, 0)


def _defined(book: Book) -> None:
    tab = lay.DEFINED_TAB
    sheet = book.sheet(tab, "11b Definities", lay.UNDER_NAMES[tab], _DEFINED_WIDTHS)
    sheet.table(_FIRST, lay.DEFINED, lay.DEFINED_HEADERS, ("long",) * len(lay.DEFINED_HEADERS))
    sheet.target.repeat_rows(0, _FIRST)
    sheet.target.freeze_panes(_FIRST + 1, 2)


def _helper(book: Book) -> None:
    tab = lay.HELPER_TAB
    sheet = book.sheet(tab, "Cijfers bij de grafieken", lay.UNDER_NAMES[tab], _HELPER_WIDTHS)
    sheet.text(2, 0, "Een leeg vak is verborgen of niet bepaalbaar; het ontbreekt in de grafiek.",
               "remark")  # fmt: skip
    sheet.text(3, 0, "Termijnen op tijd (procent)", "heading")
    sheet.blanks(4, 4, 0, 0, "head")
    sheet.blanks(4, 4, 1, 2, "head_right")
    sheet.blanks(5, 8, 0, 0, "label")
    sheet.blanks(5, 8, 1, 2, "percent")
    sheet.name_area(lay.TIMES_CHART, 4, 0, 8, 2)
    sheet.text(10, 0, "Per kwartaal: aanmeldingen (aantal) en mediaan (dagen)", "heading")
    looks = ("long", "whole", "whole", "whole", "tenth", "tenth")
    sheet.table(11, lay.QUARTERS, lay.QUARTER_HEADERS, looks)
