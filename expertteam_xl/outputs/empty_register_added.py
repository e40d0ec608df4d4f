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
from expertteam_xl.text import listed

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
        cases: what the sheets of Casussen are called in this register.
    """

    package: Package
    sheets: tuple[str, ...]
    left_out: dict[str, str]
    cases: str


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
    called = {table: _called(register, table) for table in register.tables}
    cases = called.get("Casussen", "Casussen")
    if not wanted:
        raise RegisterError(_nothing(register, left_out, cases))
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
        called,
    )
    sheets = tuple(sheet.name for sheet in added.sheets)
    graft(package, to_bytes(added), sheets)
    return Addition(package, sheets, left_out, cases)


def _check_file(register: Register) -> None:
    """Refuse a file to which nothing can be added, or whose name doesn't tell what it is.

    A copy would have the same wrong extension, and Excel opens no such file.

    Raises:
        RegisterError: it is such a file.
    """
    real = _real_suffix(register)
    named = register.path.suffix.lower() if register.path is not None else real
    if named != real:
        rename = f"geef het een naam die op {real} eindigt"
        how = rename if real in MARKABLE else "bewaar het in Excel als .xlsx"
        raise RegisterError(
            f"Aan {register.name} zijn geen bladen toe te voegen, want het is een bestand van de "
            f"soort {real} en heet niet zo; {how} en probeer het opnieuw."
        )
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


def _real_suffix(register: Register) -> str:
    """The extension that goes with what the file is, whatever its name."""
    if register.suffix not in MARKABLE:
        return register.suffix
    package = Package(register.data)
    kind = (package.types.of(package.workbook_part) or "").lower()
    letters = ("t" if "template" in kind else "s") + ("m" if "macroenabled" in kind else "x")
    return {"sx": ".xlsx", "sm": ".xlsm", "tx": ".xltx", "tm": ".xltm"}[letters]


def _called(register: Register, table: str) -> str:
    """What the sheets of a table are called: ``Aanmeldingen 2020 en Aanmeldingen 2021``."""
    return listed(list(dict.fromkeys(block.sheet for block in register.table(table).blocks)))


def _nothing(register: Register, left_out: dict[str, str], cases: str) -> str:
    if not left_out:
        return f"{register.name} heeft alle bladen al; er is geen kopie gemaakt."
    why = why_left_out(left_out, cases)
    return f"Aan {register.name} is niets toe te voegen: {why} Er is geen kopie gemaakt."


def why_left_out(left_out: dict[str, str], cases: str) -> str:
    """Why lists did not come, in a sentence for each: ``Adviezen komt er niet bij …``.

    Args:
        left_out: the tables, to the column that would no longer lead.
        cases: what the sheets of Casussen are called.
    """
    return " ".join(
        f"{table} komt er niet bij, omdat de datums nu op {cases} staan ('{field}'); een leeg "
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
