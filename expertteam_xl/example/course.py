"""The course of a case: what happened on which day, before anybody writes it down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

HELD, PLANNED, LAPSED, CANCELLED = "gehouden", "gepland", "vervallen", "geannuleerd"


@dataclass
class Meeting:
    """A session in which the case is discussed, or would be.

    Attributes:
        day: of the session.
        state: of the session.
        finished: Sessie afgerond; None is left empty.
        advised: whether it gave an advice.
        sent: day on which the besluit was sent.
        private: whether no other case is discussed in that session.
    """

    day: date
    state: str = HELD
    finished: bool | None = None
    advised: bool = True
    sent: date | None = None
    private: bool = False


@dataclass
class Stay:
    """A placement, or for ``full`` a refusal of one."""

    start: date
    left: date | None = None
    full: bool = False
    arranged: date | None = None
    kind: str = "tussenvoorziening"


@dataclass
class Course:
    """What happened to a case.

    Attributes:
        start: the aanmelddatum.
        stream: A or B; None under the convenant of 2018 and for an adviesvraag.
        triage: day of the triage.
        outcome: what it came to.
        status: of the case.
        meetings: in order of day.
        stays: in order of day.
        ground: Grond A.
        solved: Oplossing gerealiseerd op.
        closed: day of the closing.
        question: whether it is an adviesvraag.
        oral: day of a mondeling advies.
        birth: day of birth, or the year alone.
    """

    start: date
    stream: str | None = None
    triage: date | None = None
    outcome: str | None = None
    status: str = "aangemeld"
    meetings: list[Meeting] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    ground: str | None = None
    solved: date | None = None
    closed: date | None = None
    question: bool = False
    oral: date | None = None
    birth: date | int | None = None

    @property
    def first(self) -> Meeting:
        """The first session."""
        return self.meetings[0]

    @property
    def last(self) -> Meeting:
        """The last session."""
        return self.meetings[-1]
