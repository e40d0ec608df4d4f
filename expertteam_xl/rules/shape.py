"""The shape of the register: columns, what can't be read and what is hidden (R01–R03, R08–R10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from expertteam_xl.checks import Hit, Place, Result, implements
from expertteam_xl.clues import forbidden_header
from expertteam_xl.findings import Severity
from expertteam_xl.formats import BINARY
from expertteam_xl.register.cells import Problem
from expertteam_xl.register.cells.describe import NO_STORED_VALUE
from expertteam_xl.register.model import Block
from expertteam_xl.register.references import column_letters as letters
from expertteam_xl.rules.catalogue.shape import R01, R02, R03, R08, R09, R10
from expertteam_xl.rules.cellerrors import seen_errors
from expertteam_xl.rules.context import Context
from expertteam_xl.schema import Column, tables
from expertteam_xl.text import count, listed

_IDENTIFYING = "K2"
"""Privacy of a column of which nothing may be repeated in a message."""

_SAVE_ANEW = "bij een .xls of .xlsb wordt dat niet getoetst; bewaar het register als .xlsx"


@implements(R01)
def required_columns(context: Context) -> Result:
    """R01: every list has its required columns; a proposal that nobody confirmed does not count."""
    hits = [
        Hit(
            _missing_text(block, column),
            Severity.FOUT,
            block.table,
            fields=(column.header,),
            place=Place(block.sheet, block.header_row, block.first_column),
        )
        for block in context.register.blocks
        for column in tables()[block.table].required
        if column.header not in block.columns
    ]
    return Result(hits)


def _missing_text(block: Block, column: Column) -> str:
    text = f"De verplichte kolom '{column.header}' ontbreekt in deze lijst ({block.table})."
    if proposal := block.proposals.get(column.header):
        return (
            f"{text} Kolom {letters(proposal.column)} ('{proposal.text}') lijkt erop; is dat de "
            f"kolom, geef haar dan de kop '{column.header}', of bevestig haar met de opdracht "
            "profiel."
        )
    known = listed([f"'{name}'" for name in (column.header, *column.aliases[:3])], "of")
    return (
        f"{text} Voeg haar toe, geef een bestaande kolom de kop {known}, of wijs haar aan met de "
        "opdracht profiel."
    )


@implements(R02)
def one_column_a_field(context: Context) -> Result:
    """R02: no two columns mean the same field."""
    hits = [
        Hit(
            f"Deze kolom ('{header.text}') en kolom {letters(block.columns[header.field])} zijn "
            f"allebei '{header.field}'; alleen die tweede is gelezen. Geef een van beide een "
            "andere kop, of voeg ze samen.",
            Severity.FOUT,
            block.table,
            fields=(header.field,),
            place=Place(block.sheet, header.row or block.header_row, header.column),
        )
        for block in context.register.blocks
        for header in block.duplicates
        if header.field is not None and header.field in block.columns
    ]
    return Result(hits)


@implements(R03)
def readable(context: Context) -> Result:
    """R03: every cell can be read as what its column holds."""
    return Result(list(_problem_hits(context, R03.code)))


@implements(R08)
def calculated(context: Context) -> Result:
    """R08: no formula lacks its stored value or has an error for one."""
    if context.register.suffix in BINARY:
        seen = seen_errors(context.register)
        return Result(not_testable=f"{_SAVE_ANEW}; {seen}" if seen else _SAVE_ANEW)
    return Result(list(_problem_hits(context, R08.code)))


def _problem_hits(context: Context, rule: str) -> Iterator[Hit]:
    for table in context.register.tables.values():
        for field, problems in table.problems.items():
            identifying = table.spec.by_header[field].privacy == _IDENTIFYING
            for row, problem in problems.items():
                if problem.rule == rule:
                    text = _problem_text(problem, identifying=identifying)
                    yield Hit(text, Severity.FOUT, table.name, int(row), (field,))


def _problem_text(problem: Problem, *, identifying: bool) -> str:
    """What stands in a cell and what should; of an identifying column only the latter."""
    hint = "" if identifying else problem.hint
    advice = f" {hint[0].upper()}{hint[1:].rstrip('.')}." if hint else ""
    what = f"Hier staat {_found(problem)}"
    if identifying and problem.rule == R03.code:
        what = "Deze waarde is niet te lezen"
    return f"{what}; verwacht wordt {problem.expected}.{advice} Verbeter {{cel}}."


def _found(problem: Problem) -> str:
    """What stands in the cell, as it fits in a sentence."""
    if problem.found == NO_STORED_VALUE:
        return f"een {NO_STORED_VALUE}"
    return f"de foutwaarde {problem.found}" if problem.found.startswith("#") else problem.found


@implements(R09)
def unknown_columns(context: Context) -> Result:
    """R09: a column that is no field of ours is kept and not read."""
    hits = [
        Hit(
            _unknown_text(header.text, header.field),
            Severity.INFO,
            place=Place(block.sheet, header.row or block.header_row, header.column),
        )
        for block in context.register.blocks
        for header in block.headers
        if (header.field is None and header.how != "profiel") or header.how == "lijkt_op"
    ]
    return Result(hits)


def _unknown_text(header: str, proposal: str | None) -> str:
    if not header:
        return "Deze kolom heeft geen kop; zij blijft staan en wordt niet gelezen."
    if forbidden_header(header):
        return f"De kolom '{header}' is geen kolom van het register en wordt niet gelezen; zie P01."
    text = f"De kolom '{header}' is niet bekend; zij blijft staan en wordt niet gelezen."
    if proposal:
        return f"{text} Bedoelde u '{proposal}'? Bevestig dat dan met de opdracht profiel."
    return text


_COUNTED_SHEET = "Dit blad is verborgen, en gewoon meegeteld."
_OTHER_SHEET = (
    "Dit blad is verborgen en bevat gegevens. Gaat het bestand naar anderen, dan gaat het mee."
)


@implements(R10)
def hidden_data(context: Context) -> Result:
    """R10: hidden rows, columns and sheets with data are read all the same, and told.

    Rows, or columns, that are hidden together are one finding; so are all rows behind a filter.
    """
    if context.register.suffix in BINARY:
        return Result(not_testable=_SAVE_ANEW)
    hits = [hit for block in context.register.blocks for hit in _hidden_in(block)]
    ours = {block.sheet for block in context.register.blocks}
    hits += [
        _hidden_hit(
            _COUNTED_SHEET if sheet.name in ours else _OTHER_SHEET,
            sheet.name,
            sheet.row,
            sheet.column,
        )
        for sheet in context.register.hidden_sheets
    ]
    return Result(hits)


def _hidden_in(block: Block) -> Iterator[Hit]:
    rows, columns = (
        np.array(block.hidden_rows, dtype=int),
        np.array(block.hidden_columns, dtype=int),
    )
    if block.filtered and len(rows):
        number = count(len(rows), "rij", "rijen")
        text = f"Door een filter {_is_are(len(rows))} {number} verborgen, en gewoon meegeteld."
        yield _hidden_hit(text, block.sheet, int(rows[0]), block.first_column)
    elif len(rows):
        for first, last in _runs(rows, np.searchsorted(block.rows, rows)):
            text = (
                f"{_span('Rij', 'De rijen', str(first), str(last))} verborgen, en gewoon meegeteld."
            )
            yield _hidden_hit(text, block.sheet, first, block.first_column)
    for first, last in _runs(columns, columns):
        span = _span("Kolom", "De kolommen", letters(first), letters(last))
        text = f"{span} verborgen, en gewoon meegeteld."
        yield _hidden_hit(text, block.sheet, block.header_row, first)


def _hidden_hit(text: str, sheet: str, row: int, column: int) -> Hit:
    return Hit(text, Severity.INFO, place=Place(sheet, row, column))


def _is_are(number: int) -> str:
    return "is" if number == 1 else "zijn"


def _span(one: str, many: str, first: str, last: str) -> str:
    if first == last:
        return f"{one} {first} is"
    return f"{many} {first} tot en met {last} zijn"


def _runs(numbers: np.ndarray, order: np.ndarray) -> Iterable[tuple[int, int]]:
    """First and last number of each stretch whose order goes up by one."""
    if not len(numbers):
        return
    breaks = np.flatnonzero(np.diff(order) != 1) + 1
    for run in np.split(numbers, breaks):
        yield int(run[0]), int(run[-1])
