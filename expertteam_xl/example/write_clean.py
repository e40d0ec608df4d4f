"""Writes a made-up register that is in order: the template of an empty register, filled in."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from expertteam_xl.example.dress_extras import INVENTED
from expertteam_xl.example.model import Broken, Record, Value, World
from expertteam_xl.outputs.empty_register_model import excel_table
from expertteam_xl.outputs.templates import template
from expertteam_xl.package.book import Package
from expertteam_xl.package.cellxml import Content, Formula
from expertteam_xl.package.fill import fill_names, fill_table
from expertteam_xl.schema import tables

_TEMPLATE = "register.xlsx"
_NOTICE = f"{INVENTED}: alle casussen, namen en nummers in dit bestand zijn verzonnen."
_NOTICE_NAME, _NOTICE_PLACE = "Verzonnen", "'Toelichting'!$A$3"
_PEILDATUM = "Peildatum"


def write_clean(world: World, target: Path | BinaryIO) -> None:
    """Write a world in the lists of an empty register.

    Args:
        world: the records; every cell is right.
        target: where to; an open stream, or a path that is written whole or not at all.
    """
    package = Package(template(_TEMPLATE))
    for name, records in world.tables.items():
        columns = [column.header for column in tables()[name].columns]
        fill_table(package, excel_table(name), [_row(record, columns) for record in records])
    package.set_name(_NOTICE_NAME, _NOTICE_PLACE)
    day = world.on
    formula = Formula(f"DATE({day.year},{day.month},{day.day})", day)
    fill_names(package, {_NOTICE_NAME: _NOTICE, _PEILDATUM: formula})
    package.save(target)


def _row(record: Record, columns: list[str]) -> list[Content]:
    return [_content(record.get(header)) for header in columns]


def _content(value: Value) -> Content:
    """A value as the template takes it; a broken formula is none of a register in order."""
    return None if isinstance(value, Broken) else value
