"""From the course of a case to the rows that a register has of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from expertteam_xl.example.course import Course, Meeting, Stay
from expertteam_xl.example.model import Record


@dataclass(eq=False)
class Session:
    """A session of the expertteam and its row of Overleggen.

    Attributes:
        day: of the session.
        stream: its werkstroom.
        record: its row of Overleggen.
        private: whether no other case joins it.
        talks: the cases that were discussed in it.
        attendance: its rows of Deelnames.
        absent: roles and partners that did not come.
    """

    day: date
    stream: str | None
    record: Record
    private: bool = False
    talks: list[Talk] = field(default_factory=list)
    attendance: list[Record] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Talk:
    """One case in one session, its row of Besprekingen, and its advice where it gave one."""

    session: Session
    life: Life
    record: Record
    advice: Record | None = None


@dataclass(eq=False)
class Life:
    """A case with all its rows.

    Attributes:
        course: what happened.
        case: its row of Casussen.
        rows: its rows of the other tables, Besprekingen apart.
        talks: its discussions.
        number: its casusnummer, once it has one; set before that, it is kept.
        twin: the case whose casusnummer it has too.
        unnumbered: whether it gets none.
        party: the party of its gemeente on Partners.
    """

    course: Course
    case: Record
    rows: dict[str, list[Record]] = field(default_factory=dict)
    talks: list[Talk] = field(default_factory=list)
    number: str = ""
    twin: Life | None = None
    unnumbered: bool = False
    party: str = ""

    def add(self, table: str, record: Record) -> Record:
        """Give the case a row of a table."""
        self.rows.setdefault(table, []).append(record)
        return record

    def only(self, table: str) -> Record:
        """Its first row of a table."""
        return self.rows[table][0]


MINIMAL_FIELDS = (
    "Casusnummer",
    "Aanmelddatum",
    "Woonplaats",
    "Type aanmelder",
    "Werkstroom",
    "Triagedatum",
    "Triage-uitkomst",
    "Overlegdatum",
    "Besluit verzonden op",
    "Status",
    "Afgesloten op",
    "Opmerkingen",
)
"""Columns of a register that is one list of cases, in order."""


def basics(course: Course) -> Record:
    """What every register tells of a case: its dates and where it stands."""
    return {
        "Aanmelddatum": course.start,
        "Werkstroom": course.stream,
        "Triagedatum": course.triage,
        "Triage-uitkomst": course.outcome,
        "Status": course.status,
    }


def dates_on_case(course: Course) -> Record:
    """The dates that a register of one list keeps on the case itself."""
    last = course.last if course.meetings else None
    return {
        "Overlegdatum": course.first.day if course.meetings else None,
        "Besluit verzonden op": last.sent if last else None,
        "Afgesloten op": course.closed,
    }


def placement(stay: Stay) -> Record:
    """A row of Plaatsingen."""
    return {
        "Type": stay.kind,
        "Plaatsingsdatum": stay.start,
        "Uitstroomdatum": stay.left,
        "Vol": "ja" if stay.full else "nee" if stay.kind == "tussenvoorziening" else None,
        "Locatiecode": f"verzonnen-locatie-{stay.start.day % 7 + 1}",
        "Vervolg geregeld op": stay.arranged,
        "Gemotiveerd": "ja",
    }


def discussion(meeting: Meeting) -> Record:
    """A row of Besprekingen, without what only a held session has."""
    finished = {True: "ja", False: "nee", None: None}[meeting.finished]
    return {"Sessie afgerond": finished}
