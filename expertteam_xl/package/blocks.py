"""Blocks of values in areas that defined names point to; rows that are left over are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from expertteam_xl.package import xml
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import Content
from expertteam_xl.package.damage import TemplateError
from expertteam_xl.package.namedcells import (
    Place,
    area_of,
    fill_places,
    recalculate_formulas,
    refuse_absent,
)
from expertteam_xl.package.sheetrows import RowText, SheetRows, attribute, cut, without
from expertteam_xl.register.raw import Box

Matrix = Sequence[Sequence[Content]]
"""Rows of values; a row may be shorter than the area."""

_TOO_SMALL = (
    "De naam {name} in het sjabloon wijst naar {room_rows} rijen van {room_columns} cellen, en er "
    "zijn {rows} rijen van {columns} nodig; maak dat bereik groter."
)


@dataclass(frozen=True, slots=True)
class Area:
    """Where a name points to.

    Attributes:
        name: the name.
        sheet: name of the tab.
        box: the cells.
    """

    name: str
    sheet: str
    box: Box


def fill_areas(package: Package, values: Mapping[str, Matrix]) -> None:
    """Puts rows of values in areas of the workbook; what is left of an area becomes blank.

    Rows of an area that get nothing are hidden, unless something else stands in them; the others
    are shown. The look of every cell stays.

    Args:
        package: the workbook.
        values: by the name of the area, in any case.

    Raises:
        TemplateError: no such name, or one that points to too few cells.
        DefinitionError: a value that no cell can hold.
    """
    refuse_absent(package, values)
    areas = [Area(name, *area_of(package, name)) for name in values]
    cells: dict[str, dict[Place, tuple[str, Content]]] = {}
    used: dict[str, dict[int, bool]] = {}
    for area in areas:
        matrix = values[area.name]
        _refuse_small(area, matrix)
        cells.setdefault(area.sheet, {}).update(_cells(area, matrix))
        rows = used.setdefault(area.sheet, {})
        for row in range(area.box.top, area.box.bottom + 1):
            index = row - area.box.top
            rows[row] = rows.get(row, False) or (index < len(matrix) and any_value(matrix[index]))
    fill_places(package, cells)
    for sheet, rows in used.items():
        _show(package, sheet, rows)
    recalculate_formulas(package)


def any_value(row: Sequence[Content]) -> bool:
    """Whether a row holds anything."""
    return any(value is not None and value != "" for value in row)


def _refuse_small(area: Area, matrix: Matrix) -> None:
    rows, columns = len(matrix), max(map(len, matrix), default=0)
    box = area.box
    room_rows, room_columns = box.bottom - box.top + 1, box.right - box.left + 1
    if rows > room_rows or columns > room_columns:
        raise TemplateError(
            _TOO_SMALL.format(
                name=area.name,
                room_rows=room_rows,
                room_columns=room_columns,
                rows=rows,
                columns=columns,
            )
        )


def _cells(area: Area, matrix: Matrix) -> Iterator[tuple[Place, tuple[str, Content]]]:
    """Every cell of the area with what it is to hold."""
    box = area.box
    for row in range(box.top, box.bottom + 1):
        values = matrix[row - box.top] if row - box.top < len(matrix) else ()
        for column in range(box.left, box.right + 1):
            index = column - box.left
            content = values[index] if index < len(values) else None
            yield (row, column), (area.name, content)


def _show(package: Package, sheet: str, rows: Mapping[int, bool]) -> None:
    """Shows the rows that are used, and hides those that hold nothing at all."""
    part = package.worksheets[sheet]
    found = cut(package.archive.stream(part))
    edits = {
        row: partial(_seen, prefix=found.prefix, used=used) for row, used in sorted(rows.items())
    }
    pieces = [found.head, *found.replaced(edits), found.end, found.tail.content]
    package.archive.put(part, pieces)


def _seen(row: RowText, *, prefix: str, used: bool) -> str:
    inner = "".join(cell.whole for cell in row.cells)
    shown = used or any(cell.holds(prefix, "(?:v|is|f)") for cell in row.cells)
    hidden = "" if shown else ' hidden="1"'
    attributes = without(row.attributes, "r", "spans", "hidden")
    return f'<{prefix}row r="{row.number}"{attributes}{hidden}>{inner}</{prefix}row>'


def column_widths(sheet: SheetRows) -> dict[int, float]:
    """The width in characters of every column that sets one."""
    found: dict[int, float] = {}
    for match in re.finditer(rf"<{sheet.prefix}col\s[^<>]*>", sheet.decoded(sheet.head)):
        first, last = (xml.whole(attribute(match[0], key)) for key in ("min", "max"))
        width = attribute(match[0], "width")
        if first is not None and last is not None and width:
            found |= dict.fromkeys(range(first, min(last, first + _MOST) + 1), float(width))
    return found


_MOST = 200
"""Columns that one width is looked up for; who sets it for a whole sheet means these too."""


def set_heights(
    package: Package, sheet: str, heights: Mapping[int, float], *, fixed: bool = True
) -> None:
    """Gives rows a height in points; a row of which someone set the height keeps it.

    Args:
        package: the workbook.
        sheet: name of the tab.
        heights: by the number of the row.
        fixed: whether it stays when the text in the row changes, by typing or sorting.
    """
    part = package.worksheets[sheet]
    found = cut(package.archive.stream(part))
    edits = {
        row: partial(_high, prefix=found.prefix, points=points, fixed=fixed)
        for row, points in sorted(heights.items())
    }
    pieces = [found.head, *found.replaced(edits), found.end, found.tail.content]
    package.archive.put(part, pieces)


def _high(row: RowText, *, prefix: str, points: float, fixed: bool) -> str:
    inner = "".join(cell.whole for cell in row.cells)
    attributes = without(row.attributes, "r", "spans")
    if attribute(attributes, "customHeight") not in ("1", "true"):
        attributes = without(attributes, "ht", "customHeight")
        attributes += f' ht="{points:.2f}"' + (' customHeight="1"' if fixed else "")
    return f'<{prefix}row r="{row.number}"{attributes}>{inner}</{prefix}row>'
