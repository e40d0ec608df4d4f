"""What the formulas of grafted sheets refer to, and what that is called in the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from expertteam_xl.package.book import Package
from expertteam_xl.package.formulas import Referred, rewritten
from expertteam_xl.package.tableparts import TablePart, tables
from expertteam_xl.package.workbook import DefinedName

_BUILT_IN = "_xlnm."


def free(wanted: str, taken: Iterable[str]) -> str:
    """The wanted name, or the same with ``_2``, ``_3`` … when it is taken in any case."""
    known = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in known:
        number += 1
        name = f"{wanted}_{number}"
    return name


@dataclass
class Links:
    """The names that sheets, tables and defined names of a source have in a target.

    Attributes:
        sheets: new name by the old name of every grafted sheet.
        others: what sheets are called that formulas refer to and that are not grafted.
        tables: new name by the old name of every grafted table.
        new_names: names that the target gets, with what they refer to.
        names: name in the target by the old name in lower case; None where it means nothing there.
    """

    source: Package
    target: Package
    sheets: Mapping[str, str]
    others: Mapping[str, str]
    tables: Mapping[str, str] = field(init=False)
    new_names: dict[str, DefinedName] = field(default_factory=dict)
    names: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = list(tables(self.target))
        self._target_sheets = {name.casefold(): name for name in self.target.tabs}
        self._target_tables = {table.name.casefold(): table.name for table in known}
        theirs = [name for name in self.target.workbook.names() if name.sheet is None]
        self._target_names = {name.name.casefold(): name for name in theirs}
        ours = self.source.workbook.names()
        self._defined = {name.name.casefold(): name for name in ours if name.sheet is None}
        self._sheets = {old.casefold(): new for old, new in self.sheets.items()}
        self._others = {old.casefold(): new for old, new in self.others.items()}
        self._locals = _locals(self.source, ours)
        self.tables = self._free_tables(tables(self.source))
        self._tables = {old.casefold(): new for old, new in self.tables.items()}
        for name in self._defined.values():
            self._name(name.name)

    def formula(self, formula: str, sheet: str | None = None) -> str | None:
        """A formula as it reads in the target; None when it refers to what is not there.

        Args:
            formula: as the source has it.
            sheet: old name of the sheet that it stands on; None for none.
        """

        def rename(kind: Referred, name: str) -> str | None:
            if kind == "sheet":
                return self._sheet(name)
            if kind == "table":
                return self._table(name)
            where, _, plain = name.rpartition("!")
            own = self._locals.get((where or sheet or "").casefold(), frozenset())
            return plain if plain.casefold() in own else self._name(plain)

        return rewritten(formula, rename)

    def local_names(self, sheet: str) -> list[tuple[DefinedName, str]]:
        """The names that belong to a sheet, each with what it refers to in the target.

        One that refers to what is not there is left out.
        """
        place = self.source.tabs.index(sheet)
        found = [name for name in self.source.workbook.names() if name.sheet == place]
        formulas = [(name, self.formula(name.formula, sheet)) for name in found]
        return [(name, formula) for name, formula in formulas if formula is not None]

    def lost_names(self, sheet: str) -> list[str]:
        """The names that belong to a sheet and refer to what is not there."""
        place = self.source.tabs.index(sheet)
        found = [name for name in self.source.workbook.names() if name.sheet == place]
        return [name.name for name in found if self.formula(name.formula, sheet) is None]

    def _sheet(self, name: str) -> str | None:
        plain = name.casefold()
        if plain in self._sheets:
            return self._sheets[plain]
        wanted = self._others.get(plain, name)
        return self._target_sheets.get(wanted.casefold())

    def _table(self, name: str) -> str | None:
        plain = name.casefold()
        return self._tables.get(plain) or self._target_tables.get(plain)

    def _name(self, name: str) -> str | None:
        """What a name of the workbook is called in the target; the name itself when undefined."""
        plain = name.casefold()
        if plain not in self._defined or plain.startswith(_BUILT_IN):
            return name
        if plain not in self.names:
            self.names[plain] = name  # a name that leads to itself ends here
            self.names[plain] = self._settle(self._defined[plain])
        return self.names[plain]

    def _settle(self, name: DefinedName) -> str | None:
        """Finds out whether the target has a name already, and gives it the name when not."""
        theirs = self._target_names.get(name.name.casefold())
        formula = self.formula(name.formula)
        if formula is None:
            return None if theirs is None else theirs.name
        if theirs is not None and _same(theirs.formula, formula):
            return theirs.name
        taken = [*self._target_names, *self._target_tables, *self.tables.values(), *self.new_names]
        new = free(name.name, taken)
        if new != name.name:
            self.names[name.name.casefold()] = new
            formula = self.formula(name.formula) or formula
        self.new_names[new] = DefinedName(new, formula, None, name.hidden)
        return new

    def _free_tables(self, found: Iterable[TablePart]) -> dict[str, str]:
        taken: list[str] = [*self._target_tables, *self._target_names]
        new: dict[str, str] = {}
        for table in found:
            if table.sheet in self.sheets:
                new[table.name] = free(table.name, taken)
                taken.append(new[table.name])
        return new


def _locals(source: Package, names: Sequence[DefinedName]) -> dict[str, frozenset[str]]:
    """Names that belong to one sheet, by that sheet; all in lower case."""
    return {
        sheet.casefold(): frozenset(n.name.casefold() for n in names if n.sheet == place)
        for place, sheet in enumerate(source.tabs)
    }


def _same(one: str, other: str) -> bool:
    """Whether two formulas say the same, with or without quotes round sheets."""
    plain = [text.strip().removeprefix("=").replace("'", "").casefold() for text in (one, other)]
    return plain[0] == plain[1]
