"""From a file that was brought to a report: the work behind the page of a register."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from expertteam_xl.errors import PasswordError, RegisterError
from expertteam_xl.web.dossier import Dossier
from expertteam_xl.web.tasks import Task

if TYPE_CHECKING:
    from expertteam_xl.profile.model import Profile
    from expertteam_xl.register.model import Block, Register
    from expertteam_xl.register.raw import RawWorkbook

STEPS = ("Register openen", "Lijsten herkennen", "Regels toetsen", "Resultaat schrijven")
MADE_BEFORE = (
    "Het register is opnieuw gelezen. Wat u daarvoor maakte, kan nu anders zijn en staat er niet "
    "meer; maak het opnieuw."
)


def begin(dossier: Dossier) -> None:
    """Read and check the register, or find that something must be asked first.

    Raises:
        RegisterError: it is protected in a way that no password opens here.
    """
    dossier.failure = ""
    if dossier.locked or is_locked(dossier):
        dossier.locked = True
        return
    dossier.begin("Het register wordt gecontroleerd", STEPS, lambda task: _check(dossier, task))


def is_locked(dossier: Dossier) -> bool:
    """Whether the register asks for another password than the one that is known.

    Raises:
        RegisterError: it is protected in a way that no password opens here.
    """
    from expertteam_xl.protection.opening import opens

    data = dossier.brought.register.read_bytes()
    return not opens(dossier.name, data, dossier.password)


def unlock(dossier: Dossier, password: str) -> None:
    """Try a password; a good one is kept in memory.

    Raises:
        RegisterError: nothing was typed, or it does not open the register.
    """
    if not password:
        raise PasswordError("Er is geen wachtwoord getypt.")
    dossier.password = password
    if is_locked(dossier):
        dossier.password = None
        raise PasswordError("Dit wachtwoord klopt niet; let op hoofdletters.")
    dossier.locked = False


def _check(dossier: Dossier, task: Task) -> None:
    from expertteam_xl.checks import check
    from expertteam_xl.commands import controleer
    from expertteam_xl.commands.earlier import EarlierResults

    register = _read(dossier, task)
    if register is None:
        return
    brought = dossier.brought
    task("Regels toetsen")
    earlier = EarlierResults(brought.register, brought.results, dossier.password)
    report = check(register, on=dossier.on, previous=earlier)
    task("Resultaat schrijven")
    marked = controleer.write_result(
        report, brought.register, brought.results, earlier, overwrite=True
    )
    dossier.notices = tuple(earlier.notices)
    if dossier.products:
        dossier.products.clear()
        dossier.notices = (*dossier.notices, MADE_BEFORE)
    dossier.report, dossier.marked, dossier.mapping = report, marked, None


def _read(dossier: Dossier, task: Task) -> Register | None:
    """The register; None when columns have to be pointed out first."""
    from expertteam_xl.profile.read import profile_beside, read_profile
    from expertteam_xl.register import opened
    from expertteam_xl.register.tables import build_register
    from expertteam_xl.web.mapping import Mapping

    path = dossier.brought.register
    workbook, settings = opened(path, password=dossier.password, progress=task)
    dossier.opened = True
    beside = profile_beside(path)
    profile = read_profile(beside) if beside.is_file() else None
    if not dossier.asks:
        return build_register(workbook, settings, profile)
    try:
        register = build_register(_copy(workbook), settings, profile)
    except RegisterError:
        register = None
    if _is_clear(register, workbook, profile):
        return register
    mapping = Mapping(workbook, settings, beside)
    if not mapping.pages:
        return register or build_register(workbook, settings, profile)
    dossier.mapping = mapping
    return None


def _copy(workbook: RawWorkbook) -> RawWorkbook:
    """The workbook with lists of columns of its own, since reading uses them up."""
    sheets = tuple(replace(sheet, columns=[*sheet.columns]) for sheet in workbook.sheets)
    return replace(workbook, sheets=sheets)


def _is_clear(register: Register | None, workbook: RawWorkbook, profile: Profile | None) -> bool:
    """Whether nothing about the columns has to be asked."""
    from expertteam_xl.profile.guess import unread_sheets
    from expertteam_xl.profile.model import Profile as EmptyProfile
    from expertteam_xl.web.mapping import is_wanted

    if register is None or any(_is_doubtful(block) for block in register.blocks):
        return False
    read: Collection[str] = {block.sheet for block in register.blocks}
    known: Collection[str] = {block.table for block in register.blocks}
    guesses = unread_sheets(workbook, profile or EmptyProfile(), read)
    return not any(is_wanted(guess, known) for guess in guesses)


def _is_doubtful(block: Block) -> bool:
    """Whether a list lacks a column that must be there and may stand under another header."""
    from expertteam_xl.schema import tables

    if any(header.how == "lijkt_op" for header in block.headers):
        return True
    missing = any(column.header not in block.columns for column in tables()[block.table].required)
    unknown = any(not header.field and not header.how for header in block.headers)
    return missing and unknown


def ask_columns(dossier: Dossier) -> None:
    """Let the visitor point out columns, also where nothing needs it."""

    def work(task: Task) -> None:
        from expertteam_xl.profile.read import profile_beside
        from expertteam_xl.register import opened
        from expertteam_xl.web.mapping import Mapping

        path = dossier.brought.register
        workbook, settings = opened(path, password=dossier.password, progress=task)
        dossier.mapping = Mapping(workbook, settings, profile_beside(path), every=True)

    dossier.begin("De kolommen worden bekeken", STEPS[:2], work)


def leave_columns(dossier: Dossier) -> None:
    """Go on without an answer about the columns."""
    dossier.mapping, dossier.asks = None, False
    if dossier.report is None:
        begin(dossier)


def keep_columns(dossier: Dossier) -> None:
    """Write the profile beside the register, and check with it.

    Raises:
        RegisterError: it can't be written.
    """
    from expertteam_xl.files import write_text

    if dossier.mapping is not None:
        write_text(dossier.mapping.target, dossier.mapping.text(), "probeer het opnieuw")
    dossier.mapping, dossier.asks = None, False
    begin(dossier)
