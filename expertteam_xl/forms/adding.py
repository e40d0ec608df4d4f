"""Rows of forms added to a copy of the register, and the rows that someone has to paste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np

from expertteam_xl.errors import RegisterError
from expertteam_xl.forms.case import record
from expertteam_xl.forms.judging import NewRow
from expertteam_xl.forms.placing import Share, shares, values_of
from expertteam_xl.package.addrows import add_rows
from expertteam_xl.package.book import Package
from expertteam_xl.package.damage import PackageError
from expertteam_xl.package.listend import ListPlace, obstacle, open_list
from expertteam_xl.package.samples import samples
from expertteam_xl.register.model import Block, Register, Table
from expertteam_xl.text import listed

_SAMPLE = 200
"""From so many rows at its end it is learnt how a list writes its words."""

_NO_LIST = "het register heeft nog geen lijst {table}"
_ON_CASES = (
    "het register heeft geen lijst {table}; de datum zelf hoort bij de casus, op blad {sheets} in "
    "'{field}'"
)
_DATES = {"Adviezen": "Besluit verzonden op", "Afsluitingen": "Afgesloten op"}
"""Tables of which the date may stand on Casussen instead, and which date that is."""

_NO_COPY = "een {suffix} wordt gelezen en niet geschreven"
_SIGNED = "het register is digitaal ondertekend"
_UNSEEN = "de rij zou daar niet herkend worden"


@dataclass(frozen=True)
class Added:
    """Rows that were added to a list.

    Attributes:
        share: the rows and their list.
        first: Excel row number of the first.
    """

    share: Share
    first: int


@dataclass(frozen=True)
class ToPaste:
    """Rows that have to be pasted by hand.

    Attributes:
        share: the rows and their list.
        reason: why they could not be added, in Dutch.
        lacking: whether the register has no such list, and an empty one can be made.
    """

    share: Share
    reason: str
    lacking: bool = False


@dataclass(frozen=True)
class Result:
    """What became of all rows.

    Attributes:
        package: the copy of the register with the rows in it; None when none were added.
        added: rows that are in it.
        to_paste: the other rows.
    """

    package: Package | None
    added: tuple[Added, ...] = ()
    to_paste: tuple[ToPaste, ...] = ()


def add_to_register(
    register: Register, rows: Sequence[NewRow], profile: Path | None = None
) -> Result:
    """Adds rows to a copy of the register, as far as nothing is in the way.

    The copy is read again: a row that would not be recognised there is not added.

    Args:
        register: what was read.
        rows: what to add.
        profile: the profile that it was read with.
    """
    every = shares(register, rows)
    refused: dict[int, str] = {}
    while True:
        package, added, to_paste = _tried(register, every, refused)
        if package is None:
            return Result(None, (), tuple(to_paste))
        unseen = _unseen(package, register, added, profile)
        if not unseen:
            return Result(package, tuple(added), tuple(to_paste))
        refused |= {every.index(each.share): _UNSEEN for each in unseen}


def _tried(
    register: Register, every: Sequence[Share], refused: dict[int, str]
) -> tuple[Package | None, list[Added], list[ToPaste]]:
    """The copy with as many of the rows as fit."""
    closed = _closed(register)
    package = None if closed else Package(register.data)
    added, to_paste = [], []
    for place, share in enumerate(every):
        reason = refused.get(place) or closed
        lacking = share.block is None and not _on_cases(register, share.table)
        if share.block is None:
            reason = _on_cases(register, share.table) or _NO_LIST.format(table=share.table)
        if reason is None and package is not None:
            reason = _added(package, register, share)
        if reason is None and share.block is not None:
            added.append(Added(share, _last(share.block) + 1))
        else:
            to_paste.append(ToPaste(share, reason or _UNSEEN, lacking))
    return package if added else None, added, to_paste


def _on_cases(register: Register, table: str) -> str | None:
    """Where the date of an absent list stands instead; None where it stands nowhere."""
    field = _DATES.get(table)
    blocks = register.tables["Casussen"].blocks if "Casussen" in register.tables else ()
    sheets = [f"'{block.sheet}'" for block in blocks if field in block.columns]
    if not sheets:
        return None
    return _ON_CASES.format(table=table, sheets=listed(sheets, "of"), field=field)


def _closed(register: Register) -> str | None:
    """Why no copy of this register can be made; None when one can."""
    if register.signed:
        return _SIGNED
    return None if register.markable else _NO_COPY.format(suffix=register.suffix)


def _added(package: Package, register: Register, share: Share) -> str | None:
    """Adds rows to their list; or tells why they can't be."""
    block = share.block
    if block is None:
        return _NO_LIST.format(table=share.table)
    columns = [header.column for header in block.headers]
    last = _last(block)
    place = ListPlace(block.sheet, block.header_row, last, min(columns), max(columns))
    end = open_list(package, place)
    if isinstance(end, str):
        return end
    fields = frozenset(block.columns.values())
    first = max(block.header_row + 1, last - _SAMPLE)
    seen = samples(package, end.sheet, (first, last), fields)
    rows = values_of(share, register.tables[share.table].spec, seen)
    reason = obstacle(package, end, rows)
    if reason is not None:
        return reason
    try:
        add_rows(package, end, rows, fields)
    except PackageError:
        return "het blad heeft een ongewone vorm"
    return None


def _last(block: Block) -> int:
    """The Excel row of the last record; of the header when there is none."""
    return int(block.rows[-1]) if len(block.rows) else block.header_row


def _unseen(
    package: Package, register: Register, added: Sequence[Added], profile: Path | None
) -> list[Added]:
    """Rows that reading the copy again does not find where they were put."""
    from expertteam_xl.register import read_register

    memory = BytesIO()
    package.save(memory)
    try:
        again = read_register(memory.getvalue(), profile=profile, config=register.settings)
    except RegisterError:
        return list(added)
    return [each for each in added if not _is_seen(again, each)]


def _is_seen(again: Register, added: Added) -> bool:
    """Whether the list has just the new rows more, each with the values that it was given."""
    old = added.share.block
    table = again.tables.get(added.share.table)
    if old is None or table is None:
        return False
    wanted = range(added.first, added.first + len(added.share.rows))
    for place, block in enumerate(table.blocks):
        if (block.sheet, block.header_row) == (old.sheet, old.header_row):
            same = set(map(int, block.rows)) == set(map(int, old.rows)) | set(wanted)
            same = same and dict(block.columns) == dict(old.columns)
            return same and _holds(table, place, added)
    return False


def _holds(table: Table, place: int, added: Added) -> bool:
    """Whether the rows of a list say what the forms said."""
    ids = {int(table.excel_rows[i]): int(i) for i in np.flatnonzero(table.block_of == place)}
    columns = table.blocks[place].columns
    for number, row in enumerate(added.share.rows, added.first):
        found = record(table, ids[number])
        if any(found[h] != value for h, value in row.values.items() if h in columns):
            return False
    return True
