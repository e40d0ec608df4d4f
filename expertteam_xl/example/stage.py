"""A world in the making: cases get their rows, faults their place, and numbers come last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from expertteam_xl.example.agenda import Agenda
from expertteam_xl.example.casefile import CaseFile
from expertteam_xl.example.course import HELD, Course, Meeting
from expertteam_xl.example.days import Days
from expertteam_xl.example.model import Expected, Record
from expertteam_xl.example.ordinary import Ordinary
from expertteam_xl.example.parties import Homes, gemeente_party
from expertteam_xl.example.records import Life, Session, Talk, basics, dates_on_case
from expertteam_xl.settings import Settings

MOST_A_YEAR = 999
"""So many casusnummers of three digits there are in a year."""


class NoRoomError(Exception):
    """There is no place for another case, or none that a fault asks for."""


@dataclass(frozen=True)
class Mark:
    """An expected finding while rows have no place yet; attributes as of `Expected`."""

    code: str
    severity: str
    table: str
    record: Record
    field: str
    life: Life | None = None
    deadline: date | datetime | None = None
    days: int | None = None


class Stage:
    """Where a world is built.

    Attributes:
        days: the terms and the peildatum.
        chance: where the variety comes from.
        minimal: whether there is one list of cases.
        left: how many cases may still be cast.
        once: what comes once a register and is planted already.
        gap: how many casusnummers are skipped somewhere.
        guests: how many partners were added for a fault.
        spoiled: identities of the rows of no case that have a fault, or serve one.
    """

    def __init__(self, on: date, seed: str, cases: int, *, minimal: bool) -> None:
        """An empty stage."""
        self.chance = Random(seed)  # noqa: S311 - made-up data
        self.days = Days(on, Settings())
        self.minimal = minimal
        self.left = cases
        self.once: set[str] = set()
        self.ordinary = Ordinary(self.days, self.chance, single=minimal)
        self.agenda = Agenda(self.days, self.chance)
        self.file = CaseFile(self.days, self.chance)
        self.lives: list[Life] = []
        self.tables: dict[str, list[Record]] = {}
        self.marks: list[Mark] = []
        self.spoiled: set[int] = set()
        self.guests = 0
        self.gap = 0
        self.last_acts: list[Callable[[], None]] = []
        self.end_acts: list[Callable[[], None]] = []
        self.links: list[tuple[Record, str, Record, str]] = []
        self.joins: list[tuple[Record, str, list[Record]]] = []
        self.taken: Counter[int] = Counter()
        self._homes = Homes(self.chance)
        self._family = 0

    def cast(self, course: Course) -> Life:
        """Give a course its case, with every row that a register has of it.

        Raises:
            NoRoomError: there are as many cases as were asked for, or its year has no number left.
        """
        if self.left <= 0 or self.taken[course.start.year] >= MOST_A_YEAR:
            raise NoRoomError
        self.left -= 1
        self.taken[course.start.year] += 1
        life = self._listed(course) if self.minimal else self._filed(course)
        self.lives.append(life)
        return life

    def _listed(self, course: Course) -> Life:
        place, _ = self._homes.at(course.start)
        record = basics(course) | dates_on_case(course)
        record |= {"Woonplaats": place, "Type aanmelder": self.file.announcer(course)}
        record["Opmerkingen"] = self.chance.choice((None, "Verzonnen voorbeeld: loopt", "-"))
        return Life(course, record)

    def _filed(self, course: Course) -> Life:
        place, gemeente = self._homes.at(course.start)
        life = Life(course, self.file.case(course, place, gemeente))
        life.party = gemeente_party(gemeente)
        self._family += self.chance.random() > _SIBLINGS
        life.case["Gezinsnummer"] = f"verzonnen-gezin-{self._family:04d}"
        self.file.fill(life)
        for meeting in course.meetings:
            self.discuss(life, meeting)
        return life

    def discuss(self, life: Life, meeting: Meeting) -> Talk:
        """Put a case on the agenda of a session, with the advice that came of it."""
        session = self.agenda.session(meeting, self.session_stream(life.course, meeting))
        talk = Talk(session, life, self.file.talk(meeting))
        session.talks.append(talk)
        life.talks.append(talk)
        self.link(talk.record, "Overlegnummer", session.record, "Overlegnummer")
        self.link(talk.record, "Casusnummer", life.case, "Casusnummer")
        if meeting.state == HELD and meeting.advised:
            self._advise(talk, meeting)
        if meeting.state == HELD and (meeting.advised or meeting.finished):
            agreement = life.add("Afspraken", self.file.agreement(meeting))
            self.link(agreement, "Overlegnummer", session.record, "Overlegnummer")
        return talk

    def session_stream(self, course: Course, meeting: Meeting) -> str | None:
        """The werkstroom of the session in which a case is discussed."""
        return course.stream or ("B" if meeting.day >= self.days.terms.start_A else None)

    def _advise(self, talk: Talk, meeting: Meeting) -> None:
        life = talk.life
        talk.advice = life.add("Adviezen", self.file.advice(meeting))
        self.link(talk.advice, "Overlegnummer", talk.session.record, "Overlegnummer")
        for goal in self.file.goals(life.course, meeting):
            life.add("Doelen", goal)
            self.link(goal, "Adviesnummer", talk.advice, "Adviesnummer")

    def link(self, record: Record, field: str, to: Record, its: str) -> None:
        """A field of a row will hold what a field of another row holds."""
        self.links.append((record, field, to, its))

    def join(self, record: Record, field: str, cases: list[Record]) -> None:
        """A field of a row will hold the casusnummers of these cases."""
        self.joins.append((record, field, cases))

    def expect(  # noqa: PLR0913 - everything that a finding tells
        self,
        code: str,
        severity: str,
        table: str,
        record: Record,
        field: str,
        *,
        life: Life | None = None,
        deadline: date | datetime | None = None,
        days: int | None = None,
    ) -> None:
        """Note a finding that must come; ``life``: the case, where the row names none itself."""
        self.marks.append(Mark(code, severity, table, record, field, life, deadline, days))

    def at_last(self, act: Callable[[], None]) -> None:
        """Do this when every row has its numbers and its place."""
        self.last_acts.append(act)

    def at_the_end(self, act: Callable[[], None]) -> None:
        """Do this after all else, when no value changes any more."""
        self.end_acts.append(act)

    def solo(self, day: date, stream: str | None, state: str) -> Session:
        """A session of which no one else knows."""
        return self.agenda.add(day, stream, state)

    def expected(self) -> list[Expected]:
        """The answer key: every mark at the place of its row, in the order of the tables."""
        rows = {
            id(record): index
            for table in self.tables.values()
            for index, record in enumerate(table)
        }
        order = {name: number for number, name in enumerate(self.tables)}
        found = [
            Expected(
                mark.code,
                mark.severity,
                mark.table,
                rows[id(mark.record)],
                mark.field,
                _number_of(mark),
                mark.deadline,
                mark.days,
            )
            for mark in self.marks
        ]
        return sorted(found, key=lambda each: (order[each.table], each.row, each.code, each.field))


_SIBLINGS = 0.06
"""One case in so many is a brother or sister of the one before."""


def _number_of(mark: Mark) -> str | None:
    record = mark.life.case if mark.life else mark.record
    number = record.get("Casusnummer")
    known = isinstance(number, str) and any(each.isdigit() for each in number)
    return str(number) if known else None
