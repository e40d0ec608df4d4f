"""Fills the template of the monitor: values in its names, areas and tables, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from expertteam_xl.outputs import monitor_layout as lay
from expertteam_xl.outputs.changes import dutch_day
from expertteam_xl.outputs.declaration_fill import bytes_of, check_columns, put_rows
from expertteam_xl.outputs.monitor_blocks import Live, Matrix
from expertteam_xl.outputs.monitor_heights import fit_heights
from expertteam_xl.outputs.monitor_looks import AUDIENCE_MARK, ON_MARK, PERIOD_MARK, SECRET_MARK
from expertteam_xl.outputs.monitor_model import Printout
from expertteam_xl.package.blocks import fill_areas
from expertteam_xl.package.book import Package
from expertteam_xl.package.breaks import remove_break
from expertteam_xl.package.caches import renew_caches
from expertteam_xl.package.cellxml import Content, Formula
from expertteam_xl.package.fill import fill_names
from expertteam_xl.package.namedcells import area_of, refuse_absent
from expertteam_xl.package.papers import fill_headers
from expertteam_xl.package.properties import set_title
from expertteam_xl.package.tableparts import find_table
from expertteam_xl.register.raw import Box
from expertteam_xl.register.references import address


def filled_monitor(template: bytes, printout: Printout) -> bytes:
    """The workbook of a monitor.

    Args:
        template: ours, or the region's own with the same names and tables.
        printout: what to put in it.

    Raises:
        TemplateError: the template lacks a name, a table, a column or room.
        PackageError: the template is no workbook, or is damaged.
    """
    package = Package(template)
    refuse_absent(package, [*printout.names, *printout.areas])
    for table, headers in printout.headers.items():
        check_columns(package, table, headers)
    if not printout.intern:
        _remove_open_cases(package)
    fill_names(package, printout.names)
    boxes = {name: area_of(package, name)[1] for name in printout.areas}
    fill_areas(package, {name: _placed(rows, boxes[name]) for name, rows in printout.areas.items()})
    _join_pages(package, printout, boxes)
    for table, rows in printout.tables.items():
        plain = [[_content(value, None, 0) for value in row] for row in rows]
        put_rows(package, table, printout.headers[table], plain)
    fit_heights(package, printout)
    fill_headers(package, _marks(printout))
    set_title(package, printout.title)
    renew_caches(package)
    return bytes_of(package)


def _join_pages(package: Package, printout: Printout, boxes: Mapping[str, Box]) -> None:
    """Takes away the page break behind blocks of which nothing can be known."""
    for page in lay.PAGES:
        unknown = True
        last = ""
        for item in (*page.items, lay.Break()):
            if isinstance(item, lay.Break):
                if unknown and last:
                    sheet = area_of(package, last)[0]
                    remove_break(package, sheet, boxes[last].bottom + 1)
                unknown = True
            else:
                alone = isinstance(item, lay.Singles)
                unknown &= not alone and len(printout.areas[item.name]) <= _UNKNOWN_ROWS
                last = item.name


_UNKNOWN_ROWS = 2
"""Rows of a block that only says why nothing of it can be known."""


def _remove_open_cases(package: Package) -> None:
    """Takes away the sheet with the list for the team itself, whatever it is called by now."""
    if any(lay.OPEN_CASES.casefold() == name.casefold() for name in _table_names(package)):
        package.remove_sheet(find_table(package, lay.OPEN_CASES).sheet)
        package.workbook.remove_name(lay.UNDER_NAMES[lay.OPEN_TAB])


def _table_names(package: Package) -> list[str]:
    from expertteam_xl.package.tableparts import tables

    return [table.name for table in tables(package)]


def _placed(rows: Matrix, box: Box) -> list[list[Content]]:
    """Rows with the addresses in their formulas, for an area."""
    return [[_content(value, box, column) for column, value in enumerate(row)] for row in rows]


def _content(value: object, box: Box | None, column: int) -> Content:
    if isinstance(value, Live) and box is not None:
        places = (address(box.top + row, box.left + column) for row in value.rows)
        return Formula(value.pattern.format(*places), value.value)
    return value  # type: ignore[return-value]


def _marks(printout: Printout) -> Mapping[str, str]:
    figures = printout.figures
    return {
        ON_MARK: dutch_day(figures.on),
        PERIOD_MARK: str(figures.period),
        AUDIENCE_MARK: figures.audience,
        SECRET_MARK: "openbaar" if figures.audience == "openbaar" else "vertrouwelijk",
    }
