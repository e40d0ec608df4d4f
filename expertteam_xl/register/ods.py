"""Spreadsheets of LibreOffice and other OpenDocument programs (.ods)."""

from __future__ import annotations

from expertteam_xl.register.archive import Archive, refuse
from expertteam_xl.register.odsevents import OdsEvents
from expertteam_xl.register.raw import RawWorkbook
from expertteam_xl.register.room import Room
from expertteam_xl.register.sheetcells import SheetCells
from expertteam_xl.register.sheetevents import XmlRefusedError
from expertteam_xl.register.source import Source

CONTENT = "content.xml"
"""Part that holds all sheets."""

_RESAVE = "open het in LibreOffice of Excel en bewaar het als .xlsx"


def read_ods(source: Source, archive: Archive) -> RawWorkbook:
    """The workbook.

    Raises:
        RegisterError: it is damaged, no spreadsheet, or more than the limits allow.
    """
    room = Room(archive.limits.cells)
    events = OdsEvents(
        lambda name, state: SheetCells(archive.name, name, state, archive.limits, room)
    )
    try:
        events.read(archive.stream(CONTENT))
    except XmlRefusedError:
        refuse(source.name, "de inhoud is beschadigd of bevat verboden XML", _RESAVE)
    if not events.is_spreadsheet:
        refuse(
            source.name,
            "het is een OpenDocument-bestand, maar geen rekenblad",
            "kies het register als .xlsx",
        )
    if not events.sheets:
        refuse(source.name, "er staat geen werkblad in", "kies het bestand met het register")
    read = [sheet.finish() for sheet in events.sheets]
    return RawWorkbook(
        source.name,
        source.path,
        ".ods",
        source.data,
        events.date1904,
        tuple(sheet for sheet, _ in read),
        (*source.notices, *(notice for _, notice in read if notice)),
        password=source.password,
    )
