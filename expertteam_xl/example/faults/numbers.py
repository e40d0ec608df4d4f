"""Duplicate numbers (R06) and references to nothing (R07)."""

from __future__ import annotations

from expertteam_xl.example.course import CANCELLED
from expertteam_xl.example.days import later, workday_after
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import CASES, FOUT, discussed, past_start
from expertteam_xl.example.faults.spoiling import spoil_at_last, thorough
from expertteam_xl.example.model import Record
from expertteam_xl.example.stage import NoRoomError, Stage

_LOST = "ET-2030-{:03d}"
"""A casusnummer of a year in which there is no case."""


def _two(stage: Stage) -> None:
    if stage.left < 2:
        raise NoRoomError


@plants("R06", minimal=False)
def casusnummer_twice(stage: Stage) -> None:
    """A case that did not come to the table has the number of an earlier one."""
    _two(stage)
    life = thorough(stage)
    start = workday_after(life.course.start, stage.chance.randint(1, 60))
    course = stage.ordinary.not_discussed(start, "niet bespreken", workday_after(start, 1))
    double = stage.cast(course)
    stage.expect("R06", FOUT, CASES, double.case, "Casusnummer")
    double.twin = life


@plants("R06", full=False)
def row_twice(stage: Stage) -> None:
    """On one list the same number with the same aanmelddatum is no return, but a double."""
    _two(stage)
    start = past_start(stage)
    life = stage.cast(discussed(stage, start))
    double = stage.cast(discussed(stage, start, stream=life.course.stream))
    stage.expect("R06", FOUT, CASES, double.case, "Casusnummer")
    double.twin = life


@plants("R06", minimal=False)
def overlegnummer_twice(stage: Stage) -> None:
    """A cancelled session has the number of an earlier one."""
    life = thorough(stage)
    first = life.talks[0].session
    double = stage.agenda.add(later(first.day, 1), first.stream, CANCELLED)
    stage.expect("R06", FOUT, "Overleggen", double.record, "Overlegnummer")
    stage.at_last(lambda: double.record.update(Overlegnummer=first.record["Overlegnummer"]))


@plants("R06", minimal=False)
def adviesnummer_twice(stage: Stage) -> None:
    """An advice has the number of an earlier one."""
    _two(stage)
    lives = sorted([thorough(stage), thorough(stage)], key=lambda each: each.course.start)
    first, second = (life.only("Adviezen") for life in lives)

    def copy() -> None:
        rows = stage.tables["Adviezen"]
        early, late = sorted((first, second), key=lambda each: _place(rows, each))
        late["Adviesnummer"] = early["Adviesnummer"]
        for life in lives:
            for goal in life.rows["Doelen"]:
                goal["Adviesnummer"] = early["Adviesnummer"]
        stage.expect("R06", FOUT, "Adviezen", late, "Adviesnummer")

    stage.at_last(copy)


def _place(rows: list[Record], record: Record) -> int:
    return next(index for index, row in enumerate(rows) if row is record)


def _lose(stage: Stage, table: str, field: str, value: str) -> None:
    """Add a copy of a row that refers to nothing."""
    life = thorough(stage)

    def add() -> None:
        rows = life.rows.get(table, [])
        source = rows[0] if rows else {}
        row = dict(source) | {field: value}
        stage.tables[table].append(row)
        stage.expect("R07", FOUT, table, row, field)

    stage.at_last(add)


@plants("R07", minimal=False)
def lost_case(stage: Stage) -> None:
    """A row of a case that does not exist."""
    tables = ("Plaatsingen", "Toestemmingen", "Afsluitingen", "Afspraken")
    number = _LOST.format(stage.chance.randint(1, 999))
    _lose(stage, stage.chance.choice(tables), "Casusnummer", number)


@plants("R07", minimal=False)
def lost_advice(stage: Stage) -> None:
    """A goal of an advice that does not exist."""
    _lose(stage, "Doelen", "Adviesnummer", f"AD-2030-{stage.chance.randint(1, 999):03d}")


@plants("R07", minimal=False)
def lost_session(stage: Stage) -> None:
    """An appointment of a session that does not exist."""
    _lose(stage, "Afspraken", "Overlegnummer", f"OV-2030-{stage.chance.randint(1, 99):02d}")


@plants("R07", minimal=False)
def discussion_of_a_lost_case(stage: Stage) -> None:
    """In a session that was held a case was discussed that does not exist."""
    talk = thorough(stage, "2020").talks[0]  # which says how time is split over two cases
    row: Record = {"Casusnummer": _LOST.format(stage.chance.randint(1, 999)), "Bespreekminuten": 20}

    def add() -> None:
        row["Overlegnummer"] = talk.session.record["Overlegnummer"]
        stage.tables["Besprekingen"].append(row)
        stage.expect("R07", FOUT, "Besprekingen", row, "Casusnummer")

    stage.at_last(add)


@plants("R07", minimal=False)
def discussion_in_a_lost_session(stage: Stage) -> None:
    """A case was also discussed in a session that does not exist."""
    life = thorough(stage)
    row: Record = {"Overlegnummer": f"OV-2030-{stage.chance.randint(1, 99):02d}"}

    def add() -> None:
        row["Casusnummer"] = life.number
        stage.tables["Besprekingen"].append(row)
        stage.expect("R07", FOUT, "Besprekingen", row, "Overlegnummer")

    stage.at_last(add)


@plants("R07", minimal=False)
def advice_that_is_lost(stage: Stage) -> None:
    """An advice for a case, or of a session, that does not exist."""
    life = thorough(stage)
    number = stage.chance.randint(1, 999)
    kind = stage.chance.choice(("Casusnummer", "Overlegnummer"))

    def add() -> None:
        rows = stage.tables["Adviezen"]
        row: Record = {
            "Adviesnummer": f"AD-2030-{len(rows):03d}",
            "Casusnummer": life.number,
            "Soort": "mondeling",
            "Adviesdatum": life.course.first.day,
        }
        lost = {"Casusnummer": _LOST.format(number), "Overlegnummer": f"OV-2030-{number:03d}"}
        row[kind] = lost[kind]
        rows.append(row)
        stage.expect("R07", FOUT, "Adviezen", row, kind)

    stage.at_last(add)


_ELSEWHERE = (
    ("Deelnames", "Partner", ("Voorbeeldzorg Nord", "Onbekende Voorbeeldpartij")),
    ("Deelnames", "Overlegnummer", ("OV-2030-07",)),
    ("Deelnames", "Casusnummers", ("ET-2030-007", "ET-2030-007; ET-2030-008")),
)


@plants("R07", minimal=False)
def lost_reference_elsewhere(stage: Stage) -> None:
    """A partner, session or case that does not exist, on a sheet that is about no case."""
    spoil_at_last(stage, "R07", _ELSEWHERE)


@plants("R07", minimal=False)
def tariff_of_a_lost_partner(stage: Stage) -> None:
    """A tariff, of a code of its own, for a partner that does not exist."""
    name = stage.chance.choice(("Verzonnen Jeugdhlp", "Onbekende Voorbeeldpartij"))
    row: Record = {
        "Partner": name,
        "Tariefcode": "nacht",
        "€ per uur": 120,
        "Geldig van": stage.days.terms.start_A,
    }
    stage.spoiled.add(id(row))
    stage.expect("R07", FOUT, "Tarieven", row, "Partner")
    stage.at_last(lambda: stage.tables["Tarieven"].append(row))


@plants("R07", minimal=False)
def hours_for_a_lost_case(stage: Stage) -> None:
    """Hours of C&A, or an experience, for a case that does not exist."""
    number = _LOST.format(stage.chance.randint(1, 999))
    table = stage.chance.choice(("C&A-uren", "Ervaringen"))
    row: Record = {"Datum": stage.days.on, "Casusnummer": number}
    stage.expect("R07", FOUT, table, row, "Casusnummer")
    stage.at_last(lambda: stage.tables[table].append(row))


@decoy(minimal=False)
def parent_without_partner(stage: Stage) -> None:
    """A parent or youth at the table belongs to no partner; that cell may be empty."""
    session = thorough(stage).talks[0].session
    for role in ("ouder", "jeugdige"):
        row: Record = {"Rol": role, "Uitgenodigd": "ja"}
        session.attendance.append(row)
        stage.link(row, "Overlegnummer", session.record, "Overlegnummer")
