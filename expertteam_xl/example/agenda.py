"""The sessions of a made-up region: who shares one, which lapse, and who attended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from random import Random

from expertteam_xl.example.course import CANCELLED, HELD, LAPSED, PLANNED, Meeting
from expertteam_xl.example.days import Days
from expertteam_xl.example.model import Record
from expertteam_xl.example.parties import CORE, EXPERTS, REFERRERS, TEAM
from expertteam_xl.example.records import Life, Session

_PER_SESSION = 4
"""So many cases at most are discussed in one session."""

_STARTS = (time(10), time(13), time(15, 30))

_HELD_WELL: Record = {
    "Voorzitter (discipline)": "GZ-psycholoog",
    "Voorzitter van C&A": "ja",
    "Niet belanghebbend": "ja",
    "Secretaris": "coördinator C&A",
    "Informatie per leefgebied": "ja",
    "Tijd beschikbaar": "ja",
}

Link = Callable[[Record, str, Record, str], None]
"""Says that a field of a row holds what a field of another row will hold."""


class Agenda:
    """Every session, in the order in which it was made."""

    def __init__(self, days: Days, chance: Random) -> None:
        """Begin without sessions."""
        self.days = days
        self.sessions: list[Session] = []
        self._chance = chance
        self._open: dict[tuple[date, str | None, str], Session] = {}
        self._travelled: set[tuple[str, date]] = set()

    def session(self, meeting: Meeting, stream: str | None) -> Session:
        """The session of a meeting: one with room for another case, else a new one.

        Before there were werkstromen each case had a session of its own: of how to split time over
        several cases the convenant of 2018 says nothing.
        """
        key = (meeting.day, stream, meeting.state)
        private = meeting.private or stream is None
        shared = self._open.get(key)
        if shared and len(shared.talks) < _PER_SESSION and not private:
            return shared
        session = self.add(meeting.day, stream, meeting.state, private=private)
        if not private:
            self._open[key] = session
        return session

    def add(
        self,
        day: date,
        stream: str | None,
        state: str,
        *,
        private: bool = True,
        more: Record | None = None,
    ) -> Session:
        """A new session; ``more`` goes into its row."""
        same = sum(1 for each in self.sessions[-30:] if each.day == day)
        record: Record = {
            "Overlegdatum": day,
            "Starttijd": _STARTS[same % len(_STARTS)],
            "Duur (min)": self.days.terms.sessie_min,
            "Werkstroom": stream,
            "Status": state,
        }
        if state == HELD:
            record |= _HELD_WELL
            record["Voorbereiding akkoord"] = self._chance.choice(("ja", "ja", "ja", None))
        session = Session(day, stream, record | (more or {}), private)
        self.sessions.append(session)
        return session

    def share(self, session: Session) -> None:
        """Let the next case of that day, werkstroom and state join this session."""
        state = str(session.record["Status"])
        self._open[session.day, session.stream, state] = session

    def fill_tables(self) -> None:
        """The fixed tables on which no case came: lapsed, cancelled, or still planned."""
        taken = {each.day for each in self.sessions if each.talks and self._is_table(each)}
        for day in self.days.tables:
            if day in taken:
                continue
            if day <= self.days.on:
                self.lapse(day, self._in_time(day))
            else:
                self.add(day, "A", PLANNED)
        for day in self.days.cancelled_tables:
            self.add(day, "A", CANCELLED)

    def _is_table(self, session: Session) -> bool:
        """Whether a session keeps the rhythm of the doorbraaktafel: held, or still to come."""
        state = HELD if session.day <= self.days.on else PLANNED
        return session.stream == "A" and session.record["Status"] == state

    def lapse(
        self, day: date, told: date | datetime | None, begin: time | None = _STARTS[0]
    ) -> Session:
        """A table of werkstroom A without a case, and when that was reported."""
        more: Record = {"Starttijd": begin, "Vervallen gemeld op": told}
        return self.add(day, "A", LAPSED, more=more)

    def _in_time(self, day: date) -> datetime | date:
        """A moment on which a lapse is reported in time, now and then on the last minute."""
        hours = self.days.terms.vervallen_uren
        last = datetime.combine(day, _STARTS[0]) - timedelta(hours=hours)
        kind = self._chance.randint(0, 5)
        if kind == 0:
            return last
        if kind == 1:
            return last.date()
        return last - timedelta(minutes=self._chance.randint(1, 400) * 15)

    def attend(self, link: Link, join: Callable[[Record, str, list[Record]], None]) -> None:
        """Rows of Deelnames for every session that was held."""
        for session in self.sessions:
            if session.record["Status"] == HELD and session.talks:
                for record in self._attendance(session, join):
                    if session.absent.isdisjoint({record["Rol"], record["Partner"]}):
                        session.attendance.append(record)
                        link(record, "Overlegnummer", session.record, "Overlegnummer")

    def _attendance(
        self, session: Session, join: Callable[[Record, str, list[Record]], None]
    ) -> Iterable[Record]:
        yield self._team("voorzitter", "gedragswetenschapper")
        if session.record.get("Secretaris"):
            yield self._team("secretaris", "coördinator")
        lives = [talk.life for talk in session.talks]
        for talk in session.talks:
            life = talk.life
            row = _row("consulent", life.party, "consulent")
            join(row, "Casusnummers", [life.case])
            yield row
            referrer = REFERRERS.get(str(life.case["Type aanmelder"]))
            if session.stream == "A" and referrer:
                row = _row(*referrer)
                join(row, "Casusnummers", [life.case])
                yield row
            if talk.record.get("Ouders aanwezig") == "ja":
                parent = _row("ouder", None, "ouder")
                join(parent, "Casusnummers", [life.case])
                yield parent
        names = [name for name, *_ in self._chance.sample(EXPERTS, self._chance.randint(1, 3))]
        if session.stream == "A":
            names = list(dict.fromkeys((*CORE, *names)))
        for name in names:
            yield self._expert(name, session.day, lives, join)

    def _team(self, role: str, what: str) -> Record:
        return _row(role, TEAM, what)

    def _expert(
        self,
        name: str,
        day: date,
        lives: list[Life],
        join: Callable[[Record, str, list[Record]], None],
    ) -> Record:
        """Time of a partner: never more than the cap, and one journey a day."""
        row = _row("expert", name, "gedragsdeskundige") | {"Tariefcode": "consult"}
        minutes = self._chance.choice((60, 75, 90, 105, 120))
        if self._chance.random() < 0.1:
            row["Uren"] = minutes / 60
        else:
            travel = 0 if (name, day) in self._travelled else self._chance.choice((0, 20, 30))
            row |= {
                "Overleg (min)": minutes,
                "Voorbereiding (min)": self._chance.choice((0, 15, 30)),
                "Reistijd (min)": travel,
            }
            self._travelled.add((name, day))
        if len(lives) > 1 and self._chance.random() < 0.4:
            some = self._chance.sample(lives, self._chance.randint(1, len(lives) - 1))
            join(row, "Casusnummers", [life.case for life in some])
        return row


def _row(role: str, partner: str | None, function: str) -> Record:
    return {"Partner": partner, "Deelnemer": function, "Rol": role, "Uitgenodigd": "ja"}
