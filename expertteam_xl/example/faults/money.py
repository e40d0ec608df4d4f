"""Faults in the time that is declared: by whom, how much, and for whom (F01–F04, F08–F10)."""

from __future__ import annotations

from expertteam_xl.example.course import CANCELLED, LAPSED
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.guests import (
    OVERLEG,
    PARTNERS,
    REIS,
    TIMES,
    attend,
    guest,
    held,
    held_together,
)
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
)
from expertteam_xl.example.stage import NoRoomError, Stage

_A_DAY = 24 * 60


@plants("F01", minimal=False)
def partner_without_tariff(stage: Stage) -> None:
    """A partner with time, and no tariff at all."""
    session = held(stage).talks[0].session
    found = guest(stage, rate=False)
    attend(stage, session, found)
    stage.expect("F01", FOUT, PARTNERS, found.party, "Partner")


@plants("F01", minimal=False)
def partner_not_invited(stage: Stage) -> None:
    """Time of a partner who was not invited; that they attended is told too."""
    session = held(stage).talks[0].session
    row = attend(stage, session, guest(stage))
    row["Uitgenodigd"] = "nee"
    stage.expect("F01", WAARSCHUWING, TIMES, row, "Uitgenodigd")
    stage.expect("A04", INFO, TIMES, row, "Uitgenodigd")


@plants("F01", minimal=False)
def travelled_twice(stage: Stage) -> None:
    """A partner who travelled to two sessions on one day; told at the second."""
    if stage.left < 2:
        raise NoRoomError
    life = held(stage, "2020", "B")
    first = life.talks[0].session
    course = discussed(stage, life.course.start, stream="B", session=first.day)
    second = stage.cast(course).talks[0].session
    found = guest(stage)
    rows = [attend(stage, session, found) for session in (first, second)]
    for row in rows:
        row[REIS] = 30
    stage.expect("F01", WAARSCHUWING, TIMES, rows[1], REIS)


@plants("F02", minimal=False)
def more_than_the_cap(stage: Stage) -> None:
    """A partner with more time at a doorbraaktafel than is declared; told once a partner."""
    session = held(stage, "2020", "A").talks[0].session
    found = guest(stage)
    cap = stage.days.terms.cap_min
    first = stage.chance.choice((cap, 100))
    attend(stage, session, found, first)
    attend(stage, session, found, cap - first + stage.chance.choice((1, 25)))
    stage.expect("F02", INFO, PARTNERS, found.party, "Partner")


@plants("F03", minimal=False)
def minutes_of_a_case_lacking(stage: Stage) -> None:
    """Of one of two cases in a session the bespreekminuten lack, so that time is split equally."""
    lives = held_together(stage)
    talk = stage.chance.choice(lives).talks[0]
    talk.record["Bespreekminuten"] = stage.chance.choice((None, "volgt", "?"))
    attend(stage, talk.session, guest(stage))
    stage.expect("F03", INFO, "Besprekingen", talk.record, "Bespreekminuten")


@plants("F04", minimal=False)
def gemeente_that_declares(stage: Stage) -> None:
    """A gemeente or C&A with ja at Declarabel: those never declare."""
    found = guest(stage, rate=False)
    found.party["Soort"] = stage.chance.choice(("gemeente", "C&A"))
    stage.expect("F04", WAARSCHUWING, PARTNERS, found.party, "Declarabel")


@plants("F04", minimal=False)
def school_that_declares(stage: Stage) -> None:
    """A partner onderwijs with ja at Declarabel declares, but not of itself."""
    found = guest(stage)
    found.party["Soort"] = "partner onderwijs"
    stage.expect("F04", INFO, PARTNERS, found.party, "Declarabel")


@plants("F04", minimal=False)
def party_of_no_kind(stage: Stage) -> None:
    """A party with time of which nothing tells whether it declares."""
    session = held(stage).talks[0].session
    found = guest(stage)
    found.party |= {"Soort": None, "Declarabel": None}
    attend(stage, session, found)
    stage.expect("F04", WAARSCHUWING, PARTNERS, found.party, "Soort")


@plants("F08", minimal=False)
def youth_from_elsewhere(stage: Stage) -> None:
    """A woonplaats outside the convenant: nobody pays that share."""
    life = held(stage)
    life.case["Woonplaats"] = stage.chance.choice(("Almere", "Eemnes", "Amersfoort", "Driemond"))
    attend(stage, life.talks[0].session, guest(stage))
    stage.expect("F08", INFO, CASES, life.case, "Woonplaats")


@plants("F09", minimal=False)
def time_that_cannot_be(stage: Stage) -> None:
    """Less than nothing, nothing at all, or more than a day holds."""
    session = held(stage, "2020", "B").talks[0].session
    minutes = stage.chance.choice((-15, 0, _A_DAY + 60))
    row = attend(stage, session, guest(stage), minutes)
    stage.expect("F09", FOUT, TIMES, row, OVERLEG)


@plants("F10", minimal=False)
def time_of_a_cancelled_meeting(stage: Stage) -> None:
    """Time of a meeting that was not held is not declared."""
    day = past_start(stage, version="2020")
    state = stage.chance.choice((CANCELLED, LAPSED))
    session = stage.agenda.add(day, "B", state)
    row = attend(stage, session, guest(stage), 30)
    stage.expect("F10", WAARSCHUWING, TIMES, row, OVERLEG)


@plants("F10", minimal=False)
def time_for_a_case_not_discussed(stage: Stage) -> None:
    """A row that names only a case that was not discussed in that session."""
    if stage.left < 2:
        raise NoRoomError
    session, other = held(stage).talks[0].session, held(stage)
    row = attend(stage, session, guest(stage))
    stage.join(row, "Casusnummers", [other.case])
    stage.expect("F10", FOUT, TIMES, row, "Casusnummers")


@plants("F04", minimal=False)
def verwijzer_of_a_partner(stage: Stage) -> None:
    """Someone of a partner who is there as verwijzer does not declare."""
    session = held(stage).talks[0].session
    row = attend(stage, session, guest(stage))
    row["Rol"] = stage.chance.choice(("jeugdbeschermer", "Veilig Thuis"))
    stage.expect("F04", INFO, TIMES, row, "Rol")


@plants("F04", minimal=False)
def tariefcode_of_who_does_not_declare(stage: Stage) -> None:
    """Time with a tariefcode of a party that declares only where the team says so."""
    session = held(stage).talks[0].session
    found = guest(stage)
    found.party |= {"Soort": "partner onderwijs", "Declarabel": None}
    attend(stage, session, found)
    stage.expect("F04", WAARSCHUWING, PARTNERS, found.party, "Declarabel")


@plants("F09", minimal=False)
def hours_and_minutes_that_differ(stage: Stage) -> None:
    """One row tells its time twice, and not the same."""
    session = held(stage, "2020", "B").talks[0].session
    row = attend(stage, session, guest(stage), 60)
    row["Uren"] = stage.chance.choice((1.5, 2, 0.5))
    stage.expect("F09", FOUT, TIMES, row, "Uren")


@decoy(minimal=False)
def time_at_its_bounds(stage: Stage) -> None:
    """A minute, a whole day, the same time in hours, the cap itself, and two who travel at once."""
    alone = held(stage, "2020", "B").talks[0].session
    for minutes in (1, _A_DAY):
        attend(stage, alone, guest(stage), minutes)
    attend(stage, alone, guest(stage), 90)["Uren"] = 1.5
    if stage.left:
        table = held(stage, "2020", "A").talks[0].session
        found = guest(stage)
        for minutes in (stage.days.terms.cap_min - 60, 0):
            attend(stage, table, found, minutes)[REIS] = 30


@decoy(minimal=False)
def attendance_of_who_does_not_declare(stage: Stage) -> None:
    """Time of a gemeente or of a school without a tariefcode is attendance, and may be kept."""
    session = held(stage).talks[0].session
    for kind in ("gemeente", "partner onderwijs"):
        found = guest(stage, rate=False)
        found.party |= {"Soort": kind, "Declarabel": stage.chance.choice(("nee", None))}
        attend(stage, session, found)["Tariefcode"] = None
