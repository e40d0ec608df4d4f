"""The sheets that a register lacks, added to a copy of it in which nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expertteam_xl.errors import RegisterError
from expertteam_xl.formats import MARKABLE
from expertteam_xl.outputs.empty_register import assembled, empty_register
from expertteam_xl.outputs.empty_register_model import LAST_ROW
from expertteam_xl.outputs.empty_register_places import Site
from expertteam_xl.outputs.empty_register_writer import to_bytes
from expertteam_xl.package.areas import quoted
from expertteam_xl.package.book import Package
from expertteam_xl.package.graft import graft
from expertteam_xl.schema import SUPPORT_SHEETS, tables

if TYPE_CHECKING:
    from expertteam_xl.register.model import Register

_SESSIONS = {"Overleggen": "Besprekingen", "Besprekingen": "Overleggen"}
_DATES = {
    "Overleggen": "Overlegdatum",
    "Besprekingen": "Overlegdatum",
    "Adviezen": "Besluit verzonden op",
    "Afsluitingen": "Afgesloten op",
}
"""Tables of which a date may stand on Casussen instead, and which date that is."""


@dataclass(frozen=True)
class Addition:
    """A register with the sheets that it lacked.

    Attributes:
        package: the workbook, with the sheets in it.
        sheets: names of the tabs that were added, in order.
        left_out: tables that it lacks and did not get, to the column of Casussen that would no
            longer lead if it had.
    """

    package: Package
    sheets: tuple[str, ...]
    left_out: dict[str, str]


def with_missing_sheets(register: Register) -> Addition:
    """Add every list that a register lacks, and the pages that serve them.

    A list that would take the lead from dates on Casussen while it is empty is left out: the check
    would find faults in a register that had none.

    Raises:
        RegisterError: nothing is lacking, or nothing can be added to such a file.
    """
    _check_file(register)
    lacking = [table for table in tables() if table not in register.tables]
    left_out = {table: _DATES[table] for table in lacking if _would_lead(register, table)}
    wanted = [table for table in lacking if table not in left_out]
    if not wanted:
        raise RegisterError(_nothing(register, left_out))
    package = Package(register.data)
    support = _support(package)
    taken: list[str] = []
    names = {}
    for name in (*wanted, *support):
        names[name] = package.free_name(name, taken)
        taken.append(names[name])
    added = assembled(
        {table: names[table] for table in wanted},
        {kind: names[kind] for kind in support},
        dict(_sites(register)),
    )
    sheets = tuple(sheet.name for sheet in added.sheets)
    graft(package, to_bytes(added), sheets)
    return Addition(package, sheets, left_out)


def _check_file(register: Register) -> None:
    if register.suffix not in MARKABLE:
        raise RegisterError(
            f"Aan {register.name} zijn geen bladen toe te voegen, want het is een bestand van de "
            f"soort {register.suffix}; bewaar het in Excel als .xlsx en probeer het opnieuw."
        )
    if register.signed:
        raise RegisterError(
            f"Aan {register.name} zijn geen bladen toe te voegen, want het is digitaal ondertekend "
            "en de handtekening zou vervallen; bewaar het in Excel zonder handtekening."
        )


def _nothing(register: Register, left_out: dict[str, str]) -> str:
    if not left_out:
        return f"{register.name} heeft alle bladen al; er is geen kopie gemaakt."
    return (
        f"Aan {register.name} is niets toe te voegen: {why_left_out(left_out)} Er is geen kopie "
        "gemaakt."
    )


def why_left_out(left_out: dict[str, str]) -> str:
    """Why lists did not come, in a sentence for each: ``Adviezen komt er niet bij …``."""
    return " ".join(
        f"{table} komt er niet bij, omdat de datums nu op Casussen staan ('{field}'); een leeg "
        "blad zou die tegenspreken."
        for table, field in left_out.items()
    )


def _would_lead(register: Register, table: str) -> bool:
    """Whether an empty list of a table would overrule dates that stand on Casussen."""
    field = _DATES.get(table)
    if field is None or not register.has(f"Casussen.{field}"):
        return False
    if table in _SESSIONS:
        return len(register.table(_SESSIONS[table])) > 0
    return not register.minimal


def _support(package: Package) -> list[str]:
    """The pages that a workbook does not have yet, or of which a name is lost."""
    known = {name.name.casefold() for name in package.workbook.names()}
    there = {kind for kind, sheet in _own_pages(package)}
    names = empty_register().names
    needed = {
        kind: {
            name.name.casefold()
            for name in names
            if name.formula.startswith(f"={quoted(kind)}!") and not name.name.startswith("Rijen_")
        }
        for kind in SUPPORT_SHEETS
    }
    return [kind for kind in SUPPORT_SHEETS if kind not in there or not needed[kind] <= known]


def _own_pages(package: Package) -> Iterator[tuple[str, str]]:
    """The pages of ours in a workbook: which one, and the name of its tab."""
    for sheet in package.worksheets:
        for kind, title in SUPPORT_SHEETS.items():
            if sheet.startswith(kind) and _first_cell(package, sheet) == title:
                yield kind, sheet


def _first_cell(package: Package, sheet: str) -> str | float | None:
    return dict(package.rows(sheet)).get(1, {}).get(1)


def _sites(register: Register) -> Iterator[tuple[str, Site]]:
    """The lists that the register has, as far as they are one list on a sheet of its own."""
    sheets = [block.sheet for block in register.blocks]
    for name, table in register.tables.items():
        if len(table.blocks) == 1 and sheets.count(table.blocks[0].sheet) == 1:
            block = table.blocks[0]
            columns = {
                column.header: block.columns[column.header]
                for column in table.spec.columns
                if column.header in block.columns
            }
            first = block.header_row + 1
            yield name, Site(block.sheet, first, first + LAST_ROW - 2, columns)
