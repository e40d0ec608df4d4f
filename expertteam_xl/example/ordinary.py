"""Ordinary courses: cases in which everything went as agreed.

An ordinary course gives no finding at all on the peildatum: what is open then is far from its
deadline, what is done was done in time, now and then on the very last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.course import PLANNED, Course, Meeting, Stay
from expertteam_xl.example.days import Days, between, is_workday, later, workday_after

_OTHER_ENDS = {
    "mondeling advies": 8, "niet bespreken": 5, "doorverwezen": 3, "ingetrokken": 5, "vraag": 5,
}  # fmt: skip
"""Of a hundred cases so many are not discussed, by what becomes of them."""

_AGES = (1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12, 11, 8, 3, 1, 1, 1)
"""How often each age occurs, from 0."""


def begin_2020() -> date:
    """The first day of the convenant that knows werkstromen."""
    return load_versions()[-1].begin


def last_day() -> date:
    """The last day on which a convenant can hold."""
    return load_versions()[-1].last_end


@dataclass(frozen=True)
class Ordinary:
    """Makes ordinary courses on a peildatum.

    Attributes:
        days: the terms and the peildatum.
        chance: where the variety comes from.
        single: whether a case is discussed once: a register of one list has one date for it.
    """

    days: Days
    chance: Random
    single: bool = False

    @property
    def horizon(self) -> date:
        """The last day on which anything happened."""
        return min(self.days.on, last_day())

    def course(self, start: date) -> Course:
        """A course that begins on this day, of any kind."""
        kind = self._kind(start)
        triage = self._triage(start)
        if triage is None or kind == "bespreken":
            return self.discussed(start, triage=triage)
        if kind == "vraag":
            return self.question(start)
        return self.not_discussed(start, kind, triage)

    def _kind(self, start: date) -> str:
        kinds = dict(_OTHER_ENDS)
        if start < begin_2020():
            kinds.pop("mondeling advies")
        if self.single:
            kinds.pop("vraag")  # one list has no column that tells an adviesvraag apart
        kinds["bespreken"] = 100 - sum(kinds.values())
        return self.chance.choices(list(kinds), list(kinds.values()))[0]

    def stream(self, start: date) -> str | None:
        """The werkstroom of a case that came in on this day."""
        if start < begin_2020():
            return None
        return self.chance.choice("AABBB")

    def birth(self, start: date) -> date | int:
        """When a youth was born who is young enough on that day; mostly the year alone."""
        age = self.chance.choices(range(len(_AGES)), _AGES)[0]
        if self.chance.random() < 0.9:
            return start.year - age
        return later(date(start.year - age, start.month, 1), -self.chance.randint(1, 300))

    def _triage(self, start: date) -> date | None:
        """A triage in time; None while it need not be there yet."""
        working = self.chance.choice((0, 1, 1, 2, 2, 3, 4, 5, 5))
        first = 0 if is_workday(start) else 1
        day = min(workday_after(start, max(first, working)), self.days.triage_by(start))
        if day <= self.horizon:
            return day
        return None if self.days.is_far(self.days.triage_by(start)) else self.days.on

    def not_discussed(self, start: date, outcome: str, triage: date) -> Course:
        """A case that does not come to the table."""
        course = Course(start, self.stream(start), triage, outcome, "niet op tafel")
        course.birth = self.birth(start)
        if outcome == "ingetrokken":
            course.status = "ingetrokken"
            course.triage = self.chance.choice((triage, None))
        if outcome == "mondeling advies":
            course.oral = triage
            course.closed = self._by_then(later(triage, self.chance.randint(10, 60)))
            course.status = "afgesloten" if course.closed else "getrieerd"
        return course

    def question(self, start: date) -> Course:
        """An adviesvraag: no triage, no werkstroom."""
        course = Course(start, question=True, status="niet op tafel", birth=self.birth(start))
        course.oral = self._by_then(workday_after(start, self.chance.randint(0, 6)))
        return course

    def discussed(
        self, start: date, *, stream: str | None = "", triage: date | None = None
    ) -> Course:
        """A case that is discussed, or will be as far as it is not yet time.

        Args:
            start: the aanmelddatum.
            stream: the werkstroom; not given: any.
            triage: its day; None while there is none.
        """
        stream = self.stream(start) if stream == "" else stream
        course = Course(start, stream, triage, birth=self.birth(start))
        day = self._session_day(course)
        if course.triage:
            course.outcome, course.status = "bespreken", "getrieerd"
        if day > self.horizon:
            course.meetings = [Meeting(day, PLANNED, advised=False)]
            course.status = "gepland" if course.triage else "aangemeld"
            return course
        self.hold(course, day)
        self._place(course)
        return course

    def _session_day(self, course: Course) -> date:
        """A day in time for the session; on or before the peildatum where it could not wait."""
        last = self.days.session_by(course.start)
        table = self.days.table_after(course.start) if course.stream == "A" else None
        if table and table <= last and not self._too_near(table, last):
            if course.triage and course.triage > table:
                course.triage = table
            return table
        if course.stream == "A":
            course.stream = "B"
        first = course.triage or later(max(course.start, self.days.on), 1)
        choice = [day for day in between(first, last) if is_workday(day)]
        choice = [day for day in choice if not self._too_near(day, last)] or [self.days.on]
        if choice[-1] == last and self.chance.random() < 0.1:
            return last
        return self.chance.choice(choice)

    def _too_near(self, session: date, last: date) -> bool:
        """Whether it would be planned for after the peildatum while its term nearly ends."""
        return session > self.days.on and not self.days.is_far(last)

    def hold(self, course: Course, day: date) -> None:
        """The case is discussed on that day, sometimes again, and closed where time allows."""
        course.triage = course.triage or course.start
        course.outcome = "bespreken"
        course.meetings = [Meeting(day, finished=True if course.stream == "A" else None)]
        if not self.single and self.chance.random() < 0.08:
            self._go_on(course)
        course.last.sent = self.sent(course.last.day)
        self.close(course)

    def _go_on(self, course: Course) -> None:
        """The session was not finished and had a vervolgsessie."""
        before = course.first.day
        if course.stream == "A":
            again = self.days.table_after(before)
        else:
            again = workday_after(before, self.chance.randint(4, 12))
        if again is None or again > self.horizon:
            return
        course.first.advised = False
        course.first.finished = False if course.stream == "A" else None
        course.meetings.append(Meeting(again, finished=True if course.stream == "A" else None))

    def sent(self, session: date) -> date:
        """A day in time for the besluit: the same day or the next working day."""
        last = self.days.sent_by(session)
        return last if last <= self.horizon and self.chance.random() < 0.6 else session

    def close(self, course: Course) -> None:
        """A solution and a closing after the last besluit, where time allows."""
        sent = course.last.sent or course.last.day
        course.solved = self._by_then(later(sent, self.chance.randint(3, 60)))
        course.closed = None
        course.status = "besproken"
        if course.solved:
            course.closed = self._by_then(later(course.solved, self.chance.randint(10, 200)))
            course.status = "in uitvoering"
        if course.closed:
            course.status = "afgeschaald" if self.chance.random() < 0.2 else "afgesloten"

    def _place(self, course: Course) -> None:
        """The ground of a case of werkstroom A, with its placement or refusal."""
        if course.stream != "A":
            return
        course.ground = self.chance.choice(("a", "a", "a", "c", "c", "c", "b", "a, c"))
        first = later(course.first.day, -self.days.terms.tv_overleg_dagen)
        placed = self.chance.choice(between(first, course.start)[-7:])
        if course.ground == "b":
            course.stays = [Stay(placed, full=True)]
        elif course.ground != "c":
            course.stays = self._stays(placed)

    def _stays(self, placed: date) -> list[Stay]:
        """A stay in the tussenvoorziening that ends in time, and sometimes where to."""
        most = self.days.terms.tv_max_dagen
        left = later(placed, self.chance.choice((most, self.chance.randint(5, most))))
        if left > self.horizon:
            left = self.chance.choice(between(placed, self.horizon))
        arranged = self.chance.choice(between(placed, left))
        stays = [Stay(placed, left, arranged=arranged)]
        if self.chance.random() < 0.6:
            kind = self.chance.choice(("pleegzorg", "gezinshuis", "thuis", "instelling"))
            stays.append(Stay(left, kind=kind))
        return stays

    def _by_then(self, day: date) -> date | None:
        """The day, when it had come by the peildatum."""
        return day if day <= self.horizon else None
