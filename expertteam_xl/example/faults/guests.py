"""A partner of its own for a fault in the declarations, so that no other row is concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from expertteam_xl.convenant.versions import load_versions
from expertteam_xl.example.course import Course, Meeting
from expertteam_xl.example.days import is_workday, later
from expertteam_xl.example.faults.scenes import discussed, past_start
from expertteam_xl.example.model import Record
from expertteam_xl.example.ordinary import begin_2020
from expertteam_xl.example.parties import CRITERIA
from expertteam_xl.example.records import Life, Session
from expertteam_xl.example.stage import NoRoomError, Stage

PARTNERS, RATES, TIMES = "Partners", "Tarieven", "Deelnames"
OVERLEG, REIS = "Overleg (min)", "Reistijd (min)"


@dataclass
class Guest:
    """A partner who comes to one or a few sessions only.

    Attributes:
        party: its row of Partners.
        rates: its rows of Tarieven.
    """

    party: Record
    rates: list[Record]

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.party["Partner"])


def guest(stage: Stage, *, rate: bool = True) -> Guest:
    """A new partner, with one tariff for all time or without any."""
    stage.guests += 1
    name = f"Verzonnen Gastpartij {stage.guests:03d}"
    party: Record = {
        "Partner": name,
        "Soort": "partner",
        "Declarabel": "ja",
        "Kernpartij": "nee",
        "Getekend op": load_versions()[0].begin,
    }
    party |= dict.fromkeys(CRITERIA, "ja")
    rates = [tariff(name)] if rate else []
    found = Guest(party, rates)

    def add() -> None:
        stage.tables[PARTNERS].append(found.party)
        stage.tables[RATES].extend(found.rates)
        stage.spoiled.update(map(id, (found.party, *found.rates)))

    stage.at_last(add)
    return found


def tariff(name: str) -> Record:
    """A row of Tarieven from the first convenant on, until further notice."""
    return {
        "Partner": name,
        "Tariefcode": "consult",
        "€ per uur": 95,
        "Geldig van": load_versions()[0].begin,
    }


def attend(stage: Stage, session: Session, found: Guest, minutes: int | None = 60) -> Record:
    """A row of Deelnames of the guest in a session, with minutes of overleg."""
    row: Record = {
        "Partner": found.name,
        "Rol": "expert",
        "Deelnemer": "gedragsdeskundige",
        "Uitgenodigd": "ja",
        "Tariefcode": "consult",
        OVERLEG: minutes,
    }
    session.attendance.append(row)
    stage.spoiled.add(id(row))
    stage.link(row, "Overlegnummer", session.record, "Overlegnummer")
    return row


def held(stage: Stage, version: str | None = None, stream: str | None = "") -> Life:
    """A case that was discussed in a session of its own.

    Raises:
        NoRoomError: there is no place for it.
    """
    return stage.cast(discussed(stage, past_start(stage, version=version), stream=stream))


def held_in(stage: Stage, version: str) -> Session:
    """A session of one case, held while a version of the convenant was in force.

    Raises:
        NoRoomError: there is no place for it.
    """
    margin = stage.days.terms.overleg_dagen

    def fits(day: date) -> bool:
        return is_workday(day) and (version != "2018" or later(day, margin) < begin_2020())

    life = stage.cast(discussed(stage, past_start(stage, version=version, fits=fits)))
    return life.talks[0].session


def held_together(stage: Stage) -> list[Life]:
    """Two cases that were discussed in one session, under the convenant of 2020."""
    if stage.left < 2:
        raise NoRoomError
    course = discussed(stage, past_start(stage, version="2020"), stream="B")
    life = stage.cast(course)
    session = life.talks[0].session
    other = discussed(stage, course.start, stream="B", session=session.day)
    stage.agenda.share(session)
    return [life, stage.cast(_joining(other))]


def _joining(course: Course) -> Course:
    meeting: Meeting = course.first
    meeting.private = False
    return course
