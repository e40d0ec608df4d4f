"""Makes the repaired register: its cells, the sheet *Herstel*, and what is read from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

from expertteam_xl.errors import RegisterError
from expertteam_xl.outputs.repairs import write_log
from expertteam_xl.package.areas import Cell
from expertteam_xl.package.book import Package
from expertteam_xl.package.edits import CellEdit, edit_cells
from expertteam_xl.register import opened, read_register
from expertteam_xl.register.model import Register
from expertteam_xl.repairs.choices import Choices
from expertteam_xl.repairs.model import Repair
from expertteam_xl.repairs.search import find_repairs
from expertteam_xl.text import count

_SIGNED = (
    "{name} is ondertekend, dus --herstel kan hier niets doen: bewaar het register eerst zonder "
    "handtekening, of controleer het zonder --herstel."
)
_OTHER_FORMAT = (
    "{name} is een {suffix}-bestand, dus --herstel kan hier niets doen: bewaar het register in "
    "Excel als .xlsx, of controleer het zonder --herstel."
)
_NOTHING = "Er was niets te herstellen."


@dataclass(frozen=True)
class Repaired:
    """A register after its repairs.

    Attributes:
        register: what is read from the repaired copy; the same one when nothing was repaired.
        repairs: what was repaired, in the order of the workbook.
    """

    register: Register
    repairs: tuple[Repair, ...]


def repair(register: Register, *, day: date, profile: str | Path | None = None) -> Repaired:
    """Repairs what has one sure answer, in memory; the register's own file is not touched.

    Args:
        register: what `read_register` gave.
        day: the day of the repairs, for the log.
        profile: the profile it was read with; not given: the one beside the register, when it
            was read with that.

    Raises:
        RegisterError: it is signed, or of a format that is read but not written, or damaged.
    """
    if not register.markable:
        sentence = _SIGNED if register.signed else _OTHER_FORMAT
        raise RegisterError(sentence.format(name=register.name, suffix=register.suffix.lower()))
    workbook, _ = opened(register.data, config=register.settings)
    package = Package(register.data)
    choices = Choices(package, workbook)
    found = [each for each in find_repairs(register, workbook) if not _is_offered(each, choices)]
    repairs = _applied(package, found)
    if not repairs:
        return Repaired(_told(register, register.notices, _NOTHING), ())
    name = write_log(package, repairs, day)
    memory = BytesIO()
    package.save(memory)
    again = read_register(
        memory.getvalue(), profile=_profile(register, profile), config=register.settings
    )
    cells = count(len(repairs), "cel is hersteld", "cellen zijn hersteld")
    known = replace(
        again,
        name=register.name,
        path=register.path,
        suffix=register.suffix,
        password=register.password,
    )
    told = f"{cells} in de kopie; zie het blad {name}."
    return Repaired(_told(known, register.notices, told), repairs)


def _told(register: Register, notices: Sequence[str], sentence: str) -> Register:
    return replace(register, notices=(*notices, sentence))


def _is_offered(each: Repair, choices: Choices) -> bool:
    """Whether a word is one of the office's own drop-down list, which then has to change first."""
    word = isinstance(each.edit.value, str)
    return word and choices.offers(each.sheet, each.row, each.column, each.before)


def _applied(package: Package, repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs that could be made: not in a formula, and not where a sheet is too odd."""
    edits: dict[str, dict[Cell, CellEdit]] = defaultdict(dict)
    for each in repairs:
        edits[each.sheet][each.row, each.column] = each.edit
    done = edit_cells(package, edits)
    return tuple(r for r in repairs if (r.row, r.column) in done.get(r.sheet, ()))


def _profile(register: Register, given: str | Path | None) -> str | Path | None:
    """The profile to read the copy with: a copy in memory has none beside it."""
    from expertteam_xl.profile.read import profile_beside

    if given is not None or register.profile is None or register.path is None:
        return given
    return profile_beside(register.path)
