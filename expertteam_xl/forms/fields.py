"""The fields of the two forms: which column of the register each is, and its defined name.

A form is recognised, filled and read by these names alone, so that a region may give it another
look and another order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from expertteam_xl.schema import Column, tables

GOALS, AGREEMENTS = 6, 8
"""Rows for goals and agreements on the form."""

SHOWN_GOALS = 10
"""Rows for goals that the closing form shows."""

LONGEST_CODE, LONGEST_TEXT = 40, 120
"""Characters that a code, and a list of partners, may have."""

PARTNER_CELLS = "keuze_partners_cellen"
"""Name of the cells that the drop-down of partners is read from."""

_NOT_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell to fill.

    Attributes:
        name: its defined name.
        table: the table of the register that it belongs to.
        header: the column of that table.
        required: whether the form can't do without it.
    """

    name: str
    table: str
    header: str
    required: bool = False

    @property
    def column(self) -> Column:
        """The definition of its column."""
        return tables()[self.table].by_header[self.header]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of goals or agreements on a form.

    Attributes:
        number: which one, from 1 on.
        table: the table of the register that it becomes a row of.
        fields: its cells, the one with its number first.
    """

    number: int
    table: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class FormSpec:
    """A form.

    Attributes:
        kind: ``advies`` or ``afsluiting``.
        template: the workbook that it is made from.
        table: the table of the register that it becomes a row of.
        fields: its single cells.
        lines: its rows of goals and agreements.
        shown: names of cells that only show something.
    """

    kind: str
    template: str
    table: str
    fields: tuple[Field, ...]
    lines: tuple[Line, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The name by which a workbook is recognised as this form."""
        return f"{self.kind}_casusnummer"

    @cached_property
    def by_header(self) -> dict[str, Field]:
        """The single cells by the header of their column."""
        return {field.header: field for field in self.fields}

    def every_field(self) -> Iterator[Field]:
        """All cells to fill."""
        yield from self.fields
        for line in self.lines:
            yield from line.fields


def slug(header: str) -> str:
    """A header as a part of a defined name, such as ``aan_ouders_jeugdige_op``."""
    plain = unicodedata.normalize("NFKD", header.replace("(s)", "s")).encode("ascii", "ignore")
    return _NOT_NAME.sub("_", plain.decode().lower()).strip("_")


def _fields(kind: str, table: str) -> tuple[Field, ...]:
    return tuple(
        Field(f"{kind}_{slug(column.header)}", table, column.header, column.required)
        for column in tables()[table].columns
        if column.privacy in ("K0", "K1")
    )


def _lines(kind: str, table: str, headers: tuple[str, ...], count: int) -> Iterator[Line]:
    known = tables()[table].by_header
    for number in range(1, count + 1):
        fields = tuple(
            Field(f"{kind}_{number}_{slug(header)}", table, header, known[header].required)
            for header in headers
        )
        yield Line(number, table, fields)


GOAL_HEADERS = ("Doelnummer", "Type", "Termijn", "Leefgebied", "Resultaat")
AGREEMENT_HEADERS = ("Nr", "Type", "Termijn", "Uitvoerder", "Gereed op")

ADVICE = FormSpec(
    "advies",
    "advies.xlsx",
    "Adviezen",
    _fields("advies", "Adviezen"),
    (
        *_lines("doel", "Doelen", GOAL_HEADERS, GOALS),
        *_lines("afspraak", "Afspraken", AGREEMENT_HEADERS, AGREEMENTS),
    ),
    ("toon_werkstroom", "toon_overlegdatum", "toon_bekend", "toon_nog_bekend"),
)
CLOSING = FormSpec(
    "afsluiting",
    "afsluitformulier.xlsx",
    "Afsluitingen",
    _fields("afsluiting", "Afsluitingen"),
    (),
    ("toon_werkstroom", "toon_status", "toon_adviezen", "toon_open_doelen", "toon_meer_doelen"),
)
FORMS = {form.kind: form for form in (ADVICE, CLOSING)}
"""The forms by kind."""

SHOWN_HEADERS = ("Doelnummer", "Type", "Termijn", "Resultaat", "Behaald op")
"""What the closing form shows of a goal."""


def shown_goal(number: int, header: str) -> str:
    """Name of a cell that shows something of a goal."""
    return f"toon_doel_{number}_{slug(header)}"
