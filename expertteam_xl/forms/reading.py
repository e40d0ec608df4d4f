"""A filled form read back: its values by field, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expertteam_xl.clues import clues, may_hold_clues
from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import MARKABLE
from expertteam_xl.forms.fields import FORMS, LONGEST_CODE, LONGEST_TEXT, Field, FormSpec, Line
from expertteam_xl.kinds import Kind
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError, TemplateError
from expertteam_xl.package.namedcells import cell_of
from expertteam_xl.register.cells import read_cell
from expertteam_xl.register.raw import CellValue, RawWorkbook
from expertteam_xl.register.references import address
from expertteam_xl.register.workbook import open_workbook
from expertteam_xl.schema import Column, TableSpec, tables
from expertteam_xl.text import fold, listed, tidy

_NO_FORM = (
    "{name} is geen formulier van dit programma (de namen van de vakken ontbreken); maak een "
    "formulier met de opdracht formulier en vul dat in."
)
_OTHER_FORMAT = "{name} is een {suffix}; open het formulier in Excel en bewaar het als .xlsx."
_FORMULA = frozenset("=+@")
"""With these Excel takes a text that is pasted for a formula."""

_MANY_WORDS = 12


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a field can't be used.

    Attributes:
        sheet, cell: where it stands in the form; empty for a field that is not there.
        field: the header of its column.
        text: what is wrong and what to do, in Dutch, without what was typed.
    """

    sheet: str
    cell: str
    field: str
    text: str

    @property
    def sentence(self) -> str:
        """Where, what, and what to do."""
        where = f"{self.sheet}!{self.cell} ({self.field})" if self.cell else self.field
        return f"{where}: {self.text}"


@dataclass(frozen=True)
class FilledLine:
    """A row of goals or agreements that is filled in, by header."""

    line: Line
    values: Mapping[str, Any]


@dataclass(frozen=True)
class FilledForm:
    """A form as it was read.

    Attributes:
        name: of its file.
        form: which form it is.
        values: header to value of its single cells; blank is None.
        lines: its rows of goals and agreements that are filled in.
        problems: what can't be used.
        places: defined name to sheet and address, for messages.
        numbers: every number of an advice, goal or agreement on it, also those only proposed.
    """

    name: str
    form: FormSpec
    values: Mapping[str, Any]
    lines: tuple[FilledLine, ...]
    problems: tuple[FieldProblem, ...]
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()

    def problem(self, about: Field, text: str) -> FieldProblem:
        """Something that is wrong with a field."""
        sheet, cell = self.places.get(about.name, ("", ""))
        return FieldProblem(sheet, cell, about.header, text)


def read_form(
    path: Path, password: str | None = None, specs: Mapping[str, TableSpec] | None = None
) -> FilledForm:
    """Read a filled form.

    Args:
        path: the form.
        password: what may open a protected one.
        specs: the tables as a profile confirmed them; not given: the standard ones.

    Raises:
        RegisterError: it can't be read, or is no form; one sentence.
    """
    raw = open_workbook(path, password=password)
    if raw.suffix not in MARKABLE:
        raise RegisterError(_OTHER_FORMAT.format(name=raw.name, suffix=raw.suffix))
    try:
        package = Package(raw.data)
        names = {name.name.casefold() for name in package.workbook.names()}
    except PackageError:
        raise RegisterError(_NO_FORM.format(name=raw.name)) from None
    form = next((each for each in FORMS.values() if each.mark in names), None)
    if form is None:
        raise RegisterError(_NO_FORM.format(name=raw.name))
    return _Reader(raw, package, form, {**tables(), **(specs or {})}, names).read()


class _Reader:
    """Reads one form."""

    def __init__(
        self,
        raw: RawWorkbook,
        package: Package,
        form: FormSpec,
        specs: Mapping[str, TableSpec],
        names: set[str],
    ) -> None:
        self._raw, self._package, self._form, self._specs = raw, package, form, specs
        self._names = names
        self._sheets = {sheet.name: sheet for sheet in raw.sheets}
        self._places: dict[str, tuple[str, str]] = {}
        self._problems: list[FieldProblem] = []
        self._proposed: list[str] = []

    def read(self) -> FilledForm:
        """All its fields."""
        values = {each.header: self._value(each) for each in self._form.fields}
        for each in self._form.fields:
            if each.required and values[each.header] is None:
                self._miss(each)
        if (number := values.get("Adviesnummer")) is not None:
            self._proposed.append(str(number))
        lines = [line for each in self._form.lines if (line := self._line(each)) is not None]
        self._refuse_twice(lines)
        return FilledForm(
            self._raw.name,
            self._form,
            values,
            tuple(lines),
            tuple(self._problems),
            self._places,
            tuple(self._proposed),
        )

    def _line(self, line: Line) -> FilledLine | None:
        """A row of the form; None when nothing but its proposed number stands in it."""
        if not any(each.name.casefold() in self._names for each in line.fields):
            return None
        before = len(self._problems)
        values = {each.header: self._value(each) for each in line.fields}
        self._proposed += [str(n) for n in [values[line.fields[0].header]] if n is not None]
        begun = any(values[each.header] is not None for each in line.fields[1:])
        if not begun and len(self._problems) == before:
            return None
        for each in line.fields:
            if each.required and values[each.header] is None:
                self._miss(each)
        return FilledLine(line, values)

    def _refuse_twice(self, lines: list[FilledLine]) -> None:
        """A number that two rows of the form have."""
        seen: set[tuple[str, str]] = set()
        for line in lines:
            first = line.line.fields[0]
            number = line.values[first.header]
            if number is None:
                continue
            key = (line.line.table, fold(number))
            if key in seen:
                self._add(first, "dit nummer staat twee keer op het formulier; geef elke rij een "
                          "eigen nummer.")  # fmt: skip
            seen.add(key)

    def _miss(self, each: Field) -> None:
        """A required field that is blank, where nothing else was said of it."""
        place = self._places.get(each.name)
        if place and not any((p.sheet, p.cell) == place for p in self._problems):
            self._add(each, "dit is nog leeg; vul het in.")

    def _add(self, each: Field, text: str) -> None:
        sheet, cell = self._places.get(each.name, ("", ""))
        self._problems.append(FieldProblem(sheet, cell, each.header, text))

    def _value(self, each: Field) -> Any:
        """What a field holds as its type; None when it is blank or can't be used."""
        place = self._place(each)
        if place is None:
            return None
        column = self._specs[each.table].by_header[each.header]
        raw = self._raw_value(*place)
        if column.confirmed and isinstance(raw, str):
            raw = column.meant(raw)
        value, problem = read_cell(
            column.kind, raw, allowed=column.spellings or None, date1904=self._raw.date1904
        )
        if problem is not None:
            hint = f"; {problem.hint}" if problem.hint else ""
            self._add(each, f"hier staat {problem.found}, en verwacht is {problem.expected}{hint}.")
            return None
        text = None if value is None else _refusal(column, value)
        if text:
            self._add(each, text)
            return None
        return tidy(value) if isinstance(value, str) else value

    def _place(self, each: Field) -> tuple[str, int, int] | None:
        """Sheet, row and column of a field; None where the form lacks it, which is told."""
        if each.name.casefold() not in self._names:
            if each.required:
                self._add(each, f"het vak '{each.name}' ontbreekt op dit formulier; neem het "
                          "formulier opnieuw.")  # fmt: skip
            return None
        try:
            sheet, (row, column) = cell_of(self._package, each.name)
        except TemplateError:
            self._add(
                each, f"de naam '{each.name}' wijst niet naar één vak; neem het formulier opnieuw."
            )
            return None
        self._places[each.name] = sheet, address(row, column)
        return sheet, row, column

    def _raw_value(self, name: str, row: int, column: int) -> CellValue:
        sheet = self._sheets.get(name)
        if sheet is None:
            return None
        i, j = row - sheet.top, column - sheet.left
        if not (0 <= j < len(sheet.columns) and 0 <= i < len(sheet.columns[j])):
            return None
        return sheet.columns[j][i]


def _refusal(column: Column, value: Any) -> str | None:
    """Why a value of the right type still can't be used; None when it can."""
    if column.words and column.kind is Kind.CODE and value not in column.words:
        words = list(column.words)[:_MANY_WORDS]
        return f"dit is geen bekende keuze; kies {listed(words, 'of')}."
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _out_of_bounds(column, value)
    return _refused_text(column, value) if isinstance(value, str) else None


def _out_of_bounds(column: Column, value: float) -> str | None:
    low, high = column.low, column.high
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    return f"dit valt buiten wat kan; vul een getal in van {low:g} tot en met {high:g}."


def _refused_text(column: Column, value: str) -> str | None:
    """Why a text can't be used: it is a story, personal data, or could become a formula."""
    longest = LONGEST_TEXT if column.privacy == "K0" else LONGEST_CODE
    if len(value) > longest:
        return (
            f"dit is een tekst van {len(value)} tekens; houd het bij hoogstens {longest}, zonder "
            "verhaal."
        )
    if value[:1] in _FORMULA:
        return f"dit begint met '{value[0]}', en dan leest Excel een formule; haal dat teken weg."
    found = next((clue for clue, _ in clues(value)), None) if may_hold_clues(value) else None
    return f"hier lijkt {found.value} te staan; laat dat weg." if found else None
