"""Cells with an error in formats where R08 is not tested: each rule tells itself what it missed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from expertteam_xl.formats import BINARY
from expertteam_xl.register.model import Register, Table
from expertteam_xl.register.references import address
from expertteam_xl.rules.catalogue.rule import Rule
from expertteam_xl.rules.catalogue.shape import R08
from expertteam_xl.text import listed

_SHOWN = 5


def error_remark(rule: Rule, register: Register) -> str | None:
    """What a rule should say of the errors in the cells it needs; None when there are none.

    A cell with an error is never a blank one, so that nothing counts as *not happened* because of
    it. In an .xlsx R08 names these cells; in .xls and .xlsb, where R08 is not tested, the rule
    itself does.
    """
    if register.suffix not in BINARY:
        return None
    needs = (*rule.needs, *rule.needs_minimal)
    cells = error_cells(register, {place for alternative in needs for place in alternative})
    if not cells:
        return None
    one = len(cells) == 1
    return (
        f"de foutwaarde{'' if one else 'n'} in {_named(cells)} {'telt' if one else 'tellen'} niet "
        "als 'niet ingevuld' of 'niet gebeurd'"
    )


def seen_errors(register: Register) -> str | None:
    """Which cells of the register hold an error, as a Dutch sentence part; None without any."""
    cells = error_cells(register)
    if not cells:
        return None
    what = "is een foutwaarde" if len(cells) == 1 else "zijn foutwaarden"
    return f"wel {what} gezien in {_named(cells)}"


def error_cells(register: Register, places: Collection[str] | None = None) -> list[str]:
    """Addresses of the cells that hold an error, in the order of the tables.

    Args:
        register: the register.
        places: fields (``Table.Field``) to look at; all of them when not given.
    """
    return [
        cell
        for table in register.tables.values()
        for field in table.problems
        if places is None or f"{table.name}.{field}" in places
        for cell in _cells(table, field)
    ]


def _cells(table: Table, field: str) -> Iterator[str]:
    for row, problem in sorted(table.problems[field].items()):
        column = table.column_of(row, field)
        if problem.rule == R08.code and column is not None:
            sheet = table.blocks[table.block_of[row]].sheet
            yield f"{sheet}!{address(int(table.excel_rows[row]), column)}"


def _named(cells: list[str]) -> str:
    if len(cells) <= _SHOWN:
        return listed(cells)
    return f"{', '.join(cells[:_SHOWN])} en nog {len(cells) - _SHOWN}"
