"""Spoiling one cell of a case that is otherwise in order."""

from __future__ import annotations

from expertteam_xl.example.course import Stay
from expertteam_xl.example.days import later
from expertteam_xl.example.faults.scenes import CASES, FOUT, discussed, past_start
from expertteam_xl.example.model import Record, Value
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

Spoils = tuple[tuple[str, str, tuple[Value, ...]], ...]
"""Table, field and what may be written there instead."""

_CASE_OF_ROW = ("Casussen", "Besprekingen", "Adviezen", "Afspraken", "Plaatsingen",
                "Toestemmingen", "Afsluitingen", "Ervaringen")  # fmt: skip


def thorough(stage: Stage, version: str | None = None) -> Life:
    """A case with a row in every table: discussed, placed, closed and looked back upon."""
    start = past_start(stage, version=version, margin=330)
    course = discussed(stage, start, stream="B" if stage.ordinary.stream(start) else None)
    course.birth = course.start.year - stage.chance.randint(1, 16)
    course.solved = later(course.first.day, 20)
    course.closed, course.status = later(course.first.day, 60), "afgesloten"
    placed = course.first.day
    course.stays = [Stay(placed, later(placed, 20), arranged=later(placed, 12))]
    life = stage.cast(course)
    if not stage.minimal:
        life.only("Adviezen")["Motivering afwijking"] = "ja"
        life.only("Doelen")["Afwijking gemeld op"] = later(placed, 30)
    return life


def row_of(life: Life, table: str) -> Record:
    """A row of a case in a table."""
    if table == CASES:
        return life.case
    if table == "Besprekingen":
        return life.talks[0].record
    if table == "Overleggen":
        return life.talks[0].session.record
    return life.only(table)


def spoil(stage: Stage, code: str, spoils: Spoils) -> None:
    """Spoil a cell of a new case, and note that the rule finds it there."""
    able = [each for each in spoils if each[0] == CASES or not stage.minimal]
    if not able:
        raise NoRoomError
    table, field, values = stage.chance.choice(able)
    version = "2020" if field == "Werkstroom" else None
    record = row_of(thorough(stage, version), table)
    if field == "Geboortejaar":
        record.pop("Geboortedatum", None)
    record[field] = stage.chance.choice(values)
    stage.expect(code, FOUT, table, record, field)


def spoil_at_last(stage: Stage, code: str, spoils: Spoils) -> None:
    """Spoil a cell of a row that belongs to no case alone, once all rows are there."""
    table, field, values = stage.chance.choice(spoils)
    value = stage.chance.choice(values)
    pick = stage.chance.random()

    def act() -> None:
        rows = [row for row in stage.tables[table] if _may_spoil(stage, table, row, field)]
        if rows:
            row = rows[int(pick * len(rows))]
            stage.spoiled.add(id(row))
            row[field] = value
            stage.expect(code, FOUT, table, row, field)

    stage.at_last(act)


def _may_spoil(stage: Stage, table: str, row: Record, field: str) -> bool:
    """Whether a row is as it was made, and has this field."""
    if id(row) in stage.spoiled or row.get(field) is None:
        return False
    if table == "Deelnames":
        return row["Rol"] == "expert"
    return table != "Momenten" or row["Soort"] == "kwartaalbespreking"
