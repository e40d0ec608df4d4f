"""Faults in what a register tells of a jeugdige, and in whose consent there is (P01–P03, P05)."""

from __future__ import annotations

from datetime import date

from expertteam_xl.example.days import later
from expertteam_xl.example.faults import decoy, plants
from expertteam_xl.example.faults.scenes import (
    CASES,
    FOUT,
    INFO,
    WAARSCHUWING,
    discussed,
    past_start,
)
from expertteam_xl.example.model import Record
from expertteam_xl.example.records import Life
from expertteam_xl.example.stage import NoRoomError, Stage

_CONSENTS, _REMARKS = "Toestemmingen", "Opmerkingen"
_INVENTED = "Verzonnen voorbeeld: "
_TOLD = ("Geïnformeerd doel", "Geïnformeerd intrekking", "Geïnformeerd weigering")
_ADULT = 18

_CERTAIN = (
    "mail naar verzonnen@example.org",
    "bereikbaar op 06-12345678",
    "terugbellen (035) 123 45 67",
    "rekening NL91 ABNA 0417 1643 00",
    "nummer 111222333",
    "BSN 1112.22.333 nagevraagd",
)
_PERHAPS = (
    "woont op 1234 AB",
    "geb. 03-02-2010",
    "geboren op 3 februari 2010",
    "nummer 12345672",
)
_INNOCENT = (
    "gebeld op 12-03-2021 om 09.00-10.30",
    "KvK 12345672",
    "overleg 2021 ET",
    "dossier ET-2021-000123",
    "€ 12.345.672 begroot",
    "nummer 123456789",
    "twaalf 06-nummers geprobeerd",
)


def _remark(stage: Stage, text: str) -> Record:
    """A case with this remark."""
    life = stage.cast(discussed(stage, past_start(stage)))
    life.case[_REMARKS] = _INVENTED + text
    return life.case


@plants("P01")
def tells_who_it_is(stage: Stage) -> None:
    """A number or address of a person in a remark."""
    case = _remark(stage, stage.chance.choice(_CERTAIN))
    stage.expect("P01", FOUT, CASES, case, _REMARKS)


@plants("P01")
def may_tell_who_it_is(stage: Stage) -> None:
    """What tells it together with more, or may be something else."""
    case = _remark(stage, stage.chance.choice(_PERHAPS))
    stage.expect("P01", WAARSCHUWING, CASES, case, _REMARKS)


@decoy()
def tells_nothing(stage: Stage) -> None:
    """Days, times, amounts and numbers of organisations and cases."""
    _remark(stage, stage.chance.choice(_INNOCENT))


@plants("P05")
def a_long_story(stage: Stage) -> None:
    """A remark that is a story: told once."""
    if "story" in stage.once:
        raise NoRoomError
    stage.once.add("story")
    case = _remark(stage, "er was eens een heel lang verhaal zonder inhoud. " * 6)
    stage.expect("P05", INFO, CASES, case, _REMARKS)


def _birthday(day: date, years: int) -> date:
    """The day on which someone was born who becomes so old on this day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def _life(stage: Stage, age: int, *, born_later: int | None = None) -> Life:
    """A case without any consent, of a jeugdige of this age on the day of the overleg.

    Args:
        stage: where it is for.
        age: in years.
        born_later: how many days short of a birthday that day is; not given: any day of the year.
    """
    course = discussed(stage, past_start(stage))
    birthday = _birthday(course.first.day, age)
    days = -stage.chance.randint(0, 300) if born_later is None else born_later
    course.birth = later(birthday, days)
    life = stage.cast(course)
    life.rows.pop(_CONSENTS, None)
    return life


def _consent(life: Life, by: str, **changes: object) -> Record:
    """A consent that is in order, for data that can identify somebody."""
    day = life.course.start
    record: Record = {"Door": by, "Datum": day, "Schriftelijk": "ja", "Herleidbaar": "ja"}
    record |= dict.fromkeys(_TOLD, day)
    record["Aanwezigheid gewenst"] = "ja"
    record.update(changes)  # type: ignore[arg-type]
    return life.add(_CONSENTS, record)


def _own_age(stage: Stage) -> int:
    return stage.days.terms.toestemming_leeftijd


@plants("P02", minimal=False)
def consent_by_word_of_mouth(stage: Stage) -> None:
    """Of the parent of a young child, but not in writing."""
    life = _life(stage, stage.chance.randint(2, _own_age(stage) - 1))
    record = _consent(life, stage.chance.choice(("ouder", "vertegenwoordiger")), Schriftelijk="nee")
    stage.expect("P02", FOUT, _CONSENTS, record, "Schriftelijk")


@plants("P02", minimal=False)
def no_consent_of_her_own(stage: Stage) -> None:
    """Old enough since that very day, or longer, but only a parent consented."""
    age = stage.chance.choice((_own_age(stage), _ADULT - 1, _ADULT + 1))
    life = _life(stage, age, born_later=0 if age == _own_age(stage) else None)
    stage.expect("P02", FOUT, _CONSENTS, _consent(life, "ouder"), "Door")


@plants("P02", minimal=False)
def no_consent_of_a_parent(stage: Stage) -> None:
    """Old enough to consent, but not of age: a warning, also on the day before the birthday."""
    age = stage.chance.randint(_own_age(stage), _ADULT - 1)
    life = _life(stage, age)
    if stage.chance.random() < 0.3:
        life.course.birth = later(_birthday(life.course.first.day, _ADULT), 1)
        for field in ("Geboortedatum", "Geboortejaar"):
            life.case.pop(field, None)
        life.case["Geboortedatum"] = life.course.birth
    stage.expect("P02", WAARSCHUWING, _CONSENTS, _consent(life, "jeugdige"), "Door")


@plants("P02", minimal=False)
def consent_after_the_overleg(stage: Stage) -> None:
    """Dated a day late."""
    life = _life(stage, stage.chance.randint(2, _own_age(stage) - 1))
    day = later(life.course.first.day, stage.chance.choice((1, 1, 5)))
    record = _consent(life, "ouder", Datum=day)
    stage.expect("P02", FOUT, _CONSENTS, record, "Datum")


@plants("P02", minimal=False)
def consent_withdrawn(stage: Stage) -> None:
    """Given in time, and taken back before the overleg."""
    life = _life(stage, stage.chance.randint(2, _own_age(stage) - 1))
    record = _consent(life, "ouder", **{"Ingetrokken op": life.course.first.day})
    stage.expect("P02", FOUT, _CONSENTS, record, "Ingetrokken op")


@decoy(minimal=False)
def of_age_since_that_day(stage: Stage) -> None:
    """Eighteen on the day of the overleg: the consent of a parent is not needed."""
    _consent(_life(stage, _ADULT, born_later=0), "jeugdige")


@decoy(minimal=False)
def not_yet_old_enough(stage: Stage) -> None:
    """The birthday is the day after the overleg, so a parent's consent is enough."""
    _consent(_life(stage, _own_age(stage), born_later=1), "ouder")


@decoy(minimal=False)
def not_identifying(stage: Stage) -> None:
    """No consent at all is needed where the data tell of nobody."""
    life = _life(stage, stage.chance.randint(2, _ADULT))
    _consent(life, "ouder", Schriftelijk="nee", Herleidbaar="nee")


@plants("P03", minimal=False)
def not_told(stage: Stage) -> None:
    """One of the three was not told, or only a day after the consent."""
    life = _life(stage, stage.chance.randint(2, _own_age(stage) - 1))
    field = stage.chance.choice(_TOLD)
    told = stage.chance.choice((None, None, later(life.course.start, 1)))
    record = _consent(life, "ouder", **{field: told})
    stage.expect("P03", FOUT, _CONSENTS, record, field)
