"""How the forms look: one page of A4 upright, five columns, fields on a light ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from expertteam_xl.forms.fields import LONGEST_CODE, PARTNER_CELLS, Field
from expertteam_xl.kinds import Kind
from expertteam_xl.outputs.declaration_words import ON_MARK
from expertteam_xl.outputs.language import with_language
from expertteam_xl.package.areas import quoted

LAST = 4
"""The last column, from 0 on."""

_MADE = datetime.fromisoformat("2026-01-01")
"""The day that the properties name; a real one would make every build another file."""

_A4 = 9
_WIDTHS = (27.0, 18.0, 15.0, 29.0, 18.0)
_HEIGHT = 18.0
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.6, "bottom": 0.7}
_FOOTER = f"&L&8vertrouwelijk – peildatum {ON_MARK}&R&8pagina &P van &N"
_FIRST_DAY, _LAST_DAY = date(2015, 1, 1), date(2099, 12, 31)
_MOST_PARTNERS = 60
_PARTNERS = "keuze_partners"
_CHOICES = "Keuzelijst"
_DAY = "dd-mm-yyyy"

_DARK, _PALE = "#1F3864", "#D9E2F3"
_BOX = {
    "border": 1,
    "border_color": "#7F7F7F",
    "bg_color": "#FFFDE7",
    "align": "left",
    "valign": "vcenter",
    "num_format": "@",
    "indent": 1,
}
_HEAD = {"bold": True, "bg_color": _PALE, "font_color": _DARK, "border": 1,
         "border_color": "#7F7F7F", "align": "left", "valign": "vcenter", "indent": 1}  # fmt: skip
_SHOWN = {"border": 1, "border_color": "#BFBFBF", "align": "left", "valign": "vcenter", "indent": 1}
_LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "font_color": _DARK},
    "under": {"font_color": "#404040", "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12, "font_color": _DARK, "bottom": 1,
                "bottom_color": _DARK},
    "rule": {"bottom": 1, "bottom_color": _DARK},
    "label": {"valign": "vcenter"},
    "right label": {"valign": "vcenter", "indent": 1},
    "shown": {"valign": "vcenter", "align": "left", "bold": True, "indent": 1},
    "shown day": {"valign": "vcenter", "align": "left", "bold": True, "indent": 1,
                  "num_format": _DAY},
    "text": _BOX,
    "day": {**_BOX, "num_format": _DAY},
    "score": {**_BOX, "num_format": "0.#"},
    "choice": _BOX,
    "text left": {**_BOX, "right": 0},
    "text middle": {**_BOX, "left": 0, "right": 0},
    "text right": {**_BOX, "left": 0},
    "head": _HEAD,
    "cell": _SHOWN,
    "cell day": {**_SHOWN, "num_format": _DAY},
    "note": {"font_color": "#404040", "valign": "top", "align": "left"},
}  # fmt: skip


class FormPage:
    """A form under construction; rows and columns count from 0."""

    def __init__(self, title: str, tab: str) -> None:
        self._memory = BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._memory, {"in_memory": True})
        self._book.set_properties(
            {"title": title, "author": "expertteam_xl", "created": _MADE, "comments": ""}
        )
        self._looks = {name: self._book.add_format(look) for name, look in _LOOKS.items()}
        self._tab = tab
        self._page: Any = self._book.add_worksheet(tab)
        page = self._page
        page.set_portrait()
        page.set_paper(_A4)
        page.fit_to_pages(1, 1)
        page.center_horizontally()
        page.set_margins(**_MARGINS)
        page.set_footer(_FOOTER)
        page.hide_gridlines(2)
        page.set_default_row(_HEIGHT)
        for index, width in enumerate(_WIDTHS):
            page.set_column(index, index, width)
        page.write_string(0, 0, title, self._looks["title"])
        page.set_row(0, 27)

    def text(self, row: int, text: str, look: str = "under", column: int = 0) -> None:
        """A fixed text."""
        self._page.write_string(row, column, text, self._looks[look])

    def heading(self, row: int, text: str) -> None:
        """A heading with a line under it."""
        self.text(row, text, "heading")
        for column in range(1, LAST + 1):
            self._page.write_blank(row, column, None, self._looks["rule"])

    def headers(self, row: int, headers: Sequence[str]) -> None:
        """The headers of rows of fields."""
        for column, header in enumerate(headers):
            self.text(row, header, "head", column)

    def shown(self, row: int, column: int, label: str, name: str, look: str = "shown") -> None:
        """A label with a cell that only shows something."""
        if label:
            self.text(row, label, "right label" if column > 1 else "label", column - 1)
        self._page.write_blank(row, column, None, self._looks[look])
        self.define(name, row, column)

    def field(self, row: int, column: int, label: str, field: Field) -> None:
        """A label with a cell to fill."""
        self.text(row, label, "right label" if column > 1 else "label", column - 1)
        self.cell(row, column, field, label)

    def cell(self, row: int, column: int, field: Field, label: str) -> None:
        """A cell to fill, with its name, and what may be chosen."""
        look = {Kind.DATUM: "day", Kind.SCORE: "score"}.get(field.column.kind, "text")
        self._page.write_blank(row, column, None, self._looks[look])
        self.define(field.name, row, column)
        self._page.data_validation(row, column, row, column, _validation(field, label))

    def wide(self, row: int, label: str, field: Field) -> None:
        """A label with a field over all other columns; the text in it may run on."""
        self.text(row, label, "label")
        self.cell(row, 1, field, label)
        for column, look in ((1, "text left"), (2, "text middle"), (3, "text middle"),
                             (LAST, "text right")):  # fmt: skip
            self._page.write_blank(row, column, None, self._looks[look])

    def define(self, name: str, row: int, column: int) -> None:
        """Gives a cell a name."""
        letter = chr(ord("A") + column)
        self._book.define_name(name, f"={quoted(self._tab)}!${letter}${row + 1}")

    def partners(self) -> None:
        """The sheet with the partners to choose from; out of sight, it holds nothing else."""
        page = self._book.add_worksheet(_CHOICES)
        page.write_string(0, 0, "Partners om uit te kiezen, uit het register")
        page.set_column(0, 0, 50)
        page.hide()
        area = f"{_CHOICES}!$A$2:$A${_MOST_PARTNERS + 1}"
        self._book.define_name(PARTNER_CELLS, f"={area}")
        self._book.define_name(_PARTNERS, f"={_CHOICES}!$A$2:INDEX({area},MAX(1,COUNTA({area})))")

    def to_bytes(self, last_row: int) -> bytes:
        """The finished template; the same bytes at every run."""
        self._page.print_area(0, 0, last_row, LAST)
        self._book.close()
        return with_language(self._memory.getvalue())


def _validation(field: Field, label: str) -> dict[str, Any]:
    """What a cell accepts, as XlsxWriter wants it."""
    column = field.column
    options: dict[str, Any] = {"input_title": label[:32]}
    if column.kind is Kind.DATUM:
        options |= {
            "validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY,
            "input_message": "Een datum, zoals 12-03-2021. Nog niet bekend: leeg laten.",
            "error_title": "Datum", "error_message": "Vul een datum in, zoals 12-03-2021.",
        }  # fmt: skip
    elif column.kind is Kind.JA_NEE:
        options |= _choice(("ja", "nee", "onbekend"))
    elif column.words:
        options |= _choice(tuple(column.words))
    elif column.kind is Kind.SCORE:
        options |= {
            "validate": "decimal", "criteria": "between", "minimum": 1, "maximum": 10,
            "input_message": "Een cijfer van 1 tot en met 10.",
            "error_title": "Cijfer", "error_message": "Vul een cijfer in van 1 tot en met 10.",
        }  # fmt: skip
    elif field.header in _OF_PARTNERS:
        options |= {
            "validate": "list", "source": f"={_PARTNERS}", "error_type": "information",
            "input_message": _OF_PARTNERS[field.header],
            "error_title": "Partner", "error_message": "Deze naam staat niet bij de partners.",
        }  # fmt: skip
    else:
        options |= {
            "validate": "length", "criteria": "<=", "value": LONGEST_CODE,
            "input_message": _SAID.get(field.header, "Een nummer, zoals in het register."),
            "error_title": "Te lang",
            "error_message": f"Hoogstens {LONGEST_CODE} tekens: een nummer of code, geen verhaal.",
        }  # fmt: skip
    return options


_OF_PARTNERS = {
    "Uitvoerende partner(s)": "Kies een partner; meer dan een typt u met een komma ertussen.",
    "Uitvoerder": "De organisatie, geen naam van een persoon.",
}
_SAID = {
    "Leefgebied": "Een code, zoals WONEN; geen verhaal.",
    "Door": "De rol, zoals consulent USD; geen naam.",
    "Reden open doelen": "Een code, geen verhaal.",
}


def _choice(words: Sequence[str]) -> dict[str, Any]:
    shown = f"{', '.join(words[:-1])} of {words[-1]}"
    return {
        "validate": "list",
        "source": list(words),
        "input_message": f"Kies {shown}.",
        "error_title": "Kies uit de lijst",
        "error_message": f"Kies {shown}, of laat de cel leeg.",
    }
