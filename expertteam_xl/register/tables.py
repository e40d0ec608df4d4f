"""From a workbook as it is to typed tables whose values know their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from expertteam_xl.called import typed
from expertteam_xl.errors import RegisterError
from expertteam_xl.register.blocks import Part, read_lists
from expertteam_xl.register.cells import Problem, read_column
from expertteam_xl.register.model import HiddenSheet, Register, Table
from expertteam_xl.register.raw import RawSheet, RawWorkbook
from expertteam_xl.register.traces import look_at
from expertteam_xl.register.traces_settled import gathered, settled
from expertteam_xl.schema import SUPPORT_SHEETS, Column, TableSpec, tables
from expertteam_xl.settings import Settings
from expertteam_xl.text import fold

if TYPE_CHECKING:
    from expertteam_xl.profile.model import Profile

_OUTPUT_SHEETS = {
    "Bevindingen": frozenset({"casusnummer", "blad", "cel", "ernst", "melding", "kenmerk"}),
    "Herstel": frozenset({"hersteldop", "blad", "cel", "kolom", "was", "isnu", "waarom"}),
}
"""Sheets that earlier runs added, with the folded headers that tell them."""
_OUTPUT_TOP = 50
"""Within so many rows their header stands."""


def build_register(
    workbook: RawWorkbook, settings: Settings, profile: Profile | None = None
) -> Register:
    """The register that a workbook holds.

    The values of the workbook are used up: its sheets are empty afterwards, so that a large
    register is not held twice.

    Args:
        workbook: as it was opened.
        settings: the parameters that hold for it.
        profile: what a person confirmed about its columns and values.

    Raises:
        RegisterError: no sheet holds a table of ours.
    """
    specs = profile.specs if profile else tables()
    parts: list[Part] = []
    hidden, traces = [], []
    unknown: list[str] = []
    left_out: list[str] = []
    for sheet in workbook.sheets:
        if is_own_findings(sheet) or is_support(sheet):
            sheet.columns.clear()
            continue
        if sheet.state != "visible" and (place := _first_value(sheet)):
            hidden.append(HiddenSheet(sheet.name, *place))
        filled = bool(sheet.columns)
        seen = look_at(sheet, _first_value(sheet))
        names = profile.vocabulary(sheet.name) if profile else None
        read = read_lists(sheet, date1904=workbook.date1904, vocabulary=names)
        parts += read
        traces.append(settled(seen, [part.block for part in read]))
        nothing = names is not None and not names.specs
        if filled and not read and sheet.state == "visible":
            (left_out if nothing else unknown).append(sheet.name)
    if not parts:
        raise RegisterError(_no_table(workbook, profile))
    blocks = tuple(part.block for part in parts)
    return Register(
        name=workbook.name,
        path=workbook.path,
        suffix=workbook.suffix,
        data=workbook.data,
        blocks=blocks,
        tables=_assembled(parts, specs),
        settings=settings,
        hidden_sheets=tuple(hidden),
        notices=(
            *workbook.notices,
            *_unknown_notice(unknown),
            *_left_out_notice(left_out),
            *(profile.notices(workbook, blocks) if profile else ()),
        ),
        signed=workbook.signed,
        profile=profile.name if profile else None,
        password=workbook.password,
        traces=gathered(traces, workbook, blocks),
    )


def is_own_findings(sheet: RawSheet) -> bool:
    """Whether this is a sheet *Bevindingen* or *Herstel* of an earlier run; it is never read.

    A user's own sheet of that name, with other headers, is a sheet like any other.
    """
    known = [headers for name, headers in _OUTPUT_SHEETS.items() if sheet.name.startswith(name)]
    if not known:
        return False
    rows: dict[int, set[str]] = {}
    for column in sheet.columns:
        for row, value in enumerate(islice(column, _OUTPUT_TOP)):
            if isinstance(value, str):
                rows.setdefault(row, set()).add(fold(value))
    return any(texts >= known[0] for texts in rows.values())


def is_support(sheet: RawSheet) -> bool:
    """Whether this sheet came with an empty register to serve its lists; it is never read.

    Its title tells: a user's own sheet of that name is a sheet like any other.
    """
    if (sheet.top, sheet.left) != (1, 1) or not sheet.columns:
        return False
    title = sheet.columns[0][0]
    return any(
        sheet.name.startswith(name) and title == known for name, known in SUPPORT_SHEETS.items()
    )


def _no_table(workbook: RawWorkbook, profile: Profile | None) -> str:
    """Why there is nothing to read: what the profile says comes before what the register lacks."""
    if profile and (reason := profile.why_nothing(workbook)):
        return reason
    sheets = ", ".join(f"'{sheet.name}'" for sheet in workbook.sheets[:5]) or "geen"
    return (
        f"In {workbook.name} is geen lijst van het expertteam herkend (bladen: {sheets}); "
        "controleer of dit het register is en of boven de lijst kolomkoppen staan zoals "
        "Nr, Datum aanmelding en Woonplaats, of wijs de lijst aan met: "
        + typed(f'profiel "{workbook.name}"')
    )


def _unknown_notice(names: list[str]) -> Iterable[str]:
    if names:
        listed = ", ".join(f"'{name}'" for name in names)
        yield f"Niet gelezen, want geen lijst van het register herkend: blad {listed}."


def _left_out_notice(names: list[str]) -> Iterable[str]:
    """That a profile says of sheets that they hold no list."""
    if names:
        listed = ", ".join(f"'{name}'" for name in names)
        yield f"Niet gelezen, want volgens het profiel geen lijst van het register: blad {listed}."


def _first_value(sheet: RawSheet) -> tuple[int, int] | None:
    """Excel row and column of a sheet's first value, row by row; None when it holds nothing."""
    places = (
        (next((r for r, v in enumerate(column) if v is not None), None), i)
        for i, column in enumerate(sheet.columns)
    )
    found = [(row, i) for row, i in places if row is not None]
    if not found:
        return None
    row, i = min(found)
    return row + sheet.top, i + sheet.left


def _assembled(parts: Iterable[Part], specs: Mapping[str, TableSpec]) -> dict[str, Table]:
    """The recognised tables, in the order of the definitions."""
    by_table: dict[str, list[Part]] = {}
    for part in parts:
        by_table.setdefault(part.block.table, []).append(part)
    return {
        name: _assemble(spec, by_table[name]) for name, spec in specs.items() if name in by_table
    }


def _assemble(spec: TableSpec, parts: Sequence[Part]) -> Table:
    """One table from all the lists that hold its rows; their own columns are used up."""
    blocks = tuple(part.block for part in parts)
    sizes = [len(block.rows) for block in blocks]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    present = {name for block in blocks for name in block.columns}
    problems = _problems(parts, [int(start) for start in starts])
    frame = pd.DataFrame(
        {
            column.header: _series(_joined(column, parts))
            for column in spec.columns
            if column.header in present
        },
        index=pd.RangeIndex(int(starts[-1])),
    )
    return Table(
        spec=spec,
        frame=frame,
        blocks=blocks,
        block_of=np.repeat(np.arange(len(blocks)), sizes),
        excel_rows=np.concatenate([block.rows for block in blocks]),
        problems=problems,
    )


def _series(values: np.ndarray) -> pd.Series:
    """The values as they are: text stays plain objects, so that None stays None."""
    return pd.Series(values, dtype=object if values.dtype == object else None)


def _joined(column: Column, parts: Sequence[Part]) -> np.ndarray:
    pieces = [
        part.columns.pop(column.header).values
        if column.header in part.columns
        else _blanks(column, len(part.block.rows))
        for part in parts
    ]
    return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)


def _blanks(column: Column, count: int) -> np.ndarray:
    """As many blanks as an absent column has rows, of the type that the reader gives."""
    values = read_column(column.kind, [None], allowed=column.spellings or None).values
    return np.repeat(values, count)


def _problems(parts: Sequence[Part], starts: Sequence[int]) -> Mapping[str, Mapping[int, Problem]]:
    problems: dict[str, dict[int, Problem]] = {}
    for part, (start, _end_of_part) in zip(parts, pairwise(starts), strict=True):
        for name, parsed in part.columns.items():
            for position, problem in parsed.problems.items():
                problems.setdefault(name, {})[start + position] = problem
    return problems
